"""A run as JUnit XML, for the machines that show test results."""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from assistant.evaluation.results import Record
from assistant.evaluation.summary import Summary

# Characters that XML 1.0 does not allow at all, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(
    path: Path, records: Sequence[Record], summary: Summary, broken: Sequence[str]
) -> None:
    """One test case per question and one per missed limit or regression.

    A question that is not right is a failure; one whose asking failed is an error.
    """
    root = Element("testsuites", name="assistant evaluate")
    for name in sorted({str(record["set"]) for record in records}):
        _suite(root, name, [record for record in records if record["set"] == name])
    gates = SubElement(root, "testsuite", name="指标", tests=str(max(1, len(broken))))
    gates.set("failures", str(len(broken)))
    gates.set("errors", "0")
    properties = SubElement(gates, "properties")
    for metric, figure in summary.figures.items():
        if figure.value is not None:
            SubElement(properties, "property", name=metric, value=f"{figure.value:.6f}")
    for name, count in (
        ("answered", summary.nearest.answered),
        ("only_nearest", summary.nearest.n),
        ("only_nearest_right", summary.nearest.right),
    ):
        SubElement(properties, "property", name=name, value=str(count))
    for sentence in broken or ("",):
        case = SubElement(gates, "testcase", classname="指标", name=_clean(sentence) or "全部达标")
        if sentence:
            SubElement(case, "failure", message=_clean(sentence))
    indent(root)
    ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _suite(root: Element, name: str, records: Sequence[Record]) -> None:
    wrong = [r for r in records if r["failure"] is None and r["scores"]["right"] < 1]
    suite = SubElement(root, "testsuite", name=_clean(name), tests=str(len(records)))
    suite.set("failures", str(len(wrong)))
    suite.set("errors", str(sum(r["failure"] is not None for r in records)))
    suite.set("time", f"{sum(r['seconds'] or 0 for r in records):.6f}")
    for record in records:
        case = SubElement(
            suite,
            "testcase",
            classname=_clean(f"{name}.{record['kind'] or '未分类'}"),
            name=_clean(f"{record['id']} {record['question']}"),
            time=f"{record['seconds'] or 0:.6f}",
        )
        if record["failure"] is not None:
            SubElement(case, "error", message=_clean(record["failure"]))
        elif record["scores"]["right"] < 1:
            failure = SubElement(case, "failure", message=_clean(why_wrong(record)))
            failure.text = _clean(record["answer"])


def why_wrong(record: Record) -> str:
    """Why a question is not right, as one Chinese sentence; "" where it is."""
    if record["failure"] is not None:
        return f"提问时出错：{record['failure']}"
    if record["scores"]["right"] == 1:
        return ""
    if not record["answerable"]:
        return "文中没有答案，却作了回答"
    if record["outcome"] != "answered":
        return "文中有答案，却没有回答"
    missing = ["／".join(f["spellings"]) for f in record["facts"] if not f["answered"]]
    return f"缺少要点：{'；'.join(missing)}"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
