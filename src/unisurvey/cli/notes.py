"""What stderr says of a selection: what is not stated, what emptied it, what else fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.cli.settings import Settings, is_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.query import Query
    from unisurvey.query.reasons import Emptying
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

BY_OPTION = "--kind {kind} …"
"""How most commands are asked for another kind."""


def tell_selection(
    catalog: Catalog,
    kind: str,
    filters: dict[str, Any],
    records: Sequence[Record],
    settings: Settings,
    *,
    guessed: bool,
    how: str = BY_OPTION,
    shown: int | None = None,
) -> None:
    """Say what a selection does not show by itself.

    Args:
        catalog: Where the records are from.
        kind: What they are.
        filters: As the options were given.
        records: What fits.
        settings: Of the run.
        guessed: Whether nobody named the kind.
        how: To ask for another kind.
        shown: How many are shown, for a terminal to be told; `None` tells it only with
            what is not stated.
    """
    from unisurvey.query import make_query

    if settings.quiet:
        return
    query = make_query(catalog, **filters)
    if not records:
        match = f" match{_why(catalog, kind, query)}" if filters else ""
        settings.note(f"no {kind}{match}")
    else:
        _tell_found(catalog, kind, query, len(records), settings, shown)
    if not records or (filters and guessed):
        elsewhere = _elsewhere(catalog, kind, query)
        if elsewhere:
            what = _and(f"{count} {name}" for _, name, count in elsewhere)
            link = "also" if records else "but"
            asked = how if filters else how.removesuffix(" …")
            settings.note(f"{link} {what}: {asked.format(kind=elsewhere[0][0])}")


def _tell_found(
    catalog: Catalog,
    kind: str,
    query: Query,
    found: int,
    settings: Settings,
    shown: int | None,
) -> None:
    every = catalog.records(kind)
    open_ = "".join(f"; {told}" for told in _open(catalog, kind, query))
    if open_ or (shown is not None and is_terminal()):
        part = f", {shown} shown" if shown is not None and shown < found else ""
        settings.note(f"{found} of {len(every)} {kind}{part}{open_}")


def tell_open(
    catalog: Catalog, kinds: Iterable[str], filters: dict[str, Any], settings: Settings
) -> None:
    """Say how many records do not state what filters look at, where kinds are mixed."""
    from unisurvey.query import make_query

    query = make_query(catalog, **filters)
    for kind in kinds:
        for told in _open(catalog, kind, query):
            settings.note(f"of {len(catalog.records(kind))} {kind} {told}")


def _open(catalog: Catalog, kind: str, query: Query) -> Iterator[str]:
    from unisurvey.query.reasons import unstated

    for each in unstated(catalog.records(kind), kind, query, catalog):
        kept = " of them" if each.kept else ""
        verb = "does" if each.records == 1 else "do"
        yield f"{each.records}{kept} {verb} not state {' or '.join(each.keys)}"


def _why(catalog: Catalog, kind: str, query: Query) -> str:
    """Return which filter emptied a selection, and what is near to what it names."""
    from unisurvey.query.reasons import emptying

    found, alone = emptying(catalog.records(kind), kind, query, catalog)
    if not found:
        return ""
    if alone:
        first, *more = found
        parts = [f"{first.left} would without {first.condition.said}"]
        parts += (f"{each.left} without {each.condition.said}" for each in more)
        return f"; {', '.join(parts)}{'' if more else _near(first)}"
    parts = [f"{each.condition.said} fits {each.left or 'none'}" for each in found]
    return f"; alone {_and(parts)}"


def _near(emptied: Emptying) -> str:
    keys = " or ".join(emptied.condition.keys)
    return f" ({keys}: {', '.join(emptied.near)})" if emptied.near else ""


def _elsewhere(catalog: Catalog, kind: str, query: Query) -> list[tuple[str, str, int]]:
    """Return the other kinds that have the filters, their name and how many fit.

    Models are papers too: beside them count those that are none, and beside papers
    they are there already.
    """
    from unisurvey.fields.attributes import model_of
    from unisurvey.query import kinds_for, select
    from unisurvey.records import SELECTABLE

    able = kinds_for(query, catalog)
    others = able - {kind, "models" if kind == "papers" else ""}
    found = []
    for of in (each for each in SELECTABLE if each in others):
        fitting = select(catalog.records(of), of, query, catalog)
        other = of == "papers" and "models" in able and bool(catalog.models)
        if other:
            fitting = tuple(paper for paper in fitting if not model_of(paper))
        if fitting:
            name = of.removesuffix("s") if len(fitting) == 1 else of
            found.append((of, f"{'other ' if other else ''}{name}", len(fitting)))
    return found


def _and(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
