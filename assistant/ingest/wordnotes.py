"""The footnotes and endnotes of a Word file, numbered in the order of their references."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.ingest.wordtree import WORD, is_on, parts, value

if TYPE_CHECKING:
    from docx.document import Document

_FOOTNOTE, _ENDNOTE = "footnote", "endnote"
_KINDS = {f"{WORD}{kind}Reference": kind for kind in (_FOOTNOTE, _ENDNOTE)}
REFERENCES = frozenset(_KINDS)
_NAMES = {_FOOTNOTE: "注", _ENDNOTE: "尾注"}


@dataclass(frozen=True, slots=True)
class Note:
    """A note's element and its name, 注1; "" for a note that brings its own mark, as * does."""

    name: str
    element: Any

    @property
    def mark(self) -> str:
        """What stands in the text where the note belongs."""
        return f"（{self.name}）" if self.name else ""


class Notes:
    """`footnotes` and `endnotes` gather what was referred to and not yet taken."""

    def __init__(self, opened: "Document") -> None:
        self._elements = {
            (kind, value(element, "id")): element
            for kind in (_FOOTNOTE, _ENDNOTE)
            for root in parts(opened, f"{kind}s")
            for element in root.iter(f"{WORD}{kind}")
        }
        self._counts = dict.fromkeys((_FOOTNOTE, _ENDNOTE), 0)
        self._waiting: dict[str, list[Note]] = {_FOOTNOTE: [], _ENDNOTE: []}

    def refer(self, reference: Any) -> Note | None:
        """The note that is referred to, which now waits to be taken; None for a lost one."""
        kind = _KINDS[reference.tag]
        element = self._elements.pop((kind, value(reference, "id")), None)
        if element is None:
            return None
        name = ""
        if not is_on(reference, "customMarkFollows"):
            self._counts[kind] += 1
            name = f"{_NAMES[kind]}{self._counts[kind]}"
        note = Note(name, element)
        self._waiting[kind].append(note)
        return note

    def take_footnotes(self) -> list[Note]:
        """The footnotes that wait; they wait no longer."""
        taken, self._waiting[_FOOTNOTE] = self._waiting[_FOOTNOTE], []
        return taken

    def take_all(self) -> list[Note]:
        """The footnotes, then the endnotes that wait."""
        taken, self._waiting[_ENDNOTE] = self._waiting[_ENDNOTE], []
        return [*self.take_footnotes(), *taken]
