"""Templates and messages → text in a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from itertools import chain

from summarizer.messages.language import Language
from summarizer.messages.message import Message, fill


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
        if self.language == "zh":
            template = chinese().get(template, template)
        return fill(template, {k: self.say(v) if isinstance(v, Message) else v for k, v in values.items()})

    def say(self, message: Message) -> str:
        """``message`` in this language."""
        return self(message.template, **message.values)
