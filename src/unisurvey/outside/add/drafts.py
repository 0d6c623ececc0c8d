"""Works → drafts of their records, and what a person must still decide about them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from unisurvey.checks.references import DRAFTED
from unisurvey.errors import UsageError
from unisurvey.fields import FIELDS
from unisurvey.outside.add.duplicates import find_listed, find_paper, refuse_left_out
from unisurvey.outside.add.facts import Statements, gather, license_of
from unisurvey.outside.add.naming import make_id, short_name, slug
from unisurvey.outside.add.options import KINDS, OPTIONS, spelled
from unisurvey.outside.add.record import Draft, completes, valid_record
from unisurvey.outside.services.work import best_first
from unisurvey.schema import Benchmark, Dataset
from unisurvey.schema.provenance import stated_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.details import Details
    from unisurvey.outside.add.duplicates import Duplicate
    from unisurvey.outside.add.facts import Doubt
    from unisurvey.outside.add.record import Drafting
    from unisurvey.outside.services.work import Work
    from unisurvey.schema import Paper, Record

UNPLACED = {"check": "C217", "reason": DRAFTED}
"""Stands in a paper's record until it is known where it belongs."""

_OF_PAPERS = (
    "links.code",
    "links.demo",
    "links.project",
    "links.weights",
    "code_license",
)
"""What pages say of the data rather than of the paper."""

_SECTION = (
    "section",
    "where it belongs, see docs/taxonomy.md; for a model then also what it is built of",
)


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
    refuse_left_out(facts, making.catalog, source)
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
    if details.kind == "model":
        facts.say("model.name", *making.name(facts, works))
        facts.say("model.section", details.section)
    else:
        facts.say("name", *making.name(facts, works))
        facts.say("sections", [details.section] if details.section else [])
        if not details.section:
            facts.exceptions.append(UNPLACED)
    for path, value in details.stated.items():
        facts.say(path.removeprefix("paper:"), value, details.places(path))


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
    held = making.catalog.records(folder)
    others = [record for record in held if record.id not in making.distinct_from]
    twin = find_listed(name, listed.value("links.home"), others)
    if twin:
        raise making.duplicate(twin, source)
    records: list[Record] = []
    if not found and has_paper:
        facts.say("name", short_name(facts.value("title")), facts.places("title"))
        records.append(making.paper(facts, works, source))
    paper = found.record if found else records[0] if records else None
    listed.say("paper", paper.id if paper else None, facts.places("title"))
    taken = making.names(folder)
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
    listed = Statements()
    listed.say("name", *making.name(facts, works))
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
    home = pages[0].links.get("home") or pages[0].web_page if pages else None
    urls = [work.page for work in pages]
    code, code_urls = facts.value("links.code"), facts.places("links.code")
    if making.details.kind == "dataset":
        listed.say("links.home", home, urls)
        listed.say("links.code", code, code_urls)
        known = making.catalog.vocabularies
        license_of(listed, "license", works, ("dataset",), known)
    else:
        listed.say("links.home", home or code, urls if home else code_urls)


def undecided(draft: Draft, details: Details) -> tuple[tuple[str, str], ...]:
    """Return fields that are open, each with what is known of it; may be empty."""
    record = draft.records[-1]
    found = [] if details.section else [_SECTION]
    for option in _open(record, details):
        field = OPTIONS[option].fields[details.kind]
        found.append((field.removeprefix("model."), OPTIONS[option].help.rstrip(".")))
    return (*found, *((doubt.field, doubt.why) for doubt in _doubts(draft, details)))


def command(draft: Draft, details: Details, words: Sequence[str]) -> str:
    """Return the command line that states what is open, with words to replace.

    Args:
        draft: What is open in it.
        details: What was stated already.
        words: The command line that led to the draft, without the program's name.
    """
    kind = details.kind
    named = [] if details.section else ["section"]
    named += _open(draft.records[-1], details)
    fields = {
        o.fields[kind].removeprefix("paper:"): n
        for n, o in OPTIONS.items()
        if kind in o.fields
    }
    named += [fields[d.field] for d in _doubts(draft, details) if d.field in fields]
    added = [
        word
        for name in dict.fromkeys(named)
        for word in spelled(
            name, OPTIONS[name].metavar if name in OPTIONS else "CODE"
        ).split(" ")
    ]
    if not details.vouched_by and set(named) - {"section"}:
        added += ["--vouched-by", "URL"]
    return shlex.join(["unisurvey", *words, *added])


def _doubts(draft: Draft, details: Details) -> list[Doubt]:
    """Return the doubts that the person has not yet decided."""
    decided = {path.removeprefix("paper:") for path in details.stated}
    return [doubt for doubt in draft.doubts if doubt.field not in decided]


def _open(record: Record, details: Details) -> list[str]:
    """Return the options that the record should have and has not, in the table's order."""
    kind, stated = details.kind, set(stated_fields(record))
    shared = "model.encoders.shared" in stated
    names = {one.having[kind]: n for n, one in OPTIONS.items() if kind in one.having}
    return [
        option
        for field in FIELDS[KINDS[kind]]
        if field.option
        and field.option.asked
        and OPTIONS[option := names[field]].fields[kind] not in stated
        and not (shared and option.endswith("-encoder"))
    ]
