"""Which lines and opening sentences are headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.lexicon.structure import ADDRESS, GLOSSARY_HEADING, HEADING_MARKS, PART_CUES, PROBLEM_OPENING
from summarizer.quantities import read_quantities

_MARKS = {form.name: form.pattern for form in HEADING_MARKS}
_NUMBERED = ("part", "cn", "cn-paren", "digit", "digit-paren", "circled", "ordinal", "dash", "shi")
_ENDS = re.compile(r"[。！？!?；;：:，,]$")
_LINE_MAX, _MARKED_MAX, _SENTENCE_MAX = 40, 60, 24
_GLOSSARY_ENTRY = re.compile(r"^\d{1,3}[.．、][^,，。]{1,30}[:：].")
# Two short halves of a slogan.
_TWIN = re.compile(r"^[^,，“《]{4,10}[,，][^,，“《]{4,10}[。！]$")
_PLAN_LINE = re.compile(r"年[^。]{0,6}(?:工作|任务|目标)[^。]{0,4}(?:安排|打算|计划|思路|任务|要点|目标)?")
_FIRST_OF_LIST = re.compile(r"[:：,，]一是")
_TO_LISTENERS = re.compile(r"^(?:各位代表|同志们)[,，!！].")
# Short sentences that tell what became of a thing are facts: 县医院建成投用。
_FACT = re.compile(r"^启动|投用|竣工|通车|封顶|获批|挂牌|取消。|建成。")
# 图1 全区收入增长情况 · 表2-1
_CAPTION = re.compile(r"^(?:图|表|附图|附表)\s*[\d一二三四五六七八九十]+")
# A sentence that goes on in the next line: 新建的三座污水处理厂将在年底前
_BROKEN = re.compile(r"(?:[的和与及或在将是为把被对向从到以由使让]|[年月]底?前|[、(（“《])$")
# Who signs, before the date at the end.
_SIGNED = re.compile(r"(?:政府|委员会|办公室|[省市区县镇乡]委|局)$")
_DATED = re.compile(r"^[(（]?[\d二一][\d〇○零一二三四五六七八九]{3}年\d?")
_ASIDE = re.compile(r"^(?:此外|另外|同时|其中|在此|为此|因此|总之|目前|现在)")


@dataclass(frozen=True, slots=True)
class Heading:
    """``form`` is a name of :data:`~summarizer.lexicon.structure.HEADING_MARKS`, or ``title`` / ``line`` for unmarked lines.

    ``sentences`` is how many of the paragraph's sentences it takes up (all of them for a heading line).
    """

    form: str
    text: str
    sentences: int


def find_heading(paragraph: list[str], following: str) -> Heading | None:
    """The heading that opens a paragraph given as its sentences; ``following`` is the next paragraph ("" at the end)."""
    first, alone = paragraph[0].strip(), len(paragraph) == 1
    if ADDRESS.match(first) or _GLOSSARY_ENTRY.match(first) or "\t" in first:  # a row of a table
        return None
    if _TO_LISTENERS.match(first) or (not alone and PROBLEM_OPENING.search(first)):
        return None
    if alone and GLOSSARY_HEADING.match(first) and len(first) <= 20:
        return Heading("part", first, 1)
    for form in _NUMBERED:
        match = _MARKS[form].match(first)
        if (
            match
            and _is_marked_heading(form, first, alone)
            and not (alone and _is_item(form, first, following))
        ):
            return Heading(form, _trim(first), 1)
    if alone:
        return _heading_line(first, following)
    if _MARKS["first-person"].match(first) and len(first) <= _MARKED_MAX and not re.search(r"\d", first):
        return Heading("first-person", _trim(first), 1)
    if _is_heading_sentence(first):
        return Heading("sentence", _trim(first), 1)
    return None


def find_inner_heading(sentence: str, before: str | None, following: str | None) -> Heading | None:
    """A heading inside a paragraph: 二是加快行政管理体制改革。 before sentences that carry it out; not in a list 一是…;二是…;三是…。"""
    if following is not None and before is not None and _is_inner_mark(sentence, following):
        return Heading("digit", _trim(sentence), 1)
    shi = _MARKS["shi"]
    if (
        following is None
        or not shi.match(sentence)
        or shi.match(following)
        or (before is not None and (shi.match(before) or _FIRST_OF_LIST.search(before)))
        or "，" in sentence
        or "," in sentence
    ):
        return None
    return Heading("shi", _trim(sentence), 1) if _is_marked_heading("shi", sentence, False) else None


def _is_inner_mark(sentence: str, following: str) -> bool:
    """1.粮食生产喜获丰收。 inside a paragraph, before sentences that carry it out."""
    digit = _MARKS["digit"]
    if (
        not digit.match(sentence)
        or digit.match(following)
        or not sentence.endswith("。")
        or len(sentence) > _SENTENCE_MAX
    ):
        return False
    return not re.search(r"[\d,，：:]", digit.sub("", sentence, count=1))


def _is_item(form: str, line: str, following: str) -> bool:
    """Whether a marked line is an item of a list: it ends like a sentence or holds a figure, and nothing stands under it.

    1、农业基础设施脆弱。⏎2、加工转化率低。 · 1.新增学位2400个⏎2.建设公共停车位800个
    """
    if form in {"part", "dash", "ordinal"}:
        return False
    said = line.endswith(("。", "！")) or bool(re.search(r"\d", _MARKS[form].sub("", line, count=1)))
    if form == "cn" and not line.endswith("。"):
        return False
    outer = _NUMBERED[: _NUMBERED.index(form) + 1]
    next_part = len(following) <= _SENTENCE_MAX and bool(_PLAN_LINE.search(following))
    return said and (following == "" or next_part or any(_MARKS[other].match(following) for other in outer))


def _is_marked_heading(form: str, first: str, alone: bool) -> bool:
    if len(first) > _MARKED_MAX or first.endswith(("；", ";", "：", ":", "，", ",")):
        return False
    if (
        form == "shi"
    ):  # 一是深化供给侧结构性改革。 opens its paragraph; 一是依托…，重点引入… is the item itself
        return (not alone or first.endswith("。")) and len(first) <= 45 and not re.search(r"\d", first)
    if form == "dash":  # ——2016年1月6日…会议 is the date line; ——打造…,推进…。 a task
        return len(first) <= 30 and not re.search(r"\d|[,，]", first)
    return True


def _heading_line(line: str, next_line: str) -> Heading | None:
    """A line of one sentence without a mark: a part's heading, a first-person line, or a short line with no stop."""
    following = bool(next_line)
    if (
        _MARKS["first-person"].match(line)
        and following
        and len(line) <= _MARKED_MAX
        and not re.search(r"\d", line)
    ):
        return Heading("first-person", _trim(line), 1)
    if re.match(r"[^。，,；;是为]{2,20}[:：]$", line) and _PLAN_LINE.search(line):
        return Heading("part", line.rstrip(":："), 1)  # 二〇〇四年工作安排:
    if _ENDS.search(line) or len(line) > _LINE_MAX or not following:
        return None
    if _CAPTION.match(line) or _BROKEN.search(line):
        return None
    if _SIGNED.search(line) and _DATED.match(next_line) and len(next_line) <= _SENTENCE_MAX:
        return None
    if any(form.pattern.search(line) for form in PART_CUES) and re.search(r"\d|年|“|时期", line):
        return Heading("part", line, 1)
    return None if _holds_a_figure(line) else Heading("line", line, 1)


def _holds_a_figure(line: str) -> bool:
    """Whether a line tells a figure: 地区生产总值86亿元，增长5.2% is a fact without a stop, and no heading."""
    return any(q.unit not in {"", "年"} and q.number.isascii() for q in read_quantities(line))


def _is_heading_sentence(sentence: str) -> bool:
    """招商引资态势良好。 · 联动发展长春路及八一路经济发展轴。 · 严格依法行政,建设法治政府。"""
    if not sentence.endswith(("。", "！")) or not 4 <= len(sentence) <= _SENTENCE_MAX:
        return False
    if re.search(r"\d|[：:]", sentence) or _ASIDE.match(sentence) or _FACT.search(sentence):
        return False
    return not re.search(r"[,，]", sentence) or bool(_TWIN.match(sentence))


def _trim(heading: str) -> str:
    return heading.rstrip("。！!")
