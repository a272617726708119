"""Templates and messages → text in a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from itertools import chain

from summarizer.messages.language import Language
from summarizer.messages.message import Message


@cache
def chinese() -> dict[str, str]:
    """The Chinese of every template, from zh.toml."""
    text = resources.files("summarizer.messages").joinpath("zh.toml").read_text(encoding="utf-8")
    return dict(chain.from_iterable(group.items() for group in tomllib.loads(text).values()))


class Words:
    """Says templates and messages in ``language``."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, template: str, **values: object) -> str:
        """``template`` in this language, filled. A template the catalogue does not hold is said in English."""
        return self.say(Message(template, values))

    def say(self, message: Message) -> str:
        """``message`` in this language."""
        return message.said(self._translate, "、" if self.language == "zh" else ", ")

    def paragraph(self, *sentences: str) -> str:
        """``sentences`` one after the other; Chinese has no space between them."""
        text = ""
        for sentence in filter(None, sentences):
            space = " " if text and (self.language == "en" or text[-1].isascii()) else ""
            text += space + sentence
        return text

    def _translate(self, template: str) -> str:
        return chinese().get(template, template) if self.language == "zh" else template
