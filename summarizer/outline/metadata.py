"""What a report says of itself, from its first lines and its headings; None where it does not say."""

from __future__ import annotations

import re

from summarizer.outline.model import Metadata, Section

_HEAD = 700
_TITLE = re.compile(r"^(?!.*[。])(?=.*(?:报告|工作计划|工作要点|工作总结)).{4,40}$", re.MULTILINE)
_PLACE = r"[\u4e00-\u9fff]{1,6}?"
_REGION = re.compile(
    rf"(?:{_PLACE}省)?(?:{_PLACE}(?:市|自治州|盟|地区))?(?:{_PLACE}(?:区|县|旗|新区))?(?:{_PLACE}(?:镇|乡|街道))?"
)
_BEFORE_ORGAN = re.compile(
    r"([\u4e00-\u9fff]{2,20}?)(?:第[一二三四五六七八九十]+届|人民代表大会|人民政府|政府工作报告)"
)
_LEVELS = (
    ("乡镇", r"(?:镇|乡|街道)$"),
    ("区县", r"(?:区|县|旗)$"),
    ("市", r"(?:市|州|盟)$"),
    ("省", r"(?:省|自治区)$"),
)
_SPEAKER = re.compile(
    r"(?:国务院总理|省长|市长|区长|县长|州长|旗长|镇长|乡长|主席)[：:]?\s*([\u4e00-\u9fff]{2,4})\s*$",
    re.MULTILINE,
)
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_MEETING = re.compile(
    r"(?:(?<=日)|(?<=日在)|(?<![\u4e00-\u9fff]))(?!日)[\u4e00-\u9fff]{0,14}?第[一二三四五六七八九十]+届(?:全国)?人民代表大会第[一二三四五六七八九十]+次会议"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_FIVE_YEAR = re.compile(r"[“\"]?(十[一二三四五]五)[”\"]?时期")


def read_metadata(text: str, sections: list[Section]) -> Metadata:
    """Read the first lines of ``text`` and the headings of the review and plan parts."""
    head = text[:_HEAD]
    opening = head.split("各位代表")[0]
    title = _TITLE.search(opening) or _TITLE.search(head)
    meeting = _MEETING.search(opening)
    date = _DATE.search(opening)
    speaker = _SPEAKER.search(opening)
    region = _region(title[0] if title else "", opening)
    review = _period([s.heading for s in sections if s.part == "review" and s.level == 1])
    plan = _period([s.heading for s in sections if s.part == "plan" and s.level == 1])
    return Metadata(
        title=title[0] if title else None,
        region=region,
        level=_level(region, opening),
        organ=_organ(region, opening),
        speaker=speaker[1] if speaker else None,
        date=f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else None,
        meeting=meeting[0] if meeting else None,
        review_period=review,
        plan_period=plan,
    )


def _region(title: str, opening: str) -> str | None:
    if "国务院" in opening:
        return "全国"
    for line in [re.sub(r"^\d{4}年", "", title), *re.split(r"\n|\d日在?", opening)]:
        match = _BEFORE_ORGAN.match(line.strip("─—- "))
        if match and (found := _REGION.match(match[1])) and found[0]:
            return found[0]
    return None


def _level(region: str | None, opening: str) -> str | None:
    if "国务院" in opening:
        return "国家"
    return next((level for level, pattern in _LEVELS if region and re.search(pattern, region)), None)


def _organ(region: str | None, opening: str) -> str | None:
    if "国务院" in opening:
        return "国务院"
    if region is None:
        return None
    match = re.search(re.escape(region) + r"(?:人民政府|政府)(?!工作报告)", opening)
    return match[0] if match else f"{region}政府"


def _period(headings: list[str]) -> str | None:
    for heading in headings:
        found = _YEAR.findall(heading) + _FIVE_YEAR.findall(heading)
        if found:
            return "、".join(dict.fromkeys(found))
    return None
