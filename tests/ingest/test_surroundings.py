"""What sites, accounts and registers print around a document is known and set apart."""

import pytest

from assistant.ingest.dates import date_of_lines
from assistant.ingest.joining import printed_lines
from assistant.ingest.official import official_head
from assistant.ingest.plaintext import read_text
from assistant.ingest.surroundings import is_of_an_account, without_surroundings
from assistant.ingest.webpage import read_webpage

TEXT = "全市夏粮总产量214.7万吨，同比增长1.3%，实现二十连丰。各地抢抓农时，机收率达到九成以上。"


@pytest.mark.parametrize(
    "above",
    [
        "云屏省人民政府门户网站\n首页 >> 新闻中心 >> 地方动态",
        "首页 | 新闻 | 评论 | 专题\n屏论 > 民生 > 正文",
        "点击上方蓝字关注我们",
        "学习时空 / 文化 / 正文",
        "沙洲日报社 http://www.example.com/szb/content_5512.htm",
        "索 引 号\t00845120X/2023-00417\t主题分类\t农业\n发文机关\t市政府\t成文日期\t2023年9月12日",
    ],
)
def test_what_stands_above_the_title_is_the_sites(above: str) -> None:
    (draft,) = read_text(f"{above}\n\n全市夏粮喜获丰收\n\n{TEXT}\n\n{TEXT}", "文.txt")
    assert draft.title == "全市夏粮喜获丰收"
    assert draft.head[: above.count("\n") + 1] == tuple(above.split("\n"))


@pytest.mark.parametrize(
    "below",
    [
        "上一篇：春灌时节看水渠\n下一篇：没有了",
        "相关阅读：\n·让小网格兜住大民生\n·调查研究贵在沉下去\n返回首页",
        "扫一扫在手机打开当前页\n【打印】 【关闭】\n主办：云屏省人民政府办公厅",
        "- END -\n点“在看”，把这碗酱端给更多人\n阅读原文",
    ],
)
def test_what_stands_under_the_end_is_no_text(below: str) -> None:
    (draft,) = read_text(f"全市夏粮喜获丰收\n\n{TEXT}\n\n{TEXT}\n\n{below}", "文.txt")
    assert [line.text for line in draft.body] == [TEXT, TEXT]
    assert draft.tail == tuple(below.split("\n"))


def test_a_text_of_such_lines_alone_keeps_them() -> None:
    around = without_surroundings(printed_lines("上一篇：春灌\n下一篇：没有了"))
    assert (around.above, len(around.lines), around.below) == ((), 2, ())


def test_an_article_of_an_account_is_told_by_its_prompts() -> None:
    lines = printed_lines(f"夏粮丰收\n{TEXT}\n阅读原文")
    assert is_of_an_account(without_surroundings(lines))
    assert not is_of_an_account(without_surroundings(lines[:2]))


@pytest.mark.parametrize(
    ("lines", "title", "author"),
    [
        ("外婆的酱缸\n原创 梁闻舟 江上书房 2024-03-22 07:30 湖南", "外婆的酱缸", "梁闻舟"),
        ("三代人守一片林\n沙洲新闻客户端  记者 诸葛明川", "三代人守一片林", "诸葛明川"),
        ("小岛国在意海图\n方以恒\n2022年05月17日05:32 来源：观海时报", "小岛国在意海图", "方以恒"),
    ],
)
def test_the_title_stands_over_who_wrote_it(lines: str, title: str, author: str) -> None:
    (draft,) = read_text(f"{lines}\n\n{TEXT}\n\n{TEXT}", "文.txt")
    assert (draft.title, draft.author) == (title, author)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "平澜县国民经济\n第十四个五年规划和\n远景目标纲要",
            "平澜县国民经济第十四个五年规划和远景目标纲要",
        ),
        ("关于我市养老服务情况的\n调 研 报 告", "关于我市养老服务情况的调研报告"),
        ("采购项目\t教室\n品目\t货物\n\n市三中智慧教室中标公告", "市三中智慧教室中标公告"),
        ("类别标记：A\n砚 州 市 教 育 局\n砚教函〔2023〕46号\n关于提案的答复", "关于提案的答复"),
    ],
)
def test_titles_that_break_off_or_stand_under_fields(lines: str, title: str) -> None:
    (draft,) = read_text(f"{lines}\n\n{TEXT}\n\n{TEXT}", "文.txt")
    assert draft.title == title


def test_an_office_whose_name_is_set_apart_is_one() -> None:
    found = official_head(["砚 州 市 教 育 局", "砚教函〔2023〕46号", "关于提案的答复", TEXT, TEXT])
    assert found is not None
    assert (found.above, found.title) == (("砚州市教育局",), "关于提案的答复")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("（2023年9月27日公告）", "2023-09-27"),
        ("【沙洲日报 2022年10月19日 第03版】", "2022-10-19"),
        ("【信息来源：县水利局】 【信息时间：2023-01-16 10:22】", "2023-01-16"),
        ("二〇二三年四月二十五日", "2023-04-25"),
        ("云屏发布 2024年04月30日 18:00 云南", "2024-04-30"),
        ("（县民政局编，2025年1月1日起执行）", ""),
        ("（采访时间：2023年2月14日）", ""),
        ("［收稿日期］2022-05-19", ""),
    ],
)
def test_the_day_that_a_line_states(line: str, day: str) -> None:
    assert date_of_lines([line, TEXT, TEXT]) == day


def test_where_an_office_signs_goes_before_where_it_was_printed() -> None:
    end = ["洛溪县教育局", "2022年6月9日", "抄送：县财政局。", "洛溪县教育局　2022年6月10日印发"]
    lines = ["标题", TEXT, TEXT, TEXT, *end]
    assert date_of_lines(lines) == "2022-06-09"


@pytest.mark.parametrize(
    ("stated", "printed"),
    [
        ("<title>建档案_部门动态_沙洲县</title>", "<div class='title'>水务局给老井建档案</div>"),
        ("<meta name='ArticleTitle' content='水务局给老井建档案'><title>沙洲县</title>", ""),
        ("<title>沙洲县 政务动态 水务局给老井建档案</title>", "<b>水务局给老井建档案</b>"),
        ("<title>中标公告-公共采购网</title>", "<h2>水务局给老井建档案</h2>"),
    ],
)
def test_a_pages_title_is_the_one_that_it_prints(stated: str, printed: str) -> None:
    page = f"<html><head>{stated}</head><body>{printed}<p>{TEXT}</p><p>{TEXT}</p></body></html>"
    (draft,) = read_webpage(page, "页.html")
    assert draft.title == "水务局给老井建档案"


@pytest.mark.parametrize(
    "last",
    [
        "主办单位：云屏大学",
        "分享各地经验",
        "打印费用自理",
        "扫码登录后填报",
        "点赞工人",
        "阅读30本书",
    ],
)
def test_a_last_line_of_the_text_stays_its_text(last: str) -> None:
    (draft,) = read_text(f"全市读书活动的通知\n\n{TEXT}\n\n{TEXT}\n\n{last}", "文.txt")
    assert (draft.body[-1].text, draft.tail) == (last, ())


@pytest.mark.parametrize("line", ["原料→加工→销售", "增速：一产>三产", "新闻发布会 时间表"])
def test_a_title_over_a_like_line_stays_the_title(line: str) -> None:
    (draft,) = read_text(f"全市读书活动的通知\n{line}\n\n{TEXT}\n\n{TEXT}", "文.txt")
    assert draft.title == "全市读书活动的通知"
