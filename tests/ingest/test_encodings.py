"""Bytes into text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BinaryDocument, EmptyDocument, UnreadableDocument
from assistant.ingest.encodings import clean, decode

TEXT = "节水型社会建设方案\n到2025年，全市用水总量控制在38亿立方米以内。“双控”目标如期完成。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
    ids=[
        "utf-8",
        "utf-8 with mark",
        "gb18030",
        "gbk",
        "utf-16-le with mark",
        "utf-16-be with mark",
        "utf-16-le",
        "utf-16-be",
        "utf-32-le with mark",
    ],
)
def test_encoding_is_detected(data: bytes) -> None:
    assert decode(data, "方案.txt") == TEXT


def test_traditional_text_in_big5_is_not_taken_for_gb18030() -> None:
    text = (
        "節約用水實施計畫\n到本世紀末，全市用水總量應控制在三十八億立方公尺以內，並逐年檢討。\n"
        * 20
    )
    assert decode(text.encode("big5"), "計畫.txt") == text


def test_declared_encoding_is_used_before_a_guess() -> None:
    text = "節約用水實施計畫，全市用水總量應逐年檢討。"
    assert decode(text.encode("big5"), "a.html", "big5") == text


@pytest.mark.parametrize("declared", ["x-made-up", "undefined", "idna", "hex"])
def test_unknown_declared_encoding_is_passed_over(declared: str) -> None:
    assert decode(TEXT.encode("gb18030"), "a.html", declared) == TEXT


def test_rare_characters_outside_the_basic_plane_survive() -> None:
    text = "𬭎𬘭㙍䲡，这是姓名中的生僻字，共四个，均应原样保留在正文里。"
    assert decode(text.encode("utf-8"), "a.txt") == text
    assert decode(text.encode("gb18030"), "a.txt") == text


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n", b"\x00\x00", codecs.BOM_UTF8])
def test_empty_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(EmptyDocument, match=r"空\.txt"):
        decode(data, "空.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        b"%PDF-1.7\n\x00\x01\x02\x03",
        bytes(range(256)) * 40,
        b"\x7fELF\x02\x01\x01\x00" + bytes(100),
    ],
)
def test_binary_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BinaryDocument, match=r"图\.txt"):
        decode(data, "图.txt")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (TEXT.rstrip().encode("utf-8")[:-1], r"第 2 行（第 122 字节）"),
        (TEXT.encode("utf-8").replace("市".encode(), b"\xe5\xb8\xff", 1), r"第 2 行（第 45 字节）"),
        (codecs.BOM_UTF8 + "甲乙丙丁戊己".encode()[:-2], r"第 1 行（第 19 字节）"),
    ],
    ids=["cut", "bad byte", "marked"],
)
@pytest.mark.parametrize("times", [1, 500])
def test_damaged_utf8_is_refused_with_its_place(data: bytes, place: str, times: int) -> None:
    with pytest.raises(UnreadableDocument, match=rf"坏\.txt 是 UTF-8 .*{place}.*重新取得"):
        decode(data + b"\n" + TEXT.encode("utf-8") * (times - 1), "坏.txt")


def test_truncated_utf16_is_unreadable() -> None:
    data = codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1]
    with pytest.raises(UnreadableDocument, match="另存为 UTF-8"):
        decode(data, "方案.txt")


def test_one_broken_byte_in_utf8_is_not_read_as_something_else() -> None:
    data = TEXT.encode("utf-8") * 3
    broken = data[:40] + b"\xff" + data[41:]
    with pytest.raises((UnreadableDocument, BinaryDocument), match=r"方案\.txt"):
        decode(broken, "方案.txt")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85"])
def test_line_ends_become_line_feeds(end: str) -> None:
    assert clean(f"甲{end}乙") == "甲\n乙"


def test_invisible_characters_are_removed_and_printed_ones_kept() -> None:
    assert (
        clean("双\u200b碳\ufeff目\u00ad标\x00，\x1b[1m\u00a0一\u3000二\t三")
        == "双碳目标，[1m 一\u3000二\t三"
    )


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\r" not in once


@given(
    st.lists(
        st.sampled_from(
            "的一是在不了有和人这中大为上个国我以要他时来用们，。、；：“”《》（）0123456789%"
        ),
        min_size=20,
    )
)
def test_chinese_text_survives_every_encoding(characters: list[str]) -> None:
    text = "".join(characters)
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert decode(text.encode(encoding), "a.txt") == text
