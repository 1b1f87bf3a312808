"""What is asked of two places together, put so that each is asked: both say their own."""

import re

from assistant.answering.words.places import areas_of

_TWO = re.compile(
    r"^(?P<one>[^,，。?？和与跟同]{2,10}?)(?:和|与|跟|同|、|相比)(?P<rest>[^,，。?？]{4,40})"
)
# 对校车的要求有什么不一样: they differ in what each of them says.
_DIFFER = re.compile(
    r"(?:上|方面)?(?:有|存在)?(?:什么|哪些|啥|何|怎样的|哪里|哪儿)?的?"
    r"(?:不同|不一样|区别|差别|差异|异同)(?:之处|的地方|点)?(?:是什么|在哪里?|是啥|吗)?$"
)
# 发展低空经济的目标分别是什么: 分别 belongs to the places.
_EACH = re.compile(r"(?:分别|各自)(?=[是有为叫])")


def put_apart(question: str) -> str:
    """甲市和乙市分别X是什么 for 甲市和乙市X有什么不同, X分别是什么; any other as it is.

    >>> put_apart("贵阳和四川对校车的要求有什么不一样？")
    '贵阳和四川分别对校车的要求是什么？'
    >>> put_apart("贵阳和四川发展旅游的目标分别是什么？")
    '贵阳和四川分别发展旅游的目标是什么？'
    >>> put_apart("传统能源和新能源有什么区别？")
    '传统能源和新能源有什么区别？'
    """
    asked = _TWO.match(question)
    if asked is None or asked.end() < len(question.rstrip("?？。")):
        return question
    one, rest = asked["one"], asked["rest"]
    areas = areas_of(f"{one},{rest}")
    other = next((area for area in areas if rest.startswith(area)), "")
    thing = rest[len(other) :]
    if one not in areas or not other or _EACH.match(thing):
        return question
    if _EACH.search(thing):
        return f"{one}和{other}分别{_EACH.sub('', thing)}？"
    what = _DIFFER.search(thing)
    if what is None or what.start() < 2:
        return question
    return f"{one}和{other}分别{thing[: what.start()]}是什么？"
