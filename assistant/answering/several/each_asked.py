"""What a question puts to each of several articles: whom it asks, and of what.

The subject may stand before those who are asked, after them, or in a sentence of its own, and
what is to be done with their answers (放在一起, 对比一下) belongs to no subject.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.documents.article_names import SORTS, ArticleNames, Signatures
from assistant.answering.documents.holders import holder_named
from assistant.answering.documents.mentions import SPEAK
from assistant.answering.words.list_nouns import without_list_nouns
from assistant.answering.words.question import topic_of
from assistant.text import fold
from assistant.types import Article

_AND = r"(?:和|与|以及|及|跟|同|、|,| )"
_COUNT = r"[两二三四五六七八九十几\d]"
_PEOPLE = (
    rf"(?:这|那)?(?:{_COUNT}[位个名]|[两二三]人|两者|二者|各位)的?"
    r"(?:作者|专家|学者|教授|老师|同志)?"
)
_OPINION = r"(?:观点|看法|说法|提法|论述|主张|表述|发言|内容|原话)"
# 在人才方面的主张与做法: what they think and do of it is what they say of it.
_SAYS = rf"(?:{_OPINION}|做法|想法|思路|认识|态度|立场|意见|提议)"
_OR = r"(?:和|与|及|以及|、|或|还有)"
_ASPECT = r"(?:方面|上|领域|问题|工作)"
_TEXT = rf"(?:文章|论文|报告|文件|材料|报道|稿件?|{_OPINION})"
# What may follow a name without telling whose it is: 两位的文章里, 各自的提法.
_OF = rf"(?:{_PEOPLE})?(?:各自)?(?:的?(?:这|那)?(?:{_COUNT}|一)?篇?{_TEXT}(?:里面?|中)?)?"
_EACH = re.compile(
    r"各自|分别|各(?![种类个项方级地界族国省市县区部位篇])(?![^,]{0,2}(?:有关)?部门)|"
    r"(?<![成首古故])都|均(?![衡价值])|两人|双方"
)
# 几篇文章对2025年的目标分别是什么: no article is named, so each is meant.
_ALL_OF_THEM = (
    r"(?:在|这|那|以上)*(?:[两二三四五六七八九十\d]+|几|各|每|多)(?:篇[一-龥]{0,4}?(?:文章|论文|报道)|"
    r"篇(?!.{0,4}(?:文章|论文|报道))|(?:位|个|名)作者)(?:里面|里|中)?(?:提出|所说)?(?:的|了)?"
)
_ALL = re.compile(rf"(?:^|(?<=,)){_ALL_OF_THEM}")
_ABOUT_FIRST = re.compile(
    rf"(?:(?:对于?|关于|就|围绕)(?P<of>[^,]{{2,16}}?)|(?P<about>[^,]{{2,}}?(?:(?=,)|{_ASPECT})(?:这方面)?)),?"
    rf"(?P<put>{_ALL_OF_THEM}.+)$"
)
# 补能(充电、换电、氢能): what is looked for, one thing or another.
_BRACKETED = re.compile(
    r"\((?:例?如|比如|包括|包含|含|即|像)?(?P<items>[^()\d,、和等]{2,8}(?:[、,和][^()\d,、和等]{2,8})++)(?:等|等等)?(?:方面)?\)"
)
_IN_ALL = re.compile(
    r"在?(?:这|那)?[两二三四五六七八九十几各]篇[一-龥]{0,6}?(?:文章|论文|报道)(?:里面?|中)(?=分别|各)"
)
# 几位作者都谈到某事: what it is about follows.
_ALL_SPEAK = re.compile(
    rf"^(?:这|那)?(?:{_COUNT}+|多)(?:篇(?:文章|论文|报道)?|[位个名](?:作者|专家)?)(?:里面?|中)?都?(?:{SPEAK}|讲|谈|说)(?:到|了)*"
)
# What is asked is no thing but what each says.
_SAID = re.compile(
    r"(?:是|又|是又)?(?:怎么|怎样|如何)(?:说|讲|看待|看|论述|表述|描述|评价|认为|谈|写|提|回应)(?:到|起)?(?:的|它)?|"
    rf"有(?:什么|何|哪些|怎样的)(?:不同的)?(?:{_OPINION}|不同|异同|区别)|"
    rf"(?:{SPEAK}|提(?:出|了|过|到)?|说|讲|谈|认为)[了过]?(?:些|或[做写说][了过]?)?(?:什么|啥|哪些)"
    rf"(?:{_OPINION}|情况|方面)?(?=[,?。]|$)|"
    rf"的?{_OPINION}(?:是什么|如何|各?有(?:什么|何|哪些)(?:不同|异同|区别))|"
    rf"{_ASPECT}*的?{_SAYS}(?:{_OR}{_SAYS})+(?:各?[是有])?(?:什么|哪些|何|如何)(?:不同|异同|区别)?"
)
# 跨区域的利益怎么分,请汇总甲和乙各自的提法
_ASKS_VIEWS = re.compile(rf"(?:各自|两人|双方|他们)的{_OPINION}(?=$|[,。?])")
_SPEAKS = re.compile(rf"^(?:{SPEAK})(?:了|过)?(?P<what>[^,?]+?)(?:了|过)?吗$")
# 王德凡、刘书荻两篇文章在金融上
_TEXTS = re.compile(
    r"^(?:这|那)?[两三四五六七八九几\d]+(?:篇(?:文章|报道|论文|稿件)?|[位个名](?:作者|专家|学者)?)(?:里面?|中)?"
)
_LEAD = re.compile(
    rf"^(?:对于|对|就|在|关于|围绕|从|{SPEAK}|提出|谈|讲|说)(?:了|过|到)?(?:关于|有关)?"
)
_TRAIL = re.compile(r"(?:这?些?方面|问题|这个问题|工作上|上|的|是)$")
_OPINION_LAST = re.compile(
    rf"(?:{_ASPECT}+(?:所持)?的?|(?:所持)?的)(?:具体|主要|基本|各自|不同)*{_SAYS}"
    rf"(?:{_OR}{_SAYS}){{0,3}}$"
)
# 充电和换电这两件事
_THESE = re.compile(
    rf"(?:的?这|那)(?:{_COUNT}|个|一)?(?:件|个|种|项)?(?:事情?|话题|问题|方面)$|的事情?$"
)
# What is to be done with the answers: 请对比, 说法比一比, 把两篇的说法放在一起给我.
_DONE_WITH = (
    r"(?:对照|对比|比对|比较|比一?比|汇总|归纳|整理|梳理|摘录|列(?:出来?|个表|举)?|(?:放|摆|写)(?:在|到)一[起块]|"
    r"说说|讲讲|说|讲|谈谈|看看|总结|概括)"
)
_POLITE = r"(?:请问?|麻烦[您你]?|帮(?:我|忙|着)?|劳驾|能不能|能否|可否|想?看看?|给我)"
_REQUEST = re.compile(
    rf"(?:{_POLITE}){{0,3}}(?:把|将)?(?:他们|{_PEOPLE}|两人|三人|各自|分别|{_OF}){{0,3}}"
    rf"(?:说|讲|写|提)?的?(?:{_TEXT}|异同)?"
    rf"(?:{_DONE_WITH}(?:一?下|一?遍|出来|给我|说明|清楚){{0,3}}){{1,3}}(?:{_TEXT}|异同|[吗吧])?"
)
# 每人说一个就行: how much will do.
_ENOUGH = re.compile(
    r"(?:每[人篇位个家份](?:文章)?|各)(?:只|都|各)?(?:要|用)?(?:说|给|列|举|答|挑|选|写|讲|来)(?:出|个)?"
    r"[^,]{0,6}?(?:就|即|也)?(?:行|可以?|够|成|好)?了?[吧的]?"
)
_ASKED_BEFORE = re.compile(
    rf"^(?:{_POLITE}|把|将|[做作]个?(?:一个)?|{_DONE_WITH}(?:着|分析|一?下|一?遍)?|一下|之间|关于(?=$))++"
)
# 的观点对比, 的主张有哪些异同: set side by side without a word that asks it of each.
_SET_BESIDE = re.compile(
    r"(?:的|[做作]个?|进行|(?<=观点)|(?<=看法)|(?<=说法)|(?<=提法)|(?<=主张)|(?<=做法)|(?<=表述))"
    r"(?:对比|比较|比对|对照|异同|区别|差异)(?:是什么|在哪里?)?$"
)
_AT_THE_END = re.compile(rf"(?:{_DONE_WITH}(?:一?下|一?遍|出来|给我|说明|清楚)+)$")
_ONLY_SPEAK = re.compile(rf"^(?:也|还)*有?(?:{SPEAK}|讲|谈|说|提)?(?:到|了|过|及)*(?:{_OPINION})?$")
# 写一段关于新能源汽车的综述: the subject of what is to be written.
_WRITTEN_ABOUT = re.compile(
    r"(?:写|起草|准备|整理|做|弄|编)(?:个|一?[份篇个段节]|些|一下)?(?:关于|有关|论述?|谈|讲)(?P<what>[^,]{2,16}?)的?"
    r"(?:综述|材料|报告|稿子?|汇报|文章|发言|简报|讲话稿|段落|信息|办法|方案)$"
)
# 文旅和生物医药两篇; 双碳那篇、三大产业那篇
_TWO_DESCRIBED = re.compile(
    rf"(?P<first>[^,。?、和与]{{2,12}}?){_AND}(?P<second>[^,。?、和与]{{2,12}}?)的?(?:这|那)?"
    r"(?:两篇|两份)(?:文章|报道|文件|材料)?"
)
_ONE_DESCRIBED = re.compile(r"(?P<what>[^,。?、和与]{2,12}?)的?[那这]一?篇(?:文章)?")
_DESCRIBED = re.compile(
    r"(?:讲|谈|写|论|研究|关于)[^,，、。?？和与]{2,16}?的(?:那篇)?(?:文章|论文)"
)
# 澜州文旅计划和江岚预付卡条例里
_DOCUMENT = re.compile(
    r"(?:^|(?<=[,、和与及跟在 ]))(?!这|那|该|两|各|几)"
    rf"(?P<name>[^,。?、和与及跟在 ]{{2,20}}?(?:{SORTS}))"
    r"(?=里|中|[,、和与及跟 ]|都|均|分别|各|对|$)"
)
_ASKS_THING = re.compile(
    r"什么|哪|多少|几|谁|怎|如何|为何|是否|吗|啥|目标|措施|举措|建议|做法|办法"
)
_OURS = re.compile(r"^(?:[我本]?[省市县区]里?的?|政府的?|那[份个])(?=.{3})")
MIN_SUBJECT_CHARS = 2
POST_CHARS = 4  # a post with its body (渔业局局长) is longer


@dataclass(frozen=True, slots=True)
class EachQuestion:
    """What is asked of each of several articles; no `articles` where any may answer.

    `said`: what each says of `text`, a bare subject, is asked for. `own` has the subject of those
    articles, by their ids, that are asked about different ones; `looked_for` is what stands in
    brackets after it (补能(充电、换电)), of which each may say one thing or several. `asks_views`:
    as `said`, or their views on it are asked for.
    """

    text: str
    said: bool
    articles: tuple[Article, ...]
    own: Mapping[str, str] = field(default_factory=dict)
    looked_for: tuple[str, ...] = ()
    asks_views: bool = False


def each_question(text: str, signatures: Signatures, names: ArticleNames) -> EachQuestion | None:
    """The question that is put to each article; None where not several are asked."""
    folded = ",".join(fold(text).strip().rstrip("?。").split())
    asked = _with_brackets(folded, signatures, names)
    views = asked is not None and (asked.said or bool(_ASKS_VIEWS.search(folded)))
    return replace(asked, asks_views=views) if asked else None


def _with_brackets(folded: str, signatures: Signatures, names: ArticleNames) -> EachQuestion | None:
    """The question, which may say in brackets what is looked for."""
    listed = _BRACKETED.search(folded)
    if listed is None:
        return _put_to_each(folded, signatures, names)
    before, after = folded[: listed.start()], folded[listed.end() :]
    aspect = (
        "" if re.match(f"这?些?{_ASPECT}", after) or re.search(f"{_ASPECT}$", before) else "方面"
    )
    asked = _put_to_each(f"{before}{aspect}{after}", signatures, names) or _put_to_each(
        f"{before}{listed['items']}{aspect}{after}", signatures, names
    )
    items = tuple(re.split(r"[、,和]", listed["items"]))
    return replace(asked, looked_for=items) if asked and asked.said else asked


def _put_to_each(folded: str, signatures: Signatures, names: ArticleNames) -> EachQuestion | None:
    folded = _with_authors(folded, names)
    named = dict(signatures.called_in(folded))
    if len(_distinct(named)) < 2:
        named |= _documents_in(folded, names)
    if len(named) > 1:
        return _of_named(folded, named)
    before = _ABOUT_FIRST.match(folded)
    if before and _SAID.search(before["put"]):
        # 充电设施,两篇文章分别提到什么: what it is about stands before whom it is put to.
        folded = _ALL.sub(rf"\g<0>对{before['of'] or before['about']}", before["put"])
    whole = _ALL.match(folded) or _IN_ALL.search(folded)
    each = whole is not None and _EACH.search(folded + ("分别" if "各" in whole[0] else ""))
    if named or whole is None or not each:
        return None
    return _asked(folded[: whole.start()] + folded[whole.end() :], ())


def _distinct(named: Mapping[str, tuple[Article, ...]]) -> set[str]:
    """The ids of the articles that names mean."""
    return {article.id for by in named.values() for article in by}


def _of_named(folded: str, named: Mapping[str, tuple[Article, ...]]) -> EachQuestion | None:
    """The question put to those who are named one beside the other."""
    names = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    meant = tuple(dict.fromkeys(article for each in named.values() for article in each))
    own = _own_subjects(folded, names, named)
    if own:
        return EachQuestion(next(iter(own.values())), True, meant, own)
    joint = re.search(rf"(?:{names}){_OF}(?:{_AND}(?:{names}){_OF})+", folded)
    if joint is None:
        return None
    before, after = folded[: joint.start()], folded[joint.end() :]
    rest = before + after
    asks = _EACH.search(folded) or _SAID.search(folded)
    done = any(_REQUEST.fullmatch(clause) for clause in _clauses(rest))
    keywords = not before.strip(",") and after[:1] == "," and not topic_of(after).count(",")
    beside = _SET_BESIDE.search(rest) or _ASKED_BEFORE.match(before)
    if not (asks or done or keywords or beside):
        return None
    return _asked(rest, meant, bare=not asks)


def _own_subjects(
    folded: str, names: str, named: Mapping[str, tuple[Article, ...]]
) -> dict[str, str]:
    """王德凡讲充电、刘书荻讲换电,分别怎么说: what each article is asked about; {} for others."""
    if not (_SAID.search(folded) or _EACH.search(folded)):
        return {}
    found = re.findall(
        rf"({names})(?:{SPEAK}|讲|说|谈|写|提)(?:的|到|了)*([^,、?]{{2,12}})(?=[,、]|$)", folded
    )
    if len(found) < 2 or len({name for name, _ in found}) < len(found):
        return {}
    if any(_SAID.search(f"讲{what}") or _EACH.search(what) for _, what in found):
        return {}
    return {article.id: what for name, what in found for article in named[name]}


def _asked(rest: str, articles: tuple[Article, ...], *, bare: bool = False) -> EachQuestion | None:
    """What is left when those who are asked are taken out; `bare` where nothing in it asks."""
    rest = ",".join(filter(None, map(_without_request, _clauses(rest))))
    rest = _TEXTS.sub("", _EACH.sub("", _ALL_SPEAK.sub("", rest)))
    speaks = _SPEAKS.match(rest)
    rest = f"{speaks['what']}怎么说" if speaks else rest
    said = bare or bool(_SAID.search(rest)) or not _ASKS_THING.search(rest)
    if said:
        rest = _SAID.sub("", rest)
    pieces = (piece.strip() for piece in rest.split(","))
    rest = ",".join(piece for piece in pieces if not _ONLY_SPEAK.match(piece))
    rest = _LEAD.sub("", rest)
    if said:
        rest = _THESE.sub("", _TRAIL.sub("", _OPINION_LAST.sub("", rest)))
    subject = without_list_nouns(topic_of(rest)).strip(",")
    if len(topic_of(rest)) < MIN_SUBJECT_CHARS or not subject:
        return None  # 分别提出哪些措施: of nothing that tells them apart
    return EachQuestion(rest, said, articles)


def _clauses(rest: str) -> Iterator[str]:
    return (clause.strip() for clause in re.split(r"[,?;:。 ]", rest) if clause.strip())


def _without_request(clause: str) -> str:
    """A clause without what is to be done with the answers; "" for one that says no more."""
    written = _WRITTEN_ABOUT.search(clause)
    if written:
        return written["what"]
    if _REQUEST.fullmatch(clause) or _ENOUGH.fullmatch(clause):
        return ""
    clause = _ASKED_BEFORE.sub("", clause)
    return _AT_THE_END.sub("", _SET_BESIDE.sub("", clause))


def _with_authors(folded: str, names: ArticleNames) -> str:
    """The question with authors for the articles and the posts that are meant by one alone."""
    for described in _DESCRIBED.finditer(folded):
        author = names.author_of(described.group())
        if author:
            folded = folded.replace(described.group(), f"{author}的文章", 1)
    two = _TWO_DESCRIBED.search(folded)
    if two:
        return _called_by_author(folded, {two.group(): (two["first"], two["second"])}, names)
    each = {found.group(): (found["what"],) for found in _ONE_DESCRIBED.finditer(folded)}
    if len(each) > 1:
        return _called_by_author(folded, each, names)
    for piece in re.split(rf"{_AND}|分别|各自?|,", folded):
        if len(piece) > POST_CHARS:
            holder = holder_named(piece, names.articles)
            if holder:
                folded = folded.replace(piece, holder, 1)
    return folded


def _called_by_author(
    folded: str, described: Mapping[str, Sequence[str]], names: ArticleNames
) -> str:
    """The question with authors for all that it describes; as it is where one is not known."""
    authors = {
        printed: [names.author_of(f"{_LEAD.sub('', what)}那篇文章") for what in whats]
        for printed, whats in described.items()
    }
    known = [author for each in authors.values() for author in each]
    if not all(known) or len(set(known)) < len(known):
        return folded
    for printed, each in authors.items():
        folded = folded.replace(printed, "和".join(f"{author}的文章" for author in each), 1)
    return folded


def _documents_in(folded: str, names: ArticleNames) -> dict[str, tuple[Article, ...]]:
    """The documents that a question calls by a short form of their titles, one each."""
    found: dict[str, tuple[Article, ...]] = {}
    for each in _DOCUMENT.finditer(folded):
        meant = names.shortened(_OURS.sub("", each["name"]))
        if len(meant) == 1:
            found[each["name"]] = meant
    return found
