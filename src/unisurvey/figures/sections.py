"""The tree of model sections, with what a figure tells of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.figures.architecture import Architecture, architecture
from unisurvey.figures.parts import any_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Section


@dataclass(frozen=True)
class SectionNode:
    """A section of the tree."""

    code: str
    """The survey's, such as `b-3`; empty where it has none."""

    name: str
    paradigm: str | None
    count: int
    children: tuple[SectionNode, ...]
    architecture: Architecture | None
    """Only of a leaf whose section decides the paradigm."""

    @property
    def leaves(self) -> list[SectionNode]:
        """The nodes without children, in order."""
        return [leaf for node in self.children for leaf in node.leaves] or [self]

    @property
    def heading(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True)
class Taxonomy:
    """The tree's first branches; what they have in common is the whole figure."""

    branches: tuple[SectionNode, ...]
    title = "Taxonomy of unified multimodal models"

    @property
    def count(self) -> int:
        """How many models there are."""
        return sum(node.count for node in self.branches)

    @property
    def leaves(self) -> list[SectionNode]:
        """All leaves, in order."""
        return [leaf for node in self.branches for leaf in node.leaves]

    @property
    def panels(self) -> list[SectionNode]:
        """The leaves that have an architecture."""
        return [leaf for leaf in self.leaves if leaf.architecture]

    @property
    def alt(self) -> str:
        """What the figure shows, in a sentence or two."""
        branches = ", ".join(f"{node.heading} ({node.count})" for node in self.branches)
        return (
            f"Taxonomy of {any_words(self.count, 'unified multimodal model')} as a "
            f"tree: {branches}; and block diagrams of "
            f"{any_words(len(self.panels), 'architecture type')}."
        )

    @property
    def details(self) -> str:
        """Every leaf with its blocks."""
        return " ".join(
            f"{leaf.heading} ({leaf.count})"
            + (f": {leaf.architecture.words}." if leaf.architecture else ".")
            for leaf in self.leaves
        )


def taxonomy(catalog: Catalog, models: Iterable[Paper]) -> Taxonomy:
    """Return the tree of model sections with the given models counted."""
    found = list(models)
    return Taxonomy(
        tuple(
            _node(section, found, catalog)
            for top in catalog.vocabularies.taxonomy
            if top.kind == "model"
            for section in top.children or (top,)
        )
    )


def _node(section: Section, models: list[Paper], catalog: Catalog) -> SectionNode:
    leaves = {leaf.id for leaf in section.leaves}
    own = [m for m in models if m.model and m.model.section in leaves]
    known = section.paradigm and not section.children
    return SectionNode(
        section.id if len(section.id) <= len("b-1") else "",
        section.name,
        section.paradigm,
        len(own),
        tuple(_node(child, models, catalog) for child in section.children or ()),
        architecture(section, own, catalog) if known else None,
    )
