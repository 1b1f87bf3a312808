"""A question in the words of one table: 单产 where a heading says 单位面积产量."""

from dataclasses import replace

from assistant.answering.words.colloquial import in_words
from assistant.answering.words.question import Question
from assistant.tables import Table


def in_table_words(question: Question, table: Table) -> Question:
    """The question with what people say as the table's headings and rows print it.

    Only a word that the table lacks is put otherwise, though another document may have it.
    """
    printed = "\n".join(text for row in (table.heading, *table.rows) for text, _ in row.cells)

    def lacks(word: str) -> bool:
        return word not in printed

    def put(text: str) -> str:
        return in_words(text, lacks, after_names=True)

    folded = put(question.folded)
    if folded == question.folded:
        return question
    before, after = question.heads
    return replace(
        question,
        folded=folded,
        topic=put(question.topic),
        attribute=put(question.attribute),
        heads=(put(before), put(after)),
    )
