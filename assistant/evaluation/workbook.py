"""A run as an Excel workbook: figures, breakdowns, every question, the comparison."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.evaluation import abstention
from assistant.evaluation.comparison import STATUS_NAMES, Comparison
from assistant.evaluation.junit import why_wrong
from assistant.evaluation.metrics import BY_NAME, METRICS, Metric
from assistant.evaluation.nearest import is_only_nearest
from assistant.evaluation.plots import THRESHOLDS
from assistant.evaluation.questions import KINDS
from assistant.evaluation.results import Record
from assistant.evaluation.run_facts import header_rows
from assistant.evaluation.summary import ARTICLE_METRICS, Breakdown, Summary

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

OUTCOMES: Mapping[str, str] = {"answered": "作答", "abstained": "未作答", "failed": "出错"}

QUESTION_METRICS = (
    "right",
    "fact_recall",
    "answer_exactness",
    "token_f1",
    "citation_precision",
    "citation_recall",
    "quote_exactness",
    "article_mrr_10",
)
"""The scores that stand beside every question."""

_MAX_CELL_CHARS = 32_000  # Excel allows 32,767
_FORMATS = {"share": "0.0%", "count": "0.00", "ms": "0.0"}
# Control characters that the file format cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_workbook(
    path: Path,
    header: Mapping[str, Any],
    records: Sequence[Record],
    summary: Summary,
    comparison: Comparison | None,
) -> None:
    """Write the workbook; shares are numbers with a percent format, not text."""
    from openpyxl import Workbook

    book = Workbook()
    _figures(book.worksheets[0], header, summary)
    for title, parts, metrics in (
        ("分类别", summary.by_kind, [m.name for m in METRICS]),
        ("分问题集", summary.by_set, [m.name for m in METRICS]),
        ("分文章", summary.by_article, list(ARTICLE_METRICS)),
    ):
        if parts:
            _parts(book.create_sheet(title), parts, metrics)
    _confidence(book, records)
    _questions(book.create_sheet("逐题"), records)
    if comparison:
        _comparison(book, comparison)
    book.save(path)


def _figures(sheet: "Worksheet", header: Mapping[str, Any], summary: Summary) -> None:
    sheet.title = "指标"
    rows: list[list[Any]] = [["指标", "名称", "数值", "95% 下限", "95% 上限", "n", "含义"]]
    formats: list[str] = []
    for metric in METRICS:
        figure = summary.figures[metric.name]
        rows.append(
            [
                metric.label,
                metric.name,
                figure.value,
                figure.low,
                figure.high,
                figure.n,
                metric.meaning,
            ]
        )
        formats.append(_FORMATS[metric.unit])
    _table(sheet, rows, (22, 22, 11, 11, 11, 8, 80))
    for r, number_format in enumerate(formats, start=2):
        for column in (3, 4, 5):
            sheet.cell(r, column).number_format = number_format
    counts = (
        ("作答的题", summary.nearest.answered),
        ("其中只给出最接近的原文", summary.nearest.n),
        ("后者答对的", summary.nearest.right),
    )
    for at, (name, value) in enumerate((*counts, *header_rows(header)), start=len(rows) + 3):
        _put(sheet, at, 1, name)
        _put(sheet, at, 2, value)


def _parts(sheet: "Worksheet", parts: Sequence[Breakdown], names: Sequence[str]) -> None:
    metrics = [BY_NAME[name] for name in names]
    rows: list[list[Any]] = [["", "n", *(metric.label for metric in metrics)]]
    for part in parts:
        label = KINDS.get(part.name, part.name) or "未分类"
        rows.append([label, part.n, *(part.figures[m.name].value for m in metrics)])
    _table(sheet, rows, (36, 8, *(14 for _ in metrics)))
    _format_columns(sheet, metrics, first=3, rows=len(rows))


def _confidence(book: "Workbook", records: Sequence[Record]) -> None:
    """The threshold sweep and the calibration, where both sorts of questions were asked."""
    asked = [record for record in records if record["failure"] is None]
    answerable = [bool(record["answerable"]) for record in asked]
    if not asked or all(answerable) or not any(answerable):
        return
    confidence = [float(record["confidence"]) for record in asked]
    rows: list[list[Any]] = [
        ["阈值", "拒答准确率", "拒答召回率（无据的被拒）", "判断正确率", "误拒率（可答的被拒）"]
    ]
    for r in abstention.threshold_sweep(answerable, confidence, THRESHOLDS):
        rows.append([r.threshold, r.precision, r.recall, r.accuracy, r.refused_answerable])
    sheet = book.create_sheet("阈值扫描")
    _table(sheet, rows, (10, 14, 26, 14, 24))
    bins = abstention.calibration(np.array(answerable, dtype=np.float64), np.array(confidence))
    calibrated: list[list[Any]] = [["置信度从", "到", "题数", "平均置信度", "实际可答占比"]]
    calibrated += [[b.low, b.high, b.n, b.confidence, b.answerable] for b in bins]
    other = book.create_sheet("校准")
    _table(other, calibrated, (10, 10, 8, 14, 14))
    for table, first, length in ((sheet, 2, len(rows)), (other, 4, len(calibrated))):
        for row in table.iter_rows(min_row=2, max_row=length, min_col=first, max_col=5):
            for cell in row:
                cell.number_format = _FORMATS["share"]


def _questions(sheet: "Worksheet", records: Sequence[Record]) -> None:
    metrics = [BY_NAME[name] for name in QUESTION_METRICS]
    head = [
        "问题集",
        "编号",
        "类别",
        "问题",
        "理解为",
        "结果",
        "答案",
        "缺少的要点或错因",
        "引文",
        "应引文章",
        "置信度",
        "耗时（毫秒）",
        *(m.label for m in metrics),
        "备注",
        "只给出最接近的原文",
    ]
    rows: list[list[Any]] = [head]
    for r in records:
        rows.append([
            r["set"], r["id"], KINDS.get(r["kind"], r["kind"]), r["question"],
            r["standalone_question"], OUTCOMES[r["outcome"]], r["answer"], why_wrong(r),
            "\n".join(f"[{c['number']}] {c['quote']}（{c['title']}）" for c in r["citations"]),
            "；".join(r["expected_articles"]), r["confidence"],
            None if r["seconds"] is None else 1000 * r["seconds"],
            *(r["scores"][m.name] for m in metrics), r["note"],
            "是" if is_only_nearest(r) else "",
        ])  # fmt: skip
    widths = (14, 12, 10, 36, 36, 9, 60, 30, 60, 30, 9, 11, *(12 for _ in metrics), 20, 12)
    _table(sheet, rows, widths)
    _format_columns(sheet, metrics, first=13, rows=len(rows))
    for at in range(2, len(rows) + 1):
        sheet.cell(at, 11).number_format = "0.00"
        sheet.cell(at, 12).number_format = "0.0"


def _comparison(book: "Workbook", comparison: Comparison) -> None:
    rows: list[list[Any]] = [
        ["指标", "基线", "本次", "变化", "95% 下限", "95% 上限", "n", "是否退步"]
    ]
    for c in comparison.metrics:
        moved = c.difference
        rows.append([c.metric.label, c.before.value, c.after.value, moved.value, moved.low,
                     moved.high, moved.n, "退步" if c.regressed else ""])  # fmt: skip
    sheet = book.create_sheet("与基线比较")
    _table(sheet, rows, (22, 11, 11, 11, 11, 11, 8, 10))
    for r, c in enumerate(comparison.metrics, start=2):
        for column in range(2, 7):
            sheet.cell(r, column).number_format = _FORMATS[c.metric.unit]
    changed: list[list[Any]] = [["问题集", "编号", "问题", "变化", "基线答案", "本次答案"]]
    changed += [
        [c.set_name, c.id, c.question, STATUS_NAMES[c.status],
         c.before["answer"] if c.before else "", c.after["answer"] if c.after else ""]
        for c in comparison.questions
        if c.status != "same"
    ]  # fmt: skip
    _table(book.create_sheet("逐题变化"), changed, (14, 12, 40, 18, 60, 60))


def _table(sheet: "Worksheet", rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row, start=1):
            _put(sheet, r, c, value)
    for c, width in enumerate(widths, start=1):
        letter = get_column_letter(c)
        sheet.column_dimensions[letter].width = width
        head = sheet.cell(1, c)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="16517C")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        if width >= 30:
            for r in range(2, len(rows) + 1):
                sheet.cell(r, c).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(rows)}"


def _put(sheet: "Worksheet", row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        # Text of documents and questions stays text, whatever it begins with.
        cell.value = _ILLEGAL.sub("\ufffd", value)[:_MAX_CELL_CHARS]
        cell.data_type = "s"
    else:
        cell.value = value


def _format_columns(sheet: "Worksheet", metrics: Sequence[Metric], first: int, rows: int) -> None:
    for offset, metric in enumerate(metrics):
        for r in range(2, rows + 1):
            sheet.cell(r, first + offset).number_format = _FORMATS[metric.unit]
