from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sampling import some_of

from unisurvey.query.similarity import (
    WEIGHTS,
    Neighbourhood,
    features_of,
    grouped,
)


@pytest.fixture(scope="module")
def models(real):
    return Neighbourhood(real.models, real)


def near(neighbourhood, record):
    return {n.record.id: n for n in neighbourhood.of(record)}


@settings(max_examples=settings().max_examples // 10)
@given(data=st.data())
def test_similarity_is_between_0_and_1_and_the_same_from_both_sides(real, models, data):
    one = data.draw(st.sampled_from(real.models))

    for other in models.of(one)[:5]:
        back = near(models, other.record)[one.id]
        assert 0 < other.similarity <= 1
        assert isclose(other.similarity, back.similarity)
        assert isclose(sum(reason.share for reason in other.reasons), 1)
        shares = [reason.share for reason in other.reasons]
        assert shares == sorted(shares, reverse=True)


def test_a_record_has_length_one_and_is_not_its_own_neighbour(real, models):
    for record in some_of(real.models, 50):
        vector = models.vector(features_of(record, real))
        assert isclose(sum(number * number for number in vector.values()), 1)
        assert record not in [n.record for n in models.of(record)]


def test_the_nearest_come_first_and_have_something_in_common(real, models):
    found = models.of(real["show-o"])

    scores = [neighbour.similarity for neighbour in found]
    assert scores == sorted(scores, reverse=True)
    own = features_of(real["show-o"], real)
    for neighbour in found:
        assert neighbour.reasons
        theirs = features_of(neighbour.record, real)
        assert {(r.aspect, r.value) for r in neighbour.reasons} == own.keys() & theirs


def test_what_few_have_counts_more_than_what_is_common(models):
    common = models.vector({("backbone", "qwen2.5"): 1, ("backbone", "phi-1.5"): 1})

    assert common["backbone", "phi-1.5"] > common["backbone", "qwen2.5"]


def test_a_component_stands_for_its_families_with_half_the_share(real):
    features = features_of(real["janusflow"], real)

    assert features["generation encoder", "sdxl-vae"] == 1
    assert features["generation encoder", "vae"] == 0.5
    assert features["component", "vae"] == 0.5


def test_versions_of_a_model_are_nearest(real, models):
    assert models.of(real["janus"])[0].record.id == "janus-pro"
    assert models.of(real["unipic-2.0"]) != []


def test_datasets_and_benchmarks_are_near_by_paper_section_and_authors(real):
    datasets = Neighbourhood(real.datasets, real).of(real["datasets/laion-aesthetics"])
    benchmarks = Neighbourhood(real.benchmarks, real).of(real["benchmarks/mm-vet"])

    assert datasets[0].record.id == "laion-5b"
    assert grouped(datasets[0].reasons).keys() == {"paper", "author"}
    assert benchmarks[0].record.id == "mm-vet-v2"


def test_every_aspect_of_any_record_has_a_weight(real):
    for record in real:
        assert {aspect for aspect, _ in features_of(record, real)} <= WEIGHTS.keys()


def test_a_record_of_another_kind_can_be_compared(real):
    found = Neighbourhood(real.datasets, real).of(real["blip3-o"])

    assert found[0].record.id == "blip3o-60k"
    assert {reason.aspect for reason in found[0].reasons} == {"author"}
