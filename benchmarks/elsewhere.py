"""Questions put to documents that are not theirs: how many are declined.

    python -m benchmarks.elsewhere [--libraries 2]

Every question that strangers wrote (benchmarks/questions/strangers) is put to the documents of
other sets, drawn by its hash. Nearly none of them is answered there, so that what is answered is
invention; a few are (two fictional cities have the same name). Questions about the articles
themselves and follow-ups are left out.
"""

import argparse
import tempfile
import zlib
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from assistant.evaluation.questions import Question, read_questions
from assistant.service import Assistant
from assistant.settings import Settings

REPOSITORY = Path(__file__).resolve().parent.parent
SETS = REPOSITORY / "benchmarks" / "questions" / "strangers"
OWN = REPOSITORY / "documents"
ABOUT_ARTICLES = "meta"


def homes() -> dict[Path, Path]:
    """For each file of questions the folder of documents that they were written for."""
    folders = {file: file.with_suffix("") for file in sorted(SETS.glob("*.jsonl"))}
    return {file: folder if folder.is_dir() else OWN for file, folder in folders.items()}


def drawn(libraries: int) -> dict[Path, list[Question]]:
    """For each folder of documents the questions that others wrote for other documents."""
    folders = sorted(set(homes().values()))
    put: dict[Path, list[Question]] = {folder: [] for folder in folders}
    for file, home in homes().items():
        others = [folder for folder in folders if folder != home]
        for question in read_questions(file):
            if question.kind == ABOUT_ARTICLES or question.history:
                continue
            first = zlib.crc32(question.question.encode())
            for step in range(libraries):
                put[others[(first + step * 7) % len(others)]].append(question)
    return put


def main() -> None:
    """Ask them all and print how many are answered, by their kind."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--libraries", type=int, default=2, help="other libraries a question")
    options = parser.parse_args()
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    put = drawn(options.libraries)
    with tempfile.TemporaryDirectory() as temporary:
        for number, (folder, questions) in enumerate(tqdm(put.items(), unit="库")):
            settings = Settings(documents_dir=folder, data_dir=Path(temporary) / str(number))
            assistant = Assistant.from_settings(settings)
            for question in questions:
                asked[question.kind] += 1
                answered[question.kind] += assistant.ask(question.question).outcome == "answered"
    table = Table("类别", "问", "答了", "占", title="拿到别的文档去问（应当拒答）")
    for kind in (*sorted(asked), None):
        count = asked[kind] if kind else asked.total()
        wrong = answered[kind] if kind else answered.total()
        table.add_row(kind or "合计", str(count), str(wrong), f"{wrong / max(1, count):.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
