"""Page noise: what is dropped, and what of a report must stay whole beside it."""

import pytest

from summarizer.document import document_from_text
from summarizer.document.noise import FORMS, NoiseForm, find_noise

TITLE, OPENING, LAST = "某区政府工作报告", "各位代表：", "让我们团结奋斗，为建设美好家园作出新的贡献！"
BODY = ["现在，我代表区政府向大会报告工作。", "新建学校3所，改造小区5个。", "完成投资12亿元。"]
KEEPS = [(form, line) for form in FORMS for line in form.keeps]


def lines(*parts: str) -> list[str]:
    return [line for line in document_from_text("\n".join(parts)).text.split("\n") if line]


def at_head(noise: str) -> list[str]:
    return lines(TITLE, noise, OPENING, *BODY, LAST)


def in_middle(noise: str) -> list[str]:
    return lines(TITLE, OPENING, *BODY[:2], noise, BODY[2], LAST)


def at_tail(noise: str) -> list[str]:
    return lines(TITLE, OPENING, *BODY, LAST, noise)


WHOLE = [TITLE, OPENING, *BODY, LAST]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_drops_its_example_by_itself(form: NoiseForm) -> None:
    text = "\n".join([TITLE, OPENING, *BODY, LAST, form.example])
    beside = FORMS if form.place == "run" else (form,)
    assert form.name in {dropped.name for dropped in find_noise(text, beside)}
    assert form.keeps


@pytest.mark.parametrize(("form", "line"), KEEPS, ids=lambda value: getattr(value, "name", value))
def test_a_form_leaves_alone_what_a_report_says(form: NoiseForm, line: str) -> None:
    text = "\n".join([TITLE, OPENING, *BODY[:2], line, BODY[2], LAST])
    assert [text[d.start : d.end] for d in find_noise(text)] == []


@pytest.mark.parametrize(
    ("form", "line"),
    [(f, k) for f, k in KEEPS if len(k) > 8],
    ids=lambda value: getattr(value, "name", value),
)
def test_it_stays_at_the_ends_of_the_text_too(form: NoiseForm, line: str) -> None:
    for text in ("\n".join([TITLE, line, *WHOLE[1:]]), "\n".join([*WHOLE, line])):
        assert [text[d.start : d.end] for d in find_noise(text)] == []


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_noise_is_found_whatever_ends_the_lines(end: str) -> None:
    text = document_from_text(end.join([TITLE, "【字号：大 中 小】", *WHOLE[1:], "打印本页 | 关闭窗口"])).text
    assert [line for line in text.split("\n") if line] == WHOLE


def test_the_name_of_a_site_is_dropped_where_it_recurs_in_the_place_of_nothing() -> None:
    said = ["我某某网区新建学校3所。", "我某某网区完成投资12亿元。", "我某某网区获评示范区。"]
    assert lines(TITLE, *said)[1:] == [line.replace("某某网", "") for line in said]
    assert lines(TITLE, *said[:2])[1:] == said[:2]


@pytest.mark.parametrize(
    "sentence", ["我国互联网市场增长5%。", "我市政务服务网区县全覆盖。", "我省交通网县县通达。"]
)
def test_a_network_of_our_own_is_no_name_of_a_site(sentence: str) -> None:
    assert lines(TITLE, *[sentence] * 4)[1:] == [sentence] * 4


BARS = [
    "分享到：\n微信\n微博\nQQ空间", "【字号： 大 中 小】", "字体：[ 大 中 小 ]", "字号：A+ A A-", "[大] [中] [小]\n字号：大 中 小", "打印本页\t关闭窗口",
    "下载 | 打印 | 收藏 | 关闭", "【 打印本页 】 【 关闭窗口 】", "首页 > 政务公开 > 政府工作报告", "发布时间：2030-02-03 10:22　来源：某区政府办　浏览次数：120　字号：大 中 小",
    "信息来源：某区融媒体中心", "来源：某区日报 作者：张某", "2030-02-03 10:22:05 来源： 某区日报", "索引号：11210200/2030-00012\n主题分类：综合政务\n发文机关：某区人民政府\n成文日期：2030年02月03日",
    "索 引 号：\t000014349\t主题分类：\t政府工作报告", "点击数：1203", "本报记者 张三 李四 摄", "（新华社记者 王五 摄）", "无障碍阅读 长者模式 简 繁 登录", "进入无障碍\n适老版\n简体\n繁体",
    "本网站使用Cookie，继续浏览即表示您同意我们的隐私政策。", "发布日期：\n2030-02-03", "首页 政务公开 政务服务 互动交流 走进某区",
]  # fmt: skip
FEET = [
    "责任编辑：张三", "（责任编辑：张三 李四）", "(责编：赵某、王某)", "【责任编辑:施某】", "上一篇：某区召开安全生产会议\n下一篇：没有了", "扫一扫在手机打开当前页", "扫描二维码关注微信公众号",
    "相关链接：\n某区召开常务会议\n某区2029年新建学校12所\n某区地区生产总值增长8%", "相关阅读\n· 某区召开会议部署2030年工作 2030-01-05", "版权所有：某区人民政府 主办：某区人民政府办公室",
    "主办：某区人民政府\n承办：某区大数据中心\n地址：某区人民路1号\n电话：0411-12345678\n某ICP备05000123号-1", "某公网安备 21020202000123号", "网站标识码：2102030001",
    "版权声明：凡本网注明来源的作品，版权均属本网所有，转载请注明出处。", "您是第12345位访问者", "分享到：微信 微博 QQ空间\n打印 收藏 关闭", "Copyright © 2030 某区人民政府", "网站地图 联系我们 关于我们",
    "编辑：张三　审核：李四　终审：王五", "【我要纠错】 【打印本页】 【关闭窗口】",
]  # fmt: skip


@pytest.mark.parametrize("bar", BARS)
def test_a_bar_above_the_text_goes_and_nothing_else(bar: str) -> None:
    assert at_head(bar) == WHOLE


@pytest.mark.parametrize("bar", BARS)
def test_the_same_bar_above_the_title_goes(bar: str) -> None:
    assert lines(bar, *WHOLE) == WHOLE


@pytest.mark.parametrize("foot", FEET)
def test_what_a_page_puts_below_the_text_goes_and_nothing_else(foot: str) -> None:
    assert at_tail(foot) == WHOLE


@pytest.mark.parametrize(
    "noise",
    ["【字号：大 中 小】", "分享到：微信 微博 QQ空间", "打印本页 关闭窗口", "（下转第3版）", "▲（上接第一版）", "- 3 -", "— 12 —", "第 3 页 共 20 页", "图为新建的体育馆。本报记者 张三 摄",
     "(责编：赵某、王某)", "发布时间：2030-02-03 10:22 来源：某区日报 浏览次数：3", "上一页 下一页"],
)  # fmt: skip
def test_what_stands_in_the_middle_goes_and_nothing_else(noise: str) -> None:
    assert in_middle(noise) == WHOLE


@pytest.mark.parametrize(
    "sentence",
    ["来源：中央补助12亿元，地方配套3亿元。", "打印复印免费服务惠及群众12万人次。", "打印产业园新增企业12家", "收藏家协会举办展览12场。", "收藏各类文物1200件", "地址标准化率达到98%。",
     "主办全国性赛事12项。", "主办马拉松等赛事12项", "作者群体不断壮大，会员达320人。", "时间：全年分四季度推进，完成投资12亿元。", "时间过半、任务过半", "点击量突破1200万次。", "点击率居全省第3位",
     "扫码办事覆盖120项，扫一扫即可办理。", "扫一扫，亮证通行12万人次", "第3页所列12项任务全部完成。", "- 3485", "-3.5", "-新建学校12所", "35", "3.5\t7.2\t12", "12",
     "积极回应网友关切，收集留言320条。", "网友留言办结率99%，欢迎群众监督", "小编剧场演出12场，欢迎群众参与。", "版主、楼主等网络群体座谈12次。", "导语类文稿320篇。", "知识产权保护加强，查处侵犯著作权法案件12件。",
     "版权登记量突破12万件。", "版权产业增加值增长12%", "推动公有领域作品开放120件。", "建设WTO（世贸）研究中心3个。", "引进IKEA（宜家）等企业12家。", "建设（Lìjiāng）文化中心3个。", "下载量突破120万次。", "关闭煤矿12座",
     "分享改革成果", "相关链接企业12家全部投产。", "大\t中\t小", "微信公众号粉丝120万", "首页点击量居全省第一。", "互动交流", "政务公开", "责任编辑责任制全面落实。", "摄影家协会会员12人", "上一篇章精彩收官，下一篇章正在书写。",
     "邮编、电话等信息核对12万条", "您是第一责任人", "索引号数据治理12万条。", "字号老店12家", "中华老字号：12家", "发布日期提前12天。", "阅读：全民阅读活动举办120场。", "人均阅读量：12本", "浏览：接待游客120万人次。"],
)  # fmt: skip
def test_a_line_of_a_report_that_looks_like_noise_stays_in_the_middle(sentence: str) -> None:
    assert in_middle(sentence) == [*WHOLE[:4], sentence, *WHOLE[4:]]


@pytest.mark.parametrize(
    "sentence",
    ["保护知识产权，查处违反著作权法案件12件，版权登记增长15%。", "推进公有领域数据开放，归集数据120亿条。", "来源：中央补助12亿元，地方配套3亿元。", "各位代表！版权是创新的源泉，让我们携手前行！",
     "附件：2030年主要指标", "某区人民政府", "2030年1月8日", "1.两重：指国家重大战略实施。", "地区生产总值\t320亿元\t7.5%", "名词解释"],
)  # fmt: skip
def test_the_last_line_of_a_report_stays(sentence: str) -> None:
    assert at_tail(sentence) == [*WHOLE, sentence]


@pytest.mark.parametrize("name", ["附件", "名词解释", "一、有关说明", "（一）指标"])
def test_a_list_of_links_ends_where_the_report_goes_on(name: str) -> None:
    kept = [name, "地区生产总值\t320亿元\t7.5%"]
    assert at_tail("\n".join(["相关链接：", "某区召开会议", *kept]))[-2:] == kept


WITH_FIGURES = [
    "主办：第五届读书节，吸引读者3万人次", "承办：市运会8个大项比赛", "技术支持：走访企业350家", "凡本网格内诉求24小时办结", "本站提供摆渡服务6万人次，新增线路5条",
    "版权所有登记3万件", "来源：区发改局，投资6亿元", "主题分类：养老8项，托育5项", "访问量：350万次", "下一篇：城市更新。改造片区8个。", "小编整理群众建议350条", "1/3",
    "主办单位：区水务局，责任人：王某", "时间：2030年11月底前完成",
]  # fmt: skip


@pytest.mark.parametrize("line", WITH_FIGURES)
def test_a_line_that_begins_as_noise_and_counts_or_sets_a_date_is_the_reports(line: str) -> None:
    assert at_head(line) == [TITLE, line, *WHOLE[1:]]
    assert in_middle(line) == [*WHOLE[:4], line, *WHOLE[4:]]
    assert at_tail(line) == [*WHOLE, line]
