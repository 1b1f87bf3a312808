"""Lists that are announced and bear no marks: 可走三条路径。 and three paragraphs, each by a name.

Or sentences anywhere that number them (第一条底线是安全。第二条底线是公平。),
or three sentences that begin alike (算好三本账。算好"客流账",……。算好"成本账",……), or by the
members that were announced (须在"网、链、品"上下功夫。织密网,……。做强链,……).
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.evidence import Sentence
from assistant.answering.words.kinds import DIGITS
from assistant.answering.words.question import Question, small_number
from assistant.text import fold, sentences, tokens
from assistant.types import Article, Corpus, Span

DEPTH = 8  # of the evidence, where what announces the list is looked for
WHOLE_CHARS = 90  # a paragraph no longer is shown whole, a longer one by its name
MOST_ITEMS = 9  # what announces more is a figure of something
# 可走三条路径。 应从四个方面发力: 要在“四个打通”上下功夫。
_ANNOUNCES = re.compile(
    rf"(?<![一二两三四五六七八九十][一-龥])(?<![\d.])(?P<count>[{DIGITS}])(?![\d.年月日%亿万元])(?:个|大|条|点|项|种|类|步|方面|篇|件|本|张|招|笔|场|道|把)?"
    r"(?P<what>[^,。;:]{0,12})[。:]$"
)
# A heading that counts what stands under it: 做强特色的“四字诀”.
_HEADS = re.compile(
    rf"(?<![一二两三四五六七八九十\d])(?P<count>[{DIGITS}])(?:字|个|大|条|点|项|步|招|把|张)(?P<what>[一-龥]{{1,6}})\"?$"
)
_QUOTED = re.compile(r"[“\"][^“”\"]{1,4}[”\"]")
_MEMBERS = re.compile(r'"(?P<members>[一-龥]{1,2}(?:、[一-龥]{1,2}){1,4})"[^,。;:]{0,12}[。:]$')
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
# 打通资源。建立…… 路径一:延链。鼓励……
_NAMED = re.compile(r"\s*(?P<name>[^。；;\n]{2,24}[。：:])(?=\s*\S)")
# 建好算力底座，推动……；
_CLAUSED = re.compile(r"\s*(?P<name>[^，,。；;：:\n]{2,16}[，,])(?=\S)")
_FIRST_CLAUSE = re.compile(r"(?P<clause>[^,。;:]{2,16})[,:。]")
# 第一条底线是安全。 第一道关口,……
_ORDINAL = re.compile(
    rf"[“\"]?第(?P<number>[一{DIGITS}])(?P<like>[一-龥]{{1,6}}?)(?:就?是|为|在于|[，,：:、])"
)
SHARED = 2  # pairs of characters that a question has in common with what announces
LIKE_CHARS = 2  # with which sentences begin alike


def unmarked_list(question: Question, ranked: Sequence[Ranked], corpus: Corpus) -> list[Draft]:
    """The paragraphs, or the sentences, after a sentence that announces them; [] for none.

    As many as are asked for, or, where no number is asked, as are announced.
    """
    for item in ranked[: DEPTH if question.count is not None or question.quoted else 1]:
        sentence = item.evidence.sentence
        count, members = _announced(sentence, question)
        count = count or _headed(sentence, question)
        if not 1 < count <= MOST_ITEMS:
            continue
        article = corpus.article(sentence.article_id)
        for found in (
            _without_closing(list(_named_after(article, sentence.end, _NAMED)), article, count),
            _ended_alike(article, sentence.end),
        ):
            if len(found) == count:
                return [_draft(article, whole, name) for whole, name in found]
        alike = _sentences_alike(article, sentence, count, members)
        if alike:
            return [quote_draft(article, span.start, span.end) for span in alike]
    return []


def numbered_alike(question: Question, ranked: Sequence[Ranked], corpus: Corpus) -> list[Draft]:
    """The sentences of the nearest article that number what is asked for; [] where not so many.

    第一条底线是安全。…… 第二条底线是公平。…… for 三条底线是什么.
    """
    if not ranked or question.count is None:
        return []
    article = corpus.article(ranked[0].evidence.sentence.article_id)
    found: dict[str, list[Span]] = {}
    for span in sentences(article.text, article.body_start, article.body_end):
        begun = _ORDINAL.match(article.text[span.start : span.end].lstrip())
        if begun is None or begun["like"][1:] not in question.folded or not begun["like"][1:]:
            continue
        alike = found.setdefault(begun["like"], [])
        if small_number(begun["number"]) == len(alike) + 1:
            alike.append(span)
    for alike in found.values():
        if len(alike) == question.count:
            return [quote_draft(article, span.start, span.end) for span in alike]
    return []


def _announced(sentence: Sentence, question: Question) -> tuple[int, tuple[str, ...]]:
    """How many things a sentence announces at its end, of what is asked, and how it calls them."""
    folded = sentence.folded.rstrip()
    named = _MEMBERS.search(folded)
    members = tuple(named["members"].split("、")) if named else ()
    counted = _ANNOUNCES.search(folded)
    count = small_number(counted["count"]) if counted else len(members)
    if question.count is not None and question.count != count:
        return 0, ()
    of_members = named is not None and named["members"] in question.folded
    if question.count is None and not (question.listing or of_members):
        return 0, ()
    said = frozenset(tokens(folded))
    shared = {gram for gram in tokens(question.topic) if len(gram) > 1 and gram in said}
    return (count, members) if of_members or len(shared) >= SHARED else (0, ())


def _headed(sentence: Sentence, question: Question) -> int:
    """How many things a heading counts that a question names as it does (四字诀); 0 for none."""
    counted = _HEADS.search(sentence.folded.rstrip())
    if counted is None or counted.group().rstrip('"') not in question.folded.replace('"', ""):
        return 0
    return small_number(counted["count"])


def _without_closing(
    found: list[tuple[Span, Span]], article: Article, count: int
) -> list[tuple[Span, Span]]:
    """The paragraphs without those after the counted ones, where only these quote their names."""
    quoted = [bool(_QUOTED.search(name.of(article.text))) for _, name in found]
    return found[:count] if all(quoted[:count]) and not any(quoted[count:]) else found


def _named_after(
    article: Article, start: int, begun: re.Pattern[str]
) -> Iterator[tuple[Span, Span]]:
    """The paragraphs from there on that begin by a name, up to the first that does not."""
    if article.text[start : start + 1] not in ("\n", ""):
        return
    for paragraph in _PARAGRAPH.finditer(article.text, start, article.body_end):
        name = begun.match(paragraph.group())
        if name is None:
            return
        begin = paragraph.start() + name.start("name")
        named = Span(begin, paragraph.start() + name.end("name") - 1)
        yield Span(begin, paragraph.end()), named


def _ended_alike(article: Article, start: int) -> list[tuple[Span, Span]]:
    """The paragraphs from there on that end with a semicolon, and the one after them."""
    found: list[tuple[Span, Span]] = []
    for whole, name in _named_after(article, start, _CLAUSED):
        found.append((whole, name))
        if article.text[whole.end - 1] not in "；;":
            break
    return found


def _sentences_alike(
    article: Article, announcing: Sentence, count: int, members: Sequence[str]
) -> list[Span]:
    """The sentences right after it in its paragraph whose first clauses are alike, if so many.

    They begin with the same characters, end with the same one, or name the members in turn.
    """
    end = article.text.find("\n", announcing.end)
    spans = sentences(article.text, announcing.end, end if end >= 0 else article.body_end)
    begun = [_FIRST_CLAUSE.match(fold(article.text[span.start : span.end])) for span in spans]
    clauses = [found["clause"].strip('" ') if found else "" for found in begun][:count]
    if len(clauses) < count or not all(clauses):
        return []
    if members:
        pairs = zip(members, clauses, strict=False)
        alike = len(members) == count and all(member in clause for member, clause in pairs)
    else:
        same_end = len({clause[-1] for clause in clauses}) == 1
        alike = len({clause[:LIKE_CHARS] for clause in clauses}) == 1 or same_end
    return list(spans[:count]) if alike else []


def _draft(article: Article, whole: Span, name: Span) -> Draft:
    shown = whole if whole.end - whole.start <= WHOLE_CHARS else name
    return quote_draft(article, shown.start, shown.end, (name,))
