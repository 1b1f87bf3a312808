"""Lines that say who wrote a text: names with posts, particulars of web copies, closing notes."""

import pytest

from assistant.ingest.author_lines import (
    author_line,
    closing_note,
    line_under_title,
    unit_line,
)
from assistant.ingest.bylines import affiliation, close_up
from assistant.ingest.credits import credit_line, is_stamp
from assistant.ingest.names import is_bare_name, is_name_beside
from assistant.ingest.names_with_posts import only_names
from assistant.ingest.posts import may_name_post, names_post


@pytest.mark.parametrize(
    ("line", "author", "unit"),
    [
        ("□云江大学教授 陈建国", "陈建国", "云江大学教授"),
        ("□ 陈建国　云江大学教授", "陈建国", "云江大学教授"),
        ("□高明 市委办", "高明", "市委办"),
        ("□校长 王平", "王平", "校长"),
        ("□陈建国（云江大学（城南校区）教授）", "陈建国", "云江大学（城南校区）教授"),
        ("□陈建国（云江大学） 李明（市委党校）", "陈建国（云江大学） 李明", "云江大学"),
        ("□ 王 平", "王平", ""),
        ("□陈 建国", "陈建国", ""),
        ("□欧阳雪", "欧阳雪", ""),
        ("作者：陈建国  单位：云江大学", "陈建国", "云江大学"),
        ("作者：陈建国　职务：云江大学教授", "陈建国", "云江大学教授"),
        ("作者：云江大学教授 陈建国", "陈建国", "云江大学教授"),
        ("作者：陈建国，云江大学教授", "陈建国", "云江大学教授"),
        ("作者 陈建国", "陈建国", ""),
        ("陈建国 / 文", "陈建国", ""),
        ("陈建国/文", "陈建国", ""),
        ("陈建国｜文", "陈建国", ""),
        ("于洋/文 李明/图", "于洋", ""),
        ("文/王平 图/李明", "王平", ""),
        ("2023-01-05 08:30:00 来源：云江日报 作者：陈建国", "陈建国", ""),
        ("2023年1月5日08:30 来源：云江日报 作者：王　平 浏览次数：120次", "王平", ""),
        ("来源：云江日报　　作者：陈建国　　发布时间：2023年1月5日", "陈建国", ""),
        ("来源：云江日报 | 作者：云江大学教授 陈建国 | 2023-01-05", "陈建国", "云江大学教授"),
        ("云江日报记者 陈建国 2023年01月05日 08:30", "陈建国", ""),
        ("2023-01-05 08:30 云江日报记者 陈建国", "陈建国", ""),
    ],
)
def test_author_line_is_recognised_anywhere(line: str, author: str, unit: str) -> None:
    found = author_line(line)
    assert found is not None
    assert (found.author, found.affiliation) == (author, unit)
    assert author in found.line
    assert unit in found.line
    assert "".join(found.line.split()) == "".join(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "云江大学教授 陈建国",
        "□强化责任 狠抓落实",
        "●云江大学教授 陈建国",
        "会议地点 市政府会议室",
        "来源：云江日报 2023-01-05",
        "单位：亿元 来源：国家统计局",
        "时间：2023-01-05 地点：会议室",
        "记者：您怎么看数字乡村？",
        "联系人：王平 电话：1234567",
        "作者：读者和编者都满意的作品",
        "要文/武并重",
    ],
)
def test_other_lines_sign_nothing_anywhere(line: str) -> None:
    assert author_line(line) is None


@pytest.mark.parametrize(
    ("line", "author", "unit"),
    [
        ("云江大学教授 陈建国", "陈建国", "云江大学教授"),
        ("陈建国 云江大学教授", "陈建国", "云江大学教授"),
        ("云江大学 经济学院教授 陈建国 李明", "陈建国 李明", "云江大学 经济学院教授"),
        ("王　平 云江大学教授", "王平", "云江大学教授"),
        ("校长 王平", "王平", "校长"),
        ("陈建国（云江大学教授）", "陈建国", "云江大学教授"),
        ("陈建国、李明（云江大学）", "陈建国、李明", "云江大学"),
        ("方宁（市委党校）", "方宁", "市委党校"),
        ("陈建国 李明", "陈建国 李明", ""),
        ("陈建国 文", "陈建国", ""),
        ("（作者：陈建国，云江大学教授）", "陈建国", "云江大学教授"),
    ],
)
def test_line_under_a_title_signs(line: str, author: str, unit: str) -> None:
    found = line_under_title(line)
    assert found is not None
    assert (found.author, found.affiliation) == (author, unit)


@pytest.mark.parametrize(
    "line",
    [
        "会议地点 市政府会议室",
        "第一章 总则",
        "强化责任 狠抓落实",
        "建设新农村 展新颜",
        "走进大学 谈理想",
        "省长 王平在会上强调抓好春耕",
        "专访云江大学教授 陈建国",
        "政府办公室 主任科员",
        "李白（唐）",
        "王文娟，",
        "东方红",
        "云江大学教授",
    ],
)
def test_other_lines_under_a_title_sign_nothing(line: str) -> None:
    assert line_under_title(line) is None


@pytest.mark.parametrize(
    ("line", "author", "unit"),
    [
        ("（陈建国，云江大学教授）", "陈建国", "云江大学教授"),
        ("（云江大学教授 陈建国）", "陈建国", "云江大学教授"),
        ("（陈建国系云江大学教授，李明系市委党校讲师）", "陈建国", "云江大学教授"),
        ("（王　平，云江大学教授）", "王平", "云江大学教授"),
        ("（作者 陈建国，云江大学教授）", "陈建国", "云江大学教授"),
        ("（文/陈建国）", "陈建国", ""),
    ],
)
def test_closing_note_is_recognised(line: str, author: str, unit: str) -> None:
    found = closing_note(line)
    assert found is not None
    assert (found.author, found.affiliation) == (author, unit)


@pytest.mark.parametrize(
    "line", ["（未完待续）", "（图为王平，云江大学教授）", "（陈建国）", "（方案，讨论稿）"]
)
def test_other_brackets_close_nothing(line: str) -> None:
    assert closing_note(line) is None


@pytest.mark.parametrize(
    ("line", "author", "unit"),
    [
        ("（作者陈建国系云江大学教授）", "陈建国", "云江大学教授"),
        ("（作者王　平，系云江大学教授）", "王平", "云江大学教授"),
        (
            "（作者陈建国、李明分别系云江大学教授、市委党校讲师）",
            "陈建国、李明",
            "云江大学教授、市委党校讲师",
        ),
        ("（作者：陈建国 云江大学教授）", "陈建国", "云江大学教授"),
        ("作者系云江大学教授", "", "云江大学教授"),
        ("作者简介：陈建国，云江大学教授。", "陈建国", "云江大学教授"),
        ("作者简介：王晓丽 郑国梁，青禾县委宣传部。", "王晓丽 郑国梁", "青禾县委宣传部"),
        (
            "[作者简介] 陈建国（1980—），男，河南人，云江大学教授，博士生导师，主要从事乡村研究。",
            "陈建国",
            "云江大学教授，博士生导师",
        ),
        ("（本文为省社科规划项目阶段性成果）", "", ""),
    ],
)
def test_note_names_the_author(line: str, author: str, unit: str) -> None:
    found = affiliation(line)
    assert found is not None
    assert (found.author, found.affiliation) == (author, unit)
    assert author in found.line
    assert "".join(found.line.split()) == "".join(line.split())


@pytest.mark.parametrize(
    "line", ["作者是谁", "作者为什么这样写", "作者是一名教师", "作者系教授。他"]
)
def test_a_line_about_an_author_is_no_note(line: str) -> None:
    assert affiliation(line) is None


def test_unit_under_the_names() -> None:
    stated = unit_line("单位：云江大学")
    assert stated is not None
    assert stated.affiliation == "云江大学"
    beside = unit_line("（云江大学 经济学院，云江 400000）")
    assert beside is not None
    assert beside.affiliation == "云江大学 经济学院，云江 400000"
    for line in ("一、总体要求", "强化责任 狠抓落实", "（市政府会议室）", "教授"):
        assert unit_line(line) is None


def test_source_without_an_author_is_no_author_line() -> None:
    found = credit_line("来源：云江日报 2023-01-05")
    assert found is not None
    assert (found.author, found.line) == ("", "来源：云江日报 2023-01-05")
    assert is_stamp("2023-01-05 08:30:00")
    assert is_stamp("云江日报 2023年1月5日")
    assert not is_stamp("2023年1月5日起施行")


def test_posts_and_units() -> None:
    for words in ("云江大学教授", "白河县农业农村局", "市委党校", "云江大学，云江 400000"):
        assert names_post(words)
    for words in ("责任", "专访云江大学教授", "我们的局长", "中心", "新农村"):
        assert not names_post(words)
    assert may_name_post("市委办")


def test_surnames_that_begin_words_are_names_beside_a_post() -> None:
    assert is_name_beside("高明")
    assert not is_bare_name("高明")
    assert is_bare_name("高建国")
    assert is_bare_name("司马青")
    for word in ("高质量", "新时代", "区内", "东方红"):
        assert not is_bare_name(word)


@pytest.mark.parametrize("word", ["计划", "计算", "晋升", "和谐·美丽"])
def test_a_word_that_is_no_name_beside_a_post_is_none_alone(word: str) -> None:
    assert not is_name_beside(word)
    assert not is_bare_name(word)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("王　平", "王平"),
        ("陈 建国", "陈建国"),
        ("陈 建 国", "陈建国"),
        ("王 平 李 明", "王平 李明"),
    ],
)
def test_padding_in_a_name_is_closed_up(printed: str, names: str) -> None:
    assert close_up(printed) == names


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("陈建国（云江大学） 李明", "陈建国、李明"),
        ("陈建国 白河县县长 欧阳雪", "陈建国、欧阳雪"),
        ("陈建国 李明", "陈建国 李明"),
        ("市委党校课题组", "市委党校课题组"),
    ],
)
def test_authors_are_the_names_alone(printed: str, names: str) -> None:
    assert only_names(printed) == names
