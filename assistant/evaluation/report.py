"""A run as one self-contained HTML file: opens from a share drive, needs no network."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assistant.evaluation.cautions import unknown_articles
from assistant.evaluation.comparison import STATUS_NAMES, Comparison, MetricChange, QuestionChange
from assistant.evaluation.junit import why_wrong
from assistant.evaluation.matching import comparable, find_spelling
from assistant.evaluation.metrics import BY_NAME, METRICS, Metric
from assistant.evaluation.nearest import is_only_nearest
from assistant.evaluation.plots import plots
from assistant.evaluation.questions import KINDS
from assistant.evaluation.results import Record, key
from assistant.evaluation.run_facts import header_rows, library_name, run_facts, run_title
from assistant.evaluation.summary import Breakdown, Summary
from assistant.evaluation.terminal import show, show_interval

HEADLINE = (
    "right",
    "fact_recall",
    "right_outcome",
    "citation_precision",
    "quote_exactness",
    "article_ndcg_10",
    "auroc",
    "latency_p95_ms",
)
"""The figures at the top, where they apply."""

KIND_METRICS = (
    "right",
    "fact_recall",
    "answer_exactness",
    "citation_precision",
    "right_outcome",
    "statements",
    "latency_p95_ms",
)

SHOWN_ARTICLES = 200
"""The report lists this many articles, the worst first; the workbook lists all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marked` where an expected fact stands in it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One question as the table shows it; `verdict` is right, part, wrong, refused or failed."""

    record: Record
    verdict: str
    verdict_name: str
    only_nearest: bool
    kind: str
    facts_found: str
    why: str
    chat: str
    change: QuestionChange | None
    statements: tuple[tuple[tuple[Piece, ...], tuple[int, ...], str], ...]
    quotes: tuple[tuple[Mapping[str, Any], str, tuple[Piece, ...], str], ...]


VERDICTS: Mapping[str, str] = {
    "right": "答对",
    "part": "不全",
    "wrong": "答错",
    "over": "不该答",
    "refused": "该答未答",
    "failed": "出错",
}


def write_report(
    path: Path,
    header: Mapping[str, Any],
    records: Sequence[Record],
    summary: Summary,
    *,
    comparison: Comparison | None = None,
    broken: Sequence[str] = (),
    cautions: Sequence[str] = (),
    chat_url: str = "",
) -> None:
    """Write the report; `broken` are the limits not kept, `chat_url` begins the links.

    `cautions` are what makes the figures say less than they seem to.
    """
    page = render(
        header,
        records,
        summary,
        comparison=comparison,
        broken=broken,
        cautions=cautions,
        chat_url=chat_url,
    )
    path.write_text(page, encoding="utf-8")


def render(
    header: Mapping[str, Any],
    records: Sequence[Record],
    summary: Summary,
    *,
    comparison: Comparison | None = None,
    broken: Sequence[str] = (),
    cautions: Sequence[str] = (),
    chat_url: str = "",
) -> str:
    """The page as text; everything from documents and questions is escaped by Jinja2."""
    from jinja2 import Environment, StrictUndefined

    style, script = _asset("report.css"), _asset("report.js")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    changes = {
        (c.set_name, c.id): c
        for c in (comparison.questions if comparison else ())
        if c.after is not None  # what only the baseline asked may carry the id of another
    }
    moved = {c.metric.name: c for c in comparison.metrics} if comparison else {}
    return environment.from_string(_asset("report.html")).render(
        header=header,
        title=run_title(header),
        library=library_name(header),
        about=run_facts(header, summary.n),
        header_rows=header_rows(header),
        summary=summary,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        headline=[BY_NAME[n] for n in HEADLINE if summary.figures[n].value is not None],
        metrics=METRICS,
        plots=list(plots(records, summary)),
        kind_metrics=[BY_NAME[name] for name in KIND_METRICS],
        kinds=sorted({_kind(str(r["kind"])) for r in records}),
        kind_name=_kind,
        articles=_worst(summary.by_article),
        article_metrics=[BY_NAME[name] for name in ("right", "fact_recall", "citation_precision")],
        comparison=comparison,
        changes=_moved(comparison),
        moved=moved,
        status_names=STATUS_NAMES,
        broken=broken,
        cautions=cautions,
        unknown=unknown_articles(records),
        rows=[_row(record, changes.get(key(record)), chat_url) for record in records],
        verdicts=VERDICTS,
        show=show,
        show_interval=show_interval,
        show_change=_show_change,
    )


def _asset(name: str) -> str:
    return resources.files("assistant.evaluation").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source of an inline style or script, as a Content-Security-Policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def _kind(name: str) -> str:
    return KINDS.get(name, name) or "未分类"


def _worst(parts: Sequence[Breakdown]) -> list[Breakdown]:
    def rank(part: Breakdown) -> tuple[float, int, str]:
        return (part.figures["right"].value or 0.0, -part.n, part.name)

    return sorted(parts, key=rank)[:SHOWN_ARTICLES]


_CHANGE_UNITS = {"share": " 个百分点", "ms": " 毫秒", "count": " 句"}
_SMALLEST_SHOWN = 0.05


def _show_change(value: float | None, metric: Metric, *, unit: bool = True) -> str:
    """A difference with its sign; "" where there is none to speak of."""
    if value is None:
        return ""
    moved = (100 if metric.unit == "share" else 1) * value
    if abs(moved) < _SMALLEST_SHOWN:
        return "持平" if unit else "0"
    sign = "+" if moved > 0 else "−"
    return f"{sign}{abs(moved):.1f}{_CHANGE_UNITS[metric.unit] if unit else ''}"


def _moved(comparison: Comparison | None) -> list[MetricChange]:
    """The figures that differ from the baseline, times aside."""
    if comparison is None:
        return []
    shown = (c for c in comparison.metrics if c.metric.unit != "ms")
    return [c for c in shown if c.regressed or (c.difference.value or 0) != 0]


def _verdict(record: Record) -> str:
    if record["failure"] is not None:
        return "failed"
    if record["scores"]["right"] == 1:
        return "right"
    if not record["answerable"]:
        return "over"
    if record["outcome"] != "answered":
        return "refused"
    return "part" if record["scores"]["fact_recall"] else "wrong"


def _row(record: Record, change: QuestionChange | None, chat_url: str) -> Row:
    facts = record["facts"]
    spellings = [spelling for fact in facts for spelling in fact["spellings"]]
    verdict = _verdict(record)
    asked = record["standalone_question"] or record["question"]
    return Row(
        record=record,
        verdict=verdict,
        verdict_name=VERDICTS[verdict],
        only_nearest=is_only_nearest(record),
        kind=_kind(str(record["kind"])),
        facts_found=f"{sum(f['answered'] for f in facts)}/{len(facts)}" if facts else "—",
        why=why_wrong(record),
        chat=f"{chat_url.rstrip('/')}/?q={quote(asked, safe='')}" if chat_url else "",
        change=change,
        statements=tuple(
            (pieces(s["text"], spellings), tuple(s["citations"]), str(s.get("group") or ""))
            for s in record["statements"]
        ),
        quotes=tuple(
            (citation, before, pieces(citation["quote"], spellings), after)
            for citation, (before, after) in zip(
                record["citations"],
                record.get("contexts") or [["", ""]] * len(record["citations"]),
                strict=True,
            )
        ),
    )


# Comparing leaves these out as punctuation; a reader takes them for a part of the number.
_UNIT_MARKS = frozenset("%％‰")


def pieces(text: str, spellings: Sequence[str]) -> tuple[Piece, ...]:
    """`text` cut where accepted spellings stand; the pieces joined give the text again."""
    prepared = comparable(text)
    spans = sorted(
        (span for spelling in spellings for span in find_spelling(prepared, spelling)),
        key=lambda span: (span.start, -span.end),
    )
    found: list[Piece] = []
    at = 0
    for span in spans:
        if span.end <= at:
            continue
        start = max(span.start, at)
        end = span.end + (text[span.end : span.end + 1] in _UNIT_MARKS)
        found.append(Piece(text[at:start], marked=False))
        found.append(Piece(text[start:end], marked=True))
        at = end
    found.append(Piece(text[at:], marked=False))
    return tuple(piece for piece in found if piece.text)
