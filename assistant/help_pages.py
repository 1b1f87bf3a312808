"""Typer's help pages, made to break Chinese: it has no spaces to break lines at."""

from typing import Any


def fold_help() -> None:
    """Let a help text that is wider than its column go on in the next line.

    Typer lets Rich cut what it takes for one long word, and has no setting for it; where a
    version of it lacks the function that is wrapped here, its pages stay as they are.
    """
    from rich.text import Text
    from typer import rich_utils

    make = getattr(rich_utils, "_make_rich_text", None)
    if make is None or getattr(make, "folds", False):
        return

    def folding(**given: Any) -> Any:
        made = make(**given)
        if isinstance(made, Text):
            made.overflow = "fold"
        return made

    folding.folds = True  # type: ignore[attr-defined]  # so that it is wrapped once
    vars(rich_utils)["_make_rich_text"] = folding
