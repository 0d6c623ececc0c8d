import pytest

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.views.columns import PLAIN, choose, columns_of, flatten, sort_rows
from unisurvey.views.flat import FLATTEN, flat_keys, full, kind_of

KINDS = ("models", "papers", "datasets", "benchmarks")
CONTRACT = (
    *("id", "name", "title", "key", "arxiv", "date", "venue", "section", "paradigm"),
    *("encoding", "backbone", "understanding_encoder", "generation_encoder"),
    *("decoder", "mask", "parameters_b", "input_modalities", "output_modalities"),
    *("code", "demo", "authors", "survey_references"),
)


def rows(catalog, kind):
    return flatten(catalog.records(kind), kind, catalog)


@pytest.mark.parametrize("kind", KINDS)
def test_flat_keys_are_those_of_every_record_in_order(kind, toy_catalog, real):
    for catalog in (toy_catalog, real):
        for record, flat in rows(catalog, kind):
            assert tuple(flat) == flat_keys(kind, catalog), record.id


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_a_key(kind):
    keys = set(flat_keys(kind))

    assert {column.name for column in columns_of(kind)} <= keys
    assert set(PLAIN[kind]) <= keys


def test_models_have_every_field_that_was_promised():
    assert set(CONTRACT) <= set(flat_keys("models"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_tells_records_apart_is_shown_in_any_terminal(kind):
    assert columns_of(kind)[0].rank == 0


def test_a_model_is_flat_with_components_by_id_and_the_venue_in_words(toy_catalog):
    flat = FLATTEN["models"](toy_catalog["toy-show"], toy_catalog)

    assert flat == {
        "id": "toy-show",
        "name": "Toy-Show",
        "title": "Toy-Show: One Model to Draw and Read",
        "key": "nguyen2025toyshow",
        "arxiv": "2503.10001",
        "arxiv_class": "cs.CV",
        "doi": "10.1234/toy.2025_1",
        "date": "2025-03-14",
        "year": 2026,
        "venue": "ICLR 2026",
        "pages": "100–112",
        "section": "c-1",
        "section_by": "survey",
        "section_reason": None,
        "section_alternatives": [],
        "paradigm": "hybrid",
        "encoding": "pixel",
        "backbone": ["qwen2.5-vl-32b"],
        "understanding_encoder": ["siglip2"],
        "generation_encoder": ["siglip2"],
        "shared_encoder": True,
        "decoder": ["vae"],
        "mask": "bidirectional",
        "parameters_b": [1.5, 34.5],
        "organizations": ["toy-lab"],
        "tasks": ["understanding", "text-to-image"],
        "training_data": ["toy-sets"],
        "input_modalities": ["text", "image"],
        "output_modalities": ["text", "image"],
        "url": "https://arxiv.org/abs/2503.10001",
        "code": "https://github.com/toy/show",
        "demo": "https://toy.example.org/demo",
        "weights": "https://huggingface.co/toy/show",
        "project": "https://toy.example.org/",
        "license": "MIT",
        "code_license": "MIT",
        "stars": 1234,
        "last_commit": "2026-01-01",
        "archived": False,
        "weights_license": ["MIT", "CC-BY-4.0"],
        "authors": ["Văn Nguyễn", "Ada van der Maaten Jr.", "Toy Team"],
        "survey_row": 2,
        "survey_references": [7, 42],
        "cited_in": ["table-1", "3.3.1"],
        "authors_complete": True,
        "challenges": ["attention", "data"],
        "in_survey": True,
        "status": "superseded",
        "absent": [],
        "unverified": [],
    }


def test_what_is_not_known_is_null_or_an_empty_list(toy_catalog):
    flat = FLATTEN["models"](toy_catalog["toy-bare"], toy_catalog)

    known = {name: value for name, value in flat.items() if value not in (None, [])}
    assert known == {
        "id": "toy-bare",
        "name": "Bare",
        "title": "Bare",
        "key": "anon2025bare",
        "section": "b-1",
        "section_by": "survey",
        "paradigm": "autoregressive",
        "encoding": "pixel",
        "shared_encoder": False,
        "in_survey": False,
    }


def test_an_any_to_any_model_has_the_paradigm_it_states(toy_catalog):
    flat = FLATTEN["models"](toy_catalog["toy-any"], toy_catalog)

    assert (flat["section"], flat["paradigm"]) == ("any-to-any", "autoregressive")


def test_a_paper_without_arxiv_is_read_at_its_doi_or_page(toy_catalog):
    def url(name):
        return FLATTEN["papers"](toy_catalog[f"papers/{name}"], toy_catalog)["url"]

    assert url("toy-sets") == "https://doi.org/10.1234/toy.sets"
    assert url("specials") == "https://toy.example.org/paper_(1)?a=[b]&d=1_2"
    assert url("toy-bare") is None


def test_a_dataset_without_paper_has_the_same_keys_as_one_with(toy_catalog):
    plain, full_set = (flat for _, flat in rows(toy_catalog, "datasets"))

    assert (plain["paper"], plain["authors"]) == (None, [])
    assert full_set["paper"] == "toy-sets"
    assert full_set["authors"] == ["Émile Zola", "Li Wei"]


def test_a_full_record_adds_its_kind_and_provenance(toy_catalog):
    record = toy_catalog["toy-show"]

    found = full(record, toy_catalog)

    assert found["kind"] == "model"
    assert kind_of(record) == "models"
    assert found["aliases"] == ["toyshow"]
    assert found["corrections"][0]["in"] == "survey-v6-table-1"
    assert found["sources"][1]["url"] == "https://github.com/toy/show"
    assert (found["status"], found["status_by"]) == ("superseded", "toy-any")


def test_columns_are_chosen_by_name_in_the_order_given(toy_catalog):
    chosen = choose("models", "date, name,cited_in", toy_catalog)

    assert chosen is not None
    assert [(column.name, column.header) for column in chosen] == [
        ("date", "Date"),
        ("name", "Name"),
        ("cited_in", "Cited in"),
    ]


def test_no_wish_is_no_choice(toy_catalog):
    assert choose("models", None, toy_catalog) is None


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        ("nam", UnknownValueError, "unknown column 'nam'; did you mean 'name'?"),
        ("name,samples", UnknownValueError, "unknown column 'samples'"),
        (" , ", UsageError, "no column is named"),
    ],
)
def test_an_unknown_column_is_refused(toy_catalog, wanted, error, message):
    with pytest.raises(error) as caught:
        choose("models", wanted, toy_catalog)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("column", "reverse", "expected"),
    [
        (None, False, ["toy-bare", "toy-show", "toy-any"]),
        (None, True, ["toy-any", "toy-show", "toy-bare"]),
        ("name", False, ["toy-bare", "toy-any", "toy-show"]),
        ("name", True, ["toy-show", "toy-any", "toy-bare"]),
        ("date", False, ["toy-any", "toy-show", "toy-bare"]),
        ("date", True, ["toy-show", "toy-any", "toy-bare"]),
        ("backbone", False, ["toy-any", "toy-show", "toy-bare"]),
    ],
)
def test_rows_are_sorted_with_what_is_not_known_last(
    toy_catalog, column, reverse, expected
):
    found = sort_rows(
        rows(toy_catalog, "models"), column, "models", toy_catalog, reverse=reverse
    )

    assert [record.id for record, _ in found] == expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_can_be_sorted_by(kind, real):
    pairs = rows(real, kind)

    for column in flat_keys(kind):
        found = sort_rows(pairs, column, kind, real)
        assert len(found) == len(pairs)


def test_case_does_not_matter_for_the_order(real):
    found = sort_rows(rows(real, "models"), "name", "models", real)

    names = [flat["name"] for _, flat in found]
    assert names == sorted(names, key=str.casefold)
    assert names != sorted(names)
