"""Word files with each source as a real footnote.

python-docx 1.2 has no footnotes, so the part is written here: Office Open XML
(ECMA-376-1, 17.11) asks for `word/footnotes.xml` with the two separators
(ids -1 and 0), a relationship from the document, and `footnoteReference` runs.
"""

import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from assistant.web.conversation import (
    SentCitation,
    SentConversation,
    SentStatement,
    SentTurn,
    check_size,
    note_text,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from assistant.service import Assistant

_NOTES_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT = "宋体"
_SIZE_POINTS = 12
_NOTE_HALF_POINTS = 18  # 9 points, 小五, as footnotes of official papers are set
_MAX_PROPERTY_CHARS = 255  # of a core property; python-docx refuses longer ones
# What XML 1.0 cannot hold at all; documents may bring such characters in.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def conversation_docx(conversation: SentConversation, assistant: "Assistant") -> bytes:
    """The conversation as a .docx; every citation mark is a footnote reference.

    Raises ApiError where it is too long.
    """
    check_size(conversation)
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = _FONT
    normal.font.size = Pt(_SIZE_POINTS)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.core_properties.title = _clean(conversation.title)[:_MAX_PROPERTY_CHARS]
    document.core_properties.author = "有据"
    notes: list[str] = []
    # A mark of the same citation is the same note again, and is looked up once.
    text_of = cache(lambda citation: note_text(citation, assistant))
    for turn in conversation.turns:
        _write_turn(document, turn, text_of, notes)
    _attach_notes(document, notes)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write_turn(
    document: "Document",
    turn: SentTurn,
    text_of: Callable[[SentCitation], str],
    notes: list[str],
) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.keep_with_next = True
    heading.add_run(_clean(turn.question)).bold = True
    if turn.scope:
        heading.add_run(_clean(f"（只查{turn.scope}）"))
    for group, each in groupby(turn.statements, key=lambda statement: statement.group):
        if group:
            document.add_paragraph().add_run(_clean(group)).bold = True
        _write_statements(document, turn, list(each), text_of, notes)
    if turn.reason:
        _indent(document.add_paragraph(_clean(turn.reason)))


def _write_statements(
    document: "Document",
    turn: SentTurn,
    statements: Sequence[SentStatement],
    text_of: Callable[[SentCitation], str],
    notes: list[str],
) -> None:
    listed = _is_list(statements)
    for statement in statements:
        style = "List Bullet" if listed else None
        paragraph = document.add_paragraph(_clean(statement.text), style)
        if not listed:
            _indent(paragraph)
        for place, citation in enumerate(turn.cited(statement)):
            if place:
                # Without it the notes 1 and 2 would read as note 12.
                paragraph.add_run(",").font.superscript = True
            notes.append(text_of(citation))
            _refer(paragraph, len(notes))


def _is_list(statements: Sequence[SentStatement]) -> bool:
    """As the page draws them (`isList` in answer.js): three of anything, or two fragments."""
    fragments = all(not each.text.endswith(("。", "！", "？")) for each in statements)
    return len(statements) > 2 or (len(statements) == 2 and fragments)


def _indent(paragraph: "Paragraph") -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.first_line_indent = Pt(2 * _SIZE_POINTS)


def _refer(paragraph: "Paragraph", note_id: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(note_id))
    run._r.append(reference)


def _attach_notes(document: "Document", notes: list[str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    uri = PackURI("/word/footnotes.xml")
    part = Part(uri, _NOTES_CONTENT, _notes_xml(notes).encode("utf-8"), package)
    document.part.relate_to(part, _NOTES_TYPE)


def _notes_xml(notes: list[str]) -> str:
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    written = "".join(_note_xml(number, text) for number, text in enumerate(notes, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:footnotes xmlns:w="{_NAMESPACE}">{separators}{written}</w:footnotes>'
    )


def _note_xml(number: int, text: str) -> str:
    size = f'<w:sz w:val="{_NOTE_HALF_POINTS}"/>'
    fonts = f'<w:rFonts w:eastAsia="{_FONT}"/>'
    mark = (
        f'<w:r><w:rPr>{fonts}{size}<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    )
    said = (
        f'<w:r><w:rPr>{fonts}{size}</w:rPr><w:t xml:space="preserve"> '
        f"{escape(_clean(text))}</w:t></w:r>"
    )
    tight = '<w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
    return f'<w:footnote w:id="{number}"><w:p>{tight}{mark}{said}</w:p></w:footnote>'


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
