"""The text of a cell of a spreadsheet, cleaned of what stands for characters and for room."""

import re

from assistant.ingest.bylines import HANZI
from assistant.ingest.encodings import clean

_SET_APART = re.compile(rf"[{HANZI}](?:[ 　]+[{HANZI}])+")  # 合　计, 王　平
_DOWNWARDS = re.compile(rf"[{HANZI}](?:\n[{HANZI}])+")  # written from the top down
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how Office Open XML writes control characters


def cell_text(text: str) -> str:
    """The lines of a cell without white space at their ends; characters set apart closed up.

    >>> cell_text(" 合　计_x000D_\\n（万元） ")
    '合计\\n（万元）'
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    lines = [line for line in map(str.strip, clean(text).split("\n")) if line]
    if _DOWNWARDS.fullmatch("\n".join(lines)):
        return "".join(lines)
    return "\n".join(_closed_up(line) for line in lines)


def _closed_up(line: str) -> str:
    return "".join(line.split()) if _SET_APART.fullmatch(line) else line
