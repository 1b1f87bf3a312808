import os
from pathlib import Path

import pytest

from assistant.errors import OutputError
from assistant.output_files import check_different, check_output


def test_new_file_can_be_written_and_is_not_made_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_output(tmp_path / "新" / "r.jsonl")
    assert capsys.readouterr().err == f"新建了文件夹 {tmp_path / '新'}\n"
    check_output(tmp_path / "新" / "r.jsonl")
    assert capsys.readouterr().err == ""
    assert list((tmp_path / "新").iterdir()) == []


def test_existing_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("旧的", "utf-8")
    with pytest.raises(OutputError, match=r"r\.jsonl 已经存在，没有覆盖；.*--force"):
        check_output(path)
    check_output(path, overwrite=True)
    assert path.read_text("utf-8") == "旧的"


def test_empty_file_holds_nothing_to_lose(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").touch()
    check_output(tmp_path / "r.jsonl")


def test_link_to_a_file_that_is_yet_to_be_made_is_kept(tmp_path: Path) -> None:
    link = tmp_path / "r.jsonl"
    link.symlink_to(tmp_path / "there.jsonl")
    check_output(link)
    assert link.is_symlink()
    assert not link.exists()


def test_pipe_is_left_to_the_writing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    check_output(tmp_path / "pipe")  # would wait for a reader


@pytest.mark.parametrize("name", ["题.jsonl", "别名.jsonl", "文档/a.txt"])
def test_input_is_never_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / "文档").mkdir()
    (tmp_path / "文档" / "a.txt").write_text("甲", "utf-8")
    (tmp_path / "题.jsonl").write_text("{}", "utf-8")
    (tmp_path / "别名.jsonl").symlink_to(tmp_path / "题.jsonl")
    inputs = [tmp_path / "题.jsonl", tmp_path / "文档"]
    with pytest.raises(OutputError, match=r"是这次要读的 .*请换一个文件名"):
        check_output(tmp_path / name, inputs=inputs, overwrite=True)
    check_output(tmp_path / "文档" / "新的.html", inputs=inputs)


def test_file_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("甲", "utf-8")
    with pytest.raises(OutputError, match=r"a 是一个文件，里面不能再有 r\.html"):
        check_output(tmp_path / "a" / "r.html")


def test_folder_that_cannot_be_made_is_an_error_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("甲", "utf-8")
    with pytest.raises(NotADirectoryError):
        check_output(tmp_path / "a" / "b" / "r.html")


def test_two_outputs_are_two_files(tmp_path: Path) -> None:
    check_different([tmp_path / "a", tmp_path / "b"])
    with pytest.raises(OutputError, match="请给它们不同的文件名"):
        check_different([tmp_path / "a", tmp_path / "." / "b" / ".." / "a"])
