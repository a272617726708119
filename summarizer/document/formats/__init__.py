"""The bytes of a file of any office format → the text in it.

The pieces::

    sniff.py      which format some bytes are, by what they hold (a name's ending only decides what bytes leave open)
    loader.py     the table format → loader, and the errors for what is no report
    blocks.py     a tree of paragraphs, lists and tables → lines; one table row a line, its cells parted by tabs
    html.py       a saved web page → its article; also .mht; refuses pages that hold no report
    page_tree.py  the tree of a page as a browser shows it: hidden parts out, numbers of lists in
    page_article.py, page_title.py   which part of the page is the article, and the title it has outside of it
    zipped.py     limits on what a .docx or .ofd may unpack to; no document type, so no entities

    docx.py       .docx → text (mammoth), after the word_* modules made plain paragraphs and runs of all that Word shows
    package.py    the parts of an Office package: which is the main one, which a part names
    word_tree.py  names and small pieces of WordprocessingML
    word_changes.py   tracked changes accepted, controls and tags unwrapped, paragraphs joined
    word_parts.py     text boxes, SmartArt, documents inside the document; notes on charts and objects
    word_fields.py    fields → their results; equation_field.py: EQ fields → text
    word_math.py      equations → text
    word_runs.py      hidden text, raised figures, symbols (symbols.py), hyphens, ruby
    linear.py     fractions, powers, roots, circled figures as text of one line
    numbering.py  the numbers Word shows before paragraphs, as text

    pdf.py        .pdf with a text layer → glyphs (pdf_glyphs.py, pypdfium2), of pages that pdf_upright.py has turned
    ofd.py        .ofd → glyphs (ofd_page.py)
    page_layers.py    which glyphs of a page are shown, and once
    glyph_lines.py    glyphs → lines
    ruled_tables.py   cells between drawn lines (pdfplumber) → rows
    page_trust.py     whether the text of a page can be what it shows
    page_lines.py     lines of pages → paragraphs: page furniture dropped, wraps joined

    office.py     .doc, .wps, .rtf, .odt → .docx through LibreOffice, when it is installed

Everything heavy is imported where it is used, so plain text never pays for it.
"""

from summarizer.document.formats.loader import Loaded, load

__all__ = ["Loaded", "load"]
