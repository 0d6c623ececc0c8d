"""The page of challenges: who addresses what, and what nobody does."""

import pytest

from unisurvey.records import load
from unisurvey.views.challenges import challenges


@pytest.fixture(scope="module")
def found(toy_catalog):
    return challenges(toy_catalog)


def test_works_are_counted_by_kind_and_year(found):
    assert found["headers"] == [
        *("Challenge", "Models", "Papers", "Datasets", "Benchmarks", "2024", "2025")
    ]
    assert found["counts"] == [
        [("Attention", "#attention"), *((n, None) for n in "1––––1")],
        [("Data | pairs", "#data--pairs"), *((n, None) for n in "1––111")],
    ]
    assert (found["total"], found["records"]) == (3, 2)


def test_works_stand_by_class_with_their_claim_date_and_record(found):
    [attention, data] = found["challenges"]

    assert attention["places"] == "section 6 and abstract"
    assert [group["title"] for group in data["groups"]] == [
        *("c-1: Pixel encoding", "Benchmarks that measure it")
    ]
    assert attention["groups"][0]["rows"] == [
        [
            ("Toy-Show", "https://arxiv.org/abs/2503.10001"),
            ("2025-03-14", None),
            ("half of the tokens, all of the picture", None),
            ("toy-show", "../data/papers/toy-show.yaml"),
        ]
    ]
    assert data["groups"][1]["rows"][0][0][0] == "Toy|Bench"


def test_what_several_models_are_built_of_is_told_by_part(found, toy_copy):
    assert found["challenges"][0]["built_of"] == []  # one has nothing most often

    show = toy_copy / "data" / "papers" / "toy-show.yaml"
    show.with_stem("toy-twin").write_bytes(show.read_bytes())
    twins = challenges(load(toy_copy).catalog)

    assert twins["challenges"][0]["built_of"] == [
        {"part": "backbone", "names": [("Qwen2.5", 2)]},
        {"part": "understanding encoder", "names": [("SigLIP", 2)]},
        {"part": "generation encoder", "names": [("SigLIP", 2)]},
        {"part": "decoder", "names": [("VAE", 2)]},
    ]


def test_kinds_and_classes_without_a_work_are_told(found):
    assert found["challenges"][0]["gaps"] == [
        "No paper says that it addresses this.",
        "No dataset says that it addresses this.",
        "No benchmark says that it addresses this.",
        "Classes without a model that does: b-1, Any-to-any multimodal models.",
    ]
