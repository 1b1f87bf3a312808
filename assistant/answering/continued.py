"""What a follow-up without a subject of its own takes over from the questions before it.

It keeps what it does not replace: the subject, what is counted, the person spoken of.
"""

import re
from collections.abc import Iterable

from assistant.answering.counterparts import subject_of
from assistant.answering.question import ASKING_WORD, years_of
from assistant.answering.spans import SURNAMES
from assistant.text import fold

# 改多少个, 惠及多少户: a measure without the thing that it counts.
_MEASURE_ALONE = re.compile(
    r"(?:多少|几)(?P<measure>[个家所名位条项座种户台辆套间件场张支门处])[?。]*$"
)
# 拿多少, 男的女的各多少: no measure either; 面积多少 asks for something else.
_BARE = re.compile(r"[各收交缴付花出拿补奖罚投发给]多少(?=[?。]*$)")
_COUNTED = re.compile(r"(?:多少|几)(?P<what>[一-龥]{1,10})")
_PAYING = re.compile(r"[交缴付花出收](?=吗?[?。]*$)")
_MONEY = re.compile(r"多少钱|几块钱")
# 男的女的各多少: of what was counted before.
_BREAKDOWN = re.compile(r"(?:各自?|分别)(?:是|为|有|占)?(?:多少|几)")
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
        if not number and bare and counted:
            return question[: bare.end()] + counted["what"] + question[bare.end() :]
        if not number and paying and _MONEY.search(before):
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
    subjects = (subject_of(standalone), taken_over if taken_over != standalone else "")
    if _TIME.match(fold(question)):
        subjects = (_without_years(subjects[0]), _without_years(subjects[1]))
    return tuple(dict.fromkeys(subject for subject in subjects if subject))


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
