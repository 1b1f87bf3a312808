"""What well-known models want in front of a question or a passage, from their model cards.

The name is matched by its last part, in lower case, so that a local folder
named like the model is known too.
"""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Prompts:
    """Texts put in front of a question and of a passage; "" for none."""

    query: str = ""
    passage: str = ""


_BGE_ZH = Prompts(query="为这个句子生成表示以用于检索相关文章：")
_E5 = Prompts(query="query: ", passage="passage: ")
_QWEN3 = Prompts(
    query=(
        "Instruct: Given a web search query, retrieve relevant passages that answer the query\n"
        "Query:"
    )
)
_NONE = Prompts()

KNOWN_PROMPTS: dict[str, Prompts] = {
    "bge-small-zh-v1.5": _BGE_ZH,
    "bge-base-zh-v1.5": _BGE_ZH,
    "bge-large-zh-v1.5": _BGE_ZH,
    "bge-m3": _NONE,
    "qwen3-embedding-0.6b": _QWEN3,
    "qwen3-embedding-4b": _QWEN3,
    "qwen3-embedding-8b": _QWEN3,
    "multilingual-e5-small": _E5,
    "multilingual-e5-base": _E5,
    "multilingual-e5-large": _E5,
    "gte-multilingual-base": _NONE,
    "text2vec-base-chinese": _NONE,
    "conan-embedding-v1": _NONE,
}


def known_prompts(model: str) -> Prompts:
    """The prompts of a model by name or folder; none for a model that is not listed."""
    return KNOWN_PROMPTS.get(PurePath(model).name.lower(), _NONE)


def choose_prompts(model: str, query: str | None, passage: str | None) -> Prompts:
    """The prompts to use: what was set, and the known ones where None was."""
    known = known_prompts(model)
    return Prompts(
        known.query if query is None else query, known.passage if passage is None else passage
    )
