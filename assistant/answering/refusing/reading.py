"""Opening the passages of hits: their sentences, and what is said above and around them."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.answering.refusing.describing import SentenceDescriber
from assistant.answering.words.evidence import FEATURES, Context, Evidence, Sentence
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import Terms
from assistant.answering.words.years import relative_years, years_of
from assistant.text import fold, sentences, tokens
from assistant.types import Corpus, Hit, Passage

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

# What such a document states without a year, it states of the year in its title.
_OF_ITS_YEAR = re.compile(r"统计|公报|年报|年鉴")
# A line that ends without a stop heads what follows; a part of its own leaves the last one's year.
_HEADING = re.compile(r"^[^|]{2,40}(?<![。!?;,:\"|])$")
_PART = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]+[章节部])")
_YEARS_ON = re.compile(r"\d{4}年?[-至到]\d{4}")
# The day that a document is signed or passed on is not the year that it speaks of.
_SIGNED_ON = re.compile(r"^\(.*\)$|\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?\s*$")
_YEAR_PAST = re.compile("(?:过去|刚刚过去|上)(?:的)?一年度?|去年|上年度")
_NAMED_TITLE = re.compile(r"《[^》]*》?")
# The beginning of a document says what it is about, above all where no title is given.
HEAD_CHARS = 80
# A report by the head of a place speaks of that place.
_LEADS_PLACE = re.compile(r"[省市县区州镇乡](?:委|人民政府)?(?:[省市县区州镇乡]长|书记|主席)$")


@lru_cache(maxsize=16384)
def _grams(folded: str) -> frozenset[str]:
    return frozenset(tokens(folded))


def _years_headed(heading: str, published: str) -> tuple[str, ...]:
    """The years that a folded heading gives to what stands under it.

    () for a span of years, and for the line of a day. 过去一年工作回顾 in a report of a first half
    year is the year before.
    """
    bare = _YEARS_ON.search(heading) or _SIGNED_ON.search(heading)
    years = () if bare else years_of(heading)
    if not (bare or years) and _YEAR_PAST.search(heading) and "01" <= published[5:7] <= "06":
        return (str(int(published[:4]) - 1),)
    return years


def _year_of(title: str) -> tuple[str, ...]:
    """The one year that a document with this folded title is about; () for none or several."""
    years = years_of(title)
    return years if len(years) == 1 and _OF_ITS_YEAR.search(title) else ()


class EvidenceReader:
    """Opens the passages of hits and describes their sentences."""

    def __init__(self, corpus: Corpus, encode: Encode | None = None) -> None:
        self._corpus = corpus
        self._encode = encode
        self._related = RelatedWords.load()
        self._contexts: dict[str, Context] = {}
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def warm(self, passages: Iterable[Passage]) -> None:
        """Read passages before they are asked about, so that the first questions are quick too."""
        contexts = [self.open(passage) for passage in passages]
        self._encoded([sentence.folded for context in contexts for sentence in context.sentences])

    def open(self, passage: Passage) -> Context:
        """A passage cut into sentences; kept, since passages never change."""
        known = self._contexts.get(passage.id)
        if known is not None:
            return known
        article = self._corpus.article(passage.article_id)
        office = fold(article.affiliation)
        above = (office, *passage.path) if _LEADS_PLACE.search(office) else passage.path
        path, title = fold(" ".join(above)), fold(article.title)
        titled = _year_of(title)
        years = _years_headed(path, article.published) or titled
        found: list[Sentence] = []
        for span in sentences(article.text, passage.start, passage.end):
            folded = fold(span.of(article.text))
            if _HEADING.search(folded):
                # A passage of a short article runs over several parts with their headings.
                headed = _years_headed(folded, article.published)
                years = headed or (titled if _PART.match(folded) else years)
            found.append(
                Sentence(
                    article.id,
                    span.start,
                    span.end,
                    span.of(article.text),
                    folded,
                    _grams(folded),
                    _grams(_NAMED_TITLE.sub(",", folded)),
                    years,
                    relative_years(folded, article.published),
                )
            )
        head = _grams(fold(f"{article.title}\n{article.author}\n{article.text[:HEAD_CHARS]}"))
        labels = _grams(path)
        context = Context(
            article_id=article.id,
            head_grams=head,
            label_grams=labels,
            grams=frozenset().union(*(sentence.grams for sentence in found)),
            sentences=tuple(found),
            titles=f"{title},{path}",
            title_years=years_of(title),
            related=tuple(self._related.numbers(sentence.grams) for sentence in found),
            head_related=self._related.numbers(head | labels),
        )
        if len(self._contexts) > 4096:
            self._contexts.clear()
        self._contexts[passage.id] = context
        return context

    def read(self, question: Question, terms: Terms, hits: Sequence[Hit]) -> list[Evidence]:
        """All sentences of the hits' passages, each once, with their features."""
        contexts = [self.open(hit.passage) for hit in hits]
        texts = [sentence.folded for context in contexts for sentence in context.sentences]
        cosines = self._cosines(question, texts)
        article_ranks: dict[str, int] = {}
        seen: set[tuple[str, int]] = set()
        found: list[Evidence] = []
        offset = 0
        mass = terms.mass or 1.0
        best_keyword = max((hit.keyword or 0.0 for hit in hits), default=0.0)
        asker = SentenceDescriber(question, terms, self._related, contexts)
        for rank, (hit, context) in enumerate(zip(hits, contexts, strict=True)):
            article_rank = article_ranks.setdefault(context.article_id, len(article_ranks))
            for index, sentence in enumerate(context.sentences):
                cosine = cosines[offset + index]
                before = cosines[offset + index - 1] if index else cosine
                key = (sentence.article_id, sentence.start)
                if key in seen:
                    continue
                seen.add(key)
                row = asker.describe(context, index)
                row.update(
                    sentence_cosine=cosine,
                    near_cosine=max(cosine, 0.5 * (cosine + before)),
                    hit_rank=1.0 / (1 + rank),
                    hit_keyword=(hit.keyword or 0.0) / mass,
                    hit_keyword_gap=((hit.keyword or 0.0) - best_keyword) / mass,
                    hit_dense=hit.dense or 0.0,
                    article_rank=1.0 / (1 + article_rank),
                )
                vector = np.array([row.get(name, 0.0) for name in FEATURES], dtype=np.float32)
                found.append(Evidence(sentence, hit, context, vector))
            offset += len(context.sentences)
        return found

    def _cosines(self, question: Question, texts: Sequence[str]) -> list[float]:
        if self._encode is None or not texts:
            return [0.0] * len(texts)
        vectors = self._encoded([question.topic or question.folded, *texts])
        return [float(value) for value in vectors[1:] @ vectors[0]]

    def _encoded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._encode is None or not texts:
            return np.zeros((len(texts), 0), dtype=np.float32)
        if len(self._vectors) > 16384:
            self._vectors.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._encode(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])
