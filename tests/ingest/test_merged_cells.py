"""Tables with merged cells in Word files and web pages: every row is understood alone."""

import io
from collections.abc import Sequence

import docx
import pytest

from assistant.ingest.webpage import read_webpage
from assistant.ingest.wordfile import read_word

HEAD = (
    '<tr><td rowspan="2">行业</td><td rowspan=2>产品</td><th colspan="2">2024年</th>'
    '<th colspan="2">2023年</th></tr>'
    "<tr><td>产量</td><td>增速（%）</td><td>产量</td><td>增速（%）</td></tr>"
)
ROWS = (
    "<tr><td rowspan=2>汽车</td><td>乘用车（万辆）</td><td>12.5</td><td>8.1</td><td>11.6</td>"
    "<td>6</td></tr>"
    "<tr><td>新能源汽车（万辆）</td><td>5.2</td><td>41.0</td><td>3.7</td><td>38</td></tr>"
)
READ = [
    "行业 | 产品 | 2024年 产量 | 2024年 增速（%） | 2023年 产量 | 2023年 增速（%）",
    "汽车 | 乘用车（万辆） | 12.5 | 8.1 | 11.6 | 6",
    "汽车 | 新能源汽车（万辆） | 5.2 | 41.0 | 3.7 | 38",
]
BEFORE = "现将全市主要工业产品产量公布如下，数据来自市统计局的年度调查，供各单位使用。"
AFTER = "下一步，各区县要加强监测，按月上报产量，确保数据真实准确完整。"


def page(table: str) -> list[str]:
    text = (
        f"<html><body><h1>主要工业产品产量</h1><p>{BEFORE}</p>{table}<p>{AFTER}</p></body></html>"
    )
    return [line.text for draft in read_webpage(text, "页.html") for line in draft.body]


def word(
    *tables: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int, int]]
) -> list[str]:
    """A Word file with these tables, in each of which the same cells are merged."""
    made = docx.Document()
    made.add_heading("办法", 0)
    made.add_paragraph(BEFORE)
    for rows in tables:
        table = made.add_table(rows=len(rows), cols=len(rows[0]))
        for top, left, bottom, right in merged:
            table.cell(top, left).merge(table.cell(bottom, right))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                if text:
                    table.cell(row, column).text = text
    made.add_paragraph(AFTER)
    saved = io.BytesIO()
    made.save(saved)
    (draft,) = read_word(saved.getvalue(), "办法.docx", "办法.docx", 10_000_000)
    texts = [line.text for line in draft.body]
    assert not any(line.level for line in draft.body)
    return texts[texts.index(BEFORE) + 1 : texts.index(AFTER)]


@pytest.mark.parametrize("parts", ["{0}{1}", "<thead>{0}</thead><tbody>{1}</tbody>"])
def test_a_page_names_what_stands_over_each_figure_and_before_each_row(parts: str) -> None:
    table = f"<table><caption>表1</caption>{parts.format(HEAD, ROWS)}</table>"
    assert page(table) == [BEFORE, "表1", *READ, AFTER]


def test_a_table_without_merged_cells_stays_as_it_is_printed() -> None:
    rows = "<tr><td>名称</td><td>数量</td><td></td></tr><tr><td>船</td><td>3</td><td>艘</td></tr>"
    assert page(f"<table>{rows}</table>")[1:-1] == ["名称 | 数量 |", "船 | 3 | 艘"]


def test_a_table_that_lays_out_the_page_is_left_alone() -> None:
    text = "".join(
        f"<p>第{n}段说的是全市第{n}件大事，各单位都要认真抓好落实。</p>" for n in range(1, 16)
    )
    table = (
        f'<table><tr><td colspan="2">导航</td></tr><tr><td>左栏</td><td>{text}</td></tr></table>'
    )
    assert sum("件大事" in line for line in page(table)) >= 1
    inner = "<table><tr><td>船</td><td>3</td></tr></table>"
    frame = f"<table><tr><td rowspan=2>{inner}</td><td>说明</td></tr><tr><td>其他</td></tr></table>"
    assert "船：3" in page(frame)


def test_a_menu_of_links_is_left_alone() -> None:
    link = '<a href="/x">信息公开年度工作报告栏目</a>'
    rows = (f'<tr><td rowspan="2">{link}</td><td>{link}</td></tr>', f"<tr><td>{link}</td></tr>")
    text = "信息公开年度工作报告栏目"
    assert page(f"<table>{''.join(rows)}</table>")[1:-1] == [f"{text}：{text}", text]


@pytest.mark.parametrize("span", ["99999999999999", "-1", "x", "", "１２", "3000"])
def test_what_a_page_says_a_cell_covers_is_not_believed_without_end(span: str) -> None:
    rows = (
        f'<tr><td rowspan="{span}" colspan=2>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>'
    )
    assert "乙" in "".join(page(f"<table>{rows * 40}</table>"))


def test_a_word_file_names_what_stands_over_each_figure() -> None:
    rows = [
        ["对象", "市区", "", "县", ""],
        ["", "月补贴（元）", "发放部门", "月补贴（元）", "发放部门"],
        ["80至89岁", "100", "市民政局", "80", "县民政局"],
        ["90至99岁", "300", "", "200", "县民政局"],
        ["注：百岁以上另发慰问金。", "", "", "", ""],
    ]
    merged = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (2, 2, 3, 2), (4, 0, 4, 4)]
    read = [
        "对象 | 市区 月补贴（元） | 市区 发放部门 | 县 月补贴（元） | 县 发放部门",
        "80至89岁 | 100 | 市民政局 | 80 | 县民政局",
        "90至99岁 | 300 | 市民政局 | 200 | 县民政局",
        "注：百岁以上另发慰问金。",
    ]
    assert word(rows, merged=merged) == read
    assert word(rows, rows, merged=merged) == read * 2


def test_a_word_form_is_read_as_names_and_values() -> None:
    rows = [
        ["姓名", "张三", "性别", "男"],
        ["家庭住址", "江北路5号", "", ""],
        ["申请理由", "家中老人年过九十。", "", ""],
    ]
    assert word(rows, merged=[(1, 1, 1, 3), (2, 1, 2, 3)]) == [
        "姓名：张三",
        "性别：男",
        "家庭住址：江北路5号",
        "申请理由：家中老人年过九十。",
    ]


def test_a_title_over_a_word_table_is_a_line_and_no_heading() -> None:
    rows = [["表1 各区县产量", "", ""], ["区县", "产量", "增速"], ["江北区", "3", "5%"]]
    assert word(rows, merged=[(0, 0, 0, 2)]) == [
        "表1 各区县产量",
        "区县 | 产量 | 增速",
        "江北区 | 3 | 5%",
    ]
