"""Which language talk to the user is in."""

from __future__ import annotations

import os
from typing import Literal

Language = Literal["zh", "en"]


def find_language(named: str | None = None) -> Language:
    """``named`` (--lang, a configuration file) when it is zh or en, else SUMMARIZE_LANG, else Chinese where the locale is Chinese, else English."""
    for chosen in (named, os.environ.get("SUMMARIZE_LANG")):
        if chosen in {"zh", "en"}:
            return "zh" if chosen == "zh" else "en"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
