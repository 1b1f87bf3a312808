"""Why the best evidence is no answer, though it is near: a place, a speaker, another thing."""

from collections.abc import Sequence

from assistant.answering.refusing.constraints import failed_constraint
from assistant.answering.refusing.local_places import LocalPlaces
from assistant.answering.refusing.speakers import unheard_speaker
from assistant.answering.refusing.strange_places import of_a_stranger
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.types import Corpus

DEPTH = 5  # of the evidence, whose articles' tables are read


class Objections:
    """Holds what a question names against what was found."""

    def __init__(self, corpus: Corpus, places: LocalPlaces) -> None:
        self._corpus = corpus
        self._places = places

    def to(self, question: Question, terms: Terms, ranked: Sequence[Ranked], listed: bool) -> str:
        """A Chinese sentence on what the evidence lacks; "" for nothing.

        `listed`: the outline surely has the list that is asked for, so that only places count.
        """
        if not ranked:
            return of_a_stranger(question, terms, ranked)
        best = ranked[0].evidence
        missing = self._places.missing(question.folded, best)
        if missing:
            return missing
        article = self._corpus.article(best.context.article_id)
        speaker = unheard_speaker(question.folded, article)
        if speaker:
            return f"文中相近的内容没有提到“{speaker}”。"
        if listed:
            return of_a_stranger(question, terms, ranked)
        near = dict.fromkeys(item.evidence.context.article_id for item in ranked[:DEPTH])
        articles = [self._corpus.article(each) for each in near]
        return failed_constraint(question, terms, ranked, articles)
