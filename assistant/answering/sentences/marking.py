"""The few characters of a statement that answer: what is set in bold.

Candidates are figures, names, members of lists and clauses; a model fitted on
the answers of public question sets (`python -m benchmarks.fit_marks --write`)
says how well each would do. Where none does well enough nothing is marked: a
wrong mark misleads more than none.
"""

from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.sentences.bindings import value_by_words, value_in_order
from assistant.answering.sentences.mark_features import describe
from assistant.answering.words.evidence import Sentence
from assistant.answering.words.forest import Forest
from assistant.answering.words.question import Question
from assistant.answering.words.spans import FIGURE_KINDS, SPAN_KINDS, spans_for
from assistant.answering.words.terms import Terms
from assistant.types import Span

# Expected F1 below which nothing is marked (benchmarks.fit_marks prints what others give):
# of things, and of what may be a thing or a stretch of prose.
SURE, SURE_OF_EITHER = 0.3, 0.5
_EITHER = frozenset({"open", "goal"})
MARKED_KINDS = SPAN_KINDS | _EITHER
# Of a statement at most: what marks nearly all of it marks nothing.
MOST_SHARE = 0.75


class AnswerMarker:
    """Finds the characters that answer a question in the sentences that are shown."""

    def __init__(self, forest: Forest) -> None:
        self._forest = forest

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "AnswerMarker":
        """The shipped one."""
        return cls(Forest.load("mark"))

    def mark(
        self, question: Question, terms: Terms, sentences: Sequence[Sentence]
    ) -> tuple[Span, ...]:
        """The span that answers, in article offsets; () where none is sure enough.

        Of prose (how, why) nothing is marked: the sentence itself is the answer.
        """
        if question.kind not in MARKED_KINDS:
            return ()
        best: tuple[float, Span] | None = None
        for sentence in sentences:
            found, rows = describe(question, terms, sentence.folded)
            if not found:
                continue
            expected = self._forest.probability(rows)
            place = int(expected.argmax())
            if best is None or expected[place] > best[0]:
                span = bound(question, terms, sentence.folded, found[place])
                shifted = Span(span.start + sentence.start, span.end + sentence.start)
                best = float(expected[place]), shifted
        least = SURE_OF_EITHER if question.kind in _EITHER else SURE
        if best is None or best[0] < least:
            # 分列全国第6、第10 tells whose is which however unsure the model is.
            told = ((each, _value_in_order(question, each.folded)) for each in sentences)
            return next(
                (
                    (Span(each.start + value.start, each.start + value.end),)
                    for each, value in told
                    if value is not None
                ),
                (),
            )
        shown = sum(len(sentence.folded) for sentence in sentences)
        span = best[1]
        return (span,) if span.end - span.start <= MOST_SHARE * shown else ()


def _value_in_order(question: Question, folded: str) -> Span | None:
    """The value told by 分别 that belongs to what is asked, where it is of the kind asked for."""
    ordered = value_in_order(question.folded, folded)
    if ordered is None or question.kind not in FIGURE_KINDS:
        return None
    asked = spans_for(question, folded)
    return next((span for span in asked if ordered[0].contains(span)), None)


def bound(question: Question, terms: Terms, folded: str, chosen: Span) -> Span:
    """The chosen span, or the one beside it in parallel that belongs to what is asked."""
    ordered = value_in_order(question.folded, folded)
    if ordered is not None and any(
        chosen.start < value.end and value.start < chosen.end for value in ordered[1]
    ):
        return _value_in_order(question, folded) or ordered[0]
    return value_by_words(terms, folded, chosen) if question.kind == "number" else chosen
