"""The files that a command writes: looked at before its work, so that nothing is lost by it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import OutputError

RENAME_OR_FORCE = "请换一个文件名，或加 --force 覆盖它"


def check_output(
    path: Path,
    *,
    inputs: Sequence[Path] = (),
    overwrite: bool = False,
    remedy: str = RENAME_OR_FORCE,
) -> None:
    """Make the file's folder and see that the file can be written; it stays as it is.

    Raises OutputError where it is a folder, is or lies in one of `inputs`, or, without
    `overwrite`, holds something already; OSError where it cannot be written.
    """
    if path.is_dir():
        raise OutputError(f"{path} 是一个文件夹，不能写成文件；请在后面加上文件名。")
    for source in inputs:
        if _belongs_to(path, source):
            raise OutputError(f"{path} 是这次要读的 {source}，写了就毁了它；请换一个文件名。")
    if not overwrite and path.is_file() and path.stat().st_size:
        raise OutputError(f"{path} 已经存在，没有覆盖；{remedy}。")
    _try_to_write(path)


def check_different(paths: Sequence[Path]) -> None:
    """Raise OutputError where two outputs are one file."""
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise OutputError(f"{path} 要写两样东西，后写的会盖掉先写的；请给它们不同的文件名。")
        seen.add(path.resolve())


def _belongs_to(path: Path, source: Path) -> bool:
    """Whether writing `path` would change `source`, a file or a folder of documents."""
    if not (path.exists() and source.exists()):
        return False
    return path.samefile(source) or source.resolve() in path.resolve().parents


def _try_to_write(path: Path) -> None:
    if path.exists() and not path.is_file():
        return  # a pipe or a device, which nothing but the writing itself can try
    made = not path.parent.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(
            f"{path.parent} 是一个文件，里面不能再有 {path.name}；请换一个位置。"
        ) from None
    if made:  # a misspelt path would otherwise be looked for where it was meant
        print(f"新建了文件夹 {path.parent.absolute()}", file=sys.stderr)
    is_new = not path.exists()
    path.open("ab").close()
    if is_new:
        path.resolve().unlink()  # of a link what it points to
