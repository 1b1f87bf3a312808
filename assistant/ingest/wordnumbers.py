"""The numbers that Word counts out before the paragraphs of lists, which no paragraph holds.

A paragraph or its style names a list and a level. Lists made from the same
definition count on from one another; one that overrides a start begins anew.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.ingest.numerals import numeral
from assistant.ingest.wordtree import WORD, is_on, number, parts, setting, value

if TYPE_CHECKING:
    from docx.document import Document

_LEVELS = 9
_MOST_STYLES = 50  # based on one another
_PLACE = re.compile(r"%([1-9])")
_SYMBOLS = re.compile("[\ue000-\uf8ff]")  # of a symbol font: bullets
# These take up a character's width and need no gap after them.
_WIDE_ENDS = tuple("、，。．：；）】〕》")
# Marks of provisions are known by the gap after them.
_PROVISION = re.compile(r"第[^%\s]{1,8}[编章节条款]$")


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is written. `restarts_after` 0: never; None: after any higher level."""

    start: int = 1
    overrides: bool = False
    number_format: str = "decimal"
    pattern: str = ""
    gap: str = "tab"
    restarts_after: int | None = None
    in_digits: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its name, the definition it shares with others, and its levels."""

    name: str
    definition: str
    levels: tuple[_Level, ...]


class ListNumbers:
    """Counts through a document; `before` is to be asked once a paragraph, in their order."""

    def __init__(self, opened: "Document") -> None:
        styles = list(opened.styles.element.iter(f"{WORD}style"))
        self._styles = {value(style, "styleId"): style for style in styles}
        self._default = next(
            (style for style in styles if is_on(style, "default") and _is_of_paragraphs(style)),
            None,
        )
        self._definitions: dict[str, Any] = {}
        self._elements: dict[str, Any] = {}
        for root in parts(opened, "numbering"):
            for element in root.iter(f"{WORD}abstractNum"):
                self._definitions[value(element, "abstractNumId")] = element
            for element in root.iter(f"{WORD}num"):
                self._elements[value(element, "numId")] = element
        self._lists: dict[str, _List | None] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def before(self, paragraph: Any, text: str) -> str:
        """The number that stands before a paragraph's text, with the gap; "" for none."""
        if not self._elements or (not text.strip() and _mark_is_deleted(paragraph)):
            return ""
        place = self._place(paragraph)
        if place is None:
            return ""
        numbered, depth = place
        self._count(numbered, depth)
        shown = self._shown(numbered, depth)
        return shown + _gap(numbered.levels[depth].gap, shown, text)

    def bullet(self, paragraph: Any) -> int:
        """How many lists deep a paragraph is an item with a bullet; 0 for any other."""
        place = self._place(paragraph) if self._elements else None
        if place is None or place[0].levels[place[1]].number_format != "bullet":
            return 0
        return place[1] + 1

    def _place(self, paragraph: Any) -> tuple[_List, int] | None:
        """The list and the level that a paragraph is of; None for a paragraph of no list."""
        name = value(setting(paragraph, "pPr", "numPr", "numId"))
        level = setting(paragraph, "pPr", "numPr", "ilvl")
        own = value(setting(paragraph, "pPr", "pStyle"))
        style = self._styles.get(own, self._default)
        passed: list[str] = []
        # Word knows ten styles based on one another; a file may chain as many as it likes.
        while not name and style is not None and len(passed) < _MOST_STYLES:
            if value(style, "styleId") in passed:
                break
            passed.append(value(style, "styleId"))
            name = value(setting(style, "pPr", "numPr", "numId"))
            if level is None:
                level = setting(style, "pPr", "numPr", "ilvl")
            style = self._styles.get(value(setting(style, "basedOn")))
        numbered = self._list(name)
        if numbered is None:
            return None
        # A level may name the style that it belongs to.
        linked = [depth for depth, each in enumerate(numbered.levels) if each.style in passed]
        depth = linked[0] if linked else number(level, 0)
        return numbered, min(depth, _LEVELS - 1)

    def _list(self, name: str) -> _List | None:
        if name not in self._lists:
            self._lists[name] = self._read_list(name)
        return self._lists[name]

    def _read_list(self, name: str) -> _List | None:
        element = self._elements.get(name)
        if element is None:
            return None
        definition = value(setting(element, "abstractNumId"))
        for _ in range(_LEVELS):  # a definition may be that of a style, whose list has another
            linked = value(setting(self._definitions.get(definition, element), "numStyleLink"))
            style = self._styles.get(linked)
            if style is None:
                break
            other = self._elements.get(value(setting(style, "pPr", "numPr", "numId")))
            definition = value(setting(other, "abstractNumId")) if other is not None else ""
        found = self._definitions.get(definition)
        if found is None:
            return None
        levels = {number(each, 0, "ilvl"): each for each in found.findall(f"{WORD}lvl")}
        starts: dict[int, int] = {}
        for override in element.findall(f"{WORD}lvlOverride"):
            depth = number(override, 0, "ilvl")
            own, start = setting(override, "lvl"), setting(override, "startOverride")
            if own is not None:
                levels[depth] = own
            if start is not None:
                starts[depth] = number(start, 1)
        return _List(
            name,
            definition,
            tuple(_level(levels.get(depth), starts.get(depth)) for depth in range(_LEVELS)),
        )

    def _count(self, numbered: _List, depth: int) -> None:
        counts, level = self._counts[numbered.definition], numbered.levels[depth]
        begins = level.overrides and (numbered.name, depth) not in self._begun
        self._begun.add((numbered.name, depth))
        counts[depth] = level.start if begins or depth not in counts else counts[depth] + 1
        for deeper in range(depth + 1, _LEVELS):
            after = numbered.levels[deeper].restarts_after
            if after is None or depth < after:
                counts.pop(deeper, None)

    def _shown(self, numbered: _List, depth: int) -> str:
        level, counts = numbered.levels[depth], self._counts[numbered.definition]
        if level.number_format == "bullet":
            return ""

        def written(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            named = numbered.levels[place]
            plain = level.in_digits and named.number_format not in ("none", "bullet")
            return numeral(
                counts.get(place, named.start), "decimal" if plain else named.number_format
            )

        return _SYMBOLS.sub("", _PLACE.sub(written, level.pattern)).strip()


def _is_of_paragraphs(style: Any) -> bool:
    return value(style, "type") == "paragraph"


def _level(element: Any, start: int | None) -> _Level:
    if element is None:
        return _Level(start=1 if start is None else start, overrides=start is not None)
    own_start = number(setting(element, "start"), 0)
    restart, legal = setting(element, "lvlRestart"), setting(element, "isLgl")
    formats = list(element.iter(f"{WORD}numFmt"))  # the newest Word's first, where there are two
    return _Level(
        start=own_start if start is None else start,
        overrides=start is not None,
        number_format=_format(formats[0]) if formats else "decimal",
        pattern=value(setting(element, "lvlText")),
        gap=value(setting(element, "suff")) or "tab",
        restarts_after=None if restart is None else number(restart, 0),
        in_digits=legal is not None and value(legal) not in ("0", "false", "off"),
        style=value(setting(element, "pStyle")),
    )


def _format(element: Any) -> str:
    """A number format's name; those of one's own (01, 02, 03, …) are digits padded with zeros."""
    name = value(element)
    return "decimalZero" if name == "custom" and value(element, "format")[:1] == "0" else name


def _gap(kind: str, shown: str, text: str) -> str:
    if not shown or not text.strip() or shown.endswith(_WIDE_ENDS):
        return ""
    if kind == "nothing" and not _PROVISION.search(shown):
        return ""
    return " "


def _mark_is_deleted(paragraph: Any) -> bool:
    """Whether a tracked change took away the paragraph's end, and so its number."""
    return any(
        setting(paragraph, "pPr", "rPr", change) is not None for change in ("del", "moveFrom")
    )
