"""Sizes and licences are those of one variant; organizations, tasks and data select."""

import pytest
from tests import plain

from unisurvey.errors import UsageError
from unisurvey.fields.attributes import sizes_of

ORDER = ("total", "stated", "active", "language_model", "generator")


@pytest.fixture(scope="module")
def models():
    """Model blocks of the files, read by nothing of ours, by id."""
    return {name: paper["model"] for name, paper in plain.models().items()}


def ids(catalog, kind="models", **filters):
    return [record.id for record in catalog.select(kind, **filters)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"max_parameters": 2}, True),
        ({"max_parameters": "1.4"}, False),
        ({"min_parameters": "30B"}, True),
        ({"min_parameters": 2, "max_parameters": 30}, False),  # one is 1.5, one 34.5
        ({"weights_license": "mit", "max_parameters": 2}, True),
        ({"weights_license": "cc-by-4.0", "max_parameters": 2}, False),
        ({"weights_license": "cc-by-4.0,mit", "max_parameters": 2}, True),
        ({"weights_license": "cc-by-4.0", "min_parameters": 2}, True),
        ({"weights_license": "mit", "min_parameters": 2}, False),
        ({"weights_license": ("mit", "cc-by-4.0")}, False),  # no variant is under both
        ({"organization": "Toys"}, True),
        ({"task": "image"}, True),
        ({"task": "editing"}, False),
        ({"trained_on": "Toy_Sets"}, True),
        ({"trained_on": "plain-set"}, False),
        ({"in_survey": True}, True),
        ({"current": True}, False),
        ({"current": False}, True),
    ],
)
def test_a_model_is_selected_by_what_one_of_its_variants_is(
    toy_catalog, filters, found
):
    assert ("toy-show" in ids(toy_catalog, **filters)) is found


def test_a_dataset_that_is_not_there_is_named_with_the_nearest(toy_catalog):
    with pytest.raises(UsageError, match="unknown dataset 'toy-set'; did you mean"):
        ids(toy_catalog, trained_on="toy-set")


def test_every_real_model_has_the_sizes_of_its_file(real, models):
    for paper in real.models:
        variants = models[paper.id].get("variants", ())
        counted = [v.get("parameters", {}) for v in variants]
        sizes = {next((c[n] for n in ORDER if n in c), None) for c in counted}
        assert sizes_of(paper, real) == sorted(size for size in sizes if size)


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (
            {"task": "image-editing", "organization": "bytedance"},
            lambda model: (
                "editing" in model.get("tasks", ())
                and "bytedance" in model.get("organizations", ())
            ),
        ),
        (
            {"weights_license": "apache-2.0", "max_parameters": 4},
            lambda model: any(
                one.get("license", model.get("weights_license")) == "Apache-2.0"
                and 0
                < next((p for n in ORDER if (p := one.get("parameters", {}).get(n))), 0)
                <= 4
                for one in model.get("variants", ())
            ),
        ),
        (
            {"trained_on": "laion-5b"},
            lambda model: "laion-5b" in model.get("training_data", ()),
        ),
    ],
)
def test_questions_of_researchers_are_answered_as_the_files_say(
    real, models, filters, fits
):
    expected = {name for name, model in models.items() if fits(model)}

    assert len(expected) > 3
    assert set(ids(real, **filters)) == expected
