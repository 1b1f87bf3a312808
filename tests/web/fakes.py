"""An assistant over given documents, with the service's interface and simple answers."""

import re
import time
from collections.abc import Iterator, Sequence

from assistant.errors import ArticleNotFound, QuestionError
from assistant.ingest.figures import Figure, find_figures
from assistant.service import LibraryInfo
from assistant.text import sentences, tokens
from assistant.types import (
    Answer,
    Article,
    Citation,
    FieldSpan,
    Hit,
    Passage,
    Point,
    Refusal,
    Span,
    Statement,
)


def article(
    id: str,
    title: str,
    body: str,
    *,
    author: str = "",
    column: str = "",
    published: str = "",
    source: str = "page.txt",
) -> Article:
    """An article whose text is title, author and body on lines of their own."""
    head = title + "\n" + (author + "\n" if author else "")
    fields = [FieldSpan("title", 0, len(title))]
    if author:
        fields.append(FieldSpan("author", len(title) + 1, len(title) + 1 + len(author)))
    return Article(
        id=id,
        title=title,
        text=head + body,
        author=author,
        column=column,
        published=published,
        source=source,
        body_start=len(head),
        fields=tuple(fields),
    )


class FakeAssistant:
    """Answers with the sentences that share most bigrams with the question; keeps the calls."""

    def __init__(self, articles: Sequence[Article], *, delay: float = 0.0) -> None:
        self._articles = {a.id: a for a in articles}
        self.delay = delay
        self.calls: list[tuple[str, tuple[str, ...]]] = []
        self.selections: list[tuple[str, ...]] = []
        self.failure: Exception | None = None
        self.generation = 1
        self.figure_counts = 0  # how often the figures were asked for

    def index(self, articles: Sequence[Article]) -> None:
        """As if another process had built a new index of these articles."""
        self._articles = {a.id: a for a in articles}
        self.generation += 1

    def articles(self) -> tuple[Article, ...]:
        return tuple(self._articles.values())

    def selected(self, names: Sequence[str]) -> tuple[Article, ...]:
        found = {each.id: each for each in self.articles() if {each.id, each.title} & set(names)}
        if not found:
            raise QuestionError(f"要查的文章里有“{names[0]}”，文库里没有。")
        return tuple(found.values())

    def article(self, article_id: str) -> Article:
        if article_id not in self._articles:
            raise ArticleNotFound(f"文库里没有编号为 {article_id} 的文章。")
        return self._articles[article_id]

    def outline(self, article_id: str) -> Point:
        found = self.article(article_id)
        sections = []
        for line in re.finditer(r"[^\n]+", found.text[found.body_start :]):
            start = found.body_start + line.start()
            end = found.body_start + line.end()
            parts = sentences(found.text, start, end)
            label = parts[0].of(found.text)
            children = tuple(
                Point(
                    found.id,
                    "item",
                    p.of(found.text)[:40],
                    p.start,
                    min(p.end, p.start + 40),
                    p.start,
                    p.end,
                )
                for p in parts[1:]
            )
            sections.append(
                Point(
                    found.id,
                    "section",
                    label,
                    parts[0].start,
                    parts[0].end,
                    start,
                    end,
                    children=children,
                )
            )
        return Point(
            found.id,
            "article",
            found.title,
            0,
            len(found.title),
            found.body_start,
            len(found.text),
            children=tuple(sections),
        )

    def info(self) -> LibraryInfo:
        count = len(self._articles)
        return LibraryInfo("0", self.generation, count, count, "fake", "fake", "fake")

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        return self._answer(query, ()).hits[:limit]

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Answer:
        answer = list(self.stream(question, history, as_of=as_of, articles=articles))[-1]
        assert isinstance(answer, Answer)
        return answer

    def figures(self) -> tuple[Figure, ...]:
        self.figure_counts += 1
        return tuple(figure for found in self.articles() for figure in find_figures(found))

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Iterator[Statement | Answer]:
        del as_of
        self.calls.append((question, tuple(history)))
        self.selections.append(tuple(articles))
        if self.failure is not None:
            raise self.failure
        answer = self._answer(question, tuple(history))
        for statement in answer.statements:
            time.sleep(self.delay)
            yield statement
        yield answer

    def _answer(self, question: str, history: tuple[str, ...]) -> Answer:
        standalone = question
        if history and question.startswith("那"):
            standalone = f"{history[-1].rstrip('？?')}，{question}"
        wanted = set(tokens(standalone))
        within = self.selections[-1] if self.selections else ()
        scored = []
        for found in self.selected(within) if within else self.articles():
            for span in sentences(found.text, found.body_start):
                shared = len(wanted & set(tokens(span.of(found.text))))
                scored.append((shared, found, span))
        scored.sort(key=lambda item: (-item[0], item[1].id, item[2].start))
        if not scored:
            return self._refused(question, standalone, (), Refusal("empty_library"), "文库是空的。")
        if question.startswith("你好"):
            return self._refused(question, standalone, (), Refusal("small_talk"), "您好，请问。")
        best = [item for item in scored if item[0] >= 3][:4]
        if not best:
            hits = tuple(self._hit(a, span) for _, a, span in scored[:3])
            refusal = Refusal("no_evidence", missing_terms=(question[:6],))
            return self._refused(question, standalone, hits, refusal, "文中没有提到，无法回答。")
        statements, citations = [], []
        several = len({a.id for _, a, _ in best}) > 1
        for number, (_, found, span) in enumerate(best, 1):
            text = span.of(found.text)
            citations.append(
                Citation(number, found.id, span.start, span.end, text, found.text_hash)
            )
            statements.append(
                Statement(
                    text,
                    (number,),
                    (Span(0, min(4, len(text))),),
                    group=found.title if several else "",
                )
            )
        statements.sort(key=lambda s: s.group)
        return Answer(
            question,
            standalone,
            tuple(statements),
            tuple(citations),
            (),
            "answered",
            "",
            0.9 if len(best) > 1 else 0.4,
            (),
            0.01,
        )

    def _hit(self, found: Article, span: Span) -> Hit:
        passage = Passage(
            f"{found.id}:{span.start}-{span.end}",
            found.id,
            (),
            span.start,
            span.end,
            span.of(found.text),
        )
        return Hit(passage, 1.0, ("keyword",))

    def _refused(
        self, question: str, standalone: str, hits: tuple[Hit, ...], refusal: Refusal, reason: str
    ) -> Answer:
        return Answer(
            question,
            standalone,
            (),
            (),
            hits,
            "abstained",
            reason,
            0.1,
            ("文库里有哪些文章？",),
            0.01,
            refusal,
        )
