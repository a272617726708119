"""Bytes of a file → :class:`Document`: the text as given, a clean simplified copy, and the map between the two.

The pieces, in the order a report passes them::

    read.py      a file (or standard input) → bytes, refusing what can't be a report
    formats/     which format the bytes are, and the text taken out of .docx, .pdf, .html, .doc
    decode.py    bytes → text as given, with the encoding's name
    mojibake.py  finds GBK bytes read one byte off, and what they should have said
    noise.py     finds and drops page noise; its table of forms is noise_forms.py, the words in them noise_words.py
    page_numbers.py, site_names.py   noise that is told by what stands around it, not by its words
    markdown.py  the marks of .md files
    layout.py    line ends, widths, stray spaces, reports that came as one single line
    wraps.py     line ends inside sentences
    split_figures.py   line ends inside figures; figure_seams.py tells whether a figure is cut or two stand side by side
    script.py    traditional or simplified; traditional → simplified, character for character
    textmap.py   a text with, for every character, its place in the text as given
    model.py     Document, Span, Repair
"""

from summarizer.document.model import Document, Repair, Span
from summarizer.document.prepare import document_from_bytes, document_from_text
from summarizer.document.read import STANDARD_INPUT, read_document

__all__ = [
    "STANDARD_INPUT",
    "Document",
    "Repair",
    "Span",
    "document_from_bytes",
    "document_from_text",
    "read_document",
]
