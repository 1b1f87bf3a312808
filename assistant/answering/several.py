"""Answers to a question that is made of several: each is asked, and what stays unsaid is named."""

from collections.abc import Callable, Sequence

from assistant.answering.composer import Composition
from assistant.answering.conversation import Resolved, follow_on
from assistant.answering.drafts import Draft, without_contained
from assistant.answering.each import EachAnswer
from assistant.answering.parts import Parallel, parallel_of, parts_of
from assistant.answering.spans import SPAN_KINDS
from assistant.text import tokens

# A fact that is part of a question which as a whole is not answered must be as sure as this.
SURE_APART = 0.4
# A part is not called unsaid where one of so many sentences nearest to it is shown already.
NEAREST = 3


class SeveralAnswers:
    """Asks the parts of a question one by one, each made whole from those before it."""

    def __init__(
        self,
        compose: Callable[[Resolved, str], Composition],
        is_answered: Callable[[Composition], bool],
        about_articles: Callable[[str], bool],
    ) -> None:
        self._compose = compose
        self._is_answered = is_answered
        self._about_articles = about_articles

    def answer(self, text: str, as_of: str) -> EachAnswer | None:
        """The answers of the parts; None where there is one part, or none is answered."""
        parallel = parallel_of(text)
        parts = list(parallel.questions) if parallel else parts_of(text)
        if len(parts) < 2 or self._about_articles(text):
            return None
        whole = self._compose(Resolved(text), as_of)
        if parallel and self._says_all(whole, parallel):
            return None
        if parallel:
            composed = [self._compose(Resolved(part), as_of) for part in parts]
        else:
            composed = self._one_by_one(parts, as_of)
        least = 0.0 if self._is_answered(whole) else SURE_APART
        good = [each for each in composed if self._is_answered(each) and _is_sure(each, least)]
        if not good:
            return None
        drafts = without_contained([draft for each in good for draft in _said(each)])
        silent = [
            part
            for part, each in zip(parts, composed, strict=True)
            if each not in good and (parallel or not _is_near(each, drafts))
        ]
        sure = min(each.confidence for each in good)
        return EachAnswer(tuple(drafts), good[0].hits, sure, tuple(silent))

    def _says_all(self, whole: Composition, parallel: Parallel) -> bool:
        """Whether one statement answers for all the things: it names them all."""
        return self._is_answered(whole) and any(
            all(set(tokens(name)) <= set(tokens(draft.text)) for name in parallel.names)
            for draft in whole.drafts
        )

    def _one_by_one(self, parts: Sequence[str], as_of: str) -> list[Composition]:
        """The parts, each after the last one before it that stands by itself."""
        anchor = parts[0]
        composed = [self._compose(Resolved(anchor), as_of)]
        for part in parts[1:]:
            whole = follow_on(part, anchor)
            found = self._compose(Resolved(whole.text), as_of)
            if not whole.leans:
                bare = self._compose(Resolved(part), as_of)
                if not self._is_answered(found) or bare.confidence > found.confidence:
                    found, anchor = bare, part
            composed.append(found)
        return composed


def _is_sure(composed: Composition, least: float) -> bool:
    """Whether a fact is as sure as this; what is told of ways and reasons need not be."""
    return composed.question.kind not in SPAN_KINDS or composed.confidence >= least


def _said(composed: Composition) -> Sequence[Draft]:
    """The statements for one part: of sentences on a fact the best alone."""
    alone = bool(composed.ranked) and not composed.question.listing and not composed.note
    fact = composed.question.kind in SPAN_KINDS
    return composed.drafts[:1] if alone and fact else composed.drafts


def _is_near(composed: Composition, drafts: Sequence[Draft]) -> bool:
    """Whether one of the sentences nearest to a question stands in an answer already."""
    nearest = [item.evidence.sentence for item in composed.ranked[:NEAREST]]
    sources = [source for draft in drafts for source in draft.sources]
    return any(
        source.article.id == each.article_id and source.start <= each.start < source.end
        for each in nearest
        for source in sources
    )
