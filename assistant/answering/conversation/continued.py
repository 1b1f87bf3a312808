"""What a follow-up without a subject of its own takes over from the questions before it.

It keeps what it does not replace: the subject, what is counted, the person spoken of.
"""

import re
from collections.abc import Iterable

from assistant.answering.conversation.counterparts import subject_of
from assistant.answering.documents.article_names import SORTS
from assistant.answering.words.question import ASKING_WORD
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.spans import SURNAMES
from assistant.answering.words.years import years_of
from assistant.text import fold

# 改多少个, 惠及多少户: a measure without the thing that it counts.
_MEASURE_ALONE = re.compile(
    r"(?:多少|几)(?P<measure>[个家所名位条项座种户台辆艘架部栋套间件场张支门处])[?。]*$"
)
# 拿多少, 男的女的各多少: no measure either; 面积多少 asks for something else.
_BARE = re.compile(r"(?:[各交缴付花出拿补奖罚投发给]|(?<![少多])收)多少(?=[?。]*$)")
_COUNTED = re.compile(r"(?:多少|(?<![近这那前后好十])几)(?P<what>[一-龥]{1,10})")
_OF_A_FIGURE = re.compile(r"个?(?:百分)?点|倍|成|钱|元|[万亿]")
# 分几档, and then 最高那档交多少: steps are not paid.
_OF_A_SCALE = re.compile("[档挡级类等种期批次步]")
# 在哪缴, 怎么交: where or how one pays, not how much.
_WHERE_PAID = re.compile(r"在?哪(?:里|儿)?(?=[交缴付])|怎[么样]|如何|什么时候|何时|为什么")
_PAYING = re.compile(r"[交缴付花出收](?=吗?[?。]*$)")
_MONEY = re.compile(r"多少钱|几块钱")
# 男的女的各多少: of what was counted before.
_BREAKDOWN = re.compile(r"(?:各自?|分别)(?:是|为|有|占)?(?:多少|几)")
# The measure that ends what is asked of a thing (临安铁路[总投资], 东苑两室一厅[月租]).
_MEASURE_LAST = re.compile(
    r"(?:(?:总|计划)?投资额?|(?<![出承公廉])[月年]?租金?|造价|面积|产值|产量|收入|长度|规模|[套户人床]数|人口|数量|价格|进展|情况|标准)$"
)
# 2025年底的, 2024年到2025年, 二〇二五年: years in a subject
_YEAR = r"(?:\d{4}|[〇零○一二三四五六七八九]{4})"
YEARS = re.compile(rf"(?:{_YEAR}年?[到至和与、—-])?{_YEAR}年(?:底|末|初)?的?")
# 西部智联和[哪些企业合作], 信访件办得[怎么样]: left with a preposition, or with a verb.
_LEFT_OVER = re.compile(r"[和跟与同对向给从]$|(?<=[一-龥]{3})[办做干搞]得$")
# 大专学历可以申请: who may, and what; 还写过什么 goes on with who did it.
_MAY = re.compile(r"(?:可不可以|能不能|可以|能够|是否|能(?=[申办领参享报住买]))")
_MAY_DO = re.compile(
    r"^(?:申请|办理|领取?|报名|参加|享受|申报|购买|买|缴纳|住)(?P<what>[一-龥]{2,})$"
)
_GOES_ON = re.compile(r"^(?:还|也|又|另外)[^有是,?]")
# 关于做好2025年度城乡居民医保缴费工作的通知: the matter of a document of this sort.
_MATTER = re.compile(
    r"^(?:关于)?(?:做好|开展|加强|推进|印发|下发|组织)?(?P<what>[^《》]{4,40}?)(?:工作)?(?:的|实施|管理)*"
    rf"(?:{SORTS})(?:\([^()]*\))?$"
)
_TIME = re.compile(r"(?:那么?)?(?:[前去今明后]年|(?:19|20)\d\d年)")
_PERSON = re.compile(
    rf"(?<![现上前历担继])[{SURNAMES}][一-龥]{{0,2}}?(?:先生|女士|老师|教授|院士|医生|大夫|护士|师傅|书记|"
    r"主任|局长|市长|县长|校长|院长|经理|董事长|大爷|大妈|奶奶|爷爷|阿姨)|"
    rf"(?:^|(?<=[,。的]))[{SURNAMES}][一-龥](?![长方员人理事家者目任程])[一-龥](?<![长方员人理事家者任])"
    r"(?=是谁|是什么人|是[干做]什么的)"
)


def with_what_is_counted(question: str, earlier: Iterable[str]) -> str:
    """The question with the thing, or the money, that an earlier one asked the number of.

    `earlier`, the latest first.

    >>> with_what_is_counted("今年改多少个?", ["惠及多少户?", "去年改造了多少个老旧小区?"])
    '今年改多少个老旧小区?'
    """
    folded = fold(question)
    measured, bare = _MEASURE_ALONE.search(folded), _BARE.search(folded)
    paying = _PAYING.search(folded)
    if not (measured or bare or paying):
        return question
    for number, before in enumerate(map(fold, earlier)):
        counted = _COUNTED.search(before)
        if measured and counted and counted["what"][0] == measured["measure"]:
            end = measured.end("measure")
            return question[:end] + counted["what"][1:] + question[end:]
        if not number and bare and counted and not _OF_A_SCALE.fullmatch(counted["what"]):
            return question[: bare.end()] + counted["what"] + question[bare.end() :]
        if not number and paying and not _WHERE_PAID.search(folded) and _MONEY.search(before):
            return question[: paying.end()] + "钱" + question[paying.end() :]
    return question


def subjects_for(question: str, asked: str, standalone: str) -> tuple[str, ...]:
    """What a follow-up may be about, likeliest first: the question before it was `asked`.

    `standalone` is that question made whole: what it took over itself may go on being
    the subject, for 惠及多少户 says something of it.
    """
    if _BREAKDOWN.search(fold(question)):
        asking = ASKING_WORD.search(fold(standalone))
        return (standalone[: asking.start()] if asking else subject_of(standalone),)
    taken_over = standalone.partition(asked.rstrip("?？。 "))[0]
    subjects = [*_subjects(question, standalone), taken_over if taken_over != standalone else ""]
    if _TIME.match(fold(question)):
        subjects = [_without_years(subject) for subject in subjects]
    named = (_without_preposition(subject) for subject in subjects)
    return tuple(dict.fromkeys(subject for subject in named if subject))


def matter_of(title: str) -> str:
    """What a notice or a set of rules is about, by its title; "" for another sort of document.

    >>> matter_of("关于做好2025年度城乡居民医保缴费工作的通知")
    '2025年度城乡居民医保缴费'
    """
    found = _MATTER.match(fold(title))
    return title[found.start("what") : found.end("what")] if found else ""


def bare_thing(question: str) -> str:
    """The thing that a question asks of, without the attribute and the year (临安铁路[总投资])."""
    subject = subject_of(question).partition("的")[0]
    subject = YEARS.sub("", subject) or subject
    bare = _MEASURE_LAST.sub("", subject)
    return bare if len(bare) > 1 else subject


def _subjects(question: str, earlier: str) -> list[str]:
    """What an earlier question is about, as far as the next one does not ask another thing of it.

    Its measure goes where the next counts in another unit (月租多少, 一共多少套); who may do a
    thing, and the thing, stand for one who may do it.
    """
    subject = subject_of(earlier)
    may = _MAY.search(subject)
    if may:
        done = _MAY_DO.match(subject[may.end() :])
        return [done["what"] if done else "", subject[: may.start()]]
    holder, possessive, _ = subject.partition("的")
    if possessive and _GOES_ON.match(fold(question)):
        return [holder]
    counted, before = _COUNTED.search(fold(question)), _COUNTED.search(fold(earlier))
    bare = _MEASURE_LAST.sub("", subject)
    other = counted and (before is None or before["what"][0] != counted["what"][0])
    if counted and _OF_A_FIGURE.match(counted["what"]):
        other = None  # 增长了几个点 is said of the figure just asked for
    measure = ASKING_WORD.split(fold(question))[0]
    other = other or _MEASURE_LAST.fullmatch(measure.rstrip("是有为"))
    return [bare, subject] if other and len(bare) > 1 else [subject]


def _without_preposition(subject: str) -> str:
    """A subject without the preposition that ends it; 碳中和 is a word."""
    bare = _LEFT_OVER.sub("", subject)
    return subject if fold(subject[-2:]) in RelatedWords.load() else bare


def person_in(question: str) -> str:
    """The person whom a question names with a title (王先生), or asks about (何柏青是谁).

    "" for none.
    """
    found = _PERSON.search(fold(question))
    return question[found.start() : found.end()] if found else ""


def _without_years(subject: str) -> str:
    """A subject without the years that a follow-up of another year replaces."""
    for year in years_of(fold(subject)):
        place = fold(subject).find(year)
        subject = subject[:place] + subject[place + len(year) :].removeprefix("年")
    return subject
