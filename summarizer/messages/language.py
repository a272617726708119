"""Which language talk to the user is in."""

from __future__ import annotations

import os
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[str, ...] = get_args(Language)


def find_language(flag: str | None = None, configured: str | None = None) -> Language:
    """The first of ``flag`` (--lang), SUMMARIZE_LANG and ``configured`` (summarize.toml) that is zh or en; else Chinese where
    the locale is Chinese, else English."""
    for chosen in (flag, os.environ.get("SUMMARIZE_LANG"), configured):
        if chosen in LANGUAGES:
            return "zh" if chosen == "zh" else "en"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
