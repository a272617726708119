"""Code and catalogue say the same: every template has its Chinese, every entry is said, and both ask for the same values."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from string import Formatter

import collect
import pytest

from summarizer.cli.app import build_app
from summarizer.cli.config import Config
from summarizer.cli.usage import usage_message
from summarizer.messages import Message, Words
from summarizer.messages.words import chinese

FILE = collect.PACKAGE / "messages" / "zh.toml"
SOURCE = collect.in_source()
HELP = set(collect.in_help(build_app(Config({}, {}), Words("en"))))
TEMPLATES = sorted(set(SOURCE.templates) | HELP)
# The same in both languages.
NAMES = {"Hugging Face", "ModelScope"}
HAN = re.compile(r"[\u4e00-\u9fff]")


def values_of(text: str) -> Counter[tuple[str, str | None]]:
    """The names in ``text`` and how their values are written; !r makes quotes, which a language has its own of."""
    return Counter((name, form) for _, name, form, _ in Formatter().parse(text) if name is not None)


def words_of_its_own(text: str) -> bool:
    return any(part.strip(" .:;()") for part, _, _, _ in Formatter().parse(text))


def test_templates_are_found_where_they_are_said() -> None:
    assert len(TEMPLATES) > 300
    for known in (
        "{path} is a folder.",
        "Change %",
        "noise-dropped",
        "Missing command.",
        "Print the version.",
    ):
        assert known in TEMPLATES


def test_what_is_said_is_a_template() -> None:
    assert SOURCE.wrong == []


def test_what_can_be_no_template_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """
HINT = "Do it."
TABLE = {"a": "b"}
raise InputError(f"{x} is bad.", HINT)
words(TABLE["a"])
def wrong(hint: str): return InputError("It is bad.", hint)
Message("one " + x)
print("Hello there")
console.print(Text(f"{count} rows"))
"""
    (tmp_path / "bad.py").write_text(code)
    monkeypatch.setattr(collect, "PACKAGE", tmp_path)
    assert [place.split()[0] for place in sorted(collect.in_source().wrong)] == [
        "bad.py:4:", "bad.py:4:", "bad.py:5:", "bad.py:6:", "bad.py:7:", "bad.py:8:", "bad.py:9:",
    ]  # fmt: skip


def test_every_template_has_its_chinese_and_every_entry_is_said() -> None:
    needed = {t for t in TEMPLATES if words_of_its_own(t)}
    assert needed - set(chinese()) == set()
    assert set(chinese()) - set(TEMPLATES) == set()


def test_no_template_has_two_entries() -> None:
    groups = tomllib.loads(FILE.read_text("utf-8"))
    counts = Counter(template for group in groups.values() for template in group)
    assert [template for template, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(("english", "said"), chinese().items())
def test_the_chinese_asks_for_the_same_values_and_is_chinese(english: str, said: str) -> None:
    assert values_of(said) == values_of(english)
    if english not in NAMES and words_of_its_own(english):
        assert HAN.search(re.sub(r"\{[^}]*\}", "", said)), "not Chinese"
    assert not re.search(r"[\u4e00-\u9fff”}][,;:!?](?![\d{])|[\u4e00-\u9fff”][()]", said), (
        "half-width punctuation"
    )
    assert "您" not in said


def test_a_message_says_nested_messages_and_lists_in_one_language() -> None:
    inner = Message("{count} dropped", {"count": 2})
    message = Message("{schema}: {parts}", {"schema": Message("tasks"), "parts": [inner, "x"]})
    assert str(message) == Words("en").say(message) == "tasks: 2 dropped, x"
    assert Words("zh").say(message) == "任务：舍去 2 个、x"


def test_sentences_are_parted_as_the_language_parts_them() -> None:
    assert Words("en").paragraph("One.", "", "Two.") == "One. Two."
    assert Words("zh").paragraph("一。", "", "二。") == "一。二。"
    assert Words("zh").paragraph("No such thing", "二。") == "No such thing 二。"


@pytest.mark.parametrize(
    ("english", "said"),
    [
        (
            "No such option: --shcema (Possible options: --schema)",
            "没有选项 --shcema（相近的有：--schema）。",
        ),
        ("No such option: -x", "没有选项 -x。"),
        ("No such command 'lis'. Did you mean 'list'?", "没有命令 'lis'。是否想用 'list'？"),
        (
            "Invalid value for '--timeout' (env var: 'SUMMARIZE_TIMEOUT'): Input should be greater than or equal to 1",
            "参数值有误：'--timeout'（环境变量 'SUMMARIZE_TIMEOUT'），应不小于 1。",
        ),
        ("Something else entirely", "Something else entirely"),
    ],
)
def test_usage_errors_are_read_back_into_their_templates(english: str, said: str) -> None:
    assert str(usage_message(english)) == english
    assert Words("zh").say(usage_message(english)) == said
