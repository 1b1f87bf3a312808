import errno
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main, own_address
from assistant.service import Assistant
from assistant.settings import Settings
from tests.commands import run

GREEN = "论绿色产业\n要大力发展绿色产业。一是加快产业转型，打造集群。二是加快能源转型，提高比重。\n"
ANSWER_KEYS = [
    "question", "standalone_question", "outcome", "confidence", "reason", "answer", "statements",
    "citations", "hits", "suggestions", "seconds", "refusal",
    "only_nearest",
]  # fmt: skip
ARTICLE_KEYS = [
    "id", "title", "author", "affiliation", "column", "published", "source", "text_hash",
    "pages", "recognised", "text",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one document and settings that point into it."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "绿色.txt").write_text(GREEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name, value in {"DOCUMENTS_DIR": "documents", "DATA_DIR": "data"}.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", value)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_ask_prints_the_answer_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "发展绿色产业有哪些措施？") == 0
    out = capsys.readouterr().out
    assert "加快产业转型" in out
    assert "出处：" in out
    assert "[1] 《" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ask"], "缺少 question：要问的问题；用 assistant ask --help 看用法。"),
        (["ask", "--jsn", "问"], "没有选项 --jsn；是不是 --json？"),
        (["serv"], "没有命令 serv；是不是 serve？用 assistant --help 看用法。"),
        (["serve", "--port", "八千"], "--port 要写整数：监听的端口，1 到 65535；"),
        (["serve", "--port", "0"], "--port 不能小于 1：监听的端口，1 到 65535；"),
        (["serve", "--port", "65536"], "--port 不能大于 65535：监听的端口，1 到 65535；"),
        (["evaluate", "--limit", "-3"], "--limit 不能小于 0"),
        (
            ["evaluate", "--answer-groups", "foo"],
            "--answer-groups 的值 foo 不能用，可选的值是 'one-of-each', 'any-group'：",
        ),
        (["ask", "绿色", "产业"], "多出了 产业，有空格的一句话要用引号括起来；"),
        (["ask", "问", "--as-of"], "选项 --as-of 后面要写它的值；"),
        (["index", "--rebuild=3"], "选项 --rebuild 后面不带值；"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_told_of_in_chinese(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    printed = capsys.readouterr().err
    assert printed.startswith(f"错误：{told}")
    assert "Usage" not in printed


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 2
    printed = capsys.readouterr()
    assert "读入文档，建立索引" in printed.out + printed.err
    assert "错误" not in printed.err


@pytest.mark.parametrize("command", [[], ["index"], ["evaluate"], ["questions", "draft"]])
def test_help_is_whole_in_a_narrow_terminal(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("typer.rich_utils.MAX_WIDTH", 80)
    assert run(*command, "--help") == 0
    assert "…" not in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_json_has_the_documented_keys_and_exact_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "发展绿色产业有哪些措施？", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert run("articles", "--json") == 0
    articles = {a["id"]: a for a in json.loads(capsys.readouterr().out)}
    assert list(answer) == ANSWER_KEYS
    assert [list(article) for article in articles.values()] == [ARTICLE_KEYS]
    assert answer["citations"]
    for citation in answer["citations"]:
        text = articles[citation["article_id"]]["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_index_tells_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "documents" / "空.txt").write_text("", encoding="utf-8")
    assert run("index") == 0
    captured = capsys.readouterr()
    assert "读入 1 个文件，未变 0 个，移除 0 个，跳过 1 个；现有文章 1 篇" in captured.out
    assert "空.txt" in captured.err
    assert run("index", "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["read"], summary["unchanged"]) == (0, 1)


@pytest.mark.parametrize("command", [["ask", "发展绿色产业有哪些措施？"], ["articles"]])
def test_a_first_start_tells_what_it_skipped_and_later_ones_do_not(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (folder / "documents" / "坏.docx").write_bytes(b"PK")
    (folder / "documents" / "相册.pages").write_bytes(b"PK")
    assert run(*command, "--json") == 0
    first = capsys.readouterr()
    told = first.err.splitlines()
    assert [line[:8] for line in told] == ["跳过：坏.doc", "跳过：相册.pa"]
    assert "请转换为 pdf、docx、xlsx、pptx、txt、md、html 或 jsonl" in told[1]
    json.loads(first.out)
    (folder / "documents" / "新.txt").write_text(GREEN, encoding="utf-8")
    assert run(*command, "--json") == 0
    assert capsys.readouterr().err == ""


def test_serve_tells_of_files_that_are_new_since_the_folder_was_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: None)
    port = str(free_port())
    (folder / "documents" / "坏.docx").write_bytes(b"PK")
    assert run("serve", "--port", port) == 0
    first = capsys.readouterr().err
    assert "跳过：坏.docx" in first
    assert "新文件" not in first
    assert run("serve", "--port", port) == 0
    assert "新文件" not in capsys.readouterr().err
    (folder / "documents" / "新.txt").write_text(GREEN, encoding="utf-8")
    (folder / "documents" / "绿色.txt").unlink()
    assert run("serve", "--port", port) == 0
    assert capsys.readouterr().err.startswith(
        f"文档文件夹 {folder / 'documents'} 有 2 个新文件或改动，还没有读入；"
        "请另开一个终端运行 assistant index"
    )
    assert run("index") == 0
    capsys.readouterr()
    assert run("serve", "--port", port) == 0
    assert "新文件" not in capsys.readouterr().err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def break_documents(folder: Path) -> None:
    (folder / "documents" / "绿色.txt").unlink()
    (folder / "documents").rmdir()


def block_data(folder: Path) -> None:
    (folder / "data").write_text("a file", encoding="utf-8")


def damage_index(folder: Path) -> None:
    with pytest.raises(SystemExit):
        main(["index"])
    (folder / "data" / "generations" / "000001" / "library.sqlite").write_bytes(b"")


def leave_as_it_is(folder: Path) -> None:
    del folder


def empty_library(folder: Path) -> None:
    (folder / "documents" / "绿色.txt").unlink()


def other_model(folder: Path) -> None:
    with pytest.raises(SystemExit):
        main(["index"])
    path = folder / "data" / "generations" / "000001" / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("builtin-zh", "another"), encoding="utf-8")


@pytest.mark.parametrize(
    ("prepare", "words", "remedy"),
    [
        (break_documents, ["ask", "问"], "ASSISTANT_DOCUMENTS_DIR"),
        (block_data, ["ask", "问"], "ASSISTANT_DATA_DIR"),
        (damage_index, ["ask", "问"], "assistant index --rebuild"),
        (damage_index, ["index"], "assistant index --rebuild"),
        (other_model, ["articles"], "assistant index --rebuild"),
        (empty_library, ["ask", "问"], "再运行 assistant index"),
        (leave_as_it_is, ["ask", " "], "请写出要问的内容"),
        (leave_as_it_is, ["ask", "问" * 501], "ASSISTANT_MAX_QUESTION_CHARS"),
        (leave_as_it_is, ["ask", "问", "--as-of", "昨天"], "请写成 2023-01-01"),
        (leave_as_it_is, ["ask", "问", "--article", "无此文"], "“无此文”，文库里没有"),
        (leave_as_it_is, ["index", "没有的文件夹"], "没有的文件夹"),
    ],
    ids=[
        "no documents folder", "data folder not writable", "damaged index", "damaged, indexing",
        "another model", "empty library", "empty question", "long question", "no date",
        "no such article", "no such path",
    ],
)  # fmt: skip
def test_an_error_is_one_paragraph_with_the_remedy(
    folder: Path, capsys: pytest.CaptureFixture[str], prepare: object, words: list[str], remedy: str
) -> None:
    assert callable(prepare)
    prepare(folder)
    capsys.readouterr()
    assert run(*words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("错误：")
    assert captured.err.count("\n") == 1
    assert remedy in captured.err


@pytest.mark.usefixtures("folder")
def test_a_bad_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")
    assert run("articles") == 2
    assert "ASSISTANT_PORT" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "many", "'many' 不可用：应为整数；"),
        ("PORT", "70000", "'70000' 不可用：应不大于 65535；"),
        ("SESSION_HOURS", "0", "'0' 不可用：应大于 0.0；"),
        ("SESSION_HOURS", "nan", "'nan' 不可用：应为有限的数字，不能是 inf 或 nan；"),
        ("MAX_DOCUMENT_MEGABYTES", "inf", "'inf' 不可用：应为有限的数字，不能是 inf 或 nan；"),
        ("LLM_BASE_URL", "http://[::1", "'http://[::1' 不可用：应为服务的地址，形如 "),
        ("LLM_BASE_URL", "http://１０.0.0.1/v1", "'http://１０.0.0.1/v1' 不可用：应为服务的地址"),
        ("ENCODER_BASE_URL", "127.0.0.1:80", "'127.0.0.1:80' 不可用：应为服务的地址，形如 "),
        ("LOG_QUESTIONS", "x", "'x' 不可用：应为 true 或 false；"),
        ("VECTOR_STORE", "x", "'x' 不可用：只能是 'faiss' 或 'milvus'；"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_a_setting_should_be_is_told_in_chinese(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    expected: str,
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    assert run("articles") == 2
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('llm_model = "通义"\n'.encode("gbk"), "assistant.toml 不是 UTF-8 编码"),
        (b"colour = 1\n", "设置项 colour 的值 1 不可用：没有这个设置项"),
        (
            b"\nport 3\n",
            "assistant.toml 的第 2 行第 6 列不是有效的 TOML：名字后面要写 = 和值；请改正后重试。",
        ),
        (b"port =", "assistant.toml 的末尾不是有效的 TOML：值的写法不对，文字要用英文引号"),
        (b'data_dir = "C:\\Users"', "第 1 行第 17 列不是有效的 TOML：双引号里的 \\ 要写成 \\\\，"),
    ],
)
def test_a_config_file_that_cannot_be_used_is_told_in_chinese(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes, expected: str
) -> None:
    (folder / "assistant.toml").write_bytes(content)
    assert run("articles") == 2
    assert expected in capsys.readouterr().err


def test_a_port_in_use_is_told_before_anything_is_started(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run("serve", "--port", str(port)) == 2
    assert f"端口 {port} 已被" in capsys.readouterr().err
    assert not (folder / "data").exists()


@pytest.mark.parametrize("host", ["nohost.invalid", "192.0.2.1", "127.0.0.1:80", "[::1]"])
def test_a_host_that_is_not_of_this_machine_is_at_fault_and_not_the_port(
    folder: Path, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert run("serve", "--host", host) == 2
    assert capsys.readouterr().err == (
        f"错误：监听的地址 {host} 不是本机的地址；请写本机的 IP 地址，127.0.0.1 只有本机能访问，"
        "0.0.0.0 别的机器也能访问：assistant serve --host 127.0.0.1\n"
    )
    assert not (folder / "data").exists()


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:7860"),
        ("0.0.0.0", "http://127.0.0.1:7860"),
        ("::1", "http://[::1]:7860"),
        ("::", "http://[::1]:7860"),  # takes no connection to 127.0.0.1
        ("oa.example", "http://oa.example:7860"),
    ],
)
def test_the_address_that_is_told_at_the_start_opens_in_a_browser(host: str, address: str) -> None:
    assert own_address(Settings(host=host)) == address


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("number", "port", "told"),
    [
        (errno.EACCES, 80, "没有权限监听端口 80（1024 以下的要管理员权限）；请换一个端口："
         "assistant serve --port 7860"),
        (errno.EADDRINUSE, 65535, "端口 65535 已被别的程序占用；请停止它，或换一个端口："
         "assistant serve --port 7860"),
    ],
)  # fmt: skip
def test_the_port_that_is_named_instead_can_be_taken(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    port: int,
    told: str,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    assert run("serve", "--port", str(port)) == 2
    assert capsys.readouterr().err == f"错误：{told}\n"


def test_a_process_shows_no_traceback(folder: Path) -> None:
    block_data(folder)
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "问"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("错误：")
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("folder")
def test_asking_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom assistant.cli import main\n"
        "try:\n    main(['ask', '发展绿色产业有哪些措施？'])\nexcept SystemExit as stop:\n"
        "    assert stop.code == 0\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'gradio', 'fastapi',"
        " 'langchain_core', 'sklearn', 'scipy', 'trafilatura', 'matplotlib', 'pandas'}\n"
        "print('loaded:', *sorted(heavy & set(sys.modules)))"
    )
    for _ in range(2):  # the first start builds the index, the second opens it
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8",
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded:"


@pytest.mark.parametrize("question", ["双碳有哪些措施？", "三个万亿级产业是哪三个？"])
def test_the_owners_two_questions_are_answered_with_citations(
    assistant_on_documents: Assistant, question: str
) -> None:
    answer = assistant_on_documents.ask(question)
    assert answer.outcome == "answered"
    assert all(statement.citations for statement in answer.statements)
    for citation in answer.citations:
        text = assistant_on_documents.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
