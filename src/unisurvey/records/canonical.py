"""The one canonical text of a record, and of the files of records and vocabularies.

Fixed key order (that of the schema, provenance last), two spaces, a list of short
values on one line where it fits, quotes only where YAML would guess a type, LF,
NFC. `canonical(load(canonical(record))) == canonical(record)`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from unisurvey.errors import Problem, UsageError
from unisurvey.files import Tree
from unisurvey.records.explain import explain
from unisurvey.records.loading import read_vocabularies
from unisurvey.records.reader import not_a, read_record, shown_path
from unisurvey.records.vocabularies import MAPPINGS, VOCABULARIES, is_expected
from unisurvey.records.yamltext import locate, parse
from unisurvey.root import data_directory, tree_of
from unisurvey.schema import FOLDERS, Filed
from unisurvey.schema.provenance import TRAILING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pydantic import BaseModel

    from unisurvey.schema import Vocabularies


WIDTH = 88

_PLAIN = re.compile(
    r"[^\W\d_][^:#\[\]{},&*!|>'\"%@`=]*|https?://[^\s#,\[\]{}]*[^\s#,\[\]{}:]"
)
_LIKE_ARXIV = re.compile(r"\d{4}\.\d{4,5}")
_GUESSED = re.compile(r"(?i:true|false|yes|no|on|off|null|y|n)")


def canonical(found: BaseModel) -> str:
    """Return the text that the file of a record, or of one mapping, should hold."""
    left_out = {"id"} if isinstance(found, Filed) else set()
    return canonical_data(
        found.model_dump(mode="json", exclude_none=True, exclude=left_out)
    )


def canonical_data(data: Mapping[str, Any]) -> str:
    """Return the text of a record's plain data, whose keys are in the schema's order."""
    ordered = {name: data[name] for name in data if name not in TRAILING}
    ordered |= {name: data[name] for name in TRAILING if name in data}
    text = "".join(f"{line}\n" for line in _mapping(ordered, 0))
    return unicodedata.normalize("NFC", text)


def canonical_entries(entries: Sequence[BaseModel]) -> str:
    """Return the text of a vocabulary file: a list of mappings."""
    if not entries:
        return "[]\n"
    data = [entry.model_dump(mode="json", exclude_none=True) for entry in entries]
    return unicodedata.normalize(
        "NFC", "".join(f"{line}\n" for line in _block(data, 0))
    )


def _mapping(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in data.items():
        if value == {}:
            continue  # nothing known in it, so it is left out like any such field
        if not isinstance(value, (dict, list)):
            yield f"{pad}{key}: {scalar(value)}"
        elif (
            isinstance(value, list)
            and (row := _row(value))
            and (len(pad) + len(key) + 2 + len(row) <= WIDTH)
        ):
            yield f"{pad}{key}: {row}"
        else:
            yield f"{pad}{key}:"
            yield from _block(value, indent + 2)


def _block(value: dict[str, Any] | list[Any], indent: int) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _mapping(value, indent)
        return
    pad = " " * indent
    for element in value:
        if isinstance(element, dict):
            first, *rest = _mapping(element, indent + 2)
            yield f"{pad}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{pad}- {scalar(element)}"


def _row(values: list[Any]) -> str | None:
    """Return the flow form of a list of scalars; `None` when it holds anything else."""
    if any(isinstance(value, (dict, list)) for value in values):
        return None
    return f"[{', '.join(scalar(value) for value in values)}]"


def scalar(value: str | float | bool) -> str:
    """Return one value as YAML reads it back, quoted only where it must be."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (int, float)):
        number = f"{Decimal(str(value)):f}"  # never with an exponent
        return f"{value:.6f}" if _LIKE_ARXIV.fullmatch(number) else number
    if _PLAIN.fullmatch(value) and not _GUESSED.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


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
    vocabularies, doubtful = read_vocabularies(root)
    own = tree_of(root)
    return [
        _format(path, vocabularies, own if paths is None else _tree(path), doubtful)
        for path in _files(root, paths)
    ]


def _files(root: Path, paths: Iterable[Path] | None) -> Iterator[Path]:
    data = data_directory(root)
    if paths is None:
        names = (*MAPPINGS, *VOCABULARIES)
        yield from filter(is_expected, (data / name for name in names))
        for folder in FOLDERS:
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
    return _mapping_schema(path) or VOCABULARIES.get(path.name)


def _mapping_schema(path: Path) -> type[BaseModel] | None:
    """Return the schema of a file that holds one mapping."""
    return _record_schema(path) or MAPPINGS.get(path.name)


def _record_schema(path: Path) -> type[Filed] | None:
    return FOLDERS.get(_folder(path).name)


def _folder(path: Path) -> Path:
    """Return the folder of a file, links followed only where its name says nothing."""
    folder = path.absolute().parent
    return folder if folder.name in FOLDERS else path.parent.resolve()


def _tree(path: Path) -> Tree:
    """Return the `data` that a file which the user named is in."""
    folder = _folder(path)
    return Tree(folder.parent if folder.name in FOLDERS else folder)


def _format(
    path: Path, vocabularies: Vocabularies, tree: Tree, doubtful: Collection[str]
) -> Formatted:
    shown = shown_path(path)
    raw = read_record(path, tree)
    if isinstance(raw, Problem):
        return Formatted(path, "", None, (raw,))
    old = raw.decode("utf-8", errors="replace")
    parsed = parse(raw, shown)
    if parsed.value is None or (parsed.problems and not parsed.mendable):
        return Formatted(path, old, None, parsed.problems)
    whole = _mapping_schema(path)
    schema = whole or VOCABULARIES[path.name]
    problems: list[Problem] = []

    def valid(data: Any, *place: int) -> BaseModel | None:
        try:
            return schema.model_validate(data, context=vocabularies)
        except ValidationError as error:
            problems.extend(explain(error, schema, shown, locate(raw), place, doubtful))
            return None

    text = None
    match parsed.value:
        case dict() as data if whole:
            named = {"id": path.stem} if issubclass(whole, Filed) else {}
            if found := valid({**data, **named}):
                text = canonical(found)
        case list() as data if not whole:
            read = [valid(element, n) for n, element in enumerate(data)]
            entries = [entry for entry in read if entry]
            if len(entries) == len(data):
                text = canonical_entries(entries)
        case _:
            problems.append(not_a("mapping" if whole else "list", path, raw))
    return Formatted(path, old, text, tuple(problems))
