import numpy as np
import pytest

from assistant.answering.words.related import UNRELATED, RelatedWords

# Three words; the second leans to the first by a cosine of 0.8, the third stands across.
WORDS = ("群众", "百姓", "钢铁")
VECTORS = np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]], dtype=np.float32)


def test_likeness_runs_from_chance_to_the_word_itself() -> None:
    likeness = RelatedWords(WORDS, VECTORS).likeness(["群众"])
    assert likeness.shape == (1, 3)
    assert likeness[0].tolist() == pytest.approx([1.0, (0.8 - UNRELATED) / (1 - UNRELATED), 0.0])


def test_a_word_that_was_not_learned_is_like_none() -> None:
    related = RelatedWords(WORDS, VECTORS)
    assert "走廊" not in related
    assert not related.likeness(["走廊"]).any()
    assert related.numbers({"走廊", "钢铁", "群众"}).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [("百姓", "群众", "钢铁"), ("房租", "租金", "钢铁"), ("补贴", "补助", "机场")],
)
def test_shipped_words_are_nearer_to_words_used_alike(word: str, like: str, unlike: str) -> None:
    related = RelatedWords.load()
    likeness = related.likeness([word])[0]
    assert likeness[related.numbers([like])][0] > 0.4
    assert likeness[related.numbers([unlike])][0] < 0.2
