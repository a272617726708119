"""Text → :class:`Quantity`: what the text counts and measures, as exact intervals.

words.py      units, magnitudes, qualifiers: the tables
numerals.py   一百二十万, 1.05亿 → Decimal and the size of the last printed digit
reader.py     finds the quantities of a text; years, ordinals, dates and names are none
compare.py    whether two quantities say the same
"""

from summarizer.quantities.compare import same_quantity
from summarizer.quantities.model import Quantity
from summarizer.quantities.reader import read_quantities

__all__ = ["Quantity", "read_quantities", "same_quantity"]
