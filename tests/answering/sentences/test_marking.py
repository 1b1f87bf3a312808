import pytest

from assistant.answering.sentences.candidates import MOST_CHARS, candidates
from assistant.answering.sentences.mark_features import FEATURES, describe
from assistant.answering.sentences.marking import AnswerMarker
from assistant.answering.words.evidence import Sentence
from assistant.answering.words.question import analyse
from assistant.answering.words.terms import weigh
from assistant.text import fold, tokens
from tests.answering.fakes import CountedStatistics

GROWTH = "2021年经济总量约7.4万亿元，比2019年净增1.1万亿元，同比增长8.5%，比全国高0.4个百分点。"
RANKS = (
    "示范区建设持续深化，枢纽节点启动建设，《指数（2021）》显示"
    "重庆、四川2021年数字经济发展指数分列全国第6、第10。"
)
PARKS = "规划获批印发，两地已创建国家现代农业产业园23个、国家农业现代化示范区17个。"


def sentence(text: str, start: int = 0) -> Sentence:
    folded = fold(text)
    grams = frozenset(tokens(folded))
    return Sentence("a", start, start + len(text), text, folded, grams, grams)


def marked(question: str, text: str, start: int = 0) -> list[str]:
    asked = analyse(question)
    terms = weigh(asked.topic, CountedStatistics([text]))
    spans = AnswerMarker.load().mark(asked, terms, [sentence(text, start)])
    return [text[span.start - start : span.end - start] for span in spans]


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("经济增速比全国高多少？", GROWTH, "0.4个百分点"),
        ("2021年经济总量是多少？", GROWTH, "7.4万亿元"),
        ("已创建多少个国家现代农业产业园？", PARKS, "23个"),
        ("国家农业现代化示范区有多少个？", PARKS, "17个"),
        ("四川数字经济发展指数全国第几？", RANKS, "第10"),
        ("重庆数字经济发展指数全国第几？", RANKS, "第6"),
        ("意见从什么时候起施行？", "本意见自2023年9月1日起施行，有效期5年。", "2023年9月1日"),
    ],
)
def test_the_value_that_belongs_to_the_question_is_marked(
    question: str, text: str, answer: str
) -> None:
    assert marked(question, text) == [answer]


def test_spans_are_given_in_offsets_of_the_article() -> None:
    assert marked("2021年经济总量是多少？", GROWTH, start=100) == ["7.4万亿元"]


def test_nothing_is_marked_where_nothing_answers() -> None:
    assert marked("总经理是谁？", "积极稳妥推进相关工作。") == []


def test_a_mark_is_no_whole_statement() -> None:
    assert marked("建成了什么？", "建成清洁能源基地。") != ["建成清洁能源基地。"]


def test_candidates_lie_within_the_sentence_and_begin_and_end_with_words() -> None:
    folded = fold("印发《规划（2022-2030年）》，在自贡、内江等地建立分中心；共投资3亿元。")
    found = candidates(analyse("分中心设在哪里？"), folded)
    texts = {span.of(folded) for span in found}
    assert {"自贡、内江", "3亿元", "《规划(2022-2030年)》"} <= texts
    assert all(0 <= s.start < s.end <= len(folded) for s in found)
    assert all(s.end - s.start <= MOST_CHARS for s in found)
    assert not any(text[0] in ",、;:。" or text[-1] in ",、;:。" for text in texts)


def test_every_candidate_has_a_row_of_features() -> None:
    asked = analyse("经济总量是多少？")
    folded = fold(GROWTH)
    spans, rows = describe(asked, weigh(asked.topic, CountedStatistics([GROWTH])), folded)
    assert rows.shape == (len(spans), len(FEATURES))
    assert spans == sorted(spans)


def test_a_sentence_without_words_has_no_candidate() -> None:
    asked = analyse("经济总量是多少？")
    spans, rows = describe(asked, weigh(asked.topic, CountedStatistics([])), "。")
    assert spans == []
    assert rows.shape == (0, len(FEATURES))


def test_the_shipped_model_reads_the_features_in_their_order() -> None:
    assert AnswerMarker.load()._forest.features == FEATURES
