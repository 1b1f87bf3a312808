"""Newspaper pages copied from PDF: hard-wrapped, headlines broken, furniture among the texts."""

from pathlib import Path

import pytest

from assistant.ingest.assembly import assemble
from assistant.ingest.furniture import is_furniture
from assistant.ingest.plaintext import read_text
from tests.ingest.fields import assert_fields_are_printed

PAGES = Path(__file__).parent / "pdf_copies"
# Title, author, affiliation, number of paragraphs.
ARTICLES = {
    "broken_headlines": [
        ("推动数字技术 赋能乡村治理", "陈建国", "云江大学公共管理学院教授", 3),
        ("算好生态账 走好转型路", "李明 王晓丽", "霖州市生态环境局副局长，王晓丽系市委党校讲师", 3),
    ],
    "running_line": [
        ("编者按", "", "", 1),
        ("守住老街的烟火气——永安里改造的启示", "周一鸣", "", 3),
        ("一碗汤粉里的乡愁", "沈若棠", "", 2),
    ],
    "commentator_and_news": [
        ("让好政策 一竿子插到底", "本报评论员", "", 2),
        ("县域商业如何 既有烟火气又有新意", "何砚秋", "", 2),
    ],
    "barred_running_line": [
        ("推动成渝地区 双城经济圈走深走实", "陈建国", "云江大学教授", 2),
        ("把文化资源变成发展动能", "李明", "市委党校副教授", 2),
    ],
    "note_and_two_authors": [
        ("编者按", "", "", 1),
        ("让一条古道撑起山乡文旅路——关于古道活态保护的思考", "费云亭", "中共松岭县委党校", 2),
        ("老年助餐如何“长流水”", "骆一苇 苗青禾", "松岭学院副教授，苗青禾系该院讲师", 2),
    ],
}


@pytest.mark.parametrize("page", sorted(ARTICLES))
def test_every_article_of_a_page_comes_out(page: str) -> None:
    drafts = read_text((PAGES / f"{page}.txt").read_text(encoding="utf-8"), f"{page}.txt")
    found = [(each.title, each.author, each.affiliation, len(each.body)) for each in drafts]
    assert found == ARTICLES[page]
    for draft in drafts:
        assert all(line.text[-1] in "。！？" for line in draft.body)
        assert_fields_are_printed(assemble(draft, page))


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("理论与实践　　　　　06　　　　　LINZHOU DAILY", True),
        ("霖州晚报　　2025年7月2日　　08", True),
        ("08 ｜ 副刊 ｜ 2025年7月2日　星期三　霖州晚报", True),
        ("澄州日报　理论·智库", True),
        ("守好一江清水　　让上游富起来", False),
        ("产量　　12.4　　万吨", False),
        ("理论与实践", False),
    ],
)
def test_running_lines(line: str, known: bool) -> None:
    assert is_furniture(line) is known
