"""What makes the figures of a run say less than they seem to: told beside them, never an error."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.evaluation.questions import KINDS, Question
from assistant.evaluation.results import Record

SHOWN = 5
"""Names given as examples; the rest is only counted."""


def named(names: Sequence[str]) -> str:
    """The first names, and that there are more."""
    return "、".join(names[:SHOWN]) + (" 等" if len(names) > SHOWN else "")


def question_cautions(questions: Sequence[Question]) -> tuple[str, ...]:
    """Of a set before it is asked: questions without facts, kinds that the format does not have."""
    bare = [question.id for question in questions if question.answerable and not question.facts]
    found: list[str] = []
    if bare:
        found.append(
            f"{len(bare)} 道可答的题没有写要点（facts）或标准答案（answers）：{named(bare)}。"
            "这些题只看有没有作答、引了哪篇文章，答了就算“完全答对”，不计入要点召回。"
        )
    kinds = Counter(q.kind for q in questions if q.kind and q.kind not in KINDS)
    if kinds:
        shown = [f"{kind}（{count} 题）" for kind, count in sorted(kinds.items())]
        found.append(
            f"格式里没有的类别：{named(shown)}。照原样分列，不影响得分；"
            "文中没有答案的题请写 none，或把“文中有答案”（answerable）写成否（false）。"
        )
    return tuple(found)


def unknown_articles(records: Iterable[Record]) -> tuple[str, ...]:
    """The articles that questions name and the library does not hold, sorted."""
    return tuple(sorted({str(name) for r in records for name in r.get("unknown_articles", ())}))


def record_cautions(records: Sequence[Record]) -> tuple[str, ...]:
    """Of a run after it, for the terminal; the report shows both in places of their own."""
    found: list[str] = []
    if unknown := unknown_articles(records):
        found.append(
            f"问题集里有 {len(unknown)} 个出处在文档库中找不到：{named(unknown)}。"
            "这些题的文章和检索指标按“没有检索到”计；请核对标题（articles）或编号。"
        )
    failed = [record for record in records if record["failure"] is not None]
    if failed:
        found.append(
            f"{len(failed)}/{len(records)} 题出错，算没有答对；"
            f"第一个错误（{failed[0]['id']}）：{failed[0]['failure']}。"
        )
    return tuple(found)
