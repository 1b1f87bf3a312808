"""The results file: one JSON object a line, first what was run, then one line a question.

A question's line is the answer's JSON with `id` and what the evaluation adds:
`set`, `kind`, `answerable`, `failure`, `facts`, `scores`. The first line has no
`id` and carries `"type": "run"`.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import QuestionSetError
from assistant.file_troubles import file_trouble

FORMAT = 1
"""Raised when a line's meaning changes, so that an older file is not compared by mistake."""

HEADER_MARK = '"type": "run"'

NO_RESULTS = (
    "不是评测的结果文件；结果文件是 assistant evaluate --results 写出的 .jsonl，"
    "不是问题集，也不是 Excel 或网页报告。"
)

Record = dict[str, Any]

_UNCOMPARED = frozenset({"started"})
"""Header keys that may differ between two runs of the same thing."""


@dataclass(frozen=True, slots=True)
class Results:
    """A results file as read: its header and its lines in order."""

    header: Mapping[str, Any]
    records: tuple[Record, ...]


def read_results(path: Path, *, torn_allowed: bool = False) -> Results:
    """Read a results file; with `torn_allowed` a last line cut off by a kill is left out.

    Raises QuestionSetError naming the line where it cannot be read, and for a file without
    the header of a run, such as a question set.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise QuestionSetError(f"找不到结果文件 {path}；请检查路径。") from None
    except UnicodeDecodeError:
        raise QuestionSetError(f"{path.name} {NO_RESULTS}") from None
    except OSError as error:
        raise QuestionSetError(f"读不了结果文件 {path}：{file_trouble(error)}。") from None
    header: Mapping[str, Any] | None = None
    records: list[Record] = []
    lines = text.split("\n")
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError:
            if torn_allowed and row == len(lines):
                break
            raise QuestionSetError(
                f"结果文件 {path.name} 第 {row} 行不是有效的 JSON；请换用完整的文件。"
            ) from None
        if isinstance(value, dict) and value.get("type") == "run":
            header = value
        elif isinstance(value, dict) and "id" in value:
            records.append(value)
        else:
            raise QuestionSetError(f"结果文件 {path.name} 第 {row} 行没有 id；它不是评测结果。")
    if header is None:
        raise QuestionSetError(
            f"{path.name} 不是评测的结果：没有写着 {HEADER_MARK} 的首行；"
            "请给出 assistant evaluate --results 写出的文件。"
        )
    return Results(header, tuple(records))


def key(record: Mapping[str, Any]) -> tuple[str, str]:
    """What identifies a question among several sets."""
    return str(record.get("set", "")), str(record["id"])


def line(value: Mapping[str, Any]) -> str:
    """One line of the file; keys keep the order in which they were put."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def write_results(path: Path, header: Mapping[str, Any], records: Sequence[Record]) -> None:
    """Write the whole file aside, then switch, so that no reader sees half of it."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(line(header))
        file.writelines(line(record) for record in records)
    aside.replace(path)


def local_time(started: str) -> str:
    """When a run began as people read it, with how far its clock is from UTC.

    >>> local_time("2025-07-22T09:30:00+08:00")
    '2025-07-22 09:30:00（UTC+08:00）'
    """
    found = re.fullmatch(r"([\d-]+)T([\d:.]+)(Z|[+-][\d:]+)", started)
    if found is None:
        return started
    day, hour, offset = found.groups()
    return f"{day} {hour}（UTC{offset.removeprefix('Z')}）"


def same_run(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the header's keys in which two runs differ; () where one may go on for the other."""
    names = sorted(set(first) | set(second))
    return tuple(n for n in names if n not in _UNCOMPARED and first.get(n) != second.get(n))
