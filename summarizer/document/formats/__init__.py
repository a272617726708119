"""The bytes of a file of any office format → the text in it.

The pieces::

    sniff.py      which format some bytes are, by what they hold (a name's ending only decides what bytes leave open)
    loader.py     the table format → loader, and the errors for what is no report
    blocks.py     a tree of paragraphs, lists and tables → lines; one table row a line, its cells parted by tabs
    html.py       a saved web page → its article (trafilatura), `<br>` layouts too; also .mht
    zipped.py     limits on what a .docx may unpack to; no document type, so no entities
    numbering.py  the numbers Word shows before paragraphs, as text
    docx.py       .docx → text (mammoth), with list numbers, tables, text boxes, notes, accepted changes
    pdf.py        .pdf with a text layer → lines with their places (pypdfium2), tables (pdfplumber)
    page_lines.py lines of pages → paragraphs: page furniture dropped, wraps joined
    office.py     .doc, .wps, .rtf, .odt → .docx through LibreOffice, when it is installed

Everything heavy is imported where it is used, so plain text never pays for it.
"""

from summarizer.document.formats.loader import Loaded, load

__all__ = ["Loaded", "load"]
