"""What the program says to people, in Chinese and English, from one catalogue.

Code says things in English templates (``"{path} is a folder."``), which are the keys of the catalogue, as with gettext; ``zh.toml``
holds the Chinese of each. Nothing below ``render`` knows the language: errors and findings carry a :class:`Message`, and who shows
it is given the :class:`Words` of a language. What other programs say (:func:`from_outside`) stays as it came.

message.py    a template and what fills it
printable.py  characters that may be shown
words.py      templates and messages → text in a language
language.py   which language that is
zh.toml       the Chinese of every template, grouped by the part that says it
"""

from summarizer.messages.language import LANGUAGES, Language, find_language
from summarizer.messages.message import Message, from_outside, template
from summarizer.messages.printable import UNPRINTABLE, printable
from summarizer.messages.words import Words

__all__ = [
    "LANGUAGES", "UNPRINTABLE", "Language", "Message", "Words", "find_language", "from_outside", "printable", "template",
]  # fmt: skip
