"""Editor's notes on a newspaper page: where they begin and end, and which title is theirs."""

from assistant.ingest.items import Item, gap_at, kind_at
from assistant.ingest.labels import note_label, note_start
from assistant.ingest.lines import Kind


def settle_notes(items: list[Item]) -> list[Item]:
    """Editor's notes marked, and a note that stands between a head and its text moved before it."""
    result = list(items)
    index = 0
    while index < len(result):
        item = result[index]
        if item.kind is Kind.TEXT and note_start(item.text):
            index = _set_note(result, index, index, note_start(item.text))
        elif item.kind is Kind.NOTE_LABEL and kind_at(result, index + 1) is Kind.TEXT:
            index = _set_note(result, index, index + 1, note_label(item.text))
        else:
            index += 1
    return result


def _set_note(items: list[Item], mark: int, first: int, label: str) -> int:
    """Mark the note that begins at `first`; returns the index after it."""
    end = first
    while kind_at(items, end) is Kind.TEXT and not (end > first and items[end].begins):
        end += 1
    closing = gap_at(items, end)
    heads = any(item.kind in (Kind.SHORT, Kind.BYLINE) for item in closing)
    if not heads or mark == first:
        end = first + 1
        closing = gap_at(items, end)
    for item in items[first:end]:
        item.note = label
    items[first].begins = True
    if kind_at(items, end) is Kind.TEXT:
        items[end].begins = True
    start = mark
    while start > 0 and items[start - 1].kind in (Kind.SHORT, Kind.BYLINE):
        start -= 1
    head = items[start:mark]
    own_title = any(item.kind is Kind.SHORT for item in closing) and not any(
        item.kind is Kind.BYLINE for item in head
    )
    if head and not own_title:
        items[start:end] = [*items[mark:end], *head]
    return end
