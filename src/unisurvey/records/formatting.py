"""Files → their canonical text, for records and vocabularies alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from unisurvey.errors import Problem, UsageError
from unisurvey.files import Tree
from unisurvey.records.canonical import canonical, canonical_entries
from unisurvey.records.explain import explain
from unisurvey.records.file import not_a, read_record, shown_path
from unisurvey.records.loading import VOCABULARIES, is_expected, load_vocabularies
from unisurvey.records.root import data_directory, tree_of
from unisurvey.records.yamltext import locate, parse
from unisurvey.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pydantic import BaseModel

    from unisurvey.schema import Record, Vocabularies


@dataclass(frozen=True)
class Formatted:
    """What formatting one file gives."""

    path: Path
    old: str
    """Text on disk; undecodable bytes are replaced."""

    text: str | None
    """Canonical text; `None` when problems prevent it."""

    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the file on disk differs from its canonical text."""
        return self.text is not None and self.text != self.old

    @property
    def shown(self) -> str:
        """Path for people."""
        return shown_path(self.path)


def format_files(root: Path, paths: Iterable[Path] | None = None) -> list[Formatted]:
    """Return the canonical text of every record and vocabulary file, or of `paths`.

    Raises:
        UsageError: a path is neither a record nor a vocabulary file.
    """
    vocabularies = load_vocabularies(root)
    own = tree_of(root)
    return [
        _format(path, vocabularies, own if paths is None else _tree(path))
        for path in _files(root, paths)
    ]


def _files(root: Path, paths: Iterable[Path] | None) -> Iterator[Path]:
    data = data_directory(root)
    if paths is None:
        yield from filter(is_expected, (data / name for name in VOCABULARIES))
        for folder in KINDS:
            yield from sorted((data / folder).glob("*.yaml"))
        return
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*.yaml") if _schema(p))
        elif _schema(path):
            yield path
        else:
            raise UsageError(f"neither a record nor a vocabulary file: {path}")


def _schema(path: Path) -> type[BaseModel] | None:
    if path.suffix != ".yaml":
        return None
    return _record_schema(path) or VOCABULARIES.get(path.name)


def _record_schema(path: Path) -> type[Record] | None:
    return KINDS.get(_folder(path).name)


def _folder(path: Path) -> Path:
    """Return the folder of a file, links followed only where its name says nothing."""
    folder = path.absolute().parent
    return folder if folder.name in KINDS else path.parent.resolve()


def _tree(path: Path) -> Tree:
    """Return the `data` that a file which the user named is in."""
    folder = _folder(path)
    return Tree(folder.parent if folder.name in KINDS else folder)


def _format(path: Path, vocabularies: Vocabularies, tree: Tree) -> Formatted:
    shown = shown_path(path)
    raw = read_record(path, tree)
    if isinstance(raw, Problem):
        return Formatted(path, "", None, (raw,))
    old = raw.decode("utf-8", errors="replace")
    parsed = parse(raw, shown)
    if parsed.value is None or (parsed.problems and not parsed.mendable):
        return Formatted(path, old, None, parsed.problems)
    record_schema = _record_schema(path)
    problems: list[Problem] = []
    match parsed.value:
        case dict() if record_schema:
            data = {**parsed.value, "id": path.stem}
            try:
                record = record_schema.model_validate(data, context=vocabularies)
                return Formatted(path, old, canonical(record))
            except ValidationError as error:
                problems += explain(error, record_schema, shown, locate(raw))
        case list() if not record_schema:
            schema = VOCABULARIES[path.name]
            entries = []
            for n, element in enumerate(parsed.value):
                try:
                    entries.append(schema.model_validate(element))
                except ValidationError as error:
                    problems += explain(error, schema, shown, locate(raw), (n,))
            if not problems:
                return Formatted(path, old, canonical_entries(entries))
        case _:
            problems.append(not_a("mapping" if record_schema else "list", path, raw))
    return Formatted(path, old, None, tuple(problems))
