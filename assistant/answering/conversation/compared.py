"""Comparisons put as a question of each: 甲和乙各是多少, for 甲和乙哪个多."""

import re
from dataclasses import dataclass

# 甲和乙哪个市的助餐点多,各多少: how much it is of each.
_WHICH_IS_MORE = re.compile(
    r"(?P<names>[^,，?？]{4,40}?)(?P<date>\d{4}年(?:底|末|[上下]半年)?)?(?:哪一?[个边家]|谁)(?:[市县省区镇村]|地方|城市|地区)?的?"
    r"(?P<what>[^,，?？的]{2,16}?)更?(?:多|高|大|快|长|低|少|小)一?[些点]?"
    r"(?P<each>[,，?？]?(?:各|分别)(?:自|是|有|为)?多少)?[?？。]*$"
)
# 甲的投资和乙的投资相比,哪个多; 把甲的数量和乙的数量对比一下: each one's figure.
_COMPARED = re.compile(
    r"^(?:请|帮我|把|将|(?:比较|对比)一下[,，])*(?P<names>[^,，?？]{4,60}?)[,，]?"
    r"(?:(?:相比|比起来)(?:较|之下)?|(?:对比|比较)(?:一下|下)?|(?<=[,，])(?=哪|谁))"
    r"[,，]?(?:(?:哪一?[个边家]|谁)(?:更)?[多高大快长低少小][一些点]*)?[?？,，]*"
    r"(?:各|分别)?(?:自|是|有|为)*(?:多少)?[?？。]*$"
)
# 甲和乙各增长多少,谁更快: the figures tell which.
_THEN_WHICH = re.compile(
    r"(?<=多少)[,，?？](?:谁|哪一?[个边家]|哪里)(?:更|比较)?[快慢多少高低大小强](?:一?[点些])?[?？。]*$"
)
# 甲和乙谁罚得重,各罚多少
_FINED_MORE = re.compile(
    r"^(?P<names>[^,，?？ ]{4,40}?)(?:哪一?[个家边]|谁)(?:被)?罚得?(?:更)?[重多轻少狠]"
    r"(?:[,，?？ 　]?(?:各|分别)(?:自|是|被)*罚?(?:款|了)*多少钱?)?[?？。]*$"
)
# 甲和乙哪家人多 各多少
_GAP_BEFORE_EACH = re.compile(r"(?<=[一-龥])[ 　]+(?=各|分别)")
_MORE = re.compile(r"多少|哪一?[个边家]|谁")
# 比一下甲和乙的占比: each one's, where nothing asks which is more.
_COMPARE_FIRST = re.compile(
    r"^(?:请|帮我|麻烦)?(?:比一?比|(?:比较|对比|比)一下)(?P<names>[^,，?？]{3,30}?的[^,，?？的]{2,12})[?？。]*$"
)


@dataclass(frozen=True, slots=True)
class OfEach:
    """A question as one of each thing; as it was where it compares nothing.

    `beside`: things are set beside each other; `unmeasured`: no word of it asks for a figure.
    """

    text: str
    beside: bool
    unmeasured: bool


def of_each(question: str) -> OfEach:
    """The question, with a comparison in it put as the figure of each.

    >>> of_each("东塘镇和西岭镇哪个镇人口多?各是多少").text
    '东塘镇和西岭镇的人口各是多少'
    """
    question = _THEN_WHICH.sub("", question)
    question = _FINED_MORE.sub(r"\g<names>的罚款各是多少", question)
    question = _GAP_BEFORE_EACH.sub("，", question)
    asked = _WHICH_IS_MORE.sub(r"\g<names>的\g<date>\g<what>各是多少", question)
    first = _COMPARE_FIRST.match(asked)
    beside = f"{first['names']}各是多少" if first else _COMPARED.sub(r"\g<names>各是多少", asked)
    is_beside = beside != asked
    return OfEach(beside, is_beside, is_beside and not _MORE.search(asked))
