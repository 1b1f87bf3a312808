"""Pages put together at random: whatever the arrangement, the articles come out as they went in."""

from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.ingest.assembly import assemble
from assistant.ingest.joining import printed_lines
from assistant.ingest.plaintext import page_of, read_text
from assistant.ingest.surroundings import without_surroundings
from assistant.ingest.wrapping import unwrap
from tests.ingest.fields import assert_fields_are_printed

TITLES = (
    "让数字技术赋能乡村治理",
    "以制度创新激发县域活力",
    "把“绿水青山”变成发展优势",
    "推动传统工艺在创新中传承",
    "算好生态账 走好转型路",
    "培育壮大“银发经济”新业态",
)
AUTHORS = ("陈建国", "欧阳雪", "李明", "王晓丽", "赵立", "孙启航")
AFFILIATIONS = (
    "白河县农业农村局局长",
    "云江大学（城南校区）经济学院教授",
    "市委党校科研处处长，本文系市社科规划项目成果",
    "省社会科学院、云江市发展研究中心",
    "青禾县委宣传部",
    "松湖市第三中学高级教师",
)
SENTENCES = (
    "一是完善机制，压实县乡村三级责任，形成上下联动的工作格局。",
    "去年全县粮食总产量达到36.8万吨，同比增长4.2%，农民人均收入突破2.3万元。",
    "“不能让老实人吃亏。”村支书说，“规矩定了就要算数。”",
    "《云江市促进就业条例》自2022年3月1日起施行，共七章五十六条。",
    "二是优化服务，推行“一窗受理、并联审批”，平均办理时限由15天压缩至4天。",
    "有人问：钱从哪里来？答案是：政府引一点、社会筹一点、群众投一点。",
    "数字平台已接入1286个村（社区），日均处理诉求3400余件；群众满意率98.6%。",
    "绿色，是这片土地最鲜明的底色。",
    "三是强化保障，把人才、资金、土地等要素更多投向基层。",
)
LABELS = ("理论前沿", "智库视点", "决策建议", "思想论坛")
FURNITURE = (
    "云江日报投稿邮箱：lilun@yunjiang.example.com",
    "责任编辑：何静　美编：罗岚",
    "第06版",
    "新闻热线：0570-1234567",
)
FINAL = "。！？；：”）"


@dataclass(frozen=True)
class Piece:
    """An article as its author wrote it."""

    title: str
    author: str
    affiliation: str
    paragraphs: tuple[str, ...]


@st.composite
def pieces(draw: st.DrawFn) -> tuple[Piece, ...]:
    count = draw(st.integers(1, 4))
    titles = draw(st.permutations(TITLES))
    authors = draw(st.permutations(AUTHORS))
    affiliations = draw(st.permutations(AFFILIATIONS))
    paragraph = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5).map("".join)
    return tuple(
        Piece(
            titles[n],
            authors[n],
            affiliations[n],
            tuple(draw(st.lists(paragraph, min_size=1, max_size=4))),
        )
        for n in range(count)
    )


def breakable(paragraph: str, first: int) -> list[int]:
    """Places where a column may end: inside a sentence, after `first` characters.

    A line of 42 characters or fewer may be a title or subhead; only directly
    under a byline with its title above is it surely the text's beginning.
    """
    return [n for n in range(first, len(paragraph) - 1) if paragraph[n - 1] not in FINAL]


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, tuple[Piece, ...]]:
    """A page's text and the articles on it."""
    content = draw(pieces())
    mark = draw(st.sampled_from(("□{}", "■{}", "文/{}", "作者：{}", "□　{}", "本报记者 {}")))
    note = draw(st.sampled_from(("（作者单位：{}）", "（作者系{}）", "（作者为{}）")))
    title_after = draw(st.booleans())
    lines: list[str] = []
    if draw(st.booleans()):
        lines.append(draw(st.sampled_from(LABELS)))
    for piece in content:
        if not title_after:
            lines.append(piece.title)
        lines.append(mark.format(piece.author))
        for number, paragraph in enumerate(piece.paragraphs):
            places = breakable(paragraph, 43 if number or title_after else 24)
            if places and draw(st.booleans()):
                place = draw(st.sampled_from(places))
                lines.append(paragraph[:place])
                if draw(st.booleans()):
                    lines.append(draw(st.sampled_from(FURNITURE)))
                lines.append(paragraph[place:])
            else:
                lines.append(paragraph)
        lines.append(note.format(piece.affiliation))
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(FURNITURE)))
        if title_after:
            lines.append(piece.title)
    gap = draw(st.sampled_from(("\n", "\n\n")))
    return gap.join(lines) + "\n", content


@settings(max_examples=300, deadline=None)
@given(pages())
def test_articles_come_out_as_they_went_in(page: tuple[str, tuple[Piece, ...]]) -> None:
    text, content = page
    drafts = read_text(text, "某版.txt")
    found = tuple(
        Piece(draft.title, draft.author, draft.affiliation, tuple(line.text for line in draft.body))
        for draft in drafts
    )
    assert found == content


ODD_LINES = (
    *(
        "编者按",
        "编者按：本版刊发一组文章。",
        "短评",
        "文化",
        "一、总体要求",
        "（一）目标",
        "（下转2版）",
    ),
    *("本报讯（记者 赵立）昨日，全市召开大会。", "（记者 赵立）", "办理地点：一楼", "（作者系某"),
    *("□云江大学教授 陈建国", "云江大学教授 陈建国", "陈建国（云江大学教授） 李明（市委党校）"),
    *("作者：陈建国  单位：云江大学", "单位：云江大学", "陈建国/文", "王　平", "陈　建国"),
    *("2023-01-05 08:30 来源：云江日报 作者：王　平", "来源：云江日报 2023-01-05", "记者：赵立"),
    *("（陈建国，云江大学教授）", "作者系云江大学教授", "作者简介：王　平，云江大学教授。"),
    *(
        "首页 > 要闻",
        "上一版　下一版　版面导航",
        "点击上方蓝字关注我们",
        "云江日报社 http://paper.example.com/5.htm",
    ),
    *(
        "相关阅读：",
        "上一篇：甲",
        "阅读原文",
        "返回首页",
        "版权所有：云江日报社",
        "登录 注册 无障碍浏览",
    ),
    *(
        "索 引 号\t0084",
        "标    题\t山高水长",
        "云江市人民政府令",
        "第46号",
        "【企业家谈】",
        "内部资料　注意保存",
    ),
    *(
        "原创 陈建国 江上书房 2024-03-22 07:30 湖南",
        "□ 本报记者 王　平 文/图",
        "云江新闻客户端　记者 王平",
    ),
    *("山高水长", "行业\t增速\t占比", "①", "……", "”", "，", "2023年1月5日"),
)
LINE = st.one_of(
    st.sampled_from(TITLES + SENTENCES + LABELS + FURNITURE + ODD_LINES),
    st.sampled_from(AUTHORS).map("□{}".format),
    st.sampled_from(AUTHORS),
    st.sampled_from(AFFILIATIONS).map("（作者系{}）".format),
    st.text(alphabet="中国人民。，、“”（）《》：；！？□■1.5%aB \t-/@", min_size=1, max_size=40),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=25), st.sampled_from(("\n", "\n\n", "\n　　")))
@example(["（作者系某", "（下转2版）", "□陈建国"], "\n")
@example(["（作者系白河县农业农村局局长）", "中中", "@"], "\n")
@example(["首页 > 要闻", "□陈建国", TITLES[0], SENTENCES[0], "上一篇：甲", "返回首页"], "\n")
def test_whatever_the_lines_nothing_is_lost_or_doubled(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    printed = printed_lines(text)
    if not printed:
        return
    found = unwrap(printed)
    page = page_of(found, without_surroundings(found), "某版")
    drafts = read_text(text, "某版.txt")
    dropped = page.dropped if page else ()
    kept = "".join("".join([*d.head, *(line.text for line in d.body), *d.tail]) for d in drafts)
    assert sorted(squeezed(kept + "".join(dropped))) == sorted(squeezed(text))


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=25))
def test_spans_are_exact_whatever_the_lines(lines: list[str]) -> None:
    for draft in read_text("\n\n".join(lines) or "空", "某版.txt"):
        article = assemble(draft, "某版.txt")
        assert 0 <= article.body_start <= article.body_end <= len(article.text)
        assert_fields_are_printed(article)
        for heading in article.headings:
            assert "\n" not in article.text[heading.start : heading.end]
            assert article.text[heading.start : heading.end].strip()


BELOW, ABOVE, LAST = TITLES[:3]  # the first title stands under its text
PROSE = "发展海洋经济要陆海统筹。沿海各市岸线相连、海域相通，必须一体谋划、一体推进，走出新路。"
SIGNED_PAGE = "\n\n".join(
    [
        "□闻知远",
        PROSE,
        "（作者单位：省海洋研究院）",
        BELOW,
        ABOVE,
        "□纪沐阳",
        PROSE,
        "（作者系省委党校教授）",
        LAST,
        "□邵怀瑾",
        PROSE,
        "（作者系半岛大学教授）",
    ]
)


@pytest.mark.parametrize("place", ["top", "bottom"])
@pytest.mark.parametrize(
    "lines",
    [
        "半岛日报",
        "半岛日报 理论周刊",
        "05",
        "07-08版",
        "PENINSULA DAILY",
        "2023.3.14",
        "2023年3月14日",
        "星期二",
        "第358期",
        "理论版",
        "网址：www.example.cn",
        "版式设计：隋一帆",
        "图/视觉半岛",
        "中共半岛市委机关报",
        "半岛日报报业集团出版",
        "邮箱:ll@example.cn  电话:023-63907239",
        "05\n理论周刊\n2023年3月14日 星期二\n责编 卓映秋 美编 隋一帆\n半岛日报",
    ],
)
def test_what_the_page_prints_at_its_edge_is_no_title(lines: str, place: str) -> None:
    edge = lines.replace("\n", "\n\n")
    text = f"{edge}\n\n{SIGNED_PAGE}" if place == "top" else f"{SIGNED_PAGE}\n\n{edge}\n"
    found = [(draft.title, draft.author) for draft in read_text(text, "半岛.txt")]
    assert found == [
        (BELOW, "闻知远"),
        (ABOVE, "纪沐阳"),
        (LAST, "邵怀瑾"),
    ]
