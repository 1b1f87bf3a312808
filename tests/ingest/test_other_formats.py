"""Files of kinds that are not read: each is told what to do with it."""

from pathlib import Path

import pytest

from assistant.errors import BinaryDocument
from assistant.ingest import readers
from assistant.ingest.changes import collect_changes
from assistant.ingest.library import Library, write_library
from assistant.ingest.otherformats import remedy
from assistant.ingest.readers import read_source
from tests.ingest.workbooks import LIMIT, book_of, saved


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("通知.doc", "请用 Word 或 WPS 打开，另存为 .docx 后再放入"),
        ("通知.WPS", "请用 Word 或 WPS 打开，另存为 .docx 后再放入"),
        ("通知.rtf", "请用 Word 或 WPS 打开，另存为 .docx 后再放入"),
        ("通知.odt", "请用 Word 或 WPS 打开，另存为 .docx 后再放入"),
        ("统计.xls", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再放入"),
        ("统计.et", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再放入"),
        ("汇报.ppt", "请用 PowerPoint 或 WPS 打开，另存为 .pptx 后再放入"),
        ("汇报.dps", "请用 PowerPoint 或 WPS 打开，另存为 .pptx 后再放入"),
        ("公文.ofd", "导出（转换）为 pdf 或 txt 后再放入"),
        ("扫描.jpg", "先用文字识别软件识别成文字"),
        ("扫描.TIFF", "先用文字识别软件识别成文字"),
        ("材料.zip", "请解压后放入其中的文档"),
        ("材料.rar", "请解压后放入其中的文档"),
        ("材料.7z", "请解压后放入其中的文档"),
        ("程序.exe", "请转换为 pdf、docx、xlsx、pptx、txt、md、html 或 jsonl 后再放入"),
    ],
)
def test_what_is_not_read_is_told_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.setattr("assistant.ingest.pdf.recognition.is_installed", lambda: False)
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(BinaryDocument) as caught:
        read_source(tmp_path / name, tmp_path, LIMIT)
    assert str(caught.value).startswith(f"{name} ")
    assert told in str(caught.value)


def test_a_name_with_braces_is_told_as_it_is() -> None:
    assert remedy("{a}.doc", ".doc").startswith("{a}.doc 的格式（.doc）不读")


def test_what_was_skipped_before_it_could_be_read_is_read_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "统计.xlsx").write_bytes(saved(book_of(["指标", "产量"], ["粮食", 98.7])))
    (folder / "甲.txt").write_text("甲文件的正文，讲述一件事情。", encoding="utf-8")
    with monkeypatch.context() as before:
        before.delitem(readers._READERS, ".xlsx")
        first = collect_changes([folder], None, max_bytes=LIMIT)
    assert [skip.path for skip in first.skipped] == ["统计.xlsx"]
    (tmp_path / "library").mkdir()
    write_library(tmp_path / "library", first.entries, first.sources)
    second = collect_changes([folder], Library(tmp_path / "library"), max_bytes=LIMIT)
    assert (second.read, second.unchanged, second.skipped) == (1, 1, ())
    assert "粮食：98.7" in "".join(entry.article.text for entry in second.entries)
