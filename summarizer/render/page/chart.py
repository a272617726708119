"""A chart as SVG: for each indicator a bar for the result and one for the target, on one axis.

The SVG stands on its own and takes its ink from the text around it (``currentColor``); a style sheet may colour ``.bar-actual``
and ``.bar-target``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from summarizer.memo.model import Bars, Chart

_WIDTH = 560
_NAMES = 190  # room for the names on the left
_FIGURES = 64  # and for a figure behind the longest bar
_BAR, _GAP, _ROW = 11, 2, 38
_TOP, _FOOT = 30, 6
_NAME_SIZE, _FIGURE_SIZE = 13, 11
_LONGEST_NAME = 14


def bar_chart(chart: Chart) -> str:
    """``chart`` as SVG. A figure that is None has no bar but a dash; negative bars go to the left of the axis."""
    scale = _Scale([v for bars in chart.bars for v in (bars.actual, bars.target) if v is not None])
    height = _TOP + _ROW * len(chart.bars) + _FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" class="bars" '
        f'fill="currentColor" font-size="{_NAME_SIZE}">',
        f"<title>{escape(_spoken(chart))}</title>",
        *_legend(chart),
    ]
    for row, bars in enumerate(chart.bars):
        parts += _row(bars, chart.unit, _TOP + _ROW * row, scale)
    zero = scale.x(0)
    parts.append(
        f'<line class="axis" x1="{zero:g}" x2="{zero:g}" y1="{_TOP - 4}" y2="{height - _FOOT}" '
        'stroke="currentColor" stroke-opacity="0.5"/>'
    )
    return "".join([*parts, "</svg>"])


class _Scale:
    """Values → places between the names and the right edge; the axis stands at zero."""

    def __init__(self, values: list[float]) -> None:
        finite = [v for v in values if math.isfinite(v)]
        low, high = min([0.0, *finite]), max([0.0, *finite])
        left = _NAMES + (_FIGURES if low < 0 else 0)
        self._room = _WIDTH - _FIGURES - left
        self._extent = (high - low) or 1.0
        self._zero = left - low / self._extent * self._room

    def x(self, value: float) -> float:
        return round(self._zero + value / self._extent * self._room, 2)


def _spoken(chart: Chart) -> str:
    """The chart for who can't see it."""
    rows = [
        f"{b.name}: {chart.actual_label} {_figure(b.actual, chart.unit)}, {chart.target_label} {_figure(b.target, chart.unit)}"
        for b in chart.bars
    ]
    return "; ".join([chart.title, *rows])


def _figure(value: float | None, unit: str) -> str:
    return "—" if value is None or not math.isfinite(value) else f"{value:,.10g}{unit}"


def _legend(chart: Chart) -> Iterator[str]:
    middle = _NAMES + (_WIDTH - _NAMES) // 2
    for x, name, label in ((_NAMES, "actual", chart.actual_label), (middle, "target", chart.target_label)):
        yield _rectangle(name, x, 6, 10, 10)
        yield f'<text x="{x + 16}" y="15" font-size="{_FIGURE_SIZE + 1}">{escape(label)}</text>'


def _row(bars: Bars, unit: str, top: int, scale: _Scale) -> Iterator[str]:
    name = bars.name if len(bars.name) <= _LONGEST_NAME else f"{bars.name[: _LONGEST_NAME - 1]}…"
    middle = top + _BAR + _GAP / 2
    yield f'<text x="{_NAMES - 10}" y="{middle + _NAME_SIZE * 0.36:g}" text-anchor="end">{escape(name)}</text>'
    for kind, value, y in (("actual", bars.actual, top), ("target", bars.target, top + _BAR + _GAP)):
        shown = value if value is not None and math.isfinite(value) else 0.0
        left, right = sorted((scale.x(0), scale.x(shown)))
        if right > left:
            yield _rectangle(kind, left, y, round(right - left, 2), _BAR)
        x, anchor = (left - 5, "end") if shown < 0 else (right + 5, "start")
        yield (
            f'<text x="{x:g}" y="{y + _BAR - 1.5:g}" text-anchor="{anchor}" font-size="{_FIGURE_SIZE}">'
            f"{escape(_figure(value, unit))}</text>"
        )


def _rectangle(kind: str, x: float, y: float, width: float, height: float) -> str:
    faint = ' fill-opacity="0.4"' if kind == "target" else ""
    return (
        f'<rect class="bar-{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="1"{faint}/>'
    )
