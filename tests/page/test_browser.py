"""The page in a real browser: what a reader clicks, types and sees. Every page must stay without errors and without a request."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES, SHORT_REPORT, CommandLine, Endpoint
from page_samples import indicator, view_of, with_memo
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from summarizer.messages import Words
from summarizer.render.page import PageView, page

BROWSER = os.environ.get("SUMMARIZE_TEST_BROWSER") or shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium: install it, or name one in SUMMARIZE_TEST_BROWSER"
)

REPORT = (EXAMPLES / "yingkou-xishi-2019.txt").read_text("utf-8")
HOSTILE = SHORT_REPORT.replace(
    "完成12公里河道治理,",
    "完成“𠮷野家”</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- \"12公里'河道&lt;治理,",
)


# The module's, not the session's: while it is open an event loop counts as running, and other tests of the process start their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass
class Reader:
    """A reader in front of the page."""

    page: Page
    view: PageView

    def lit(self) -> str:
        """The words highlighted in the report."""
        return "".join(self.page.locator("#text .lit").all_text_contents())

    def selected(self) -> Locator:
        return self.page.locator('.card[aria-selected="true"]')

    def titles(self) -> list[str]:
        return self.page.locator("#list .card:visible .title").all_text_contents()

    def in_sight(self, selector: str) -> bool:
        """Whether the first element of ``selector`` comes to stand within its scrolling box, and stays there."""
        script = """selector => {
            const element = document.querySelector(selector);
            const inner = element.getBoundingClientRect(), outer = element.closest('.scroll').getBoundingClientRect();
            return inner.height > 0 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
        }"""
        seen = 0
        for _ in range(60):
            seen = seen + 1 if self.page.evaluate(script, selector) else 0
            if seen == 3:
                return True
            self.page.wait_for_timeout(50)
        return False

    def keys(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)


Opener = Callable[..., Reader]


@pytest.fixture
def read(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a view as a file, in a language and with the browser's settings; checks at the end that nothing went wrong."""
    pages: list[Page] = []
    wrong: list[str] = []

    def open_page(view: PageView | Path, language: str = "zh", **look: Any) -> Reader:
        file = view if isinstance(view, Path) else tmp_path / f"page-{len(pages)}.html"
        if isinstance(view, PageView):
            file.write_text(page(view, Words("zh" if language == "zh" else "en")), encoding="utf-8")
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | look))
        opened = context.new_page()

        def on_console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                wrong.append(message.text)

        def on_dialog(dialog: Dialog) -> None:
            wrong.append(dialog.message)
            dialog.dismiss()

        def on_request(request: Request) -> None:
            if request.url != file.as_uri():
                wrong.append(request.url)

        opened.on("console", on_console)
        opened.on("pageerror", lambda e: wrong.append(str(e)))
        opened.on("dialog", on_dialog)
        opened.on("request", on_request)
        opened.goto(file.as_uri())
        pages.append(opened)
        return Reader(opened, view if isinstance(view, PageView) else view_of(""))

    yield open_page
    for opened in pages:
        opened.context.close()
    assert wrong == []


@pytest.fixture
def reader(read: Opener) -> Reader:
    return read(view_of(REPORT))


def test_a_click_on_an_item_lights_exactly_its_evidence_and_brings_it_into_sight(reader: Reader) -> None:
    items = [i for r in reader.view.results for i in r.items]
    for number in (0, 7, len(items) // 2, len(items) - 1, 3):
        reader.page.locator("#list .card").nth(number).click()
        assert reader.lit() == items[number].evidence[0].quote
        assert reader.in_sight("#text .lit")
        assert reader.selected().count() == 1
    assert reader.selected().get_attribute("data-mark") == "3"


def test_the_figures_of_the_selected_item_show_their_verdict(reader: Reader) -> None:
    tasks = reader.view.results[0].items
    for flagged in (True, False):
        number = next(
            n for n, i in enumerate(tasks, 1) if len(i.quantities) and (n % 4 == 0) == flagged and n % 6
        )
        reader.page.locator("#list .card").nth(number - 1).click()
        look = "error" if flagged else "right"
        span = tasks[number - 1].quantities[0][0]
        printed = reader.view.reading.document.given[span.start : span.end]
        assert printed in reader.page.locator(f"#text .figure-{look}").all_text_contents()
        if not flagged:
            assert reader.page.locator("#text .figure-error").count() == 0


def test_a_click_on_evidence_selects_its_item_and_shows_its_card(reader: Reader) -> None:
    item = reader.view.results[0].items[40]
    reader.page.locator("#text .item", has_text=item.evidence[0].quote[:8]).first.click()
    assert item.evidence[0].quote == reader.lit()
    assert reader.selected().get_attribute("data-mark") == "40"
    assert reader.in_sight('.card[aria-selected="true"]')


def test_clicks_on_a_place_of_several_items_go_round(read: Opener) -> None:
    view = view_of(SHORT_REPORT, ["tasks"])
    first, *rest = view.results[0].items
    twin = replace(first, id="tasks-99", data={**first.data, "object": "另一条"})
    reader = read(replace(view, results=[replace(view.results[0], items=(first, twin, *rest))]))
    marks = []
    for _ in range(3):
        reader.page.locator("#text .item").first.click()
        marks.append(reader.selected().get_attribute("data-mark"))
    assert marks == ["0", "1", "0"]


def test_filters_combine_and_say_how_many_there_are(reader: Reader) -> None:
    items = [(r.schema, i) for r in reader.view.results for i in r.items]
    page = reader.page
    assert page.locator("#shown").text_content() == f"显示 {len(items)} 条，共 {len(items)} 条"
    page.locator("#schemas button", has_text="成果").click()
    reviews = [i for schema, i in items if schema == "reviews"]
    assert reader.titles() == [i.data["achievement"] for i in reviews]
    topic = "民生保障"
    page.locator("#topics").select_option(topic)
    there = [i for i in reviews if i.data["topic"] == topic]
    assert len(reader.titles()) == len(there) > 0
    assert page.locator("#schemas button", has_text="任务").locator(".count").text_content() == str(
        sum(schema == "tasks" and i.data["topic"] == topic for schema, i in items)
    )
    flagged = [i for i in there if i.worst in {"warning", "error"}]
    assert page.locator("#flagged .count").text_content() == str(len(flagged))
    page.locator("#flagged").click()
    assert len(reader.titles()) == len(flagged) > 0
    page.locator("#clear").click()
    assert len(reader.titles()) == len(items)
    assert not page.locator("#clear").is_visible()


def test_search_finds_items_by_their_words_their_quotation_and_their_section(reader: Reader) -> None:
    tasks = reader.view.results[0].items
    search = reader.page.locator("#search")
    for words in (tasks[10].text[:6], tasks[10].evidence[0].quote[:6], tasks[10].section[-1]):
        search.fill(words)
        assert f"{tasks[10].data['action']} {tasks[10].data['object']}" in reader.titles()
        assert len(reader.titles()) < len(tasks)
    search.fill("没有这样的话")
    assert reader.titles() == []
    assert reader.page.locator("#empty").text_content() == "没有符合条件的条目。"
    search.fill(f"{tasks[0].text[:2]} {tasks[0].text[-2:]}")
    assert f"{tasks[0].data['action']} {tasks[0].data['object']}" in reader.titles()


def test_the_report_shows_what_a_filter_leaves_when_an_item_there_is_clicked(reader: Reader) -> None:
    reader.page.locator("#search").fill("没有这样的话")
    reader.page.locator("#text .item").nth(5).click()
    assert reader.selected().count() == 1
    assert reader.page.locator("#search").input_value() == ""


def test_the_keyboard_does_everything(reader: Reader) -> None:
    page = reader.page
    reader.keys("j", "j", "ArrowDown", "k")
    assert reader.selected().get_attribute("data-mark") == "1"
    assert page.evaluate("document.activeElement.dataset.mark") == "1"
    reader.keys("Enter")
    assert page.evaluate("document.activeElement.classList.contains('lit')")
    reader.keys("Escape")
    assert page.evaluate("document.activeElement.dataset.mark") == "1"
    reader.keys("Escape")
    assert (reader.selected().count(), reader.lit()) == (0, "")
    reader.keys("f")
    flagged = sum(i.worst in {"warning", "error"} for r in reader.view.results for i in r.items)
    assert len(reader.titles()) == flagged
    reader.keys("j")
    assert reader.selected().get_attribute("class") != ""
    reader.keys("f", "/")
    page.keyboard.type("fj3?")
    assert page.locator("#search").input_value() == "fj3?"
    reader.keys("Escape")
    assert page.locator("#search").input_value() == ""
    reader.keys("2")
    assert page.locator("#tab-open").get_attribute("aria-selected") == "true"
    reader.keys("3")
    assert page.locator("#sums").is_visible()
    reader.keys("?")
    assert page.locator("#help").is_visible()
    reader.keys("Escape")
    assert not page.locator("#help").is_visible()


def test_tab_reaches_every_control_and_the_focus_can_be_seen(reader: Reader) -> None:
    seen = []
    while "text" not in seen:
        reader.keys("Tab")
        where, outline = reader.page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.id || e.className || e.textContent, s.outlineStyle + s.backgroundColor]; })()"
        )
        seen.append(where)
        assert where == "split" or "none" not in outline, where
    for control in (
        "keys-button",
        "theme-button",
        "tab-items",
        "search",
        "topics",
        "flagged",
        "split",
        "text",
    ):
        assert control in seen
    assert sum("card" in where for where in seen) == 1  # one stop; arrows go on from there


def test_lists_are_listboxes_of_options_and_tabs_name_their_panels(read: Opener) -> None:
    page = read(with_memo(view_of(SHORT_REPORT))).page
    loose = "[...document.querySelectorAll('.card')].filter(c => c.getAttribute('role') !== 'option' || !c.closest('[role=listbox][aria-label]'))"
    assert page.evaluate(f"{loose}.length") == 0
    for tab in page.get_by_role("tab").all():
        panel = page.locator(f"#{tab.get_attribute('aria-controls')}")
        assert panel.get_attribute("role") == "tabpanel"
        assert panel.is_visible() == (tab.get_attribute("aria-selected") == "true")
    nameless = "[...document.querySelectorAll('button,select,input')].filter(b => !(b.getAttribute('aria-label') || b.textContent.trim()))"
    assert page.evaluate(f"{nameless}.map(b => b.id).filter(id => id !== 'clear')") == []


def test_what_gave_no_item_is_listed_marked_and_found_from_both_sides(reader: Reader) -> None:
    page, result = reader.page, reader.view.results[0]
    page.locator("#tab-open").click()
    sentences = {s.id: s for s in reader.view.reading.sentences}
    missing = [*result.failed[0].sentences, *result.coverage.uncovered]
    cards = page.locator("#open .card")
    assert cards.locator(".number").all_text_contents() == [str(n) for n in missing]
    assert "the answer was no JSON" in (cards.first.text_content() or "")
    assert "与另一个条目一字不差" in (page.locator("#open .plain").first.text_content() or "")
    cards.nth(2).click()
    sentence = sentences[missing[2]]
    span = reader.view.reading.document.span(sentence.start, sentence.end)
    assert reader.lit() == reader.view.reading.document.quote(span)
    assert reader.in_sight("#text .lit")
    assert page.locator("#text .gap-first").count() == len(missing)
    page.locator("#tab-items").click()
    page.locator("#text .gap-first").nth(3).click()
    assert page.locator("#open").is_visible()
    assert reader.selected().locator(".number").text_content() == str(sorted(missing)[3])


def test_the_arithmetic_that_fails_comes_first_and_lights_all_its_places(reader: Reader) -> None:
    page = reader.page
    page.locator("#tab-sums").click()
    assert page.locator("#sums h2").all_text_contents() == ["不符1", "不能判定3", "相符9"]
    first = page.locator("#sums .card").first
    assert "18.72亿元" in (first.text_content() or "")
    first.click()
    assert (
        reader.lit()
        == "社會消費品零售總額完成17.25億元,同比增長8.5%社會消費品零售總額實現18.8億元,同比增長8.5%"
    )
    assert "17.25億元" in page.locator("#text .figure-error").all_text_contents()


def test_a_memo_comes_first_and_its_references_light_exactly_their_places(read: Opener) -> None:
    reader = read(with_memo(view_of(SHORT_REPORT)))
    page, memo = reader.page, reader.view.memo
    assert memo
    assert page.locator("#memo .title").text_content() == "要点<b>&"
    assert page.locator("#tab-memo").get_attribute("aria-selected") == "true"
    given = reader.view.reading.document.given
    for reference in memo.references:
        button = page.locator("#memo p.text .ref", has_text=f"[{reference.number}]")
        button.click()
        assert reader.lit() == "".join(given[s.start : s.end] for s in reference.spans)
        assert button.get_attribute("aria-pressed") == "true"
        assert reader.in_sight("#text .lit")
    assert page.locator("#memo svg.bars").count() == 1
    assert page.locator("#memo th").all_text_contents() == ["指标", "实绩", "目标"]
    reader.keys("Escape", "j")
    assert reader.lit() == memo.references[0].quote
    reader.keys("2")
    assert page.locator("#items").is_visible()


def test_a_report_that_holds_markup_is_shown_as_text(read: Opener) -> None:
    reader = read(view_of(HOSTILE))
    assert reader.page.locator("#text").evaluate("e => e.textContent") == HOSTILE
    assert reader.page.locator("#text script, #text img, #list script, #list img").count() == 0
    card = reader.page.locator("#list .card").first
    assert "<script>alert(1)</script>" in (card.locator(".title").text_content() or "")
    card.click()
    assert reader.lit() == reader.view.results[0].items[0].evidence[0].quote


def test_a_script_that_got_in_would_neither_run_nor_phone_home(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(view_of(SHORT_REPORT), Words("en")), encoding="utf-8")
    context = browser.new_context()
    opened = context.new_page()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    home = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    opened.goto(file.as_uri())
    opened.evaluate(
        """home => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            const image = document.createElement('img');
            image.src = home;
            image.setAttribute('onerror', 'window.ran = true');
            document.body.append(image);
        }""",
        home,
    )
    opened.wait_for_timeout(200)
    assert opened.evaluate("window.ran") is None
    assert "Failed to fetch" in opened.evaluate("home => fetch(home).then(() => 'sent', String)", home)
    with pytest.raises(BlockingIOError):
        listener.accept()  # nobody has called
    listener.close()
    context.close()


def test_dark_and_light_follow_the_system_until_the_button_is_used(read: Opener) -> None:
    page = read(view_of(SHORT_REPORT), color_scheme="dark").page
    body, light, dark = page.locator("body"), "rgb(244, 245, 247)", "rgb(20, 23, 27)"
    expect(body).to_have_css("background-color", dark)
    page.emulate_media(color_scheme="light")
    expect(body).to_have_css("background-color", light)
    page.locator("#theme-button").click()
    expect(body).to_have_css("background-color", dark)
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(100)
    expect(body).to_have_css("background-color", dark)


@pytest.mark.parametrize(("language", "tabs"), [("zh", ["条目", "未覆盖", "数字核算"]), ("en", ["Items", "Not covered", "Arithmetic"])])  # fmt: skip
def test_labels_are_in_the_language_asked_for(read: Opener, language: str, tabs: list[str]) -> None:
    page = read(view_of(SHORT_REPORT), language).page
    assert [(t.text_content() or "").rstrip("0123456789/") for t in page.get_by_role("tab").all()] == tabs
    assert page.locator("html").get_attribute("lang") == ("zh-CN" if language == "zh" else "en")
    assert "undefined" not in (page.locator("body").inner_text())
    made = page.locator("#made").text_content() or ""
    assert "a-model" in made
    assert "127.0.0.1:8000" in made
    assert "tasks abababab" in made


def test_the_growth_of_indicators_stands_over_the_items_until_they_are_filtered(read: Opener) -> None:
    view = view_of(SHORT_REPORT, ["tasks"])
    first, second, third = (i.evidence[0] for i in view.results[0].items[:3])
    pairs = [("甲", first, second, 5.0), ("乙", second, third, -3.0), ("丙", first, third, 378.0)]
    items = [indicator(name, "actual", change, actual, 1) for name, actual, _, change in pairs]
    items += [indicator(name, "target", 6.0, target, 2) for name, _, target, _ in pairs]
    indicators = replace(view.results[0], schema="indicators", items=tuple(items), failed=(), dropped=())
    reader = read(replace(view, results=[view.results[0], indicators]))
    page, growth = reader.page, reader.page.locator("#growth")
    assert growth.locator("rect.bar-actual").count() == 3  # with that of the legend
    assert "未画出：丙" in growth.inner_text()
    growth.get_by_role("button", name="乙").click()
    assert reader.lit() == second.quote + third.quote
    page.locator("#schemas button", has_text="任务").click()
    assert not growth.is_visible()
    page.locator("#schemas button", has_text="主要指标").click()
    assert growth.is_visible()


def test_a_run_that_stopped_and_gave_nothing_says_so(read: Opener) -> None:
    view = view_of(SHORT_REPORT, ["tasks"], most=0)
    page = read(replace(view, relations=[], results=[replace(view.results[0], complete=False)]), "en").page
    assert "The run stopped before everything was asked." in (page.locator("#made").text_content() or "")
    assert (page.locator("#empty").text_content() or "").startswith(
        "Not answered: 1 of 5 sentences got no answer"
    )
    page.locator("#tab-sums").click()
    assert "No relation between figures was found" in page.locator("#sums").inner_text()


def test_on_a_narrow_screen_the_report_is_behind_the_list(read: Opener) -> None:
    reader = read(view_of(REPORT), viewport={"width": 400, "height": 800})
    page = reader.page
    assert not page.locator("#text").is_visible()
    page.locator("#list .card").nth(20).click()
    assert page.locator("#text").is_visible()
    assert not page.locator("#list").is_visible()
    assert reader.in_sight("#text .lit")
    page.locator("#back").click()
    assert page.locator("#list").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_paper_gets_items_with_their_quotations_and_nothing_else(read: Opener) -> None:
    page = read(view_of(SHORT_REPORT), color_scheme="dark").page
    page.emulate_media(media="print")
    quotes = page.locator("#list .quote:visible").all_text_contents()
    items = page.locator("#list .card").count()
    assert (len(quotes), "完成12公里河道治理" in quotes) == (items, True)
    for hidden in ("#text", "#filters", "#tabs", ".tools"):
        assert not page.locator(hidden).first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_split_moves_with_the_arrow_keys(reader: Reader) -> None:
    width = "document.getElementById('left').clientWidth"
    before = reader.page.evaluate(width)
    reader.page.locator("#split").focus()
    reader.keys("ArrowRight", "ArrowRight")
    assert reader.page.evaluate(width) > before
    reader.keys("ArrowLeft", "ArrowLeft", "ArrowLeft")
    assert reader.page.evaluate(width) < before


def test_a_long_report_with_400_items_opens_and_answers_fast(read: Opener) -> None:
    text = (EXAMPLES / "dalian-xigang-2016.txt").read_text("utf-8")
    body = text[text.index("\n") :]
    view = view_of(text + body + body[:1500], ["tasks", "reviews"], most=200)
    assert len(view.reading.document.given) >= 30_000
    assert sum(len(r.items) for r in view.results) == 400
    reader = read(view)
    assert reader.page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart") < 1500
    select = """number => new Promise(done => {
        const card = document.querySelectorAll('#list .card')[number], began = performance.now();
        card.click();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
    })"""
    times = sorted(reader.page.evaluate(select, number) for number in range(10, 390, 20))
    assert times[len(times) // 2] < 100, times


@pytest.mark.usefixtures("report")
def test_the_command_line_writes_the_page(summarize: CommandLine, endpoint: Endpoint, read: Opener) -> None:
    base = ("report.txt", "-m", "m", "--base-url", endpoint.url, "-q", "-s", "tasks", "-s", "problems")
    done = summarize(*base, "-o", "out.html", SUMMARIZE_LANG="zh")
    assert (done.returncode, done.stdout) == (0, "")
    assert summarize(*base, "-o", "out.htm").returncode == 0
    piped = summarize(*base, "-f", "html", SUMMARIZE_LANG="zh")
    assert piped.stdout == (summarize.folder / "out.html").read_text("utf-8")
    reader = read(summarize.folder / "out.html")
    assert "完成 河道治理" in reader.titles()
    reader.page.locator("#list .card").first.click()
    assert reader.lit() in SHORT_REPORT
    assert reader.lit()
