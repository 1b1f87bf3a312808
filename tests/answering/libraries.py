"""Small libraries written for a test, read and indexed as the product does."""

from pathlib import Path

from assistant.service import Assistant
from assistant.settings import Settings


def library_of(folder: Path, **texts: str) -> Assistant:
    """An assistant over documents with these names (`notice_md` is notice.md) and texts."""
    documents = folder / "documents"
    documents.mkdir()
    for name, text in texts.items():
        (documents / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return Assistant.from_settings(Settings(documents_dir=documents, data_dir=folder / "data"))


def answered(library: Assistant, question: str) -> str:
    """What is said to a question, which must be answered."""
    answer = library.ask(question)
    assert answer.outcome == "answered"
    return "".join(statement.text for statement in answer.statements)


def declined(library: Assistant, question: str) -> str:
    """Why a question is not answered, which must be declined."""
    answer = library.ask(question)
    assert answer.outcome == "abstained"
    return answer.reason
