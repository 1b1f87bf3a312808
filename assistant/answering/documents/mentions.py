"""Questions for the articles that speak of a thing, and for what stands in them loosely."""

import re
from collections.abc import Iterator

from assistant.text import tokens

# Other words for an article, and where they cannot mean documents that an article speaks of.
FILES = "文件|文档|材料|资料|报道|稿件"
SPEAK = (
    "提到|提及|提过|谈到|谈及|谈过|讲到|讲过|说到|说起|写到|写过|论及|论述|讨论|探讨|介绍|涉及|引用|援引|"
    "引述|阐述|分析|强调|关注|出现"
)
# 都有谁写到了, 谁用了这个词
WHO_SPEAKS = (
    r"(?:都|还|一共)?有?(?:谁|哪些人|哪几个人)(?:的文章)?都?(?:[写提谈讲说用引](?:到|过)(?:了|过)?|用了|提及|引用)"
    r"(?![^,?]{0,8}(?:什么|哪|多少|几))"
)
FILES_THAT_SPEAK = (
    r"(?:哪|有)(?:些|[几两二三四五六七八九十\d]?[份个])?"
    rf"(?:{FILES})[里中内]?都?(?:{SPEAK}|讲了|谈了)"
)
_ARTICLES = re.compile(
    rf"(?:这|那|所有|全部)些?(?:{FILES})|(?:资料库|文档库|知识库)[里中内有]|{FILES_THAT_SPEAK}|"
    r"文章|篇|作者"
)
_MENTION = re.compile(rf"{SPEAK}|关于|包含|含有|\bmention")
_ARTICLE = rf"(?:篇|位作者|个作者|文章|作者|{FILES})"
# 文章提到哪两个项目, 都谈到了什么园区: the thing spoken of is asked for, not who speaks;
# in 介绍西部智联的文章是谁写的 it is the article.
_SPOKEN_OF = rf"(?:{SPEAK})(?:(?!{_ARTICLE})[^,。?])*?"
_THING = re.compile(
    rf"{_SPOKEN_OF}(?:哪(?![^,。?]{{0,4}}{_ARTICLE})|什么(?!看法|观点|论述|不同)|多少|"
    rf"几(?!{_ARTICLE})|谁|啥)"
)
_HOW = re.compile(rf"{_SPOKEN_OF}(?:(?:怎么|怎样|如何)(?![说讲看论])|为什么|为何)")
# 哪几篇引用了党的二十大报告: what is spoken of stands whole behind the verb.
_OBJECT = re.compile(
    rf"^(?:请问|请列出|列出)?(?:一共|总共)?有?(?:没有|无)?(?:哪些?|哪?几|多少|哪一)(?:一)?[篇位个份]?"
    rf"(?:文章|论文|作者|{FILES})?(?:里面|里|中)?(?:都|均|还|曾|直接|明确|专门)*(?:{SPEAK}|讲|谈|写)(?:了|过|到)?"
    r"(?:关于|有关)?(?P<what>[^,。?]+?)(?:(?:里面?|中)?的(?:内容|问题|话题|情况|原[话文]|说法|提法))?[?。]*$"
)
# 绿色发展那篇文章有没有提到快递包装
_OF_ONE = re.compile(
    r"^(?P<article>[^,。?]{2,30}?(?:[那这](?:一)?篇|的)(?:文章|报道|论文|稿件?)?)(?:里面|里|中)?,?"
    rf"(?:有没有|有无|是否|是不是|可有)(?:{SPEAK}|讲|谈|说)(?:到|过|了)?(?P<what>[^,。?]{{2,20}}?)[吗呢]?[?。]*$"
)
# 12345热线 is printed 拨打举报电话12345: the number beside any such word is that line.
_LINE = "热线|专线|电话|号码|平台|拨打|致电|来电"
_NUMBERED_LINE = re.compile(
    rf"(?:[一-龥]{{0,6}}(?:{_LINE}))?(?P<number>\d{{3,}})(?:[一-龥]{{0,8}}?(?:{_LINE}))?"
)
_BESIDE_NUMBER = "[^。;,、\\d]{0,8}"
_OF = re.compile(r"(?<=[一-龥\w]{2})的(?=[一-龥\w]{2})")
# Between the halves of a phrase may stand one word (绿色低碳出行), or what follows a quotation
# mark (“卡脖子”关键核心技术).
_WORD_BETWEEN = "[一-龥]{2}"
_AFTER_QUOTE = r"[\"”’][一-龥]{0,6}?"
# A sentence speaks of a thing when it holds this share of its bigrams.
MENTION_SHARE = 0.99


def asks_for_mentions(folded: str) -> bool:
    """Whether the question asks which articles speak of something, not what they say of it."""
    return (
        bool(_ARTICLES.search(folded))
        and bool(_MENTION.search(folded))
        and not asks_for_thing(folded)
        and not _HOW.search(folded)
    )


def asks_for_thing(folded: str) -> bool:
    """Whether the question asks which thing it is that is spoken of."""
    return bool(_THING.search(folded))


def asked_of_one(folded: str) -> tuple[str, str] | None:
    """How a question names the one article that it asks, and what that is to speak of."""
    found = _OF_ONE.match(folded)
    return (found["article"], found["what"]) if found else None


def object_of(folded: str) -> str:
    """What a question says that articles speak of; "" where it is put in some other way."""
    match = _OBJECT.match(folded)
    return match["what"] if match else ""


def stands_in(phrase: str, text: str, *, loosely: bool = False) -> bool:
    """Whether folded text has a phrase; `loosely`, with a word put in between its halves.

    >>> stands_in("绿色出行", "鼓励绿色低碳出行", loosely=True)
    True
    """
    if phrase in text or _is_line_in(phrase, text):
        return True
    grams = tokens(phrase)
    if len(grams) < 3:
        return False
    present = frozenset(tokens(text))
    if sum(gram in present for gram in grams) / len(grams) >= MENTION_SHARE:
        return True
    between = f"(?:{_WORD_BETWEEN}|{_AFTER_QUOTE})" if loosely else _AFTER_QUOTE
    return any(
        re.search(re.escape(first) + between + re.escape(second), text)
        for first, second in _halves(phrase, text)
    )


def _is_line_in(phrase: str, text: str) -> bool:
    """Whether a phrase is a line known by its number, and folded text has it.

    >>> _is_line_in("12345热线", "可拨打举报电话12345"), _is_line_in("120电话", "对120个排口监测")
    (True, False)
    """
    line = _NUMBERED_LINE.fullmatch(phrase)
    if line is None or not re.search(_LINE, phrase):
        return False
    number = line["number"]
    return bool(
        re.search(
            rf"(?:{_LINE}){_BESIDE_NUMBER}(?<!\d){number}(?![\d.])|"
            rf"(?<![\d.]){number}{_BESIDE_NUMBER}(?:{_LINE})",
            text,
        )
    )


def speaks_of(phrase: str, sentence: str, title: str, *, loosely: bool = False) -> bool:
    """Whether a sentence of the article so titled speaks of a phrase (临溪县的茶叶)."""
    if phrase in sentence:
        return True
    *of, thing = _OF.split(phrase)
    if not stands_in(thing, sentence, loosely=loosely):
        return False
    return all(stands_in(piece, sentence) or piece in title for piece in of)


def _halves(phrase: str, text: str) -> Iterator[tuple[str, str]]:
    """The halves of a phrase where the text has both; a pattern is made for these alone."""
    for cut in range(2, len(phrase) - 1):
        if phrase[:cut] not in text:
            return
        if phrase[cut:] in text:
            yield phrase[:cut], phrase[cut:]
