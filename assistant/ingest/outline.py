"""An article's outline: the tree of points that its printed marks and lead sentences make.

Enumerators nest in the order in which they appear; a paragraph's lead sentence
heads what follows it; records and table rows are fields; below them lie
sentences, and below those clauses. Every character of the body that is not
white space lies in exactly one leaf or is a point's own mark or label.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from assistant.ingest import leads
from assistant.ingest.blocks import blocks, field_lines, split_at, table_row
from assistant.ingest.heads import MOST_HEAD_LINES, speaker_place
from assistant.ingest.marks import RANK, WEAK, Mark, Series
from assistant.ingest.segments import Segment, segment_blocks
from assistant.types import ITEM_LEVEL, Article, Point, Span

Kind = Literal["article", "heading", "section", "item", "sentence", "clause", "field"]

BY_SHAPE = 7  # level of a heading known by its shape; the file's own have 1 to 6
_SIGNED_WITH = ("author", "published")
REST_OF_LEAD = 1.5  # a topic sentence heads a paragraph whose rest is this many times as long


@dataclass(slots=True, eq=False)
class _Node:
    """A point while it is being built; `end` grows with its content."""

    kind: Kind
    start: int
    end: int
    label: Span
    mark: Mark | None = None
    level: int = 0
    block: int = 0
    sentence: int = -1
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


def build_outline(article: Article) -> Point:
    """The root of the article's outline; it covers `body_start:body_end`, its label the title.

    Where the title is not printed the root's label is empty.
    """
    builder = _Builder(article)
    builder.build()
    root = builder.root
    root.label = article.field_span("title") or root.label
    root.start, root.end = article.body_start, article.body_end
    return root.point(article.id, article.text)


class _Builder:
    """Walks the blocks once; `stack` holds the open points, outermost first."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.blocks = blocks(article.text, article.body_start, article.body_end)
        self.signed = [each.start for each in article.fields if each.name in _SIGNED_WITH]
        marked = {heading.start: heading.level for heading in article.headings}
        bullets = {
            at: level - ITEM_LEVEL + 1 for at, level in marked.items() if level >= ITEM_LEVEL
        }
        self.segments = segment_blocks(self.text, self.blocks, bullets)
        first = self.blocks[:MOST_HEAD_LINES]
        self.speaker = speaker_place([block.of(self.text) for block in first])
        self.headings = {at: level for at, level in marked.items() if at not in bullets}
        nowhere = Span(article.body_start, article.body_start)
        self.root = _Node("article", article.body_start, article.body_start, nowhere)
        self.stack: list[_Node] = [self.root]
        self.leads = self._parallel_leads()

    def build(self) -> None:
        for index, segments in enumerate(self.segments):
            block = self.blocks[index]
            if segments[0].mark is None:
                self._close_before(index)
                if block.start in self.headings:
                    self._open_heading(index, self.headings[block.start])
                    continue
                if not self._begins_list(segments) and self._add_record(block):
                    continue
                if self._has_heading_shape(index):
                    self._open_heading(index, BY_SHAPE)
                    continue
            self._add_block(index, segments)

    # Where paragraphs without a mark belong.

    def _close_before(self, index: int) -> None:
        """Close what the unmarked block `index` does not belong to."""
        open_ = (d for d, node in enumerate(self.stack) if node.mark and node.mark.has_next)
        keep = max(open_, default=0) + 1
        ends = leads.closes_document(self.blocks[index].of(self.text))
        for depth in range(keep, len(self.stack)):
            if ends or self._is_finished(self.stack[depth], index):
                del self.stack[depth:]
                return

    def _is_finished(self, node: _Node, index: int) -> bool:
        if node.kind == "heading":
            return False
        mark = node.mark
        if mark is None or mark.series is None:
            return True
        series = mark.series
        if not series.marks[0].opens_line or series.within_one_sentence or mark.family in WEAK:
            return True
        # A bare heading line has its text below; one of fellows of a paragraph each is over.
        is_heading = self.text[self.blocks[node.block].end - 1] not in "。！？；”"
        starts = [other.block for other in series.marks]
        one_block_each = len(starts) > 1 and all(b - a == 1 for a, b in pairwise(starts))
        return one_block_each and not is_heading and index > node.block

    def _open_heading(self, index: int, level: int) -> None:
        block = self.blocks[index]
        if level < BY_SHAPE:
            while len(self.stack) > 1 and not 0 < self.stack[-1].level < level:
                self.stack.pop()
        else:
            for depth in range(1, len(self.stack)):
                if self.stack[depth].level == BY_SHAPE:
                    del self.stack[depth:]
                    break
        label = leads.bare(self.text, block)
        self._push(_Node("heading", block.start, block.end, label, level=level, block=index))

    def _has_heading_shape(self, index: int) -> bool:
        block = self.blocks[index]
        if index + 1 == len(self.blocks) or "\n" not in self.text[block.end :][:3]:
            return False
        if index == self.speaker or any(block.start <= at < block.end for at in self.signed):
            return False  # who spoke, and on which day
        following = self.blocks[index + 1].of(self.text)
        return leads.is_heading_line(block.of(self.text), following)

    def _begins_list(self, segments: Sequence[Segment]) -> bool:
        """Whether a line holds the first of a list that later lines go on: 条件：（一）……."""
        mark = segments[1].mark if len(segments) > 1 else None
        marks = mark.series.marks if mark and mark.series else []
        return len(marks) > 1 and marks[0] is mark and marks[1].opens_line

    def _add_record(self, block: Span) -> bool:
        """Add the fields of a record-like line or a table's row; False for prose."""
        fields = field_lines(self.text, block)
        for line in fields:
            self._add(_Node("field", line.whole.start, line.whole.end, line.label))
        if fields:
            return True
        cells = table_row(self.text, block)
        if not cells:
            return False
        row = _Node("field", block.start, block.end, cells[0])
        row.children = [_Node("clause", cell.start, cell.end, cell) for cell in cells[1:]]
        self._add(row)
        return True

    # What heads a block.

    def _parallel_leads(self) -> frozenset[int]:
        """Blocks headed by a topic sentence; one alone is a coincidence, two are a structure."""
        found = {
            index
            for index, segments in enumerate(self.segments)
            if len(segments) > 1
            and segments[0].mark is None
            and leads.is_topic(self.text, segments[0].span)
            and self.blocks[index].end - segments[0].span.end
            >= REST_OF_LEAD * (segments[0].span.end - segments[0].span.start)
        }
        return frozenset(found) if len(found) > 1 else frozenset()

    def _is_headed(self, index: int, segments: Sequence[Segment]) -> bool:
        """Whether the block's first sentence heads it, or the list in the blocks after it."""
        first = segments[0]
        for before, segment in pairwise(segments):
            mark = segment.mark
            if mark is None or mark.series is None or mark.series.marks[0] is not mark:
                continue
            if self._is_top(mark):
                return index in self.leads
            if before.sentence == mark.sentence:  # the list has a lead of its own: 做好两件事：
                return index in self.leads
            near = before is first or not mark.series.within_one_sentence
            return near or leads.is_topic(self.text, first.span)
        if index in self.leads:
            return True
        after = self._list_after(index)
        if after is None:
            return False
        line = self.blocks[index].of(self.text)
        if line[-1] in "：:":
            return len(line) <= leads.MAX_HEADING and len(segments) == 1
        return after.family in WEAK and leads.is_topic(self.text, first.span)

    def _list_after(self, index: int) -> Mark | None:
        """The first mark of a list, not one of the document's own parts, right after a block."""
        after = self.segments[index + 1][0].mark if index + 1 < len(self.segments) else None
        if after is None or after.series is None or after.series.marks[0] is not after:
            return None
        return None if len(after.series.marks) < 2 or self._is_top(after) else after

    def _announces(self, index: int, segment: Segment) -> bool:
        """Whether the last sentence of a block announces the list in the blocks after it."""
        last = segment.span.end == self.blocks[index].end
        return (
            last
            and segment.mark is None
            and self.text[segment.span.end - 1] in "：:"
            and segment.span.end - segment.span.start <= leads.MAX_LABEL
            and self._list_after(index) is not None
        )

    # Filling a block in.

    def _add_block(self, index: int, segments: Sequence[Segment]) -> None:
        rest = list(segments)
        if rest[0].mark is None and self._is_headed(index, segments):
            words = leads.bare(self.text, rest[0].span)
            label = leads.shorten(self.text, words, leads.MAX_LABEL)
            self._open_section(rest[0], label, index)
            rest = rest[1:]
        for position, segment in enumerate(rest):
            following = rest[position + 1] if position + 1 < len(rest) else None
            joined = following is not None and following.sentence == segment.sentence
            if segment.mark is not None:
                more = following.mark is None if following else self._goes_on(segment.mark, index)
                self._open_item(segment, segment.mark, index, more)
            elif following and joined and following.mark and not self._is_top(following.mark):
                words = leads.bare(self.text, segment.span)
                if words.end - words.start > leads.MAX_LABEL:
                    words = leads.last_clause(self.text, words)
                self._open_section(segment, words, index)
            elif self._announces(index, segment):
                self._open_section(segment, leads.bare(self.text, segment.span), index)
            else:
                self._add_sentence(segment.span)
            if not joined:
                self._close_within_sentence(segment.sentence)

    def _is_top(self, mark: Mark) -> bool:
        """Whether a mark numbers the document's own parts; a sentence before it heads nothing."""
        return mark.opens_line and RANK[mark.family] <= RANK["dun"]

    def _goes_on(self, mark: Mark, index: int) -> bool:
        """Whether an item that ends block `index` has more words in the blocks after it."""
        if index + 1 == len(self.segments):
            return False
        after = self.segments[index + 1][0].mark
        return mark.has_next if after is None else after.series is not mark.series

    def _open_section(self, segment: Segment, label: Span, index: int) -> None:
        span, label = segment.span, leads.capped(label)
        node = _Node("section", span.start, span.end, label, block=index, sentence=segment.sentence)
        self._push(node)
        self._add_clauses(node, span.start, label.start)
        self._add_clauses(node, label.end, span.end)

    def _open_item(self, segment: Segment, mark: Mark, index: int, has_more: bool) -> None:
        if mark.series is not None:
            self._unwind(mark, mark.series)
        is_heading = mark.family in ("chapter", "section")
        start = min(mark.text_start, segment.span.end)
        words = leads.bare(self.text, Span(start, segment.span.end))
        heading = leads.until_gap(self.text, words)
        has_more = has_more or heading != words
        words = heading
        whole = has_more and words.end - words.start <= leads.MAX_ITEM_LEAD
        label = leads.capped(words if whole else leads.shorten(self.text, words, 0))
        node = _Node("heading" if is_heading else "item", mark.start, segment.span.end, label, mark)
        node.block = index
        self._push(node)
        self._add_clauses(node, label.end, segment.span.end)

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

    def _close_within_sentence(self, sentence: int) -> None:
        """A list inside one sentence ends with it; what follows is not its last item's."""
        for depth in range(1, len(self.stack)):
            mark = self.stack[depth].mark
            if mark is None or mark.series is None or mark.opens_line:
                continue
            if mark.series.within_one_sentence and mark.sentence == sentence:
                lead = self.stack[depth - 1]
                own_lead = lead.kind == "section" and lead.sentence == sentence
                del self.stack[depth - 1 if own_lead else depth :]
                return

    def _add_sentence(self, span: Span) -> None:
        node = _Node("sentence", span.start, span.end, leads.bare(self.text, span))
        self._add_clauses(node, span.start, span.end)
        self._add(node)

    def _add_clauses(self, parent: _Node, start: int, end: int) -> None:
        """Give `parent` the clauses of `text[start:end]`, grouped by semicolons."""
        while start < end and (self.text[start] in leads.STOPS or self.text[start].isspace()):
            start += 1
        parts = split_at(self.text, start, end, "；;") if start < end else []
        for part in parts:
            commas = split_at(self.text, part.start, part.end, "，,")
            inner = [self._clause(clause) for clause in commas] if len(commas) > 1 else []
            if len(parts) > 1:
                node = self._clause(part)
                node.children = inner
                parent.children.append(node)
            elif inner or parent.kind != "sentence":
                parent.children.extend(inner or [self._clause(part)])

    def _clause(self, span: Span) -> _Node:
        return _Node("clause", span.start, span.end, leads.bare(self.text, span))

    def _push(self, node: _Node) -> None:
        self._add(node)
        self.stack.append(node)

    def _add(self, node: _Node) -> None:
        self.stack[-1].children.append(node)
        for parent in self.stack:
            parent.end = max(parent.end, node.end)
