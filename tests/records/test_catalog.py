import pytest

from unisurvey.errors import UnknownRecordError, UnknownValueError, UsageError
from unisurvey.records import folder_of, load, name_of, names_of

NO_DATASET = "no record with id 'datasets/alhpa'"
TWO = "'datasets/alpha' or 'papers/alpha'"


@pytest.mark.parametrize("word", ["beta", "two2024beta", "papers/beta"])
def test_a_paper_answers_to_id_and_key(word, catalog):
    assert catalog[word] is catalog.papers[1]
    assert word in catalog


@pytest.mark.parametrize("word", ["beta°", "two2024beta°"])
def test_a_name_may_have_the_mark_that_lists_give_it(word, catalog):
    assert catalog[word] is catalog.papers[1]
    assert word in catalog
    assert "gama°" not in catalog


@pytest.mark.parametrize("word", ["delta", "dl", "benchmarks/delta", "benchmarks/dl"])
def test_a_record_answers_to_its_alias(word, catalog):
    assert catalog[word] is catalog.benchmarks[0]


def test_a_paper_goes_before_a_dataset_with_its_id(catalog):
    assert catalog["alpha"] is catalog.papers[0]
    assert catalog["papers/alpha"] is catalog.papers[0]
    assert catalog["datasets/alpha"] is catalog.datasets[0]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("bета", "no record with id 'bета'"),
        ("gama", "no record with id 'gama'; did you mean 'gamma'?"),
        (
            "two2024bet",
            "no record with id 'two2024bet'; did you mean 'two2024beta'?",
        ),
        ("datasets/alhpa", f"{NO_DATASET}; did you mean {TWO}?"),
        ("", "no record with id ''"),
    ],
)
def test_an_unknown_id_suggests_the_closest(word, message, catalog):
    assert word not in catalog
    with pytest.raises(UnknownRecordError) as caught:
        catalog[word]

    assert str(caught.value) == message
    assert isinstance(caught.value, LookupError)
    assert caught.value.wanted == word


def test_a_word_of_another_type_is_in_no_catalogue(catalog):
    assert 5 not in catalog
    assert catalog.papers[0] not in catalog


def test_models_come_by_section_newest_first(catalog):
    assert [paper.id for paper in catalog.models] == ["beta", "gamma", "alpha"]
    assert [paper.id for paper in catalog.papers] == ["alpha", "beta", "gamma"]


def test_records_come_by_name_within_a_day(root):
    text = (root / "data/benchmarks/delta.yaml").read_text("utf-8")
    text = text.replace("aliases: [dl]\n", "")
    for name in ("zulu", "Yankee", "alfa"):
        (root / f"data/benchmarks/x-{name.lower()}.yaml").write_text(
            text.replace("Delta", name), "utf-8"
        )
    (root / "data/benchmarks/x-dated.yaml").write_text(
        text.replace("Delta", "Zz").replace("section", 'date: "2020-01"\nsection')
    )

    benchmarks = load(root).catalog.benchmarks

    assert [b.name for b in benchmarks] == ["Zz", "alfa", "Delta", "Yankee", "zulu"]


def test_iteration_gives_every_record_once(catalog):
    records = list(catalog)

    assert [f"{folder_of(r)}/{r.id}" for r in records] == [
        "papers/alpha",
        "papers/beta",
        "papers/gamma",
        "datasets/alpha",
        "benchmarks/delta",
    ]
    assert len(catalog) == len(records)
    assert catalog.records("papers") is catalog.papers
    assert catalog.records("models") == catalog.models


def test_arranging_an_arranged_catalogue_changes_nothing(catalog):
    assert list(catalog.arranged()) == list(catalog)


def test_the_paper_behind_a_record_is_found(catalog):
    alpha = catalog.papers[0]

    assert catalog.paper_of(alpha) is alpha
    assert catalog.paper_of(catalog["datasets/alpha"]) is alpha
    assert catalog.paper_of(catalog["delta"]) is None


def test_a_paper_that_is_not_there_is_behind_nothing(root, edit):
    edit("datasets/alpha.yaml", "paper: alpha", "paper: omega")

    catalog = load(root).catalog

    assert catalog.paper_of(catalog["datasets/alpha"]) is None


def test_a_record_knows_its_file_and_names(catalog, root):
    alpha, dataset = catalog.papers[0], catalog["datasets/alpha"]

    assert catalog.path(dataset) == root / "data/datasets/alpha.yaml"
    assert names_of(alpha) == ("alpha", "al", "one2024alpha")
    assert names_of(dataset) == ("alpha",)
    assert name_of(alpha) == "Alpha"
    assert name_of(dataset) == "Alpha data"


def test_selecting_takes_the_filters_of_the_command_line(catalog):
    def ids(kind="models", **filters):
        return [record.id for record in catalog.select(kind, **filters)]

    assert ids() == ["beta", "gamma", "alpha"]
    assert ids(paradigm="diffusion") == ["beta"]
    assert ids(paradigm="AR") == ["gamma", "alpha"]
    assert ids(section="3.2") == ["gamma", "alpha"]
    assert ids(backbone="llama") == ["alpha"]
    assert ids(backbone="=llama") == []
    assert ids(venue="ICLR 2025") == ["alpha"]
    assert ids(since="2024-09") == ["beta", "gamma"]
    assert ids(until="2024-08") == ["alpha"]
    assert ids("papers", author="beta lab") == ["beta"]
    assert ids("datasets", search="alpha") == ["alpha"]
    assert ids("benchmarks", section="testing") == ["delta"]


def test_selecting_refuses_what_does_not_exist(catalog):
    with pytest.raises(UnknownValueError, match=r"unknown paradigm 'difusion'"):
        catalog.select(paradigm="difusion")
    with pytest.raises(UsageError):
        catalog.select("datasets", backbone="llama")
    with pytest.raises(UsageError):
        catalog.select(colour="red")
