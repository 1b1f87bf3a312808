"""The keyword index: BM25 scores checked by hand, saved and opened without pickle."""

import math
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DamagedIndex
from assistant.retrieval.keyword import K1, B, KeywordIndex, searchable_text
from assistant.types import Passage


def passage(number: int, text: str, path: tuple[str, ...] = ()) -> Passage:
    return Passage(f"a:{number}", "a", path, 0, len(text), text)


PASSAGES = (
    passage(1, "推动绿色低碳发展"),
    passage(2, "发展数字经济"),
    passage(3, "建设国际消费中心城市"),
)


def test_score_is_bm25_by_hand() -> None:
    index = KeywordIndex.build_from_tokens(
        ["a", "b", "c"], [["x", "y"], ["x", "x", "z", "z"], ["z", "y", "y"]]
    )
    # x: 2 of 3 passages; b holds it twice in 4 tokens, the average length is 3.
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    expected = idf * 2 / (2 + K1 * (1 - B + B * 4 / 3))
    positions, scores = index.column("x")
    assert dict(zip(positions.tolist(), scores.tolist(), strict=True))[1] == pytest.approx(expected)


def test_search_orders_by_score_and_leaves_out_what_shares_no_token() -> None:
    found = KeywordIndex.build(PASSAGES).search("绿色发展", 10)
    assert [passage_id for passage_id, _ in found] == ["a:1", "a:2"]


def test_ties_are_decided_by_id() -> None:
    twins = [passage(number, "数字经济") for number in (3, 1, 2)]
    found = KeywordIndex.build(twins).search("数字", 2)
    assert [passage_id for passage_id, _ in found] == ["a:1", "a:2"]


def test_title_and_labels_are_searched() -> None:
    index = KeywordIndex.build([passage(1, "要抓好落实", ("一是改造老旧小区",))], {"a": "城市更新"})
    assert index.search("城市更新", 1) == index.search("城市更新", 1)
    assert [name for name, _ in index.search("城市更新", 1)] == ["a:1"]
    assert [name for name, _ in index.search("老旧小区", 1)] == ["a:1"]


def test_searchable_text_has_title_then_labels_then_text() -> None:
    assert searchable_text(passage(1, "正文", ("甲", "乙")), "题") == "题\n甲\n乙\n正文"


def test_frequencies_count_passages_not_occurrences() -> None:
    index = KeywordIndex.build_from_tokens(["a", "b"], [["x", "x"], ["x", "y"]])
    assert index.document_count == 2
    assert [index.document_frequency(token) for token in "xyz"] == [2, 1, 0]


def test_saved_index_opens_the_same(tmp_path: Path) -> None:
    index = KeywordIndex.build(PASSAGES)
    index.save(tmp_path / "keyword")
    opened = KeywordIndex.open(tmp_path / "keyword")
    assert opened.ids == index.ids
    assert opened.search("绿色发展", 3) == index.search("绿色发展", 3)
    assert opened.document_frequency("发展") == 2


def test_index_of_no_passages_finds_nothing(tmp_path: Path) -> None:
    KeywordIndex.build([]).save(tmp_path)
    opened = KeywordIndex.open(tmp_path)
    assert opened.search("发展", 5) == []
    assert opened.document_count == 0


@pytest.mark.parametrize("name", ["scores.npy", "passages.npy", "starts.npy", "names.json"])
def test_truncated_file_is_refused_with_the_remedy(tmp_path: Path, name: str) -> None:
    KeywordIndex.build(PASSAGES).save(tmp_path)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) - 9])
    with pytest.raises(DamagedIndex, match="assistant index --rebuild"):
        KeywordIndex.open(tmp_path)


def test_pickled_array_is_refused(tmp_path: Path) -> None:
    KeywordIndex.build(PASSAGES).save(tmp_path)
    np.save(tmp_path / "scores.npy", np.array([object()]), allow_pickle=True)
    with pytest.raises(DamagedIndex):
        KeywordIndex.open(tmp_path)
