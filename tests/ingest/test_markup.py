"""Markdown, HTML and Word as plain text with headings, lists and tables."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentTooLarge, UnreadableDocument
from assistant.ingest.assembly import assemble
from assistant.ingest.markdown import front_matter, read_markdown, table_row
from assistant.ingest.readers import read_source
from assistant.ingest.webpage import declared_encoding, read_webpage
from assistant.ingest.wordfile import read_word
from assistant.types import ITEM_LEVEL, Article
from tests.ingest.fields import assert_fields_are_printed
from tests.ingest.wordfiles import cell, run, word_body


def markdown(text: str, name: str = "手册.md") -> Article:
    (draft,) = read_markdown(text, name)
    return assemble(draft, name)


def webpage(text: str, name: str = "页.html") -> Article:
    (draft,) = read_webpage(text, name)
    return assemble(draft, name)


def body(article: Article) -> str:
    return article.text[article.body_start : article.body_end]


def headings(article: Article) -> list[tuple[int, str]]:
    return [
        (each.level, article.text[each.start : each.end])
        for each in article.headings
        if each.level < ITEM_LEVEL
    ]


def test_markdown_becomes_plain_text() -> None:
    article = markdown(
        "# 节水手册\n\n到**2025**年，[用水总量](http://a.example)控制在`38`亿立方米\n以内。\n\n"
        "## 一、措施\n\n1. 农业节水\n2. 工业节水\n   - 中水回用\n\n"
        "3) 生活节水\n\n> 珍惜每一滴水。\n\n---\n"
    )
    assert article.title == "节水手册"
    assert body(article).split("\n") == [
        "到2025年，用水总量控制在38亿立方米以内。",
        "一、措施",
        "1. 农业节水",
        "2. 工业节水",
        "中水回用",
        "3) 生活节水",
        "珍惜每一滴水。",
    ]
    assert headings(article) == [(2, "一、措施")]
    assert article.text.startswith("节水手册\n")


def test_a_heading_that_begins_with_a_dash_is_the_rest_of_the_title() -> None:
    article = markdown("# 镜湖水清\n## ——治理见闻\n\n本报记者 温如雪\n\n镜湖位于东郊。\n")
    assert (article.title, article.author) == ("镜湖水清——治理见闻", "温如雪")
    spoken = markdown("# 工作报告\n\n——2024年1月9日在大会上\n\n各位代表：\n")
    assert spoken.title == "工作报告"


@pytest.mark.parametrize("read", [markdown, webpage])
def test_items_with_bullets_are_told_by_the_markup(read: Callable[[str], Article]) -> None:
    text = {
        markdown: "# 治理\n\n分两步走：\n\n- 截污控源，改造管网。\n  - 干管\n- 清淤引水。\n",
        webpage: "<html><body><h1>治理</h1><p>分两步走：</p><ul><li>截污控源，改造管网。"
        "<ul><li>干管</li></ul></li><li>清淤引水。</li></ul></body></html>",
    }[read]
    article = read(text)
    items = [
        (each.level - ITEM_LEVEL, article.text[each.start : each.end])
        for each in article.headings
        if each.level >= ITEM_LEVEL
    ]
    assert items == [(0, "截污控源，改造管网。"), (1, "干管"), (0, "清淤引水。")]


def test_markdown_lines_that_stand_for_themselves_are_not_joined() -> None:
    article = markdown(
        "# 夜间经济\n\n各街道办事处：\n现通知如下。\n\n一、延长营业时间\n"
        "商场营业时间可延长至24时，鼓励商户\n延长至次日2时。\n\n事项名称：住房申请\n办理地点：二楼B区\n\n"
        "县域商业一头连着乡村，一头连着\n城市。去年全县新建商贸中心6个。\n"
    )
    assert body(article).split("\n") == [
        "各街道办事处：",
        "现通知如下。",
        "一、延长营业时间",
        "商场营业时间可延长至24时，鼓励商户延长至次日2时。",
        "事项名称：住房申请",
        "办理地点：二楼B区",
        "县域商业一头连着乡村，一头连着城市。去年全县新建商贸中心6个。",
    ]


def test_markdown_tables_keep_a_row_a_line() -> None:
    article = markdown(
        "# 表\n\n|指标|2025年|\n|---|---|\n|用水总量|38亿立方米|\n\n"
        "|行业|增速|占比|\n|---|---|---|\n|化工|7.9%|21%|\n|纺织||14%|\n"
    )
    assert body(article).split("\n") == [
        "指标：2025年",
        "用水总量：38亿立方米",
        "行业 | 增速 | 占比",
        "化工 | 7.9% | 21%",
        "纺织 |  | 14%",
    ]


def test_markdown_code_stays_and_html_loses_its_tags_and_scripts() -> None:
    article = markdown(
        "# 题\n\n```sh\nmake run\n  make test\n```\n\n<div>块<script>alert(1)</script></div>\n\n"
        "行内<b>粗</b><br>体 <!-- 注 -->\n"
    )
    assert body(article).split("\n") == ["make run", "make test", "块", "行内粗 体"]


def test_front_matter_gives_the_fields() -> None:
    article = markdown(
        '---\ntitle: "节水手册"\nauthor: [周明, 李静]\naffiliation: 市水务局\ndate: 2023-02-01\n'
        "column: 政策\ntags: x\n---\n\n正文第一句。\n"
    )
    assert (article.title, article.author, article.affiliation) == (
        "节水手册",
        "周明、李静",
        "市水务局",
    )
    assert (article.published, article.column) == ("2023-02-01", "政策")
    assert article.text == "节水手册\n周明、李静\n市水务局\n正文第一句。"
    assert body(article) == "正文第一句。"
    assert {each.name for each in article.fields} == {"title", "author", "affiliation"}


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    text = "---\n没有字段的一段\n---\n\n正文。\n"
    assert front_matter(text) == ({}, text)


def test_markdown_without_heading_is_titled_by_its_file() -> None:
    article = markdown("只有一段话。\n", "2023-05-06 值班记录.md")
    assert (article.title, article.published) == ("2023-05-06 值班记录", "2023-05-06")
    assert article.text == "只有一段话。"
    assert article.fields == ()


def test_markdown_byline_and_note_are_head_and_tail() -> None:
    article = markdown("# 题目\n\n□周明\n\n正文一句。\n\n（作者单位：市水务局）\n")
    assert (article.author, article.affiliation) == ("周明", "市水务局")
    assert article.text == "题目\n□周明\n正文一句。\n（作者单位：市水务局）"
    assert body(article) == "正文一句。"


def test_markdown_note_may_stand_under_the_byline() -> None:
    article = markdown(
        "# 让小河活起来\n\n□ 穆青崖\n\n（作者系平川学院副教授）\n\n一条河能不能活，要看两岸的人。\n"
    )
    assert (article.author, article.affiliation) == ("穆青崖", "平川学院副教授")
    assert article.text[article.body_start :] == "一条河能不能活，要看两岸的人。"


def test_several_first_level_headings_stay_one_document() -> None:
    article = markdown("# 甲\n\n一句。\n\n# 乙\n\n二句。\n")
    assert article.title == "甲"
    assert headings(article) == [(1, "乙")]


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        (["时限", "5个工作日"], "时限：5个工作日"),
        (["时限：", "5个工作日"], "时限： | 5个工作日"),
        (["甲", "乙", "丙"], "甲 | 乙 | 丙"),
        (["", "合计", ""], "合计"),
        ([], ""),
        (["一\n行", "两  列"], "一 行：两 列"),
    ],
)
def test_rows(cells: list[str], row: str) -> None:
    assert table_row(cells) == row


PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8">
<title>关于做好节水工作的通知 - 某市水务局</title><meta name="pubdate" content="2022-05-06"></head>
<body><nav><a href="/">首页</a><a href="/a">新闻</a></nav>
<div id="content"><h1>关于做好节水工作的通知</h1>
<p>各有关单位：</p><h2>一、总体要求</h2>
<p>坚持节水优先，到2025年，全市用水总量控制在<b>38</b>亿立方米以内，万元GDP用水量下降16%。</p>
<h2>二、主要措施</h2><ol><li>推进农业节水，建设高标准农田。</li><li>推进工业节水。</li></ol>
<ul><li>城镇节水</li></ul>
<table><tr><th>指标</th><th>2025年</th></tr><tr><td>用水总量</td><td>38亿立方米</td></tr></table>
<p>某市水务局<br>2022年5月6日</p><script>alert("x")</script></div>
<footer>版权所有 某市水务局 <a href="x">联系我们</a></footer></body></html>"""


def test_html_main_text_keeps_headings_lists_and_tables() -> None:
    article = webpage(PAGE)
    assert (article.title, article.published) == ("关于做好节水工作的通知", "2022-05-06")
    assert body(article).split("\n") == [
        "各有关单位：",
        "一、总体要求",
        "坚持节水优先，到2025年，全市用水总量控制在38亿立方米以内，万元GDP用水量下降16%。",
        "二、主要措施",
        "1. 推进农业节水，建设高标准农田。",
        "2. 推进工业节水。",
        "城镇节水",
        "指标：2025年",
        "用水总量：38亿立方米",
        "某市水务局",
        "2022年5月6日",
    ]
    assert headings(article) == [(2, "一、总体要求"), (2, "二、主要措施")]
    for unwanted in ("首页", "版权所有", "alert"):
        assert unwanted not in article.text


def test_html_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    path.write_bytes(PAGE.replace("utf-8", "gbk").encode("gbk"))
    (article,) = read_source(path, tmp_path, 1_000_000).articles
    assert article.title == "关于做好节水工作的通知"
    assert declared_encoding(path.read_bytes()) == "gbk"


def test_html_of_divs_alone_is_kept_whole() -> None:
    rows = "".join(f"<div>第{n}项工作已完成，用时{n}天。</div>" for n in range(1, 30))
    article = webpage(f"<html><head><title>进度</title></head><body>{rows}</body></html>")
    assert article.title == "进度"
    assert all(f"第{n}项工作已完成，用时{n}天。" in article.text for n in range(1, 30))


def test_html_fragment_without_a_body_is_read() -> None:
    assert body(webpage("<p>只有一句话。</p>", "片段.html")) == "只有一句话。"


def test_html_with_an_xml_declaration_is_read() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?><html><body><p>一句话。</p></body></html>'
    assert "一句话。" in webpage(text).text


def test_html_title_loses_the_sites_name() -> None:
    text = (
        "<html><head><title>停水通知_某市水务局</title></head><body><p>明日停水。</p></body></html>"
    )
    assert webpage(text).title == "停水通知"


def test_html_that_names_external_entities_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "密.txt"
    secret.write_text("机密内容", encoding="utf-8")
    text = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
        "<html><body><p>正文&x;一句话。</p></body></html>"
    )
    assert "机密内容" not in webpage(text).text


def test_an_item_of_an_impossible_number_is_read() -> None:
    text = f"<h1>题</h1><ol start='{'9' * 5000}'><li>全市推进农业节水，减少用水。</li></ol>"
    assert "全市推进农业节水" in webpage(text).text


def word() -> bytes:
    import docx

    made = docx.Document()
    made.add_heading("节水方案", level=0)
    made.add_paragraph("全市用水总量控制在38亿立方米以内。")
    made.add_heading("一、措施", level=1)
    made.add_paragraph("推进农业节水。")
    table = made.add_table(rows=2, cols=3)
    for row, cells in zip(
        table.rows, (("行业", "增速", "占比"), ("化工", "7.9%", "21%")), strict=True
    ):
        for place, text in zip(row.cells, cells, strict=True):
            place.text = text
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_word_file_keeps_headings_and_tables() -> None:
    (draft,) = read_word(word(), "方案.docx", "方案.docx", 1_000_000)
    article = assemble(draft, "方案.docx")
    assert article.title == "节水方案"
    assert body(article).split("\n") == [
        "全市用水总量控制在38亿立方米以内。",
        "一、措施",
        "推进农业节水。",
        "行业 | 增速 | 占比",
        "化工 | 7.9% | 21%",
    ]
    assert headings(article) == [(1, "一、措施")]


@pytest.mark.parametrize(
    "held",
    [
        f'<w:ins w:id="1" w:author="a">{run("36台")}</w:ins>',
        f'<w:moveTo w:id="1" w:author="a">{run("36台")}</w:moveTo>',
        f"<w:sdt><w:sdtContent>{run('36台')}</w:sdtContent></w:sdt>",
        f'<w:smartTag w:uri="x" w:element="y">{run("36台")}</w:smartTag>',
        f'<w:fldSimple w:instr="X">{run("36台")}</w:fldSimple>',
        f"<w:hyperlink>{run('36')}<w:ins w:id='1' w:author='a'>{run('台')}</w:ins></w:hyperlink>",
        "<w:r><w:ruby><w:rt><w:r><w:t>tái</w:t></w:r></w:rt>"
        f"<w:rubyBase>{run('36台')}</w:rubyBase></w:ruby></w:r>",
    ],
    ids=["inserted", "moved", "control", "smart tag", "field", "link", "ruby"],
)
def test_word_text_is_read_whatever_holds_it(held: str) -> None:
    paragraph = f"<w:p>{run('北山镇新建充电桩')}{held}{run('。')}</w:p>"
    assert word_body(paragraph) == ["北山镇新建充电桩36台。"]
    control = f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    assert word_body(control) == ["北山镇新建充电桩36台。"]


def test_word_text_that_a_change_took_away_is_not_read() -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>30台</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2" w:author="a">{run("12个")}</w:moveFrom>'
    row = cell(f"<w:p>{run('产值7亿元')}</w:p>")
    gone = f'<w:tr><w:trPr><w:del w:id="3" w:author="a"/></w:trPr>{row}</w:tr>'
    kept = f"<w:tr>{row}</w:tr>"
    assert word_body(
        f"<w:p>{run('充电桩')}{deleted}{run('36台')}{moved}</w:p>", f"<w:tbl>{gone}{kept}</w:tbl>"
    ) == ["充电桩36台", "产值7亿元"]


def test_word_text_box_written_for_old_and_new_word_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('框内一行')}</w:p><w:p>{run('框内二行')}</w:p></w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    lines = ["正文前后。", "框内一行", "框内二行"]
    paragraph = f"<w:p>{run('正文')}<w:r>{both}</w:r>{run('前后。')}</w:p>"
    assert word_body(paragraph) == lines
    assert word_body(f"<w:tbl><w:tr>{cell(paragraph)}</w:tr></w:tbl>") == [" ".join(lines)]


def test_word_tables_within_tables_and_controls_are_read() -> None:
    name, value, number = (f"<w:p>{run(text)}</w:p>" for text in ("行业", "化工", "21%"))
    inner = f"<w:tbl><w:tr>{cell(name)}{cell(number)}</w:tr></w:tbl>"
    row = f"<w:tr>{cell(value)}{cell(number + inner)}</w:tr>"
    control = f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"
    assert word_body(f"<w:tbl>{control}</w:tbl>") == ["化工：21%", "行业：21%"]
    frame = f"<w:tbl><w:tr>{cell(value + inner + number)}</w:tr></w:tbl>"
    assert word_body(frame) == ["化工", "行业：21%", "21%"]


def test_word_cell_merged_downwards_stands_in_each_of_its_rows() -> None:
    def row(first: str, *rest: str) -> str:
        return f"<w:tr>{first}{''.join(cell(f'<w:p>{run(text)}</w:p>') for text in rest)}</w:tr>"

    top = cell(f"<w:p>{run('工业')}</w:p>", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')
    below = cell("<w:p/>", '<w:gridSpan w:val="2"/><w:vMerge/>')
    table = f"<w:tbl>{row(top, '化工', '21%')}{row(below, '钢铁', '17%')}</w:tbl>"
    assert word_body(table) == ["工业 | 化工 | 21%", "工业 | 钢铁 | 17%"]


def nested_list(levels: int) -> str:
    return "".join(f"{'  ' * level}- 第{level + 1}层。\n" for level in range(levels))


def test_list_items_are_read_however_deep_or_the_file_is_refused() -> None:
    lines = body(markdown(f"# 清单\n\n{nested_list(49)}")).split("\n")
    assert lines == [f"第{level}层。" for level in range(1, 50)]
    with pytest.raises(UnreadableDocument, match=r"手册\.md 第 52 行的列表或引用嵌套超过 50 层"):
        markdown(f"# 清单\n\n{nested_list(60)}")


def test_tags_too_deep_for_the_parser_refuse_the_file() -> None:
    def page(depth: int) -> str:
        return f"<p>前文。</p>\n{'<div>' * depth}<p>深处。</p>{'</div>' * depth}<p>后文。</p>"

    assert webpage(page(250)).text.split("\n")[-3:] == ["前文。", "深处。", "后文。"]
    with pytest.raises(UnreadableDocument, match=r"页\.html 第 2 行的标签嵌套超过 255 层"):
        webpage(page(300))
    with pytest.raises(UnreadableDocument, match=r"手册\.md .*嵌套超过 255 层"):
        markdown(f"# 题\n\n{page(300)}\n")


def test_plain_title_over_numbered_headings_is_the_title() -> None:
    article = markdown("云江市节水方案\n\n# 一、总体要求\n\n坚持节水优先。\n")
    assert article.title == "云江市节水方案"
    assert headings(article) == [(1, "一、总体要求")]


def test_word_file_that_unpacks_too_large_is_refused() -> None:
    with pytest.raises(DocumentTooLarge, match=r"方案\.docx"):
        read_word(word(), "方案.docx", "方案.docx", 100)


MARKUP = st.lists(
    st.sampled_from(
        (
            "# 题\n",
            "## 节\n",
            "一句话。",
            "**粗**",
            "\n\n",
            "- 项\n",
            "1. 项\n",
            "|a|b|\n|-|-|\n|1|2|\n",
            "<b>",
            "</b>",
            "```\n",
            "> ",
            "<script>x</script>",
            "&amp;",
            "[链](x)",
            "![图](y)",
            "---\n",
            "\n",
            "<br>",
            "    码\n",
            "甲乙丙",
        ),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_spans_of_any_markdown_are_exact(text: str) -> None:
    check(markdown(text))


TAGS = st.lists(
    st.sampled_from(
        (
            "<h1>",
            "</h1>",
            "<p>",
            "</p>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</tr>",
            "</table>",
            "<ul>",
            "<li>",
            "</ul>",
            "<div>",
            "</div>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "正文一句话。",
            "题目",
            "&lt;",
            "<br>",
            "<h2>节</h2>",
            "<ol>",
            "</ol>",
            "<pre>\n a\n</pre>",
            "<a href=javascript:x>",
            "</a>",
        ),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=100, deadline=None)
@given(TAGS)
def test_spans_of_any_html_are_exact(text: str) -> None:
    check(webpage(text))


def check(article: Article) -> None:
    assert 0 <= article.body_start <= article.body_end <= len(article.text)
    assert_fields_are_printed(article)
    for heading in article.headings:
        piece = article.text[heading.start : heading.end]
        assert piece == piece.strip()
        assert piece
        assert "\n" not in piece


def test_html_years_in_the_text_are_no_date_of_publication() -> None:
    text = (
        "<html><body><article><h1>规划</h1>"
        "<p>到2025年，用水总量控制在38亿立方米以内。2019年3月2日起施行。</p></article></body></html>"
    )
    assert webpage(text).published == ""


def test_html_line_that_states_the_date_is_taken() -> None:
    text = (
        "<html><body><article><h1>规划</h1><p>发布时间：2022-05-06 来源：水务局</p>"
        "<p>到2025年12月31日，用水总量控制在38亿立方米以内。</p></article></body></html>"
    )
    assert webpage(text).published == "2022-05-06"
