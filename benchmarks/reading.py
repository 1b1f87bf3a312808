"""How well and how fast documents are read: `python -m benchmarks.reading [PAGES]`.

Prints four figures, each with its count: random newspaper pages whose every
article comes out exactly as it went in; documents arranged as people save them
from papers, accounts and offices, whose titles, authors and days come out as a
person recorded them (`layouts/`, with `--differences` what differs); public web
texts of many lines that stay one document; articles a second from JSON Lines.
The last two need ../shared/eval and are left out, with a line that says so,
where it is absent.
"""

import argparse
import gzip
import json
import random
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.ingest.encodings import clean
from assistant.ingest.plaintext import read_text
from assistant.ingest.readers import read_documents

LAYOUTS = Path(__file__).resolve().parent / "layouts"
EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
SEED = 20230105
LABELS = ("理论前沿", "智库视点", "决策建议", "思想论坛")
TITLES = (
    "让数字技术赋能乡村治理",
    "以制度创新激发县域活力",
    "把“绿水青山”变成发展优势",
    "推动传统工艺在创新中传承",
    "算好生态账 走好转型路",
)
AUTHORS = ("陈建国", "欧阳雪", "李明", "王晓丽 郑国梁", "赵立")
UNITS = (
    "白河县农业农村局局长",
    "云江大学（城南校区）教授",
    "省社科院、市委党校",
    "青禾县委宣传部",
    "松湖市三中教师",
)
SENTENCES = (
    "一是完善机制，压实县乡村三级责任，形成上下联动的工作格局。",
    "去年全县粮食总产量达到36.8万吨，同比增长4.2%，农民人均收入突破2.3万元。",
    "“不能让老实人吃亏。”村支书说，“规矩定了就要算数。”",
    "《云江市促进就业条例》自2022年3月1日起施行，共七章五十六条。",
    "二是优化服务，推行“一窗受理、并联审批”，平均办理时限由15天压缩至4天。",
    "数字平台已接入1286个村（社区），日均处理诉求3400余件；群众满意率98.6%。",
)
FURNITURE = ("云江日报投稿邮箱：lilun@paper.example.com", "责任编辑：何静　美编：罗岚", "第06版")
MARKS = ("□{}", "■{}", "文/{}", "作者：{}", "本报记者 {}", "{}")
# Author and post on one line or two under the title, and in a note under the text; the tests of
# ingest read these forms too.
HEADS = (
    "{unit} {author}",
    "□{unit} {author}",
    "□{author} {unit}",
    "{author}（{unit}）",
    "□{author}（{unit}）",
    "作者：{author}  单位：{unit}",
    "作者：{author}\n单位：{unit}",
    "{author}\n{unit}",
    "2023-01-05 08:30:00 来源：云江日报 作者：{author}（{unit}）",
    "作者：{author} 单位：{unit} 发布时间：2023年1月5日",
)
# Under the title the author alone; a note says his post.
NAMED = (
    "{author} / 文",
    "{author}｜文",
    "云江日报记者 {author} 2023年01月05日 08:30",
    "来源：云江日报　　作者：{author}",
)
ENDS = ("（{author}，{unit}）", "（作者{author}系{unit}）", "作者简介：{author}，{unit}。")
SHORTEST_BROKEN_CHARS = (
    43  # a shorter beginning of a paragraph may be a subhead: see docs/reading.md
)

Piece = tuple[str, str, str, tuple[str, ...]]


def random_page(rng: random.Random) -> tuple[str, list[Piece]]:
    """A page's text, and title, author, affiliation and paragraphs of each article on it."""
    count = rng.randint(1, 5)
    title_after, noted, broken = rng.random() < 0.25, rng.random() < 0.7, rng.random() < 0.7
    under_byline = noted and not title_after and rng.random() < 0.3
    mark = rng.choice(MARKS)
    head, note_form = "", "（作者系{unit}）"
    if not title_after and rng.random() < 0.5:
        noted, under_byline, way = True, False, rng.randrange(4)
        head = (rng.choice(HEADS), "", rng.choice(NAMED), "□{author}")[way]
        note_form = ("", rng.choice(ENDS), "（作者系{unit}）", "作者系{unit}")[way]
    lines = [rng.choice(LABELS)] if rng.random() < 0.5 else []
    pieces: list[Piece] = []
    parts = zip(*(rng.sample(values, count) for values in (TITLES, AUTHORS, UNITS)), strict=True)
    for title, author, unit in parts:
        note = note_form.format(author=author, unit=unit)
        names = (head or mark).format(author, author=author, unit=unit)
        if head or note_form not in ENDS:
            lines += [names] if title_after else [title, *names.split("\n")]
        else:
            lines.append(title)
        lines += [note] if under_byline else []
        paragraphs = tuple(
            "".join(rng.sample(SENTENCES, rng.randint(2, 4))) for _ in range(rng.randint(1, 4))
        )
        for paragraph in paragraphs:
            places = [
                place
                for place in range(SHORTEST_BROKEN_CHARS, len(paragraph))
                if paragraph[place - 1] not in "。；：”）"
            ]
            if broken and places and rng.random() < 0.6:
                place = rng.choice(places)
                between = [rng.choice(FURNITURE)] if rng.random() < 0.3 else []
                lines += [paragraph[:place], *between, paragraph[place:]]
            else:
                lines.append(paragraph)
        if note and noted and not under_byline:
            lines.append(note)
        if title_after:
            lines.append(title)
        pieces.append((title, author, unit if noted else "", paragraphs))
    return "\n\n".join(lines), pieces


def pages_read_exactly(count: int) -> int:
    """How many of `count` random pages come out exactly as they went in."""
    rng = random.Random(SEED)
    exact = 0
    for _ in range(count):
        text, pieces = random_page(rng)
        found = [
            (draft.title, draft.author, draft.affiliation, tuple(line.text for line in draft.body))
            for draft in read_text(text, "某版.txt")
        ]
        exact += found == pieces
    return exact


def documents_kept_whole(path: Path) -> tuple[int, int]:
    """How many documents of a JSON Lines file, read as plain text, stay one; and of how many."""
    whole = total = 0
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            text = clean(f"{record['title']}\n{record['text']}")
            whole += len(read_text(text, "文.txt")) == 1
            total += 1
    return whole, total


def layouts() -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The documents of `layouts/`, each with what a person recorded of its articles."""
    for expected in sorted(LAYOUTS.glob("*/expected.jsonl")):
        for line in expected.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            yield expected.parent / entry["file"], entry["articles"]


def differences(path: Path, expected: list[dict[str, Any]]) -> list[str]:
    """In what the reading of a document differs from what a person recorded; [] for nothing."""
    found = read_documents(path, max_bytes=1_000_000).articles
    if len(found) != len(expected):
        return [f"{len(found)} articles, not {len(expected)}"]
    pairs = list(zip(found, expected, strict=True))
    return [
        f"{name}: {getattr(article, name)!r}, not {recorded.get(name, '')!r}"
        for article, recorded in pairs
        for name in ("title", "author", "published")
        if _plain(name, getattr(article, name)) not in _accepted(name, recorded)
    ]


def _accepted(name: str, recorded: Mapping[str, Any]) -> list[frozenset[str]]:
    return [
        _plain(name, value)
        for value in (recorded.get(name, ""), *recorded.get(f"{name}_alternatives", ()))
    ]


def _plain(name: str, value: str) -> frozenset[str]:
    """A value without white space and kinds of dashes; authors as a set of names."""
    folded = unicodedata.normalize("NFKC", value)
    if name == "author":
        return frozenset(filter(None, re.split(r"[\s、,;]+", folded)))
    return frozenset((re.sub(r"[—―–-]+", "-", re.sub(r"\s", "", folded)),))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How well and how fast documents are read.")
    parser.add_argument("pages", nargs="?", type=int, default=2000, help="random pages")
    parser.add_argument("--differences", action="store_true", help="of the layouts, each")
    chosen = parser.parse_args()
    count = chosen.pages
    exact = pages_read_exactly(count)
    print(f"random newspaper pages read exactly: {exact} of {count} ({exact / count:.2%})")
    read = {path: differences(path, expected) for path, expected in layouts()}
    alike = sum(not differing for differing in read.values())
    print(f"layouts read as a person did: {alike} of {len(read)}")
    for path, differing in read.items() if chosen.differences else ():
        for each in differing:
            print(f"  {path.parent.name}/{path.name}: {each}")
    if not EVAL.is_dir():
        print("kept whole, articles a second: left out, ../shared/eval is absent")
        return
    for name in ("domainrag", "ncp_policy", "cmrc2018"):
        whole, total = documents_kept_whole(EVAL / name / "passages.jsonl.gz")
        print(f"{name}: {whole} of {total} texts kept whole")
    start = time.perf_counter()
    articles = read_documents(EVAL / "stard" / "passages.jsonl.gz", max_bytes=20_000_000).articles
    seconds = time.perf_counter() - start
    print(f"JSON Lines: {len(articles)} articles in {seconds:.2f} s")


if __name__ == "__main__":
    main()
