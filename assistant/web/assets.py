"""The page's own scripts and styles, addressed by their content so that caches never go stale."""

import hashlib
from functools import lru_cache
from pathlib import Path

from assistant.web.links import ASSETS_PATH

ASSETS_DIR = Path(__file__).parent / "ui"


@lru_cache(maxsize=1)
def assets_version() -> str:
    """Twelve hexadecimal digits over all assets; scripts import each other by relative names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in ASSETS_DIR.iterdir() if path.is_file()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def asset_link(name: str) -> str:
    """The address of the asset `name`; the version is a folder, so relative imports carry it."""
    return f"{ASSETS_PATH}/{assets_version()}/{name}"
