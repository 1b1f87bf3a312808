"""Sentences that a page breaks, made whole again over column ends and blank lines.

Nothing is added or dropped; only between two Latin words a space is put back.
"""

import re
from dataclasses import dataclass

_FINAL = "。！？!?…；;：:"
_CLOSERS = "”’」』》〉）)】〕\"'"
_OPENERS = "“‘「『《〈（(【〔"
PAIRS = (
    ("“", "”"),
    ("‘", "’"),
    ("《", "》"),
    ("（", "）"),
    ("「", "」"),
    ("『", "』"),
    ("(", ")"),
)
NEVER_FIRST = "，。、；：！？”’」』》〉）】〕,;!?%％"
# A line of verse or a title is shorter; a paragraph broken by a column end is not.
_MIN_PROSE_CHARS = 20
_LONGEST_FIELD_CHARS = 60
_LONGEST_ROW_CHARS = 1000
LONGEST_PARAGRAPH_CHARS = 5000  # longer is no prose; it bounds the work on any file
_MIN_QUOTING_CHARS = 10  # an open quotation mark is evidence even on a shorter line
_LONGEST_TITLE_CHARS = 42
_MARKS_OF_PROSE = 2  # a title has one colon or question mark, seldom more

_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}(?:[、．]|[.)](?!\d(?!\d{3}年)))"
    r"|第[一二三四五六七八九十百零\d]{1,5}[条章节编款篇部]|[①-⑳]|[•·●○◆◇■□▲△★☆※►▶➢✓\-*]\s*\S|附件?[：:\d])"
)
_FIELD = re.compile(r"^[^，。：:；！？“”]{1,14}[：:](?!//)(?=.)")
_BROKEN_NUMBER = re.compile(r"[，。、：；？].{0,40}\d[.．]?$")
_SPEECH = re.compile(r"(?:说|道|问|答|称|是|指出|强调|表示|认为|提出|介绍|要求)[：:]$")
_TABLE = re.compile(r"\t|\|.*\||｜.*｜|\S(?: {2,}|　{1,})\S.*\S(?: {2,}|　{1,})\S")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the file without the white space at its ends; `text` is never empty.

    `bullet` above 0: the file's markup makes it an item of a bulleted list, so many lists deep.
    """

    text: str
    after_blank: bool = False
    indented: bool = False
    bullet: int = 0


def printed_lines(text: str) -> tuple[PrintedLine, ...]:
    """The lines of a text that hold anything, and how they stand."""
    result: list[PrintedLine] = []
    blank = True
    for raw in text.split("\n"):
        line = raw.strip()
        if not line:
            blank = True
            continue
        indented = raw.startswith(("　", "  ", "\t"))
        result.append(PrintedLine(line, blank, indented))
        blank = False
    return tuple(result)


def is_item(text: str) -> bool:
    """Whether a line begins with an enumerator or a list mark."""
    return _ITEM.match(text) is not None


def is_table_row(text: str) -> bool:
    """Whether a line is a row of cells parted by tabs, bars or wide gaps."""
    if len(text) > _LONGEST_ROW_CHARS:
        return "\t" in text
    return _TABLE.search(text) is not None


def is_record(text: str) -> bool:
    """Whether a line is a row of a table or a labelled field (办理地点：…), not prose."""
    if is_table_row(text):
        return True
    if len(text) > _LONGEST_ROW_CHARS:
        return False
    field = _FIELD.match(text)
    return (
        field is not None
        and not _SPEECH.search(field.group())
        and not any(mark in text for mark in "。！？")
    )


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a sentence's final mark, closing quotes and brackets aside."""
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return True
    if bare[-1] == "." and not bare[-2:-1].isdigit():
        return True
    if bare[-1] in _FINAL:
        return True
    # A line that is a bracket as a whole is a note of its own.
    return text[0] in "（(【" and text[-1] in "）)】"


def joins(previous: str, following: str) -> bool:
    """Whether `following` goes on with the sentence that `previous` breaks off.

    Both are lines without white space at their ends. Lists, fields and rows
    of tables are never joined.
    """
    if len(previous) > LONGEST_PARAGRAPH_CHARS:
        return False
    if following[0] in NEVER_FIRST:
        return True
    if is_table_row(previous) or is_table_row(following) or is_item(following):
        return False
    if is_record(previous) and len(previous) <= _LONGEST_FIELD_CHARS:
        return False
    if len(previous) >= _MIN_QUOTING_CHARS and (
        previous[-1] in _OPENERS or _closes_what_is_open(previous, following)
    ):
        return True
    if _BROKEN_NUMBER.search(previous) and following[0].isdecimal():
        return True
    if len(previous) < _MIN_PROSE_CHARS and not any(mark in previous[:-1] for mark in "。！？"):
        return False
    if ends_sentence(previous):
        return False
    if previous[-1] in "，、,":
        return True
    if is_record(following):
        return False
    if len(previous) > _LONGEST_TITLE_CHARS or any(mark in previous for mark in "，。"):
        return True
    return sum(previous.count(mark) for mark in "？！：；、") >= _MARKS_OF_PROSE


def _closes_what_is_open(previous: str, following: str) -> bool:
    """Whether `following` stands within a quotation or bracket that `previous` opens.

    It closes it before it opens another; or, where the sentence breaks off, it
    opens none.
    """
    tail = previous[-300:]
    for opening, closing in PAIRS:
        if tail.count(opening) <= tail.count(closing) or tail.rfind(opening) < tail.rfind(closing):
            continue
        close, opened = following.find(closing), following.find(opening)
        if close >= 0 and (opened < 0 or close < opened):
            return True
        if close < 0 and opened < 0 and not ends_sentence(previous):
            return True
    return False


def glue(previous: str, following: str) -> str:
    """The two parts of a broken sentence as one; a space only between two words of Latin text."""
    if _is_latin(previous[-1]) and _is_latin(following[0]) and mostly_latin(previous):
        return f"{previous} {following}"
    return previous + following


def _is_latin(character: str) -> bool:
    return character.isascii() and not character.isspace()


def mostly_latin(text: str) -> bool:
    """Whether the end of a text is in a Latin script, where words are parted by spaces."""
    tail = text[-80:]
    return sum(character.isascii() for character in tail) > len(tail) * 0.6
