"""A second statement follows the first only where it adds what is asked for."""

from pathlib import Path

import pytest

from assistant.answering.refusing.reading import EvidenceReader
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.seconds import asks_twice, is_filler, is_needless
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question, analyse
from assistant.answering.words.terms import Terms, weigh
from assistant.service import Assistant
from assistant.types import Article, Hit
from tests.answering.fakes import BuiltCorpus, CountedStatistics
from tests.answering.libraries import library_of

GRAIN = "粮食总产量128.4万吨，增长1.3%。"
OIL = "油料产量11.2万吨，增长2.5%。"
GRAIN_AGAIN = "全年粮食总产量128.4万吨，增长1.3%。"
GRAIN_BEFORE = "上年粮食总产量126.8万吨，增长0.4%。"
AREA = "粮食总产列入考核，结果为优秀。"


def read(asked: Question, *texts: str) -> tuple[Terms, list[Evidence]]:
    """The sentences, read as one passage of a library of their own."""
    article = Article("a", "", "".join(texts))
    corpus = BuiltCorpus([article], {})
    terms = weigh(asked.topic, CountedStatistics([*texts, "安平市", "公报", "其他"]))
    hits = [Hit(passage, 1.0, ()) for passage in corpus.passages().values()]
    return terms, EvidenceReader(corpus).read(asked, terms, hits)


def judged(question: str, first: tuple[str, float], second: tuple[str, float]) -> bool:
    """Whether the second sentence is needless beside the first, at these probabilities."""
    asked = analyse(question)
    terms, (one, two) = read(asked, first[0], second[0])
    shown, item = Ranked(one, first[1]), Ranked(two, second[1])
    return is_needless(asked, terms, [shown], item, is_prose=False)


@pytest.mark.parametrize(
    ("first", "second", "needless"),
    [
        # As sure as can be: it answers alone.
        ((GRAIN, 0.95), (GRAIN_BEFORE, 0.6), True),
        # Sure enough beside one that is not, and that says nothing new of the question.
        ((GRAIN, 0.6), (AREA, 0.15), True),
        ((GRAIN, 0.45), (AREA, 0.15), False),
        ((OIL, 0.6), (GRAIN, 0.15), False),
        # It says far less of the question.
        ((GRAIN, 0.6), (OIL, 0.4), True),
        ((GRAIN, 0.2), (OIL, 0.15), False),
        # It says the same again; other figures are another matter.
        ((GRAIN_AGAIN, 0.4), (GRAIN, 0.3), True),
        ((GRAIN_AGAIN, 0.4), (GRAIN_BEFORE, 0.3), False),
    ],
)
def test_a_second_is_needless_where_the_first_has_said_it(
    first: tuple[str, float], second: tuple[str, float], needless: bool
) -> None:
    assert judged("粮食总产量是多少？", first, second) is needless


def test_a_second_reason_is_one() -> None:
    question = "为什么粮食总产量增长？"
    first = ("粮食总产量增长，得益于良种推广。", 0.3)
    assert judged(question, first, (GRAIN_BEFORE, 0.2))
    assert not judged(question, first, ("粮食总产量增长，也是因为全年雨水充足。", 0.2))


def test_who_asks_for_two_things_is_shown_both() -> None:
    question = "粮食总产量是多少，油料产量是多少？"
    assert not judged(question, (GRAIN, 0.95), (OIL, 0.3))


@pytest.mark.parametrize(
    ("sentence", "question", "filler"),
    [
        ("安平新闻网讯 今天，市政府召开2024年新闻发布会。", "工业为什么增长较快？", True),
        ("安平新闻网讯 今天，市政府召开2024年新闻发布会。", "哪天召开新闻发布会？", False),
        ("现在，我代表县人民政府，向大会报告工作，请予审议。", "存在哪些问题？", True),
        ("林芳：这个问题很多居民关心。", "助餐点怎么办下去？", True),
        ("这个问题已经列入明年预算。", "助餐点怎么办下去？", False),
        ("林芳：这是最难的。", "助餐点怎么办下去？", True),
        ("这是全市第一条自动加工生产线，日加工鲜叶15吨。", "生产线怎么样？", False),
    ],
)
def test_what_only_opens_or_comments_is_filler(sentence: str, question: str, filler: bool) -> None:
    asked = analyse(question)
    _, (evidence,) = read(asked, sentence)
    assert is_filler(asked, Ranked(evidence, 0.5)) is filler


@pytest.mark.parametrize(
    ("question", "twice"),
    [
        ("床位的目标是多少，目前达到多少？", True),
        ("两位作者各是怎么讲的？", True),
        ("全年和上半年分别是多少？", True),
        ("粮食总产量是多少？", False),
        ("要建立哪几类市场？", False),
        ("各县的粮食产量有多少？", False),
    ],
)
def test_two_things_asked_at_once(question: str, twice: bool) -> None:
    assert asks_twice(analyse(question)) is twice


RULES = """安平市电动自行车停放规定

第一条 为了加强电动自行车停放管理，预防和减少火灾事故，保障居民安全，根据有关法律法规，制定本规定。

第二条 住宅小区应当设置集中停放点和充电设施。

第三条 禁止携带电动自行车及其蓄电池进入电梯轿厢。

第四条 本规定施行前购买的不符合国家标准的电动自行车，由所有人申领临时号牌。
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("rules"), 规定_txt=RULES)


SCHOOLS = """安平市义务教育招生通知

为切实做好秋季义务教育阶段学校招生入学工作，维护教育公平，办好人民满意的教育，根据省教育厅有关文件精神，结合本市实际，现将招生的时间安排和有关事项通知如下，请各校遵照执行。

7月1日至7月8日，小学网上报名，登录招生服务平台办理。

7月10日至7月14日，初中网上报名。
"""


def test_what_is_said_of_a_sibling_is_no_second_statement(tmp_path: Path) -> None:
    (statement,) = library_of(tmp_path, 通知_txt=SCHOOLS).ask("初中网上报名是什么时候？").statements
    assert "7月10日" in statement.text


ELEVATOR = "电动自行车能不能推进电梯？"


def test_one_statement_that_answers_is_enough(rules: Assistant) -> None:
    (statement,) = rules.ask(ELEVATOR).statements
    assert statement.text == "第三条 禁止携带电动自行车及其蓄电池进入电梯轿厢。"


def test_what_was_left_out_is_shown_to_who_asks_for_more(rules: Assistant) -> None:
    more = rules.ask("还有吗？", [ELEVATOR])
    assert more.statements
    assert all("电梯轿厢" not in each.text for each in more.statements)
