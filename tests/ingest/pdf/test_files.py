"""PDF files of several producers are read as well as when they were last measured."""

from collections import Counter

from benchmarks.pdf_reading import compared, files

# `python -m benchmarks.pdf_reading c-01 …`: what came out as a person recorded it.
READ = {"title": 27, "paragraph": 486, "row": 154, "page": 145}


def test_as_much_as_before_is_read_as_a_person_did() -> None:
    right: Counter[str] = Counter()
    for path in files():
        if path.stem.startswith("c-"):
            right += compared(path).right
    assert {kind: right[kind] for kind in READ if right[kind] < READ[kind]} == {}
