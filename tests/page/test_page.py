"""The page as text: what it holds, what it lets run, and that its segments are the report."""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from typing import Any

import pytest
from conftest import EXAMPLES, SHORT_REPORT
from hypothesis import given
from hypothesis import strategies as st
from page_samples import RUN, indicator, view_of, with_memo

from summarizer.document import Span, document_from_bytes, document_from_text
from summarizer.extract.model import Coverage, Evidence, Item, SchemaResult
from summarizer.memo.model import Bars, Chart
from summarizer.messages import Message, Words, printable
from summarizer.reading import read_report
from summarizer.render.page import PageView, bar_chart, page
from summarizer.render.page.blocks import cut
from summarizer.render.page.cards import card, figure_verdicts

HOSTILE = SHORT_REPORT.replace(
    "启动东门市场搬迁。",
    "启动“东门”</script><script>alert(1)</script><!-- 市场\"搬迁' &lt; 𠮷野家 \u2028 \ud83d 完。",
)


class Reader(HTMLParser):
    """The elements of a page: every start tag, and the text inside style and script elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.tags[-1][0] if self.tags else "", []).append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda p: p.stem)
def test_the_segments_of_a_real_report_are_its_text_and_items_are_whole_segments(path: Any) -> None:
    view = view_of(document_from_bytes(path.read_bytes(), path.name).given)
    data = data_of(page(view, Words("zh")))
    segments = [segment for block in data["blocks"] for segment in block["segments"]]
    given = view.reading.document.given
    assert "".join(text for _, text, _, _ in segments) == given
    assert all(given[start : start + len(text)] == text for start, text, _, _ in segments)
    for number, item in enumerate(data["items"]):
        covered = "".join(text for _, text, _, marks in segments if number in marks)
        assert covered == "".join(given[a:b] for a, b in item["spans"])


WORDS = st.sampled_from(["一、工作回顾", "(一)改善城乡面貌", "完成12公里河道治理,", "新建公园3处。", "𠮷😀", "<b>", "\n", "\r\n", "　　", " ", "\t", "第3页", "- 3 -", "\u2028", "\ud800", "。"])  # fmt: skip


@given(st.lists(WORDS, max_size=40).map("".join), st.data())
def test_segments_are_the_text_whatever_it_is_and_wherever_it_is_cut(text: str, data: st.DataObject) -> None:
    outlined = read_report(document_from_text(text))
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place).map(sorted).map(lambda p: Span(*p)), max_size=5))
    blocks = cut(outlined, [[span] for span in spans], [])
    segments = [segment for block in blocks for segment in block.segments]
    assert "".join(s.text for s in segments) == text
    assert [s.start for s in segments] == [
        sum(len(s.text) for s in segments[:i]) for i in range(len(segments))
    ]
    for number, span in enumerate(spans):
        assert "".join(s.text for s in segments if number in s.marks) == text[span.start : span.end]


def test_headings_noise_and_inline_headings_are_blocks_of_their_own() -> None:
    text = "政府工作报告\n一、2030年工作回顾\n- 2 -\n　　经济稳中有进。全年地区生产总值完成86亿元,增长5.2%。引进企业21家。\n"
    blocks = cut(read_report(document_from_text(text)), [], [])
    shown = {"".join(s.text for s in b.segments if s.kind != "space"): b.kind for b in blocks}
    assert shown["政府工作报告"] == "title"
    assert shown["一、2030年工作回顾"] == "heading"
    body = next(b for b in blocks if "86亿元" in "".join(s.text for s in b.segments))
    assert body.kind == "text"
    assert not any("- 2 -" in text and "工作回顾" in text for text in shown)


def test_nothing_in_the_page_is_fetched_and_only_its_own_style_and_script_are_let_in() -> None:
    html = page(with_memo(view_of(SHORT_REPORT)), Words("zh"))
    reader = read(html)
    policy = next(a["content"] for t, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        text = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text[-1].encode()).digest()).decode()
        assert (len(text), rules[rule]) == (1, f"'sha256-{digest}'")
    attributes = {name for _, attrs in reader.tags for name in attrs}
    assert not attributes & {"src", "href", "srcset", "action", "style", "background", "poster"}
    assert not any(name.startswith("on") for name in attributes)
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    assert "url(" not in html
    assert "@import" not in html


def test_the_script_never_makes_markup_of_text() -> None:
    files = resources.files("summarizer.render.page") / "script"
    for file in files.iterdir():
        text = file.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|localStorage", text
        )


def test_a_file_past_400_lines_is_two_files() -> None:
    package = resources.files("summarizer.render.page")
    for file in [*(package / "script").iterdir(), *(f for f in package.iterdir() if f.name.endswith("css"))]:
        assert len(file.read_text("utf-8").splitlines()) <= 400, file.name


def test_a_hostile_report_is_data_and_nothing_else() -> None:
    html = page(view_of(HOSTILE), Words("zh"))
    html.encode("utf-8")
    harmless = page(view_of(SHORT_REPORT), Words("zh"))
    assert [tag for tag, _ in read(html).tags] == [tag for tag, _ in read(harmless).tags]
    assert "".join(s[1] for b in data_of(html)["blocks"] for s in b["segments"]) == printable(HOSTILE)


def test_a_hostile_title_file_name_and_model_stay_text() -> None:
    view = view_of(SHORT_REPORT)
    result = replace(view.results[0], run=replace(RUN, model="</script><img src=x>", prompt="<!--"))
    metadata = replace(view.reading.metadata, title="</title><script>\ud800", region="<b>")
    html = page(PageView(replace(view.reading, metadata=metadata), [result], []), Words("en"))
    html.encode("utf-8")
    reader = read(html)
    assert not {"img", "b"} & {tag for tag, _ in reader.tags}
    assert "".join(reader.texts["title"]).startswith("<b> · </title><script>")


def items_of(data: dict[str, Any], figures: Sequence[str], *findings: Any) -> Item:
    text = "、".join(figures)
    view = view_of(SHORT_REPORT.replace("完成12公里河道治理,新建公园3处", f"启动工程{text}"))
    item = next(i for i in view.results[0].items if text in i.text)
    return replace(item, data=data, findings=findings)


def test_figures_are_as_bad_as_the_findings_that_are_about_them() -> None:
    from summarizer.checks import Finding

    def verdicts(item: Item) -> list[str]:
        return [verdict for _, verdict in figure_verdicts(item)]

    wrong = Finding(
        "number-from-elsewhere",
        "error",
        "target",
        Message("8公里 is said of something else in the evidence."),
    )
    assert verdicts(items_of({"target": "8公里"}, ["8公里", "3处"], wrong)) == ["error", "right"]
    nowhere = Finding(
        "number-not-in-evidence", "error", "target", Message("9公里 does not stand in the cited sentence.")
    )
    assert verdicts(items_of({"target": "9公里", "object": "3处"}, ["8公里", "3处"], nowhere)) == [
        "error",
        "right",
    ]
    loose = Finding(
        "qualifier-differs", "warning", "target", Message("8公里 is printed as 8公里 in the evidence.")
    )
    assert verdicts(items_of({"target": "8公里"}, ["8公里"], loose)) == ["warning"]
    moved = Finding("sentence-relocated", "info", None, Message("The words stand elsewhere: 8公里."))
    assert verdicts(items_of({"target": "8公里"}, ["8公里"], moved)) == ["right"]


def test_a_users_own_schema_shows_its_fields_by_name() -> None:
    item = replace(items_of({"count": 12, "what": "引进企业", "parts": ["甲", "乙"]}, ["3处"]), id="own-7")
    shown = card(item, Words("zh"))
    assert (shown["title"], shown["number"]) == ("引进企业", "7")
    assert shown["chips"] == [["count", "12"], ["parts", "甲; 乙"]]


def chart(*bars: Bars, unit: str = "%") -> str:
    return bar_chart(Chart("增速<&", unit, "实绩", "目标", bars))


def bars_of(svg: str) -> list[tuple[str, float, float]]:
    """Kind, left edge and width of each bar; the first two rectangles are the legend."""
    found = re.findall(r'<rect class="bar-(\w+)" x="([-\d.]+)" y="[-\d.]+" width="([-\d.]+)"', svg)
    return [(kind, float(x), float(width)) for kind, x, width in found][2:]


def test_bars_stand_on_one_axis_and_are_as_long_as_their_figures() -> None:
    svg = chart(Bars("甲", 5.0, 10.0), Bars("乙", -2.5, None))
    axis = re.search(r'class="axis" x1="([\d.]+)"', svg)
    assert axis
    zero = float(axis[1])
    (_, x1, five), (_, x2, ten), (_, x3, down) = bars_of(svg)
    assert (x1, x2) == (zero, zero)
    assert ten == pytest.approx(2 * five, abs=0.05)
    assert x3 + down == pytest.approx(zero, abs=0.05)
    assert down == pytest.approx(five / 2, abs=0.05)
    assert ">—</text>" in svg
    assert ">-2.5%</text>" in svg
    read(svg)


def test_a_chart_says_itself_in_words_and_escapes_them() -> None:
    svg = chart(Bars("<甲>", 5.0, None), unit="亿元")
    assert 'role="img"' in svg
    assert "<title>增速&lt;&amp;; &lt;甲&gt;: 实绩 5亿元, 目标 —</title>" in svg


@given(st.lists(st.tuples(*[st.none() | st.floats(-1e12, 1e12) | st.just(float("nan"))] * 2), max_size=6))
def test_no_bar_leaves_the_chart(figures: list[tuple[float | None, float | None]]) -> None:
    svg = chart(*(Bars("某指标", a, b) for a, b in figures))
    for _, x, width in bars_of(svg):
        assert x >= 190
        assert x + width <= 560
    assert "nan" not in svg


def test_the_growth_of_indicators_with_result_and_target_is_charted() -> None:
    view = view_of(SHORT_REPORT, ["reviews"])
    evidence = view.results[0].items[0].evidence[0]
    pairs = [("地区生产总值", 5.2, 6.0), ("固定资产投资", -3.0, 8.0), ("实际利用外资", 378.0, 58.0)]
    items = [indicator(n, "actual", a, evidence, i) for i, (n, a, _) in enumerate(pairs)]
    items += [indicator(n, "target", t, evidence, 9 + i) for i, (n, _, t) in enumerate(pairs)]

    def growth(items: list[Item]) -> dict[str, Any] | None:
        coverage = Coverage(0, 0, (), 0, 0)
        result = SchemaResult("indicators", tuple(items), coverage, (), (), RUN)
        html = page(PageView(view.reading, [result], []), Words("en"))
        assert html.count("<svg xmlns") == ("growth" in data_of(html))
        found: dict[str, Any] | None = data_of(html).get("growth")
        return found

    charted = growth(items)
    assert charted
    assert [row["name"] for row in charted["rows"]] == ["地区生产总值", "固定资产投资"]
    assert charted["too_steep"] == ["实际利用外资"]
    assert charted["rows"][0]["spans"] == [[evidence.span.start, evidence.span.end]]
    assert growth(items[:1]) is None


def test_labels_and_notes_are_in_the_language_asked_for() -> None:
    view = view_of((EXAMPLES / "yingkou-xishi-2019.txt").read_text("utf-8"))
    chinese, english = (data_of(page(view, Words(language))) for language in ("zh", "en"))
    assert chinese["labels"]["items"] == "条目"
    assert english["labels"]["items"] == "Items"
    assert chinese["sums"][0]["note"].startswith("按所列增速应为18.72亿元")
    assert english["sums"][0]["note"].startswith("With the stated growth it would be 18.72")
    assert [s["holds"] for s in english["sums"]] == [False] + [None] * 3 + [True] * 9


def _colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


INK_ON_GROUND = [
    ("ink", "ground"), ("ink", "paper"), ("ink", "chosen"), ("ink", "lit"), ("ink", "hover"), ("ink", "doubt-ground"), ("ink", "wrong-ground"),
    ("muted", "ground"), ("muted", "paper"), ("muted", "chosen"), ("muted", "hover"), ("accent", "ground"), ("accent", "paper"), ("on-accent", "accent"),
    ("right", "right-ground"), ("doubt", "doubt-ground"), ("wrong", "wrong-ground"), ("right", "chosen"), ("doubt", "chosen"), ("wrong", "chosen"),
    ("doubt", "paper"), ("wrong", "paper"), ("right", "paper"),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_their_ground(theme: str) -> None:
    style = resources.files("summarizer.render.page").joinpath("page.css").read_text("utf-8")
    light, dark = style.split("@media screen {", 1)
    colours = _colours(light) if theme == "light" else _colours(dark.split("\n}\n")[0])
    for ink, ground in INK_ON_GROUND:
        low, high = sorted((_light(colours[ink]), _light(colours[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def test_a_run_without_items_makes_a_page() -> None:
    outlined = read_report(document_from_text(""))
    empty = SchemaResult("own", (), Coverage(0, 0, (), 0, 0), (), (), RUN, complete=False)
    data = data_of(page(PageView(outlined, [empty], []), Words("en")))
    assert (data["items"], data["blocks"], data["schemas"][0]["complete"]) == ([], [], False)


def test_evidence_of_several_clauses_is_covered_clause_by_clause() -> None:
    view = view_of(SHORT_REPORT)
    first, second = view.results[0].items[:2]
    both = (*first.evidence, *second.evidence)
    joined = replace(first, evidence=both)
    data = data_of(page(PageView(view.reading, [replace(view.results[0], items=(joined,))], []), Words("zh")))
    marked = [s[1] for b in data["blocks"] for s in b["segments"] if 0 in s[3]]
    assert "".join(marked) == "".join(e.quote for e in both)
    assert isinstance(both[0], Evidence)
