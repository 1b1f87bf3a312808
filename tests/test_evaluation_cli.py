"""`assistant evaluate` and `assistant questions` as an evaluator runs them, over documents/."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel
from openpyxl import load_workbook

from assistant.cli import main
from assistant.feedback import FEEDBACK_FILE, Feedback, FeedbackStore
from tests.commands import run

MANY = 400
DOCUMENT = (
    "港口发展的任务\n\n2022年青州港货物吞吐量达3.2亿吨，同比增长6.4%。\n\n"
    "青州港将建设无人码头，由港务局负责实施。\n"
)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a document folder and a question set, settings pointing there."""
    (tmp_path / "文档").mkdir()
    (tmp_path / "文档" / "港口.txt").write_text(DOCUMENT, encoding="utf-8")
    questions = [
        {"id": "1", "question": "2022年青州港货物吞吐量是多少？", "facts": [["3.2亿吨"]]},
        {"id": "2", "question": "明天的天气怎么样？", "answerable": False},
        {"id": "3", "question": "无人码头由谁负责实施？", "facts": [["港务局"]]},
    ]
    lines = "".join(json.dumps(q, ensure_ascii=False) + "\n" for q in questions)
    (tmp_path / "题.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ASSISTANT_DOCUMENTS_DIR", str(tmp_path / "文档"))
    return tmp_path


def comparable(path: Path) -> list[object]:
    """The lines of a results file without their times."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [{k: v for k, v in line.items() if k not in {"started", "seconds"}} for line in lines]


def test_every_output_is_written(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = ("--results=r.jsonl", "--report=r.html", "--xlsx=r.xlsx", "--junit=r.xml")
    code = run("evaluate", "题.jsonl", "--documents", "文档", *outputs, "--summary=s.json")
    assert code == 0
    header, *lines = [json.loads(x) for x in Path("r.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3"]
    assert header["type"] == "run"
    assert all(header[name] for name in ("version", "model_fingerprint", "library_checksum"))
    assert str(workplace) not in json.dumps(header)
    written = {path.name for path in workplace.iterdir()}
    assert {"r.html", "r.xlsx", "r.xml", "s.json"} <= written
    assert json.loads(Path("s.json").read_text("utf-8"))["n"] == 3
    assert "逐题结果：r.jsonl" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["results", "report", "xlsx", "junit", "summary"])
def test_a_folder_in_the_way_is_told_before_a_question_is_asked(
    workplace: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    (workplace / "报告").mkdir()
    assert run("evaluate", "题.jsonl", f"--{option}=报告") == 2
    assert capsys.readouterr().err == (
        "错误：报告 是一个文件夹，不能写成文件；请在后面加上文件名。\n"
    )


def test_a_template_is_written_where_its_folder_is_missing(workplace: Path) -> None:
    assert run("evaluate", "--template", "新/问题.xlsx") == 0
    assert (workplace / "新" / "问题.xlsx").is_file()


def test_a_file_that_cannot_be_written_is_told_in_chinese(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workplace.is_dir()
    assert run("evaluate", "--template", "题.jsonl/下/问题.xlsx") == 2
    error = capsys.readouterr().err
    assert error.startswith("错误：文件 题.jsonl/下 读写不成：路径中有一段不是文件夹；")


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No library is opened: what is refused is refused before."""

    def opened(*given: object, **named: object) -> None:
        del given, named
        raise AssertionError("a library was opened")

    monkeypatch.setattr("assistant.service.Assistant.unopened", opened)


@pytest.mark.parametrize("option", ["results", "report", "xlsx", "junit", "summary"])
@pytest.mark.usefixtures("unasked")
def test_an_output_that_cannot_be_written_is_told_before_a_question_is_asked(
    workplace: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert workplace.is_dir()
    assert run("evaluate", "题.jsonl", f"--{option}=题.jsonl/r") == 2
    assert "错误：题.jsonl 是一个文件，里面不能再有 r；" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("evaluate", "题.jsonl", "--results=题.jsonl", "--force"),
        ("evaluate", "题.jsonl", "--results=题.jsonl", "--resume"),
        ("evaluate", "题.jsonl", "--report=题.jsonl"),
        ("evaluate", "题.jsonl", "--results=旧.jsonl", "--baseline=旧.jsonl", "--force"),
        ("evaluate", "题.jsonl", "--documents=文档", "--summary=文档/港口.txt"),
        ("evaluate", "题.jsonl", "--results=旧.jsonl"),
        ("evaluate", "题.jsonl", "--results=r", "--report=r"),
        ("evaluate", "--template=表.csv"),
        ("questions", "draft", "--output=旧.jsonl"),
        ("questions", "draft", "--documents=文档", "--output=文档/港口.csv", "--force"),
        ("questions", "from-feedback", "--output=旧.jsonl"),
        ("feedback", "--drafts=旧.jsonl"),
    ],
)
@pytest.mark.usefixtures("unasked")
def test_no_command_overwrites_what_people_made(
    workplace: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    store = FeedbackStore(workplace / "data" / FEEDBACK_FILE)
    store.add(Feedback("useless", "吞吐量多少？", "答错了", outcome="answered"))
    for name in ("旧.jsonl", "表.csv", "文档/港口.csv"):
        (workplace / name).write_text("做了一天的东西", "utf-8")
    before = {path: path.read_bytes() for path in workplace.rglob("*") if path.is_file()}
    assert run(*words) == 2
    assert "请" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in workplace.rglob("*") if path.is_file()} == before


def test_results_are_overwritten_only_where_it_is_asked_for(workplace: Path) -> None:
    for name in ("r.jsonl", "表.csv", "草稿.jsonl", "反馈.jsonl"):
        (workplace / name).write_text("旧的", "utf-8")
    store = FeedbackStore(workplace / "data" / FEEDBACK_FILE)
    store.add(Feedback("useless", "吞吐量多少？", "答错了", outcome="answered"))
    assert run("evaluate", "题.jsonl", "--results=r.jsonl", "--report=r.html", "--force") == 0
    assert run("evaluate", "题.jsonl", "--results=r.jsonl", "--report=r.html", "--resume") == 0
    assert run("evaluate", "--template=表.csv", "--force") == 0
    assert run("questions", "draft", "--output=草稿.jsonl", "--force") == 0
    assert run("questions", "from-feedback", "--output=反馈.jsonl", "--force") == 0
    assert run("feedback", "--drafts=反馈.jsonl", "--force") == 0
    for name in ("r.jsonl", "表.csv", "草稿.jsonl", "反馈.jsonl"):
        assert "旧的" not in (workplace / name).read_text("utf-8")


def test_no_complaint_writes_no_drafts(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workplace / "反馈.jsonl").write_text("旧的", "utf-8")
    assert run("feedback", "--drafts=反馈.jsonl", "--force") == 0
    assert capsys.readouterr().out == "还没有“没用”的评价，没有写文件。\n"
    assert (workplace / "反馈.jsonl").read_text("utf-8") == "旧的"


def test_names_that_look_like_markup_are_shown_as_they_are(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "1", "question": "问？", "kind": "[/red]"}, {"id": "2", "question": "问？"}]
    (workplace / "[bold]题.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    outputs = ("--results=[/i].jsonl", "--xlsx=r.xlsx", "--junit=r.xml", "--report=r.html")
    assert run("evaluate", "[bold]题.jsonl", "题.jsonl", *outputs) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("[/red]", "[bold]题", "逐题结果：[/i].jsonl"))
    assert run("evaluate", "--template=[/u].csv") == 0
    assert "已写出模板 [/u].csv" in capsys.readouterr().out


def test_reports_are_written_before_anything_is_shown(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        del given
        raise BrokenPipeError

    monkeypatch.setattr("assistant.evaluation.terminal.print_summary", broken)
    with pytest.raises(BrokenPipeError):
        main(["evaluate", "题.jsonl", "--xlsx=r.xlsx", "--junit=r.xml", "--report=r.html"])
    assert {"r.xlsx", "r.xml", "r.html"} <= {path.name for path in workplace.iterdir()}


def test_results_are_the_same_byte_for_byte_but_for_times(workplace: Path) -> None:
    for name, jobs in (("a.jsonl", "1"), ("b.jsonl", "2")):
        assert run("evaluate", "题.jsonl", f"--results={name}", "--jobs", jobs) == 0
    assert comparable(workplace / "a.jsonl") == comparable(workplace / "b.jsonl")


def test_missed_minimum_ends_with_one(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert workplace.is_dir()
    assert run("evaluate", "题.jsonl", "--min", "right_outcome=0.0") == 0
    assert run("evaluate", "题.jsonl", "--min", "statements=0") == 2
    assert run("evaluate", "题.jsonl", "--max", "statements=0.5") == 1
    assert "未达标：平均句数（statements）" in capsys.readouterr().out


def test_baseline_that_was_better_ends_with_one(workplace: Path) -> None:
    assert run("evaluate", "题.jsonl", "--results=new.jsonl") == 0
    assert run("evaluate", "题.jsonl", "--baseline=new.jsonl") == 0
    header, *lines = (workplace / "new.jsonl").read_text("utf-8").splitlines()
    better = []
    for line in map(json.loads, lines):
        line["scores"] |= {name: 2 for name, value in line["scores"].items() if value is not None}
        better.append(json.dumps(line))
    Path("better.jsonl").write_text("\n".join([header, *better]), encoding="utf-8")
    assert run("evaluate", "题.jsonl", "--baseline=better.jsonl") == 1


def test_what_makes_the_figures_say_less_is_told_in_terminal_and_report(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": "a", "question": "无人码头由谁负责实施？", "难度": 1},
        {"id": "b", "question": "由谁？", "facts": [["港务局"]], "articles": ["没有的文章"]},
    ]
    (workplace / "题.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert run("evaluate", "题.jsonl", "--report=r.html") == 0
    told = capsys.readouterr().err
    report = (workplace / "r.html").read_text("utf-8")
    for sentence in ("1 道可答的题没有写要点（facts）", "没有用到不认识的列 难度"):
        assert f"提醒：{sentence}" in told.replace("题.jsonl：", "")
        assert sentence in report
    assert "提醒：问题集里有 1 个出处在文档库中找不到：没有的文章。" in told
    assert "没有的文章" in report


def test_a_run_in_which_every_question_fails_does_not_end_well(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*given: object, **named: object) -> None:
        del given, named
        raise RuntimeError("坏了")

    monkeypatch.setattr("assistant.service.Assistant.ask", fail)
    assert run("evaluate", "题.jsonl", "--results=r.jsonl") == 2
    told = capsys.readouterr().err
    assert "提醒：3/3 题出错，算没有答对；第一个错误（1）：RuntimeError: 坏了。" in told
    assert "错误：3 道题全部出错，没有问成，以上指标不能算成绩；" in told
    assert (workplace / "r.jsonl").is_file()


def test_examples_of_the_template_are_not_asked(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("evaluate", "--template", "模板.xlsx") == 0
    assert run("evaluate", "模板.xlsx") == 2
    assert "问题集里只有模板的示例" in capsys.readouterr().err
    assert run("evaluate", "模板.xlsx", "题.jsonl", "--summary=s.json") == 0
    assert "提醒：略过了 4 道没有改动的模板示例" in capsys.readouterr().err
    assert json.loads((workplace / "s.json").read_text("utf-8"))["n"] == 3


def test_another_library_than_the_baselines_is_pointed_out(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("evaluate", "题.jsonl", "--results=old.jsonl") == 0
    (workplace / "文档" / "新.txt").write_text(DOCUMENT.replace("青州", "云州"), "utf-8")
    assert run("index") == 0
    run("evaluate", "题.jsonl", "--baseline=old.jsonl", "--report=r.html")
    assert "注意：文档库不同：基线 1 " in capsys.readouterr().out
    assert "文档库不同：基线 1 " in (workplace / "r.html").read_text("utf-8")


def test_template_can_be_filled_and_run(workplace: Path) -> None:
    assert run("evaluate", "--template", "模板.xlsx") == 0
    book = load_workbook("模板.xlsx")
    sheet = book["问题"]
    sheet.delete_rows(2, 10)
    sheet.append(["", "事实", "无人码头由谁负责实施？", "港务局", "港口发展的任务"])
    book.save("模板.xlsx")
    assert run("evaluate", "模板.xlsx", "--results=r.jsonl") == 0
    line = json.loads((workplace / "r.jsonl").read_text("utf-8").splitlines()[1])
    assert (line["id"], line["kind"], line["unknown_articles"]) == (line["id"], "fact", [])


def test_unusable_question_set_ends_with_two_and_names_the_place(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / "坏.jsonl").write_text('{"id": "1"}\n', encoding="utf-8")
    assert run("evaluate", "坏.jsonl") == 2
    assert "坏.jsonl 第 1 行，question 列" in capsys.readouterr().err
    assert run("evaluate") == 2


def test_throw_away_library_leaves_the_own_one_alone(workplace: Path) -> None:
    (workplace / "p.jsonl").write_text(
        json.dumps({"id": "x", "title": "天气", "text": "明天的天气是晴天。"}) + "\n", "utf-8"
    )
    assert run("evaluate", "题.jsonl", "--documents", "p.jsonl") == 0
    assert [path.name for path in (workplace / "data").iterdir()] == ["evaluation"]


def test_skipped_documents_are_told_at_every_use_and_follow_the_limit(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / "文档" / "大.txt").write_text("明天的天气是晴天。\n" * 2000, "utf-8")
    command = ("evaluate", "题.jsonl", "--documents", "文档", "--results=r.jsonl", "--force")
    monkeypatch.setenv("ASSISTANT_MAX_DOCUMENT_MEGABYTES", "0.01")
    for _ in range(2):
        assert run(*command) == 0
        assert "跳过：大.txt" in capsys.readouterr().err
        assert json.loads(Path("r.jsonl").read_text("utf-8").splitlines()[0])["articles"] == 1
    monkeypatch.setenv("ASSISTANT_MAX_DOCUMENT_MEGABYTES", "1")
    assert run(*command) == 0
    assert "跳过" not in capsys.readouterr().err
    assert json.loads(Path("r.jsonl").read_text("utf-8").splitlines()[0])["articles"] == 2


@pytest.mark.parametrize(
    ("documents", "told"),
    [((), "错误：文档库是空的，"), (("--documents=空",), "错误：从 空 没有读到一篇文章，")],
)
def test_a_library_without_an_article_is_not_evaluated(
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    documents: tuple[str, ...],
    told: str,
) -> None:
    (workplace / "空").mkdir()
    monkeypatch.setenv("ASSISTANT_DOCUMENTS_DIR", str(workplace / "空"))
    assert run("evaluate", "题.jsonl", *documents) == 2
    assert told in capsys.readouterr().err
    assert run("questions", "draft", "--output=a.jsonl", *documents) == 2
    assert told in capsys.readouterr().err


@pytest.mark.usefixtures("unasked")
def test_a_baseline_with_nothing_in_common_is_told_before_a_question_is_asked(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("evaluate", "题.jsonl", "--baseline=题.jsonl") == 2
    assert '题.jsonl 不是评测的结果：没有写着 "type": "run" 的首行' in capsys.readouterr().err
    other = [{"type": "run"}, {"id": "1", "set": "别的", "question": "别的？"}]
    (workplace / "旧.jsonl").write_text("\n".join(map(json.dumps, other)), "utf-8")
    assert run("evaluate", "题.jsonl", "--baseline=旧.jsonl") == 2
    error = capsys.readouterr().err
    assert "与基线没有一道相同的题，无从比较：基线里是“别的”，这次是“题”；" in error


def test_drafts_are_written_as_a_sheet_that_reads_back(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("questions", "draft", "--output", "草稿.xlsx") == 0
    assert "草稿待核" in capsys.readouterr().out
    assert run("evaluate", "草稿.xlsx") == 0
    assert (workplace / "草稿.xlsx").stat().st_size > 0


def test_paraphrases_come_from_the_configured_model(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def speaking(settings: object) -> FakeListChatModel:
        del settings
        return FakeListChatModel(responses=["2022年青州港装卸了多少货物？"])

    assert run("questions", "draft", "--output", "a.jsonl", "--paraphrase") == 2  # no model
    monkeypatch.setattr("assistant.parts.load_language_model", speaking)
    assert run("questions", "draft", "--output", "a.jsonl", "--paraphrase") == 0
    rows = [json.loads(x) for x in (workplace / "a.jsonl").read_text("utf-8").splitlines()]
    said = [row for row in rows if row["question"] == "2022年青州港装卸了多少货物？"]
    assert said
    assert {row["kind"] for row in said if row["answerable"]} == {"para"}
    assert all("由模型改写自" in row["note"] for row in said)


def test_complaints_become_a_question_set(workplace: Path) -> None:
    store = FeedbackStore(workplace / "data" / FEEDBACK_FILE)
    store.add(Feedback("useless", "吞吐量多少？", "答错了", outcome="answered"))
    store.add(Feedback("useful", "很好的一问？"))
    assert run("questions", "from-feedback", "--output", "反馈.jsonl") == 0
    rows = [json.loads(x) for x in Path("反馈.jsonl").read_text("utf-8").splitlines()]
    assert [row["question"] for row in rows] == ["吞吐量多少？"]


def test_interrupt_keeps_what_is_done_and_resume_goes_on(workplace: Path) -> None:
    """A real Ctrl-C: every question ends up in the file once, in order."""
    many = "".join(
        json.dumps({"id": str(i), "question": f"2022年青州港第{i}号码头吞吐量是多少？"}) + "\n"
        for i in range(MANY)
    )
    (workplace / "多.jsonl").write_text(many, encoding="utf-8")
    command = [sys.executable, "-m", "assistant", "evaluate", "多.jsonl", "--results", "r.jsonl"]
    repository = Path(__file__).resolve().parent.parent
    environment = os.environ | {"PYTHONPATH": str(repository)}
    # Started behind an & this run ignores Ctrl-C, and what it starts would too.
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    results = workplace / "r.jsonl"
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        if results.exists() and results.read_text("utf-8").count("\n") > 5:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "已中断" in output.decode()
    assert "--resume" in output.decode()
    assert "索引" not in errors.decode()
    done = [json.loads(x)["id"] for x in results.read_text("utf-8").splitlines()[1:]]
    assert 5 <= len(done) < MANY
    # Fewer questions would be another run; the rest is asked to the end.
    assert subprocess.run([*command, "--resume"], env=environment, check=False).returncode == 0
    lines = results.read_text("utf-8").splitlines()[1:]
    assert [json.loads(x)["id"] for x in lines] == [str(i) for i in range(MANY)]


def test_sets_that_share_a_name_and_ids_are_both_counted(workplace: Path) -> None:
    (workplace / "题.v2.jsonl").write_text(
        json.dumps({"id": "1", "question": "2022年青州港货物吞吐量是多少？", "facts": [["9亿吨"]]})
        + "\n",
        encoding="utf-8",
    )
    sets = ("题.jsonl", "题.v2.jsonl")
    assert run("evaluate", *sets, "--documents", "文档", "--results=r.jsonl") == 0
    written = (workplace / "r.jsonl").read_text("utf-8").splitlines()
    header, *lines = [json.loads(line) for line in written]
    assert header["sets"] == ["题", "题.v2"]
    assert [(x["set"], x["id"], x["scores"]["right"]) for x in lines if x["id"] == "1"] == [
        ("题", "1", 1.0),
        ("题.v2", "1", 0.0),
    ]


@pytest.mark.parametrize(
    "command", [["evaluate", "题.jsonl"], ["questions", "draft", "--output", "草稿.jsonl"]]
)
def test_an_index_that_is_built_on_the_way_tells_what_it_skipped(
    workplace: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (workplace / "文档" / "坏.docx").write_bytes(b"PK")
    assert run(*command) == 0
    assert "跳过：坏.docx 不是完好的 docx 文件" in capsys.readouterr().err


def test_where_nobody_looks_the_error_stream_holds_whole_sentences_and_no_bars(
    workplace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    (workplace / "文档" / "坏.docx").write_bytes(b"PK")
    rows = [{"id": 1, "question": "无人码头由谁负责实施？", "facts": [["港务局"]], "难度": 1}]
    (workplace / "题.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert run("evaluate", "题.jsonl", "--documents", "文档") == 0
    told = capsys.readouterr().err
    assert [line[:3] for line in told.splitlines()] == ["提醒：", "跳过："]
    assert "\r" not in told
