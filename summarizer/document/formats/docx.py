""".docx → text, as Word shows it when all changes are accepted."""

from __future__ import annotations

from typing import Any

from summarizer.document.decode import Decoded
from summarizer.document.formats.blocks import lines_of
from summarizer.document.formats.numbering import W, read_numbering
from summarizer.document.formats.zipped import packed, read_members
from summarizer.errors import InputError

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT = "word/document.xml"
# A heading of its own before the notes, so that they are read as notes.
_NOTES_HEADING = "注释"


def load_docx(data: bytes, name: str) -> Decoded:
    """Paragraphs with the numbers Word shows before them, tables, text boxes and notes; insertions in, deletions out.

    mammoth reads the text; it drops the form of list numbers, so they are written into the runs before it reads.
    Raises :class:`InputError` for what :func:`~summarizer.document.formats.zipped.read_members` refuses.
    """
    import mammoth
    from lxml import etree, html

    members = read_members(data, name)
    if _DOCUMENT not in members:
        raise InputError(
            "{name} has no text part.", "Open it in Word or WPS and save it anew as .docx.", name=name
        )
    members[_DOCUMENT] = _with_numbers(members)
    try:
        result = mammoth.convert_to_html(
            packed(members),
            convert_image=mammoth.images.img_element(lambda _: {}),
            ignore_empty_paragraphs=True,
            external_file_access=False,
        )
    except (KeyError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise InputError(
            "{name} is not a document this program can read ({error!r}).",
            "Open it in Word or WPS and save it anew as .docx, or as .txt.",
            name=name,
            error=error,
        ) from error
    if not result.value:
        return Decoded("", "utf-8")
    tree = html.fragment_fromstring(
        result.value, create_parent="body", parser=etree.HTMLParser(huge_tree=True)
    )
    notes = _notes(tree)
    lines = lines_of(tree)
    if notes:
        lines += [_NOTES_HEADING, *notes]
    return Decoded("".join(line + "\n" for line in lines), "utf-8")


def _with_numbers(members: dict[str, bytes]) -> bytes:
    """The document part with every list number as a run of text, and moved text only where it went."""
    from lxml import etree

    def parse(member: str) -> Any:
        content = members.get(member)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return None if content is None else etree.fromstring(content, parser)

    document = parse(_DOCUMENT)
    for moved in list(document.iter(f"{W}moveFrom")):
        moved.getparent().remove(moved)
    _free_text_boxes(document)
    numbering = read_numbering(parse("word/numbering.xml"), parse("word/styles.xml"))
    for paragraph in document.iter(f"{W}p"):
        label = "" if _is_deleted(paragraph) else numbering.label(paragraph)
        properties = paragraph.find(f"{W}pPr")
        if label:
            run = etree.Element(f"{W}r")
            text = etree.SubElement(run, f"{W}t")
            text.set(_XML_SPACE, "preserve")
            text.text = label
            paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)
        if properties is not None:
            for own in properties.findall(f"{W}numPr"):
                properties.remove(own)
    content: bytes = etree.tostring(document, encoding="UTF-8", xml_declaration=True)
    return content


def _free_text_boxes(document: Any) -> None:
    """Put the paragraphs of text boxes behind the paragraph that holds the box.

    A box stands in the file twice, for new readers (mc:Choice) and for old (mc:Fallback), or once, without the second;
    mammoth reads the second only.
    """
    for alternative in list(document.iter(f"{_MC}AlternateContent")):
        choices = alternative.findall(f"{_MC}Choice")
        if any(next(c.iter(f"{W}txbxContent"), None) is not None for c in choices):
            for fallback in alternative.findall(f"{_MC}Fallback"):
                alternative.remove(fallback)
    for box in list(document.iter(f"{W}txbxContent")):
        holder = next((a for a in box.iterancestors() if a.tag == f"{W}p"), None)
        if holder is not None:
            at = holder.getparent().index(holder) + 1
            for paragraph in reversed(box):
                holder.getparent().insert(at, paragraph)


def _is_deleted(paragraph: Any) -> bool:
    """Whether the paragraph itself was deleted with all it held: Word does not count it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
    return mark is not None and not any(r.getparent().tag != f"{W}del" for r in paragraph.iter(f"{W}r"))


def _notes(tree: Any) -> list[str]:
    """Take the marks of footnotes and endnotes out of the words, and the notes off the end; return the notes."""
    for mark in tree.xpath(".//sup[a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]]"):
        mark.drop_tree()
    for back in tree.xpath(
        ".//a[starts-with(@href, '#footnote-ref-') or starts-with(@href, '#endnote-ref-')]"
    ):
        back.drop_tree()
    notes = []
    items = tree.xpath("./ol/li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]")
    for number, item in enumerate(items, 1):
        notes.append(f"{number}. {' '.join(lines_of(item))}")
        item.drop_tree()
    return notes
