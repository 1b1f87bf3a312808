"""Scans are read where the package for it is installed; what was recognised is told."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.ingest.pdf.printed import Box
from assistant.ingest.pdf.recognition import PACKAGE, pieces_of
from assistant.ingest.readers import read_documents

SCAN = Path(__file__).resolve().parents[3] / "benchmarks" / "pdfs" / "scan.pdf"


def test_lines_of_nearly_one_height_are_of_one_type() -> None:
    heights = (40.0, 22.0, 20.0, 21.0, 23.0)
    boxes = [Box(60, 400, 50.0 * n, 50.0 * n + height) for n, height in enumerate(heights)]
    pieces = pieces_of([(box, "全县农村公路总里程⼀千公里") for box in boxes])
    assert len({piece.size for piece in pieces[1:]}) == 1
    assert pieces[0].size > 1.5 * pieces[1].size
    assert pieces[0].text == "全县农村公路总里程一千公里"
    assert pieces_of([]) == ()


needs_recognition = pytest.mark.skipif(
    find_spec(PACKAGE) is None, reason="rapidocr is not installed"
)


@needs_recognition
def test_a_picture_of_text_is_read(tmp_path: Path) -> None:
    import pypdfium2

    picture = pypdfium2.PdfDocument(SCAN)[0].render(scale=1.5).to_pil()
    picture.convert("RGB").save(tmp_path / "汇报.jpg", quality=90)
    (tmp_path / "坏.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    result = read_documents(tmp_path, max_bytes=5_000_000)
    (article,) = result.articles
    assert (article.source, article.recognised) == ("汇报.jpg", (1,))
    assert "3,842万元" in article.text
    assert [skipped.reason[:12] for skipped in result.skipped] == ["坏.png 不是完好的图片"[:12]]


@needs_recognition
def test_a_scan_is_read_and_told_to_be_one() -> None:
    result = read_documents(SCAN, max_bytes=5_000_000)
    (article,) = result.articles
    assert result.skipped == ()
    assert article.title == "农村公路养护管理工作汇报"
    assert article.recognised == (1,)
    assert article.is_recognised(article.text.index("2,317.6公里"))
    wanted = "今年共投入养护资金3,842万元，完成路面修复67.4公里、安防设施286公里"
    assert wanted in article.text
