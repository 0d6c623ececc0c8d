"""Who addresses which challenge, how, since when, and what nobody addresses."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from unisurvey.fields import FIELDS, by_name
from unisurvey.fields.attributes import (
    PARTS,
    components_of,
    lineage_of,
    model_of,
    paper_url,
)
from unisurvey.records import folder_of
from unisurvey.text.inline import anchor
from unisurvey.views.flat import kind_of
from unisurvey.views.sections import heading
from unisurvey.views.wording import ABSENT, marked_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Challenge, Record

_MOST = 3
"""Components named of one part."""

_WITHOUT_MODEL = {
    "papers": "Works without a model of their own",
    "datasets": "Datasets",
    "benchmarks": "Benchmarks that measure it",
}
"""Kind → heading of its works, behind those of the models."""


def challenges(catalog: Catalog) -> dict[str, Any]:
    """Return the values of the page."""
    known = catalog.vocabularies
    works: dict[str, list[Record]] = {
        challenge.id: [] for challenge in known.challenges
    }
    for record in sorted(catalog, key=_day, reverse=True):
        for challenge_id in record.addresses or ():
            works[challenge_id].append(record)
    every = {_day(record)[:4] for found in works.values() for record in found}
    years = sorted(every, key=lambda year: year or "~")  # what is not known is last
    counts = {
        challenge.id: (
            *(_count(works[challenge.id], kind) for kind in FIELDS),
            *(
                sum(_day(record)[:4] == year for record in works[challenge.id])
                for year in years
            ),
        )
        for challenge in known.challenges
    }
    return {
        "survey": known.about.survey,
        "years": years,
        "headers": [
            "Challenge",
            *map(str.capitalize, FIELDS),
            *(y or ABSENT for y in years),
        ],
        "counts": [
            [
                (challenge.name, f"#{anchor(challenge.name)}"),
                *((str(count or ABSENT), None) for count in counts[challenge.id]),
            ]
            for challenge in known.challenges
        ],
        "challenges": [
            {
                "entry": challenge,
                "places": _places(challenge),
                "groups": list(_groups(challenge, works[challenge.id], catalog)),
                "built_of": list(_built_of(works[challenge.id], catalog)),
                "gaps": list(_gaps(works[challenge.id], catalog)),
            }
            for challenge in known.challenges
        ],
        "total": sum(map(len, works.values())),
        "records": len({id(r) for found in works.values() for r in found}),
    }


def _day(record: Record) -> str:
    return getattr(record, "date", None) or ""


def _count(found: Sequence[Record], kind: str) -> int:
    return sum(kind_of(record) == kind for record in found)


def _places(challenge: Challenge) -> str:
    """Return where the survey says so: `section 6 and abstract`."""
    words = (
        place if place[0].isalpha() else f"section {place}"
        for place in challenge.survey or ()
    )
    return " and ".join(words)


def _groups(
    challenge: Challenge, found: Sequence[Record], catalog: Catalog
) -> Iterator[dict[str, Any]]:
    """Yield the works of each class of models, then those of the other kinds."""
    held: defaultdict[str, list[Record]] = defaultdict(list)
    for record in found:
        model = model_of(record)
        held[model.section if model else kind_of(record)].append(record)
    sections = {
        section.id: heading(section) for section in catalog.vocabularies.sections
    }
    for key, title in {**sections, **_WITHOUT_MODEL}.items():
        if held[key]:
            yield {
                "title": title,
                "rows": [_row(challenge, record, catalog) for record in held[key]],
            }


def _row(
    challenge: Challenge, record: Record, catalog: Catalog
) -> list[tuple[str | None, str | None]]:
    """Return text and link of each cell."""
    paper = catalog.paper_of(record)
    home = getattr(getattr(record, "links", None), "home", None)
    file = f"../data/{folder_of(record)}/{record.id}.yaml"
    return [
        (marked_name(record, catalog), (paper and paper_url(paper)) or home),
        (_day(record) or None, None),
        ((record.addresses or {})[challenge.id], None),
        (record.id, file),
    ]


def _built_of(found: Sequence[Record], catalog: Catalog) -> Iterator[dict[str, Any]]:
    """Yield the components that the models have most often, by what they do there."""
    known = catalog.vocabularies.components
    for part in PARTS:
        counts = Counter(
            family
            for record in found
            for family in {
                lineage_of(c, catalog)[-1] for c in components_of(record, part)
            }
        )
        often = (pair for pair in counts.items() if pair[1] > 1)
        ranked = sorted(often, key=lambda pair: (-pair[1], pair[0]))
        if ranked:
            yield {
                "part": by_name()[part].words,
                "names": [(known[one].name, count) for one, count in ranked[:_MOST]],
            }


def _gaps(found: Sequence[Record], catalog: Catalog) -> Iterator[str]:
    """Yield what this catalogue has no work on, each as a sentence."""
    for kind in FIELDS:
        if catalog.records(kind) and not _count(found, kind):
            yield f"No {kind.removesuffix('s')} says that it addresses this."
    held = {model.section for model in map(model_of, found) if model}
    every = {paper.model.section for paper in catalog.models if paper.model}
    left = [
        section.code or section.label or section.name
        for section in catalog.vocabularies.sections
        if section.id in every - held
    ]
    if held and left:
        yield f"Classes without a model that does: {', '.join(left)}."
