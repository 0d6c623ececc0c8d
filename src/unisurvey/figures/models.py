"""What figures say of a model: its name, when it appeared and of which kind it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import paradigm_of
from unisurvey.figures.theme import PARADIGM_NAMES
from unisurvey.records import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper


@dataclass(frozen=True)
class ModelMark:
    """One model in a figure."""

    name: str
    paradigm: str | None
    any_to_any: bool
    """Whether its section is the one that holds every paradigm."""

    date: str | None
    """Partial ISO date."""

    @property
    def rank(self) -> tuple[int, bool, str, str]:
        """Order within a period: by paradigm, then text and image first, then date."""
        paradigm = list(PARADIGM_NAMES).index(self.paradigm)
        return paradigm, self.any_to_any, self.date or "", self.name.casefold()


def marks(records: Iterable[Paper], catalog: Catalog) -> tuple[ModelMark, ...]:
    """Return the models among the records, in the order they came."""
    sections = catalog.vocabularies.sections
    return tuple(
        ModelMark(
            name_of(record),
            paradigm_of(record, catalog),
            sections[record.model.section].paradigm is None,
            record.date,
        )
        for record in records
        if record.model
    )


def paradigm_counts(models: Iterable[ModelMark]) -> dict[str | None, int]:
    """Return how many models are of each paradigm, without those of which none is."""
    counts = Counter(mark.paradigm for mark in models)
    return {name: counts[name] for name in PARADIGM_NAMES if counts[name]}


def counted(counts: Mapping[str | None, int]) -> str:
    """Return the counts in words: `71 autoregressive, 8 diffusion`."""
    return ", ".join(
        f"{count} {PARADIGM_NAMES[name].lower()}" for name, count in counts.items()
    )
