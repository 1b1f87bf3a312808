"""The public question sets of ../shared/eval and the held-out news, as things to retrieve from.

Each set is cut in two by the SHA-256 of the question's id: parameters are
fitted on the first half and figures reported on the second.
"""

import dataclasses
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.ingest.outline import build_outline
from assistant.ingest.passages import split_passages
from assistant.types import Article, Passage
from embeddings.training.corpus import is_legal_dev

SHARED = Path(__file__).resolve().parents[2] / "shared"
MAX_CHARS = 300
EVAL_SETS = ("cmrc2018", "ncp_policy", "domainrag", "stard")
NEWS_QUESTIONS = 1500  # of a type to report on, the first by hash of anchor and passage


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the documents that answer it (any one will do)."""

    id: str
    text: str
    gold: frozenset[str]
    fitted: bool  # belongs to the half on which parameters are fitted


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Passages to search, their articles' titles, and questions; gold are article ids."""

    name: str
    passages: tuple[Passage, ...]
    titles: dict[str, str]
    questions: tuple[Question, ...]


def in_fitting_half(question_id: str) -> bool:
    """Whether the question belongs to the half that parameters may be fitted on."""
    return hashlib.sha256(question_id.encode("utf-8")).digest()[0] % 2 == 0


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzip JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def load_eval_set(name: str) -> RetrievalSet:
    """A set of ../shared/eval, its documents cut into passages where they are long."""
    folder = SHARED / "eval" / name
    passages: list[Passage] = []
    titles: dict[str, str] = {}
    for row in read_lines(folder / "passages.jsonl.gz"):
        titles[row["id"]] = row.get("title", "")
        article = Article(id=row["id"], title=titles[row["id"]], text=row["text"])
        passages.extend(cut(article))
    questions = tuple(
        Question(
            row["id"],
            row["question"],
            frozenset(row["gold_passage_ids"]),
            in_fitting_half(row["id"]),
        )
        for row in read_lines(folder / "questions.jsonl.gz")
        if row["gold_passage_ids"]
    )
    return RetrievalSet(name, tuple(passages), titles, questions)


def load_news(kind: str) -> RetrievalSet:
    """Held-out news of 2026: `kind` "ict" (a sentence to the rest of its passage) or "title".

    Beside the first questions of both halves all others of the fitting half, to fit on.
    """
    ids: dict[str, str] = {}
    gold: dict[str, set[str]] = {}
    for row in read_lines(SHARED / "training" / "xinwenlianbo" / "heldout_2026.jsonl.gz"):
        if row["type"] != kind:
            continue
        passage_id = ids.setdefault(row["positive"], f"n{len(ids):05d}")
        gold.setdefault(row["anchor"], set()).add(passage_id)
    passages = tuple(
        Passage(passage_id, passage_id, (), 0, len(text), text) for text, passage_id in ids.items()
    )
    keys = {hashlib.sha256(anchor.encode("utf-8")).hexdigest(): anchor for anchor in gold}
    questions = tuple(
        Question(key[:16], keys[key], frozenset(gold[keys[key]]), in_fitting_half(key[:16]))
        for place, key in enumerate(sorted(keys))
        if place < NEWS_QUESTIONS or in_fitting_half(key[:16])
    )
    return RetrievalSet(f"news_{kind}", passages, {}, questions)


def reported_part(source: RetrievalSet) -> RetrievalSet:
    """The set without the questions of the news that are there to fit on alone."""
    if source.name in EVAL_SETS:
        return source
    return dataclasses.replace(source, questions=source.questions[:NEWS_QUESTIONS])


def load_lay_questions() -> RetrievalSet:
    """Lay questions kept out of the encoder's training, over the statutes of stard; all fitted on.

    None of them is among stard's own questions, which stay for reporting.
    """
    statutes = load_eval_set("stard")
    statute_rows = read_lines(SHARED / "eval" / "stard" / "passages.jsonl.gz")
    ids = {row["text"]: row["id"] for row in statute_rows}
    added: list[Passage] = []
    gold: dict[str, set[str]] = {}
    for row in read_lines(SHARED / "training" / "legal_qa" / "stard_train.jsonl.gz"):
        if not is_legal_dev(row["anchor"]):
            continue
        text = row["positive"]
        if text not in ids:
            ids[text] = f"law{len(ids):06d}"
            added.extend(cut(Article(id=ids[text], title="", text=text)))
        gold.setdefault(row["anchor"], set()).add(ids[text])
    questions = tuple(
        Question(text, text, frozenset(found), fitted=True) for text, found in gold.items()
    )
    titles = statutes.titles | {passage.article_id: "" for passage in added}
    return RetrievalSet("lay", (*statutes.passages, *added), titles, questions)


def load_all() -> Iterator[RetrievalSet]:
    """Every set, one at a time."""
    for name in EVAL_SETS:
        yield load_eval_set(name)
    yield load_news("ict")
    yield load_news("title")


def cut(article: Article) -> tuple[Passage, ...]:
    """The article as one passage, or cut as the product cuts it where it is longer than that."""
    if len(article.text) <= MAX_CHARS:
        return (Passage(article.id, article.id, (), 0, len(article.text), article.text),)
    return split_passages(article, build_outline(article), max_chars=MAX_CHARS)
