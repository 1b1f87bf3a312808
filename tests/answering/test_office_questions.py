"""Questions of workbooks and slides: the answer quotes a row that can be understood."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation
from pptx.util import Inches

from assistant.service import Assistant
from assistant.settings import Settings
from tests.ingest.workbooks import book_of, saved

if TYPE_CHECKING:
    from assistant.types import Answer

HARVEST = saved(
    book_of(
        ["云江县2023年主要农产品产量表"],
        [None, None, None, "单位：万吨"],
        ["指标", "2023年", None, "2022年"],
        [None, "播种面积（万亩）", "产量", "产量"],
        ["一、粮食", 78.5, 31.2, 30.5],
        ["其中：小麦", 26.7, 9.6, 9.5],
        ["二、蔬菜", 12.1, 48.1, 46.6],
        merged=["A1:D1", "A3:A4", "B3:C3"],
    )
)
PROJECTS = saved(
    book_of(
        ["云江县2024年重点建设项目计划表"],
        [None, None, None, None, "单位：万元"],
        ["序号", "项目名称", "建设地点", "总投资", "备注"],
        ["合计", None, None, 285600],
        ["一、续建项目"],
        [1, "云江大桥改建工程", "城关镇", 120000],
        [2, "药材加工园", "石门镇", 9600],
        ["二、新建项目"],
        [1, "抽水蓄能电站", "龙潭乡", 103000, "待核准"],
        merged=["A1:E1", "A4:C4", "A5:E5", "A8:E8"],
    )
)
BUDGET = saved(
    book_of(
        ["云江县水利局2024年收支预算总表"],
        ["单位：万元"],
        ["收  入", None, "支  出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["一、一般公共预算拨款", 5820.35, "一、农林水支出", 5290],
        ["二、事业收入", 300, "二、住房保障支出", 830.35],
        merged=["A3:B3", "C3:D3"],
    )
)


FIRMS = saved(
    book_of(
        ["企业名称", "行业", "产值（万元）"],
        *(
            [f"云江{name}公司", "化工" if n % 2 else "纺织", n]
            for n, name in enumerate("甲乙丙丁戊己庚辛")
        ),
    )
)


def library(folder: Path, **files: bytes) -> Assistant:
    documents = folder / "documents"
    documents.mkdir()
    for name, content in files.items():
        (documents / name.replace("_", ".")).write_bytes(content)
    return Assistant.from_settings(Settings(documents_dir=documents, data_dir=folder / "data"))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], "Answer"]:
    folder = tmp_path_factory.mktemp("office")
    return library(
        folder, 产量_xlsx=HARVEST, 企业名录_xlsx=FIRMS, 项目_xlsx=PROJECTS, 预算_xlsx=BUDGET
    ).ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云江县2023年粮食产量是多少？", ["一、粮食，2023年 产量：31.2（单位：万吨）"]),
        ("云江县2022年小麦产量是多少？", ["其中：小麦，2022年 产量：9.5（单位：万吨）"]),
        ("2023年小麦播种面积是多少？", ["其中：小麦，2023年 播种面积（万亩）：26.7"]),
        ("云江大桥改建工程总投资多少？", ["云江大桥改建工程，总投资：120000（单位：万元）"]),
        ("抽水蓄能电站建在哪里？", ["抽水蓄能电站，建设地点：龙潭乡"]),
        (
            "哪些项目总投资超过1亿元？",
            [
                "云江大桥改建工程，总投资：120000（单位：万元）",
                "抽水蓄能电站，总投资：103000（单位：万元）",
            ],
        ),
        ("总投资不足1亿元的项目有哪些？", ["药材加工园，总投资：9600（单位：万元）"]),
        (
            "化工行业有哪些企业？",
            [f"云江{name}公司，行业：化工" for name in "乙丁己辛"],
        ),
        ("2024年农林水支出预算是多少？", ["一、农林水支出，预算数：5290（单位：万元）"]),
        ("一般公共预算拨款是多少万元？", ["一、一般公共预算拨款，预算数：5820.35（单位：万元）"]),
    ],
)
def test_a_row_is_said_with_its_name_its_head_and_its_unit(
    ask: Callable[[str], "Answer"], question: str, said: list[str]
) -> None:
    answer = ask(question)
    assert [statement.text for statement in answer.statements] == said


def test_the_row_the_head_and_the_unit_are_cited(ask: Callable[[str], "Answer"]) -> None:
    answer = ask("云江大桥改建工程总投资多少？")
    assert [citation.quote for citation in answer.citations] == [
        "1 | 云江大桥改建工程 | 城关镇 | 120000 |",
        "序号 | 项目名称 | 建设地点 | 总投资 | 备注",
        "单位：万元",
    ]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("2021年粮食产量是多少？", "没有2021年的"),
        ("哪些项目总投资超过20亿元？", "没有这样的行"),
        ("哪些项目总投资超过20亿美元？", "没有这样的行"),
    ],
)
def test_what_no_row_says_is_not_answered(
    ask: Callable[[str], "Answer"], question: str, reason: str
) -> None:
    answer = ask(question)
    assert answer.outcome == "abstained"
    assert reason in answer.reason


def slides() -> bytes:
    show = Presentation()
    for layout, title, body in (
        (0, "石门镇2024年上半年工作汇报", "石门镇人民政府"),
        (1, "主要工作", "签约项目3个\n到位资金4.2亿元"),
        (1, "存在问题", "龙头企业偏少\n年轻干部不足"),
    ):
        slide = show.slides.add_slide(show.slide_layouts[layout])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body
    table = show.slides[1].shapes.add_table(3, 3, 0, Inches(5), Inches(6), Inches(1)).table
    for row, cells in enumerate(
        (("村", "户数", "增收（万元）"), ("东村", "86", "12"), ("西村", "95", "9"))
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], "Answer"]:
    return library(tmp_path_factory.mktemp("show"), 汇报_pptx=slides()).ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("第3页说了什么？", ["龙头企业偏少", "年轻干部不足"]),
        ("工作汇报第三页有哪些内容？", ["龙头企业偏少", "年轻干部不足"]),
        ("第1张幻灯片讲了什么", ["石门镇人民政府"]),
        ("存在哪些问题？", ["龙头企业偏少", "年轻干部不足"]),
        ("西村增收多少？", ["西村，增收（万元）：9"]),
    ],
)
def test_slides_are_asked_by_page_and_by_what_they_say(
    show: Callable[[str], "Answer"], question: str, said: list[str]
) -> None:
    assert [statement.text for statement in show(question).statements] == said


def test_a_page_that_is_not_there_is_told(show: Callable[[str], "Answer"]) -> None:
    answer = show("第9页讲什么？")
    assert answer.outcome == "abstained"
    assert "没有第9页" in answer.reason
