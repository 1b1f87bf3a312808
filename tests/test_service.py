import shlex
import shutil
import sys
import threading
from pathlib import Path

import pytest

from assistant.errors import (
    ArticleNotFound,
    DamagedIndex,
    DataFolderNotWritable,
    DocumentsFolderMissing,
    EncoderError,
    LibraryError,
    ModelMismatch,
    QuestionError,
)
from assistant.ingest.generations import current
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.types import Answer, Statement
from tests.conftest import TopicEncoder

GREEN = "论绿色产业\n要大力发展绿色产业。一是加快产业转型，打造集群。二是加快能源转型，提高比重。\n"
CARS = "论汽车产业\n2021年全市汽车产量达199.8万辆，居全国第2位。智能网联汽车蓬勃发展。\n"


@pytest.fixture
def assistant(settings: Settings, topic_encoder: TopicEncoder) -> Assistant:
    (settings.documents_dir / "绿色.txt").write_text(GREEN, encoding="utf-8")
    (settings.documents_dir / "汽车.txt").write_text(CARS, encoding="utf-8")
    assistant = Assistant(settings, topic_encoder)
    assistant.add([settings.documents_dir])
    return assistant


def titles(assistant: Assistant) -> list[str]:
    return sorted(article.source for article in assistant.articles())


def test_documents_in_passages_out(assistant: Assistant) -> None:
    hits = assistant.search("汽车产量")
    assert hits[0].passage.article_id == next(
        article.id for article in assistant.articles() if article.source == "汽车.txt"
    )
    text = assistant.article(hits[0].passage.article_id).text
    assert text[hits[0].passage.start : hits[0].passage.end] == hits[0].passage.text


def test_only_new_passages_are_encoded_again(
    assistant: Assistant, settings: Settings, topic_encoder: TopicEncoder
) -> None:
    topic_encoder.encoded.clear()
    (settings.documents_dir / "金融.txt").write_text("论金融\n发展数字金融。\n", encoding="utf-8")
    (settings.documents_dir / "绿色.txt").unlink()
    summary = assistant.add([settings.documents_dir])
    assert (summary.read, summary.unchanged, summary.removed, summary.articles) == (1, 1, 1, 2)
    assert len(topic_encoder.encoded) == 1
    assert "数字金融" in topic_encoder.encoded[0]
    assert titles(assistant) == ["汽车.txt", "金融.txt"]
    assert assistant.search("数字金融")[0].dense is not None


def test_indexing_what_did_not_change_makes_no_generation(
    assistant: Assistant, settings: Settings
) -> None:
    before = assistant.info()
    summary = assistant.add([settings.documents_dir])
    assert (summary.read, summary.unchanged) == (0, 2)
    assert assistant.info() == before


def test_removed_articles_stay_away_until_their_file_changes(
    assistant: Assistant, settings: Settings
) -> None:
    (gone,) = (article for article in assistant.articles() if article.source == "绿色.txt")
    assistant.remove([gone.id])
    assert titles(assistant) == ["汽车.txt"]
    assistant.add([settings.documents_dir])
    assert titles(assistant) == ["汽车.txt"]
    with pytest.raises(ArticleNotFound):
        assistant.article(gone.id)
    (settings.documents_dir / "绿色.txt").write_text(GREEN + "补充一句。\n", encoding="utf-8")
    assistant.add([settings.documents_dir])
    assert titles(assistant) == ["汽车.txt", "绿色.txt"]


def test_removing_an_unknown_article_changes_nothing(assistant: Assistant) -> None:
    before = assistant.info()
    with pytest.raises(ArticleNotFound):
        assistant.remove([assistant.articles()[0].id, "没有"])
    assert assistant.info() == before


def test_a_rebuild_reads_all_that_was_ever_added(
    assistant: Assistant, settings: Settings, tmp_path: Path, topic_encoder: TopicEncoder
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "金融.txt").write_text("论金融\n发展数字金融。\n", encoding="utf-8")
    assistant.add([other])
    topic_encoder.encoded.clear()
    summary = assistant.add([settings.documents_dir], rebuild=True)
    assert (summary.read, summary.articles) == (3, 3)
    assert len(topic_encoder.encoded) == summary.passages


def chosen_by_nobody(settings: Settings) -> Settings:
    """The same with its documents folder left at the default, which is not there."""
    return Settings(data_dir=settings.data_dir)


@pytest.fixture
def own(
    settings: Settings, tmp_path: Path, topic_encoder: TopicEncoder, monkeypatch: pytest.MonkeyPatch
) -> tuple[Assistant, Path]:
    """An assistant that read a folder of somebody's own, started where a demo folder lies."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "绿色.txt").write_text(GREEN, encoding="utf-8")
    (settings.documents_dir / "汽车.txt").write_text(CARS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assistant = Assistant(chosen_by_nobody(settings), topic_encoder)
    assistant.add([folder])
    return assistant, folder


def test_without_paths_the_folders_that_were_read_are_read_again(
    own: tuple[Assistant, Path],
) -> None:
    assistant, folder = own
    assert assistant.changed_files() == {}
    (folder / "金融.txt").write_text("论金融\n发展数字金融。\n", encoding="utf-8")
    (folder / "绿色.txt").unlink()
    assert assistant.changed_files() == {folder: 2}
    summary = assistant.add()
    assert (summary.read, summary.removed) == (1, 1)
    assert titles(assistant) == ["金融.txt"]  # and nothing of the demo folder
    assert assistant.changed_files() == {}


def test_without_paths_a_folder_that_was_emptied_is_read_again(
    own: tuple[Assistant, Path],
) -> None:
    assistant, folder = own
    (folder / "绿色.txt").unlink()
    assistant.add()
    assert titles(assistant) == []
    (folder / "金融.txt").write_text("论金融\n发展数字金融。\n", encoding="utf-8")
    assistant.add()
    assert titles(assistant) == ["金融.txt"]


def test_without_paths_a_folder_that_the_settings_name_is_read_too(
    own: tuple[Assistant, Path], settings: Settings, topic_encoder: TopicEncoder
) -> None:
    assistant, _ = own
    Assistant(settings, topic_encoder).add()
    assert titles(assistant) == ["汽车.txt", "绿色.txt"]


def test_without_paths_a_folder_inside_another_keeps_its_files(
    own: tuple[Assistant, Path],
) -> None:
    assistant, folder = own
    assistant.add([folder.parent / "documents"])
    (folder / "内").mkdir()
    (folder / "内" / "金融.txt").write_text("论金融\n发展数字金融。\n", encoding="utf-8")
    assistant.add([folder / "内"])
    summary = assistant.add()
    assert (summary.read, summary.unchanged, summary.articles) == (0, 3, 3)


def test_without_paths_the_documents_folder_is_read_where_nothing_was(
    settings: Settings, topic_encoder: TopicEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.documents_dir / "汽车.txt").write_text(CARS, encoding="utf-8")
    monkeypatch.chdir(settings.documents_dir.parent)
    assistant = Assistant(chosen_by_nobody(settings), topic_encoder)
    assistant.add()
    assert titles(assistant) == ["汽车.txt"]


def test_a_folder_that_is_gone_keeps_its_articles_and_is_told_of(
    own: tuple[Assistant, Path],
) -> None:
    assistant, folder = own
    folder.rename(folder.parent / "moved")
    with pytest.raises(DocumentsFolderMissing, match=rf"{folder} 现在找不到了；.*assistant index"):
        assistant.add()
    assert titles(assistant) == ["绿色.txt"]
    assistant.add([folder.parent / "documents"])
    summary = assistant.add()
    assert titles(assistant) == ["汽车.txt", "绿色.txt"]
    assert summary.skipped == (
        (
            str(folder),
            f"{folder} 现在找不到了；以前从中读入的 1 个文件仍保留，未更新；"
            f"不再要的，运行 assistant forget {shlex.quote(str(folder))}。",
        ),
    )


@pytest.mark.usefixtures("own")
def test_a_rebuild_of_a_damaged_index_reads_the_folders_that_were_listed(
    settings: Settings, topic_encoder: TopicEncoder
) -> None:
    generation = current(settings.data_dir)
    assert generation is not None
    (generation.folder / "library.sqlite").write_bytes(b"damaged")
    again = Assistant(chosen_by_nobody(settings), topic_encoder)
    again.add(rebuild=True)
    assert titles(again) == ["绿色.txt"]


def test_an_index_of_another_model_is_refused_and_rebuilt(
    assistant: Assistant, settings: Settings
) -> None:
    other = Assistant(settings, TopicEncoder("topics-2"))
    with pytest.raises(ModelMismatch, match="assistant index --rebuild"):
        other.open()
    with pytest.raises(ModelMismatch, match="assistant index --rebuild"):
        other.add([settings.documents_dir])
    other.add([settings.documents_dir], rebuild=True)
    assert other.info().fingerprint == "topics-2"
    assert titles(assistant) == titles(other)  # the one that was open goes on


@pytest.mark.usefixtures("assistant")
def test_an_endpoint_that_is_down_at_the_start_is_an_error_to_mend(settings: Settings) -> None:
    closed = settings.model_copy(
        update={
            "encoder": "openai",
            "encoder_model": "m",
            "encoder_base_url": "http://127.0.0.1:9/v1",
        }
    )
    with pytest.raises(EncoderError, match=r"向量接口 http://127\.0\.0\.1:9/v1 调用失败"):
        Assistant.from_settings(closed)


def test_a_rebuild_for_another_model_keeps_what_was_added_from_elsewhere(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "金融.txt").write_text("论金融\n发展数字金融。\n", encoding="utf-8")
    assistant.add([other])
    changed = Assistant(settings, TopicEncoder("topics-2"))
    assert changed.add([settings.documents_dir], rebuild=True).articles == 3


def test_a_data_folder_that_is_removed_and_built_again_is_followed(
    assistant: Assistant, settings: Settings, topic_encoder: TopicEncoder
) -> None:
    assert assistant.info().generation == 1
    shutil.rmtree(settings.data_dir)
    (settings.documents_dir / "绿色.txt").unlink()
    Assistant(settings, topic_encoder).add([settings.documents_dir])
    assert titles(assistant) == ["汽车.txt"]
    assert assistant.info().generation == 1


def test_an_index_of_an_older_builtin_encoder_is_encoded_again(
    settings: Settings, tmp_path: Path
) -> None:
    (settings.documents_dir / "绿色.txt").write_text(GREEN, encoding="utf-8")
    elsewhere = tmp_path / "汽车.txt"
    elsewhere.write_text(CARS, encoding="utf-8")
    older = Assistant(settings, TopicEncoder("builtin-zh-0"))
    older.add([settings.documents_dir, elsewhere])
    elsewhere.unlink()  # nothing is read again, so nothing that is gone is lost
    newer = Assistant.from_settings(settings)
    assert newer.info().fingerprint.startswith("builtin-zh-")
    assert newer.info().fingerprint != "builtin-zh-0"
    assert titles(newer) == titles(older)
    assert newer.search("汽车产量")[0].passage.text in CARS
    generation = newer.info().generation
    assert Assistant.from_settings(settings).info().generation == generation


def test_adding_to_an_index_of_an_older_builtin_encoder_encodes_all_again(
    settings: Settings,
) -> None:
    (settings.documents_dir / "绿色.txt").write_text(GREEN, encoding="utf-8")
    Assistant(settings, TopicEncoder("builtin-zh-0")).add([settings.documents_dir])
    (settings.documents_dir / "汽车.txt").write_text(CARS, encoding="utf-8")
    encoder = TopicEncoder("builtin-zh-1")
    newer = Assistant(settings, encoder)
    summary = newer.add([settings.documents_dir])
    assert (summary.read, summary.unchanged) == (1, 1)
    assert len(encoder.encoded) == summary.passages
    assert newer.info().fingerprint == "builtin-zh-1"


@pytest.mark.parametrize("name", ["library.sqlite", "dense/vectors.faiss", "keyword/names.json"])
def test_a_damaged_file_is_refused_and_rebuilt(
    assistant: Assistant, settings: Settings, topic_encoder: TopicEncoder, name: str
) -> None:
    generation = current(settings.data_dir)
    assert generation is not None
    (generation.folder / name).write_bytes(b"damaged")
    again = Assistant(settings, topic_encoder)
    with pytest.raises(DamagedIndex, match="assistant index --rebuild"):
        again.open()
    again.add([settings.documents_dir], rebuild=True)
    assert titles(again) == titles(assistant)


def test_what_another_process_indexed_is_followed(
    assistant: Assistant, settings: Settings, topic_encoder: TopicEncoder
) -> None:
    before = assistant.articles()
    (settings.documents_dir / "金融.txt").write_text("论金融\n发展数字金融。\n", encoding="utf-8")
    Assistant(settings, topic_encoder).add([settings.documents_dir])
    assert len(assistant.articles()) == len(before) + 1
    assert assistant.info().generation == 2


def test_first_start_builds_and_later_starts_open(settings: Settings) -> None:
    (settings.documents_dir / "绿色.txt").write_text(GREEN, encoding="utf-8")
    first = Assistant.from_settings(settings)
    (settings.documents_dir / "绿色.txt").unlink()
    second = Assistant.from_settings(settings)
    assert second.info() == first.info()
    assert second.info().generation == 1


def test_two_first_starts_at_once_build_one_index(settings: Settings) -> None:
    (settings.documents_dir / "绿色.txt").write_text(GREEN, encoding="utf-8")
    starts = [threading.Thread(target=Assistant.from_settings, args=(settings,)) for _ in range(2)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert Assistant.from_settings(settings).info().generation == 1


def test_missing_documents_are_named(settings: Settings) -> None:
    settings.documents_dir.rmdir()
    with pytest.raises(DocumentsFolderMissing, match="ASSISTANT_DOCUMENTS_DIR"):
        Assistant.from_settings(settings)


def test_a_data_folder_that_cannot_be_written_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    blocked = settings.model_copy(update={"data_dir": tmp_path / "file" / "data"})
    with pytest.raises(DataFolderNotWritable, match="ASSISTANT_DATA_DIR"):
        Assistant.from_settings(blocked)


@pytest.mark.parametrize("question", ["", " \n　"])
def test_an_empty_question_is_an_error(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError, match="问题是空的"):
        assistant.ask(question)
    with pytest.raises(QuestionError, match="问题是空的"):
        assistant.search(question)


def test_a_question_that_is_too_long_is_an_error(assistant: Assistant, settings: Settings) -> None:
    limit = settings.max_question_chars
    with pytest.raises(QuestionError, match=f"{limit + 1} 个字.*ASSISTANT_MAX_QUESTION_CHARS"):
        assistant.stream("问" * (limit + 1))


@pytest.mark.parametrize("broken", ["\udcff", "汽车\udcff产量"])
def test_what_no_encoder_can_take_is_replaced_in_questions_and_history(
    assistant_on_documents: Assistant, broken: str
) -> None:
    assistant = assistant_on_documents
    replaced = broken.replace("\udcff", "\ufffd")
    assert assistant.ask(broken).question == replaced
    assert isinstance(list(assistant.stream("双碳有哪些措施？", [broken]))[-1], Answer)
    followed = assistant.ask("那它呢？", [broken])
    assert followed.question == "那它呢？"
    followed.standalone_question.encode("utf-8")
    assistant.search(broken)


@pytest.mark.parametrize(
    ("between", "outcome"),
    [("今天天气怎么样？", "answered"), ("今天天气怎么样？" * 60, "abstained")],
)
def test_a_talk_of_long_questions_goes_back_less_far(
    assistant_on_documents: Assistant, between: str, outcome: str
) -> None:
    earlier = ["双碳有哪些措施？", *[between] * 19]
    assert assistant_on_documents.ask("第二点呢？", earlier).outcome == outcome


def test_figures_come_with_their_article(assistant: Assistant) -> None:
    (figure, rank) = assistant.figures()
    assert (figure.indicator, figure.printed, figure.year) == ("汽车产量", "199.8万辆", "2021")
    assert (rank.printed, rank.unit) == ("第2位", "位")
    text = assistant.article(figure.article_id).text
    assert text[figure.start : figure.end] == "199.8万辆"


def test_a_stream_ends_with_the_answer_that_ask_gives(assistant_on_documents: Assistant) -> None:
    question = "双碳有哪些措施？"
    *statements, last = assistant_on_documents.stream(question)
    answer = assistant_on_documents.ask(question)
    assert isinstance(last, Answer)
    assert last.statements == answer.statements
    assert all(isinstance(statement, Statement) for statement in statements)
    assert answer.seconds > 0


def test_questions_do_not_change_one_another(assistant_on_documents: Assistant) -> None:
    first = assistant_on_documents.ask("三个万亿级产业是哪三个？")
    assistant_on_documents.ask("作者是谁？", ["高标准推动产业体系建设讲了什么？"])
    again = assistant_on_documents.ask("三个万亿级产业是哪三个？")
    assert (again.text, again.citations, again.hits) == (first.text, first.citations, first.hits)


@pytest.fixture
def milvus_settings(settings: Settings, tmp_path: Path) -> Settings:
    pytest.importorskip("milvus_lite", reason="needs the extra milvus (pymilvus, milvus-lite)")
    values = {"vector_store": "milvus", "milvus_uri": str(tmp_path / "milvus.db")}
    return settings.model_copy(update=values)


def test_vectors_may_lie_in_milvus(
    settings: Settings, milvus_settings: Settings, topic_encoder: TopicEncoder, tmp_path: Path
) -> None:
    with_milvus = Assistant(milvus_settings, topic_encoder)
    for number, text in enumerate((GREEN, CARS, GREEN)):
        (settings.documents_dir / f"{number}.txt").write_text(text, encoding="utf-8")
        with_milvus.add([settings.documents_dir])
    found = with_milvus.search("汽车产业")
    elsewhere = settings.model_copy(update={"data_dir": tmp_path / "faiss"})
    with_faiss = Assistant(elsewhere, topic_encoder)
    with_faiss.add([settings.documents_dir])
    assert found == with_faiss.search("汽车产业")


def test_a_day_that_is_no_date_is_refused_before_anything_is_said(assistant: Assistant) -> None:
    with pytest.raises(QuestionError, match="截至日期“昨天”看不懂；请写成 2023-01-01"):
        assistant.ask("绿色产业有哪些？", as_of="昨天")
    with pytest.raises(QuestionError, match="截至日期“昨天”看不懂"):
        assistant.stream("绿色产业有哪些？", as_of="昨天")


def test_a_rebuild_that_is_killed_leaves_the_collection_in_use(
    milvus_settings: Settings, topic_encoder: TopicEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (milvus_settings.documents_dir / "汽车.txt").write_text(CARS, encoding="utf-8")
    served = Assistant(milvus_settings, topic_encoder)
    served.add([milvus_settings.documents_dir])
    found = served.search("汽车产业")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    again = Assistant(milvus_settings, topic_encoder)
    with monkeypatch.context() as patch:
        patch.setattr("pymilvus.MilvusClient.insert", killed)
        with pytest.raises(KeyboardInterrupt):
            again.add([milvus_settings.documents_dir], rebuild=True)
    assert served.search("汽车产业") == found
    again.add([milvus_settings.documents_dir], rebuild=True)
    assert again.search("汽车产业") == found


def test_vectors_move_to_the_store_that_settings_name(
    settings: Settings, milvus_settings: Settings, topic_encoder: TopicEncoder
) -> None:
    (settings.documents_dir / "汽车.txt").write_text(CARS, encoding="utf-8")
    first = Assistant(settings, topic_encoder)
    first.add([settings.documents_dir])
    found = first.search("汽车产业")
    for there, old, new in ((milvus_settings, "faiss", "milvus"), (settings, "milvus", "faiss")):
        moved = Assistant(there, topic_encoder)
        with pytest.raises(LibraryError, match=f"存在 {old}.*运行 assistant index 把.*{new}"):
            moved.search("汽车产业")
        summary = moved.add([settings.documents_dir])
        assert (summary.read, summary.unchanged) == (0, 1)
        assert moved.search("汽车产业") == found
        generation = current(settings.data_dir)
        assert generation is not None
        assert generation.manifest.vector_store == new


def test_a_rebuild_needs_nothing_of_the_store_that_is_left(
    settings: Settings, milvus_settings: Settings, topic_encoder: TopicEncoder
) -> None:
    (settings.documents_dir / "汽车.txt").write_text(CARS, encoding="utf-8")
    Assistant(milvus_settings, topic_encoder).add([settings.documents_dir])
    again = Assistant(settings, topic_encoder)
    again.add([settings.documents_dir], rebuild=True)
    assert again.search("汽车产业")[0].passage.text in CARS


@pytest.mark.skipif(sys.platform != "linux", reason="the limit stands for a full disk")
def test_a_disk_that_fills_up_leaves_the_index_as_it_was(
    assistant: Assistant, settings: Settings
) -> None:
    import resource

    before = assistant.info()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, hard))
    try:
        with pytest.raises(DataFolderNotWritable, match=r"无法写入.*磁盘空间"):
            assistant.add([settings.documents_dir], rebuild=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert assistant.info() == before
