"""The works that a document cites: its keys, and the catalogue's papers for them."""

from __future__ import annotations

import codecs
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.cited.markdown import find_in_markdown
from unisurvey.cited.tex import find_in_aux, find_in_bcf, find_in_tex, tex_names
from unisurvey.cited.typst import find_in_typst, typst_names
from unisurvey.errors import (
    Problem,
    RefusedFileError,
    UsageError,
    close_matches,
    did_you_mean,
)
from unisurvey.files import read_named, read_regular
from unisurvey.records.reader import shown_path
from unisurvey.records.yamltext.places import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unisurvey.cited.marks import CitationMark
    from unisurvey.errors import Span
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper

_DEEPEST = 50
"""Files within files; no document needs more."""

_SUGGESTIONS = 100
"""Unknown keys that get suggestions; each costs a comparison with every name."""

_LONGEST_KEY = 100
"""Characters of an unknown key that a message shows."""

_UNREAD = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_HINT = "save the file as UTF-8"
_RENAMED = "cite every work by the name its entry has; --keys chooses which one"


class _Format(NamedTuple):
    """How one kind of document is read."""

    find: Callable[[str], Iterator[CitationMark]]
    file_names: Callable[[str], tuple[str, ...]] = lambda name: (name,)
    """Name in the document → files to look for, the likeliest first."""


_TEX = _Format(find_in_tex, tex_names)
_MARKDOWN = _Format(find_in_markdown)
_QUARTO = _Format(partial(find_in_markdown, quarto=True))
_FORMATS = {
    ".tex": _TEX,
    ".ltx": _TEX,
    ".aux": _Format(find_in_aux),
    ".bcf": _Format(find_in_bcf),
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".qmd": _QUARTO,
    ".rmd": _QUARTO,
    ".typ": _Format(find_in_typst, typst_names),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """One key at one place of a document."""

    key: str
    path: str
    """As the user should read it."""

    span: Span


@dataclass(frozen=True, slots=True)
class Citations:
    """What came of reading a document."""

    cited: tuple[Cited, ...]
    """In the order of the document, repetitions included."""

    everything: bool
    r"""Whether the document asks for the whole bibliography, as with `\nocite{*}`."""

    problems: tuple[Problem, ...]
    """Files and places that could not be read, in the order of the document."""

    files: int
    """How many files were read."""


def cited_keys(path: Path) -> Citations:
    r"""Read a document with the files that it includes.

    A name that is a label of the document itself is not cited by `@name`. Other files
    are looked for beside the main file, then beside the one that names them.

    Raises:
        UsageError: there is no such file, or its format is not known.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(_FORMATS)
        raise UsageError(f"cannot read citations from {str(path)!r}, expected {known}")
    if not path.exists():
        raise UsageError(f"no such file: {path}")
    if path.is_dir():
        raise RefusedFileError(path, "a directory")
    walk = _Walk(form, path.parent)
    walk.read(path, (path.parent,), ())
    return Citations(
        tuple(cited for cited in walk.cited if cited.key not in walk.labels),
        walk.everything,
        tuple(walk.problems),
        len(walk.seen),
    )


class _Walk:
    """Goes through a document and its files, each once."""

    def __init__(self, form: _Format, home: Path) -> None:
        self.form = form
        self.home = home
        self.cited: list[Cited] = []
        self.labels: set[str] = set()
        self.everything = False
        self.problems: list[Problem] = []
        self.seen: set[Path] = set()

    def read(
        self, path: Path, folders: tuple[Path, ...], within: tuple[Path, ...]
    ) -> None:
        """Read a file and what it includes.

        Args:
            path: An existing file.
            folders: Where the files that it names are looked for.
            within: The files, resolved, that led here.
        """
        real = path.resolve()
        self.seen.add(real)
        shown = shown_path(path)
        text, problem = _decoded(path, shown, named=not within)
        if problem:
            self.problems.append(problem)
        if text is None:
            return
        source = SourceText(text)
        folders = (*folders, path.parent)
        for mark in sorted(self.form.find(text), key=lambda mark: mark.start):
            span = source.span(mark.start, mark.end)
            match mark.kind:
                case "cite":
                    self.cited.append(Cited(mark.text, shown, span))
                case "everything":
                    self.everything = True
                case "label":
                    self.labels.add(mark.text)
                case "unknowable":
                    message = f"{mark.text!r} is known to TeX alone"
                    hint = "give the .aux or .bcf file that TeX wrote"
                    problem = Problem(shown, "B302", message, span, hint, "warning")
                    self.problems.append(problem)
                case "unreadable":
                    self.problems.append(Problem(shown, "B303", mark.text, span))
                case _:
                    self._follow(mark, shown, span, folders, (*within, real))

    def _follow(
        self,
        mark: CitationMark,
        shown: str,
        span: Span,
        folders: tuple[Path, ...],
        within: tuple[Path, ...],
    ) -> None:
        names = self.form.file_names(mark.text)
        candidates = (folder / name for folder in folders for name in names)
        found = next(filter(_is_file, candidates), None)
        fault = ""
        if found is None:
            fault = "" if mark.kind == "follow-if-there" else f"no file {mark.text!r}"
        elif found.resolve() in within:
            fault = f"{mark.text!r} includes itself"
        elif len(within) >= _DEEPEST:
            fault = f"files are nested more than {_DEEPEST} deep"
        elif found.resolve() not in self.seen:
            first = found.parent if mark.kind == "follow-into" else self.home
            path = Path(os.path.normpath(found))
            self.read(path, tuple(dict.fromkeys((first, self.home))), within)
        if fault:
            self.problems.append(Problem(shown, "B302", fault, span))


def _decoded(
    path: Path, shown: str, *, named: bool
) -> tuple[str | None, Problem | None]:
    """Return the text of a file, or `None`, and what is wrong with its bytes.

    Old documents in an encoding that extends ASCII are read, with a warning: keys are
    nearly always ASCII. Anything else is not read.

    Args:
        path: Of an existing file.
        shown: The path as the user should read it.
        named: Whether the user named it, and not a document; it may then be a pipe.
    """
    try:
        raw = read_named(path) if named else read_regular(path)
    except RefusedFileError as error:
        return None, Problem(shown, "B303", f"{error.reason}, expected a file")
    except OSError as error:
        message = f"cannot read the file: {error.strerror}"
        return None, Problem(shown, "B302", message)
    name = next((name for mark, name in _UNREAD if raw.startswith(mark)), None)
    if name or b"\0" in raw:
        message = f"{name}, expected UTF-8" if name else "not text: it holds NUL bytes"
        return None, Problem(shown, "B303", message, hint=_HINT)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode(), None
    except UnicodeDecodeError as error:
        text = raw.decode("latin-1")
        message = "not UTF-8; read as Latin-1, so only ASCII keys are certain"
        span = SourceText(text).span(error.start, error.end)
        return text, Problem(shown, "B303", message, span, _HINT, "warning")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def resolve(
    citations: Citations, catalog: Catalog, *, keys: Literal["key", "id"] = "key"
) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Look up what a document cites; keys, ids and aliases are all understood.

    Args:
        citations: As `cited_keys` found them.
        catalog: To look in.
        keys: What the written entries are named by. A work that the document cites
            by another name is found, but TeX would not find its entry.

    Returns:
        The papers in order of first citation, and after them all others where the
        document asks for everything; and every problem, one for each name.
    """
    names = [name for name in catalog.index if "/" not in name]
    papers: dict[str, Paper] = {}
    problems = list(citations.problems)
    unknown = 0
    first: dict[str, Cited] = {}
    for cited in citations.cited:
        first.setdefault(cited.key, cited)
    for key, cited in first.items():
        record = catalog.index.get(key)
        paper = catalog.paper_of(record) if record else None
        if record is None:
            unknown += 1
            message = _unknown(key, names if unknown <= _SUGGESTIONS else ())
            problems.append(Problem(cited.path, "B301", message, cited.span))
        elif paper is None:
            message = f"{key!r} has no paper that could be cited"
            problems.append(Problem(cited.path, "B304", message, cited.span))
        else:
            papers.setdefault(paper.id, paper)
            written = paper.id if keys == "id" else paper.key
            message = f"{key!r} is cited, but its entry is written as {written!r}"
            place = (cited.path, "B305", message, cited.span)
            if key != written:
                problems.append(Problem(*place, _RENAMED, "warning"))
    if citations.everything:
        papers |= {paper.id: paper for paper in catalog.papers}
    return tuple(papers.values()), tuple(problems)


def _unknown(key: str, known: Iterable[str]) -> str:
    shown = key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…"
    close = did_you_mean(close_matches(key, known)) if shown == key else ""
    return f"unknown citation key {shown!r}{close}"
