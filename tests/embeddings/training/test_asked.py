"""The questions written for the training text: form, split, and what is made of them."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("datasets", reason="the training extra is not installed")

import torch
from torch.nn import functional

from embeddings.training import asked, corpus, development
from embeddings.training.asked import Asked, is_asked_dev, passage_key, read_asked
from embeddings.training.contextual_negatives import hard_negatives
from embeddings.training.corpus import clean, held_out, load_pairs, tidy
from embeddings.training.development import asked_sets
from embeddings.training.recipe import Folders
from embeddings.training.store import PairStore

PASSAGE = "重庆市加快发展汽车制造，出台措施0条，支持汽车制造做大做强。"
OTHER = "成都市加快发展汽车制造，出台措施0条，支持汽车制造做大做强。"


def questions_of(*, held: bool) -> list[str]:
    """Two made-up questions of one side of the split."""
    every = (f"造车这事儿上头帮不帮，第{number}回问" for number in range(200))
    return [question for question in every if is_asked_dev(question) == held][:2]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """Questions of both sides for a passage of the made-up text, and one for an unknown one."""
    entries = [
        Asked(question, "xinwenlianbo", passage_key(PASSAGE))
        for held in (True, False)
        for question in questions_of(held=held)
    ]
    entries.append(Asked("谁都没写过的那段说了啥", "laws", "0" * 12))
    for module in (corpus, development):
        monkeypatch.setattr(module, "read_asked", lambda: iter(entries))
    return entries


def test_the_shipped_questions_are_distinct_tidy_and_know_a_passage() -> None:
    entries = list(read_asked())
    assert {entry.source for entry in entries} == {
        "gov_reports_policies",
        "laws",
        "xinwenlianbo",
    }
    assert len({entry.question for entry in entries}) == len(entries) > 10_000
    assert all(entry.question == tidy(entry.question) for entry in entries)
    assert all(len(entry.passage) == 12 and int(entry.passage, 16) >= 0 for entry in entries)
    held = sum(is_asked_dev(entry.question) for entry in entries)
    assert 0.1 < held / len(entries) < 0.15


def test_no_shipped_question_repeats_an_evaluation_question(shared_folder: Path) -> None:
    _passages, questions = held_out(shared_folder / "eval")
    repeated = [entry.question for entry in read_asked() if questions.overlaps(entry.question)]
    assert repeated == []


def test_cleaning_adds_the_questions_whose_passage_is_there_but_no_held_out_one(
    shared: Path, tmp_path: Path, written: list[Asked]
) -> None:
    folders = Folders(shared / "training", shared / "eval", tmp_path / "run")
    counts = clean(folders)
    pairs = [pair for pair in load_pairs(folders.pairs) if pair.kind.endswith("/asked")]
    assert counts["asked: kept"] == len(pairs) == 2
    assert {pair.anchor for pair in pairs} == {*questions_of(held=False)}
    assert {pair.positive for pair in pairs} == {PASSAGE}
    assert {pair.doc for pair in pairs} == {f"asked-{written[0].passage}"}


@pytest.mark.usefixtures("written")
def test_the_held_out_questions_search_the_documents_that_were_asked_about(
    shared: Path, tmp_path: Path
) -> None:
    folders = Folders(shared / "training", shared / "eval", tmp_path / "run")
    clean(folders)
    (only,) = asked_sets(folders)
    assert only.name == "asked-news"
    assert {*only.queries} == {*questions_of(held=True)}
    assert PASSAGE in only.passages
    assert OTHER not in only.passages
    assert {only.passages[place] for right in only.relevant for place in right} == {PASSAGE}


def test_hard_negatives_of_some_pairs_are_drawn_from_their_own_passages() -> None:
    # Texts 0–2 ask, 3–5 answer; the first pair is not asked for, and its passage, next to
    # question 1, is not drawn.
    vectors = functional.normalize(
        torch.tensor([[1.0, 0, 0], [0, 1, 0.5], [0, 0, 1], [0, 1, 0.45], [0, 1, 0.5], [0, 0.2, 1]]),
        dim=1,
    )
    store = PairStore(
        ids=np.zeros(0, np.int32),
        offsets=np.zeros(7, np.int64),
        anchors=np.arange(3, dtype=np.int32),
        positives=np.arange(3, 6, dtype=np.int32),
        negatives=np.full(3, -1, np.int32),
        docs=np.arange(3, dtype=np.int32),
        kinds=np.zeros(3, np.int32),
        kind_names=("laws/asked",),
    )

    def encode(texts: np.ndarray) -> torch.Tensor:
        return vectors[torch.from_numpy(texts.astype(np.int64))]

    found = hard_negatives(store, encode, encode, np.array([1, 2]))
    assert found.tolist() == [-1, 5, 4]


def test_a_question_knows_its_passage_by_twelve_digits() -> None:
    assert passage_key(PASSAGE) == passage_key(PASSAGE) != passage_key(OTHER)
    assert len(passage_key(PASSAGE)) == 12
    assert asked.ASKED_FOLDER.is_dir()
