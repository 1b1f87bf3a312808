"""Who is said to have asked, ruled or proposed something: 国务院对防汛物资有什么规定.

What a county's notice says of the matter is not what the State Council rules.
"""

import re

from assistant.answering.words.spans import SURNAMES
from assistant.text import fold
from assistant.types import Article

_MATTER = r"(?:对于?|就|针对|关于|在)[^,。?]{2,24}?"
_SAID = (
    r"(?:要求|指示|批示|规定|意见|看法|观点|讲话|部署|安排|政策|主张|建议|论述|评价|表态|说法|决定|"
    r"措施|举措)"
)
_HIGH = (
    r"总书记|国家主席|总理|副总理|国务委员|[省市部区县州镇乡]长|书记|主任|国务院|党中央|中央军委|全国人大|"
    r"全国政协|省委|省政府|自治区|(?<=[一-龥])部委?|最高法|最高检|(?<=[一-龥]{2})委员会"
)
_ASKED = re.compile(
    rf"^(?:请问)?(?P<who>[一-龥]{{0,10}}?(?:{_HIGH})|[{SURNAMES}][一-龥]{{1,2}}){_MATTER}"
    rf"(?:[有是]|作出|做出|提出|发表|讲|说|谈)+(?:了|过)?(?:什么|哪些|啥|何|怎样的?|哪几[个条项点])[^,。?]{{0,6}}?{_SAID}"
)
_POST = re.compile(rf"(?:同志|{_HIGH})$")
_SHORTEST = 2


def unheard_speaker(question: str, article: Article) -> str:
    """Who is asked about by name or office and stands nowhere in an article; "" for nobody.

    `question` is folded.
    """
    found = _ASKED.match(question)
    if found is None:
        return ""
    who = found["who"]
    name = _POST.sub("", who)
    parts = {who, name if len(name) >= _SHORTEST else who}
    printed = fold(f"{article.title}\n{article.author}\n{article.affiliation}\n{article.text}")
    return "" if any(part in printed for part in parts) else who
