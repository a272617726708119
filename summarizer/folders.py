"""The folders of the user that the program keeps things in. A user without a home (a service, a container) has none of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from summarizer.errors import ConfigError

_NAME = "report-summarizer"


def user_cache_folder() -> Path | None:
    """Where things lie that can be fetched or asked anew; None without a home."""
    import platformdirs

    return _found(platformdirs.user_cache_dir)


def user_config_folder() -> Path | None:
    """Where the user's configuration lies; None without a home."""
    import platformdirs

    return _found(platformdirs.user_config_dir)


def expanded(path: str) -> Path:
    """``path`` with ~ for the home. Raises ConfigError where that is not known: taken as it is, it would make a folder called ~."""
    try:
        return Path(path).expanduser()
    except RuntimeError:  # pathlib's
        raise ConfigError(
            "{path} begins with a home that is not known.", "Write the path in full.", path=path
        ) from None


def _found(ask: Callable[..., str]) -> Path | None:
    """What platformdirs says; None where it knows no home, or gives a path that still begins with ~, which taken as it is would make a
    folder of that name wherever one works."""
    try:
        path = Path(ask(_NAME, appauthor=False))
    except RuntimeError:
        return None
    return path if path.is_absolute() else None
