"""PDF files are read as a person reads them: paragraphs whole, what is around the text left out."""

from pathlib import Path

import pytest

from assistant.ingest.readers import ReadResult, read_documents
from assistant.types import Article
from tests.ingest.pdf.typeset import Sheets

LIMIT = 5_000_000
WATER = (
    "为加强农村供水保障，市政府决定用三年时间实施水源、管网和水厂改造，计划总投资十二亿六千万元，"
    "惠及八十三个乡镇的四十六万农村居民，到二〇二六年底规模化供水人口比例达到百分之七十二以上。"
)
GRAIN = (
    "各县区要落实粮食安全党政同责，守住耕地红线，全年粮食播种面积稳定在三百一十二万亩以上，"
    "建成高标准农田二十八万亩，主要农作物耕种收综合机械化率提高到百分之八十五。"
)
ROADS = (
    "要加快农村公路提档升级，年内新改建四百公里，改造危桥三十七座，建制村通双车道比例超过七成，"
    "养护资金由市县两级财政按六比四分担。"
)
TITLE = "关于做好今年农业农村重点工作的通知"


def read(tmp_path: Path, sheets: Sheets, name: str = "通知.pdf") -> ReadResult:
    path = tmp_path / name
    path.write_bytes(sheets.data())
    return read_documents(path, max_bytes=LIMIT)


def only(result: ReadResult) -> Article:
    assert result.skipped == ()
    (article,) = result.articles
    return article


def lines(article: Article) -> list[str]:
    return article.text.split("\n")


def test_lines_and_pages_are_joined_to_paragraphs(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.line(TITLE, 130, 90, 20)
    top = sheets.text([WATER], 140)
    half = GRAIN[: GRAIN.index("机械化")]  # two full lines
    sheets.text([half], top)
    sheets.page()
    sheets.text([GRAIN[len(half) :]], 100, indent=0)
    sheets.text([ROADS], 160)
    article = only(read(tmp_path, sheets))
    assert article.title == TITLE
    assert lines(article)[1:] == [WATER, GRAIN, ROADS]
    assert article.page_at(article.text.index("为加强")) == 1
    assert article.page_at(article.text.index("机械化率")) == 2
    assert article.page_at(article.text.index("要加快")) == 2


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    sheets = Sheets()
    for number, paragraph in enumerate((WATER, GRAIN, ROADS), start=1):
        sheets.line("农业农村工作资料汇编", 240, 40, 9)
        sheets.text([paragraph], 120)
        sheets.line(f"— {number} —", 280, 790, 10)
        sheets.page()
    article = only(read(tmp_path, sheets, "资料.pdf"))
    assert lines(article)[-3:] == [WATER, GRAIN, ROADS]
    assert "汇编" not in article.text
    assert "—" not in article.text
    assert not read_documents(tmp_path, max_bytes=LIMIT).margins  # of a document, no newspaper


def test_columns_are_read_one_after_the_other_under_a_title_over_both(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.line(TITLE, 130, 80, 20)
    sheets.text([WATER, GRAIN], 140, left=60, chars=18)
    sheets.text([ROADS, WATER[::-1].strip("。") + "。"], 143, left=310, chars=18)
    article = only(read(tmp_path, sheets))
    assert article.title == TITLE
    assert lines(article)[1:4] == [WATER, GRAIN, ROADS]


def test_signed_articles_of_a_page_are_parted_at_their_headlines(tmp_path: Path) -> None:
    sheets = Sheets((842.0, 595.0))
    sheets.line("2024年5月9日　星期四", 360, 30, 10)
    sheets.line("麦田里来了无人班组", 230, 60, 26)
    sheets.line("本报记者 温晓棠", 370, 92, 10)
    sheets.text([WATER], 115, left=40, chars=18, size=10, leading=15)
    sheets.text([GRAIN], 115, left=240, chars=18, size=10, leading=15)
    sheets.text([ROADS], 115, left=440, chars=18, size=10, leading=15)
    sheets.line("老街改造留住烟火气", 60, 280, 24)
    sheets.line("□ 钱海", 130, 310, 10)
    sheets.text([GRAIN], 330, left=40, chars=26, size=10, leading=15)
    sheets.line("山村有了云药房", 480, 280, 24)
    sheets.line("本报记者 章可", 520, 310, 10)
    sheets.text([ROADS], 330, left=440, chars=26, size=10, leading=15)
    sheets.line("责任编辑：何晓", 380, 560, 9)
    result = read(tmp_path, sheets, "日报.pdf")
    found = [(each.title, each.author, each.published) for each in result.articles]
    assert found == [
        ("麦田里来了无人班组", "温晓棠", "2024-05-09"),
        ("老街改造留住烟火气", "钱海", "2024-05-09"),
        ("山村有了云药房", "章可", "2024-05-09"),
    ]
    first, second, third = (lines(each)[-1] for each in result.articles)
    assert lines(result.articles[0])[-3:-1] == [WATER, GRAIN]
    assert (first, second, third) == (ROADS, GRAIN, ROADS)
    (margin,) = result.margins
    assert "2024年5月9日" in margin.text
    assert "责任编辑：何晓" in margin.text


def test_ruled_tables_are_rows_of_cells(tmp_path: Path) -> None:
    rows = [["序号", "项目", "投资（万元）"], ["1", "水厂改造", "1,234.5"], ["2", "管网", "870"]]
    for sides in (True, False):
        sheets = Sheets()
        sheets.text([WATER], 60)
        sheets.table([90, 150, 300, 420], [200, 230, 260, 290], rows, sides)
        article = only(read(tmp_path, sheets))
        found = lines(article)[-3:]
        assert found == ["序号 | 项目 | 投资（万元）", "1 | 水厂改造 | 1,234.5", "2 | 管网 | 870"]


def test_heads_over_several_columns_stand_before_each(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.text([WATER], 60)
    for top in (200, 230, 260, 290):
        sheets.rule(90 if top != 230 else 170, top, 410, top)
    for x in (90, 170, 410):
        sheets.rule(x, 200, x, 290)
    sheets.rule(290, 230, 290, 290)
    sheets.line("县区", 100, 220, 10)
    sheets.line("用水量", 260, 206, 10)
    for x, text in ((180, "2022年"), (300, "2023年")):
        sheets.line(text, x, 238, 10)
    for x, text in ((100, "东县"), (180, "1.2"), (300, "1.4")):
        sheets.line(text, x, 268, 10)
    article = only(read(tmp_path, sheets))
    assert lines(article)[-2:] == ["县区 | 用水量 2022年 | 用水量 2023年", "东县 | 1.2 | 1.4"]


def test_a_table_goes_on_over_the_page_without_its_repeated_head(tmp_path: Path) -> None:
    head = ["县区", "面积", "产量"]
    sheets = Sheets()
    sheets.text([WATER], 60)
    sheets.table([90, 200, 300, 400], [700, 730, 760], [head, ["东县", "12", "5.6"]])
    sheets.page()
    sheets.table([90, 200, 300, 400], [90, 120, 150], [head, ["西县", "15", "7.1"]])
    article = only(read(tmp_path, sheets))
    assert lines(article)[-3:] == ["县区 | 面积 | 产量", "东县 | 12 | 5.6", "西县 | 15 | 7.1"]
    assert article.page_at(article.text.index("西县")) == 2


def test_aligned_cells_without_rules_are_rows_too(tmp_path: Path) -> None:
    sheets = Sheets()
    top = sheets.text([WATER], 60) + 10
    for row in (("县区", "面积", "产量"), ("东县", "12", "5.6"), ("西县", "15", "7.1")):
        for x, cell in zip((100, 230, 350), row, strict=True):
            sheets.line(cell, x, top, 12)
        top += 20
    sheets.text([GRAIN], top + 20)
    article = only(read(tmp_path, sheets))
    assert lines(article)[-4:] == [
        "县区 | 面积 | 产量",
        "东县 | 12 | 5.6",
        "西县 | 15 | 7.1",
        GRAIN,
    ]


def test_notes_follow_the_paragraph_that_the_page_breaks(tmp_path: Path) -> None:
    sheets = Sheets()
    half = GRAIN[: GRAIN.index("机械化")]  # two full lines
    sheets.text([WATER, half], 100)
    sheets.line("①数据来自全市第三次农业普查。", 90, 760, 9)
    sheets.page()
    sheets.text([GRAIN[len(half) :]], 100, indent=0)
    sheets.text([ROADS], 160)
    article = only(read(tmp_path, sheets, "文.pdf"))
    assert lines(article)[-4:] == [WATER, GRAIN, "①数据来自全市第三次农业普查。", ROADS]


def test_slanted_type_is_a_watermark(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.text([WATER, GRAIN], 100)
    sheets.canvas.translate(200, 300)
    sheets.canvas.rotate(45)
    sheets.line("内部资料注意保存", 0, 842, 40)
    article = only(read(tmp_path, sheets))
    assert "内部" not in article.text
    assert lines(article)[-2:] == [WATER, GRAIN]


def test_list_marks_make_items(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.line("重点工作", 240, 60, 22)
    for number, text in enumerate(("推进水源保护。", "改造供水管网。", "组建专业公司。")):
        sheets.line(f"● {text}", 90, 120 + 24 * number)
    article = only(read(tmp_path, sheets))
    assert lines(article) == ["重点工作", "推进水源保护。", "改造供水管网。", "组建专业公司。"]
    assert sum(heading.level >= 10 for heading in article.headings) == 3


def test_larger_type_makes_headings(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.line("全市农业发展规划", 200, 60, 24)
    sheets.line("发展基础", 90, 120, 16)
    top = sheets.text([WATER], 150)
    sheets.line("主要任务", 90, top + 10, 16)
    sheets.text([GRAIN], top + 40)
    article = only(read(tmp_path, sheets))
    levels = [(article.text[each.start : each.end], each.level) for each in article.headings]
    assert levels == [("发展基础", 2), ("主要任务", 2)]
    assert article.title == "全市农业发展规划"


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.line("目　录", 270, 80, 16)
    for number, text in enumerate(("一、发展基础", "二、主要任务")):
        sheets.line(f"{text}{'.' * 60}{number + 1}", 90, 120 + 24 * number)
    sheets.page()
    sheets.text(["一、发展基础", WATER, "二、主要任务", GRAIN], 100)
    article = only(read(tmp_path, sheets))
    assert lines(article)[-4:] == ["一、发展基础", WATER, "二、主要任务", GRAIN]
    assert "..." not in article.text


def picture(sheets: Sheets) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    image = ImageReader(Image.new("L", (60, 80), 200))
    sheets.canvas.drawImage(image, 0, 0, *sheets.size)


@pytest.mark.parametrize(
    ("installed", "remedy"), [(False, "pip install rapidocr"), (True, "换清楚些的扫描件")]
)
def test_a_scan_is_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: bool, remedy: str
) -> None:
    monkeypatch.setattr("assistant.ingest.pdf.parsing.is_installed", lambda: installed)
    sheets = Sheets()
    picture(sheets)
    result = read(tmp_path, sheets, "扫描.pdf")
    assert result.articles == ()
    (skipped,) = result.skipped
    assert "扫描.pdf 是扫描件" in skipped.reason
    assert remedy in skipped.reason


def test_scanned_pages_among_others_are_named(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.text([WATER], 100)
    for _ in range(2):
        sheets.page()
        picture(sheets)
    result = read(tmp_path, sheets, "半扫描.pdf")
    assert WATER in result.articles[0].text
    (skipped,) = result.skipped
    assert skipped.reason.startswith("半扫描.pdf 的第 2、3 页是图片")


def test_a_password_is_named(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = Sheets(encrypt=StandardEncryption("secret", "owner"))
    locked.text([WATER], 100)
    (skipped,) = read(tmp_path, locked, "加密.pdf").skipped
    assert "加密.pdf 设有打开密码" in skipped.reason
    free = Sheets(encrypt=StandardEncryption("", "owner", canCopy=0))
    free.canvas.drawString(90, 700, "Rural water supply is to reach 72 percent by 2026.")
    assert "72 percent" in only(read(tmp_path, free)).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nbroken", "不是完好的 PDF"),
        (b"<!DOCTYPE html><html><body>1</body></html>", "后缀改为 .html"),
        (b"nonsense", "不是 PDF 文件"),
    ],
)
def test_what_is_no_pdf_is_refused_by_name(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "坏.pdf").write_bytes(data)
    (skipped,) = read_documents(tmp_path, max_bytes=LIMIT).skipped
    assert skipped.path == "坏.pdf"
    assert skipped.reason.startswith("坏.pdf")
    assert reason in skipped.reason


def test_a_file_that_fills_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = Sheets(pageCompression=1)
    sheets.text([WATER] * 3, 100)
    path = tmp_path / "大.pdf"
    path.write_bytes(sheets.data())
    monkeypatch.setenv("PYTHONSTARTUP", "")
    monkeypatch.setattr("assistant.ingest.pdf.parsing.MODULE", "tests.ingest.pdf.greedy")
    (skipped,) = read_documents(path, max_bytes=LIMIT).skipped
    assert "占用的内存或时间超过上限" in skipped.reason


def test_the_text_of_the_whole_file_is_read_from_a_folder_of_several_kinds(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("节水方案\n全市用水总量控制在38亿立方米以内。", "utf-8")
    sheets = Sheets()
    sheets.text([WATER], 100)
    (tmp_path / "乙.PDF").write_bytes(sheets.data())
    found = read_documents(tmp_path, max_bytes=LIMIT)
    assert [each.source for each in found.articles] == ["乙.PDF", "甲.txt"]
    assert [bool(each.pages) for each in found.articles] == [True, False]
