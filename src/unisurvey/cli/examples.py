"""A command line run inside this process, and what it prints as a picture."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from typing import TYPE_CHECKING

from unisurvey.cli.settings import Settings
from unisurvey.cli.shared import SharedCatalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.terminal_theme import TerminalTheme

    from unisurvey.records import Catalog

EXAMPLE_WIDTH = 92
"""Width of the examples, in cells; it fits GitHub's page."""


class _Terminal(io.StringIO):
    """A stdout that says it is a terminal, so that the output is what people see."""

    def isatty(self) -> bool:
        return True


class Examples:
    """Runs command lines, all of them on one catalogue, wherever this runs."""

    def __init__(self, catalog: Catalog) -> None:
        self._shared = SharedCatalog(catalog.confirmed())
        self.close = self._shared.close

    def run(self, line: str, look: str = "plain") -> str:
        """Return what `unisurvey …` prints on a terminal of `EXAMPLE_WIDTH`.

        Args:
            line: The command line, as typed.
            look: `plain` is text without colour, `picture` an SVG of such a terminal.

        Raises:
            RuntimeError: the command fails; an example must not.
        """
        from unisurvey.cli.app import app

        program, *words = shlex.split(line)
        if program != "unisurvey":
            raise RuntimeError(f"not a command line of this program: {line}")
        color = "never" if look == "plain" else "always"
        root = str(self._shared.catalog.root)
        out = _Terminal()
        err = io.StringIO()
        with (
            _environment(),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = app(
                ["--root", root, "--color", color, *words],
                obj=Settings(shared=self._shared),
                standalone_mode=False,
            )
        if code:
            raise RuntimeError(f"exit {code} from {line}\n{err.getvalue()}")
        rows = out.getvalue().strip("\n").splitlines()
        printed = "\n".join(text.rstrip() for text in rows)
        if look == "plain":
            return printed
        return screen(line, printed, EXAMPLE_WIDTH)


def run_example(line: str, catalog: Catalog, look: str = "plain") -> str:
    """Return what one command line prints, as `Examples` does."""
    with contextlib.closing(Examples(catalog)) as examples:
        return examples.run(line, look)


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    old = dict(os.environ)
    os.environ.update(COLUMNS=str(EXAMPLE_WIDTH), TERM="xterm-256color")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(old)


_CUT = "<!-- -->"
_FORMAT = (
    f"{{styles}}{_CUT}"
    """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" \
role="img" aria-labelledby="title desc">
<title id="title">@TITLE@</title>
<desc id="desc">@DESC@</desc>
<style>
.{unique_id}-matrix {{
font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
font-size: {char_height}px;
line-height: {line_height}px;
}}
.{unique_id}-matrix text {{ white-space: pre; }}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
</defs>
<rect x="1" y="1" width="@WIDE@" height="@HIGH@" rx="10" fill="@BACK@" stroke="@EDGE@" \
stroke-width="2"/>
<g transform="translate(24, 16)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
@ENDS@
</g>
</g>
</svg>
"""
)
"""Fonts are the reader's own, since a page does not load any for a picture; every run
of text is stretched to its cells, so that columns stand in any of them."""

_BAR = re.compile(
    r'<text class="([^"]+)" x="([\d.]+)" y="([\d.]+)"[^>]*>(█+)([▏▎▍▌▋▊▉]?)(?:&#160;)*</text>'
)
_CLIP = re.compile(r' clip-path="url\(#terminal-line-\d+\)"')
_RULE = re.compile(r"\.(terminal-r\d+) \{ (.*?);? \}")
_CLASS = re.compile(r'class="(terminal-r\d+)"')
_AT = re.compile(r'(<text [^>]*?) y="([\d.]+)"')
_LINE_END = re.compile(r"<text [^>]*>\n</text>")
_EIGHTHS = "▏▎▍▌▋▊▉"
_DRAWN = re.compile(rf" *[█{_EIGHTHS}]+ *$", re.MULTILINE)
"""A bar at the end of a line, which nobody wants to hear."""

_CELL, _GLYPH = 12.2, 20.0
"""Width of a cell and height of a letter in rich's pictures."""

_COLOURS = {
    "dark": (
        "484f58 ff7b72 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4",
        "6e7681 ffa198 56d364 e3b341 79c0ff d2a8ff 56d4dd ffffff",
    ),
    "light": (
        "24292f cf222e 116329 4d2d00 0969da 8250df 1b7c83 6e7781",
        "57606a a40e26 1a7f37 633c01 218bff a475f9 3192aa 8c959f",
    ),
}
"""The eight colours of a terminal and the eight bright ones, of each look."""

_PAGES = {
    "dark": ("f0f6fc", "0d1117", "#3d444d"),
    "light": ("1f2328", "ffffff", "#d1d9e0"),
}
"""Text, background and edge of each look."""


def _theme(look: str) -> TerminalTheme:
    from rich.terminal_theme import TerminalTheme

    def rgb(word: str) -> tuple[int, int, int]:
        return int(word[:2], 16), int(word[2:4], 16), int(word[4:], 16)

    ink, page, _ = _PAGES[look]
    normal, bright = (list(map(rgb, line.split())) for line in _COLOURS[look])
    return TerminalTheme(rgb(page), rgb(ink), normal, bright)


def _solid(match: re.Match[str]) -> str:
    """Return a bar as one rectangle, without the seams between its letters."""
    name, x, y, full, part = match.groups()
    cells = len(full) + (_EIGHTHS.index(part) + 1) / 8 if part else len(full)
    top = float(y) - _GLYPH + 4
    return (
        f'<rect class="{name}" x="{x}" y="{top:g}" width="{cells * _CELL:g}" '
        f'height="{_GLYPH - 2:g}"/>'
    )


def screen(line: str, printed: str, width: int) -> str:
    """Return an SVG of a terminal in which a command line was run.

    Args:
        line: The command line.
        printed: What it printed, with its colours.
        width: Of the terminal, in cells.
    """
    from unisurvey.figures.adapting import adapting

    return adapting(
        *(_screen(line, printed, look, width) for look in ("light", "dark"))
    )


def _screen(line: str, printed: str, look: str, width: int) -> str:
    from xml.sax.saxutils import escape

    from rich.console import Console
    from rich.text import Text

    _, page, edge = _PAGES[look]
    console = Console(
        record=True,
        width=width,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        _environ={},
    )
    text = Text.from_ansi(printed)
    console.print(Text.assemble(("$ ", "green"), (line, "bold")))
    console.print(text)
    svg = console.export_svg(
        title="", theme=_theme(look), code_format=_FORMAT, unique_id="terminal"
    )
    styles, _, svg = svg.partition(_CUT)
    looks = {
        name: rule.replace(": ", '="').replace(";", '" ') + '"'
        for name, rule in _RULE.findall(styles)
    }
    found = re.search(r'width="([\d.]+)" height="([\d.]+)" />\s*</clipPath>', svg)
    if found is None:
        raise RuntimeError("rich's SVG has no terminal in it")
    wide, high = float(found[1]), float(found[2])
    size = f'width="{wide + 48:g}" height="{high + 32:g}"'
    box = f'{size} viewBox="0 0 {wide + 48:g} {high + 32:g}"'
    svg = re.sub(r'viewBox="[^"]*"', box, svg, count=1)
    values = {
        "@TITLE@": escape(line),
        "@DESC@": escape(_DRAWN.sub("", text.plain.rstrip())),
        "@WIDE@": f"{wide + 46:g}",
        "@HIGH@": f"{high + 30:g}",
        "@BACK@": f"#{page}",
        "@EDGE@": edge,
    }
    for mark, value in values.items():
        svg = svg.replace(mark, value)
    svg = _BAR.sub(_solid, _hung(svg))
    svg = _CLASS.sub(lambda found: looks[found[1]], svg)
    svg = _LINE_END.sub("", _CLIP.sub("", svg))
    svg = (
        svg.replace("&#160;", " ")
        .replace("><text", ">\n<text")
        .replace("><rect", ">\n<rect")
    )
    svg = svg.replace(" textLength=", ' lengthAdjust="spacingAndGlyphs" textLength=')
    return "\n".join(row.rstrip() for row in svg.splitlines() if row.strip()) + "\n"


def _hung(svg: str) -> str:
    """Return the SVG with each line of the terminal below the one before it.

    Where a line comes in, nothing changes in those that follow.
    """
    last, depth = _GLYPH, 0

    def placed(match: re.Match[str]) -> str:
        nonlocal last, depth
        start, y = match[1], float(match[2])
        step, last = y - last, y
        depth += step > 0
        group = f'\n<g transform="translate(0 {step:.1f})">\n' if step > 0 else ""
        return f'{group}{start} y="{_GLYPH:g}"'

    return _AT.sub(placed, svg).replace("@ENDS@", "</g>" * depth)
