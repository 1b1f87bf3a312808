"""Documents arranged as people save them from papers, accounts and offices."""

from benchmarks.reading import differences, layouts

# What was read as a person did when this was last measured: `python -m benchmarks.reading`.
READ_ALIKE = 101


def test_as_many_layouts_as_before_are_read_as_a_person_did() -> None:
    read = {path: differences(path, expected) for path, expected in layouts()}
    assert len(read) == 140
    assert sum(not differing for differing in read.values()) >= READ_ALIKE
