"""Files and folders that may not be read, for root too, whom permissions do not stop."""

import os
from pathlib import Path
from typing import Any

import pytest


def close(monkeypatch: pytest.MonkeyPatch, closed: Path) -> None:
    """Opening `closed`, or anything below it, is refused from now on."""

    def refusing(opening: Any) -> Any:
        def opened(path: Any, *arguments: Any, **named: Any) -> Any:
            if Path(path).is_relative_to(closed):
                raise PermissionError(13, "Permission denied", str(path))
            return opening(path, *arguments, **named)

        return opened

    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    for name in ("open", "is_file", "is_symlink"):
        monkeypatch.setattr(Path, name, refusing(getattr(Path, name)))
