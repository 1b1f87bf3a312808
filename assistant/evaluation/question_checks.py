"""What is wrong with a row of a question set: columns that nobody reads, values that contradict."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from assistant.errors import QuestionSetError

EXPECTING = ("facts", "answer_groups", "answers")
"""The columns of which any one says what a right answer holds."""

_SCORED = (
    *("id", "question", "kind", *EXPECTING, "articles", "gold_passage_ids"),
    *("history", "answerable", "as_of"),
)
COLUMN_NAMES = (*_SCORED, "type", "note")
"""Every column of the format; `type` is a public set's own word for `kind`."""

_BARS = frozenset("|｜")
_ROWS_SHOWN = 20
_NEAR = 0.7  # of difflib: fact, answer and unanswerable are near, passage and source are not


def tell_unused(
    file_name: str, unused: Collection[str], on_skip: Callable[[str], None] | None
) -> None:
    """Say which columns the evaluation passed over."""
    if on_skip and unused:
        names = "、".join(sorted(unused))
        on_skip(f"{file_name}：没有用到不认识的列 {names}；给人看的说明请写在 note（备注）里。")


def tell_bars(
    file_name: str, barred: Sequence[tuple[int, str, str]], on_skip: Callable[[str], None] | None
) -> None:
    """Say where a bar stands in what is expected (row, column, text): in JSON it parts nothing."""
    if not on_skip or not barred:
        return
    rows = list(dict.fromkeys(str(row) for row, _, _ in barred))
    shown = "、".join(rows[:_ROWS_SHOWN]) + (" 等" if len(rows) > _ROWS_SHOWN else "")
    _, column, text = barred[0]
    spellings = [
        part for piece in text.split("｜") for s in piece.split("|") if (part := s.strip())
    ]
    listed = json.dumps(spellings or ["甲", "乙"], ensure_ascii=False)
    on_skip(
        f"{file_name} 第 {shown} 行，{column} 列：{text!r} 里的 | 照字面比对，不表示“或”"
        "（只有 .csv、.xlsx 里才用 | 隔开几种写法），这样的要点答对了也算缺；"
        f"同一要点的几种写法请写成列表：{listed}。"
    )


def barred_texts(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The texts of a row's expectations that hold a bar, each with its column."""
    found: list[tuple[str, str]] = []
    for column in EXPECTING:
        content = value.get(column)
        members = content if isinstance(content, list) else ()
        for member in members:
            texts = member if isinstance(member, list) else (member,)
            found.extend((column, t) for t in texts if isinstance(t, str) and _BARS & set(t))
    return found


def misspelt(name: str, columns: Mapping[str, str], present: Collection[str]) -> str:
    """What of `columns` (spelling to column) is written nearly so; "" where none is.

    Only a column that is not `present` can be meant, and nothing that says what is expected
    where another column says it.
    """
    near = get_close_matches(name.lower(), columns, n=1, cutoff=_NEAR)
    column = columns[near[0]] if near else ""
    said = column in present or (column in EXPECTING and not set(present).isdisjoint(EXPECTING))
    return near[0] if column and not said else ""


def check_columns(value: Mapping[str, Any], where: str) -> None:
    """Raise QuestionSetError for a column that would be passed over and was meant to count."""
    for name in value:
        if name in COLUMN_NAMES:
            continue
        if near := misspelt(name, {column: column for column in _SCORED}, value.keys()):
            raise QuestionSetError(
                f"{where}，{name} 列：没有这一列，写的内容不会用到；是不是 {near}？请改正列名。"
            )


def check_asked(value: Mapping[str, Any], where: str) -> None:
    """Raise QuestionSetError for a row without an id or without a question."""
    identity, text = value.get("id"), value.get("question")
    if not isinstance(identity, str | int) or not str(identity).strip():
        raise QuestionSetError(f"{where}，id 列：缺少编号；每个问题要有不同的 id。")
    if not isinstance(text, str) or not text.strip():
        raise QuestionSetError(f"{where}，question 列：问题是空的；请写出要问的话。")


def check_sense(
    value: Mapping[str, Any], where: str, kind: str, answerable: bool, expects: bool
) -> None:
    """Raise QuestionSetError where two columns of a row contradict each other."""
    if answerable and kind == "none":
        raise QuestionSetError(
            f"{where}，kind 列：类别是 none（文中没有），answerable（文中有答案）却是 true；"
            "请改其中一处。"
        )
    if not answerable and expects:
        column = next(column for column in EXPECTING if value.get(column))
        raise QuestionSetError(
            f"{where}，{column} 列：answerable 为 false（文中没有答案），就不应再写 {column}："
            f"{value[column]!r}；请改其中一处。"
        )


def check_characters(value: Mapping[str, Any], where: str) -> None:
    """Raise QuestionSetError for half a character (\\ud800), which no file can hold as UTF-8."""
    for column, content in value.items():
        try:
            json.dumps(content, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            half = ascii(error.object[error.start])
            raise QuestionSetError(
                f"{where}，{column} 列：有半个字符 {half}，存不成文件；请改成完整的字。"
            ) from None
