import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import QuestionSetError
from assistant.evaluation.questions import (
    Question,
    fingerprint,
    question_from_mapping,
    question_to_mapping,
    read_questions,
    read_sets,
    write_questions,
)
from assistant.evaluation.set_names import set_name

FULL = Question(
    id="q1",
    question="经济总量是多少？",
    kind="fact",
    alternatives=((("7.4万亿", "七点四万亿"), ("8.5%",)),),
    answers=("7.4万亿元",),
    articles=("建设现代化产业体系",),
    gold_passage_ids=("a",),
    history=("经济怎么样？",),
    as_of="2023-06",
    note="草稿待核",
)


def write_lines(path: Path, *rows: Any) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows), "utf-8")
    return path


def test_question_survives_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    write_questions([FULL], path)
    again = read_questions(path)[0]
    assert question_to_mapping(again) == question_to_mapping(FULL)
    assert again.set_name == "set"


def test_compressed_set_is_named_by_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "cmrc" / "questions.jsonl.gz"
    path.parent.mkdir()
    row = {"id": "1", "question": "谁？", "answers": ["甲", "乙"], "answerable": True}
    path.write_bytes(gzip.compress(json.dumps(row).encode()))
    question = read_questions(path)[0]
    assert question.set_name == set_name(path) == "cmrc"
    assert question.facts == (("甲", "乙"),)
    assert question.answers == ("甲", "乙")


def test_answer_groups_are_read_as_told() -> None:
    row = {"id": "1", "question": "几个？", "answer_groups": [["三个", "3个"], "甲"]}
    each = question_from_mapping(row, "第 1 行")
    assert each.alternatives == ((("三个", "3个"), ("甲",)),)
    any_group = question_from_mapping(row, "第 1 行", groups="any-group")
    assert any_group.alternatives == ((("三个",), ("3个",)), (("甲",),))


def test_unanswerable_question_is_of_kind_none() -> None:
    assert (
        question_from_mapping({"id": "1", "question": "？", "answerable": False}, "").kind == "none"
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{不是 JSON", "set.jsonl 第 2 行，第 2 个字符：不是有效的 JSON"),
        ("[1]", "set.jsonl 第 2 行：应是一个 JSON 对象"),
        ({"question": "？"}, "第 2 行，id 列：缺少编号"),
        ({"id": "2", "question": "  "}, "第 2 行，question 列：问题是空的"),
        ({"id": "2", "question": "？", "facts": "8.5%"}, "第 2 行，facts 列：'8.5%' 应是列表"),
        (
            {"id": "2", "question": "？", "articles": "甲"},
            "第 2 行，articles 列：'甲' 应是字符串的列表",
        ),
        ({"id": "2", "question": "甲\ud800？"}, r"第 2 行，question 列：有半个字符 '\\ud800'"),
        ({"id": "2", "question": "？", "facts": [["\udc00"]]}, "第 2 行，facts 列：有半个字符"),
        ({"id": "2", "question": "？", "answerable": "是"}, "第 2 行，answerable 列：'是' 不是"),
        ({"id": "1", "question": "？"}, "set.jsonl 第 2 行，id 列：'1' 与第 1 行重复"),
        (
            {"id": "2", "question": "？", "fact": [["8.5%"]]},
            "第 2 行，fact 列：没有这一列，写的内容不会用到；是不是 facts？请改正列名",
        ),
        ({"id": "2", "question": "？", "answer": "8.5%"}, "answer 列：.*是不是 answers？"),
        ({"id": "2", "question": "？", "unanswerable": True}, "是不是 answerable？"),
        (
            {"id": "2", "question": "？", "facts": [["甲"]], "answerable": False},
            "第 2 行，facts 列：answerable 为 false（文中没有答案），就不应再写 facts",
        ),
        (
            {"id": "2", "question": "？", "answers": ["甲"], "answerable": False},
            "第 2 行，answers 列：answerable 为 false",
        ),
        (
            {"id": "2", "question": "？", "kind": "none", "answerable": True},
            "第 2 行，kind 列：类别是 none（文中没有），answerable（文中有答案）却是 true",
        ),
    ],
)
def test_error_names_row_and_column(tmp_path: Path, row: Any, message: str) -> None:
    path = write_lines(tmp_path / "set.jsonl", {"id": "1", "question": "一？"}, row)
    with pytest.raises(QuestionSetError, match=message.replace("[", r"\[")):
        read_questions(path)


@pytest.mark.parametrize(
    ("name", "message"),
    [("absent.jsonl", "找不到问题集"), ("empty.jsonl", "里没有问题"), ("a.txt", "不认识问题集")],
)
def test_unusable_file_is_named(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "a.txt").write_text("？")
    with pytest.raises(QuestionSetError, match=message):
        read_questions(tmp_path / name)


def test_blank_lines_and_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        '\ufeff{"id": 1, "question": "一？"}\n\n{"id": 2, "question": "二？"}\n', "utf-8"
    )
    assert [q.id for q in read_questions(path)] == ["1", "2"]


def test_fingerprint_changes_with_what_is_expected_only() -> None:
    other = Question(id="q1", question="经济总量是多少？", row=9)
    assert fingerprint([other]) == fingerprint([Question(id="q1", question="经济总量是多少？")])
    assert fingerprint([other]) != fingerprint([FULL])


def test_blank_question_of_a_public_set_is_told_and_left_out(tmp_path: Path) -> None:
    rows = ({"id": "1", "question": "一？"}, {"id": "2", "question": ""})
    path = write_lines(tmp_path / "set.jsonl", *rows)
    told: list[str] = []
    assert [q.id for q in read_questions(path, on_skip=told.append)] == ["1"]
    assert told == ["set.jsonl 第 2 行，question 列：问题是空的，已跳过（id：2）。"]


def test_columns_that_are_not_used_are_told_once(tmp_path: Path) -> None:
    rows = [
        {"id": i, "question": "几个？", "facts": [["甲"]], "answer": "甲", "难度": 3}
        for i in (1, 2)
    ]
    told: list[str] = []
    read = read_questions(write_lines(tmp_path / "set.jsonl", *rows), on_skip=told.append)
    assert [question.facts for question in read] == [(("甲",),)] * 2
    assert told == [
        "set.jsonl：没有用到不认识的列 answer、难度；给人看的说明请写在 note（备注）里。"
    ]


def test_a_bar_that_parts_nothing_in_json_is_told_with_its_rows_and_the_remedy(
    tmp_path: Path,
) -> None:
    rows = [
        {"id": 1, "question": "几个？", "facts": [["三个", "3个"]], "note": "a|b"},
        {"id": 2, "question": "几个？", "facts": [["三个|3个"], "四｜4"]},
        {"id": 3, "question": "几个？", "answers": ["甲|乙"]},
    ]
    told: list[str] = []
    read = read_questions(write_lines(tmp_path / "set.jsonl", *rows), on_skip=told.append)
    assert read[1].facts == (("三个|3个",), ("四｜4",))  # as it is written
    assert told == [
        "set.jsonl 第 2、3 行，facts 列：'三个|3个' 里的 | 照字面比对，不表示“或”"
        "（只有 .csv、.xlsx 里才用 | 隔开几种写法），这样的要点答对了也算缺；"
        '同一要点的几种写法请写成列表：["三个", "3个"]。'
    ]


def test_a_bar_in_a_sheet_parts_spellings_and_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "set.csv").write_text("问题,要点\n几个？,三个|3个\n", "utf-8")
    told: list[str] = []
    read = read_questions(tmp_path / "set.csv", on_skip=told.append)
    assert (read[0].facts, told) == ((("三个", "3个"),), [])


def test_kind_none_is_not_answerable_unless_it_is_said() -> None:
    row = {"id": "1", "question": "几个？", "kind": "none"}
    assert not question_from_mapping(row, "").answerable


def test_a_day_that_is_no_date_names_its_row() -> None:
    row = {"id": "1", "question": "几个？", "as_of": "昨天"}
    with pytest.raises(QuestionSetError, match="第 1 行，as_of 列（截至日期）：'昨天' 不是日期"):
        question_from_mapping(row, "第 1 行")
    assert question_from_mapping(row | {"as_of": 2023}, "第 1 行").as_of == "2023"


def test_a_damaged_packed_set_is_named(tmp_path: Path) -> None:
    path = tmp_path / "题.jsonl.gz"
    packed = gzip.compress(b'{"id": "1"}' * 50)
    path.write_bytes(packed[:12] + b"\xff" * 8 + packed[20:])
    with pytest.raises(QuestionSetError, match=r"读不了问题集 题\.jsonl\.gz.*重新生成"):
        read_questions(path)


def test_mistakes_of_several_files_are_told_together(tmp_path: Path) -> None:
    first, second = tmp_path / "甲.jsonl", tmp_path / "乙.jsonl"
    first.write_text('{"id": "1"}\n不是\n{"id": "3", "question": "？"}\n', encoding="utf-8")
    row = '{"id": "1", "question": "？"}\n'
    second.write_text(row * 2, encoding="utf-8")
    with pytest.raises(QuestionSetError) as raised:
        read_sets([first, second])
    head, *lines = str(raised.value).split("\n")
    assert head == "问题集有 3 处要改："
    assert [line.split("：")[0] for line in lines] == [
        "甲.jsonl 第 1 行，question 列",
        "甲.jsonl 第 2 行，第 1 个字符",
        "乙.jsonl 第 2 行，id 列",
    ]
    second.write_text(row, encoding="utf-8")
    first.write_text('{"id": "1"}\n', encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"^甲\.jsonl 第 1 行，question 列：问题是空的"):
        read_sets([first, second])
