"""What came before, and where the works of each heading of the survey are."""

import pytest

from unisurvey import load_catalog
from unisurvey.views.foundations import PAGE, foundations, listing

HEADINGS = (
    *("1", "2", "2.1", "2.2", "2.2.1", "2.2.2", "2.2.2.1", "2.2.2.2", "2.2.2.3"),
    *("3", "3.1", "3.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5"),
    *("3.3", "3.3.1", "3.3.2", "3.4", "4", "4.1", "4.2", "4.3", "4.4", "4.5"),
    *("5", "5.1", "5.1.1", "5.1.2", "5.2", "5.2.1", "5.2.2", "5.2.3", "5.3", "5.4"),
    *("6", "7"),
)
"""Every heading and run-in head of version 6; the conclusion is about no work."""


def test_every_heading_of_the_survey_has_its_place_and_a_list(real, repository):
    catalog = load_catalog(repository)
    headings = {each.number: each for each in real.vocabularies.about.survey.headings}
    lists = {number: list(listing(each, real)) for number, each in headings.items()}
    empty = [
        (number, kind, name)
        for number, found in lists.items()
        for kind, name in found
        if not catalog.select(kind, **{name: number}).to_bibtex()
    ]

    assert tuple(headings) == HEADINGS
    assert [number for number, found in lists.items() if not found] == ["7"]
    assert ("papers", "challenge") in lists["6"]
    assert empty == []


def test_a_number_finds_all_that_the_survey_has_below_it(real):
    whole = {model.id for model in real.select("models", section="3")}
    parts = [real.select("models", section=f"3.{n}") for n in (1, 2, 3, 4)]
    generation = real.select("benchmarks", section="5.2")

    assert whole == {model.id for part in parts for model in part}
    assert {b.section for b in generation} == {
        *("benchmarks-text-to-image", "benchmarks-editing", "benchmarks-other")
    }


def test_every_work_of_the_foundations_stands_in_one_of_their_sections(real):
    known = real.vocabularies.sections
    below = {leaf.id for n in ("2.1", "2.2") for leaf in known[known.resolve(n)].leaves}
    left = [
        paper.id
        for paper in real.papers
        if {"2.1", "2.2"} & set((paper.survey and paper.survey.cited_in) or ())
        and not below & set(paper.sections or ())
    ]

    # building blocks of what is told there; a reference that means another work
    assert left == ["llama", "llama-2", "recurrent-diffusion"]


def test_the_page_has_chapters_works_and_figures(toy_catalog):
    [section] = [s for s in toy_catalog.vocabularies.sections if s.page == PAGE]
    found = foundations(section, toy_catalog, {"latent-noise": ("diffusion", "Steps.")})

    assert [(c["section"].id, c["level"]) for c in found["chapters"]] == [
        *(("reading", 2), ("linear", 3), ("drawing", 2), ("noise", 3), ("groups", 3))
    ]
    assert [c["picture"] for c in found["chapters"] if c["section"].children] == [
        *(None, ("diffusion", "Steps."))
    ]
    assert found["chapters"][1]["works"] == [
        ("Toy Sets: Data {and} Tests", "https://doi.org/10.1234/toy.sets", "2024-01")
    ]
    assert [(each["number"], each["lists"]) for each in found["headings"]] == [
        ("2", [("unisurvey list papers --section 2", 2)]),
        ("4", [("unisurvey list datasets --section 4", 2)]),
        (
            "6",
            [
                ("unisurvey list papers --section 6", 1),
                ("unisurvey list papers --challenge 6", 1),
            ],
        ),
        ("7", []),
    ]


@pytest.mark.parametrize(
    ("number", "ids"), [("5.1.1", {"chartqa", "vqa"}), ("5.1.2", {"chartqa"})]
)
def test_run_in_heads_are_tasks(real, number, ids):
    found = {record.id for record in real.select("benchmarks", task=number)}

    assert found & {"chartqa", "vqa"} == ids
