"""What a run found of files that are the same still, so that nobody looks at them again."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING

from unisurvey.errors import RefusedFileError
from unisurvey.files import read_regular
from unisurvey.kept.folder import keep, kept, kept_file, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Unchanged:
    """What was said of the files in some places, as long as they are the same."""

    def __init__(self, root: Path, places: Iterable[Path], question: str) -> None:
        """Look at the files as they are before anything is done.

        Args:
            root: Of the catalogue.
            places: All files and folders that the answer depends on; they need not exist.
            question: With every option that changes the answer.
        """
        self._places = list(map(str, places))
        self._question = question
        self._file = kept_file(root, ".unchanged")
        self._before = self._state()

    def answer(self) -> str | None:
        """Return what was said when the files were as they are; `None` if nothing was."""
        state, answer = self._said().get(self._question, ("", ""))
        return answer if state and state == self._before else None

    def remember(self, answer: str) -> None:
        """Keep what is said of the files, unless they changed while it was worked out."""
        before = self._before
        if before and before == self._state():
            said = {**self._said(), self._question: (before, answer)}
            lines = ("\t".join((question, *told)) for question, told in said.items())
            keep(self._file, map(str.encode, lines))

    def _said(self) -> dict[str, tuple[str, str]]:
        text = kept(self._file).decode(errors="replace")
        lines = (line.split("\t") for line in text.splitlines())
        return {line[0]: (line[1], line[2]) for line in lines if len(line) == 3}

    def _state(self) -> str | None:
        """Return what is the same only while all files are.

        `None` where nothing is kept, or where other than files are among them.
        """
        if self._file is None:
            return None
        state = blake2b(program().encode(), digest_size=16)
        try:
            for place in self._places:
                for path in _walk(place):
                    raw = b"" if path.endswith(os.sep) else read_regular(path)
                    state.update(
                        f"{path}\0{len(raw)}\0".encode(errors="surrogateescape")
                    )
                    state.update(raw)
        except (OSError, RefusedFileError):
            return None
        return state.hexdigest()


def _walk(place: str) -> Iterator[str]:
    """Yield a file, or what is in a folder: files, and folders with a separator.

    Raises:
        OSError: something cannot be read, or is a link.
    """
    if os.path.isfile(place):  # noqa: PTH113 - texts
        yield place
    if not os.path.isdir(place):  # noqa: PTH112 - texts
        return
    with os.scandir(place) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_symlink():
            raise OSError(f"{entry.path} is a link")
        if entry.is_dir():
            yield f"{entry.path}{os.sep}"
            yield from _walk(entry.path)
        else:
            yield entry.path
