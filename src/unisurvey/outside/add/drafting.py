"""Facts about one work and what a person states → records of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.references import DRAFTED
from unisurvey.errors import UsageError
from unisurvey.outside.add.duplicates import find_paper
from unisurvey.outside.add.gathering import gather
from unisurvey.outside.add.listing import draft_listed
from unisurvey.outside.add.naming import page_name, short_name
from unisurvey.outside.add.pages import best_first, page
from unisurvey.outside.add.recording import (
    Draft,
    completes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.making import Drafting
    from unisurvey.outside.add.statements import Statements
    from unisurvey.outside.services.work import Work

UNPLACED = {"check": "C217", "reason": DRAFTED}
"""Stands in a paper's record until it is known where it belongs."""


def draft(making: Drafting, works: Sequence[Work], source: str) -> Draft:
    """Return the records of one work.

    Args:
        making: Of which catalogue, and what a person states.
        works: What services say of it, at least one.
        source: What the user asked for, for messages.

    Raises:
        DuplicateWorkError: the catalogue has it already.
        UsageError: there is not enough to make a record of.
    """
    works = best_first(works)
    facts = gather(works, making.catalog.vocabularies)
    if not facts.value("title"):
        raise UsageError(f"{source} names neither a title nor a paper to cite")
    found = find_paper(facts, works, making.catalog, making.distinct_from)
    if making.details.kind in {"dataset", "benchmark"}:
        return draft_listed(making, facts, works, source, found)
    if found and not making.details:
        raise making.duplicate(found, source)
    _state_paper(making, facts, works)
    made = making.paper(facts, works, source, found.record if found else None)
    if found and not completes(found.record, made):
        raise making.duplicate(found, source)
    return Draft((made,), tuple(facts.doubts), source)


def _state_paper(making: Drafting, facts: Statements, works: Sequence[Work]) -> None:
    details = making.details
    name = details.name or short_name(facts.value("title"))
    places = making.places_of_name(facts)
    if details.kind == "model":
        if not name:
            name = page_name(works)
            places = [page(work, "name") for work in works if work.name][:1]
        if not name:
            raise UsageError(
                f"the title {facts.value('title')!r} has no short name before a "
                "colon; say what the model is called: --name NAME"
            )
        facts.say("model.name", name, places)
        facts.say("model.section", details.section)
    else:
        facts.say("name", name, places)
        facts.say("sections", [details.section] if details.section else [])
        if not details.section:
            facts.exceptions.append(UNPLACED)
    for path, value in details.stated.items():
        facts.say(path.removeprefix("paper:"), value, details.places(path))
