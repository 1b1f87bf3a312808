"""The question sets that strangers wrote: well formed, and their facts stand in their documents."""

from pathlib import Path

import pytest

from assistant.evaluation.matching import comparable
from assistant.evaluation.questions import read_questions
from assistant.ingest.readers import read_documents

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "benchmarks" / "questions" / "strangers"
OWN = ROOT / "documents"
OVER_OWN = (*"agjlmprtu", "own2", "own3", "own4", "own5", "own6", "own7")
OVER_NEW = (*"bcdefhiknoqsvwxyz", *(f"new{number}" for number in range(2, 9)))
DOCUMENTS = dict.fromkeys(OVER_OWN, OWN) | {name: SETS / name for name in OVER_NEW}


def text_of(file: Path) -> str:
    """All that a document prints."""
    if file.suffix != ".docx":
        return file.read_text(encoding="utf-8")
    return "".join(article.text for article in read_documents(file, max_bytes=10**6).articles)


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_fact_that_a_right_answer_must_contain_is_printed(name: str) -> None:
    files = sorted(DOCUMENTS[name].glob("*.*"))
    printed = comparable("".join(map(text_of, files))).key
    questions = read_questions(SETS / f"{name}.jsonl")
    assert len(questions) >= 80
    for question in questions:
        for fact in question.facts:
            assert any(comparable(spelling).key in printed for spelling in fact), question
        assert question.answerable or not question.facts
