"""What an act is fined, where a regulation forbids it in one clause and fines it in another.

第十三条……(三)擅自张贴广告; 第十六条 违反第十三条第三项规定的,处二百元罚款: the clause that is
near to the question says no fine, and the one that says the fine does not name the act.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.outline.named_acts import act_words, is_named, unmentioned
from assistant.answering.outline.punished_cases import case_of
from assistant.answering.sentences.extractive import MOST_SHOWN, Ranked
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import Terms
from assistant.quantities import parse_number
from assistant.text import fold, sentences, tokens
from assistant.types import Article, Corpus, Span

# 罚了多少家 and 多少人被罚 ask what was done, 被处罚的能不能申请 what else; 餐厨垃圾怎么处理,
# 发现漏水怎么处理 and 被狗咬了怎么处理 how a thing is treated that is no offence.
_ASKED = re.compile(
    r"罚款?了?(?:[我你他她咱]们?)?(?:的?(?:数额|金额|标准|幅度))?[是为]?(?:多少|几|什么)(?![家个户起件人次])|"
    r"(?:怎么|怎样|如何|[会要该得]|(?<!多少[人家户])(?<!几[人家户])被)(?:样|被|受到?|受)?(?:处?罚|处分|追责)(?:款|钱)?(?=[吗么呢不?。,!]|$)|"
    r"(?:什么|哪些|怎样的|怎么样的)(?:样的)?(?:处罚|处分|法律责任)|"
    r"(?:多少|几)[十百千万]{0,2}(?:[元块]钱?|钱)?的?罚(?![单没案])|罚不罚|"
    r"(?:被(?:查|抓|逮)|查[获实]|查到(?!疑似)|抓到|逮到|违[规法反]|造假|弄虚作假|骗|虚报|冒[用领]|擅自)"
    r"[^。?]{0,10}?(?:怎么|怎样|如何)(?:处理|处置)(?!好|完)"
)
# What of a question asks for the punishment, and tells nothing of the act.
_ASKING = re.compile(
    r"(?:[会要被将应该受到]|怎么样?|怎样|如何|什么样?的?|多少){0,4}"
    r"(?:处?罚款?|处分|处理|处置|追责)(?:多少|几|什么|钱|元|吗|[?。]){0,3}"
)
_PUNISHING = re.compile(
    r"罚款|处罚|警告|责令|吊销|暂扣|没收|拘留|处分|追究|通报批评|处[^,。;]{0,12}罚"
)
# Who cheats may lose what he was given, and who fails be let off, with no word of punishment.
_DEPRIVING = re.compile(
    rf"{_PUNISHING.pattern}|取消|追回|收回|撤销|约谈|列入|通报|停止|暂停|移送|扣|退[出回还]|免[责予除]|豁免|容错"
)
_NUMBER = r"(?:[〇零一二三四五六七八九十百千两]{1,6}|\d{1,3})"
_CLAUSE = re.compile(rf"^\s*第(?P<number>{_NUMBER})条", re.MULTILINE)
_ITEM = re.compile(rf"^\s*[(（](?P<number>{_NUMBER})[)）]", re.MULTILINE)
# 违反本办法第十条第二款规定, 有第十三条第一项、第二项行为之一的; no breach of another law (《……》).
_OFFENCE = re.compile(
    rf"(?:违反|有)[^,。;第《]{{0,20}}(?P<meant>第\(?{_NUMBER}\)?[条款项][^,。;]{{0,60}})"
)
_REFERENCE = re.compile(rf"第\(?(?P<number>{_NUMBER})\)?(?P<unit>[条款项])")
_PIECE = re.compile(r"[^;；]+[;；]?")
# Of what the question says of the act so much stands in the clause that forbids it.
SAID_SHARE = 0.5
# Words of a question that tell nothing of the act: who did it, and the money.
_NO_ACT = frozenset(
    re.findall(r"\S+", "钱 个人 单位 企业 公司 有人 游客 市民 居民 罚款 处罚 没有 没按 不按 使用")
)
# How sure the fine is of a clause that says every word of the act.
SURELY_FINED = 0.6
DEPTH = 5  # of the evidence, among which the forbidden act is looked for
ACT_CHARS = 200  # a longer act is not shown beside its fine


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a regulation: 第十三条第一款第三项; 0 for a paragraph or an item not told.

    `printed` is the clause as it is written.
    """

    clause: int
    paragraph: int = 0
    item: int = 0
    printed: str = ""

    def holds(self, other: "Place") -> bool:
        """Whether another place is this one or a part of it."""
        return (
            self.clause == other.clause
            and self.paragraph in (0, other.paragraph)
            and self.item in (0, other.item)
        )


class Penalties:
    """The pieces of regulations that punish the breach of their other clauses."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._of = lru_cache(maxsize=256)(self._read)

    def of_act(
        self, question: Question, terms: Terms, ranked: Sequence[Ranked]
    ) -> tuple[list[Draft], str]:
        """How the act that is asked about is punished, then what forbids it; else what is missing.

        ([], "") where no punishment is asked for, or what punishes tells as much of the act itself.
        """
        if not ranked or not asks_punishment(question.folded):
            return [], ""
        named = places_broken(question.folded)
        if named:
            fined = self._of_place(ranked[0].evidence.sentence.article_id, named[0])
            return fined, "" if fined else _unpunished(named[0])
        near_articles = dict.fromkeys(each.evidence.sentence.article_id for each in ranked)
        told = case_of(question, map(self._corpus.article, near_articles))
        if told:
            return told, ""
        act = terms.without({*tokens(",".join(_ASKING.findall(question.folded))), *_NO_ACT})
        near = [(item, self._words_of(item)) for item in ranked[:DEPTH]]
        most = max(
            (act.coverage(said) for item, said in near if _PUNISHING.search(item.text)), default=0.0
        )
        titles = tokens(ranked[0].evidence.context.titles)
        words = act_words(question.topic, terms, titles)
        missing = ""
        if self._is_of_another(act, ranked[0]) or self._is_unnamed(words, terms, ranked):
            missing = unmentioned(words, question.folded, terms)
        for item, said in near:
            if _PUNISHING.search(item.text) or not act.coverage(said) > max(SAID_SHARE, most):
                continue
            if not _names_all(act, said):
                continue
            sentence = item.evidence.sentence
            article = self._corpus.article(sentence.article_id)
            place = _place_at(article.text, sentence.start)
            fined = self._of_place(article.id, place) if place else []
            if fined and len(sentence.text) <= ACT_CHARS:
                fined.append(quote_draft(article, sentence.start, sentence.end))
            if fined:
                return fined, ""
            if place and self._of(article.id) and most < SAID_SHARE:
                missing = missing or _unpunished(place)
        return [], missing

    def _words_of(self, item: Ranked) -> frozenset[str]:
        """The tokens of a sentence, of what leads its list, and of the titles above."""
        sentence = item.evidence.sentence
        text = self._corpus.article(sentence.article_id).text
        clause = _clause_at(text, sentence.start) if _ITEM.match(sentence.text) else None
        lead = text[clause.start() :].lstrip().partition("\n")[0] if clause else ""
        return sentence.grams.union(tokens(fold(lead)), tokens(item.evidence.context.titles))

    def _is_unnamed(self, words: Sequence[str], terms: Terms, ranked: Sequence[Ranked]) -> bool:
        """Whether something that would be shown punishes, and nothing of it names the act."""
        shown = [item for item in ranked[:MOST_SHOWN] if punishes(item.text)]
        titles = tokens(ranked[0].evidence.context.titles)
        named = (is_named(words, terms, self._fined_by(item), titles) for item in shown)
        return bool(shown) and not any(named)

    def _fined_by(self, item: Ranked) -> frozenset[str]:
        """The tokens of a sentence that punishes and of what it punishes the breach of."""
        text = self._corpus.article(item.evidence.sentence.article_id).text
        broken = (_text_of(place, text) for place in places_broken(item.text))
        return self._words_of(item).union(tokens(fold("\n".join(broken))))

    def _is_of_another(self, act: Terms, best: Ranked) -> bool:
        """Whether what punishes is the breach of clauses that have no word of an act."""
        places = places_broken(best.text) if _PUNISHING.search(best.text) else ()
        text = self._corpus.article(best.evidence.sentence.article_id).text
        clauses = [_clause_of(each.clause, text) for each in places]
        said = {*best.evidence.sentence.grams, *tokens(fold("\n".join(clauses)))}
        apart = act.without(tokens(best.evidence.context.titles))
        return bool(places) and "" not in clauses and all(term.token not in said for term in apart)

    def _of_place(self, article_id: str, place: Place) -> list[Draft]:
        """The first piece of an article that punishes the breach of a place in it; [] for none."""
        article = self._corpus.article(article_id)
        fines = (
            span for span, places in self._of(article_id) if any(p.holds(place) for p in places)
        )
        return [quote_draft(article, each.start, each.end) for each in fines][:1]

    def _read(self, article_id: str) -> tuple[tuple[Span, tuple[Place, ...]], ...]:
        return tuple(_penalties(self._corpus.article(article_id)))


def asks_punishment(folded: str) -> bool:
    """Whether one asks how an act is punished."""
    return bool(_ASKED.search(folded))


def punishes(folded: str) -> bool:
    """Whether a text says how an act is punished, what is taken for it, or that it is let off."""
    return bool(_DEPRIVING.search(folded))


def _names_all(act: Terms, said: Collection[str]) -> bool:
    """Whether no word of an act is missing: 在草坪上踢球 is no breach of 在草坪上烧烤.

    What ends one word that is there and begins the next (擅[自][拆]除) is no word.
    """
    known = RelatedWords.load()
    words = [term.token for term in act if term.token in known]
    there = [word for word in words if word in said]
    ends, starts = {word[-1] for word in there}, {word[0] for word in there}
    return all(word in said or (word[0] in ends and word[-1] in starts) for word in words)


def _clause_of(number: int, text: str) -> str:
    """The text of a clause by its number; "" where there is none."""
    clauses = [*_CLAUSE.finditer(text)]
    for place, each in enumerate(clauses):
        if parse_number(each["number"]) == number:
            following = clauses[place + 1 : place + 2]
            return text[each.start() : following[0].start() if following else len(text)]
    return ""


def _text_of(place: Place, text: str) -> str:
    """The text of a place: of an item it alone, with what leads the list; else its whole clause."""
    lead, *lines = _clause_of(place.clause, text).strip().splitlines() or [""]
    items = [line for line in lines if _is_item(place.item, line)] if place.item else lines
    return "\n".join((lead, *items)) if items else "\n".join((lead, *lines))


def _is_item(number: int, line: str) -> bool:
    item = _ITEM.match(line)
    return item is not None and parse_number(item["number"]) == number


def _clause_at(text: str, start: int) -> re.Match[str] | None:
    above = [each for each in _CLAUSE.finditer(text) if each.start() <= start]
    return above[-1] if above else None


def _unpunished(place: Place) -> str:
    return f"文中没有说违反{place.printed}怎样处罚。"


def places_broken(folded: str) -> tuple[Place, ...]:
    """The clauses whose breach a text names (违反本办法第十条); () for none."""
    offence = _OFFENCE.search(folded)
    return tuple(_meant(offence["meant"], 0)) if offence else ()


def _place_at(text: str, start: int) -> Place | None:
    """The clause, paragraph and item of a regulation in which a sentence begins."""
    clause = _clause_at(text, start)
    number = parse_number(clause["number"]) if clause else None
    if clause is None or number is None:
        return None
    end = text.find("\n", start)
    inside = text[clause.start() : end if end > 0 else len(text)].strip()
    lines = [line for line in inside.splitlines() if line.strip()]
    item = _ITEM.match(lines[-1])
    paragraph = sum(_ITEM.match(line) is None for line in lines)
    within = int(parse_number(item["number"]) or 0) if item else 0
    return Place(int(number), paragraph, within, clause.group().strip())


def _penalties(article: Article) -> Iterator[tuple[Span, tuple[Place, ...]]]:
    """The pieces of an article's sentences that punish, each with the places whose breach it does.

    What follows without naming a place (;逾期不改正的,处……) goes with the piece before it.
    """
    for span in sentences(article.text, article.body_start, article.body_end):
        found: list[tuple[int, int, tuple[Place, ...]]] = []
        for piece in _PIECE.finditer(span.of(article.text)):
            start, end = span.start + piece.start(), span.start + piece.end()
            offence = _OFFENCE.search(fold(piece.group()))
            if offence is None and found:
                found[-1] = (found[-1][0], end, found[-1][2])
            elif offence is not None:
                clause = found[-1][2][-1].clause if found and found[-1][2] else 0
                found.append((start, end, tuple(_meant(offence["meant"], clause))))
        for start, end, places in found:
            text = article.text[start:end]
            if places and _PUNISHING.search(fold(text)):
                first = start + len(text) - len(text.lstrip())
                yield Span(first, first + len(text.strip().rstrip(";；"))), places


def _meant(references: str, clause: int) -> Iterator[Place]:
    """The places that references name: 第十三条第一项、第二项; a bare 第三项 is of the last."""
    place = Place(clause)
    for found in _REFERENCE.finditer(references):
        number, unit = int(parse_number(found["number"]) or 0), found["unit"]
        is_whole = not references[found.end() :].startswith("第")
        if unit == "条":
            place = Place(number, printed=found.group())
        elif unit == "款":
            place = replace(place, paragraph=number, item=0)
        else:
            place = replace(place, item=number)
        if is_whole and place.clause:
            yield place
