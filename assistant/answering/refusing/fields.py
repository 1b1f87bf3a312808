"""The fields of a record: the one that is asked for, and what a record lacks."""

import re

from assistant.answering.refusing.case import Case
from assistant.answering.refusing.unknown_heads import unknown_head
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words import spans
from assistant.answering.words.forms import (
    GENERAL_LABELS,
    is_document_number,
    is_record,
    label_asked_for,
    label_fits,
)
from assistant.answering.words.question import Question
from assistant.answering.words.spans import NUMERALS
from assistant.answering.words.terms import JOINING
from assistant.text import tokens

# Of the question's words: so many stand in the value of a field whose label says nothing of it.
SAID_IN_VALUE = 0.35
# 能补 and 一部 are of grammar, and no thing that the record might lack.
_NO_THING = re.compile(rf"[{''.join(sorted(JOINING))}{NUMERALS}]")
VALUE_CHARS = 30
_PROSE_LABEL = re.compile("内容|说明|待遇|测算|要求|措施|做法|情况|简介|概况")
LABEL_CHARS = 8  # of a record's field at most


def is_field_asked_for(question: Question, best: Ranked) -> bool:
    """Whether the best evidence is the very field that is asked for, so that no more is needed."""
    folded = best.evidence.sentence.folded
    if is_document_number(question.folded, folded):
        return True
    label = label_asked_for(question.folded)
    return (
        label is not None
        and is_record(best.evidence)
        and bool(label.search(folded.partition(":")[0]))
    )


def field_missing(case: Case) -> str:
    """What a record lacks, when its nearest field is about something else."""
    question, terms = case.question, case.terms
    label, _, value = case.said.partition(":")
    if len(value) > VALUE_CHARS and _PROSE_LABEL.search(label):
        return ""  # 政策内容:对离校1年内未就业的……。 is prose under a label
    wanted = label_asked_for(question.folded)
    if wanted is not None and wanted.search(label):
        return ""
    if question.kind == "date" and spans.DATE.search(label):
        return ""
    held = set(tokens(label))
    unknown = unknown_head(question, terms)
    if unknown and unknown.rstrip("人者员") != label:
        return f"文中的记录没有“{unknown}”一项。"
    shared = {term.token for term in terms if term.token in held}
    before = [term for term in terms if term.token in tokens(question.heads[0])]
    strange = any(not term.known and not _NO_THING.search(term.token) for term in before)
    sure = not strange or question.kind == "number"
    if sure and terms.coverage(frozenset(tokens(value))) >= SAID_IN_VALUE:
        return ""  # 市水务局:负责……,汛前将内河水位降至4.2米 is prose after a name
    if shared - GENERAL_LABELS or (shared and not strange):
        return ""
    if not shared and not strange and label_fits(question.kind, label):
        return ""
    asked = question.attribute if len(question.attribute) > 1 else question.heads[1]
    named = 1 < len(asked) <= LABEL_CHARS
    return f"文中的记录没有“{asked}”一项。" if named else "文中的记录没有这一项。"
