"""Something to say, not yet in a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from summarizer.messages.printable import printable


@dataclass(frozen=True, slots=True)
class Message:
    """An English ``template``, a key of the catalogue, and the ``values`` that fill its ``{names}`` (str.format's syntax).

    A value may be a Message itself, said in the same language, or a list or tuple, said as an enumeration. Without values the
    template is taken as it is, braces and all.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)  # equal messages still hash alike

    def __str__(self) -> str:
        """The English text."""
        return self.said(lambda template: template, ", ")

    def said(self, translate: Callable[[str], str], comma: str) -> str:
        """The text in the language that ``translate`` puts templates into; ``comma`` parts what is enumerated. What can't be shown is
        not in it, whoever it came from."""

        def say(value: object) -> object:
            if isinstance(value, Message):
                return value.said(translate, comma)
            if isinstance(value, list | tuple):
                return comma.join(str(say(part)) for part in value)
            return value

        template = translate(self.template)
        if not self.values:
            return template
        return printable(template.format_map({k: say(v) for k, v in self.values.items()}))

    def without(self, secret: str) -> Message:
        """The same with stars for ``secret`` in every value."""

        def hide(value: object) -> object:
            if isinstance(value, Message):
                return value.without(secret)
            return str(value).replace(secret, "***") if secret in str(value) else value

        return Message(self.template, {k: hide(v) for k, v in self.values.items()})


def template(text: str) -> str:
    """``text`` as it is: marks a template that stands in a table, apart from where it is said, so that the catalogue's test finds it."""
    return text


def from_outside(text: object) -> Message:
    """Words of another program (the system, a server, a library), which are said as they came."""
    return Message("{text}", {"text": text})
