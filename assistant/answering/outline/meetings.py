"""What a meeting dealt with and decided, of its minutes: the headings of 审议…, 研究…, 听取…."""

import re
from collections.abc import Callable, Iterator

from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.outline.nodes import Node
from assistant.answering.outline.points import Points
from assistant.text import fold, sentences, tokens
from assistant.types import Article, Corpus, Span

_DEALT = "审议|研究|讨论|听取|传达|学习|通报|审定|审查|审批|部署|安排|评审|表决|商议|协调|议定"
# What may stand between the name of a meeting and what is asked of it.
_MEETING = (
    r"(?P<name>[^,。?]{0,24}?(?:会议?|纪要))(?:纪要)?(?:上|中|里|内|期间)?"
    r"(?:都|一共|总共|共|主要|具体|的)*"
)
_THINGS = r"(?:议题|议程|事项?|事情|问题|内容|工作|汇报|文件|议案|方案|项目|决定|决议|要求)"
_WHAT = rf"(?:什么|啥|(?:哪|几|多少)[些几个项件条]*)(?:主要|具体)?{_THINGS}?(?:呢|啊)?"
_AGENDA_ASKED = re.compile(
    rf"^{_MEETING}(?:有{_WHAT}|(?:议题|议程|内容)(?:有|是|包括)?{_WHAT}|"
    rf"(?P<dealt>{_DEALT}|议|讲|说|谈|涉及|开展)(?:了|过|的是?)?{_WHAT})[?。]*$"
)
_ACTS = {
    "决定": "决定|议定|同意|通过|批准|审定|确定|明确|议决",
    "要求": "要求|强调",
    "指出": "指出|认为",
}
_ACT_OF = {act: said for said in _ACTS.values() for act in said.split("|")}
_ACT_ASKED = re.compile(
    rf"^{_MEETING}(?:(?P<act>{'|'.join(_ACT_OF)})(?:了|过|的是?)?{_WHAT}|"
    rf"(?:作出|做出|形成|达成|提出|有)(?:了|过)?(?:什么|啥|哪[些几]个?|几[个项条])(?P<made>决定|决议|要求)(?:事项)?)[?。]*$"
)
_TOPIC = re.compile(rf"议题|议程|^(?:{_DEALT})")
_SAYS = (
    r"(?:^|[,。;:])会议(?:经研究|认真|研究|讨论|一致|原则|审议|并|还|也|再次|同时|特别|最后)*"
    r"(?:{acts})"
)
_ANY_ACT = re.compile(_SAYS.format(acts="|".join(("听取", "审议", "研究", *_ACT_OF))))
LEAST_TOPICS, TOPIC_SHARE = 2, 0.6
LEAST_ACTS = 2  # one sentence is found without this
_THIS = re.compile(r"^(?:(?:这|那|本|该|此)(?:一?[次个份场])?|上述)")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百\d]+[次届期]|\d+")
NAME_SHARE = 0.8  # of the characters of a meeting's name, in the title of its minutes


class MeetingAnswers:
    """Answers what a meeting dealt with or decided, where one set of minutes is meant."""

    def __init__(self, corpus: Corpus, points: Points) -> None:
        self._corpus = corpus
        self._points = points

    def answer(self, folded: str) -> list[Draft]:
        """The topics of the meeting, or what it decided, demanded or found; [] for other questions.

        None where several meetings' minutes may be meant.
        """
        decided = _ACT_ASKED.match(folded)
        if decided:
            acts = _ACT_OF.get(decided["act"] or decided["made"] or "", _ACTS["决定"])
            said = self._of_meant(decided["name"], lambda article: _acts(article, acts))
            return said if len(said) >= LEAST_ACTS else []
        dealt = _AGENDA_ASKED.match(folded)
        if not dealt:
            return []
        topics = self._of_meant(dealt["name"], self._topics)
        like = [each for each in topics if _begins(each, dealt["dealt"] or "")]
        return like if dealt["dealt"] not in ("研究", "讨论") and like else topics

    def _of_meant(self, name: str, read: Callable[[Article], list[Draft]]) -> list[Draft]:
        """What is read of the one article that has any of it and whose title has the name."""
        found = [(article, said) for article in self._corpus.articles() if (said := read(article))]
        name = _THIS.sub("", name)
        numbers = _NUMBERED.findall(name)
        found = [
            (article, said)
            for article, said in found
            if _calls(name, article) and all(n in fold(article.title) for n in numbers)
        ]
        shares = [len(frozenset(tokens(name)) & _named(article)) for article, _ in found]
        best = max(shares, default=0)
        found = [each for each, share in zip(found, shares, strict=True) if share == best]
        return found[0][1] if len(found) == 1 else []

    def _topics(self, article: Article) -> list[Draft]:
        """The headings of minutes, most of which say what was done with a thing; [] for others."""
        root = self._points.nodes(article.id)[0]
        for node in (root, *self._under(root)):
            topics = [item for item in node.items if _TOPIC.search(fold(item.label))]
            if len(topics) >= LEAST_TOPICS and len(topics) >= TOPIC_SHARE * len(node.items):
                if "会" not in fold(article.title):
                    return []
                label = ((item.label_start, item.label_end) for item in node.items)
                return [
                    quote_draft(article, start, end, (Span(start, end),)) for start, end in label
                ]
        return []

    def _under(self, root: Node) -> Iterator[Node]:
        for child in root.point.children:
            node = self._points.node_of(root.article.id, child)
            if node is not None and node.items:
                yield node


def _acts(article: Article, acts: str) -> list[Draft]:
    """The sentences of an article that begin by what a meeting did, with what goes on from them."""
    says = re.compile(_SAYS.format(acts=acts))
    found: list[Span] = []
    goes_on = False
    for span in sentences(article.text, article.body_start, article.body_end):
        said = without_mark(article.text, span.start, span.end)
        folded = fold(said.of(article.text))
        begins = article.text[: span.start].rstrip(" 　\t")[-1:] in ("\n", "")
        if says.search(folded):
            found.append(said)
            goes_on = True
        elif goes_on and not begins and not _ANY_ACT.search(folded):
            found[-1] = Span(found[-1].start, said.end)
        else:
            goes_on = False
    return [quote_draft(article, each.start, each.end) for each in found]


def _begins(draft: Draft, verb: str) -> bool:
    return bool(verb) and draft.text.startswith(verb)


def _calls(name: str, article: Article) -> bool:
    """Whether a name of a meeting is a short form of an article's title."""
    title = fold(article.title)
    return sum(each in title for each in name) >= NAME_SHARE * len(name)


def _named(article: Article) -> frozenset[str]:
    return frozenset(tokens(fold(article.title)))
