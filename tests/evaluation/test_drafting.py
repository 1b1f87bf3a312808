import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.evaluation.drafting import DRAFT_MARK, draft_questions
from assistant.evaluation.matching import holds
from assistant.evaluation.paraphrasing import paraphrase
from assistant.evaluation.questions import Question
from assistant.evaluation.swapping import numbered, swap_questions
from assistant.ingest.figures import find_figures
from assistant.ingest.outline import build_outline
from assistant.types import Article, FieldSpan, Passage, Point

HARBOUR = Article(
    id="h",
    title="港口发展的三项任务",
    author="何秋实",
    affiliation="市港务局副局长",
    text=(
        "港口发展的三项任务\n何秋实\n"
        "2022年青州港货物吞吐量达3.2亿吨，同比增长6.4%。"
        "《青州港总体规划》提出，到2030年，青州港建成国际航运枢纽。"
        "集装箱、散货、油品三大码头是重点。\n"
        "推动港口转型要抓好三项任务。"
        "一是加快智慧港口建设。推广无人集卡。建设智能闸口。"
        "二是加强绿色港口建设。推广岸电。使用清洁能源。"
        "三是完善集疏运体系。建设疏港铁路。改造疏港公路。\n"
    ),
    fields=(FieldSpan("title", 0, 9), FieldSpan("author", 10, 13)),
    body_start=14,
)


@dataclass
class OneArticle:
    """A library of the one article."""

    def articles(self) -> Sequence[Article]:
        return (HARBOUR,)

    def margins(self) -> Sequence[Article]:
        return ()

    def article(self, article_id: str) -> Article:
        del article_id
        return HARBOUR

    def outline(self, article_id: str) -> Point:
        del article_id
        return build_outline(HARBOUR)

    def passages(self) -> Mapping[str, Passage]:
        return {}


DRAFTS = draft_questions(OneArticle(), find_figures(HARBOUR))
BY_TEXT = {draft.question: draft for draft in DRAFTS}


def test_drafts_ask_for_figures_years_names_lists_and_points() -> None:
    facts = {text: draft.facts for text, draft in BY_TEXT.items()}
    assert facts["到哪一年，青州港建成国际航运枢纽？"] == (("2030",),)
    assert facts["《港口发展的三项任务》的作者是谁？"] == (("何秋实",),)
    assert facts["何秋实在哪里工作，担任什么职务？"] == (("市港务局副局长",),)
    assert facts["三大码头是哪三大？"] == (("集装箱",), ("散货",), ("油品",))
    assert facts["怎样加强绿色港口建设？"] == (("推广岸电",), ("使用清洁能源",))
    assert any(fact == (("3.2亿吨",),) for fact in facts.values())


def test_every_fact_of_a_draft_stands_in_its_article() -> None:
    whole = "\n".join((HARBOUR.text, HARBOUR.title, HARBOUR.affiliation))
    missing = [fact for draft in DRAFTS for fact in draft.facts if not holds(whole, fact)]
    assert missing == []


def test_every_draft_is_marked_and_names_its_article() -> None:
    assert all(draft.note.startswith(DRAFT_MARK) for draft in DRAFTS)
    assert {draft.articles for draft in DRAFTS} == {("港口发展的三项任务",)}


def test_same_library_gives_the_same_drafts() -> None:
    assert draft_questions(OneArticle(), find_figures(HARBOUR)) == DRAFTS


def test_swapped_questions_ask_for_what_no_document_holds() -> None:
    swapped = swap_questions(DRAFTS, [HARBOUR])
    held = HARBOUR.text + HARBOUR.title + HARBOUR.author
    assert swapped
    for draft in swapped:
        assert (draft.kind, draft.answerable, draft.facts) == ("none", False, ())
        assert draft.question not in BY_TEXT
        if "换年份" in draft.note:
            year = re.search(r"\d{4}", draft.question)
            assert year is not None
            assert year.group() not in held
        if "换人名" in draft.note:
            assert "何秋实" not in draft.question


def test_place_that_a_document_names_is_not_put_in() -> None:
    asked = Question("", "重庆的吞吐量是多少？", "fact")
    everywhere = replace(HARBOUR, text="北京、上海、天津与重庆")
    found = swap_questions([asked], [everywhere])
    assert len(found) == 1
    assert not any(place in found[0].question for place in ("北京", "上海", "天津", "重庆"))


def test_drafts_are_numbered_in_order() -> None:
    assert [q.id for q in numbered(DRAFTS)][:2] == ["draft-001", "draft-002"]
    assert len({q.id for q in numbered(DRAFTS)}) == len(DRAFTS)


def test_paraphrase_keeps_numbers_or_is_left_out() -> None:
    asked = [Question("1", "2022年吞吐量是多少？", "fact", ((("3.2亿吨",),),))]
    said = iter(["“2022年港口装卸了多少货？”"])
    kept = list(paraphrase(asked, lambda _: next(said), lambda text: text))
    assert [(q.question, q.kind, q.facts) for q in kept] == [
        ("2022年港口装卸了多少货？", "para", (("3.2亿吨",),))
    ]
    assert kept[0].note.startswith(DRAFT_MARK)
    for bad in ("2023年呢？", "", "一\n二", "2022年吞吐量是多少？", "2022" + "长" * 200):
        assert list(paraphrase(asked, lambda _, bad=bad: bad, lambda text: text)) == []  # type: ignore[misc]


FIGURES = """二、收费标准
养老机构护理人员不少于30名，其中至少2名持证。2026年全市60岁以上老年人口占常住人口的23%。
每班不少于2人。
"""
TABLE = """分区养老机构情况
区名 | 机构（家） | 床位（张）
东城区 | 12 | 860
西城区 | 9 | 640
"""


def library_of(article: Article) -> OneArticle:
    """A library of one article with the outline that reading gives it."""

    class Library(OneArticle):
        def articles(self) -> Sequence[Article]:
            return (article,)

        def outline(self, article_id: str) -> Point:
            del article_id
            return build_outline(article)

    return Library()


def figure_drafts(text: str) -> set[str]:
    article = Article(id="x", title="甲", text=text)
    drafts = draft_questions(library_of(article), find_figures(article))
    return {draft.question for draft in drafts if draft.kind == "fact"}


def test_a_figure_without_a_noun_phrase_for_its_subject_is_not_asked_for() -> None:
    assert figure_drafts(FIGURES) == {
        "养老机构护理人员有多少名？",
        "2026年全市60岁以上老年人口占常住人口的多少？",
    }


def test_a_cell_is_asked_for_by_its_row_and_its_head() -> None:
    assert figure_drafts(TABLE) == {
        "东城区的机构是多少？",
        "东城区的床位是多少？",
        "西城区的机构是多少？",
        "西城区的床位是多少？",
    }


def test_a_heading_that_asks_is_the_question() -> None:
    text = (
        "办事问答\n一、登记费怎么收\n住宅每件收80元。非住宅每件收550元。\n"
        "二、关于加急办理\n加急的当日办结。加急不另收费。\n"
    )
    article = Article(id="x", title="办事问答", text=text, body_start=5)

    class Library(OneArticle):
        def articles(self) -> Sequence[Article]:
            return (article,)

        def outline(self, article_id: str) -> Point:
            del article_id
            return build_outline(article)

    drafts = [draft.question for draft in draft_questions(Library(), ()) if draft.kind == "list"]
    assert "登记费怎么收？" in drafts
    assert not any("怎么收有哪些" in draft or draft.startswith("关于") for draft in drafts)


RULES = """人才公寓管理办法

第一章 总则
第一条 为规范管理，制定本办法。
第二条 县住建局负责日常管理。

第二章 申请材料
（一）身份证复印件；
（二）学历证书复印件。

第三章 租期
第三条 租期一般为三年，期满可续租一次，续租期不超过两年。

第四章 附则
第四条 本办法自2024年7月1日起施行，有效期两年，由县住建局解释。
"""


def test_no_draft_asks_for_a_sentence_or_a_bare_chapter() -> None:
    library = library_of(Article(id="r", title="人才公寓管理办法", text=RULES))
    drafts = {draft.question for draft in draft_questions(library, ()) if draft.kind == "list"}
    assert "申请材料包括哪两个方面？" in drafts
    assert not [each for each in drafts if re.search("总则|附则|租期一般|施行|管理办法|二个", each)]
