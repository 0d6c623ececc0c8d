"""What figures show, before they are drawn: counts, order and alt text."""

from dataclasses import replace

import pytest

from unisurvey.figures.components import components
from unisurvey.figures.dataset_sizes import dataset_sizes
from unisurvey.figures.drawing import FIGURES, shown
from unisurvey.figures.growth import growth
from unisurvey.figures.models import (
    Period,
    marks,
    period_of,
    undecided_counts,
    without_gaps,
)
from unisurvey.figures.sections import families, taxonomy
from unisurvey.figures.timeline import timeline
from unisurvey.records import name_of


def test_periods_of_dates():
    assert period_of("2025-05-14", "quarter").name == "2025 Q2"
    assert period_of("2025-12", "quarter").name == "2025 Q4"
    assert period_of("2025-05-14", "month").name == "May 2025"
    assert period_of("2025", "month").name == "2025, month not known"
    assert period_of("2025", "quarter").label == "?"
    assert period_of("2025", "year").name == period_of("2025-05", "year").name == "2025"


def test_periods_without_models_are_there_too():
    found = without_gaps([Period(2024, 3, 4), Period(2025, 2, 4), Period(2024, 5, 4)])

    assert [p.name for p in found] == [
        *("2024 Q3", "2024 Q4", "2024, month not known", "2025 Q1", "2025 Q2"),
    ]
    assert without_gaps([]) == []


@pytest.mark.parametrize(
    ("dates", "timeline_by", "growth_by"),
    [
        (("2024-05", "2024-11"), "quarter", "month"),
        (("2023-01", "2024-05", "2025-01"), "year", "month"),
        (("1984", "2024-11"), "year", "year"),
    ],
)
def test_time_is_counted_as_suits_the_records(dates, timeline_by, growth_by, many):
    papers = [
        paper.model_copy(update={"date": date})
        for paper, date in zip(many.papers, dates, strict=False)
    ]

    assert timeline(many, papers).by == timeline_by
    assert growth(many, papers).by == growth_by


@pytest.mark.parametrize(
    ("by", "labels"),
    [("year", ("2003", "2004–2007", "2008")), ("quarter", ("Q2–Q4", "Q1–Q4", "Q1"))],
)
def test_a_gap_is_one_line_of_a_year_or_of_years(by, labels, many, page):
    papers = tuple(
        paper.model_copy(update={"date": date})
        for paper, date in zip(many.papers, ("2003-02", "2008-01"), strict=False)
    )
    canvas = page("timeline", replace(many, papers=papers), by=by)

    drawn = [text.text for text in canvas.texts]
    assert set(labels) <= set(drawn)
    assert "–" not in drawn


@pytest.mark.parametrize("by", ["quarter", "month"])
def test_a_timeline_has_every_dated_model_once(many, by):
    undated = replace(
        many,
        papers=(many.papers[0].model_copy(update={"date": None}), *many.papers[1:]),
    )
    found = timeline(undated, undated.models, by)

    names = sorted(mark.name.removesuffix("°") for mark in found.models)
    assert names == sorted(name_of(m) for m in undated.models if m.date)
    assert found.undated == 1


def test_a_timeline_puts_models_where_their_dates_say(toy_catalog):
    found = timeline(toy_catalog, toy_catalog.models)
    rows = {period.name: [mark.name for mark in row] for period, row in found.rows}

    assert "Toy-Any" in rows["2024 Q4"]
    undecided = [m.undecided for m in found.models if m.name == "Toy-Any"]
    assert [one and one.name for one in undecided] == ["Any-to-any multimodal models"]


def test_sections_that_decide_no_paradigm_have_outlines_of_their_own(many, real):
    for catalog in (many, real):
        counts = undecided_counts(marks(catalog.models, catalog))
        assert len(counts) > 1
        assert len({one.outline for one in counts}) == len(counts)


def test_a_taxonomy_of_some_models_has_no_empty_sections(real):
    found = taxonomy(real, real.select(section="b-3"))
    (branch,) = found.branches

    assert [leaf.code for leaf in branch.leaves] == ["b-3"]
    assert all(leaf.count for leaf in found.leaves)
    assert len(taxonomy(real, real.models).leaves) > len(found.leaves)


def test_blocks_name_no_parts_of_another_group(real):
    kinds = real.vocabularies.component_kinds
    groups = {
        part.name: kinds[part.kind].group for part in real.vocabularies.components
    }
    blocks = [
        block
        for leaf in taxonomy(real, real.models).leaves
        if leaf.architecture
        for block in leaf.architecture.encoders
    ]

    for word, other in (("Semantic", "pixel"), ("Pixel", "semantic")):
        named = {n for b in blocks if b.label == f"{word} encoder" for n in b.names}
        assert named
        assert other not in {groups[name] for name in named}


def test_growth_ends_with_the_counts_of_the_paradigms(real):
    found = growth(real, real.models)

    counts = {style.name: count for style, count in found.counts.items()}
    for word in real.vocabularies.paradigms:
        assert counts[word.name] == len(real.select("models", paradigm=word.id))
    assert found.count + found.undated == len(real.models)
    for numbers in found.totals.values():
        assert list(numbers) == sorted(numbers)


def test_the_taxonomy_counts_what_the_catalogue_selects(real):
    found = taxonomy(real, real.models)

    assert found.count == len(real.models)
    assert len(found.panels) == 8
    for leaf in found.panels:
        assert leaf.count == len(real.select("models", section=leaf.code))


def test_architectures_are_wired_as_the_survey_defines_them(real):
    built = {
        leaf.code: leaf.architecture.words
        for leaf in taxonomy(real, real.models).panels
        if leaf.architecture
    }

    assert built == {
        "a": "image encoder, diffusion model, pixel decoder",
        "b-1": "pixel encoder, autoregressive LLM, pixel decoder",
        "b-2": "semantic encoder, autoregressive LLM, diffusion decoder",
        "b-3": "semantic encoder and learnable queries, autoregressive LLM, "
        "diffusion decoder",
        "b-4": "semantic encoder or pixel encoder, autoregressive LLM, pixel decoder",
        "b-5": "semantic encoder and pixel encoder, autoregressive LLM, pixel decoder",
        "c-1": "pixel encoder, LLM + diffusion, pixel decoder",
        "c-2": "semantic encoder or pixel encoder, LLM + diffusion, pixel decoder",
    }


def test_versions_of_a_component_count_with_their_family(real):
    assert families(["llama-2", "vicuna", "llama-3.1", "llama"], real) == (
        "LLaMA",
        "Vicuna",
    )


def test_components_count_each_pair_once_for_a_model(real):
    found = components(real, real.models)
    names = [name for name, _ in found.encoders]
    backbones = found.matrices[0]

    cell = backbones.cells[names.index("SigLIP")][backbones.columns.index("Qwen2.5")]

    assert cell == len(real.select("models", encoder="siglip", backbone="qwen2.5"))
    assert dict(found.encoders)["SigLIP"] == len(
        real.select("models", encoder="siglip")
    )


def test_dataset_sizes_leave_out_what_is_not_stated_and_say_so(many):
    found = dataset_sizes(many, many.datasets)

    assert found.unknown == 13
    assert len(found.sizes) == len(many.datasets) - 13
    for group in found.groups:
        sizes = [each.size for each in group.sizes]
        assert sizes == sorted(sizes, reverse=True)


def test_alt_text_is_made_of_the_records(toy_catalog):
    def alt(name):
        return shown(name, toy_catalog, toy_catalog.records(FIGURES[name].kind)).alt

    assert alt("timeline") == (
        "Timeline of 2 unified multimodal models by quarter, from 2024 Q4 to "
        "2025 Q1: 1 autoregressive, 1 autoregressive + diffusion; any-to-any "
        "multimodal models: 1. Most appeared in 2024 Q4: 1."
    )
    assert alt("dataset-sizes") == ("Size of 1 dataset: Toy_Sets, 2.5M samples.")
    assert alt("growth") == (
        "Stacked areas: 2 unified multimodal models in all by Mar 2025, "
        "cumulative by month since Nov 2024: 1 autoregressive, 1 autoregressive"
        " + diffusion. By the end of 2024: 1, 2025: 2."
    )
    assert alt("components") == (
        "Two matrices of 3 models: families of encoders against backbones and "
        "against decoders. Most frequent: SigLIP with Qwen2.5 in 2 models; "
        "SigLIP with HiFi-GAN in 1 model."
    )
    assert alt("taxonomy") == (
        "Taxonomy of 3 unified multimodal models as a tree: b Autoregressive "
        "models (1), c-1 Pixel encoding (1), Any-to-any multimodal models (1); "
        "and block diagrams of 3 architecture types."
    )


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_to_show_is_no_error(name, real, page):
    empty = replace(real, papers=(), datasets=())

    assert shown(name, empty, ()).alt
    assert page(name, empty).texts
