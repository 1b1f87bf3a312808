"""Question sets: what is asked and what a right answer must hold.

The format is that of `questions/README.md`: `facts` (each a list of accepted
spellings) or `answers` (any one will do), `articles` (titles or parts of
them) or `gold_passage_ids`.
"""

import gzip
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from assistant.days import DAY_FORMS, last_day
from assistant.errors import QuestionSetError
from assistant.evaluation.mistakes import Mistakes
from assistant.evaluation.question_checks import (
    COLUMN_NAMES,
    barred_texts,
    check_asked,
    check_characters,
    check_columns,
    check_sense,
    tell_bars,
    tell_unused,
)
from assistant.evaluation.set_names import distinct_names, set_name
from assistant.file_troubles import file_trouble

Fact = tuple[str, ...]
"""The accepted spellings of one thing that an answer must hold."""

GroupReading = Literal["one-of-each", "any-group"]
"""How `answer_groups` are read: one member of each group (questions/README.md), or all
members of any one group (as DomainRAG's own files mean them)."""

KINDS: Mapping[str, str] = {
    "fact": "事实",
    "meta": "文章信息",
    "list": "列举",
    "why": "原因",
    "goal": "目标",
    "multi": "跨文章",
    "para": "换说法",
    "follow": "追问",
    "none": "文中没有",
}
"""The kinds of the question-set format and their Chinese names; other kinds are kept as given."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set.

    `alternatives` holds the complete lists of facts of which any one makes the
    answer right; nearly always it has one member. () means that the set does not say
    what the answer must hold. `answers` are accepted spans for token F1.
    `articles` are titles or parts of titles; `gold_passage_ids` ids of documents or
    passages. `set_name` is the name of the set it came from; `row` its line there.
    """

    id: str
    question: str
    kind: str = ""
    alternatives: tuple[tuple[Fact, ...], ...] = ()
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    gold_passage_ids: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    answerable: bool = True
    as_of: str = ""
    note: str = ""
    set_name: str = ""
    row: int = field(default=0, compare=False)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The first list of facts; () where none is given."""
        return self.alternatives[0] if self.alternatives else ()


def read_questions(
    path: Path,
    *,
    groups: GroupReading = "one-of-each",
    on_skip: Callable[[str], None] | None = None,
) -> tuple[Question, ...]:
    """Read a set by the ending of its name: .jsonl, .jsonl.gz, .csv or .xlsx.

    Raises QuestionSetError naming file, row and column. With `on_skip`, a line of JSON whose
    question is blank (public sets have such) is told to it and left out instead; columns that
    are not used, and bars that part nothing, are told to it too.
    """
    if not path.is_file():
        raise QuestionSetError(f"找不到问题集 {path}；请检查路径。")
    name = path.name.lower()
    if name.endswith((".jsonl", ".jsonl.gz", ".json.gz")):
        questions = _read_json_lines(path, groups, on_skip)
    elif name.endswith((".csv", ".xlsx")):
        from assistant.evaluation.sheets import read_sheet

        questions = read_sheet(path, on_skip)
    else:
        raise QuestionSetError(
            f"不认识问题集 {path.name} 的格式；请用 .jsonl、.jsonl.gz、.csv 或 .xlsx。"
        )
    if not questions:
        raise QuestionSetError(f"问题集 {path.name} 里没有问题；请至少写一行。")
    check_unique(questions, path.name)
    return questions


def read_sets(
    paths: Sequence[Path],
    *,
    groups: GroupReading = "one-of-each",
    on_skip: Callable[[str], None] | None = None,
) -> tuple[Question, ...]:
    """Read several sets; every question carries a set name that no other file has."""
    found: list[Question] = []
    mistakes = Mistakes()
    for path, name in zip(paths, distinct_names(paths), strict=True):
        with mistakes.kept():
            read = read_questions(path, groups=groups, on_skip=on_skip)
            found.extend(replace(question, set_name=name) for question in read)
    mistakes.raise_any()
    return tuple(found)


def check_unique(questions: Iterable[Question], name: str) -> None:
    """Raise QuestionSetError where two questions of a set carry the same id."""
    seen: dict[str, int] = {}
    mistakes = Mistakes()
    for question in questions:
        with mistakes.kept():
            if question.id in seen:
                raise QuestionSetError(
                    f"{name} 第 {question.row} 行，id 列：{question.id!r} "
                    f"与第 {seen[question.id]} 行重复；"
                    "每个问题的 id 必须不同。"
                )
            seen[question.id] = question.row
    mistakes.raise_any()


def _read_json_lines(
    path: Path, groups: GroupReading, on_skip: Callable[[str], None] | None
) -> tuple[Question, ...]:
    found: list[Question] = []
    unused: Counter[str] = Counter()
    barred: list[tuple[int, str, str]] = []
    name = set_name(path)
    mistakes = Mistakes()
    for row, line in _lines(path):
        where = f"{path.name} 第 {row} 行"
        with mistakes.kept():
            value = _object(line, where)
            if on_skip and value.get("id") and value.get("question") == "":
                on_skip(f"{where}，question 列：问题是空的，已跳过（id：{value['id']}）。")
                continue
            found.append(question_from_mapping(value, where, row=row, set_name=name, groups=groups))
            unused.update(column for column in value if column not in COLUMN_NAMES)
            barred.extend((row, *text) for text in barred_texts(value))
    mistakes.raise_any()
    tell_unused(path.name, unused, on_skip)
    tell_bars(path.name, barred, on_skip)
    return tuple(found)


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionSetError(
            f"{where}，第 {error.colno} 个字符：不是有效的 JSON（{error.msg}）；"
            "每行写一个 JSON 对象。"
        ) from None
    if not isinstance(value, dict):
        raise QuestionSetError(f"{where}：应是一个 JSON 对象，实际是 {type(value).__name__}。")
    return value


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix.lower() == ".gz" else raw).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionSetError(
            f"读不了问题集 {path.name}：{file_trouble(error)}；请存为 UTF-8 文本。"
        ) from None
    except (OSError, EOFError, zlib.error) as error:
        raise QuestionSetError(
            f"读不了问题集 {path.name}（{file_trouble(error)}）；"
            "请检查权限，压缩文件若已损坏请重新生成。"
        ) from None
    for row, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield row, line


def question_from_mapping(
    value: Mapping[str, Any],
    where: str,
    *,
    row: int = 0,
    set_name: str = "",
    groups: GroupReading = "one-of-each",
) -> Question:
    """Check one row and make a question of it; `where` begins every message."""
    check_characters(value, where)
    mistakes, as_of = Mistakes(), ""
    with mistakes.kept():
        check_columns(value, where)
    with mistakes.kept():
        check_asked(value, where)
    with mistakes.kept():
        as_of = _as_of(value, where)
    mistakes.raise_any()
    answers = _strings(value.get("answers"), where, "answers")
    kind = str(value.get("kind", value.get("type", "")) or "")
    answerable = value.get("answerable", kind != "none")
    if not isinstance(answerable, bool):
        raise QuestionSetError(
            f"{where}，answerable 列：{answerable!r} 不是 true 或 false；请改成其中之一。"
        )
    alternatives = _alternatives(value, answers, where, groups)
    check_sense(value, where, kind, answerable, bool(alternatives or answers))
    return Question(
        id=str(value["id"]).strip(),
        question=str(value["question"]).strip(),
        kind=kind or ("" if answerable else "none"),
        alternatives=alternatives,
        answers=answers,
        articles=_strings(value.get("articles"), where, "articles"),
        gold_passage_ids=_strings(value.get("gold_passage_ids"), where, "gold_passage_ids"),
        history=_strings(value.get("history"), where, "history"),
        answerable=answerable,
        as_of=as_of,
        note=str(value.get("note") or ""),
        set_name=set_name,
        row=row,
    )


def _as_of(value: Mapping[str, Any], where: str) -> str:
    written = str(value.get("as_of") or "").strip()
    if written and not last_day(written):
        raise QuestionSetError(
            f"{where}，as_of 列（截至日期）：{written!r} 不是日期；请写成 {DAY_FORMS}。"
        )
    return written


def _strings(value: object, where: str, column: str) -> tuple[str, ...]:
    if value is None:
        return ()
    scalars = (str, int, float)
    if not isinstance(value, list) or not all(isinstance(item, scalars) for item in value):
        raise QuestionSetError(
            f'{where}，{column} 列：{value!r} 应是字符串的列表，例如 ["甲", "乙"]。'
        )
    return tuple(text for item in value if (text := str(item).strip()))


def _facts(value: object, where: str, column: str) -> tuple[Fact, ...]:
    if not isinstance(value, list):
        raise QuestionSetError(
            f'{where}，{column} 列：{value!r} 应是列表，每项是一组可接受的写法，例如 [["8.5%"]]。'
        )
    found: list[Fact] = []
    for item in value:
        spellings = (item.strip(),) if isinstance(item, str) else _strings(item, where, column)
        if spellings and any(spellings):
            found.append(spellings)
    return tuple(found)


def _alternatives(
    value: Mapping[str, Any], answers: Sequence[str], where: str, groups: GroupReading
) -> tuple[tuple[Fact, ...], ...]:
    if value.get("facts"):
        facts = _facts(value["facts"], where, "facts")
        return (facts,) if facts else ()
    if value.get("answer_groups"):
        members = _facts(value["answer_groups"], where, "answer_groups")
        if groups == "one-of-each":
            return (members,) if members else ()
        return tuple(tuple((spelling,) for spelling in group) for group in members)
    return ((tuple(answers),),) if answers else ()


def question_to_mapping(question: Question) -> dict[str, Any]:
    """The question as a row of the question-set format; reading it back gives an equal one."""
    row: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "question": question.question,
        "facts": [list(fact) for fact in question.facts],
        "articles": list(question.articles),
        "history": list(question.history),
        "answerable": question.answerable,
    }
    optional = {
        "answers": list(question.answers),
        "gold_passage_ids": list(question.gold_passage_ids),
        "as_of": question.as_of,
        "note": question.note,
    }
    return row | {name: content for name, content in optional.items() if content}


def write_questions(questions: Sequence[Question], path: Path) -> None:
    """Write a set by the ending of its name: .jsonl, .csv or .xlsx."""
    if path.suffix.lower() in {".csv", ".xlsx"}:
        from assistant.evaluation.sheets import write_sheet

        write_sheet(questions, path)
        return
    if path.suffix.lower() != ".jsonl":
        raise QuestionSetError(f"不能写成 {path.name}；请用 .jsonl、.csv 或 .xlsx 结尾的文件名。")
    lines = (json.dumps(question_to_mapping(q), ensure_ascii=False) for q in questions)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def fingerprint(questions: Sequence[Question]) -> str:
    """The first 16 hexadecimal digits of a SHA-256 over everything that the questions say."""
    digest = hashlib.sha256()
    for question in questions:
        # The row is a place in a file, not part of what is asked.
        rest = (question.set_name, question.alternatives)
        digest.update(json.dumps([question_to_mapping(question), *rest]).encode("utf-8"))
    return digest.hexdigest()[:16]
