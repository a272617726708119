"""Text → :class:`Quantity`: what the text counts and measures, as exact intervals.

units.py        the units, their spellings and conversions
words.py        digits, magnitudes, qualifiers, what stands around a bare number
folding.py      full-width, traditional and spaced-out text in one form that knows its places
numerals.py     一百二十万, 三点五亿, 5万4千6百, 1.05 → Decimal and the size of the last printed digit
forms.py        the forms a number is printed in, one row each
form_model.py   what a form reads: a numeral at a place
plain.py        numerals in Arabic or Chinese digits, and magnitudes alone
ranges.py       3-4个, 二三十个
shares.py       百分之五, 百分之二到三
guards.py       dates, ordinals, names: where no quantity begins, one row each
set_phrases.py  idioms and names whose numerals count nothing
unit_reader.py  the unit at a place, and whether a numeral counts it; a class (30万吨级) is a unit of its own
reader.py       puts them together
compare.py      whether two quantities say the same
"""

from summarizer.quantities.compare import same_quantity, same_unit, same_value
from summarizer.quantities.model import Quantity
from summarizer.quantities.numerals import as_number
from summarizer.quantities.reader import read_quantities

__all__ = ["Quantity", "as_number", "read_quantities", "same_quantity", "same_unit", "same_value"]
