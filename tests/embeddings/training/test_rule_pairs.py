from embeddings.training.corpus import Pair
from embeddings.training.rule_pairs import Passage, neighbours, points, rule_pairs
from embeddings.training.store import passages

FIRST = "两地共建一批产业园区和科技创新平台。"
SECOND = "平台面向中小企业开放仪器设备和试验场地。"


def test_a_sentence_and_the_next_are_neighbours_and_short_ones_are_not() -> None:
    assert neighbours(f"{FIRST}{SECOND}") == (FIRST, SECOND)
    assert neighbours(f"{FIRST}好。{SECOND}") is None
    assert neighbours(FIRST) is None


def test_the_words_before_a_list_label_each_of_its_points() -> None:
    listed = "申请人应当提交下列材料：（一）身份证明和户口簿；（二）房产证明或者合同。"
    text = f"{FIRST}{listed}{SECOND}"
    assert list(points(text)) == [
        ("申请人应当提交下列材料", "身份证明和户口簿"),
        ("申请人应当提交下列材料", "房产证明或者合同"),
    ]


def test_counted_clauses_are_points_and_their_headings_label_what_follows() -> None:
    text = f"会议部署三项重点工作。一是推动产业协同发展。{FIRST}二是加强生态环境保护。"
    assert list(points(text)) == [
        ("会议部署三项重点工作", f"推动产业协同发展。{FIRST}".strip("。")),
        ("推动产业协同发展", FIRST.strip("。")),
        ("会议部署三项重点工作", "加强生态环境保护"),
    ]


def test_a_marker_that_does_not_count_on_from_one_makes_no_list() -> None:
    assert not list(points("依照前款第（二）项办理的：（二）身份证明和户口簿；（三）房产证明。"))
    assert not list(points("这是唯一是非分明的说法，二是办法尚待完善。"))


def test_each_passage_is_used_once_and_names_its_document_and_source() -> None:
    passage = Passage(f"{FIRST}{SECOND}", "d1", "laws")
    assert list(rule_pairs([passage, passage])) == [Pair(FIRST, SECOND, "d1", "laws/next")]


def test_only_prose_is_a_source_of_pairs_by_rule() -> None:
    given = [
        Pair("问", "条文", "d1", "laws/q:who"),
        Pair("高兴", "快乐", "d2", "synonyms/pairs"),
    ]
    assert list(passages(given, [])) == [Passage("条文", "d1", "laws")]
