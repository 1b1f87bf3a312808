"""Questions about whole articles: their gist, their authors, what they name, where they speak."""

import time
from pathlib import Path

import pytest

from assistant.answering.documents.mentions import asks_for_mentions, stands_in
from assistant.service import Assistant
from assistant.types import Answer
from tests.answering.libraries import library_of

OUTLINED = """# 发展银发经济要抓住三个着力点

作者：林若溪

银发经济是向老年人提供产品和服务的经济活动，发展银发经济要抓住供给、环境、保障三个着力点。

## 一、丰富产品供给

支持企业开发康复辅具、智慧健康养老产品。到2027年，全市老年用品产业规模达到800亿元。

## 二、优化消费环境

推进居家适老化改造，2024年完成改造1.2万户。整治养老服务乱收费。

## 三、强化要素保障

落实《关于发展银发经济增进老年人福祉的意见》，加大用地、金融支持力度。
"""
PROSE = """# 县域商业怎样补上短板

作者：陈向北

县域商业一头连着乡村，一头连着城市。去年全县新建乡镇商贸中心6个，快递进村率从62%提高到88%。

按照《县域商业三年行动计划（2023—2025年）》，每个乡镇要有一个商贸中心，每个村要有一个便民商店。
《关于促进内贸流通的意见》则提出发展共同配送。老年人网购退换货难的问题，也要一并解决。
"""
NOTICE = """# 临江区人民政府关于促进夜间经济发展的通知

各街道办事处：

一、延长营业时间
商圈内商场营业时间可延长至24时。

二、优化交通服务
地铁2号线末班车延后1小时。

三、给予资金支持
对新获评的市级夜间消费示范街区，一次性奖励100万元。
"""
PARTS = ["丰富产品供给", "优化消费环境", "强化要素保障"]
NOTICE_PARTS = ["延长营业时间", "优化交通服务", "给予资金支持"]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("papers")
    return library_of(folder, outlined_md=OUTLINED, prose_md=PROSE, notice_md=NOTICE)


def texts(answer: Answer) -> list[str]:
    return [statement.text.rstrip("。") for statement in answer.statements]


@pytest.mark.parametrize(
    "question",
    [
        "林若溪的文章主要讲什么？",
        "林若溪提出了哪些建议？",
        "林若溪提了哪些建议？",
        "林若溪对银发经济有哪些看法",
        "林若溪提出了哪三个着力点？",
        "请概括《发展银发经济要抓住三个着力点》一文",
        "关于发展银发经济的那篇文章讲了什么",
    ],
)
def test_the_gist_is_the_introduction_and_the_parts(papers: Assistant, question: str) -> None:
    answer = papers.ask(question)
    first, *parts = texts(answer)
    assert first.startswith("银发经济是向老年人提供产品和服务")
    assert parts == PARTS
    assert not answer.reason


def test_a_part_with_as_many_points_as_are_asked_for_is_listed(tmp_path: Path) -> None:
    article = (
        "# 园区怎样减碳\n\n作者：程砚秋\n\n园区减碳正当其时。\n\n"
        "## 一、现状：起步早\n\n已经建成三个。\n\n"
        "## 二、对策：两个方面发力\n\n其一，推进储能建设。统一建设共享储能。\n\n"
        "其二，补齐人才短板。高职院校开设专业。\n\n## 三、展望\n\n前景广阔。\n"
    )
    answer = library_of(tmp_path, park_md=article).ask("程砚秋提了哪两个方面的对策？")
    assert [text[:2] for text in texts(answer)] == ["其一", "其二"]
    assert not answer.reason


@pytest.mark.parametrize(
    ("question", "expected"),
    [("第二点具体是什么？", "居家适老化改造"), ("第三个方面提到了哪份文件？", "福祉的意见")],
)
def test_a_part_is_asked_about_by_its_number(
    papers: Assistant, question: str, expected: str
) -> None:
    answer = papers.ask(question, ["林若溪提出了哪些建议？"])
    assert expected in "".join(texts(answer))


def test_an_article_of_an_earlier_answer_is_asked_about_by_its_number(papers: Assistant) -> None:
    before = ["哪些文章提到了老年人？"]
    assert texts(papers.ask("第一篇主要讲什么？", before))[1:] == PARTS
    assert papers.ask("第二篇文章讲了什么？", before).statements[0].text.startswith("县域商业")


def test_another_number_of_parts_is_said_to_be_another(papers: Assistant) -> None:
    answer = papers.ask("林若溪提出了哪四点建议？")
    assert texts(answer)[1:] == PARTS
    assert answer.reason == "文章分为3个部分，不是4个。"


@pytest.mark.parametrize(
    "question", ["夜间经济的通知主要内容是什么", "促进夜间经济发展的通知讲了什么"]
)
def test_part_of_a_title_names_a_notice(papers: Assistant, question: str) -> None:
    assert texts(papers.ask(question)) == NOTICE_PARTS


def test_an_article_without_parts_is_summed_up_by_its_beginning(papers: Assistant) -> None:
    found = texts(papers.ask("请概括陈向北这篇文章"))
    assert found[0] == "县域商业一头连着乡村，一头连着城市"
    assert len(found) == 3


def test_a_long_list_of_parts_says_what_it_leaves_out(tmp_path: Path) -> None:
    parts = "\n\n".join(f"## 第{n}项工作\n\n把第{n}项工作做好。" for n in range(1, 16))
    answer = library_of(tmp_path, plan_md=f"# 年度工作要点\n\n{parts}\n").ask("本文主要内容是什么")
    assert len(answer.statements) == 12
    assert answer.reason == "文章分为15个部分，这里只列前12个。"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("林若溪认为怎样强化要素保障？", "落实《关于发展银发经济增进老年人福祉的意见》"),
        ("林若溪说老年用品产业规模要达到多少？", "800亿元"),
        ("陈向北写了哪篇文章？", "《县域商业怎样补上短板》"),
    ],
)
def test_a_thing_in_an_article_is_no_gist(papers: Assistant, question: str, expected: str) -> None:
    answer = papers.ask(question)
    assert expected in answer.statements[0].text
    assert len(answer.statements) < 3


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        (
            "文章提到了哪些文件？",
            [
                "《关于促进内贸流通的意见》",
                "《关于发展银发经济增进老年人福祉的意见》",
                "《县域商业三年行动计划（2023—2025年）》",
            ],
        ),
        ("陈向北的文章里还提到了哪些规划？", []),
        ("陈向北引用了哪些计划？", ["《县域商业三年行动计划（2023—2025年）》"]),
        (
            "这些文章引用了哪些意见？",
            ["《关于促进内贸流通的意见》", "《关于发展银发经济增进老年人福祉的意见》"],
        ),
    ],
)
def test_documents_are_listed_by_their_titles(
    papers: Assistant, question: str, titles: list[str]
) -> None:
    assert sorted(texts(papers.ask(question))) == sorted(titles)


@pytest.mark.parametrize(
    "question", ["谁写了关于老年人的文章？", "哪些文件提到了老年人？", "有没有介绍老年人的文章"]
)
def test_articles_that_speak_of_a_thing_are_found(papers: Assistant, question: str) -> None:
    headings = {statement.group for statement in papers.ask(question).statements}
    assert headings == {
        "《发展银发经济要抓住三个着力点》（林若溪）",
        "《县域商业怎样补上短板》（陈向北）",
    }


def test_the_author_of_a_described_article_is_named(papers: Assistant) -> None:
    found = texts(papers.ask("谁写了关于发展银发经济的文章？"))
    assert found == ["《发展银发经济要抓住三个着力点》的作者是林若溪"]


@pytest.mark.parametrize(
    "question",
    [
        "关于共同配送的那篇文章是谁写的？",
        "谁写了共同配送那篇？",
        "请问是谁写了讲共同配送的那篇稿子",
        "讲共同配送的文章作者是谁？",
        "讲共同配送的那篇文章是哪位记者采写的？",
    ],
)
def test_an_article_that_alone_speaks_of_a_thing_is_meant(papers: Assistant, question: str) -> None:
    assert texts(papers.ask(question)) == ["《县域商业怎样补上短板》的作者是陈向北"]


@pytest.mark.parametrize("question", ["这些文件讲了什么", "资料库里有哪些文章"])
def test_what_the_library_holds_is_a_list_of_titles(papers: Assistant, question: str) -> None:
    assert len(papers.ask(question).statements) == 3


def test_the_materials_to_hand_in_are_no_question_about_articles(tmp_path: Path) -> None:
    text = "# 申请指南\n\n申请人应当提交下列材料：\n\n1. 身份证复印件\n2. 收入证明\n"
    found = texts(library_of(tmp_path, guide_md=text).ask("申请需要提交哪些材料？"))
    assert found[-2:] == ["身份证复印件", "收入证明"]


def test_this_notice_is_the_one_just_answered_from(papers: Assistant) -> None:
    answer = papers.ask("该通知讲了什么", ["地铁末班车延后多久？"])
    assert texts(answer) == NOTICE_PARTS


def test_parts_that_all_name_a_thing_are_listed_by_what_they_stand_under(tmp_path: Path) -> None:
    text = (
        "# 推进城市更新\n\n## 一、加快老旧街区更新改造\n\n老旧街区更新改造是重点。\n\n"
        "（一）加快建筑更新改造。修缮外墙。\n\n（二）加快管网更新改造。更换旧管。\n\n"
        "（三）加快道路更新改造。拓宽道路。\n\n## 二、完善资金保障\n\n设立专项资金。\n"
    )
    found = texts(library_of(tmp_path, plan_md=text).ask("更新改造包括哪几个方面？"))
    assert [one[:6] for one in found] == ["加快建筑更新", "加快管网更新", "加快道路更新"]


def test_who_is_to_do_it_does_not_hide_the_point(papers: Assistant) -> None:
    assert "末班车延后1小时" in papers.ask("街道办事处怎样优化交通服务？").statements[0].text


def test_a_rate_is_not_answered_by_an_amount(papers: Assistant) -> None:
    refused = papers.ask("老年用品产业规模增速是多少？")
    assert refused.outcome == "abstained"
    assert refused.reason.endswith("没有给出比例。")
    assert "88%" in papers.ask("快递进村率提高了多少？").statements[0].text


def test_as_of_leaves_out_articles_published_later(tmp_path: Path) -> None:
    later = OUTLINED.replace("作者：林若溪", "作者：林若溪\n\n发布日期：2025-03-01")
    assistant = library_of(tmp_path, outlined_md=later, prose_md=PROSE)
    question = "林若溪的文章主要讲什么？"
    assert texts(assistant.ask(question))[1:] == PARTS
    assert assistant.ask(question, as_of="2024-01-01").outcome == "abstained"


def test_a_question_about_articles_leans_on_no_earlier_one(papers: Assistant) -> None:
    answer = papers.ask("文章提到了哪些文件？", ["怎样优化消费环境？"])
    assert answer.standalone_question == "文章提到了哪些文件？"
    assert len(answer.statements) == 3


def test_the_author_of_two_articles_is_asked_about_in_both(tmp_path: Path) -> None:
    assistant = library_of(
        tmp_path, outlined_md=OUTLINED, prose_md=PROSE.replace("陈向北", "林若溪")
    )
    assert "800亿元" in texts(assistant.ask("林若溪说老年用品产业规模要达到多少？"))[0]
    assert "88%" in texts(assistant.ask("林若溪说快递进村率提高到多少？"))[0]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("哪几篇引用了《关于促进内贸流通的意见》？", {"县域商业怎样补上短板"}),
        ("哪些文章谈到了老年用品产业规模？", {"发展银发经济要抓住三个着力点"}),
        ("哪篇文章讲到乡镇中心？", {"县域商业怎样补上短板"}),
        ("哪位作者介绍了共同配送？", {"县域商业怎样补上短板"}),
        ("哪几篇文章直接引用了《关于促进内贸流通的意见》的原话？", {"县域商业怎样补上短板"}),
        ("哪几份材料提到了共同配送？", {"县域商业怎样补上短板"}),
    ],
)
def test_articles_are_found_by_whatever_verb_says_that_they_speak(
    papers: Assistant, question: str, titles: set[str]
) -> None:
    groups = {statement.group for statement in papers.ask(question).statements}
    assert {group.split("》（")[0].removeprefix("《") for group in groups} == titles


@pytest.mark.parametrize(
    ("phrase", "text", "loosely", "found"),
    [
        ("绿色出行", "鼓励绿色低碳出行", True, True),
        ("绿色出行", "鼓励绿色低碳出行", False, False),
        ("产业协同", "产业链协同", True, False),
        ("卡脖子技术", "突破“卡脖子”关键核心技术", False, True),
        ("卡脖子技术", "解决卡脖子的问题，发展技术", True, False),
        ("12345热线", "可拨打举报电话12345，查实的奖励", False, True),
        ("12345政务服务便民热线", "投诉平台号码：12345", False, True),
        ("举报电话12345", "12345热线受理投诉1147件", False, True),
        ("12345热线", "拨打电话0739-5512345", False, False),
        ("120电话", "对120个排口实行在线监测", False, False),
    ],
)
def test_a_phrase_may_stand_with_a_word_put_in(
    phrase: str, text: str, loosely: bool, found: bool
) -> None:
    assert stands_in(phrase, text, loosely=loosely) is found


def test_no_pattern_is_made_for_halves_that_a_text_has_not() -> None:
    text = "这两篇那里也有。" + "本市经济平稳运行。" * 1000
    started = time.process_time()
    assert not stands_in("这两篇那" * 1000, text, loosely=True)
    assert time.process_time() - started < 0.8  # a pattern for each half takes 40 s


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("哪些文章提到了养老服务？", True),
        ("养老服务在哪几篇文章里出现？", True),
        ("文章提到哪两个人才项目？", False),
        ("两位作者都谈到了什么园区？", False),
        ("文章介绍怎样申请补贴？", False),
        ("介绍养老服务的文章作者是谁？", True),
    ],
)
def test_what_is_spoken_of_is_told_from_who_speaks(question: str, asked: bool) -> None:
    assert asks_for_mentions(question) is asked


def test_a_thing_that_an_article_mentions_is_asked_for_and_not_the_article(
    papers: Assistant,
) -> None:
    answer = papers.ask("文章提到快递进村率提高到多少？")
    assert "88%" in answer.statements[0].text
    assert answer.statements[0].group == ""


@pytest.mark.parametrize(
    "question", ["几篇文章对2027年的目标分别是什么？", "各篇文章提出的目标是什么？"]
)
def test_what_articles_say_is_no_catalogue_of_them(papers: Assistant, question: str) -> None:
    assert all(s.check != "metadata" for s in papers.ask(question).statements)


def test_who_wrote_them_all_is_told_article_by_article(papers: Assistant) -> None:
    found = {text.rpartition("的作者是")[2] for text in texts(papers.ask("这些文章都是谁写的？"))}
    assert found == {"林若溪", "陈向北"}


def test_the_sentence_that_says_a_thing_most_often_speaks_for_an_article(tmp_path: Path) -> None:
    text = "# 强县之路\n\n作者：田禾\n\n要有资金、人才。\n\n引进人才、用好人才、留住人才。\n"
    answer = library_of(tmp_path, road_md=text).ask("哪些文章谈到人才？")
    assert texts(answer) == ["引进人才、用好人才、留住人才"]


def test_what_an_article_quotes_is_not_broken_off(tmp_path: Path) -> None:
    said = "报告提出，要“建设体系。坚持实业”，也要“修路”"
    one = f"# 强县之路\n\n作者：田禾\n\n{said}。他说。\n"
    two = "# 兴村之路\n\n作者：周林\n\n报告指出，“人才是根本”。\n"
    answer = library_of(tmp_path, one_md=one, two_md=two).ask("哪些文章引用了报告？")
    assert texts(answer)[0] == said


def test_a_rank_is_not_read_from_where_somebody_works(tmp_path: Path) -> None:
    texts_of = "# 强县之路\n\n作者：田禾\n单位：{unit}\n\n要有资金、人才。路在脚下。\n"
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    bare = library_of(tmp_path / "a", one_md=texts_of.format(unit="清溪县委党校"))
    assert bare.ask("田禾是什么职称？").outcome == "abstained"
    told = library_of(tmp_path / "b", one_md=texts_of.format(unit="清溪大学教授"))
    assert "教授" in told.ask("田禾是什么职称？").text


def test_titles_of_office_that_are_spoken_of_are_no_rank_of_the_author(tmp_path: Path) -> None:
    text = "# 强县之路\n\n作者：田禾\n单位：清溪大学教授\n\n职称互认覆盖16个系列。路在脚下。\n"
    answer = library_of(tmp_path, one_md=text).ask("田禾说职称互认覆盖几个系列？")
    assert texts(answer) == ["职称互认覆盖16个系列"]


def test_an_editors_note_is_asked_for_by_what_it_is(tmp_path: Path) -> None:
    note = "---\n标题: 从田野出发\n栏目: 编者按\n---\n\n本期谈乡村。路在脚下。\n"
    assistant = library_of(tmp_path, note_md=note, prose_md=PROSE)
    assert texts(assistant.ask("编者按说了什么？")) == ["本期谈乡村", "路在脚下"]
    assert assistant.ask("编者按的执笔人是谁？").outcome == "abstained"
