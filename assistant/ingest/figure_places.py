"""The place that a figure is of: not the whole that it is only compared with (占全国比重)."""

import re
from collections.abc import Sequence

from assistant.ingest.regions import regions
from assistant.types import Span

_LONGEST_LEAD = 6  # characters of words before a place that make it the other side of a comparison
_COMPARED_WITH = re.compile(
    r"(?:比|较|占(?:了|到|据|有)?|[高低快慢多少好优]于|相当于|[居列排]|位居|排名|排在|超过?|达到?)$"
)
_SHARE_OF_IT = re.compile(r"的?(?:占比|比重|份额)")
_SHARE_IN_IT = re.compile(r"(?:中|里|内)?(?:的)?占(?!地|用)")


def own_places(text: str, places: Sequence[Span]) -> list[Span]:
    """Those of the places that are no other side of a comparison: 占全国比重, 居全国第3, 高于全市.

    >>> own_places("占全国比重", regions("占全国比重", 0, 5))
    []
    """
    return [
        place
        for place in places
        if not _COMPARED_WITH.search(text[max(0, place.start - _LONGEST_LEAD) : place.start])
        and not _SHARE_OF_IT.match(text, place.end)
        and not (
            text[place.start - 1 : place.start] == "在" and _SHARE_IN_IT.match(text, place.end)
        )
    ]


def places_in(words: str) -> list[str]:
    """The places that a head, a row's name or a caption names for its figures, in order."""
    return [place.of(words) for place in own_places(words, regions(words, 0, len(words)))]
