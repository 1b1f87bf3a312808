"""Follow-up questions made whole from the conversation.

What is taken over from the earlier question is always something printed in it
or in its answer; a question that stands on its own is left alone.
"""

import re
from collections.abc import Callable, Sequence

from assistant.answering.continued import person_in, subjects_for, with_what_is_counted
from assistant.answering.counterparts import subject_of, substituted
from assistant.answering.listed_before import (
    NTH_ARTICLE,
    ORDINAL,
    nth_article_follow_up,
    ordinal_follow_up,
)
from assistant.answering.places import areas_of
from assistant.answering.question import analyse, small_number, years_of
from assistant.answering.related import RelatedWords
from assistant.answering.resolved import Resolved
from assistant.text import fold
from assistant.types import Answer, Article

CONTRAST = re.compile(
    r"^(?:那么?|那末|然后|哪么)?,?(?P<what>[^,?]{1,14}?)(?:呢|怎么样|如何)[?。]*$"
)
_SIDE = re.compile(
    r"(?<=[一-龥]{2})(?:这边|那边|这块|那块|这一块|那一块|[这那]一?(?:项|条|方面|部分|点))$"
)
# 换成刘书荻,他又是怎么讲的
_INSTEAD = re.compile(
    r"^(?:那)?(?:要是|如果)?(?:换成|换作|换到|轮到)(?:是|了)?(?P<what>[^,?]{2,10})(?:$|[,?呢])"
)
# 云岭县又是多少, 重庆的那个又属于哪种: as 云岭县呢.
_AGAIN = re.compile(
    r"^(?:那么?)?(?P<what>[^,?]{2,8}?)(?:的?那[个里])?又(?:是|有|为|属于|达到)?"
    r"(?:多少|几[^,?]{0,3}|哪[^,?]{0,6}|什么[^,?]{0,6}|怎么样?)[?。]*$"
)
# 再往后十年呢, after a question about 2025年.
_YEARS_ON = re.compile(
    r"^(?:那么?)?(?:再)?(?:往后|过)(?:推)?(?P<years>[一二三四五六七八九十]{1,2}|\d{1,2})年(?:呢|以后呢|之后呢)?[?。]*$"
)
_THEN = re.compile(r"^(?:那么?|那末)(?=[一-龥\d])")
_MORE = re.compile(
    r"^(?:还有(?:吗|呢|哪些|什么|没有|别的|其他)?|其他的?(?:呢|还有)?|其它的?呢?|更多|"
    r"继续|接着说|再说说|展开(?:说说|讲讲)?|"
    r"(?:再|请)?(?:详细|具体)(?:地)?(?:说说|讲讲|说一下|介绍一下|说明)|"
    r"说(?:得)?(?:详细|具体)(?:一?点|一?些)|别的呢)(?:内容|吗|呢)?[?。]*$"
)
_ARTICLE_PRONOUN = re.compile(
    r"(?:这|该|此|那|本)(?:一)?篇?(?:文章|文|论文)|(?:这|那|该)(?:一)?篇|"
    r"(?:这|该|此|本)[份部]?(?:通知|公告|通告|意见|方案|办法|规定|条例|细则|规划|文件)(?![一-龥]?[书表])|"
    r"(?:说|讲|写|提出)(?:了|出)?(?:这|那|上面|以上)[^,?]{0,4}的(?:作者|人|专家)|"
    r"(?<![的位名各])(?:该|这位|那位|其|文章(?:的)?)?作者(?!们)"
)
PRONOUN = re.compile(
    r"^(?:那么?)?(?:(?P<kind>[这那该此][种类]|这一(?![年月天次]))|它们|他们|她们|它|他|她|其|这个|那个|这些|那些|该|此|上述|这项|这|"
    r"那)(?!么|样|里|时|年)"
)
# 上面说的出自哪篇文章, 这句话的出处是哪里.
_WHENCE = re.compile(r"(?:出自|来自|源自|来源于)哪|出处(?:是|在)?(?:哪|什么|\??$)")
_OF_A_PERSON = re.compile(r"[他她]$")
_OF_A_THING = re.compile(r"[它他她]们?$|其$")
# 要是有人发烧了怎么办: a case of what was asked about, where it is not answered by itself.
_CASE = re.compile(r"^(?:要是|如果|假如|倘若|万一|一旦)")
CASE_CHARS = 12
# A question of no more topic characters than this may lean on the one before it.
ELLIPTIC_CHARS = 7
# 比上年增长多少 says of nothing that it grew.
_COMPARES_ONLY = re.compile(
    r"(?:同比|环比|[比较](?:上年|去年|前一?年|上期|上个?月|上季度?)(?:同期)?|增长|下降|增加|减少|提高|降低|上升|增速|增幅|变化|了)+"
)
SUBJECTLESS_CHARS = 4
SUBJECTLESS_SURE = 0.5
_WHAT_IT_IS = re.compile(r"[是为有叫](?:多少|什么|谁|哪|几|多[大高长])|多少(?:钱|元)?[?。]*$")
WORD_CHARS = 2
# So sure, a question of who somebody is needs no subject of an earlier one.
ALONE_SURE = 0.4
_MEASURE = re.compile(
    r"(?:租|押|定|奖|保证|违约|滞纳|公积|医疗|学|水|电|气|运|房)?[费金价额率数量]$|面积|标准|期限|年限"
)
_DOING = re.compile(
    r"^(?:申请|办理|领取|报名|参加|享受|申报|购买|缴纳|开办|新建|建设|加装)(?=[一-龥]{2})"
)
# How much better the completed question must be answered than the bare one.
ELLIPTIC_GAIN = 0.1


def resolve(
    question: str,
    history: Sequence[str],
    answer_earlier: Callable[[int], Answer],
    confidence_of: Callable[[str], float],
    article_of: Callable[[str], Article],
    stands_alone: Callable[[str], bool],
    about_articles: Callable[[str], bool],
    holds: Callable[[str], bool],
    says: Callable[[str, str], bool],
) -> Resolved:
    """Make a question whole.

    `answer_earlier(i)` answers `history[i]` in its own conversation,
    `confidence_of(text)` says how well a bare question can be answered, and
    `stands_alone` whether it names an article by itself; `about_articles` whether
    it asks about whole articles (文中提到哪些规划) and so leans on no earlier question.
    `holds(word)`: whether any document may have a word; `says(text, word)`: whether what is found
    for a question says it.
    """
    if not history:
        return Resolved(question)
    folded = fold(question).strip()
    if _MORE.match(folded):
        return Resolved(answer_earlier(-1).standalone_question, more=True)
    ordinal = ORDINAL.search(folded)
    if ordinal and ordinal.group() == folded.rstrip("?。呢"):
        # 第三条 after a question about 第一条.
        asked = _last_whole(history, answer_earlier)
        units = {each.group()[-1] for each in ORDINAL.finditer(fold(asked)) if each["n"]}
        if ordinal.group()[-1] in units:
            return Resolved(substituted(asked, ordinal.group()))
    if ordinal:
        resolved = ordinal_follow_up(question, ordinal, history, answer_earlier)
        if resolved is not None:
            return resolved
    if _WHENCE.search(folded):
        answers = (answer_earlier(index) for index in range(len(history) - 1, -1, -1))
        cited = next((answer.citations for answer in answers if answer.citations), ())
        if cited:
            return Resolved(f"《{article_of(cited[0].article_id).title}》是哪篇文章？")
    nth = NTH_ARTICLE.search(folded)
    if nth:
        resolved = nth_article_follow_up(question, nth, history, answer_earlier, article_of)
        if resolved is not None:
            return resolved
    if _ARTICLE_PRONOUN.search(folded) and not stands_alone(folded):
        resolved = _article_pronoun(question, folded, history, answer_earlier, article_of)
        if resolved is not None:
            return resolved
    further = _further(folded, lambda: _last_whole(history, answer_earlier))
    if further:
        return Resolved(further)
    instead = contrasted(question)
    if instead:
        return Resolved(_of_another(instead, _last_whole(history, answer_earlier), says))
    pronoun = PRONOUN.match(folded)
    if pronoun:
        last = answer_earlier(-1)
        subject = subject_of(last.standalone_question)
        writer = _writer(last, article_of) if about_articles(last.standalone_question) else ""
        person = person_in(last.standalone_question) or writer
        if person and _OF_A_PERSON.search(pronoun.group()):
            return Resolved(person + question[pronoun.end() :])
        if pronoun.group("kind"):
            return Resolved(_of_that_kind(subject, question[pronoun.end() :]))
        if _OF_A_THING.search(pronoun.group()):
            # 它孵化了 after 西部智联的负责人: 西部智联, not the head of it.
            subject = subject.partition("的")[0]
        return Resolved(subject + question[pronoun.end() :])
    if about_articles(question):
        return Resolved(question)
    return _ellipsis(question, history, answer_earlier, confidence_of, holds, says)


def _of_another(instead: str, earlier: str, says: Callable[[str, str], bool]) -> str:
    """An earlier question with another thing in it (那河西区呢), of which anything is found.

    In the place of what it names; beside it, where it is a place; as what is asked of its subject.
    """
    word = fold(instead)
    ways = [substituted(earlier, instead)]
    if areas_of(word) and not areas_of(fold(earlier)):
        ways.append(f"{instead}{earlier}")
    subject = _DOING.sub("", subject_of(earlier))
    if subject and not years_of(word):
        ways.append(
            f"{subject}{instead}是多少" if _MEASURE.search(word) else f"{subject}的{instead}"
        )
    return next((way for way in ways if says(way, word)), ways[0])


def contrasted(question: str) -> str:
    """What a question of nothing else (那四川呢?) puts in an earlier thing's place; "" for none."""
    folded = fold(question).strip()
    contrast = CONTRAST.match(folded)
    if contrast is None or not folded.endswith(("呢", "呢?", "呢。")):
        return ""
    return _SIDE.sub("", question.strip()[contrast.start("what") : contrast.end("what")])


def _further(folded: str, earlier: Callable[[], str]) -> str:
    """The earlier question of another thing, place or later year; "" for no such question."""
    instead = _INSTEAD.match(folded)
    if instead:
        return substituted(earlier(), instead["what"])
    again = _AGAIN.match(folded)
    if again and areas_of(again["what"]):
        return substituted(earlier(), again["what"])
    on = _YEARS_ON.match(folded)
    years = years_of(fold(earlier())) if on else ()
    if on is None or not years:
        return ""
    return substituted(earlier(), f"{int(years[-1]) + small_number(on['years'])}年")


def _writer(answer: Answer, article_of: Callable[[str], Article]) -> str:
    """The one who wrote the one article that an answer cites; "" for none or several."""
    writers = {article_of(citation.article_id).author for citation in answer.citations}
    return writers.pop() if len(writers) == 1 and analyse(answer.question).kind == "person" else ""


def _of_that_kind(subject: str, rest: str) -> str:
    """这种模式 with its subject: 互助养老的模式, and 互助养老模式 where that was the subject."""
    return subject + (rest[2:] if subject.endswith(rest[:2]) else f"的{rest}")


def _last_whole(history: Sequence[str], answer_earlier: Callable[[int], Answer]) -> str:
    """The last question that was not confined to a point (“标签”中，……), else the last."""
    whole = (answer_earlier(index).standalone_question for index in range(len(history) - 1, -1, -1))
    last = answer_earlier(-1).standalone_question
    return next((text for text in whole if not text.startswith("“")), last)


def _article_pronoun(
    question: str,
    folded: str,
    history: Sequence[str],
    answer_earlier: Callable[[int], Answer],
    article_of: Callable[[str], Article],
) -> Resolved | None:
    match = _ARTICLE_PRONOUN.search(folded)
    for index in range(len(history) - 1, -1, -1):
        answer = answer_earlier(index)
        if not answer.citations or match is None:
            continue
        title = article_of(answer.citations[0].article_id).title
        named = f"《{title}》"
        if "作者" in match.group():
            named += "的作者"
        return Resolved(question[: match.start()] + named + question[match.end() :])
    return None


def _ellipsis(
    question: str,
    history: Sequence[str],
    answer_earlier: Callable[[int], Answer],
    confidence_of: Callable[[str], float],
    holds: Callable[[str], bool],
    says: Callable[[str, str], bool],
) -> Resolved:
    """A question with the subject of the one before it, where it is answered better so."""
    places = range(len(history) - 1, -1, -1)
    earlier = (answer_earlier(place).standalone_question for place in places)
    question = with_what_is_counted(question, earlier)
    folded = fold(question).strip()
    analysed = analyse(question)
    bare = re.sub(r"[^一-龥a-z0-9]", "", analysed.topic)
    if _COMPARES_ONLY.fullmatch(bare):
        bare = ""
    case = bool(_CASE.match(folded))
    if case and confidence_of(question) >= SUBJECTLESS_SURE:
        return Resolved(question)
    if (
        len(bare) > (CASE_CHARS if case else ELLIPTIC_CHARS)
        or analysed.kind == "definition"
        or analysed.quoted
    ):
        return Resolved(question)
    own = analysed.heads[0]
    if _names_unknown(own, folded, holds):
        return Resolved(question)  # 今天天气怎么样: of a thing that no document has
    then = _THEN.match(folded)
    rest = question[then.end() :] if then else question
    last = answer_earlier(-1).standalone_question
    joint = "，" if case else ""
    wholes = [
        f"{subject}{joint}{rest}"
        for subject in subjects_for(question, history[-1], last)
        if fold(subject) not in folded
    ]
    if not wholes:
        return Resolved(question)
    whole = max(wholes, key=confidence_of)
    alone = analysed.kind in ("person", "name") and len(own) > 1 and says(question, own)
    if alone and confidence_of(question) >= ALONE_SURE and not says(whole, own):
        return Resolved(question)  # 市长叫什么, after a question about lifts
    sure = confidence_of(whole)
    # So short a question has no subject of its own: it is enough that it fits the old one.
    enough = SUBJECTLESS_SURE if len(bare) <= SUBJECTLESS_CHARS else 1.0
    if then or sure > min(enough, confidence_of(question) + ELLIPTIC_GAIN):
        return Resolved(whole)
    return Resolved(question)


def _names_unknown(own: str, folded: str, holds: Callable[[str], bool]) -> bool:
    """Whether what stands before the asking word is a thing that no document has.

    A word by itself, or at the end of a longer name of which it is asked what it is
    (成渝高铁票价是多少).
    """
    words = RelatedWords.load()
    if own in words:
        return not holds(own)
    asked = _WHAT_IT_IS.match(folded.partition(own)[2]) if len(own) > WORD_CHARS else None
    return asked is not None and own[-WORD_CHARS:] in words and not holds(own[-WORD_CHARS:])
