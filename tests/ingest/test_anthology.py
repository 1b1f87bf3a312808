"""A file of several signed articles with headings; a document with sections stays one."""

import re

import pytest

from assistant.ingest.anthology import articles_of, signature_place
from assistant.ingest.assembly import Line
from assistant.ingest.heads import is_subtitle
from assistant.ingest.markdown import read_markdown
from assistant.ingest.plaintext import read_text

TEXT = "去年全县粮食总产量达到36.8万吨，同比增长4.2%，农民人均收入突破2.3万元，群众满意率98.6%。"


def test_signed_headings_of_one_level_are_articles() -> None:
    text = "\n\n".join(
        [
            *("# 云江日报 理论周刊", "2023年1月5日 星期四", "## 理论前沿"),
            *("## 让数字技术赋能", "云江大学教授 陈建国", TEXT, "### 一、做法", TEXT),
            *("## 算好生态账", "——对转型的思考", "欧阳雪（白河县县长）", TEXT),
            *("## 无名一篇", TEXT),
        ]
    )
    drafts = read_markdown(text, "页.md")
    told = [(each.title, each.author, each.affiliation, each.column) for each in drafts]
    assert told == [
        ("让数字技术赋能", "陈建国", "云江大学教授", "理论前沿"),
        ("算好生态账——对转型的思考", "欧阳雪", "白河县县长", "理论前沿"),
        ("无名一篇", "", "", "理论前沿"),
    ]
    assert {each.published for each in drafts} == {"2023-01-05"}
    assert [(line.text, line.level) for line in drafts[0].body] == [
        (TEXT, 0),
        ("一、做法", 2),
        (TEXT, 0),
    ]
    printed = "".join(
        "".join([*each.head, *(line.text for line in each.body), *each.tail]) for each in drafts
    )
    marks = re.compile(r"^#+ |\n", re.MULTILINE)
    assert printed == marks.sub("", text)


def test_level_one_headings_and_bold_author_lines() -> None:
    text = "\n\n".join(
        [
            *("# 让数字技术赋能", "**作者：陈建国（云江大学教授）**", TEXT, "## 一、做法", TEXT),
            *("# 算好生态账", "**作者：欧阳雪**", TEXT, "（作者系白河县县长）"),
        ]
    )
    told = [(each.title, each.author, each.affiliation) for each in read_markdown(text, "页.md")]
    assert told == [
        ("让数字技术赋能", "陈建国", "云江大学教授"),
        ("算好生态账", "欧阳雪", "白河县县长"),
    ]


@pytest.mark.parametrize(
    ("lines", "title", "author"),
    [
        (
            ("# 工作报告", "## 一、回顾", "执笔：王平", TEXT, "## 二、展望", "执笔：李明", TEXT),
            *("工作报告", ""),
        ),
        (
            ("# 工作报告", "□陈建国", TEXT, "## 背景", TEXT, "## 结论", TEXT),
            *("工作报告", "陈建国"),
        ),
        (("# 手册", "## 安装", TEXT, "## 使用", TEXT), "手册", ""),
        (
            ("# 人物", "## 陈建国", "云江大学教授", TEXT, "## 李明", "市委党校讲师", TEXT),
            *("人物", ""),
        ),
        (("# 文集", "## 前言", "作者：陈建国", TEXT, "## 正文", TEXT), "文集", ""),
        (("## 问题一", "答：略", "## 问题二", "答：略"), "文", ""),
    ],
)
def test_a_document_with_sections_stays_one(
    lines: tuple[str, ...], title: str, author: str
) -> None:
    drafts = read_markdown("\n\n".join(lines), "文.md")
    assert [(draft.title, draft.author) for draft in drafts] == [(title, author)]


def test_front_matter_that_names_the_author_keeps_the_file_whole() -> None:
    text = "\n\n".join(["## 甲篇如此", "□陈建国", TEXT, "## 乙篇如此", "□李明", TEXT])
    assert len(read_markdown(text, "文.md")) == 2
    assert len(read_markdown(f"---\nauthor: 王平\n---\n{text}", "文.md")) == 1


def test_one_signed_heading_is_the_title_whatever_its_level() -> None:
    text = "\n\n".join(
        ["# 云江日报 理论周刊", "## 让数字技术赋能", "□陈建国", TEXT, "### 做法", TEXT]
    )
    (draft,) = read_markdown(text, "文.md")
    assert (draft.title, draft.author) == ("让数字技术赋能", "陈建国")
    assert draft.head == ("云江日报 理论周刊", "让数字技术赋能", "□陈建国")


def test_a_page_without_headings_is_read_as_a_page_and_keeps_its_lists() -> None:
    text = "\n\n".join(["让数字技术赋能", "云江大学教授 陈建国", TEXT, "- 做法一\n- 做法二", TEXT])
    (draft,) = read_markdown(text, "文.md")
    assert (draft.title, draft.author) == ("让数字技术赋能", "陈建国")
    assert [(line.text, line.bullet) for line in draft.body] == [
        (TEXT, 0),
        ("做法一", 1),
        ("做法二", 1),
        (TEXT, 0),
    ]


def test_a_paragraph_of_the_same_words_as_an_item_is_no_item() -> None:
    step = "完善联农带农机制，让农民更多分享产业增值收益。"
    text = "\n\n".join(
        ["让数字技术赋能", "云江大学教授 陈建国", TEXT, step, TEXT, f"- {step}", TEXT, step]
    )
    (draft,) = read_markdown(text, "文.md")
    assert [(line.text, line.bullet) for line in draft.body] == [
        (TEXT, 0),
        (step, 0),
        (TEXT, 0),
        (step, 1),
        (TEXT, 0),
        (step, 0),
    ]


@pytest.mark.parametrize("dash", ["—", "——", "－－", "―", "――", "──", "--"])
def test_a_second_title_is_known_by_any_dash(dash: str) -> None:
    line = f"{dash}对转型的思考"
    assert is_subtitle(line)
    assert signature_place([Line(line), Line("陈建国"), Line(TEXT)], 0) == 1
    text = "\n\n".join(["算好生态账", line, "□陈建国", TEXT, "让数字技术赋能", "□欧阳雪", TEXT])
    assert [draft.title for draft in read_text(text, "页.txt")] == [
        f"算好生态账{line}",
        "让数字技术赋能",
    ]


@pytest.mark.parametrize("dash", ["——", "－－", "――", "──", "--"])
def test_a_documents_second_title_has_a_dash_of_two(dash: str) -> None:
    line = f"{dash}对转型的思考"
    (draft,) = read_text(f"算好生态账\n{line}\n转型不是一朝一夕之功。\n", "文.txt")
    assert draft.title == f"算好生态账{line}"
    (draft,) = read_text(f"算好生态账\n{dash[0]}对转型的思考\n转型不是一朝一夕之功。\n", "文.txt")
    assert draft.title == "算好生态账"


def test_where_the_author_stands_under_a_heading() -> None:
    lines = [Line("——副题"), Line("来源：云江日报 2023-01-05"), Line("陈建国"), Line(TEXT)]
    assert signature_place(lines, 0) == 2
    assert signature_place([Line("陈建国"), Line("短句。")], 0) == -1
    assert articles_of([Line("题目", 1), *lines]) == ()
