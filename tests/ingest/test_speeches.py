"""Speeches and reports to an assembly: who spoke stands under the title, and heads nothing."""

import pytest

from assistant.ingest.assembly import assemble
from assistant.ingest.heads import is_occasion, is_subtitle, speaker_place, speaker_under
from assistant.ingest.markdown import read_markdown
from assistant.ingest.outline import build_outline
from assistant.ingest.plaintext import read_text
from tests.ingest.fields import assert_fields_are_printed

TEXT = "过去五年，是全市爬坡过坎、厚积薄发的五年，主要指标好于预期，民生福祉持续改善。"
PARTS = (
    "肯定成绩、认清形势，切实增强高质量发展的信心和决心",
    "突出重点、精准发力，奋力实现良好开局",
    "改进作风、狠抓落实，为高质量发展提供坚强保证",
)


@pytest.mark.parametrize(
    ("under", "author", "post", "day"),
    [
        (
            ["（2026年2月24日）", "中共澄州市委书记　梁启山", "同志们："],
            *("梁启山", "中共澄州市委书记", "2026-02-24"),
        ),
        (
            [
                "2025年1月9日在桐陵市第五届人民代表大会第四次会议上",
                "桐陵市市长 罗景川",
                "各位代表：",
            ],
            *("罗景川", "桐陵市市长", "2025-01-09"),
        ),
        (
            ["——2025年1月9日在松岭县第五届人民代表大会第四次会议上", "松岭县代县长　骆 平"],
            *("骆平", "松岭县代县长", "2025-01-09"),
        ),
        (["梁启山", "（2025年9月10日）", "各位老师、同志们："], "梁启山", "", "2025-09-10"),
        (
            ["霖州市教育局局长　苗青禾", "（2025年9月10日）"],
            "苗青禾",
            "霖州市教育局局长",
            "2025-09-10",
        ),
    ],
)
def test_speaker(under: list[str], author: str, post: str, day: str) -> None:
    parts = [f"{number}、{part}" for number, part in zip("一二三", PARTS, strict=True)]
    lines = ["在全市大会上的讲话", *under, *(line for part in parts for line in (part, TEXT))]
    for draft in (
        *read_text("\n\n".join(lines), "文.txt"),
        *read_markdown("# " + "\n\n".join(lines), "文.md"),
    ):
        article = assemble(draft, "文")
        assert (article.title, article.author, article.affiliation) == (lines[0], author, post)
        assert article.published == day
        assert_fields_are_printed(article)
        labels = [point.label for point in build_outline(article).children]
        assert all(part.startswith(label) for part, label in zip(PARTS, labels[-3:], strict=True))


@pytest.mark.parametrize(
    "lines",
    [
        ["强化责任 狠抓落实", "一、总体要求"],
        ["（2026年2月24日）", "会议地点 市政府会议室"],
        ["梁启山", "今天是春节后上班第一天，我讲三点意见。"],
        ["同志们："],
    ],
)
def test_other_lines_under_a_title_name_no_speaker(lines: list[str]) -> None:
    assert speaker_under(lines) is None


def test_a_speaker_whose_post_does_not_say_where_heads_nothing() -> None:
    lines = ["——2024年1月9日在望海市第九届人民代表大会第三次会议上", "主任  周启帆", "各位代表："]
    assert speaker_place(lines) == 1
    found = speaker_under(lines)
    assert found is not None
    assert (found[1].author, found[1].affiliation) == ("周启帆", "")
    (draft,) = read_markdown("\n\n".join(["# 常务委员会工作报告", *lines, TEXT]), "文.md")
    points = build_outline(assemble(draft, "文")).children
    assert "heading" not in [point.kind for point in points]


def test_occasions_and_subtitles() -> None:
    assert is_occasion("——2025年1月9日在某县第十八届人民代表大会第五次会议上")
    assert is_occasion("（2026年1月28日市第七届人民代表大会第五次会议批准）")
    assert not is_occasion("——访市民政局局长蒋慧兰")
    assert is_subtitle("——访市民政局局长蒋慧兰")
    assert not is_subtitle("——2025年1月9日在某县人民代表大会上")


def test_an_occasion_that_is_broken_over_two_lines_is_one() -> None:
    text = (
        "政府工作报告\n——2023年1月5日在霍岭县\n第十八届人民代表大会第二次会议上\n罗文彬\n"
        "各位代表:\n现在，我代表县人民政府，向大会报告工作。\n"
    )
    (draft,) = read_text(text, "报告.txt")
    article = assemble(draft, "报告")
    assert (article.title, article.author, article.published) == (
        "政府工作报告",
        "罗文彬",
        "2023-01-05",
    )
