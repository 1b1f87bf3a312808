"""Who holds an office must be named in what is answered."""

import pytest

from assistant.answering.who import no_bodies, nobody_named


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("分管农业的副市长叫什么名字?", "成立专班,由分管副市长任组长,办公室设在市农业农村局。"),
        ("澜州市市长是谁?", "成立由市长任组长的领导小组,局长沈若兰兼任办公室主任。"),
        ("县长是谁?", "会议由副县长周明主持。"),
        ("市医保局副局长是谁?", "市交通局副局长罗晓岚表示,航线避开居民区。"),
        ("引导基金由谁管理?", "共同设立产业发展引导基金,联合开展并购重组。"),
        ("金国梁在县发展改革委担任什么职务?", "出席:许家柏,县发展改革委金国梁,县残联宋玉芬。"),
        ("食堂负责人詹立群今年多大岁数?", "负责人詹立群算账:70至79岁的老人每餐减2元。"),
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
        ("市交通局副局长是谁?", "市交通局副局长罗晓岚表示,航线避开居民区。"),
        ("市医疗保障局局长是谁?", "市医保局局长严守成说,改革没有完成时。"),
        ("这家公司董事长是谁?", "公司董事长唐越说,今年投资6.5亿元。"),
        ("湖长由谁但任?", "区委书记叶青山担任湖长。"),
        ("引导基金由谁管理?", "引导基金由市财政局委托国有公司运营。"),
        ("引导基金由谁管理?", "市财政局管理产业发展引导基金。"),
        ("这个项目叫什么名字?", "项目名为“阳光工程”。"),
        ("詹立群多大年纪?", "今年52岁的食堂负责人詹立群算了一笔账。"),
        ("金国梁担任什么职务?", "县发展改革委副主任金国梁出席会议。"),
        ("詹立群多少岁?", "詹立群,1972年3月生,中共党员。"),
        ("村里最大的老人几岁?", "80岁以上的每餐减4元。"),
    ],
)
def test_a_sentence_that_names_someone_may(question: str, sentence: str) -> None:
    assert nobody_named(question, sentence) == ""


def test_departments_that_issued_a_plan_must_be_named() -> None:
    asked = "《规划》由哪几个部门联合印发的?"
    assert no_bodies(asked, "《规划》正式印发,两家园区成为试点单位。") == "印发"
    assert no_bodies(asked, "国家发展改革委、财政部联合印发《规划》。") == ""
    assert no_bodies("试点在哪些单位推动?", "在机关、校园推动试点。") == ""
