"""Names of sites that a copying site wrote into a report, in the place of nothing: 我老秘网区获评…"""

from __future__ import annotations

import re
from collections import Counter

_BETWEEN = re.compile(r"(?<=我)([\u4e00-\u9fff]{1,5}网)(?=[区市县省镇乡])")
# 我国互联网市场, 我市政务服务网区县全覆盖: words of a report begin so.
_OWN_WORDS = frozenset("国省市区县镇乡村们院校局")
_LEAST = 3


def find_site_names(text: str) -> list[tuple[int, int]]:
    """Where a name stands between 我 and 区 (or another kind of place), three times or more and nowhere else in the text."""
    found = [match.span(1) for match in _BETWEEN.finditer(text) if match[1][0] not in _OWN_WORDS]
    counts = Counter(text[slice(*span)] for span in found)
    names = {name for name, n in counts.items() if n >= _LEAST and text.count(name) == n}
    return [span for span in found if text[slice(*span)] in names]
