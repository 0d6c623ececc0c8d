"""What commands print that are no characters: which of their arguments, and how."""

from __future__ import annotations

import re
from functools import cache

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
NUMBERS = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ"}
"""Sets of numbers, which are no other letters in another font."""


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
