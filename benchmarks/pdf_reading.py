"""How well PDF files are read: `python -m benchmarks.pdf_reading [--differences] [NAME …]`.

`pdfs/` holds documents that helpers who had not seen the program set as offices,
papers, journals and companies do, each beside what a person recorded of it: title,
authors, day, every paragraph, every row of a table, on which page a phrase stands.
White space and list marks are not compared, nor lines that a reader may keep or
drop; what a page prints around its text is not to stand in the articles' bodies.
With `--differences`, what differs. Then the speed: pages of a long file a second, and the
seconds that a scanned page takes where text in pictures can be recognised.
"""

import argparse
import io
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.ingest.pdf.parsing import parsed
from assistant.ingest.pdf.reading import read_pages
from assistant.ingest.pdf.recognition import is_installed
from assistant.ingest.readers import ReadResult, read_documents

PDFS = Path(__file__).resolve().parent / "pdfs"
MAX_BYTES = 50_000_000
_BULLET = re.compile(r"^[•●○■□◆➢►–▪✓]")
_OFFICE = re.compile(
    r"[局府办厅会部院社队处所]|公司|中心|集团|实验室|研究组"
)  # signs, and is nobody's author
_DAY = re.compile(r"(\d{4})\D+(?:(\d{1,2})\D+)?(?:(\d{1,2})\D*)?$")


@dataclass
class Compared:
    """Of each kind of thing how many came out as recorded, of how many; and what did not."""

    right: Counter[str] = field(default_factory=Counter)
    recorded: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, kind: str, right: bool, difference: str) -> None:
        """Count one thing."""
        self.recorded[kind] += 1
        self.right[kind] += right
        if not right:
            self.differences.append(f"{kind}: {difference}")

    @property
    def alike(self) -> bool:
        """Whether everything came out as recorded."""
        return not self.differences


def files(names: Sequence[str] = ()) -> Iterator[Path]:
    """The PDF files, in the order of their names."""
    for path in sorted(each.with_suffix(".pdf") for each in PDFS.glob("*.json")):
        if not names or path.stem in names:
            yield path


def compared(path: Path) -> Compared:
    """A file as it is read against what is recorded beside it."""
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    result = read_documents(path, max_bytes=MAX_BYTES)
    found = Compared()
    _fields(expected, result, found)
    lines = [_bare(line) for article in result.articles for line in article.text.split("\n")]
    for paragraph in _paragraphs(expected):
        found.add("paragraph", _bare(paragraph) in lines, paragraph[:80])
    for row in (row for table in expected.get("tables", []) for row in table):
        found.add("row", any(_holds(line, row) for line in lines), " | ".join(row))
    whole = _bare("".join(each.text[each.body_start : each.body_end] for each in result.articles))
    for words in expected.get("furniture", []):
        if len(_bare(words)) > 3 and _bare(words) not in _bare(expected["title"]):
            found.add("furniture", _bare(words) not in whole, words)
    for phrase, page in expected.get("pages", {}).items():
        pattern = re.compile(r"\s*".join(map(re.escape, _bare(phrase))))
        places = {
            article.page_at(at)
            for article in result.articles
            for match in pattern.finditer(article.text)
            for at in match.span()
        }
        found.add("page", page in places, f"{phrase}: {page}, {places}")
    return found


def _fields(expected: dict[str, Any], result: ReadResult, found: Compared) -> None:
    recorded = expected.get("articles") or [expected]
    articles = result.articles
    for number, each in enumerate(recorded):
        read = articles[number] if number < len(articles) else None
        title = read.title if read else ""
        # A second title after a dash is part of it here; not everybody records it.
        alike = re.sub("——.*", "", _bare(title)) == re.sub("——.*", "", _bare(each["title"]))
        found.add("title", alike, f"{each['title']} / {title}")
        author = re.sub(r"[、，,；.\s]", "", read.author if read else "")
        stated = re.sub(r"[、，,；.\s□]|本报记者|通讯员|实习生", "", each.get("author", ""))
        right = author == stated or (not author and _OFFICE.search(stated) is not None)
        found.add("author", right, f"{stated} / {author}")
    day = _iso(expected.get("published", ""))
    if day:
        published = articles[0].published if articles else ""
        found.add("day", published == day, f"{day} / {published}")


def _iso(text: str) -> str:
    match = _DAY.match(text) if "期" not in text else None
    return "-".join(f"{int(part):02d}" for part in match.groups() if part) if match else ""


def _paragraphs(expected: dict[str, Any]) -> list[str]:
    known = [*expected.get("paragraphs", [])]
    for article in expected.get("articles", []):
        known += article["paragraphs"]
    left = {_bare(line) for line in [*expected.get("optional", []), expected["title"]]}
    return [paragraph for paragraph in dict.fromkeys(known) if _bare(paragraph) not in left]


def _bare(text: str) -> str:
    return _BULLET.sub("", "".join(text.split()))


def _holds(line: str, row: Sequence[str]) -> bool:
    """Whether a line holds the cells of a row in their order."""
    at = 0
    for cell in filter(None, map(_bare, row)):
        place = line.find(cell, at)
        if place < 0:
            return False
        at = place + len(cell)
    return True


def pages_a_second(count: int = 60) -> float:
    """How many pages of running text are read a second, in one file."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for page in range(count):
        canvas.setFont("STSong-Light", 12)
        for line in range(32):
            canvas.drawString(
                90, 760 - 20 * line, f"第{page}页第{line}行，" + "全县农村供水保障" * 3
            )
        canvas.showPage()
    canvas.save()
    begun = time.perf_counter()
    parsed_pages = parsed(file.getvalue(), "long.pdf")
    read_pages(parsed_pages, "long", "long.pdf")
    return count / (time.perf_counter() - begun)


def main() -> None:
    """Print how many of each kind of thing came out as recorded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--differences", action="store_true")
    options = parser.parse_args()
    total = Compared()
    alike = count = 0
    for path in files(options.names):
        found = compared(path)
        count += 1
        alike += found.alike
        total.right += found.right
        total.recorded += found.recorded
        if options.differences and not found.alike:
            print(path.stem, *(f"\n  {difference}" for difference in found.differences))
    print(f"files read wholly as recorded: {alike} of {count}")
    for kind, recorded in total.recorded.items():
        print(f"{kind}: {total.right[kind]} of {recorded} ({total.right[kind] / recorded:.3f})")
    print(f"pages a second: {pages_a_second():.1f}")
    if not is_installed():
        print("scanned pages: not read, rapidocr is not installed")
        return
    begun = time.perf_counter()
    (scan,) = read_documents(PDFS / "scan.pdf", max_bytes=MAX_BYTES).articles
    print(f"a scanned page: {time.perf_counter() - begun:.1f} s, {len(scan.text)} characters")


if __name__ == "__main__":
    main()
