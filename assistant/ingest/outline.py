"""An article's outline: the tree of points that its printed marks and lead sentences make.

Enumerators nest in the order in which they appear; a paragraph's lead sentence
heads what follows it; records and table rows are fields; below them lie
sentences, and below those clauses. Every character of the body that is not
white space lies in exactly one leaf or is a point's own mark or label.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.ingest import blocks as cuts
from assistant.ingest.marks import RANK, WEAK, Mark, Series, candidates_in, link_series
from assistant.types import Article, Point, Span

Kind = Literal["article", "heading", "section", "item", "sentence", "clause", "field"]

MAX_LEAD = 36  # characters of a topic sentence: 推动绿色发展，加快绿色低碳转型。
MAX_ITEM_LEAD = 30  # a longer first sentence of an item is labelled by its first clause
MAX_HEADING = 40  # a longer line without a stop is prose that lost its stop
MIN_LABEL = 4  # 是的， is no label; the next clause joins it

_STOP = "。！？；：:，,、.!?;…"
_NOT_A_LEAD = re.compile(
    r"当前|目前|现在|近[年日期]|日前|今[年天]|去年|同时|此外|另外|因此|所以|但|然而|不过|而且|并且|"
    r"这|那|该|其|他|她|它|我|你|据|对此|记者|本报|如果|虽然|由于|\d"
)
_STATES_FACT = re.compile(
    r"\d|[“”《》：:（）()]|(?<![于就还但总若凡要正可或])是(?!非)|了[，。]|有关部门"
)
_ADVERBIAL = re.compile(
    r"(?:在|以|对|从|针对|围绕|按照|根据|依据|通过|为|为了|随着|面对|结合|立足|坚持以|着眼)"
)
_ADDRESSEE = re.compile(r"(?:各|尊敬|同志|单位|部门|政府|公司|[委局厅]|代表)[^，。；]{0,30}$")


@dataclass(slots=True, eq=False)
class _Node:
    """A point while it is being built; `end` grows with its content."""

    kind: Kind
    start: int
    end: int
    label: Span
    mark: Mark | None = None
    level: int = 0  # of a heading: the file's own 1..6, 7 for a heading known by its shape
    first_block: int = 0
    last_block: int = 0
    children: list["_Node"] = field(default_factory=list)

    def point(self, article_id: str, text: str) -> Point:
        return Point(
            article_id=article_id,
            kind=self.kind,
            label=self.label.of(text),
            label_start=self.label.start,
            label_end=self.label.end,
            start=self.start,
            end=self.end,
            mark=text[self.mark.start : self.mark.end] if self.mark else "",
            children=tuple(child.point(article_id, text) for child in self.children),
        )


@dataclass(frozen=True, slots=True)
class _Segment:
    """A sentence, or the part of one that a mark begins or ends."""

    span: Span
    sentence: int
    mark: Mark | None


def build_outline(article: Article) -> Point:
    """The root of the article's outline; it covers `body_start:body_end`, its label the title."""
    builder = _Builder(article)
    builder.build()
    title = article.field_span("title") or Span(article.body_start, article.body_start)
    root = builder.root
    root.label = title
    root.start, root.end = article.body_start, article.body_end
    return root.point(article.id, article.text)


class _Builder:
    """Walks the blocks once; `stack` holds the open points, outermost first."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.blocks = cuts.blocks(article.text, article.body_start, article.body_end)
        self.headings = {heading.start: heading for heading in article.headings}
        self.segments: list[list[_Segment]] = self._segment()
        nowhere = Span(article.body_start, article.body_start)
        self.root = _Node("article", article.body_start, article.body_end, nowhere)
        self.stack: list[_Node] = [self.root]
        self.leads = self._parallel_leads()

    # Cutting blocks into segments.

    def _segment(self) -> list[list[_Segment]]:
        candidates: list[Mark] = []
        sentences: list[list[tuple[int, Span]]] = []
        number = 0
        for index, block in enumerate(self.blocks):
            found = candidates_in(self.text, block.start, block.end, index)
            here = [(number + i, span) for i, span in enumerate(cuts.sentences(self.text, block))]
            number += len(here)
            sentences.append(here)
            _place(found, here)
            candidates.extend(found)
        marks: dict[int, list[Mark]] = {}
        for mark in link_series(candidates):
            marks.setdefault(mark.sentence, []).append(mark)
        return [
            [
                segment
                for sentence, span in block
                for segment in _cut(self.text, span, sentence, marks.get(sentence, ()))
            ]
            for block in sentences
        ]

    def _parallel_leads(self) -> frozenset[int]:
        """Blocks headed by a topic sentence; one alone is a coincidence, two are a structure."""
        found = {
            index
            for index, segments in enumerate(self.segments)
            if len(segments) > 1
            and segments[0].mark is None
            and self._is_topic(segments[0].span)
            and self.blocks[index].end - segments[1].span.start
            >= 1.5 * (segments[0].span.end - segments[0].span.start)
        }
        return frozenset(found) if len(found) > 1 else frozenset()

    def _is_topic(self, span: Span) -> bool:
        sentence = span.of(self.text)
        return (
            6 <= len(sentence) <= MAX_LEAD
            and sentence.endswith("。")
            and not _NOT_A_LEAD.match(sentence)
            and not _STATES_FACT.search(sentence)
        )

    # Building the tree.

    def build(self) -> None:
        for index, segments in enumerate(self.segments):
            block = self.blocks[index]
            if segments[0].mark is None:
                self._close_for_unmarked(index)
                heading = self.headings.get(block.start)
                if heading is not None:
                    self._open_heading(index, heading.level)
                    continue
                if self._add_record(block):
                    continue
                if self._is_plain_heading(index):
                    self._open_heading(index, 7)
                    continue
            self._add_block(index, segments)

    def _close_for_unmarked(self, index: int) -> None:
        """Close what a paragraph without a mark does not belong to."""
        keep = 1
        for depth, node in enumerate(self.stack[1:], start=1):
            if node.mark is not None and node.mark.has_next:
                keep = depth + 1
        for depth in range(keep, len(self.stack)):
            if self._ends_before(self.stack[depth], index):
                del self.stack[depth:]
                return

    def _ends_before(self, node: _Node, index: int) -> bool:
        if node.kind == "heading":
            return False
        mark = node.mark
        if mark is None or mark.series is None:
            return True
        series = mark.series
        if not series.marks[0].opens_line or series.within_one_sentence or mark.family in WEAK:
            return True
        whole = (
            self.text[node.mark.text_start : self.blocks[node.first_block].end] if node.mark else ""
        )
        is_heading_line = whole[-1:] not in "。！？；”"
        starts = [other.block for other in series.marks]
        one_block_each = all(b - a == 1 for a, b in zip(starts, starts[1:], strict=False))
        return len(starts) > 1 and one_block_each and not is_heading_line

    def _open_heading(self, index: int, level: int) -> None:
        block = self.blocks[index]
        if level < 7:
            while len(self.stack) > 1 and not (
                self.stack[-1].kind == "heading" and self.stack[-1].level < level
            ):
                self.stack.pop()
        else:
            for depth in range(len(self.stack) - 1, 0, -1):
                if self.stack[depth].kind == "heading" and self.stack[depth].level == 7:
                    del self.stack[depth:]
                    break
        label = Span(block.start, block.end - (1 if self.text[block.end - 1] in "：:" else 0))
        self._push(_Node("heading", block.start, block.end, label, None, level, index, index))

    def _is_plain_heading(self, index: int) -> bool:
        """A short line without a stop (or 申请材料：) that prose follows."""
        block = self.blocks[index]
        line = block.of(self.text)
        if index + 1 >= len(self.blocks) or not 2 <= len(line) <= MAX_HEADING:
            return False
        following = self.blocks[index + 1].of(self.text)
        if line[-1] in "：:":
            bare = line[:-1]
            return len(line) <= 20 and not set(bare) & set(_STOP) and not _ADDRESSEE.search(bare)
        if self.text[block.end : block.end + 1] not in ("\n", "\r") or line[-1] in _STOP + "）)":
            return False
        chinese = sum("一" <= character <= "鿿" for character in line)
        return chinese >= 4 and not set(line) & set("。；|\t") and following[-1] in "。！？；：”"

    def _add_record(self, block: Span) -> bool:
        """Add the fields of a record-like line or a table's row; False for prose."""
        fields = cuts.field_lines(self.text, block)
        for line in fields:
            self._add(_Node("field", line.whole.start, line.whole.end, line.label))
        if fields:
            return True
        cells = cuts.table_row(self.text, block)
        if not cells:
            return False
        row = _Node("field", block.start, block.end, cells[0])
        row.children = [_Node("clause", cell.start, cell.end, cell) for cell in cells[1:]]
        self._add(row)
        return True

    def _add_block(self, index: int, segments: Sequence[_Segment]) -> None:
        first = segments[0]
        rest = list(segments)
        if first.mark is None and self._leads(index, segments):
            label = self._shorten(_bare(self.text, first.span), MAX_LEAD * 2)
            node = _Node("section", first.span.start, first.span.end, label, None, 0, index, index)
            self._push(node)
            self._add_clauses(node, label.end, first.span.end)
            rest = rest[1:]
        for position, segment in enumerate(rest):
            following = rest[position + 1] if position + 1 < len(rest) else None
            if segment.mark is not None:
                self._open_item(segment, index)
            elif following and following.mark and following.sentence == segment.sentence:
                label = self._shorten(_bare(self.text, segment.span), MAX_LEAD * 2, last=True)
                start, end = segment.span.start, segment.span.end
                node = _Node("section", start, end, label, None, 0, index, index)
                if label.start > start:
                    node.label = Span(start, label.end)
                self._push(node)
                self._add_clauses(node, node.label.end, end)
            else:
                self._add_sentence(segment.span)
            if following is None or following.sentence != segment.sentence:
                self._close_within_sentence(segment)

    def _leads(self, index: int, segments: Sequence[_Segment]) -> bool:
        """Whether the block's first sentence heads it, or the list in the blocks after it."""
        first = segments[0]
        opens = next((s.mark for s in segments[1:] if s.mark), None)
        if opens is not None and opens.series and opens.series.marks[0] is opens:
            return opens.sentence != first.sentence and not (
                opens.series.within_one_sentence and not self._is_topic(first.span)
            )
        if index in self.leads:
            return True
        after = self.segments[index + 1][0].mark if index + 1 < len(self.segments) else None
        if after is None or after.series is None or after.series.marks[0] is not after:
            return False
        if len(after.series.marks) < 2 or RANK[after.family] <= RANK["dun"]:
            return False
        line = self.blocks[index].of(self.text)
        return (line[-1] in "：:" and len(line) <= MAX_HEADING) or self._is_topic(first.span)

    def _close_within_sentence(self, segment: _Segment) -> None:
        """A list inside one sentence ends with it; what follows is not its last item's."""
        for depth in range(1, len(self.stack)):
            mark = self.stack[depth].mark
            if (
                mark is not None
                and mark.series is not None
                and mark.series.within_one_sentence
                and mark.series.marks[0].sentence == segment.sentence
                and not mark.opens_line
            ):
                lead = self.stack[depth - 1]
                inside = lead.kind == "section" and lead.mark is None
                same = inside and self._sentence_of(lead.start) == segment.sentence
                del self.stack[depth - 1 if same else depth :]
                return

    def _sentence_of(self, position: int) -> int:
        for segments in self.segments[self.stack[-1].first_block : self.stack[-1].first_block + 1]:
            for segment in segments:
                if segment.span.start <= position < segment.span.end:
                    return segment.sentence
        return -1

    def _open_item(self, segment: _Segment, index: int) -> None:
        mark = segment.mark
        assert mark is not None and mark.series is not None
        self._unwind(mark, mark.series)
        words = Span(mark.text_start, segment.span.end)
        label, rest = self._item_label(words, index)
        kind: Kind = "heading" if mark.family in ("chapter", "section") else "item"
        level = 6 if kind == "heading" else 0
        node = _Node(kind, mark.start, segment.span.end, label, mark, level, index, index)
        self._push(node)
        self._add_clauses(node, rest, segment.span.end)

    def _unwind(self, mark: Mark, series: Series) -> None:
        """Pop to where `mark`'s item belongs."""
        for depth in range(1, len(self.stack)):
            other = self.stack[depth].mark
            if other is not None and other.series is series:
                del self.stack[depth:]
                return
        for depth in range(1, len(self.stack)):
            other = self.stack[depth].mark
            if other is None or other.has_next:
                continue
            outranks = mark.opens_line and RANK[mark.family] < RANK[other.family]
            if other.family == mark.family or outranks:
                del self.stack[depth:]
                return

    def _item_label(self, words: Span, index: int) -> tuple[Span, int]:
        """An item's label and where its further words begin."""
        bare = _bare(self.text, words)
        has_more = (
            words.end < self.blocks[index].end or self.text[words.end - 1] not in "。！？；;，,"
        )
        if bare.end - bare.start <= MAX_ITEM_LEAD and has_more:
            return bare, words.end
        label = self._shorten(bare, 0)
        return label, label.end if label.end < bare.end else words.end

    def _shorten(self, span: Span, limit: int, *, last: bool = False) -> Span:
        """`span` where it is at most `limit` long, else its first clause (the last, of a lead)."""
        if span.end - span.start <= limit:
            return span
        clauses = cuts.split_at(self.text, span.start, span.end, "；;，,")
        if last:
            return _bare(self.text, clauses[-1])
        end = clauses[0].end
        for clause, after in zip(clauses, clauses[1:], strict=False):
            words = self.text[span.start : clause.end].rstrip(_STOP)
            if len(words) >= MIN_LABEL and not _ADVERBIAL.match(clause.of(self.text)):
                break
            if after.end - span.start > MAX_HEADING:
                break
            end = after.end
        return _bare(self.text, Span(span.start, end))

    def _add_sentence(self, span: Span) -> None:
        node = _Node("sentence", span.start, span.end, _bare(self.text, span))
        self._add_clauses(node, span.start, span.end)
        self._add(node)

    def _add_clauses(self, parent: _Node, start: int, end: int) -> None:
        """Give `parent` the clauses of `text[start:end]`, grouped by semicolons."""
        while start < end and (self.text[start] in _STOP or self.text[start].isspace()):
            start += 1
        whole = parent.kind == "sentence"
        for part in cuts.split_at(self.text, start, end, "；;") if start < end else ():
            if whole and part.start == parent.start and part.end == parent.end:
                parent.children.extend(self._commas(part))
                continue
            node = _Node("clause", part.start, part.end, _bare(self.text, part))
            inner = self._commas(part)
            if whole or len(inner) < 2:
                node.children = inner
                parent.children.append(node)
            else:
                parent.children.extend(inner)

    def _commas(self, part: Span) -> list[_Node]:
        clauses = cuts.split_at(self.text, part.start, part.end, "，,")
        if len(clauses) < 2:
            return []
        return [_Node("clause", c.start, c.end, _bare(self.text, c)) for c in clauses]

    def _push(self, node: _Node) -> None:
        self._add(node)
        self.stack.append(node)

    def _add(self, node: _Node) -> None:
        self.stack[-1].children.append(node)
        for parent in self.stack[1:]:
            parent.end = max(parent.end, node.end)


def _bare(text: str, span: Span) -> Span:
    """`span` without the stops at its end."""
    end = span.end
    while end > span.start + 1 and text[end - 1] in _STOP:
        end -= 1
    return Span(span.start, end)


def _place(marks: Sequence[Mark], sentences: Sequence[tuple[int, Span]]) -> None:
    """Write into each mark the number of the sentence in which it stands."""
    remaining = iter(sentences)
    number, span = next(remaining, (-1, Span(0, 0)))
    for mark in marks:
        while mark.start >= span.end:
            number, span = next(remaining)
        mark.sentence = number


def _cut(text: str, span: Span, sentence: int, marks: Sequence[Mark]) -> list[_Segment]:
    """Cut a sentence where marks begin."""
    if not marks:
        return [_Segment(span, sentence, None)]
    segments: list[_Segment] = []
    starts = [mark.start for mark in marks]
    if starts[0] > span.start:
        segments.append(_Segment(_trim(text, span.start, starts[0]), sentence, None))
    for mark, end in zip(marks, [*starts[1:], span.end], strict=True):
        segments.append(_Segment(_trim(text, mark.start, end), sentence, mark))
    return segments


def _trim(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
