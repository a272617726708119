"""Whether the text of a page can be what the page shows.

A page may look right and hold other text: fonts that name no characters, or wrong ones, figures that were converted to outlines,
glyphs in any order. A wrong figure is worse than none, so such text is refused or named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.document.decode import Note
from summarizer.document.formats.page_lines import Line, Page
from summarizer.errors import InputError
from summarizer.messages import Message, template

RECOGNISE = template("Run it through text recognition (OCR) first, and give its text.")
_PICTURES = template(
    "Pages {pages} of {name} are pictures without text and are not read: run them through text recognition (OCR)."
)
_UNTRUSTED = template("The text of {name} can not be what its pages show: {why}.")
_PAGES_UNTRUSTED = template("The text of pages {pages} of {name} can not be what they show: {why}.")
_UNMAPPED = template("its fonts do not say which characters they show")
_NO_FIGURES = template("units such as % stand without their figures")
_ONE_A_LINE = template("its characters stand one below the other")
_NO_ORDER = template("its characters make no words")

# Fewer characters on a page than this and the page is a picture, with a stamp or a page number as text at most.
LEAST_CHARACTERS = 15
_LEAST_PICTURE = 0.5
_MOST_UNREADABLE = 0.1
_BAD = "\ufffd-\uffff\ue000-\uf8ff\x00-\x08\x0e-\x1f"
_UNREADABLE = re.compile(f"[{_BAD}]")
_FIGURE = "\\d０-９〇零一二两三四五六七八九十百千万亿几数多余整来半兩萬億幾數餘"
_UNITS = "(?:亿元|万元|%|％|个百分点|万人|万吨|万亩|万户|万套|万千瓦|平方公里|平方米|公里)"
_WITH_FIGURE = re.compile(rf"[{_FIGURE}]{_UNITS}")
# A unit at the end of a clause has a figure before it (亿元 alone stands in 亿元项目, which is no end of a clause), and so has a year.
_WITHOUT_FIGURE = re.compile(
    rf"(?<![{_FIGURE}每个分.])\.?{_UNITS}(?=[，。；、,;]|以上|左右)|(?:^|[，。；：（(]|截至|到|自|从|在)年(?=[，。、）)])"
)
# What stands before a unit, and is no character: a figure that has lost its name.
_NAMELESS_FIGURE = re.compile(rf"[{_BAD}](?:[万亿千百年月日个家人户]|{_UNITS})")
_LEAST_LOST = 3
_LEAST_LINES = 20
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Words that any page of official Chinese has: on those of 95 reports, 3.3 to 20 of 100 characters begin one; on the same pages with
# their characters shuffled, 1.3 at most.
_COMMON = """
发展 工作 建设 经济 社会 推进 项目 全面 实施 服务 加强 企业 提升 完成 增长 政府 全市 全省 全县 全区 产业 创新 重点 城市 我们 国家 人民 管理 生产 改革
代表 生活 治理 实现 提高 开展 安全 农村 教育 组织 群众 保障 中心 地区 生态 文化 重大 投资 市场 行政 问题 制度 中国 坚持 今年 领导 政策 技术 资金 基础
加快 农业 主义 收入 环境 行动 一个 没有 他们 自己 可以 已经
發展 建設 經濟 社會 推進 項目 實施 服務 加強 企業 增長 產業 創新 重點 我們 國家 生產 實現 開展 農村 組織 群眾 地區 生態 資金 問題 領導 農業 環境 行動
一個 沒有 他們 已經
"""
_WORDS = re.compile("|".join(_COMMON.split()))
# The fewest Chinese characters that a share of words can be told of, and that at least one word must be among: no 120 characters of
# these reports have none.
_LEAST_HAN, _LEAST_WORDS, _LEAST_HAN_WITH_A_WORD = 200, 0.02, 120


def check_pages(pages: Sequence[Page], name: str) -> list[Note]:
    """Notes on the pages whose text can not be trusted.

    Raises :class:`InputError` when that is more than half of the text.
    """
    doubts = {i: why for i, page in enumerate(pages) if (why := _doubt(page.lines)) is not None}
    whole = _doubt([line for i, page in enumerate(pages) if i not in doubts for line in page.lines])
    if whole is not None:
        raise InputError(_UNTRUSTED, RECOGNISE, name=name, why=whole)
    doubtful = sum(marks(pages[i]) for i in doubts)
    if doubts and 2 * doubtful > sum(marks(page) for page in pages):
        raise InputError(_UNTRUSTED, RECOGNISE, name=name, why=next(iter(doubts.values())))
    return [
        Note(
            "page-untrusted",
            Message(
                _PAGES_UNTRUSTED,
                {
                    "name": name,
                    "why": why,
                    "pages": _numbers([i for i, other in doubts.items() if other == why]),
                },
            ),
        )
        for why in dict.fromkeys(doubts.values())
    ]


def _numbers(pages: Sequence[int]) -> str:
    """Page numbers from indices, runs of them shortened: 2, 4-6."""
    runs: list[list[int]] = []
    for i in pages:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return ", ".join(str(r[0] + 1) if len(r) == 1 else f"{r[0] + 1}-{r[-1] + 1}" for r in runs)


def check_pictures(pages: Sequence[Page], pictures: Sequence[float], name: str) -> list[Note]:
    """A note on the pages that are pictures; ``pictures`` is the share of each page that pictures take."""
    empty = [
        i
        for i, (page, share) in enumerate(zip(pages, pictures, strict=True))
        if share > _LEAST_PICTURE and marks(page) < LEAST_CHARACTERS
    ]
    if not empty:
        return []
    return [Note("part-missing", Message(_PICTURES, {"name": name, "pages": _numbers(empty)}))]


def marks(page: Page) -> int:
    """How many characters but spaces a page has."""
    return sum(not c.isspace() for line in page.lines for c in line.text)


def _doubt(lines: list[Line]) -> Message | None:
    """Why the text of ``lines`` (of a page, or of all pages) can not be what is shown; None when nothing speaks against it."""
    text = "".join(line.text for line in lines)
    compact = re.sub(r"\s", "", text)
    if not compact:
        return None
    if len(_UNREADABLE.findall(compact)) > _MOST_UNREADABLE * len(compact):
        return Message(_UNMAPPED)
    nameless = len(_NAMELESS_FIGURE.findall(compact))
    readable = _UNREADABLE.sub("", compact)
    lost, kept = len(_WITHOUT_FIGURE.findall(readable)), len(_WITH_FIGURE.findall(readable))
    if nameless >= _LEAST_LOST or (lost >= _LEAST_LOST and lost > kept):
        return Message(_NO_FIGURES)
    printed = [line for line in lines if not line.row]
    lengths = sorted(len(line.text.strip()) for line in printed)
    if len(lengths) > _LEAST_LINES and lengths[len(lengths) * 3 // 4] <= 1:
        return Message(_ONE_A_LINE)
    han = len(_HAN.findall(text))
    words = len(_WORDS.findall(text))
    if (han >= _LEAST_HAN and words < _LEAST_WORDS * han) or (han >= _LEAST_HAN_WITH_A_WORD and not words):
        return Message(_NO_ORDER)
    return None
