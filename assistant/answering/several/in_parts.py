"""Answers to a question that is made of several: each is asked, and what stays unsaid is named."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from assistant.answering.composition import Composition
from assistant.answering.conversation.aims_met import aim_and_result
from assistant.answering.conversation.continued import with_what_is_counted
from assistant.answering.conversation.differing import put_apart
from assistant.answering.conversation.follow_on import follow_on
from assistant.answering.conversation.found_thing import of_found
from assistant.answering.conversation.parts import (
    Parallel,
    asks_how_each_says,
    parallel_of,
    parts_of,
)
from assistant.answering.conversation.resolved import Resolved
from assistant.answering.documents.which_article import thing_said
from assistant.answering.documents.written_by import asked_of_writers, asks_of_print, asks_of_writer
from assistant.answering.drafts import Draft, without_contained
from assistant.answering.sentences.year_figures import beside_aim
from assistant.answering.several.each import EachAnswer
from assistant.answering.several.named_groups import counts_of, under_names
from assistant.answering.tables.same_row import further_cell
from assistant.answering.words.places import place_met
from assistant.answering.words.question import analyse, topic_of
from assistant.answering.words.related import said_alike
from assistant.answering.words.spans import SPAN_KINDS
from assistant.answering.words.terms import Terms
from assistant.text import fold, quantities, tokens
from assistant.types import Span

# A fact that is part of a question which as a whole is not answered must be as sure as this.
SURE_APART = 0.4
# The share of a part's own words that must stand in or around what is found with an earlier
# subject, where the part could do without that.
MOSTLY = 0.5
# How much greater that share must be to count as greater.
MORE = 0.15
# A part of at least so many characters may stand by itself, where it is as sure as this.
MIN_ALONE_CHARS, SURE_ALONE = 5, 0.9
# So many parts of a question are asked, each a search or several; the others are named.
MOST_PARTS = 8
_OF_ANY_FIGURE = re.compile("[最多少高长低短领拿取享受能可以给发]+")
# A part of fewer characters (哪两个地) stands by itself nowhere.
MIN_TOPIC_CHARS = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as typed, and what was composed for it; `own` are its words where it leans on another.

    None of them stands in or around the sentence of an `unsaid` part.
    """

    text: str
    found: Composition
    own: frozenset[str] = frozenset()
    unsaid: bool = False


class SeveralAnswers:
    """Asks the parts of a question one by one, each made whole from those before it."""

    def __init__(
        self,
        compose: Callable[[Resolved, str], Composition],
        terms: Callable[[str], Terms],
        is_answered: Callable[[Composition], bool],
        about_articles: Callable[[str], bool],
        authors_in: Callable[[str], Collection[str]],
        is_imprint: Callable[[str], bool],
    ) -> None:
        self._compose = compose
        self._terms = terms
        self._is_answered = is_answered
        self._about_articles = about_articles
        self._authors_in = authors_in
        self._is_imprint = is_imprint

    def answer(self, text: str, as_of: str) -> EachAnswer | None:
        """The answers of the parts; None where there is one part, or none is answered."""
        text = put_apart(text)
        parallel = parallel_of(text)
        asked = list(parallel.questions) if parallel else parts_of(text)
        if len(asked) < 2:
            return None
        only_how = all(map(asks_how_each_says, asked[1:]))
        several = parallel_of(asked[0]) if only_how else None
        if several and all(thing_said(fold(each)) for each in several.questions):
            return self.answer(asked[0], as_of)  # the sentence under each name tells how
        if only_how and (self._about_articles(asked[0]) or thing_said(fold(asked[0]))):
            found = self._compose(Resolved(asked[0]), as_of)
            if self._is_answered(found):
                return EachAnswer(found.drafts, found.hits, found.confidence, ())
        whole = self._compose(Resolved(text), as_of)
        of_writer = self._about_articles(asked[0]) and any(map(asks_of_writer, asked[1:]))
        about = self._about_articles(text) and not of_writer
        printed = self._is_imprint(text) and not parallel
        if about and (len(whole.drafts) >= len(asked) or printed):
            return None  # what is printed about a document is said aspect by aspect
        if parallel and self._says_all(whole, parallel):
            return None
        asked, unasked = asked[:MOST_PARTS], asked[MOST_PARTS:]
        if parallel:
            parts = [
                self._of_name(name, each, as_of)
                for name, each in zip(parallel.names, asked, strict=True)
            ]
        elif aim_and_result(text):
            parts = [_Part(each, self._compose(Resolved(each), as_of)) for each in asked]
        else:
            parts = self._one_by_one(asked, as_of)
        least = 0.0 if self._is_answered(whole) else SURE_APART
        is_good = [self._is_good(each, least) for each in parts]
        good = [part.found for part, fine in zip(parts, is_good, strict=True) if fine]
        if not good:
            return None
        said = [_said(each) for each in good]
        named = []
        if parallel:
            names = zip(parallel.names, is_good, strict=False)
            named = under_names([name for name, fine in names if fine], said)
        drafts = without_contained([draft for each in named or said for draft in each])
        all_good = all(is_good) and not unasked
        if all_good and self._is_answered(whole) and _covers(whole.drafts, drafts):
            return None
        silent = [
            part.text
            for part, fine in zip(parts, is_good, strict=True)
            if not fine and not _is_shown(part, drafts)
        ]
        sure = min(each.confidence for each in good)
        left = tuple(name for part in unasked if (name := part.rstrip("？?。")))
        counted = counts_of(text, named)
        return EachAnswer(
            tuple(drafts), good[0].hits, sure, tuple(silent), unasked=left, told=counted
        )

    def _is_good(self, part: _Part, least: float) -> bool:
        """Whether a part is answered, and a fact as surely as this."""
        sure = part.found.confidence >= least or part.found.question.kind not in SPAN_KINDS
        return sure and not part.unsaid and self._is_answered(part.found)

    def _says_all(self, whole: Composition, parallel: Parallel) -> bool:
        """Whether one statement answers for all the things: it names them, with a figure asked."""
        return self._is_answered(whole) and any(
            all(set(tokens(name)) <= set(tokens(draft.text)) for name in parallel.names)
            and (whole.question.kind != "number" or any(quantities(draft.text)))
            for draft in whole.drafts
        )

    def _of_name(self, name: str, text: str, as_of: str) -> _Part:
        """The part on one of several things; unsaid where nothing near names it."""
        found = self._compose(Resolved(text), as_of)
        own = frozenset(token for token in tokens(fold(name)) if len(token) > 1)
        unsaid = _share_said(found, own) == 0.0 or not _names_place(found)
        return _Part(text, found, own, unsaid)

    def _one_by_one(self, asked: Sequence[str], as_of: str) -> list[_Part]:
        """The parts, each after the last one before it that stands by itself."""
        anchor = asked[0]
        parts = self._of_all(anchor, as_of) or [
            _Part(anchor, self._compose(Resolved(anchor), as_of))
        ]
        since = 0  # the parts on what is asked about now
        for place, typed in enumerate(asked[1:], start=1):
            text = with_what_is_counted(typed, reversed(asked[:place]))
            cells = [cell for part in parts[since:] if (cell := _beside(text, part))]
            if cells:
                parts.extend(cells)
                continue
            of_writers = self._of_writers(text, anchor, as_of)
            if of_writers:
                parts.extend(of_writers)
                continue
            thing = of_found(text, parts[-1].text, _told(parts[-1].found))
            if thing and self._is_good(parts[-1], SURE_APART):
                parts.append(_Part(text, self._compose(Resolved(thing), as_of)))
                continue
            whole = follow_on(text, self._of_another(anchor, text))
            each = self._of_all(whole.text if whole.leans else text, as_of)
            if each:
                parts.extend(each)
                continue
            found = self._compose(Resolved(whole.text), as_of)
            if whole.leans or len(topic_of(fold(text))) < MIN_TOPIC_CHARS:
                own = _words_of(self._terms(beside_aim(text)))
                part = _Part(text, found, own, unsaid=_share_said(found, own) == 0.0)
                alone = None if self._is_good(part, SURE_APART) else self._alone(text, as_of)
                parts.append(alone or part)
                continue
            bare = self._compose(Resolved(text), as_of)
            if self._says_more(found, bare) and not self._says_again(parts, found, bare):
                parts.append(_Part(text, found))
            else:
                anchor, since = text, len(parts)
                parts.append(_Part(text, bare))
        return parts

    def _of_all(self, text: str, as_of: str) -> list[_Part]:
        """The parts of one that is put of several things (2024年、2025年各是多少).

        [] for any other, and where one sentence says all of them.
        """
        parallel = parallel_of(text)
        if parallel is None or self._says_all(self._compose(Resolved(text), as_of), parallel):
            return []
        pairs = zip(parallel.names, parallel.questions, strict=True)
        return [self._of_name(name, each, as_of) for name, each in pairs]

    def _of_writers(self, text: str, anchor: str, as_of: str) -> list[_Part]:
        """The parts that ask something of who wrote the articles that were asked for before."""
        if not asks_of_writer(text) or not self._about_articles(anchor):
            return []
        earlier = self._compose(Resolved(anchor), as_of)
        asked = asked_of_writers(text, earlier.drafts)
        named = [each if len(asked) > 1 else text for each in asked]
        found = [self._compose(Resolved(each), as_of) for each in asked]
        printed = asks_of_print(text)
        return [
            _Part(name, each, unsaid=printed and bool(each.ranked))
            for name, each in zip(named, found, strict=True)
        ]

    def _of_another(self, earlier: str, part: str) -> str:
        """An earlier question without the author whom it names, where the part names another."""
        own, others = self._authors_in(fold(part)), self._authors_in(fold(earlier))
        for name in (set(others) - set(own)) if own else ():
            earlier = earlier.replace(name, "")
        return earlier

    def _says_more(self, found: Composition, bare: Composition) -> bool:
        """Whether what is found with an earlier subject says more of a part than without it.

        Where it says as much, the surer one is taken.
        """
        own = _words_of(bare.terms)
        said, said_alone = _share_said(found, own), _share_said(bare, own)
        if said < MOSTLY or said < said_alone - MORE:
            return False
        return said > said_alone + MORE or found.confidence > bare.confidence

    def _says_again(self, parts: Sequence[_Part], found: Composition, bare: Composition) -> bool:
        """Whether what is found with an earlier subject is said already, and without it is not."""
        shown = {each.found.ranked[0].place for each in parts if each.found.ranked}
        if not found.ranked or not bare.ranked or not self._is_answered(bare):
            return False
        said = _share_said(bare, _words_of(bare.terms))
        again = found.ranked[0].place in shown and bare.ranked[0].place not in shown
        return again and said >= MOSTLY

    def _alone(self, text: str, as_of: str) -> _Part | None:
        """A part that needs nothing of the earlier ones; None where it is not sure by itself."""
        if len(topic_of(fold(text))) < MIN_ALONE_CHARS:
            return None
        bare = self._compose(Resolved(text), as_of)
        sure = bare.confidence >= SURE_ALONE and self._is_answered(bare)
        return _Part(text, bare) if sure else None


def _beside(text: str, earlier: _Part) -> _Part | None:
    """The part answered by the row of a table that answered the one before it."""
    question = analyse(text)
    # Notes under its table may follow the row.
    rows = [draft for draft in earlier.found.drafts if draft.check != "quote"]
    if len(rows) != 1 or rows[0] != earlier.found.drafts[0]:
        return None
    cell = further_cell(question, rows[0], earlier.text)
    if cell is None:
        return None
    found = replace(earlier.found, question=question, drafts=(cell,), ranked=())
    return _Part(text, found)


def _told(composed: Composition) -> list[tuple[str, Sequence[Span]]]:
    """The statements with what is marked in them."""
    return [(draft.text, draft.emphasis) for draft in composed.drafts]


def _said(composed: Composition) -> Sequence[Draft]:
    """The statements for one part: of sentences on a fact the best alone."""
    question = composed.question
    lists = question.listing or question.kind == "list" or bool(composed.note)
    if composed.ranked and question.kind in SPAN_KINDS and not lists:
        return composed.drafts[:1]
    return composed.drafts


def _names_place(composed: Composition) -> bool:
    """Whether the best sentence, its passage or its title names the place that is asked about."""
    if not composed.ranked:
        return bool(composed.drafts)
    return place_met(composed.question, composed.ranked[0].evidence) >= 0.0


def _covers(fewer: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
    """Whether fewer statements say all that these say: cells of one row, said together."""
    said = "\n".join(draft.text for draft in fewer)
    if any(span.of(draft.text) not in said for draft in drafts for span in draft.emphasis):
        return False  # another cell of the same row
    held = {(each.article.id, each.start, each.end) for draft in fewer for each in draft.sources}
    own = {(each.article.id, each.start, each.end) for draft in drafts for each in draft.sources}
    return len(fewer) < len({draft.text for draft in drafts}) and own <= held


def _words_of(terms: Terms) -> frozenset[str]:
    """The tokens of the terms that are more than a character."""
    return frozenset(term.token for term in terms if len(term.token) > 1)


def _share_said(composed: Composition, words: Collection[str]) -> float:
    """The share of the words that the best sentence or what stands around it says; 1 of none.

    最多领 and 能拿 say only that a figure is asked for.
    """
    words = [word for word in words if not _OF_ANY_FIGURE.fullmatch(word)]
    if not words or not composed.ranked:
        return 1.0
    best = composed.ranked[0].evidence
    context = best.context
    said = best.sentence.grams | context.grams | context.head_grams | context.label_grams
    return len(said.intersection(words)) / len(words)


def _is_shown(part: _Part, drafts: Sequence[Draft]) -> bool:
    """Whether an answer holds the sentence nearest to a part, which may well say it too.

    What is near to the earlier subject alone, and lacks what is asked of it, says nothing.
    """
    if not part.found.ranked or (part.own and part.found.constraint):
        return False
    nearest = part.found.ranked[0].evidence.sentence
    if part.unsaid and not said_alike(part.own, nearest.grams):
        return False
    return any(
        source.article.id == nearest.article_id and source.start <= nearest.start < source.end
        for draft in drafts
        for source in draft.sources
    )
