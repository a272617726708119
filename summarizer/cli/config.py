"""Configuration files, keys, folders: what stands between the command line and a model.

A value is taken from the flag, else the variable SUMMARIZE_…, else ./summarize.toml, else the user's summarize.toml. A base URL
found in the working folder never gets a key found elsewhere: whoever gave the folder could otherwise redirect it.
"""

from __future__ import annotations

import math
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError
from summarizer.messages import LANGUAGES, Message

# Keys of summarize.toml: the flags of the commands, with underscores, and two that are no flags.
KEYS = frozenset(
    {
        "model", "base_url", "schema", "prompt", "format", "output", "no_cache", "offline", "dry_run", "quiet",
        "strict", "concurrency", "timeout", "wire", "no_model", "references", "max_tokens", "max_cost", "log_file", "verbose", "price_input", "price_output", "lang", "api_key", "cache_dir",
    }
)  # fmt: skip
FILE_NAME = "summarize.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """What the configuration files say. ``here`` is the working folder's, ``user`` the user's."""

    here: dict[str, Any]
    user: dict[str, Any]

    @property
    def merged(self) -> dict[str, Any]:
        return self.user | self.here

    @property
    def price(self) -> tuple[float, float] | None:
        """What they say a million tokens cost, sent and received. Raises ConfigError when only one is said, or something else."""
        given = self.merged.get("price_input"), self.merged.get("price_output")
        if given == (None, None):
            return None
        sent, received = given
        if (
            not isinstance(sent, int | float)
            or not isinstance(received, int | float)
            or not (0 <= sent < math.inf and 0 <= received < math.inf)
        ):
            raise ConfigError(
                "{file}: price_input and price_output must both be numbers.",
                "They are per million tokens.",
                file=FILE_NAME,
            )
        return float(sent), float(received)

    @property
    def language(self) -> str | None:
        """The language they name."""
        named = self.merged.get("lang")
        return named if isinstance(named, str) else None


def user_config_path() -> Path:
    """The user's summarize.toml."""
    import platformdirs

    return Path(platformdirs.user_config_dir("report-summarizer", appauthor=False)) / FILE_NAME


def read_config() -> Config:
    """Read both files. Raises :class:`ConfigError` that names the file and the key."""
    return Config(_read(Path(FILE_NAME)), _read(user_config_path()))


def _read(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            "{path} can't be read: {error}.", "Mend or remove it.", path=path, error=error
        ) from None
    if unknown := sorted(set(data) - KEYS):
        raise ConfigError(
            "{path}: unknown key {keys}.", "Known: {known}.", path=path, keys=unknown, known=sorted(KEYS)
        )
    if "lang" in data and data["lang"] not in LANGUAGES:
        raise ConfigError(
            "{path}: no language {name!r}.", "Known: {known}.", path=path, name=data["lang"], known=LANGUAGES
        )
    return data


def cache_folder(config: Config) -> Path:
    """Where answers are kept: the configured folder, ./cache in a checkout of this project, else the user's cache folder."""
    named = os.environ.get("SUMMARIZE_CACHE_DIR") or config.merged.get("cache_dir")
    if named:
        return Path(str(named)).expanduser()
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "cache" / ".gitignore").is_file():
        return checkout / "cache"
    import platformdirs

    return Path(platformdirs.user_cache_dir("report-summarizer", appauthor=False)) / "answers"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a named model is: its base URL, the key for it (None without one), and a warning to give."""

    base_url: str
    api_key: str | None
    warning: Message | None = None


def find_address(base_url: str | None, config: Config, model: str) -> Address:
    """The base URL and key for ``model``; ``base_url`` is what the flag, SUMMARIZE_BASE_URL or a file says. Without one a model whose
    name is a provider's own (deepseek-chat) is asked there, with that provider's key and no other's."""
    from summarizer.llm.endpoint import check_base_url
    from summarizer.llm.providers import OPENAI_URL, provider_by_model, provider_of

    from_here = (
        base_url is not None
        and base_url == config.here.get("base_url")
        and not os.environ.get("SUMMARIZE_BASE_URL")
    )
    named = base_url or os.environ.get("OPENAI_BASE_URL")
    own_provider = None if named else provider_by_model(model)
    url = check_base_url(named or (own_provider.base_url if own_provider else OPENAI_URL))
    provider = provider_of(url)
    names = ["SUMMARIZE_API_KEY", *([provider.key_variable] if provider else [])]
    if own_provider is None:  # nobody named the address of an inferred one, so OpenAI's key does not go there
        names.append("OPENAI_API_KEY")
    found = next((name for name in names if os.environ.get(name)), None)
    elsewhere = _key(os.environ[found], found) if found else _key(config.user.get("api_key"), FILE_NAME)
    if from_here and base_url != config.user.get("base_url"):
        own = _key(config.here.get("api_key"), FILE_NAME)
        warning = None
        if own is None and elsewhere:
            warning = Message(
                "The base URL comes from ./{file}, so no key from the environment or the user's configuration is sent to it; "
                "name it with --base-url if you trust it.",
                {"file": FILE_NAME},
            )
        return Address(url, own, warning)
    return Address(url, elsewhere or _key(config.here.get("api_key"), FILE_NAME))


def _key(value: object, source: str) -> str | None:
    """A key as it can be sent; None for none. Raises ConfigError, which does not show it."""
    key = str(value or "").strip()
    if any(not "!" <= sign <= "~" for sign in key):
        raise ConfigError(
            "The key in {source} holds a character that no key has.", "Set it anew.", source=source
        )
    return key or None
