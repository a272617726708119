"""Saved web pages: what a browser shows is read, nothing else is, and a page without a report is refused."""

import pytest

from summarizer.document import document_from_bytes
from summarizer.document.decode import Decoded
from summarizer.document.formats import load
from summarizer.errors import InputError

REPORT = "".join(
    f"<p>{text}</p>"
    for text in [
        "各位代表：",
        "现在，我代表区政府向大会报告工作。",
        "一、2030年工作回顾",
        "完成投资12亿元，增长5%。",
        "新建学校3所。",
    ]
)
LINES = [
    "各位代表：",
    "现在，我代表区政府向大会报告工作。",
    "一、2030年工作回顾",
    "完成投资12亿元，增长5%。",
    "新建学校3所。",
]


def page(body: str, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    )


def read(body: str, head: str = "") -> Decoded:
    return load(page(body, head), "a.html").decoded


def lines(body: str, head: str = "") -> list[str]:
    return read(body, head).text.splitlines()


@pytest.mark.parametrize(
    "inside",
    ['<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />', "<?php echo 1 ?>", "<!-- a -->",
     "<!--[if gte mso 9]><xml><w:x>假</w:x></xml><![endif]-->", "<![if !supportLists]>", "<o:p></o:p>", "<unknown-tag>", "<wbr>",
     '<span style="display:none">假12</span>', '<span hidden="">假</span>', "<xml><w:WordDocument>假</w:WordDocument></xml>", "<script>假</script>"],
)  # fmt: skip
def test_marks_inside_a_paragraph_lose_no_word(inside: str) -> None:
    body = REPORT.replace("完成投资", f"完成{inside}投资").replace("新建", f"新建{inside}")
    assert lines(body) == LINES


def test_words_inside_unknown_tags_are_read() -> None:
    assert lines(REPORT.replace("12亿元", "<o:p>12</o:p><st1:chmetcnv>亿元</st1:chmetcnv>")) == LINES


TITLES = [
    ("<h1>某区政府工作报告</h1>", ""),
    ("<h2>某区政府工作报告</h2>", "<title>某区政府工作报告_某区人民政府</title>"),
    ("", "<title>某区政府工作报告_某区人民政府</title>"),
    ("", "<title>某区政府工作报告-某区人民政府门户网站</title>"),
    ("", "<title>某区人民政府 政务公开 - 某区政府工作报告</title>"),
    ("", '<meta name="ArticleTitle" content="某区政府工作报告"><title>某区人民政府</title>'),
    ("<div class='header'><h1>某区人民政府</h1></div>", "<title>某区政府工作报告 | 某区人民政府</title>"),
]


@pytest.mark.parametrize(("heading", "head"), TITLES)
def test_a_title_outside_the_article_comes_first(heading: str, head: str) -> None:
    site = "<div class='side'><h2>热门文章</h2><h3>某区2029年工作总结</h3></div><div class='footer'>版权所有</div>"
    body = f"<div>{heading}</div><div class='content'>{REPORT}</div>{site}"
    assert lines(body, head) == ["某区政府工作报告", *LINES]


def test_a_title_is_never_one_of_another_article() -> None:
    site = "<div><h2>热门文章</h2><ul><li><a href='/1'>某市政府工作报告</a></li></ul></div><aside><h2>某县政府工作报告</h2></aside>"
    assert lines(f"<div>{REPORT}</div>{site}", "<title>某区人民政府</title>") == LINES


def test_a_title_the_article_has_is_not_said_twice() -> None:
    body = f"<h1>某区政府工作报告</h1><div><p>某区政府工作报告</p>{REPORT}</div>"
    assert lines(body, "<title>某区政府工作报告_某区人民政府</title>") == ["某区政府工作报告", *LINES]


def test_the_lines_between_title_and_article_are_kept() -> None:
    body = (
        f"<div><h1>某区政府工作报告</h1><h3>——2030年1月8日在某区人民代表大会上</h3><div>{REPORT}</div></div>"
    )
    assert lines(body)[:2] == ["某区政府工作报告", "——2030年1月8日在某区人民代表大会上"]


@pytest.mark.parametrize(
    "open_tag", ["<pre>", '<div style="white-space: pre-wrap">', '<p style="white-space:pre-line">']
)
def test_line_ends_count_where_they_are_shown(open_tag: str) -> None:
    assert lines(open_tag + "\r\n".join(LINES)) == LINES


def test_line_ends_count_in_a_class_that_keeps_them() -> None:
    assert lines("<div class=t>" + "\n".join(LINES) + "</div>", "<style>.t{white-space:pre}</style>") == LINES


HIDDEN = [
    "<div hidden>{}</div>", '<div style="display:none">{}</div>', '<div style="visibility: hidden">{}</div>', '<div aria-hidden="true">{}</div>',
    "<template>{}</template>", '<div class="h">{}</div>', '<div id="h2">{}</div>', "<dialog>{}</dialog>",
]  # fmt: skip
STYLE = "<style>@media print{.content{display:none}} .h, #h2{display:none}</style>"


@pytest.mark.parametrize("wrapper", HIDDEN)
def test_what_is_hidden_is_not_read(wrapper: str) -> None:
    hidden = wrapper.format("<p>完成投资99亿元，增长50%。</p><p>新建学校99所。</p>")
    assert lines(f"<div class=content>{REPORT}{hidden}</div>", STYLE) == LINES


@pytest.mark.parametrize("wrapper", [w for w in HIDDEN if "template" not in w])
def test_an_article_in_a_hidden_wrapper_is_read_when_nothing_else_is_there(wrapper: str) -> None:
    assert lines("<div><a href='/'>首页</a></div>" + wrapper.format(REPORT), STYLE)[-5:] == LINES


MENU = "<ul>" + "".join(f"<li><a href='/{i}'>栏目名称{i}</a></li>" for i in range(12)) + "</ul>"


@pytest.mark.parametrize("menu", ["", MENU, "<p>欢迎访问某区人民政府网站，今天是2030年1月8日。</p>"])
def test_a_text_in_a_frame_is_said_with_its_address(menu: str) -> None:
    with pytest.raises(InputError, match=r"frame \(/art/2030/report\.html\)") as caught:
        read(f"{menu}<iframe width=1 src='/count'></iframe><iframe src='/art/2030/report.html'></iframe>")
    assert "save the page" in str(caught.value.hint)


def test_a_frameset_is_said_with_the_frame_that_is_no_menu() -> None:
    data = b"<html><frameset cols='20%,*'><frame src='menu.html'><frame src='main.html'></frameset></html>"
    with pytest.raises(InputError, match=r"main\.html"):
        load(data, "a.html")


def test_a_frame_that_stands_in_the_page_is_read() -> None:
    import html

    assert lines(f"<div>页首</div><iframe srcdoc='{html.escape(REPORT)}'></iframe>") == LINES


def test_a_page_that_is_a_list_of_links_is_refused() -> None:
    items = "".join(f"<li><a href='/{i}'>某区20{i}年政府工作报告</a> 20{i}-02-03</li>" for i in range(10, 30))
    with pytest.raises(InputError, match="list of links"):
        read(f"<h1>政府工作报告</h1><ul>{items}</ul>")


def test_a_page_that_loads_its_text_by_script_is_refused_though_it_has_a_menu() -> None:
    with pytest.raises(InputError, match="without text"):
        read(f"{MENU}<div id=app>正在加载</div><script src='/app.js'></script>")


def test_a_list_of_links_beside_the_report_does_not_count() -> None:
    assert lines(f"{MENU}<div>{REPORT}</div><iframe src='/ad.html' width=0></iframe>") == LINES


@pytest.mark.parametrize(
    ("markup", "shown"),
    [("1.5×10<sup>4</sup>吨", "1.5×10⁴吨"), ("10<sup>-</sup><sup>4</sup>", "10⁻⁴"), ("30万m<sup>2</sup>", "30万m²"), ("12km<sup>2</sup>", "12km²"),
     ("PM<sub>2.5</sub>", "PM2.5"), ("PM<sub>2</sub><sub>.5</sub>", "PM2.5"), ("<span>PM</span><sub>10</sub>", "PM10"), ("CO<sub>2</sub>", "CO2"),
     ("新增企业<sup>3</sup>120家", "新增企业[3]120家"), ("320亿元<sup>1</sup>", "320亿元[1]"), ("增长8%<sup>[2]</sup>", "增长8%[2]"), ("两重<sup>①</sup>建设", "两重①建设"),
     ("建设<sup>注1</sup>20条", "建设[注1]20条"), ("10<sup>4<br></sup>吨", "10⁴吨"), ("M<sub>2</sub>增长", "M2增长"), ("10<sup><a href='#n1'>[1]</a></sup>家", "10[1]家")],
)  # fmt: skip
def test_a_raised_or_lowered_figure_never_joins_another(markup: str, shown: str) -> None:
    assert lines(f"{REPORT}<p>指标：{markup}。</p>")[-1] == f"指标：{shown}。"


@pytest.mark.parametrize(
    ("open_tag", "labels"),
    [("<ol>", ["1. ", "2. ", "3. "]), ("<ol start=4>", ["4. ", "5. ", "6. "]), ("<ol reversed>", ["3. ", "2. ", "1. "]), ("<ol type=a>", ["a. ", "b. ", "c. "]),
     ("<ol type=I>", ["I. ", "II. ", "III. "]), ("<ol style='list-style-type:cjk-ideographic'>", ["一、", "二、", "三、"]), ("<ol style='list-style:none'>", ["", "", ""]),
     ("<ul>", ["", "", ""])],
)  # fmt: skip
def test_items_of_a_list_bear_the_numbers_a_browser_shows(open_tag: str, labels: list[str]) -> None:
    items = ["新建学校3所。", "<p>改造小区5个。</p>", "<b>12</b>个项目开工。"]
    shown = lines(
        f"{REPORT}{open_tag}{''.join(f'<li>{item}</li>' for item in items)}{'</ul>' if 'ul' in open_tag else '</ol>'}"
    )[-3:]
    plain = ["新建学校3所。", "改造小区5个。", "12个项目开工。"]
    assert shown == [label + text for label, text in zip(labels, plain, strict=True)]


def test_an_item_with_a_value_sets_the_count_and_own_numbers_are_not_doubled() -> None:
    assert lines(f"{REPORT}<ol><li>甲。</li><li value=7>乙。</li><li>丙。</li></ol>")[-3:] == [
        "1. 甲。",
        "7. 乙。",
        "8. 丙。",
    ]
    assert lines(f"{REPORT}<ol><li>1.甲。</li><li>2.乙。</li></ol>")[-2:] == ["1.甲。", "2.乙。"]


def test_a_number_of_a_list_never_joins_the_figure_it_stands_before() -> None:
    text = document_from_bytes(page(f"{REPORT}<ol><li>320个项目开工。</li></ol>"), "a.html").text
    assert text.splitlines()[-1] == "1. 320个项目开工。"


def test_a_table_within_a_table_gives_its_own_rows() -> None:
    inner = "<table><tr><td>收入</td><td>35亿元</td></tr><tr><td>支出</td><td>42亿元</td></tr></table>"
    assert lines(f"{REPORT}<table><tr><td>财政</td><td>{inner}</td></tr></table>")[-3:] == [
        "财政",
        "收入\t35亿元",
        "支出\t42亿元",
    ]


def test_struck_out_words_are_left_out_and_that_is_said() -> None:
    decoded = read(REPORT.replace("12亿元", "<s>99</s>12亿元"))
    assert decoded.text.splitlines() == LINES
    assert [note.kind for note in decoded.notes] == ["part-missing"]


STRUCK_BY_STYLE = [
    ('<span style="text-decoration:line-through">99亿元</span>', ""), ('<font style="text-decoration: underline line-through red">99亿元</font>', ""),
    ('<span style="text-decoration-line:line-through">99亿元</span>', ""), ("<span class=old>99亿元</span>", "<style>.old{text-decoration:line-through}</style>"),
    ("<b class=old>99亿元</b>", "<style>p b.old{text-decoration:line-through}</style>"),
]  # fmt: skip


@pytest.mark.parametrize(("struck", "head"), STRUCK_BY_STYLE)
def test_words_that_a_style_strikes_out_are_left_out_and_that_is_said(struck: str, head: str) -> None:
    decoded = read(REPORT.replace("12亿元", f"{struck}12亿元"), head)
    assert decoded.text.splitlines() == LINES
    assert [note.kind for note in decoded.notes] == ["part-missing"]


def test_underlined_words_are_read() -> None:
    assert lines(REPORT.replace("12亿元", '<span style="text-decoration:underline">12亿元</span>')) == LINES


@pytest.mark.parametrize(
    "raised",
    ["vertical-align:super;font-size:8pt", "position:relative;top:-5px", "position:relative; top:-4.0pt; mso-text-raise:4.0pt", "vertical-align:30%", "vertical-align:0.4em",
     "position:relative;bottom:.5em"],
)  # fmt: skip
def test_a_figure_that_a_style_raises_never_joins_another(raised: str) -> None:
    mark = f"<span style='{raised}'>{{}}</span>".format
    text = lines(f"{REPORT}<p>处置1.5×10{mark(4)}吨，新增3485{mark(1)}家，绿地30万m{mark('<b>2</b>')}。</p>")[
        -1
    ]
    assert text == "处置1.5×10⁴吨，新增3485¹家，绿地30万m²。"


@pytest.mark.parametrize(
    "level",
    ["vertical-align:baseline", "vertical-align:middle", "vertical-align:1px", "position:relative;top:-1px", "mso-text-raise:.5pt", "position:static;top:-5px"],
)  # fmt: skip
def test_a_figure_set_level_with_its_words_is_read_as_it_stands(level: str) -> None:
    assert lines(REPORT.replace("12亿元", f"1<span style='{level}'>2</span>亿元")) == LINES


def test_a_figure_that_a_style_sheet_raises_is_marked_and_a_line_of_its_own_is_not() -> None:
    sheet = "<style>span.up{vertical-align:super}</style>"
    text = lines(
        f"{REPORT}<p>新增企业120<span class=up>2</span>家。</p><p><span class=up>320</span></p>", sheet
    )
    assert text[-2:] == ["新增企业120²家。", "320"]


@pytest.mark.parametrize(
    ("hidden", "head"),
    [("<div class=x>{}</div>", "<style>div.x{display:none}</style>"), ("<div class='x y'>{}</div>", "<style>.x.y{display:none}</style>"),
     ("<div class=x><div>{}</div></div>", "<style>.x div{visibility:hidden}</style>"), ("<div style='opacity:0'>{}</div>", ""),
     ("<div style='height:0;overflow:hidden'>{}</div>", ""), ("<div style='max-height:0px;overflow-y:hidden'>{}</div>", ""), ("<div style='text-indent:-9999px'>{}</div>", "")],
)  # fmt: skip
def test_what_a_style_keeps_from_the_eye_is_not_read(hidden: str, head: str) -> None:
    assert lines(REPORT + hidden.format("<p>完成投资99亿元，增长50%。</p>"), head) == LINES


@pytest.mark.parametrize(
    ("shown", "head"),
    [("<p class=x>{}</p>", "<style>div.x{display:none}</style>"), ("<p class=x>{}</p>", "<style>p.x{display:block} .x{display:none}</style>"),
     ("<p class=x>{}</p>", "<style>.x:hover{display:none} .y .x{display:none}</style>"), ("<p style='opacity:0.9'>{}</p>", ""), ("<p style='height:0'>{}</p>", ""),
     ("<p style='height:0.5em;overflow:hidden'>{}</p>", ""), ("<p style='text-indent:-2em'>{}</p>", "")],
)  # fmt: skip
def test_what_a_style_leaves_in_sight_is_read(shown: str, head: str) -> None:
    assert lines(REPORT + shown.format("改造道路12条。"), head) == [*LINES, "改造道路12条。"]
