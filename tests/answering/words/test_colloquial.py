import pytest

from assistant.answering.words.colloquial import in_library_words, in_written_words, written_for
from assistant.answering.words.question import analyse
from assistant.text import fold
from tests.answering.fakes import CountedStatistics


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("利益咋分？", "利益怎么分?"),
        ("图个啥？", "图个什么?"),
        ("为啥要建？", "为什么要建?"),
        ("国内能排老几？", "国内排第几?"),
        ("分店开到哪儿了？", "分店开到哪里了?"),
        ("电瓶车进电梯行不行？", "电瓶车进电梯可以吗?"),
        ("停车位够不够？", "停车位够吗?"),
        ("那家单位是干嘛的？", "那家单位是做什么?"),
        ("老年人坐公交不用花钱吗？", "老年人坐公交免费吗?"),
        ("坐公交要不要钱？", "坐公交要不要钱?"),
        ("坐公交好多钱？", "坐公交多少钱?"),
        ("有好多钱能不能借给我", "有好多钱能不能借给我"),
        ("获批的试点有几家，是谁？", "获批的试点有哪些?"),
        ("绿色转型要从哪几个领域入手？", "绿色转型有哪几个领域?"),
        ("请把增长引擎涉及的门类列全。", "增长引擎涉及的门类有哪些。"),
        ("请列出申请救助的条件", "申请救助的条件有哪些"),
        ("不交钱会停水吗？", "不交钱会停水吗?"),
        ("两市加起来有多少人？", "两市合计有多少人?"),
        ("比全国快了几个点？", "比全国快了几个百分点?"),
        ("那里的门票多少钱一张？", "那里的门票每张多少钱?"),
        ("年底前要盯紧那些领域？", "年底前要盯紧哪些领域?"),
        ("那些企业现在怎么样了？", "那些企业现在怎么样了?"),
        ("请介绍那些企业", "请介绍那些企业"),
        ("消费券有哪些种类？", "消费券有哪几种?"),
        ("市长讲压实责任，说了哪几条？", "压实责任有哪几条?"),
        ("作者谈绿色金融，提了哪些方面？", "绿色金融有哪些方面?"),
        ("县长讲了什么？", "县长讲了什么?"),
        ("5月份上线了多少台？", "5月上线了多少台?"),
        ("十二月份额定多少？", "十二月份额定多少?"),
    ],
)
def test_spoken_asking_words_are_put_as_they_are_written(spoken: str, written: str) -> None:
    assert in_written_words(fold(spoken)) == written


def test_a_measure_alone_is_asked_how_much_it_is() -> None:
    assert in_written_words("江陵市2023年进出口总额") == "江陵市2023年进出口总额是多少"
    assert in_written_words("江陵市2023年进出口总额?") == "江陵市2023年进出口总额是多少?"
    assert in_written_words("江陵市2030年产值目标") == "江陵市2030年产值目标是多少"
    assert in_written_words("怎样提高产量") == "怎样提高产量"


def test_written_words_stay() -> None:
    question = fold("如何加快绿色低碳转型，够格的企业有哪些？")
    assert in_written_words(question) == question


@pytest.mark.parametrize(
    ("question", "kind"), [("利益咋分？", "how"), ("排老几？", "rank"), ("啥时候建成？", "date")]
)
def test_a_spoken_question_is_of_the_kind_of_the_written_one(question: str, kind: str) -> None:
    assert analyse(question).kind == kind


def test_no_spoken_word_is_offered_for_itself() -> None:
    assert all(len(said) > 1 and said not in written for said, written in written_for().items())


def in_words_of(document: str, question: str) -> str:
    return in_library_words(analyse(question).topic, CountedStatistics((document,)))


def test_a_foreign_abbreviation_is_written_out_as_the_documents_do() -> None:
    assert in_words_of("全市地区生产总值达到4862亿元", "全市GDP是多少？") == "全市地区生产总值"
    assert in_words_of("全市GDP达到4862亿元", "全市GDP是多少？") == "全市gdp"


def test_a_spoken_word_is_put_as_the_documents_write_it() -> None:
    assert in_words_of("禁止电动自行车进入电梯", "电瓶车能进电梯吗？") == "电动自行车能进电梯"
    assert in_words_of("随迁子女入学须提供材料", "孩子上学要什么材料？") == "子女入学,材料"
    assert in_words_of("餐厨垃圾应当单独存放", "泔水放哪里？") == "餐厨垃圾放"
    assert "相互" in in_words_of("各地要相互配合，有序竞争", "各地怎样互相配合？")
    assert "互相" in in_words_of("邻里互相帮助，相互照应", "邻里怎样互相照应？")


def test_a_spoken_word_that_the_documents_use_stays() -> None:
    assert in_words_of("房子和住房都要修缮", "房子怎么修？") == "房子,修"


def test_a_spoken_word_that_no_document_writes_otherwise_stays() -> None:
    assert in_words_of("机动车按道行驶", "泔水放哪里？") == "泔水放"


def test_a_spoken_word_within_another_stays() -> None:
    assert "出租房屋" in in_words_of("租赁住房应当登记", "出租房屋要登记吗？")


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("2024年江陵市城镇调查失业率", "2024年江陵市城镇调查失业率是多少"),
        ("江陵市住户存款余额", "江陵市住户存款余额是多少"),
        ("提高审批效率", "提高审批效率"),
        ("年末常住人口、城镇化率", "年末常住人口、城镇化率"),
        ("去年实际产了多少吨", "去年产量是多少吨"),
        ("亩产多少", "亩产多少"),
        ("去年增产了多少", "去年增产了多少"),
    ],
)
def test_measures_and_outputs_are_asked_how_much_they_are(spoken: str, written: str) -> None:
    assert in_written_words(spoken) == written
