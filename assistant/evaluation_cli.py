"""`assistant evaluate` and `assistant questions …`: parse, wire, run, write."""

import datetime
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.text import Text

from assistant.errors import EvaluationFailed, QuestionSetError
from assistant.evaluation.questions import read_sets
from assistant.output_files import check_different, check_output
from assistant.progress import is_watched, print_skipped, tell
from assistant.questions_cli import questions_app
from assistant.terminal import shown_lines

if TYPE_CHECKING:
    from assistant.evaluation.comparison import Comparison
    from assistant.evaluation.runner import Run, Workers
    from assistant.evaluation.session import Session
    from assistant.evaluation.summary import Summary

EXIT_GATE = 1
EXIT_INTERRUPTED = 130
RESUME_OR_FORCE = "接着上次做请加 --resume，重新做并覆盖它请加 --force，或换一个文件名"


def register(app: typer.Typer) -> None:
    """Mount the commands on the `assistant` command."""
    app.command("evaluate", help="用问题集评测，给出带置信区间的指标和报告")(evaluate)
    app.add_typer(questions_app, name="questions")


def evaluate(
    questions: Annotated[
        list[Path] | None, typer.Argument(help="问题集：.jsonl(.gz)、.csv 或 .xlsx，可多个")
    ] = None,
    documents: Annotated[
        Path | None, typer.Option(help="自带文档：文件夹、文件或 passages.jsonl(.gz)，另建临时索引")
    ] = None,
    results: Annotated[
        Path | None, typer.Option(help="逐题结果写到这个 .jsonl；已有的要加 --resume 或 --force")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="网页报告写到这个 .html")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Excel 报告写到这个 .xlsx")] = None,
    junit: Annotated[Path | None, typer.Option(help="JUnit 报告写到这个 .xml")] = None,
    summary: Annotated[Path | None, typer.Option(help="全部指标写到这个 .json")] = None,
    baseline: Annotated[Path | None, typer.Option(help="与以前的 --results 文件比较")] = None,
    tolerance: Annotated[
        float, typer.Option(help="与基线相比允许下降多少（0.01 即 1 个百分点）")
    ] = 0.0,
    minimum: Annotated[
        list[str] | None,
        typer.Option("--min", help="下限，如 fact_recall=0.95；未达到则退出码为 1"),
    ] = None,
    maximum: Annotated[
        list[str] | None, typer.Option("--max", help="上限，如 latency_p95_ms=30；超过则退出码为 1")
    ] = None,
    url: Annotated[str, typer.Option(help="评测运行中的服务，如 http://127.0.0.1:7860")] = "",
    token: Annotated[
        str, typer.Option(envvar="ASSISTANT_EVALUATE_TOKEN", help="服务的访问令牌")
    ] = "",
    jobs: Annotated[int, typer.Option(min=1, help="同时提问的个数")] = 1,
    limit: Annotated[
        int, typer.Option(min=0, help="每次只抽这么多题（按 id 的哈希，固定）；0 为全部")
    ] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="接着上次中断的 --results 做")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="覆盖已有的 --results 或 --template 文件")
    ] = False,
    answer_groups: Annotated[
        Literal["one-of-each", "any-group"],
        typer.Option(help="answer_groups 的读法：每组答出一个，或答出任意一组的全部"),
    ] = "one-of-each",
    chat_url: Annotated[str, typer.Option(help="报告中“在对话页打开”的网址开头")] = "",
    template: Annotated[
        Path | None, typer.Option(help="写一份空白问题集模板 .xlsx 或 .csv 后退出")
    ] = None,
) -> None:
    """用问题集评测，给出带置信区间的指标和报告。"""
    console = _console()
    if template:
        from assistant.evaluation.sheets import write_template

        check_output(template, overwrite=force)
        write_template(template)
        _say(console, f"已写出模板 {template}；填好后运行 assistant evaluate {template}")
        return
    if not questions:
        raise QuestionSetError("没有给出问题集；例如 assistant evaluate questions.jsonl。")
    from assistant.evaluation.cautions import question_cautions, record_cautions
    from assistant.evaluation.comparison import check_comparable, compare, describe_regressions
    from assistant.evaluation.gates import broken, parse_limits
    from assistant.evaluation.results import read_results
    from assistant.evaluation.session import make_header, run_session, sample
    from assistant.evaluation.sheets import without_examples
    from assistant.evaluation.summary import summarise
    from assistant.evaluation.terminal import print_comparison, print_summary

    if resume and not results:
        raise QuestionSetError("--resume 要接着某个结果文件做；请同时给出 --results 文件。")
    outputs = _Outputs(results, report, xlsx, junit, summary)
    inputs = [path for path in (*questions, documents, baseline) if path]
    outputs.check(inputs, overwrite_results=resume or force)
    limits = parse_limits(minimum or ()) + parse_limits(maximum or (), at_most=True)
    earlier = read_results(baseline) if baseline else None
    cautions: list[str] = []  # shown before the run, and in the report beside its figures

    def caution(*sentences: str) -> None:
        cautions.extend(sentences)
        for sentence in sentences:
            _warn(sentence)

    asked, examples = without_examples(read_sets(questions, groups=answer_groups, on_skip=caution))
    if examples and not asked:
        raise QuestionSetError("问题集里只有模板的示例，没有要问的题；请填上自己的题。")
    if examples:
        caution(f"略过了 {examples} 道没有改动的模板示例；要问它们请改写一下。")
    chosen = sample(asked, limit)
    caution(*question_cautions(chosen))
    if earlier:
        check_comparable(earlier.records, chosen)
    with _target(documents, url, token, jobs) as (run, about, workers), _progress() as progress:
        started = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        header = make_header(chosen, about=about, started=started)
        session = run_session(
            run, chosen, header, results=results, resume=resume, workers=workers, progress=progress
        )
    if session.taken_over:
        _say(console, f"接着上次做：{session.taken_over} 题沿用已有结果")
    figures = summarise(session.records)
    if session.interrupted:
        print_summary(figures, console)
        kept = (
            f"结果在 {results}；同样的命令加 --resume 接着做。"
            if results
            else "没有 --results，结果未保存；加上它，中断后可用 --resume 接着做。"
        )
        _say(console, f"已中断：{len(session.records)}/{len(chosen)} 题完成。{kept}")
        raise SystemExit(EXIT_INTERRUPTED)  # all is said: the command line adds nothing
    comparison = None
    if earlier:
        comparison = compare(
            earlier.records,
            session.records,
            tolerance=tolerance,
            headers=(earlier.header, session.header),
        )
    failings = broken(limits, figures.figures)
    if comparison:
        failings += describe_regressions(comparison)
    # Before anything is shown: whatever a terminal cannot show, the run is not lost.
    _write(
        outputs,
        session,
        figures,
        comparison,
        failings,
        cautions,
        chat_url or url or _local_chat(),
    )
    print_summary(figures, console)
    for sentence in record_cautions(session.records):
        _warn(sentence)
    if comparison:
        print_comparison(comparison, console)
    for what, path in outputs.named():
        _say(console, f"{what}：{path}")
    for sentence in failings:
        _say(console, f"未达标：{sentence}", style="red")
    if figures.failures == figures.n:
        raise EvaluationFailed(
            f"{figures.n} 道题全部出错，没有问成，以上指标不能算成绩；"
            "请按上面的第一个错误检查服务、编码器和语言模型，再运行一次。"
        )
    if failings:
        raise typer.Exit(EXIT_GATE)


@dataclass(frozen=True, slots=True)
class _Outputs:
    """Where the results, the report and the other files go; None for not at all."""

    results: Path | None
    report: Path | None
    xlsx: Path | None
    junit: Path | None
    summary: Path | None

    def check(self, inputs: Sequence[Path], *, overwrite_results: bool) -> None:
        """Before a question is asked: raises OutputError or OSError for what is not to be written.

        The reports are made anew by every run and may be overwritten, `inputs` never.
        """
        check_different([path for _, path in self.named()])
        for _, path in self.named():
            overwrite = overwrite_results or path != self.results
            check_output(path, inputs=inputs, overwrite=overwrite, remedy=RESUME_OR_FORCE)

    def named(self) -> tuple[tuple[str, Path], ...]:
        """What is written, in Chinese, and where."""
        files = {
            "逐题结果": self.results,
            "网页报告": self.report,
            "Excel 报告": self.xlsx,
            "JUnit 报告": self.junit,
            "指标": self.summary,
        }
        return tuple((what, path) for what, path in files.items() if path)


def _write(
    outputs: _Outputs,
    session: "Session",
    figures: "Summary",
    comparison: "Comparison | None",
    failings: Sequence[str],
    cautions: Sequence[str],
    chat_url: str,
) -> None:
    """Write every file that was asked for; the results have been written by the session."""
    header, records = session.header, session.records
    if outputs.report:
        from assistant.evaluation.report import write_report

        write_report(
            outputs.report,
            header,
            records,
            figures,
            comparison=comparison,
            broken=failings,
            cautions=cautions,
            chat_url=chat_url,
        )
    if outputs.xlsx:
        from assistant.evaluation.workbook import write_workbook

        write_workbook(outputs.xlsx, header, records, figures, comparison)
    if outputs.junit:
        from assistant.evaluation.junit import write_junit

        write_junit(outputs.junit, records, figures, failings)
    if outputs.summary:
        from assistant.evaluation.summary import summary_to_mapping

        text = json.dumps(summary_to_mapping(header, figures), ensure_ascii=False, indent=1)
        outputs.summary.write_text(text + "\n", encoding="utf-8")


def _warn(sentence: str) -> None:
    tell(f"提醒：{shown_lines(sentence)}")


def _console() -> Console:
    """As wide as the terminal; wide enough for the table where the output is a file."""
    return Console() if sys.stdout.isatty() else Console(width=110)


def _say(console: Console, sentence: str, style: str = "") -> None:
    """Print a sentence as it is: what people named may look like markup."""
    console.print(Text(shown_lines(sentence), style), soft_wrap=True)


def _local_chat() -> str:
    from assistant.settings import load_settings

    settings = load_settings()
    return f"http://{settings.host}:{settings.port}"


@contextmanager
def _target(
    documents: Path | None, url: str, token: str, jobs: int
) -> "Iterator[tuple[Run, dict[str, Any], Workers | None]]":
    """The prepared run, what its header says, its workers; closes what it opened."""
    from assistant.evaluation.runner import prepare, threads

    if url:
        if documents:
            raise QuestionSetError("--url 评测的是服务自己的文档，不能同时用 --documents。")
        from assistant.evaluation.remote import RemoteTarget

        remote = RemoteTarget(url, token=token)
        try:
            run = prepare(remote, remote)
            workers = threads(run, jobs, remote.stop_waiting) if jobs > 1 else None
            yield run, remote.describe(), workers
        finally:
            remote.close()
        return
    from assistant.evaluation_library import (
        LocalTarget,
        describe,
        library_settings,
        open_library,
        processes,
    )
    from assistant.settings import load_settings

    settings = library_settings(load_settings(), documents)
    assistant = open_library(settings, documents, on_skip=print_skipped)
    target = LocalTarget(assistant)
    about = describe(assistant, settings, documents)
    yield prepare(target, target), about, processes(settings, jobs) if jobs > 1 else None


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar with the time left, on the error stream; None where nobody looks at it."""
    if not is_watched():
        yield None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("评测"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("已用"),
        TimeElapsedColumn(),
        TextColumn("还需"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("evaluate", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
