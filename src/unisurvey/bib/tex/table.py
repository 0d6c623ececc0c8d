"""How TeX spells letters and signs beyond ASCII: the one table of both directions.

Accented letters are not listed: they follow from their Unicode decomposition. Further
commands print no character, but something of their arguments, or nothing.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=",
    "\u0306": "u", "\u0307": ".", "\u0308": '"', "\u0309": "h", "\u030a": "r",
    "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0326": "textcommabelow",
    "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
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
_RAISED = dict(
    zip(
        "⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        "0456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        strict=True,
    )
)
_LOWERED = dict(
    zip(
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
        "0123456789+-=()aehijklmnoprstuvx",
        strict=True,
    )
)
NUMBERS = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "H": "ℍ", "P": "ℙ"}
"""Sets of numbers, which are no other letters in another font."""

_ALSO = {
    "textendash": "–", "textemdash": "—", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"',
    "textunderscore": "_", "textless": "<", "textgreater": ">", "textbar": "|",
    "texttimes": "×", "textrightarrow": "→", "ldots": "…", "dots": "…", "to": "→",
    "gets": "←", "le": "≤", "ge": "≥", "ne": "≠", "lt": "<", "gt": ">", "cdot": "·",
    "mid": "|", "vert": "|", "lbrace": "{", "rbrace": "}", "backslash": "\\",
    "degree": "°", "S": "§", "P": "¶", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
}  # fmt: skip
"""Further commands for what is spelled otherwise, or needs no command."""

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
    # BibTeX would lower a capital in braces that start with a backslash
    **{
        char: f"{{{{}}\\textsuperscript{{{plain}}}}}"
        for char, plain in _RAISED.items()
        if plain.isupper()
    },
    **{char: f"{{{{}}\\ensuremath{{\\mathbb{{{n}}}}}}}" for n, char in NUMBERS.items()},
}
"""Character → TeX source, balanced, and in braces where a command ends in a letter."""

_BASES = {_LETTERS[char]: char for char in "ơƠưƯæÆøØ"}
"""Letters that bear accents although they are commands themselves."""

_MOST_MARKS = 3

CHARACTERS = {
    command: char for char, command in (_LETTERS | _SIGNS | _MATH).items()
} | _ALSO
"""Command → what it prints."""

MARKS = {command: mark for mark, command in ACCENTS.items()} | {
    "acute": "\u0301", "grave": "\u0300", "hat": "\u0302", "widehat": "\u0302",
    "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304", "overline": "\u0305",
    "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a",
    "check": "\u030c", "vec": "\u20d7",
}  # fmt: skip
"""Command → the combining mark that it sets over or under a letter."""

RAISED = {plain: char for char, plain in _RAISED.items()} | {
    "1": "¹", "2": "²", "3": "³", "−": "⁻",
    **{char: char for char in "°′″*∗⋆†‡™®"}, "∘": "°",
}  # fmt: skip
"""Character → the one that stands for it as a superscript."""

LOWERED = {plain: char for char, plain in _LOWERED.items()} | {"−": "₋"}
"""Character → the one that stands for it as a subscript."""

PRINTED: dict[str, tuple[str, str]] = {
    "texorpdfstring": ("{{", "{0}"), "href": ("{{", "{1}"), "textcolor": ("[{{", "{2}"),
    "color": ("[{", ""), "colorbox": ("[{{", "{2}"), "footnote": ("[{", ""),
    "thanks": ("{", ""), "footnotemark": ("[", ""), "label": ("{", ""),
    "noopsort": ("{", ""), "vspace": ("*{", " "), "hspace": ("*{", " "),
    "sqrt": ("[{", "√{1}"), "enquote": ("*{", "“{1}”"),
}  # fmt: skip
"""Command → its arguments, as pylatexenc writes them, and what is printed of them."""

SILENT = frozenset({
    "bf", "bfseries", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "bm", "boldmath",
    "boldsymbol", "centering", "displaystyle", "em", "footnotesize",
    "huge", "Huge", "it", "itshape", "large", "Large", "left", "limits",
    "lowercase", "mathbb", "mathbf", "mathbin", "mathcal", "mathfrak", "mathit",
    "mathop", "mathord", "mathrel", "mathrm", "mathscr", "mathsf", "mathtt", "mdseries",
    "nobreak", "nocase", "nolimits", "normalfont", "normalsize", "operatorname", "pmb",
    "protect", "relax", "right", "rm", "sc", "scriptscriptstyle", "scriptsize",
    "scriptstyle", "scshape", "sf", "sffamily", "sl", "slshape", "small", "smash",
    "textstyle", "tiny", "tt", "ttfamily", "uline", "underline", "upshape", "xspace",
})  # fmt: skip
"""Commands that only say how something is printed."""

FUNCTIONS = frozenset({
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log",
    "max", "min", "Pr", "sin", "sinh", "sup", "tan", "tanh",
})  # fmt: skip
"""Commands that print their name."""

SPACES = frozenset(
    {"quad", "qquad", "newline", "linebreak", "par", "space", "thinspace"}
)
TEXT = frozenset({
    "emph", "hbox", "mbox", "text", "textbf", "textit", "textmd", "textnormal", "textrm",
    "textsc", "textsf", "textsl", "texttt", "textup",
})  # fmt: skip
"""Commands whose argument is text even in mathematics."""

VERBATIM = frozenset({"url", "nolinkurl", "path"})
"""Commands whose argument is printed as it is written."""

_PLACE = re.compile(r"%(?:\((\d)\))?s")


def in_script(text: str, table: dict[str, str]) -> str | None:
    """Return `text` as superscript or subscript (`RAISED`, `LOWERED`) if all of it can."""
    found = [table.get(char, "") for char in text]
    return "".join(found) if all(found) else None


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
def elsewhere(name: str) -> tuple[str, str] | None:
    """Return a command's arguments and what it prints, where pylatexenc knows it."""
    from pylatexenc import latex2text, latexwalker

    printed = latex2text.get_default_latex_context_db().get_macro_spec(name)
    walked = latexwalker.get_default_latex_context_db().get_macro_spec(name)
    if printed is None or not isinstance(printed.simplify_repl, str):
        return None
    arguments = walked.args_parser.argspec if walked else ""
    text = printed.simplify_repl
    if not arguments:
        return ("", text) if len(text) == 1 else None
    if text == "%s" or len(_PLACE.findall(text)) < arguments.count("{"):
        return None  # it leaves something out
    text = text.replace("%s", "{}")
    return arguments, _PLACE.sub(lambda match: f"{{{int(match[1]) - 1}}}", text)
