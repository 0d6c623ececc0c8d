"""Plain one-line Unicode → TeX source that BibTeX can hold in a field.

In titles, braces stand where capitals must stay. `tex.reader` undoes it, for text in
NFC: `read(escape(text)).text == text`.

A few letters have a command only in some font encodings, and letters without any
command are errors to pdfTeX unless a package sets them up. So a file tells TeX some
definitions beforehand; they hold only where the document has none of its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal
from unicodedata import category, combining

from unisurvey.bib.tex.table import SPELLINGS, spell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Spell = Callable[[str], str]
    Capitals = Literal["free"] | Sequence[str]

_SPECIAL = r"[\\{}&%#_$~^`]"
_ASCII_LIGATURE = r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)"
_LIGATURE = r"(?<=[-–—])(?=[-–—])|(?<=['”])(?=['”])|(?<=[?!])(?=[‘“])|(?<=,)(?=,)"
_GREEK = r"\u0370-\u03ff\u1f00-\u1fff"
_LONE_GREEK = rf"(?<![{_GREEK}])[{_GREEK}](?![{_GREEK}\u0300-\u036f])"
_MATH = "".join(
    char
    for char, tex in SPELLINGS.items()
    if re.match(r"\{(?:\{\})?\\(?:ensuremath|textsu)(?!.*mathbb)", tex)
    and not re.match(f"[{_GREEK}]", char)
)
_UNICODE = re.compile(f"{_ASCII_LIGATURE}|{_SPECIAL}|{_LONE_GREEK}|[{_MATH}]")
_ASCII = re.compile(
    rf"{_LIGATURE}|{_SPECIAL}|[<>|]"
    rf"|{_LONE_GREEK}"
    rf"|[{_GREEK}][{_GREEK}\u0300-\u036f]*"
    r"|[A-Za-z][\u0300-\u036f]+|[^\x00-\x7f][\u0300-\u036f]*"
)

_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
_WORDS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_LEADING_NAME = re.compile(r"[^:]*(?=:(?:\s|$))")
_LONGEST_NAME = 3
"""Words before the colon; more of them are a phrase, not a name."""

_OGONEK = r"\ooalign{#1\crcr\hidewidth\lower1.8ex\hbox{\textquoteleft}\hidewidth}"
_HOOK = (
    r"{\setbox0\hbox{#1}\dimen0=\ht0 \advance\dimen0 by-.5ex"
    r"\ooalign{\box0\crcr\hidewidth\raise\dimen0\hbox{\scriptsize\textquoteright}"
    r"\hidewidth}}"
)
_HORN = r"\kern-.1em\raise.5ex\hbox{\scriptsize\textquoteright}"
_BARRED_CAPITAL = r"\leavevmode\rlap{\kern-.05em\raise.1ex\hbox{-}}D"
_FALLBACKS = {
    "k": f"[1]{{{_OGONEK}}}",
    "h": f"[1]{{{_HOOK}}}",
    "ohorn": f"{{o{_HORN}}}",
    "OHORN": f"{{O{_HORN}}}",
    "uhorn": f"{{u{_HORN}}}",
    "UHORN": f"{{U{_HORN}}}",
    "dj": r"{\leavevmode d\llap{\raise.85ex\hbox{-}\kern-.1em}}",
    "DJ": f"{{{_BARRED_CAPITAL}}}",
    "dh": r"{\leavevmode d\llap{\raise.85ex\hbox{-}\kern-.1em}}",
    "DH": f"{{{_BARRED_CAPITAL}}}",
    "th": r"{\leavevmode\rlap{p}b}",
    "TH": r"{Th}",
    "ng": r"{n\kern-.15em\j}",
    "NG": r"{N\kern-.15em\j}",
    "quotesinglbase": "{,}",
    "quotedblbase": "{,,}",
    "guillemotleft": r"{\ensuremath{\scriptscriptstyle\ll}}",
    "guillemotright": r"{\ensuremath{\scriptscriptstyle\gg}}",
    "guilsinglleft": r"{\ensuremath{\scriptscriptstyle<}}",
    "guilsinglright": r"{\ensuremath{\scriptscriptstyle>}}",
}
"""Command → how fonts that lack the letter draw something like it."""

_FALLBACK = re.compile(rf"\\({'|'.join(_FALLBACKS)})(?![A-Za-z])")
_STAND_IN = (
    r"\ifdefined\DeclareUnicodeCharacter\begingroup "
    r"\def\x#1#2{\expandafter\ifx\csname u8:\detokenize{#1}\endcsname\relax "
    r"\expandafter\gdef\csname u8:\detokenize{#1}\endcsname{#2}\fi}"
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

    Spelled are special signs and mathematics, which the usual fonts lack. Braces and
    ligatures are treated as in `escape`.
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
    """Return the source of a letter of a name as one for BibTeX."""
    if source.startswith("{{}\\"):
        return source.replace("{}", "", 1)
    return f"{{{source}}}" if source.startswith("\\") else source


def protect_case(
    title: str, capitals: Capitals | None = None
) -> list[tuple[str, bool]]:
    """Cut a title into pieces and tell which must keep their capitals.

    BibTeX styles lower every capital but the first of a title and of what follows
    a colon. Protected are words with a capital inside (MMaDA, T2I) or with a
    capital and a digit (Llama-2), a capital that stands alone or before a hyphen
    (the V in VQA, Q-Former; not the article A), and a name of at most three words
    before the first colon (Janus). A capital right after a hyphen is title case, so
    Text-to-Image is left alone, but a word is protected whole: Qwen2.5-Omni. Proper
    names elsewhere are not guessed.

    Args:
        title: Plain Unicode.
        capitals: The words to protect instead of these, wherever they stand in the
            title, or `free` to protect none.

    Returns:
        Pieces with `True` for protected ones; joined, they are the title. Of its own
        choice, a protected piece starts with a letter or digit.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    last = (len(title), len(title))
    for start, stop in (*_protected_spans(title, capitals), last):
        pieces += [(title[end:start], False), (title[start:stop], True)]
        end = stop
    return [piece for piece in pieces if piece[0]]


def title_to_latex(
    title: str, capitals: Capitals | None = None, spell_text: Spell = escape
) -> str:
    """Return a title as TeX source, with braces where its case must be kept.

    Args:
        title: Plain Unicode on one line.
        capitals: As for `protect_case`.
        spell_text: `escape` or `escape_unicode`.
    """
    return "".join(
        group(spell_text(text)) if protected else spell_text(text)
        for text, protected in protect_case(title, capitals)
    )


def _protected_spans(title: str, capitals: Capitals | None) -> list[tuple[int, int]]:
    if capitals == "free":
        return []
    if capitals is not None:
        longest_first = sorted(capitals, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first))
        return [
            match.span() for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", title)
        ]
    names = _leading_name(title)
    after_name = names[0][1] if names else 0
    found = _WORD.finditer(title, after_name)
    return [*names, *(word.span() for word in found if _loses_capitals(word[0]))]


def _leading_name(title: str) -> list[tuple[int, int]]:
    """Return where the name before the first colon stands, without punctuation."""
    match = _LEADING_NAME.match(title)
    if not match or len(match[0].split()) > _LONGEST_NAME:
        return []
    name = _WORDS.search(match[0])
    return [name.span()] if name and any(map(_is_capital, name[0])) else []


def _loses_capitals(word: str) -> bool:
    if any(map(str.isdigit, word)):
        return any(map(_is_capital, word))
    first, _, rest = word.partition("-")
    if len(first) == 1 and _is_capital(first) and (rest or first != "A"):
        return True
    return word[1:] != word[1:].lower() and any(
        before.isalnum() and _is_capital(char) for before, char in pairwise(word)
    )


def _is_capital(char: str) -> bool:
    return char != char.lower()


def definitions(entries: str) -> list[str]:
    """Return the lines that TeX needs before `entries`; none for the usual ones.

    A letter without any TeX spelling is itself under LuaTeX and XeTeX, given a font
    that has it, and under pdfTeX when a package sets it up; else pdfTeX prints its
    code point, `[U+738B]`, in its place.
    """
    found = [
        rf"\ProvideTextCommandDefault{{\{command}}}{_FALLBACKS[command]}"
        for command in sorted(set(_FALLBACK.findall(entries)))
    ]
    if r"\mathbb" in entries:  # amssymb's, where the document loads that
        found.append(r"\providecommand{\mathbb}{\mathbf}")
    letters = sorted(char for char in set(entries) if not char.isascii())
    if letters:
        found += [_STAND_IN, *map(_stand_in, letters), r"\endgroup\fi"]
    return found


def _stand_in(char: str) -> str:
    invisible = combining(char) or category(char) in {"Cf", "Mn"}
    return rf"\x{{{char}}}{{{'' if invisible else f'[U+{ord(char):04X}]'}}}"
