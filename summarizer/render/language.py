"""Which language talk to the user is in."""

from __future__ import annotations

import os
from typing import Literal

Language = Literal["zh", "en"]


def language() -> Language:
    """SUMMARIZE_LANG when set to zh or en, else Chinese where the locale is Chinese, else English."""
    chosen = os.environ.get("SUMMARIZE_LANG", "")
    if chosen in {"zh", "en"}:
        return "zh" if chosen == "zh" else "en"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
