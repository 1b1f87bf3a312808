"""Bylines, notes, labels and what belongs to the page alone."""

import pytest

from assistant.ingest.bylines import (
    affiliation,
    byline,
    closing_byline,
    office_signature,
    plain_names,
    split_tail,
)
from assistant.ingest.furniture import is_furniture, strip_jump
from assistant.ingest.labels import is_column, note_label, note_start
from assistant.ingest.lines import Kind, classify
from assistant.ingest.names import is_bare_name, is_person
from assistant.ingest.news import news_reporter
from assistant.ingest.plaintext import read_text


@pytest.mark.parametrize(
    ("line", "author", "note"),
    [
        ("□王德凡", "王德凡", ""),
        ("■ 王平", "王平", ""),
        ("□王　平", "王平", ""),
        ("□吴春燕 郑国梁", "吴春燕 郑国梁", ""),
        ("□吴春燕　郑国梁", "吴春燕 郑国梁", ""),
        ("□吴春燕、郑国梁", "吴春燕、郑国梁", ""),
        ("□欧阳静", "欧阳静", ""),
        ("□买买提·艾力", "买买提·艾力", ""),
        ("本报记者 沈括海", "沈括海", ""),
        ("新华社记者 沈括海 黎小满", "沈括海 黎小满", ""),
        ("本报记者 沈括海 通讯员 黎小满", "沈括海 通讯员 黎小满", ""),
        ("郭平海 黄小满 本报记者 方宁", "郭平海 黄小满 本报记者 方宁", ""),
        ("郭平海、黄小满　记者　方宁", "郭平海 黄小满 记者 方宁", ""),
        ("《云江民生》2024年第5期　本刊记者 方宁", "方宁", ""),
        ("《平川日报》2024年3月19日第5版　记者 方宁", "方宁", ""),
        ("《平川日报》记者 方宁 通讯员 葛青", "方宁 通讯员 葛青", ""),
        ("记者 方宁 通讯员 葛青 2024年6月14日", "方宁 通讯员 葛青", ""),
        ("文/唐石松", "唐石松", ""),
        ("作者：秦玉华", "秦玉华", ""),
        ("文｜葛青", "葛青", ""),
        ("■本报记者 韩江雪", "韩江雪", ""),
        ("□张三丰（云江大学教授）", "张三丰", "云江大学教授"),
        ("□市委党校课题组", "市委党校课题组", ""),
        ("本报评论员", "本报评论员", ""),
        ("□ Edward Snow", "Edward Snow", ""),
    ],
)
def test_byline_is_recognised(line: str, author: str, note: str) -> None:
    found = byline(line)
    assert found is not None
    assert (found.author, found.affiliation) == (author, note)
    assert author in found.line


@pytest.mark.parametrize(
    "line",
    [
        "●加强组织领导",
        "◆完善制度",
        "□加强社会主义核心价值观宣传教育",
        "记者从会上获悉，全市今年投资增长。",
        "作者：",
        "文化",
        "本报讯",
        "推动绿色发展",
        "记者手记",
        "文/",
    ],
)
def test_other_lines_are_no_byline(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("（作者单位：青禾县文化馆）", "青禾县文化馆"),
        ("(作者单位:青禾县文化馆)", "青禾县文化馆"),
        ("（作者系市委发展改革委工业处处长）", "市委发展改革委工业处处长"),
        ("（作者为云江市民政局科长）", "云江市民政局科长"),
        ("（作者分别系县教研员，县协会秘书长）", "县教研员，县协会秘书长"),
        ("（作者均为云江大学教授）", "云江大学教授"),
        ("（本文作者系省社科院（南院）研究员）", "省社科院（南院）研究员"),
        ("（作者简介：王某，云江大学教授）", "云江大学教授"),
        ("（作者系省社科院研究员。本文为省规划重点课题阶段性成果）", "省社科院研究员"),
        ("（执笔人：王某）", ""),
        ("（作者：本报首席记者 罗昌亮）", ""),
        ("作者单位：青禾县文化馆", "青禾县文化馆"),
        ("【作者系云江大学教授】", "云江大学教授"),
        ("（作者王德凡系云江大学教授）", "云江大学教授"),
    ],
)
def test_affiliation_note_is_recognised(line: str, value: str) -> None:
    found = affiliation(line)
    assert found is not None
    assert (found.line, found.affiliation) == (line, value)


@pytest.mark.parametrize(
    "line",
    [
        "（作者单位：青禾县",
        "作者系统地回顾了十年的变化。",
        "（图为群众在公园里纳凉）",
        "作者认为，要坚持系统观念。",
        "（本文有删节）",
    ],
)
def test_other_brackets_are_no_affiliation(line: str) -> None:
    assert affiliation(line) is None


def test_affiliation_at_the_end_of_a_paragraph_is_split_off() -> None:
    assert split_tail("要走好自己的路。（作者系西部（重庆）科学城研究员）") == (
        "要走好自己的路。",
        "（作者系西部（重庆）科学城研究员）",
    )
    assert split_tail("其代表作（作者为王某）流传很广。") == (
        "其代表作（作者为王某）流传很广。",
        "",
    )


def test_reporters_of_news_items() -> None:
    assert news_reporter("本报讯（记者 冯远征）3月4日，全市开会。") == "冯远征"
    assert news_reporter("新华社北京1月5日电（记者王平、李安）会议指出。") == "王平、李安"
    assert news_reporter("会议（记者 王平）指出。") == ""


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("沈括海 通讯员 黎小满", "沈括海、黎小满"),
        ("沈括海、黎小满 通讯员：秦玉华", "沈括海、黎小满、秦玉华"),
        ("沈括海 黎小满", "沈括海 黎小满"),
        ("本报评论员", "本报评论员"),
    ],
)
def test_a_post_between_names_is_no_part_of_them(author: str, names: str) -> None:
    assert plain_names(author) == names


@pytest.mark.parametrize(
    ("line", "name", "post"),
    [
        ("青禾县人民政府县长 秦玉华", "秦玉华", "青禾县人民政府县长"),
        ("云江市统计局局长　葛　青", "葛青", "云江市统计局局长"),
    ],
)
def test_who_signs_by_office(line: str, name: str, post: str) -> None:
    found = office_signature(line)
    assert found is not None
    assert (found.author, found.affiliation) == (name, post)


@pytest.mark.parametrize(
    "line", ["云江市统计局 国家统计局云江调查队", "县长 办公会议", "我们的局长 是位好人啊"]
)
def test_an_office_without_a_person_signs_nothing(line: str) -> None:
    assert office_signature(line) is None


def test_closing_byline() -> None:
    found = closing_byline("（记者 王平 报道）")
    assert found is not None
    assert found.author == "王平"
    assert closing_byline("（未完待续）") is None


@pytest.mark.parametrize(
    "line",
    [
        "思想周刊投稿邮箱：cqrbxixiang@163.com",
        "责任编辑：何静　美编：罗岚",
        "本版责编：马丽　校对：孙杰",
        "责编 王濛昀 美编 郑典",
        "第06版",
        "A03",
        "2023年1月5日　星期四　第06版",
        "新闻热线：0570-1234567",
        "（下转2版）",
        "来稿请发：yjlilun@yunjiang.example.cn",
        "扫码看视频",
        "当前位置：首页 > 数据发布 > 统计新闻",
        "您现在的位置：首页 >> 政务公开",
        "首页 - 新闻中心 - 要闻",
        "政务公开 > 政策文件 > 正文",
        "上一版　下一版　版面导航　标题导航",
        "放大 ⊕　缩小 ⊖　默认 ○",
        "分享到：微信 微博　【打印本页】【关闭窗口】",
        "澜江日报数字报",
    ],
)
def test_furniture_is_recognised(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "投稿邮箱的设立，让读者来信有了去处。",
        "2023年1月5日，全市召开大会。",
        "编辑部的故事",
        "责任重于泰山",
        "定价机制改革要稳步推进",
        "设计之都的新名片",
        "设计 让生活更美好",
        "印刷术的传播",
        "统筹城乡发展",
        "第三版图的崛起与启示",
        "首页经济的得与失",
        "收藏",
        "打印店里的小生意",
        "位置：县城东门外",
        "增速：一产>三产",
    ],
)
def test_text_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_the_way_through_a_site_is_no_title() -> None:
    (draft,) = read_text(
        "首页 > 新闻中心\n\n全市夏粮丰收\n\n" + "夏粮总产量214.7万吨。" * 3, "a.txt"
    )
    assert draft.title == "全市夏粮丰收"
    assert draft.head == ("首页 > 新闻中心", "全市夏粮丰收")


def test_a_column_in_brackets_stands_above_the_title() -> None:
    text = (
        "首页 > 数字报\n【企业家谈】\n\n做强零部件产业\n\n零部件强则整车强。" + "要舍得投入。" * 4
    )
    (draft,) = read_text(text, "a.txt")
    assert (draft.column, draft.title) == ("企业家谈", "做强零部件产业")


def test_what_an_order_makes_law_is_the_title() -> None:
    text = (
        "霖州市人民政府令\n第46号\n\n《霖州市加装电梯管理办法》已经审议通过，现予公布。\n\n"
        "市长　耿颂文\n2023年11月20日\n\n霖州市加装电梯管理办法\n\n"
        "第一条　为了规范加装电梯活动，制定本办法。\n"
    )
    (draft,) = read_text(text, "a.txt")
    assert draft.title == "霖州市加装电梯管理办法"
    assert draft.head[:2] == ("霖州市人民政府令", "第46号")
    assert draft.body[0].text == "《霖州市加装电梯管理办法》已经审议通过，现予公布。"


@pytest.mark.parametrize("name", ["闻小满", "敖云飞", "储明", "莘博文"])
def test_rare_surnames_sign(name: str) -> None:
    assert is_person(name, certain=False)


@pytest.mark.parametrize("words", ["云计算", "宣传片", "连心桥", "储备粮", "广告位"])
def test_words_that_begin_like_a_surname_are_no_names(words: str) -> None:
    assert not is_bare_name(words)


def test_jumps_are_taken_off() -> None:
    assert strip_jump("加快形成新格局（下转2版）") == "加快形成新格局"
    assert strip_jump("（上接1版）推动形成") == "推动形成"


@pytest.mark.parametrize(
    "line", ["决策建议", "智库视点", "【观点】", "理论前沿", "云江论坛", "市场观察"]
)
def test_column_names(line: str) -> None:
    assert is_column(line)


@pytest.mark.parametrize("line", ["推动绿色发展", "以人为本", "我们这十年的观察", "一、加强评论"])
def test_other_short_lines_are_no_column(line: str) -> None:
    assert not is_column(line)


def test_editors_notes() -> None:
    assert note_label("【编者按】") == "编者按"
    assert note_label("编者按：") == "编者按"
    assert note_label("编者按语的写法") == ""
    assert note_start("编者按：本版刊发两篇文章。") == "编者按"
    assert note_start("编者按照要求修改。") == ""


def test_a_short_line_may_be_a_title_and_a_broken_sentence_not() -> None:
    assert classify("以推动绿色发展助力实现双碳目标") is Kind.SHORT
    assert classify("建设现代化产业体系 双城经济圈要抓住这三个“万亿级”") is Kind.SHORT
    assert classify("聚发展效能，以一流的生态构建，支撑现代化产业体系发展。") is Kind.TEXT
    assert classify("方案提出“一") is Kind.TEXT
