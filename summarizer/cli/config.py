"""Configuration files and folders.

A value is taken from the flag, else the variable SUMMARIZE_…, else ./summarize.toml, else the user's summarize.toml.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError
from summarizer.folders import expanded, user_cache_folder, user_config_folder
from summarizer.messages import LANGUAGES

# Keys of summarize.toml: the flags of the commands, with underscores, and two that are no flags.
# One more, a table of hosts, is for the user's file alone: who gives someone a folder must not dress requests.
KEYS = frozenset(
    {
        "model", "base_url", "schema", "prompt", "format", "output", "no_cache", "offline", "dry_run", "quiet",
        "strict", "concurrency", "timeout", "wire", "no_model", "references", "max_tokens", "max_cost", "log_file", "verbose", "price_input", "price_output", "lang", "as", "api_key", "cache_dir",
    }
)  # fmt: skip
# Of those, what is written to: a file that someone gave with a folder must not choose files elsewhere.
_PATHS = frozenset({"output", "log_file", "cache_dir"})
FILE_NAME = "summarize.toml"
ENDPOINT = "endpoint"


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


def user_config_path() -> Path | None:
    """The user's summarize.toml; None for a user without a home."""
    folder = user_config_folder()
    return None if folder is None else folder / FILE_NAME


def read_config() -> Config:
    """Read both files. Raises :class:`ConfigError` that names the file and the key."""
    here = _read(Path(FILE_NAME), KEYS)
    for key in sorted(_PATHS & set(here)):
        path = Path(str(here[key]))
        if path.is_absolute() or ".." in path.parts or str(path).startswith("~"):
            raise ConfigError(
                "{path}: {key} leads out of the folder, which the file of a folder may not do.",
                "Give it on the command line, or in {file}.", path=FILE_NAME, key=key, file=user_config_path(),
            )  # fmt: skip
    return Config(here, _read(user_config_path(), KEYS | {ENDPOINT}))


def _read(path: Path | None, keys: Set[str]) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            "{path} can't be read: {error}.", "Mend or remove it.", path=path, error=error
        ) from None
    if ENDPOINT in data and ENDPOINT not in keys:
        raise ConfigError(
            "{path}: [{table}] is read from the user's configuration only, since it goes along with every request.",
            "Move it to {file}.", path=path, table=ENDPOINT, file=user_config_path(),
        )  # fmt: skip
    if unknown := sorted(set(data) - keys):
        raise ConfigError(
            "{path}: unknown key {keys}.", "Known: {known}.", path=path, keys=unknown, known=sorted(keys)
        )
    if data.get("schema") == []:
        raise ConfigError("{path}: schema names none.", "Name one, or leave it out.", path=path)
    if "lang" in data and data["lang"] not in LANGUAGES:
        raise ConfigError(
            "{path}: no language {name!r}.", "Known: {known}.", path=path, name=data["lang"], known=LANGUAGES
        )
    return data


def cache_folder(config: Config) -> Path | None:
    """Where answers are kept: the configured folder, ./cache in a checkout of this project, else the user's cache folder; None for a
    user without a home."""
    named = os.environ.get("SUMMARIZE_CACHE_DIR") or config.merged.get("cache_dir")
    if named:
        return expanded(str(named))
    if (checkout := _in_a_checkout()) is not None:
        return checkout / "cache"
    folder = user_cache_folder()
    return None if folder is None else folder / "answers"


def _in_a_checkout() -> Path | None:
    """The checkout of this project that the program runs in; None for an installed one."""
    checkout = Path(__file__).resolve().parents[2]
    is_one = (checkout / "pyproject.toml").is_file() and (checkout / "cache" / ".gitignore").is_file()
    return checkout if is_one else None
