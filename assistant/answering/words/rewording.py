"""Words that the library writes otherwise: abbreviations and slips of a character.

公租房 is found in 公共租赁住房, whose characters hold it in order; 压仓石 in 压舱石,
which sounds the same; 智能网连 in 智能网联, which differs by one. Only words that
occur nowhere in the library are looked for, only in what was found for the
question, and nothing is guessed that is not printed there.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from functools import lru_cache

from assistant.answering.words.contrasts import QUANTITY_WORDS
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import JOINING, Terms

LONGEST = 5  # characters of a word that is looked for
SHORTEST = 3
# Characters that stand between words, not in them.
_NO_WORD = re.compile(r"[^一-龥]|[的了在是和与及或有为]")
# Compiled once: a pattern with such a range takes a millisecond to compile.
_CHINESE = re.compile(r"[一-龥]+")
# Particles and numerals, for which no one writes another word's character: 交到 is not 一到.
_SMALL = JOINING | frozenset("的了和与及或一二三四五六七八九十百千万亿两")
SPOILT = 2  # unknown pairs of characters that one wrong character makes
GAP = 3  # characters of the full word between two of its abbreviation


def reword(question: Question, terms: Terms, texts: Iterable[str]) -> str:
    """The question's topic with unknown words replaced as the folded texts write them.

    Returns the topic unchanged where nothing fits.
    """
    unknown = {term.token for term in terms if not term.known and len(term.token) > 1}
    if not unknown:
        return question.topic
    text = "\n".join(texts)
    topic = question.topic
    for piece in question.topic.split(","):
        replaced = _replacement(piece, unknown, text)
        if replaced is not None:
            topic = topic.replace(*replaced)
    return topic


def _replacement(piece: str, unknown: set[str], text: str) -> tuple[str, str] | None:
    """A word of the piece and how the text writes it, the longest first; None for no word."""
    for length in range(min(LONGEST, len(piece)), SHORTEST - 1, -1):
        for start in range(len(piece) - length + 1):
            word = piece[start : start + length]
            strange = [word[i : i + 2] in unknown for i in range(length - 1)]
            if any(word[i : i + 2] in QUANTITY_WORDS for i in range(length - 1)):
                continue  # 截[止日期] asks for a day, and is no slip for 之日起
            if not any(strange) or _NO_WORD.search(word):
                continue
            held = _held_outside(piece, start, length) | _held_inside(word, strange)
            joined = _joined_outside(piece, start, length, text)
            found = _rewritten(word, strange, text, held, joined)
            if found is not None:
                return word, found
    return None


def _held_outside(piece: str, start: int, length: int) -> set[int]:
    """The ends of a word at which the piece goes on: whether they are wrong a later word tells.

    全[年吞吐量], 财政收[入]: the character may be of what stands outside.
    """
    before, after = piece[start - 1 : start], piece[start + length : start + length + 1]
    held = {0} if before and before not in _SMALL else set[int]()
    return held | {length - 1} if after and after not in _SMALL else held


def _joined_outside(piece: str, start: int, length: int, text: str) -> set[int]:
    """The ends of a word that the text joins to what the piece goes on with: 云泽市公[积金]."""
    before, after = piece[start - 1 : start + 1], piece[start + length - 1 : start + length + 1]
    joined = {0} if start and before in text else set[int]()
    return joined | {length - 1} if len(after) > 1 and after in text else joined


def _held_inside(word: str, strange: Sequence[bool]) -> set[int]:
    """Places of a word whose character is right: it makes a known pair, or is one of grammar."""
    pairs = [True, *strange, True]
    return {
        place
        for place, character in enumerate(word)
        if not (pairs[place] and pairs[place + 1]) or character in _SMALL
    }


def _rewritten(
    word: str,
    strange: Sequence[bool],
    text: str,
    held: Collection[int],
    joined: Set[int],
) -> str | None:
    """How the text writes a word, of whose pairs of characters some are strange to the library.

    The characters at the places `held` are no slips; those at `joined` are neither slips nor
    misheard (上半年[新]能源 is no slip for 上半年全市).
    """
    found = _abbreviated(word, text) if all(strange) else None
    if found is None:
        found = _homophone(word, text, joined)
    # Of a shorter word a slip leaves too little to tell it by. What is a word elsewhere was
    # meant: 汽车产量 is no slip for 汽车产业.
    pairs = (word[i : i + 2] for i, unknown in enumerate(strange) if unknown)
    meant = any(pair in RelatedWords.load() for pair in pairs)
    if found is None and len(word) > SHORTEST and sum(strange) <= SPOILT and not meant:
        found = _misspelt(word, text, {*joined, *held})
    return found


def _abbreviated(piece: str, text: str) -> str | None:
    pattern = rf"\w{{0,{GAP}}}?".join(map(re.escape, piece))
    return _most_common(_CHINESE.fullmatch(found) for found in re.findall(pattern, text))


def _homophone(word: str, text: str, joined: Set[int]) -> str | None:
    """A word that sounds the same and shares a character: what an input method offers beside it.

    The characters at the places `joined` are right: 云泽市[公]积金 is not 云泽市工业局.
    """
    stand_ins, heard = _heard(text)
    sought = "".join(stand_ins.get(sound(character), "?") for character in word)
    found: list[re.Match[str] | None] = []
    place = heard.find(sought)
    while place >= 0:
        printed = text[place : place + len(word)]
        changed = [at for at in range(len(word)) if printed[at] != word[at]]
        # 食堂[减]多少 is no 食堂建 where the text has 食堂建设.
        apart = all(not _goes_on(text, place + at, place, len(word)) for at in changed)
        if set(printed) & set(word) and apart and joined.isdisjoint(changed):
            found.append(_CHINESE.fullmatch(printed))
        place = heard.find(sought, place + 1)
    return _most_common(found)


@lru_cache(maxsize=8)
def _heard(text: str) -> tuple[dict[str, str], str]:
    """The character that stands for each sound, and the text in such characters."""
    stand_ins: dict[str, str] = {}
    characters = sorted(character for character in set(text) if _CHINESE.match(character))
    table = {
        ord(character): stand_ins.setdefault(sound(character), character)
        for character in characters
    }
    return stand_ins, text.translate(table)


@lru_cache(maxsize=16384)
def sound(character: str) -> str:
    """The commonest pronunciation without its tone."""
    from pypinyin import lazy_pinyin

    (sound,) = lazy_pinyin(character)
    return str(sound)


def _misspelt(piece: str, text: str, held: Collection[int]) -> str | None:
    found: list[re.Match[str] | None] = []
    for place in range(len(piece)):
        if place in held:
            continue
        pattern = rf"{re.escape(piece[:place])}\w{re.escape(piece[place + 1 :])}"
        found.extend(
            _CHINESE.fullmatch(each.group())
            for each in re.finditer(pattern, text)
            if each.group()[place] not in _SMALL
            and not _of_a_neighbour(text, each.start() + place, each)
        )
    return _most_common(found)


def _of_a_neighbour(text: str, place: int, found: re.Match[str]) -> bool:
    """Whether the character that would stand for a slip makes a word with what stands outside.

    市长 is no slip for 市建 where the text has 市建设.
    """
    return _goes_on(text, place, found.start(), found.end() - found.start())


def _goes_on(text: str, place: int, start: int, length: int) -> bool:
    """Whether a character at an end of a piece of text makes a word with what stands outside."""
    before = place == start and text[place - 1 : place + 1] in RelatedWords.load()
    after = place == start + length - 1 and text[place : place + 2] in RelatedWords.load()
    return before or after


def _most_common(found: Iterable[re.Match[str] | None]) -> str | None:
    counts = Counter(match.group() for match in found if match)
    if not counts:
        return None
    return min(counts, key=lambda word: (-counts[word], len(word), word))


def sounds_like(written: str, name: str) -> bool:
    """Whether a name is written with one other character of the same sound."""
    wrong = [pair for pair in zip(written, name, strict=False) if pair[0] != pair[1]]
    return (
        len(written) == len(name) and len(wrong) == 1 and sound(wrong[0][0]) == sound(wrong[0][1])
    )
