"""What is made of the library is made once for each generation."""

from dataclasses import dataclass

import pytest

from assistant.api.per_generation import per_generation


@dataclass
class Library:
    generation: int = 1
    checksum: str = "of one"

    def info(self) -> "Library":
        return self


def test_it_is_made_again_only_for_a_new_generation() -> None:
    library, made = Library(), []

    def make() -> int:
        made.append(library.generation)
        return library.generation * 10

    value = per_generation(library, make)
    assert made == []
    assert (value(), value()) == (10, 10)
    library.generation = 2
    assert (value(), value()) == (20, 20)
    library.checksum = "of another"  # a data folder built anew counts from 1 again
    assert (value(), value()) == (20, 20)
    assert made == [1, 2, 2]


def test_a_making_that_failed_is_tried_again() -> None:
    outcomes = [ValueError("x"), None]

    def make() -> str:
        outcome = outcomes.pop(0)
        if outcome:
            raise outcome
        return "made"

    value = per_generation(Library(), make)
    with pytest.raises(ValueError, match="x"):
        value()
    assert value() == "made"
