"""Files of secrets: JSON, readable by their owner only, changed by one process at a time."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import SettingsError
from assistant.file_troubles import file_trouble

WAIT_SECONDS = 10.0  # for another command that is changing the same file


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Hold the file's lock while it is read, changed and written; raises SettingsError.

    Two commands at once would each write what they read, and one change would be lost.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=WAIT_SECONDS)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise SettingsError(f"另一个命令正在修改 {path}；请等它完成后再试。") from None
    except OSError as error:
        raise SettingsError(_not_written(path, error)) from None
    try:
        yield
    finally:
        lock.release()


def write_private(path: Path, data: object) -> None:
    """Write JSON aside with mode 0600, then put it in place, so that no reader sees half of it."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(aside, path)
        finally:
            Path(aside).unlink(missing_ok=True)  # there only where it could not be put in place
    except OSError as error:
        raise SettingsError(_not_written(path, error)) from None


def read_private(path: Path, what: str) -> dict[str, object]:
    """The JSON object in the file; {} where there is none. Raises SettingsError when malformed."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise SettingsError(f"{what} {path} 读不出或不是有效的 JSON；请改正后重试。") from None
    if not isinstance(data, dict):
        raise SettingsError(f"{what} {path} 应为一个 JSON 对象；请改正后重试。")
    return data


def _not_written(path: Path, error: OSError) -> str:
    return f"写不进 {path}：{file_trouble(error)}；请检查文件夹的权限。"
