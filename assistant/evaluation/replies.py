"""The answer's JSON as values: what `ask --json`, the API and a results file all hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.types import Span


@dataclass(frozen=True, slots=True)
class ReplyCitation:
    """A quote with its place in its article; `title` is the article's."""

    number: int
    article_id: str
    title: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class ReplyStatement:
    """One statement; `emphasis` are the spans of its text that answer the question."""

    text: str
    citations: tuple[int, ...]
    group: str = ""
    emphasis: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyHit:
    """A passage found, in the order of the list that holds it."""

    passage_id: str
    article_id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, as its JSON says it. `seconds` is None where it was not measured."""

    outcome: str
    standalone_question: str
    statements: tuple[ReplyStatement, ...]
    citations: tuple[ReplyCitation, ...]
    hits: tuple[ReplyHit, ...]
    confidence: float
    seconds: float | None

    @property
    def answered(self) -> bool:
        """Whether statements were given."""
        return self.outcome == "answered"

    @property
    def text(self) -> str:
        """Headings and statements a line each, without [n] markers, so that digits stay whole."""
        lines: list[str] = []
        group = ""
        for statement in self.statements:
            if statement.group and statement.group != group:
                group = statement.group
                lines.append(group)
            lines.append(statement.text)
        return "\n".join(lines)

    @property
    def emphasised(self) -> str:
        """The spans shown in bold, one after another; "" where none is."""
        parts = [span.of(s.text) for s in self.statements for span in s.emphasis]
        return " ".join(parts)


def reply_from_json(value: Mapping[str, Any]) -> Reply:
    """Read the answer's JSON; raises KeyError, TypeError or ValueError where it is no answer."""
    seconds = value.get("seconds")
    return Reply(
        outcome=str(value["outcome"]),
        standalone_question=str(value.get("standalone_question") or value.get("question", "")),
        statements=tuple(
            ReplyStatement(
                text=str(item["text"]),
                citations=tuple(int(number) for number in item["citations"]),
                group=str(item.get("group") or ""),
                emphasis=tuple(_span(span) for span in item.get("emphasis") or ()),
            )
            for item in value["statements"]
        ),
        citations=tuple(
            ReplyCitation(
                number=int(item["number"]),
                article_id=str(item["article_id"]),
                title=str(item.get("title") or ""),
                start=int(item["start"]),
                end=int(item["end"]),
                quote=str(item["quote"]),
            )
            for item in value["citations"]
        ),
        hits=hits_from_json(value.get("hits") or ()),
        confidence=float(value["confidence"]),
        seconds=None if seconds is None else float(seconds),
    )


def hits_from_json(value: Any) -> tuple[ReplyHit, ...]:
    """Read a list of hits; raises KeyError or TypeError where it is none."""
    return tuple(
        ReplyHit(str(hit["passage_id"]), str(hit["article_id"]), str(hit.get("title") or ""))
        for hit in value
    )


def _span(value: Any) -> Span:
    if isinstance(value, Mapping):
        return Span(int(value["start"]), int(value["end"]))
    start, end = value
    return Span(int(start), int(end))
