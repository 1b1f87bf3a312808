"""What tables and printed lists of names say to a question, by whichever way fits it."""

import re
from collections.abc import Sequence

from assistant.answering.documents.attendance import attendance_drafts
from assistant.answering.drafts import Draft
from assistant.answering.tables.absent_rows import absent_row
from assistant.answering.tables.absent_steps import absent_step
from assistant.answering.tables.cells import cell_drafts
from assistant.answering.tables.compared_rows import compared_drafts
from assistant.answering.tables.counted_column import counted_drafts
from assistant.answering.tables.paired_tables import paired_drafts
from assistant.answering.tables.ranges import outside_ages, range_drafts
from assistant.answering.tables.rows_about import about_drafts
from assistant.answering.tables.rows_of_kind import kind_drafts, listed_drafts
from assistant.answering.tables.whole_columns import column_drafts
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question
from assistant.types import Article

_NAMES_ASKED = re.compile(
    r"[在于到]哪[些几]个?(?:街道|社区|村|镇|乡|小区|地方|学校|医院|园区|路)|"
    r"(?:是|叫)(?:什么名字|哪几家|谁)"
)
_ENDS_IN_FIGURE = re.compile(r"：\s*[\d.,%-]+$")


def table_drafts(
    question: Question, articles: Sequence[Article], evidence: Sequence[Evidence]
) -> tuple[list[Draft], str]:
    """The cells asked for, or a sentence that no row is so.

    That is, beyond the bound or at the step that is asked about. ([], "") where the tables of
    the articles say nothing to the question.
    """
    rows, none = compared_drafts(question, articles) or ([], "")
    none = none or absent_step(question, articles)
    if none:
        return [], none
    cells = (
        rows
        or range_drafts(question, articles)
        or cell_drafts(question, articles)
        or paired_drafts(question, articles)
        or kind_drafts(question, articles)
        or counted_drafts(question, articles, evidence)
        or listed_drafts(question, articles)
        or about_drafts(question, articles)
        or column_drafts(question, articles)
        or attendance_drafts(question, articles)
    )
    if not cells:
        return [], outside_ages(question, articles) or absent_row(question, articles)
    return ([], "") if _lacks_names(question, cells) else (cells, "")


def _lacks_names(question: Question, drafts: Sequence[Draft]) -> bool:
    """Whether names are asked for (落在哪些街道) and the cells only count."""
    return bool(_NAMES_ASKED.search(question.folded)) and all(
        _ENDS_IN_FIGURE.search(draft.text) for draft in drafts
    )
