"""The articles of a newspaper page: what stands between the texts is given to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingest.assembly import Draft, Line
from assistant.ingest.bylines import Signature, is_caption
from assistant.ingest.credits import credit_line, is_stamp
from assistant.ingest.dates import iso_date, published_on
from assistant.ingest.furniture import is_own_day
from assistant.ingest.heads import printed_head
from assistant.ingest.items import LABELS, Item
from assistant.ingest.joining import PrintedLine, glue, joins
from assistant.ingest.labels import label_text, note_label
from assistant.ingest.lines import Kind
from assistant.ingest.mastheads import names_issue, tells_issue
from assistant.ingest.names import is_bare_name
from assistant.ingest.news import is_news_start, news_reporter
from assistant.ingest.newspaper import Run, take_apart
from assistant.ingest.signing import is_numbered
from assistant.ingest.titles import Gap, cut_gaps, join_decks
from assistant.text import is_chinese

_LONGEST_SUBHEAD_CHARS = 30
_SHORTEST_PARAGRAPH_CHARS = 25
_LONGEST_LABEL_CHARS = 6  # a short line over a longer title, though no known column's name
_SHORTEST_TITLE_CHARS = 7  # of a title that is like a column's name
# 推动成渝地区 / 双城经济圈走深走实: a headline's first line, no column's name.
_SAYS_WHAT_TO_DO = re.compile(
    "让|以|把|用|在|为|从|向|使|推动|推进|打造|构建|加快|坚持|守[住好护]|做[好强优]|算好|激活|打通|探索出|走[好出]"
)
_FEWEST_TITLE_CHARS = 4  # 春到梁平


@dataclass(frozen=True, slots=True)
class Page:
    """A page's articles in the order of the page, and the lines that are in none of them."""

    drafts: tuple[Draft, ...]
    dropped: tuple[str, ...]


def read_page(lines: Sequence[PrintedLine], stem: str) -> Page | None:
    """The articles of a newspaper page; None where nothing shows that the text is one.

    `stem` is the file's name without suffix, used for the date and as a last
    resort for a title.
    """
    layout = take_apart(lines)
    if layout is None or not layout.runs:
        return None
    dropped = list(layout.dropped)
    _share_out(layout.runs, layout.gaps, dropped)
    runs = _merge(layout.runs)
    if len(runs) == 1:
        _title_by_label(runs[0])
    columns = _columns(runs)
    published = published_on(layout.dropped, stem)
    drafts = [
        _draft(run, column, published, stem if len(runs) == 1 else "", dropped)
        for run, column in zip(runs, columns, strict=True)
    ]
    if len(drafts) == 1:
        # Which paper it stood in is the page's where it has several articles, else the article's.
        issue = next((line for line in dropped if names_issue(line)), "")
        if issue:
            drafts = [replace(drafts[0], head=(*drafts[0].head, issue))]
            dropped.remove(issue)
        told = [line for line in dropped if tells_issue(line)]
        drafts = [replace(drafts[0], tail=(*drafts[0].tail, *told))]
        dropped = [line for line in dropped if line not in told]
    return Page(tuple(drafts), tuple(dropped))


@dataclass(slots=True)
class _Parts:
    """A gap in three parts: what must go back, what may go either way, what must go on."""

    before: list[Item]
    free: list[Item]
    after: list[Item]


def _parts(gap: list[Item], previous: Run | None, following: Run | None) -> _Parts:
    if previous is None:
        below = (Kind.AFFILIATION, Kind.CLOSING_BYLINE, Kind.BYLINE, Kind.STRAY)
        opened = next((n for n, item in enumerate(gap) if item.kind in below), len(gap))
        return _Parts([], gap[:opened], gap[opened:])
    signing = {Kind.AFFILIATION, Kind.CLOSING_BYLINE, *([] if following else [Kind.BYLINE])}
    closed = max((n + 1 for n, item in enumerate(gap) if item.kind in signing), default=0)
    bylines = [n for n in range(closed, len(gap)) if gap[n].kind is Kind.BYLINE]
    if len(bylines) > 1 and not previous.bylines and bylines[1] > bylines[0] + 1:
        # Two bylines with a title between them: the first signs the text before.
        closed = bylines[0] + 1
        bylines = bylines[1:]
    opened = bylines[0] if bylines else len(gap)
    return _Parts(gap[:closed], gap[closed:opened], gap[opened:])


def _share_out(runs: list[Run], gaps: list[list[Item]], dropped: list[str]) -> None:
    """Give every item of every gap to the text before it or the text after it."""
    parts: list[_Parts] = []
    for number, gap in enumerate(gaps):
        previous = runs[number - 1] if number else None
        following = runs[number] if number < len(runs) else None
        _name_note(gap, previous, dropped)
        cut = _parts(gap, previous, following)
        if following is not None:
            following.bylines.extend(_signatures(cut.after, Kind.BYLINE))
        if previous is not None:
            previous.bylines.extend(_signatures(cut.before, Kind.BYLINE))
            previous.tail.extend(_signatures(cut.before, Kind.AFFILIATION, Kind.CLOSING_BYLINE))
        _take_column_label(cut, previous, following)
        parts.append(cut)
    cuts = cut_gaps(_gaps(parts), [bool(run.note) for run in runs])
    for number, (cut, count) in enumerate(zip(parts, cuts, strict=True)):
        previous = runs[number - 1] if number else None
        following = runs[number] if number < len(runs) else None
        titles = _titles(cut.free)
        nobodys = titles[:count] if previous is None else titles[count:] if not following else []
        if previous is not None:
            # What stands under a page's only text, or in brackets, is not the page's.
            own = [item for item in nobodys if len(runs) == 1 or item.text[0] in "（("]
            previous.body.extend(own)
            nobodys = [item for item in nobodys if item not in own]
        dropped.extend(item.text for item in nobodys)
        _give(previous, [*_titles(cut.before), *titles[:count]])
        if following is not None:
            _head(following, titles[count:], cut.after)
            following.labels.extend(_labels([*cut.free, *cut.after]))
        if previous is not None:
            previous.labels.extend(_labels(cut.before))
            if following is None:
                previous.labels.extend(_labels(cut.free))
        if previous is None and following is not None:
            unsigned = (Kind.AFFILIATION, Kind.CLOSING_BYLINE, Kind.STRAY)
            stray = [item for item in cut.after if item.kind in unsigned]
            following.body[:0] = stray
        dropped.extend(item.text for item in _labels([*cut.before, *cut.free, *cut.after]))


def _head(run: Run, titles: list[Item], after: list[Item]) -> None:
    """Title lines before a text; those under its byline are subheads where it has others."""
    opened = next((n for n, item in enumerate(after) if item.kind is Kind.BYLINE), len(after))
    above, under = [*titles, *_titles(after[:opened])], _titles(after[opened:])
    if above:
        run.body[:0] = under
    run.titles.extend(item.text for item in above or under)


def _give(run: Run | None, titles: list[Item]) -> None:
    """Title lines after a text: its title where it has none, otherwise its last lines."""
    if run is None or not titles:
        return
    if run.titles:
        run.body.extend(titles)
    else:
        run.titles.extend(item.text for item in titles)


def _gaps(parts: Sequence[_Parts]) -> list[Gap]:
    """The gaps as they are cut: the last short line of a text with its title above is none."""
    gaps = [_gap(cut) for cut in parts]
    return [
        replace(gap, before=0) if number and gaps[number - 1].free + gaps[number - 1].after else gap
        for number, gap in enumerate(gaps)
    ]


def _gap(cut: _Parts) -> Gap:
    before, free, after = (len(_titles(part)) for part in (cut.before, cut.free, cut.after))
    return Gap(before, free, after, sum(map(_is_no_title, _titles(cut.free))))


def _is_no_title(item: Item) -> bool:
    """Whether a line is too short for a title, a bracket, or mostly of no Chinese characters."""
    chinese = sum(map(is_chinese, item.text))
    return item.text[0] in "（(" or chinese < max(_FEWEST_TITLE_CHARS, len(item.text) / 2)


def _titles(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.kind is Kind.SHORT]


def _labels(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.kind in LABELS]


def _signatures(items: Sequence[Item], *kinds: Kind) -> list[Signature]:
    return [item.signature for item in items if item.kind in kinds and item.signature is not None]


def _name_note(gap: list[Item], previous: Run | None, dropped: list[str]) -> None:
    """An editor's note's label: it may stand after the note, and is in nobody's text."""
    for item in [item for item in gap if item.kind is Kind.NOTE_LABEL]:
        gap.remove(item)
        dropped.append(item.text)
        if previous is not None and not previous.bylines and not previous.note:
            signed = any(other.kind is Kind.AFFILIATION for other in gap)
            if not signed:
                previous.note = note_label(item.text)


def _take_column_label(cut: _Parts, previous: Run | None, following: Run | None) -> None:
    """A very short line over a longer title is the column's name, known or not."""
    if following is None:
        return
    for part in (cut.free, cut.after):
        titles = _titles(part)
        if len(titles) >= 2 and (part is cut.after or cut.after or previous is None):
            first, second = titles[-2], titles[-1]
            if (
                len(first.text) <= _LONGEST_LABEL_CHARS
                and first.text.isalpha()
                and not _SAYS_WHAT_TO_DO.match(first.text)
                and len(second.text) >= _SHORTEST_TITLE_CHARS
                and not is_bare_name(first.text)
            ):
                first.kind = Kind.LABEL


def _merge(runs: list[Run]) -> list[Run]:
    """Texts that are no articles of their own, put back to the one before.

    An unsigned text without a title goes on with the article before it, whose
    note or mailbox stood in the middle; a signed one has an unsigned titled
    text before it as its lead.
    """
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        if (
            last is not None
            and run.titles
            and not run.bylines
            and all(map(is_numbered, run.titles))
        ):
            # 一、问题的提出 after a note on the author: the article goes on.
            run.body[:0] = [Item(Kind.SHORT, title) for title in run.titles]
            run.titles.clear()
        independent = run.note or run.titles or is_news_start(run.body[0].text)
        if last is not None and not independent and not last.note and _goes_on(last, run):
            _append(last, run)
        else:
            result.append(run)
    return result


def _goes_on(last: Run, run: Run) -> bool:
    if not run.signed:
        return True
    return bool(last.titles) and not last.signed and not last.tail and not run.labels


def _append(run: Run, more: Run) -> None:
    first, *rest = more.body
    last = run.body[-1]
    text = last.kind is Kind.TEXT and not is_caption(first.text)
    if text and joins(last.text, first.text):
        last.text = glue(last.text, first.text)
    else:
        run.body.append(first)
    run.body.extend(rest)
    run.bylines.extend(more.bylines)
    run.tail.extend(more.tail)
    run.labels.extend(more.labels)


def _title_by_label(run: Run) -> None:
    """Where an article has no title, a long label over it is its title: 柳川医保改革观察."""
    label = next((item for item in run.labels if len(item.text) >= _SHORTEST_TITLE_CHARS), None)
    if label is not None and not run.titles and not run.note:
        run.labels.remove(label)
        run.titles.append(label.text)


def _columns(runs: Sequence[Run]) -> list[str]:
    """Each article's column: its own label, or the one that the last labelled article began."""
    current = ""
    columns: list[str] = []
    for run in runs:
        own = ""
        for item in run.labels:
            own = label_text(item.text)
            if item.kind is Kind.LABEL:
                current = own
        columns.append(run.note or own or current)
    return columns


def _draft(run: Run, column: str, published: str, stem: str, dropped: list[str]) -> Draft:
    particulars = [line for line in run.titles if is_stamp(line) or credit_line(line)]
    title = join_decks([line for line in run.titles if line not in particulars])
    under = printed_head(run.bylines)
    dropped.extend(under.dropped)
    author, affiliation = under.author, under.affiliation
    body = _body(run.body)
    tail = [signature.line for signature in run.tail]
    for signature in run.tail:
        affiliation = affiliation or signature.affiliation
        author = author or signature.author
    author = author or news_reporter(run.body[0].text)
    own_day = iso_date(body[0].text) if is_own_day(body[0].text) else ""
    head = [line for line in (title, *under.lines, *particulars) if line]
    stated = next(filter(None, map(iso_date, particulars)), "")
    return Draft(
        title=title or run.note or stem or first_words(run.body[0].text),
        body=tuple(body),
        head=tuple(head),
        tail=tuple(tail),
        author=author,
        affiliation=affiliation,
        column=column,
        published=own_day or under.published or stated or published,
    )


def _body(items: Sequence[Item]) -> list[Line]:
    lines: list[Line] = []
    for index, item in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        subhead = (
            not item.bullet
            and item.kind in (Kind.SHORT, *LABELS)
            and not is_own_day(item.text)
            and len(item.text) <= _LONGEST_SUBHEAD_CHARS
            and following is not None
            and following.kind is Kind.TEXT
            and len(following.text) >= _SHORTEST_PARAGRAPH_CHARS
        )
        lines.append(Line(item.text, 2 if subhead else 0, item.bullet))
    return lines


def first_words(text: str) -> str:
    """A title for a text without one: its first clause, at most 30 characters."""
    match = re.match(r"[^。！？；，：\n]{1,30}", text)
    return match.group() if match else text[:30]
