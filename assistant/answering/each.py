"""Questions that ask several articles the same thing: 甲和乙对某事各是怎么讲的."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.across import first_mention, heading_of
from assistant.answering.article_names import Signatures, authors_of
from assistant.answering.composer import Composer, Composition
from assistant.answering.drafts import Draft
from assistant.answering.mentions import SPEAK
from assistant.answering.question import topic_of
from assistant.answering.resolved import Resolved
from assistant.text import fold
from assistant.types import Article, Corpus, Hit

_OF = r"(?:的(?:文章|论文|观点|看法|报告|发言)(?:里面?|中)?)?"
_AND = r"(?:和|与|以及|及|跟|同|、|,)"
_EACH = re.compile(r"各自|分别|各(?=[是有讲说谈怎如])|(?<![成首古故])都|均(?![衡价值])|两人|双方")
# 几篇文章对2025年的目标分别是什么: no article is named, so each is meant.
_ALL = re.compile(
    r"^(?:这|那|以上)?(?:[两二三四五六七八九十\d]+|几|各|每|多)(?:篇(?:署名)?(?:文章|论文)?|(?:位|个|名)作者)"
    r"(?:里面|里|中)?(?:提出|所说)?(?:的|了)?"
)
# What is asked is no thing but what each says.
_SAID = re.compile(
    r"(?:是|又)?(?:怎么|怎样|如何)(?:说|讲|看待|看|论述|表述|评价|认为|谈|写|提)(?:到|起)?(?:的|它)?|"
    r"有(?:什么|何|哪些|怎样的)(?:看法|观点|论述|说法|提法|表述|主张|内容|不同|异同|区别)|"
    rf"(?:{SPEAK}|提出|说|讲|谈|认为)了?(?:些)?什么(?:看法|观点|主张)?(?=[,?。]|$)|的?(?:看法|观点)(?:是什么|如何)"
)
_SPEAKS = re.compile(rf"^(?P<verb>{SPEAK})(?:了|过)?(?P<what>[^,?]+?)(?:了|过)?吗$")
# 王德凡、刘书荻两篇文章在金融上
_TEXTS = re.compile(
    r"^(?:这|那)?[两三四五六七八九几\d]+(?:篇(?:文章|报道|论文|稿件)?|[位个名](?:作者|专家|学者)?)(?:里面?|中)?"
)
_LEAD = re.compile(rf"^(?:对于|对|就|在|关于|围绕|{SPEAK}|提出|谈|讲|说)(?:了|过)?(?:关于|有关)?")
_TRAIL = re.compile(r"(?:方面|问题|这个问题|上|的|是)$")
_DESCRIBED = re.compile(
    r"(?:讲|谈|写|论|研究|关于)[^,，、。?？和与]{2,16}?的(?:那篇)?(?:文章|论文)"
)
MIN_SUBJECT_CHARS = 2
# What an article says of a subject that it does not name must be as sure as this.
SAID_SURE = 0.6
# Where no article is named, so many of the nearest are asked.
NEAREST_ARTICLES = 5


@dataclass(frozen=True, slots=True)
class EachQuestion:
    """What is asked of each of several articles; no `articles` where any may answer.

    `said`: what each says of `text`, a bare subject, is asked for.
    """

    text: str
    said: bool
    articles: tuple[Article, ...]


def each_question(text: str, signatures: Signatures) -> EachQuestion | None:
    """The question that is put to each article; None where not several are asked."""
    folded = fold(text).strip().rstrip("?。")
    named = signatures.called_in(folded)
    if len(named) > 1:
        names = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
        joint = re.search(rf"(?:{names}){_OF}(?:{_AND}(?:{names}){_OF})+", folded)
        if joint is None or not (_EACH.search(folded) or _SAID.search(folded)):
            return None
        rest = folded[: joint.start()] + folded[joint.end() :]
        meant = tuple(dict.fromkeys(article for each in named.values() for article in each))
        return _asked(rest, meant)
    about, _, put = folded.partition(",")
    if _ALL.match(put) and _SAID.search(put):
        # 充电设施,两篇文章分别提到什么: what it is about stands before whom it is put to.
        folded = _ALL.sub(rf"\g<0>对{about}", put)
    whole = _ALL.match(folded)
    if named or whole is None or not _EACH.search(folded + ("分别" if "各" in whole[0] else "")):
        return None
    return _asked(folded[whole.end() :], ())


def _asked(rest: str, articles: tuple[Article, ...]) -> EachQuestion | None:
    rest = _TEXTS.sub("", _EACH.sub("", rest))
    speaks = _SPEAKS.match(rest)
    rest = f"{speaks['what']}怎么说" if speaks else rest
    said = bool(_SAID.search(rest))
    if said:
        rest = _SAID.sub("", rest)
    rest = ",".join(filter(None, (piece.strip() for piece in rest.split(","))))
    rest = _LEAD.sub("", rest)
    if said:
        rest = _TRAIL.sub("", rest)
    if len(topic_of(rest)) < MIN_SUBJECT_CHARS:
        return None
    return EachQuestion(rest, said, articles)


@dataclass(frozen=True, slots=True)
class EachAnswer:
    """What the articles say, each under its title; `silent` are the named ones that say nothing."""

    drafts: tuple[Draft, ...]
    hits: tuple[Hit, ...]
    confidence: float
    silent: tuple[str, ...]


class EachAnswers:
    """Puts one question to each of several articles."""

    def __init__(
        self, corpus: Corpus, composer: Composer, is_answered: Callable[[Composition], bool]
    ) -> None:
        self._corpus = corpus
        self._composer = composer
        self._is_answered = is_answered

    def is_asked(self, text: str) -> bool:
        """Whether a question is put to several articles, whatever they answer."""
        return self._question(text) is not None

    def _question(self, text: str) -> EachQuestion | None:
        """The question put to each, with authors named for the articles that are described."""
        return each_question(self._with_authors(text), self._composer.signatures)

    def _with_authors(self, text: str) -> str:
        """讲双碳的文章和刘书荻的文章 with the author of the first, where one alone is meant."""
        for described in _DESCRIBED.finditer(text):
            meant = self._composer.names.named(fold(described.group()))
            if len(meant) == 1 and len(authors_of(meant[0])) == 1:
                text = text.replace(described.group(), f"{meant[0].author}的文章", 1)
        return text

    def answer(self, text: str, as_of: str) -> EachAnswer | None:
        """The answers article by article; None where not several are asked, or none answers."""
        asked = self._question(text)
        if asked is None or self._composer.answers_about_articles(text):
            return None
        nearest = self._composer.compose(Resolved(asked.text), as_of)
        near = dict.fromkeys(hit.passage.article_id for hit in nearest.hits)
        articles = asked.articles or [self._corpus.article(each) for each in near]
        drafts: list[Draft] = []
        sure: list[float] = []
        silent: list[str] = []
        for article in articles if asked.articles else articles[:NEAREST_ARTICLES]:
            said, confidence = self._said_by(article, asked, as_of)
            drafts.extend(draft.grouped(heading_of(article)) for draft in said)
            if said:
                sure.append(confidence)
            elif asked.articles:
                silent.append(article.author or f"《{article.title}》")
        if not drafts:
            return None
        return EachAnswer(tuple(drafts), nearest.hits, min(sure), tuple(silent))

    def _said_by(
        self, article: Article, asked: EachQuestion, as_of: str
    ) -> tuple[Sequence[Draft], float]:
        if not self._composer.published_by(article.id, as_of):
            return (), 0.0
        mention = first_mention(article, [asked.text], loosely=False) if asked.said else None
        if mention is not None:
            return (mention,), 1.0
        composed = self._composer.compose(Resolved(asked.text), as_of, article.id)
        sure = self._is_answered(composed) and composed.confidence >= (
            SAID_SURE if asked.said else 0
        )
        return (composed.drafts, composed.confidence) if sure else ((), 0.0)
