"""What a table is of: the year, the holiday, the place that its caption and heads name."""

from assistant.answering.words.contrasts import OPPOSED, office_asked, says
from assistant.answering.words.question import Question
from assistant.answering.words.years import years_of
from assistant.tables import Row, Table
from assistant.text import fold, starts_of
from assistant.types import Article

CAPTION_CHARS = 40  # before a table: 表1　主要指标（2023年）


def year_met(question: Question, article: Article, table: Table) -> bool:
    """Whether a year that the question names is the table's, its caption's or the title's."""
    if not question.years:
        return True
    printed = f"{article.title}\n{caption_of(article, table)}{_all_of(article, table)}"
    return set(question.years) <= set(years_of(fold(printed)))


def is_of_another(question: Question, article: Article, table: Table) -> bool:
    """Whether the question names one of a kind (五一), and all that is printed another (国庆)."""
    printed = fold(f"{article.title}\n{caption_of(article, table)}\n{_all_of(article, table)}")
    return any(
        not any(says(word, printed) for word in asked)
        and any(says(word, printed) for word in group)
        for group in OPPOSED
        if (asked := [word for word in group if says(word, question.folded)])
    )


def is_deputy(question: Question, row: Row) -> bool:
    """Whether the holder of an office (科长) is asked for, and a row is on a deputy (副科长)."""
    office = office_asked(question)
    if not office:
        return False
    texts = [text for text, _ in row.cells if office in text]
    before = {text[:place][-1:] for text in texts for place in starts_of(office, text)}
    return before == {"副"}


def caption_of(article: Article, table: Table) -> str:
    """What stands right above a table."""
    return article.text[max(0, table.heading.span.start - CAPTION_CHARS) : table.heading.span.start]


def _all_of(article: Article, table: Table) -> str:
    return article.text[table.heading.span.start : table.rows[-1].span.end]
