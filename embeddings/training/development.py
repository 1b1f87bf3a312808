"""The development sets: 2026's news, and lay questions on statutes. Never the evaluation sets."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from embeddings.training.asked import Asked, is_as_printed, is_asked_dev, passage_key, read_asked
from embeddings.training.corpus import is_legal_dev, load_pairs, read_lines, tidy
from embeddings.training.recipe import Folders

NEWS_TYPES = ("title", "sub", "q", "kw", "ict")
LEGAL_POOL = 20_000
_SEED = 7


@dataclass(frozen=True)
class DevelopmentSet:
    """Queries, passages and which passages are right: `relevant[i]` indexes `passages`."""

    name: str
    queries: tuple[str, ...]
    passages: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]


def build_set(
    name: str, pairs: Iterable[tuple[str, str]], pool: Iterable[str], limit: int
) -> DevelopmentSet:
    """A set of `limit` pairs drawn by a fixed seed; each is a question with one right passage."""
    drawn = sorted(set(pairs))
    random.Random(_SEED).shuffle(drawn)
    drawn = drawn[:limit]
    passages = sorted({*pool, *(positive for _, positive in drawn)})
    place = {text: number for number, text in enumerate(passages)}
    relevant = tuple(frozenset((place[positive],)) for _, positive in drawn)
    return DevelopmentSet(name, tuple(anchor for anchor, _ in drawn), tuple(passages), relevant)


def news_sets(folders: Folders, limit: int = 1500) -> list[DevelopmentSet]:
    """One set a type; every set is searched in all passages of 2026's news, 13,461 of them.

    The pool holds passages from which a sentence was cut (`ict`) beside the
    whole ones, so a perfect encoder is not at 1: for `ict` the whole passage
    rightly comes first.
    """
    path = folders.training / "xinwenlianbo" / "heldout_2026.jsonl.gz"
    by_type: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in read_lines(path):
        by_type[record["type"]].append((tidy(record["anchor"]), tidy(record["positive"])))
    pool = {positive for pairs in by_type.values() for _, positive in pairs}
    return [build_set(f"news-{sort}", by_type[sort], pool, limit) for sort in NEWS_TYPES]


def legal_set(folders: Folders) -> DevelopmentSet:
    """An eighth of the lay questions, over 20,000 articles of law drawn from the training text."""
    questions = [
        (tidy(record["anchor"]), tidy(record["positive"]))
        for record in read_lines(folders.training / "legal_qa" / "stard_train.jsonl.gz")
        if is_legal_dev(record["anchor"])
    ]
    articles = {
        tidy(record["positive"])
        for record in read_lines(folders.training / "laws" / "pairs.jsonl.gz")
        if record["type"] == "no"
    }
    with folders.texts.open(encoding="utf-8") as lines:
        rest = (json.loads(line) for line in lines)
        articles.update(record["text"] for record in rest if record["source"] == "laws")
    pool = random.Random(_SEED).sample(sorted(articles), min(LEGAL_POOL, len(articles)))
    return build_set("legal", questions, pool, limit=len(questions))


def asked_sets(folders: Folders, limit: int = 1500) -> list[DevelopmentSet]:
    """The held-out questions written for the training text: asked-law, and asked-news for the rest.

    Each set searches all passages of the documents that any question was written for, so that
    neither a document's date nor its kind gives the right passage away.
    """
    asked: defaultdict[str, list[Asked]] = defaultdict(list)
    for entry in read_asked():
        asked["law" if entry.source == "laws" else "news"].append(entry)
    passages = [(passage_key(text), text, doc) for text, doc in _training_passages(folders)]
    texts = {key: text for key, text, _doc in passages}
    found: list[DevelopmentSet] = []
    for name, entries in sorted(asked.items()):
        keys = {entry.passage for entry in entries}
        documents = {doc for key, _text, doc in passages if key in keys}
        pool = (text for _key, text, doc in passages if doc in documents)
        held = [
            (tidy(entry.question), texts[entry.passage])
            for entry in entries
            if entry.passage in texts and is_asked_dev(entry.question)
        ]
        if held:
            found.append(build_set(f"asked-{name}", held, pool, limit))
    return found


def _training_passages(folders: Folders) -> Iterator[tuple[str, str]]:
    """The run's passages as they stand in their documents, with the document."""
    for pair in load_pairs(folders.pairs):
        if is_as_printed(pair.kind):
            yield pair.positive, pair.doc
    with folders.texts.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield record["text"], record["doc"]


def development_sets(folders: Folders, limit: int = 1500) -> list[DevelopmentSet]:
    """All development sets: news, lay questions on laws, the questions written for both."""
    return [*news_sets(folders, limit), legal_set(folders), *asked_sets(folders, limit)]
