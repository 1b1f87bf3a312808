"""A newspaper page taken apart into texts and what stands between them.

The rules are about newspaper pages in general: a byline begins an article,
an affiliation note ends one, titles stand before or after the text that they
belong to, labels and mailboxes belong to the page. A page is split only where
such evidence stands; short lines without it are subheads.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.ingest.bylines import Signature
from assistant.ingest.context import items_of
from assistant.ingest.items import SIGNED, Item, gap_at
from assistant.ingest.joining import PrintedLine
from assistant.ingest.labels import is_certain_column
from assistant.ingest.lines import Kind
from assistant.ingest.news import is_news_start


@dataclass(slots=True)
class Run:
    """The text of one article between two gaps, and what the gaps give it."""

    body: list[Item] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    bylines: list[Signature] = field(default_factory=list)
    tail: list[Signature] = field(default_factory=list)
    labels: list[Item] = field(default_factory=list)
    note: str = ""

    @property
    def signed(self) -> bool:
        """Whether a byline or a note names the author."""
        return bool(self.bylines) or any(signature.author for signature in self.tail)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page taken apart: gaps[i] stands before runs[i], the last gap after all of them."""

    runs: list[Run]
    gaps: list[list[Item]]
    dropped: tuple[str, ...]


def take_apart(lines: Sequence[PrintedLine]) -> Layout | None:
    """The page's texts and what stands between them; None where nothing shows a newspaper page."""
    found = items_of(lines)
    if found is None:
        return None
    items, dropped = found
    runs, gaps = _runs(items, dropped)
    return Layout(runs, gaps, tuple(dropped))


def _runs(items: list[Item], dropped: list[str]) -> tuple[list[Run], list[list[Item]]]:
    runs: list[Run] = []
    gaps: list[list[Item]] = []
    index = 0
    while index < len(items):
        gap = gap_at(items, index)
        index += len(gap)
        if index == len(items):
            gaps.append(gap)
            break
        text = items[index]
        if runs and not _is_boundary(gap, text, runs[-1]):
            # A label in the middle is the page's; a word that could be a subhead stays.
            labels = [each for each in gap if is_certain_column(each.text)]
            dropped.extend(each.text for each in labels)
            runs[-1].body.extend(each for each in gap if each not in labels)
        else:
            gaps.append(gap)
            runs.append(Run(note=text.note))
        runs[-1].body.append(text)
        index += 1
    if len(gaps) == len(runs):
        gaps.append([])
    return runs, gaps


def _is_boundary(gap: Sequence[Item], text: Item, run: Run) -> bool:
    """Whether another article begins after the gap."""
    if text.begins:
        return True
    if is_news_start(text.text) and (gap or is_news_start(run.body[0].text)):
        return True  # without a title between them, what stands before 本报讯 is its summary
    if any(item.kind in (*SIGNED, Kind.NOTE_LABEL) for item in gap):
        return True
    short = any(item.kind is Kind.SHORT for item in gap)
    if run.note and short:
        return True
    # 文化, 人物 may be a subhead over another: a label of two characters alone begins nothing.
    return short and any(
        item.kind is Kind.GENRE or (item.kind is Kind.LABEL and len(item.text) > 2) for item in gap
    )
