"""The features of a candidate answer; see `assistant.answering.sentences.marking`."""

import math
import re
from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from assistant.answering.sentences.bindings import value_in_order
from assistant.answering.sentences.candidates import CLAUSE_MARK, TYPES, candidates, clauses_of
from assistant.answering.words import spans
from assistant.answering.words.evidence import KINDS
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import Terms, background_weight
from assistant.text import is_chinese, quantities, starts_of
from assistant.types import Span

_BEFORE_CLASSES = (
    "是为即指叫称名作",
    "在于至到位",
    "由被让",
    "达约共近超占增",
    "有包括含",
    "的",
    ",;。:!?",
    "、和与及",
    "了着过",
    "以通用因",
    '《"',
)
FEATURES: tuple[str, ...] = (
    *(f"is_{name}" for name in TYPES),
    "asked_form",
    "within_asked_form",
    "asked_forms_within",
    *(f"kind_{kind}" for kind in KINDS),
    "asks_duration",
    "listing",
    "count_met",
    "members",
    "log_length",
    "share",
    "position",
    "log_sentence",
    "terms_within",
    "covered_share",
    "topic_characters",
    "in_question",
    "pairs_in_question",
    "term_before",
    "term_after",
    "weight_before",
    "weight_after",
    "clause_coverage",
    "clause_below_best",
    "clause_before",
    "clause_after",
    "clause_number",
    "left_head_beside",
    "left_head_near",
    "left_head_before",
    "right_head_beside",
    "right_head_near",
    "right_head_within",
    "ends_with_right_head",
    *(f"after_{group}" for group in _BEFORE_CLASSES),
    *(f"ahead_of_{group}" for group in _BEFORE_CLASSES),
    "unit_within",
    "said_since_figure",
    "said_since_figure_in_clause",
    "said_until_figure",
    "figures_before_in_clause",
    "figures_before",
    "figures",
    "said_since_same_unit",
    "same_unit_before",
    "cut_before",
    "cut_after",
    "in_order",
    "percent_for_ratio",
    "money_for_money",
)
_RATIO_ASKED = re.compile(
    r"百分之几|比重|占比|比例|增速|增幅|降幅|(?:增长|下降|提高)了?(?:百分之)?多少|"
    r"率(?:是|为|达到?)?多少|[高低]多少|[高低]出|份额"
)
_MONEY_ASKED = re.compile(
    r"多少(?:万|亿|万亿)?元|多少(?:块)?钱|金额|总量|产值|收入|投资|费用|利润|营收|增加值|gdp|价格|"
    r"额(?:是|为|达到?)?多少|(?:补贴|奖励)多少|总值"
)
_PERCENT = re.compile(r"%|百分|‰|成")
FAR = 60.0  # characters: no term at all
UNCUT = 9.0  # the weight of a pair of characters that no one uses

Rows = NDArray[np.float32]


def describe(question: Question, terms: Terms, folded: str) -> tuple[list[Span], Rows]:
    """The candidates of a folded sentence and their features, (n, len(FEATURES))."""
    reading = _Reading(question, terms, folded)
    found = candidates(question, folded)
    chosen = sorted(found)
    if not chosen:
        return [], np.zeros((0, len(FEATURES)), dtype=np.float32)
    rows = [reading.row(span, found[span]) for span in chosen]
    return chosen, np.array(rows, dtype=np.float32)


class _Reading:
    """One sentence read for one question."""

    def __init__(self, question: Question, terms: Terms, folded: str) -> None:
        self._question, self._text = question, folded
        self._clauses = clauses_of(folded)
        self._clause_starts = [mark.end() for mark in CLAUSE_MARK.finditer(folded)]
        self._weights = {term.token: term.weight for term in terms}
        self._mass = terms.mass or 1.0
        self._places = sorted(
            (place, place + len(token), weight)
            for token, weight in self._weights.items()
            for place in starts_of(token, folded)
        )
        covered = np.zeros(len(folded) + 1)
        for start, end, _ in self._places:
            covered[start:end] = 1.0
        self._covered = np.concatenate([[0.0], np.cumsum(covered[:-1])])
        self._said_in = [self._said(clause.start, clause.end) for clause in self._clauses]
        self._asked = {*spans.spans_for(question, folded)}
        self._figures = self._outermost_figures()
        self._units = {q.end: q.unit or "#" for q in quantities(folded)}
        self._ordered = value_in_order(question.folded, folded)
        self._topic = set(question.topic) - {","}
        asked = question.folded
        self._pairs = {asked[place : place + 2] for place in range(len(asked) - 1)}
        self._fixed = self._of_question()

    def _of_question(self) -> dict[str, float]:
        """What is the same for every candidate."""
        question = self._question
        return {
            f"kind_{question.kind}": 1.0,
            "asks_duration": float(spans.asks_duration(question)),
            "listing": float(question.listing),
            "log_sentence": math.log1p(len(self._text)),
            "figures": float(len(self._figures)),
        }

    def _outermost_figures(self) -> list[Span]:
        every = {
            span
            for kind in (*spans.FIGURE_KINDS, "duration")
            for span in spans.typed_spans(kind, self._text)
        }
        found: list[Span] = []
        for span in sorted(every, key=lambda span: (span.start, -span.end)):
            if not found or span.start >= found[-1].end:
                found.append(span)
        return found

    def row(self, span: Span, types: set[str]) -> list[float]:
        """The features of one candidate, ordered as FEATURES."""
        values = {
            **self._fixed,
            **{f"is_{name}": 1.0 for name in types},
            **self._shape(span),
            **self._neighbours(span),
            **self._words(span),
            **self._parallels(span),
        }
        return [values.get(name, 0.0) for name in FEATURES]

    def _shape(self, span: Span) -> dict[str, float]:
        question, text = self._question, self._text
        piece = span.of(text)
        inside = [asked for asked in self._asked if span.contains(asked)]
        length = span.end - span.start
        pairs = [piece[place : place + 2] in self._pairs for place in range(length - 1)]
        percent = bool(_PERCENT.search(piece))
        members = piece.count("、")
        met = 0.0 if question.count is None else 1.0 if members + 1 == question.count else -1.0
        return {
            "asked_form": float(span in self._asked),
            "within_asked_form": float(bool(inside)),
            "asked_forms_within": float(len(inside)),
            "count_met": met,
            "members": float(members),
            "log_length": math.log1p(length),
            "share": length / len(text),
            "position": span.start / len(text),
            "topic_characters": len(set(piece) & self._topic) / len(set(piece)),
            "in_question": float(piece.strip('"') in question.folded),
            "pairs_in_question": sum(pairs) / max(1, len(pairs)),
            "unit_within": float(bool(question.unit) and question.unit in piece),
            "percent_for_ratio": (2.0 * percent - 1.0) * bool(_RATIO_ASKED.search(question.folded)),
            "money_for_money": (2.0 * ("元" in piece) - 1.0)
            * bool(_MONEY_ASKED.search(question.folded)),
        }

    def _neighbours(self, span: Span) -> dict[str, float]:
        """What stands beside the span: the question's heads, particles, words that it cuts."""
        text = self._text
        left, right = self._question.heads
        before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
        values = {
            "left_head_beside": float(bool(left) and text[: span.start].endswith(left[-1:])),
            "left_head_near": float(
                len(left) > 1 and left[-2:] in text[max(0, span.start - 6) : span.start]
            ),
            "left_head_before": float(
                len(left) > 1 and left[-2:] in text[max(0, span.start - 16) : span.start]
            ),
            "right_head_beside": float(bool(right) and after == right[:1]),
            "right_head_near": float(len(right) > 1 and right[:2] in text[span.end : span.end + 5]),
            "right_head_within": float(len(right) > 1 and right[:2] in span.of(text)),
            "ends_with_right_head": float(bool(right) and span.of(text).endswith(right[-1:])),
            "cut_before": _cut(text[span.start - 1 : span.start + 1]) if before else UNCUT,
            "cut_after": _cut(text[span.end - 1 : span.end + 1]) if after else UNCUT,
        }
        for group in _BEFORE_CLASSES:
            values[f"after_{group}"] = float(bool(before) and before in group)
            values[f"ahead_of_{group}"] = float(bool(after) and after in group)
        return values

    def _words(self, span: Span) -> dict[str, float]:
        """Where the question's words stand: within, before and after the span, in its clause."""
        before = [
            (span.start - end, weight) for _, end, weight in self._places if end <= span.start
        ]
        after = [
            (start - span.end, weight) for start, _, weight in self._places if start >= span.end
        ]
        clause = next(
            (n for n, each in enumerate(self._clauses) if each.start <= span.start < each.end), 0
        )
        said = [0.0, *self._said_in, 0.0]
        covered = self._covered[span.end] - self._covered[span.start]
        return {
            "terms_within": self._said(span.start, span.end),
            "covered_share": float(covered) / (span.end - span.start),
            "term_before": min((gap for gap, _ in before), default=FAR),
            "term_after": min((gap for gap, _ in after), default=FAR),
            "weight_before": sum(weight / (1 + gap / 6) for gap, weight in before) / self._mass,
            "weight_after": sum(weight / (1 + gap / 6) for gap, weight in after) / self._mass,
            "clause_coverage": said[clause + 1] if self._said_in else 0.0,
            "clause_below_best": (said[clause + 1] - max(self._said_in) if self._said_in else 0.0),
            "clause_before": said[clause],
            "clause_after": said[clause + 2] if clause + 2 < len(said) else 0.0,
            "clause_number": float(clause),
        }

    def _parallels(self, span: Span) -> dict[str, float]:
        """What the question says between this candidate and the figures on either side."""
        starts = [figure.start for figure in self._figures]
        ends = [figure.end for figure in self._figures]
        ended = [end for end in ends if end <= span.start]
        since = ended[-1] if ended else 0
        place = bisect_left(starts, span.end)
        until = starts[place] if place < len(starts) else len(self._text)
        clause = max((end for end in self._clause_starts if end <= span.start), default=0)
        unit = self._units.get(span.end)
        alike = [end for end, other in self._units.items() if other == unit and end <= span.start]
        order = 0.0
        if self._ordered is not None:
            mine, every = self._ordered
            order = float(mine.contains(span)) - float(
                any(value.contains(span) for value in every if value != mine)
            )
        return {
            "said_since_figure": self._said(since, span.start),
            "said_since_figure_in_clause": self._said(max(since, clause), span.start),
            "said_until_figure": self._said(span.end, until),
            "figures_before_in_clause": float(
                sum(f.start >= clause and f.end <= span.start for f in self._figures)
            ),
            "figures_before": float(len(ended)),
            "said_since_same_unit": (
                self._said(max(alike, default=0), span.start) if unit else -1.0
            ),
            "same_unit_before": float(len(alike)) if unit else -1.0,
            "in_order": order,
        }

    def _said(self, start: int, end: int) -> float:
        """The share of the weight of the question's words that stand in a stretch of the text."""
        stretch = self._text[start:end]
        found = sum(weight for token, weight in self._weights.items() if token in stretch)
        return found / self._mass


def _cut(pair: str) -> float:
    """How rare a pair of characters is that a boundary parts; less for a learned word."""
    if len(pair) < 2 or not is_chinese(pair):
        return UNCUT
    if pair in RelatedWords.load():
        return min(background_weight(pair), UNCUT - 1.0)
    return min(background_weight(pair), UNCUT)
