"""Verdicts are bounded, private to their giver, and become draft questions."""

import json
import threading
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.errors import DataFolderNotWritable
from assistant.evaluation.questions import read_questions
from assistant.feedback import Feedback, FeedbackStore, as_json_lines, draft_question
from assistant.web.feedback_route import feedback_router


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "data" / "feedback.sqlite3")


def test_opening_a_store_writes_nothing(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "data" / "feedback.sqlite3")
    assert store.entries() == ()
    assert not store.withdraw(1, "x")
    assert list(tmp_path.iterdir()) == []


def test_a_verdict_comes_back_whole(store: FeedbackStore) -> None:
    given = Feedback(
        verdict="useless",
        question="双碳有哪些措施？",
        reason="没答全",
        note="少了第三条",
        history=("什么是双碳？",),
        outcome="answered",
        answer="一是加快产业绿色低碳转型。",
        articles=("以推动绿色发展助力实现双碳目标",),
    )
    store.add(given)
    assert [entry.feedback for entry in store.entries()] == [given]


def test_texts_are_cut_and_unknown_reasons_dropped(store: FeedbackStore) -> None:
    store.add(
        Feedback(
            verdict="useless",
            question="问" * 5000,
            reason="<script>",
            note="\x1b[31m\u202e注" * 900,
            history=("一",) * 40,
        )
    )
    [entry] = store.entries()
    said = entry.feedback
    assert (len(said.question), said.reason, len(said.note)) == (1000, "", 500)
    assert not set(said.note) & {"\x1b", "\u202e"}
    assert len(said.history) == 10


def test_the_oldest_entries_make_room(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "f.sqlite3", max_entries=3)
    for number in range(5):
        store.add(Feedback("useful", f"第{number}问"))
    assert [e.feedback.question for e in store.entries()] == ["第2问", "第3问", "第4问"]


def test_only_the_giver_can_take_it_back(store: FeedbackStore) -> None:
    mine = store.add(Feedback("useful", "甲"))
    theirs = store.add(Feedback("useful", "乙"))
    assert not store.withdraw(theirs.id, mine.token)
    assert store.withdraw(mine.id, mine.token)
    assert [entry.feedback.question for entry in store.entries()] == ["乙"]


def test_drafts_are_a_question_set_that_the_evaluators_read(
    store: FeedbackStore, tmp_path: Path
) -> None:
    store.add(Feedback("useful", "好的"))
    store.add(Feedback("useless", "那资金呢？", history=("产业怎么办？",), outcome="answered"))
    store.add(Feedback("useless", "有几个园区？", reason="文中有，却说没有", outcome="abstained"))
    path = tmp_path / "drafts.jsonl"
    path.write_text(as_json_lines(store.drafts()), encoding="utf-8")
    read = read_questions(path)
    assert [(q.id, q.question, q.history, q.answerable) for q in read] == [
        ("feedback-2", "那资金呢？", ("产业怎么办？",), True),
        ("feedback-3", "有几个园区？", (), True),
    ]


def test_a_rightly_refused_question_stays_unanswerable_in_its_draft() -> None:
    draft = draft_question(Feedback("useless", "火星？", outcome="abstained"), "x")
    assert json.dumps(draft["answerable"]) == "false"


def test_many_threads_lose_no_entry(store: FeedbackStore) -> None:
    threads = [
        threading.Thread(target=store.add, args=(Feedback("useful", str(i)),)) for i in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {e.feedback.question for e in store.entries()} == {str(i) for i in range(20)}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataFolderNotWritable, match=r"feedback\.sqlite3"):
        FeedbackStore(tmp_path / "file" / "feedback.sqlite3").add(Feedback("useful", "问"))


def test_a_giver_is_not_told_the_servers_folders(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("x")
    app = FastAPI()
    app.include_router(feedback_router(tmp_path / "file" / "feedback.sqlite3"))
    response = TestClient(app).post("/feedback", json={"verdict": "useful", "question": "问"})
    assert response.status_code == 503
    assert response.json() == {"message": "资料库暂时不能使用，请联系管理员。"}
    assert str(tmp_path) in caplog.text
