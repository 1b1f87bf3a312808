"""Folders and files into articles: which are read, which are refused and how."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import (
    BinaryDocument,
    DocumentsFolderMissing,
    DocumentTooLarge,
    EmptyDocument,
    UnreadableDocument,
)
from assistant.ingest.readers import ReadResult, Skipped, read_documents, read_source
from tests.ingest.closing import close
from tests.ingest.fields import assert_fields_are_printed

LIMIT = 1_000_000
TEXT = "节水方案\n\n全市用水总量控制在38亿立方米以内。\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def reasons(result: ReadResult) -> dict[str, str]:
    return {skipped.path: skipped.reason for skipped in result.skipped}


def test_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.txt", "b/2.txt", "a/1.txt", "10.txt", "9.txt"):
        write(tmp_path, name, f"标题{name}\n正文一句。\n")
    result = read_documents(tmp_path, max_bytes=LIMIT)
    assert [article.source for article in result.articles] == [
        "10.txt",
        "9.txt",
        "乙.txt",
        "甲.txt",
        "a/1.txt",
        "b/2.txt",
    ]
    assert result.skipped == ()


def test_a_single_file_is_its_own_root(tmp_path: Path) -> None:
    path = write(tmp_path, "方案.txt", TEXT)
    (article,) = read_documents(path, max_bytes=LIMIT).articles
    assert (article.source, article.title) == ("方案.txt", "节水方案")
    assert article.text == "节水方案\n全市用水总量控制在38亿立方米以内。"


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentsFolderMissing, match="没有这个"):
        read_documents(tmp_path / "没有这个", max_bytes=LIMIT)


def test_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert read_documents(tmp_path, max_bytes=LIMIT) == ReadResult((), ())


def test_unreadable_files_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, "好.txt", TEXT)
    write(tmp_path, "空.txt", "")
    write(tmp_path, "空白.md", " \n\n")
    write(tmp_path, "图.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    write(tmp_path, "断.pdf", b"%PDF-1.7")
    write(tmp_path, "表.pages", b"PK")
    write(tmp_path, "大.txt", "长" * LIMIT)
    write(tmp_path, "坏.docx", b"PK\x03\x04broken")
    result = read_documents(tmp_path, max_bytes=LIMIT)
    assert [article.source for article in result.articles] == ["好.txt"]
    found = reasons(result)
    assert sorted(found) == sorted(
        ["空.txt", "空白.md", "图.txt", "断.pdf", "表.pages", "大.txt", "坏.docx"]
    )
    assert "空文件" in found["空.txt"]
    assert "不是文本文件" in found["图.txt"]
    assert "不是完好的 PDF" in found["断.pdf"]
    assert "不支持" in found["表.pages"]
    assert "ASSISTANT_MAX_DOCUMENT_MEGABYTES" in found["大.txt"]
    assert "另存为 docx" in found["坏.docx"]
    assert all(name in reason for name, reason in found.items())


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("空.txt", b"", EmptyDocument),
        ("程序.exe", b"MZ", BinaryDocument),
        ("大.txt", b"a" * (LIMIT + 1), DocumentTooLarge),
        ("坏.docx", b"nonsense", UnreadableDocument),
        ("空.html", b"<html><body><script>1</script></body></html>", EmptyDocument),
        ("空.jsonl", b"\n\n", EmptyDocument),
        ("坏.jsonl.gz", b"not gzip", UnreadableDocument),
    ],
)
def test_reading_raises_the_error_of_its_kind(
    tmp_path: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(error, match=name.split(".")[0]):
        read_source(path, tmp_path, LIMIT)


def test_file_that_vanished_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"没了\.txt"):
        read_source(tmp_path / "没了.txt", tmp_path, LIMIT)


def test_file_without_permission_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close(monkeypatch, write(tmp_path, "密.txt", TEXT))
    assert "权限" in reasons(read_documents(tmp_path, max_bytes=LIMIT))["密.txt"]


def test_readme_and_hidden_files_are_no_documents(tmp_path: Path) -> None:
    for name in ("README.md", "readme.txt", ".隐藏.txt", ".git/config.txt", "~$锁.docx", "文.txt"):
        write(tmp_path, name, TEXT)
    result = read_documents(tmp_path, max_bytes=LIMIT)
    assert [article.source for article in result.articles] == ["文.txt"]
    assert result.skipped == ()


def test_readme_named_outright_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "README.md", "# 说明\n\n一句话。\n")
    assert [article.title for article in read_documents(path, max_bytes=LIMIT).articles] == ["说明"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "外面/密.txt", TEXT)
    inside = tmp_path / "里面"
    write(inside, "文.txt", TEXT)
    (inside / "链.txt").symlink_to(secret)
    (inside / "夹").symlink_to(tmp_path / "外面")
    (inside / "断.txt").symlink_to(tmp_path / "没有")
    (inside / "内.txt").symlink_to(inside / "文.txt")
    sources = [article.source for article in read_documents(inside, max_bytes=LIMIT).articles]
    assert sources == ["内.txt", "文.txt"]


def test_a_pipe_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.txt")
    assert read_documents(tmp_path, max_bytes=LIMIT) == ReadResult((), ())


def test_progress_counts_files(tmp_path: Path) -> None:
    write(tmp_path, "1.txt", TEXT)
    write(tmp_path, "2.txt", "")
    seen: list[tuple[int, int]] = []
    read_documents(tmp_path, max_bytes=LIMIT, on_progress=lambda *now: seen.append(now))
    assert seen == [(1, 2), (2, 2)]


def test_id_survives_an_edit_and_not_another_title(tmp_path: Path) -> None:
    def identity(text: str) -> str:
        (article,) = read_source(write(tmp_path, "文.txt", text), tmp_path, LIMIT).articles
        return article.id

    assert identity(TEXT) == identity(TEXT.replace("38", "39"))
    assert identity(TEXT) != identity(TEXT.replace("节水", "节能"))


def test_ids_are_unique_over_files(tmp_path: Path) -> None:
    line = json.dumps({"id": "1", "text": "甲句。"}) + "\n"
    write(tmp_path, "a.jsonl", line * 2)
    write(tmp_path, "b.jsonl", line)
    ids = [article.id for article in read_documents(tmp_path, max_bytes=LIMIT).articles]
    assert ids[0] == "1"
    assert len(set(ids)) == 3


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_jsonl_fields_become_the_article(tmp_path: Path) -> None:
    record = {
        "id": "p1",
        "title": "节水方案",
        "text": "第一段。\n第二段。",
        "author": "周明",
        "affiliation": "市水务局",
        "column": "政策",
        "published": "2023-02-01",
        "other": 1,
    }
    path = write(tmp_path, "集.jsonl", jsonl(record))
    (article,) = read_source(path, tmp_path, LIMIT).articles
    assert article.text == "节水方案\n周明\n市水务局\n第一段。\n第二段。"
    assert article.text[article.body_start : article.body_end] == "第一段。\n第二段。"
    assert [(f.name, article.text[f.start : f.end]) for f in article.fields] == [
        ("title", "节水方案"),
        ("author", "周明"),
        ("affiliation", "市水务局"),
    ]
    assert (article.id, article.column, article.published) == ("p1", "政策", "2023-02-01")


def test_jsonl_title_that_stands_in_the_text_is_not_doubled(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "集.jsonl",
        jsonl(
            {"id": 1, "title": "节水方案", "text": "节水方案\n正文。"},
            {"id": 2, "title": "节水方案", "text": "本市节水方案自即日起施行。"},
        ),
    )
    first, second = read_source(path, tmp_path, LIMIT).articles
    assert (first.text, first.body_start) == ("节水方案\n正文。", 5)
    assert (second.text, second.body_start) == ("本市节水方案自即日起施行。", 0)
    assert second.field_span("title") is not None


def test_gzipped_jsonl_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path, "集.jsonl.gz", gzip.compress(jsonl({"id": "a", "text": "一句。"}).encode())
    )
    (article,) = read_source(path, tmp_path, LIMIT).articles
    assert (article.id, article.text) == ("a", "一句。")


def test_broken_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    good = jsonl({"id": "好", "text": "一句。"})
    lines = [
        good,
        "{broken\n",
        "[1]\n",
        jsonl({"id": "无"}),
        jsonl({"id": "型", "text": ["一句。"]}),
        "\n",
        jsonl({"id": "长", "text": "长" * LIMIT}),
        good.replace("好", "后"),
    ]
    path = write(tmp_path, "集.jsonl", "".join(lines))
    result = read_source(path, tmp_path, LIMIT)
    assert [article.id for article in result.articles] == ["好", "后"]
    assert [skipped.path for skipped in result.skipped] == [
        f"集.jsonl:{n}" for n in (2, 3, 4, 5, 7)
    ]
    texts = [skipped.reason for skipped in result.skipped]
    assert "第 2 行不是有效的 JSON" in texts[0]
    assert "第 3 行不是 JSON 对象" in texts[1]
    assert "没有 text" in texts[2]
    assert "text 应是字符串，实为数组" in texts[3]
    assert "超过 1 MB" in texts[4]


def test_broken_bytes_in_a_line_skip_that_line(tmp_path: Path) -> None:
    path = write(tmp_path, "集.jsonl", jsonl({"text": "一句。"}).encode() + b'{"text": "\xff"}\n')
    assert read_source(path, tmp_path, LIMIT).skipped == (
        Skipped("集.jsonl:2", "集.jsonl 第 2 行不是 UTF-8；请另存为 UTF-8。"),
    )


def test_jsonl_without_any_document_is_refused_once(tmp_path: Path) -> None:
    write(tmp_path, "问题.jsonl", jsonl(*({"question": "?"} for _ in range(50))))
    result = read_documents(tmp_path, max_bytes=LIMIT)
    assert result.articles == ()
    assert list(reasons(result)) == ["问题.jsonl"]


def test_gzip_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    line = jsonl({"text": "长" * 300})
    path = write(tmp_path, "弹.jsonl.gz", gzip.compress(line.encode() * 200))
    with pytest.raises(DocumentTooLarge, match="解压后"):
        read_source(path, tmp_path, 1000)


def test_truncated_gzip_is_unreadable(tmp_path: Path) -> None:
    whole = gzip.compress(jsonl({"text": "一句。"}).encode() * 500)
    path = write(tmp_path, "断.jsonl.gz", whole[: len(whole) // 2])
    with pytest.raises(UnreadableDocument, match=r"断\.jsonl\.gz"):
        read_source(path, tmp_path, LIMIT)


VALUE = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@settings(max_examples=100, deadline=None)
@given(
    st.fixed_dictionaries(
        {"text": VALUE}, optional=dict.fromkeys(("title", "author", "affiliation"), VALUE)
    )
)
def test_jsonl_spans_are_exact(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("集")
    path = write(folder, "集.jsonl", jsonl({"text": "好句。"}, record))
    for article in read_source(path, folder, LIMIT).articles:
        assert_fields_are_printed(article)
        assert 0 <= article.body_start <= article.body_end <= len(article.text)
        if article.author:
            assert article.field_span("author") is not None


def test_encodings_reach_the_reader(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        write(tmp_path, f"{encoding}.txt", TEXT.encode(encoding))
    texts = {article.text for article in read_documents(tmp_path, max_bytes=LIMIT).articles}
    assert texts == {"节水方案\n全市用水总量控制在38亿立方米以内。"}


def test_reading_plain_text_loads_no_parser() -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from assistant.ingest.readers import read_documents\n"
        "read_documents(Path('documents'), max_bytes=20_000_000)\n"
        "print([m for m in sys.modules if m in ('lxml', 'trafilatura', 'markdown_it', 'docx')])"
    )
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_long_official_title_stays_whole(tmp_path: Path) -> None:
    title = (
        "某某省人民政府办公厅关于印发应对暴雨灾害影响支持中小微企业持续健康发展若干政策措施的通知"
    )
    path = write(
        tmp_path, "文.txt", f"{title}\n各市、县人民政府：\n现印发给你们，请认真贯彻执行。\n"
    )
    (article,) = read_source(path, tmp_path, LIMIT).articles
    assert article.title == title
    assert article.text.split("\n")[1] == "各市、县人民政府："


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n坚持节水优先。\n二、措施\n推进农业节水。\n",
        "姓名：周明\n单位：市水务局\n",
        "正文第一句没有题目，直接开始。\n第二句。\n",
        "只有一行",
    ],
)
def test_text_without_a_title_is_titled_by_its_file(tmp_path: Path, text: str) -> None:
    (article,) = read_source(write(tmp_path, "值班记录.txt", text), tmp_path, LIMIT).articles
    assert article.title == "值班记录"
    assert article.text == text.strip()
    assert article.fields == ()


def test_a_file_longer_than_a_page_is_one_document(tmp_path: Path) -> None:
    piece = "让数字技术赋能乡村治理\n□周明\n正文一句话，说明了基本情况和主要做法。\n"
    path = write(tmp_path, "全集.txt", piece * 2000)
    (article,) = read_source(path, tmp_path, LIMIT).articles
    assert article.text == (piece * 2000).strip()


def test_links_that_lead_round_in_a_circle_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "文.txt", TEXT)
    (tmp_path / "圈.txt").symlink_to(tmp_path / "圈.txt")
    (tmp_path / "甲").symlink_to(tmp_path / "乙")
    (tmp_path / "乙").symlink_to(tmp_path / "甲")
    (article,) = read_documents(tmp_path, max_bytes=LIMIT).articles
    assert article.source == "文.txt"
    with pytest.raises(DocumentsFolderMissing, match="找不到文档"):
        read_documents(tmp_path / "甲", max_bytes=LIMIT)


def test_lines_of_jsonl_are_refused_in_chinese(tmp_path: Path) -> None:
    lines = [
        '{"text": "一句。"',
        "[" * 100_000,
        '{"id": 1' + "0" * 5000 + "}",
        jsonl({"id": "长" * 201, "text": "一句。"}).strip(),
        jsonl({"text": "一句。"}).strip(),
    ]
    path = write(tmp_path, "集.jsonl", "\n".join(lines))
    assert [skipped.reason for skipped in read_source(path, tmp_path, LIMIT).skipped] == [
        "集.jsonl 第 1 行不是有效的 JSON（第 16 个字符处写法不对）；请改正该行。",
        "集.jsonl 第 2 行的括号套得太深，读不出；请改正该行。",
        "集.jsonl 第 3 行有位数太多的整数，读不出；请改正该行，或给它加上引号。",
        "集.jsonl 第 4 行的 id 有 201 个字，超过 200 个字的上限；请改短。",
    ]


@pytest.mark.parametrize("cut", [slice(0, -9), slice(1, None)])
def test_damaged_gzip_is_told_of_in_chinese(tmp_path: Path, cut: slice) -> None:
    packed = gzip.compress(jsonl({"text": "一句。"}).encode())
    path = write(tmp_path, "集.jsonl.gz", packed[cut])
    with pytest.raises(UnreadableDocument) as caught:
        read_source(path, tmp_path, LIMIT)
    assert str(caught.value) == (
        "集.jsonl.gz 无法读取（压缩的内容不完整或已损坏）；请检查权限，或重新生成该文件。"
    )
