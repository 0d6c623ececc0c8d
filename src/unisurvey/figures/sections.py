"""The tree of model sections, and how a model of each is built.

The wiring of a section follows from its paradigm and encoding; the names in the blocks
are the components that most of its models use.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from unisurvey.fields.attributes import components_of, encoders_of, lineage_of
from unisurvey.figures.canvas import any_words

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


Joined = Literal["alone", "either", "both"]


@dataclass(frozen=True)
class DiagramBlock:
    """One part of a model."""

    label: str
    names: tuple[str, ...]
    """Families of components that stand for it, most frequent first."""


@dataclass(frozen=True)
class Architecture:
    """The blocks of one section."""

    encoders: tuple[DiagramBlock, ...]
    joined: Joined
    """Whether two encoders take turns or both feed the backbone."""

    backbone: DiagramBlock
    decoder: DiagramBlock

    @property
    def words(self) -> str:
        """The blocks in a sentence without its end."""
        encoders = [_lowered(block) for block in self.encoders]
        joiner = " or " if self.joined == "either" else " and "
        parts = (joiner.join(encoders), _lowered(self.backbone), _lowered(self.decoder))
        return ", ".join(parts)


def _lowered(block: DiagramBlock) -> str:
    """Return a block's label within a sentence; an abbreviation keeps its capitals."""
    first, rest = block.label[:1], block.label[1:]
    return block.label if rest[:1].isupper() else first.lower() + rest


_PIXEL, _SEMANTIC = "Pixel encoder", "Semantic encoder"
_ENCODERS: dict[str | None, tuple[Joined, tuple[str, ...]]] = {
    None: ("alone", ("Image encoder",)),
    "pixel": ("alone", (_PIXEL,)),
    "semantic": ("alone", (_SEMANTIC,)),
    "learnable-query": ("both", (_SEMANTIC, "Learnable queries")),
    "pseudo-hybrid": ("either", (_SEMANTIC, _PIXEL)),
    "joint-hybrid": ("both", (_SEMANTIC, _PIXEL)),
}
"""Encoding → how the encoders are joined, and the one for each side: the first is
for understanding; a second one is for generation."""

_BACKBONES: dict[str | None, str] = {
    "diffusion": "Diffusion model",
    "autoregressive": "Autoregressive LLM",
    "hybrid": "LLM + diffusion",
}

_DIFFUSION = frozenset({"diffusion-model", "diffusion-transformer"})
_RECONSTRUCTION = frozenset({"visual-tokenizer", "autoencoder", "quantizer"})


def architecture(
    section: Section, models: Iterable[Paper], catalog: Catalog
) -> Architecture:
    """Return the blocks of a leaf section, filled from the models in it."""
    found = list(models)
    joined, labels = _ENCODERS[section.encoding]
    sides = ("understanding", "generation")
    used = [
        [part for model in found for part in encoders_of(model, side)]
        for side in sides[: len(labels)]
    ]
    backbones, decoders = (
        [part for model in found for part in components_of(model, name)]
        for name in ("backbone", "decoder")
    )
    return Architecture(
        tuple(
            DiagramBlock(label, families(parts, catalog))
            for label, parts in zip(labels, used, strict=True)
        ),
        joined,
        DiagramBlock(_BACKBONES[section.paradigm], families(backbones, catalog)),
        DiagramBlock(_decoder(decoders, catalog), families(decoders, catalog)),
    )


def _decoder(parts: Iterable[str], catalog: Catalog) -> str:
    """Return what kind of decoder most of these are."""
    kinds = [catalog.vocabularies.components[part].kind for part in parts]
    diffusion = sum(kind in _DIFFUSION for kind in kinds)
    reconstruction = sum(kind in _RECONSTRUCTION for kind in kinds)
    if diffusion == reconstruction:
        return "Image decoder"
    return "Diffusion decoder" if diffusion > reconstruction else "Pixel decoder"


def families(parts: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """Return the names of the components' families, most frequent first.

    Learnable queries are left out: they are trained for each model.
    """
    known = catalog.vocabularies.components
    counts = Counter(
        lineage_of(p, catalog)[-1] for p in parts if known[p].kind != "query"
    )
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    return tuple(known[part].name for part, _ in ranked)
