"""Text for searching and comparing; never used for quotes.

`fold` keeps the length of its input, so an offset in folded text is the same
offset in the text as printed.
"""

import re
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from operator import add
from pathlib import Path

from assistant.quantities import Quantity, find_quantities
from assistant.types import Span

_CLOSERS = "”’」』》〉）)】]\"'"
_SENTENCE_ENDS = "。！？!?…"

_QUOTES = {ord(mark): '"' for mark in "“”„‟「」『』〝〞＂"} | {ord(mark): "'" for mark in "‘’‚‛＇"}
_DASHES = {ord(mark): "-" for mark in "‐‑‒–—―－﹣−～~"}


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Single-character map from traditional to simplified: OpenCC's own table, read as text.

    Reading the table takes a few milliseconds; asking OpenCC's converter for
    every character takes a hundred times as long.
    """
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        raise ImportError("opencc-python-reimplemented is not installed")
    table = Path(spec.origin).parent / "dictionary" / "TSCharacters.txt"
    pairs = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line)
    # Where several simplified characters are possible the first is the usual one.
    simplified = {before: after.split()[0] for before, after in pairs}
    # A few lead to a character that is simplified further (薴 to 苧 to 苎).
    return {ord(before): simplified.get(after, after) for before, after in simplified.items()}


class _FoldTable(dict[int, str]):
    """The folded form of each code point, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


_FOLDED = _FoldTable()


def _fold_character(character: str) -> str:
    for form in (
        unicodedata.normalize("NFKC", character),
        unicodedata.normalize("NFKC", character).lower(),
    ):
        if len(form) == 1:
            character = form
    code = ord(character)
    return _QUOTES.get(code) or _DASHES.get(code) or _simplified().get(code) or character


def fold(text: str) -> str:
    """Text in one script, width, case and kind of quotation mark; `len(fold(t)) == len(t)`.

    >>> fold("「７．４万億」——ＡＢ")
    '"7.4万亿"--ab'
    """
    return text.translate(_FOLDED)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of `text` with their units, at their offsets in `text`."""
    return find_quantities(fold(text))


def starts_of(piece: str, text: str) -> list[int]:
    """Where a piece that is not empty stands in the text, ascending, without overlap."""
    found: list[int] = []
    place = text.find(piece)
    while place >= 0:
        found.append(place)
        place = text.find(piece, place + len(piece))
    return found


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


_HAN = "一-鿿㐀-䶿〇"
_WORDS = re.compile(rf"[a-z]+(?:[-'][a-z]+)*|\d+(?:\.\d+)?%?|[{_HAN}]+")
# Between Chinese characters these part no words: 打造“万亿级”产业, 双 碳, 吉格梅·多吉.
_TRANSPARENT = re.compile(rf"(?<=[{_HAN}])[\"' ·・•]+(?=[{_HAN}])")


def tokens(text: str) -> tuple[str, ...]:
    """Search terms of `text`: Latin words, numbers, and bigrams of Chinese characters.

    A run of one Chinese character gives that character. A number also gives
    its canonical spelling, so that its ways of being written meet.

    >>> tokens("双碳")
    ('双碳',)
    >>> tokens("７.4 万亿元") == (*tokens("7.4"), *tokens("万亿元"), "7400000000000")
    True
    """
    return _terms(text, single_characters=False)


def search_terms(text: str) -> tuple[str, ...]:
    """`tokens`, and every single Chinese character as well.

    Beside bigrams they help in news (nDCG@10 .743 against .729), cost something on one of six
    public sets (domainrag .514 against .532) and change little on the others; words and trigrams
    are worse on most: `python -m benchmarks.retrieval --tokens`.
    """
    return _terms(text, single_characters=True)


def _terms(text: str, *, single_characters: bool) -> tuple[str, ...]:
    folded = fold(text)
    found: list[str] = []
    plain: set[str] = set()
    for match in _WORDS.finditer(_TRANSPARENT.sub("", folded)):
        word = match.group()
        if not is_chinese(word):
            found.append(word)
            plain.add(word)
            continue
        if single_characters or len(word) == 1:
            found.extend(word)
        found.extend(map(add, word, word[1:]))
    found.extend(q.token for q in find_quantities(folded) if q.token not in plain)
    return tuple(found)


def is_chinese(term: str) -> bool:
    """Whether the term starts with a Chinese character."""
    return "㐀" <= term[:1] <= "鿿" or term[:1] == "〇"
