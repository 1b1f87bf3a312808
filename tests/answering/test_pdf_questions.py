"""Questions of PDF files: the answer quotes whole sentences and rows, with their pages."""

from collections.abc import Callable

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.types import Answer
from tests.ingest.pdf.typeset import Sheets

WATER = (
    "到二〇二六年底，全县农村自来水普及率提高到百分之九十七，规模化供水工程覆盖农村人口的比例达到"
    "百分之七十二以上，累计完成投资六亿三千八百万元，惠及八十三个乡镇。"
)
SUPERVISION = "县水利局每季度对工程进度通报一次，连续两次排名末位的乡镇由分管副县长约谈主要负责人。"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    sheets = Sheets()
    sheets.line("农村供水保障行动方案", 180, 80, 20)
    half = WATER[:66]  # two full lines
    sheets.text([half], 700)
    sheets.page()
    top = sheets.text([WATER[66:]], 100, indent=0)
    sheets.text([SUPERVISION], top)
    rows = [["任务", "责任单位", "完成时限"], ["水源地划定", "生态环境局", "9月底"]]
    rows.append(["管网改造", "住建局", "11月底"])
    sheets.table([90, 220, 340, 460], [300, 330, 360, 390], rows)
    folder = tmp_path_factory.mktemp("documents")
    (folder / "方案.pdf").write_bytes(sheets.data())
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), documents_dir=folder)
    return Assistant.from_settings(settings).ask


def test_a_sentence_over_two_pages_is_quoted_whole(ask: Callable[[str], Answer]) -> None:
    answer = ask("农村自来水普及率要提高到多少？")
    assert answer.outcome == "answered"
    assert answer.citations[0].quote == WATER


def test_a_cell_is_told_with_its_head(ask: Callable[[str], Answer]) -> None:
    assert "住建局" in ask("管网改造的责任单位是哪个？").text
    assert "9月底" in ask("水源地划定的完成时限是什么时候？").text


def test_a_page_is_told_by_its_number(ask: Callable[[str], Answer]) -> None:
    said = ask("第2页说了什么？").text
    assert SUPERVISION in said
    assert said.startswith(WATER)
    assert "没有第7页" in ask("第7页说了什么？").reason
