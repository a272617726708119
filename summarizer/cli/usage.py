"""What Typer says of a command line it can't use, in the user's language.

It says so in English, from templates of its own that it offers no way to set; so they are read back here: what a finished
sentence shows is matched with the template it was made of, and said anew.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Formatter

from summarizer.messages import Message, from_outside, template

_MORE = template("Got unexpected extra argument(s) ({arguments})")
# The longer of two that begin alike stands first.
_TEMPLATES = (
    template("Missing argument {name}."),
    template("Missing option {name}."),
    template("Missing command."),
    template("No such option: {option} (Possible options: {options})"),
    template("No such option: {option}"),
    template("No such command {name}. Did you mean {names}?"),
    template("No such command {name}."),
    template("Invalid value for {name}: {problem}"),
    template("Option {option} requires an argument."),
    template("Option {option} does not take a value."),
    _MORE,
    template("{name} (env var: {variable})"),
    template("Input should be a valid number, unable to parse string as a number"),
    template("Input should be a valid integer, unable to parse string as an integer"),
    template("Input should be a valid boolean, unable to interpret input"),
    template("Input should be greater than or equal to {least}"),
    template("Input should be less than or equal to {most}"),
)


def more_reports(text: str) -> Message | None:
    """What to say where the words too many are files: a run takes one. None where they are none."""
    found = _pattern(_MORE).fullmatch(text)
    if found is None or not any(Path(word).is_file() for word in found["arguments"].split()):
        return None
    return Message(
        "One report at a time; besides the first there is {arguments}.", {"arguments": found["arguments"]}
    )


def usage_message(text: str) -> Message:
    """``text`` as the template it was made of; one that is not known stays as it came."""
    for known in _TEMPLATES:
        if match := _pattern(known).fullmatch(text):
            return Message(known, {name: usage_message(value) for name, value in match.groupdict().items()})
    return from_outside(text)


@cache
def _pattern(known: str) -> re.Pattern[str]:
    parts = [
        re.escape(words) + (f"(?P<{name}>.+)" if name else "")
        for words, name, _, _ in Formatter().parse(known)
    ]
    return re.compile("".join(parts), re.DOTALL)
