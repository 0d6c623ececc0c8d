"""How TeX spells letters and signs beyond ASCII, and back.

Accented letters are not listed: they follow from their Unicode decomposition.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u0309": "h",
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0326": "textcommabelow",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
"""Combining mark → the TeX command that sets it."""

_LETTERS = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "å": "aa", "Å": "AA", "ı": "i", "ȷ": "j", "đ": "dj",
    "Đ": "DJ", "ð": "dh", "Ð": "DH", "þ": "th", "Þ": "TH", "ŋ": "ng", "Ŋ": "NG",
    "ơ": "ohorn", "Ơ": "OHORN", "ư": "uhorn", "Ư": "UHORN",
}  # fmt: skip
_SIGNS = {
    "‘": "textquoteleft", "’": "textquoteright", "‚": "quotesinglbase",
    "„": "quotedblbase", "«": "guillemotleft", "»": "guillemotright",
    "‹": "guilsinglleft", "›": "guilsinglright", "…": "textellipsis",
    "•": "textbullet", "·": "textperiodcentered", "†": "textdagger",
    "‡": "textdaggerdbl", "§": "textsection", "¶": "textparagraph",
    "©": "textcopyright", "®": "textregistered", "™": "texttrademark",
    "°": "textdegree", "µ": "textmu", "ª": "textordfeminine",
    "º": "textordmasculine", "¡": "textexclamdown", "¿": "textquestiondown",
    "€": "texteuro", "£": "textsterling", "¥": "textyen", "¢": "textcent",
    "½": "textonehalf", "¼": "textonequarter", "¾": "textthreequarters",
    "№": "textnumero", "\\": "textbackslash", "{": "textbraceleft",
    "}": "textbraceright", "~": "textasciitilde", "^": "textasciicircum",
    "`": "textasciigrave", "¹": "textonesuperior", "²": "texttwosuperior",
    "³": "textthreesuperior",
}  # fmt: skip
_MATH = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "ϕ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega", "ϵ": "epsilon", "ϑ": "vartheta",
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi",
    "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "→": "rightarrow", "←": "leftarrow", "↔": "leftrightarrow", "↑": "uparrow",
    "↓": "downarrow", "⇒": "Rightarrow", "⇐": "Leftarrow", "⇔": "Leftrightarrow",
    "↦": "mapsto", "≤": "leq", "≥": "geq", "≠": "neq", "≈": "approx", "≡": "equiv",
    "∼": "sim", "∝": "propto", "≪": "ll", "≫": "gg", "∞": "infty", "∈": "in",
    "∉": "notin", "⊂": "subset", "⊆": "subseteq", "∪": "cup", "∩": "cap",
    "∅": "emptyset", "∀": "forall", "∃": "exists", "∧": "wedge", "∨": "vee",
    "¬": "neg", "∂": "partial", "∇": "nabla", "∑": "sum", "∏": "prod", "∫": "int",
    "√": "surd", "×": "times", "÷": "div", "±": "pm", "∓": "mp", "⊕": "oplus",
    "⊗": "otimes", "∘": "circ", "⋆": "star", "∗": "ast", "⊥": "perp", "∥": "parallel",
    "ℓ": "ell", "ℜ": "Re", "ℑ": "Im", "ℵ": "aleph", "′": "prime", "♠": "spadesuit",
    "♥": "heartsuit", "♦": "diamondsuit", "♣": "clubsuit", "⋯": "cdots",
}  # fmt: skip
_SAME_IN_MATH = {"−": "-", "<": "<", ">": ">", "|": "|"}
_RAISED = dict(zip("⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0456789+-=()ni", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()", strict=True))

SPELLINGS: dict[str, str] = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    **{char: f"{{\\ensuremath{{{plain}}}}}" for char, plain in _SAME_IN_MATH.items()},
    **{char: f"{{\\{name}}}" for char, name in (_LETTERS | _SIGNS).items()},
    **{char: f"{{\\ensuremath{{\\{name}}}}}" for char, name in _MATH.items()},
    **{char: f"{{\\textsuperscript{{{plain}}}}}" for char, plain in _RAISED.items()},
    **{char: f"{{\\textsubscript{{{plain}}}}}" for char, plain in _LOWERED.items()},
}
"""Character → TeX source, balanced, and in braces where a command ends in a letter."""

_READINGS = {tex: char for char, tex in SPELLINGS.items()} | {"{}": ""}
_READINGS |= {f"{{{tex}}}": char for tex, char in _READINGS.items() if len(tex) == 2}
_BASES = {_LETTERS[char]: char for char in "ơƠưƯæÆøØ"}
"""Letters that bear accents although they are commands themselves."""

_MARKS = {command: mark for mark, command in ACCENTS.items()}
_MOST_MARKS = 3
_ACCENT = re.compile(
    r"\\([`'^\"~=.]|(?:[uvHrdcbkh]|textcommabelow)(?=\{))"
    r"|\\(i|j|[ou]horn|[OU]HORN|ae|AE|o|O)(?![A-Za-z])"
    r"|([A-Za-z])"
)
_KEPT = re.compile(r"\{\\relax (.*)\}")


@cache
def spell(cluster: str) -> str | None:
    r"""Return TeX source for one character with its combining marks.

    An accent above stands inside one below, `\d{\^e}`, because TeX can put an accent
    above only a letter, but anything above an accent below.

    Returns:
        Source without any letter beyond ASCII; `None` when TeX has no spelling that
        every document knows.
    """
    if cluster in SPELLINGS:
        return SPELLINGS[cluster]
    decomposed = normalize("NFD", cluster)
    base, marks = decomposed[0], decomposed[1:]
    if marks.startswith("\u031b"):  # a horn is no accent to TeX
        base, marks = normalize("NFC", decomposed[:2]), marks[1:]
    known = base in _BASES.values() or (base.isascii() and base.isalpha())
    if not (known and 0 < len(marks) <= _MOST_MARKS and ACCENTS.keys() >= set(marks)):
        return None
    below = [mark for mark in marks if mark > "\u0322"]
    above = [mark for mark in marks if mark < "\u0322"]
    source = f"\\{_LETTERS[base]}" if base in _LETTERS else base
    if above and base in "ij":
        source = f"\\{base}"
    for mark in above + below:
        command = ACCENTS[mark]
        bare = not command.isalpha() and (source in {r"\i", r"\j"} or len(source) == 1)
        source = f"\\{command}{source}" if bare else f"\\{command}{{{source}}}"
    return f"{{{source}}}"


@cache
def read(source: str) -> str:
    """Return the character for which `spell` gave `source`; else `source` itself."""
    if source in _READINGS:
        return _READINGS[source]
    kept = _KEPT.fullmatch(source)
    if kept:
        return kept[1]
    marks = ""
    place = 1
    while found := _ACCENT.match(source, place):
        accent, special, letter = found.groups()
        if accent is None:
            base = letter or _BASES.get(special, special)
            return normalize("NFC", base + marks)
        marks = _MARKS[accent] + marks
        place = found.end() + (source[found.end()] == "{")
    return source
