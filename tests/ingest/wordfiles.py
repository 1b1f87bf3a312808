"""Word files made for tests of elements in the body and parts beside it."""

import io
from typing import Any

from assistant.ingest.assembly import Draft
from assistant.ingest.wordfile import read_word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word_draft(
    *body: str, numbering: str = "", styles: str = "", title: str = "工作总结", **parts: str
) -> Draft:
    """What is read from a Word file with these elements in its body, styles and other parts."""
    import docx
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made = docx.Document()
    if title:
        made.add_heading(title, level=0)
    listed = made.part.numbering_part.element
    for element in list(listed):
        listed.remove(element)
    listed.extend(_elements(numbering))
    made.styles.element.extend(_elements(styles))
    for kind, text in parts.items():
        name, content_type = PackURI(f"/word/{kind}9.xml"), "application/xml"
        blob = f"<w:{kind} {W} {MC}>{text}</w:{kind}>".encode()
        part = Part(name, content_type, blob, made.part.package)
        made.part.relate_to(part, f"{_RELATIONS}{kind}")
    for element in _elements("".join(body)):
        made.element.body.insert(len(made.element.body) - 1, element)
    stream = io.BytesIO()
    made.save(stream)
    (draft,) = read_word(stream.getvalue(), "总结.docx", "总结.docx", 1_000_000)
    return draft


def _elements(text: str) -> list[Any]:
    from docx.oxml import parse_xml

    return list(parse_xml(f"<w:body {W} {MC}>{text}</w:body>"))


def word_body(*body: str, **parts: str) -> list[str]:
    """The lines read from such a file, after its title."""
    return [line.text for line in word_draft(*body, **parts).body]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(text: str, settings: str = "") -> str:
    return f"<w:p><w:pPr>{settings}</w:pPr>{run(text)}</w:p>"


def cell(inner: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{inner}</w:tc>"
