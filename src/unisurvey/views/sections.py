"""Sections of the taxonomy as pages show them."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING, TypeVar

from unisurvey.fields.attributes import sections_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Paper, Record, Section

R = TypeVar("R", bound="Record")


def heading(section: Section) -> str:
    """Return the heading: the name, with its code before it if there is one."""
    return f"{section.code}: {section.name}" if section.code else section.name


def in_survey_order(papers: Iterable[Paper]) -> list[Paper]:
    """Return papers by their number in the survey's references; others after, by date."""

    def place(paper: Paper) -> tuple[float, str]:
        numbers = (paper.survey and paper.survey.references) or (inf,)
        return numbers[0], paper.date or ""

    return sorted(papers, key=place)


def by_section(records: Iterable[R]) -> defaultdict[str, list[R]]:
    """Return records by the leaf sections that hold them."""
    found: defaultdict[str, list[R]] = defaultdict(list)
    for record in records:
        for section in sections_of(record):
            found[section].append(record)
    return found
