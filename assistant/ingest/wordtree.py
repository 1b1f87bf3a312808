"""Walking the elements of a Word file: what is shown, settings, parts beside the body."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Settings, what a tracked change took away, the annotation over a character.
_UNSEEN = frozenset(
    f"{WORD}{name}" for name in ("pPr", "rPr", "sdtPr", "tblPr", "del", "moveFrom", "rt")
)
_LONGEST_NUMBER = 9  # digits


def within(element: Any, wanted: frozenset[str]) -> Iterator[Any]:
    """The wanted elements, whatever holds them, without those that one of them holds."""
    for child in _seen(element):
        if child.tag in wanted:
            yield child
        else:
            yield from within(child, wanted)


def _seen(element: Any) -> Iterator[Any]:
    """The children that are shown; what is written in two ways for old and new Word counts once."""
    if element.tag == _ALTERNATIVES:
        yield from list(element)[:1]
    else:
        yield from (child for child in element if child.tag not in _UNSEEN)


def setting(element: Any, *names: str) -> Any:
    """An element's setting under these names, outermost first; None where it is not set."""
    return element.find("/".join(f"{WORD}{name}" for name in names))


def value(found: Any, name: str = "val") -> str:
    """A setting's value; "" where it has none or is not set."""
    return "" if found is None else str(found.get(f"{WORD}{name}", ""))


def is_on(element: Any, name: str) -> bool:
    """Whether an element's attribute says yes."""
    return value(element, name) in ("1", "true", "on")


def number(found: Any, default: int, name: str = "val") -> int:
    """A setting's value as a number."""
    digits = value(found, name)
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else default


def parts(opened: "Document", kind: str) -> list[Any]:
    """The root elements of the parts of a kind (numbering, footnotes, header) beside the body."""
    from docx.oxml import parse_xml

    found = []
    for relation in opened.part.rels.values():
        if relation.reltype == _RELATIONS + kind and not relation.is_external:
            part = relation.target_part
            root = getattr(part, "element", None)
            found.append(parse_xml(part.blob) if root is None else root)
    return found
