"""Something to say, not yet in a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """An English ``template``, a key of the catalogue, and the ``values`` that fill its ``{names}`` (str.format's syntax).

    A value may be a Message itself; it is said in the same language.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English text."""
        return fill(
            self.template, {k: str(v) if isinstance(v, Message) else v for k, v in self.values.items()}
        )


def fill(template: str, values: Mapping[str, object]) -> str:
    """``template`` with its names filled; without values it is taken as it is."""
    return template.format_map(values) if values else template
