"""Names that must be unique."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from unisurvey.bib.keys import propose_key
from unisurvey.checks.registry import Finding, check
from unisurvey.records import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place

_MAY_REPEAT = frozenset({
    "authors", "corrections", "exceptions", "sources", "input", "output",
})  # fmt: skip


@check("C201")
def duplicate_names(catalog: Catalog) -> Iterator[Finding]:
    """An id, alias or key names two records of a kind.

    Ids and aliases are unique within papers, datasets and benchmarks each; keys are
    unique in the catalogue and are no paper's id but their own. Rename the newer
    one, or remove the alias.

    Example:
        # data/papers/sketch.yaml
        aliases: [draw]
        # data/papers/brush.yaml
        aliases: [draw]
    """
    owners: dict[tuple[str, str], str] = {
        (folder_of(record), record.id): record.id for record in catalog
    }
    for record in catalog:
        folder = folder_of(record)
        for n, alias in enumerate(record.aliases or ()):
            owner = owners.setdefault((folder, alias), record.id)
            if owner != record.id:
                message = f"alias {alias!r} already names {owner!r}"
                yield Finding(record, ("aliases", n), message)
    for paper in catalog.papers:
        owner = owners.setdefault(("papers", paper.key), paper.id)
        if owner != paper.id:
            names = {name for folder, name in owners if folder == "papers"}
            message = f"key {paper.key!r} already names {owner!r}"
            hint = f"a key that is free: {propose_key(paper, names)}"
            yield Finding(paper, ("key",), message, hint)


@check("C202")
def same_identifier(catalog: Catalog) -> Iterator[Finding]:
    """One arXiv id or DOI stands in two papers.

    One of them has somebody else's id. Where two papers really share an arXiv id,
    the older one carries the version (`2307.06350v1`).

    Example:
        # data/papers/sketch.yaml
        arxiv: "2408.00001"
        # data/papers/brush.yaml
        arxiv: "2408.00001"
    """
    for field in ("arxiv", "doi"):
        holders = defaultdict(list)
        for paper in catalog.papers:
            value = getattr(paper, field)
            if value:
                holders[value.casefold()].append(paper)
        for value, papers in holders.items():
            for paper in papers[1:]:
                message = (
                    f"{field} {value} is also that of {papers[0].id!r} "
                    f"({papers[0].title!r})"
                )
                yield Finding(paper, (field,), message)


@check("C203", fixable=True)
def repeated_element(catalog: Catalog) -> Iterator[Finding]:
    """A list of components, modalities, aliases or references names something twice.

    Authors may repeat, since two people can have one name, and so may a benchmark's
    inputs.

    Example:
        # data/papers/sketch.yaml
        model:
          name: Sketch
          section: a
          backbone: [llama, llama]
    """
    for record in catalog:
        for loc, values in _lists(record, ()):
            for n, value in enumerate(values):
                if value in values[:n]:
                    fix: dict[Place, Any] = {loc: list(dict.fromkeys(values))}
                    message = f"{value!r} stands here twice"
                    yield Finding(record, (*loc, n), message, fix=fix)


def _lists(
    model: BaseModel, loc: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[object, ...]]]:
    for name, value in model:
        if isinstance(value, BaseModel):
            yield from _lists(value, (*loc, name))
        elif isinstance(value, tuple) and (loc or name not in _MAY_REPEAT):
            yield (*loc, name), value
