"""Reading takes time, memory and disk in proportion to a file, whatever stands in it.

Each bound is some twenty times what is needed now, and a small part of what was needed
where the work grew with the square of a line's length.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.ingest.assembly import LONGEST_HEADING_CHARS, Line
from assistant.ingest.blocks import blocks
from assistant.ingest.changes import make_entry
from assistant.ingest.leads import LONGEST_LABEL
from assistant.ingest.library import Entry, Source
from assistant.ingest.markdown import markdown_lines
from assistant.ingest.readers import read_source
from assistant.ingest.webpage import _SITE_NAME, read_webpage
from tests.ingest.wordfiles import word_body

LIMIT = 10_000_000
SENTENCE = "正文增长百分之五。"


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is done inside takes less of the processor's time than this."""
    begun = time.process_time()
    yield
    taken = time.process_time() - begun
    assert taken < seconds, f"{taken:.1f} s"


def entry_of(folder: Path, name: str, text: str) -> Entry:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (article,) = read_source(path, folder, LIMIT).articles
    return make_entry(article, Source(str(folder), name, ""))


@pytest.mark.parametrize("space", [" ", "　", "\t", " 　"])
def test_a_long_gap_within_a_line_is_passed_over_once(space: str) -> None:
    text = f"甲{space * 400_000}乙"
    with within(3):
        (block,) = blocks(text, 0, len(text))
    assert block.of(text) == text


def test_a_gap_of_any_kind_before_a_line_break_is_in_no_block() -> None:
    text = "甲 　\t\r\n　　乙。 　丙。”\n丁 \n\n "
    assert [block.of(text) for block in blocks(text, 0, len(text))] == ["甲", "乙。", "丙。”", "丁"]


def test_a_word_file_with_a_long_gap_is_read() -> None:
    gap = " " * 200_000
    with within(10):
        (line,) = word_body(f'<w:p><w:r><w:t xml:space="preserve">甲{gap}乙</w:t></w:r></w:p>')
    assert line.split() == ["甲", "乙"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("题.md", "# 题目\n\n## " + "发展经济" * 12500 + f"\n\n{SENTENCE}\n"),
        ("题.md", "# " + "发展经济" * 12500 + f"\n\n{SENTENCE * 500}\n"),
        ("题.md", "---\ntitle: " + "发展经济" * 12500 + f"\n---\n{SENTENCE * 500}\n"),
        ("题.md", "a\n=" * 60000),
        ("题.txt", "一、" * 50000),
        ("题.txt", "（一）" * 33000),
        ("题.txt", "①" * 100_000),
    ],
    ids=["heading", "title", "stated", "underlined", "dun", "paren", "circle"],
)
def test_no_label_without_end_stands_before_every_passage(
    tmp_path: Path, name: str, text: str
) -> None:
    with within(20):
        entry = entry_of(tmp_path, name, text)
    assert len(entry.article.title) <= LONGEST_HEADING_CHARS
    labels = [label for passage in entry.passages for label in passage.path]
    assert max(map(len, labels), default=0) <= LONGEST_LABEL
    covered = {place for p in entry.passages for place in range(p.start, p.end)}
    body = range(entry.article.body_start, entry.article.body_end)
    assert all(place in covered for place in body if not entry.article.text[place].isspace())


@pytest.mark.parametrize(("chars", "level"), [(200, 2), (201, 0)])
def test_a_line_is_a_heading_up_to_a_length(chars: int, level: int) -> None:
    assert Line("题" * chars, 2).level == level


@pytest.mark.parametrize("mark", ["[", "![", "[a", "a](", "[]", "[[]"])
def test_brackets_without_end_are_text(mark: str) -> None:
    text = mark * 30_000
    with within(8):
        (line,) = markdown_lines(text, "文.md")
    assert line.text == text


def test_links_stay_links_up_to_as_many_open_brackets_as_anyone_types() -> None:
    text = "见[指南](a.html)" + "，区间[0, 1)" * 15 + "，[条例](b.html)"
    (line,) = markdown_lines(text, "文.md")
    assert line.text == "见指南" + "，区间[0, 1)" * 15 + "，条例"


@pytest.mark.parametrize("mark", ["_", "- ", "——a", " | "])
def test_a_page_title_of_marks_is_looked_at_once(mark: str) -> None:
    page = f"<html><head><title>{mark * 50_000}</title></head><body><p>{SENTENCE}</p></body></html>"
    with within(5):
        (draft,) = read_webpage(page, "页.html")
    assert [line.text for line in draft.body] == [SENTENCE]


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("全市节水工作方案印发_云江网", "全市节水工作方案印发"),
        ("全市节水工作方案印发 - 云江市水利局", "全市节水工作方案印发"),
        ("全市节水工作方案- -云江 网", "全市节水工作方案-"),
        ("节水_方案 ——| 云江", "节水_方案"),
        ("节水_方案_云", "节水_方案_云"),
    ],
)
def test_the_name_of_the_site_is_left_out_of_a_title(title: str, bare: str) -> None:
    assert _SITE_NAME.sub("", title) == bare


@pytest.mark.parametrize("mark", ["(", "["])
def test_what_a_page_says_of_its_author_is_cut(mark: str) -> None:
    stated = f"<meta name='author' content='{mark * 100_000}'>"
    page = f"<html><head>{stated}</head><body><p>{SENTENCE}</p></body></html>"
    with within(3):
        (draft,) = read_webpage(page, "页.html")
    assert [line.text for line in draft.body] == [SENTENCE]
    assert draft.author == ""
