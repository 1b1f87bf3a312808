"""Files of Word, Excel and PowerPoint that must not be unpacked, or cannot be."""

import io
import time
import zipfile
from pathlib import Path

import pytest

from assistant.errors import DocumentTooLarge, EmptyDocument, UnreadableDocument
from assistant.ingest.packages import MAX_PARTS, read_package
from assistant.ingest.readers import read_source
from tests.ingest.workbooks import LIMIT, book_of, saved, with_part

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"laugh") for n in range(10)
)


def workbook() -> bytes:
    return saved(book_of(["指标", "产量", "面积"], ["粮食", 98.7, 12]))


def refused(data: bytes, name: str = "表.xlsx") -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_package(data, name, "xlsx", LIMIT, lambda whole: whole)
    return str(caught.value)


def declaring(entities: bytes) -> bytes:
    """A workbook whose shared strings declare entities and use the last of them."""
    strings = (
        b'<?xml version="1.0"?><!-- ' + b"x" * 9000 + b" --><!DOCTYPE sst [" + entities + b"]>"
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<si><t>&a9;</t></si></sst>"
    )
    data = with_part(
        workbook(),
        "[Content_Types].xml",
        lambda types: types.replace(
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxml'
            b'formats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        ),
    )
    return with_part(data, "xl/sharedStrings.xml", lambda _: strings)


def test_a_whole_file_is_read_by_its_reader() -> None:
    data = workbook()
    assert read_package(data, "表.xlsx", "xlsx", LIMIT, lambda whole: whole == data)


@pytest.mark.parametrize(
    "entities", [LAUGHS, b'<!ENTITY a9 SYSTEM "file:///etc/hostname">'], ids=["laughs", "outside"]
)
def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path, entities: bytes) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(declaring(entities))
    begun = time.monotonic()
    with pytest.raises(UnreadableDocument, match=r"表\.xlsx 里有不应有的实体声明"):
        read_source(path, tmp_path, LIMIT)
    assert time.monotonic() - begun < 1


def test_a_locked_file_is_told_by_what_holds_it() -> None:
    locked = OLD + "EncryptedPackage".encode("utf-16-le")
    assert refused(locked) == (
        "表.xlsx 设有密码；请用 Excel 或 WPS 打开，去掉密码，重新另存为 xlsx。"
    )


def test_an_old_file_under_a_new_name_is_told() -> None:
    assert refused(OLD) == "表.xlsx 是改了后缀的旧格式文件；请用 Excel 或 WPS 打开，另存为 xlsx。"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"<html></html>", workbook()[:-400]])
def test_what_is_no_archive_is_damaged(data: bytes) -> None:
    assert "表.xlsx 不是完好的 xlsx 文件" in refused(data)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<broken", b"<a/>", bytes(60)])
def test_a_damaged_part_costs_the_file_and_no_more(
    tmp_path: Path, part: str, content: bytes
) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(with_part(workbook(), part, lambda _: content))
    with pytest.raises((UnreadableDocument, EmptyDocument), match=r"坏\.xlsx (不是完好|没有文字)"):
        read_source(path, tmp_path, LIMIT)


def test_a_file_that_unpacks_to_too_much_is_refused_by_name() -> None:
    data = with_part(workbook(), "xl/media/零.bin", lambda _: bytes(30_000_000))
    assert len(data) < 100_000
    with pytest.raises(DocumentTooLarge, match=r"表\.xlsx 解压后有 30 MB"):
        read_package(data, "表.xlsx", "xlsx", 1_000_000, lambda whole: whole)


@pytest.mark.parametrize("before", ["comment", "spaces"])
def test_what_never_reaches_its_root_is_refused_in_good_time(before: str) -> None:
    filling = b"<!--" + b"x" * 20_000_000 if before == "comment" else b" " * 20_000_000
    data = with_part(workbook(), "xl/styles.xml", lambda _: b'<?xml version="1.0"?>' + filling)
    begun = time.process_time()
    assert "表.xlsx 里有不应有的实体声明，或过长的注释" in refused(data)
    assert time.process_time() - begun < 5


def test_a_comment_before_the_root_is_no_harm() -> None:
    with_comment = with_part(
        workbook(), SHEET, lambda part: part.replace(b"<worksheet", b"<!-- x --><worksheet", 1)
    )
    assert read_package(with_comment, "表.xlsx", "xlsx", LIMIT, lambda whole: whole == with_comment)


def test_too_many_parts_are_refused_by_name() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(MAX_PARTS + 1):
            archive.writestr(f"{number}.xml", b"")
    begun = time.process_time()
    with pytest.raises(DocumentTooLarge) as caught:
        read_package(stream.getvalue(), "表.xlsx", "xlsx", LIMIT, lambda whole: whole)
    assert str(caught.value) == ("表.xlsx 里有 20001 个部件，超过 20000 个的上限；请拆分文件。")
    assert time.process_time() - begun < 5
