"""Paragraphs set in any type, width, spacing and number of columns come out as they went in."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.ingest.pdf.furniture import without_furniture
from assistant.ingest.pdf.paragraphs import paragraphs
from assistant.ingest.pdf.printed import Page
from tests.ingest.pdf.typeset import A4, broken, piece, sheet

SENTENCES = (
    "各县区要落实属地责任，把项目建设任务分解到月、落实到人。",
    "全年完成投资一千二百三十四万元，同比增长百分之八点五。",
    "“不能让老实人吃亏。”村支书说，“规矩定了就要算数。”",
    "数字平台已接入八十六个村（社区），日均处理诉求三千余件；群众满意率较高。",
    "坚持水源、管网、水厂一体推进，优先解决边远山区和易地搬迁安置点的供水问题，确保年底前完工见效。",
    "对工作不力、进度滞后的，予以通报并约谈主要负责同志。",
)


@dataclass(frozen=True)
class Setting:
    """How a text is set; `gap` is the extra space between paragraphs, in lines."""

    columns: int
    chars: int
    size: float
    leading: float
    indent: int
    gap: float
    rows: int
    headed: bool


@st.composite
def ways_to_set(draw: st.DrawFn) -> Setting:
    columns = draw(st.sampled_from((1, 1, 2)))
    chars = draw(st.integers(14, 18) if columns == 2 else st.integers(26, 36))
    indented = draw(st.booleans())
    return Setting(
        columns=columns,
        chars=chars,
        size=min(draw(st.sampled_from((9.0, 10.5, 12.0, 14.0))), 470 / (columns * (chars + 3))),
        leading=draw(st.sampled_from((1.25, 1.5, 1.9))),
        indent=2 if indented else 0,
        gap=draw(st.sampled_from((0.0, 0.5) if indented else (0.6, 1.0))),
        rows=draw(st.integers(9, 30)),
        headed=draw(st.booleans()),
    )


texts = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6).map("".join),
    min_size=3,
    max_size=7,
    unique=True,
)


def pages_of(found: Sequence[str], way: Setting) -> list[Page]:
    """The pages of a text; every column holds so many rows."""
    lines = list(broken(found, way.chars, way.indent))
    pages: list[Page] = []
    place = 0
    while place < len(lines):
        pieces = []
        number = len(pages) + 1
        if way.headed:
            pieces.append(piece("农业农村工作资料汇编", 250, 30, 8))
            pieces.append(piece(f"—{number}—", 290, 800, 8))
        for column in range(way.columns):
            x = 60 + column * (way.chars + 3) * way.size
            top = 80.0
            for row in range(way.rows):
                if place >= len(lines) or top > A4[1] - 90:
                    break
                text, first = lines[place]
                # A page break within a paragraph shows no gap: it must not fall on a stop there.
                if not row and not first and not way.indent:
                    assume(lines[place - 1][0][-1] not in "。；”）")
                if first and row:
                    top += way.gap * way.leading * way.size
                pieces.append(
                    piece(text, x + (way.indent * way.size if first else 0), top, way.size)
                )
                top += way.leading * way.size
                place += 1
        pages.append(sheet(pieces, number))
    return pages


@settings(max_examples=120, deadline=None)
@given(texts, ways_to_set())
def test_paragraphs_come_out_as_they_went_in(found: list[str], way: Setting) -> None:
    pages = pages_of(found, way)
    assume(not way.headed or len(pages) > 1)
    kept, _ = without_furniture(pages)
    assert [each.text for each in paragraphs(kept)] == found


@settings(max_examples=60, deadline=None)
@given(texts, ways_to_set())
def test_the_places_of_a_paragraph_tell_its_pages(found: list[str], way: Setting) -> None:
    pages = pages_of(found, way)
    kept, _ = without_furniture(pages)
    for each in paragraphs(kept):
        for (start, page), end in zip(
            each.places, [*(place for place, _ in each.places[1:]), len(each.text)], strict=True
        ):
            printed = "".join(p.text for p in pages[page - 1].pieces)
            assert each.text[start : start + 5] in printed
            assert each.text[max(start, end - 4) : end] in printed


@given(st.integers(1, 40), st.integers(1, 40))
def test_numbers_of_pages_are_no_text(first: int, count: int) -> None:
    forms = (
        f"{first}",
        f"—{first}—",
        f"第{first}页",
        f"第{first}页共{count}页",
        f"{first}/{count}",
    )
    for form in forms:
        page = sheet([piece(SENTENCES[0], 90, 200), piece(form, 290, 800, 9)])
        ((kept,), _) = without_furniture([page])
        assert [each.text for each in kept.pieces] == [SENTENCES[0]]
