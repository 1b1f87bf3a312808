"""Footnotes, endnotes, headers and footers of Word files."""

import pytest

from assistant.ingest.assembly import assemble
from tests.ingest.wordfiles import cell, paragraph, run, word_body, word_draft


def refer(name: int, kind: str = "footnote", settings: str = "") -> str:
    return f'<w:r><w:{kind}Reference {settings} w:id="{name}"/></w:r>'


def note(name: int, *texts: str, kind: str = "footnote") -> str:
    inner = "".join(f"<w:p><w:r><w:{kind}Ref/></w:r>{run(text)}</w:p>" for text in texts)
    return f'<w:{kind} w:id="{name}">{inner}</w:{kind}>'


SEPARATOR = f'<w:footnote w:type="separator" w:id="-1"><w:p>{run("——")}</w:p></w:footnote>'


def test_a_footnote_follows_its_paragraph_and_is_marked_in_it() -> None:
    assert word_body(
        f"<w:p>{run('全市推广碳普惠')}{refer(2)}{run('，减排5万吨')}{refer(7)}{run('。')}</w:p>",
        paragraph("下一段文字说的是别的事。"),
        footnotes=SEPARATOR
        + note(7, "以二氧化碳计。")
        + note(2, " 碳普惠是一种激励机制。", "见附件。"),
    ) == [
        "全市推广碳普惠（注1），减排5万吨（注2）。",
        "注1：碳普惠是一种激励机制。",
        "见附件。",
        "注2：以二氧化碳计。",
        "下一段文字说的是别的事。",
    ]


def test_notes_of_title_byline_and_heading_follow_the_first_paragraph_without_a_mark() -> None:
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    draft = word_draft(
        f"<w:p>{run('碳普惠机制研究')}{refer(1)}</w:p>",
        f"<w:p>{run('□王某某')}{refer(2)}</w:p>",
        f"<w:p>{run('碳普惠是一种激励机制。')}{refer(3)}</w:p>",
        f"<w:p>{heading}{run('一、意义')}{refer(4)}</w:p>",
        paragraph("意义在于人人减排。"),
        title="",
        footnotes="".join(
            note(name, text)
            for name, text in ((1, "某课题成果。"), (2, "某校教授。"), (3, "见法。"), (4, "略。"))
        ),
    )
    assert (draft.title, draft.author) == ("碳普惠机制研究", "王某某")
    assert [line.text for line in draft.body] == [
        "碳普惠是一种激励机制。（注3）",
        "注1：某课题成果。",
        "注2：某校教授。",
        "注3：见法。",
        "一、意义",
        "意义在于人人减排。",
        "注4：略。",
    ]


def test_a_footnote_within_a_table_follows_the_table() -> None:
    value = f"<w:p>{run('5万吨')}{refer(1)}</w:p>"
    row = f"<w:tr>{cell(paragraph('减排'))}{cell(value)}</w:tr>"
    assert word_body(f"<w:tbl>{row}</w:tbl>", footnotes=note(1, "估算。")) == [
        "减排：5万吨（注1）",
        "注1：估算。",
    ]


def test_endnotes_stand_below_the_signature_which_is_still_found() -> None:
    draft = word_draft(
        f"<w:p>{run('全市推广碳普惠，减排5万吨')}{refer(1, 'endnote')}{run('。')}</w:p>",
        paragraph("某市生态环境局"),
        paragraph("2023年5月6日"),
        endnotes=note(1, *(f"说明第{n}行。" for n in range(1, 6)), kind="endnote"),
    )
    assert draft.published == "2023-05-06"
    assert [line.text for line in draft.body][:4] == [
        "全市推广碳普惠，减排5万吨（尾注1）。",
        "某市生态环境局",
        "2023年5月6日",
        "尾注1：说明第1行。",
    ]
    assert draft.body[-1].text == "说明第5行。"


def test_a_note_with_a_mark_of_its_own_keeps_it() -> None:
    marked = refer(1, settings='w:customMarkFollows="1"')
    assert word_body(
        f"<w:p>{run('全市推广碳普惠，减排5万吨')}{marked}{run('*。')}</w:p>",
        footnotes=note(1, "* 估算。"),
    ) == ["全市推广碳普惠，减排5万吨*。", "* 估算。"]


def test_a_note_that_is_lost_or_taken_away_leaves_no_mark() -> None:
    deleted = f'<w:del w:id="3" w:author="a">{refer(1)}</w:del>'
    assert word_body(
        f"<w:p>{run('全市推广碳普惠')}{refer(9)}{deleted}{run('。')}</w:p>",
        footnotes=note(1, "旧注。"),
    ) == ["全市推广碳普惠。"]


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_headers_and_footers_are_not_read_but_for_the_documents_number(kind: str) -> None:
    page = paragraph("平安县人民政府办公室 平政办〔2023〕5号") + paragraph("第 1 页")
    body = paragraph("各乡镇人民政府：")
    article = assemble(word_draft(body, **{kind: page}), "总结.docx")
    assert article.title == "工作总结"
    assert article.text == "平政办〔2023〕5号\n工作总结\n各乡镇人民政府："
    body += paragraph("平政办〔2023〕5号文件同时废止。")
    assert "第 1 页" not in word_body(body, **{kind: page})
    assert word_body(body, **{kind: page})[0] == "各乡镇人民政府："


def test_a_number_beside_a_body_without_title_stands_under_its_first_line() -> None:
    first = "根据县委、县政府的部署，现将有关事项通知如下，请各乡镇、各部门认真贯彻执行。"
    draft = word_draft(paragraph(first), title="", header=paragraph("平政办〔2023〕5号"))
    assert [line.text for line in draft.body] == [first, "平政办〔2023〕5号"]
