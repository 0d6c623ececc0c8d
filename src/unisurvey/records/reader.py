"""One root, file by file: what is valid in each, and what is wrong with it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from unisurvey.errors import Problem, RefusedFileError, TooLargeFileError
from unisurvey.records.sizes import SIZE_LIMIT, too_large
from unisurvey.records.sound import name_in_kind
from unisurvey.records.vocabularies import (
    MAPPINGS,
    NEEDED,
    VOCABULARIES,
    is_expected,
    words_of,
)
from unisurvey.root import data_directory, tree_of
from unisurvey.schema import FOLDERS, About, Vocabularies, Vocabulary, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unisurvey.files import Tree
    from unisurvey.records.cache import RecordCache
    from unisurvey.records.sound import NameInKind
    from unisurvey.records.yamltext import Positions


def shown_path(path: Path | str) -> str:
    """Return the path as the user should read it: relative when below the working directory."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if relative.startswith("..") else relative


def read_record(path: Path | str, tree: Tree) -> bytes | Problem:
    """Return the content of a file of a catalogue; whatever it is, nothing is raised."""
    try:
        return tree.read(path, SIZE_LIMIT)
    except TooLargeFileError as error:
        return too_large(shown_path(path), error.size)
    except RefusedFileError as error:
        return Problem(shown_path(path), "S109", f"not a record, {error.reason}")
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        gone = isinstance(error, FileNotFoundError)
        held = NEEDED.get(Path(path).name) if gone else None
        hint = held and f"it holds {held}; 'unisurvey init DIR' writes a starter"
        return Problem(shown_path(path), "S110", what, None, hint)


def places(path: Path, tree: Tree) -> Positions:
    """Return where the values of a file are; of one that is gone, its first line."""
    from unisurvey.records.yamltext import locate

    found = read_record(path, tree)
    return locate(found if isinstance(found, bytes) else b"")


def not_a(
    expected: Literal["list", "mapping"], path: Path | str, raw: bytes
) -> Problem:
    """Return the problem of a file that holds the other of the two."""
    from unisurvey.records.yamltext import locate

    other = "mapping" if expected == "list" else "list"
    message = f"a {other}, expected a {expected}"
    return Problem(shown_path(path), "S103", message, locate(raw).span(()))


M = TypeVar("M", bound=BaseModel)


def _sound(schema: type[BaseModel], data: dict[str, Any]) -> dict[str, Any]:
    """Return what is valid by itself, of lists those elements."""

    def is_valid(name: str, value: Any) -> bool:
        try:
            schema.model_validate({name: value})
        except ValidationError:
            return False
        return True

    found: dict[str, Any] = {}
    for name, value in data.items():
        several = isinstance(value, list)
        kept = [v for v in value if is_valid(name, [v])] if several else value
        if is_valid(name, kept):
            found[name] = kept
    return found


class RootReader:
    """Reads one root and collects what is wrong with it."""

    def __init__(
        self, root: Path, cache: RecordCache, doubtful: Iterable[str] = ()
    ) -> None:
        self.data = data_directory(root)
        self.tree = tree_of(root)
        self.cache = cache
        self.problems: list[Problem] = []
        self.digests: dict[NameInKind, bytes] = {}
        self.doubtful: set[str] = set(doubtful)
        """What words are called of which some may be missing, as of `words_of`."""

        self.files = 0
        self.following = 0

    def vocabularies(self) -> Vocabularies:
        """Read the vocabulary files; what has problems is left out."""
        about: About = self._file("catalogue.yaml", self._mapping) or About()
        words: Words = self._file("words.yaml", self._mapping) or Words()
        known = Vocabularies(words=words, about=about)

        def listed(name: str) -> tuple[Any, ...]:
            found: tuple[Any, ...] | None = self._file(
                name, lambda path, raw: tuple(self._entries(path, raw, known))
            )
            return found or ()

        sections = (s for top in listed("taxonomy.yaml") for s in top.walk())
        return replace(
            known,
            sections=Vocabulary("section", sections),
            venues=Vocabulary("venue", listed("venues.yaml")),
            components=Vocabulary("component", listed("components.yaml")),
            licenses=Vocabulary("license", listed("licenses.yaml")),
            organizations=Vocabulary("organization", listed("organizations.yaml")),
            challenges=Vocabulary("challenge", listed("challenges.yaml")),
            lists=Vocabulary("list", listed("coverage.yaml")),
            excluded=Vocabulary("excluded work", listed("excluded.yaml")),
            conditions=Vocabulary("condition", listed("conditions.yaml")),
            sources=Vocabulary("source", listed("sources.yaml")),
        )

    def _file(self, name: str, read: Callable[[Path, bytes], Any]) -> Any:
        """Return what a vocabulary file holds, as it is kept or as it is read."""
        path = self.data / name
        if not is_expected(path):
            return None
        schema = VOCABULARIES.get(name) or MAPPINGS[name]
        raw = self._bytes(path)
        if raw is None:
            self.doubtful |= words_of(schema)
            return None
        key = self.cache.key(name, raw)
        found = self.cache.get(key)
        if found is None:
            before = (len(self.problems), self.doubtful.copy())
            found = read(path, raw)
            if (len(self.problems), self.doubtful) == before:
                found = self.cache.put(key, found)
            elif not found:
                self.doubtful |= words_of(schema)
        self.cache.depend_on(key)
        return found

    def records(self, folder: str, vocabularies: Vocabularies) -> Iterator[Any]:
        """Yield what is valid in one folder, sorted by id."""
        directory = self.data / folder
        for name in self._names(directory):
            path = f"{directory}{os.sep}{name}"
            if not name.endswith(".yaml") or name == ".yaml":
                if not name.startswith("."):
                    message = "not a record, expected a file named <id>.yaml"
                    self._problem(path, "S109", message)
                continue
            raw = self._bytes(path)
            if raw is None:
                continue
            key = self.cache.key(f"{folder}/{name}", raw)
            record = self.cache.get(key)
            if record is None:
                problems = len(self.problems)
                record = self._record(path, raw, FOLDERS[folder], vocabularies)
                if len(self.problems) != problems:
                    pass
                elif record is None:
                    self.following += 1
                else:
                    record = self.cache.put(key, record)
            if record is not None:
                if self.cache.path is not None:
                    self.digests[name_in_kind(record)] = key
                yield record

    def _names(self, directory: Path) -> list[str]:
        """Return what is in a folder of records."""
        try:
            if not self.tree.holds(directory):
                self._problem(directory, "S109", "a link to something outside data/")
                return []
            return sorted(os.listdir(directory))  # noqa: PTH208 - faster than paths
        except FileNotFoundError:  # Git keeps no empty directories
            return []
        except OSError as error:
            self._problem(directory, "S110", f"cannot be read: {error.strerror}")
            return []

    def _entries(self, path: Path, raw: bytes, known: Vocabularies) -> Iterator[Any]:
        data = self._parse(raw, path)
        if isinstance(data, dict):
            self.problems.append(not_a("list", path, raw))
            return
        for n, element in enumerate(data or ()):
            schema = VOCABULARIES[path.name]
            entry = self._validated(schema, element, path, raw, known, (n,))
            if entry is not None:
                yield entry

    def _mapping(self, path: Path, raw: bytes) -> Any:
        """Return a file that is one mapping, without what is wrong in it."""
        data = self._parse(raw, path)
        if isinstance(data, list):
            self.problems.append(not_a("mapping", path, raw))
        if not isinstance(data, dict):
            return None
        schema = MAPPINGS[path.name]
        found = self._validated(schema, data, path, raw)
        return found or schema.model_validate(_sound(schema, data))

    def _record(
        self, path: Path | str, raw: bytes, schema: type[M], vocabularies: Vocabularies
    ) -> M | None:
        data = self._parse(raw, path)
        if data is None:
            return None
        if not isinstance(data, dict):
            self.problems.append(not_a("mapping", path, raw))
            return None
        if "id" in data:
            from unisurvey.records.yamltext import locate

            self.problems.append(
                Problem(
                    shown_path(path),
                    "S101",
                    "field 'id' does not belong here, the file name is the id",
                    locate(raw).span(("id",), of_key=True),
                    "remove the line",
                )
            )
        return self._validated(
            schema, {**data, "id": Path(path).stem}, path, raw, vocabularies
        )

    def _validated(
        self,
        schema: type[M],
        data: Any,
        path: Path | str,
        raw: bytes,
        vocabularies: Vocabularies | None = None,
        prefix: tuple[str | int, ...] = (),
    ) -> M | None:
        try:
            return schema.model_validate(data, context=vocabularies)
        except ValidationError as error:
            from unisurvey.records.explain import explain
            from unisurvey.records.yamltext import locate

            shown, positions = shown_path(path), locate(raw)
            self.problems += explain(
                error, schema, shown, positions, prefix, self.doubtful
            )
            fields = {each["loc"][0] for each in error.errors() if each["loc"]}
            self.doubtful |= words_of(schema, fields)
            return None

    def _bytes(self, path: Path | str) -> bytes | None:
        self.files += 1
        found = read_record(path, self.tree)
        if isinstance(found, bytes):
            return found
        self.problems.append(found)
        return None

    def _parse(self, raw: bytes, path: Path | str) -> Any:
        from unisurvey.records.yamltext import parse

        parsed = parse(raw, shown_path(path))
        self.problems += parsed.problems
        return parsed.value

    def _problem(self, path: Path | str, code: str, message: str) -> None:
        self.problems.append(Problem(shown_path(path), code, message))
