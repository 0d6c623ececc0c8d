"""Values change together with their provenance."""

import pytest
from pydantic import ValidationError

from unisurvey.records.canonical import canonical
from unisurvey.records.editing import Place, edited
from unisurvey.schema.provenance import Source

NEW = Source(url="https://example.org/new", vouches=("title",))


@pytest.fixture(scope="session")
def show(toy_catalog):
    return toy_catalog["toy-show"]


def test_no_change_gives_the_same_record(toy_catalog):
    for record in toy_catalog:
        assert edited(record, {}, toy_catalog.vocabularies) == record


def test_a_new_value_is_vouched_for_by_its_source_alone(show, toy_catalog):
    made = edited(show, {("title",): "New"}, toy_catalog.vocabularies, NEW)

    vouching = [s.url for s in made.sources if "title" in s.vouches]
    assert (made.title, vouching) == ("New", ["https://example.org/new"])


def test_a_source_that_is_there_already_vouches_for_more(show, toy_catalog):
    once = edited(show, {("title",): "New"}, toy_catalog.vocabularies, NEW)

    twice = edited(once, {("doi",): "10.1000/x"}, toy_catalog.vocabularies, NEW)

    (source,) = [s for s in twice.sources if s.url == NEW.url]
    assert source.vouches == ("title", "doi")


def test_a_field_deep_down_is_made_with_its_block(toy_catalog):
    bare = toy_catalog["toy-bare"]

    made = edited(
        bare, {("links", "code"): "https://example.org/c"}, toy_catalog.vocabularies
    )

    assert bare.links is None
    assert made.links.code == "https://example.org/c"


def test_a_block_that_becomes_empty_goes_with_its_sources(show, toy_catalog):
    links = [name for name, value in show.links if value]
    changes: dict[Place, None] = {("links", name): None for name in links}

    made = edited(show, changes, toy_catalog.vocabularies)

    vouched = {path for source in made.sources for path in source.vouches}
    assert links
    assert made.links is None
    assert not any(path.startswith("links") for path in vouched)
    assert "\nlinks:" not in canonical(made)


def test_an_element_of_a_list_can_be_changed_and_removed(show, toy_catalog):
    changed = edited(show, {("authors", 0): "Ann New"}, toy_catalog.vocabularies)
    shorter = edited(show, {("authors", 0): None}, toy_catalog.vocabularies)

    assert changed.authors == ("Ann New", *show.authors[1:])
    assert shorter.authors == show.authors[1:]


def test_removing_what_is_not_there_changes_nothing(show, toy_catalog):
    assert edited(show, {("url",): None}, toy_catalog.vocabularies) == show


def test_a_wrong_value_is_refused(show, toy_catalog):
    with pytest.raises(ValidationError):
        edited(show, {("date",): "soon"}, toy_catalog.vocabularies)


def test_a_source_with_an_address_confirms_what_it_states(drafted):
    draft = drafted["toy-draft"]

    made = edited(draft, {("title",): draft.title}, drafted.vocabularies, NEW)

    assert draft.unverified == ("title", "authors", "date", "model.name")
    assert made.unverified == ("authors", "date", "model.name")
    file = Source(file="other.bib", vouches=("date",))
    still = edited(made, {("date",): "2029-02"}, drafted.vocabularies, file)
    assert still.unverified == made.unverified
