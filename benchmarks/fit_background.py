"""Count how common pairs of characters are in Chinese prose at large.

    python -m benchmarks.fit_background --write

A small library does not know that 正在 or 可以 say little; the training text
does. Only counts leave it: `assistant/answering/models/background.json` holds
the share of passages in which each common bigram occurs.
"""

import argparse
import json
from collections import Counter

from tqdm import tqdm

from assistant.answering.forest import MODELS
from assistant.text import fold, tokens
from benchmarks.retrieval_sets import SHARED, read_lines

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
QUESTIONS = {"legal_qa/stard_train.jsonl.gz": 2_400, "paraphrase/pos.jsonl.gz": 48_000}
LEAST_SHARE = 0.003


def shares(files: dict[str, int], field: str) -> dict[str, float]:
    """The share of texts that hold each bigram, over every nth line of the files."""
    counts: Counter[str] = Counter()
    total = 0
    for name, wanted in files.items():
        path = SHARED / "training" / name
        rows = list(read_lines(path))
        step = max(1, len(rows) // wanted)
        for row in tqdm(rows[::step], desc=name):
            counts.update(token for token in set(tokens(fold(row[field]))) if len(token) == 2)
            total += 1
    return {token: count / total for token, count in counts.items()}


def main() -> None:
    """Count, print how much was kept, and with --write store it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    prose, questions = shares(SOURCES, "positive"), shares(QUESTIONS, "anchor")
    common = {
        token: round(max(prose.get(token, 0.0), questions.get(token, 0.0)), 4)
        for token in prose.keys() | questions.keys()
    }
    kept = {
        t: s for t, s in sorted(common.items(), key=lambda i: (-i[1], i[0])) if s >= LEAST_SHARE
    }
    print(f"{len(kept)} bigrams of {len(common)} occur in at least {LEAST_SHARE:.1%} of texts")
    if arguments.write:
        data = {"fitted_by": COMMAND, "share_of_texts": kept}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        (MODELS / "background.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
