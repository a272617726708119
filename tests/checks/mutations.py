"""Verified items of real reports with one figure made wrong in one way, and with one figure said otherwise but right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.checks.figures import figures_of
from summarizer.document import document_from_text, read_document
from summarizer.extract.evidence import clauses
from summarizer.extract.items import ItemBuilder
from summarizer.extract.model import Item
from summarizer.extract.pack import Batch
from summarizer.extract.prompt import load_prompt
from summarizer.extract.schema import ItemSchema, load_schema
from summarizer.extract.wire import RawItem
from summarizer.quantities import Quantity, read_quantities, same_quantity
from summarizer.quantities.numerals import value_of
from summarizer.reading import Reading, Sentence, read_report

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.txt"))
# Reports whose figures are also put into Chinese digits, as older reports print them: 14.06亿元 → 十四点零六亿元.
IN_CHINESE_DIGITS = ("dalian-xigang-2016.txt", "yingkou-xishi-2019.txt")
_CLAUSES_IN_AN_ITEM = 2


@dataclass(frozen=True)
class Claimed:
    """An item that a model could have given of ``sentence``: right as it stands."""

    reading: Reading
    sentence: Sentence
    schema: str
    field: str
    data: dict[str, Any]

    def build(self, data: dict[str, Any]) -> list[Item]:
        """What becomes of it with ``data``."""
        builder = _builder(self.reading.document.name, self.schema)
        items, _ = builder.build(Batch(0, (), (self.sentence,)), [RawItem(1, data)], ())
        return items


_OUTLINES: dict[str, Reading] = {}


def readings() -> list[Reading]:
    """All example reports, some of them in Chinese digits as well."""
    for path in EXAMPLES:
        if path.name not in _OUTLINES:
            _OUTLINES[path.name] = read_report(read_document(str(path)))
    for name in IN_CHINESE_DIGITS:
        said = f"chinese digits {name}"
        if said not in _OUTLINES:
            text = figures_in_chinese_digits(_OUTLINES[name].document.text)
            _OUTLINES[said] = read_report(document_from_text(text, said))
    return list(_OUTLINES.values())


def figures_in_chinese_digits(text: str) -> str:
    """``text`` with its figures in Chinese digits: 320亿元 as 三百二十亿元, 5.2% as 百分之五点二; years and ranges stay."""
    out, at = [], 0
    for q in read_quantities(text):
        said = in_chinese_digits(q) if q.unit != "年" else None
        if said is not None:
            out += [text[at : q.start], said]
            at = q.end
    return "".join([*out, text[at:]])


def in_chinese_digits(figure: Quantity) -> str | None:
    """The figure in Chinese digits; None when it holds no single plain number."""
    if len(re.findall(r"\d+(?:\.\d+)?", figure.text)) != 1 or figure.number not in figure.text:
        return None
    number = figure.number if re.fullmatch(r"\d+(?:\.\d+)?", figure.number) else ""
    if not number or len(number) > 8 or re.search(r"[年月日/]", figure.text):
        return None
    whole, point, fraction = number.partition(".")
    said = chinese_numeral(int(whole)) + (point and "点" + "".join(_DIGIT_NAMES[int(d)] for d in fraction))
    if f"{number}%" in figure.text:
        return figure.text.replace(f"{number}%", f"百分之{said}")
    return figure.text.replace(number, "两" if said == "二" else said)


_DIGIT_NAMES = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """20867 → 二万零八百六十七."""
    if number >= 10_000:
        rest = number % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return chinese_numeral(number // 10_000) + "万" + zero + (chinese_numeral(rest) if rest else "")
    out = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            out += _DIGIT_NAMES[digit] + name
        elif out and number % size and not out.endswith("零"):
            out += "零"
    return out.removeprefix("一") if 10 <= number < 20 else out or "零"


@cache
def _schema(name: str) -> ItemSchema:
    return load_schema(name)


@cache
def _builder(report: str, schema: str) -> ItemBuilder:
    found = _schema(schema)
    return ItemBuilder(_OUTLINES[report], found, load_prompt(schema).bind(found, "object", {}).example_items)


def claims() -> Iterator[Claimed]:
    """From every example report: achievements and problems of one or two clauses, and figures to reach with what they are of."""
    for report in readings():
        for sentence in report.sentences:
            if sentence.is_heading:
                continue
            if sentence.role == "review":
                yield from _whole(report, sentence, "reviews", "achievement")
            elif sentence.role in {"task", "target"}:
                yield from _parted(report, sentence)


def _whole(report: Reading, sentence: Sentence, schema: str, field: str) -> Iterator[Claimed]:
    parts = clauses(sentence.text)
    for first in range(len(parts)):
        for last in range(first, min(first + _CLAUSES_IN_AN_ITEM, len(parts))):
            text = sentence.text[parts[first][0] : parts[last][1]]
            if read_quantities(text) and 6 <= len(text) <= 120:
                yield Claimed(report, sentence, schema, field, {field: text})


_TARGET = re.compile(
    r"(?P<action>完成|实现|达到|新建|新增|改造|引进|建设|培育|打造|开展|举办|维修|增长|控制在|安排)(?:了)?$"
)


def _parted(report: Reading, sentence: Sentence) -> Iterator[Claimed]:
    """完成 | 地区生产总值 | 320亿元: the figure in its own field."""
    for start, end in clauses(sentence.text):
        text = sentence.text[start:end]
        found = read_quantities(text)
        if len(found) != 1 or found[0].unit in {"年", ""}:
            continue
        figure = found[0]
        before, after = text[: figure.start], text[figure.end :]
        verb = _TARGET.search(before)
        if not verb:
            continue
        name = (before[: verb.start()] or after).strip(" ,，。")
        if 2 <= len(name) <= 30 and name in sentence.text:
            data = {"action": verb["action"], "object": name, "target": figure.text}
            yield Claimed(report, sentence, "tasks", "target", data)


def verified() -> list[Claimed]:
    """The claims that come out without a finding: those that a mutation is made of."""
    return [c for c in claims() if (items := c.build(c.data)) and all(_clean(i) for i in items)]


def _clean(item: Item) -> bool:
    return not any(f.severity in {"error", "warning"} for f in item.findings)


Mutation = Callable[[str, Quantity, str], Iterator[str]]


def _put(text: str, figure: Quantity, new: str) -> str:
    return text[: figure.start] + new + text[figure.end :]


def wrong_digit(text: str, figure: Quantity, _: str) -> Iterator[str]:
    """320亿元 → 370亿元."""
    digits = list(re.finditer(r"\d", figure.text))
    if digits:
        at = digits[len(digits) // 2].start()
        yield _put(
            text, figure, figure.text[:at] + str((int(figure.text[at]) + 5) % 10 or 4) + figure.text[at + 1 :]
        )


def wrong_chinese_digit(text: str, figure: Quantity, _: str) -> Iterator[str]:
    """三点五亿元 → 八点五亿元, 百分之五 → 百分之七, 十二家 → 十七家."""
    digits = list(re.finditer(r"[一二三四五六七八九](?!分之)", figure.number))
    if digits and figure.text.count(figure.number) == 1:
        at = digits[len(digits) // 2].start()
        other = _DIGIT_NAMES[(_DIGIT_NAMES.index(figure.number[at]) + 4) % 9 + 1]
        wrong = figure.number[:at] + other + figure.number[at + 1 :]
        yield _put(text, figure, figure.text.replace(figure.number, wrong))


def wrong_chinese_tens(text: str, figure: Quantity, _: str) -> Iterator[str]:
    """十二家 → 三十二家, 三十二家 → 十二家, 五家 → 十五家: more or less of the numeral before it."""
    number = figure.number
    if not re.fullmatch(r"[一二三四五六七八九十百千点零]+", number) or figure.text.count(number) != 1:
        return
    if re.match(r"[二三四五六七八九]十", number):
        wrong = number[1:]
    elif number.startswith("十"):
        wrong = "三" + number
    elif re.match(r"[一二三四五六七八九](?:点|$)", number):
        wrong = "十" + number
    else:
        return
    yield _put(text, figure, figure.text.replace(number, wrong))


_OTHER_UNITS = {
    "元": "美元", "美元": "元", "%": "个百分点", "个百分点": "%", "个": "家", "家": "个", "人": "户", "户": "人", "项": "件", "件": "项", "平方米": "亩", "亩": "平方米",
    "公里": "米", "处": "座", "座": "处", "场": "次", "名": "户", "人次": "户", "吨": "公里", "所": "家", "条": "处", "次": "场", "套": "栋", "栋": "套", "斤": "吨",
}  # fmt: skip


def wrong_unit(text: str, figure: Quantity, _: str) -> Iterator[str]:
    """320亿元 → 320亿美元."""
    other = _OTHER_UNITS.get(figure.unit)
    if other and figure.unit in figure.text:
        yield _put(text, figure, other.join(figure.text.rsplit(figure.unit, 1)))


def wrong_magnitude(text: str, figure: Quantity, _: str) -> Iterator[str]:
    """320亿元 → 320万元; 14.06% → 140.6%; 672个 → 6720个."""
    new = figure.text
    if "亿" in new:
        new = new.replace("亿", "万", 1)
    elif "万" in new:
        new = new.replace("万", "亿", 1)
    elif match := re.search(r"\d+\.\d", new):
        whole, fraction = match[0].split(".")
        new = new.replace(match[0], f"{whole}{fraction}.", 1).replace(". ", " ")
        new = re.sub(r"\.(?!\d)", "", new)
    else:
        new = re.sub(r"(\d+)", r"\g<1>0", new, count=1)
    if new != figure.text:
        yield _put(text, figure, new)


_OPPOSITE = {
    "增长": "下降", "下降": "增长", "提高": "降低", "降低": "提高", "增加": "减少", "减少": "增加", "上升": "回落", "提升": "降低", "新增": "减少", "压减": "增加", "上涨": "下降",
    "净增": "减少", "扩大": "缩减", "缩减": "扩大", "压缩": "增加", "增幅": "降幅", "增至": "降至",
}  # fmt: skip
_MOVES = re.compile("|".join(_OPPOSITE) + "(?!值)")


def wrong_sign(text: str, figure: Quantity, _: str) -> Iterator[str]:
    """增长5% → 下降5%."""
    begin = max((text.rfind(mark, 0, figure.start) for mark in ",，、;；"), default=-1) + 1
    found = [m for m in _MOVES.finditer(text, begin, figure.start) if text[m.end() : m.end() + 1] != "值"]
    if found:
        last = found[-1]
        yield text[: last.start()] + _OPPOSITE[last[0]] + text[last.end() :]


_QUALIFIERS = {
    "以上": "以内",
    "左右": "以上",
    "以内": "以上",
    "超": "近",
    "超过": "不足",
    "近": "超",
    "约": "超",
    "突破": "接近",
    "余": "",
    "多": "",
    "不超过": "超过",
}


def wrong_qualifier(text: str, figure: Quantity, _: str) -> Iterator[str]:
    """6%左右 → 6%以上, 5400余人 → 5400人, 320亿元 → 320亿元以上."""
    word = figure.qualifier
    if word in _QUALIFIERS and figure.text.count(word) == 1:
        yield _put(text, figure, figure.text.replace(word, _QUALIFIERS[word]))
    elif word is None and figure.value is not None and figure.unit:
        yield _put(text, figure, figure.text + "以上")


def wrong_owner(text: str, figure: Quantity, sentence: str) -> Iterator[str]:
    """The figure of the neighbouring thing, of the same unit."""
    for other in read_quantities(sentence):
        if (
            other.unit == figure.unit
            and not same_quantity(other, figure)
            and other.qualifier == figure.qualifier
        ):
            mutated = _put(text, figure, other.text)
            clause = re.split(r"[,，;；。]", mutated[max(0, mutated.rfind(other.text) - 12) :])[0]
            if other.text not in text and mutated not in sentence and clause not in sentence:
                yield mutated
                return


MUTATIONS: dict[str, Mutation] = {
    "digit": wrong_digit, "Chinese digit": wrong_chinese_digit, "Chinese tens": wrong_chinese_tens, "unit": wrong_unit, "magnitude": wrong_magnitude, "sign": wrong_sign, "qualifier": wrong_qualifier, "owner": wrong_owner,
}  # fmt: skip


def said_otherwise(figure: Quantity) -> Iterator[str]:
    """The same figure in other words: 1.05亿元 as 10500万元, 5% as 百分之五, 平方米 as ㎡, 20,867人, １２家, 23家 as 二十三家 and back."""
    text = figure.text
    if match := re.search(r"(\d+(?:\.\d+)?)亿", text):
        yield text.replace(match[0], f"{float(match[1]) * 10_000:.10g}万", 1)
    elif (match := re.search(r"(\d+)(?:\.\d+)?万", text)) and "余" not in text and "多" not in text:
        number = re.search(r"(\d+(?:\.\d+)?)万", text)
        assert number is not None
        yield text.replace(number[0], f"{float(number[1]) * 10_000:.12g}", 1)
    if (match := re.fullmatch(r"(\d+(?:\.\d+)?)%", text)) and "." not in match[1]:
        yield f"百分之{match[1]}"
    if "平方米" in text:
        yield text.replace("平方米", "㎡")
    if match := re.search(r"(?<![\d.])\d{4,}(?![\d.])", text):
        yield text.replace(match[0], f"{int(match[0]):,}", 1)
    yield text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if (said := in_chinese_digits(figure)) is not None:
        yield said
    yield from _in_arabic_digits(figure)


def _in_arabic_digits(figure: Quantity) -> Iterator[str]:
    """三点五亿元 as 3.5亿元, 百分之五 as 5%."""
    if re.search(r"\d", figure.text) or (value := value_of(figure.number)) is None:
        return
    if f"百分之{figure.number}" in figure.text:
        yield figure.text.replace(f"百分之{figure.number}", f"{value}%")
    elif re.fullmatch(r"[一二三四五六七八九十百千零点]+", figure.number):
        yield figure.text.replace(figure.number, str(value))


@dataclass(frozen=True)
class Mutated:
    """``caught``: a finding, or the rules put the right figure back, or no item."""

    kind: str
    caught: bool
    claim: Claimed
    value: str


def mutated(all_claims: list[Claimed]) -> Iterator[Mutated]:
    """Every claim's figures, each made wrong in each way that its form allows."""
    for claim in all_claims:
        value = str(claim.data[claim.field])
        for figure in figures_of(value):
            for kind, mutate in MUTATIONS.items():
                context = claim.sentence.text
                for wrong in mutate(value, figure.quantity, context):
                    if wrong == value:
                        continue
                    items = claim.build({**claim.data, claim.field: wrong})
                    yield Mutated(kind, _caught(items, claim, wrong), claim, wrong)


def _caught(items: list[Item], claim: Claimed, wrong: str) -> bool:
    return all(not _clean(i) or i.data.get(claim.field) != wrong for i in items)


def restated(all_claims: list[Claimed]) -> Iterator[Mutated]:
    """Every claim's figures said otherwise; ``caught`` means wrongly flagged."""
    for claim in all_claims:
        value = str(claim.data[claim.field])
        for figure in figures_of(value):
            for other in said_otherwise(figure.quantity):
                if other == figure.quantity.text:
                    continue
                right = _put(value, figure.quantity, other)
                items = claim.build({**claim.data, claim.field: right})
                yield Mutated("restated", not items or not all(_clean(i) for i in items), claim, right)
