"""The `assistant` command: parse, call one method of the service, print."""

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assistant.errors import AssistantError, LibraryError, PortInUse
from assistant.file_troubles import file_trouble
from assistant.help_pages import fold_help
from assistant.progress import is_watched, print_skipped
from assistant.serialise import page_name
from assistant.settings import Settings, load_settings
from assistant.terminal import shown, shown_json, shown_lines
from assistant.usage_errors import usage_trouble

if TYPE_CHECKING:
    from assistant.indexing import IndexSummary
    from assistant.service import Assistant
    from assistant.types import Answer

EXIT_ERROR = 2
EXIT_INTERRUPTED = 130
_INTERRUPTED = {  # what a command leaves behind that Ctrl-C ended
    "index": "已中断；没有改动已有的索引。",
    "forget": "已中断；没有改动已有的索引。",
    "evaluate": "已中断；给出过 --results 的，同样的命令加 --resume 接着做。",
}
app = typer.Typer(
    help="有据：面向中文文档的问答助手，每句话都有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line; a mendable error is one paragraph on stderr and exit code 2."""
    words = sys.argv[1:] if arguments is None else arguments
    _mount(next((word for word in words if not word.startswith("-")), ""))
    if not words or "--help" in words:
        fold_help()
    try:
        code = app(words, prog_name="assistant", standalone_mode=False)
    except typer.TyperException as error:
        if error.format_message():  # without any the help was asked for, and has been shown
            print(f"错误：{shown_lines(usage_trouble(error))}", file=sys.stderr)
        raise SystemExit(EXIT_ERROR) from None
    except typer.Abort:
        print("已中断，什么都没有改动。", file=sys.stderr)
        raise SystemExit(EXIT_INTERRUPTED) from None
    except AssistantError as error:
        print(f"错误：{shown_lines(str(error))}", file=sys.stderr)
        raise SystemExit(EXIT_ERROR) from None
    except OSError as error:
        if error.filename is None:
            raise  # no file that the user named
        print(f"错误：{shown(_file_trouble(error))}", file=sys.stderr)
        raise SystemExit(EXIT_ERROR) from None
    if code == EXIT_INTERRUPTED:  # Typer's answer to Ctrl-C
        command = next((word for word in words if not word.startswith("-")), "")
        print(_INTERRUPTED.get(command, "已中断。"), file=sys.stderr)
    raise SystemExit(code or 0)


def _file_trouble(error: OSError) -> str:
    return f"文件 {error.filename} 读写不成：{file_trouble(error)}；请检查路径、权限和磁盘空间。"


def _mount(command: str) -> None:
    """Add the commands of other modules; each is loaded only for its own ("" for the help)."""
    if command in ("evaluate", "questions", ""):
        from assistant.evaluation_cli import register as register_evaluation

        register_evaluation(app)
    if command in ("users", "keys", ""):
        from assistant.access_cli import register as register_access

        register_access(app)
    if command in ("feedback", ""):
        from assistant.feedback_cli import register as register_feedback

        register_feedback(app)


@app.command()
def index(
    paths: Annotated[
        list[Path] | None,
        # Whether they may be read is told in reading them.
        typer.Argument(
            help="文件夹或文件；不写则重读以前读过的，没读过则读设置中的文档文件夹",
            readable=False,
        ),
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="全部重读、重建")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="结果以 JSON 输出")] = False,
) -> None:
    """读入文档，建立索引；没有变动的文件不重读。"""
    from assistant.service import Assistant

    settings = load_settings()
    assistant = Assistant.unopened(settings)
    summary = assistant.add(paths or (), rebuild=rebuild, progress=is_watched())
    _print_summary(summary, as_json)


@app.command()
def forget(
    paths: Annotated[
        list[Path], typer.Argument(help="以前读入的文件夹或文件；可以已经不在了", readable=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="结果以 JSON 输出")] = False,
) -> None:
    """把从文件夹读入的文章移出文档库，以后也不再读它；文件本身不动。"""
    from assistant.service import Assistant

    summary = Assistant.unopened(load_settings()).forget(paths)
    _print_summary(summary, as_json)


def _print_summary(summary: "IndexSummary", as_json: bool) -> None:
    if as_json:
        values = {name: getattr(summary, name) for name in summary.__dataclass_fields__}
        values["skipped"] = [{"path": path, "reason": reason} for path, reason in summary.skipped]
        print(shown_json(values))
        return
    for _, reason in summary.skipped:
        print_skipped(reason)
    print(
        f"读入 {summary.read} 个文件，未变 {summary.unchanged} 个，移除 {summary.removed} 个，"
        f"跳过 {len(summary.skipped)} 个；现有文章 {summary.articles} 篇、"
        f"段落 {summary.passages} 个；用时 {summary.seconds:.1f} 秒。"
    )


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="要问的问题")],
    history: Annotated[
        list[str] | None, typer.Option("--history", help="同一对话中先前的问题，先问的在前，可多个")
    ] = None,
    as_of: Annotated[
        str,
        typer.Option("--as-of", help="只用到这一天为止发表的文章，如 2022-12-31、2022-12 或 2022"),
    ] = "",
    articles: Annotated[
        list[str] | None,
        typer.Option("--article", help="只查这篇文章：文章编号、文件名或题名；可多个"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="整个回答以 JSON 输出")] = False,
) -> None:
    """问一个问题，给出带出处的回答。"""
    assistant = _open(load_settings())
    if not assistant.info().articles:
        raise LibraryError(
            "文档库是空的，没有可以查的内容；请把文档放入文档文件夹，再运行 assistant index。"
        )
    answer = assistant.ask(
        question, tuple(history or ()), as_of=as_of, articles=tuple(articles or ())
    )
    if as_json:
        from assistant.serialise import answer_to_dict

        known = (*assistant.articles(), *assistant.margins())
        print(shown_json(answer_to_dict(answer, known)))
    else:
        _print_answer(answer, assistant)


def _print_answer(answer: "Answer", assistant: "Assistant") -> None:
    if answer.standalone_question != answer.question:
        print(f"（理解为：{shown(answer.standalone_question)}）")
    print(shown_lines(answer.text))
    if answer.citations:
        print("\n出处：")
    for citation in answer.citations:
        article = assistant.article(citation.article_id)
        page = page_name(article.page_at(citation.start), article.is_recognised(citation.start))
        known = (article.author, article.published, page)
        by = "，".join(part for part in known if part)
        title = f"《{article.title}》" + (f"（{by}）" if by else "")
        print(f"[{citation.number}] {shown(title)}：“{shown_lines(citation.quote)}”")
    if answer.outcome == "abstained" and answer.hits and _has_nearest(answer):
        print("\n文中相近的内容：")
        for hit in answer.hits[:3]:
            title = assistant.article(hit.passage.article_id).title
            print(f"· 《{shown(title)}》：{shown_lines(hit.passage.text)}")
    if answer.suggestions:
        print("\n还可以问：" + shown("　".join(answer.suggestions)))


def _has_nearest(answer: "Answer") -> bool:
    return answer.refusal is None or answer.refusal.kind in ("no_evidence", "constraint")


@app.command()
def articles(
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出，含全文")] = False,
) -> None:
    """列出文档库中的文章。"""
    assistant = _open(load_settings())
    found = assistant.articles()
    if as_json:
        from assistant.serialise import article_to_dict

        print(shown_json([article_to_dict(article) for article in found]))
        return
    for article in found:
        known = (article.author, article.affiliation, article.column, article.published)
        print(f"{shown(article.id)}  {shown(article.title)}")
        print("    " + shown("｜".join(part for part in (*known, article.source) if part)))
    if not found:
        print("文档库是空的；请把文档放入文档文件夹，再运行 assistant index。")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="监听的地址；默认只有本机能访问")] = "",
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="监听的端口，1 到 65535")
    ] = None,
) -> None:
    """启动网页、接口和挂件。"""
    given = {"host": host, "port": port}
    settings = load_settings(**{name: value for name, value in given.items() if value})
    _check_address(settings)
    assistant = _open(settings)
    if changed := assistant.changed_files():
        print(
            f"文档文件夹 {shown('、'.join(map(str, changed)))} 有 {sum(changed.values())} 个"
            "新文件或改动，还没有读入；"
            "请另开一个终端运行 assistant index（或 .venv/bin/assistant index），"
            "服务不必重启。",
            file=sys.stderr,
        )
    print(f"文章 {assistant.info().articles} 篇；正在启动网页……", file=sys.stderr)
    import uvicorn

    from assistant.api import create_app, start_warnings, uvicorn_options

    application = create_app(assistant, settings)
    for warning in start_warnings(settings):
        print(warning, file=sys.stderr)
    print(f"有据已启动：{own_address(settings)}（按 Ctrl-C 停止）", flush=True)
    uvicorn.run(application, **uvicorn_options(settings))


def own_address(settings: Settings) -> str:
    """Where a browser on this machine finds the server."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _open(settings: Settings) -> "Assistant":
    from assistant.service import Assistant

    return Assistant.from_settings(settings, progress=is_watched(), on_skip=print_skipped)


def _check_address(settings: Settings) -> None:
    """Raise PortInUse, before anything slow is done, where host and port cannot be listened on."""
    import socket

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise PortInUse(_address_trouble(settings, error)) from None


def _address_trouble(settings: Settings, error: OSError) -> str:
    """Which of host and port is at fault, and one to take instead."""
    host, port = settings.host, settings.port
    other = f"assistant serve --port {port + 1 if 1024 <= port < 65535 else 7860}"
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被别的程序占用；请停止它，或换一个端口：{other}"
    if error.errno == errno.EACCES:
        return f"没有权限监听端口 {port}（1024 以下的要管理员权限）；请换一个端口：{other}"
    return (
        f"监听的地址 {host} 不是本机的地址；请写本机的 IP 地址，127.0.0.1 只有本机能访问，"
        "0.0.0.0 别的机器也能访问：assistant serve --host 127.0.0.1"
    )
