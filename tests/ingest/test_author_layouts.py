"""How newspapers, journals and web copies print who wrote a text, one or two of them in a file."""

from collections.abc import Callable

import pytest

from assistant.ingest.assembly import Draft, assemble
from assistant.ingest.markdown import read_markdown
from assistant.ingest.plaintext import read_text
from benchmarks import reading
from tests.ingest.fields import assert_fields_are_printed

FIRST = (
    "去年全县粮食总产量达到36.8万吨，同比增长4.2%，农民人均收入突破2.3万元。"
    "数字平台已接入1286个村（社区），日均处理诉求3400余件。"
)
SECOND = (
    "一是完善机制，压实县乡村三级责任，形成上下联动的工作格局。"
    "二是优化服务，推行“一窗受理、并联审批”，平均办理时限由15天压缩至4天。"
)
ARTICLES = (
    ("让数字技术赋能乡村治理", "陈建国", "云江大学教授"),
    ("算好生态账 走好转型路", "欧阳雪", "白河县农业农村局局长"),
)
# Between the title and the text, in files of both kinds.
HEADS = (
    *reading.HEADS,
    "{author} {unit}",
    "作者：{author}\n职务：{unit}",
    "{author}\n（{unit}）",
    "（作者：{author}，{unit}）",
    "来源：云江日报 2023-01-05\n{unit} {author}",
)
NAMED = (
    *reading.NAMED,
    "{author}/文",
    "文/{author}",
    "2023-01-05 08:30:00 来源：云江日报 作者：{author}",
    "来源：云江日报　　作者：{author}　　发布时间：2023年1月5日",
    "□{author}\n2023-01-05 来源：云江日报",
)
ENDS = (
    *reading.ENDS,
    "（{unit} {author}）",
    "（{author}系{unit}）",
    "（作者：{author}，{unit}）",
)


def page(count: int, head: str, end: str, mark: str = "") -> str:
    lines: list[str] = []
    for title, author, unit in ARTICLES[:count]:
        lines.append(mark + title)
        lines += head.format(author=author, unit=unit).split("\n") if head else []
        lines += [FIRST, SECOND]
        lines += [end.format(author=author, unit=unit)] if end else []
    return "\n\n".join(lines)


def read(text: str, suffix: str) -> tuple[Draft, ...]:
    reader: Callable[[str, str], tuple[Draft, ...]] = (
        read_text if suffix == "txt" else read_markdown
    )
    return reader(text, f"文.{suffix}")


def told(drafts: tuple[Draft, ...], unit: bool) -> list[tuple[str, ...]]:
    """Title, author and (if asked for) unit of each; its body must be the two paragraphs."""
    for draft in drafts:
        assert [line.text for line in draft.body] == [FIRST, SECOND]
        assert_fields_are_printed(assemble(draft, "文"))
    return [(draft.title, draft.author, *([draft.affiliation] if unit else [])) for draft in drafts]


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(("suffix", "mark"), [("txt", ""), ("md", ""), ("md", "# "), ("md", "## ")])
@pytest.mark.parametrize("head", HEADS)
def test_author_and_unit_under_the_title(head: str, suffix: str, mark: str, count: int) -> None:
    drafts = read(page(count, head, "", mark), suffix)
    assert told(drafts, unit=True) == list(ARTICLES[:count])


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(("suffix", "mark"), [("txt", ""), ("md", ""), ("md", "# "), ("md", "## ")])
@pytest.mark.parametrize("head", NAMED)
def test_author_under_the_title(head: str, suffix: str, mark: str, count: int) -> None:
    drafts = read(page(count, head, "", mark), suffix)
    assert told(drafts, unit=False) == [each[:2] for each in ARTICLES[:count]]


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize("end", ENDS)
def test_author_and_unit_under_the_text(end: str, suffix: str, count: int) -> None:
    assert told(read(page(count, "", end), suffix), unit=True) == list(ARTICLES[:count])


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("end", ["作者系{unit}", "（作者为{unit}）", "（作者单位：{unit}）"])
@pytest.mark.parametrize("head", ["□{author}", "{author}"])
def test_byline_above_and_unit_under_the_text(head: str, end: str, count: int) -> None:
    assert told(read_text(page(count, head, end), "文.txt"), unit=True) == list(ARTICLES[:count])


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("end", ["作者系{unit}", "（作者为{unit}）", "（作者单位：{unit}）"])
def test_padded_names_above_and_unit_under_the_text(end: str, count: int) -> None:
    text = page(count, "□ {author}", end).replace("陈建国", "陈 建国").replace("欧阳雪", "欧 阳雪")
    assert told(read_text(text, "文.txt"), unit=True) == list(ARTICLES[:count])


def test_several_authors_with_their_units() -> None:
    text = "\n\n".join([ARTICLES[0][0], "□陈建国（云江大学） 李明（市委党校）", FIRST, SECOND])
    (draft,) = read_text(text, "文.txt")
    article = assemble(draft, "文.txt")
    assert (article.author, article.affiliation) == ("陈建国、李明", "云江大学")
    assert_fields_are_printed(article)


@pytest.mark.parametrize(
    ("lines", "author", "unit", "head"),
    [
        (
            ("□云江大学教授 陈建国", "□市委党校讲师 李明"),
            *("陈建国、李明", "云江大学教授", "□云江大学教授 陈建国 □市委党校讲师 李明"),
        ),
        (("□陈建国", "□李明"), "陈建国 李明", "", "□陈建国 李明"),
    ],
)
def test_authors_on_lines_of_their_own(
    lines: tuple[str, ...], author: str, unit: str, head: str
) -> None:
    text = "\n\n".join([ARTICLES[0][0], *lines, FIRST, SECOND])
    (draft,) = read_text(text, "文.txt")
    article = assemble(draft, "文.txt")
    assert (article.author, article.affiliation) == (author, unit)
    assert draft.head == (ARTICLES[0][0], head)


@pytest.mark.parametrize(
    "line",
    [
        "2023-01-05 08:30:00 来源：云江日报 作者：陈建国",
        "来源：云江日报　　作者：陈建国　　发布时间：2023年1月5日",
        "2023年1月5日 08:30 来源：云江日报 作者：陈建国 责任编辑：何静 阅读：12次 【字体：大 中】",
        "来源：云江日报 2023-01-05 08:30",
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_day_and_source_of_a_web_copy(line: str, suffix: str) -> None:
    mark = "# " if suffix == "md" else ""
    (draft,) = read("\n\n".join([mark + ARTICLES[0][0], line, FIRST, SECOND]), suffix)
    article = assemble(draft, "文")
    printed = {field.name: article.text[field.start : field.end] for field in article.fields}
    assert article.published == "2023-01-05"
    assert printed["publication"] == "云江日报"
    assert article.author == ("陈建国" if "作者" in line else "")
    assert article.text[article.body_start :] == f"{FIRST}\n{SECOND}"


def test_web_copies_in_one_file_have_each_their_day() -> None:
    lines = [
        "让数字技术赋能乡村治理",
        "来源：云江日报 2023-01-05",
        FIRST,
        "算好生态账 走好转型路",
        "来源：白河日报 2023-02-06",
        SECOND,
    ]
    drafts = read_text("\n\n".join(lines), "文.txt")
    assert [(draft.title, draft.published) for draft in drafts] == [
        ("让数字技术赋能乡村治理", "2023-01-05"),
        ("算好生态账 走好转型路", "2023-02-06"),
    ]


def test_a_paper_of_a_journal_is_one_article() -> None:
    lines = [
        "数字乡村治理研究",
        "陈建国，李明",
        "（云江大学 经济学院，云江 400000）",
        "摘要：本文讨论数字乡村。",
        "关键词：乡村；治理",
        "基金项目：国家社会科学基金项目（19BXX001）",
        "作者简介：陈建国（1980—），男，云江大学教授，主要从事乡村治理研究。",
        "一、引言",
        FIRST,
        "二、结论",
        SECOND,
    ]
    (draft,) = read_text("\n\n".join(lines), "文.txt")
    assert (draft.title, draft.author) == ("数字乡村治理研究", "陈建国，李明")
    assert draft.affiliation == "云江大学 经济学院，云江 400000"
    assert [line.text for line in draft.body] == [*lines[3:6], *lines[7:]]


NOT_SIGNED = {
    "list of persons": (
        "关于表彰先进个人的通知",
        FIRST,
        "先进个人名单",
        "云江大学教授 陈建国",
        "白河县农业农村局局长 欧阳雪",
        SECOND,
        "云江市人民政府办公室",
        "2023年1月5日",
    ),
    "list alone": ("优秀教师名单", "云江大学 陈建国", "白河一中 欧阳雪", FIRST),
    "table rows": (
        "各县产量统计表",
        "单位：万吨  来源：市统计局",
        "白河县 36.8",
        "青禾县 12.5",
        FIRST,
    ),
    "meeting": (
        "关于召开工作会议的通知",
        "会议地点 市政府会议室",
        "会议时间 2023年1月5日",
        FIRST,
        "参会人员",
        "县长 王平",
        SECOND,
    ),
    "law": ("云江市促进就业条例", "第一章 总则", FIRST, "第二章 附则", SECOND),
    "two notices": (
        *("关于开展检查的通知", FIRST, "云江市教育局", "2023年1月5日"),
        *("关于放假的通知", SECOND, "云江市人民政府办公室", "2023年2月5日"),
    ),
    "post in the middle": ("一次难忘的开学典礼", FIRST, "校长 王平", SECOND, FIRST),
    "post under a subhead": ("一次难忘的开学典礼", FIRST, "开学致辞", "校长 王平", SECOND, FIRST),
    "poem": ("山高水长", "春风拂过山岗", "河水流向远方", "我在村口等你", "等一树花开", "王平"),
    "interview": (
        "对话陈建国：让数字技术赋能乡村治理",
        "记者：您怎么看数字乡村？",
        f"陈建国：{FIRST}",
        "记者：下一步怎么办？",
        f"陈建国：{SECOND}",
    ),
    "subheads": ("深入推进作风建设", FIRST, "强化责任 狠抓落实", SECOND, "加强领导 办实事", FIRST),
    "said in a title": ("省长 王平在会上强调要抓好春耕生产", FIRST, SECOND),
    "speakers": (
        *("专家热议数字乡村", "云江大学教授 陈建国", FIRST),
        *("白河县县长 欧阳雪", SECOND, "市委党校讲师 李明", FIRST),
    ),
    "quotations": ("各方声音", FIRST, "（陈建国，云江大学教授）", SECOND, "（李明，市委党校讲师）"),
    "profiles": (
        *("最美教师风采", "李明", "云江市第一中学教师", FIRST),
        *("欧阳雪", "白河县三中教师", SECOND),
    ),
    "record": ("办事指南", "受理单位：市人社局", "联系人：王平", "联系电话：12345", FIRST),
    "encyclopaedia": (
        *("陈建国（云江大学教授）", f"陈建国，男，1960年生，云江人。{FIRST}", "人物经历", SECOND),
        *("社会任职", "云江市政协委员 云江市文联主席", FIRST),
    ),
    "about an author": ("书评一则", FIRST, "作者是谁", SECOND, "作者为什么这样写", FIRST),
}


@pytest.mark.parametrize("name", NOT_SIGNED)
def test_what_is_no_byline_signs_and_splits_nothing(name: str) -> None:
    lines = NOT_SIGNED[name]
    (draft,) = read_text("\n\n".join(lines), "文.txt")
    assert (draft.title, draft.author, draft.affiliation) == (lines[0], "", "")
    kept = [*draft.head, *(line.text for line in draft.body), *draft.tail]
    assert "".join(kept) == "".join(lines)


def test_a_bracket_under_a_text_is_not_the_next_title() -> None:
    lines = [
        *("让数字技术赋能乡村治理", "□陈建国", FIRST, "（本文为省社科规划项目阶段性成果）"),
        *("算好生态账 走好转型路", "□欧阳雪", SECOND, "（未完待续）"),
        *("把“绿水青山”变成发展优势", "□李明", FIRST),
    ]
    drafts = read_text("\n\n".join(lines), "文.txt")
    assert [draft.title for draft in drafts] == [lines[0], lines[4], lines[8]]
    assert drafts[0].tail == ("（本文为省社科规划项目阶段性成果）",)
    assert [line.text for line in drafts[1].body] == [SECOND, "（未完待续）"]


@pytest.mark.parametrize("line", ["（责任编辑：何静）", "【责任编辑：何静】", "[编辑：何静]"])
def test_editors_in_brackets_end_the_text_above(line: str) -> None:
    lines = [
        "让数字技术赋能乡村治理",
        "□陈建国",
        FIRST,
        line,
        "算好生态账 走好转型路",
        "□李明",
        SECOND,
    ]
    first, second = read_text("\n\n".join(lines), "文.txt")
    assert [each.text for each in first.body] == [FIRST, line]
    assert second.title == "算好生态账 走好转型路"


@pytest.mark.parametrize("end", ["（记者 王平）", "（王平）", "（本报记者 王平）"])
def test_a_name_in_brackets_that_ends_the_text_signs_it(end: str) -> None:
    (draft,) = read_text("\n\n".join(("全市教育工作会议召开", FIRST, SECOND + end)), "文.txt")
    assert (draft.title, draft.author) == ("全市教育工作会议召开", "王平")
    assert draft.body[-1].text.endswith(end)


@pytest.mark.parametrize("end", ["（略）", "（节选）", "（下同）", "（试行）"])
def test_a_word_in_brackets_that_ends_the_text_does_not(end: str) -> None:
    (draft,) = read_text("\n\n".join(("全市教育工作会议召开", FIRST, SECOND + end)), "文.txt")
    assert draft.author == ""
