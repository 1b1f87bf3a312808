"""The numbers that Word counts out before the paragraphs of its lists."""

import pytest

from assistant.ingest.numerals import numeral
from tests.ingest.wordfiles import cell, paragraph, run, word_body


def level(
    depth: int, number_format: str, pattern: str, start: int = 1, more: str = "", before: str = ""
) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{before}<w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    )


def definition(*levels: str, name: int = 1, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def a_list(name: int = 1, of: int = 1, overrides: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(text: str, depth: int = 0, of: int = 1) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{of}"/></w:numPr>'
    return paragraph(text, numbered)


def numbered(pattern: str, number_format: str, more: str = "") -> str:
    return definition(level(0, number_format, pattern, more=more)) + a_list()


@pytest.mark.parametrize(
    ("pattern", "number_format", "lines"),
    [
        ("第%1条", "chineseCountingThousand", ["第一条 甲", "第二条 乙"]),
        ("%1、", "japaneseCounting", ["一、甲", "二、乙"]),
        ("（%1）", "chineseCounting", ["（一）甲", "（二）乙"]),
        ("%1.", "decimal", ["1. 甲", "2. 乙"]),
        ("%1)", "lowerLetter", ["a) 甲", "b) 乙"]),
        ("%1", "decimalEnclosedCircle", ["① 甲", "② 乙"]),
        ("%1．", "upperRoman", ["I．甲", "II．乙"]),
        ("%1、", "ideographTraditional", ["甲、甲", "乙、乙"]),
        ("\uf06c", "bullet", ["甲", "乙"]),
        ("●", "bullet", ["甲", "乙"]),
        ("", "none", ["甲", "乙"]),
    ],
)
def test_numbers_stand_before_their_paragraphs(
    pattern: str, number_format: str, lines: list[str]
) -> None:
    assert word_body(item("甲"), item("乙"), numbering=numbered(pattern, number_format)) == lines


def test_levels_restart_below_a_higher_one_and_count_on_past_other_text() -> None:
    numbering = (
        definition(
            level(0, "chineseCounting", "%1、"),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%3."),
        )
        + a_list()
    )
    assert word_body(
        item("总则"),
        item("目的", 1),
        item("农业", 2),
        item("工业", 2),
        paragraph("说明一句。"),
        item("范围", 1),
        item("生活", 2),
        item("措施"),
        item("宣传", 1),
        numbering=numbering,
    ) == [
        "一、总则",
        "（一）目的",
        "1. 农业",
        "2. 工业",
        "说明一句。",
        "（二）范围",
        "1. 生活",
        "二、措施",
        "（一）宣传",
    ]


def test_a_level_that_does_not_restart_counts_through() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    numbering = (
        definition(
            level(0, "chineseCountingThousand", "第%1章"),
            level(1, "chineseCountingThousand", "第%2条", before=never),
        )
        + a_list()
    )
    assert word_body(
        *(item("总则"), item("甲", 1), item("乙", 1), item("附则"), item("丙", 1)),
        numbering=numbering,
    ) == ["第一章 总则", "第一条 甲", "第二条 乙", "第二章 附则", "第三条 丙"]


def test_a_number_may_hold_those_above_it() -> None:
    digits = "<w:isLgl/>"
    numbering = (
        definition(
            level(0, "chineseCounting", "第%1部分"),
            level(1, "decimal", "%1.%2", before=digits),
            level(2, "decimalZero", "%1-%2-%3", start=5),
        )
        + a_list()
    )
    assert word_body(
        *(item("甲"), item("乙", 1), item("丙", 1), item("丁", 2)), numbering=numbering
    ) == ["第一部分 甲", "1.1 乙", "1.2 丙", "一-2-05 丁"]


def test_a_level_begins_at_its_start_and_lists_of_a_definition_count_on() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "附件%1")}</w:lvlOverride>'
    numbering = (
        definition(level(0, "decimal", "%1.", start=3))
        + a_list(1)
        + a_list(2)
        + a_list(3, overrides=override)
        + a_list(4, overrides=own)
    )
    lines = [item(text, of=of) for text, of in zip("甲乙丙丁戊己", (1, 1, 2, 3, 3, 4), strict=True)]
    assert word_body(*lines, numbering=numbering) == [
        *("3. 甲", "4. 乙", "5. 丙", "8. 丁", "9. 戊", "附件10 己"),
    ]


def test_a_style_numbers_its_paragraphs_unless_they_say_otherwise() -> None:
    def style(name: str, inner: str) -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
            f"{inner}</w:style>"
        )

    def of(name: str, more: str = "") -> str:
        return f'<w:pStyle w:val="{name}"/>{more}'

    chapter, provision = '<w:pStyle w:val="章"/>', '<w:pStyle w:val="条"/>'
    numbering = (
        definition(
            level(0, "chineseCountingThousand", "第%1章", before=chapter),
            level(1, "chineseCountingThousand", "第%2条", before=provision),
        )
        + a_list()
    )
    styles = (
        style("章", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("条", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("强调条", '<w:basedOn w:val="条"/>')
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    assert word_body(
        paragraph("总则", of("章")),
        paragraph("甲", of("条")),
        paragraph("乙", of("强调条")),
        paragraph("不编号", of("条", none)),
        paragraph("附则", of("章")),
        numbering=numbering,
        styles=styles,
    ) == ["第一章 总则", "第一条 甲", "第二条 乙", "不编号", "第二章 附则"]


def test_a_definition_may_be_that_of_a_list_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="表式"><w:name w:val="表式"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        definition(more='<w:numStyleLink w:val="表式"/>')
        + definition(level(0, "decimal", "（%1）"), name=2)
        + a_list(1)
        + a_list(2, of=2)
    )
    assert word_body(item("甲"), numbering=numbering, styles=styles) == ["（1）甲"]


def test_what_a_change_took_away_is_not_counted() -> None:
    gone = (
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    )
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    taken = f"<w:p><w:pPr>{gone}</w:pPr>{deleted}</w:p>"
    numbering = numbered("%1.", "decimal")
    assert word_body(item("甲"), taken, item("乙"), numbering=numbering) == ["1. 甲", "2. 乙"]


def test_cells_without_text_show_their_number() -> None:
    def row(first: str, second: str) -> str:
        return f"<w:tr>{cell(first)}{cell(f'<w:p>{run(second)}</w:p>')}{cell('<w:p/>')}</w:tr>"

    table = f"<w:tbl>{row(item(''), '农业')}{row(item(''), '工业')}</w:tbl>"
    assert word_body(table, numbering=numbered("%1", "decimal")) == ["1 | 农业 |", "2 | 工业 |"]


def test_a_level_told_for_old_and_new_word_is_written_for_the_new() -> None:
    both = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="01, 02, 03, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1-"/></w:lvl>'
    )
    assert word_body(item("甲"), numbering=definition(both) + a_list()) == ["01-甲"]


def test_numbering_that_leads_nowhere_numbers_nothing() -> None:
    assert word_body(item("甲", of=7), numbering=numbered("%1.", "decimal")) == ["甲"]
    assert word_body(item("甲"), numbering=a_list(1, of=9)) == ["甲"]
    assert word_body(item("甲", depth=30), numbering=numbered("%1.", "decimal")) == ["甲"]


@pytest.mark.parametrize(
    ("number_format", "numbers"),
    [
        ("chineseCounting", {10: "十", 12: "十二", 20: "二十", 99: "九十九", 101: "一〇一"}),
        (
            "chineseCountingThousand",
            {11: "十一", 101: "一百零一", 110: "一百一十", 1020: "一千零二十"},
        ),
        ("japaneseCounting", {15: "十五", 101: "百一", 111: "百十一"}),
        ("chineseLegalSimplified", {10: "壹拾", 123: "壹佰贰拾叁"}),
        ("lowerRoman", {4: "iv", 19: "xix", 2024: "mmxxiv", 4000: "4000"}),
        ("upperLetter", {26: "Z", 27: "AA", 53: "AAA", 999_999: "999999"}),
        ("decimalEnclosedCircleChinese", {20: "⑳", 21: "21"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "61"}),
        ("decimalZero", {9: "09", 10: "10"}),
        ("不知道的", {7: "7"}),
    ],
)
def test_numbers_are_written_in_their_format(number_format: str, numbers: dict[int, str]) -> None:
    assert {number: numeral(number, number_format) for number in numbers} == numbers
