"""Made-up training text, laid out as ../shared is."""

import gzip
import json
from pathlib import Path

import pytest

SUBJECTS = ("绿色产业", "汽车制造", "现代农业", "数字金融", "人才引进", "水利工程")
PLACES = ("重庆", "成都", "贵阳", "昆明", "西安", "兰州", "武汉", "长沙")


def write(path: Path, records: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder like ../shared with 96 news pairs, a law and a set to keep out."""
    return made_up_text(tmp_path)


def made_up_text(tmp_path: Path) -> Path:
    """Write what the fixture `shared` is, below `tmp_path`."""
    news = [
        {
            "anchor": f"{place}发展{subject}{number}",
            "positive": f"{place}市加快发展{subject}，出台措施{number}条，支持{subject}做大做强。",
            "doc": f"{place}{subject}{number}",
            "type": sort,
        }
        for number, sort in enumerate(("title", "ict"))
        for place in PLACES
        for subject in SUBJECTS
    ]
    training = tmp_path / "shared" / "training"
    write(training / "xinwenlianbo" / "pairs.jsonl.gz", news)
    write(training / "xinwenlianbo" / "heldout_2026.jsonl.gz", news[::3])
    law = [
        {**pair, "anchor": f"第{row}条", "type": "no"}
        for row, pair in enumerate(news[:20], start=100)
    ]
    write(training / "laws" / "pairs.jsonl.gz", law)
    questions = [{**pair, "anchor": f"{row}问{pair['anchor']}？"} for row, pair in enumerate(news)]
    write(training / "legal_qa" / "stard_train.jsonl.gz", questions)
    for name in ("cmrc2018", "cmrc_leftout", "domainrag", "ncp_policy", "stard"):
        folder = tmp_path / "shared" / "eval" / name
        write(folder / "passages.jsonl.gz", [{"id": "p", "text": news[0]["positive"]}])
        write(folder / "questions.jsonl.gz", [{"id": "q", "question": "问的是别的事情吗"}])
    return tmp_path / "shared"
