"""Follow-up questions made whole from the conversation.

What is taken over from the earlier question is always something printed in it
or in its answer; a question that stands on its own is left alone.
"""

import re
from collections.abc import Callable, Sequence

from assistant.answering.conversation.cited_article import of_cited_article, of_nth_article
from assistant.answering.conversation.commands import asks_for_more
from assistant.answering.conversation.continued import bare_thing, person_in
from assistant.answering.conversation.counterparts import subject_of, substituted
from assistant.answering.conversation.elliptic import completed
from assistant.answering.conversation.found_thing import of_found, points_at_thing
from assistant.answering.conversation.listed_before import ORDINAL, ordinal_follow_up
from assistant.answering.conversation.lookups import Lookups
from assistant.answering.conversation.resolved import Resolved
from assistant.answering.conversation.told_person import person_told
from assistant.answering.words.places import areas_of, districts_of
from assistant.answering.words.question import analyse, small_number
from assistant.answering.words.years import years_of
from assistant.text import fold
from assistant.types import Answer, Article

CONTRAST = re.compile(
    r"^(?:那么?|那末|然后|哪么)?,?(?P<what>[^,?]{1,14}?)(?:呢|怎么样|如何)[?。]*$"
)
# 那创新协同呢,具体要做哪些: what is asked of it is what was asked before.
_ASKED_AGAIN = re.compile(
    r"(?<=呢),(?:具体|主要|又|都|有|是|要|该|得|需要|应该|怎么|怎样|如何|做|办|说|讲|提|什么|啥|哪些|哪几|几|"
    r"个|点|条|方面|多少|内容|措施|呢|的|包括)+[?。]*$"
)
_SIDE = re.compile(
    r"(?<=[一-龥]{2})(?:这边|那边|这块|那块|这一块|那一块|[这那]一?(?:项|条|方面|部分|点))$"
)
_ASKS_ITSELF = re.compile(r"^(?:还|也|又)[^有].*(?:什么|谁|哪|多少|几)")
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
PRONOUN = re.compile(
    r"^(?:那么?)?(?:(?P<kind>[这那该此][种类]|这一(?![年月天次]))|它们|他们|她们|它|他|她|其|这个|那个|这些|那些|该|此|上述|这项|这|"
    r"那)(?!么|样|里|时|年)"
)
# 刚才那个项目谁负责
_JUST_NOW = re.compile(
    r"^(?:刚才|刚刚|上面|前面)(?:[说讲问]|提到)?的?[那这]?一?[个项家份条座]?"
    r"(?P<noun>项目|工程|政策|企业|公司|产业|平台|机构|单位|园区|方案|办法|措施|活动|会议)"
)
# 他还写过什么 is asked of who wrote the article, whatever was asked of it.
_WRITES = re.compile(r"^(?:还|也|又|都)*写")
_SHORT_AREA = re.compile(r"[一-龥]{2}")
_OF_A_PERSON = re.compile(r"[他她]$")
_OF_A_THING = re.compile(r"[它他她]们?$|其$")
_MEASURE = re.compile(
    r"(?:租|押|定|奖|保证|违约|滞纳|公积|医疗|学|水|电|气|运|房)?[费金价额率数量]$|面积|标准|期限|年限"
)
_DOING = re.compile(
    r"^(?:申请|办理|领取|报名|参加|享受|申报|购买|缴纳|开办|新建|建设|加装)(?=[一-龥]{2})"
)


def resolve(
    question: str,
    history: Sequence[str],
    answer_earlier: Callable[[int], Answer],
    library: Lookups,
) -> Resolved:
    """Make a question whole; `answer_earlier(i)` answers `history[i]` in its own conversation."""
    nth = of_nth_article(question, history, answer_earlier, library)
    if nth is not None or not history:
        return nth or Resolved(question)
    folded = fold(question).strip()
    if asks_for_more(question):
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
    pronoun = PRONOUN.match(folded)
    of_person = pronoun and _OF_A_PERSON.search(pronoun.group())
    told = person_told(answer_earlier(-1)) if of_person else ""
    if pronoun and told:
        return Resolved(told + question[pronoun.end() :])
    resolved = of_cited_article(question, history, answer_earlier, library)
    if resolved is not None:
        return resolved
    further = _further(folded, lambda: _last_whole(history, answer_earlier))
    if further:
        return Resolved(further)
    instead = contrasted(question)
    if instead:
        return Resolved(_of_another(instead, _last_whole(history, answer_earlier), library))
    just = _JUST_NOW.match(folded)
    if just:
        thing = bare_thing(answer_earlier(-1).standalone_question)
        return Resolved(thing.removesuffix(just["noun"]) + just["noun"] + question[just.end() :])
    if points_at_thing(question):
        last = answer_earlier(-1)
        said = [(each.text, each.emphasis) for each in last.statements]
        found = of_found(question, last.standalone_question, said)
        if found:
            return Resolved(found)
    if pronoun:
        last = answer_earlier(-1)
        subject = subject_of(last.standalone_question)
        of_articles = library.about_articles(last.standalone_question)
        writes = bool(_WRITES.match(folded[pronoun.end() :]))
        writes = writes or (of_articles and analyse(last.question).kind == "person")
        writer = _writer(last, library.article_of) if writes else ""
        person = person_in(last.standalone_question) or writer
        if person and _OF_A_PERSON.search(pronoun.group()):
            return Resolved(person + question[pronoun.end() :])
        if pronoun.group("kind"):
            return Resolved(_of_that_kind(subject, question[pronoun.end() :]))
        if _OF_A_THING.search(pronoun.group()) and not subject.startswith("“"):
            # 它孵化了 after 西部智联的负责人: 西部智联, not the head of it.
            subject = subject.partition("的")[0]
        return Resolved(subject + question[pronoun.end() :])
    if library.about_articles(question):
        return Resolved(question)
    return completed(question, history, answer_earlier, library)


def _of_another(instead: str, earlier: str, library: Lookups) -> str:
    """An earlier question with another thing in it (那河西区呢), of which anything is found.

    In the place of what it names; beside it, where it is a place; as what is asked of its subject.
    """
    instead = _area_named(instead, earlier, library.holds)
    word = fold(instead)
    ways = [substituted(earlier, instead)]
    if areas_of(word) and not areas_of(fold(earlier)):
        ways.append(f"{instead}{earlier}")
    subject = _DOING.sub("", subject_of(earlier))
    if subject and not years_of(word):
        ways.append(
            f"{subject}{instead}是多少" if _MEASURE.search(word) else f"{subject}的{instead}"
        )
    return next((way for way in ways if library.says(way, word)), ways[0])


def _area_named(instead: str, earlier: str, holds: Callable[[str], bool]) -> str:
    """青河县 for 青河, after a question about another district, where a document has that name."""
    asked = fold(earlier)
    word = fold(instead)
    if not districts_of(asked) or areas_of(word) or not _SHORT_AREA.fullmatch(word):
        return instead
    full = (f"{instead}{sort}" for sort in "区县市" if holds(f"{word}{sort}"))
    return next(full, instead)


def contrasted(question: str) -> str:
    """What a question of nothing else (那四川呢?) puts in an earlier thing's place; "" for none."""
    folded = _ASKED_AGAIN.sub("", fold(question).strip())
    contrast = CONTRAST.match(folded)
    if contrast is None or not folded.endswith(("呢", "呢?", "呢。")):
        return ""
    if _ASKS_ITSELF.search(contrast["what"]):
        return ""  # 还写过什么呢
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
    return writers.pop() if len(writers) == 1 else ""


def _of_that_kind(subject: str, rest: str) -> str:
    """这种模式 with its subject: 互助养老的模式, and 互助养老模式 where that was the subject."""
    return subject + (rest[2:] if subject.endswith(rest[:2]) else f"的{rest}")


def _last_whole(history: Sequence[str], answer_earlier: Callable[[int], Answer]) -> str:
    """The last question that was not confined to a point (“标签”中，……), else the last."""
    whole = (answer_earlier(index).standalone_question for index in range(len(history) - 1, -1, -1))
    last = answer_earlier(-1).standalone_question
    return next((text for text in whole if not text.startswith("“")), last)
