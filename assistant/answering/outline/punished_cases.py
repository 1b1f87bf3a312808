"""How somebody was punished, in a report of cases: the fine stands some sentences after his name.

案例一：青河县某印染有限公司私设暗管案。……。青河分局处罚款85万元: no sentence says both.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.words.question import Question
from assistant.text import fold, sentences
from assistant.types import Article, Span

MOST_SENTENCES = 2
LEAST_NAME_CHARS = 3
MOST_LINES = 5  # of one case
_PUNISHED = re.compile(
    r"罚款|处罚|没收|责令|吊销|暂扣|取消[^,。]{0,12}资[质格]|拘留|移送|警告|失信名单|黑名单|不予行政处罚|免[予于]"
)
_FINE = re.compile(
    r"罚款?[^,。;]{0,16}?\d[\d.,]*[万亿]?元|\d[\d.,]*[万亿]?元[^,。;]{0,6}罚款?|不予行政处罚"
)
_CLAUSE = re.compile(r"^\s*第[〇零一二三四五六七八九十百\d]{1,5}条")
_NEXT_CASE = re.compile(
    r"^\s*(?:案例|典型案例)?[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．：:]"
)
_AROUND = re.compile(
    r"^(?:请问|关于|对于?|那家?|那个)+|(?:一?案|这家|那家|公司|企业)?(?:的|是|被|因|受到?|给|要|会|最后|最终|后来|,)*$"
)
_ASKED = re.compile(r"(?:的|被|受到?了?)*(?:处?罚|罚款|处分|处理).*$")
_MONEY = re.compile(r"多少|几[万元十百]")


def case_of(question: Question, articles: Iterable[Article]) -> list[Draft]:
    """How the one whom a question names was punished; [] where no case is told of him by name."""
    name = _AROUND.sub("", _ASKED.sub("", question.folded.rstrip("?。")))
    if len(name) < LEAST_NAME_CHARS or re.search(r"[,?]", name):
        return []
    cases = [(article, span) for article in articles for span in _cases(name, article)]
    if len(cases) != 1:
        return []
    article, span = cases[0]
    told = _FINE if _MONEY.search(question.folded) else _PUNISHED
    said = sentences(article.text, span.start, span.end)
    found = [each for each in said if told.search(fold(each.of(article.text)))]
    return [quote_draft(article, each.start, each.end) for each in found[:MOST_SENTENCES]]


def _cases(name: str, article: Article) -> list[Span]:
    """The paragraphs that open with a name and tell of a punishment, with what belongs to them."""
    lines = [Span(*line.span()) for line in re.finditer(r"[^\n]+", article.text)]
    found: list[Span] = []
    for place, line in enumerate(lines):
        text = fold(line.of(article.text))
        first = re.split("[。;]", text)[0]
        if name not in first or _CLAUSE.match(text):
            continue
        end = line.end if _PUNISHED.search(text[len(first) :]) else _end(lines[place:], article)
        span = Span(line.start, end)
        if _PUNISHED.search(fold(span.of(article.text))[len(first) :]):
            found.append(span)
    return found


def _end(lines: Sequence[Span], article: Article) -> int:
    """Where a case ends that is told in the lines under its heading."""
    end = lines[0].end
    for line in lines[1:MOST_LINES]:
        if _NEXT_CASE.match(line.of(article.text)):
            break
        end = line.end
    return end
