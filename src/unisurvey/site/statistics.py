"""What there is how often: counts of every kind of record, gaps, and sizes of datasets."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.fields.attributes import PARTS
from unisurvey.figures.dataset_sizes import dataset_sizes
from unisurvey.figures.theme import paradigm_styles
from unisurvey.records import SELECTABLE
from unisurvey.site.addresses import of_page, of_record, of_word
from unisurvey.site.frame import Door
from unisurvey.site.pieces import TextPiece
from unisurvey.views.dimensions import COMPONENT_DIMENSIONS, groupings
from unisurvey.views.sections import heading
from unisurvey.views.statistics import OTHERS, count_by, gaps
from unisurvey.views.wording import ABSENT, short_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.site.frame import Frame
    from unisurvey.views.dimensions import Dimension

_ADDRESS = of_page("statistics")
_TOP = 12
"""Values of which there can be any number; the others are added up."""

_REST = frozenset({ABSENT, OTHERS})

_BY = (
    *("section", "paradigm", "encoding", "year", "venue", "organizations"),
    *("encoder", "backbone", "decoder", "mask", "tasks", "modality", "unit"),
    *("license", "weights_license"),
)
"""What is counted, in this order; then the fields that the catalogue adds."""


class Bar(NamedTuple):
    """A value, how often it is there, and how long its bar is, of 100.

    What is not known, and what is added up, has none: it would make all others short.
    """

    word: TextPiece
    text: str
    length: float
    colour: str


class CountTable(NamedTuple):
    """A table of bars."""

    id: str
    title: str
    line: str
    """The command that says the same; empty where none does."""

    bars: Sequence[Bar]


def statistics_door(catalog: Catalog) -> Door | None:
    """Return the way to the page, if there is anything to count."""
    return Door("Statistics", _ADDRESS) if any(catalog) else None


def statistics_page(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the page."""
    catalog = frame.catalog
    if statistics_door(catalog) is None:
        return
    kinds = [
        {
            "name": kind,
            "count": len(records),
            "tables": [*_counts(kind, catalog), *_missing(kind, catalog)],
            "sizes": _sizes(catalog) if kind == "datasets" else None,
        }
        for kind in SELECTABLE
        if (records := catalog.records(kind))
    ]
    yield frame.fill("statistics.html.j2", _ADDRESS, "Statistics", kinds=kinds)


def counted_by(kind: str, catalog: Catalog) -> Iterator[tuple[Dimension, bool]]:
    """Yield what the records of a kind are counted by, and whether in families."""
    known = groupings(kind, catalog)
    unasked = catalog.vocabularies.unasked
    added = {field.id for field in catalog.vocabularies.about.fields or ()}
    several = ("encoder", *PARTS)
    for name, dimension in known.items():
        asked = name in _BY or (name in added and dimension.order == "words")
        if asked and name not in unasked:
            yield dimension, name in several


def _counts(kind: str, catalog: Catalog) -> Iterator[CountTable]:
    records = catalog.records(kind)
    place = {name: n for n, name in enumerate(_BY)}
    found = sorted(
        counted_by(kind, catalog), key=lambda pair: place.get(pair[0].name, len(place))
    )
    for dimension, families in found:
        top = _TOP if dimension.order == "count" else None
        pairs = count_by(
            records, kind, dimension.name, catalog, families=families, top=top
        )
        if _REST.issuperset(value for value, _ in pairs):
            continue
        words = _words(dimension, catalog)
        colours = _colours(dimension, catalog)
        most = max(count for value, count in pairs if value not in _REST)
        options = ("--families" if families else "", f"--top {top}" if top else "")
        line = f"unisurvey stats {kind} --by {dimension.name} {' '.join(options)}"
        yield CountTable(
            f"{kind}-{dimension.name}".replace("_", "-"),
            f"By {dimension.name.replace('_', ' ')}",
            " ".join(line.split()),
            [
                Bar(
                    words.get(
                        value, TextPiece("not known" if value == ABSENT else value)
                    ),
                    f"{count:,}",
                    0 if value in _REST else round(100 * count / most, 2),
                    colours.get(value, "blue"),
                )
                for value, count in pairs
            ],
        )


def _words(dimension: Dimension, catalog: Catalog) -> Mapping[str, TextPiece]:
    """Return how values that have a page of their own are called, and where it is."""
    known = catalog.vocabularies
    if dimension.order == "taxonomy":
        return {
            section.id: TextPiece(heading(section), of_word("section", section.id))
            for section in known.sections
        }
    named: Iterable[Any] = ()
    what = ""
    if dimension.name in COMPONENT_DIMENSIONS:
        what, named = "component", known.components
    elif dimension.name == "organizations":
        what, named = "organization", known.organizations
    if what:
        return {
            word.name: TextPiece(word.name, of_word(what, word.id)) for word in named
        }
    closed = dimension.words(known) or ()
    return {
        word.id: TextPiece(getattr(word, "name", None) or word.id) for word in closed
    }


def _colours(dimension: Dimension, catalog: Catalog) -> Mapping[str, str]:
    known = catalog.vocabularies
    styles = paradigm_styles(known)
    if dimension.name == "paradigm":
        return {word: style.colour for word, style in styles.items() if word}
    if dimension.order == "taxonomy":
        return {
            section.id: styles[section.paradigm].colour
            for section in known.sections
            if section.kind == "model"
        }
    return {}


def _missing(kind: str, catalog: Catalog) -> Iterator[CountTable]:
    records = catalog.records(kind)
    found = gaps(records, kind, catalog)
    if found:
        yield CountTable(
            f"{kind}-gaps",
            "What is not known",
            f"unisurvey stats {kind} --gaps",
            [
                Bar(
                    TextPiece(name.replace("_", " ")),
                    f"{count:,}",
                    round(100 * count / len(records), 2),
                    "grey",
                )
                for name, count in found
            ],
        )


def _sizes(catalog: Catalog) -> dict[str, Any] | None:
    """Return the sizes that are stated, on a logarithmic scale, by section."""
    shown = dataset_sizes(catalog, catalog.datasets)
    if shown.is_empty:
        return None
    every = shown.sizes
    low = floor(log10(every[0][0]))
    high = max(ceil(log10(every[-1][0])), low + 1)
    step = -(-(high - low) // 6)

    def place(size: float) -> float:
        return round(100 * (log10(size) - low) / (high - low), 2)

    return {
        "alt": shown.alt,
        "unknown": shown.unknown,
        "ticks": [
            (place(10**power), short_count(10**power))
            for power in range(low, high + 1, step)
        ],
        "groups": [
            (
                group.name,
                [
                    Bar(
                        TextPiece(
                            each.name, of_record(catalog[f"datasets/{each.dataset}"])
                        ),
                        short_count(each.size),
                        place(each.size),
                        "blue",
                    )
                    for each in group.sizes
                ],
            )
            for group in shown.groups
        ],
    }
