"""What a report says of itself, in its first lines, its headings and its signature; None where it does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from summarizer.lexicon.structure import ADDRESS
from summarizer.reading.model import Metadata, Section

_FRONT_LINES, _OPENING, _TAIL_LINES = 15, 500, 4
_TITLE_MAX = 60
_NAME_LINES = 6
_CN = "一二三四五六七八九十百"
_KINDS = re.compile(r"报告|计划|要点|总结|方案|规划|讲话|意见|汇报")
_DATE = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日|([二一][零〇○О0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {char: str(i) for i, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "О": "0",
    "0": "0",
}
_SPEAKER = re.compile(
    r"(?:国务院总理|省长|市长|区长|县长|州长|盟长|旗长|镇长|乡长|主席|主任|书记|院长|检察长|局长)[:：]?[\s]*([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6})$"
)
_NAME = re.compile(r"^(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6})$")
_MEETINGS = (
    # 大连市西岗区第十七届人民代表大会第四次会议 · 市第十六届人大常委会第三十五次会议
    rf"[\u4e00-\u9fff]{{0,16}}?第[{_CN}]+届(?:全国)?(?:人民代表大会|人大)(?:常务委员会|常委会)?第[{_CN}]+次(?:全体)?会议",
    # 中国共产党河源区第五次代表大会 · 中国共产党河源区第四届委员会第六次全体会议
    rf"中共[\u4e00-\u9fff]{{2,8}}委(?:员会)?[{_CN}]+届[{_CN}]+次全(?:体)?会(?:议)?",
    rf"(?:中国共产党|中共)[\u4e00-\u9fff]{{2,12}}?第[{_CN}]+(?:次代表大会|届委员会第[{_CN}]+次全体(?:扩大)?会议)",
)
_MEETING = re.compile("|".join(rf"(?:{form})" for form in _MEETINGS))
_PLACE = r"[\u4e00-\u9fff]{1,6}?"
_REGION = re.compile(
    rf"(?:{_PLACE}(?:省|自治区))?(?:{_PLACE}(?:市|自治州|州(?!市)|盟|地区))?(?:{_PLACE}(?:自治县|新区|开发区|区|县|旗))?(?:{_PLACE}(?:镇|乡|街道))?"
)
# What stands right behind the region's name.
_BEHIND_REGION = re.compile(
    rf"([\u4e00-\u9fff]{{2,20}}?)(?:第[{_CN}]+[届次]|人民代表大会|人民政府|政府工作报告|委员会|委[{_CN}]+届|委(?=\d|[二工书常]))"
)
_NO_REGION = re.compile(
    r"^(?:受|在|我|全|本|各|向|经)?(?:省|市|区|县|旗|镇|乡|州|盟)?$|^(?:受|在|我|全|本|各|向|代表)"
)
_PROVINCE_CITIES = ("北京市", "上海市", "天津市", "重庆市")
_LEVELS = (
    ("省", r"(?:省|自治区)$"),
    ("乡镇", r"(?:镇|乡|街道)$"),
    ("市", r"(?:市|州|盟|地区)$"),
    ("区县", r"(?:区|县|旗)$"),
)
_YEAR = re.compile(r"(?:(?:19|20)\d\d|[二一][零〇○九][零〇○一二三四五六七八九]{2})(?=年)")
# 我代表区政府 says the level where no name is said.
_SPOKEN_FOR = re.compile(r"代表(?:中共)?(省|自治区|市|州|盟|区|县|旗|镇|乡)(?:人民政府|政府|委)")
_FIVE_YEAR = re.compile(r"[“\"]?(十[一二三四五]五)[”\"]?时期")


@dataclass(frozen=True, slots=True)
class _Front:
    """The lines before the first words to the listeners, and the beginning of the text with them."""

    lines: list[str]
    opening: str

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def national(self) -> bool:
        return "国务院总理" in self.text or "我代表国务院" in self.opening


def read_metadata(text: str, sections: list[Section]) -> Metadata:
    """Read the front and the tail of ``text``, and the sections of the review and the plan."""
    front = _front(text)
    meeting = _MEETING.search(re.sub(r"日在?", "日\n", front.opening))
    date = _date(front, text)
    title = _title(front)
    region = _region(title or "", front)
    return Metadata(
        title=title,
        region=region,
        level=_level(region, front),
        organ=_organ(region, front),
        speaker=_speaker(front, title),
        date=date,
        meeting=meeting[0].removeprefix("在") if meeting else None,
        review_period=_period(text, [s for s in sections if s.part == "review" and s.level == 1], None)
        or _titled_year(title, r"总结|工作报告|工作情况", 0),
        plan_period=_period(text, [s for s in sections if s.part == "plan" and s.level == 1], date)
        or _titled_year(title, r"计划|要点|安排", -1),
    )


def _front(text: str) -> _Front:
    lines = [line.strip() for line in text[:2000].split("\n") if line.strip()][:_FRONT_LINES]
    address = next((i for i, line in enumerate(lines) if ADDRESS.match(line)), None)
    short = next((i for i, line in enumerate(lines) if len(line) > _TITLE_MAX), len(lines))
    # One-line reports have the address inside a line.
    head = lines[: min(short, len(lines)) if address is None else address]
    head = [re.split(r"各位代表|同志们[:：]", line)[0] for line in head]
    return _Front([line for line in head if line], "\n".join(head) + "\n" + text[:_OPENING])


def _title(front: _Front) -> str | None:
    """The line that names the kind of report; where only a ——line does, what stands above it."""
    plain: list[str] = []
    for line in front.lines:
        if re.match(r"[—─―-]{1,2}", line):
            if _KINDS.search(line) and plain:
                return "".join(plain)
            continue
        if _DATE.search(line) or line.startswith(("(", "（")) or re.search(r"[。:：]", line):
            continue
        if _KINDS.search(line) and len(line) <= _TITLE_MAX:
            return line
        if len(line) > 6 and not _SPEAKER.search(line):
            plain.append(line)
    return None


def _region(title: str, front: _Front) -> str | None:
    if front.national:
        return "全国"
    spoken = re.split(r"\n|\d日在?|代表|中国共产党|中共", front.opening)
    for line in [re.sub(r"^\d{4}年", "", title), *spoken]:
        match = _BEHIND_REGION.match(line.strip("─—- ,，").removeprefix("在"))
        if match and (found := _REGION.match(match[1])) and found[0] and not _NO_REGION.match(found[0]):
            return found[0]
    return None


def _level(region: str | None, front: _Front) -> str | None:
    if front.national:
        return "国家"
    if region in _PROVINCE_CITIES:
        return "省"
    spoken_for = _SPOKEN_FOR.search(front.opening)
    named = region or (spoken_for[1] if spoken_for else "")
    return next((level for level, pattern in _LEVELS if re.search(pattern, named)), None)


def _organ(region: str | None, front: _Front) -> str | None:
    if front.national:
        return "国务院"
    if region is None:
        return None
    spoken_for = re.search(r"我代表[^，,。]{0,30}", front.opening)
    party = re.search(
        rf"(?:中国共产党|中共){re.escape(region)}", front.text + (spoken_for[0] if spoken_for else "")
    )
    if party:
        return f"{party[0]}委员会"
    match = re.search(re.escape(region) + r"(?:人民政府|政府)(?!工作报告)", front.opening)
    return match[0] if match else f"{region}政府"


def _speaker(front: _Front, title: str | None) -> str | None:
    """Who speaks: behind the office, or alone in a line before the address."""
    for i, line in enumerate(front.lines):
        if found := _SPEAKER.search(line):
            return found[1]
        office = re.search(r"(?:总理|长|主席|主任|书记)$", line)
        following = front.lines[i + 1] if i + 1 < len(front.lines) else ""
        if office and _NAME.match(following):
            return following
    for before, line in pairwise(front.lines[:_NAME_LINES]):
        above = before == title or _DATE.search(before) or before.startswith(("—", "─"))
        if above and _NAME.match(line) and line != title:
            return line
    return None


def _date(front: _Front, text: str) -> str | None:
    """The day of the meeting: in the front, or as a line of its own at the end. No other date is the report's."""
    found = _DATE.search(front.text) or _DATE.search(front.opening.split("各位代表")[0])
    if not found:
        tail = [line.strip() for line in text[-300:].split("\n") if line.strip()][-_TAIL_LINES:]
        found = next((m for line in reversed(tail) if (m := _DATE.fullmatch(line))), None)
    if not found:
        return None
    if found[1]:
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    year = "".join(_DIGITS[char] for char in found[4])
    return f"{year}-{_small(found[5]):02}-{_small(found[6]):02}"


def _titled_year(title: str | None, kind: str, which: int) -> str | None:
    """The first or last year in a title that names the kind of report: 某局2023年上半年工作总结和下半年工作计划."""
    years = _YEAR.findall(title) if title and re.search(kind, title) else []
    return _arabic(years[which]) if years else None


def _arabic(year: str) -> str:
    """二〇〇三 → 2003; 十二五 stays."""
    return year if "五" in year[-1:] and len(year) == 3 else "".join(_DIGITS.get(char, char) for char in year)


def _small(numeral: str) -> int:
    """一 … 三十一 → 1 … 31."""
    tens, ten, ones = numeral.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))


def _period(text: str, sections: list[Section], date: str | None) -> str | None:
    """The year or years that the headings of a part name; else 今年 by the report's date, else its first sentences."""
    for section in sections:
        if found := _YEAR.findall(section.heading) + _FIVE_YEAR.findall(section.heading):
            return "、".join(dict.fromkeys(map(_arabic, found)))
    for section in sections:
        if date is not None and re.search("今年|下半年", section.heading):
            return date[:4]
    for section in sections:
        body = text[section.start + len(section.heading) : section.end]
        sentences = re.split(r"[。；\n]", body.strip(), maxsplit=4)[:4]
        if years := [m[0] for sentence in sentences if (m := _YEAR.match(sentence.strip()))]:
            return _arabic(years[0])
    return None
