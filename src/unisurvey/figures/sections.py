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
from unisurvey.figures.picture import Selected
from unisurvey.figures.theme import paradigm_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.figures.theme import ParadigmStyle
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Section, Vocabularies


@dataclass(frozen=True)
class SectionNode:
    """A section of the tree."""

    id: str
    code: str
    """The survey's, such as `b-3`; empty where it has none."""

    name: str
    paradigm: ParadigmStyle
    count: int
    children: tuple[SectionNode, ...]
    architecture: Architecture | None
    """Only of a leaf of which all that a diagram shows is known."""

    @property
    def leaves(self) -> list[SectionNode]:
        """The nodes without children, in order."""
        return [leaf for node in self.children for leaf in node.leaves] or [self]

    @property
    def heading(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True)
class Taxonomy(Selected):
    """The tree's first branches; what they have in common is the whole figure."""

    branches: tuple[SectionNode, ...]
    subject: str
    """What one of the models is called."""

    @property
    def title(self) -> str:
        """Short name."""
        return f"Taxonomy of {self.subject}s"

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
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.branches

    @property
    def alt(self) -> str:
        """What the figure shows, in a sentence or two."""
        branches = ", ".join(f"{node.heading} ({node.count})" for node in self.branches)
        return (
            f"Taxonomy of {any_words(self.count, self.subject)} as a "
            f"tree: {branches}{self._diagrams}."
        )

    @property
    def _diagrams(self) -> str:
        types = any_words(len(self.panels), "architecture type")
        return f"; and block diagrams of {types}" if self.panels else ""

    @property
    def details(self) -> str:
        """Every leaf with its blocks."""
        return "\n".join(
            f"{leaf.heading} ({leaf.count})"
            + (f": {leaf.architecture.words}." if leaf.architecture else ".")
            for leaf in self.leaves
        )


def taxonomy(catalog: Catalog, models: Iterable[Paper]) -> Taxonomy:
    """Return the tree of model sections with the given models counted.

    Where these are not all, sections without any are left out.
    """
    found = list(models)
    known = catalog.vocabularies
    tops = [section for section in known.taxonomy if section.kind == "model"]
    branches = [section for top in tops for section in top.children or (top,)]
    return Taxonomy(tuple(_nodes(branches, found, catalog)), known.about.model)


def _nodes(
    sections: Iterable[Section], models: list[Paper], catalog: Catalog
) -> Iterator[SectionNode]:
    every = len(models) == len(catalog.models)
    nodes = (_node(section, models, catalog) for section in sections)
    yield from (node for node in nodes if every or node.count)


def _node(section: Section, models: list[Paper], catalog: Catalog) -> SectionNode:
    leaves = {leaf.id for leaf in section.leaves}
    own = [m for m in models if m.model and m.model.section in leaves]
    return SectionNode(
        section.id,
        section.code or "",
        section.name,
        paradigm_styles(catalog.vocabularies)[section.paradigm],
        len(own),
        tuple(_nodes(section.children or (), models, catalog)),
        None if section.children else architecture(section, own, catalog),
    )


Joined = Literal["alone", "either", "both"]


@dataclass(frozen=True)
class DiagramBlock:
    """One part of a model."""

    label: str
    names: tuple[str, ...]
    """Families of components that stand for it, most frequent first."""

    reads: bool = True
    """Whether anything goes into it."""


@dataclass(frozen=True)
class Architecture:
    """The blocks of one section."""

    encoders: tuple[DiagramBlock, ...]
    joined: Joined
    """Whether two encoders take turns or both feed the backbone."""

    backbone: DiagramBlock
    decoder: DiagramBlock
    ends: tuple[str, str]
    """What goes in and comes out: the backbone's own modality, and the encoders'."""

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


def architecture(
    section: Section, models: Iterable[Paper], catalog: Catalog
) -> Architecture | None:
    """Return the blocks of a leaf section, filled from the models in it.

    `None` where the paradigm has no word for its block, or where it is not laid down
    that two modalities go in and come out.
    """
    known = catalog.vocabularies
    middle = known.paradigms[section.paradigm].block if section.paradigm else None
    ends = _ends(section, known)
    if not middle or len(ends) != 2:
        return None
    found = list(models)
    diagram = known.encodings[section.encoding].diagram if section.encoding else None
    encoders = diagram.encoders if diagram else (known.words.encoder or "Encoder",)
    queries = (diagram.queries,) if diagram and diagram.queries else ()
    labels = (*encoders, *queries)
    used = [
        [p for m in found for p in encoders_of(m, side) if _suits(label, p, known)]
        for label, side in zip(labels, ("understanding", "generation"), strict=False)
    ]
    backbones = [part for model in found for part in components_of(model, "backbone")]
    making = [part for model in found for part in components_of(model, "decoder")[:1]]
    return Architecture(
        tuple(
            DiagramBlock(
                label,
                () if label in queries else families(parts, catalog),
                reads=label not in queries,
            )
            for label, parts in zip(labels, used, strict=True)
        ),
        diagram.joined if diagram else "alone",
        DiagramBlock(middle, families(backbones, catalog)),
        DiagramBlock(_decoder(making, known), families(making, catalog)),
        ends,
    )


def _suits(label: str, part: str, known: Vocabularies) -> bool:
    """Return whether a component is not of another group than a block is called by."""
    word = label.partition(" ")[0].casefold()
    groups = {kind.group for kind in known.component_kinds}
    own = known.component_kinds[known.components[part].kind].group
    return own in {None, word} or word not in groups


def _ends(section: Section, known: Vocabularies) -> tuple[str, ...]:
    """Return the names of the modalities that all models of a section take and give."""
    for rule in known.about.requires or ():
        above = known.sections[rule.section]
        if rule.each_side and section.id in {below.id for below in above.walk()}:
            return tuple(
                known.modalities[one].name.capitalize() for one in rule.each_side
            )
    return ()


def _decoder(parts: Iterable[str], known: Vocabularies) -> str:
    """Return what kind of decoder most of these are, by the group of their kind."""
    kinds = (known.component_kinds[known.components[part].kind] for part in parts)
    counts = Counter(kind.group for kind in kinds)
    most = counts.most_common(2)
    if not most or (len(most) == 2 and most[0][1] == most[1][1]):
        return known.words.decoder or "Decoder"
    return f"{(most[0][0] or '').capitalize()} decoder"


def families(parts: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """Return the names of the components' families, most frequent first.

    Those of kinds that diagrams ignore are left out.
    """
    known, kinds = catalog.vocabularies.components, catalog.vocabularies.component_kinds
    counts = Counter(
        lineage_of(p, catalog)[-1]
        for p in parts
        if "diagrams" not in (kinds[known[p].kind].ignored_in or ())
    )
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    return tuple(known[part].name for part, _ in ranked)
