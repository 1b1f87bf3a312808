"""Sentences of a newspaper page made whole: over column ends, labels, pictures and mailboxes."""

from collections.abc import Sequence

from assistant.ingest.bylines import split_tail
from assistant.ingest.items import LABELS, Item, item_of, starts_item
from assistant.ingest.joining import NEVER_FIRST, ends_sentence, glue, joins
from assistant.ingest.lines import Kind

_MOST_BETWEEN = 3  # labels and captions between the halves of one sentence
_SHORTEST_LIST = 4  # short lines; a headline has three decks at most


def join_items(items: Sequence[Item], dropped: list[str]) -> list[Item]:
    """Sentences broken by column ends made whole.

    Labels that stand between the halves are dropped, captions put after the
    paragraph. Captions are text from here on.
    """
    result: list[Item] = []
    for index, item in enumerate(items):
        last = _last_text(result)
        if last < 0 or not _goes_on(result[last], item, items[index + 1 :]):
            result.append(item)
            continue
        between = result[last + 1 :]
        dropped.extend(each.text for each in between if each.kind is Kind.LABEL)
        whole, tail = glue(result[last].text, item.text), ""
        if ends_sentence(whole):
            whole, tail = split_tail(whole)
        result[last].text = whole
        result[last].kind = Kind.TEXT
        result[last + 1 :] = [each for each in between if each.kind is Kind.CAPTION]
        if tail:
            result.append(item_of(Kind.AFFILIATION, tail))
    for item in result:
        if item.kind is Kind.CAPTION:
            item.kind = Kind.TEXT
    return result


def _last_text(items: Sequence[Item]) -> int:
    """The index of the last item that is neither label nor caption; -1 where it is too far."""
    for index in range(len(items) - 1, max(-1, len(items) - 2 - _MOST_BETWEEN), -1):
        if items[index].kind not in (Kind.LABEL, Kind.CAPTION):
            return index
    return -1


def _goes_on(last: Item, item: Item, rest: Sequence[Item]) -> bool:
    if item.kind not in (Kind.TEXT, Kind.SHORT):
        return False
    if last.kind is Kind.SHORT and item.text[0] in NEVER_FIRST:
        return True  # what seemed a title was the beginning of this sentence
    if last.kind is not Kind.TEXT:
        return False
    if starts_item(item) or not joins(last.text, item.text):
        return False
    # A short line is a title where a byline follows, unless the sentence plainly goes on.
    return item.kind is Kind.TEXT or last.text[-1] in "，、" or not _byline_follows(rest)


def _byline_follows(rest: Sequence[Item]) -> bool:
    for item in rest[:4]:
        if item.kind is Kind.BYLINE or starts_item(item):
            return True
        if item.kind not in (Kind.SHORT, *LABELS):
            return False
    return False


def settle_verse(items: list[Item]) -> None:
    """Many short lines in a row are verse or a list; only the one before a byline is a title.

    At a page's beginning, where no text comes before, they are the next text's
    first lines; without a byline, the first of them is a title too.
    """
    index = 0
    while index < len(items):
        end = index
        while end < len(items) and items[end].kind is Kind.SHORT:
            end += 1
        count = end - index
        after_byline = index > 0 and items[index - 1].kind is Kind.BYLINE
        before_byline = end < len(items) and items[end].kind is Kind.BYLINE
        if count >= _SHORTEST_LIST or (after_byline and count == 3 and not before_byline):
            stop = end - 1 if before_byline else end
            start = index + 1 if index == 0 and not before_byline else index
            for item in items[start:stop]:
                item.kind = Kind.STRAY if index == 0 and before_byline else Kind.TEXT
        index = max(end, index + 1)
