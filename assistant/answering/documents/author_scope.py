"""Questions that name an author are asked of that author's article alone."""

import re
from dataclasses import replace

from assistant.answering.documents.article_names import Signatures
from assistant.answering.words.question import Question
from assistant.types import Article

# 樊教授建议工作专班设在哪里: what is asked is not whether he suggests it.
_TELLS = re.compile(
    "(?:^|(?<=,))(?:建议|主张|呼吁|提议|倡议|提出|强调|指出)(?=[一-龥]{3})(?![书的是有里中])"
)
# What is asked of a person's life, not of what he wrote or said.
_LIFE = re.compile(r"担任|就任|上任|卸任|当选|调任|出生|去世|哪年(?:退休|毕业)")


def without_author(question: Question, signatures: Signatures) -> tuple[Question, Article | None]:
    """The question without the author whom it names, and the one article of that author.

    The question as it is, and None, where no author is named, or one of several articles; when
    somebody took office is told wherever it is told.
    """
    if _LIFE.search(question.folded):
        return question, None
    named = signatures.called_in(question.folded)
    articles = {article.id: article for by in named.values() for article in by}
    if len(articles) != 1:
        return question, None
    topic = question.topic
    for name in named:
        topic = _TELLS.sub(",", topic.replace(name, ","))
    topic = ",".join(piece for piece in topic.split(",") if piece not in ("", "的"))
    if not topic:
        return question, None
    (article,) = articles.values()
    return replace(question, topic=topic), article
