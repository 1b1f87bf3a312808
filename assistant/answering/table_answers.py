"""What tables and printed lists of names say to a question, by whichever way fits it."""

from collections.abc import Sequence

from assistant.answering.asked_forms import lacks_names
from assistant.answering.attendance import attendance_drafts
from assistant.answering.compared_rows import compared_drafts
from assistant.answering.counted_column import counted_drafts
from assistant.answering.drafts import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.paired_tables import paired_drafts
from assistant.answering.question import Question
from assistant.answering.rows_about import about_drafts
from assistant.answering.rows_of_kind import kind_drafts, listed_drafts
from assistant.answering.tables import cell_drafts
from assistant.answering.whole_columns import column_drafts
from assistant.types import Article


def table_drafts(
    question: Question, articles: Sequence[Article], evidence: Sequence[Evidence]
) -> tuple[list[Draft], str]:
    """The cells asked for, or a sentence that no row is beyond the bound that is asked about.

    ([], "") where the tables of the articles say nothing to the question.
    """
    rows, none = compared_drafts(question, articles) or ([], "")
    if none:
        return [], none
    cells = (
        rows
        or cell_drafts(question, articles)
        or paired_drafts(question, articles)
        or kind_drafts(question, articles)
        or counted_drafts(question, articles, evidence)
        or listed_drafts(question, articles)
        or about_drafts(question, articles)
        or column_drafts(question, articles)
        or attendance_drafts(question, articles)
    )
    return ([], "") if lacks_names(question, cells) else (cells, "")
