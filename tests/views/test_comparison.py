import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.views.comparison import (
    MARKS,
    Shared,
    compare,
    likeness,
    summary,
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("a", "a"), "same"),
        (("a", "b"), "different"),
        (("a", None), "unknown"),
        (("a", "a", None), "unknown"),
        (("a", "b", None), "different"),
        ((None, None), "unknown"),
        ((["a", "b"], ["b", "a"]), "same"),
        ((["a", "b"], ["b", "c"]), "partly"),
        ((["a", "b"], ["b", "c"], ["c", "a"]), "different"),
        ((["a"], ["b"], []), "different"),
        ((["a"], []), "unknown"),
        ((False, False), "same"),
        ((0, None, 1), "different"),
    ],
)
def test_values_are_alike_or_not(values, expected):
    assert likeness(values) == expected
    assert likeness(values[::-1]) == expected


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=3), min_size=2, max_size=4))
def test_what_is_all_the_same_and_known_is_never_different(values):
    assert (likeness(values) == "same") == (
        all(values) and len({frozenset(value) for value in values}) == 1
    )


def test_shared_components_and_people_are_named_with_their_roles(real):
    found = compare([real["janus"], real["janus-pro"]], "models", real)

    assert found.shared[:3] == (
        Shared("component", "DeepSeek-LLM", ("janus", "janus-pro"), ("backbone",)),
        Shared(
            "component",
            "SigLIP-Large",
            ("janus", "janus-pro"),
            ("understanding encoder",),
        ),
        Shared(
            *("component", "LlamaGen VQGAN", ("janus", "janus-pro")),
            ("generation encoder", "decoder"),
        ),
    )
    authors = {one.name for one in found.shared if one.what == "author"}
    assert authors == {
        str(a) for a in real["janus"].authors if a in real["janus-pro"].authors
    }
    assert summary(found)[0] == (
        "Shared components: DeepSeek-LLM (backbone), SigLIP-Large (understanding encoder), "
        "LlamaGen VQGAN (generation encoder and decoder)"
    )


def test_a_component_of_some_says_of_which(real):
    records = [real["show-o"], real["bagel"], real["mogao"]]

    assert summary(compare(records, "models", real))[0] == (
        "Shared components: Qwen2.5 (backbone; BAGEL, Mogao)"
    )


def test_a_family_is_named_where_no_component_is_shared(toy_catalog):
    found = compare(
        [toy_catalog["toy-show"], toy_catalog["toy-any"]], "models", toy_catalog
    )

    assert (
        summary(found)[0] == "Shared components: VAE (decoder and generation encoder)"
    )
    assert summary(found)[1] == (
        "Of the same family: Qwen2.5 (backbone), "
        "SigLIP (understanding encoder and generation encoder)"
    )


def test_what_nobody_states_is_no_row_and_every_row_has_a_mark(toy_catalog):
    records = [toy_catalog["toy-bare"], toy_catalog["toy-any"]]

    found = compare(records, "models", toy_catalog)

    assert "demo" not in [row.name for row in found.rows]
    assert {row.likeness for row in found.rows} <= MARKS.keys()
    assert all(len(row.cells) == 2 for row in found.rows)
    assert summary(found)[0] == "Shared components: none"
