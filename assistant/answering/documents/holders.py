"""Which author holds a post: 谁是重庆邮电大学教授, 哪位作者是民进会员, 来自发改委的作者是谁."""

import re
from collections.abc import Sequence

from assistant.answering.documents.aliases import in_short
from assistant.answering.documents.article_names import authors_of
from assistant.answering.documents.bylines import post_draft, title_draft
from assistant.answering.drafts import Draft
from assistant.text import fold, tokens
from assistant.types import Article

_WHO = re.compile(r"谁是|是谁|是哪(?:一)?位|叫什么(?:名字)?|谁来自")
_WHICH_AUTHOR = re.compile(
    r"(?:哪(?:一)?[位个名]|哪些|哪几[位个]|有没有|谁是|哪(?:一)?篇(?:文章)?)的?作者|"
    r"作者(?:里面|里|中|当中),?[有]?(?:谁|哪(?:一)?[位个])|的作者(?:是谁|是哪(?:一)?位|叫什么)|作者是哪(?:一)?位|"
    r"写的是?哪(?:一)?篇|哪(?:一)?篇(?:文章)?是[^,。?]{2,20}写的|"
    r"(?:有没有|有无|有)(?:人|谁|干部|同志)(?:也|都|在)*(?:写|发|发表|撰写)(?:过|了)?(?:文章|稿子?|文)"
)
_WHICH_ARTICLE = re.compile(r"写的是?哪(?:一)?篇|哪(?:一)?篇.*写的")
_BESIDE = re.compile(
    r"哪(?:一)?[位个名]|哪些|哪?[几两三四五六七八九十\d]+[位个名]|哪(?:一)?篇|有没有|谁|作者|文章|叫什么(?:名字)?|里面|当中|[里中](?=,|$|谁|有|哪)|"
    r"(?:有没有|有无|有)(?:人|谁|干部|同志)(?:也|都|在)*(?:写|发|发表|撰写)(?:过|了)?(?:文章|稿子?|文)吗?|"
    r"(?<=[一-龥])[当做任](?=[一-龥]{0,6}(?:长|主任|经理|教授|书记|主席|研究员|总裁|工程师)(?:的|[,?。]|$))|"
    r"(?:的(?:人|同志|干部|专家|学者|老师))?写|什么职务|来自|工作|任职|任教|供职|就职|担任|[是在于的?。]"
)
_IS_POST = re.compile(
    r"是[^,。?]{0,24}(?:教授|研究员|讲师|博士|[院所处局]长|主任|主席|书记|经理|董事长|记者|学者|专家|"
    r"大学|学院|研究[院所]|公司|中心|委员?会?|局|厅|处|的)吗"
)
_POST = re.compile(
    r"(?:教授|研究员|讲师|工程师|经理|董事长|总裁|[院所处局厅校县市区镇科]长|主任|主席|书记|记者|负责人)$"
)
# Who is asked for is known by a post when so much of what is said of it is the post's.
POST_WORDS, POST_SHARE = 3, 0.8
_WRITTEN_BY = re.compile(
    r"^(?P<post>[^,。?]{2,30}?)(?:所)?(?:写|撰写|发表|执笔)的(?:那|这)?(?:一)?(?:篇)?(?:文章|稿|评论|论文|文)"
)
_SORTS = {"高校": "大学|学院|党校", "院校": "大学|学院|党校", "政府部门": "委|局|厅|办公室|部"}
# 发改委 is 发展改革委, 经信局 经济和信息化局.
_SHORT_OFFICE = re.compile(r"^[一-龥]{2,3}[委局厅办部]$")
# 青禾县县长 is printed 青禾县人民政府县长.
_HEAD_OF_PLACE = re.compile(r"(?P<place>[一-龥]{2,8}[省市县区州镇乡])(?P<head>[省市县区州镇乡]长)")
_BETWEEN = ".{0,3}"


def articles_of_holder(folded: str, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles of the author whom a question knows by a post (某中心总经理写的那篇文章)."""
    written = _WRITTEN_BY.match(folded)
    if written is None or len(tokens(written["post"])) < POST_WORDS:
        return ()
    return tuple(each for each in articles if _holds(fold(each.affiliation), [written["post"]]))


def holder_named(phrase: str, articles: Sequence[Article]) -> str:
    """The one author whom a phrase calls by a post (重庆邮电大学教授); "" for none or several."""
    if not _POST.search(phrase):
        return ""
    held = (each for each in articles if _holds(fold(each.affiliation), [phrase]))
    names = {name for each in held for name in authors_of(each)}
    return names.pop() if len(names) == 1 else ""


def holders(folded: str, articles: Sequence[Article]) -> list[Draft]:
    """The authors whose post, party or employer the question names.

    Or the post of the author of whom it asks whether it is this one (樊自甫是教授吗).
    """
    which = bool(_WHICH_AUTHOR.search(folded))
    if not which and not _WHO.search(folded):
        if not _IS_POST.search(folded):
            return []
        meant = [each for each in articles if any(name in folded for name in authors_of(each))]
    else:
        pieces = [piece for piece in _BESIDE.sub(",", folded).split(",") if len(piece) > 1]
        words = sum(len(tokens(piece)) for piece in pieces)
        if not pieces or (words < POST_WORDS and not which):
            return []
        meant = [each for each in articles if _is_held(each, pieces)]
    tell = (title_draft, post_draft) if _WHICH_ARTICLE.search(folded) else (post_draft,)
    found = (each(article) for article in meant if article.affiliation for each in tell)
    return [draft for draft in found if draft is not None]


def _is_held(article: Article, pieces: Sequence[str]) -> bool:
    """Whether the author's note says the post, as printed or by the text's own short names."""
    printed = fold(article.affiliation)
    return _holds(printed, pieces) or (
        bool(printed) and _holds(in_short(printed, fold(article.text)), pieces)
    )


def _holds(affiliation: str, pieces: Sequence[str]) -> bool:
    return bool(affiliation) and all(_says(affiliation, piece) for piece in pieces)


def _says(affiliation: str, piece: str) -> bool:
    """Whether a note says a post, an employer or a party, perhaps by a short name."""
    if piece in _SORTS:
        return bool(re.search(_SORTS[piece], affiliation))
    if piece in affiliation:  # a 副教授 is no 教授
        return bool(re.search(f"(?<!副){re.escape(piece)}", affiliation))
    head = _HEAD_OF_PLACE.fullmatch(piece)
    if head and affiliation.startswith(head["place"]):
        return bool(re.search(f"(?<!副){head['head']}", affiliation))
    if _SHORT_OFFICE.match(piece) and re.search(_BETWEEN.join(piece), affiliation):
        return True
    grams = tokens(piece)
    present = frozenset(tokens(affiliation))
    shared = sum(gram in present for gram in grams)
    return len(grams) >= POST_WORDS and shared >= POST_SHARE * len(grams)
