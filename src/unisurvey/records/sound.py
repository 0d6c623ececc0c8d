"""Of which records the checks found nothing, so that they look only at the others again.

What a check finds of one record, or of two, depends on nothing but these and what
`Loaded.digests` covers. So where nothing was found of some records together, nothing will
be found of those among them that are the same still.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.kept.folder import keep, kept, kept_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.records.catalog import Catalog
    from unisurvey.schema import Record

NameInKind = tuple[type["Record"], str]


def name_in_kind(record: Record) -> NameInKind:
    """Return what names a record in a catalogue, whatever it says."""
    return type(record), record.id


class Sound:
    """The records of a catalogue of which nothing was found, by what they depend on."""

    def __init__(
        self, catalog: Catalog, digests: Mapping[NameInKind, bytes], *, strict: bool
    ) -> None:
        """Read what the last run kept.

        Args:
            catalog: What is looked at.
            digests: Of its records, from `Loaded`; without any, nothing is kept.
            strict: Whether warnings are looked for too.
        """
        self._digests = {
            name: digests[name]
            for name in map(name_in_kind, catalog)
            if name in digests
        }
        ending = ".strict.sound" if strict else ".sound"
        self._file = kept_file(catalog.root, ending) if self._digests else None
        known = set(kept(self._file).split())
        self.fresh = tuple(
            record
            for record in catalog
            if self._digests.get(name_in_kind(record)) not in known
        )
        """The records to look at, and to compare with all."""

    def remember(self, faulty: Iterable[Record]) -> None:
        """Keep that of all records but these nothing was found."""
        names = set(map(name_in_kind, faulty))
        sound = (digest for name, digest in self._digests.items() if name not in names)
        keep(self._file, sorted(sound))
