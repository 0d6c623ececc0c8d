r"""TeX source of a field → plain Unicode, as a reader sees it printed.

Never fails and never drops a letter: what is not known stays without its backslash.
pylatexenc 2.11 loses the text around unbalanced braces, and ơ and ư.
"""

from __future__ import annotations

import re
import unicodedata

from unisurvey.importers.bibfile_bytes import readable

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308",
    "=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b",
    "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
    "h": "\u0309",
}  # fmt: skip
"""Control symbol or letter → combining character (`\\h` is the Vietnamese hook)."""

_WORDS = {
    "i": "ı", "j": "ȷ", "l": "ł", "L": "Ł", "o": "ø", "O": "Ø", "ss": "ß", "SS": "ẞ",
    "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð",
    "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư", "textcommabelow": "",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…",
    "textellipsis": "…", "textasciitilde": "~", "textasciicircum": "^",
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
    "textunderscore": "_", "textless": "<", "textgreater": ">", "textbar": "|",
    "textquotesingle": "'", "textquotedbl": '"', "times": "×", "to": "→",
    "rightarrow": "→", "textrightarrow": "→", "infty": "∞", "pm": "±", "cdot": "·",
    "textperiodcentered": "·", "texttwosuperior": "²", "textthreesuperior": "³",
    "textonesuperior": "¹", "varepsilon": "ε", "lambda": "λ", "Lambda": "Λ",
    "texttimes": "×", "textregistered": "®", "texttrademark": "™",
}  # fmt: skip

_BASE = r"(?:\{\s*)*+(\\[ij](?![a-zA-Z])|\w[\u0300-\u036f]*)"
_ACCENT = re.compile(
    rf"\\(?:([`'^\"~=.])\s*|([uvHckrdbh])(?:\s+|(?=\{{|\\))){_BASE}(?:\s*\}})*"
)
_WORD = re.compile(r"\\([a-zA-Z]+)(?:[ \t\n]+|\{\})?")
_SYMBOL = re.compile(r"\\(.)", re.DOTALL)
_DROPPED = re.compile(r"(?<!\\)[${}]")
_MATH_SCRIPT = re.compile(r"(?<!\\)[_^](?=[{\w\\])")
_MATH = re.compile(r"(?<!\\)\$(.*?)(?<!\\)\$", re.DOTALL)
_TYPED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_HIDDEN = str.maketrans({"\\": "\ue000", "{": "\ue001", "}": "\ue002", "~": "\ue003"})
_SHOWN = str.maketrans({0xE000: "\\", 0xE001: "{", 0xE002: "}", 0xE003: "~"})
_DEPTH = 3
"""Accents on one letter: ễ has two."""


def plain(source: str) -> str:
    """Return the text on one line, with accents composed (NFC)."""
    text = readable(source)
    if "\\" in text:
        text = _accented(text)
        text = _WORD.sub(_word, text)
    if "$" in text:
        text = _MATH.sub(lambda match: _MATH_SCRIPT.sub("", match[1]), text)
    for typed, char in _TYPED:
        text = text.replace(typed, char) if typed != "~" else _ties(text)
    text = _DROPPED.sub("", text)
    if "\\" in text:
        text = _SYMBOL.sub(lambda match: _symbol(match[1]), text)
    text = unicodedata.normalize("NFC", text.translate(_SHOWN))
    return " ".join(text.split())


def _ties(text: str) -> str:
    return re.sub(r"(?<!\\)~", " ", text)


def _accented(text: str) -> str:
    for _ in range(_DEPTH):
        changed = _ACCENT.sub(_accent, text)
        if changed == text:
            break
        text = changed
    return text


def _accent(match: re.Match[str]) -> str:
    base = match[3].removeprefix("\\")
    mark = _ACCENTS[match[1] or match[2]]
    spelled = unicodedata.normalize("NFC", base + mark)
    opened, closed = match[0].count("{"), match[0].count("}")
    if closed > opened:
        spelled += "}" * (closed - opened)
    return "{" * max(opened - closed, 0) + spelled


def _word(match: re.Match[str]) -> str:
    name = match[1]
    if name in _WORDS:
        return _WORDS[name].translate(_HIDDEN)
    greek = _greek(name)
    if greek:
        return greek
    if name[:4] == "text" or name in _SILENT:
        return ""
    return name


def _greek(name: str) -> str:
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return ""


_SILENT = frozenset({
    "emph", "bf", "it", "em", "rm", "sc", "sf", "tt", "url", "mathrm", "mathbf",
    "mathcal", "mathbb", "mathit", "mathsf", "boldsymbol", "ensuremath", "mbox",
    "hbox", "bm", "noopsort", "relax", "protect", "left", "right", "texttt",
    "href", "nolinkurl", "uppercase", "lowercase", "MakeUppercase",
})  # fmt: skip
"""Commands that print only what they are given."""


def _symbol(char: str) -> str:
    if char in "{}":
        return ""
    if char in ",;:! /-\\\n":
        return " " if char in ",;: \n\\" else ""
    return char
