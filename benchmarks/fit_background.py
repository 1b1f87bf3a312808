"""Count how common pairs of characters are in Chinese prose at large, and in what people ask.

    python -m benchmarks.fit_background --write

A small library does not know that 正在 or 可以 say little; the training text
does. Only counts leave it: `assistant/answering/models/background.json` holds
the share of passages in which each common bigram occurs, and of the bigrams of
everyday speech (老是, 礼拜) how many times commoner they are in questions than
in prose: that no document has them says little about the documents.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tqdm import tqdm

from assistant.answering.words.forest import MODELS
from assistant.text import fold, is_chinese, tokens
from benchmarks.retrieval_sets import SHARED, read_lines
from embeddings.training.asked import is_asked_dev, read_asked

COMMAND = "python -m benchmarks.fit_background --write"
SOURCES = {
    "xinwenlianbo/pairs.jsonl.gz": 60_000,
    "gov_reports_policies/pairs.jsonl.gz": 18_000,
    "laws/pairs.jsonl.gz": 30_000,
    "general_qa/dbqa.jsonl.gz": 900,
    "general_qa/security_mrc.jsonl.gz": 3_000,
    "fin_news/question.jsonl.gz": 2_200,
}
# Questions use words that news does not; they are counted beside it.
LEGAL = {"legal_qa/stard_train.jsonl.gz": 2_400}
PARAPHRASES = {"paraphrase/pos.jsonl.gz": 48_000}
LEAST_SHARE = 0.003
# A bigram of everyday speech occurs in as many questions, and is so much commoner there.
LEAST_ASKED, LEAST_RATIO = 3, 2.0


class Counts(NamedTuple):
    """In how many of `total` texts each bigram occurs."""

    texts: Counter[str]
    total: int

    def share(self, token: str) -> float:
        """The share of texts with the token."""
        return self.texts[token] / self.total

    def __or__(self, other: "Counts") -> "Counts":
        return Counts(self.texts + other.texts, self.total + other.total)


def count(texts: Iterable[str]) -> Counts:
    """Bigrams, each once a text."""
    found: Counter[str] = Counter()
    total = 0
    for text in texts:
        found.update(token for token in set(tokens(fold(text))) if len(token) == 2)
        total += 1
    return Counts(found, total)


def every_nth(files: dict[str, int], field: str) -> Iterator[str]:
    """A field of about as many lines of each file as are wanted."""
    for name, wanted in files.items():
        rows = list(read_lines(SHARED / "training" / name))
        for row in tqdm(rows[:: max(1, len(rows) // wanted)], desc=name):
            yield row[field]


def everyday(prose: Counts, asked: Counts) -> dict[str, float]:
    """How many times commoner the bigrams of everyday speech are in questions than in prose."""
    found = {}
    for token, times in asked.texts.items():
        if times < LEAST_ASKED or not is_chinese(token):
            continue
        ratio = asked.share(token) * prose.total / (prose.texts[token] + 0.5)
        if ratio >= LEAST_RATIO:
            found[token] = round(ratio, 1)
    return found


def main() -> None:
    """Count, print how much was kept, and with --write store it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    prose = count(every_nth(SOURCES, "positive"))
    legal, paraphrased = (count(every_nth(each, "anchor")) for each in (LEGAL, PARAPHRASES))
    questions = legal | paraphrased
    common = {
        token: round(max(prose.share(token), questions.share(token)), 4)
        for token in prose.texts.keys() | questions.texts.keys()
    }
    kept = {
        t: s for t, s in sorted(common.items(), key=lambda i: (-i[1], i[0])) if s >= LEAST_SHARE
    }
    print(f"{len(kept)} bigrams of {len(common)} occur in at least {LEAST_SHARE:.1%} of texts")
    written = (entry.question for entry in read_asked() if not is_asked_dev(entry.question))
    asked = legal | count(written)
    said = everyday(prose, asked)  # the paraphrases are of one company's customers
    print(f"{len(said)} bigrams are {LEAST_RATIO:g} times commoner in questions than in prose")
    if arguments.write:
        data = {
            "fitted_by": COMMAND,
            "share_of_texts": kept,
            "times_commoner_in_questions": dict(sorted(said.items(), key=lambda i: (-i[1], i[0]))),
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        (MODELS / "background.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
