"""Where a document prints the day and the periodical that it appeared in, and who signs it."""

import pytest

from assistant.ingest.assembly import assemble
from assistant.ingest.markdown import read_markdown
from assistant.ingest.plaintext import read_text
from assistant.types import Article

FEATURE = "# 一片叶子\n\n云江日报记者 沈括海 通讯员 黎小满\n\n雾还没有散。\n\n{end}\n"
REPORT = (
    "# 政府工作报告\n\n——2024年1月18日在青禾县第十八届人民代表大会上\n\n"
    "青禾县人民政府县长 秦玉华\n\n各位代表：\n\n现在报告工作。\n"
)
OPINION = "# 关于发展养老服务的意见\n\n提出如下意见。\n\n本意见自2023年9月1日起施行。\n\n{end}\n"

BULLETIN = (
    "# 水资源简报\n\n平川市水文局　2024年4月2日\n\n水量充足。\n\n"
    "（撰稿：监测科　苗雨田；审核：顾长河）\n"
)


def markdown(text: str) -> Article:
    (draft,) = read_markdown(text, "文.md")
    return assemble(draft, "文.md")


def printed(article: Article, field: str) -> str:
    span = article.field_span(field)
    return span.of(article.text) if span else ""


def test_two_signers_are_two_persons_cited_where_they_are_printed() -> None:
    article = markdown(FEATURE.format(end="（原载《云江日报》2024年4月9日第3版）"))
    assert article.author == "沈括海、黎小满"
    assert printed(article, "author") == "沈括海 通讯员 黎小满"


@pytest.mark.parametrize(
    ("end", "source"),
    [
        ("（原载《云江日报》2024年4月9日第3版）", "《云江日报》2024年4月9日第3版"),
        ("来源：云江市住房公积金管理中心", "云江市住房公积金管理中心"),
        ("《云江民生》2024年第5期", "《云江民生》2024年第5期"),
        ("他读了《云江日报》。", ""),
    ],
)
def test_the_periodical_is_found_where_it_is_stated(end: str, source: str) -> None:
    assert printed(markdown(FEATURE.format(end=end)), "publication") == source


@pytest.mark.parametrize(
    "end",
    [
        "（原载《云江日报》2024年4月9日第3版）",
        "（《云江日报》2024年4月9日第3版）",
        "来源：《云江日报》2024年4月9日第3版",
    ],
)
def test_a_feature_alone_in_a_text_keeps_the_issue_that_it_appeared_in(end: str) -> None:
    text = (
        "一片叶子\n——青禾村茶事见闻\n\n本报记者　沈括海　通讯员　黎小满\n\n"
        "　　清早六点，青禾村的茶山上已经站满了人，雾还没有散，叶子上都是露水。\n"
        "　　去年村里卖茶收入460万元，七位炒茶师傅从早忙到晚，歇不下来。\n"
        f"　　{end}\n"
    )
    (draft,) = read_text(text, "见闻.txt")
    article = assemble(draft, "见闻.txt")
    assert printed(article, "publication") == "《云江日报》2024年4月9日第3版"
    assert printed(article, "published") == "2024年4月9日"
    assert end not in article.text[article.body_start : article.body_end]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("云江日报 2023-01-05 作者：陈建国", "云江日报"),
        ("2023-01-05 08:30 打印 云江日报 作者：陈建国", "云江日报"),
        ("来源： 2023-01-05 来源：《云江日报》 作者：陈建国", "《云江日报》"),
        ("作者：陈建国 来源： 2023-01-05", ""),
        ("云江日报 2023-01-05 来源：新华社", "新华社"),
        (
            "2023-01-05 来源：《云江日报》2023年1月4日第3版 作者：陈建国",
            "《云江日报》2023年1月4日第3版",
        ),
    ],
)
def test_the_source_among_the_particulars_of_a_web_copy(line: str, source: str) -> None:
    assert printed(markdown(f"# 一片叶子\n\n{line}\n\n雾还没有散。\n"), "publication") == source


def test_a_report_is_signed_and_dated_under_its_title() -> None:
    article = markdown(REPORT)
    assert (article.author, article.affiliation) == ("秦玉华", "青禾县人民政府县长")
    assert (article.published, printed(article, "published")) == ("2024-01-18", "2024年1月18日")
    assert "各位代表" in article.text[article.body_start : article.body_end]


def test_a_date_under_a_signature_stands_alone() -> None:
    article = markdown(OPINION.format(end="青禾县人民政府\n2023年8月10日"))
    assert article.text.endswith("\n青禾县人民政府\n2023年8月10日")
    assert (article.published, printed(article, "published")) == ("2023-08-10", "2023年8月10日")


def test_plain_text_is_signed_under_its_title() -> None:
    text = "茶山新事\n青禾县农业农村局局长 秦玉华\n茶叶是青禾的名片，今年又添新彩。\n"
    (draft,) = read_text(text, "茶.txt")
    article = assemble(draft, "茶.txt")
    assert (article.title, article.author) == ("茶山新事", "秦玉华")
    assert printed(article, "affiliation") == "青禾县农业农村局局长"


def test_the_papers_line_stays_with_the_only_article_of_a_page() -> None:
    text = (
        "老戏台前锣鼓响\n\n本报记者　沈括海\n《平川日报》2024年6月8日第5版\n\n"
        "　　傍晚六点，青禾村的老戏台亮起了灯。村里八十多岁的老人都搬来了板凳，等着看第一出戏。\n"
    )
    (draft,) = read_text(text, "戏台.txt")
    article = assemble(draft, "戏台.txt")
    assert printed(article, "publication") == "《平川日报》2024年6月8日第5版"
    assert (article.published, printed(article, "published")) == ("2024-06-08", "2024年6月8日")


def test_the_papers_line_names_a_part_of_it_and_is_no_title() -> None:
    text = (
        "补齐冷链短板 让鲜货走得更远\n\n《平川日报》理论版  2023年11月14日\n沈知微\n\n"
        "冷链物流一头连着田头地角，一头连着千家万户的餐桌，是现代农业的保鲜工程。\n"
    )
    (draft,) = read_text(text, "冷链.txt")
    article = assemble(draft, "冷链.txt")
    assert (article.title, article.author) == ("补齐冷链短板 让鲜货走得更远", "沈知微")
    assert printed(article, "publication") == "《平川日报》理论版  2023年11月14日"
    assert article.published == "2023-11-14"


def test_who_drafted_a_bulletin_is_its_author_and_who_checked_it_is_not() -> None:
    article = markdown(BULLETIN)
    assert (article.author, article.affiliation) == ("苗雨田", "监测科")
    assert article.text.endswith("（撰稿：监测科　苗雨田；审核：顾长河）")
