"""The statements of an outline's point: its items, or what it says itself."""

import re
from collections.abc import Sequence

from assistant.answering.documents.issuers import closes
from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.outline.nodes import Node, items_of
from assistant.text import sentences
from assistant.types import Article, Point, Span

# A marked item short enough to be read whole is shown whole, a longer one by its label.
WHOLE_ITEM_CHARS = 90
LONGEST_HEADING_CHARS = 30  # of an item; a longer first sentence is part of what it says
LONGEST_FIRST_CHARS = 120  # of the first sentence of a long item among others shown whole
# A prose paragraph is shown sentence by sentence up to this many.
MAX_SENTENCES = 6

_STOPS = "。！？；…”"
_ANSWERING = re.compile(r"答[:：]\s*")  # who answers, before a list that says what


def list_drafts(node: Node) -> list[Draft]:
    """The statements of a point: its items, one level deep; else what it says itself.

    Where a sentence under it announces a list (申报企业应当符合以下条件：), that and the list.
    """
    article = node.article
    if node.items:
        return _item_drafts(article, node.items)
    if len(node.point.children) and items_of(node.point.children[0]):
        return _announced_drafts(article, node.point.children)
    told = [
        child
        for child in node.point.children
        if child.kind in ("sentence", "item", "field") or items_of(child)
    ]
    while len(told) > 1 and closes(article.text[told[-1].start : told[-1].end].strip()):
        told.pop()  # as `_without_closing`
    whole = Span(node.point.start, node.point.end)
    if not told:
        return [_span_draft(article, whole)]
    lead: list[Draft] = []
    if node.point.kind == "item" and not any(c.kind == "sentence" for c in node.point.children):
        return [_span_draft(article, whole)]
    if node.point.kind == "item" and (
        any(child.kind == "clause" for child in node.point.children)
        or len(node.point.label) > LONGEST_HEADING_CHARS
    ):
        # A label that is no heading, or goes on in clauses before the further sentences.
        first = min(child.start for child in told)
        lead = [_span_draft(article, Span(node.point.start, first))]
    parts = [_part_drafts(article, child) for child in told[: MAX_SENTENCES - len(lead)]]
    return [*lead, *(draft for part in parts for draft in part)]


def labelled_list(node: Node) -> list[Draft]:
    """The statements of a point that is asked for by its number, after what it is called."""
    article, point = node.article, node.point
    drafts = list_drafts(node)
    label = article.text[point.label_start : point.label_end]
    short = 1 < len(label) <= LONGEST_HEADING_CHARS
    if not short or any(label in draft.text for draft in drafts):
        return drafts
    return [quote_draft(article, point.label_start, point.label_end), *drafts]


def _span_draft(article: Article, span: Span) -> Draft:
    return _trimmed_draft(article, span.start, span.end, bold_label=None)


def _part_drafts(article: Article, part: Point) -> list[Draft]:
    """What one part under a heading says; its own list (会议决定：（一）…（二）…) item by item."""
    items = items_of(part)
    if not items:
        return [_span_draft(article, Span(part.start, part.end))]
    lead = lead_drafts(article, part.start, items[0].start)
    return [*lead, *_item_drafts(article, items)]


def _announced_drafts(article: Article, children: Sequence[Point]) -> list[Draft]:
    """A lead with the list under it, and the sentences that follow them."""
    after = [child for child in children[1:] if child.kind == "sentence"][:MAX_SENTENCES]
    return [
        *_part_drafts(article, children[0]),
        *(_trimmed_draft(article, each.start, each.end, bold_label=None) for each in after),
    ]


def lead_drafts(article: Article, start: int, end: int) -> list[Draft]:
    """What announces a list, as a statement; [] where it only says who answers (答：)."""
    lead = _trimmed_draft(article, start, end, bold_label=None)
    return [] if _ANSWERING.fullmatch(lead.text) else [lead]


def _item_drafts(article: Article, items: Sequence[Point]) -> list[Draft]:
    """The items of a list: whole where they are short, else by their labels.

    A long one among others that are whole is given by its first sentence, so that no measure is
    cut to a heading beside measures that are told.
    """
    whole = [_is_shown_whole(article, item) for item in items]
    mostly = 2 * sum(whole) > len(items)
    return [
        _item_draft(article, item, is_whole, mostly)
        for item, is_whole in zip(items, whole, strict=True)
    ]


def _is_shown_whole(article: Article, item: Point) -> bool:
    is_short = item.end - item.start <= WHOLE_ITEM_CHARS
    return is_short and "\n" not in article.text[item.start : item.end].strip()


def _item_draft(article: Article, item: Point, is_whole: bool, mostly_whole: bool) -> Draft:
    label = Span(item.label_start, item.label_end) if item.label else None
    if label is None or is_whole:
        return _trimmed_draft(article, item.start, item.end, bold_label=label)
    if mostly_whole:
        first = sentences(article.text, item.start, item.end)[0].end
        ends = article.text[first - 1] in _STOPS
        if label.end < first <= item.start + LONGEST_FIRST_CHARS and ends:
            return _trimmed_draft(article, item.start, first, bold_label=label)
    return quote_draft(article, label.start, label.end, (label,))


def _trimmed_draft(article: Article, start: int, end: int, bold_label: Span | None) -> Draft:
    span = without_mark(article.text, start, _without_closing(article, start, end))
    return quote_draft(article, span.start, span.end, (bold_label,) if bold_label else ())


def _without_closing(article: Article, start: int, end: int) -> int:
    """The end of a point without the signature under the document, which its last one runs into."""
    text = article.text[start:end].rstrip()
    while start + len(text) <= article.body_end <= end + 1 and "\n" in text:
        above, _, last = text.rpartition("\n")
        if not closes(last.strip()):
            break
        text = above.rstrip()
    return start + len(text)
