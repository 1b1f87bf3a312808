"""Text for searching and comparing; never used for quotes.

`fold` keeps the length of its input, so an offset in folded text is the same
offset in the text as printed.
"""

import re
import unicodedata
from functools import lru_cache

from assistant.types import Span

_CLOSERS = "”’」』》〉）)】]\"'"
_SENTENCE_ENDS = "。！？!?…"

_QUOTES = {ord(mark): '"' for mark in "“”„‟「」『』〝〞＂"} | {ord(mark): "'" for mark in "‘’‚‛＇"}
_DASHES = {ord(mark): "-" for mark in "‐‑‒–—―－﹣−～~"}


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Single-character map from traditional to simplified, from OpenCC's table."""
    from opencc import OpenCC

    converter = OpenCC("t2s")
    # A separator keeps OpenCC's phrase rules out of a character-by-character map.
    characters = [chr(code) for code in range(0x4E00, 0x9FFF)]
    converted = converter.convert("\n".join(characters)).split("\n")
    return {
        ord(before): after
        for before, after in zip(characters, converted, strict=True)
        if before != after and len(after) == 1
    }


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    normal = unicodedata.normalize("NFKC", character)
    if len(normal) != 1:
        normal = character
    normal = normal.lower() if len(normal.lower()) == 1 else normal
    code = ord(normal)
    return _QUOTES.get(code) or _DASHES.get(code) or _simplified().get(code) or normal


def fold(text: str) -> str:
    """Text in one script, width, case and kind of quotation mark; `len(fold(t)) == len(t)`."""
    return "".join(map(_fold_character, text))


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Spans of the sentences of `text[start:end]`, without the white space around them.

    A sentence ends after 。！？…, with any closing quotation marks or brackets that
    follow, or at a line break. Every character that is not white space is in
    exactly one span.
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    position = start
    while position < stop:
        character = text[position]
        position += 1
        if character in _SENTENCE_ENDS:
            while position < stop and text[position] in _SENTENCE_ENDS + _CLOSERS:
                position += 1
        elif character != "\n":
            continue
        _append(spans, text, begin, position)
        begin = position
    _append(spans, text, begin, stop)
    return tuple(spans)


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        spans.append(Span(start + left, start + right))


_WORDS = re.compile(r"[a-z]+(?:[-'][a-z]+)*|\d+(?:\.\d+)?%?|[一-鿿㐀-䶿]+")


def tokens(text: str) -> tuple[str, ...]:
    """Search terms of `text`: Latin words, numbers, and bigrams of Chinese characters.

    A run of one Chinese character gives that character.
    """
    found: list[str] = []
    for match in _WORDS.finditer(fold(text)):
        word = match.group()
        if "㐀" <= word[0] <= "鿿" and len(word) > 1:
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
        else:
            found.append(word)
    return tuple(found)
