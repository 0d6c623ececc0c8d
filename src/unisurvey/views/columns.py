"""Which columns a listing shows, in which order rows come, and how they are grouped."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.errors import UnknownRecordError, UnknownValueError, UsageError
from unisurvey.fields import FIELDS, Column, by_name, flat_fields, placed
from unisurvey.fields.facets import looked_at
from unisurvey.fields.field import is_known
from unisurvey.fields.words import score_name
from unisurvey.query import make_query
from unisurvey.query.conditions import OF_VARIANTS, fitting_variants
from unisurvey.views.flat import LazyFlat
from unisurvey.views.wording import ABSENT, UNVERIFIED, plain, stated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat


def columns_of(kind: str, catalog: Catalog | None = None) -> tuple[Column, ...]:
    """Return the columns for people, in order; machine formats have every key."""
    return tuple(
        field.column._replace(name=field.name, header=field.header)
        for field in placed(
            kind, lambda field: field.column and field.column.place, catalog
        )
        if field.column
    )


PLAIN: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in placed(kind, lambda field: field.plain))
    for kind in FIELDS
}
"""Columns of the plain rows that a pipe gets."""


def choose(
    kind: str, wanted: str | None, catalog: Catalog, scores: Collection[str] = ()
) -> tuple[Column, ...] | None:
    """Return the columns named in `a,b,c`; `None` when nothing was asked for.

    Args:
        kind: That of the records.
        wanted: The names.
        catalog: Whose fields they are.
        scores: Columns of scores that there are beside them.

    Raises:
        UnknownValueError: there is no such column.
    """
    if wanted is None:
        return None
    names = names_in(wanted)
    known = flat_fields(kind, catalog)
    for name in names:
        if name not in known and name not in scores:
            raise UnknownValueError("column", name, known)
    if not names:
        raise UsageError("no column is named")
    return tuple(_always(name, kind, catalog) for name in names)


def names_in(wanted: str | None) -> list[str]:
    """Return the columns of `section,-date`, without what says how to sort."""
    names = (name.strip().removeprefix("-") for name in (wanted or "").split(","))
    return [name for name in names if name]


def asked(
    kind: str,
    filters: Mapping[str, Any],
    sort: str | None,
    catalog: Catalog,
    scores: Collection[str] = (),
) -> tuple[Column, ...]:
    """Return the usual columns; those that are asked about come first and always.

    What tells records apart stays in front of them.

    Args:
        kind: That of the records.
        filters: As they were given.
        sort: Columns as `sort_rows` takes them.
        catalog: Whose fields they are.
        scores: Columns beside the fields, which are shown.
    """
    by = names_in(sort)
    known = flat_fields(kind, catalog)
    first, *others = columns_of(kind, catalog)
    names = dict.fromkeys((*looked_at(filters, catalog), *by))
    wanted = [name for name in names if name in known and name != first.name]
    return (
        first,
        *(Column(name, _HEADERS.get(name, name)) for name in scores),
        *(_always(name, kind, catalog) for name in wanted),
        *(column for column in others if column.name not in wanted),
    )


def _always(name: str, kind: str, catalog: Catalog) -> Column:
    """Return the column of a field, or of scores, as one that is never left out."""
    if name not in flat_fields(kind, catalog):
        return Column(name, name)
    for columns in (columns_of(of, catalog) for of in (kind, *FIELDS)):
        for column in columns:
            if column.name == name:
                return column._replace(rank=0)
    field = flat_fields(kind, catalog)[name]
    wraps = field.many or field.value_form in {"text", "url", "component"}
    return Column(name, field.header, wraps=wraps and name not in _WHOLE)


_WHOLE = frozenset({"id", "key", "arxiv", "doi", "paper"})
"""What people copy."""


def texts(
    flat: Flat, columns: Sequence[Column], catalog: Catalog, *, brief: bool = False
) -> list[str]:
    """Return the cells of one row as people read them; `""` for what is not known.

    The first says of which records something is not confirmed.

    Args:
        flat: The row.
        columns: Its cells.
        catalog: Names the components.
        brief: Whether sections go without their kind, which the table says.
    """
    cells = [stated(column.name, flat, catalog) for column in columns]
    if brief:
        for n, column in enumerate(columns):
            if column.name == "section" and cells[n]:
                kind = catalog.vocabularies.sections[cells[n]].kind
                cells[n] = cells[n].removeprefix(f"{kind}s-")
    if flat.get("unverified") and cells:
        cells[0] = f"{cells[0]} {UNVERIFIED}"
    if flat.get("status") and cells:
        cells[0] = f"{cells[0]} ({flat['status']})"
    return cells


def score_columns(
    names: Iterable[str], filters: Mapping[str, Any], kind: str, catalog: Catalog
) -> dict[str, Mapping[str, float]]:
    """Return the columns of scores that are asked for: the best of each model by its id.

    Args:
        names: Columns that are shown or sorted by; those that are no field.
        filters: As they were given.
        kind: That of the records.
        catalog: Where the scores are from.

    Raises:
        UnknownValueError: a name is neither a field nor a benchmark.
    """
    known = flat_fields(kind, catalog)
    given = filters.get("score", ())
    words = ",".join([given] if isinstance(given, str) else given).split(",")
    filtered = [score_name(w) for w in words if w.strip() and kind == "models"]
    found: dict[str, Mapping[str, float]] = {}
    for name in dict.fromkeys((*filtered, *names)):
        if name not in known:
            if kind != "models":
                raise UnknownValueError("column", name, known)
            try:
                scores = catalog.plain_scores(name)
            except UnknownRecordError:
                if name in filtered:
                    raise
                raise UnknownValueError("column", name, known) from None
            found[name] = {id_: values[0] for id_, values in scores.items()}
    return found


VARIANT = "variant"
"""Column of the variants that have what is asked of any."""

_HEADERS = {VARIANT: "Variant"}
"""Column beside the fields → its header; those of scores are called as they are typed."""


def variant_column(
    filters: Mapping[str, Any], kind: str, catalog: Catalog
) -> dict[str, Mapping[str, str]]:
    """Return which variants of each model fit, by its id, where filters ask for any.

    Args:
        filters: As they were given.
        kind: That of the records.
        catalog: Where the models are from.
    """
    if kind != "models" or OF_VARIANTS.isdisjoint(filters):
        return {}
    fitting = fitting_variants(make_query(catalog, **filters), catalog)
    found = (
        (m.id, ", ".join(v.id for v in fitting(m) if v.id)) for m in catalog.models
    )
    names = {id_: names for id_, names in found if names}
    return {VARIANT: names} if names else {}


def flatten(
    records: Sequence[Record],
    kind: str,
    catalog: Catalog,
    scores: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[tuple[Record, Flat]]:
    """Return each record with its flat object, and its scores likewise."""
    if not scores:
        return [(record, LazyFlat(kind, record, catalog)) for record in records]
    return [
        (record, LazyFlat(kind, record, catalog, more))
        for record in records
        for more in [{name: each.get(record.id) for name, each in scores.items()}]
    ]


Row = tuple["Record", "Flat"]

_IN_OWN_ORDER = frozenset(
    {"amount", "billions", "integer", "number", "date", "section"}
)
"""Forms whose groups come in the order of their values, not by size."""


class RowGroup(NamedTuple):
    """Rows that have one value of a column in common."""

    value: Any
    """As in the flat object, one element of a list; `None` when it is not known."""

    heading: str
    rows: list[Row]


def sort_rows(
    rows: Sequence[Row],
    wanted: str | None,
    kind: str,
    catalog: Catalog,
    *,
    reverse: bool = False,
    scores: Collection[str] = (),
) -> list[Row]:
    """Return rows sorted by columns, unknown values last.

    Args:
        rows: All of one kind.
        wanted: Columns as in `section,-date`, where `-` turns one round; `None` keeps
            the order.
        kind: That of the rows.
        catalog: Its taxonomy orders sections.
        reverse: Turns every column round, or the order that is kept.
        scores: Columns of scores that there are beside the fields.

    Raises:
        UsageError: a column is unknown, or none is named.
    """
    if wanted is None:
        return list(reversed(rows)) if reverse else list(rows)
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    if not names:
        raise UsageError("no column is named to sort by")
    known_columns = flat_fields(kind, catalog)
    found = list(rows)
    for name in reversed(names):
        column = name.removeprefix("-")
        if column not in known_columns and column not in scores:
            raise UnknownValueError("column", column, known_columns)
        key = _key(column, catalog)
        known = [row for row in found if is_known(row[1][column])]
        absent = [row for row in found if not is_known(row[1][column])]
        descending = name.startswith("-") != reverse
        known.sort(key=lambda row: key(row[1][column]), reverse=descending)
        found = known + absent
    return found


def group_rows(
    rows: Sequence[Row], column: str, kind: str, catalog: Catalog
) -> list[RowGroup]:
    """Return the rows by the values of a column, in the order they have within each.

    A row with several values is in several groups. Sections come as in the taxonomy,
    dates and numbers ascending, other groups the largest first; what is not known is
    last.

    Raises:
        UnknownValueError: there is no such column.
    """
    columns = flat_fields(kind, catalog)
    if column not in columns:
        raise UnknownValueError("column", column, columns)
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        value = row[1][column]
        values = (value or [None]) if isinstance(value, list) else [value]
        for single in dict.fromkeys(values):
            found[single].append(row)
    unknown = found.pop(None, [])
    key = _key(column, catalog)
    ordered = sorted(found, key=key)
    if columns[column].value_form not in _IN_OWN_ORDER:
        ordered.sort(key=lambda value: -len(found[value]))
    listed = any(isinstance(row[1][column], list) for row in rows)
    groups = [
        RowGroup(value, _heading(column, value, catalog, listed=listed), found[value])
        for value in ordered
    ]
    return [*groups, RowGroup(None, ABSENT, unknown)] if unknown else groups


def _heading(column: str, value: Any, catalog: Catalog, *, listed: bool) -> str:
    if by_name(catalog)[column].value_form == "section":
        section = catalog.vocabularies.sections[value]
        name = section.label or section.name
        return f"{value} {name}" if section.paradigm else name
    return plain(column, [value] if listed else value, catalog)


def _key(column: str, catalog: Catalog) -> Callable[[Any], Any]:
    field = by_name(catalog).get(column)
    if field is None or field.value_form != "section":
        return _folded
    rank = {section.id: n for n, section in enumerate(catalog.vocabularies.sections)}

    def place(value: Any) -> Any:
        return [rank[one] for one in ([value] if isinstance(value, str) else value)]

    return place


def _folded(value: Any) -> Any:
    match value:
        case list():
            return [_folded(element) for element in value]
        case str():
            return value.casefold()
        case _:
            return value
