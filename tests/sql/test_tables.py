"""The catalogue as tables: complete, described, and right when asked."""

import re
from collections import Counter
from contextlib import closing

import pytest

from unisurvey.fields.attributes import (
    encoders_of,
    encoding_of,
    paradigm_of,
    publication_year,
    sizes_of,
)
from unisurvey.records import name_of
from unisurvey.sql.query import ask
from unisurvey.sql.sqlite import open_database
from unisurvey.sql.tables import database
from unisurvey.views.flat import FLATTEN


@pytest.fixture(scope="module")
def made(real):
    return database(real)


@pytest.fixture(scope="module")
def connection(made):
    with closing(open_database(made)) as connection:
        yield connection


@pytest.fixture(scope="module")
def toy_connection(toy_catalog):
    with closing(open_database(database(toy_catalog))) as connection:
        yield connection


@pytest.fixture(scope="module")
def answer(connection):
    return lambda query: ask(connection, query).rows


def test_every_table_view_and_column_of_the_file_is_described(connection):
    in_the_file = {
        (table, column)
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
        ).fetchall()
        for column in (
            None,
            *(row[1] for row in connection.execute(f"PRAGMA table_info({table})")),
        )
    }
    rows = connection.execute("SELECT table_name, column_name, about FROM about")
    described = {(table, column): about for table, column, about in rows}

    assert described.keys() == in_the_file
    assert [key for key, about in described.items() if not about.endswith(".")] == []
    assert "None" not in " ".join(described.values())


def test_no_description_is_given_twice(made):
    keys = Counter((row.table, row.column) for row in made.descriptions)

    assert [key for key, count in keys.items() if count > 1] == []


def test_every_view_gives_the_columns_it_promises(made, connection):
    for view in made.views:
        columns = connection.execute(view.query).description
        assert len(columns) == len(view.columns), view.name


def test_no_reference_leads_nowhere(connection, toy_connection):
    for one in (connection, toy_connection):
        assert one.execute("PRAGMA foreign_key_check").fetchall() == []
        assert one.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_columns_that_name_another_table_are_checked_as_references(connection):
    tables = [row[0] for row in connection.execute("SELECT table_name FROM about")]

    checked = {
        table
        for table in set(tables)
        if connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    }

    assert {"papers", "models", "authors", "model_components", "links"} <= checked
    assert {"corrections", "sources", "vouches", "survey_references"} <= checked


def test_there_are_as_many_rows_as_the_catalogue_has(real, connection):
    models = real.models
    wanted = {
        "records": len(real),
        "papers": len(real.papers),
        "models": len(models),
        "datasets": len(real.datasets),
        "benchmarks": len(real.benchmarks),
        "authors": sum(len(paper.authors or ()) for paper in real.papers),
        "components": len(real.vocabularies.components.entries),
        "venues": len(real.vocabularies.venues.entries),
        "licenses": len(real.vocabularies.licenses.entries),
        "sections": len(real.vocabularies.sections.entries),
        "corrections": sum(len(record.corrections or ()) for record in real),
        "sources": sum(len(record.sources) for record in real),
        "vouches": sum(len({*s.vouches}) for r in real for s in r.sources),
        "notes": sum(len(record.notes or ()) for record in real),
        "exceptions": sum(len(record.exceptions or ()) for record in real),
        "aliases": sum(len(record.aliases or ()) for record in real),
        "paper_sections": sum(len(paper.sections or ()) for paper in real.papers),
        "other_titles": sum(len(paper.other_titles or ()) for paper in real.papers),
        "model_parameters": sum(len(sizes_of(p, real)) for p in models),
        "search": len(real),
        "model_overview": len(models),
        "paper_overview": len(real.papers),
        "dataset_overview": len(real.datasets),
        "benchmark_overview": len(real.benchmarks),
    }

    found = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        for name in wanted
    }

    assert found == wanted


@pytest.mark.parametrize("kind", ["models", "papers", "datasets", "benchmarks"])
def test_rows_say_what_the_flat_objects_say(kind, real, connection):
    flats = [FLATTEN[kind](record, real) for record in real.records(kind)]
    view = f"{kind.removesuffix('s')}_overview"
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({view})")]
    shared = [
        name
        for name in names
        if name in flats[0] and not isinstance(flats[0][name], list)
    ]

    rows = connection.execute(f"SELECT {', '.join(shared)} FROM {view}").fetchall()

    assert len(shared) >= 8
    assert rows == [tuple(flat[name] for name in shared) for flat in flats]


def test_lists_of_models_are_whole_and_in_order(real, connection):
    rows = connection.execute(
        "SELECT id, backbone, understanding_encoder, generation_encoder, decoder, "
        "parameters_b, input, output FROM model_overview"
    ).fetchall()
    name = real.vocabularies.components.__getitem__

    def joined(ids):
        return " + ".join(name(id_).name for id_ in ids) or None

    assert rows == [
        (
            paper.id,
            joined(flat["backbone"]),
            joined(flat["understanding_encoder"]),
            joined(flat["generation_encoder"]),
            joined(flat["decoder"]),
            ", ".join(f"{size:g}" for size in flat["parameters_b"]) or None,
            ", ".join(flat["input_modalities"]) or None,
            ", ".join(flat["output_modalities"]) or None,
        )
        for paper in real.models
        for flat in [FLATTEN["models"](paper, real)]
    ]


@pytest.fixture(scope="module")
def drafted_connection(drafted):
    with closing(open_database(database(drafted))) as connection:
        yield connection


def test_everything_a_record_can_say_is_in_some_table(drafted_connection):
    """The toy records and the draft fill every optional field."""
    tables = drafted_connection.execute(
        "SELECT table_name, count(*) FROM about WHERE kind = 'table' GROUP BY 1"
    ).fetchall()
    empty = [
        table
        for table, _ in tables
        if not drafted_connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    ]
    null = [
        f"{table}.{column}"
        for table, column in drafted_connection.execute(
            "SELECT table_name, column_name FROM about WHERE kind = 'table' "
            "AND column_name IS NOT NULL AND table_name <> 'about'"
        ).fetchall()
        if not drafted_connection.execute(
            f"SELECT count({column}) FROM {table}"
        ).fetchone()[0]
    ]

    assert (empty, null) == ([], [])


def test_partial_dates_have_a_first_day(answer):
    rows = answer("SELECT date, date_start FROM papers WHERE date IS NOT NULL")

    assert {len(start) for _, start in rows} == {10}
    assert all(start.startswith(date) for date, start in rows)
    assert answer(
        "SELECT count(*) FROM papers WHERE date(date_start) <> date_start"
    ) == [(0,)]


def component_ids(library, *, family=None, kind=None):
    entries = {entry.id: entry for entry in library.vocabularies.components}

    def line(entry):
        while entry:
            yield entry.id
            entry = entries.get(entry.family)

    return {
        entry.id
        for entry in entries.values()
        if (family is None or family in line(entry))
        and (kind is None or entry.kind == kind)
    }


def test_hybrids_that_read_with_siglip_and_generate_with_a_vae(real, answer):
    siglip = component_ids(real, family="siglip")
    vae = component_ids(real, kind="autoencoder")

    rows = answer(
        """SELECT id, date, code FROM model_overview
        WHERE paradigm = 'hybrid' AND code IS NOT NULL
          AND id IN (SELECT model_id FROM model_families
                     WHERE role = 'understanding_encoder' AND family_id = 'siglip')
          AND id IN (SELECT f.model_id FROM model_families AS f
                     JOIN components AS c ON c.id = f.component_id
                     WHERE f.role = 'generation_encoder' AND c.kind = 'autoencoder')"""
    )

    wanted = {
        (paper.id, paper.date, paper.links.code)
        for paper in real.models
        if paradigm_of(paper, real) == "hybrid"
        and siglip & {*encoders_of(paper, "understanding")}
        and vae & {*encoders_of(paper, "generation")}
        and paper.links
        and paper.links.code
    }
    assert wanted
    assert {*rows} == wanted


def test_models_by_paradigm_and_year(real, answer):
    rows = answer(
        """SELECT m.paradigm, substr(p.date, 1, 4), count(*) FROM models AS m
        JOIN papers AS p ON p.id = m.id GROUP BY 1, 2"""
    )

    counts = Counter(
        (paradigm_of(paper, real), paper.date[:4]) for paper in real.models
    )
    assert {(a, b): n for a, b, n in rows} == counts


def test_how_often_a_backbone_is_used_and_since_when(real, answer):
    rows = answer(
        "SELECT component_id, models, first_date, last_date FROM component_usage "
        "WHERE role = 'backbone'"
    )

    dates: dict[str, list[str]] = {}
    for paper in real.models:
        for component in paper.model.backbone or ():
            dates.setdefault(component, []).append(paper.date)
    assert {*rows} == {
        (component, len(found), min(found), max(found))
        for component, found in dates.items()
    }


def test_who_wrote_about_most_models(real, answer):
    ((name, count),) = answer(
        """SELECT a.name, count(*) AS n FROM authors AS a
        JOIN models AS m ON m.id = a.paper_id WHERE a.kind = 'person'
        GROUP BY a.name ORDER BY n DESC, a.name LIMIT 1"""
    )

    counts = Counter(
        author for p in real.models for author in p.authors or () if type(author) is str
    )
    assert (name, count) == min(counts.items(), key=lambda item: (-item[1], item[0]))


def test_models_that_give_out_speech(real, answer):
    rows = answer(
        "SELECT model_id FROM model_modalities "
        "WHERE direction = 'output' AND modality = 'speech'"
    )

    wanted = {paper.id for paper in real.select("models", modality="output:speech")}
    assert wanted
    assert {row[0] for row in rows} == wanted


def test_samples_of_datasets_by_section(real, answer):
    rows = answer("SELECT section, sum(samples) FROM datasets GROUP BY section")

    sums: Counter[str] = Counter()
    for dataset in real.datasets:
        sums[dataset.section] += dataset.samples or 0
    assert dict(rows) == sums


def test_papers_of_a_venue_and_its_tracks(real, answer):
    rows = answer(
        """SELECT p.id FROM papers AS p JOIN venues AS v ON v.id = p.venue
        WHERE 'neurips' IN (v.id, v.part_of)"""
    )

    wanted = {paper.id for paper in real.select("papers", venue="neurips")}
    assert {row[0] for row in rows} == wanted


def test_corrections_by_publication(real, answer):
    rows = answer("SELECT publication, count(*) FROM corrections GROUP BY publication")

    assert dict(rows) == Counter(
        correction.in_ for record in real for correction in record.corrections or ()
    )


def test_models_with_shared_encoders_by_encoding(real, answer):
    rows = answer(
        "SELECT encoding, count(*) FROM models WHERE shared_encoder GROUP BY encoding"
    )

    assert dict(rows) == Counter(
        encoding_of(paper, real)
        for paper in real.models
        if paper.model.encoders and paper.model.encoders.shared
    )


def test_references_that_the_survey_lists_twice(real, answer):
    rows = answer(
        "SELECT paper_id FROM survey_references GROUP BY paper_id HAVING count(*) > 1"
    )

    assert {row[0] for row in rows} == {
        paper.id
        for paper in real.papers
        if paper.survey and len(paper.survey.references or ()) > 1
    }
    assert len(rows) == 6


def test_benchmarks_that_give_an_image_with_year_of_their_paper(real, answer):
    rows = answer(
        """SELECT b.id, p.year FROM benchmarks AS b
        LEFT JOIN papers AS p ON p.id = b.paper_id
        WHERE EXISTS (SELECT 1 FROM benchmark_modalities AS m WHERE
          m.benchmark_id = b.id AND m.direction = 'input' AND lower(m.modality) = 'image')"""
    )

    wanted = set()
    for benchmark in real.benchmarks:
        if "image" in {word.lower() for word in benchmark.input or ()}:
            paper = real.paper_of(benchmark)
            wanted.add((benchmark.id, paper and publication_year(paper)))
    assert wanted
    assert {*rows} == wanted


def test_full_text_finds_words_whatever_their_case_and_accents(toy_connection):
    query = "SELECT id FROM search WHERE search MATCH 'NGUYEN' ORDER BY rank"

    assert ask(toy_connection, query).rows == [("toy-show",)]


def test_every_record_is_found_by_its_name(real, connection):
    missed = []
    for record in real:
        words = " ".join(re.findall(r"\w+", name_of(record)))
        found = connection.execute(
            "SELECT 1 FROM search WHERE search MATCH ? AND id = ?",
            (f'name : "{words}"', record.id),
        ).fetchone()
        missed += [] if found else [record.id]

    assert missed == []
