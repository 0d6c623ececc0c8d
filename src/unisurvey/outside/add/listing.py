"""Facts and details → the record of a dataset or benchmark, with its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.errors import UsageError
from unisurvey.outside.add.duplicates import find_listed
from unisurvey.outside.add.gathering import license_of
from unisurvey.outside.add.naming import make_id, page_name, short_name, slug
from unisurvey.outside.add.pages import page, web_page
from unisurvey.outside.add.recording import Draft, taken_names, valid_record
from unisurvey.outside.add.statements import Statements
from unisurvey.schema import Benchmark, Dataset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.duplicates import Duplicate
    from unisurvey.outside.add.making import Drafting
    from unisurvey.outside.services.work import Work
    from unisurvey.schema import Paper, Record

_OF_PAPERS = ("links.code", "links.demo", "links.project", "links.weights", "license")
"""What pages say of the data rather than of the paper."""


def draft_listed(
    making: Drafting,
    facts: Statements,
    works: Sequence[Work],
    source: str,
    found: Duplicate[Paper] | None,
) -> Draft:
    """Return a dataset or benchmark, with its paper where that is new.

    Args:
        making: Its details say which of the two.
        facts: Of the paper.
        works: Where they come from, the best first.
        source: What the user asked for, for messages.
        found: The paper's record, if there is one.

    Raises:
        DuplicateWorkError: the catalogue has it already.
        UsageError: it has no name, or its id is taken.
    """
    has_paper = any(work.kind == "paper" for work in works)
    if found and has_paper and found.by in {("arxiv",), ("doi",)}:
        raise making.duplicate(found, source)
    listed = _statements(making, facts, works)
    name = listed.value("name")
    folder = f"{making.details.kind}s"
    others = [
        record
        for record in making.catalog.records(folder)
        if record.id not in making.distinct_from
    ]
    twin = find_listed(name, listed.value("links.home"), others)
    if twin:
        raise making.duplicate(twin, source)
    records: list[Record] = []
    if not found and has_paper:
        facts.say("name", short_name(facts.value("title")), facts.places("title"))
        records.append(making.paper(facts, works, source))
    paper = found.record if found else records[0] if records else None
    listed.say("paper", paper.id if paper else None, facts.places("title"))
    taken = taken_names(making.catalog, folder)
    fallback = f"{slug(name)}-{making.details.kind}"
    id_ = making.given_id(taken) or make_id(name, fallback, taken)
    schema = Dataset if making.details.kind == "dataset" else Benchmark
    known = making.catalog.vocabularies
    records.append(valid_record(schema, listed, known, id=id_, added=making.today))
    doubts = [*([] if found else facts.doubts), *listed.doubts]
    return Draft(tuple(records), tuple(doubts), source)


def _statements(
    making: Drafting, facts: Statements, works: Sequence[Work]
) -> Statements:
    """Return what is said of the data; takes from `facts` what is not the paper's."""
    details = making.details
    on_page = page_name(works)
    name = details.name or on_page or short_name(facts.value("title"))
    if not name:
        raise UsageError(
            f"the title {facts.value('title')!r} has no short name before a colon; "
            f"say what the {details.kind} is called: --name NAME"
        )
    listed = Statements()
    pages = [work for work in works if work.name and work.kind != "paper"]
    named = [page(work, "name") for work in pages][:1]
    of_page = not details.name and on_page
    listed.say("name", name, named if of_page else making.places_of_name(facts))
    listed.say("section", details.section)
    listed.say("date", facts.value("date"), facts.places("date"))
    _state_pages(making, listed, facts, works)
    for path in _OF_PAPERS:
        facts.held.pop(path, None)
    facts.doubts = [doubt for doubt in facts.doubts if doubt.field not in _OF_PAPERS]
    for path, value in details.stated.items():
        of = facts if path.startswith("paper:") else listed
        of.say(path.removeprefix("paper:"), value, details.places(path))
    return listed


def _state_pages(
    making: Drafting, listed: Statements, facts: Statements, works: Sequence[Work]
) -> None:
    """State where the data are, and their licence."""
    stating = [work for work in works if work.links.get("home")]
    pages = [work for work in works if work.kind == "dataset"] or stating[:1]
    home = pages[0].links.get("home") or web_page(pages[0]) if pages else None
    urls = [page(work) for work in pages]
    code, code_urls = facts.value("links.code"), facts.places("links.code")
    if making.details.kind == "dataset":
        listed.say("links.home", home, urls)
        listed.say("links.code", code, code_urls)
        known = making.catalog.vocabularies
        license_of(listed, "license", works, ("dataset",), known)
    else:
        listed.say("links.home", home or code, urls if home else code_urls)
