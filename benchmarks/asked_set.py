"""Questions written for the training text that no training has seen, as a set to measure on.

They say in everyday words what documents say in theirs (embeddings/training/asked/README.md).
The library is every passage of the documents that questions were written for: articles of
law, government reports and news. Of some of the questions the answer is marked, in
questions/asked.jsonl. The halves are cut as those of the other sets.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.types import Article
from benchmarks.retrieval_sets import SHARED, Question, RetrievalSet, cut, in_fitting_half
from embeddings.training.asked import is_as_printed, is_asked_dev, passage_key, read_asked
from embeddings.training.corpus import read_lines, read_pairs, tidy

NAME = "asked"
_MARKED = Path(__file__).parent / "questions" / "asked.jsonl"
_TEXTS = ("laws", "xinwenlianbo")


def load_asked() -> RetrievalSet:
    """The held-out questions over the passages of the documents they were written for."""
    articles = asked_articles()
    ids = {article.id for article in articles}
    questions = tuple(
        Question(_id(text), text, frozenset((entry.passage,)), in_fitting_half(_id(text)))
        for entry in read_asked()
        if entry.passage in ids and is_asked_dev(text := tidy(entry.question))
    )
    passages = tuple(passage for article in articles for passage in cut(article))
    return RetrievalSet(NAME, passages, dict.fromkeys(ids, ""), questions)


def marked_questions() -> Iterator[dict[str, Any]]:
    """Lines as the sets of ../shared/eval have them, of the questions whose answer is marked."""
    ids = {article.id for article in asked_articles()}
    with _MARKED.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["passage"] not in ids:
                continue
            yield {
                "id": _id(record["question"]),
                "question": record["question"],
                "answers": record["answers"],
                "gold_passage_ids": [record["passage"]],
                "answerable": True,
            }


def _id(question: str) -> str:
    # The held-out questions are those of a few hash values: the name makes others of them.
    return f"{NAME}-{question}"


@lru_cache(maxsize=1)
def asked_articles() -> tuple[Article, ...]:
    """Every passage of the documents that questions were written for, as an article of its own."""
    keys = {entry.passage for entry in read_asked()}
    texts: dict[str, str] = {}
    documents: dict[str, set[str]] = {}
    for text, document in _training_passages():
        key = passage_key(text)
        texts[key] = text
        documents.setdefault(document, set()).add(key)
    wanted = {key for found in documents.values() if found & keys for key in found}
    return tuple(Article(id=key, title="", text=texts[key]) for key in sorted(wanted))


def _training_passages() -> Iterator[tuple[str, str]]:
    """The passages of the training text as they stand in their documents, with the document."""
    training = SHARED / "training"
    for pair in read_pairs(training):
        if is_as_printed(pair.kind):
            yield pair.positive, pair.doc
    for source in _TEXTS:
        for record in read_lines(training / source / "text_rest.jsonl.gz"):
            yield tidy(record["text"]), record["doc"]
