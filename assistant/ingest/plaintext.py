"""Plain text files (first version)."""

from pathlib import Path

from assistant.ingest.assembly import Draft, Line


def read_text(text: str, file_name: str) -> tuple[Draft, ...]:
    """One draft a file; the newspaper rules follow."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return (Draft(Path(file_name).stem, tuple(Line(line) for line in lines)),)
