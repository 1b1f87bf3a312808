"""Bytes into text: byte order marks first, then strict decoding, a guess only at the end."""

import codecs
import re
import unicodedata

from assistant.errors import BinaryDocument, EmptyDocument, UnreadableDocument

# The longer marks come first: UTF-32-LE begins with the mark of UTF-16-LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAMPLE_BYTES = 65536  # enough to judge an encoding, small enough to be free
_MAX_CONTROL_SHARE = 0.02  # text has line feeds and tabs, hardly any other control character

_MIN_COMMON_SHARE = 0.6  # of running Chinese text about 0.97 is common, of misread text under 0.3
_MIN_WHOLE_PER_BROKEN = 4  # characters; text in another encoding hardly has one whole one
_CHINESE_MARKS = "，。、；：！？“”‘’（）《》【】〔〕…—·　○●□■◆①②③④⑤⑥⑦⑧⑨⑩％℃"

# Kept: tab and line feed. Everything else below U+0020 and the C1 block has no printed form.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Zero-width spaces and joiners, soft hyphens, directional marks, stray byte order marks.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u2007\u202f]")


def decode(data: bytes, name: str, declared: str = "") -> str:
    """Text of a file, cleaned by `clean`.

    UTF-8, UTF-8 with BOM, UTF-16 with or without BOM, UTF-32 with BOM and
    GB18030 are decided by strict decoding, then the encoding that the file
    declares is tried; others are guessed. Raises EmptyDocument, BinaryDocument
    or UnreadableDocument naming the file.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise EmptyDocument(f"{name} 是空文件；请放入有文字的文件或将其移走。")
    text = clean(_decode(data, name, declared))
    if not text.strip():
        raise EmptyDocument(f"{name} 没有文字；请放入有文字的文件或将其移走。")
    return text


def _decode(data: bytes, name: str, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                _refuse_damaged_utf8(data, name)
                raise UnreadableDocument(
                    f"{name} 带有 {encoding} 标记但第 {error.start} 字节无法解码；"
                    "文件可能已损坏，请重新另存为 UTF-8。"
                ) from None
    if _looks_utf16(data):
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _strict(data, encoding)
            if text is not None and _is_prose(text):
                return text
    if b"\x00" in data:
        raise BinaryDocument(f"{name} 不是文本文件；请转换为 txt、md、html 或 jsonl 后再放入。")
    text = _strict(data, "utf-8")
    if text is not None and _is_prose(text):
        return text
    for encoding in (declared, "gb18030") if declared else ("gb18030",):
        text = _strict(data, encoding)
        if text is not None and _is_prose(text) and _is_common_chinese(text):
            return text
    _refuse_damaged_utf8(data, name)
    return _guess(data, name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):  # the codec "undefined" raises UnicodeError itself
        return None


def _refuse_damaged_utf8(data: bytes, name: str) -> None:
    """Raise UnreadableDocument where all but a few characters are whole ones of UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        whole = sum(character > "\x7f" for character in text) - broken
        if whole >= broken * _MIN_WHOLE_PER_BROKEN and _is_prose(text):
            line = data.count(b"\n", 0, error.start) + 1
            raise UnreadableDocument(
                f"{name} 是 UTF-8 文本，但已损坏：第 {line} 行"
                f"（第 {error.start + 1} 字节）无法解码；"
                "文件可能没有传完，请重新取得完整的文件，或改正这一处后另存为 UTF-8。"
            ) from None


def _looks_utf16(data: bytes) -> bool:
    """UTF-16 without a mark: even length, and a line feed, space or ASCII sign as two bytes."""
    if len(data) % 2:
        return False
    sample = data[:_SAMPLE_BYTES]
    return any(
        sample[position::2].count(0) > len(sample) // 400 or sample.count(pair) > 0
        for position, pair in ((1, b"\n\x00"), (0, b"\x00\n"))
    )


def _is_prose(text: str) -> bool:
    """Whether decoded characters are ones that text is made of.

    A wrong multi-byte decoding shows unassigned and private-use characters; a
    binary file shows control characters.
    """
    sample = text[:_SAMPLE_BYTES]
    odd = sum(
        1
        for character in set(sample)
        if character not in "\n\r\t\x0b\x0c"
        and unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")
        for _ in range(sample.count(character))
    )
    return odd <= len(sample) * _MAX_CONTROL_SHARE


def _is_common_chinese(text: str) -> bool:
    """Whether most characters beyond ASCII are common ones.

    Almost any bytes decode as GB18030; where they were written in another
    encoding, the characters are rare ones.
    """
    sample = [character for character in text[:_SAMPLE_BYTES] if ord(character) > 0x7F]
    common = sum(map(_is_common, sample))
    return common >= len(sample) * _MIN_COMMON_SHARE


def _is_common(character: str) -> bool:
    if not "一" <= character <= "鿿":
        return character in _CHINESE_MARKS or "０" <= character <= "ｚ"
    try:
        # The first level of GB 2312 holds the 3,755 most common characters; Big5's is the same.
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        try:
            return 0xA4 <= character.encode("big5")[0] <= 0xC6
        except UnicodeEncodeError:
            return False


def _guess(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    text = None if best is None else _strict(data, best.encoding)
    if text is None:
        if _strict(data, "latin-1") is not None and _is_prose(data.decode("latin-1")):
            raise UnreadableDocument(f"{name} 的编码无法识别；请另存为 UTF-8 后再放入。")
        raise BinaryDocument(f"{name} 不是文本文件；请转换为 txt、md、html 或 jsonl 后再放入。")
    return text


def clean(text: str) -> str:
    """The same text with line feeds only, and without invisible and control characters.

    No-break spaces become spaces. Nothing that is printed is changed.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    return _CONTROLS.sub("", _INVISIBLE.sub("", text))
