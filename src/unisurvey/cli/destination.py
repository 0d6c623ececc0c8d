"""What commands write with `--output`, and what they do not replace unasked."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unisurvey.atomic import write_if_changed
from unisurvey.cli.pager import page
from unisurvey.cli.source import chosen_root
from unisurvey.cli.streams import write_bytes
from unisurvey.cli.terminal import Styled, shown, styled
from unisurvey.errors import RootError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.cli.settings import Settings

PROTECTED = frozenset(
    ("CITATION.cff", "README.md", "pyproject.toml", "data", "docs", "src", "templates")
)
"""What people write, in a catalogue and in any git work tree; folders with all in them."""

_FOLDED = {name.casefold() for name in PROTECTED}


def write(
    content: str | bytes,
    output: str | None,
    settings: Settings,
    *,
    force: bool = False,
) -> None:
    """Write to stdout, or whole or not at all to a file; `-` is stdout.

    Raises:
        UsageError: the file is a directory, or a protected one and not forced.
    """
    if output not in (None, "-"):
        write_files({str(output): content}, settings, force=force)
    elif isinstance(content, str):
        text = content if isinstance(content, Styled) else shown(content)
        if not page(text, settings):
            styled(sys.stdout).write(text)
    else:
        write_bytes(content)


def write_files(
    contents: Mapping[str, str | bytes], settings: Settings, *, force: bool = False
) -> None:
    """Write files, each if that changes it, and say so on stderr; refuse before any.

    Raises:
        UsageError: one is a directory, or a protected file and not forced.
    """
    for output, content in contents.items():
        refuse(output, settings, content, force=force)
    sys.stdout.flush()  # which the file may be, by another name
    for output, content in contents.items():
        changed = write_if_changed(Path(output), content)
        settings.note(f"{'wrote' if changed else 'unchanged:'} {output}")


def refuse(
    output: str | None,
    settings: Settings,
    content: str | bytes | None = None,
    *,
    force: bool,
) -> None:
    """Keep a command from writing where it is not meant to.

    Args:
        output: As it was given.
        settings: They say which catalogue is protected.
        content: What is to be written; `None` when that is not known yet.
        force: Whether protected files may be replaced.

    Raises:
        UsageError: it is a directory, or a protected file whose content would change.
    """
    if output in (None, "-"):
        return
    if not output:
        raise UsageError("the name of the output is empty")
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)):
        raise UsageError(f"{output!r} is a directory, expected the name of a file")
    if force or not path.is_file() or _loses_nothing(path, content):
        return
    for place, root in _protected(path, settings):
        name = f"{place.name}/" if place.is_dir() else place.name
        raise UsageError(
            f"{output} is protected, since people write {name} of {root} by hand; "
            "give another name, or replace it with --force"
        )


def _loses_nothing(path: Path, content: str | bytes | None) -> bool:
    data = content.encode() if isinstance(content, str) else content
    return path.stat().st_size == 0 or path.read_bytes() == data


def _protected(path: Path, settings: Settings) -> Iterator[tuple[Path, Path]]:
    """Yield protected places that a file is or lies in, each with its root.

    Places are compared as the file system does, so that links, `..` and, where it ignores
    case, other cases lead to the same answer.
    """
    real = Path(os.path.realpath(path))
    link = Path(os.path.realpath(path.parent)) / path.name
    above = (real, *real.parents, link, *link.parents)
    for root in (*_catalogue(settings), *_work_tree(real), *_work_tree(link)):
        for place in _places(root):
            if any(_same(place, one) for one in above):
                yield place, root


def _catalogue(settings: Settings) -> list[Path]:
    with suppress(RootError):
        return [chosen_root(settings)]
    return []


def _work_tree(path: Path) -> list[Path]:
    """Return the root of the git work tree around a file, if there is one."""
    return [one for one in path.parents if os.path.lexists(one / ".git")][:1]


def _places(root: Path) -> list[Path]:
    from unisurvey.root import data_directory, is_root

    places = [place for place in root.iterdir() if place.name.casefold() in _FOLDED]
    return [*places, data_directory(root)] if is_root(root) else places


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False
