import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.outline import build_outline
from assistant.ingest.passages import HARD_LIMIT, split_passages
from assistant.text import sentences
from assistant.types import Article, Passage
from tests.ingest.test_outline import PARTS


def passages_of(text: str, **limits: int) -> tuple[Passage, ...]:
    article = Article(id="a", title="题", text=text)
    return split_passages(article, build_outline(article), **limits)


def check_invariants(text: str, passages: tuple[Passage, ...]) -> None:
    covered: list[int] = []
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.text.strip() == passage.text != ""
        assert passage.id == f"a:{passage.start}-{passage.end}"
        covered.extend(i for i in range(passage.start, passage.end) if not text[i].isspace())
    assert covered == [i for i in range(len(text)) if not text[i].isspace()]


def test_an_item_with_its_sentences_is_one_passage_under_its_section() -> None:
    item = "一是加快产业转型。" + "打造绿色制造业集群，推动传统行业改造升级。" * 5
    other = "二是加快能源转型。" + "协同开发油气资源，共建清洁能源基地。" * 6
    first, second = passages_of("推动绿色发展，加快低碳转型。" + item + other)
    assert (second.path, second.text) == (("推动绿色发展，加快低碳转型",), other)
    assert first.path == ("推动绿色发展，加快低碳转型",)
    assert first.text == "推动绿色发展，加快低碳转型。" + item


def test_a_point_that_is_too_long_is_cut_between_sentences_under_its_own_label() -> None:
    sentence = "打造绿色制造业集群，推动建筑等传统行业绿色化改造升级，促进消费低碳化。"
    text = "要做好工作。一是加快转型。" + sentence * 20 + "二是完善机制，编制目录。"
    passages = passages_of(text)
    assert all(80 <= len(passage.text) <= 350 for passage in passages)
    assert passages[1].path == ("要做好工作", "加快转型")
    assert {passage.text[-1] for passage in passages} == {"。"}


def test_a_long_sentence_stays_whole_and_only_a_very_long_one_is_cut_at_its_clauses() -> None:
    clause = "加强油气储备能力建设和运输通道建设"
    long = "，".join([clause] * 25) + "。"
    assert 350 < len(long) <= HARD_LIMIT
    assert [passage.text for passage in passages_of(long)] == [long]
    longer = "；".join(["，".join([clause] * 10)] * 5) + "。"
    assert len(longer) > HARD_LIMIT
    cut = [passage.text for passage in passages_of(longer)]
    assert "".join(cut) == longer
    assert {text[-1] for text in cut} == {"；", "。"}


def test_text_without_any_stop_is_cut_at_the_hard_limit() -> None:
    text = "表" * 2000
    assert [len(passage.text) for passage in passages_of(text)] == [600, 600, 600, 200]


def test_a_short_article_is_one_short_passage_and_an_empty_one_none() -> None:
    assert [passage.text for passage in passages_of("今日休刊。")] == ["今日休刊。"]
    assert passages_of("") == ()


@given(st.lists(PARTS, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_passages_cover_the_body_once_in_order(text: str) -> None:
    check_invariants(text, passages_of(text, min_chars=10, max_chars=40))


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_passages_of_any_text_cover_it_once_in_order(text: str) -> None:
    check_invariants(text, passages_of(text))


@given(
    st.lists(
        st.sampled_from(["加快转型。", "一是抓好落实。", "二是", "\n", "提升能力，"]), max_size=80
    )
)
@settings(max_examples=200, deadline=None)
def test_no_sentence_is_cut(parts: list[str]) -> None:
    text = "".join(parts)
    ends = {span.end for span in sentences(text)}
    passages = passages_of(text)
    assert {passage.end for passage in passages if len(passage.text) < HARD_LIMIT} <= ends


@pytest.mark.parametrize("name", ["cmrc2018", "ncp_policy", "domainrag"])
def test_public_documents_are_covered_and_quickly_so(shared_folder: Path, name: str) -> None:
    with gzip.open(shared_folder / "eval" / name / "passages.jsonl.gz", "rt") as lines:
        texts = [json.loads(line)["text"] for line in lines][:400]
    started = time.process_time()
    cut = [passages_of(text) for text in texts]
    seconds = time.process_time() - started
    for text, passages in zip(texts, cut, strict=True):
        check_invariants(text, passages)
    count = sum(len(passages) for passages in cut)
    assert seconds / count < 0.001, f"{count} passages took {seconds:.2f} s"
