"""Which styles of a Word file make headings, and how fast they are looked up."""

import io
import time

import pytest

from assistant.errors import DocumentTooLarge
from assistant.ingest import wordtext
from assistant.ingest.wordfile import read_word
from assistant.ingest.wordtext import WordText
from tests.ingest.wordfiles import W

STYLES = (
    ("paragraph", "1", "heading 1", ""),
    ("paragraph", "a2", "标题 2", ""),
    ("paragraph", "H3", "Heading 3", ""),
    ("paragraph", "twice", "heading 4", ""),
    ("paragraph", "twice", "heading 5", ""),
    ("character", "signs", "heading 2", ""),
    ("character", "both", "heading 2", ""),
    ("paragraph", "both", "heading 2", ""),
    ("", "kindless", "heading 2", ""),
    ("paragraph", "nameless", "", ""),
    ("paragraph", "", "heading 2", ""),
    ("paragraph", "first", "标题 3", ' w:default="1"'),
    ("paragraph", "last", "heading 6", ' w:default="1"'),
    ("table", "grid", "heading 2", ' w:default="1"'),
)
USED = (*dict.fromkeys(name for _, name, _, _ in STYLES), "unheard", None)


def styled() -> bytes:
    """A file of one paragraph in each of the styles, and in one that it lacks, and in none."""
    import docx
    from docx.oxml import parse_xml

    made = docx.Document()
    for style in list(made.styles.element.style_lst):
        made.styles.element.remove(style)
    for kind, name, title, more in STYLES:
        of_kind = f' w:type="{kind}"' if kind else ""
        named = f'<w:name w:val="{title}"/>' if title else ""
        text = f'<w:style {W}{of_kind} w:styleId="{name}"{more}>{named}</w:style>'
        made.styles.element.append(parse_xml(text))
    for place, used in enumerate(USED):
        own = "" if used is None else f'<w:pPr><w:pStyle w:val="{used}"/></w:pPr>'
        text = f"<w:p {W}>{own}<w:r><w:t>第{place}段</w:t></w:r></w:p>"
        made.element.body.insert(place, parse_xml(text))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_levels_are_those_of_the_styles_that_python_docx_finds() -> None:
    import docx

    opened = docx.Document(io.BytesIO(styled()))
    names = [each.style.name if each.style else "" for each in opened.paragraphs]
    levels = [line.level for line in WordText(opened, "文.docx").lines()]
    assert levels == [wordtext._level(name) for name in names]
    assert levels == [1, 2, 3, 4, 6, 6, 6, 0, 6, 3, 6, 6, 6, 6]


def many(paragraphs: int) -> bytes:
    import docx
    from docx.oxml import parse_xml

    made = docx.Document()
    text = "<w:p><w:r><w:t>粮食总产量增长。</w:t></w:r></w:p>" * paragraphs
    for element in list(parse_xml(f"<w:body {W}>{text}</w:body>")):
        made.element.body.insert(0, element)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_styles_are_not_looked_for_in_each_paragraph() -> None:
    data = many(15_000)
    begun = time.process_time()
    (draft,) = read_word(data, "文.docx", "文.docx", 10_000_000)
    assert time.process_time() - begun < 6
    assert len(draft.body) == 15_000


def test_a_file_of_too_many_paragraphs_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordtext, "MAX_PARAGRAPHS", 20)
    read_word(many(20), "文.docx", "文.docx", 10_000_000)
    with pytest.raises(DocumentTooLarge) as caught:
        read_word(many(21), "文.docx", "文.docx", 10_000_000)
    assert str(caught.value) == "文.docx 有 21 个段落，超过 20 个的上限；请拆分文件。"
