import csv
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.errors import QuestionSetError
from assistant.evaluation.columns import COLUMNS
from assistant.evaluation.questions import Question, read_questions, write_questions
from assistant.evaluation.sheets import EXAMPLES, write_template

SHEET_QUESTION = Question(
    id="q1",
    question="经济总量是多少？",
    kind="fact",
    alternatives=((("7.4万亿", "七点四万亿"), ("2022-2030",)),),
    articles=("建设现代化产业体系", "以绿色发展"),
    history=("经济怎么样？",),
    set_name="set",
    row=2,
)


def write_xlsx(path: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["set.xlsx", "set.csv"])
def test_question_survives_a_sheet(tmp_path: Path, name: str) -> None:
    write_questions([SHEET_QUESTION], tmp_path / name)
    assert read_questions(tmp_path / name) == (SHEET_QUESTION,)


@pytest.mark.parametrize("name", ["模板.xlsx", "模板.csv"])
def test_template_reads_back_as_its_examples(tmp_path: Path, name: str) -> None:
    write_template(tmp_path / name)
    read = read_questions(tmp_path / name)
    assert [(q.id, q.facts, q.history, q.answerable) for q in read] == [
        (q.id, q.facts, q.history, q.answerable) for q in EXAMPLES
    ]


def test_template_explains_every_column(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx")["填写说明"]
    shown = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert {c.heading: c.meaning for c in COLUMNS}.items() <= shown.items()


def test_workbook_with_a_style_that_is_none_is_named(tmp_path: Path) -> None:
    """Some programs write an empty fill, at which openpyxl raises TypeError."""
    good, bad = write_xlsx(tmp_path / "好.xlsx", ["问题"], ["？"]), tmp_path / "坏.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/styles.xml":
                content, found = re.subn(b"<fill>.*?</fill>", b"<fill/>", content)
                assert found
            target.writestr(name, content)
    with pytest.raises(QuestionSetError, match=r"坏\.xlsx 不是可读的 Excel 工作簿.*另存为"):
        read_questions(bad)


def test_sheet_as_an_evaluator_fills_it(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "评测.xlsx",
        ["问题", "要点", "文中有答案", "类别", "无关列"],
        ["增长多少？", "8.5％｜百分之八点五；2021", None, "事实", "x"],
        [None, None, None, None, None],
        ["人口多少？", None, "否", None, None],
        ["哪一年？", 2021, True, "", None],
    )
    told: list[str] = []
    read = read_questions(path, on_skip=told.append)
    assert told == ["评测.xlsx：没有用到不认识的列 无关列；给人看的说明请写在 note（备注）里。"]
    assert read == (
        Question(
            read[0].id,
            "增长多少？",
            "fact",
            ((("8.5％", "百分之八点五"), ("2021",)),),
            set_name="评测",
        ),
        Question(read[1].id, "人口多少？", "none", answerable=False, set_name="评测"),
        Question(read[2].id, "哪一年？", "", ((("2021",),),), set_name="评测"),
    )


def test_csv_saved_by_excel_on_chinese_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "问题.csv"
    path.write_bytes("编号,问题\n1,增长多少？\n".encode("gb18030"))
    assert [(q.id, q.question) for q in read_questions(path)] == [("1", "增长多少？")]


def test_formula_in_a_question_stays_text(tmp_path: Path) -> None:
    question = Question("1", "=1+1 等于几？", set_name="s")
    write_questions([question], tmp_path / "s.csv")
    with (tmp_path / "s.csv").open(encoding="utf-8-sig") as file:
        assert "'=1+1 等于几？" in list(csv.reader(file))[1]
    assert read_questions(tmp_path / "s.csv") == (question,)
    write_questions([question], tmp_path / "s.xlsx")
    cell = load_workbook(tmp_path / "s.xlsx").worksheets[0]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1 等于几？", "s")
    assert read_questions(tmp_path / "s.xlsx") == (question,)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["编号", "要点"]], "第 1 行：没有“问题”"),
        ([["问题", "问题"]], "第 1 行，第 2 列：列名 '问题' 出现了两次"),
        ([["编号", "问题"], ["1", None]], "第 2 行，question 列：问题是空的"),
        ([["问题", "文中有答案"], ["？", "也许"]], "第 2 行，文中有答案（answerable）列：'也许'"),
        ([["问题", "要点", "文中有答案"], ["？", "甲", "否"]], "第 2 行，要点列"),
        ([["问题", "要点列"], ["？", "甲"]], "第 1 行：没有“要点列”这一列.*是不是“要点”？"),
        ([["question", "fact"], ["？", "甲"]], "没有“fact”这一列.*是不是“facts”？"),
        ([["编号", "问题"], ["1", "一"], ["1", "二"]], "第 3 行，id 列：'1' 与第 2 行重复"),
    ],
)
def test_error_names_row_and_column(tmp_path: Path, rows: list[list[Any]], message: str) -> None:
    with pytest.raises(QuestionSetError, match=message):
        read_questions(write_xlsx(tmp_path / "s.xlsx", *rows))


def test_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.xlsx").write_text("问题")
    with pytest.raises(QuestionSetError, match="不是可读的 Excel 工作簿"):
        read_questions(tmp_path / "s.xlsx")


def test_ids_come_from_what_is_asked_not_from_the_row_or_the_file(tmp_path: Path) -> None:
    head = ["问题", "前文"]
    one = write_xlsx(tmp_path / "甲.xlsx", head, ["那人口呢？", "产值？"], ["增长多少？", None])
    two = write_xlsx(
        tmp_path / "乙.xlsx", head, ["新的一问？", None], ["增长多少？"], ["那人口呢？", "产值？"]
    )
    first = {q.question: q.id for q in read_questions(one)}
    second = {q.question: q.id for q in read_questions(two)}
    assert first.items() <= second.items()
    assert len(set(second.values())) == 3
    twice = write_xlsx(tmp_path / "丙.xlsx", ["问题"], ["增长多少？"], ["增长多少？"])
    ids = [q.id for q in read_questions(twice)]
    assert ids == [first["增长多少？"], f"{first['增长多少？']}-2"]


def test_every_mistake_of_a_sheet_is_told(tmp_path: Path) -> None:
    sheet = write_xlsx(
        tmp_path / "题.xlsx",
        ["问题", "文中有答案", "截至日期", "要点"],
        ["一？", "也许", "昨天", None],
        ["二？", "是", None, "甲"],
        [None, "否", None, "乙"],
        *[["三？", "不知", None, None]] * 20,
    )
    with pytest.raises(QuestionSetError) as raised:
        read_questions(sheet)
    lines = str(raised.value).split("\n")
    assert lines[0] == "问题集有 24 处要改："
    assert len(lines) == 22
    assert lines[1].startswith("题.xlsx 第 2 行，文中有答案（answerable）列：'也许'")
    assert lines[2].startswith("题.xlsx 第 2 行，as_of 列（截至日期）：'昨天'")
    assert lines[3].startswith("题.xlsx 第 4 行，要点列：")
    assert lines[4].startswith("题.xlsx 第 4 行，question 列：")
    assert lines[-1] == "……还有 4 处，改好以上再运行一次会列出。"
