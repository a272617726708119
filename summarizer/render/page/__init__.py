"""The evidence page, ``-f html``: one file that holds its data, style and script, and asks for nothing from anywhere.

build.py     PageView → the page: the parts put together, and the policy that forbids everything else
content.py   what the script is given, as one JSON value
blocks.py    the text as given → blocks of segments, cut wherever something to be shown begins or ends
cards.py     an item as a card: what it says, its chips, its findings, its figures with their verdicts
headline.py  the indicators schema → a chart of last year's results against this year's targets
chart.py     a chart as SVG
labels.py    the words the script needs
page.html, page.css, print.css, script/   the page itself; the script builds the DOM with textContent only
"""

from summarizer.render.page.build import PageView, page
from summarizer.render.page.chart import bar_chart

__all__ = ["PageView", "bar_chart", "page"]
