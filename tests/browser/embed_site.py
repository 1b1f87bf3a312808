"""The widget's own page, as it stands in the frame of a foreign one, around a fake of the API."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assistant.api import create_app
from assistant.settings import Settings
from tests.api.conftest import FakeService
from tests.api.serving import serving


@contextmanager
def embed_page(
    browser: Browser, service: FakeService, data_dir: Path, query: str = ""
) -> Iterator[Page]:
    """A page of a phone's width at /embed with this query, served without the chat."""
    settings = Settings(
        data_dir=data_dir,
        users_file=data_dir / "users.json",
        keys_file=data_dir / "keys.json",
        questions_per_minute=0,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.api.app.find_web", lambda: None)
        with serving(create_app(service, settings)) as served:
            page = browser.new_page(viewport={"width": 390, "height": 700}, locale="zh-CN")
            page.goto(f"{served}/embed{query}")
            yield page
            page.close()
