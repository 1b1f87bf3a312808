"""The columns of a question sheet: names, meanings, examples. Used by CSV and XLSX alike."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import QuestionSetError
from assistant.evaluation.mistakes import Mistakes
from assistant.evaluation.question_checks import misspelt, tell_unused
from assistant.evaluation.questions import (
    KINDS,
    Question,
    question_from_mapping,
    question_to_mapping,
)

SEPARATOR = "；"
"""Between several facts (also ;)."""

SPELLINGS = "|"
"""Between several accepted spellings of one fact (also ｜)."""


FORMULA_STARTS = frozenset("=+-@")
"""A cell of a CSV that begins so is run as a formula by spreadsheets."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file format, its Chinese heading and what to write in it."""

    name: str
    heading: str
    meaning: str
    width: int


COLUMNS: tuple[Column, ...] = (
    Column(
        "id",
        "编号",
        "每个问题一个，不能重复；可留空，按题目和前文自动编号，改文件名、插行都不变",
        10,
    ),
    Column("kind", "类别", "可留空。" + "、".join(f"{k}（{v}）" for k, v in KINDS.items()), 10),
    Column("question", "问题", "必填。用户会怎么问就怎么写", 44),
    Column(
        "facts",
        "要点",
        "正确答案必须包含的内容；多个要点用；隔开，同一要点的不同写法用 | 隔开",
        36,
    ),
    Column("articles", "出处文章", "应当引用的文章标题（或标题的一部分）；多篇用；隔开", 36),
    Column("history", "前文", "追问才填：此前问过的问题，从早到晚，用；隔开", 30),
    Column(
        "answerable", "文中有答案", "是 / 否；填否表示文档里没有，正确的做法是不作答。留空算是", 12
    ),
    Column("answers", "标准答案", "可留空。原文片段式的可接受答案，任一即可，用；隔开", 30),
    Column("gold_passage_ids", "出处编号", "可留空。公开数据集的文档或段落编号，用；隔开", 20),
    Column("as_of", "截至日期", "可留空。只看截至这一天的文章，如 2023-06-30", 14),
    Column("note", "备注", "可留空。给人看的说明，不影响评测", 24),
)

_BY_HEADING: Mapping[str, str] = {c.heading: c.name for c in COLUMNS} | {
    c.name: c.name for c in COLUMNS
}
_LISTS = ("articles", "history", "answers", "gold_passage_ids")
_YES = frozenset({"", "是", "有", "true", "1", "yes", "y", "可答", "对"})
_NO = frozenset({"否", "无", "没有", "false", "0", "no", "n", "不可答", "错"})

Row = Sequence[Any]


def questions_from_rows(
    rows: Sequence[tuple[int, Row]],
    file_name: str,
    set_name: str,
    on_skip: Callable[[str], None] | None = None,
) -> tuple[Question, ...]:
    """Questions from a sheet's rows; the first holds the headings (Chinese or English).

    Every row comes with its number in the sheet. Blank rows are left out; columns that are
    not used are told to `on_skip`. Raises QuestionSetError naming row and column of every mistake.
    """
    if not rows:
        return ()
    names, unused = _columns_of(rows[0], file_name)
    tell_unused(file_name, unused, on_skip)
    found: list[Question] = []
    mistakes, alike = Mistakes(), Counter[str]()
    for number, row in rows[1:]:
        cells = {name: text_of(row[i]) for i, name in names.items() if i < len(row)}
        if any(cells.values()):
            where = f"{file_name} 第 {number} 行"
            value = _mapping(cells, where, mistakes)
            value["id"] = cells.get("id") or _id_of(value, alike)
            with mistakes.kept():
                found.append(question_from_mapping(value, where, row=number, set_name=set_name))
    mistakes.raise_any()
    return tuple(found)


def _columns_of(header: tuple[int, Row], file_name: str) -> tuple[dict[int, str], list[str]]:
    """The columns of the format by their place, and the headings that are none of them."""
    number, row = header
    names: dict[int, str] = {}
    unused: list[str] = []
    for i, cell in enumerate(row):
        heading = text_of(cell).removeprefix("﻿").strip("*＊ ")
        name = _BY_HEADING.get(heading) or _BY_HEADING.get(heading.lower())
        if name in names.values():
            raise QuestionSetError(
                f"{file_name} 第 {number} 行，第 {i + 1} 列："
                f"列名 {heading!r} 出现了两次；请删去一个。"
            )
        if name:
            names[i] = name
        elif heading:
            unused.append(heading)
    if "question" not in names.values():
        given = "、".join(text_of(cell) for cell in row if text_of(cell)) or "空"
        raise QuestionSetError(
            f"{file_name} 第 {number} 行：没有“问题”（question）这一列，只有：{given}；"
            "第一行应是列名，可用 assistant evaluate --template questions.xlsx 得到样例。"
        )
    for heading in unused:
        if near := misspelt(heading, _BY_HEADING, names.values()):
            raise QuestionSetError(
                f"{file_name} 第 {number} 行：没有“{heading}”这一列，写的内容不会用到；"
                f"是不是“{near}”？请改正列名。"
            )
    return names, unused


def text_of(cell: Any) -> str:
    """A cell as text: whole numbers without .0, dates as YYYY-MM-DD, nothing as ""."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    text = str(cell).strip()
    # The mark that keeps a spreadsheet from taking text for a formula is no part of it.
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text


def split_list(text: str, separators: str = "；;\n") -> list[str]:
    """Parts between separators, without white space around them; empty parts are left out."""
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return [part for piece in text.split(separators[0]) if (part := piece.strip())]


def _id_of(value: Mapping[str, Any], alike: Counter[str]) -> str:
    """An id of what is asked, the same wherever the row stands and whatever the file is called.

    Of rows that ask the same, those after the first are numbered by `alike`.
    """
    asked = "\n".join((value["question"], *value["history"]))
    name = "q" + hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:8]
    alike[name] += 1
    return name if alike[name] == 1 else f"{name}-{alike[name]}"


def _mapping(cells: Mapping[str, str], where: str, mistakes: Mistakes) -> dict[str, Any]:
    """The row as the format has it, without an id; what cannot be read is kept in `mistakes`."""
    value: dict[str, Any] = {name: split_list(cells.get(name, "")) for name in _LISTS}
    value["question"] = cells.get("question", "")
    value["kind"] = _kind(cells.get("kind", ""))
    value["facts"] = [split_list(fact, "|｜") for fact in split_list(cells.get("facts", ""))]
    value["answerable"] = value["kind"] != "none"
    with mistakes.kept():
        value["answerable"] = _answerable(cells, where)
    value["as_of"] = cells.get("as_of", "")
    value["note"] = cells.get("note", "")
    if not value["answerable"] and value["facts"]:
        with mistakes.kept():
            raise QuestionSetError(
                f"{where}，要点列：已填“文中有答案”为否，就不应再写要点 {cells['facts']!r}；"
                "请改其中一处。"
            )
        value["facts"] = []  # told already
    return value


def _kind(text: str) -> str:
    """The kind by its English or its Chinese name; others as given."""
    names = {chinese: english for english, chinese in KINDS.items()}
    return names.get(text, text)


def _answerable(cells: Mapping[str, str], where: str) -> bool:
    text = cells.get("answerable", "").strip().lower()
    if text in _YES:
        return text != "" or cells.get("kind", "") not in {"none", KINDS["none"]}
    if text in _NO:
        return False
    raise QuestionSetError(
        f"{where}，文中有答案（answerable）列：{text!r} 看不懂；请填“是”或“否”。"
    )


def cells_of(question: Question) -> list[str]:
    """The question as a row of text cells, in the order of `COLUMNS`."""
    value = question_to_mapping(question)
    cells: list[str] = []
    for column in COLUMNS:
        content = value.get(column.name, "")
        if column.name == "facts":
            content = SEPARATOR.join(SPELLINGS.join(fact) for fact in question.facts)
        elif column.name == "answerable":
            content = "是" if question.answerable else "否"
        elif column.name == "kind":
            content = KINDS.get(question.kind, question.kind)
        elif isinstance(content, list):
            content = SEPARATOR.join(content)
        cells.append(str(content))
    return cells
