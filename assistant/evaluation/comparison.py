"""A run against an earlier one: what got better, worse, or only different."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.errors import QuestionSetError
from assistant.evaluation.intervals import Estimate, mean
from assistant.evaluation.metrics import METRICS, Metric
from assistant.evaluation.pairing import asked_of, paired
from assistant.evaluation.questions import Question
from assistant.evaluation.results import Record, key
from assistant.evaluation.scoring import SCORE_NAMES
from assistant.evaluation.summary import figures

Status = Literal["better", "worse", "mixed", "changed", "same", "new", "dropped", "edited"]

STATUS_NAMES: Mapping[Status, str] = {
    "better": "变好",
    "worse": "变差",
    "mixed": "有好有差",
    "changed": "答案变了，得分未变",
    "same": "未变",
    "new": "新增的题",
    "dropped": "基线有、本次没有",
    "edited": "题目改过，不比较",
}

COMPARED = ("right", "fact_recall", "right_outcome", "citation_precision", "quote_exactness")
"""The scores by which one question got better or worse."""

GATED = (
    "right",
    "fact_recall",
    "contains_accepted",
    "answer_exactness",
    "token_f1",
    "citation_precision",
    "citation_recall",
    "quote_exactness",
    "article_ndcg_10",
    "right_outcome",
    "auroc",
    "failed",
)
"""Figures whose fall below the baseline is a regression; times vary by themselves."""

# What decides the answers besides the questions: its name, and how it is told from a header.
_CONDITIONS = {
    "编码器": "{encoder}（{model_fingerprint}）",
    "文档库": "{articles} 篇、{passages} 段（校验和 {library_checksum:.8}）",
    "程序版本": "{version}",
    "评测的对象": "{target}",
}

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class MetricChange:
    """One figure before and after, over the questions that both runs asked.

    `difference` is after - before with a 95% interval of paired resampling (no interval
    for figures that are no means over questions).
    """

    metric: Metric
    before: Estimate
    after: Estimate
    difference: Estimate
    regressed: bool


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """What became of one question; a run that lacks it gives None."""

    id: str
    set_name: str
    question: str
    status: Status
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes; `common` questions were asked alike in both runs.

    `differences` says in Chinese what else was not alike: encoder, library, settings.
    """

    common: int
    metrics: tuple[MetricChange, ...]
    questions: tuple[QuestionChange, ...]
    differences: tuple[str, ...] = ()

    @property
    def regressions(self) -> tuple[MetricChange, ...]:
        """Figures that fell by more than the tolerance."""
        return tuple(change for change in self.metrics if change.regressed)

    def count(self, status: Status) -> int:
        """How many questions have that status."""
        return sum(change.status == status for change in self.questions)


def check_comparable(before: Sequence[Record], questions: Sequence[Question]) -> None:
    """Before anything is asked: raise QuestionSetError where the baseline asked none of these."""
    old = {asked_of(record) for record in before}
    if not any((q.question, q.history) in old for q in questions):
        raise _nothing_common(before, sorted({question.set_name for question in questions}))


def _nothing_common(before: Sequence[Record], sets: Sequence[str]) -> QuestionSetError:
    """Questions are known by what they ask, whatever their files are called."""
    old = sorted({name for name, _ in map(key, before)})
    return QuestionSetError(
        f"与基线没有一道相同的题，无从比较：基线里是{_listed(old)}，这次是{_listed(sets)}；"
        "请核对 --baseline；题目和前文要与那次相同，文件名和编号可以不同。"
    )


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names) or "空的"


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """What two runs' headers say that was not alike, one Chinese sentence each."""
    found: list[str] = []
    for what, words in _CONDITIONS.items():
        try:
            old, new = words.format_map(before), words.format_map(after)
        except KeyError:  # a header of an older version, or of none
            continue
        if old != new:
            found.append(f"{what}不同：基线 {old}，本次 {new}")
    first, second = before.get("settings") or {}, after.get("settings") or {}
    changed = [
        f"{name} 由 {first[name]!r} 变为 {second[name]!r}"
        for name in sorted(first.keys() & second.keys())
        if first[name] != second[name]
    ]
    if changed:
        found.append(f"设置不同：{'；'.join(changed)}")
    return tuple(found)


def compare(
    before: Sequence[Record],
    after: Sequence[Record],
    *,
    tolerance: float = 0.0,
    headers: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {}),
) -> Comparison:
    """Compare two runs; a figure regresses when it worsens by more than `tolerance`.

    `headers` are those of the two runs, for what else differed between them. Raises
    QuestionSetError where no question was asked alike in both.
    """
    changes = [_change(first, second) for first, second in paired(before, after)]
    pairs = [(c.before, c.after) for c in changes if c.status not in {"new", "dropped", "edited"}]
    if not pairs:
        raise _nothing_common(before, sorted({key(record)[0] for record in after}))
    first = [record for record, _ in pairs if record is not None]
    second = [record for _, record in pairs if record is not None]
    figures_before, figures_after = figures(first), figures(second)
    return Comparison(
        common=len(pairs),
        metrics=tuple(
            _metric_change(
                m, first, second, figures_before[m.name], figures_after[m.name], tolerance
            )
            for m in METRICS
        ),
        questions=tuple(changes),
        differences=differences(*headers),
    )


def _metric_change(
    metric: Metric,
    before: Sequence[Record],
    after: Sequence[Record],
    old: Estimate,
    new: Estimate,
    tolerance: float,
) -> MetricChange:
    if metric.name in SCORE_NAMES:
        # Only questions to which the figure applies in both runs are set against each other.
        pairs = [
            (a, b)
            for first, second in zip(before, after, strict=True)
            if (a := first["scores"].get(metric.name)) is not None
            and (b := second["scores"].get(metric.name)) is not None
        ]
        if pairs:
            shared = metric.unit == "share"
            old = mean([a for a, _ in pairs], is_proportion=shared)
            new = mean([b for _, b in pairs], is_proportion=shared)
            moved = mean([b - a for a, b in pairs])
        else:
            moved = Estimate(None, 0)
    elif old.value is None or new.value is None:
        moved = Estimate(None, 0)
    else:
        moved = Estimate(new.value - old.value, min(old.n, new.n))
    worse = 0.0 if moved.value is None else moved.value
    worse = -worse if metric.higher_is_better else worse
    # A figure that no longer applies anywhere is lost, not kept.
    lost = old.value is not None and new.value is None
    regressed = metric.name in GATED and (lost or worse > tolerance + _ROUNDING)
    return MetricChange(metric, old, new, moved, regressed)


def _change(before: Record | None, after: Record | None) -> QuestionChange:
    shown = after if after is not None else before
    assert shown is not None  # one of the two runs has the question
    name, identity = key(shown)
    status = _status(before, after)
    return QuestionChange(identity, name, str(shown["question"]), status, before, after)


def _status(before: Record | None, after: Record | None) -> Status:
    if before is None:
        return "new"
    if after is None:
        return "dropped"
    if _asked(before) != _asked(after):
        return "edited"
    moves = [_move(before, after, name) for name in COMPARED]
    up, down = max(moves) > _ROUNDING, min(moves) < -_ROUNDING
    if up or down:
        return "mixed" if up and down else "better" if up else "worse"
    return "same" if _said(before) == _said(after) else "changed"


def _asked(record: Record) -> tuple[object, ...]:
    return (
        record["question"],
        record.get("history"),
        record["answerable"],
        record.get("expected_articles"),
        record.get("accepted_answers"),
        sorted(str(fact["spellings"]) for fact in record.get("facts", ())),
    )


def _said(record: Record) -> tuple[object, ...]:
    quotes = [(c["article_id"], c["start"], c["end"]) for c in record["citations"]]
    return record["outcome"], record["answer"], quotes


def _move(before: Record, after: Record, name: str) -> float:
    old, new = before["scores"].get(name), after["scores"].get(name)
    return 0.0 if old is None or new is None else float(new) - float(old)


def describe_regressions(comparison: Comparison) -> tuple[str, ...]:
    """One Chinese sentence per figure that regressed."""
    return tuple(
        f"{c.metric.label}（{c.metric.name}）由 {_show(c.before)} 变为 {_show(c.after)}"
        for c in comparison.regressions
    )


def _show(figure: Estimate) -> str:
    return "不适用" if figure.value is None else f"{figure.value:.4f}"
