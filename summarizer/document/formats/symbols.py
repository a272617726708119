"""Characters of symbol fonts (Wingdings, Symbol) → the Unicode characters that look like them."""

from __future__ import annotations

# Word keeps a character of a symbol font in this range of the private use area, or as its low byte (17.3.3.30).
_FIRST_PRIVATE, _LAST_PRIVATE = 0xF000, 0xF0FF
# Characters of newer Unicode versions that few fonts have, and the same in older ones: ticked and crossed boxes, ticks, crosses.
_USUAL = {"🗹": "☑", "🗷": "☒", "🗸": "✓", "🗴": "✗", "🗶": "✗", "🞎": "☐"}
_SYMBOL_FONTS = frozenset({"Symbol", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3"})


def symbol(font: str, code: int) -> str | None:
    """The character with the number ``code`` of ``font``; None when nothing is known that looks like it.

    A font that is no symbol font has Unicode's numbers, as when Word writes ℃ as number 2103 of 宋体.
    """
    if font in _SYMBOL_FONTS:
        # mammoth's table, generated from the fonts' published mappings
        from mammoth.docx.dingbats import dingbats

        low = code - _FIRST_PRIVATE if _FIRST_PRIVATE <= code <= _LAST_PRIVATE else code
        found = dingbats.get((font, low))
        return None if found is None else _USUAL.get(chr(found), chr(found))
    if _FIRST_PRIVATE <= code <= _LAST_PRIVATE:
        code -= _FIRST_PRIVATE
        return chr(code) if 0x20 <= code < 0x7F else None
    usable = 0x20 <= code <= 0x10FFFF and not (0xD800 <= code <= 0xF8FF)
    return chr(code) if usable else None


def is_symbol_font(font: str | None) -> bool:
    """Whether the font shows other characters than the text says."""
    return font in _SYMBOL_FONTS
