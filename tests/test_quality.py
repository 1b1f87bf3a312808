"""`benchmarks/quality.py` over a set of one's own: one command, one table."""

import json
import os
import subprocess
import sys
from pathlib import Path

from assistant.evaluation.metrics import BY_NAME
from benchmarks.quality import (
    COLUMNS,
    DOCUMENTS,
    STRANGERS,
    known_sets,
    strangers,
    table,
    total,
)


def test_table_shows_figures_that_exist() -> None:
    assert {name for name, _ in COLUMNS} <= set(BY_NAME)


def test_table_has_a_row_a_set_and_a_dash_where_nothing_applies() -> None:
    figures = {name: {"value": None if name == "auroc" else 0.5} for name, _ in COLUMNS}
    shown = table([{"name": "甲", "n": 3, "run": {"articles": 2}, "figures": figures}])
    head, rule, row = shown.splitlines()
    assert head.count("|") == rule.count("|") == row.count("|")
    assert row.startswith("| 甲 | 3 | 2 | 0.500 |")
    assert " – " in row


def test_all_shared_sets_are_known(shared_folder: Path) -> None:
    places = [known.questions.relative_to(shared_folder).as_posix() for known in known_sets()]
    assert places == [
        "questions/seed_dev.jsonl",
        "eval/cmrc2018/questions.jsonl.gz",
        "eval/cmrc_leftout/questions.jsonl.gz",
        "eval/ncp_policy/questions.jsonl.gz",
        "eval/domainrag/questions.jsonl.gz",
        "eval/stard/questions.jsonl.gz",
    ]


def test_set_of_ones_own_is_run_over_its_own_documents(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "文档.jsonl").write_text(
        json.dumps({"id": "x", "title": "港口", "text": "2022年港口吞吐量达3.2亿吨。"}) + "\n",
        "utf-8",
    )
    (tmp_path / "我的题.jsonl").write_text(
        json.dumps({"id": "1", "question": "2022年港口吞吐量是多少？", "facts": [["3.2亿吨"]]}),
        "utf-8",
    )
    done = subprocess.run(
        [
            *(sys.executable, str(repository / "benchmarks" / "quality.py"), "--only", "none"),
            *("--set", f"{tmp_path / '我的题.jsonl'}={tmp_path / '文档.jsonl'}"),
        ],
        env=os.environ | {"ASSISTANT_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[2].startswith("| 我的题 | 1 | 1 | 1.000 | 1.000 |")


def test_each_strangers_set_is_asked_of_its_own_documents_and_all_are_counted() -> None:
    known = {each.questions.stem: each.documents for each in strangers()}
    assert known["b"] == STRANGERS / "b"
    assert known["a"] == DOCUMENTS
    assert all(documents and documents.is_dir() for documents in known.values())
    two = [{"n": n, "figures": {"right": {"value": share}}} for n, share in ((4, 0.75), (6, 0.5))]
    assert total(two) == "完全答对 6 / 10"
