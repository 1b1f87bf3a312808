"""What a run was, as its reader asks: which set, of which library, when, by which version."""

from collections.abc import Mapping
from typing import Any

from assistant.evaluation.results import local_time

IN_PROCESS = "in-process"
"""The `target` of a run in this process; of a run against a service its address."""

OWN_LIBRARY = "正式的文档库"
"""Where no --documents were given; the folder's own path is private to the machine."""

SETS_SHOWN = 3

LABELS: Mapping[str, str] = {
    "sets": "问题集",
    "questions": "题数",
    "questions_sha256": "问题集校验和",
    "documents": "文档",
    "articles": "文章数",
    "passages": "段落数",
    "library_checksum": "文档库校验和",
    "target": "评测对象",
    "version": "程序版本",
    "encoder": "编码器",
    "model_fingerprint": "编码器指纹",
    "started": "开始时间",
}
"""The keys of a run's header in Chinese, in the order in which they are shown."""


def run_title(header: Mapping[str, Any]) -> str:
    """The names of the sets, the first ones where there are many.

    >>> run_title({"sets": ["甲", "乙", "丙", "丁"]})
    '甲、乙、丙等 4 个问题集'
    """
    names = [str(name) for name in header.get("sets", ())]
    shown = "、".join(names[:SETS_SHOWN])
    return f"{shown}等 {len(names)} 个问题集" if len(names) > SETS_SHOWN else shown


def library_name(header: Mapping[str, Any]) -> str:
    """The folder or file given as --documents, the service, or the program's own library."""
    if header.get("documents"):
        return str(header["documents"])
    target = str(header.get("target") or IN_PROCESS)
    return OWN_LIBRARY if target == IN_PROCESS else target


def run_facts(header: Mapping[str, Any], asked: int) -> tuple[tuple[str, str], ...]:
    """What stands under the title of a report: label and text of each."""
    sets = "、".join(str(name) for name in header.get("sets", ()))
    size = f"{header.get('articles', 0)} 篇、{header.get('passages', 0)} 段"
    return (
        ("问题集", f"{sets}（{asked} 题）"),
        ("文档库", f"{library_name(header)}（{size}）"),
        ("评测时间", local_time(str(header.get("started", "")))),
        ("程序版本", str(header.get("version", ""))),
        ("编码器", str(header.get("encoder", ""))),
    )


def header_rows(header: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Everything that the header says of the run but its settings, under Chinese names.

    Keys that have none (of an older or a newer version) follow under their own.
    """
    others = [name for name in header if name not in LABELS]
    return tuple(
        (LABELS.get(name, name), _text(name, header[name]))
        for name in (*LABELS, *others)
        if name in header and name not in {"type", "format", "settings"}
    )


def _text(name: str, value: object) -> str:
    if name == "started":
        return local_time(str(value))
    if name == "target" and value == IN_PROCESS:
        return "本机的程序"
    if name == "documents":
        return str(value) or OWN_LIBRARY
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return str(value)
