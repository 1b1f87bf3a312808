"""Heads of official documents: what stands above the title, and the lines that make it."""

import pytest

from assistant.ingest.assembly import assemble
from assistant.ingest.markdown import read_markdown
from assistant.ingest.official import OfficialHead, official_head
from assistant.ingest.plaintext import read_text
from assistant.ingest.webpage import read_webpage
from tests.ingest.fields import assert_fields_are_printed
from tests.ingest.wordfiles import paragraph, word_draft

TEXT = (
    "为推动老年助餐服务可持续发展，破解老年人用餐难题，现就有关事项提出如下要求，请认真贯彻落实。"
)


def plain(line: str) -> str:
    """A line with its gaps as one space: a web page has no others."""
    return " ".join(line.split())


HEADED = [
    # The title, what stays above it in the head, what stands in the text's first lines.
    (
        [
            "霖州市民政局　霖州市财政局文件",
            "霖民发〔2025〕17号",
            "关于做好2025年",
            "社区助餐工作的通知",
        ],
        "关于做好2025年社区助餐工作的通知",
        ("霖州市民政局　霖州市财政局文件",),
        ("霖民发〔2025〕17号",),
    ),
    (
        [
            "霖州市人民政府专题会议纪要",
            "〔2025〕23号",
            "霖州市人民政府办公室　　2025年5月26日",
            "关于古道保护利用工作的会议纪要",
        ],
        "关于古道保护利用工作的会议纪要",
        ("霖州市人民政府专题会议纪要",),
        ("〔2025〕23号", "霖州市人民政府办公室　　2025年5月26日"),
    ),
    (
        ["中共澄州市委督查室　澄州市人民政府督查室", "关于2026年一季度重点工作推进情况的通报"],
        "中共澄州市委督查室　澄州市人民政府督查室关于2026年一季度重点工作推进情况的通报",
        (),
        (),
    ),
    (
        ["国家发展改革委", "财政部", "教育部", "关于印发学生用餐实施方案", "的通知"],
        "国家发展改革委 财政部 教育部关于印发学生用餐实施方案的通知",
        (),
        (),
    ),
    (
        [
            "000123",
            "特急",
            "中共霖州市委文件",
            "霖发〔2025〕1号　　签发人：王平",
            "中共霖州市委",
            "霖州市人民政府",
            "关于全面推进乡村振兴的实施意见",
        ],
        "中共霖州市委 霖州市人民政府关于全面推进乡村振兴的实施意见",
        ("中共霖州市委文件",),
        ("000123", "特急", "霖发〔2025〕1号　　签发人：王平"),
    ),
    (
        [
            "霖州市人民政府办公室文件",
            "霖政办发〔2025〕11号",
            "霖州市人民政府办公室关于印发",
            "霖州市老年助餐三年行动计划",
            "（2025—2027年）的通知",
        ],
        "霖州市人民政府办公室关于印发霖州市老年助餐三年行动计划（2025—2027年）的通知",
        ("霖州市人民政府办公室文件",),
        ("霖政办发〔2025〕11号",),
    ),
    (
        ["霖州市教育局便函", "关于征求《霖州市学校午餐管理办法》", "意见的函"],
        "关于征求《霖州市学校午餐管理办法》意见的函",
        ("霖州市教育局便函",),
        (),
    ),
    (
        ["霖州市人民政府令", "第47号", "霖州市人才引进培育办法"],
        "霖州市人才引进培育办法",
        ("霖州市人民政府令",),
        ("第47号",),
    ),
    (
        ["特急", "霖州市应急管理局明传电报", "霖应急电〔2025〕3号", "关于做好强降雨防范的紧急通知"],
        "关于做好强降雨防范的紧急通知",
        ("霖州市应急管理局明传电报",),
        ("特急", "霖应急电〔2025〕3号"),
    ),
    (["霖州市市场监督管理局", "公　告"], "霖州市市场监督管理局公告", (), ()),
    (
        [
            "市政协提案办理简报",
            "（第12期）",
            "市政协办公室　2025年6月1日",
            "关于助餐提案办理情况的报告",
        ],
        "关于助餐提案办理情况的报告",
        ("市政协提案办理简报",),
        ("（第12期）", "市政协办公室　2025年6月1日"),
    ),
    (
        [
            "索 引 号：LZ001-2025-0012",
            "发文机关：霖州市民政局",
            "标　　题：霖州市民政局关于规范养老收费的通知",
            "霖州市民政局关于规范养老收费的通知",
        ],
        "霖州市民政局关于规范养老收费的通知",
        (),
        (
            "索 引 号：LZ001-2025-0012",
            "发文机关：霖州市民政局",
            "标　　题：霖州市民政局关于规范养老收费的通知",
        ),
    ),
    (
        [
            "办理结果：B类",
            "临民提函〔2024〕18号",
            "签发人：霍景川",
            "临澜市民政局",
            "关于第0217号提案的答复函",
        ],
        "临澜市民政局关于第0217号提案的答复函",
        (),
        ("办理结果：B类", "临民提函〔2024〕18号", "签发人：霍景川"),
    ),
    (
        ["霖州市财政局", "霖财函〔2025〕19号", "关于同意追加补助资金的批复"],
        "关于同意追加补助资金的批复",
        ("霖州市财政局",),
        ("霖财函〔2025〕19号",),
    ),
    (
        ["霖州市统计局", "2024年霖州市国民经济和社会发展统计公报"],
        "2024年霖州市国民经济和社会发展统计公报",
        ("霖州市统计局",),
        (),
    ),
    (
        ["霖州市人民政府公告", "霖政告〔2025〕2号", "关于禁止燃放烟花爆竹的通告"],
        "关于禁止燃放烟花爆竹的通告",
        ("霖州市人民政府公告",),
        ("霖政告〔2025〕2号",),
    ),
    (
        ["霖州市发展和改革委员会", "关于2024年计划执行情况", "与2025年计划草案的报告"],
        "霖州市发展和改革委员会关于2024年计划执行情况与2025年计划草案的报告",
        (),
        (),
    ),
]


HEADED += [
    (
        ["霖州市人民政府文件", "霖政发〔2025〕2号", "━━━━━━━━", "关于印发停车管理办法的通知"],
        "关于印发停车管理办法的通知",
        ("霖州市人民政府文件",),
        ("霖政发〔2025〕2号", "━━━━━━━━"),
    ),
    (
        # As databases of laws print it.
        [
            "文章属性",
            "∙【制定机关】霖州市财政局",
            "∙【字 号】霖财〔2018〕3号",
            "∙【时效性】失效",
            "正文",
            "霖州市财政局关于印发充电设施补贴资金管理办法的通知",
        ],
        "霖州市财政局关于印发充电设施补贴资金管理办法的通知",
        (),
        (
            "文章属性",
            "∙【制定机关】霖州市财政局",
            "∙【字 号】霖财〔2018〕3号",
            "∙【时效性】失效",
            "正文",
        ),
    ),
]


@pytest.mark.parametrize(("lines", "title", "above", "beside"), HEADED)
def test_the_title_stands_under_header_issuers_and_number(
    lines: list[str], title: str, above: tuple[str, ...], beside: tuple[str, ...]
) -> None:
    found = official_head([*lines, TEXT])
    assert found == OfficialHead(title, above, beside, len(lines))


@pytest.mark.parametrize(
    "lines",
    [
        # The first line is the title already.
        ["霖州市民政局关于做好助餐工作的通知", "霖民发〔2025〕17号"],
        ["老年助餐如何持续", "关于补贴标准的规定"],
        ["霖州市扬尘污染防治条例", "（2022年10月27日通过）", "目　录", "第一章　总则"],
        ["全市文化工作会议纪要", "会议时间：2025年3月1日", "关于经费的意见"],
        [
            "我市出台老年助餐新政",
            "霖州市民政局近日印发《关于做好助餐工作的通知》，惠及12万老年人。",
        ],
        ["尊敬的王老师：", "关于您的建议", "您好！"],
        ["关于老年助餐，你想知道的都在这里", "一、关于补贴的规定"],
        # A page about the office, minutes with no subject.
        ["霖州市民政局", "机构职能", "负责全市民政工作。"],
        ["霖州市人民政府常务会议纪要", "第23次", "2025年3月12日"],
        ["霖州市人民政府令", "第12号", "《停车管理办法》已经通过，现予公布。"],
    ],
)
def test_other_first_lines_are_no_official_head(lines: list[str]) -> None:
    assert official_head([*lines, TEXT]) is None


@pytest.mark.parametrize(("lines", "title", "above", "beside"), HEADED)
def test_the_same_is_read_from_every_kind_of_file(
    lines: list[str], title: str, above: tuple[str, ...], beside: tuple[str, ...]
) -> None:
    texts = [*lines, "各县（区）民政局：", TEXT, "一、工作目标", TEXT]
    drafts = (
        *read_text("\n\n".join(texts), "文.txt"),
        *read_markdown("\n\n".join(texts), "文.md"),
        *read_webpage(
            "<article>" + "".join(f"<p>{t}</p>" for t in texts) + "</article>", "文.html"
        ),
        word_draft(*map(paragraph, texts), title=""),
    )
    for draft in drafts:
        article = assemble(draft, "文")
        assert plain(article.title) == plain(title)
        assert [plain(line) for line in draft.head] == [plain(line) for line in (*above, title)]
        body = [plain(line.text) for line in draft.body]
        assert body[: len(beside)] == [plain(line) for line in beside]
        assert body[len(beside) :] == texts[len(lines) :]
        assert_fields_are_printed(article)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "推动大规模设备更新和消费品以旧换新\n实施方案\n\n为落实部署，制定本方案。",
            "推动大规模设备更新和消费品以旧换新实施方案",
        ),
        (
            "霖州市第十五个五年规划\n和二〇三五年远景目标纲要\n\n第一章　发展环境\n成绩显著。",
            "霖州市第十五个五年规划和二〇三五年远景目标纲要",
        ),
        (
            "让两市群众感到“像一座城”\n——市发展改革委主任就一体化发展答记者问\n\n近日，要点印发。",
            "让两市群众感到“像一座城”——市发展改革委主任就一体化发展答记者问",
        ),
        # A section's name, an item among others, a title that stands alone.
        ("智慧养老\n\n实施方案\n到2027年，建成智慧养老平台。", "智慧养老"),
        ("校友课程\n——政府治理\n——艺术鉴赏\n以上课程全年开放。", "校友课程"),
        ("我市出台助餐新政\n\n市民政局印发《关于做好助餐工作的通知》。", "我市出台助餐新政"),
    ],
)
def test_second_lines_of_a_title(text: str, title: str) -> None:
    (draft,) = read_text(text, "文.txt")
    assert draft.title == title


def test_the_day_under_the_issuers_is_found_above_attachments() -> None:
    text = (
        "关于做好助餐工作的通知\n各县区：\n"
        + TEXT
        + "\n霖州市民政局　霖州市财政局\n2025年3月12日\n"
    )
    (draft,) = read_text(text + "附件\n分配表\n霁川区 12\n望泉区 9\n松岭县 7", "文.txt")
    assert draft.published == "2025-03-12"


def test_the_day_is_found_in_a_line_of_fields() -> None:
    fields = "发文机关：市农业局　　文号：霖农发〔2025〕31号　　印发日期：2025年4月15日"
    (draft,) = read_markdown(f"# 行动计划\n\n> {fields}\n\n{TEXT}", "文.md")
    assert draft.published == "2025-04-15"
