"""What must hold of the fields of every article, whatever the document."""

from assistant.ingest.dates import iso_date
from assistant.types import Article


def assert_fields_are_printed(article: Article) -> None:
    """Each field's characters say what is known: the words, each author's name, the same day."""
    for field in article.fields:
        printed = article.text[field.start : field.end]
        assert printed.strip()
        if field.name == "author":
            assert all(name in printed for name in article.author.split("、"))
        elif field.name == "published":
            assert article.published in ("", iso_date(printed))
        elif field.name != "publication":
            assert printed == getattr(article, field.name)
