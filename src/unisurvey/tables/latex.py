r"""Tables in LaTeX source, as authors write them.

`tabular` and its relatives, with `\multicolumn`, `\multirow` and rules of `booktabs`. Of a
command that is not known the last argument is what it prints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.bib.tex.reader import read
from unisurvey.cited.tex import printed
from unisurvey.records.yamltext.places import SourceText
from unisurvey.tables.grid import MOST_COLUMNS, MOST_ROWS, TableCell, squared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.errors import Span
    from unisurvey.tables.grid import Grid

_ENVIRONMENT = re.compile(
    r"\\begin\s*\{(?P<name>tabular[*xy]?|tabularray|tabulary|longtable|longtblr"
    r"|tblr|NiceTabular[*X]?|supertabular\*?|xltabular)\}"
)
_WIDE = frozenset({"*", "x", "y", "X"})
"""Last letters of the environments that are told their width first."""

_FLOAT = re.compile(r"\\begin\s*\{(?:(?:wrap|sideways)?table\*?|threeparttable)\}")
_FLOAT_END = re.compile(r"\\end\s*\{(?:(?:wrap|sideways)?table\*?|threeparttable)\}")
_PART = re.compile(
    r"(?P<begin>\\begin\s*\{)|(?P<end>\\end\s*\{)"
    r"|(?P<row>\\\\\*?(?:[ \t]*\[[^\[\]\n]*\])?|\\tabularnewline\b|\\cr\b)"
    r"|\\.|(?P<open>\{)|(?P<close>\})|(?P<cell>&)",
    re.DOTALL,
)
_RULE = re.compile(
    r"\\(?:toprule|midrule|bottomrule|hline|hdashline|hhline|addlinespace|cmidrule|cline"
    r"|cdashline|cdashlinelr|specialrule|Xhline|noalign|rowcolor|rowcolors|cellcolor"
    r"|columncolor|arrayrulecolor|rowfont|endhead|endfirsthead|endfoot|endlastfoot"
    r"|centering|raggedright|strut|noindent|arraybackslash|Xcline|cellfont)(?![A-Za-z])\*?"
    r"(?:\s*(?:\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}))*"
)
_CITED = re.compile(
    r"[~\s]*\\[A-Za-z]*cite[A-Za-z]*\*?\s*(?:\[[^\[\]]*\]\s*)*\{[^{}]*\}"
)
_SPANS = re.compile(r"\s*\\(?P<name>multicolumn|multirow|multirowcell)(?![A-Za-z])\*?")
_BREAK = re.compile(r"\\\\(?:\[[^\[\]]*\])?")
_NESTED = re.compile(
    r"\\begin\s*\{\w+\*?\}(?:\s*\[[^\[\]]*\])?(?:\s*\{(?:[^{}]|\{[^{}]*\})*\})?|\\end\s*\{\w+\*?\}"
)
_UNKNOWN = re.compile(r"\\[A-Za-z@]+\*?\s*(?:\[[^\[\]]*\])?((?:\{[^{}]*\})+)")
_LAST = re.compile(r"\{([^{}]*)\}$")
_RAISED_MARK = re.compile(r"\^\{([^{}\w]+)\}")
_SIZES = re.compile(r"\\(?:scalebox|resizebox|rotatebox|adjustbox)\*?(?=\s*[\[{])")
_DEEPEST = 8


class _Piece(NamedTuple):
    """Source of one cell."""

    start: int
    end: int


class _Read(NamedTuple):
    """What a cell prints, and how many places it covers."""

    text: str
    across: int = 1
    down: int = 1


def latex_tables(text: str) -> Iterator[Grid]:
    """Yield the tables of LaTeX source, in order; whatever it is, this never fails."""
    shown = printed(text)
    source = SourceText(text)
    place = 0
    while begin := _ENVIRONMENT.search(shown, place):
        start = _after_preamble(shown, begin.end(), begin["name"])
        rows, place = _rows(shown, start)
        place = max(place, begin.end())
        span = source.span(*begin.span())
        about = _about(shown, begin.start(), place)
        yield squared(_filled(shown, rows, source), span, about)


def _after_preamble(text: str, place: int, name: str) -> int:
    """Return where the first cell starts, behind width and columns."""
    left = 2 if name[-1] in _WIDE else 1
    while True:
        while text[place : place + 1].isspace():
            place += 1
        opening = text[place : place + 1]
        if opening == "[":
            end = text.find("]", place)
        elif opening == "{" and left:
            end, left = _closing(text, place), left - 1
        else:
            return place
        if end < 0:
            return len(text)
        place = end + 1


def _closing(text: str, start: int) -> int:
    """Return where the brace at `start` is closed; -1 where it is not."""
    depth = 0
    for match in _PART.finditer(text, start):
        depth += bool(match["open"]) - bool(match["close"])
        if depth == 0:
            return match.start()
    return -1


def _rows(text: str, start: int) -> tuple[list[list[_Piece]], int]:
    """Return the source of the cells, and where the table ends."""
    rows: list[list[_Piece]] = [[]]
    braces = inside = 0
    for match in _PART.finditer(text, start):
        braces = max(braces + bool(match["open"]) - bool(match["close"]), 0)
        if match["begin"] or match["end"]:
            # their own braces open and close
            braces += 1
            inside += 1 if match["begin"] else -1
            if inside < 0:
                rows[-1].append(_Piece(start, match.start()))
                return rows, match.end()
        elif not (braces or inside) and (match["cell"] or match["row"]):
            rows[-1].append(_Piece(start, match.start()))
            start = match.end()
            if match["row"]:
                rows.append([])
    rows[-1].append(_Piece(start, len(text)))
    return rows, len(text)


def _filled(
    text: str, rows: list[list[_Piece]], source: SourceText
) -> list[list[TableCell]]:
    """Return cells, each in every place that it covers."""
    found: list[list[TableCell]] = []
    reaching: dict[int, tuple[int, TableCell]] = {}
    for pieces in rows[:MOST_ROWS]:
        cells: list[TableCell] = []
        for piece in pieces[:MOST_COLUMNS]:
            read_ = _read(text[piece.start : piece.end])
            cell = TableCell(read_.text, _span(text, piece, source))
            left, above = reaching.pop(len(cells), (0, cell))
            if not cell.text and left:
                cell = above
                if left > 1:
                    reaching[len(cells)] = (left - 1, above)
            elif read_.down > 1:
                reaching[len(cells)] = (read_.down - 1, cell)
            cells += [cell] * min(read_.across, MOST_COLUMNS)
        if any(cell.text for cell in cells):
            found.append(cells)
    return found


def _span(text: str, piece: _Piece, source: SourceText) -> Span:
    raw = _RULE.sub(lambda match: " " * len(match[0]), text[piece.start : piece.end])
    start = piece.start + len(raw) - len(raw.lstrip())
    return source.span(start, piece.start + len(raw.rstrip()))


def _read(raw: str) -> _Read:
    raw = _CITED.sub("", _RULE.sub(" ", raw))
    across = down = 1
    for _ in range(_DEEPEST):
        found = _SPANS.match(raw)
        if found is None:
            break
        arguments = _arguments(raw, found.end())
        count = arguments[0].strip() if arguments else ""
        number = int(count) if re.fullmatch(r"[0-9]{1,3}", count) else 1
        if found["name"] == "multicolumn":
            across = max(number, 1)
        else:
            down = max(number, 1)
        raw = arguments[-1] if arguments else ""
    return _Read(_plain(raw), across, down)


def _arguments(text: str, place: int) -> list[str]:
    """Return the arguments of a command, options left out."""
    found: list[str] = []
    while True:
        while text[place : place + 1].isspace():
            place += 1
        opening = text[place : place + 1]
        if opening == "*":  # a width of \multirow without braces
            found.append("*")
            place += 1
            continue
        if opening not in {"{", "["} or len(found) == 3:
            return found
        end = _closing(text, place) if opening == "{" else text.find("]", place)
        if end < 0:
            return found
        if opening == "{":
            found.append(text[place + 1 : end])
        place = end + 1


def _plain(raw: str) -> str:
    """Return what a cell prints, on one line."""
    raw = _SIZES.sub("", _NESTED.sub(" ", raw))
    raw = _BREAK.sub(" ", raw)
    for _ in range(_DEEPEST):
        reading = read(raw)
        unknown = [each for each in reading.unread if _UNKNOWN.fullmatch(each)]
        if not unknown:
            return _RAISED_MARK.sub(r"\1", reading.text)
        raw = _UNKNOWN.sub(_last_argument, reading.text)
    return read(raw).text


def _last_argument(match: re.Match[str]) -> str:
    last = _LAST.search(match[1])
    return last[1] if last else ""


def _about(text: str, start: int, end: int) -> str:
    """Return what the float says around a table: its caption and its notes."""
    opened = max((m.end() for m in _FLOAT.finditer(text, 0, start)), default=-1)
    if opened < 0 or _FLOAT_END.search(text, opened, start):
        return ""
    closed = _FLOAT_END.search(text, end)
    after = text[end : closed.start()] if closed else ""
    return " ".join(
        _plain(_CITED.sub("", _RULE.sub(" ", part)))
        for part in (text[opened:start], after)
    )
