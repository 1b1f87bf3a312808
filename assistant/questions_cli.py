"""`assistant questions …`: drafts of question sets from the library and from complaints."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import LanguageModelError, QuestionSetError
from assistant.evaluation.questions import Question, question_from_mapping, write_questions
from assistant.output_files import check_output
from assistant.progress import print_skipped

if TYPE_CHECKING:
    from assistant.settings import Settings

questions_app = typer.Typer(help="起草和整理问题集", no_args_is_help=True)

OUTPUT = Annotated[Path, typer.Option("--output", "-o", help="写到 .xlsx、.csv 或 .jsonl")]
FORCE = Annotated[bool, typer.Option("--force", help="覆盖已有的 --output 文件")]


@questions_app.command("draft")
def draft(
    output: OUTPUT,
    documents: Annotated[
        Path | None, typer.Option(help="据这些文档起草；不写则据现有文档库")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="每一种最多起草多少题")] = 10,
    paraphrase: Annotated[
        bool, typer.Option("--paraphrase", help="再用已配置的语言模型换一种说法")
    ] = False,
    force: FORCE = False,
) -> None:
    """据文档库起草问题集（不用语言模型），供人核对后使用。"""
    from assistant.evaluation.drafting import draft_questions
    from assistant.evaluation.swapping import numbered, swap_questions
    from assistant.evaluation_library import LibraryCorpus, library_settings, open_library
    from assistant.settings import load_settings

    _check_ending(output)
    check_output(output, inputs=[documents] if documents else [], overwrite=force)
    settings = load_settings()
    library = library_settings(settings, documents)
    assistant = open_library(library, documents, on_skip=print_skipped)
    corpus = LibraryCorpus(assistant)
    drafts = draft_questions(corpus, assistant.figures(), most=most)
    drafts += swap_questions(drafts, corpus.articles(), most=most)
    if paraphrase:
        drafts += tuple(_paraphrased(drafts, settings))
    if not drafts:
        raise QuestionSetError("从现有文档起草不出问题；请先用 assistant articles 看看读入了什么。")
    write_questions(numbered(drafts), output)
    none = sum(not question.answerable for question in drafts)
    typer.echo(
        f"起草 {len(drafts)} 题（其中 {none} 题文中应无答案）：{output}\n"
        "每题的备注写着“草稿待核”和所据原文；请逐题核对、删改后再用于评测。"
    )


def _paraphrased(drafts: tuple[Question, ...], settings: "Settings") -> Iterator[Question]:
    from assistant.evaluation.paraphrasing import paraphrase
    from assistant.language_model import complete
    from assistant.parts import load_language_model, silence_libraries
    from prompts import render

    silence_libraries(settings)
    model = load_language_model(settings)
    if model is None:
        raise LanguageModelError(
            "没有配置语言模型，不能换说法；请设置 ASSISTANT_LLM_BASE_URL 和 ASSISTANT_LLM_MODEL，"
            "或去掉 --paraphrase。"
        )

    return paraphrase(
        drafts,
        partial(complete, model),
        lambda text: render("paraphrase_user", question=text),
    )


@questions_app.command("from-feedback")
def from_feedback(output: OUTPUT, force: FORCE = False) -> None:
    """把用户标为“没用”的回答整理成问题集草稿。"""
    from assistant.feedback import FEEDBACK_FILE, FeedbackStore
    from assistant.settings import load_settings

    _check_ending(output)
    store = FeedbackStore(load_settings().data_dir / FEEDBACK_FILE)
    drafts = store.drafts()
    if not drafts:
        typer.echo("还没有“没用”的反馈，没有写文件。")
        return
    check_output(output, overwrite=force)
    questions = tuple(question_from_mapping(row, f"反馈 {row['id']}") for row in drafts)
    write_questions(questions, output)
    typer.echo(f"由反馈整理出 {len(drafts)} 题：{output}\n请补上要点、核对出处后再用于评测。")


def _check_ending(path: Path) -> None:
    if path.suffix.lower() not in {".xlsx", ".csv", ".jsonl"}:
        raise QuestionSetError(f"不能写成 {path.name}；请用 .xlsx、.csv 或 .jsonl 结尾的文件名。")
