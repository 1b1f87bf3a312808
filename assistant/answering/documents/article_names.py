"""Which articles a question names: by their authors, their titles, what they are about."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from assistant.text import fold, tokens
from assistant.types import Article

# What is called by its kind rather than its author.
_UNSIGNED = re.compile("编者按|编者的话|编后|编辑手记|卷首语|社论|短评")
_DESCRIBED = re.compile(
    r"(?:研究|关于|讨论|论述|探讨|介绍|分析|谈|讲|写|论|说|采访|专访|访(?!问))(?:了|的是)?(?:关于|有关)?"
    r"(?P<what>[^,。?]{2,30}?)的?(?:(?:那|这)?(?:一)?(?:篇)?"
    r"(?:文章|作者|论文|文|稿[子件]?|报道|访谈|通讯|消息|见闻|特写|侧记|记者|采访者)|[那这](?:一)?篇|"
    r"[那这][位个](?:教授|专家|学者|老师|研究员|同志))|"
    r"^(?P<that>[^,。?]{2,20}?)的?(?:[那这](?:一)?(?:篇|条(?:新闻|消息|简讯|快讯)|则)|(?<=的)(?:专访|访谈|报道))"
)
# What documents are called by their sort.
SORTS = (
    r"(?:统计)?公报|[简通]报|通知|公告|通告|意见|方案|办法|规定|条例|细则|规划|纲要|计划|若干措施|指南|"
    r"(?:工作)?报告|决定|预案"
)
# Beside a title: 那份节水办法, 关于节水的办法.
_BESIDE_TITLE = re.compile(r"的|关于|《|》|\"|[这那该此][份个部项篇则]|^[该此]")
_NOTE = re.compile(r"\([^()]{1,24}\)$")  # (节选), (2024-2026年), (试行)
# 2025年工作总结和2026年工作打算 is called by its first half too.
_FIRST_HALF = re.compile(
    r"^(?P<first>.+(?:总结|报告|情况|小结))(?:和|与|及|以及|暨|、)[^和与及暨、]*"
    r"(?:打算|计划|安排|思路|要点|建议|草案|谋划)$"
)
# What stands in a file's name after what it is called.
_VERSION = re.compile(
    r"[\s_()-]*(?:节选|摘要|终稿|定稿|[正最][式终]版|扫描件|副本|(?:19|20)?\d{4,6}|v?\d(?:\.\d)?)?\)?$"
)
_BROUGHT = re.compile(r"(?:印发|发布|公布|转发)《?(?P<what>[^《》]{4,})》?的通知$")
# An article is meant when the question covers this share of its title, or the title this share
# of the words that describe it.
TITLE_SHARE = 0.6
MIN_TITLE_CHARS = 5
# A description of so many words means the one article that says this share of them in text (and
# title, for half), and so much more than any other.
MIN_WORDS, SPEAKS_SHARE, SPEAKS_MORE = 3, 0.6, 0.1


def authors_of(article: Article) -> tuple[str, ...]:
    """The folded names of an article's authors."""
    return _names(article.author)


@lru_cache(maxsize=65536)
def _names(author: str) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"[、,，;；\s]+", fold(author)) if name)


def title_words(article: Article) -> frozenset[str]:
    """The search tokens of an article's title."""
    return _title_words(article.title)


@lru_cache(maxsize=65536)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(tokens(fold(title)))


class Signatures:
    """Who signed the articles of a library, looked up by what a question says."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Read the bylines once: a large library has far fewer authors than articles."""
        signed: dict[str, list[Article]] = {}
        noted: dict[str, list[Article]] = {}
        for article in articles:
            if article.author:
                for name in authors_of(article):
                    if len(name) > 1:
                        signed.setdefault(name, []).append(article)
            elif called := _UNSIGNED.search(article.column):
                noted.setdefault(called[0], []).append(article)
        self._signed = {name: tuple(by) for name, by in signed.items()}
        self._noted = {name: tuple(by) for name, by in noted.items()}

    def named_in(self, folded: str) -> dict[str, tuple[Article, ...]]:
        """The authors whom a question names, each with the articles signed by them."""
        return {name: by for name, by in self._signed.items() if name in folded}

    def called_in(self, folded: str) -> dict[str, tuple[Article, ...]]:
        """Like `named_in`, with an editor's note under what it is called (编者按)."""
        noted = {name: by for name, by in self._noted.items() if name in folded}
        return self.named_in(folded) | {
            name: (*self._signed.get(name, ()), *by) for name, by in noted.items()
        }


class ArticleNames:
    """What the articles of a library are called, kept so that a large one is looked up fast."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Read authors, titles and columns once."""
        self._articles = tuple(articles)
        self._titles = [(_folded(each.title), _main_title(each.title)) for each in self._articles]
        self._by_author: dict[str, list[int]] = {}
        self._by_column: dict[str, list[int]] = {}
        holders: dict[str, list[int]] = {}
        sizes: list[int] = []
        for place, article in enumerate(self._articles):
            for name in authors_of(article):
                self._by_author.setdefault(name, []).append(place)
            if article.column:
                self._by_column.setdefault(_folded(article.column), []).append(place)
            words = title_words(article)
            sizes.append(len(words))
            for word in words:
                holders.setdefault(word, []).append(place)
        self._sizes = np.array(sizes, dtype=np.float64)
        self._holders = {word: np.array(places) for word, places in holders.items()}

    def named(self, folded: str) -> tuple[Article, ...]:
        """The articles that a question names by author, title or description; () for none."""
        signed = {
            place for name, places in self._by_author.items() if name in folded for place in places
        }
        if signed:
            return self._at(sorted(signed))
        # 公众号那篇讲食堂改造的文章: by what it is about, before whose it is.
        described = [*_DESCRIBED.finditer(folded)]
        about = [each["what"] for each in described if each["what"]]
        phrase = next(iter(about), described[0]["that"] if described else "")
        shares = self._shares(folded, phrase)
        best = shares.max(initial=0.0)
        if best < TITLE_SHARE:
            # 讲食堂改造的那篇文章: the one that alone has it in its title, or else speaks of it.
            titles = [title for title, _ in self._titles]
            headed = [n for n, title in enumerate(titles) if phrase and phrase in title]
            if len(headed) == 1:
                return self._at(headed)
            speaking = tuple(each for each in self._articles if phrase and phrase in each.text)
            return speaking if len(speaking) == 1 else self._speaking_most(phrase)
        return self._at(np.flatnonzero(shares >= best - 1e-9).tolist())

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles of the library."""
        return self._articles

    def author_of(self, phrase: str) -> str:
        """The one author of the one signed article that a phrase describes; "" for any other."""
        meant = [each for each in self.named(fold(phrase)) if each.author]
        authors = authors_of(meant[0]) if len(meant) == 1 else ()
        return authors[0] if len(authors) == 1 else ""

    def shortened(self, phrase: str) -> tuple[Article, ...]:
        """The articles whose titles a phrase shortens, to its characters in their order."""
        return _called_like(_BESIDE_TITLE.sub("", phrase), self._articles, _spells, _by_title)

    def _speaking_most(self, phrase: str) -> tuple[Article, ...]:
        """The one article whose text and title say most of what describes it (讲引进人才的).

        What its title says counts for half as much again.
        """
        asked = sorted({word for word in tokens(phrase) if len(word) > 1})
        said = {word: [word in each.text for each in self._articles] for word in asked}
        words = frozenset(word for word, held in said.items() if any(held))
        if len(words) < MIN_WORDS:
            return ()
        in_text = np.sum([said[word] for word in words], axis=0)
        shares = (in_text + 0.5 * self._held(words)) / len(words)
        best = shares.max(initial=0.0)
        chosen = np.flatnonzero(shares >= best - SPEAKS_MORE).tolist()
        return self._at(chosen) if best >= SPEAKS_SHARE and len(chosen) == 1 else ()

    def _shares(self, folded: str, phrase: str) -> NDArray[np.float64]:
        """How much of each title a question says, or the title of what it describes; 2 for all."""
        shares = self._held(frozenset(tokens(folded))) / np.maximum(self._sizes, 1.0)
        if words := frozenset(tokens(phrase)):
            shares = np.maximum(shares, self._held(words) / len(words))
        for column, places in self._by_column.items():
            if column in folded:
                shares[places] = np.maximum(shares[places], 1.0)
        in_full = [
            place
            for place, (title, main) in enumerate(self._titles)
            if title in folded or main in folded
        ]
        shares[in_full] = 2.0
        shares[self._sizes == 0] = 0.0
        return shares

    def _held(self, words: frozenset[str]) -> NDArray[np.float64]:
        """How many of the words each title holds, (articles,)."""
        counts = np.zeros(len(self._articles))
        for word in words:
            if word in self._holders:
                counts[self._holders[word]] += 1.0
        return counts

    def _at(self, places: Iterable[int]) -> tuple[Article, ...]:
        return tuple(self._articles[place] for place in places)


_folded = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=65536)
def _main_title(printed: str) -> str:
    """A title without its subtitle (一片叶子的突围——某县茶业转型记), where that says enough."""
    title = _folded(printed)
    main = re.split(r"[—―:-]{1,2}", title)[0].strip()
    return main if len(main) >= MIN_TITLE_CHARS else title


def titled(phrase: str, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles whose titles are a phrase in full: 养老服务的实施意见, 招生通知, 统计公报."""
    spoken = _BESIDE_TITLE.sub("", phrase)
    if re.fullmatch(SORTS, spoken):
        # 公报由哪些部门发布: where there is but one.
        of_sort = [
            article
            for article in articles
            if any(title.endswith(spoken) for title in _titles(article.title))
        ]
        return tuple(of_sort) if len(of_sort) == 1 else ()
    if len(spoken) < MIN_TITLE_CHARS - 1:
        return ()
    called = _called_like(spoken, articles, _says_in_order, _by_title)
    # Where no title is so, a file may be: its name is what its owner calls it.
    return called or _called_like(spoken, articles, _says_in_order, _by_file)


def _by_title(article: Article) -> frozenset[str]:
    return _titles(article.title)


def _by_file(article: Article) -> frozenset[str]:
    return _stem(article.source)


def _says_in_order(spoken: str, title: str) -> bool:
    return _in_order(spoken, title.replace("的", ""))


def _called_like(
    spoken: str,
    articles: Sequence[Article],
    says: Callable[[str, str], bool],
    called: Callable[[Article], frozenset[str]],
) -> tuple[Article, ...]:
    """The articles with a title that `says` what is spoken, whose last two characters end it.

    They say what sort of document it is: a reading of a plan is not the plan.
    """
    return tuple(
        article
        for article in articles
        if any(title.endswith(spoken[-2:]) and says(spoken, title) for title in called(article))
    )


@lru_cache(maxsize=65536)
def _stem(source: str) -> frozenset[str]:
    """The folded name of a file, where that says enough."""
    stem = _VERSION.sub("", fold(PurePosixPath(source).stem))
    return frozenset([stem] if len(stem) >= MIN_TITLE_CHARS else [])


@lru_cache(maxsize=65536)
def _titles(printed: str) -> frozenset[str]:
    """What a document is called: its title in full, without a note or a subtitle after it, and
    what it brings into force (关于印发某某办法的通知).
    """
    title = fold(printed)
    bare = _NOTE.sub("", title)
    issued = _BROUGHT.search(bare)
    half = _FIRST_HALF.match(bare)
    named = [each[1] for each in (issued, half) if each]
    return frozenset({title, bare, _main_title(bare), *named})


def _in_order(words: str, text: str) -> bool:
    """Whether words stand in a text one after another, cut nowhere into single characters."""
    if not words:
        return True
    for cut in range(len(words), 1, -1):
        place = text.find(words[:cut])
        if place >= 0 and _in_order(words[cut:], text[place + cut :]):
            return True
    return False


def _spells(letters: str, text: str) -> bool:
    """Whether characters stand in a text one after another, whatever lies between."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def without_description(folded: str) -> str:
    """A question without the words that describe an article (讨论装备制造的那篇文章)."""
    return _DESCRIBED.sub(",", folded)
