"""Question sets as CSV and XLSX, for people who live in Excel."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import QuestionSetError
from assistant.evaluation.columns import COLUMNS, FORMULA_STARTS, Row, cells_of, questions_from_rows
from assistant.evaluation.questions import KINDS, Question
from assistant.evaluation.set_names import set_name

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "问题"
INSTRUCTIONS = "填写说明"

EXAMPLES: tuple[Question, ...] = (
    Question(
        "例1",
        "2021年全市经济总量同比增长多少？",
        "fact",
        ((("8.5%", "百分之八点五"),),),
        articles=("文章标题的一部分",),
        note="同一要点的两种写法用 | 隔开",
    ),
    Question(
        "例2",
        "三个万亿级产业是哪三个？",
        "list",
        ((("汽车",), ("电子信息",), ("装备制造",)),),
        articles=("文章标题的一部分",),
        note="三个要点用；隔开，缺一个扣三分之一",
    ),
    Question(
        "例3",
        "那成都呢？",
        "follow",
        ((("7.4万亿",),),),
        history=("重庆的经济总量是多少？",),
        note="追问要写前文",
    ),
    Question("例4", "明天的天气怎么样？", "none", answerable=False, note="文档里没有，应当不作答"),
)
"""The rows of the template; those left as they are do not count."""


def without_examples(questions: Sequence[Question]) -> tuple[tuple[Question, ...], int]:
    """The questions without rows of the template that nobody touched, and how many those were."""
    kept = tuple(q for q in questions if replace(q, set_name="") not in EXAMPLES)
    return kept, len(questions) - len(kept)


def read_sheet(path: Path, on_skip: Callable[[str], None] | None = None) -> tuple[Question, ...]:
    """Read a .csv (UTF-8 or GB18030) or the first sheet of an .xlsx; raises QuestionSetError."""
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _xlsx_rows(path)
    return questions_from_rows(rows, path.name, set_name(path), on_skip)


def _csv_rows(path: Path) -> list[tuple[int, Row]]:
    raw = path.read_bytes()
    # Excel on Chinese Windows saves CSV as GB18030 unless told otherwise.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise QuestionSetError(f"{path.name} 不是 UTF-8 也不是 GB18030 编码；请另存为 CSV UTF-8。")
    reader = csv.reader(io.StringIO(text, newline=""))
    rows: list[tuple[int, Row]] = []
    try:
        for row in reader:
            rows.append((reader.line_num, row))
    except csv.Error as error:
        raise QuestionSetError(f"{path.name} 第 {reader.line_num} 行读不了：{error}。") from None
    return rows


def _xlsx_rows(path: Path) -> list[tuple[int, Row]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    # openpyxl raises TypeError at a style that it does not know, as other programs write them.
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        OSError,
        TypeError,
        ValueError,
    ) as error:
        raise QuestionSetError(
            f"{path.name} 不是可读的 Excel 工作簿（{error}）；请用 Excel 或 WPS 另存为 .xlsx。"
        ) from None
    try:
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        return [(n, row) for n, row in enumerate(sheet.iter_rows(values_only=True), start=1)]
    finally:
        book.close()


def write_sheet(questions: Sequence[Question], path: Path) -> None:
    """Write questions as .csv (UTF-8 with BOM, as Excel wants it) or .xlsx."""
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.heading for column in COLUMNS])
            writer.writerows(_safe(cells_of(question)) for question in questions)
        return
    if path.suffix.lower() != ".xlsx":
        raise QuestionSetError(f"不能写成 {path.name}；请用 .xlsx 或 .csv 结尾的文件名。")
    from openpyxl import Workbook

    book = Workbook()
    _fill(book.worksheets[0], questions)
    _fill_instructions(book.create_sheet(INSTRUCTIONS))
    book.save(path)


def _safe(cells: Sequence[str]) -> list[str]:
    """Cells that a spreadsheet takes for text: a leading = + - @ would be run as a formula."""
    return [f"'{cell}" if cell[:1] in FORMULA_STARTS else cell for cell in cells]


def write_template(path: Path) -> None:
    """Write an empty sheet with examples and instructions to a .xlsx or .csv."""
    write_sheet(EXAMPLES, path)


def _fill(sheet: "Worksheet", questions: Sequence[Question]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.title = SHEET
    for i, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(row=1, column=i, value=column.heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.comment = Comment(column.meaning, "有据")
        sheet.column_dimensions[get_column_letter(i)].width = column.width
        letter = get_column_letter(i)
        if column.name == "answerable":
            choices = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
            choices.add(f"{letter}2:{letter}10000")
            sheet.add_data_validation(choices)
        if column.name == "kind":
            names = ",".join(KINDS.values())
            kinds = DataValidation(type="list", formula1=f'"{names}"', allow_blank=True)
            # Other kinds are kept as given: the list only helps.
            kinds.showErrorMessage = False
            kinds.add(f"{letter}2:{letter}10000")
            sheet.add_data_validation(kinds)
    wrap = Alignment(wrap_text=True, vertical="top")
    for r, question in enumerate(questions, start=2):
        for i, text in enumerate(cells_of(question), start=1):
            cell = sheet.cell(row=r, column=i, value=text)
            # Text stays text: no formula, and 2022-2030 is no date.
            cell.data_type = "s"
            cell.number_format = "@"
            cell.alignment = wrap
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _fill_instructions(sheet: "Worksheet") -> None:
    from openpyxl.styles import Alignment, Font

    lines = [
        ("怎么填", "一行一个问题，填在“问题”表里。示例行（例1…）请删掉或改写，没有改动的不算题。"),
        ("怎么评测", "assistant evaluate 本文件.xlsx --report 报告.html"),
        ("怎么比对", "要点与答案比对时统一全角半角（NFKC），不计空白和标点。"),
        ("", ""),
        ("列名", "写什么"),
        *((column.heading, column.meaning) for column in COLUMNS),
    ]
    for r, (head, body) in enumerate(lines, start=1):
        sheet.cell(row=r, column=1, value=head).font = Font(bold=True)
        sheet.cell(row=r, column=2, value=body).alignment = Alignment(wrap_text=True)
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 90
