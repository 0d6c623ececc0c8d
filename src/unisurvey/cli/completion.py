"""Shell completion of ids and vocabularies; silent when anything is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

_FILES = {"section": "taxonomy.yaml", "component": "components.yaml"}
"""Vocabulary → its file."""


def _data() -> Path | None:
    from unisurvey.records.root import data_directory, find_root

    with suppress(Exception):
        return data_directory(find_root(os.environ.get("UNISURVEY_ROOT") or None))
    return None


def complete_id(incomplete: str) -> Iterator[str]:
    """Yield ids that begin so; reads only file names."""
    data = _data()
    if data is None:
        return
    stems = {
        path.stem
        for folder in ("papers", "datasets", "benchmarks")
        for path in (data / folder).glob(f"{_literal(incomplete)}*.yaml")
    }
    yield from sorted(stems)


def _literal(text: str) -> str:
    return "".join(char for char in text if char not in "*?[]/\\")


def _ids_in(name: str, incomplete: str) -> Iterator[str]:
    """Yield the ids of a vocabulary file; looks only for its `id:` lines."""
    data = _data()
    if data is None:
        return
    from unisurvey.files import Tree

    with suppress(Exception):
        text = Tree(data).read(data / name).decode()
        for line in text.splitlines():
            key, _, value = line.strip().removeprefix("- ").partition(": ")
            if key == "id" and value.startswith(incomplete):
                yield value.strip('"')


def complete_section(incomplete: str) -> list[str]:
    """Return taxonomy codes that begin so."""
    return list(_ids_in(_FILES["section"], incomplete))


def complete_filter(name: str) -> Callable[[str], list[str]]:
    """Return a completion for the words that a filter takes."""

    def complete(incomplete: str) -> list[str]:
        from unisurvey.fields.facets import FACETS

        facet = FACETS[name]
        if facet.completed_by:
            return list(_ids_in(_FILES[facet.completed_by], incomplete))
        return [word for word in facet.choices if word.startswith(incomplete)]

    return complete


def complete_detail(name: str) -> Callable[[str], list[str]]:
    """Return a completion for the words that an option of `add` takes."""

    def complete(incomplete: str) -> list[str]:
        from unisurvey.outside.add.options import OPTIONS

        field = next(iter(OPTIONS[name].having.values()))
        if field.taken_form in _FILES:
            return list(_ids_in(_FILES[field.taken_form], incomplete))
        return [word for word in field.choices if word.startswith(incomplete)]

    return complete


def complete_grouping(incomplete: str) -> list[str]:
    """Return what records of some kind can be counted by that begins so."""
    from unisurvey.views.dimensions import DIMENSIONS

    return [name for name in DIMENSIONS if name.startswith(incomplete)]
