"""Speed of the built-in encoder's two models: passages a second, one question, loading time."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from embeddings.encoder import BUILTIN_FOLDER, load_builtin, load_static

PASSAGES = 6000
PASSAGE_CHARS = 200
QUESTIONS = 2000
QUESTION = "双碳有哪些措施？"
ROUNDS = 3
_LOAD = (
    "import time; start = time.perf_counter();"
    "from embeddings.encoder import {load};"
    "{load}().encode_queries(['双碳有哪些措施？']);"
    "print(time.perf_counter() - start);"
    "import sys; assert 'torch' not in sys.modules"
)


def sample_passages() -> list[str]:
    """Passages of 200 characters, all different, cut from the default documents' text."""
    from assistant.ingest.readers import read_documents

    root = Path(__file__).resolve().parents[1] / "documents"
    articles = read_documents(root, max_bytes=10**8).articles
    text = "".join(article.text for article in articles).replace("\n", "")
    step = max(1, (len(text) - PASSAGE_CHARS) // PASSAGES)
    starts = [(number * step) % (len(text) - PASSAGE_CHARS) for number in range(PASSAGES)]
    return [f"{number}{text[start : start + PASSAGE_CHARS]}" for number, start in enumerate(starts)]


def print_shallow_speed(run: Path) -> None:
    """The same for a transformer that `embeddings.training.shallow` trained."""
    from embeddings.training.shallow import ShallowEncoder

    encoder = ShallowEncoder(run)
    passages = sample_passages()
    seconds = min(_seconds(lambda: encoder.encode_passages(passages)) for _ in range(ROUNDS))
    print(f"shallow transformer: {PASSAGES / seconds:,.0f} passages a second")
    times = [_seconds(lambda: encoder.encode_queries([QUESTION])) for _ in range(QUESTIONS // 10)]
    print(f"one question: median {statistics.median(times) * 1000:.3f} ms")


def print_speed(model: str = "", shallow: Path | None = None) -> None:
    """Print one line a measure; both libraries take turns in the same run."""
    if shallow:
        print_shallow_speed(shallow)
    from sentence_transformers import SentenceTransformer

    folder = model or str(BUILTIN_FOLDER)
    encoder = load_static() if not model else None
    library = SentenceTransformer(folder, device="cpu")
    passages = sample_passages()
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        if encoder is not None:
            ours.append(_seconds(lambda: encoder.encode_passages(passages)))
        theirs.append(_seconds(lambda: library.encode(passages, show_progress_bar=False)))
    rate = PASSAGES / min(theirs)
    print(
        f"SentenceTransformer.encode: {rate:,.0f} passages of {PASSAGE_CHARS} characters a second"
    )
    if encoder is None:
        return
    print(f"through model2vec: {PASSAGES / min(ours):,.0f}; ratio {min(theirs) / min(ours):.2f}")
    times = [_seconds(lambda: encoder.encode_queries([QUESTION])) for _ in range(QUESTIONS)]
    print(f"one question: median {statistics.median(times) * 1000:.3f} ms")
    print(f"loading and one question, fresh process: {loading('load_static'):.3f} s, without torch")
    both = load_builtin()
    some = passages[: PASSAGES // 10]
    seconds = min(_seconds(lambda: both.encode_passages(some)) for _ in range(ROUNDS))
    print(f"with the transformer: {len(some) / seconds:,.0f} passages a second")
    times = [_seconds(lambda: both.encode_queries([QUESTION])) for _ in range(QUESTIONS // 4)]
    print(f"one question: median {statistics.median(times) * 1000:.3f} ms")
    print(
        f"loading and one question, fresh process, without torch: {loading('load_builtin'):.3f} s"
    )


def loading(load: str) -> float:
    """Seconds of loading and a first question, the least of `ROUNDS` fresh processes."""
    command = [sys.executable, "-c", _LOAD.format(load=load)]
    runs = [subprocess.run(command, capture_output=True, check=True) for _ in range(ROUNDS)]
    return min(float(run.stdout) for run in runs)


def _seconds(action: "Callable[[], object]") -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
