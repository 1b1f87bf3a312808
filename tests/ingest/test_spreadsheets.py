"""Workbooks and delimited text as articles: titles, tables, forms, what is hidden."""

import re
import time
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant.errors import DocumentTooLarge, EmptyDocument
from assistant.ingest.readers import read_source
from assistant.ingest.shownvalues import shown
from assistant.types import Article
from tests.ingest.fields import assert_fields_are_printed
from tests.ingest.test_shown_values import FROM_1900
from tests.ingest.workbooks import (
    LIMIT,
    article_of,
    book_of,
    fill,
    lines_of,
    saved,
    with_part,
)

SHEET = "xl/worksheets/sheet1.xml"


def headings(article: Article) -> list[tuple[int, str]]:
    return [(each.level, article.text[each.start : each.end]) for each in article.headings]


def test_a_statistical_table_is_read_with_its_title_unit_head_and_notes() -> None:
    book = book_of(
        ["附件1"],
        ["云江县2023年主要农产品产量表"],
        [None, None, None, None, "单位：吨"],
        ["指标", "代码", "2023年", None, "2022年"],
        [None, None, "播种面积", "产量", "产量"],
        ["甲", "乙", 1, 2, 3],
        ["一、粮食作物", "01", 52340, 312450.5, 305120],
        ["其中：小麦", "02", 17800, 96100, 94800],
        ["二、蔬菜", None, 12100, 481200, 466300],
        ["注：1.本表为初步统计数；\n2.合计数不等系四舍五入。"],
        ["填表人：李静", None, "审核人：王平"],
        merged=["A2:E2", "A4:A5", "B4:B5", "C4:D4", "A10:E10"],
        formats={f"{column}{row}": "#,##0" for column in "CDE" for row in (7, 8, 9)},
    )
    article = article_of(saved(book), "产量.xlsx")
    assert article.title == "云江县2023年主要农产品产量表"
    assert article.text.split("\n") == [
        "附件1",
        "云江县2023年主要农产品产量表",
        "单位：吨",
        "甲 乙 1 2 3",
        "指标 | 代码 | 2023年 播种面积 | 2023年 产量 | 2022年 产量",
        "一、粮食作物 | 01 | 52,340 | 312,451 | 305,120",
        "其中：小麦 | 02 | 17,800 | 96,100 | 94,800",
        "二、蔬菜 |  | 12,100 | 481,200 | 466,300",
        "注：1.本表为初步统计数；",
        "2.合计数不等系四舍五入。",
        "填表人：李静",
        "审核人：王平",
    ]
    assert_fields_are_printed(article)


def test_rows_stand_under_their_head_again_after_each_section() -> None:
    assert lines_of(
        ["2024年重点项目"],
        ["序号", "项目\n名称", "总投资", "备注"],
        ["一、续建项目"],
        [1, "云江大桥", 120000],
        ["二、新建项目"],
        [1, "县医院", 18000, "PPP"],
        ["合  计", None, 138000],
        merged=["A1:D1", "A3:D3", "A5:D5", "A7:B7"],
    ) == [
        "2024年重点项目",
        "一、续建项目",
        "序号 | 项目名称 | 总投资 | 备注",
        "1 | 云江大桥 | 120000 |",
        "二、新建项目",
        "序号 | 项目名称 | 总投资 | 备注",
        "1 | 县医院 | 18000 | PPP",
        "合计 |  | 138000 |",
    ]


def test_a_label_merged_over_rows_stands_in_each_of_them() -> None:
    rows: list[list[Any]] = [
        ["类别", "机型", "补贴（元）", "说明"],
        ["收\n获\n机", "4LZ-6.0", 12000, "说明" * 31],
        [None, "4LZ-8.0", 18000],
        ["拖拉机", "80马力", 9500],
    ]
    assert lines_of(*rows, merged=["A2:A3", "D2:D3"]) == [
        "类别 | 机型 | 补贴（元） | 说明",
        f"收获机 | 4LZ-6.0 | 12000 | {'说明' * 31}",
        "收获机 | 4LZ-8.0 | 18000 |",
        "拖拉机 | 80马力 | 9500 |",
    ]


def test_heads_of_three_rows_become_one() -> None:
    assert lines_of(
        ["学校", "在校生", None, None, "教职工"],
        [None, "合计", "其中", None, None],
        [None, None, "女", "寄宿", None],
        ["实验小学", 1820, 901, 0, 98],
        merged=["A1:A3", "B1:D1", "E1:E3", "B2:B3", "C2:D2"],
    ) == [
        "学校 | 在校生 合计 | 在校生 其中 女 | 在校生 其中 寄宿 | 教职工",
        "实验小学 | 1820 | 901 | 0 | 98",
    ]


def test_a_head_that_is_not_merged_is_understood_by_its_blanks() -> None:
    assert lines_of(
        ["各县财政收入", None, None, None, "单位：亿元"],
        ["地区", "公共预算收入", None, "税收收入", None],
        [None, "累计", "增长%", "累计", "增长%"],
        ["云江县", 12.35, 5.2, 8.1, 4.4],
    ) == [
        "各县财政收入",
        "单位：亿元",
        "地区 | 公共预算收入 累计 | 公共预算收入 增长% | 税收收入 累计 | 税收收入 增长%",
        "云江县 | 12.35 | 5.2 | 8.1 | 4.4",
    ]


def test_tables_parted_by_a_blank_row_stay_two() -> None:
    assert lines_of(
        ["收入项目", "金额", "备注"],
        ["门票", 120],
        [],
        ["支出项目", "金额", "备注"],
        ["工资", 88],
    ) == ["收入项目 | 金额 | 备注", "门票 | 120 |", "", "支出项目 | 金额 | 备注", "工资 | 88 |"]


def test_rows_after_a_blank_one_go_on_with_the_table() -> None:
    figures = lines_of(["指标", "绝对数", "增长"], [], ["粮食", 98.7, 1.1], [], ["蔬菜", 120, 2])
    assert figures == ["指标 | 绝对数 | 增长", "粮食 | 98.7 | 1.1", "蔬菜 | 120 | 2"]
    words = lines_of(
        ["科室", "姓名", "职务"], ["局办", "王平", "主任"], [], ["财务", "李静", "科长"]
    )
    assert words == ["科室 | 姓名 | 职务", "局办 | 王平 | 主任", "财务 | 李静 | 科长"]


def test_two_columns_are_names_and_values() -> None:
    assert lines_of(["指标", "2023年"], ["粮食产量（万吨）", 98.7], ["备注", None]) == [
        "指标：2023年",
        "粮食产量（万吨）：98.7",
        "备注",
    ]


def test_income_and_spending_side_by_side_are_two_tables() -> None:
    assert lines_of(
        ["收支总表"],
        ["收      入", None, "支      出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["一、拨款收入", 5820.35, "一、农林水支出", 5290],
        ["二、事业收入", None, "二、其他支出", 830.35],
        [],
        ["收入总计", 5820.35, "支出总计", 6120.35],
        merged=["A1:D1", "A2:B2", "C2:D2"],
    ) == [
        "收支总表",
        "收入",
        "项目：预算数",
        "一、拨款收入：5820.35",
        "二、事业收入",
        "支出",
        "项目：预算数",
        "一、农林水支出：5290",
        "二、其他支出：830.35",
        "收入总计：5820.35",
        "支出总计：6120.35",
    ]


def test_a_list_in_two_halves_is_one_list_after_the_other() -> None:
    assert lines_of(
        ["序号", "姓名", "单位", "序号", "姓名", "单位"],
        [1, "王　平", "县统计局", 3, "李静", "县医院"],
        [2, "方宁", "县一中"],
    ) == [
        "序号 | 姓名 | 单位",
        "1 | 王平 | 县统计局",
        "2 | 方宁 | 县一中",
        "",
        "序号 | 姓名 | 单位",
        "3 | 李静 | 县医院",
    ]


def test_tables_beside_a_blank_column_are_two_where_they_differ_in_length() -> None:
    left = ["乡镇", "项目", "金额"]
    assert lines_of(
        [*left, None, "渠道", "项目数"],
        ["城关镇", 5, 12.5, None, "上门招商", 7],
        ["石门镇", 3, 4.2],
    ) == [
        "乡镇 | 项目 | 金额",
        "城关镇 | 5 | 12.5",
        "石门镇 | 3 | 4.2",
        "",
        "渠道：项目数",
        "上门招商：7",
    ]
    assert lines_of([*left, None, "电话"], ["城关镇", 5, 12.5, None, "5551234"]) == [
        "乡镇 | 项目 | 金额 | 电话",
        "城关镇 | 5 | 12.5 | 5551234",
    ]


def test_a_form_is_read_field_by_field() -> None:
    assert lines_of(
        ["干部任免审批表"],
        ["姓　名", "王平", "性别", "男", "（照片）"],
        ["民族", "汉族", "出生年月", "1980.05"],
        ["现任职务", "县农业农村局副局长"],
        ["经费", "总投资", 120, "自筹", 80],
        [None, "拨款", 40, "其他", 0],
        ["家庭成员", "称谓", "姓名", "年龄", "单位"],
        [None, "妻子", "李静", 42, "县一小"],
        ["意见", "同意。"],
        merged=["A1:E1", "E2:E3", "B4:E4", "A5:A6", "A7:A8", "B9:E9"],
    ) == [
        "干部任免审批表",
        "（照片）",
        "姓名：王平",
        "性别：男",
        "民族：汉族",
        "出生年月：1980.05",
        "现任职务：县农业农村局副局长",
        "经费",
        "总投资：120",
        "自筹：80",
        "拨款：40",
        "其他：0",
        "家庭成员 | 称谓 | 姓名 | 年龄 | 单位",
        "家庭成员 | 妻子 | 李静 | 42 | 县一小",
        "意见：同意。",
    ]


def sheets_of(**sheets: list[list[Any]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        fill(book.create_sheet(name), rows)
    return book


PRICES: list[list[Any]] = [["品种", "规格", "价格"], ["大米", "晚籼", 2.85]]


def test_sheets_stand_under_their_names() -> None:
    book = sheets_of(一月=[["云江县1月物价"], *PRICES], 二月=[["云江县2月物价"], *PRICES])
    article = article_of(saved(book), "2024年物价监测.xlsx")
    assert article.title == "2024年物价监测"
    assert headings(article) == [
        (2, "一月"),
        (3, "云江县1月物价"),
        (2, "二月"),
        (3, "云江县2月物价"),
    ]
    # A name that says nothing is no title: the first table's is.
    assert article_of(saved(book), "附件3.xlsx").title == "云江县1月物价"


def test_a_sheet_that_nobody_named_has_no_heading_but_its_title() -> None:
    book = sheets_of(Sheet1=[["云江县1月物价"], *PRICES], 工作表2=[["云江县2月物价"], *PRICES])
    article = article_of(saved(book), "1.xlsx")
    assert article.title == "云江县1月物价"
    assert headings(article) == [(2, "云江县2月物价")]


def test_a_table_without_a_title_is_titled_by_its_file() -> None:
    article = article_of(saved(book_of(*PRICES)), "夹/2024年物价.xlsx")
    assert (article.title, article.text) == ("2024年物价", "品种 | 规格 | 价格\n大米 | 晚籼 | 2.85")


def test_what_is_hidden_is_not_read() -> None:
    book = book_of(
        ["隐藏列的题目很长很长"],
        ["甲", "乙", "丙", "丁"],
        [1, 2, 3, 4],
        [5, 6, 7, 8],
        [9, 10, 11, 12],
        merged=["A1:D1"],
    )
    sheet = book.worksheets[0]
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[4].hidden = True
    for name, state in (("藏", "hidden"), ("深藏", "veryHidden")):
        fill(book.create_sheet(name), [["秘密"]])
        book[name].sheet_state = state  # type: ignore[assignment]  # one of its three states
    assert article_of(saved(book)).text.split("\n") == [
        "隐藏列的题目很长很长",
        "乙：丁",
        "2：4",
        "10：12",
    ]


def test_formulas_show_what_was_stored_with_them() -> None:
    data = saved(book_of(["甲", "乙", "丙"], ["合计", "=1+1", "=B2*2"], ["错误", "=1/0", "=1=1"]))
    stored = {"1+1": ("n", "2"), "1/0": ("e", "#DIV/0!"), "1=1": ("b", "1")}

    def calculated(part: bytes) -> bytes:
        text = part.decode()
        for formula, (kind, value) in stored.items():
            cell = rf'<c r="(\w+)"[^>]*><f>{re.escape(formula)}</f><v ?/?>(?:</v>)?'
            text = re.sub(cell, rf'<c r="\1" t="{kind}"><f>{formula}</f><v>{value}</v>', text)
        return text.encode()

    assert article_of(with_part(data, SHEET, calculated)).text.split("\n") == [
        "甲 | 乙 | 丙",
        "合计 | 2 |",
        "错误 | #DIV/0! | TRUE",
    ]


def test_days_percents_and_thousands_are_printed_as_shown() -> None:
    assert lines_of(
        ["日期", "金额", "占比"],
        [date(2024, 5, 6), 1234567.891, 0.0612],
        formats={"A2": 'yyyy"年"m"月"d"日"', "B2": "#,##0.00", "C2": "0.0%"},
    )[1:] == ["2024年5月6日 | 1,234,567.89 | 6.1%"]


def test_no_day_of_a_row_dates_the_document() -> None:
    rows: list[list[Any]] = [["支出明细"], ["日期", "摘要", "金额"], ["2024年2月6日", "差旅费", 5]]
    assert article_of(saved(book_of(*rows))).published == ""
    assert article_of(saved(book_of(*rows, ["2024年3月1日"]))).published == "2024-03-01"


def test_pictures_in_cells_and_escaped_signs_are_no_text() -> None:
    rows: list[list[Any]] = [["编号", "照片", "名称"], [1, "x", "甲级_x000D_\n乙级"]]
    data = saved(book_of(*rows))
    picture = with_part(
        data, SHEET, lambda part: part.replace(b"<t>x</t>", b'<t>=DISPIMG("ID_1",1)</t>')
    )
    assert article_of(picture).text == "编号 | 照片 | 名称\n1 |  | 甲级 乙级"


def test_an_empty_workbook_is_refused_by_name() -> None:
    with pytest.raises(EmptyDocument, match=r"表格\.xlsx 没有文字"):
        article_of(saved(Workbook()))


@pytest.mark.parametrize("area", ["", "A1:XFD1048576", "A1:XFD1", "A1:A1048576"])
def test_a_sheet_of_absurd_size_takes_no_time(area: str) -> None:
    book = book_of(["某县统计表"], ["指标", "产量", "面积"], ["粮食", 1, 2])
    book.worksheets[0]["XFD1048576"] = "远处"
    data = saved(book)
    if area:
        merge = f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'.encode()
        data = with_part(data, SHEET, lambda part: part.replace(b"</sheetData>", merge))
    begun = time.monotonic()
    lines = article_of(data).text.split("\n")
    assert time.monotonic() - begun < 1
    assert lines[-1] == "远处"
    assert "粮食 | 1 | 2" in "\n".join(lines)


def test_cells_strewn_over_a_sheet_are_no_table() -> None:
    book = book_of(*([None] * n + ["x"] for n in range(1500)))
    with pytest.raises(DocumentTooLarge, match=r"表格\.xlsx 有一张表 1500 行 1500 列"):
        article_of(saved(book))


def test_text_that_merged_cells_multiply_is_limited() -> None:
    book = book_of(["标签" * 25, 0, 1], *([None, n, 1] for n in range(999)), merged=["A1:A1000"])
    assert len(article_of(saved(book)).text) > 50_000
    with pytest.raises(DocumentTooLarge, match=r"表格\.xlsx 读出的文字太多"):
        article_of(saved(book), limit=40_000)


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.ingest.workbook.MAX_CELLS", 5)
    with pytest.raises(DocumentTooLarge, match=r"表格\.xlsx .*个以上的单元格"):
        lines_of(*PRICES)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("表.csv", "地区,产量,备注\r\n云江县,98.7,\r\n\"平陵县, 东\",12,多\r\n".encode("gb18030")),
        ("表.csv", '\ufeff地区;产量;备注\n云江县;98.7;\n"平陵县, 东";12;多\n'.encode()),
        ("表.tsv", "地区\t产量\t备注\n云江县\t98.7\t\n平陵县, 东\t12\t多\n".encode("utf-16")),
        ("表.csv", "sep=|\n地区|产量|备注\n云江县|98.7|\n平陵县, 东|12|多\n".encode()),
    ],
    ids=["comma", "semicolon", "tab", "stated"],
)  # fmt: skip
def test_delimited_text_is_one_table(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (article,) = read_source(tmp_path / name, tmp_path, LIMIT).articles
    assert (article.title, article.text.split("\n")) == (
        "表",
        ["地区 | 产量 | 备注", "云江县 | 98.7 |", "平陵县, 东 | 12 | 多"],
    )


@pytest.mark.parametrize("name", ["物价.xlsx", "物价.XLSX", "物价.xlsm"])
def test_workbooks_are_known_by_their_ending(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(saved(book_of(*PRICES)))
    (article,) = read_source(tmp_path / name, tmp_path, LIMIT).articles
    assert (article.title, article.source) == ("物价", name)


def test_a_quotation_mark_that_nothing_closes_is_text(tmp_path: Path) -> None:
    long = "长" * 200_000
    (tmp_path / "表.csv").write_text(f'甲,乙,丙\n1,"开,3\n4,5,{long}\n="007",8,9\n', "utf-8")
    (article,) = read_source(tmp_path / "表.csv", tmp_path, LIMIT).articles
    assert article.text.split("\n")[0] == "甲 | 乙 | 丙"
    assert all(each in article.text for each in ("开", long, "007 | 8 | 9"))


CELLS = st.sampled_from(
    (
        *("甲县", "2023年", "单位：万元", "附件1", "注：说明。", "合计", "其中：", "序号", "姓名"),
        *("云江县2023年粮食产量表", "关于做好统计工作的通知", "云江县统计局", "一、工业", "王　平"),
        *("2024年1月5日", "a | b", "多行\n文字，说明。", "\t", "栏次", "书记：王平", "作者：王平"),
        *("（王平，县长）", "首页 > 要闻", "云江政发〔2023〕5号", 0.1 + 0.2, 5, 2023, -3.25, True),
        *(None, None, None),
    )
)
AREAS = st.tuples(*(st.integers(1, 8), st.integers(1, 6), st.integers(0, 3), st.integers(0, 3)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8),
    areas=st.lists(AREAS, max_size=3),
    hidden_rows=st.sets(st.integers(1, 8), max_size=2),
    hidden_columns=st.sets(st.sampled_from("ABCDEF"), max_size=2),
)
def test_every_cell_in_sight_is_in_the_text(
    rows: list[list[Any]],
    areas: list[tuple[int, int, int, int]],
    hidden_rows: set[int],
    hidden_columns: set[str],
) -> None:
    book = book_of(*rows)
    sheet = book.worksheets[0]
    covered: set[tuple[int, int]] = set()
    for top, left, down, across in areas:
        places = {(top + i, left + j) for i in range(down + 1) for j in range(across + 1)}
        if covered.isdisjoint(places) and len(places) > 1:
            covered |= places
            sheet.merge_cells(None, top, left, top + down, left + across)
    for row in hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in hidden_columns:
        sheet.column_dimensions[column].hidden = True
    seen = [
        "".join(shown(cast(Any, cell.value), "General", FROM_1900).split())
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.value is not None
        and cell.row not in hidden_rows
        and cell.column_letter not in hidden_columns
    ]
    try:
        article = article_of(saved(book))
    except EmptyDocument:
        assert not any(seen)
        return
    printed = "".join(article.text.split())
    assert [text for text in seen if text not in printed] == []
    assert_fields_are_printed(article)
