"""How much more one year has than another, where nothing found compares them."""

import re
from collections.abc import Sequence

from assistant.answering.sentences.editions import DEPTH, same_sentence
from assistant.answering.sentences.extractive import MOST_SHOWN, Ranked
from assistant.answering.sentences.year_figures import years_told
from assistant.answering.words.question import Question
from assistant.text import tokens

# 2024年度标准比2023年高多少, 比去年涨了多少
_ASKED = re.compile(
    r"[比较](?:\d{4}年度?|去年|上年|前年)(?:同期)?[^,。?]{0,6}?"
    r"(?:[高多少低涨增减降贵]|便宜|增长|增加|提高|上涨|减少|下降)[了出]?(?:多少|几)"
)
_OF_TIME = re.compile(r"\d{4}年度?|[今去本上]年")
_COMPARING = re.compile(
    r"[比较](?!例|重|赛|强|好|完)|同比|增[长加幅速]|提[高标]|上[涨调升]|涨|(?<!不)(?:高[出于]|低于)|减少|下[降调]|降[低幅]|[由从][^,。;]*\d[^,。;]*[到至]"
)


def uncompared(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether a difference of two years is asked for, and what is shown gives one year's figure.

    The figures of both years, side by side, tell the difference as well.
    """
    asked = _ASKED.search(question.folded) if question.kind == "number" else None
    if asked is None:
        return False
    shown = ranked[:MOST_SHOWN]
    subject = _OF_TIME.sub(",", question.folded[: asked.start()])
    if any(_COMPARING.search(item.text) and _is_on(subject, item) for item in shown):
        return False
    # Another year's notice says the same in the same words, and is shown beside it.
    alike = (item for item in ranked[:DEPTH] if same_sentence(ranked[0].text, item.text))
    told = {year for item in (*shown, *alike) for year in _years(item)}
    return len(question.years) < 2 or not told.issuperset(question.years)


def _years(item: Ranked) -> tuple[str, ...]:
    return years_told(item) or item.evidence.context.title_years


def _is_on(subject: str, item: Ranked) -> bool:
    """Whether a passage or what stands above it has a word of the subject; true for no subject."""
    words = {token for token in tokens(subject) if len(token) > 1}
    context = item.evidence.context
    return not words or not words.isdisjoint(context.grams | context.label_grams)
