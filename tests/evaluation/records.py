"""Records made by a real run over the fakes, for tests of what is written of a run."""

from typing import Any

from assistant.evaluation.questions import Question
from assistant.evaluation.results import Record
from assistant.evaluation.runner import measure, prepare
from tests.evaluation.fakes import FakeDocuments, FakeTarget, answer, citation

QUOTE = "双城经济圈2021年经济总量达7.4万亿元，同比增长8.5%。"
HOSTILE = "<script>alert(1)</script>"

QUESTIONS = (
    Question(
        "q1",
        "增长多少？",
        "fact",
        ((("8.5%",),),),
        articles=("产业体系",),
        set_name="s",
        note="备注",
    ),
    Question("q2", "要建什么？", "list", ((("绿色技术创新中心",), ("没有的",)),), set_name="s"),
    Question("q3", f"人口多少{HOSTILE}？", "none", answerable=False, set_name="s"),
    Question("q4", "会出错？", "fact", ((("甲",),),), set_name="s"),
)
ANSWERS: dict[str, dict[str, Any]] = {
    "增长多少？": answer(
        "增长多少？", [("同比增长8.5%。", [1])], [citation(1, "a", QUOTE)], confidence=0.9
    ),
    "要建什么？": answer(
        "要建什么？",
        [("要建设绿色技术创新中心。", [1]), (f"别的{HOSTILE}。", [])],
        [citation(1, "b", "要建设绿色技术创新中心。")],
        confidence=0.6,
    ),
    QUESTIONS[2].question: answer(QUESTIONS[2].question, confidence=0.2),
}
HEADER: dict[str, Any] = {
    "type": "run",
    "format": 1,
    "version": "1",
    "target": "in-process",
    "articles": 2,
    "passages": 4,
    "encoder": "builtin",
    "settings": {"encoder": "builtin"},
    "sets": ["s"],
    "started": "2026-01-01T00:00:00",
}


def records(answers: dict[str, dict[str, Any]] | None = None) -> list[Record]:
    run = prepare(FakeTarget(ANSWERS if answers is None else answers), FakeDocuments())
    return [measure(run, question) for question in QUESTIONS]
