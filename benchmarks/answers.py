"""What answering must show, in one command.

    python -m benchmarks.answers                   every set, the halves that nothing was fitted on
    python -m benchmarks.answers --questions 300   a sample of each
    python -m benchmarks.answers --failures 30     also what was not answered, by cause
    python -m benchmarks.answers --changed misspelt|reworded [--no-mending]
                                                   the same questions with a slip, or in synonyms

Whole documents are documents; the questions in everyday words (asked_set) are
asked of libraries of eight passages, in every second of which what answers is
missing. A reply has at most two statements or the items of one list. A refused
question counts as not answered. Prints, a set a row: the share of answerable
questions whose reply holds an accepted answer, token F1, statements a reply,
refusals of either kind, AUROC of the confidence, and the time a question takes;
then the same over a sweep of thresholds.
"""

import argparse
import time
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from assistant.answering import Answerer, citations, composer
from assistant.answering.composition import Composition
from assistant.answering.conversation.resolved import Resolved
from assistant.answering.refusing.confidence import Confidence
from assistant.answering.words.question import analyse
from assistant.answering.words.related import RelatedWords
from assistant.evaluation.matching import comparable
from assistant.evaluation.span_f1 import token_f1
from assistant.types import Corpus
from benchmarks import asked_set
from benchmarks.answer_sets import AnswerSet
from benchmarks.retrieval_sets import SHARED, in_fitting_half

SETS = ("cmrc2018", "cmrc_leftout", "ncp_policy", asked_set.NAME)
_CONFIDENCE = Confidence()
THRESHOLDS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


@dataclass(frozen=True)
class Row:
    """One question: whether its composed reply holds an answer, and what decides on showing it."""

    answerable: bool
    holds: bool
    f1: float
    statements: int
    confidence: float
    constraint: bool
    seconds: float
    line: dict[str, Any]
    composed: Composition
    text: str
    limit: float

    def refused(self, limit: float | None = None) -> bool:
        """Whether it is refused, at the shipped threshold of its kind or at `limit`.

        What is only nearest (`refusing.everyday`) is shown at the shipped threshold alone.
        """
        if limit is None and self.composed.is_nearest and not self.constraint:
            return False
        return self.constraint or self.confidence < (self.limit if limit is None else limit)


@lru_cache(maxsize=1)
def _common_characters() -> dict[str, str]:
    """By sound, the characters of the words that `RelatedWords` knows: what people type."""
    from pypinyin import lazy_pinyin

    found: dict[str, str] = {}
    for character in sorted({each for word in RelatedWords.load().words for each in word}):
        (sound,) = lazy_pinyin(character)
        found[sound] = found.get(sound, "") + character
    return found


def misspelt(line: dict[str, Any]) -> dict[str, Any] | None:
    """The question with one character of its topic replaced by another of the same sound."""
    from pypinyin import lazy_pinyin

    topic = analyse(line["question"]).topic.replace(",", "")
    pick = zlib.crc32(line["id"].encode())
    for step in range(len(topic)):
        old = topic[(pick + step) % len(topic)]
        (sound,) = lazy_pinyin(old)
        others = _common_characters().get(sound, "").replace(old, "")
        if others and old in line["question"]:
            new = others[pick % len(others)]
            return {**line, "question": line["question"].replace(old, new, 1)}
    return None


def run(
    answer_set: AnswerSet, questions: int | None, changed: str = "", *, progress: bool = True
) -> list[Row]:
    """Ask the questions of the half that nothing was fitted on."""
    answerer = Answerer(answer_set.corpus, answer_set.search, answer_set.keyword, answer_set.encode)
    kept = (each for each in answer_set.lines if not in_fitting_half(each["id"].partition("~")[0]))
    lines = list(kept)[:questions]
    if changed:
        change = answer_set.reworded if changed == "reworded" else misspelt
        changes = [change(line) for line in lines if line["answerable"]]
        lines = [line for line in changes if line is not None]
    bar = tqdm(lines, desc=answer_set.name, disable=None if progress else True)
    return [_row(answerer, line) for line in bar]


def run_small(answer_set: AnswerSet, questions: int | None, changed: str = "") -> list[Row]:
    """The same over libraries of a document's neighbours, with it or without."""
    libraries = answer_set.small_libraries(questions or len(answer_set.lines))
    bar = tqdm(libraries, desc=answer_set.name, unit="库", disable=None)
    return [row for library in bar for row in run(library, None, changed, progress=False)]


def _row(answerer: Answerer, line: dict[str, Any]) -> Row:
    started = time.perf_counter()
    composed: Composition = answerer.compose(Resolved(line["question"]))
    statements = citations.check(composed.drafts).statements
    seconds = time.perf_counter() - started
    text = "".join(statement.text for statement in statements)
    answers = line.get("answers", ())
    key = comparable(text).key
    return Row(
        answerable=bool(line["answerable"]),
        holds=any(comparable(answer).key in key for answer in answers),
        f1=token_f1(text, answers) or 0.0,
        statements=len(statements),
        confidence=composed.confidence,
        constraint=bool(composed.constraint) or not statements,
        seconds=seconds,
        line=line,
        composed=composed,
        text=text,
        limit=_CONFIDENCE.threshold(composed.question.kind),
    )


def cause(row: Row, corpus: Corpus) -> str:
    """Why an answerable question was not answered, by the first step that lost the answer."""
    if row.holds:
        return "条件不符而拒" if row.constraint else "把握不足而拒"
    keys = [comparable(answer).key for answer in row.line.get("answers", ())]
    gold = set(row.line["gold_passage_ids"])
    hits = [hit.passage for hit in row.composed.hits if hit.passage.article_id in gold]
    if not hits:
        return "文章没有找到"
    if not any(key in comparable(passage.text).key for passage in hits for key in keys):
        whole = [comparable(corpus.article(name).text).key for name in gold]
        known = any(key in text for key in keys for text in whole)
        return "段落没有找到" if known else "原文中没有这样的答案"
    sentences = [comparable(item.evidence.sentence.text).key for item in row.composed.ranked]
    if not any(key in sentence for sentence in sentences for key in keys):
        return "答案跨几句"
    return "句子没有选上，且拒答" if row.refused() else "句子没有选上"


def print_failures(
    name: str, rows: list[Row], corpus: Corpus, shown: int, console: Console
) -> None:
    """The failures by cause, and `shown` of them, spread over the set."""
    failed = [row for row in rows if row.answerable and (row.refused() or not row.holds)]
    causes = [cause(row, corpus) for row in failed]
    table = Table(title=f"{name}：{len(failed)} 题没有答对，按原因")
    table.add_column("原因")
    table.add_column("题数")
    for reason, count in Counter(causes).most_common():
        table.add_row(reason, str(count))
    console.print(table)
    step = max(1, len(failed) // shown)
    chosen = sorted(zip(causes[::step], failed[::step], strict=True), key=lambda pair: pair[0])
    for reason, row in chosen[:shown]:
        answer = "／".join(row.line.get("answers", ()))[:60]
        console.print(
            f"[{reason}] {row.line['question']} 应为：{answer} 把握 {row.composed.confidence:.2f}"
            f" 组成：{row.text[:80]}",
            markup=False,
        )


def report(name: str, rows: list[Row], table: Table, sweep: Table) -> None:
    """Add the set's rows to both tables."""
    good = [row for row in rows if row.answerable]
    bad = [row for row in rows if not row.answerable]
    milliseconds = np.array([row.seconds for row in rows]) * 1000

    def share(of: list[Row], limit: float | None = None) -> str:
        return f"{np.mean([row.refused(limit) for row in of]):.3f}" if of else "–"

    def held(limit: float | None = None) -> str:
        return f"{np.mean([row.holds and not row.refused(limit) for row in good]):.3f}"

    auroc = "–"
    if good and bad:
        from sklearn.metrics import roc_auc_score

        truth = [row.answerable for row in rows]
        sure = [row.confidence for row in rows]
        auroc = f"{roc_auc_score(truth, sure):.4f}"
    table.add_row(
        name,
        str(len(good)),
        str(len(bad)),
        held(0.0),
        held(),
        f"{np.mean([row.f1 for row in good]):.3f}",
        f"{np.mean([row.statements for row in good]):.2f}",
        share(good),
        share(bad),
        auroc,
        f"{np.percentile(milliseconds, 50):.0f} / {np.percentile(milliseconds, 95):.0f}",
    )
    for limit in THRESHOLDS:
        sweep.add_row(name, f"{limit:.2f}", held(limit), share(good, limit), share(bad, limit))


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=None, help="of a set at most")
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--failures", type=int, default=0, help="list as many, sorted by cause")
    parser.add_argument("--changed", choices=("reworded", "misspelt"), default="")
    parser.add_argument("--no-mending", action="store_true", help="words are taken as written")
    arguments = parser.parse_args()
    if arguments.no_mending:
        composer.reword = lambda question, _terms, _texts: question.topic
    if not SHARED.is_dir():
        raise SystemExit("没有 ../shared，无从测量。")
    from benchmarks.kept_encoder import kept_encoder

    console = Console(width=140)
    encoder = kept_encoder()
    limits = f"事实 {_CONFIDENCE.threshold('number'):.2f}、叙述 {_CONFIDENCE.threshold('how'):.2f}"
    table = Table(title=f"回答（未用于拟合的一半；门槛：{limits}）")
    for column in (
        "集", "可答", "不可答", "含答案（不拒）", "含答案", "字词 F1", "条数", "误拒", "拒答召回",
        "AUROC", "毫秒 p50 / p95",
    ):  # fmt: skip
        table.add_column(column)
    sweep = Table(title="门槛")
    for column in ("集", "门槛", "含答案", "误拒", "拒答召回"):
        sweep.add_column(column)
    for name in arguments.sets:
        answer_set = AnswerSet.load(name, encoder)
        ask = run_small if name == asked_set.NAME else run
        rows = ask(answer_set, arguments.questions, arguments.changed)
        report(name, rows, table, sweep)
        if arguments.failures:
            corpus = answer_set.corpus
            print_failures(name, rows, corpus, arguments.failures, console)
    console.print(table)
    console.print(sweep)


if __name__ == "__main__":
    main()
