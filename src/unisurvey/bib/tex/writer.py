"""Plain one-line Unicode → TeX source that BibTeX can hold in a field.

`reading` undoes it, for text in NFC: `read(escape(text)).text == text`.
"""

from __future__ import annotations

import re

from unisurvey.bib.tex.table import SPELLINGS, spell

_SPECIAL = r"[\\{}&%#_$~^`]"
_ASCII_LIGATURE = r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)"
_LIGATURE = r"(?<=[-–—])(?=[-–—])|(?<=['”])(?=['”])|(?<=[?!])(?=[‘“])|(?<=,)(?=,)"
_GREEK = r"\u0370-\u03ff\u1f00-\u1fff"
_LONE_GREEK = rf"(?<![{_GREEK}])[{_GREEK}](?![{_GREEK}\u0300-\u036f])"
_MATH = "".join(
    char
    for char, tex in SPELLINGS.items()
    if re.match(r"\{\\(ensuremath|textsu)", tex) and not re.match(f"[{_GREEK}]", char)
)
_UNICODE = re.compile(f"{_ASCII_LIGATURE}|{_SPECIAL}|{_LONE_GREEK}|[{_MATH}]")
_ASCII = re.compile(
    rf"{_LIGATURE}|{_SPECIAL}|[<>|]"
    rf"|{_LONE_GREEK}"
    rf"|(?P<kept>[{_GREEK}][{_GREEK}\u0300-\u036f]*)"
    r"|[A-Za-z][\u0300-\u036f]+|[^\x00-\x7f][\u0300-\u036f]*"
)


def escape(text: str) -> str:
    r"""Return `text` in ASCII as far as TeX has a spelling for it.

    Braces become commands, not ``\{``: BibTeX counts braces even when a
    backslash precedes them. Commands stand in braces of their own because BibTeX
    leaves ``{\command}`` alone when it changes case or looks for a name's parts.
    `{}` stands where TeX would else read two signs as one, as in ``-{}-``.

    Args:
        text: Plain Unicode on one line. Letters that TeX has no spelling for (CJK,
            Cyrillic, emoji, words in Greek) stay as they are.

    Returns:
        TeX source with balanced braces.
    """
    return _ASCII.sub(_spelled, text)


def escape_unicode(text: str) -> str:
    """Return `text` for TeX engines that read Unicode.

    Spelled are special signs and mathematics, which the usual fonts lack. Braces and ligatures are treated as in `escape`.
    """
    return _UNICODE.sub(_spelled_in_unicode, text)


def escape_name(word: str) -> str:
    r"""Return a word of a person's name, in which BibTeX takes whole characters.

    Initials are the first byte of a name, unless it is a command in braces. So
    ``{\relax 王}`` holds together what `escape` leaves as it is, and no backslash
    stands outside braces, where bibtexparser 2.1 loses its place between names.
    """
    return _ASCII.sub(_spelled_in_name, word)


def escape_unicode_name(word: str) -> str:
    """Return a word of a person's name as `escape_unicode` does, likewise safe."""
    return _UNICODE.sub(lambda match: _in_braces(_spelled_in_unicode(match)), word)


def group(source: str) -> str:
    r"""Return TeX source in braces whose content BibTeX leaves as it is.

    In braces that start with a backslash it would lower letters.
    """
    return f"{{{{}}{source}}}" if source.startswith("\\") else f"{{{source}}}"


def _spelled(match: re.Match[str]) -> str:
    found = match[0]
    if match["kept"]:
        return found
    return (spell(found) or found) if found else "{}"


def _spelled_in_unicode(match: re.Match[str]) -> str:
    found = match[0]
    return SPELLINGS.get(found, found) if found else "{}"


def _spelled_in_name(match: re.Match[str]) -> str:
    source = _in_braces(_spelled(match))
    if not source.isascii():
        return f"{{\\relax {match[0]}}}"
    return source


def _in_braces(source: str) -> str:
    return f"{{{source}}}" if source.startswith("\\") else source
