"""What the confidence alone refuses is shown where it is near, and said to be no more than that."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.answering import second_look
from assistant.answering.confidence import FEATURES
from assistant.answering.forest import MODELS
from assistant.answering.second_look import NOTE, SecondLook, features_of
from tests.answering.libraries import library_of

FITTED = json.loads((MODELS / second_look.FILE).read_text(encoding="utf-8"))
NEAR, FAR = (-1.0, 0.9, 0.2), (-6.0, 0.05, 0.9)


def row_with(**named: float) -> NDArray[np.float32]:
    return np.array([named.get(name, 0.0) for name in FEATURES], dtype=np.float32)


def test_what_is_near_is_shown_with_the_encoder_that_it_was_fitted_with_only() -> None:
    own, other = SecondLook(FITTED["encoder"]), SecondLook("another-model")
    assert own.shows(NEAR)
    assert not own.shows(FAR)
    assert not own.shows(())
    assert not other.shows(NEAR)


def test_the_shipped_model_is_that_of_the_built_in_encoder() -> None:
    from embeddings.encoder import load_builtin

    assert load_builtin().fingerprint == FITTED["encoder"]


@pytest.mark.parametrize("unmet", ["year_met", "place_met"])
def test_another_year_or_place_is_never_near(unmet: str) -> None:
    assert features_of(row_with(best_hit_dense=0.9), 0.1)
    assert features_of(row_with(best_hit_dense=0.9, **{unmet: -0.5}), 0.1) == ()


def test_a_near_answer_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# 望海市港航通告\n\n渡船每天开行八班。\n\n码头新建了候船室，装了空调，冬天也暖和。\n"
    library = library_of(tmp_path, notice_md=text)
    question = "老人家等船冷不冷，暖和点没有？"
    monkeypatch.setattr(SecondLook, "shows", lambda _, features: bool(features))
    answer = library.ask(question)
    assert answer.outcome == "answered"
    assert answer.reason == NOTE
    monkeypatch.setattr(SecondLook, "shows", lambda *_: False)
    assert library.ask(question).outcome == "abstained"
