from dataclasses import replace

import pytest

from unisurvey.errors import UsageError
from unisurvey.views.flat import kind_of
from unisurvey.views.news import (
    NEWS_KEYS,
    added_on,
    additions,
    flat_addition,
    recent,
)


def dated(catalog, **days):
    """The catalogue with other days on which papers were added."""
    papers = tuple(
        paper.model_copy(update={"added": days.get(paper.id.replace("-", "_"), "2026")})
        for paper in catalog.papers
    )
    return replace(catalog, papers=papers)


def test_news_are_newest_first_then_by_kind_then_newest_work(toy_catalog):
    catalog = dated(toy_catalog, toy_bare="2026-03-01", toy_any="2026-02")

    found = [record.id for record in additions(catalog)]

    assert found[:2] == ["toy-bare", "toy-any"]
    assert found[2:6] == ["toy-sets", "plain-set", "toy-bench", "plain-bench"]
    assert found[6] == "toy-show"  # "2026" can be as early as its first day


def test_a_paper_is_told_of_with_the_dataset_that_came_the_same_day(toy_catalog):
    later = dated(toy_catalog, toy_sets="2026-02-01")

    assert toy_catalog["papers/toy-sets"] not in additions(toy_catalog)
    assert toy_catalog["papers/toy-sets"] in additions(toy_catalog, "papers")
    assert later["papers/toy-sets"] in additions(later)


def test_a_model_is_told_of_although_its_dataset_came_the_same_day(real):
    blip = real["blip3-o"]

    assert kind_of(blip) == "models"
    assert added_on(blip) == added_on(real["blip3o-60k"])
    assert blip in additions(real)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-03", ["toy-bare"]),
        ("2026-02-15", ["toy-bare", "toy-any"]),  # added in February, perhaps then
        ("2026-03-02", []),
    ],
)
def test_since_keeps_what_can_be_as_new(toy_catalog, since, expected):
    days = {"unified_multimodal_survey": "2025", "specials": "2025", "toy_sets": "2025"}
    catalog = dated(
        *(toy_catalog,),
        **days | {"toy_bare": "2026-03-01", "toy_any": "2026-02", "toy_show": "2025"},
    )

    found = [record.id for record in additions(catalog, "papers", since)]

    assert found == expected


def test_a_malformed_date_is_refused(toy_catalog):
    with pytest.raises(UsageError) as caught:
        additions(toy_catalog, since="last week")

    assert str(caught.value) == (
        "'last week' is not a date, expected YYYY, YYYY-MM or YYYY-MM-DD"
    )


def test_recent_counts_from_the_newest_addition_and_not_from_today(toy_catalog):
    assert recent(additions(toy_catalog)) == "2025-12-03"
    assert recent(()) is None


def test_every_record_is_news_once_and_has_every_key(real):
    found = additions(real)

    assert len({id(record) for record in found}) == len(found)
    for record in found:
        flat = flat_addition(record, real)
        assert tuple(flat) == NEWS_KEYS
        assert (real.root / flat["record"]).is_file()
        assert real[f"{flat['record'].split('/')[1]}/{record.id}"] is record
