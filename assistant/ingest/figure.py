"""One figure of a document, as the list of figures shows it."""

from dataclasses import dataclass

from assistant.types import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `article.text[start:end]` is `printed`, the value with its unit and its bound.

    `indicator` names what is counted, `change` how it is compared (同比增长,
    比2019年净增; "" for a plain value). `value` is in units of `unit`; `bound` is
    "≥", "≤", ">", "<" or "≈" where the text gives a limit or a rough value (不少于20万条,
    7%左右), "" where the value itself is meant. `year` and `region` are the nearest
    printed before it, or those of the table's head, row or caption ("" where none is),
    and `sentence` spans the sentence or the row that states it. `whom` is to whom or to which
    of several it goes (一档, 低保对象), `under` the heading over a name that alone does not say
    of what it is (完成率); `period` is the whole time of it (2025年上半年), which the paragraph,
    the title or the day of publication may have told, "" where none does. `label` spans what was
    printed for the indicator; of a cell, whose head stands elsewhere, the row's name.
    `table` is where the head of the cell's table begins, None of a figure in a sentence.
    """

    article_id: str
    indicator: str
    change: str
    value: float
    unit: str
    bound: str
    printed: str
    year: str
    region: str
    start: int
    end: int
    label: Span
    sentence: Span
    table: int | None = None
    whom: str = ""
    under: str = ""
    period: str = ""
