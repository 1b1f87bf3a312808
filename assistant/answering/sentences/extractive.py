"""Statements made of the documents' own sentences: which to show, how much, what in bold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.sentences.marking import AnswerMarker
from assistant.answering.sentences.seconds import is_elsewhere, is_filler, is_needless, says_less
from assistant.answering.words import spans
from assistant.answering.words.definitions import defines
from assistant.answering.words.evidence import Evidence, goes_on_from
from assistant.answering.words.forest import Forest
from assistant.answering.words.forms import RECORD_LINE, form_fit, is_record
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.text import fold
from assistant.types import Article, Corpus, Span

# Kinds whose answer is a stretch of prose rather than a thing that stands in one sentence.
PROSE_KINDS = frozenset(
    {"how", "list", "open", "yes_no", "goal", "why", "definition", "comparison"}
)
# Statements of a reply; whoever asks for more is also shown what says little new.
MOST_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Policy:
    """How much is shown; chosen by what `python -m benchmarks.answers` prints for other values.

    A neighbouring sentence joins a prose answer when it is at least
    `join_ratio` as likely as the best, up to `run_sentences` and `run_chars`;
    a second statement follows a fact when it is at least `second_ratio` as
    likely, prose when it is at least `second_prose_ratio` as likely. A fact
    longer than `fact_chars` is cut to the clauses that say it.
    """

    join_ratio: float = 0.2
    run_sentences: int = 4
    run_chars: int = 320
    second_ratio: float = 0.2
    second_prose_ratio: float = 0.1
    fact_chars: int = 120


@dataclass(frozen=True, slots=True)
class Ranked:
    """Evidence with the probability that it answers the question."""

    evidence: Evidence
    probability: float

    @property
    def text(self) -> str:
        """The folded sentence."""
        return self.evidence.sentence.folded

    @property
    def place(self) -> tuple[str, int]:
        """The article and where the sentence begins in it."""
        return self.evidence.sentence.article_id, self.evidence.sentence.start


class SentenceRanker:
    """Orders evidence by a model fitted on public question sets."""

    def __init__(self) -> None:
        self._forest = Forest.load("sentence")

    def rank(self, evidence: Sequence[Evidence]) -> list[Ranked]:
        """Evidence by (-probability, place)."""
        if not evidence:
            return []
        rows = np.stack([item.features for item in evidence])
        return in_order(evidence, self._forest.probability(rows))


def in_order(evidence: Sequence[Evidence], probabilities: NDArray[np.float64]) -> list[Ranked]:
    """Evidence by (-probability, place), once what cannot answer has been set back."""
    ranked = [
        Ranked(item, float(value) * form_fit(item))
        for item, value in zip(evidence, probabilities, strict=True)
    ]
    return sorted(
        ranked,
        key=lambda r: (-r.probability, r.evidence.sentence.article_id, r.evidence.sentence.start),
    )


def compose(
    question: Question,
    terms: Terms,
    ranked: Sequence[Ranked],
    corpus: Corpus,
    policy: Policy,
    most: int = MOST_SHOWN,
) -> list[Draft]:
    """At most `most` statements for the best evidence, best first; a second only where it adds."""
    drafts: list[Draft] = []
    shown: list[Ranked] = []
    used: set[tuple[str, int]] = set()
    is_prose = question.kind in PROSE_KINDS
    ratio = policy.second_prose_ratio if is_prose else policy.second_ratio
    if ranked and is_complete(question, ranked[0]):
        # 哪三个 is answered in full by a sentence that names three.
        best = ranked[0]
        article = corpus.article(best.evidence.sentence.article_id)
        return [draft_of(question, terms, article, [best], policy)]
    for item in ranked:
        if len(drafts) == most:
            break
        if drafts and item.probability < ratio * ranked[0].probability:
            break
        sentence = item.evidence.sentence
        if (sentence.article_id, sentence.start) in used:
            continue
        if drafts and (is_elsewhere(question, item, ranked[0]) or _is_title(item)):
            continue
        if drafts and not is_prose and says_less(item, ranked[0]):
            continue
        if (
            drafts
            and most <= MOST_SHOWN
            and not _is_title(ranked[0])
            and is_needless(question, terms, shown, item, is_prose)
        ):
            continue
        run = _whole_quotation(_run(question, item, ranked, used, policy), ranked)
        used.update((r.evidence.sentence.article_id, r.evidence.sentence.start) for r in run)
        shown += run
        article = corpus.article(sentence.article_id)
        drafts.append(draft_of(question, terms, article, run, policy))
    return drafts


def _is_title(item: Ranked) -> bool:
    """Whether a line of its own ends without a stop: a title, a heading, a signature."""
    return item.evidence.sentence.folded[-1:] not in _STOPS and not RECORD_LINE.match(
        item.evidence.sentence.folded
    )


def is_complete(question: Question, best: Ranked) -> bool:
    """Whether the sentence enumerates just as many things as the question asks for.

    Or says what is meant by the term that is asked about.
    """
    folded = best.evidence.sentence.folded
    if question.listing and defines(question, folded):
        return True
    return question.count is not None and any(
        spans.items_of_enumeration(folded[span.start : span.end]) == question.count
        for span in spans.typed_spans("list", folded)
    )


def _run(
    question: Question,
    best: Ranked,
    ranked: Sequence[Ranked],
    used: set[tuple[str, int]],
    policy: Policy,
) -> list[Ranked]:
    """The sentence with those of its neighbours that go on answering, in the order of the text."""
    if question.kind not in PROSE_KINDS:
        return _with_whole(question, best, ranked)
    article_id = best.evidence.sentence.article_id
    neighbours = _in_order_of_text(ranked, article_id)
    place = neighbours.index(best)
    first = last = place
    while last - first + 1 < policy.run_sentences:
        options = [
            index
            for index in (first - 1, last + 1)
            if 0 <= index < len(neighbours)
            and _adjoins(neighbours, index, first)
            and not is_filler(question, neighbours[index])
            and (article_id, neighbours[index].evidence.sentence.start) not in used
        ]
        if not options:
            break
        index = max(options, key=lambda option: (neighbours[option].probability, -option))
        start = neighbours[min(index, first)].evidence.sentence.start
        end = neighbours[max(index, last)].evidence.sentence.end
        if (
            neighbours[index].probability < policy.join_ratio * best.probability
            or end - start > policy.run_chars
        ):
            break
        first, last = min(index, first), max(index, last)
    if first and _is_reply(neighbours[first - 1]) and _adjoins(neighbours, first - 1, first):
        first -= 1
    if (
        first == last
        and _is_reply(best)
        and first + 1 < len(neighbours)
        and _adjoins(neighbours, last + 1, first)
    ):
        last += 1
    return neighbours[first : last + 1]


def _with_whole(question: Question, best: Ranked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """A sentence, after the one whose figure it breaks down, where that says what is measured."""
    if _COUNTS_ALONE.fullmatch(best.text):
        return [best, *_right_after(best, ranked)]
    measure = question.heads[0][-2:]
    if measure and measure in best.text:
        return [best]
    alike = (item for item in ranked if item.place[0] == best.place[0])
    whole = (item for item in alike if goes_on_from(item.evidence.sentence, best.evidence.sentence))
    return [*whole, best]


def _right_after(best: Ranked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The sentence that goes on from one, in the same paragraph; [] for none."""
    end = best.evidence.sentence.end
    alike = (item for item in ranked if item.place[0] == best.place[0])
    return [item for item in alike if item.evidence.sentence.start == end]


def _is_reply(item: Ranked) -> bool:
    """Whether a sentence only says yes or no to a printed question; the next one says to what."""
    return bool(_REPLY.fullmatch(item.evidence.sentence.folded))


def _in_order_of_text(ranked: Sequence[Ranked], article_id: str) -> list[Ranked]:
    """The evidence of one article as it stands there."""
    inside = (item for item in ranked if item.evidence.sentence.article_id == article_id)
    return sorted(inside, key=lambda item: item.evidence.sentence.start)


def _whole_quotation(run: list[Ranked], ranked: Sequence[Ranked]) -> list[Ranked]:
    """A run that neither begins nor ends within a quotation, with who said it (刘长根说。)."""
    inside = _in_order_of_text(ranked, run[0].evidence.sentence.article_id)
    sentences = [item.evidence.sentence for item in inside]
    begin, end = (sentences.index(item.evidence.sentence) for item in (run[0], run[-1]))
    for _ in range(QUOTED_SENTENCES):
        text = "".join(each.text for each in sentences[begin : end + 1])
        before, after = sentences[:begin][-1:], sentences[end + 1 : end + 2]
        opened = text.count("“") - text.count("”")
        said_before = before and before[0].text.endswith("”")
        if opened < 0 or (said_before and _SPEAKER.fullmatch(sentences[begin].folded)):
            index = begin - 1
        elif opened > 0 or (text.endswith("”") and after and _SPEAKER.fullmatch(after[0].folded)):
            index = end + 1
        else:
            break
        if not 0 <= index < len(inside) or not _adjoins(inside, index, begin):
            break
        begin, end = min(begin, index), max(end, index)
    return inside[begin : end + 1]


def _adjoins(neighbours: Sequence[Ranked], index: int, first: int) -> bool:
    """Whether nothing but white space stands between the new sentence and the run."""
    pair = (index, index + 1) if index < first else (index - 1, index)
    before, after = (neighbours[i].evidence.sentence for i in pair)
    if is_record(neighbours[pair[0]].evidence) or RECORD_LINE.match(after.folded):
        return False
    if _CLAUSE_START.match(after.folded) or "?" in (before.folded[-1], after.folded[-1]):
        return False
    # A line without a stop is a heading or a number above what follows.
    gap = after.start - before.end
    return gap <= 2 and (not gap or before.folded[-1] in _STOPS)


def draft_of(
    question: Question, terms: Terms, article: Article, run: Sequence[Ranked], policy: Policy
) -> Draft:
    """The statement of a run of sentences, cut to what is needed, the answer in bold."""
    start = run[0].evidence.sentence.start
    end = run[-1].evidence.sentence.end
    whole = without_mark(article.text, start, end)
    sentences = [item.evidence.sentence for item in run]
    emphasis = AnswerMarker.load().mark(question, terms, sentences)
    is_long = whole.end - whole.start > policy.fact_chars
    if question.kind not in PROSE_KINDS and is_long and not _EACH_ASKED.search(question.folded):
        needed = emphasis or _typed(question, run[-1])
        whole = _needed_clauses(article.text, whole, terms, needed)
    return quote_draft(article, whole.start, whole.end, emphasis)


_STOPS = "。!?;:…)\"'》|"
# 答:可以。 The mark may stand before it.
_REPLY = re.compile(
    r"(?:答:)?(?:不|无)?(?:可以|可|能够?|会|是的?|对|行|需要|须|必|用|属于|允许|符合)的?[。,!]|"
    r"(?:答:)?(?:没有|有的?|否)[。,!]"
)
# Who said what stands quoted before: 村民刘长根说。
_SPEAKER = re.compile(
    r"[^,。!?;:\"]{2,24}(?:说|表示|介绍|说道|坦言|感慨|告诉记者|指出|强调)(?:道)?。"
)
# 分三种方式。 says nothing without the sentence after it.
_COUNTS_ALONE = re.compile(
    r"(?:答:)?[^,。;:]{0,6}?(?:分(?:为|成)?|有|包括)[两二三四五六七八九十\d]+"
    r"[种类个项档级步条][^,。;:]{0,6}。"
)
QUOTED_SENTENCES = 4
# Each clause of a law and each numbered part stands for itself.
_CLAUSE_START = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+[条章节]|[一二三四五六七八九十]{1,3}、|"
    r"\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d(?!\d{3}年))|[①-⑳]"
)
# 295.6亿元,增长5.2%: how much more that is than before goes with a figure.
_GOES_WITH = re.compile(
    r"\s*(?:分别)?(?:同比|比上年|较上年|比去年|较去年)?(?:增长|下降|上升|提高|回落|持平)[^，,；;。]{0,14}(?=[，,；;。]|$)"
)
_EACH_ASKED = re.compile(r"各(?:是|有|为|自|[省市县区乡镇])|分别")
_CLAUSE_END = re.compile(r"[；;]|，(?![^（]*）)|,(?!\d)")


def _typed(question: Question, item: Ranked) -> tuple[Span, ...]:
    """All spans of the kind asked for, in article offsets: any may answer where none is marked."""
    sentence = item.evidence.sentence
    return tuple(
        Span(sentence.start + span.start, sentence.start + span.end)
        for span in spans.spans_for(question, sentence.folded)
    )


def _needed_clauses(text: str, whole: Span, terms: Terms, emphasis: Sequence[Span]) -> Span:
    """The shortest run of clauses with the sentence's matched terms and its answer span."""
    cuts = [whole.start]
    cuts.extend(whole.start + m.end() for m in _CLAUSE_END.finditer(whole.of(text)))
    cuts.append(whole.end)
    clauses = [Span(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]
    needed: set[int] = set()
    for index, clause in enumerate(clauses):
        piece = fold(clause.of(text))
        if any(term.token in piece for term in terms) or any(
            clause.start <= span.start < clause.end for span in emphasis
        ):
            needed.add(index)
    if not needed:
        return whole
    first, last = min(needed), max(needed)
    while last + 1 < len(clauses) and _GOES_WITH.match(clauses[last + 1].of(text)):
        last += 1
    end = clauses[last].end
    while end > clauses[first].start and text[end - 1] in "，,；; ":
        end -= 1
    return Span(clauses[first].start, end)
