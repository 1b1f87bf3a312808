from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.outline import build_outline
from assistant.text import sentences
from assistant.types import ITEM_LEVEL, Article, FieldSpan, Heading, Point


def outline_of(text: str, **values: object) -> Point:
    return build_outline(Article(id="a", title="", text=text, **values))  # type: ignore[arg-type]


def tree(point: Point, *, clauses: bool = False) -> list[object]:
    """A tree as nested lists of `mark|label`, easy to write down by hand."""
    shown: list[object] = []
    for child in point.children:
        if child.kind == "clause" and not clauses:
            continue
        name = f"{child.mark}|{child.label}" if child.mark else child.label
        below = tree(child, clauses=clauses)
        shown.append([name, *below] if below else name)
    return shown


def kinds(point: Point) -> list[str]:
    return [child.kind for child in point.children]


def test_lead_sentence_heads_the_numbered_items_of_its_paragraph() -> None:
    text = (
        "推动绿色发展，加快绿色低碳转型。绿色低碳转型是关键举措。"
        "一是加快产业转型。打造制造业集群。推动协同发展。"
        "二是加快能源转型。协同开发油气资源。"
    )
    assert tree(outline_of(text)) == [
        [
            "推动绿色发展，加快绿色低碳转型",
            "绿色低碳转型是关键举措",
            ["一是|加快产业转型", "打造制造业集群", "推动协同发展"],
            ["二是|加快能源转型", "协同开发油气资源"],
        ]
    ]


def test_bullets_are_the_items_of_the_sentence_before_them() -> None:
    text = (
        "2021年，工程启动，总投资8亿元。治理分三步走：\n"
        "• 截污控源。改造管网96公里。\n"
        "• 清淤引水。清除淤泥。\n"
        "○ 干挖\n"
        "○ 水挖\n"
        "• 生态修复\n"
        "去年治理见效，2020 - 2023年水质变好。"
    )
    assert tree(outline_of(text)) == [
        "2021年，工程启动，总投资8亿元",
        [
            "治理分三步走",
            ["• |截污控源", "改造管网96公里"],
            ["• |清淤引水", "清除淤泥", "○ |干挖", "○ |水挖"],
            "• |生态修复",
        ],
        "去年治理见效，2020 - 2023年水质变好",
    ]


def test_items_that_the_markup_tells_need_no_bullet() -> None:
    lines = ["主要做法：", "抓管网", "建泵站", "去年完成。"]
    text = "\n".join(lines)
    items = tuple(
        Heading(text.index(line), text.index(line) + len(line), ITEM_LEVEL) for line in lines[1:3]
    )
    (heading,) = outline_of(text, headings=items).children
    assert [(each.kind, each.label, each.mark) for each in heading.children] == [
        ("item", "抓管网", ""),
        ("item", "建泵站", ""),
        ("sentence", "去年完成", ""),
    ]


def test_an_item_of_one_sentence_is_labelled_by_its_first_clause() -> None:
    text = "要做好三件事。一是开展试验示范，支持部分地区先行先试。二是推进创建，深化协同。"
    (section,) = outline_of(text).children
    first, second = section.children
    assert (first.mark, first.label) == ("一是", "开展试验示范")
    assert [clause.label for clause in first.children] == ["支持部分地区先行先试"]
    assert (second.mark, second.label) == ("二是", "推进创建")


def test_points_may_be_counted_from_the_first_of_them() -> None:
    text = "差距有两重原因。其一是布局失衡，冷库集中在城市。其二是使用失衡，一年只用四个月。"
    (section,) = outline_of(text).children
    assert [(each.mark, each.label) for each in section.children] == [
        ("其一是", "布局失衡"),
        ("其二是", "使用失衡"),
    ]


def test_an_adverbial_is_not_a_label_by_itself() -> None:
    text = "做好协同。一是在联席会议制度下，设立工作专班，加强对接。二是完善机制，编制目录。"
    (section,) = outline_of(text).children
    assert section.children[0].label == "在联席会议制度下，设立工作专班"


def test_a_paragraph_without_marks_ends_the_list_before_it() -> None:
    text = "加强领导。一是抓落实，见行动。二是抓督查，促整改。\n预计到2025年，体系更加完善。"
    assert tree(outline_of(text)) == [
        ["加强领导", "一是|抓落实", "二是|抓督查"],
        "预计到2025年，体系更加完善",
    ]


def test_official_numbering_nests_in_the_order_in_which_it_appears() -> None:
    text = (
        "一、总体要求\n坚持稳中求进。\n（一）指导思想。全面贯彻方针。\n（二）基本原则。\n"
        "1.坚持创新。2.坚持开放。\n二、重点任务\n（一）壮大产业。\n培育龙头企业。\n①选址。②建设。"
    )
    assert tree(outline_of(text)) == [
        [
            "一、|总体要求",
            "坚持稳中求进",
            ["（一）|指导思想", "全面贯彻方针"],
            ["（二）|基本原则", "1.|坚持创新", "2.|坚持开放"],
        ],
        ["二、|重点任务", ["（一）|壮大产业", "培育龙头企业", "①|选址", "②|建设"]],
    ]


def test_numbering_is_found_in_a_document_of_one_long_line() -> None:
    text = (
        "各有关单位： 现通知如下： 一、保障供应 1.实施计划。 2.保障物流。 二、支持企业 3.减免租金。"
    )
    root = outline_of(text)
    items = [point for point in root.walk() if point.kind == "item"]
    assert [(item.mark, item.label) for item in items] == [
        ("一、", "保障供应"),
        ("1.", "实施计划"),
        ("2.", "保障物流"),
        ("二、", "支持企业"),
        ("3.", "减免租金"),
    ]


def test_a_list_inside_one_sentence_ends_with_the_sentence() -> None:
    text = "会议开得很好。要抓好两件事：一是稳就业；二是稳物价。各地都要行动起来，把事情办好。"
    assert tree(outline_of(text)) == [
        "会议开得很好",
        ["要抓好两件事", "一是|稳就业", "二是|稳物价"],
        "各地都要行动起来，把事情办好",
    ]


def test_words_that_number_nothing_stay_prose() -> None:
    text = "首先要感谢大家。第一产业增长3%。他一是一、二是二。1.5万人参加，按照第（一）项办理。"
    assert set(kinds(outline_of(text))) == {"sentence"}


def test_first_then_last_are_a_series() -> None:
    text = "怎么办？首先，统一思想。其次，制定方案。最后，抓好落实。"
    root = outline_of(text)
    marks = [(point.mark, point.label) for point in root.walk() if point.mark]
    assert marks == [("首先", "统一思想"), ("其次", "制定方案"), ("最后", "抓好落实")]


def test_markup_headings_nest_by_their_level() -> None:
    lines = ["总则", "目的", "为了规范管理。", "范围", "适用于本市。", "附则", "自发布之日起施行。"]
    text = "\n".join(lines)
    levels = {"总则": 1, "目的": 2, "范围": 2, "附则": 1}
    headings = tuple(
        Heading(text.index(line), text.index(line) + len(line), level)
        for line, level in levels.items()
    )
    assert tree(outline_of(text, headings=headings)) == [
        ["总则", ["目的", "为了规范管理"], ["范围", "适用于本市"]],
        ["附则", "自发布之日起施行"],
    ]


def test_chapters_hold_the_provisions_that_count_on_across_them() -> None:
    text = "第一章　总则\n第一条　为了规范。\n第二条　适用范围。\n第二章　管理\n第三条　部门职责。"
    assert tree(outline_of(text)) == [
        ["第一章|总则", "第一条|为了规范", "第二条|适用范围"],
        ["第二章|管理", "第三条|部门职责"],
    ]


def test_a_record_becomes_fields() -> None:
    text = (
        "办理地点：政务服务中心三楼\n承诺时限：5个工作日　收费标准：不收费\n"
        "会议指出：要坚持稳中求进，扎实推进。"
    )
    root = outline_of(text)
    assert [(point.kind, point.label) for point in root.children] == [
        ("field", "办理地点"),
        ("field", "承诺时限"),
        ("field", "收费标准"),
        ("sentence", "会议指出：要坚持稳中求进，扎实推进"),
    ]
    assert text[root.children[1].start : root.children[1].end] == "承诺时限：5个工作日"


def test_table_rows_are_fields_named_by_their_first_cell() -> None:
    root = outline_of("指标\t2021年\t2022年\n产值\t7.4万亿元\t7.8万亿元")
    assert [(point.kind, point.label) for point in root.children] == [
        ("field", "指标"),
        ("field", "产值"),
    ]
    assert [clause.label for clause in root.children[1].children] == ["7.4万亿元", "7.8万亿元"]


def test_an_article_without_marks_is_a_flat_list_of_sentences() -> None:
    text = "苏镜宇，中国足球运动员，司职前锋。他年少时在张家口踢球。2008年，他转会河南。"
    assert kinds(outline_of(text)) == ["sentence", "sentence", "sentence"]


def test_the_root_covers_the_body_and_is_labelled_by_the_printed_title() -> None:
    text = "论绿色发展\n□王某\n要坚持绿色发展。"
    article = Article(
        id="a", title="论绿色发展", text=text, body_start=10, fields=(FieldSpan("title", 0, 5),)
    )
    root = build_outline(article)
    assert (root.label, root.start, root.end) == ("论绿色发展", 10, len(text))
    assert root.children[0].label == "要坚持绿色发展"


def test_an_empty_body_has_no_points() -> None:
    assert outline_of("").children == ()
    assert outline_of(" \n　\n").children == ()


def own_positions(point: Point, text: str) -> list[int]:
    """Positions of the characters that belong to a point and to none of its children."""
    covered = {i for child in point.children for i in range(child.start, child.end)}
    inside = range(point.start, point.end)
    return [i for i in inside if i not in covered and not text[i].isspace()]


def check_invariants(text: str, root: Point) -> None:
    positions: list[int] = []
    for point in root.walk():
        assert point.label == text[point.label_start : point.label_end]
        if point is not root:
            assert point.start <= point.label_start <= point.label_end <= point.end
            positions.extend(own_positions(point, text))
        previous = point.start
        for child in point.children:
            assert previous <= child.start < child.end <= point.end
            previous = child.end
    assert len(positions) == len(set(positions)), "a character lies in two points"
    expected = [i for i in range(len(text)) if not text[i].isspace()]
    assert sorted(positions) == expected, "a character lies in no point"
    edges = {point.end for point in root.walk()}
    edges |= {len(text[: point.start].rstrip()) for point in root.walk()}
    edges |= {len(text[: point.label_start].rstrip()) for point in root.walk()}  # mark, no words
    edges |= {point.label_end for point in root.walk()}  # a label without a stop
    fields = [point for point in root.walk() if point.kind == "field"]  # a cell may hold several
    ends = {span.end for span in sentences(text)}
    ends -= {end for end in ends for point in fields if point.start < end < point.end}
    assert ends <= edges, "a sentence ends inside a point"


WORDS = (
    "一是 二是 三是 首先， 其次， 最后， 第一， 第二， 一、 二、 （一） （二） 1. 2. （1） ① ②"
    " 。 。 ！ ： 第一章　 第一条　 第二条　 加快转型 推动绿色发展，加快转型"
    " ，提升能力 ；完善机制 \n \n　　 办理地点： 5个工作日 产值\t7.4"
    " “双碳” （试行） 1,000元 但 3.5% | ” 《 当前，"
)
PARTS = st.sampled_from(WORDS.split(" "))


@given(st.lists(PARTS, max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_every_character_lies_in_one_point_and_children_in_their_parents(text: str) -> None:
    check_invariants(text, outline_of(text))


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_sound_tree(text: str) -> None:
    check_invariants(text, outline_of(text))


def test_a_gap_parts_an_items_heading_from_its_text() -> None:
    text = "一、 倡导网上办 我们建议通过网上办的方式申报材料。 二、 提供咨询 若有疑问，请拨打电话。"
    items = outline_of(text).children
    assert [(item.mark, item.label) for item in items] == [
        ("一、", "倡导网上办"),
        ("二、", "提供咨询"),
    ]
    assert [clause.label for clause in items[1].children] == ["若有疑问", "请拨打电话"]


def test_the_closing_formula_belongs_to_no_item() -> None:
    text = "一、加强领导。\n各地要重视。\n二、狠抓落实。\n各地要行动。\n特此通知。\n附件：名单"
    assert tree(outline_of(text)) == [
        ["一、|加强领导", "各地要重视"],
        ["二、|狠抓落实", "各地要行动"],
        "特此通知",
        "附件",
    ]


def test_a_line_that_was_broken_off_heads_nothing() -> None:
    text = (
        "自建院以来，学院已培养本科毕业生\n3000余人，遍布全国。\n开设“环境设计”“动画\n设计”等专业。"
    )
    assert set(kinds(outline_of(text))) == {"sentence"}


def test_a_documents_number_and_a_dated_byline_head_nothing() -> None:
    text = (
        "江政办发〔2023〕18号\n为健全服务体系，制定本方案。\n"
        "江陵日报 2024年3月12日 记者 陈晓岚\n社区食堂飘出饭菜香。"
    )
    assert not {"heading", "section"} & set(kinds(outline_of(text)))


def test_an_item_that_begins_with_a_year_is_an_item() -> None:
    text = "申报材料：\n1.申请表；\n2.营业执照复印件；\n3.2023年度审计报告；\n4.承诺书。"
    (section,) = outline_of(text).children
    assert [child.mark for child in section.children] == ["1.", "2.", "3.", "4."]


def test_dashes_that_follow_one_another_mark_items() -> None:
    text = (
        "评审按以下步骤实施：\n——自愿申报。三月底前提交申报书。\n——集中评审。组织专家打分。\n"
        "评审结果纳入考核。"
    )
    assert tree(outline_of(text)) == [
        [
            "评审按以下步骤实施",
            ["——|自愿申报", "三月底前提交申报书"],
            ["——|集中评审", "组织专家打分"],
            "评审结果纳入考核",
        ]
    ]


def test_a_dash_alone_and_one_within_a_sentence_mark_nothing() -> None:
    for text in (
        "把港口做成通道\n——专访港口集团董事长，谈今年打算。\n去年吞吐量增长一成。\n开头是这样的。",
        "三个方面——交通、能源、水利。另外三个方面——科技、教育、医疗。",
    ):
        assert not any(point.mark for point in outline_of(text).walk())


def test_a_list_that_begins_on_the_line_of_its_label_is_whole() -> None:
    text = (
        "加装电梯问答\n基本原则：业主自主、社区主导。\n实施条件：（一）有合法的权属证明；\n"
        "（二）五年内未列入改造范围；\n（三）建筑结构安全。\n咨询电话：12345"
    )
    root = outline_of(text)
    (conditions,) = [each for each in root.walk() if each.label == "实施条件"]
    assert [each.label for each in conditions.children if each.kind == "item"] == [
        "有合法的权属证明",
        "五年内未列入改造范围",
        "建筑结构安全",
    ]
    assert [each.label for each in root.walk() if each.kind == "field"] == ["基本原则", "咨询电话"]
