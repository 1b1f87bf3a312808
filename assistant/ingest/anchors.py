"""Finding a citation's place again in an article that may have changed since."""

import re

from assistant.types import Article, Citation, Span

MIN_LOOSE_CHARS = 8  # a shorter quote is looked for as printed only: its words may stand anywhere


def find_anchor(article: Article, citation: Citation) -> Span | None:
    """Where the citation's quote stands in `article` now; None where it is not there any more.

    An unchanged article gives the citation's own place. Otherwise it is the
    occurrence of the quote nearest to the old offset; line breaks and spaces
    that came or went inside the quote do not matter.
    """
    text, quote = article.text, citation.quote
    own = Span(citation.start, citation.end)
    if citation.text_hash == article.text_hash and own.of(text) == quote:
        return own
    bare = "".join(quote.split())
    if not bare:
        return None
    found = [Span(match.start(), match.end()) for match in re.finditer(re.escape(quote), text)]
    if not found and len(bare) >= MIN_LOOSE_CHARS:
        loose = re.compile(r"\s*".join(re.escape(character) for character in bare))
        found = [Span(match.start(), match.end()) for match in loose.finditer(text)]
    return min(found, key=lambda span: (abs(span.start - citation.start), span.start), default=None)
