"""Markdown prompts: front matter, a ``# System`` and a ``# Request`` part, Jinja2 in both.

Found by name in ./prompts first (a user's own, which overrides), then among the packaged ones; or by path. Everything that
can be wrong with a prompt is found before a token is spent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from summarizer.errors import PromptError
from summarizer.extract.schema import ItemSchema
from summarizer.extract.wire import RawItem, WireForm, answer_format, write_items
from summarizer.messages import Message

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_FRONT_MATTER = re.compile(r"\A\ufeff?---\s*\n(.*?)\n---\s*\n(.*)\Z", re.DOTALL)
_PARTS = re.compile(r"^# (System|Request)\s*$", re.MULTILINE)
_MAX_BYTES = 200_000
# What a template may use, said in the error when it uses something else.
SYSTEM_VARIABLES = ("schema", "fields", "answer_format", "report")
REQUEST_VARIABLES = ("section", "sentences", "schema", "report")


class Example(BaseModel):
    """An invented passage and the items it gives; ``sentence`` in an item counts from 1."""

    model_config = ConfigDict(extra="forbid")

    section: list[str] = []
    sentences: list[str]
    items: list[dict[str, Any]]


class FrontMatter(BaseModel):
    """What stands between the ``---`` lines. Without ``schema`` the prompt serves any. ``part`` and ``limit`` are of the memo's prompts:
    which part it writes, and how many items that part tells at most."""

    model_config = ConfigDict(extra="forbid")

    name: str
    schema_: str | None = None
    description: str = ""
    part: Literal["period", "indicators", "results", "problems", "tasks"] | None = None
    limit: int = Field(default=12, ge=1, le=200)
    examples: list[Example] = []

    @model_validator(mode="after")
    def _part_and_schema(self) -> FrontMatter:
        if (self.part is not None) != (self.schema_ == "memo"):
            raise ValueError("`part: …` and `schema: memo` go together")
        return self


@dataclass(frozen=True)
class Prompt:
    """A prompt as read; ``sha256`` is of the file."""

    name: str
    schema: str | None
    description: str
    examples: tuple[Example, ...]
    system: str
    request: str
    sha256: str
    path: Path
    part: str | None = None
    limit: int = 12

    def bind(self, schema: ItemSchema, form: WireForm, report: dict[str, Any]) -> BoundPrompt:
        """The prompt for one schema, wire form and report, rendered as far as it goes.

        Raises :class:`PromptError` when a template uses a variable that does not exist or an example does not fit the
        schema.
        """
        said = schema.in_line if form == "line" else schema.asked
        fields = [{"name": f.name, "description": f.description} for f in said]
        about = {"name": schema.name, "description": schema.description}
        context = {"schema": about, "report": report}
        system = self._render(
            self.system,
            {**context, "fields": fields, "answer_format": answer_format(schema, form)},
            SYSTEM_VARIABLES,
        )
        examples = [self._read_example(i, example, schema) for i, example in enumerate(self.examples, 1)]
        bound = BoundPrompt(self, system.strip(), (), tuple(r for _, rows in examples for r in rows), context)
        bound.render_request(("一",), ("一",))  # an unknown variable must be found now, also without examples
        turns: list[tuple[str, str]] = []
        for example, rows in examples:
            turns.append(("user", bound.render_request(example.section, example.sentences)))
            turns.append(("assistant", write_items(rows, schema, form)))
        return BoundPrompt(self, bound.system, tuple(turns), bound.example_items, context)

    def _read_example(
        self, number: int, example: Example, schema: ItemSchema
    ) -> tuple[Example, list[RawItem]]:
        rows = []
        for item in example.items:
            data = {k: v for k, v in item.items() if k != "sentence"}
            sentence = item.get("sentence")
            if not isinstance(sentence, int) or not 1 <= sentence <= len(example.sentences):
                raise PromptError(
                    "Prompt {path}: example {number}: an item cites sentence {sentence!r}.",
                    "Cite a sentence of the example.",
                    path=self.path,
                    number=number,
                    sentence=sentence,
                )
            unknown = set(data) - {f.name for f in schema.asked}
            if unknown:
                raise PromptError(
                    "Prompt {path}: example {number} has the field {fields}, which schema {schema} does not ask for.",
                    "Take it out, or use the prompt with another --schema.",
                    path=self.path,
                    number=number,
                    fields=sorted(unknown),
                    schema=schema.name,
                )
            try:
                schema.validate(data)
            except ValueError as error:
                raise PromptError(
                    "Prompt {path}: example {number} does not fit schema {schema}: {error}.",
                    "Mend the example.",
                    path=self.path,
                    number=number,
                    schema=schema.name,
                    error=error,
                ) from None
            rows.append(RawItem(sentence, data))
        return example, rows

    def _render(self, source: str, context: dict[str, Any], allowed: Sequence[str]) -> str:
        import jinja2

        try:
            parts, size = list[str](), 0
            for part in _environment().from_string(source).generate(context):
                parts.append(part)
                size += len(part)
                if size > _MAX_BYTES:
                    raise PromptError(
                        "Prompt {path} makes more than {size} kB of text.", "Mend the template.", path=self.path, size=_MAX_BYTES // 1000,
                    )  # fmt: skip
            return "".join(parts)
        except jinja2.UndefinedError as error:
            raise PromptError(
                "Prompt {path}: {error}.",
                "Variables are: {variables}.",
                path=self.path,
                error=error.message,
                variables=list(allowed),
            ) from None
        except jinja2.TemplateError as error:
            line = getattr(error, "lineno", None)
            said = error.message or str(error)
            place = Message("{error} (line {line} of the part)", {"error": said, "line": line})
            raise PromptError(
                "Prompt {path}: {error}.",
                "Mend the template.",
                path=self.path,
                error=place if line else said,
            ) from None
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
            raise PromptError(
                "Prompt {path}: {error}.",
                "Mend the template.",
                path=self.path,
                error=f"{type(error).__name__}: {error}",
            ) from None


@dataclass(frozen=True)
class BoundPrompt:
    """A prompt ready to make requests. ``example_items`` are what an answer must not merely repeat."""

    prompt: Prompt
    system: str
    turns: tuple[tuple[str, str], ...]
    example_items: tuple[RawItem, ...]
    context: dict[str, Any]

    def render_request(self, headings: Sequence[str], sentences: Sequence[str]) -> str:
        """The user turn for ``sentences``, numbered from 1, under ``headings``."""
        numbered = [{"number": i, "text": text} for i, text in enumerate(sentences, 1)]
        context = {**self.context, "section": list(headings), "sentences": numbered}
        return self.prompt._render(self.prompt.request, context, REQUEST_VARIABLES).strip()

    def messages(self, headings: Sequence[str], sentences: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """All turns of a request: system, examples, and the sentences asked about."""
        return (("system", self.system), *self.turns, ("user", self.render_request(headings, sentences)))


# A prompt of fewer bytes has not even front matter.
_SHORTEST = 16


def prompt_folders() -> list[Path]:
    """Where prompts are looked for by name, first match wins: ./prompts, then the packaged ones."""
    import summarizer

    package = Path(summarizer.__file__).parent
    packaged = package / "prompts"
    folders = [Path("prompts"), packaged if packaged.is_dir() else package.parent / "prompts"]
    return [f for f in folders if f.is_dir()]


def list_prompts() -> list[Prompt]:
    """All prompts that can be named; a user's own hides the packaged one of the same name."""
    found: dict[str, Prompt] = {}
    for folder in prompt_folders():
        for path in sorted(folder.glob("*.md")):
            if not is_empty(path):
                found.setdefault(path.stem, read_prompt(path))
    return list(found.values())


def is_empty(path: Path) -> bool:
    """Whether nothing stands in a file. ``summarize prompts show tasks > prompts/tasks.md`` makes such a one before it reads any."""
    try:
        return path.stat().st_size < _SHORTEST and not path.read_bytes().strip()
    except OSError:  # what is wrong with it is said where it is read
        return False


def empty_prompts() -> list[Path]:
    """The files of the user's prompts folder in which nothing stands: passed over, the packaged ones of their names are used."""
    return [path for folder in prompt_folders() for path in sorted(folder.glob("*.md")) if is_empty(path)]


def load_prompt(name: str) -> Prompt:
    """The prompt called ``name``, or the file ``name`` when that has a slash or ends in ``.md``."""
    if "/" in name or "\\" in name or name.endswith(".md"):
        return read_prompt(Path(name))
    for folder in prompt_folders():
        path = folder / f"{name}.md"
        if path.is_file() and not is_empty(path):
            return read_prompt(path)
    known = sorted({p.stem for folder in prompt_folders() for p in folder.glob("*.md")})
    raise PromptError(
        "No prompt {name!r}.",
        "Known: {known}; a prompt of your own is a path ending in .md.",
        name=name,
        known=known,
    )


def read_prompt(path: Path) -> Prompt:
    """Read a prompt file. Raises :class:`PromptError` that says what is wrong with it."""
    import yaml

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise PromptError("No such prompt file: {path}.", "Check the path.", path=path) from None
    except OSError as error:
        raise PromptError(
            "Cannot read {path}: {why}.", "Check its permissions.", path=path, why=error.strerror or error
        ) from error
    if len(data) > _MAX_BYTES:
        raise PromptError(
            "Prompt {path} is larger than {size} kB.",
            "A prompt is a page or two.",
            path=path,
            size=_MAX_BYTES // 1000,
        )
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise PromptError("Prompt {path} is not UTF-8.", "Save it as UTF-8.", path=path) from None
    if not text.strip():
        raise PromptError(
            "Prompt {path} is empty.", "`summarize prompts show tasks` prints one to begin with.", path=path
        )
    match = _FRONT_MATTER.match(text)
    if not match:
        raise PromptError(
            "Prompt {path} has no front matter.",
            "Begin it with `---`, `name: …`, `---`; see prompts/tasks.md.",
            path=path,
        )
    try:
        raw = yaml.safe_load(match[1]) or {}
        front = FrontMatter(**{("schema_" if k == "schema" else k): v for k, v in raw.items()})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join("schema" if p == "schema_" else str(p) for p in first["loc"])
        raise PromptError(
            "Prompt {path}: front matter, {place}: {what}.",
            "See prompts/tasks.md.",
            path=path,
            place=place,
            what=first["msg"],
        ) from None
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, RecursionError) as error:
        raise PromptError(
            "Prompt {path}: the front matter is not YAML ({error}).",
            "See prompts/tasks.md.",
            path=path,
            error=error,
        ) from None
    pieces = _PARTS.split(match[2])
    parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    if set(parts) != {"System", "Request"}:
        raise PromptError(
            "Prompt {path} needs a `# System` and a `# Request` part.", "See prompts/tasks.md.", path=path
        )
    return Prompt(
        front.name, front.schema_, front.description, tuple(front.examples), parts["System"], parts["Request"],
        hashlib.sha256(data).hexdigest(), path, front.part, front.limit,
    )  # fmt: skip


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Bounded(ImmutableSandboxedEnvironment):
        """Without what makes much of nothing: a template goes over the sentences it is given, and no further."""

        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise SecurityError("no multiplication in a prompt")

    environment = Bounded(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.globals.clear()
    return environment
