""".docx → text, as Word shows it when all changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from summarizer.document.decode import Decoded, Note
from summarizer.document.formats.blocks import lines_of
from summarizer.document.formats.numbering import read_numbering
from summarizer.document.formats.package import main_part, related, with_plain_names
from summarizer.document.formats.word_changes import accept_changes, join_paragraphs, unwrap_containers
from summarizer.document.formats.word_fields import show_fields
from summarizer.document.formats.word_math import show_equations
from summarizer.document.formats.word_parts import Parts, choose_alternatives, free_objects, read_chunks
from summarizer.document.formats.word_runs import Styles, mark_is_hidden, read_styles, show_runs
from summarizer.document.formats.word_tree import W, parse, run_of
from summarizer.document.formats.zipped import packed, read_members
from summarizer.errors import InputError
from summarizer.messages import Message, template

# A heading of its own before the notes, so that they are read as notes.
_NOTES_HEADING = "注释"
_STORIES = ("footnotes", "endnotes")
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SAVE_ANEW = template("Open it in Word or WPS and save it anew as .docx, or as .txt.")
_NOT_READ = template("{name} holds text in a kind of element that is not read: {element}")
_IGNORED = re.compile(r"An unrecognised element was ignored: (.+)")

ReadPart = Callable[[bytes, str], Decoded]


def load_docx(data: bytes, name: str, read_part: ReadPart | None = None) -> Decoded:
    """Paragraphs with the numbers Word shows before them, tables, text boxes and notes; insertions in, deletions out.

    What mammoth, which reads the text, does not know is put into plain runs before it reads: numbers, fields, equations, symbols,
    raised figures. ``read_part`` reads documents inside the document. What can't be read is told by notes.
    Raises :class:`InputError` for what :func:`~summarizer.document.formats.zipped.read_members` refuses.
    """
    members = with_plain_names(read_members(data, name, "docx"))
    found = main_part(members)
    if found is None or found[1] != "docx" or found[0] not in members:
        raise InputError(
            "{name} has no text part.", "Open it in Word or WPS and save it anew as .docx.", name=name
        )
    notes: list[Note] = []
    try:
        lines = _read(members, found[0], Parts(name, members, related(members, found[0]), notes), read_part)
    except RecursionError:
        raise InputError("{name} nests its parts too deep to be read.", _SAVE_ANEW, name=name) from None
    except (KeyError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise InputError(
            "{name} is not a document this program can read ({error!r}).", _SAVE_ANEW, name=name, error=error
        ) from error
    return Decoded("".join(line + "\n" for line in lines), "utf-8", notes=tuple(dict.fromkeys(notes)))


def _read(members: dict[str, bytes], main: str, parts: Parts, read_part: ReadPart | None) -> list[str]:
    import mammoth
    from lxml import etree, html

    document = parse(members[main])
    if document.tag != f"{W}document":
        raise ValueError(document.tag)
    styles_tree = _related_tree(parts, "styles")
    styles = read_styles(styles_tree)
    read_chunks(document, parts, read_part)
    stories = {"document": document}
    _show(document, styles, parts)
    numbering = read_numbering(_related_tree(parts, "numbering"), styles_tree)
    _write_numbers(document, numbering)
    for kind in _STORIES:
        part = next((r.target for r in parts.related.values() if r.kind == kind), None)
        if part is not None and (tree := parse(members.get(part))) is not None:
            own = Parts(parts.name, members, related(members, part), parts.notes)
            for note in tree:
                _show(note, styles, own)
            stories[kind] = tree
    result = mammoth.convert_to_html(
        packed(_package({kind: etree.tostring(tree) for kind, tree in stories.items()})),
        ignore_empty_paragraphs=True,
        external_file_access=False,
    )
    _note_ignored([m.message for m in result.messages], list(stories.values()), parts)
    if not result.value:
        return []
    tree = html.fragment_fromstring(
        result.value, create_parent="body", parser=etree.HTMLParser(huge_tree=True)
    )
    notes = _notes(tree)
    return lines_of(tree) + ([_NOTES_HEADING, *notes] if notes else [])


def _related_tree(parts: Parts, kind: str) -> Any:
    return next((parts.tree(key) for key, r in parts.related.items() if r.kind == kind), None)


def _show(story: Any, styles: Styles, parts: Parts) -> None:
    """Make plain paragraphs and runs of a story: the body, or a note."""
    choose_alternatives(story)
    accept_changes(story)
    unwrap_containers(story)
    free_objects(story, parts)
    show_fields(story, parts.name, parts.notes)
    show_equations(story)
    show_runs(story, styles, parts.name, parts.notes)
    join_paragraphs(story, lambda paragraph: mark_is_hidden(paragraph, styles))


def _write_numbers(document: Any, numbering: Any) -> None:
    for paragraph in document.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if label := numbering.label(paragraph):
            paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run_of(label))
        if properties is not None:
            for own in properties.findall(f"{W}numPr"):
                properties.remove(own)


def _package(stories: dict[str, bytes]) -> dict[str, bytes]:
    """A package of the stories alone, by the names mammoth looks for."""
    links = "".join(
        f'<Relationship Id="{k}" Type="{_TYPES}{k}" Target="{k}.xml"/>' for k in _STORIES if k in stories
    )
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return {f"word/{kind}.xml": content for kind, content in stories.items()} | {
        "word/_rels/document.xml.rels": f"{head}{links}</Relationships>".encode()
    }


def _note_ignored(warnings: list[str], trees: list[Any], parts: Parts) -> None:
    """Note every kind of element that mammoth left out with text in it."""
    for warning in dict.fromkeys(warnings):
        if not (ignored := _IGNORED.fullmatch(warning)):
            continue
        name = ignored[1].removeprefix("w:")
        tag = f"{W}{name}" if ignored[1].startswith("w:") else name
        holders = (e for tree in trees for e in tree.iter(tag) if tag.startswith("{"))
        if any("".join(e.itertext()).strip() for e in holders):
            parts.missing(Message(_NOT_READ, {"name": parts.name, "element": ignored[1].rpartition("}")[2]}))


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
