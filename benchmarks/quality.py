"""All question sets that this machine has, in one command, one table.

    python benchmarks/quality.py [--limit 300] [--jobs 2] [--output FOLDER] [--markdown FILE]
    python benchmarks/quality.py --strangers

The sets are those of ../shared (public ones and the development set) and, where given,
`--set QUESTIONS[=DOCUMENTS]`; with `--strangers` all questions of questions/strangers/ instead,
each set asked of the folder of its name or of documents/, and below the table how many questions
of all sets are answered right. Each is run through `assistant evaluate`, with a throw-away
library over its own documents. `--limit 0` asks every question.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
DOCUMENTS = REPOSITORY / "documents"
PUBLIC_SETS = ("cmrc2018", "cmrc_leftout", "ncp_policy", "domainrag", "stard")

COLUMNS = (
    ("right", "完全答对"),
    ("fact_recall", "要点召回"),
    ("contains_accepted", "含标准答案"),
    ("token_f1", "字词 F1"),
    ("statements", "句数"),
    ("citation_precision", "引用准确"),
    ("quote_exactness", "引文不差"),
    ("article_hit_1", "首位命中"),
    ("article_recall_10", "召回@10"),
    ("article_ndcg_10", "nDCG@10"),
    ("right_outcome", "答拒正确"),
    ("auroc", "AUROC"),
    ("refused_answerable", "误拒"),
    ("abstention_recall", "拒答召回"),
    ("latency_p95_ms", "p95 毫秒"),
)
"""The figures of the table, by their names in `assistant.evaluation.metrics`."""
STRANGERS = REPOSITORY / "benchmarks" / "questions" / "strangers"
_OF_STRANGERS = ("right", "fact_recall", "abstention_recall", "refused_answerable")


@dataclass(frozen=True)
class QuestionSet:
    """A set and the documents that it is asked of; None for the library of the settings."""

    questions: Path
    documents: Path | None
    groups: str = "one-of-each"


def known_sets() -> list[QuestionSet]:
    """The sets of ../shared that exist here."""
    found = [QuestionSet(SHARED / "questions" / "seed_dev.jsonl", DOCUMENTS)]
    for name in PUBLIC_SETS:
        folder = SHARED / "eval" / name
        # DomainRAG's own files list alternatives: any one whole group is an answer.
        groups = "any-group" if name == "domainrag" else "one-of-each"
        found.append(
            QuestionSet(folder / "questions.jsonl.gz", folder / "passages.jsonl.gz", groups)
        )
    return [known for known in found if known.questions.exists()]


def strangers() -> list[QuestionSet]:
    """The sets that people wrote who had not seen the program."""
    return [
        QuestionSet(path, folder if (folder := path.with_suffix("")).is_dir() else DOCUMENTS)
        for path in sorted(STRANGERS.glob("*.jsonl"))
    ]


def evaluate(known: QuestionSet, folder: Path, limit: int, jobs: int) -> dict[str, Any] | None:
    """Run one set; its summary, or None where the run failed."""
    name = (
        known.questions.parent.name
        if known.questions.name.startswith("questions.")
        else (known.questions.name.split(".")[0])
    )
    summary = folder / f"{name}.summary.json"
    command = [
        *(sys.executable, "-m", "assistant", "evaluate"),
        *(str(known.questions), "--limit", str(limit), "--jobs", str(jobs)),
        *("--results", str(folder / f"{name}.jsonl"), "--force", "--summary", str(summary)),
        *("--report", str(folder / f"{name}.html"), "--answer-groups", known.groups),
    ]
    if known.documents:
        command += ["--documents", str(known.documents)]
    print(f"== {name}", file=sys.stderr)
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        print(f"{name}：评测没有完成（退出码 {done.returncode}）", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(summary.read_text(encoding="utf-8"))
    return found | {"name": name}


def cell(summary: dict[str, Any], metric: str) -> str:
    """A figure as the table shows it; "–" where it does not apply."""
    value = summary["figures"][metric]["value"]
    if value is None:
        return "–"
    if metric == "statements":
        return f"{value:.2f}"
    return f"{value:.0f}" if metric.endswith("_ms") else f"{value:.3f}"


def table(summaries: Sequence[dict[str, Any]], columns: Sequence[tuple[str, str]] = COLUMNS) -> str:
    """The table in Markdown, a row a set, with the number of questions asked."""
    heads = ["问题集", "题数", "文档", *(label for _, label in columns)]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for summary in summaries:
        cells = [summary["name"], str(summary["n"]), str(summary["run"]["articles"])]
        cells += [cell(summary, metric) for metric, _ in columns]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def total(summaries: Sequence[dict[str, Any]]) -> str:
    """How many questions of all sets are answered right."""
    right = sum(round(each["figures"]["right"]["value"] * each["n"]) for each in summaries)
    return f"完全答对 {right} / {sum(each['n'] for each in summaries)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--limit", type=int, default=300, help="questions a set; 0 for all")
    parser.add_argument("--jobs", type=int, default=1, help="questions asked at a time")
    parser.add_argument("--only", nargs="*", default=[], help="names of sets to run")
    parser.add_argument("--strangers", action="store_true", help="the sets of questions/strangers")
    parser.add_argument("--set", nargs="*", default=[], help="QUESTIONS[=DOCUMENTS] of your own")
    parser.add_argument("--output", type=Path, help="keeps results, reports and summaries")
    parser.add_argument("--markdown", type=Path, help="also writes the table here")
    options = parser.parse_args()
    sets = [
        k
        for k in (strangers() if options.strangers else known_sets())
        if not options.only
        or str(k.questions.parent.name) in options.only
        or k.questions.name.split(".")[0] in options.only
    ]
    for text in options.set:
        questions, _, documents = text.partition("=")
        sets.append(QuestionSet(Path(questions), Path(documents) if documents else None))
    if not sets:
        print("这台机器上没有 ../shared，也没有给出 --set，没有可评测的问题集。", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.output or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        limit = 0 if options.strangers else options.limit
        found = [evaluate(known, folder.resolve(), limit, options.jobs) for known in sets]
    kept = [summary for summary in found if summary is not None]
    columns = [column for column in COLUMNS if not options.strangers or column[0] in _OF_STRANGERS]
    shown = table(kept, columns)
    if options.strangers:
        shown += f"\n\n{total(kept)}"
    print(shown)
    if options.markdown:
        options.markdown.write_text(f"{shown}\n", encoding="utf-8")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
