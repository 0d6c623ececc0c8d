"""A page for each component: its family and versions, and who is built of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.fields import by_name
from unisurvey.fields.attributes import PARTS, components_of, lineage_of
from unisurvey.records import name_of
from unisurvey.site.addresses import of_kind, of_page, of_record, of_word
from unisurvey.site.frame import Door
from unisurvey.site.indexes import IndexEntry, IndexGroup, index_page
from unisurvey.site.pieces import TextPiece
from unisurvey.site.rows import marked
from unisurvey.views.lineage import follow
from unisurvey.views.wording import ABSENT, marked_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.site.frame import Frame
    from unisurvey.views.lineage import LineageNode


class User(NamedTuple):
    """A model that is built of a component."""

    piece: TextPiece
    mark: Any
    date: str | None
    exactly: list[TextPiece]
    """Which versions, where it is not the component itself."""


def components_door(catalog: Catalog) -> Door | None:
    """Return the way to the list, if a model is built of any."""
    is_built = any(components_of(model, "component") for model in catalog.models)
    return Door("Components", of_page("component")) if is_built else None


def component_pages(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield a page for each component that a model is built of, and their list."""
    catalog = frame.catalog
    nodes = list(follow(catalog.models, "component", catalog))
    by_part = _by_part(catalog)
    for node in nodes:
        yield frame.fill(
            "component.html.j2",
            of_word("component", node.id),
            node.name,
            **_values(node, by_part[node.id], catalog),
        )
    kinds = catalog.vocabularies.component_kinds
    groups = [
        IndexGroup(
            TextPiece(kind.name or kind.id),
            [
                IndexEntry(_piece(node.id, catalog), len(node.all_uses), "", node.level)
                for node in nodes
                if node.kind == kind.id
            ],
        )
        for kind in kinds
    ]
    yield from index_page("component", "Components", groups, frame)


def _by_part(catalog: Catalog) -> dict[str, dict[str, list[Record]]]:
    """Return who has a component or a version of it, by the part that it fills."""
    found: defaultdict[str, dict[str, list[Record]]] = defaultdict(dict)
    models = sorted(catalog.models, key=lambda m: name_of(m).casefold())
    for model in sorted(models, key=lambda m: m.date or "", reverse=True):
        for part in PARTS:
            ids = components_of(model, part)
            for one in dict.fromkeys(a for c in ids for a in lineage_of(c, catalog)):
                found[one].setdefault(part, []).append(model)
    return found


def _values(
    node: LineageNode, users: dict[str, list[Record]], catalog: Catalog
) -> dict[str, Any]:
    known = catalog.vocabularies
    component = known.components[node.id]
    paper = catalog.index.get(f"papers/{component.paper}")
    words = by_name(catalog)
    kind = known.component_kinds[node.kind]
    years = sorted(node.years.items(), key=lambda item: (item[0] == ABSENT, item[0]))
    return {
        "component": component,
        "kind_name": kind.name or kind.id,
        "family": [_piece(one, catalog) for one in lineage_of(node.id, catalog)[1:]],
        "versions": [
            IndexEntry(
                _piece(version.id, catalog),
                len(version.all_uses),
                "",
                version.level - node.level - 1,
            )
            for version in node.walk()
            if version is not node
        ],
        "paper": TextPiece(name_of(paper), of_record(paper)) if paper else None,
        "total": len(node.all_uses),
        "years": years,
        "most": max((count for _, count in years), default=1),
        "parts": [
            (
                words[part].words,
                f"{of_kind('models')}?{part.replace('_', '-')}={node.id}",
                [_user(model, node.id, part, catalog) for model in users[part]],
            )
            for part in PARTS
            if part in users
        ],
    }


def _user(model: Record, id_: str, part: str, catalog: Catalog) -> User:
    exactly = [
        one
        for one in components_of(model, part)
        if one != id_ and id_ in lineage_of(one, catalog)
    ]
    return User(
        TextPiece(marked_name(model, catalog), of_record(model)),
        marked(model, catalog),
        getattr(model, "date", None),
        [_piece(one, catalog) for one in exactly],
    )


def _piece(id_: str, catalog: Catalog) -> TextPiece:
    name = catalog.vocabularies.components[id_].name
    return TextPiece(name, of_word("component", id_))
