"""References that lead nowhere or in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.checks.registry import Finding, check
from unisurvey.errors import close_matches, did_you_mean
from unisurvey.fields.attributes import model_of, sections_of
from unisurvey.records import folder_of
from unisurvey.root import data_directory
from unisurvey.schema import Paper, Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from unisurvey.checks.subject import Subject
    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place
    from unisurvey.schema import Vocabulary


@check("C211")
def dangling_reference(catalog: Catalog) -> Iterator[Finding]:
    """A record refers to a record that does not exist.

    Refer by id, not by alias or key, and add the other record first. A record that
    exists but has problems of its own counts as existing.

    Example:
        # data/datasets/sketches.yaml
        paper: no-such-paper
    """
    there = catalog.existing
    every = set().union(*there.values())
    for record in catalog:
        paper = getattr(record, "paper", None)
        if paper is not None and paper not in there["papers"]:
            suggestion = did_you_mean(close_matches(paper, there["papers"]))
            yield Finding(record, ("paper",), f"no paper {paper!r}{suggestion}")
        by = record.status.by if record.status else None
        if by is not None and by not in there[folder_of(record)]:
            yield Finding(record, ("status", "by"), f"no such record {by!r}")
        for n, one in enumerate(_training_data(record)):
            if one not in there["datasets"]:
                suggestion = did_you_mean(close_matches(one, there["datasets"]))
                loc = ("model", "training_data", n)
                yield Finding(record, loc, f"no dataset {one!r}{suggestion}")
        yield from _dangling_values(record, catalog, every)


def _training_data(record: Record) -> tuple[str, ...]:
    model = model_of(record)
    return (model and model.training_data) or ()


def _dangling_values(
    record: Record, catalog: Catalog, known: Collection[str]
) -> Iterator[Finding]:
    """Yield the ids in fields that the catalogue adds of which there is no record."""
    extra = catalog.vocabularies.extra
    for name, value in (record.more or {}).items():
        if extra[name].type == "record":
            ids = value if extra[name].several else (value,)
            for n, one in enumerate(ids):
                if one not in known:
                    loc: Place = ("more", name, n)[: 2 + bool(extra[name].several)]
                    suggestion = did_you_mean(close_matches(one, known))
                    yield Finding(record, loc, f"no record {one!r}{suggestion}")


@check("C212")
def vocabulary_reference(catalog: Catalog) -> Iterator[Finding]:
    """A component or venue refers to an entry or paper that does not exist.

    `family` and `part_of` name another entry of the same file, `paper` a paper record,
    which counts as existing when it has problems of its own.

    Example:
        # data/components.yaml
        - id: brush-2
          name: Brush 2
          kind: decoder
          family: brush
    """
    data = data_directory(catalog.root)
    for n, component in enumerate(catalog.vocabularies.components):
        if component.family and component.family not in catalog.vocabularies.components:
            message = f"no component {component.family!r}"
            yield Finding(data / "components.yaml", (n, "family"), message)
        if component.paper and component.paper not in catalog.existing["papers"]:
            message = f"no paper {component.paper!r}"
            yield Finding(data / "components.yaml", (n, "paper"), message)
    for n, venue in enumerate(catalog.vocabularies.venues):
        if venue.part_of and venue.part_of not in catalog.vocabularies.venues:
            message = f"no venue {venue.part_of!r}"
            yield Finding(data / "venues.yaml", (n, "part_of"), message)


@check("C215")
def ambiguous_word(catalog: Catalog) -> Iterator[Finding]:
    """A word stands for two entries of a vocabulary.

    Ids are unique, and a name or alias of one entry is no id, name or alias of
    another. Only headings of sections may repeat, and words of `words.yaml` may share an
    alias; neither is then accepted as a spelling.

    Example:
        # data/licenses.yaml
        - id: MIT
          name: MIT License
          aliases: [free]
        - id: Apache-2.0
          name: Apache License 2.0
          aliases: [Free]
    """
    data = data_directory(catalog.root)
    known = catalog.vocabularies
    own = ("venues", "components", "licenses", "organizations", "challenges")
    for name in (*own, "excluded", "conditions"):
        yield from _repeated(getattr(known, name), data / f"{name}.yaml")
        yield from _ambiguous(getattr(known, name), data / f"{name}.yaml")
    for name in ("paradigms", "encodings", "modalities", "masks", "tasks"):
        yield from _repeated(getattr(known, name), data / "words.yaml", name)
    kinds = known.component_kinds
    yield from _repeated(kinds, data / "words.yaml", "component_kinds")
    yield from _repeated(known.extra, data / "catalogue.yaml", "fields")


def _repeated(
    vocabulary: Vocabulary[Any], path: Path, *above: str
) -> Iterator[Finding]:
    before: set[str] = set()
    for n, entry in enumerate(vocabulary):
        if entry.id in before:
            message = f"id {entry.id!r} stands here twice"
            yield Finding(path, (*above, n, "id"), message)
        before.add(entry.id)


def _ambiguous(vocabulary: Vocabulary[Any], path: Path) -> Iterator[Finding]:
    before: set[str] = set()
    for n, entry in enumerate(vocabulary):
        for word in (entry.name, *(entry.aliases or ())):
            others = {*vocabulary.meanings[word.casefold()]}
            others |= {word.casefold()} & vocabulary.by_id.keys()
            for other in sorted((others & before) - {entry.id}):
                message = f"{word!r} also stands for {other!r}"
                yield Finding(path, (n,), message)
        before.add(entry.id)


@check("C213", each=Record)
def section_of_another_kind(subject: Subject[Record]) -> Iterator[Finding]:
    """A record stands in a section that holds records of another kind.

    Each section has a kind, which `data/taxonomy.yaml` states.

    Example:
        # data/datasets/sketches.yaml
        section: benchmarks-editing
    """
    record, catalog = subject.record, subject.catalog
    for section_id in sections_of(record):
        section = catalog.vocabularies.sections[section_id]
        kind = folder_of(record).removesuffix("s")
        if (
            isinstance(record, Paper)
            and record.model
            and (section_id == record.model.section)
        ):
            kind = "model"
        if section.kind != kind:
            loc = _place_of(record, section_id)
            message = f"section {section_id!r} holds {section.kind}s, not {kind}s"
            yield Finding(record, loc, message)


def _place_of(record: Record, section_id: str) -> tuple[str | int, ...]:
    if not isinstance(record, Paper):
        return ("section",)
    if record.model and record.model.section == section_id:
        return ("model", "section")
    return ("sections", (record.sections or ()).index(section_id))


@check("C214", fixable=True, each=Paper)
def paradigm_beside_section(subject: Subject[Paper]) -> Iterator[Finding]:
    """A model states a paradigm although its section decides it.

    Remove the field; it is for models of sections that do not decide it.

    Example:
        # data/papers/sketch.yaml
        model:
          name: Sketch
          section: b-1
          paradigm: autoregressive
    """
    paper = subject.record
    model = paper.model
    if model and model.paradigm:
        section = subject.catalog.vocabularies.sections[model.section]
        if section.paradigm:
            message = f"section {section.id!r} already says {section.paradigm}"
            loc = ("model", "paradigm")
            yield Finding(paper, loc, message, fix={loc: None})


@check("C216")
def circle(catalog: Catalog) -> Iterator[Finding]:
    """References lead back to where they start.

    A record is superseded by itself in the end, a component is a version of itself, or
    a venue is part of itself. Remove the reference that is wrong.

    Example:
        # data/papers/sketch.yaml
        status:
          kind: superseded
          by: sketch-2
          source: https://example.org
        # data/papers/sketch-2.yaml
        status:
          kind: superseded
          by: sketch
          source: https://example.org
    """
    by = {
        f"{folder_of(record)}/{record.id}": f"{folder_of(record)}/{record.status.by}"
        for record in catalog
        if record.status and record.status.by
    }
    for record in catalog:
        if trail := _trail(f"{folder_of(record)}/{record.id}", by):
            shown = " → ".join(name.partition("/")[2] for name in trail)
            yield Finding(record, ("status", "by"), f"leads back to itself: {shown}")
    data = data_directory(catalog.root)
    known = catalog.vocabularies
    families = {entry.id: entry.family for entry in known.components if entry.family}
    for n, component in enumerate(known.components):
        if trail := _trail(component.id, families):
            message = f"leads back to itself: {' → '.join(trail)}"
            yield Finding(data / "components.yaml", (n, "family"), message)
    wholes = {entry.id: entry.part_of for entry in known.venues if entry.part_of}
    for n, venue in enumerate(known.venues):
        if trail := _trail(venue.id, wholes):
            message = f"leads back to itself: {' → '.join(trail)}"
            yield Finding(data / "venues.yaml", (n, "part_of"), message)


def _trail(start: str, onward: Mapping[str, str]) -> list[str]:
    """Return the way from `start` back to it; empty when there is none."""
    trail = [start]
    while (following := onward.get(trail[-1])) is not None:
        if following == start:
            return [*trail, start]
        if following in trail:
            break
        trail.append(following)
    return []


DRAFTED = "drafted; its section is still to be decided"
"""Reason of an exception from C217 that `add` writes into a paper's record."""


@check("C217")
def orphan(catalog: Catalog) -> Iterator[Finding]:
    """A paper is in no section and nothing refers to it.

    It introduces no model, stands in no section, the survey does not cite it, and no
    dataset, benchmark, component or other record names it. Give it a `model` block or
    `sections`, refer to it, or delete it.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
    """
    named = {getattr(record, "paper", None) for record in catalog}
    named |= {component.paper for component in catalog.vocabularies.components}
    named |= {paper.status.by for paper in catalog.papers if paper.status}
    known = {paper.id for paper in catalog.papers}
    for unknown in filter(None, named - known):  # C211 tells of a misspelt one
        named |= set(close_matches(unknown, known))
    cited = ", not cited by the survey" if catalog.vocabularies.about.survey else ""
    for paper in catalog.papers:
        placed = paper.model or paper.sections or paper.survey
        if not placed and paper.id not in named:
            message = f"in no section{cited} and named by no record"
            yield Finding(paper, ("title",), message, of_key=True)


@check("C218", severity="warning", open_work=True, each=Paper)
def undecided_section(subject: Subject[Paper]) -> Iterator[Finding]:
    """A drafted paper has no section yet.

    `unisurvey add` wrote the record without one. Decide where it belongs and give it a
    `model` block or `sections`, then remove the exception. A paper that belongs into
    none states another reason, or is deleted.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        exceptions:
          - check: C217
            reason: drafted; its section is still to be decided
    """
    paper = subject.record
    for n, exception in enumerate(paper.exceptions or ()):
        if exception.reason == DRAFTED:
            message = "drafted, its section is still to be decided"
            yield Finding(paper, ("exceptions", n, "reason"), message)
