r"""What a .bib file tells TeX beforehand, so that no entry stops a document.

A few letters have a command only in some font encodings, and letters without any
command are errors to pdfTeX unless a package sets them up. The definitions hold only
where the document has none of its own.
"""

from __future__ import annotations

import re
from unicodedata import category, combining

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

_COMMAND = re.compile(rf"\\({'|'.join(_FALLBACKS)})(?![A-Za-z])")
_STAND_IN = (
    r"\ifdefined\DeclareUnicodeCharacter\begingroup "
    r"\def\x#1#2{\expandafter\ifx\csname u8:\detokenize{#1}\endcsname\relax "
    r"\expandafter\gdef\csname u8:\detokenize{#1}\endcsname{#2}\fi}"
)


def definitions(entries: str) -> list[str]:
    """Return the lines that TeX needs before `entries`; none for the usual ones.

    A letter without any TeX spelling is itself under LuaTeX and XeTeX, given a font
    that has it, and under pdfTeX when a package sets it up; else pdfTeX prints its
    code point, `[U+738B]`, in its place.
    """
    found = [
        rf"\ProvideTextCommandDefault{{\{command}}}{_FALLBACKS[command]}"
        for command in sorted(set(_COMMAND.findall(entries)))
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
