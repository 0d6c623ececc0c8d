import copy
import pickle

import pytest
from bibtexparser.entrypoint import parse_string, write_string
from lxml import html

import unisurvey
from unisurvey.errors import UsageError

HOSTILE = '<script>alert("x")</script> & "quotes\''


@pytest.fixture(scope="module")
def catalog(toy):
    return unisurvey.load_catalog(toy)


@pytest.fixture(scope="module")
def hostile(toy):
    """The catalogue with a title and a name that try to be HTML."""
    catalog = unisurvey.load_catalog(toy)
    paper = catalog.models[1]
    assert paper.model
    model = paper.model.model_copy(update={"name": HOSTILE})
    changes = {"title": HOSTILE, "notes": (HOSTILE,), "model": model}
    return catalog, paper.model_copy(update=changes)


def test_a_selection_is_a_tuple(catalog):
    models = catalog.select()

    assert isinstance(models, tuple)
    assert models == tuple(models) == catalog.models
    assert {models: 1}[tuple(models)] == 1
    assert catalog.select(paradigm="diffusion") == ()
    assert type(models[:1] * 2) is tuple


def test_a_slice_is_a_selection_and_an_index_a_record(catalog):
    models = catalog.models

    assert isinstance(models[:1], unisurvey.Selection)
    assert models[:1].kind == "models"
    assert models[:1].catalog is catalog
    assert isinstance(models[0], unisurvey.Paper)
    assert list(reversed(models)) == list(models[::-1])


def test_it_says_in_one_line_what_it_holds(catalog):
    assert repr(catalog.models) == "<3 models: Bare, Toy-Show, Toy-Any>"
    assert repr(catalog.select(paradigm="diffusion")) == "<0 models>"
    assert repr(catalog.pick("toy-show")) == "<1 model: Toy-Show>"
    assert repr(catalog.papers[:4]).endswith(", …>")
    assert repr(catalog.pick("toy-show", "tb")).startswith("<2 records: Toy-Show, ")


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        (["toy-show"], "models"),
        (["toy-show", "papers/toy-sets"], "papers"),
        (["datasets/toy-sets", "plain-set"], "datasets"),
        (["toy-show", "tb"], None),
        ([], None),
    ],
)
def test_what_is_picked_has_the_kind_of_all(catalog, wanted, kind):
    picked = catalog.pick(*wanted)

    assert picked.kind == kind
    assert list(picked) == [catalog[word] for word in wanted]


@pytest.mark.parametrize("kind", ["models", "papers", "datasets", "benchmarks"])
def test_every_kind_becomes_every_form(catalog, kind):
    records = catalog.select(kind)

    frame = records.to_pandas()
    rows = html.fromstring(records._repr_html_()).findall(".//tbody/tr")

    assert frame["id"].tolist() == [record.id for record in records]
    assert [row["id"] for row in records.to_dicts()] == frame["id"].tolist()
    assert len(records.to_markdown().splitlines()) == len(records) + 2
    assert len(rows) == len(records)


def test_records_of_several_kinds_have_no_columns_in_common_but_a_few(catalog):
    mixed = catalog.pick("toy-show", "tb")

    assert mixed.to_markdown().startswith("| Added | Kind | Name |")
    assert "<td" in mixed._repr_html_()
    for make in (mixed.to_dicts, mixed.to_pandas, lambda: mixed.to_markdown("name")):
        with pytest.raises(UsageError) as caught:
            make()
        assert str(caught.value) == (
            "the records are of several kinds; take those of one"
        )


def test_bibtex_is_that_of_the_papers_behind_the_records(catalog):
    mixed = catalog.pick("datasets/toy-sets", "tb", "toy-show")

    text = unisurvey.to_bibtex(mixed, keys="id", omit=["doi"])

    assert text == mixed.to_bibtex(keys="id", omit=["doi"])
    assert text.count("\n@") + text.startswith("@") - text.count("@preamble") == 2
    assert "doi = " not in text


def test_a_library_is_what_bibtexparser_reads_from_the_text(catalog):
    selection = catalog.papers[:]
    for style in ("bibtex", "biblatex", "arxiv"):
        library = selection.to_library(style=style)
        read = parse_string(selection.to_bibtex(style=style))

        assert [entry.key for entry in library.entries] == [e.key for e in read.entries]
        for made, entry in zip(library.entries, read.entries, strict=True):
            assert made.entry_type == entry.entry_type
            assert [(f.key, f.value, f.enclosing) for f in made.fields] == [
                (f.key, f.value, f.enclosing) for f in entry.fields
            ]
        assert [b.value for b in library.preambles] == [b.value for b in read.preambles]
        assert write_string(library).count("\n@") >= len(read.entries) - 1


def test_bare_papers_need_their_vocabularies(catalog):
    papers = [catalog["toy-show"]]

    with pytest.raises(UsageError) as caught:
        unisurvey.to_bibtex(papers)

    assert str(caught.value) == (
        "records do not know their catalogue; take a selection "
        "(catalog.select, catalog.pick), or add catalog.vocabularies"
    )
    written = unisurvey.to_bibtex(papers, catalog.vocabularies)
    assert written == catalog.pick("toy-show").to_bibtex()


def test_names_and_titles_cannot_become_html(hostile):
    catalog, record = hostile
    selection = unisurvey.Selection([record], catalog, "models")

    for shown in (selection._repr_html_(), record._repr_html_()):
        tree = html.fromstring(shown)
        assert "<script" not in shown
        assert tree.findall(".//script") == []
        assert HOSTILE in "".join(tree.itertext())


def test_links_of_a_listing_lead_to_the_paper(catalog):
    tree = html.fromstring(catalog.pick("toy-show")._repr_html_())

    assert tree.xpath("//a[text()='Toy-Show (superseded)']/@href") == [
        "https://arxiv.org/abs/2503.10001"
    ]


def test_a_long_listing_is_cut_and_says_so(toy):
    catalog = unisurvey.load_catalog(toy)
    many = unisurvey.Selection([catalog["toy-show"]] * 61, catalog, "models")

    tree = html.fromstring(many._repr_html_())

    assert len(tree.findall(".//tbody/tr")) == 60
    assert tree.findtext(".//p") == "the first 60 of 61 models"


def test_selections_survive_copying_and_pickling(catalog):
    for copied in (
        pickle.loads(pickle.dumps(catalog.papers)),
        pickle.loads(pickle.dumps(catalog)).papers,
        copy.deepcopy(catalog.papers),
    ):
        assert copied == catalog.papers
        assert repr(copied) == repr(catalog.papers)
        assert copied.to_bibtex() == catalog.papers.to_bibtex()


def test_a_selection_is_narrowed_as_the_catalogue_is(catalog):
    dated = catalog.select(since="2024")

    assert dated.select(has="code") == catalog.select(since="2024", has="code")
    assert dated.select(without={"has": "code"}).kind == "models"
    assert dated.select().catalog is catalog
    assert catalog.select("dataset").kind == "datasets"
    with pytest.raises(UsageError, match="of several kinds"):
        catalog.pick("toy-show", "tb").select(has="code")


def test_an_unknown_kind_is_refused_with_what_is_near(catalog):
    with pytest.raises(
        UsageError, match="unknown kind 'modles'; did you mean 'models'"
    ):
        catalog.select("modles")
