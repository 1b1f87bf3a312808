"""The text of web pages as offices write them: nothing of the article is dropped."""

import pytest

from assistant.ingest.webpage import read_webpage


def sentence(number: int) -> str:
    return f"第{number}项工作由市水务局牵头，各区县在年底之前完成，" + "并报市政府备案。" * 8


def lines(page: str) -> list[str]:
    (draft,) = read_webpage(page, "页.html")
    return [*draft.head, *(line.text for line in draft.body), *draft.tail]


def site(article: str) -> str:
    return f"""<html><head><title>关于节水工作的通知_某市水务局</title></head><body>
<div class="top"><a href="/">首页</a> <a href="/a">政务公开</a></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/x">通知公告</a></div>
<div class="main"><h1>关于节水工作的通知</h1>
<div class="info">来源：市水务局　发布时间：2023-05-06</div>
{article}
<div class="share">分享到：<a>微信</a> <a>微博</a></div></div>
<div class="footer">版权所有：某市水务局 <a href="x">联系我们</a></div></body></html>"""


ONE, TWO, THREE = (sentence(number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            f"各区县：<p>{ONE}</p>{TWO}<p>{THREE}</p>特此通知。",
            ["各区县：", ONE, TWO, THREE, "特此通知。"],
        ),
        (f"{ONE}<br>{TWO}<br/>{THREE}", [ONE, TWO, THREE]),
        (f"<b>各区县：</b><br>{ONE}<p>{TWO}</p>", ["各区县：", ONE, TWO]),
        (f"<!--x--><span>各区县：</span><p>{ONE}</p><p>{TWO}</p>", ["各区县：", ONE, TWO]),
        (f"<a href=t.html>《条例》</a>规定：<p>{ONE}</p>{TWO}", ["《条例》规定：", ONE, TWO]),
        (f"各区县：<div>{ONE}</div>{TWO}<div>{THREE}</div>", ["各区县：", ONE, TWO, THREE]),
        (
            f"<font size=3>各区县：<p>{ONE}</p>{TWO}<p>{THREE}</p></font>",
            ["各区县：", ONE, TWO, THREE],
        ),
        (
            f"<section>各区县：<section><span>{ONE}</span></section>{TWO}</section>",
            ["各区县：", ONE, TWO],
        ),
        (
            f"<ul><li>甲：<p>{ONE}</p>又：<br>{TWO}</li><li>乙<p>{THREE}</p></li></ul>",
            ["甲：", ONE, "又：", TWO, "乙", THREE],
        ),
        (
            f"<table><tr><td>各区县：<p>{ONE}</p>{TWO}<br>{THREE}</td></tr></table>",
            ["各区县：", ONE, TWO, THREE],
        ),
        (
            f"各区县：<table><tr><td>指标</td><td>数</td></tr></table>{ONE}<hr>{TWO}",
            ["各区县：", "指标：数", ONE, TWO],
        ),
        (
            f"各区县：<p>{ONE}</p><ul><li>{TWO}</li></ul><p>附件：<a href='1.doc'>考核表</a></p>"
            "<div><ul><li><a href='2.xls'>统计表</a></li></ul></div>",
            ["各区县：", ONE, TWO, "附件：考核表", "统计表"],
        ),
    ],
)
@pytest.mark.parametrize("holder", ["div", "td", "article", "section", "center"])
def test_text_beside_paragraphs_is_kept(inner: str, expected: list[str], holder: str) -> None:
    held = f"<{holder} id='zoom'>{inner}</{holder}>"
    held = f"<table><tr>{held}</tr></table>" if holder == "td" else held
    for page in (site(held), f"<html><body>{held}</body></html>"):
        read = lines(page)
        assert [line for line in read if line in expected] == expected


CREDIT = "来源：市水务局 发布时间：2023-05-06"


def test_what_stands_around_the_text_stays_out_but_for_whence_it_is_and_when() -> None:
    read = lines(site(f"<div id='zoom'>各区县：<p>{ONE}</p>{TWO}<p>{THREE}</p></div>"))
    assert read == ["关于节水工作的通知", CREDIT, "各区县：", ONE, TWO, THREE]


def test_buttons_and_menus_within_the_text_stay_out() -> None:
    menu = "<div><ul><li><a href='/1.html'>另一条新闻</a></li></ul></div>"
    inner = f"各区县：<p>{ONE}</p>{TWO}<p>{THREE}</p><div>【打印本页】</div><nav>栏目</nav>{menu}"
    read = lines(site(f"<div id='zoom'>{inner}</div>"))
    assert read[1:] == [CREDIT, "各区县：", ONE, TWO, THREE]


def test_a_form_around_the_page_hides_nothing() -> None:
    article = f"<div id='zoom'>各区县：<p>{ONE}</p>{TWO}<p>{THREE}</p></div>"
    page = site(article).replace("<body>", "<body><form>").replace("</body>", "</form></body>")
    assert lines(page)[-4:] == ["各区县：", ONE, TWO, THREE]


def test_a_row_that_frames_the_text_is_not_made_one_line() -> None:
    inner = f"<td>菜单</td><td><table><tr><td><p>{ONE}</p><p>{TWO}</p></td></tr></table></td>"
    read = lines(f"<html><body><table><tr>{inner}</tr></table></body></html>")
    assert read[-2:] == [ONE, TWO]


def test_a_cell_of_several_lines_stays_in_its_row() -> None:
    row = "<tr><td>申请材料</td><td>1.身份证<br>2.户口本</td></tr>"
    read = lines(site(f"<div id='zoom'>各区县：<p>{ONE}</p><table>{row}</table>{TWO}</div>"))
    assert "申请材料：1.身份证 2.户口本" in read


def test_who_explains_a_policy_under_the_text_stays_in() -> None:
    signed = "解读机关：平川市医保局待遇科　解读人：章一苇"
    page = f"<h1>用药办法解读</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    under = f"<div class='footer'>{signed}</div><div class='footer'>版权所有：平川市医保局</div>"
    read = lines(f"<html><body>{page}{under}</body></html>")
    assert [line.replace("　", " ") for line in read[-1:]] == [signed.replace("　", " ")]
