"""The columns of a table that a question asks for, by their headings, units and years."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.tables.paid import is_of_paying
from assistant.answering.tables.per_units import PER, asks_per
from assistant.answering.tables.row_names import UNIT, row_name
from assistant.answering.tables.wanted_columns import is_of_increase, wanted_columns
from assistant.answering.words.acts import act_asked
from assistant.answering.words.forms import label_asked_for, label_fits
from assistant.answering.words.question import Question
from assistant.answering.words.years import years_of
from assistant.tables import RATE, Row
from assistant.text import tokens

# 增速是多少 is answered under a heading of rates alone; 医院数(家) is a row on 医院.
RATE_ASKED = re.compile(
    r"增速|增幅|增长率|降幅|涨跌?幅|跌幅|幅度|占比|比重|百分之|(?:增长|下降|上涨|上升|提高|减少|降低)了?多少|"
    r"[增涨升降减跌]了多少|"
    # 是增还是减, 涨了还是跌了
    r"[增升涨][长加高]?了?还是[减降跌下]|[减降跌]少?了?还是[增升涨上]|"
    # 哪个镇增长最快
    r"(?:增长|增产|上涨|上升|提高|涨价|下降|减少|降低|降价|下跌)得?最[快多大高慢少小]"
)
_CAUSE = re.compile("原因|理由|因素|依据")
# 游客怎么不升反降
_WHY_CHANGED = re.compile(
    r"怎么(?:就|会|还|又|一下子?|突然|忽然|反而|反倒|却|越来)*(?:不[升增涨]|[升降增减涨跌变越]|[少多高低]了)"
)
_AND_RATE = re.compile(
    r"(?:以及|[和及与、])(?:其|同比|年均)?(?:增速|增幅|增长率|占比|比重)|"
    # 产量是多少,增长多少
    r"(?<=多少)[一-龥]{0,2},(?:同比|[比较](?:上年|去年))?(?:增长|下降|上涨|上升|提高|减少|降低)[^,。]*$"
)
_YEAR_HEADING = re.compile(r"\d{4}年?(?:\([^()]*\))?")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)年?度?")
# 历年产量 asks for all the years that a figure is given of.
_ALL_YEARS = re.compile(
    "历年|各年|逐年|每年|近[几两三四五六七八九十]年|这[几些两三四五]年|变化|走势|趋势"
)
# 是不是比上年多了 asks for a figure and for the one before it.
_COMPARES = re.compile(r"[比较][^,。?]{0,2}(?:上年|去年|上期|上季|上月|往年)|相比|同比")
_BEFORE = re.compile(r"^(?:上年|去年|上期|上季|上月|上年同期|去年同期|同期)")
# Headings over the names of rows' owners, for who asks 谁负责.
_DONE_BY = re.compile(
    r"(?:由|归|是)?(?:谁|哪一?[个家](?:单位|部门|公司|企业|机构))来?(?:负责)?(?P<act>[一-龥]{2})"
)
_DOER = re.compile("(?:单位|部门|机构|公司|企业|[方人])$")
# 补助比例和最高限额是多少 asks for two columns.
_JOINED = re.compile("[、和与及]|以及")
_KINDS_OF_NAME = ("person", "organisation", "place", "date")
_COUNTERS = frozenset("套户家人间台辆个名所座张床次件")
HEADING_SHARE = 0.3  # of a heading, in the question that asks for it
MOST_ALIKE = 3  # columns of a kind, none of which is asked for more than the others …
ALIKE_CHARS = 2  # … that end in the same characters
LOWEST_HEAD_SHARE = 0.9  # … of the lowest of several heads, below what the whole says


def bare_heading(heading: str) -> str:
    """What a heading names, without its unit and its year: 收购价 for 收购价(元/公斤) 2024年."""
    return _YEAR.sub("", UNIT.sub("", heading)).strip()


def columns_of(question: Question, headings: Sequence[str], row: Row, key: int) -> tuple[int, ...]:
    """The columns asked for: of 总量和增速 that of the amount and that of the rate."""
    named = _named_together(question, headings, row, key)
    named = named or wanted_columns(question, headings, row, key)
    if named:
        return named
    column = column_of(question, headings, row, key)
    if column is None:
        return ()
    amount = _AND_RATE.sub("", question.folded)
    if amount != question.folded:
        other = column_of(replace(question, folded=amount), headings, row, key)
        if other is not None and other != column:
            return tuple(sorted((column, other)))
    years = _of_other_years(headings, row, column)
    if len(years) > 1 and _ALL_YEARS.search(question.folded) and not question.years:
        return years
    compared = _compared(question, headings, column)
    return compared if len(compared) > 1 else _alike(question, headings, row, key, column)


def _named_together(
    question: Question, headings: Sequence[str], row: Row, key: int
) -> tuple[int, ...]:
    """The columns that a question names one beside the other, each by its words; () for fewer."""
    names = [each for each in _JOINED.split(question.attribute) if len(each) > 1]
    found = [
        [
            number
            for number, heading in enumerate(headings)
            if number != key and row.cells[number][0] and _ends_alike(bare_heading(heading), name)
        ]
        for name in names
    ]
    columns = tuple(dict.fromkeys(each[0] for each in found if len(each) == 1))
    return columns if 1 < len(columns) == len(names) else ()


def _ends_alike(heading: str, name: str) -> bool:
    """Whether what is asked for and a heading end in the same words: 最高限额, 单个项目最高限额."""
    return len(heading) > 1 and (heading.endswith(name) or name.endswith(heading))


def _of_other_years(headings: Sequence[str], row: Row, column: int) -> tuple[int, ...]:
    """The columns of one thing in one year each, of which this is one; () for any other."""
    name = bare_heading(headings[column])
    return tuple(
        number
        for number, heading in enumerate(headings)
        if len(years_of(heading)) == 1 and bare_heading(heading) == name and row.cells[number][0]
    )


def _compared(question: Question, headings: Sequence[str], column: int) -> tuple[int, ...]:
    """The column asked for, and for who compares it (比上年多吗) the one of the year before too."""
    if not _COMPARES.search(question.folded):
        return (column,)
    heading = headings[column]
    years = years_of(heading)
    if len(years) == 1:
        alike = {heading, heading.replace(years[0], str(int(years[0]) - 1))}
        pair = [n for n, each in enumerate(headings) if each in alike]
    else:
        bare = _BEFORE.sub("", heading)
        pair = [n for n, each in enumerate(headings) if _BEFORE.sub("", each) == bare]
    return tuple(pair) if len(pair) == 2 else (column,)


def column_of(question: Question, headings: Sequence[str], row: Row, key: int) -> int | None:
    """The number of the column whose heading the question asks for; None for none.

    Of one thing in several years, where no year is asked about, the latest.
    """
    scores = _scores(question, headings, row, key)
    if not scores and len(headings) == 2 and question.kind == "number":
        only = headings[1 - key]
        is_rate = RATE_ASKED.search(question.folded) and not RATE.search(only)
        # The one column of figures is what is asked of a row, but no number of people for money.
        return None if is_rate or _unit_fit(question, only, 1.0) < 0.0 else 1 - key
    best = max(scores, key=lambda number: scores[number], default=None)
    if best is None or question.years:
        return best
    years = _of_other_years(headings, row, best)
    return max(years, key=lambda number: years_of(headings[number])) if years else best


def _scores(question: Question, headings: Sequence[str], row: Row, key: int) -> dict[int, float]:
    """How well the headings fit that the question may ask for, by their numbers."""
    # The topic has the documents' own words (地区生产总值 for GDP).
    said = f"{question.folded},{question.topic}"
    asked = frozenset(tokens(said.replace(row_name(row.cells[key][0]), ",")))
    rates = [number for number, heading in enumerate(headings) if RATE.search(heading)]
    asks_why = question.kind == "why" or _WHY_CHANGED.search(question.folded) is not None
    asks_rate = RATE_ASKED.search(question.folded) is not None
    if asks_rate and len(rates) < 2 and not asks_why:
        return {number: 1.0 for number in rates if row.cells[number][0]}
    scores: dict[int, float] = {}
    for number, heading in enumerate(headings):
        if number == key or not row.cells[number][0] or is_of_increase(question, heading):
            continue
        if (asks_why and not _CAUSE.search(heading)) or (asks_rate and number not in rates):
            continue
        score = said_share(question, heading, asked)
        if _YEAR_HEADING.fullmatch(heading):
            score = float(heading[:4] in question.years)
        elif _only_of_year(question, headings, number, rates):
            score = max(score, 1.0)  # 2023年执行数 for 2023年教育支出
        elif question.unit and bare_heading(heading) in (
            f"{question.unit}数",
            f"总{question.unit}数",
        ):
            score = max(score, 1.0)  # 套数 for 有多少套
        if question.kind == "number" and is_of_paying(question.folded, heading):
            score = max(score, 1.0)  # 每月交多少, of 月缴存额
        score += 0.5 * _is_so_headed(question, heading) + _unit_fit(question, heading, score)
        if score >= HEADING_SHARE:
            scores[number] = score
    return _of_named_heads(scores, headings, asked)


def _of_named_heads(
    scores: dict[int, float], headings: Sequence[str], asked: frozenset[str]
) -> dict[int, float]:
    """The scores, without columns of a lowest head (增长) whose upper one another's name outdoes.

    能耗 增长 is not asked for by 产值增长多少, though both end alike.
    """
    uppers = {n: bare_heading(headings[n]).rpartition(" ")[::2] for n in scores}
    shares = {
        n: len(asked & (words := frozenset(tokens(upper)))) / max(1, len(words))
        for n, (upper, _) in uppers.items()
    }
    best: dict[str, float] = {}
    for n, (_, lowest) in uppers.items():
        best[lowest] = max(best.get(lowest, 0.0), shares[n])
    return {n: scores[n] for n, (_, lowest) in uppers.items() if shares[n] == best[lowest]}


def _alike(
    question: Question, headings: Sequence[str], row: Row, key: int, column: int
) -> tuple[int, ...]:
    """The columns that the question asks for as well as for this one, where they are of a kind.

    高龄津贴标准 is asked of 城镇户籍标准 and of 农村户籍标准.
    """
    scores, heading = _scores(question, headings, row, key), headings[column]
    alike = tuple(
        number
        for number, score in scores.items()
        if score == scores.get(column)
        and years_of(headings[number]) == years_of(heading)
        and is_of_a_kind(headings[number], heading)
    )
    return alike if 1 < len(alike) <= MOST_ALIKE else (column,)


def is_of_a_kind(one: str, other: str) -> bool:
    """Whether headings end alike (城镇标准, 农村标准) or stand under one, in the same unit."""
    units = [found.group() if (found := UNIT.search(each)) else "" for each in (one, other)]
    names = [bare_heading(each) for each in (one, other)]
    tops = [name.partition(" ")[0] if " " in name else "" for name in names]
    ends = [name[-ALIKE_CHARS:] for name in names]
    return units[0] == units[1] and (ends[0] == ends[1] or (bool(tops[0]) and tops[0] == tops[1]))


def _is_so_headed(question: Question, heading: str) -> bool:
    """Whether what the question asks for stands under such headings (谁负责, 责任人)."""
    wanted = label_asked_for(question.folded)
    if wanted and wanted.search(heading):
        return True
    if is_done_by(question, heading):
        return True
    act = act_asked(question.folded)  # 谁主持 is not asked of a column 责任人
    is_name = question.kind in _KINDS_OF_NAME and label_fits(question.kind, heading)
    return is_name and act in heading


def is_done_by(question: Question, heading: str) -> bool:
    """Whether a heading is of who does what is asked: 运营单位, for 由谁运营."""
    done = _DONE_BY.search(question.folded)
    return bool(done and done["act"] in heading and _DOER.search(heading))


def _unit_fit(question: Question, heading: str, score: float) -> float:
    """What the unit of a heading adds to its score, which it has without it.

    A measure alone names no heading: 食堂有多少家 is not asked of 企业数(家). A price per
    measure does: 每公斤多少钱 is asked of 收购价(元/公斤).
    """
    unit = UNIT.search(heading)
    per = PER.search(question.folded)
    if unit is None:
        return 0.0
    if question.unit == "元" and "元" not in unit[1]:
        return -score  # 种粮补贴多少钱 is not asked of 种粮大户(户)
    if question.unit in _COUNTERS and "元" in unit[1].partition("/")[0]:
        return -score  # nor 有多少套 of 月租金(元)
    years = set(years_of(heading))
    is_of_year = bool(years & set(question.years))
    if "/" in unit[1]:
        is_of_other_year = bool(years and question.years) and not is_of_year
        in_measure = not question.unit or unit[1].partition("/")[0].endswith(question.unit)
        if asks_per(question.folded, unit[1]) and in_measure and not is_of_other_year:
            return 0.5 if score or question.unit else 0.0
        if per:
            return -score
    return 0.5 * bool((score or is_of_year) and question.unit and question.unit == unit[1])


def _only_of_year(
    question: Question, headings: Sequence[str], number: int, rates: Sequence[int]
) -> bool:
    """Whether a heading alone, of those of amounts, is of the one year that is asked about."""
    of_year = [
        n
        for n, heading in enumerate(headings)
        if n not in rates and set(years_of(heading)) & set(question.years)
    ]
    return len(question.years) == 1 and of_year == [number]


def said_share(question: Question, heading: str, asked: frozenset[str]) -> float:
    """The share of a heading's tokens that are asked for; 0 for a heading of another year.

    在校学生数 其中 寄宿生 is asked for by its last words as well.
    """
    years = years_of(heading)
    if years and question.years and not set(years) & set(question.years):
        return 0.0
    bare = bare_heading(heading)
    whole, lowest = (
        frozenset(tokens(each)) for each in (bare, bare.split()[-1] if " " in bare else "")
    )
    shares = (len(each & asked) / max(1, len(each)) for each in (whole, lowest))
    return max(next(shares), LOWEST_HEAD_SHARE * next(shares))
