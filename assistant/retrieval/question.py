"""The part of a question that documents repeat: what it is about, not how it asks."""

import re

from assistant.text import fold, search_terms

# Words that ask. They are a closed class of the grammar, not a list of frequent words: a document
# hardly says 哪些 or 是什么, so rarity alone would make them the heaviest words of a question.
_ASKING = re.compile(
    r"(?:请问|请介绍一下|请说明|介绍一下|告诉我|我想知道|想问一下|帮我查一下)"
    r"|是[什甚]么|[什甚]么是|指什么|[什甚]么|啥|为何|为啥"
    r"|有哪些|哪些|哪几[个项条种家类大]?|哪[个里儿家年月天位种类项条一](?![吒咤])|哪(?![吒咤])"
    r"|有多少|多少|几[个项条种家类位](?=[^月]|$)|多[久大长高远重](?=[？?，。]|$)"
    r"|如何|怎么样|怎么办|怎么|怎样|咋样|咋"
    r"|是否|能否|可否|有没有|是不是|能不能|可不可以|会不会|何时|何地|何处|谁"
    r"|[吗呢吧么啊](?=[，。？！?!\s]|$)"
)


def question_terms(question: str) -> tuple[str, ...]:
    """Search terms of a question without the words that ask, each once, in their order.

    A question of nothing but such words keeps them.

    >>> question_terms("双碳有哪些措施？")
    ('双', '碳', '双碳', '措', '施', '措施')
    """
    # A comma keeps the words on either side from growing together.
    return tuple(dict.fromkeys(search_terms(_ASKING.sub("，", fold(question))))) or tuple(
        dict.fromkeys(search_terms(question))
    )
