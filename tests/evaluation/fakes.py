"""A small library of two articles and a target that answers from a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.evaluation.questions import Question
from assistant.evaluation.replies import ReplyHit

TEXTS = {
    "a": (
        "双城经济圈2021年经济总量达7.4万亿元，同比增长8.5%。汽车、电子信息、装备制造是压舱石产业。"
    ),
    "b": "双碳目标需要绿色技术。要建设绿色技术创新中心。",
}
TITLES = {"a": "建设现代化产业体系", "b": "以绿色发展实现双碳目标"}


def citation(number: int, article_id: str, quote: str) -> dict[str, Any]:
    start = TEXTS[article_id].index(quote)
    return {
        "number": number,
        "article_id": article_id,
        "title": TITLES[article_id],
        "author": "",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }


def answer(
    question: str,
    statements: Sequence[tuple[str, Sequence[int]]] = (),
    citations: Sequence[Mapping[str, Any]] = (),
    *,
    confidence: float = 0.9,
    hits: Sequence[tuple[str, str]] = (),
    seconds: float = 0.01,
) -> dict[str, Any]:
    return {
        "question": question,
        "standalone_question": question,
        "outcome": "answered" if statements else "abstained",
        "confidence": confidence,
        "reason": "" if statements else "文中没有答案。",
        "answer": "\n".join(text for text, _ in statements),
        "statements": [{"text": t, "citations": list(c)} for t, c in statements],
        "citations": [dict(c) for c in citations],
        "hits": [{"passage_id": p, "article_id": a, "title": "", "score": 1.0} for p, a in hits],
        "suggestions": [],
        "seconds": seconds,
    }


class FakeTarget:
    """Answers by question; a question that is not in the table raises."""

    def __init__(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []

    def ask(self, question: Question) -> Mapping[str, Any]:
        self.asked.append(question.id)
        return self.answers[question.question]

    def search(self, query: str, limit: int) -> Sequence[ReplyHit] | None:
        del query, limit
        return None


class FakeDocuments:
    """The two articles; each sentence is a passage."""

    def titles(self) -> Mapping[str, str]:
        return TITLES

    def text(self, article_id: str) -> str | None:
        return TEXTS.get(article_id)

    def passages(self, article_id: str) -> Mapping[str, str] | None:
        text = TEXTS.get(article_id)
        if text is None:
            return None
        end = text.index("。") + 1
        return {
            f"{article_id}:0-{end}": text[:end],
            f"{article_id}:{end}-{len(text)}": text[end:],
        }
