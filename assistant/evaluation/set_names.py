"""What a question set is called in results and reports: its file's name, longer where two clash."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import QuestionSetError

ENDINGS = (".jsonl", ".jsonl.gz", ".json.gz", ".csv", ".xlsx")


def set_name(path: Path) -> str:
    """The name of a set: its file's name without endings; the folder's for questions.jsonl.gz."""
    stem = path.name.split(".")[0]
    return path.resolve().parent.name if stem == "questions" else stem


def distinct_names(paths: Sequence[Path]) -> tuple[str, ...]:
    """A name for each set, all different: `set_name` where it is the only one of that name.

    Others take more of their path, as little as sets them apart: 问题.v1, 问题.v1.csv,
    甲/问题.v1.csv. Raises QuestionSetError where a file is given twice.
    """
    _check_given_once(paths)
    choices = [_choices(path) for path in paths]
    taken = [0] * len(paths)
    while True:
        names = tuple(choice[i] for choice, i in zip(choices, taken, strict=True))
        counts = Counter(names)
        if len(counts) == len(names):
            return names
        # Whole paths, the last choices, are all different: this ends.
        taken = [
            min(i + (counts[name] > 1), len(choice) - 1)
            for name, i, choice in zip(names, taken, choices, strict=True)
        ]


def _choices(path: Path) -> tuple[str, ...]:
    """Names for one set, from the plain one to its whole path."""
    endings = [ending for ending in ENDINGS if path.name.lower().endswith(ending)]
    bare = path.name[: -max(map(len, endings))] if endings else path.name
    parts = path.resolve().parts
    tails = ("/".join(parts[start:]) for start in range(len(parts) - 1, -1, -1))
    return (set_name(path), bare, *tails)


def _check_given_once(paths: Sequence[Path]) -> None:
    for path, times in Counter(path.resolve() for path in paths).items():
        if times > 1:
            raise QuestionSetError(
                f"问题集 {path} 给出了 {times} 次，同一题会算成几题；请只写一次。"
            )
