"""The help in the user's language: one walk over the finished commands, and the words that Typer puts around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from summarizer.messages import Words, template

_Function = TypeVar("_Function", bound=Callable[..., Any])

# What `typer.rich_utils` offers to be set: the frames and marks of the help.
_FRAMES = {
    "ARGUMENTS_PANEL_TITLE": template("Arguments"),
    "OPTIONS_PANEL_TITLE": template("Options"),
    "COMMANDS_PANEL_TITLE": template("Commands"),
    "DEFAULT_STRING": template("[default: {}]"),
    "ENVVAR_STRING": template("[env var: {}]"),
    "REQUIRED_LONG_STRING": template("[required]"),
}


class _Speaking:
    """What a command and a group of commands have in common: they know the language of their help."""

    words = Words("en")

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, usage, prefix=self.words("Usage: "))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _set_frames(self.words)
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = self.words("Show this message and exit.")
        return option


class SpeakingCommand(_Speaking, TyperCommand):
    """A command with its help in a language."""


class SpeakingGroup(_Speaking, TyperGroup):
    """A group of commands with its help in a language."""


class SpeakingApp(typer.Typer):
    """An app whose commands are all :class:`SpeakingCommand`."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[[_Function], _Function]:
        return super().command(name, cls=SpeakingCommand, **settings)


def _set_frames(words: Words) -> None:
    from typer import rich_utils

    class Folding(rich_utils.OptionHighlighter):
        """Lets lines break between any two characters: Chinese has no spaces to break at, and would be cut off."""

        def __call__(self, text: Any) -> Any:
            shown = super().__call__(text)
            shown.overflow = "fold"
            return shown

    rich_utils.highlighter = Folding()
    for name, frame in _FRAMES.items():
        setattr(rich_utils, name, words(frame))


def say_help(command: Any, words: Words) -> None:
    """Put the help of ``command``, its parameters and the commands below it into the language of ``words``.

    The commands below get the options that ``command`` has for all. --lang is taken off the command line before any of them sees
    it, since it decides this help; -q and -v mean nothing to a command that says nothing, and are taken all the same.
    """
    common = [parameter for parameter in command.params if parameter.name in {"lang", "quiet", "verbose"}]
    for parameter in common:
        parameter.expose_value = False
    _say_help(command, words, common)


def _say_help(command: Any, words: Words, common: list[Any]) -> None:
    command.words = words
    for name in ("help", "short_help"):
        if english := getattr(command, name):
            setattr(command, name, words(english))
    command.options_metavar = words("[OPTIONS]")
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = words("COMMAND [ARGS]...")
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = words(parameter.help)
    for below in getattr(command, "commands", {}).values():
        _say_help(below, words, common)
        own = {parameter.name for parameter in below.params}
        below.params += [parameter for parameter in common if parameter.name not in own]
