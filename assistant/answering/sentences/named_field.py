"""The field of a record whose label a question names, before what is only more like it."""

from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import LIKELY_DEPTH
from assistant.answering.sentences.whole_answers import is_field_named
from assistant.answering.words.forms import (
    GENERAL_LABELS,
    is_document_number,
    is_of_another,
    is_record,
    label_asked_for,
)
from assistant.answering.words.question import Question
from assistant.text import tokens

# How far down the evidence a field that the question names is looked for.
NAMED_FIELD_DEPTH = 6
# So likely, prose with what is asked for needs no field of the article beside it.
SURE_OF_PROSE = 0.5


def named_field_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with the field of a record whose label the question names moved to the front.

    By the words that the question shares with a label, or by what people say where
    a record has one (几楼 for 办理地点); of the article of the best evidence only.
    """
    if not ranked:
        return []
    article = ranked[0].evidence.context.article_id
    fields = [
        (place, item.evidence.sentence.folded.partition(":")[0])
        for place, item in enumerate(ranked)
        if item.evidence.context.article_id == article and is_record(item.evidence)
    ]
    whole = (n for n, label in fields if len(question.topic) > 1 and question.topic in label)
    found = next(whole, None)
    if found is None and fields and fields[0][0] == 0:
        asked = {token for head in question.heads for token in tokens(head)} - GENERAL_LABELS
        near = [(place, label) for place, label in fields if place < NAMED_FIELD_DEPTH]
        found = next((place for place, label in near if asked & set(tokens(label))), None)
    numbers = (
        place
        for place, item in enumerate(ranked)
        if item.evidence.context.article_id == article
        and is_document_number(question.folded, item.text)
    )
    found = next(numbers, found)
    wanted = label_asked_for(question.folded)
    named = (n for n, item in enumerate(ranked[:LIKELY_DEPTH]) if is_field_named(question, item))
    found = next(named, None) if found is None else found
    if found is None and wanted is not None and not _says_it_surely(ranked[0]):
        own = set(tokens(f"{question.folded},{question.topic}"))
        of_it = (
            place
            for place, label in fields
            if wanted.search(label) and not is_of_another(label, own)
        )
        found = next(of_it, None)
    if found is None:
        return list(ranked)
    return [ranked[found], *ranked[:found], *ranked[found + 1 :]]


def _says_it_surely(best: Ranked) -> bool:
    """Whether prose says what is asked so surely that no other field's label is better.

    3.现场踏勘……在第二中学东门集合 for where to meet, before 开标地点：…….
    """
    item = best.evidence
    return (
        best.probability >= SURE_OF_PROSE
        and bool(item.feature("has_typed_span"))
        and not is_record(item)
    )
