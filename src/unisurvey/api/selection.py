"""Records of one catalogue, in order, and what can be made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, TypeVar, overload

from unisurvey.errors import UsageError
from unisurvey.records import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from bibtexparser import Library

    from unisurvey.bib.bibtex import StyleName
    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Record, Vocabularies
    from unisurvey.views.flat import Flat

R_co = TypeVar("R_co", bound="Record", covariant=True)
NAMED = 3
"""How many records the text form of a selection names."""


class Selection(tuple[R_co, ...]):  # noqa: SLOT001 - tuples cannot have slots
    """A tuple of records that knows their catalogue.

    A slice is a selection too; every other operation of tuples gives what it gives
    for tuples.
    """

    catalog: Catalog
    """Where the records are from."""

    kind: str | None
    """`models`, `papers`, `datasets` or `benchmarks`; `None` when they are of several."""

    def __new__(
        cls, records: Iterable[R_co], catalog: Catalog, kind: str | None
    ) -> Selection[R_co]:
        """Hold records; `kind` says what they are shown as."""
        made = super().__new__(cls, records)
        made.catalog = catalog
        made.kind = kind
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self), self.catalog, self.kind

    @overload
    def __getitem__(self, key: SupportsIndex) -> R_co: ...
    @overload
    def __getitem__(self, key: slice) -> Selection[R_co]: ...
    def __getitem__(self, key: SupportsIndex | slice) -> R_co | Selection[R_co]:
        if isinstance(key, slice):
            return Selection(super().__getitem__(key), self.catalog, self.kind)
        return super().__getitem__(key)

    def __repr__(self) -> str:
        names = ", ".join(name_of(record) for record in self[:NAMED])
        more = ", …" if len(self) > NAMED else ""
        what = self.kind or "records"
        what = what.removesuffix("s") if len(self) == 1 else what
        return f"<{len(self)} {what}{': ' if self else ''}{names}{more}>"

    def select(self, **filters: Any) -> Selection[R_co]:
        """Return those that fit, with the filters of `Catalog.select`.

        Raises:
            UsageError: a filter or value is unknown or does not apply to the kind, or the
                records are of several kinds.
        """
        from unisurvey.query import make_query, select

        kind = self._one_kind()
        query = make_query(self.catalog, **filters)
        return Selection(select(self, kind, query, self.catalog), self.catalog, kind)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the flat objects that `unisurvey list --format json` writes."""
        from unisurvey.views.flat import FLATTEN

        flatten = FLATTEN[self._one_kind()]
        return [flatten(record, self.catalog) for record in self]

    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame with a row per record; `export.frames` has the types.

        Raises:
            UsageError: pandas is not installed, or the records are of several kinds.
        """
        from unisurvey.export.tabular import to_frame
        from unisurvey.fields import flat_fields

        fields = flat_fields(self._one_kind(), self.catalog)
        return to_frame(self.to_dicts(), fields)

    def to_bibtex(
        self,
        *,
        style: StyleName = "bibtex",
        omit: Iterable[str] = (),
        keys: Literal["key", "id"] = "key",
    ) -> str:
        """Return an entry for the paper behind each record, none twice.

        Raises:
            UnknownValueError: there is no such style or field.
            RepeatedKeyError: two papers have the same key.
        """
        from unisurvey.bib.bibtex import to_bibtex

        return to_bibtex(*self._works(), style=style, omit=omit, keys=keys)

    def to_library(
        self,
        *,
        style: StyleName = "bibtex",
        omit: Iterable[str] = (),
        keys: Literal["key", "id"] = "key",
    ) -> Library:
        """Return the entries of `to_bibtex` as bibtexparser's objects, to go on with.

        Raises:
            UnknownValueError: there is no such style or field.
            RepeatedKeyError: two papers have the same key.
        """
        from unisurvey.bib.bibtex import to_library

        return to_library(*self._works(), style=style, omit=omit, keys=keys)

    def to_markdown(self, columns: str | None = None) -> str:
        """Return a table; `columns` are keys such as `name,date`, `None` the usual ones.

        Raises:
            UsageError: there is no such column, or the records are of several kinds
                and columns are named.
        """
        from unisurvey.render.markdown import rows_table
        from unisurvey.views.columns import choose, columns_of

        if self.kind is None and columns is None:
            return rows_table(*self._mixed(), self.catalog)
        kind = self._one_kind()
        shown = choose(kind, columns, self.catalog) or columns_of(kind, self.catalog)
        return rows_table(self.to_dicts(), shown, self.catalog)

    def to_latex(
        self,
        columns: str | None = None,
        *,
        caption: str | None = None,
        label: str | None = None,
    ) -> str:
        r"""Return a `longtable` that cites each record, as `list --format latex` does.

        Args:
            columns: Keys such as `name,date`; `None` are the usual ones.
            caption: `None` says how many records of which kind it has.
            label: Behind `tab:`; `None` is the kind.

        Raises:
            UsageError: there is no such column, or the records are of several kinds.
        """
        from unisurvey.render.selection import selection_tex
        from unisurvey.views.columns import choose, flatten

        kind = self._one_kind()
        return selection_tex(
            flatten(self, kind, self.catalog),
            kind,
            self.catalog,
            choose(kind, columns, self.catalog),
            caption=caption,
            label=label,
        )

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        from unisurvey.render.html import listing_html
        from unisurvey.views.columns import columns_of

        if self.kind is None:
            flats, columns = self._mixed()
            return listing_html(flats, columns, self.catalog, "records")
        return listing_html(
            self.to_dicts(),
            columns_of(self.kind, self.catalog),
            self.catalog,
            self.kind,
        )

    def _works(self) -> tuple[Sequence[Paper], Vocabularies]:
        from unisurvey.views.flat import works

        return works(self, self.catalog), self.catalog.vocabularies

    def _mixed(self) -> tuple[list[Flat], Sequence[Column]]:
        """Return rows and columns that records of every kind have."""
        from unisurvey.views.news import NEWS_COLUMNS, flat_addition

        return [flat_addition(record, self.catalog) for record in self], NEWS_COLUMNS

    def _one_kind(self) -> str:
        if self.kind is None:
            raise UsageError("the records are of several kinds; take those of one")
        return self.kind


def to_bibtex(
    records: Selection[Record] | Iterable[Paper],
    vocabularies: Vocabularies | None = None,
    *,
    style: StyleName = "bibtex",
    omit: Iterable[str] = (),
    keys: Literal["key", "id"] = "key",
) -> str:
    """Return BibTeX entries in the order given.

    Args:
        records: A selection, which may hold datasets and benchmarks: their papers are
            written, none twice. Or any papers, each once, with `vocabularies`.
        vocabularies: Those that bare papers refer to: `catalog.vocabularies`; a
            selection knows its own.
        style: `bibtex`, `biblatex` or `arxiv`.
        omit: Names of fields to leave out.
        keys: Whether works are cited by their keys or by their ids.

    Raises:
        UnknownValueError: there is no such style or field.
        UsageError: bare papers come without vocabularies.
    """
    if isinstance(records, Selection):
        return records.to_bibtex(style=style, omit=omit, keys=keys)
    if vocabularies is None:
        raise UsageError(
            "records do not know their catalogue; take a selection "
            "(catalog.select, catalog.pick), or add catalog.vocabularies"
        )
    from unisurvey.bib.bibtex import to_bibtex as entries

    return entries(records, vocabularies, style=style, omit=omit, keys=keys)
