"""What an issue of a paper holds, and which article came out of which research project."""

import pytest

from assistant.answering.documents.issue_contents import contents_drafts
from assistant.service import Assistant
from assistant.types import Article, FieldSpan
from tests.answering.libraries import library_of


def _article(title: str, author: str, source: str, column: str = "", day: str = "") -> Article:
    text = f"{title}\n{author}\n正文。"
    fields = [FieldSpan("title", 0, len(title))]
    if author:
        fields.append(FieldSpan("author", len(title) + 1, len(title) + 1 + len(author)))
    return Article(
        id=title,
        title=title,
        text=text,
        author=author,
        source=source,
        column=column,
        published=day,
        fields=tuple(fields),
    )


PAGE = "江城日报20250617第06版理论周刊.txt"
ARTICLES = (
    _article("老码头怎样活化", "岳明川", PAGE, "观点", "2025-06-17"),
    _article("码头之外", "", PAGE, "编者按", "2025-06-17"),
    _article("粮仓怎样变粮库", "程砚秋", PAGE, "观点", "2025-06-17"),
    _article("码头开放通知", "", "通知.txt"),
)
PIER, NOTE, GRAIN = "《老码头怎样活化》（岳明川）", "《码头之外》", "《粮仓怎样变粮库》（程砚秋）"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("这期理论周刊都登了哪些署名文章,作者分别是谁?", [PIER, GRAIN]),
        ("这一期登了几篇?", ["共有3篇文章", PIER, NOTE, GRAIN]),
        ("本期理论周刊刊登了哪些文章?", [PIER, NOTE, GRAIN]),
        ("这份报纸登了什么文章?", [PIER, NOTE, GRAIN]),
        ("江城日报理论周刊这期收录了几篇署名文章?", ["共有2篇署名文章", PIER, GRAIN]),
        ("江城日报2025年6月17日登了哪些文章?", [PIER, NOTE, GRAIN]),
        ("观点专栏登了哪些文章,题目各是什么?", [PIER, GRAIN]),
        ("这期报纸的文章都是谁写的?", [PIER, NOTE, GRAIN]),
        ("本期都有谁的文章?", [PIER, GRAIN]),
    ],
)
def test_the_articles_of_an_issue_are_listed_with_their_authors(
    question: str, said: list[str]
) -> None:
    assert [draft.text for draft in contents_drafts(question, ARTICLES)] == said


@pytest.mark.parametrize(
    "question",
    [
        "这期人民日报登了哪些文章?",
        "江城日报6月18日登了哪些文章?",
        "本方案有哪些内容?",
        "这期培训有哪些内容?",
        "这期理论周刊登了哪些文章,分别提出了什么建议?",
        "这份公报发布了哪些内容?",
    ],
)
def test_other_issues_and_what_articles_say_are_not_listed(question: str) -> None:
    assert contents_drafts(question, ARTICLES) == []


ESSAY = (
    "# 老码头怎样活化\n\n作者：岳明川\n\n老码头的活化要留住人。\n\n"
    "（作者系江城理工大学副教授，本文系云江省教育厅人文社科研究项目的阶段性成果）\n"
)
FUNDED = (
    "# 一碗面的标准\n\n作者：柏青山\n\n标准先要统一。重点项目有12个。\n\n"
    "基金项目：国家社会科学基金一般项目“地方小吃标准化”（20BJL001）\n"
)
OTHER = "# 粮仓怎样变粮库\n\n作者：程砚秋\n\n粮仓要智能化。\n\n（作者单位：云江省粮食局）\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("papers")
    return library_of(folder, essay_md=ESSAY, funded_md=FUNDED, other_md=OTHER)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("哪一篇是云江省教育厅人文社科研究项目的成果？谁写的？", "老码头怎样活化"),
        ("省教育厅社科项目的阶段性成果是哪篇文章？", "老码头怎样活化"),
        ("谁的文章是省教育厅人文社科项目的成果？", "老码头怎样活化"),
        ("哪篇文章受国家社会科学基金资助？", "一碗面的标准"),
        ("有没有国家社科基金资助的文章？", "一碗面的标准"),
        ("哪位作者的文章得到国家社会科学基金项目支持？", "一碗面的标准"),
    ],
)
def test_an_article_is_found_by_the_project_it_came_out_of(
    papers: Assistant, question: str, title: str
) -> None:
    answer = papers.ask(question)
    assert answer.outcome == "answered"
    assert all(statement.text.startswith(f"《{title}》") for statement in answer.statements)
    assert len(answer.statements) == 2  # the project, and who wrote it


@pytest.mark.parametrize("question", ["哪篇文章受市科技局项目资助？", "哪篇是写码头项目的？"])
def test_no_article_came_out_of_another_project(papers: Assistant, question: str) -> None:
    texts = [statement.text for statement in papers.ask(question).statements]
    assert not any("项目" in text and text.startswith("《") for text in texts)


def test_the_posts_of_the_authors_of_a_page_are_told_of_each(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    page = (
        "江城日报　　2025年6月17日　星期二　　第06版　理论\n\n"
        "老码头怎样活化\n■ 岳明川　祝小满\n\n　　老码头的活化要留住人，要让手艺人住下来，"
        "让街坊愿意来，让老房子有新用处。\n"
        "　　（岳明川系江城理工大学副教授，祝小满系江城市文旅局产业科科长）\n\n"
        "粮仓怎样变粮库\n■ 程砚秋\n\n　　粮仓要智能化，要随时测粮温，让储粮的损耗降下来，"
        "让管粮的人少跑路。\n　　（作者系云江省粮食局处长）\n"
    )
    notice = "# 江城码头开放通知\n\n作者：何小川\n\n码头每天6点开放。\n\n（作者系码头公司经理）\n"
    folder = tmp_path_factory.mktemp("page")
    library = library_of(folder, 江城日报理论版0617_txt=page, 通知_md=notice)
    said = [
        "岳明川系江城理工大学副教授，祝小满系江城市文旅局产业科科长",
        "程砚秋：云江省粮食局处长",
    ]
    for question in (
        "江城日报理论版两篇文章的作者各是哪个单位的？",
        "这期理论版的作者都是什么职务？",
    ):
        assert [statement.text for statement in library.ask(question).statements] == said
