"""What is set out in cells, pairs and lists of names, and answers as it stands there."""

from collections.abc import Sequence

from assistant.answering.asked_forms import lacks_names
from assistant.answering.attendance import attendance_drafts
from assistant.answering.compared_rows import compared_drafts
from assistant.answering.drafts import Draft
from assistant.answering.paired_tables import paired_drafts
from assistant.answering.question import Question
from assistant.answering.rows_of_kind import kind_drafts
from assistant.answering.tables import cell_drafts
from assistant.types import Article


def set_out_drafts(question: Question, articles: Sequence[Article]) -> tuple[list[Draft], str]:
    """What the tables and lists of the nearest articles say, and what they are known to lack.

    ([], "") for a question that they do not answer.
    """
    rows, none = compared_drafts(question, articles) or ([], "")
    if none:
        return [], none
    found = (
        rows
        or cell_drafts(question, articles)
        or paired_drafts(question, articles)
        or kind_drafts(question, articles)
        or attendance_drafts(question, articles)
    )
    return ([] if lacks_names(question, found) else found), ""
