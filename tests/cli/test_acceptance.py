"""Questions people ask of the real data, answered a second time from the files.

The files are read with PyYAML alone, so that neither our reader nor our filters
decide what is right.
"""

import csv
import io
import json
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from tests import plain
from tests.plain import DATA, vocabulary
from tests.sampling import some_of

REPOSITORY = Path(__file__).parents[2]
FIELDS = {
    *("id", "name", "title", "key", "arxiv", "date", "venue", "section", "paradigm"),
    *("encoding", "backbone", "understanding_encoder", "generation_encoder"),
    *("decoder", "mask", "parameters_b", "input_modalities", "output_modalities"),
    *("code", "demo", "authors", "survey_references"),
}


@pytest.fixture(scope="module")
def papers():
    return plain.folder("papers")


@pytest.fixture(scope="module")
def models():
    return plain.models()


@pytest.fixture(scope="module")
def sections():
    """Section id → its node in the taxonomy."""

    def walk(nodes):
        for node in nodes:
            yield node["id"], node
            yield from walk(node.get("children", ()))

    return dict(walk(vocabulary("taxonomy")))


@pytest.fixture(scope="module")
def family():
    """Component → itself and all it is a version of."""
    above = {c["id"]: c.get("family") for c in vocabulary("components")}

    def names(component):
        while component:
            yield component
            component = above[component]

    return lambda component: set(names(component))


@pytest.fixture(scope="session")
def ids(run):
    def selected(*words):
        return run(*words, "--format", "ids", root=REPOSITORY).stdout.split()

    return selected


def paradigm(paper, sections):
    model = paper["model"]
    return sections[model["section"]].get("paradigm") or model.get("paradigm")


def encoders(paper):
    found = paper["model"].get("encoders", {})
    return {name for side in found.values() for name in side}


def test_models_of_one_paradigm(ids, models, sections):
    found = ids("list", "models", "--paradigm", "hybrid")

    wanted = [n for n, paper in models.items() if paradigm(paper, sections) == "hybrid"]
    assert sorted(found) == sorted(wanted)
    assert wanted


def test_models_by_backbone_encoder_and_date(ids, models, family):
    found = ids(
        *("list", "--backbone", "qwen2.5", "--encoder", "siglip", "--since", "2025")
    )

    wanted = [
        name
        for name, paper in models.items()
        if any("qwen2.5" in family(c) for c in paper["model"].get("backbone", ()))
        and any("siglip" in family(c) for c in encoders(paper))
        and paper.get("date", "") >= "2025"
    ]
    assert sorted(found) == sorted(wanted)
    assert len(wanted) > 5


def test_models_of_one_section_as_csv(run, models):
    text = run("list", "--section", "b-3", "--format", "csv", root=REPOSITORY).stdout

    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    wanted = {n: p for n, p in models.items() if p["model"]["section"] == "b-3"}
    assert rows.keys() == wanted.keys()
    for name, paper in wanted.items():
        row = rows[name]
        assert row["name"] == paper["model"]["name"]
        assert row["title"] == paper["title"]
        assert row["arxiv"] == paper.get("arxiv", "")
        assert row["backbone"] == "; ".join(paper["model"].get("backbone", ()))


def test_models_with_code_or_demo(ids, models):
    either = ids("list", "--has", "code,demo")
    both = ids("list", "--has", "code", "--has", "demo")

    links = {name: paper.get("links", {}).keys() for name, paper in models.items()}
    assert sorted(either) == sorted(n for n, found in links.items() if found & FIELDS)
    assert sorted(both) == sorted(
        n for n, found in links.items() if found >= {"code", "demo"}
    )
    assert set(both) < set(either)


def sizes(model):
    """Return one number a variant: that of the most that is counted."""
    counted = (v.get("parameters", {}) for v in model.get("variants", ()))
    order = ("total", "stated", "active", "language_model", "generator")
    found = (next((c[n] for n in order if n in c), None) for c in counted)
    return sorted({size for size in found if size})


def test_every_model_as_json_has_what_its_file_says(run, models, sections):
    text = run("list", "models", "--format", "json", root=REPOSITORY).stdout

    rows = {row["id"]: row for row in json.loads(text)}
    assert rows.keys() == models.keys()
    for name, paper in models.items():
        row, model = rows[name], paper["model"]
        assert row.keys() >= FIELDS
        found = model.get("encoders", {})
        shared = found.get("shared", [])
        modalities = model.get("modalities", {})
        leaf = sections[model["section"]]
        expected = {
            "name": model["name"],
            "title": paper["title"],
            "key": paper["key"],
            "arxiv": paper.get("arxiv"),
            "date": paper.get("date"),
            "section": model["section"],
            "paradigm": paradigm(paper, sections),
            "encoding": leaf.get("encoding"),
            "backbone": model.get("backbone", []),
            "understanding_encoder": found.get("understanding", shared),
            "generation_encoder": found.get("generation", shared),
            "decoder": model.get("decoder", []),
            "mask": model.get("mask"),
            "parameters_b": sizes(model),
            "input_modalities": modalities.get("input", []),
            "output_modalities": modalities.get("output", []),
            "code": paper.get("links", {}).get("code"),
            "demo": paper.get("links", {}).get("demo"),
            "survey_references": paper.get("survey", {}).get("references", []),
            "authors": [
                author if isinstance(author, str) else author["organization"]
                for author in paper.get("authors", [])
            ],
        }
        assert {field: row[field] for field in expected} == expected, name
        assert (row["venue"] is None) == ("venue" not in paper)


def test_venues_read_as_name_and_year(run, models):
    text = run("list", "models", "--format", "json", root=REPOSITORY).stdout
    names = {venue["id"]: venue["name"] for venue in vocabulary("venues")}

    for row in json.loads(text):
        edition = models[row["id"]].get("venue")
        if edition:
            venue, _, year = edition.rpartition("-")
            assert row["venue"] == f"{names[venue]} {year}"


def test_bibtex_of_a_paradigm_has_one_complete_entry_per_model(run, models, sections):
    text = run("bib", "--paradigm", "diffusion", root=REPOSITORY).stdout

    library = parse_string(text)
    wanted = [p for p in models.values() if paradigm(p, sections) == "diffusion"]
    assert library.failed_blocks == []
    assert sorted(entry.key for entry in library.entries) == sorted(
        paper["key"] for paper in wanted
    )
    by_key = {paper["key"]: paper for paper in wanted}
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        assert {"title", "author", "year"} <= fields.keys(), entry.key
        authors = fields["author"].split(" and ")
        assert len(authors) == len(by_key[entry.key]["authors"])


def test_the_whole_bibliography_has_every_paper_once(run, papers):
    library = parse_string(run("bib", root=REPOSITORY).stdout)

    keys = [entry.key for entry in library.entries]
    assert library.failed_blocks == []
    assert sorted(keys) == sorted(paper["key"] for paper in papers.values())


@pytest.mark.parametrize("kind", ["papers", "datasets", "benchmarks"])
def test_every_record_is_listed(kind, ids):
    stems = sorted(path.stem for path in (DATA / kind).glob("*.yaml"))

    assert sorted(ids("list", kind)) == stems


@pytest.mark.parametrize("kind", ["papers", "datasets", "benchmarks"])
def test_every_record_can_be_shown(kind, run):
    names = some_of([f"{kind}/{path.stem}" for path in (DATA / kind).glob("*.yaml")])

    result = run("show", *names, "--format", "jsonl", root=REPOSITORY)
    pages = run("show", *names, root=REPOSITORY)

    assert len(result.stdout.splitlines()) == len(names)
    assert pages.stdout.count("\n  id ") == len(names)


def test_models_within_a_section_come_newest_first(run, sections):
    text = run("list", "--format", "json", root=REPOSITORY).stdout

    rows = json.loads(text)
    order = list(sections)
    assert [order.index(row["section"]) for row in rows] == sorted(
        order.index(row["section"]) for row in rows
    )
    for section in sections:
        dates = [row["date"] or "" for row in rows if row["section"] == section]
        assert dates == sorted(dates, reverse=True)
