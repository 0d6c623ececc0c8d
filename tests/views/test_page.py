"""One work, one page: groups, what is left out, and who names whom."""

import pytest
from tests.sampling import some_of

from unisurvey.fields.attributes import PARTS, components_of
from unisurvey.views.flat import address, full
from unisurvey.views.page import addresses, page


def rows(made):
    return [row for group in made.groups for row in group.rows]


def test_a_page_groups_what_a_record_says(toy_catalog):
    made = page(toy_catalog["toy-show"], toy_catalog, sources=True)
    groups = dict(made.groups)

    assert made.title == "Toy-Show (superseded)"
    assert list(groups) == [
        *("Model", "Addresses", "Built of", "Variants", "Links"),
        *("Published and cited", "Remarks", "Sources"),
    ]
    assert groups["Addresses"] == [
        ("Attention", "half of the tokens, all of the picture"),
        ("Data | pairs", "pairs drawn by hand"),
    ]
    assert dict(groups["Model"])["section"] == "c-1 (AR + diffusion)"
    assert dict(groups["Built of"])["understanding encoder"] == "SigLIP 2 (shared)"
    assert [name for name, _ in groups["Remarks"]] == [
        *("status", "correction", "correction", "exception", "note")
    ]
    assert groups["Variants"] == [
        ("1.5b", "1.5B stated; MIT"),
        (
            "Toy-Show Large",
            (
                "34.5B total, 32B stated, 3B active, 30B language model, 4.5B generator; "
                "Qwen2.5-VL-32B; 512 px; CC-BY-4.0; released 2025-04-01; "
                "https://huggingface.co/toy/show-large"
            ),
        ),
    ]
    status = "superseded by toy-any, https://github.com/toy/show"
    assert dict(groups["Remarks"])["status"] == status
    assert len(groups["Sources"]) == 3


def test_the_page_of_a_paper_shows_what_it_introduces_and_who_builds_on_it(toy_catalog):
    groups = dict(page(toy_catalog["toy-sets"], toy_catalog).groups)

    assert groups["Introduces"] == [
        (
            "dataset",
            (
                "Toy_Sets (datasets/toy-sets): Image editing; 2,500,000 edits; CC-BY-4.0; "
                "https://huggingface.co/datasets/toy/sets"
            ),
        ),
        (
            "benchmark",
            (
                "Toy|Bench (toy-bench): Image editing; about 2,000 edits; "
                "https://toy.example.org/bench"
            ),
        ),
    ]
    assert groups["Used by"] == [("as backbone", "Toy-Any")]


def test_what_a_record_replaces_is_a_remark(toy_catalog):
    groups = dict(page(toy_catalog["toy-any"], toy_catalog).groups)

    assert groups["Remarks"] == [("takes the place of", "Toy-Show")]


def test_geneval_is_a_paper_and_says_that_it_is_a_benchmark(real):
    groups = dict(page(real["geneval"], real).groups)

    ((kind, text),) = groups["Introduces"]
    assert kind == "benchmark"
    assert text.startswith("GenEval (benchmarks/geneval): ")
    assert "553 prompts" in text


def test_no_fact_is_lost_and_none_is_empty(real):
    """A page leaves out just what is not stated, and says how many fields these are."""
    wrong = []
    for record in some_of([*real]):
        brief, whole = page(record, real), page(record, real, whole=True, sources=True)
        shown, every = rows(brief), rows(whole)
        stated = [row for row in every if row[1] != "–"]
        sources = len(record.sources)
        if (
            not all(text for _, text in every)
            or sorted(shown) != sorted(stated[: len(stated) - sources])
            or len(shown) + brief.unstated + sources != len(every)
            or (brief.unseen, whole.unseen, whole.unstated) != (sources, 0, 0)
        ):
            wrong.append(record.id)

    assert wrong == []


def test_a_paper_introduces_just_what_names_it(real):
    for paper in real.papers:
        made = [
            each
            for each in (*real.datasets, *real.benchmarks)
            if each.paper == paper.id
        ]
        said = full(paper, real)["introduces"]

        assert [each["id"] for each in said] == [each.id for each in made]
        assert [address(each, real) for each in real.introduced(paper)] == [
            address(each, real) for each in made
        ]


def test_a_paper_is_used_by_just_the_models_built_of_its_components(real):
    components = [each for each in real.vocabularies.components if each.paper]
    used = {
        (each.paper, model.id, part)
        for each in components
        for model in real.models
        for part in PARTS
        if each.id in components_of(model, part) and model.id != each.paper
    }
    said = {
        (paper.id, use["id"], tie)
        for paper in real.papers
        for use in full(paper, real)["used_by"]
        for tie in use["as"]
    }

    assert said == used
    assert ("siglip", "janus", "understanding_encoder") in said


@pytest.mark.parametrize(
    ("word", "target", "found"),
    [
        ("toy-show", "paper", ["https://arxiv.org/abs/2503.10001"]),
        ("toy-show", "code", ["https://github.com/toy/show"]),
        ("toy-any", "code", []),
        ("datasets/toy-sets", "paper", ["https://doi.org/10.1234/toy.sets"]),
        ("datasets/toy-sets", "code", ["https://github.com/toy/sets"]),
        ("toy-sets", "code", ["https://github.com/toy/sets"]),  # of its dataset
        (
            "toy-sets",
            "home",
            [
                "https://huggingface.co/datasets/toy/sets",
                "https://toy.example.org/bench",
            ],
        ),
        ("plain-set", "paper", []),
    ],
)
def test_a_link_is_the_record_s_own_else_that_of_its_work(
    toy_catalog, word, target, found
):
    assert addresses(toy_catalog[word], target, toy_catalog) == found
