"""Counts agree with each other, and with the files."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import plain

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.fields.attributes import lineage_of
from unisurvey.views.dimensions import groupings
from unisurvey.views.statistics import OTHERS, count_by, cross, gaps

KINDS = ("models", "papers", "datasets", "benchmarks")


def named(vocabulary):
    return {entry["id"]: entry for entry in plain.vocabulary(vocabulary)}


def unified():
    return plain.models().values()


def encoders(model):
    found = model.get("encoders", {})
    sides = ("shared", "understanding", "generation")
    return {component for side in sides for component in found.get(side, ())}


@pytest.mark.parametrize("kind", KINDS)
def test_every_grouping_counts_every_record(kind, real):
    records = real.records(kind)

    for by in groupings(kind):
        counts = count_by(records, kind, by, real)
        assert sum(count for _, count in counts) >= len(records), by
        assert all(count > 0 for _, count in counts), by
        assert "–" not in [value for value, _ in counts][:-1], by


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_count_is_no_error(kind, real):
    for by in groupings(kind):
        assert count_by([], kind, by, real) == []


def test_order_is_that_of_the_vocabulary_of_time_or_by_count(toy_catalog):
    def counts(by, **options):
        return count_by(toy_catalog.models, "models", by, toy_catalog, **options)

    assert counts("paradigm") == [("autoregressive", 2), ("hybrid", 1)]
    assert counts("section") == [("b-1", 1), ("c-1", 1), ("any-to-any", 1)]
    assert counts("venue") == [("ICLR", 1), ("ICLR Workshop", 1), ("–", 1)]
    assert counts("mask") == [("causal", 1), ("bidirectional", 1), ("–", 1)]
    assert counts("modality") == [("text", 2), ("image", 2), ("audio", 1), ("–", 1)]
    assert counts("year") == [("2025", 1), ("2026", 1), ("–", 1)]
    assert counts("first_year") == [("2024", 1), ("2025", 1), ("–", 1)]
    assert counts("quarter") == [("2024-Q4", 1), ("2025-Q1", 1), ("–", 1)]
    assert counts("month") == [("2024-11", 1), ("2025-03", 1), ("–", 1)]
    assert counts("team") == [("Toy Team", 1), ("–", 2)]
    assert counts("organization") == [("Toy Laboratory", 1), ("–", 2)]
    assert counts("encoder") == [("SigLIP", 1), ("SigLIP 2", 1), ("VAE", 1), ("–", 1)]
    assert counts("encoder", families=True) == [("SigLIP", 2), ("VAE", 1), ("–", 1)]
    assert counts("backbone", families=True) == [("Qwen2.5", 2), ("LLaMA", 1), ("–", 1)]
    assert counts("component", families=True) == [
        *(("Qwen2.5", 2), ("SigLIP", 2), ("VAE", 2), ("HiFi-GAN", 1), ("LLaMA", 1)),
        ("–", 1),
    ]


def test_the_most_frequent_stay_and_the_rest_is_added_up(toy_catalog):
    def top(number, by):
        return count_by(toy_catalog.models, "models", by, toy_catalog, top=number)

    assert top(1, "modality") == [("text", 2), (OTHERS, 3), ("–", 1)]
    assert top(3, "modality") == [("text", 2), ("image", 2), ("audio", 1), ("–", 1)]


def test_a_date_without_its_month_is_counted_as_its_year(toy_catalog):
    paper = toy_catalog["toy-show"].model_copy(update={"date": "2025"})

    for by in ("first_year", "quarter", "month"):
        assert count_by([paper], "models", by, toy_catalog) == [("2025", 1)]


def test_hyphens_are_as_good_as_underscores(toy_catalog):
    dashed, plain = (
        count_by(toy_catalog.models, "models", by, toy_catalog)
        for by in ("understanding-encoder", "understanding_encoder")
    )

    assert dashed == plain


def test_an_unknown_grouping_is_refused(toy_catalog):
    with pytest.raises(UnknownValueError) as caught:
        count_by([], "datasets", "yaer", toy_catalog)

    assert str(caught.value) == "unknown grouping 'yaer'; did you mean 'year'?"


def test_a_cross_table_of_one_thing_is_refused(toy_catalog):
    with pytest.raises(UsageError, match="--by year is given twice"):
        cross([], "models", ("year", "year"), toy_catalog)


def test_families_are_of_components(toy_catalog):
    with pytest.raises(UsageError) as caught:
        count_by([], "models", "year", toy_catalog, families=True)

    assert str(caught.value) == (
        "--families rolls up components, expected --by with one of backbone, "
        "understanding_encoder, generation_encoder, decoder, encoder, component"
    )


def test_families_that_form_a_circle_end(toy_catalog, monkeypatch):
    known = toy_catalog.vocabularies.components
    circle = {"qwen2.5": "llama", "llama": "qwen2.5"}
    entries = {
        name: known[name].model_copy(update={"family": family})
        for name, family in circle.items()
    }
    monkeypatch.setattr(known, "by_id", {**known.by_id, **entries})

    assert lineage_of("llama", toy_catalog) == ("llama", "qwen2.5")


def test_gaps_count_what_is_not_known(toy_catalog):
    assert gaps(toy_catalog.datasets, "datasets", toy_catalog) == [
        (name, 1)
        for name in ("authors", "date", "home", "license", "paper", "samples", "unit")
    ]


def test_components_are_those_of_the_files(real):
    names = {key: entry["name"] for key, entry in named("components").items()}
    models = [paper["model"] for paper in unified()]

    def expected(of):
        return Counter(names[c] for model in models for c in set(of(model)))

    def counted(by):
        found = dict(count_by(real.models, "models", by, real))
        found.pop("–", None)
        return found

    assert counted("backbone") == expected(lambda m: m.get("backbone", ()))
    assert counted("encoder") == expected(encoders)
    assert counted("decoder") == expected(lambda m: m.get("decoder", ()))
    assert counted("component") == expected(
        lambda m: {*m.get("backbone", ()), *encoders(m), *m.get("decoder", ())}
    )


def test_families_are_those_of_the_files(real):
    known = named("components")

    def top(component):
        family = known[component].get("family")
        return top(family) if family else component

    expected = Counter(
        known[family]["name"]
        for paper in unified()
        for family in {top(c) for c in paper["model"].get("backbone", ())}
    )

    found = dict(count_by(real.models, "models", "backbone", real, families=True))

    found.pop("–", None)
    assert found == expected


def test_dates_and_places_are_those_of_the_files(real):
    venues = {key: entry["name"] for key, entry in named("venues").items()}
    papers = plain.folder("papers").values()

    def quarter(date):
        return f"{date[:4]}-Q{-(-int(date[5:7]) // 3)}" if date[4:] else date

    by_quarter = Counter(quarter(p["date"]) if "date" in p else "–" for p in papers)
    by_venue = Counter(venues[p["venue"][:-5]] if "venue" in p else "–" for p in papers)
    by_license = Counter(p.get("code_license", "–") for p in papers)

    for by, expected in (
        ("quarter", by_quarter),
        ("venue", by_venue),
        ("license", by_license),
    ):
        assert dict(count_by(real.papers, "papers", by, real)) == expected


def test_a_cross_table_holds_what_the_files_say(real):
    expected = Counter(
        (paper["model"].get("mask", "–"), paper.get("date", "–")[:4])
        for paper in unified()
    )

    table = cross(real.models, "models", ("mask", "first_year"), real)

    cells = {(m, y): n for m, row in table.cells.items() for y, n in row.items() if n}
    assert cells == expected
    assert table.total == table.records == len(unified())
    assert list(table.cells) == ["causal", "bidirectional", "block-causal", "–"]
    assert list(table.column_records) == sorted(table.column_records)


@given(data=st.data())
def test_margins_of_a_cross_table_are_the_counts_by_one_thing(real, data):
    kind = data.draw(st.sampled_from(KINDS))
    names = [name for name in groupings(kind) if name != "author"]
    by = tuple(data.draw(st.permutations(names))[:2])
    step = data.draw(st.integers(1, 9))
    records = real.records(kind)[::step]

    table = cross(records, kind, by, real)

    rows, columns = (dict(count_by(records, kind, name, real)) for name in by)
    assert table.row_records == rows
    assert list(table.row_records) == list(rows)
    assert table.column_records == columns
    assert list(table.column_records) == list(columns)
    assert table.total == sum(table.row_totals.values())
    assert table.total == sum(table.column_totals.values())
    if by[1] not in table.several:
        assert table.row_totals == rows
    if by[0] not in table.several:
        assert table.column_totals == columns


@given(data=st.data())
def test_leaving_values_out_keeps_every_total(real, data):
    by = tuple(
        data.draw(st.permutations(("encoder", "decoder", "paradigm", "venue")))[:2]
    )
    top = data.draw(st.integers(1, 5))
    families = "encoder" in by or "decoder" in by

    whole = cross(real.models, "models", by, real, families=families)
    short = cross(real.models, "models", by, real, families=families, top=top)

    assert short.total == whole.total
    assert short.records == whole.records
    for kept, all_of_them, name in (
        (short.row_records, whole.row_records, by[0]),
        (short.column_records, whole.column_records, by[1]),
    ):
        own = {word: n for word, n in kept.items() if word != OTHERS}
        assert own.items() <= all_of_them.items()
        limited = groupings("models")[name].order == "count"
        assert not limited or len(own.keys() - {"–"}) <= top
        assert limited or kept == all_of_them
