"""Who holds an office must be named in what is answered."""

import pytest

from assistant.answering.who import nobody_named


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("分管农业的副市长叫什么名字?", "成立专班,由分管副市长任组长,办公室设在市农业农村局。"),
        ("澜州市市长是谁?", "成立由市长任组长的领导小组,局长沈若兰兼任办公室主任。"),
        ("县长是谁?", "会议由副县长周明主持。"),
        ("引导基金由谁管理?", "共同设立产业发展引导基金,联合开展并购重组。"),
    ],
)
def test_a_sentence_without_the_name_does_not_answer(question: str, sentence: str) -> None:
    assert nobody_named(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("市长是谁?", "2024年,市长贺敬川作了政府工作报告。"),
        ("校长叫什么名字?", "|校长|李明|"),
        ("董事长是谁?", "欧阳修文任公司董事长。"),
        ("主任是谁?", "主任:于海,副主任:陈静"),
        ("副县长是谁?", "会议由副县长周明主持。"),
        ("引导基金由谁管理?", "引导基金由市财政局委托国有公司运营。"),
        ("引导基金由谁管理?", "市财政局管理产业发展引导基金。"),
        ("这个项目叫什么名字?", "项目名为“阳光工程”。"),
    ],
)
def test_a_sentence_that_names_someone_may(question: str, sentence: str) -> None:
    assert nobody_named(question, sentence) == ""
