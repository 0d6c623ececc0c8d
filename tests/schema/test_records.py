import pickle

import pytest
from pydantic import ValidationError

from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.schema.model import Encoders
from unisurvey.schema.paper import Links


def test_a_paper_needs_only_its_key_title_sources_and_day(paper, complaints):
    assert complaints(Paper, paper()) == []
    for field in ("key", "title", "sources", "added"):
        data = paper()
        del data[field]
        assert complaints(Paper, data) == [((field,), "missing", "Field required")]


@pytest.mark.parametrize("schema", [Dataset, Benchmark])
def test_a_dataset_or_benchmark_needs_a_name_and_a_section(schema, complaints):
    data = {
        "id": "x",
        "name": "X",
        "section": "y",
        "sources": [{"url": "https://example.org", "vouches": ["name"]}],
        "added": "2026-01",
    }

    assert complaints(schema, data) == []
    for field in ("name", "section", "sources", "added"):
        rest = {name: value for name, value in data.items() if name != field}
        assert complaints(schema, rest) == [((field,), "missing", "Field required")]


def test_an_unknown_field_is_refused_at_every_level(paper, complaints):
    data = paper(
        venu="iclr-2025",
        links={"codes": "https://example.org"},
        model={"name": "X", "section": "a", "encoders": {"both": ["x"]}},
        sources=[{"url": "https://example.org", "vouches": ["title"], "by": "me"}],
    )

    assert {loc for loc, kind, _ in complaints(Paper, data)} == {
        ("venu",),
        ("links", "codes"),
        ("model", "encoders", "both"),
        ("sources", 0, "by"),
    }


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"title": 2024}, "string_type"),
        ({"title": True}, "string_type"),
        ({"title": ["Show-o"]}, "string_type"),
        ({"authors": "Jinheng Xie"}, "tuple_type"),
        ({"survey": {"references": ["39"]}}, "int_type"),
        ({"survey": {"references": [39.0]}}, "int_type"),
        ({"survey": {"references": [True]}}, "int_type"),
        ({"survey": {"references": [0]}}, "greater_than_equal"),
        ({"links": "https://example.org"}, "model_type"),
        ({"links": ["https://example.org"]}, "model_type"),
        (
            {
                "model": {
                    "name": "X",
                    "section": "a",
                    "variants": [{"id": "a", "parameters": {"stated": "7"}}],
                }
            },
            "float_type",
        ),
        (
            {
                "model": {
                    "name": "X",
                    "section": "a",
                    "variants": [{"id": "a", "parameters": {"stated": 0}}],
                }
            },
            "greater_than",
        ),
    ],
)
def test_a_value_of_another_type_is_refused_not_converted(
    changes, kind, paper, complaints
):
    assert [found for _, found, _ in complaints(Paper, paper(**changes))] == [kind]


def test_a_whole_number_of_parameters_is_a_number(full_paper):
    figures = [one.parameters.figure for one in full_paper.model.variants]
    assert figures == [1.3, 7.0]


def test_shared_encoders_exclude_the_others(complaints):
    alone = [
        {"shared": ["a"]},
        {"understanding": ["a"]},
        {"generation": ["a"]},
        {"understanding": ["a"], "generation": ["b"]},
        {},
    ]
    for data in alone:
        assert complaints(Encoders, data) == []

    message = (
        "shared encoders beside understanding or generation encoders, "
        "expected either the one or the other two"
    )
    for side in ("understanding", "generation"):
        assert complaints(Encoders, {"shared": ["a"], side: ["b"]}) == [
            (
                (),
                "shared_encoder",
                message,
            )
        ]


def test_a_correction_is_written_with_in(full_paper, paper, complaints):
    [correction] = full_paper.corrections
    assert correction.in_ == "awesome-list"
    assert correction.model_dump()["in"] == "awesome-list"

    data = paper(corrections=[{**correction.model_dump(exclude={"in_"})}])
    data["corrections"][0]["in_"] = "awesome-list"
    assert {kind for _, kind, _ in complaints(Paper, data)} == {
        "missing",
        "extra_forbidden",
    }


def test_a_record_cannot_be_changed(full_paper):
    with pytest.raises(ValidationError, match="Instance is frozen"):
        full_paper.title = "Another"
    with pytest.raises(ValidationError, match="Instance is frozen"):
        full_paper.model.name = "Another"
    assert isinstance(full_paper.authors, tuple)


def test_a_record_survives_pickling(full_paper):
    copy = pickle.loads(pickle.dumps(full_paper))

    assert copy == full_paper
    assert copy is not full_paper
    assert type(copy.model) is type(full_paper.model)
    assert copy.model_dump(mode="json") == full_paper.model_dump(mode="json")
    with pytest.raises(ValidationError, match="Instance is frozen"):
        copy.title = "Another"


def test_records_that_differ_anywhere_are_not_equal_after_pickling(full_paper):
    other = full_paper.model_copy(update={"links": Links(demo="https://example.org")})

    assert pickle.loads(pickle.dumps(other)) != pickle.loads(pickle.dumps(full_paper))
