from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import UsageError
from unisurvey.outside.add.details import Details
from unisurvey.outside.add.drafts import draft as draft_work
from unisurvey.outside.add.duplicates import DuplicateWorkError
from unisurvey.outside.add.proof import extended, prove
from unisurvey.outside.add.record import Drafting, completes
from unisurvey.outside.services.work import Work
from unisurvey.records.canonical import canonical
from unisurvey.records.yamltext import parse
from unisurvey.schema import Paper

ARXIV = Work("arxiv", "https://arxiv.org/abs/2801.00001", title="Quexel: A Made-up Model",
             authors=("Ann Roe", "Ben Poe"), date="2028-01-03", arxiv="2801.00001")  # fmt: skip
CODE = "https://github.com/roe/quexel"
REPOSITORY = Work("github", CODE, "repository", name="quexel", license="MIT")
TODAY = "2029-09-13"


@pytest.fixture(scope="session")
def draft(toy_catalog):
    def draft(*works, catalog=toy_catalog, distinct_from=(), **details):
        making = Drafting(catalog, Details(**details), TODAY, distinct_from)
        return draft_work(making, works, "the source")

    return draft


def paper_of(catalog, **changes):
    data = catalog["toy-show"].model_dump(mode="json", exclude_none=True)
    return Paper.model_validate(data | changes, context=catalog.vocabularies)


def test_a_draft_is_a_valid_part_of_the_catalogue(draft, toy_catalog):
    (record,) = draft(ARXIV, REPOSITORY).records

    assert prove(toy_catalog, [record]) == ()
    data = yaml.load(canonical(record), yaml.CSafeLoader)
    context = toy_catalog.vocabularies
    assert Paper.model_validate(data | {"id": record.id}, context=context) == record


def test_a_name_that_is_taken_gives_the_key_as_id(draft, toy_catalog):
    taken = paper_of(toy_catalog, id="quexel", key="roe2028quexel", title="Unlike",
                     arxiv="2801.00009", authors=["Cy Doe"])  # fmt: skip

    (record,) = draft(ARXIV, catalog=extended(toy_catalog, [taken])).records

    assert record.id == record.key == "roe2028quexelmadeup"


def test_a_file_with_problems_takes_its_id_too(draft, toy_copy, toy_catalog):
    (toy_copy / "data/papers/quexel.yaml").write_text("broken: [")

    (record,) = draft(ARXIV, catalog=replace(toy_catalog, root=toy_copy)).records

    assert record.id == "roe2028quexel"


def test_a_given_id_must_be_free(draft):
    with pytest.raises(
        UsageError, match="--id 'toy-show' already names another record"
    ):
        draft(ARXIV, id="toy-show")


def test_values_that_the_schema_refuses_are_left_to_a_person(draft):
    odd = replace(
        ARXIV, authors=("Ann Roe et al.",), doi="10.x", links={"code": "ftp://x"}
    )

    made = draft(odd)

    (record,) = made.records
    assert (record.authors, record.doi, record.links) == (None, None, None)
    assert {doubt.field for doubt in made.doubts} == {"authors", "doi", "links.code"}


def test_an_old_arxiv_id_stands_as_the_address(draft):
    old = replace(ARXIV, arxiv="cs/0101003", url="https://arxiv.org/abs/cs/0101003",
                  date="2001-01-04")  # fmt: skip

    (record,) = draft(old).records

    assert record.arxiv is None
    assert record.url == "https://arxiv.org/abs/cs/0101003"


def test_a_model_needs_a_name(draft):
    unnamed = replace(ARXIV, title="A Made-up Model of Everything")

    with pytest.raises(UsageError, match="say what the model is called: --name NAME"):
        draft(unnamed, kind="model", section="b-1")
    (record,) = draft(unnamed, kind="model", section="b-1", name="Quexel").records
    assert record.model.name == "Quexel"


def test_a_page_vouches_for_what_a_person_states(draft):
    page = f"{CODE}/blob/main/config.json"

    (record,) = draft(
        ARXIV,
        kind="model",
        section="b-1",
        values={"model.mask": "causal"},
        vouched_by=page,
    ).records

    assert record.sources[-1].url == page
    assert record.sources[-1].vouches == ("model.mask",)


def test_a_benchmark_comes_with_its_paper(draft, toy_catalog):
    made = draft(
        ARXIV, REPOSITORY, kind="benchmark", section="benchmarks-editing",
        values={"size": 1200, "paper:venue": "iclr-2029"}, vouched_by=f"{CODE}/blob/0123abc/README.md",
    )  # fmt: skip

    paper, benchmark = made.records
    assert (paper.id, paper.venue, paper.links, paper.model) == (
        "quexel",
        "iclr-2029",
        None,
        None,
    )
    assert (benchmark.id, benchmark.paper, benchmark.size) == ("quexel", "quexel", 1200)
    assert benchmark.links.home == CODE
    assert prove(toy_catalog, made.records) == ()


def test_a_dataset_of_a_known_paper_is_added_alone(draft, toy_catalog):
    (paper,) = draft(ARXIV).records
    catalog = extended(toy_catalog, [paper])

    made = draft(ARXIV, catalog=catalog, kind="dataset", section="datasets-editing")

    (dataset,) = made.records
    assert dataset.paper == paper.id
    with pytest.raises(DuplicateWorkError, match=r"datasets/quexel .* the same name"):
        draft(
            ARXIV,
            catalog=extended(catalog, [dataset]),
            kind="dataset",
            section="datasets-editing",
        )


def test_a_dataset_may_have_no_paper(draft, toy_catalog):
    page = Work("huggingface", "https://huggingface.co/datasets/roe/quex", "dataset",
                name="roe/Quex", date="2028-01-03", license="cc-by-4.0")  # fmt: skip

    (dataset,) = draft(page, kind="dataset", section="datasets-editing").records

    assert (dataset.id, dataset.paper, dataset.license) == ("quex", None, "CC-BY-4.0")
    assert prove(toy_catalog, [dataset]) == ()


@pytest.mark.parametrize(
    ("changes", "shared"),
    [
        ({"arxiv": "2801.00001", "title": "Quite Unlike"}, "arXiv id"),
        ({"doi": "10.1234/x", "arxiv": None, "title": "Quite Unlike"}, "DOI"),
        ({"title": "QUEXEL – a madeup model", "arxiv": None}, "title and authors"),
        ({"arxiv": None, "title": "Unlike", "links": {"code": f"{CODE}/"}}, "link"),
    ],
)
def test_a_work_that_is_there_is_refused(draft, toy_catalog, changes, shared):
    fields = {
        "id": "known", "key": "doe2028known", "authors": ["Ann Roe", "Ben Poe"],
        "links": None, "capitals": None, "other_titles": None, "doi": None,
    } | changes  # fmt: skip
    catalog = extended(toy_catalog, [paper_of(toy_catalog, **fields)])
    work = replace(ARXIV, doi=changes.get("doi"), arxiv=changes.get("arxiv"))

    with pytest.raises(DuplicateWorkError) as error:
        draft(work, REPOSITORY, catalog=catalog)

    assert "papers/known" in str(error.value)
    assert f"with the same {shared}" in str(error.value)


def test_two_papers_may_share_a_repository(draft, toy_catalog):
    known = paper_of(toy_catalog, id="known", key="doe2028known", title="Unlike",
                     arxiv="2801.00009", links={"code": CODE}, capitals=None)  # fmt: skip

    assert draft(ARXIV, REPOSITORY, catalog=extended(toy_catalog, [known])).records


def test_only_a_record_that_says_more_completes_another(draft):
    (plain,) = draft(ARXIV).records
    (model,) = draft(ARXIV, kind="model", section="b-1").records

    assert completes(plain, model)
    assert not completes(model, plain)
    assert not completes(plain, plain)


@given(
    title=st.text(min_size=1, max_size=60),
    authors=st.lists(st.text(max_size=20), max_size=3),
    venue=st.none() | st.text(max_size=40),
    pages=st.none() | st.text(max_size=8),
    doi=st.none() | st.text(max_size=20),
)
def test_whatever_a_service_says_a_draft_is_valid_or_refused(
    toy_catalog, title, authors, venue, pages, doi
):
    work = Work("crossref", "https://doi.org/10.1234/x", title=title, authors=tuple(authors),
                date="2028-01-03", venue=venue, year=2028, pages=pages, doi=doi)  # fmt: skip

    try:
        made = draft_work(Drafting(toy_catalog, Details(), TODAY), [work], "the source")
    except (UsageError, DuplicateWorkError):  # a title can be that of a toy
        return

    (record,) = made.records
    if not parse(canonical(record).encode(), "x").problems:
        data = yaml.load(canonical(record), yaml.CSafeLoader) | {"id": record.id}
        context = toy_catalog.vocabularies
        assert Paper.model_validate(data, context=context) == record
