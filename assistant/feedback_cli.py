"""`assistant feedback`: what readers said, for the operator; 没用 becomes draft test cases."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import DataFolderNotWritable
from assistant.feedback import FEEDBACK_FILE, FeedbackStore, as_json_lines
from assistant.file_troubles import file_trouble
from assistant.output_files import check_output
from assistant.settings import load_settings

_NAMES = {"useful": "有用", "useless": "没用"}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(feedback)


def feedback(
    drafts: Annotated[
        Path | None, typer.Option(help="把“没用”的问题写成问题集草稿（JSON Lines），供补上 facts")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的 --drafts 文件")] = False,
) -> None:
    """列出读者的评价；--drafts 把“没用”的问题存成测试题草稿。"""
    store = FeedbackStore(load_settings().data_dir / FEEDBACK_FILE)
    if drafts is not None:
        found = store.drafts()
        if not found:
            typer.echo("还没有“没用”的评价，没有写文件。")
            return
        check_output(drafts, overwrite=force)
        try:
            drafts.write_text(as_json_lines(found), encoding="utf-8")
        except OSError as error:
            raise DataFolderNotWritable(
                f"写不进 {drafts}：{file_trouble(error)}；请换一个位置。"
            ) from None
        typer.echo(f"{len(found)} 道草稿写入 {drafts}；补上 facts 后可用 assistant evaluate 运行。")
        return
    entries = store.entries()
    if not entries:
        typer.echo("还没有评价。")
    for entry in entries:
        said = entry.feedback
        note = "；".join(part for part in (said.reason, said.note) if part)
        fields = (entry.made, _NAMES[said.verdict], said.question, note)
        typer.echo("\t".join(" ".join(field.split()) for field in fields))
