"""The questions in everyday words that answering is measured on."""

import pytest

from benchmarks.asked_set import asked_articles, load_asked, marked_questions
from embeddings.training.asked import is_asked_dev

pytestmark = pytest.mark.usefixtures("shared_folder")


def test_every_marked_answer_stands_in_its_passage_and_no_question_was_trained_on() -> None:
    texts = {article.id: article.text for article in asked_articles()}
    lines = list(marked_questions())
    assert len(lines) > 800
    for line in lines:
        (passage,) = line["gold_passage_ids"]
        assert is_asked_dev(line["question"])
        assert line["answers"]
        assert all(answer in texts[passage] for answer in line["answers"])


def test_the_set_is_cut_in_halves_and_searches_more_than_what_was_asked_about() -> None:
    found = load_asked()
    fitted = sum(question.fitted for question in found.questions)
    assert 0.4 < fitted / len(found.questions) < 0.6
    articles = {passage.article_id for passage in found.passages}
    assert all(question.gold <= articles for question in found.questions)
    assert len(articles) > 10 * len(found.questions)
