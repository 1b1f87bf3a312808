"""The figures that a table prints: each cell under its head, in its row."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.figure import Figure
from assistant.ingest.figure_bounds import bound_of
from assistant.ingest.figure_periods import period_of_cell
from assistant.ingest.figure_places import places_in
from assistant.ingest.figure_units import per_unit, unit_of
from assistant.tables import NOT_MEASURED, RATE, Row, Table, unit_column, unit_line
from assistant.text import fold, quantities
from assistant.types import Article, Span

_CAPTION_LINES = 4  # over a table, that may say of which year and place it is
_LONGEST_CAPTION = 60  # characters; a longer line is a sentence
_LONGEST_AROUND = 4  # characters of a cell around its value: 每月3000元
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|$|[\s(])")
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}年?")
_BARE = re.compile(r"[+\-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?")
_HEAD_UNIT = re.compile(
    r"[(](?:计量单位[:：]?|单位[:：]?|折\w{1,3}[,，])?([^()]{1,12})[)](?=$|[ ])|"
    r"[/,，]([^/,，()]{1,8})$|([%‰])$"
)
_LINE_UNIT = re.compile(r"[^:：]*单位[:：][ 　]*(.+)")
_CAPTION_UNIT = re.compile(
    r"[（(，,](?:金额|计量)?单位[:：]([^（）()，,]{1,12})[）)]$|[（(]([^()（）]{1,12})[）)]$"
)
_PLACES = re.compile(
    "地区|^(?:区|县|市|省|镇|乡|街道|城市|[区县市州省]{2,3}|.{0,3}[(（][区县市州、]+[)）])名?称?$"
)
_PLACE = re.compile("[一-鿿]{1,9}(?:省|市|区|县|州|镇|乡|街道|旗)")
_COUNTS = re.compile(r"(?:[人户个件家台套项所座次村]数|数量|指数|系数|倍数|评分|分值)$")
_NUMBERED = re.compile("序号|编号|代码|[行栏]次")
_NO_FIGURE = re.compile(
    rf"{NOT_MEASURED.pattern}|邮编|身份证|账号|[学文型]号|规格|版本|楼层|年级|期限|时限|工期|"
    rf"课时|年龄|等级|"
    r"年度$|建成年|时段|页码|届次"
)
_LABEL = re.compile(  # what is under such heads tells a thing from others, and is no amount
    r"(?<!信)号$|办公室$|办公地[点址]|房间$|寝室$|宿舍$|会议室$|科室$|"
    r"分机|短号|总机|传真|手机$|座机|固话|热线$|联系方式|邮政"
)
_LEAST_LABEL = 100  # a number of a room; fewer may be counted: 会议室 3
_TIMES = (
    "年 月 日 号 周 天 岁 周岁 时 点 小时 分钟 秒 年度 季度 月份 个月 工作日 级 期 届 类 等 楼 版"
)
_NO_MEASURE = frozenset(_TIMES.split())


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands over a column: its words as printed and folded, and the unit they give."""

    printed: str
    folded: str
    unit: tuple[float, str] | None


@dataclass(frozen=True, slots=True)
class _Cell:
    """The value that a cell holds; `stated`: the cell itself prints the unit."""

    value: float
    unit: str
    bound: str
    stated: bool


def figures_of_table(article: Article, table: Table) -> Iterator[Figure]:
    """The figures of a table's rows, row by row; () where no column names the rows."""
    text = article.text
    heads = [_head(text, place) for _, place in table.heading.cells]
    others = (head for head, _ in table.heading.cells[1:] if not _YEAR_ALONE.fullmatch(head))
    if any(_cell(head, None) is not None for head in others):
        return  # its first line holds values, and is no head
    columns = [n for n, head in enumerate(heads) if _measures(head, table, n)]
    naming = _naming_columns(table, columns)
    if not naming:
        return
    line, units = unit_line(article, table), unit_column(table)
    caption = _caption(article, table)
    stated = _LINE_UNIT.sub(r"\1", line.of(text)) if line else _stated_in(caption[:-1])
    placed = bool(_PLACES.search(table.heading.cells[naming[-1]][0]))
    for row in table.rows:
        name = " ".join(filter(None, (_printed(text, row, n) for n in naming)))
        if not re.search("[一-鿿A-Za-z]", name) and not _YEAR.search(name):
            continue
        own = _head_unit(fold(name))
        for column in columns:
            head, (words, place) = heads[column], row.cells[column]
            printed = _inner(text, place)
            over, shown = head.unit or own, ""
            if over is None and not (RATE.search(head.folded) or _COUNTS.search(head.folded)):
                shown = _printed(text, row, units) if units is not None else ""
                shown = shown or stated
                over = unit_of(shown)
            cell = _cell(words, over)
            if cell is None:
                continue
            label = head.printed
            if shown and over is not None and not cell.stated:
                label += f"（{shown}）"
            told = (head.printed, name, *caption)
            year = _first(_years, told)
            yield Figure(
                article_id=article.id,
                indicator=_joined(name, label, head.folded),
                change="",
                value=cell.value,
                unit=cell.unit,
                bound=cell.bound,
                printed=printed.of(text),
                year=year,
                region=name
                if placed and _PLACE.fullmatch(name)
                else _first(places_in, (name, head.printed, *caption)),
                start=printed.start,
                end=printed.end,
                label=_inner(text, row.cells[naming[-1]][1]),
                sentence=row.span,
                table=table.heading.span.start,
                period=period_of_cell(told, year, article.published),
            )


def _head(text: str, place: Span) -> _Head:
    printed = " ".join(place.of(text).split())
    return _Head(printed, fold(printed), _head_unit(fold(printed)))


def _head_unit(folded: str) -> tuple[float, str] | None:
    """The unit in a head or a row's name: 产量(万吨), 金额/元, 增长%; of a head in two rows too."""
    for match in _HEAD_UNIT.finditer(folded):
        unit = unit_of(next(filter(None, match.groups())).split(",")[-1])
        if unit is not None:
            return unit
    return None


def _measures(head: _Head, table: Table, column: int) -> bool:
    """Whether the cells of a column are figures: its head names something, they are values."""
    numbers = _NO_FIGURE.search(head.folded) or re.fullmatch(r"[\d甲乙丙丁 ]*", head.folded)
    if numbers and not _YEAR_ALONE.fullmatch(head.folded):
        return False
    filled = [
        words for row in table.rows if (words := row.cells[column][0]) and set(words) - set("-—/")
    ]
    if head.unit is None and _LABEL.search(head.folded) and _are_labels(head.folded, filled):
        return False
    return sum(_cell(words, None) is not None for words in filled) * 2 >= len(filled) > 0


def _are_labels(head: str, filled: Sequence[str]) -> bool:
    """Whether the numbers under such a head are names: all of 号, of rooms none that is small."""
    if "号" in head:
        return True
    return all(
        not re.fullmatch(r"[\d,]+", words) or int(words.replace(",", "")) >= _LEAST_LABEL
        for words in filled
    )


def _naming_columns(table: Table, columns: Sequence[int]) -> tuple[int, ...]:
    """The first columns of words that tell the rows apart, two at most; () where none does."""
    words = [
        n
        for n, (head, _) in enumerate(table.heading.cells)
        if n not in columns and not _NUMBERED.search(head) and n != unit_column(table)
    ]
    if not words:
        return ()
    names = [row.cells[words[0]][0] for row in table.rows]
    # 经济发展 in several rows is the group, the next column names what is measured.
    grouped = len(set(names)) < len(names) and len(words) > 1 and words[1] == words[0] + 1
    return tuple(words[:2]) if grouped else (words[0],)


def _cell(words: str, over: tuple[float, str] | None) -> _Cell | None:
    """The value of a cell's folded words, in the unit that stands over it or that it prints."""
    if _BARE.fullmatch(words):
        number = float(words.replace(",", "").replace(" ", "").replace("+", ""))
        factor, unit = over or (1.0, "")
        return _Cell(_product(number, factor), unit, "", stated=False)
    found = quantities(words)
    if len(found) != 1 or found[0].ordinal:
        return None
    first = found[0]
    end = first.end + per_unit(words, first.end, len(words))
    bound, whole = bound_of(words, Span(first.start, end), 0)
    minus = words[: whole.start].endswith("-")
    around = words[: whole.start].removesuffix("-") + words[whole.end :]
    if len(around) > _LONGEST_AROUND or first.unit in _NO_MEASURE or re.search("[a-z_:.]", around):
        return None
    if not first.unit:
        factor, unit = over or (1.0, "")
        return _Cell(_product(first.value, factor), unit, bound, False) if bound else None
    unit = first.unit + words[first.end : end]
    return _Cell(-first.value if minus else first.value, unit, bound, stated=True)


def _product(number: float, factor: float) -> float:
    """Without the noise of binary fractions: 18.9 万 is 189000."""
    return float(f"{number * factor:.12g}")


def _joined(name: str, head: str, folded: str) -> str:
    """教育支出 2024年预算数（万元）; a head that is but a year says nothing of what is told."""
    return name if _YEAR_ALONE.fullmatch(folded) else f"{name} {head}"


def _inner(text: str, place: Span) -> Span:
    words = place.of(text)
    start = place.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _printed(text: str, row: Row, column: int) -> str:
    return " ".join(row.cells[column][1].of(text).split())


def _caption(article: Article, table: Table) -> tuple[str, ...]:
    """The lines over a table, the nearest first, and the title: they say when and where it is."""
    above = article.text[article.body_start : table.heading.span.start].rstrip("\n").split("\n")
    lines = above[-_CAPTION_LINES:][::-1]
    near: list[str] = []
    for line in lines:
        if len(line) > _LONGEST_CAPTION or line.rstrip().endswith("。") or "|" in line:
            break
        near.append(line)
    return (*near, article.title)


def _stated_in(caption: Sequence[str]) -> str:
    """The unit that the line over a table ends with: 补贴标准（元/人）; "" where it gives none."""
    match = _CAPTION_UNIT.search(caption[0].strip()) if caption else None
    words = next(filter(None, match.groups()), "") if match else ""
    return words if unit_of(words) else ""


def _years(words: str) -> list[str]:
    return list(dict.fromkeys(_YEAR.findall(fold(words))))


def _first(find: Callable[[str], list[str]], sources: Sequence[str]) -> str:
    """What the first of the sources that names any names; "" where it names several."""
    for words in sources:
        found = find(words)
        if found:
            return found[0] if len(set(found)) == 1 else ""
    return ""
