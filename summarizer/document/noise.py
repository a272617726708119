"""The table of page noise, and its removal. Every form has a real instance beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.document.model import Repair
from summarizer.document.textmap import Edit, MappedText


@dataclass(frozen=True, slots=True)
class NoiseForm:
    """``pattern`` is searched line by line; the text of its group ``noise`` (or the whole match) is dropped.

    ``tail``: it stands within the last :data:`TAIL` characters, and is searched nowhere else.
    """

    pattern: re.Pattern[str]
    example: str
    tail: bool = False


TAIL = 5_000


def _line(pattern: str, example: str) -> NoiseForm:
    return NoiseForm(re.compile(rf"^[ \t\u3000]*(?:{pattern})[ \t\u3000]*$", re.MULTILINE), example)


FORMS: tuple[NoiseForm, ...] = (
    # forum pages
    _line(r"TA的每日心情.*", "TA的每日心情 | 開心 2019-3-23 07:35 |"),
    _line(r"[签簽]到天[数數][:：].*", "簽到天數: 17 天 [LV.4]偶爾看看III"),
    _line(r"(?:版主|楼主|樓主|管理员|管理員)", "版主"),
    _line(r"- ?(?:积分|積分|帖子|主题|主題|精华|精華|威望|金钱|金錢)", "- 積分"),
    _line(r"- ?\d{1,9}", "- 3485"),
    NoiseForm(re.compile(r"^[ \t]*[页頁][:：]\s*\[\d+\].*$", re.MULTILINE), "页: [1]"),
    _line(
        r"(?:发表于|發表於|电梯直达|電梯直達|只看该作者|只看該作者|倒序浏览|倒序瀏覽|阅读模式|閱讀模式).*",
        "发表于 2019-3-23",
    ),
    # tables turned into text
    _line(r"(?:-[- \t]*)?[|+][-|+ \t]*", "---|"),
    # document-sharing sites and portals
    _line(
        r"(?:时间|時間|发布时间|發布時間|发布日期|發布日期)[:：] ?\d{4}[-/年.]\d{1,2}.*",
        "時間:2022-03-28 05:07:00",
    ),
    _line(r"(?:导语|導語)[:：].*", "導語:…一文來源於網友上傳,不代表本站觀點"),
    _line(
        r"(?:来源|來源|作者|浏览次数|瀏覽次數|点击数|點擊數|字号|字號|责任编辑|責任編輯)[:：].{0,60}",
        "来源:区政府办公室",
    ),
    _line(
        r"[【\[]?(?:打印本页|关闭窗口|打印|关闭|分享到|上一篇|下一篇|上一页|下一页|返回顶部|收藏|网站首页)[】\]]?(?:[:： |【].*)?",
        "打印本页 | 关闭窗口",
    ),
    _line(r"(?:当前位置|您现在的位置|您所在的位置)[:：].*", "当前位置:首页 > 政务公开"),
    _line(
        r"[^。\n]{0,40}(?:小编|小編|网友|網友)[^\n]{0,60}(?:整理|收集|分享|欢迎|歡迎|参考|參考|阅读|閱讀)[^\n]{0,40}",
        "以下是小编为大家整理的政府工作报告,欢迎阅读。",
    ),
    _line(r"[^|｜\n。]{2,8}(?: ?[|｜] ?[^|｜\n。]{2,10}){3,}", "首页|市情概况|政务公开|网上办事|公众参与"),
    _line(
        r"扫一扫.{0,30}|您是第 ?\d+ ?位.{0,10}|(?:地址|电话|邮编|传真|邮箱)[:：].{0,80}",
        "您是第12345位访问者",
    ),
    _line(r"(?:\[\d{1,2}\] ?){2,}(?:下一页|下一頁)?", "[1][2][3]下一页"),
    _line(
        r"(?:版权所有|版權所有|主办(?:单位)?[:：]|主辦(?:單位)?[:：]).{0,80}|.{0,60}ICP备\d+号.{0,60}",
        "版权所有：某市人民政府 晋ICP备05000123号",
    ),
    _line(
        r"(?:相关(?:链接|文章|推荐|阅读)|相關(?:文章|推薦|閱讀)|猜你喜欢|版权声明|版權聲明|免责声明|免責聲明)(?:[:：].*)?",
        "相关文章:",
    ),
    # page numbers of texts copied out of a PDF
    _line(r"[—–－-]{1,2} ?\d{1,3} ?[—–－-]{1,2}", "— 12 —"),
    _line(r"第 ?\d{1,3} ?[页頁](?:[,， ]*共 ?\d{1,3} ?[页頁])?", "第 3 页 共 20 页"),
    # wiki licence tails
    NoiseForm(
        re.compile(
            r"^[ \t]*本作品(?:是|由|在|来自|來自)[\s\S]*(?:著作[权權]法|公有[领領]域|版[权權])[\s\S]*\Z",
            re.MULTILINE,
        ),
        "本作品是中华人民共和国的\n法律…著作权法…公有领域…",
        tail=True,
    ),
    # anti-copy marks after the last stop of a line
    NoiseForm(
        re.compile(r"(?<=[。；！？”])[ \t]*(?P<noise>[a-z]{1,3}\d{1,3})[ \t]*$", re.MULTILINE),
        "…扎实推进。hd9",
    ),
    # the reading of a rare character
    NoiseForm(
        re.compile(
            r"(?<=[\u4e00-\u9fff])(?P<noise>[(（](?=[^)）]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü ]{1,20}[)）])"
        ),
        "氹(dàng)仔",
    ),
    # a site's name put in place of nothing between 我 and 区
    NoiseForm(
        re.compile(r"(?<=我)(?P<noise>[\u4e00-\u9fff]{1,5}[网網])(?=[区區市县縣省镇鎮乡鄉])"),
        "我老秘网区获评",
    ),
)

# Zero-width and bidirectional marks, soft hyphen, byte-order mark in mid-text, control characters but tab and line ends.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+"
)


def drop_noise(mapped: MappedText) -> tuple[MappedText, list[Repair]]:
    """Drop invisible characters and every form of :data:`FORMS`; list what was dropped (invisible ones are not listed)."""
    mapped = mapped.apply(Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(mapped.text))
    found: list[tuple[int, int]] = []
    for form in FORMS:
        begin = max(0, len(mapped.text) - TAIL) if form.tail else 0
        for match in form.pattern.finditer(mapped.text, begin):
            span = match.span("noise") if "noise" in form.pattern.groupindex else match.span()
            if span[0] < span[1]:
                found.append(span)
    edits, repairs, done = [], [], 0
    for start, end in sorted(found):
        if start < done:
            continue
        edits.append(Edit(start, end, ""))
        repairs.append(Repair("noise-dropped", *mapped.span(start, end), ""))
        done = end
    return mapped.apply(edits), repairs
