"""Reads the training text, cleans it, drops duplicates and what overlaps the evaluation sets."""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from tqdm import tqdm

from embeddings.training.asked import TYPE as ASKED
from embeddings.training.asked import is_asked_dev, passage_key, read_asked
from embeddings.training.overlap import ShingleSet
from embeddings.training.recipe import Folders

MIN_ANCHOR_CHARS = 2
MIN_POSITIVE_CHARS = 2
# Sets whose passages are held out; of stard only the questions are (its statutes are public law).
HELD_OUT_PASSAGES = ("cmrc2018", "cmrc_leftout", "domainrag", "ncp_policy")
HELD_OUT_QUESTIONS = (*HELD_OUT_PASSAGES, "stard")
# One lay question in eight of legal_qa/stard_train is kept as the legal development set, because
# the 200 questions of legal_qa/stard_heldout are those of the evaluation set stard.
LEGAL_DEV_EIGHTHS = 1
_SPACES = re.compile(r"\s+")
_FILES = {
    "xinwenlianbo": ("pairs",),
    "laws": ("pairs",),
    "gov_reports_policies": ("pairs",),
    "legal_qa": ("stard_train",),
    "fin_news": ("headline", "question"),
    "general_qa": ("dbqa", "security_mrc", "qbqtc"),
    "paraphrase": ("pos", "neg"),
    "synonyms": ("pairs",),
}
_TEXTS = {"xinwenlianbo": "text_rest", "laws": "text_rest"}


@dataclass(frozen=True)
class Pair:
    """A text and one that should lie near it; `doc` is the document both come from.

    `kind` is `source/type`, or `source/type:subtype`. `negative` is a text that
    looks near and is not ("" for none).
    """

    anchor: str
    positive: str
    doc: str
    kind: str
    negative: str = ""


def read_lines(path: Path) -> Iterator[dict[str, str]]:
    """The objects of a gzip JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_legal_dev(question: str) -> bool:
    """Whether a lay question of stard_train belongs to the legal development set (by hash)."""
    return hashlib.sha256(question.encode("utf-8")).digest()[0] % 8 < LEGAL_DEV_EIGHTHS


def tidy(text: str) -> str:
    """Text with every run of white space made one space, without outer spaces."""
    return _SPACES.sub(" ", text).strip()


def read_pairs(training: Path, *, with_legal_dev: bool = False) -> Iterator[Pair]:
    """All given pairs in a fixed order; a missing source is left out."""
    for source, names in _FILES.items():
        for name in names:
            path = training / source / f"{name}.jsonl.gz"
            if not path.is_file():
                continue
            for number, record in enumerate(read_lines(path)):
                if source == "legal_qa" and not with_legal_dev and is_legal_dev(record["anchor"]):
                    continue
                sort = record.get("type", name)
                if record.get("qt"):
                    sort = f"{sort}:{record['qt']}"
                yield Pair(
                    tidy(record["anchor"]),
                    tidy(record["positive"]),
                    record.get("doc", f"{source}-{name}-{number}"),
                    f"{source}/{sort}",
                    tidy(record.get("negative", "")),
                )


def held_out(evaluation: Path) -> tuple[ShingleSet, ShingleSet]:
    """Shingles of the held-out passages, and of the held-out questions."""
    passages = (
        record["text"]
        for name in HELD_OUT_PASSAGES
        for record in read_lines(evaluation / name / "passages.jsonl.gz")
    )
    questions = (
        record["question"]
        for name in HELD_OUT_QUESTIONS
        for record in read_lines(evaluation / name / "questions.jsonl.gz")
    )
    return ShingleSet(passages), ShingleSet(questions)


def clean_pairs(
    pairs: Iterable[Pair], passages: ShingleSet, questions: ShingleSet, dropped: Counter[str]
) -> Iterator[Pair]:
    """Pairs without duplicates, scraps and overlaps; counts in `dropped` why others went."""
    seen: set[bytes] = set()
    overlapping: dict[str, bool] = {}
    for pair in pairs:
        source = pair.kind.split("/")[0]
        if len(pair.anchor) < MIN_ANCHOR_CHARS or len(pair.positive) < MIN_POSITIVE_CHARS:
            dropped[f"{source}: too short"] += 1
            continue
        key = hashlib.blake2b(f"{pair.anchor}\0{pair.positive}".encode(), digest_size=8).digest()
        if pair.anchor == pair.positive or key in seen:
            dropped[f"{source}: duplicate"] += 1
            continue
        seen.add(key)
        if pair.positive not in overlapping:
            overlapping[pair.positive] = passages.overlaps(pair.positive)
        if overlapping[pair.positive] or passages.overlaps(pair.anchor):
            dropped[f"{source}: overlaps an evaluation passage"] += 1
            continue
        if questions.overlaps(pair.anchor):
            dropped[f"{source}: overlaps an evaluation question"] += 1
            continue
        if pair.negative and passages.overlaps(pair.negative):
            pair = Pair(pair.anchor, pair.positive, pair.doc, pair.kind)
        yield pair


def clean(folders: Folders, *, with_legal_dev: bool = False) -> Counter[str]:
    """Write the cleaned pairs and texts of the run; returns the counts, kept and dropped."""
    passages, questions = held_out(folders.evaluation)
    counts: Counter[str] = Counter()
    known: dict[str, str] = {}
    folders.run.mkdir(parents=True, exist_ok=True)
    with folders.texts.open("w", encoding="utf-8") as out:
        for record in _clean_texts(folders.training, passages, counts):
            known[passage_key(record["text"])] = record["text"]
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    given = tqdm(
        read_pairs(folders.training, with_legal_dev=with_legal_dev), desc="clean", unit="pair"
    )
    with folders.pairs.open("w", encoding="utf-8") as out:
        for pair in clean_pairs(given, passages, questions, counts):
            known[passage_key(pair.positive)] = pair.positive
            counts[f"{pair.kind.split('/')[0]}: kept"] += 1
            out.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")
        for pair in clean_pairs(_asked_pairs(known), passages, questions, counts):
            counts[f"{ASKED}: kept"] += 1
            out.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")
    report = dict(sorted(counts.items()))
    (folders.run / "clean.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8"
    )
    return counts


def _clean_texts(
    training: Path, passages: ShingleSet, counts: Counter[str]
) -> Iterator[dict[str, str]]:
    """The texts without a pair that repeat no evaluation passage, with document and source."""
    for source, name in _TEXTS.items():
        path = training / source / f"{name}.jsonl.gz"
        for record in read_lines(path) if path.is_file() else ():
            text = tidy(record["text"])
            if passages.overlaps(text):
                counts[f"{source} texts: overlaps an evaluation passage"] += 1
                continue
            counts[f"{source} texts: kept"] += 1
            yield {"text": text, "doc": record["doc"], "source": source}


def _asked_pairs(known: Mapping[str, str]) -> Iterator[Pair]:
    """The questions written for the training text, without those of the development set.

    `known` maps a key to a passage. The passage counts as a document of its own: the other
    articles of its law are what the question is to be told from.
    """
    for entry in read_asked():
        passage = known.get(entry.passage)
        if passage is not None and not is_asked_dev(entry.question):
            doc = f"{ASKED}-{entry.passage}"
            yield Pair(tidy(entry.question), passage, doc, f"{entry.source}/{ASKED}")


def load_pairs(path: Path) -> Iterator[Pair]:
    """Read what `clean` (or the step of rule-made pairs) wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Pair(**json.loads(line))


def load_synonyms(path: Path) -> Iterator[tuple[str, str]]:
    """The word pairs of the synonym groups among what `clean` wrote."""
    for pair in load_pairs(path):
        if pair.kind.startswith("synonyms/"):
            yield pair.anchor, pair.positive
