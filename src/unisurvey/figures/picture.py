"""What all figures have before they are drawn, and what heads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Selected:
    """What shows all records, or some of them."""

    subset: str = field(default="", kw_only=True)
    """Which of them, in words; nothing where all are."""


class Picture(Protocol):
    """What a figure shows, before it is drawn."""

    @property
    def title(self) -> str:
        """Short name."""
        ...

    @property
    def subset(self) -> str:
        """Which records are shown, in words; nothing where all are."""
        ...

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        ...

    @property
    def alt(self) -> str:
        """What there is to see, in a sentence or two."""
        ...

    @property
    def details(self) -> str:
        """The numbers and names behind it."""
        ...


def full_title(shown: Picture) -> str:
    """Return the title of a figure, with what decides which records it shows."""
    return f"{shown.title}: {shown.subset}" if shown.subset else shown.title


def described(shown: Picture) -> str:
    """Return what there is to see in a figure, and of which records."""
    return f"{shown.alt} Only {shown.subset}." if shown.subset else shown.alt
