from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.errors import QuestionSetError
from assistant.evaluation.questions import read_sets
from assistant.evaluation.set_names import distinct_names
from tests.evaluation.test_questions import write_lines


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["甲.jsonl", "乙.v1.csv"], ["甲", "乙"]),
        (["题.v1.jsonl", "题.v2.jsonl.gz", "乙.csv"], ["题.v1", "题.v2", "乙"]),
        (["题.jsonl", "题.XLSX"], ["题.jsonl", "题.XLSX"]),
        (["一/题.xlsx", "二/题.xlsx"], ["一/题.xlsx", "二/题.xlsx"]),
        (["一/甲/题.csv", "二/甲/题.csv"], ["一/甲/题.csv", "二/甲/题.csv"]),
        (["题.v1.csv", "题.v2.csv", "一/题.v1.csv"], ["sets/题.v1.csv", "题.v2", "一/题.v1.csv"]),
        (
            ["一/cmrc/questions.jsonl.gz", "二/cmrc/questions.jsonl.gz", "drcd/questions.jsonl.gz"],
            ["一/cmrc/questions.jsonl.gz", "二/cmrc/questions.jsonl.gz", "drcd"],
        ),
    ],
)
def test_names_are_as_short_as_sets_them_apart(
    tmp_path: Path, paths: list[str], names: list[str]
) -> None:
    folder = tmp_path / "sets"
    assert distinct_names([folder / path for path in paths]) == tuple(names)


def test_one_file_given_twice_is_refused(tmp_path: Path) -> None:
    path, again = tmp_path / "题.csv", tmp_path / "一" / ".." / "题.csv"
    with pytest.raises(QuestionSetError, match=r"题\.csv 给出了 2 次.*请只写一次"):
        distinct_names([path, again])


def test_equal_ids_of_sets_that_share_a_name_stay_apart(tmp_path: Path) -> None:
    paths = [tmp_path / "问题.v1.jsonl", tmp_path / "问题.v2.jsonl"]
    for path in paths:
        write_lines(path, {"id": "1", "question": f"{path.name}？"})
    for folder in ("一", "二"):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "表.xlsx")
        book = Workbook()
        for row in (["问题"], [f"{folder}？"]):
            book.worksheets[0].append(row)
        book.save(paths[-1])
    read = read_sets(paths)
    one, two = (q.id for q in read[2:])
    assert [(q.set_name, q.id, q.question) for q in read] == [
        ("问题.v1", "1", "问题.v1.jsonl？"),
        ("问题.v2", "1", "问题.v2.jsonl？"),
        ("一/表.xlsx", one, "一？"),
        ("二/表.xlsx", two, "二？"),
    ]
