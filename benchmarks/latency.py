"""How long a question takes over a large library: `python -m benchmarks.latency`.

Statutes of ../shared/eval/stard make the library, its questions are asked one
after the other, once each; nothing is asked twice, so no cache helps.
"""

import argparse
import time

import numpy as np
from tqdm import tqdm

from assistant.answering import Answerer
from assistant.ingest.readers import read_documents
from benchmarks.answer_sets import AnswerSet
from benchmarks.kept_encoder import kept_encoder
from benchmarks.retrieval_sets import SHARED, read_lines


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=8_800)
    parser.add_argument("--questions", type=int, default=200)
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("没有 ../shared，无从测量。")
    folder = SHARED / "eval" / "stard"
    articles = read_documents(folder / "passages.jsonl.gz", max_bytes=10**9).articles
    lines = list(read_lines(folder / "questions.jsonl.gz"))[: arguments.questions]
    library = AnswerSet("stard", kept_encoder(), articles[: arguments.articles], lines)
    answerer = Answerer(library.corpus, library.search, library.keyword, library.encode)
    answerer.answer("准备好了吗？")
    milliseconds = []
    for line in tqdm(lines, disable=None):
        started = time.perf_counter()
        answerer.answer(line["question"])
        milliseconds.append((time.perf_counter() - started) * 1000)
    middle, high = np.percentile(milliseconds, [50, 95])
    print(
        f"{len(library.corpus.passages())} passages, {len(lines)} questions: "
        f"p50 {middle:.0f} ms, p95 {high:.0f} ms"
    )


if __name__ == "__main__":
    main()
