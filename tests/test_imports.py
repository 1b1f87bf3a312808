"""Imports go down only: what each room may import, checked on the source, lazy imports too."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "embeddings", "prompts")

BASE = {"errors", "file_troubles", "types", "quantities", "text", "tables", "labels", "days"}
SERVICE = {"service", "asked", "snapshot", "indexing", "forgetting", "vectors", "parts", "progress"}
FACES = {
    "api",
    "web",
    "cli",
    "__main__",
    "evaluation_library",
    "evaluation_cli",
    "access_cli",
    "access_files",
    "feedback_cli",
    "questions_cli",
    "output_files",
    "usage_errors",
    "help_pages",
}

# A room of assistant/ may import itself and these, and nothing else of ours.
DOORS: dict[str, set[str]] = {
    "errors": set(),
    "file_troubles": set(),
    "types": {"errors"},
    "quantities": set(),
    "days": {"errors"},
    "text": {"types", "quantities"},
    "tables": {"types", "text"},
    "labels": set(),
    "settings": {"errors"},
    "language_model": {"errors"},
    "terminal": set(),
    "progress": set(),
    "serialise": {"types"},
    "feedback": BASE,
    "widget": set(),
    "ingest": BASE,
    "retrieval": BASE | {"embeddings"},
    "answering": BASE | {"prompts", "language_model"},
    "evaluation": BASE,
    **dict.fromkeys(
        SERVICE,
        BASE | SERVICE | {"settings", "terminal", "ingest", "retrieval", "answering", "embeddings"},
    ),
    **dict.fromkeys(
        FACES,
        BASE
        | FACES
        | SERVICE
        | {
            "settings",
            "serialise",
            "terminal",
            "feedback",
            "evaluation",
            "prompts",
            "language_model",
        },
    ),
}
# The rooms of answering/, lowest first: each may import itself and those before it.
ANSWERING = (
    "words",
    "documents",
    "sentences",
    "outline",
    "tables",
    "refusing",
    "conversation",
    "several",
)
# What a room of answering/ may take from the room's own modules.
ANSWERING_OWN = {
    **{name: {"drafts"} for name in ANSWERING},
    "conversation": {"drafts", "composition"},
    "several": {"drafts", "composition", "composer"},
}
# LangChain is met at three seams: Embeddings and VectorStore, BaseRetriever, ChatModel.
LANGCHAIN_SEAMS = ("embeddings.", "assistant.retrieval.", "assistant.parts", "assistant.answering.")


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__"), path


def imported(path: Path) -> Iterator[str]:
    """Dotted names imported anywhere in a file, in functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room"
            module = node.module or ""
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """assistant.ingest.outline is in ingest; embeddings.encoder in embeddings."""
    parts = name.split(".")
    return parts[1] if parts[0] == "assistant" and len(parts) > 1 else parts[0]


def is_ours(name: str) -> bool:
    return name.split(".")[0] in PACKAGES and name != "assistant"


def test_every_module_of_the_assistant_is_in_a_known_room() -> None:
    rooms = {room(name) for name, _ in modules() if name.startswith("assistant.")}
    assert rooms <= set(DOORS)


def test_imports_go_through_the_doors() -> None:
    forbidden = [
        f"{name} imports {target}"
        for name, path in modules()
        if name.startswith("assistant.")
        for target in imported(path)
        if is_ours(target) and room(target) not in DOORS.get(room(name), set()) | {room(name)}
    ]
    assert forbidden == []


def test_rooms_of_answering_import_only_those_below() -> None:
    folders = {path.parent.name for path in (ROOT / "assistant" / "answering").glob("*/*.py")}
    assert folders == set(ANSWERING)
    forbidden = []
    for name, path in modules():
        inner = name.removeprefix("assistant.answering.").split(".")[0]
        if not name.startswith("assistant.answering.") or inner not in ANSWERING:
            continue
        allowed = {*ANSWERING[: ANSWERING.index(inner) + 1], *ANSWERING_OWN[inner]}
        forbidden += [
            f"{name} imports {target}"
            for target in imported(path)
            if target.startswith("assistant.answering.") and target.split(".")[2] not in allowed
        ]
    assert forbidden == []


def test_embeddings_never_import_the_assistant() -> None:
    forbidden = [
        f"{name} imports {target}"
        for name, path in modules()
        if not name.startswith("assistant")
        for target in imported(path)
        if target.split(".")[0] == "assistant"
    ]
    assert forbidden == []


def test_only_the_command_line_and_the_start_choose_the_service() -> None:
    """`app.py` starts everything through the command line and holds no logic of its own."""
    ours = {target for target in imported(ROOT / "app.py") if is_ours(target)}
    assert ours == {"assistant.cli", "assistant.cli.main"}


def test_langchain_is_met_at_its_seams_only() -> None:
    outside = [
        f"{name} imports {target}"
        for name, path in modules()
        for target in imported(path)
        if target.startswith("langchain") and not name.startswith(LANGCHAIN_SEAMS)
    ]
    assert outside == []


HEAVY = (
    "torch transformers sentence_transformers gradio fastapi langchain langchain_core trafilatura"
    " matplotlib sklearn scipy pandas datasets openai uvicorn"
)


@pytest.mark.parametrize("start", ["assistant.service", "assistant.cli", "embeddings.encoder"])
def test_importing_loads_no_heavy_library(start: str) -> None:
    code = f"import sys, {start}; print(*sorted(set({HEAVY.split()!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
