import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant import evaluation_library
from assistant.errors import DocumentsFolderMissing
from assistant.evaluation_library import KEPT_LIBRARIES, content_name, library_settings
from assistant.settings import Settings


def test_own_library_is_asked_where_no_documents_are_given(settings: Settings) -> None:
    assert library_settings(settings, None) == settings


def test_throw_away_library_lies_apart_and_is_found_again(settings: Settings) -> None:
    (settings.documents_dir / "a.txt").write_text("甲", "utf-8")
    other = library_settings(settings, settings.documents_dir)
    assert other.data_dir.parent == settings.data_dir / "evaluation"
    assert other.documents_dir == settings.documents_dir
    assert library_settings(settings, settings.documents_dir) == other


def test_name_changes_with_documents_and_with_the_encoder_only(settings: Settings) -> None:
    document = settings.documents_dir / "a.txt"
    document.write_text("甲", "utf-8")
    name = content_name(settings, settings.documents_dir)
    os.utime(document, (1, 1))
    places = {"data_dir": Path("elsewhere"), "port": 9999, "llm_api_key": SecretStr("x")}
    assert content_name(settings.model_copy(update=places), settings.documents_dir) == name
    encoder = settings.model_copy(update={"encoder_model": "bge"})
    assert content_name(encoder, settings.documents_dir) != name
    document.write_text("乙", "utf-8")
    assert content_name(settings, settings.documents_dir) != name


@pytest.mark.parametrize(
    ("source", "decides"),
    [
        ("assistant/ingest/outline.py", True),
        ("assistant/retrieval/keyword.py", True),
        ("assistant/indexing.py", True),
        ("assistant/quantities.py", True),
        ("assistant/text.py", True),
        ("embeddings/builtin/contextual/model.onnx", True),
        ("embeddings/builtin/model.safetensors", True),
        ("embeddings/builtin/README.md", False),
        ("assistant/answering/composer.py", False),
    ],
)
def test_name_changes_with_what_makes_the_index(
    settings: Settings,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    decides: bool,
) -> None:
    assert (repository / source).is_file()
    package = settings.data_dir / "package"
    monkeypatch.setattr(evaluation_library, "_PACKAGE", package)
    unchanged = content_name(settings, settings.documents_dir)
    (package / source).parent.mkdir(parents=True)
    (package / source).write_text("x", "utf-8")
    assert (content_name(settings, settings.documents_dir) != unchanged) == decides


@pytest.mark.parametrize(
    "change",
    [
        {"max_document_megabytes": 0.5},
        {"encoder_base_url": "http://127.0.0.1:8080/v1"},
        {"milvus_uri": "other.db"},
    ],
)
def test_name_changes_with_settings_that_decide_what_is_read(
    settings: Settings, change: dict[str, object]
) -> None:
    changed = settings.model_copy(update=change)
    assert content_name(changed, settings.documents_dir) != content_name(
        settings, settings.documents_dir
    )


def test_documents_that_are_not_there_are_named(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(DocumentsFolderMissing, match=r"找不到要评测的文档 .*没有"):
        library_settings(settings, tmp_path / "没有")


def test_least_recently_used_libraries_go_first(settings: Settings) -> None:
    root = settings.data_dir / "evaluation"
    for i in range(KEPT_LIBRARIES + 3):
        folder = root / f"old{i:02d}"
        folder.mkdir(parents=True)
        os.utime(folder, (i, i))
    (settings.documents_dir / "a.txt").write_text("甲", "utf-8")
    library_settings(settings, settings.documents_dir)
    # The one to be made takes the last place.
    kept = [f"old{i:02d}" for i in range(4, KEPT_LIBRARIES + 3)]
    assert sorted(folder.name for folder in root.iterdir()) == kept
