"""Relations in words that a clerk can act on, and on the screen: what fails first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from summarizer.checks import Reason, Relation
from summarizer.outline import Outline
from summarizer.render.language import Language, language

_NOTES: dict[Reason, dict[Language, str]] = {
    "holds": {"zh": "算得拢。", "en": "The figures agree."},
    "implied-growth": {
        "zh": "按所列增速应为{follows};要达到所列目标,增速应为{implied}。请核对基数、增速、目标三者。",
        "en": "With the stated growth it would be {follows}; the stated target needs a growth of {implied}. Check base, growth and target.",
    },
    "would-follow": {"zh": "按所列数字应为{follows},请核对。", "en": "The other figures give {follows}; check which one is wrong."},
    "missing-part": {"zh": "各部分与合计相差{missing}。", "en": "The parts differ from the total by {missing}."},
    "constant-prices": {
        "zh": "增速一般按不变价计算,总量按现价,不能直接相乘;若同一价格口径,应为{follows}。",
        "en": "Growth is counted at constant prices, the level at current ones, so they need not agree; at one price base it would be {follows}.",
    },
    "adjusted-growth": {
        "zh": "增速按可比价、同口径或扣除因素后计算,与所列总量不能直接相乘;若口径一致,应为{follows}。",
        "en": "The growth is counted on another basis (可比价, 同口径, 扣除…), so the levels need not agree; on one basis it would be {follows}.",
    },
    "scopes-differ": {
        "zh": "两处口径不同({scopes}),不能判定;若口径一致,应为{follows}。",
        "en": "The two are not of one scope ({scopes}), so this can't be decided; were they, it would be {follows}.",
    },
    "currencies-differ": {"zh": "两处货币或单位不同,不能判定。", "en": "The two are in different currencies or units, so this can't be decided."},
    "soft": {"zh": "数字带“左右”“约”一类的词,不能判定。", "en": "A figure is only approximate (左右, 约), so this can't be decided."},
    "parts-overlap-or-partial": {
        "zh": "所列各部分之和与合计相差{missing};可能只列了一部分,或各部分有交叉。",
        "en": "The parts given differ from the total by {missing}; they may be only some of it, or overlap.",
    },
    "other-base": {
        "zh": "没有一个整数能得出这个比率(最近的是{whole},即{follows});比率可能另有基数。",
        "en": "No whole number gives this rate (the nearest, {whole}, gives {follows}); it may be of another base.",
    },
    "periods-differ": {"zh": "几个数字所属时期不同,不能判定;按所列数字应为{follows}。", "en": "The figures are of different periods; they would give {follows}."},
    "only-whole-number": {"zh": "分子未列出;只有{whole}能得出这个比率。", "en": "The count is not printed; {whole} is the only whole number that gives this rate."},
    "printed-twice": {"zh": "同一指标同一时期有两个数字,口径可能不同,请核对。", "en": "One indicator of one period has two figures; the scopes may differ."},
    "exceeds-whole": {"zh": "部分大于总体,请核对。", "en": "A part is larger than the whole; check both."},
}  # fmt: skip
_VERDICTS: dict[bool | None, dict[Language, str]] = {
    False: {"zh": "不符", "en": "fails"}, None: {"zh": "不能判定", "en": "can't be decided"}, True: {"zh": "相符", "en": "holds"},
}  # fmt: skip
_STYLES: dict[bool | None, tuple[str, str]] = {
    False: ("✗", "bold red"),
    None: ("?", "yellow"),
    True: ("✓", "green"),
}
_NOTHING: dict[Language, str] = {
    "zh": "没有找到可以核算的数字关系。", "en": "No relation between figures was found that can be checked."
}  # fmt: skip


def note(relation: Relation, lang: Language | None = None) -> str:
    """Why the relation fails or can't be decided, and what would make it true."""
    lang = lang or language()
    details = dict(relation.details)
    words = _NOTES[relation.reason][lang].format_map(_Blank(details))
    if details.get("without"):
        words += f"(已减去{details['without']})" if lang == "zh" else f" ({details['without']} taken off.)"
    return words


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def show_relations(outline: Outline, relations: Sequence[Relation], console: Console) -> None:
    """What fails, then what can't be decided, then what holds, each with the words of the report it stands on."""
    lang = language()
    if not relations:
        console.print(_NOTHING[lang])
        return
    last: bool | str | None = "none yet"
    for relation in relations:
        if relation.holds != last:
            last = relation.holds
            console.rule(
                Text(_VERDICTS[relation.holds][lang], style=_STYLES[relation.holds][1]), align="left"
            )
        mark, style = _STYLES[relation.holds]
        console.print(Text.assemble((f"{mark} ", style), (relation.statement, "bold")), soft_wrap=True)
        if relation.reason != "holds":
            console.print(Text(f"  {note(relation, lang)}", style=style), soft_wrap=True)
        if relation.holds is not True:
            for start, end in relation.evidence:
                sentence = next((s for s in outline.sentences if s.start <= start < s.end), None)
                number = f"[{sentence.id}] " if sentence else ""
                console.print(
                    Text(f"    {number}{outline.document.text[start:end].strip()}", style="dim"),
                    soft_wrap=True,
                )
    console.print()
    counts = Counter(r.holds for r in relations)
    console.print(
        Text(
            " · ".join(f"{_VERDICTS[v][lang]} {counts[v]}" for v in (False, None, True) if counts[v]),
            style="bold",
        )
    )
