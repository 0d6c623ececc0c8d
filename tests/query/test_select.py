import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisurvey.cli.app import load_command
from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.fields.attributes import HAS
from unisurvey.fields.facets import COMPARING, FACETS, LEAVING
from unisurvey.query import kinds_for, make_query
from unisurvey.records import load

MODELS = ["toy-bare", "toy-show", "toy-any"]
PAPERS = ["specials", "toy-any", "toy-bare", "toy-sets", "toy-show"]
SURVEY = "unified-multimodal-survey"
SETS = ["plain-set", "toy-sets"]
BENCHMARKS = ["plain-bench", "toy-bench"]


def ids(catalog, kind="models", **filters):
    return [record.id for record in catalog.select(kind, **filters)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("models", MODELS),
        ("papers", [*PAPERS, SURVEY]),
        ("datasets", SETS),
        ("benchmarks", BENCHMARKS),
    ],
)
def test_without_filters_everything_of_the_kind_is_selected(
    toy_catalog, kind, expected
):
    assert ids(toy_catalog, kind) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(filters, expected, id=str(filters))
        for filters, expected in [
            ({"paradigm": "hybrid"}, ["toy-show"]),
            ({"paradigm": "autoregressive"}, ["toy-bare", "toy-any"]),
            ({"paradigm": "AR"}, ["toy-bare", "toy-any"]),
            ({"paradigm": "diffusion"}, []),
            ({"encoding": "pixel"}, ["toy-bare", "toy-show"]),
            ({"encoding": "hybrid"}, []),
            ({"section": "b-1"}, ["toy-bare"]),
            ({"section": "b"}, ["toy-bare"]),
            ({"section": "unified"}, ["toy-bare", "toy-show"]),
            ({"section": "3"}, ["toy-bare", "toy-show"]),
            ({"section": "3.2"}, ["toy-bare"]),
            ({"section": "3.2.1"}, ["toy-bare"]),
            ({"section": "3.4"}, ["toy-any"]),
            ({"section": "mllm ar"}, ["toy-bare"]),
            ({"modality": "audio"}, ["toy-any"]),
            ({"modality": "text"}, ["toy-show", "toy-any"]),
            ({"modality": "output:image"}, ["toy-show"]),
            ({"modality": "input:image"}, ["toy-show", "toy-any"]),
            ({"mask": "causal"}, ["toy-any"]),
            ({"mask": "Bidirectional"}, ["toy-show"]),
            ({"backbone": "qwen2.5"}, ["toy-show", "toy-any"]),
            ({"backbone": "QWEN-2.5"}, ["toy-show", "toy-any"]),
            ({"backbone": "=qwen2.5"}, ["toy-any"]),
            ({"backbone": "qwen2.5-vl"}, ["toy-show"]),
            ({"backbone": "=qwen2.5-vl"}, []),
            ({"backbone": "llama"}, ["toy-any"]),
            ({"encoder": "siglip"}, ["toy-show", "toy-any"]),
            ({"encoder": "=siglip"}, ["toy-any"]),
            ({"encoder": "vae"}, ["toy-any"]),
            ({"understanding_encoder": "siglip"}, ["toy-show", "toy-any"]),
            ({"understanding_encoder": "vae"}, []),
            ({"understanding_encoder": "=siglip"}, ["toy-any"]),
            ({"generation_encoder": "vae"}, ["toy-any"]),
            ({"generation_encoder": "siglip2"}, ["toy-show"]),
            ({"generation_encoder": "kind:vision-encoder"}, ["toy-show"]),
            ({"encoder": "kind:autoencoder, =siglip2"}, ["toy-show", "toy-any"]),
            ({"survey_table": "1"}, ["toy-show"]),
            ({"survey_table": "2"}, ["toy-any"]),
            ({"survey_table": "2,1"}, ["toy-show", "toy-any"]),
            ({"survey_table": ("2", "1")}, ["toy-show", "toy-any"]),
            ({"decoder": "vae"}, ["toy-show"]),
            ({"decoder": "hifi-gan"}, ["toy-any"]),
            ({"venue": "iclr"}, ["toy-show", "toy-any"]),
            ({"venue": "iclr-2025"}, ["toy-any"]),
            ({"venue": "ICLR 2026"}, ["toy-show"]),
            ({"venue": "iclrw"}, ["toy-any"]),
            ({"venue": "iclr-workshops-2025"}, ["toy-any"]),
            ({"venue": "tmlr"}, []),
            ({"venue": "arxiv"}, []),
            ({"has": "code"}, ["toy-show"]),
            ({"has": "demo"}, ["toy-show"]),
            ({"has": "weights"}, ["toy-show", "toy-any"]),
            ({"has": "project"}, ["toy-show"]),
            ({"has": "home"}, []),
            ({"has": "arxiv"}, ["toy-show", "toy-any"]),
            ({"has": "doi"}, ["toy-show"]),
            ({"has": "venue"}, ["toy-show", "toy-any"]),
            ({"has": "authors"}, ["toy-show", "toy-any"]),
            ({"has": "license"}, ["toy-show"]),
            ({"has": "corrections"}, ["toy-show"]),
            ({"author": "toy team"}, ["toy-show"]),
            ({"author": "maaten"}, ["toy-show"]),
            ({"author": "Ada"}, ["toy-show", "toy-any"]),
            ({"search": "draw and read"}, ["toy-show"]),
            ({"search": "a draft"}, ["toy-show"]),
            ({"search": "toyshow"}, ["toy-show"]),
            ({"search": "nguyen2025toyshow"}, ["toy-show"]),
            ({"search": "2411.00002"}, ["toy-any"]),
            ({"search": "TOY-"}, ["toy-bare", "toy-show", "toy-any"]),
            ({"search": "lovelace"}, ["toy-any"]),
            ({"cited": "3.3"}, ["toy-show"]),
            ({"cited": "3.3.1"}, ["toy-show"]),
            ({"cited": "3"}, ["toy-show", "toy-any"]),
            ({"cited": "table-1"}, ["toy-show"]),
            ({"cited": "Table 1"}, ["toy-show"]),
            ({"cited": "[42]"}, ["toy-show"]),
            ({"cited": "8"}, ["toy-any"]),
        ]
    ],
)
def test_each_filter_selects_what_it_names(toy_catalog, filters, expected):
    assert ids(toy_catalog, **filters) == expected


@pytest.mark.parametrize(
    ("kind", "filters", "expected"),
    [
        ("papers", {"paradigm": "hybrid"}, ["toy-show"]),
        ("papers", {"section": "applications"}, ["specials"]),
        ("papers", {"section": "c-1"}, ["toy-show"]),
        ("papers", {"venue": "arxiv"}, [SURVEY]),
        ("papers", {"author": "r&d lab_1"}, ["specials"]),
        ("papers", {"author": "Emile"}, ["toy-sets"]),
        ("datasets", {"section": "4.3"}, ["toy-sets"]),
        ("datasets", {"has": "home"}, ["toy-sets"]),
        ("datasets", {"has": "doi"}, ["toy-sets"]),
        ("datasets", {"venue": "tmlr-2024"}, ["toy-sets"]),
        ("datasets", {"author": "zola"}, ["toy-sets"]),
        ("datasets", {"search": "data and tests"}, ["toy-sets"]),
        ("datasets", {"cited": "table-3"}, ["toy-sets"]),
        ("datasets", {"task": "editing"}, ["toy-sets"]),
        ("datasets", {"task": "edit images"}, ["toy-sets"]),
        ("datasets", {"min_samples": "2.5M"}, ["toy-sets"]),
        ("datasets", {"min_samples": 2_500_001}, []),
        ("datasets", {"survey_table": "3"}, ["toy-sets"]),
        ("benchmarks", {"task": "small edits"}, ["toy-bench"]),
        ("benchmarks", {"task": "generation"}, ["plain-bench"]),
        ("benchmarks", {"input": "images"}, ["toy-bench"]),
        ("benchmarks", {"input": "question,instr"}, ["toy-bench"]),
        ("benchmarks", {"input": "question"}, []),
        ("benchmarks", {"input": ("image", "instruction")}, ["toy-bench"]),
        ("benchmarks", {"output": "image"}, ["toy-bench"]),
        ("benchmarks", {"survey_table": "4"}, ["toy-bench"]),
        ("benchmarks", {"section": "5.2.2"}, ["toy-bench"]),
        ("benchmarks", {"section": "benchmarks"}, BENCHMARKS),
        ("benchmarks", {"search": "small ones"}, ["toy-bench"]),
        ("benchmarks", {"since": "2024-01-31"}, ["toy-bench"]),
    ],
)
def test_filters_apply_to_other_kinds_too(toy_catalog, kind, filters, expected):
    assert ids(toy_catalog, kind, **filters) == expected


@pytest.mark.parametrize("wanted", ["Nguyen", "nguyễn", "NGUYỄN", "Van Nguyen"])
def test_accents_and_case_do_not_matter(toy_catalog, wanted):
    assert ids(toy_catalog, search=wanted) == ["toy-show"]
    assert ids(toy_catalog, author=wanted) == ["toy-show"]


@pytest.mark.parametrize("name", ["paradigm", "encoding", "section", "mask", "venue"])
def test_a_filter_with_one_value_a_record_means_or_when_repeated(name):
    assert FACETS[name].single


def test_repeating_a_single_valued_filter_means_or(toy_catalog):
    assert ids(toy_catalog, paradigm=("hybrid", "ar")) == MODELS
    assert ids(toy_catalog, section=("b-1", "c-1")) == ["toy-bare", "toy-show"]
    assert ids(toy_catalog, venue=("iclr-2025", "iclr-2026")) == ["toy-show", "toy-any"]


def test_repeating_a_many_valued_filter_means_and(toy_catalog):
    assert ids(toy_catalog, has=("weights", "code")) == ["toy-show"]
    assert ids(toy_catalog, backbone=("llama", "qwen2.5")) == ["toy-any"]
    assert ids(toy_catalog, modality=("audio", "output:image")) == []
    assert ids(toy_catalog, author=("toy team", "nguyen")) == ["toy-show"]


def test_a_comma_means_or(toy_catalog):
    assert ids(toy_catalog, has="code,weights") == ["toy-show", "toy-any"]
    assert ids(toy_catalog, backbone="llama,=qwen2.5-vl-32b") == ["toy-show", "toy-any"]
    assert ids(toy_catalog, section="b-1, c-1") == ["toy-bare", "toy-show"]
    assert ids(toy_catalog, has=("code,arxiv", "weights")) == ["toy-show", "toy-any"]


def test_different_filters_mean_and(toy_catalog):
    assert ids(toy_catalog, backbone="qwen2.5", mask="causal") == ["toy-any"]
    assert ids(toy_catalog, backbone="qwen2.5", mask="causal", has="code") == []


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"since": "2025"}, ["toy-show"]),
        ({"since": "2024-11"}, ["toy-show", "toy-any"]),
        # an imprecise date is kept when it can be late enough
        ({"since": "2024-11-30"}, ["toy-show", "toy-any"]),
        ({"since": "2024-12-01"}, ["toy-show"]),
        ({"since": "2025-03-14"}, ["toy-show"]),
        ({"since": "2025-03-15"}, []),
        ({"until": "2024"}, ["toy-any"]),
        ({"until": "2024-11-01"}, ["toy-any"]),
        ({"until": "2024-10"}, []),
        ({"until": "2025-03-14"}, ["toy-show", "toy-any"]),
        ({"since": "2025", "until": "2025-03"}, ["toy-show"]),
        ({"since": "1950", "until": "2099"}, ["toy-show", "toy-any"]),
    ],
)
def test_since_and_until_take_partial_dates(toy_catalog, dates, expected):
    assert ids(toy_catalog, **dates) == expected


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (
            {"paradigm": "hybird"},
            "unknown paradigm 'hybird'; did you mean 'hybrid'?",
        ),
        (
            {"mask": "x"},
            "unknown mask 'x'; expected one of causal, bidirectional",
        ),
        (
            {"modality": "vidio"},
            "unknown modality 'vidio'; did you mean 'video' or 'audio'?",
        ),
        ({"has": "cod"}, "unknown field 'cod'; did you mean 'code'?"),
        ({"section": "b-9"}, "unknown section 'b-9'; did you mean 'b-4' or 'b-1'?"),
        ({"backbone": "lama"}, "unknown component 'lama'; did you mean 'llama'?"),
        (
            {"encoder": "=siglp"},
            "unknown component 'siglp'; did you mean 'siglip' or 'siglip2'?",
        ),
        (
            {"venue": "icrl-2025"},
            "unknown venue 'icrl'; did you mean 'iclr'?",
        ),
        ({"has": "code,cod"}, "unknown field 'cod'; did you mean 'code'?"),
    ],
)
def test_an_unknown_value_is_refused_with_what_is_near(toy_catalog, filters, message):
    with pytest.raises(UnknownValueError) as caught:
        ids(toy_catalog, **filters)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (
            {"paradig": "hybrid"},
            "unknown filter 'paradig'; did you mean 'paradigm'?",
        ),
        (
            {"since": "tomorrow"},
            "'tomorrow' is not a date, expected YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        ({"until": "2025-02-30"}, "'2025-02-30' has no such day"),
        ({"since": "2025-13"}, "'2025-13' has no such month"),
        ({"since": "0001"}, "'0001' has an impossible year"),
    ],
)
def test_a_malformed_query_is_refused(toy_catalog, filters, message):
    with pytest.raises(UsageError) as caught:
        ids(toy_catalog, **filters)

    assert str(caught.value) == message


@pytest.mark.parametrize("kind", ["models", "papers", "datasets", "benchmarks"])
@pytest.mark.parametrize("name", FACETS)
def test_a_filter_is_refused_exactly_for_the_kinds_it_does_not_apply_to(
    toy_catalog, kind, name
):
    word = {
        "paradigm": "hybrid",
        "encoding": "pixel",
        "section": "b",
        "modality": "text",
        "mask": "causal",
        "backbone": "vae",
        "encoder": "vae",
        "understanding_encoder": "vae",
        "generation_encoder": "kind:autoencoder",
        "decoder": "vae",
        "task": "editing",
        "input": "image",
        "output": "image",
        "venue": "iclr",
        "license": "mit",
        "has": "code",
        "author": "a",
        "search": "a",
        "cited": "1",
        "survey_table": {"datasets": "3", "benchmarks": "4"}.get(kind, "1"),
    }[name]
    facet = FACETS[name]

    if kind in facet.kinds:
        ids(toy_catalog, kind, **{name: word})
    else:
        only = ", ".join(sorted(facet.kinds))
        message = f"--{name.replace('_', '-')} does not apply to {kind}, only to {only}"
        with pytest.raises(UsageError, match=re.escape(message)):
            ids(toy_catalog, kind, **{name: word})


def test_the_command_line_has_exactly_the_filters():
    shown = [
        (parameter.name, parameter.metavar, getattr(parameter, "help", None))
        for parameter in load_command("list").params
        if str(getattr(parameter, "rich_help_panel", "")).startswith("Select")
    ]

    assert shown == [
        *((name, facet.metavar, facet.help) for name, facet in FACETS.items()),
        *((name, *told) for name, told in COMPARING.items()),
        *(
            (f"{name}_" if name == "not" else name, *told)
            for name, told in LEAVING.items()
        ),
        (
            *("where", "FIELD=VALUE"),
            "Of a field that the catalogue adds: dimensions>=768, multilingual=yes.",
        ),
    ]


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ({}, {"models", "papers", "datasets", "benchmarks"}),
        ({"min_samples": "1"}, {"datasets"}),
        ({"task": "editing"}, {"datasets", "benchmarks"}),
        ({"task": "editing", "input": "image"}, {"benchmarks"}),
        ({"survey_table": "1, 2"}, {"models"}),
        ({"survey_table": "3"}, {"datasets"}),
        ({"mask": "causal", "min_samples": "1"}, set()),
    ],
)
def test_filters_tell_which_kinds_they_are_about(toy_catalog, filters, kinds):
    assert kinds_for(make_query(toy_catalog, **filters), toy_catalog) == kinds


@pytest.mark.parametrize("table", ["1", "2", "3", "4"])
def test_a_table_of_the_survey_comes_whole_and_in_its_order(real, table):
    kind = {"3": "datasets", "4": "benchmarks"}.get(table, "models")

    found = real.select(kind, survey_table=table)

    rows = [(r.model if kind == "models" else r).survey_row for r in found]
    assert rows == list(range(1, {"1": 83, "2": 9, "3": 66, "4": 72}[table] + 1))


def test_an_empty_value_of_a_filter_is_no_filter(toy_catalog):
    made = make_query(toy_catalog, paradigm=(), has=None)

    assert made == make_query(toy_catalog)


WORDS = {
    "paradigm": ["diffusion", "autoregressive", "hybrid"],
    "encoding": ["pixel", "semantic", "hybrid"],
    "section": ["a", "b", "b-3", "c-1", "3.2", "any-to-any"],
    "modality": ["text", "audio", "output:video"],
    "mask": ["causal", "bidirectional"],
    "backbone": ["qwen2.5", "=qwen2.5", "llama", "phi-1.5"],
    "encoder": ["siglip", "clip", "vqgan"],
    "understanding_encoder": ["siglip", "kind:vision-encoder"],
    "generation_encoder": ["vae", "kind:autoencoder"],
    "decoder": ["sdxl", "vqgan"],
    "venue": ["iclr", "cvpr-2025", "arxiv"],
    "has": list(HAS),
    "author": ["wang", "li", "e"],
    "search": ["show", "unified", "o"],
    "cited": ["3.2", "table-1", "39"],
}
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: st.lists(
                st.lists(st.sampled_from(words), min_size=1, max_size=2).map(",".join),
                min_size=1,
                max_size=2,
            )
            for name, words in WORDS.items()
        },
        "since": st.sampled_from(["2023", "2024-06", "2025-03-01"]),
        "until": st.sampled_from(["2024", "2025-06", "2025-11-30"]),
    },
)


@given(filters=QUERIES)
@settings(max_examples=settings().max_examples // 2)
def test_selecting_gives_a_subset_in_the_same_order(real, filters):
    found = real.select(**filters)

    chosen = {record.id for record in found}
    assert found == tuple(record for record in real.models if record.id in chosen)


@given(filters=QUERIES, more=QUERIES)
@settings(max_examples=settings().max_examples // 2)
def test_one_more_filter_never_adds_records(real, filters, more):
    wider = {record.id for record in real.select(**filters)}
    narrower = {record.id for record in real.select(**(more | filters))}

    assert narrower <= wider


def test_the_order_of_files_does_not_change_the_order_of_records(
    toy_copy, toy_catalog, monkeypatch
):
    listdir = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: listdir(path)[::-1])

    catalog = load(toy_copy).catalog

    assert [r.id for r in catalog] == [r.id for r in toy_catalog]
