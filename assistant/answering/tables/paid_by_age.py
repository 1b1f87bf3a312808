"""What is paid by age, for who gives an age and names no allowance: 我今年76岁能领多少.

The scale of the library answers, under its document's title; of several each does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.tables.cells import cells_draft
from assistant.answering.tables.ranges import FEWEST_RANGES, Range, range_of
from assistant.answering.tables.row_names import UNIT
from assistant.answering.words.question import Question
from assistant.quantities import Quantity, same_measure
from assistant.tables import Table, is_figure, tables_of, unit_line
from assistant.text import fold, quantities
from assistant.types import Article, Span

OLDEST = 150
MOST_SCALES = 6
ABOVE_CHARS = 80  # of a table, that say what it pays
_PAID_ASKED = re.compile("[领拿给发补得]|享受|津贴|待遇")
# All that may be said beside the age: who is so old, and that something is paid.
_NOTHING_NAMED = re.compile(
    r"爸爸|妈妈|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|老伴|老人家?|老年人|家里|"
    r"本人|今年|现在|刚好|已经|政府|国家|每个?月|一个?月|每年|一年|可以|应该|享受|补[贴助]|津贴|待遇|"
    r"多少|什么|哪些|大概|一共|总共|月|年|[我俺咱他她你爸妈爹娘家的满快过了岁能可该会有给发领拿得到取]|"
    r"[补钱元块几啥些吗呢啊呀吧,。?!、 ]"
)
_BESIDE_PLACE = re.compile(r"^[在我]|[的在]$")
_PAID_WORDS = re.compile("津贴|补贴|补助|养老金|慰问|长寿|护理|优待|奖励|发放|领取|待遇")
_CHARGED = re.compile(
    "收费|收取|票价|门票|购票|保费|缴费|[缴交]纳|[应需须补]缴|自[付费负]|自[理筹]|支付|学费|押金|"
    "费用标准|价格|罚"
)
_CLAUSE_END = re.compile(r"[。;\n]|,(?=(?:年?满)?\d{2,3}(?:周?岁)?(?:至|到|-|~|周岁|岁))")
_ALLOTTED = re.compile("分别")


@dataclass(frozen=True, slots=True)
class _Step:
    """The ages of one step of a scale, and what is said of them."""

    ages: Range
    draft: Draft


def age_alone(question: Question, articles: Sequence[Article] = ()) -> Quantity | None:
    """The age that a question gives where it asks what is paid at it, and names no allowance.

    It may name a place that the title of one of `articles` has (贵池85岁老人每月补多少).
    """
    age = _age_in(question)
    if age is None or not _PAID_ASKED.search(question.folded):
        return None
    place = _place_named(question, age)
    titles = (fold(article.title) for article in articles)
    return age if not place or any(place in title for title in titles) else None


def _age_in(question: Question) -> Quantity | None:
    folded = question.folded.replace("百岁", "100岁")
    ages = [each for each in quantities(folded) if same_measure(each.unit) == "岁"]
    return ages[0] if len(ages) == 1 and 0 < ages[0].value < OLDEST else None


def _place_named(question: Question, age: Quantity) -> str:
    """What is left of a question without the age and what may be said beside it."""
    folded = question.folded.replace("百岁", "100岁")
    rest = folded[: age.start] + folded[age.end :]
    return _BESIDE_PLACE.sub("", _NOTHING_NAMED.sub("", rest))


def paid_drafts(
    question: Question, age: Quantity, articles: Sequence[Article]
) -> tuple[list[Draft], str]:
    """What each scale pays at an age, or that none has it; ([], "") where none pays by age."""
    place = _place_named(question, age)
    articles = [each for each in articles if place in fold(each.title)]
    scales = [(article, steps) for article in articles if (steps := _scale(article))]
    found = [
        step.draft.grouped(article.title)
        for article, steps in scales[:MOST_SCALES]
        for step in steps
        if step.ages.holds(age.value)
    ]
    said = (step for article in articles for step in _of_sentences(article, 1))
    if found or not scales or any(each.ages.holds(age.value) for each in said):
        return found, ""
    return [], f"文中按年龄分档发放的，没有{age.value:g}岁这一档。"


def _scale(article: Article) -> list[_Step]:
    """The steps of what an article pays by age: of its tables, or else of its sentences."""
    titled = fold(article.title)
    if _CHARGED.search(titled):
        return []
    in_tables = [step for table in tables_of(article) for step in _of_table(article, table)]
    return in_tables or _of_sentences(article, FEWEST_RANGES)


def _of_table(article: Article, table: Table) -> list[_Step]:
    headings = [text for text, _ in table.heading.cells]
    paid = [number for number in range(len(headings)) if _is_paid(article, table, number)]
    for column, heading in enumerate(headings):
        unit = UNIT.search(heading)
        measure = unit[1] if unit else ""
        steps = [
            _Step(ages, cells_draft(article, table, row, column, tuple(paid)))
            for row in table.rows
            if (ages := range_of(row.cells[column][0], measure)) and ages.unit == "岁"
        ]
        if len(steps) >= FEWEST_RANGES and paid and column not in paid:
            return steps
    return []


def _is_paid(article: Article, table: Table, column: int) -> bool:
    """Whether a column is of money that is paid out."""
    heading = table.heading.cells[column][0]
    if _CHARGED.search(heading):
        return False
    cells = [row.cells[column][0] for row in table.rows if row.cells[column][0]]
    line = unit_line(article, table)
    in_heading = "元" in heading or (line is not None and "元" in line.of(article.text))
    figures = all(map(is_figure, cells)) if in_heading else all("元" in cell for cell in cells)
    above = article.text[: table.heading.span.start][-ABOVE_CHARS:]
    says_paid = _PAID_WORDS.search(fold(f"{article.title}\n{above}\n{heading}"))
    return bool(cells) and figures and says_paid is not None


def _of_sentences(article: Article, fewest: int) -> list[_Step]:
    """The steps that clauses print, one each (80周岁至89周岁的每人每月100元); [] for fewer."""
    found = [step for span in _clauses(article) if (step := _step(article, span)) is not None]
    return found if len(found) >= fewest else []


def _step(article: Article, span: Span) -> _Step | None:
    folded = fold(span.of(article.text))
    sums = [each for each in quantities(folded) if each.unit == "元"]
    if len(sums) != 1 or _ALLOTTED.search(folded) or _CHARGED.search(folded):
        return None
    ages = range_of(folded[: sums[0].start], "")
    if ages is None or ages.unit != "岁":
        return None
    place = without_mark(article.text, span.start, span.end)
    return _Step(ages, quote_draft(article, place.start, place.end))


def _clauses(article: Article) -> Iterator[Span]:
    text = fold(article.text)
    start = article.body_start
    for match in _CLAUSE_END.finditer(text, article.body_start, article.body_end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, article.body_end)
