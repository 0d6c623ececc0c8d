"""Tables of records, with the rows of Explore, for pages about what they have in common."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.site.addresses import of_kind, of_word
from unisurvey.site.rows import chain_head, row_columns, shown_row
from unisurvey.views.columns import flatten, sort_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.schema import Record
    from unisurvey.site.frame import Frame


class Listing(NamedTuple):
    """Records of one kind, the newest first."""

    kind: str
    title: str
    heads: list[str]
    chain: str | None
    """Head of the column of what models are built of."""

    rows: list[str]
    """As HTML."""

    more: str | None
    """Where the same are filtered, searched and sorted."""


class Listings:
    """Makes tables of pages that stand two folders deep; each row is drawn once."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._drawn: dict[tuple[str, str], str] = {}

    @cached_property
    def _draw(self) -> Callable[..., str]:
        return self._frame.macro("rows.html.j2", "row", of_word("any", "page"))

    def of(
        self, kind: str, records: Iterable[Record], query: str | None = None
    ) -> Listing | None:
        """Return a table; `None` where there is no record.

        Args:
            kind: Of all of them.
            records: In any order.
            query: What finds the same on the page of the kind: `section=b-3`.
        """
        catalog = self._frame.catalog
        columns = row_columns(kind, catalog)
        rows = sort_rows(flatten(list(records), kind, catalog), "-date", kind, catalog)
        if not rows:
            return None
        for record, flat in rows:
            if (kind, record.id) not in self._drawn:
                row = shown_row(0, kind, record, flat, columns, catalog)
                self._drawn[kind, record.id] = str(self._draw(row, kind, False))
        about = catalog.vocabularies.about
        return Listing(
            kind,
            about.models if kind == "models" else kind.capitalize(),
            [column.header for column in columns],
            chain_head(catalog) if kind == "models" else None,
            [self._drawn[kind, record.id] for record, _ in rows],
            query and f"{of_kind(kind)}?{query}",
        )
