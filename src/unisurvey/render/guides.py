"""The examples of the guides: what `docs/*.md` shows is what the program prints.

A block that starts with ```` ```console ```` holds commands (`$ unisurvey …`), each
followed by what it prints. A block without any output is left as it is, so that a
guide can name commands alone; a line `…` under a command asks for its output.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from unisurvey.errors import UsageError
from unisurvey.render.templates import read_template
from unisurvey.root import tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

READING = frozenset(
    {
        *("list", "show", "search", "compare", "related", "stats", "news", "sql"),
        *("bib", "cite", "export", "checks", "schema", "scores"),
    }
)
"""Commands that only look; no other is run for a guide."""

_ELSEWHERE = frozenset({"scores add", "scores audit"})
"""Commands of two words that read or write somebody's files."""

_ACTS = ("-o", "--output", "--root", "--open")
"""Options of these commands that do more than print, or look elsewhere."""

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PROMPT = re.compile(r"^\$ ", re.MULTILINE)


def guides(root: Path) -> Iterator[tuple[str, str]]:
    """Yield path below the root and text of each guide that shows output.

    Raises:
        InvalidTemplateError: a guide cannot be read.
    """
    tree = tree_of(root, "docs")
    for path in sorted((root / "docs").glob("*.md")):
        text = read_template(tree, path)
        if any(shows_output(block) for block in _BLOCK.findall(text)):
            yield f"docs/{path.name}", text


def examples(block: str) -> list[tuple[str, str]]:
    """Return the command lines of a block, each with what stands below it."""
    parts = (part.partition("\n") for part in _PROMPT.split(block)[1:])
    return [(line, shown.strip("\n")) for line, _, shown in parts]


def shows_output(block: str) -> bool:
    """Return whether anything stands below a command."""
    return any(shown for _, shown in examples(block))


def refreshed(path: str, text: str, run: Callable[[str], str]) -> str:
    """Return a guide's text with the output that its commands have now.

    Args:
        path: How to name the guide in messages.
        text: Of the guide.
        run: Returns what a command line prints, without a line end.

    Raises:
        UsageError: a command fails, or is none that only looks.
    """

    def renew(match: re.Match[str]) -> str:
        block = match[1]
        if not shows_output(block):
            return match[0]
        shown = [_example(path, line, run) for line, _ in examples(block)]
        return "```console\n{}```".format("".join(shown))

    return _BLOCK.sub(renew, text)


def _example(path: str, line: str, run: Callable[[str], str]) -> str:
    program, *words = shlex.split(line)
    writes = [word for word in words if word.startswith(_ACTS)]
    writes += _ELSEWHERE.intersection([" ".join(words[:2])])
    if program != "unisurvey" or not words or words[0] not in READING or writes:
        raise UsageError(f"{path}: a guide shows no output of {line!r}")
    try:
        output = run(line)
    except RuntimeError as error:
        raise UsageError(f"{path}: {error}") from None
    return f"$ {line}\n{output}\n" if output else f"$ {line}\n"
