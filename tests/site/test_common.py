"""Pages of sections, components, organizations and venues against the records."""

import pytest
from lxml import html

from unisurvey.fields.attributes import (
    components_of,
    lineage_of,
    model_of,
    sections_of,
)
from unisurvey.figures.foundations import WIRINGS
from unisurvey.site.addresses import of_record, of_word
from unisurvey.site.diagram import diagram
from unisurvey.views.flat import kind_of


def led_to(any_pages, address):
    """Return the pages that the content of a page leads to."""
    document = html.document_fromstring(any_pages[address])
    links = document.xpath("//main//tbody//th/a/@href")
    return {link.removeprefix("../../") for link in links}


def test_a_section_lists_what_it_holds(any_catalog, any_pages):
    records = [record for record in any_catalog if sections_of(record)]
    for section in any_catalog.vocabularies.sections:
        held = {of_record(r) for r in records if section.id in sections_of(r)}
        assert led_to(any_pages, of_word("section", section.id)) == held


def test_a_component_lists_who_is_built_of_it_or_a_version(any_catalog, any_pages):
    users: dict[str, set[str]] = {}
    for model in any_catalog.models:
        for component in components_of(model, "component"):
            for one in lineage_of(component, any_catalog):
                users.setdefault(one, set()).add(of_record(model))

    there = {at for at in any_pages if at.startswith("component/")} - {
        "component/index.html"
    }
    assert there == {of_word("component", one) for one in users}
    for one, models in users.items():
        assert led_to(any_pages, of_word("component", one)) >= models


def test_an_organization_lists_its_models_and_a_venue_its_works(any_catalog, any_pages):
    wanted: dict[str, set[str]] = {}
    for record in any_catalog:
        model, paper = model_of(record), any_catalog.paper_of(record)
        for one in (model and model.organizations) or ():
            wanted.setdefault(of_word("organization", one), set()).add(
                of_record(record)
            )
        if paper and paper.venue:
            place = of_word("venue", paper.venue)
            wanted.setdefault(place, set()).add(of_record(record))

    for address, records in wanted.items():
        assert led_to(any_pages, address) == records
    there = {at for at in any_pages if at.startswith(("organization/", "venue/"))}
    assert there - {*wanted} <= {"organization/index.html", "venue/index.html"}


def test_numbers_of_an_index_are_those_of_its_pages(any_pages):
    for what in ("organization", "venue"):
        if f"{what}/index.html" in any_pages:
            document = html.document_fromstring(any_pages[f"{what}/index.html"])
            for entry in document.xpath("//ul[contains(@class, 'entries')]/li"):
                (number,) = entry.xpath("span[@class='number']/text()")
                page = entry.xpath("a/@href")[0].removeprefix("../")
                assert int(number) == len(led_to(any_pages, page))


def test_kinds_stand_in_tables_of_their_own(any_catalog, any_pages):
    for address in any_pages:
        if address.startswith("venue/") and address.count("/") == 2:
            document = html.document_fromstring(any_pages[address])
            for section in document.xpath("//section[@data-listing]"):
                kind = section.get("data-listing")
                links = section.xpath(".//tbody//th/a/@href")
                records = {of_record(r): r for r in any_catalog}
                found = {
                    kind_of(records[link.removeprefix("../../")]) for link in links
                }
                assert found == {kind}


@pytest.mark.parametrize("drawn", WIRINGS)
def test_a_diagram_holds_its_blocks_and_says_them(drawn):
    made = diagram("Name", WIRINGS[drawn])

    assert all(block.words in made.alt for block in made.blocks)
    for block in made.blocks:
        assert 0 <= block.x <= block.x + block.width <= made.width
        assert 0 <= block.y <= block.y + block.height <= made.height
    for x1, y1, x2, y2 in made.arrows:
        assert (x1, y1) != (x2, y2)
