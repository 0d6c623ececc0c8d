import os
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisurvey.cli.app import load_command
from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.fields import FIELDS, flat_fields
from unisurvey.fields.attributes import HAS
from unisurvey.fields.facets import COMPARING, FACETS, LEAVING
from unisurvey.query import kinds_for, make_query
from unisurvey.query.conditions import conditions
from unisurvey.query.reasons import emptying, unstated
from unisurvey.records import load
from unisurvey.schema.dates import typed_date
from unisurvey.views.columns import flatten

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
            ({"section": "3"}, ["toy-bare", "toy-show", "toy-any"]),
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
            ({"author": "Nguyen Van"}, ["toy-show"]),
            ({"section": "b1"}, ["toy-bare"]),
            ({"section": "C1"}, ["toy-show"]),
            ({"section": "anytoany"}, ["toy-any"]),
            ({"license": "mit"}, ["toy-show"]),
            ({"license": "cc-by-4.0"}, []),
            ({"stated": "mask"}, ["toy-show", "toy-any"]),
            ({"unstated": "mask"}, ["toy-bare"]),
            ({"stated": "arxiv,doi"}, ["toy-show", "toy-any"]),
            ({"stated": ("arxiv", "doi")}, ["toy-show"]),
            ({"unstated": "input-modalities"}, ["toy-bare"]),
            ({"without": {"mask": "causal"}}, ["toy-bare", "toy-show"]),
            ({"without": {"has": "code", "section": "any-to-any"}}, ["toy-bare"]),
            ({"without": {"has": ("code", "weights")}}, ["toy-bare"]),
            ({"without": {"since": "2025"}}, ["toy-bare", "toy-any"]),
            ({"without": {"stated": "mask"}}, ["toy-bare"]),
            ({"without": {}}, MODELS),
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
        ("datasets", {"max_samples": "2.5M"}, ["toy-sets"]),
        ("datasets", {"max_samples": "2M"}, []),
        ("datasets", {"min_samples": "2M", "max_samples": 2_500_000}, ["toy-sets"]),
        ("datasets", {"unstated": "samples"}, ["plain-set"]),
        ("dataset", {"survey_table": "3"}, ["toy-sets"]),
        ("Benchmark", {"survey_table": "4"}, ["toy-bench"]),
        ("benchmarks", {"task": "small edits"}, ["toy-bench"]),
        ("benchmarks", {"task": "generation"}, ["plain-bench"]),
        ("benchmarks", {"modality": "input:images"}, ["toy-bench"]),
        ("benchmarks", {"modality": "input:question,input:instr"}, ["toy-bench"]),
        ("benchmarks", {"modality": "instr"}, ["toy-bench"]),
        ("benchmarks", {"modality": "output:instr"}, []),
        ("benchmarks", {"modality": "input:question"}, []),
        (
            *("benchmarks", {"modality": ("input:image", "input:instruction")}),
            ["toy-bench"],
        ),
        ("benchmarks", {"modality": "output:image"}, ["toy-bench"]),
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
        ({"since": "2025/03"}, ["toy-show"]),
        ({"since": "2025/3/14"}, ["toy-show"]),
        ({"since": date(2025, 3, 15)}, []),
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
        (
            {"since": "3 months"},
            "'3 months' is not a date, expected YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            {"input": "image"},
            "there is no filter 'input', expected --modality input:image",
        ),
        ({"stated": "maks"}, "unknown field 'maks'; did you mean 'mask' or 'tasks'?"),
        (
            {"stated": "mask, maks"},
            "unknown field 'maks'; did you mean 'mask' or 'tasks'?",
        ),
        (
            {"stated": "samples"},
            "--stated samples does not apply to models, only to datasets",
        ),
        (
            {"max_samples": 1},
            "--max-samples does not apply to models, only to datasets",
        ),
        (
            {"without": {"license": "mit"}, "max_samples": 1},
            "--max-samples does not apply to models, only to datasets",
        ),
        (
            {"max_parameters": "big"},
            "'big' is no number, expected one such as 7 or 500M",
        ),
        ({"without": {"maks": "x"}}, "unknown filter 'maks'; did you mean 'mask'?"),
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
        "score": "toy-bench",
        "section": "b",
        "modality": "text",
        "mask": "causal",
        "backbone": "vae",
        "encoder": "vae",
        "understanding_encoder": "vae",
        "generation_encoder": "kind:autoencoder",
        "decoder": "vae",
        "task": "editing",
        "organization": "toys",
        "challenge": "pairs",
        "trained_on": "toy-sets",
        "weights_license": "mit",
        "current": True,
        "in_survey": True,
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
        and not getattr(parameter, "hidden", False)
    ]

    assert shown == [
        *((name, facet.metavar or None, facet.help) for name, facet in FACETS.items()),
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
        ({"task": "editing"}, {"models", "datasets", "benchmarks"}),
        ({"task": "editing", "modality": "input:image"}, {"models", "benchmarks"}),
        ({"modality": "input:image"}, {"models", "benchmarks"}),
        ({"survey_table": "1, 2"}, {"models"}),
        ({"survey_table": "3"}, {"datasets"}),
        ({"mask": "causal", "min_samples": "1"}, set()),
        ({"max_samples": "1"}, {"datasets"}),
        ({"min_parameters": 7}, {"models"}),
        ({"current": True}, {"models", "papers", "datasets", "benchmarks"}),
        ({"section": "benchmarks-editing"}, {"benchmarks"}),
        ({"section": "datasets, benchmarks"}, {"datasets", "benchmarks"}),
        ({"section": ("datasets", "b1")}, {"datasets", "models", "papers"}),
        ({"section": "3.2"}, {"models", "papers"}),
        ({"section": "applications"}, {"papers"}),
        ({"stated": "samples"}, {"datasets"}),
        ({"unstated": "mask"}, {"models"}),
        ({"stated": "date"}, {"models", "papers", "datasets", "benchmarks"}),
        ({"without": {"task": "editing"}}, {"models", "datasets", "benchmarks"}),
        ({"license": "mit"}, {"models", "papers", "datasets"}),
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
    "license": ["mit", "apache-2.0"],
    "has": list(HAS),
    "weights_license": ["mit", "apache-2.0"],
    "task": ["editing", "text-to-image"],
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


@given(name=st.sampled_from([*WORDS]), data=st.data())
def test_a_filter_and_its_negation_share_the_records(real, name, data):
    word = data.draw(st.sampled_from(WORDS[name]))

    found = real.select(**{name: word})
    others = real.select(without={name: word})

    assert not {record.id for record in found} & {record.id for record in others}
    assert len(found) + len(others) == len(real.models)


@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_stated_and_what_is_not_are_all(real, kind):
    every = real.records(kind)

    for key in flat_fields(kind, real):
        stated = real.select(kind, stated=key)
        assert stated == tuple(
            record
            for record, flat in flatten(every, kind, real)
            if flat[key] not in (None, [])
        )
        assert len(stated) + len(real.select(kind, unstated=key)) == len(every)


@given(filters=QUERIES)
@settings(max_examples=settings().max_examples // 4)
def test_what_is_not_stated_is_what_another_value_could_add(real, filters):
    query = make_query(real, **filters)
    found = set(map(id, real.select(**filters)))

    for open_ in unstated(real.models, "models", query, real):
        lacking = set(map(id, real.models)).intersection(
            *(map(id, real.select(unstated=key)) for key in open_.keys)
        )
        assert 0 < open_.records <= len(lacking)
        assert not open_.kept
        assert not found & lacking


@given(filters=QUERIES)
@settings(max_examples=settings().max_examples // 4)
def test_leaving_out_what_emptied_a_selection_leaves_something(real, filters):
    query = make_query(real, **filters)
    models = real.models[:: len(real.models) // 50]
    if {*map(id, models)} & {*map(id, real.select(**filters))}:
        return

    blamed, alone = emptying(models, "models", query, real)

    asked = conditions("models", query, real)
    assert blamed
    assert {each.condition.said for each in blamed} <= {each.said for each in asked}
    assert not alone or all(each.left for each in blamed)
    assert alone or len(blamed) == len(asked) > 1


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2025", "2025"),
        ("2025/5", "2025-05"),
        ("2025.05.03", "2025-05-03"),
        ("3 months", "2026-02-28"),
        ("last 3 months", "2026-02-28"),
        ("3-months-ago", "2026-02-28"),
        ("last-month", "2026-04-30"),
        ("last year", "2025-05-31"),
        ("2 weeks", "2026-05-17"),
        ("1 day", "2026-05-30"),
        ("15 months", "2025-02-28"),
        ("9999 years", "1950-01-31"),
        ("9999 weeks", "1950-01-01"),
    ],
)
def test_dates_are_understood_as_people_type_them(typed, date):
    assert typed_date(typed, "2026-05-31") == date


@pytest.mark.parametrize("typed", ["month", "", "tomorrow", "3", "3 parsecs", "2025-"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError, match="is not a date"):
        typed_date(typed, "2026-05-31")
