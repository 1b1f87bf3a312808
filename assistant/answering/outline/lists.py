"""Whether the outline answers: the list under a label, or the one that a sentence announces."""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.outline.headings import counts_its_items, is_asked_for
from assistant.answering.outline.nodes import Node, is_one_sentence, is_whole, items_of
from assistant.answering.outline.point_drafts import lead_drafts, list_drafts
from assistant.answering.outline.points import Match, Points
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.seconds import gives_cause
from assistant.answering.words.definitions import defines
from assistant.answering.words.evidence import Sentence
from assistant.answering.words.forms import FORBIDDEN, asks_what_is_forbidden
from assistant.answering.words.kinds import DIGITS
from assistant.answering.words.list_nouns import is_list_noun, with_alike, without_list_nouns
from assistant.answering.words.question import Question
from assistant.answering.words.spans import FIGURE_KINDS, items_of_enumeration, spans_for
from assistant.answering.words.terms import Terms
from assistant.text import fold, tokens
from assistant.types import Span

# An outline point answers when its own label covers this much of the question …
POINT_OWN = 0.5
# … or, where it has as many items as are asked for, this much …
POINT_OWN_COUNTED = 0.35
# … and, with what stands above it, this much.
POINT_CHAIN = 0.6
# … and an article's title, which tells its parts, nearly all of it.
WHOLE_OWN = 0.9
# Members of an enumeration that is a list by itself.
MIN_ENUMERATED = 4
NOUN_CHARS = 2  # of what is asked for, in the label of a part …
REST_CHARS = 3  # … that says little else
LINE_BREAK = 2  # characters between a sentence and the list after it …
LEAD_CHARS = 60  # … or a sentence more

# 应当符合以下条件：, 现将有关事项通知如下。
_LEAD_IN = re.compile(r"[:：]\s*$|如下[。.]?\s*$")
# A heading that is the sentence before its list (申报企业应当同时符合以下条件).
_ANNOUNCES = re.compile(r"(?:以下|下列)[^，。；]{0,8}$|如下$")
_STOPS = "。！？；…”）"

# Kinds whose answers have a form that can be told.
_FORMED = frozenset({*FIGURE_KINDS, "person", "organisation", "place"})

# Who it is that is asked for, which no parts of a document are.
_WHO = re.compile(
    rf"(?:哪(?:[{DIGITS}]+|[几些一])?[个家些]?|什么)(?:部门|单位|机构|机关|政府)|谁|哪(?:[{DIGITS}]+|[几一])?位"
)

# Parts of a whole, which are called nothing else: 取得哪五方面进展.
_PARTS = re.compile(rf"[{DIGITS}]个?(?:方面|点)")

# 一核两带中的两带是指哪两条产业带
_COUNTED_NAME = re.compile(rf'(?:^|[的中里是,"])([{DIGITS}一多][一-龥])"?(?:是|指|即|包括|有哪)')
_SOME_PARTS = re.compile(r"哪几个?(?:方面|点|块|条|项|部分)")

# 第一章 总则: of what a regulation says its chapters tell nothing.
_CHAPTER = re.compile(r"(?:第[一二三四五六七八九十]+章)?[\s　]*[总附罚][\s　]*则")
_CHAPTERS_ASKED = re.compile(r"章|结构|目录|框架|部分|内容|板块|大纲|提纲|讲了|写了|说了|规定了")

# 招聘的程序有哪几步: what they are counted by is no word of theirs.
_COUNTED_LAST = re.compile(r"(?:,?有?哪?[几些]?[步个条项点种]|内容|方面)+$")

_GENERAL = re.compile(r"主要|具体|重点|有关|相关|下一步|工作|几点|[的和、]")
# Of a heading, beside what the question says (清水河水质不达标问题).
_UNTELLING = frozenset("问题情况方面工作的")


class Lists:
    """Decides between the points of the outline and the sentences that were found."""

    def __init__(self, points: Points) -> None:
        self._points = points

    def only_announces(self, draft: Draft) -> bool:
        """Whether a statement is the lead or the heading of what it does not give."""
        return bool(_LEAD_IN.search(draft.text)) or self._headed(draft) is not None

    def is_empty(self, draft: Draft) -> bool:
        """Whether a statement is a heading's own line or a lead-in, which say nothing alone."""
        if _LEAD_IN.search(draft.text):
            return True
        source = draft.sources[0]
        after = source.article.text[source.start + len(draft.text) :][:1]
        return after == "\n" and draft.text[-1] not in _STOPS and self._headed(draft) is not None

    def below(self, question: Question, draft: Draft) -> list[Draft]:
        """What stands under a heading that says no more than the question; [] for any other."""
        node = self._headed(draft)
        if node is None or set(fold(node.point.label)) - set(question.folded) - _UNTELLING:
            return []
        drafts = list_drafts(node)
        if not tells_kind(question, drafts):
            return []
        if question.kind != "why":
            return drafts
        causes = [each for each in drafts if gives_cause(fold(each.text))]
        return causes or _opening(node) or drafts

    def _headed(self, draft: Draft) -> Node | None:
        """The point of which a statement is but the label; None for any other statement."""
        source = draft.sources[0]
        node = self._points.node_at(source.article.id, source.start)
        if node is None or not node.parents or node.point.kind == "sentence":
            return None
        if is_one_sentence(node):
            return None
        said = Span(source.start, source.start + len(draft.text.rstrip("。；;")))
        return node if _label_of(node).contains(said) else None

    def introduced(self, question: Question, terms: Terms, ranked: Sequence[Ranked]) -> list[Draft]:
        """The list that the best sentence announces (…下列材料：) or heads, with that sentence.

        A heading must name what is asked for: 申报材料 is no answer to 申报造假有什么后果.
        """
        if not ranked:
            return []
        sentence = ranked[0].evidence.sentence
        node = self._listing(sentence)
        if node is None:
            return []
        if node.items[0].start < sentence.end:
            # 要做好三项工作：一是……；二是……；三是…… for who asks which three.
            lead = lead_drafts(node.article, sentence.start, node.items[0].start)
            return [*lead, *list_drafts(node)] if question.count == len(node.items) else []
        label = _label_of(node)
        said = without_mark(node.article.text, sentence.start, sentence.end)
        if node.article.text[said.end - 1] == "。":  # no label has its stop
            said = Span(said.start, said.end - 1)
        if label.contains(said):
            words = tokens(fold(node.point.label))
            ends = with_alike(frozenset(words[-1:]))
            others = {term.token for term in terms} - set(words)
            if not without_list_nouns(_GENERAL.sub("", fold(node.point.label))) and (
                others and others.isdisjoint(self._points.words(node.article.id))
            ):
                return []  # 主要措施 of what is not asked about
            is_named = any(word in question.folded for word in ends)
            is_named = is_named or terms.coverage(words) >= POINT_OWN
            listed = (_opening(node) if question.kind == "why" else []) or list_drafts(node)
            return listed if is_named and tells_kind(question, listed) else []
        if question.count == len(node.items) and not sentence.folded.rstrip().endswith(":"):
            # 下一阶段，……。一是……二是……三是…… for who asks which three things.
            return list_drafts(node)
        between = LEAD_CHARS if _asks_for_parts(question) else LINE_BREAK
        if node.items[0].start - sentence.end > between:
            return []
        if not sentence.folded.rstrip().endswith(":"):
            # The parts of a whole document are no parts of what a sentence before them says.
            is_part = _asks_for_parts(question) and not is_whole(node)
            return list_drafts(node) if is_part else []
        return [*lead_drafts(node.article, said.start, said.end), *list_drafts(node)]

    def leads_as_many(self, question: Question, ranked: Sequence[Ranked]) -> bool:
        """Whether the best sentence stands before a list of just as many items as are asked for."""
        if not ranked or question.count is None:
            return False
        node = self._listing(ranked[0].evidence.sentence)
        return node is not None and len(node.items) == question.count

    def sureness(self, question: Question, match: Match | None, ranked: Sequence[Ranked]) -> float:
        """How sure it is by the outline alone that it answers, in [0, 1]; 0 where it does not.

        A label that says all that is asked is evidence that no sentence can add to. `match` is the
        point that lists the answer.
        """
        leading = ranked[0].probability if self.leads_as_many(question, ranked) else 0.0
        return max(leading, match.sureness if match is not None else 0.0)

    def _beside_named(self, question: Question, node: Node, best: Sentence) -> bool:
        """Whether the best sentence opens a fellow of a point, and names what the point does not.

        倡导绿色出行有哪些做法 is not answered by 倡导绿色消费, but by 鼓励绿色出行 beside it.
        """
        word = without_list_nouns(question.topic).rpartition(",")[2][-2:]
        fellow = self._points.node_at(best.article_id, best.start)
        return (
            len(word) == 2
            and fellow is not None
            and fellow.parents == node.parents
            and word in fold(fellow.point.label)
            and word not in fold(node.article.text[node.point.start : node.point.end])
        )

    def _listing(self, sentence: Sentence) -> Node | None:
        """The point that a sentence opens or stands in, where it lists something."""
        node = self._points.node_at(sentence.article_id, sentence.start)
        if node is not None and node.point.kind == "sentence" and node.parents:
            # It may stand last before the list of the part that it is in.
            node = self._points.node_at(sentence.article_id, node.parents[-1].start)
        return node if node is not None and node.items else None

    def drafts(self, question: Question, match: Match, ranked: Sequence[Ranked]) -> list[Draft]:
        """What a point lists; of one without items, the sentence alone that enumerates them.

        网点包括超市、市场、…… says by itself what the sentences around it only speak of.
        """
        node = self._part_asked(question, match.node)
        node = self._announced_part(question, node)
        listed = list_drafts(node)
        if node.items and _ANNOUNCES.search(node.point.label):
            lead = lead_drafts(node.article, node.point.start, node.items[0].start)
            return [*lead, *listed]
        best = ranked[0].evidence.sentence if ranked else None
        if best is None or not question.listing or any(map(items_of, node.point.walk())):
            return listed
        enumerates = items_of_enumeration(best.folded) >= MIN_ENUMERATED
        if not enumerates or not node.point.start <= best.start < node.point.end:
            return listed
        said = without_mark(node.article.text, best.start, best.end)
        return [quote_draft(node.article, said.start, said.end)]

    def _part_asked(self, question: Question, node: Node) -> Node:
        """Of a document, the one part that is called what is asked for (补贴项目和标准)."""
        noun = question.heads[1][:NOUN_CHARS]
        if node.parents or len(noun) < NOUN_CHARS:
            return node
        own = [item for item in node.items if noun in fold(item.label) and items_of(item)]
        if noun in fold(node.point.label):  # the parts of 有哪些支持? are that, but for 支持什么
            own = [item for item in own if len(item.label) <= NOUN_CHARS + REST_CHARS]
        if len(own) != 1:
            return node
        return self._points.node_of(node.article.id, own[0]) or node

    def _announced_part(self, question: Question, node: Node) -> Node:
        """Of a part, the one point that announces the list of what is asked for.

        （三）公开招聘应按下列程序进行：… of a part on 招聘条件及程序.
        """
        if question.count == len(node.items):
            return node
        topic = _COUNTED_LAST.sub("", question.topic)
        words = [word for word in re.split(r"[的,]", topic) if len(word) > 1]
        noun = words[-1][-NOUN_CHARS:] if words else ""
        own = []
        for item in node.items:
            listed = items_of(item)
            lead = fold(node.article.text[item.start : listed[0].start]) if listed else ""
            said = set(tokens(lead)).issuperset(tokens(topic.replace("的", "")[:NOUN_CHARS]))
            if _LEAD_IN.search(lead) and noun and said and noun in re.split("[。;]", lead)[-1]:
                own.append(item)
        if len(own) != 1:
            return node
        return self._points.node_of(node.article.id, own[0]) or node

    def answers(self, question: Question, match: Match, ranked: Sequence[Ranked]) -> bool:
        """Whether the outline answers better than the best sentence does."""
        if _are_chapters(match.node) and not _CHAPTERS_ASKED.search(question.folded):
            return False
        if is_asked_for(question, match.node) or counts_its_items(question, match.node):
            return True
        if not (question.listing or question.kind in ("how", "list")):
            return False
        if ranked and explains(question, ranked[0]):
            return False
        items = match.node.items
        if question.count is not None and len(items) != question.count:
            return False
        inside = bool(ranked) and _holds(match.node, ranked[0].evidence.sentence)
        counted = match.own >= POINT_OWN_COUNTED or (inside and _PARTS.search(question.folded))
        if not match.node.parents and (
            _counts_in_it(question, match) or _WHO.search(question.folded)
        ):
            return False
        if match.count_met and counted:
            return True
        if not match.node.parents and match.own < WHOLE_OWN:
            return False  # a title says what all of it is about, not what else is asked
        if match.own < POINT_OWN or match.chain < POINT_CHAIN:
            return False
        if not ranked:
            return True
        sentence = ranked[0].evidence
        asked = asks_what_is_forbidden(question.folded)
        if asked and FORBIDDEN.search(sentence.sentence.folded):
            return bool(FORBIDDEN.search(match.node.point.label))
        if inside or is_one_sentence(match.node):
            return inside  # what is but another sentence was weighed as such
        if match.own < 1.0 and self._beside_named(question, match.node, sentence.sentence):
            return False
        return match.own >= sentence.feature("sentence_coverage") - 0.1


def _are_chapters(node: Node) -> bool:
    """Whether what is listed are the chapters of a regulation, which tell what is in them only."""
    return any(_CHAPTER.fullmatch(item.label.strip()) for item in node.items)


def _label_of(node: Node) -> Span:
    """Where a point's label stands; of a heading with its number (第二章 申请条件)."""
    point = node.point
    headed = point.kind in ("heading", "section") and "\n" not in point.label
    return Span(point.start if headed else point.label_start, point.label_end)


def explains(question: Question, best: Ranked) -> bool:
    """Whether a sentence tells what a counted name is that is asked about ("两带"即……).

    Or what a term means that the question names (本规定所称危险作业，是指……).
    """
    if defines(question, best.text):
        return True
    named = _COUNTED_NAME.findall(question.folded)
    return any(re.search(rf'{name}"?(?:即|是|指|为|包括|:)', best.text) for name in named)


def tells_kind(question: Question, drafts: Sequence[Draft]) -> bool:
    """Whether statements hold what is asked for, where that has a form: a place, a person, a day.

    The parts of a mayor's report do not tell where the mayor comes from.
    """
    if question.kind not in _FORMED or question.listing:
        return True
    return any(True for each in drafts for _ in spans_for(question, fold(each.text)))


def _counts_in_it(question: Question, match: Match) -> bool:
    """Whether what is counted is something in an article, no parts of it (包含哪三层含义)."""
    noun = question.heads[1]
    of_all = _PARTS.search(question.folded) or len(noun) < 2 or is_list_noun(noun)
    return question.count is not None and not of_all and not match.named_items


def _opening(node: Node) -> list[Draft]:
    """What stands under a heading before its list: why it matters, ahead of what is to be done."""
    first = node.items[0].start if node.items else node.point.end
    said = (
        child for child in node.point.children if child.kind == "sentence" and child.end <= first
    )
    return [quote_draft(node.article, each.start, each.end) for each in said] if node.items else []


def _asks_for_parts(question: Question) -> bool:
    """Whether the parts of a whole are asked for, whose number the asker does not know."""
    return question.count is None and bool(_SOME_PARTS.search(question.folded))


def _holds(node: Node, sentence: Sentence) -> bool:
    """Whether a sentence of the same article stands in a point."""
    same = node.article.id == sentence.article_id
    return same and node.point.start <= sentence.start < node.point.end
