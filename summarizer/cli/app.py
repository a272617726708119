"""The typer app: commands and their flags. Everything heavy is imported where a command runs."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Any

import typer

from summarizer.cli.config import ENDPOINT, Config
from summarizer.cli.flags import (
    BaseUrl,
    Concurrency,
    DryRun,
    ExportFile,
    Format,
    InspectFormat,
    Language,
    LogFile,
    MaxCost,
    MaxTokens,
    MemoFormat,
    MemoPrompts,
    Model,
    Name,
    NoCache,
    NoModel,
    Offline,
    OlderThan,
    Output,
    Prompts,
    Quiet,
    ReadAs,
    References,
    Report,
    RoleName,
    Schemas,
    Strict,
    Timeout,
    Verbose,
    Version,
    Why,
    Wire,
)
from summarizer.cli.help import SpeakingApp, SpeakingGroup, say_help
from summarizer.errors import InputError
from summarizer.messages import Words

# Keys of a configuration file that no flag of a command takes.
_NO_FLAGS = {"api_key", "cache_dir", "lang", "price_input", "price_output", ENDPOINT}
_PARAMETERS = {"as": "read_as"}  # where a key is called otherwise than the parameter of its flag
_LEAVE_ALONE = {"--help", "-h", "--version", "--install-completion", "--show-completion"}


class RunByDefault(SpeakingGroup):
    """``summarize REPORT`` is ``summarize run REPORT``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in _LEAVE_ALONE:
            self._refuse_mistyped(args)
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def _refuse_mistyped(self, args: list[str]) -> None:
        """A first word that is no file but nearly a command was meant as one."""
        word = args[0]
        if word.startswith("-") or Path(word).exists() or any(mark in word for mark in "./\\"):
            return
        near = difflib.get_close_matches(word, self.commands, n=1)
        raise InputError(
            "{word!r} is neither a file nor a command.",
            "Did you mean `summarize {near}`?" if near else "`summarize --help` lists the commands.",
            word=word,
            near=near[0] if near else "",
        )


def build_app(config: Config, words: Words) -> Any:
    """The app, with the configuration files as defaults of the flags; it says all in the language of ``words``."""
    app = SpeakingApp(
        cls=RunByDefault,
        add_completion=True,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        help="Structured, checked summaries of Chinese work reports. `summarize REPORT` runs the main job.",
    )
    _add_main(app)
    _add_run(app, config, words)
    _add_inspection(app, words)
    _add_management(app, words)
    _add_cache(app, config, words)
    _add_doctor(app, config, words)
    command: Any = typer.main.get_command(app)
    say_help(command, words)
    defaults = {
        _PARAMETERS.get(k, k): _as_given(k, v) for k, v in config.merged.items() if k not in _NO_FLAGS
    }
    command.context_settings["default_map"] = dict.fromkeys(("run", "memo", "doctor"), defaults)
    return command


def _by_user(context: typer.Context, parameter: str) -> bool:
    """Whether a parameter was given on the command line or by its variable, and not by a file."""
    source = context.get_parameter_source(parameter)
    return source is not None and source.name in {"COMMANDLINE", "ENVIRONMENT"}


def _file(output: Path | None) -> Path | None:
    """The file of -o; None for -, which is standard output as everywhere."""
    return None if output is None or str(output) == "-" else output


def _as_given(key: str, value: Any) -> Any:
    """A value of a configuration file as a flag would give it: schema = "tasks" is a list of one."""
    return [value] if key in {"schema", "prompt"} and isinstance(value, str) else value


def _add_main(app: SpeakingApp) -> None:
    @app.callback()
    def main(
        version: Version = False, lang: Language = None, quiet: Quiet = False, verbose: Verbose = False
    ) -> None:
        pass


def _add_run(app: SpeakingApp, config: Config, words: Words) -> None:
    @app.command()
    def run(
        context: typer.Context, report: Report, schema: Schemas = ["tasks"], prompt: Prompts = None, model: Model = "local",  # noqa: B006
        base_url: BaseUrl = None, format: Format = None, output: Output = None, no_cache: NoCache = False,  # noqa: A002
        offline: Offline = False, dry_run: DryRun = False, quiet: Quiet = False, strict: Strict = False,
        concurrency: Concurrency = None, timeout: Timeout = 300.0, wire: Wire = "auto", no_model: NoModel = False,
        max_tokens: MaxTokens = None, max_cost: MaxCost = None, log_file: LogFile = None, verbose: Verbose = False,
        read_as: ReadAs = None,
    ) -> int:  # fmt: skip
        """Extract tasks, reviews, problems or your own schema from a report (the command that is meant when none is named)."""
        from summarizer.cli.options import RunOptions, choose_format, choose_part
        from summarizer.cli.running import run as do

        options = RunOptions(
            report=report, schemas=tuple(schema), prompts=tuple(prompt or ()), model=model, base_url=base_url, base_url_by_user=_by_user(context, "base_url"),
            format=choose_format(format, _file(output)), output=_file(output), cache=not no_cache, offline=offline, dry_run=dry_run, quiet=quiet,
            strict=strict, concurrency=concurrency, timeout=timeout, wire=wire, no_model=no_model, max_tokens=max_tokens,
            max_cost=max_cost, log_file=log_file, verbose=verbose, read_as=choose_part(read_as),
        )  # fmt: skip
        return do(options, config, words)

    @app.command()
    def memo(
        context: typer.Context, report: Report, prompt: MemoPrompts = None, model: Model = "local", base_url: BaseUrl = None, format: MemoFormat = None,  # noqa: A002
        output: Output = None, no_cache: NoCache = False, offline: Offline = False, dry_run: DryRun = False, quiet: Quiet = False,
        concurrency: Concurrency = None, timeout: Timeout = 300.0, wire: Wire = "auto", no_model: NoModel = False,
        references: References = True, max_tokens: MaxTokens = None, max_cost: MaxCost = None, log_file: LogFile = None, verbose: Verbose = False,
        read_as: ReadAs = None,
    ) -> int:  # fmt: skip
        """A briefing memo out of all schemas: figures, results, problems, tasks, and what does not add up."""
        from summarizer.cli.memo import memo as do
        from summarizer.cli.options import MEMO_FORMATS, RunOptions, choose_format, choose_part

        options = RunOptions(
            report=report, prompts=tuple(prompt or ()), model=model, base_url=base_url, base_url_by_user=_by_user(context, "base_url"),
            format=choose_format(format, _file(output), MEMO_FORMATS), output=_file(output), cache=not no_cache, offline=offline, dry_run=dry_run,
            quiet=quiet, concurrency=concurrency, timeout=timeout, wire=wire, no_model=no_model, references=references, max_tokens=max_tokens,
            max_cost=max_cost, log_file=log_file, verbose=verbose, read_as=choose_part(read_as),
        )  # fmt: skip
        return do(options, config, words)


def _add_inspection(app: SpeakingApp, words: Words) -> None:
    @app.command()
    def outline(
        report: Report,
        format: InspectFormat = "text",  # noqa: A002
        role: RoleName = None,
        read_as: ReadAs = None,
        why: Why = False,
        quiet: Quiet = False,
    ) -> int:
        """Sections, sentences and their roles; needs no model."""
        from summarizer.cli.inspect import OutlineOptions, show_outline
        from summarizer.cli.options import choose_part

        return show_outline(report, OutlineOptions(format, role, choose_part(read_as), quiet, why), words)

    @app.command()
    def check(report: Report, format: InspectFormat = "text", quiet: Quiet = False) -> int:  # noqa: A002
        """The report's own arithmetic, what fails first; exit code 1 when something does. Needs no model."""
        from summarizer.cli.inspect import show_check

        return show_check(report, format, quiet, words)

    @app.command()
    def numbers(report: Report, format: InspectFormat = "text", quiet: Quiet = False) -> int:  # noqa: A002
        """Every quantity: value in full, unit, bounds, qualifier; needs no model."""
        from summarizer.cli.inspect import show_numbers

        return show_numbers(report, format, quiet, words)

    @app.command()
    def text(report: Report, quiet: Quiet = False) -> int:
        """The text as given, the one that offsets count in."""
        from summarizer.cli.inspect import show_text

        return show_text(report, quiet, words)


class ListByDefault(SpeakingGroup):
    """A group that, named alone, does its first command: it lists, and changes nothing."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        first = next(iter(self.commands))
        wanted = [word for word in args if not word.startswith("-")]
        if not wanted and not _LEAVE_ALONE & set(args):
            args = [first, *args]
        return super().parse_args(ctx, args)


def _group(help: str) -> SpeakingApp:  # noqa: A002 - Typer's name
    return SpeakingApp(cls=ListByDefault, help=help)


def _add_management(app: SpeakingApp, words: Words) -> None:
    prompts = _group("The prompts that can be named with --prompt.")
    schemas = _group("The schemas that can be named with --schema.")
    models = _group("The weights of the local model.")
    app.add_typer(prompts, name="prompts")
    app.add_typer(schemas, name="schemas")
    app.add_typer(models, name="models")

    @prompts.command("list")
    def prompts_list() -> int:
        """Every prompt, and where it lies."""
        from summarizer.cli import manage

        return manage.prompts_list(words)

    @prompts.command("show")
    def prompts_show(name: Name) -> int:
        """Print a prompt's file."""
        from summarizer.cli import manage

        return manage.prompts_show(name, words)

    @schemas.command("list")
    def schemas_list() -> int:
        """Every built-in schema."""
        from summarizer.cli import manage

        return manage.schemas_list(words)

    @schemas.command("show")
    def schemas_show(name: Name) -> int:
        """Print a schema's file."""
        from summarizer.cli import manage

        return manage.schemas_show(name)

    @models.command("list")
    def models_list() -> int:
        """Every local model, and whether its weights are here."""
        from summarizer.cli import manage

        return manage.models_list(words)

    @models.command("pull")
    def models_pull(quiet: Quiet = False) -> int:
        """Fetch the weights of the local model."""
        from summarizer.cli import manage

        return manage.models_pull(quiet, words)

    @models.command("add")
    def models_add(file: Annotated[str, typer.Argument(metavar="FILE", help="The file, a .gguf.")]) -> int:
        """Take over a weights file copied from elsewhere."""
        from summarizer.cli import manage

        return manage.models_add(file)

    @models.command("path")
    def models_path() -> int:
        """Where the weights lie."""
        from summarizer.cli import manage

        return manage.models_path()


def _add_cache(app: SpeakingApp, config: Config, words: Words) -> None:
    cache = _group("The answers that are kept on disk.")
    app.add_typer(cache, name="cache")

    @cache.command("info")
    def cache_info() -> int:
        """Where the answers lie, how many, how old."""
        from summarizer.cli import answers

        return answers.info(config, words)

    @cache.command("clear")
    def cache_clear() -> int:
        """Remove every answer."""
        from summarizer.cli import answers

        return answers.clear(config, words)

    @cache.command("prune")
    def cache_prune(older_than: OlderThan) -> int:
        """Remove the answers that are older than an age."""
        from summarizer.cli import answers

        return answers.prune(config, words, older_than)

    @cache.command("export")
    def cache_export(file: ExportFile) -> int:
        """Write every answer as a line of JSON."""
        from summarizer.cli import answers

        return answers.export(config, words, file)


def _add_doctor(app: SpeakingApp, config: Config, words: Words) -> None:
    @app.command()
    def doctor(
        context: typer.Context,
        model: Model = "local",
        base_url: BaseUrl = None,
        timeout: Timeout = 60.0,
        wire: Wire = "auto",
    ) -> int:
        """Say what would be used, whether it answers, and what to do if not."""
        from summarizer.cli.doctor import doctor as do
        from summarizer.cli.options import RunOptions

        options = RunOptions(
            report="-",
            model=model,
            base_url=base_url,
            timeout=timeout,
            wire=wire,
            cache=False,
            offline=True,
            quiet=True,
        )
        return do(options, config, words)
