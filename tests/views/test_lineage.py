"""Who uses which component, and since when."""

import pytest
from tests import plain

from unisurvey.errors import UnknownValueError
from unisurvey.views.dimensions import COMPONENT_DIMENSIONS
from unisurvey.views.lineage import LINEAGES, follow, lineage_rows, use_rows
from unisurvey.views.statistics import count_by


def brief(lineage):
    return [
        (n.level, n.name, len(n.all_uses), [use.id for use in n.uses]) for n in lineage
    ]


def test_versions_stand_below_their_family(toy_catalog):
    found = follow(toy_catalog.models, "backbone", toy_catalog)

    assert brief(found) == [
        (0, "Qwen2.5", 2, ["toy-any"]),
        (1, "Qwen2.5-VL", 1, []),
        (2, "Qwen2.5-VL-32B", 1, ["toy-show"]),
        (0, "LLaMA", 1, ["toy-any"]),
    ]
    assert found.years == ["2024", "2025"]


def test_a_family_can_stand_for_its_versions(toy_catalog):
    found = follow(toy_catalog.models, "encoder", toy_catalog, families=True)

    assert brief(found) == [
        (0, "SigLIP", 2, ["toy-any", "toy-show"]),
        (0, "VAE", 1, ["toy-any"]),
    ]
    assert [use.parts for use in found.nodes[0].uses] == [
        ("understanding_encoder",),
        ("understanding_encoder", "generation_encoder"),
    ]


def test_rows_say_when_and_as_what(toy_catalog):
    first, *_ = lineage_rows(
        follow(toy_catalog.models, "component", toy_catalog, top=1)
    )

    assert first == {
        "part": "component",
        "component": "qwen2.5",
        "name": "Qwen2.5",
        "kind": "language-model",
        "family": None,
        "level": 0,
        "total": 2,
        "first": "2024-11",
        "last": "2025-03-14",
        "years": {"2024": 1, "2025": 1},
        "models": [
            {"id": "toy-any", "name": "Toy-Any", "date": "2024-11", "as": ["backbone"]}
        ],
    }


def test_a_model_without_a_date_comes_last_and_is_counted(toy_catalog):
    models = [
        toy_catalog["toy-show"].model_copy(update={"date": None}),
        toy_catalog["toy-any"],
    ]

    siglip = follow(models, "encoder", toy_catalog).nodes[0]

    assert siglip.years == {"2024": 1, "–": 1}
    assert siglip.dates == ["2024-11"]
    assert [use.id for use in siglip.all_uses] == ["toy-any", "toy-show"]


def test_an_unknown_part_is_refused(toy_catalog):
    with pytest.raises(UnknownValueError) as caught:
        follow([], "encodr", toy_catalog)

    assert str(caught.value) == (
        "unknown part of models 'encodr'; did you mean 'encoder' or 'decoder'?"
    )


@pytest.mark.parametrize("part", COMPONENT_DIMENSIONS)
def test_lineages_agree_with_the_counts(part, real):
    lineage = follow(real.models, part, real)
    counts = dict(count_by(real.models, "models", part, real))
    rolled = dict(count_by(real.models, "models", part, real, families=True))
    for found in (counts, rolled):
        found.pop("–", None)

    assert {n.name: len(n.uses) for n in lineage if n.uses} == counts
    assert {n.name: len(n.all_uses) for n in lineage.nodes} == rolled
    assert len(use_rows(lineage)) == sum(counts.values())
    assert all(sum(n.years.values()) == len(n.all_uses) for n in lineage)
    totals = [len(node.all_uses) for node in lineage.nodes]
    assert totals == sorted(totals, reverse=True)
    assert brief(follow(real.models, part, real, families=True)) == [
        (0, node.name, len(node.all_uses), [use.id for use in node.all_uses])
        for node in lineage.nodes
    ]


def test_first_use_is_that_of_the_files(real):
    dates: dict[str, list[str]] = {}
    for paper in plain.models().values():
        for component in paper["model"].get("backbone", ()):
            dates.setdefault(component, []).append(paper.get("date", "–"))

    found = {
        node.id: [use.date or "–" for use in node.uses]
        for node in follow(real.models, LINEAGES[0], real)
        if node.uses
    }

    assert found == {component: sorted(days) for component, days in dates.items()}


def test_a_model_counts_once_in_a_family_by_its_own_use(toy_catalog):
    model = toy_catalog["toy-any"]
    both = model.model.model_copy(update={"decoder": ("qwen2.5-vl",)})
    models = [model.model_copy(update={"model": both})]

    found = follow(models, "component", toy_catalog)

    (family,) = [node for node in found.nodes if node.name == "Qwen2.5"]
    assert [use.parts for use in family.all_uses] == [("backbone",)]
    assert [use.parts for use in family.versions[0].all_uses] == [("decoder",)]
