"""What must hold of the real records below `data/`."""

import re
from collections import Counter
from pathlib import Path

import pytest

from unisurvey.records import Catalog
from unisurvey.records.canonical import format_files
from unisurvey.schema import Record
from unisurvey.schema.vocabulary import split_edition

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
FILES = sorted(DATA.rglob("*.yaml"))
SURVEYED = "2026-11-22"
"""The day on which the survey's records were complete; later ones are not counted."""


@pytest.fixture(scope="module")
def catalog(real):
    return real


@pytest.fixture(scope="module")
def surveyed(catalog):
    """Records of a kind that came with the survey and its list."""

    def chosen(kind):
        return [
            record
            for record in catalog.records(kind)
            if record.added <= SURVEYED
            and not (kind == "models" and record.model.section_by == "us")
        ]

    return chosen


def test_every_file_is_its_canonical_text():
    results = {result.path: result for result in format_files(ROOT)}

    assert results.keys() == set(FILES)
    other = [
        str(path.relative_to(DATA))
        for path, result in results.items()
        if result.problems or result.changed or path.read_text() != result.text
    ]
    assert other == []


def test_every_file_is_read_without_a_problem(real_loaded):
    loaded = real_loaded.with_scores()

    assert loaded.problems == ()
    assert loaded.files == len(FILES)
    below = Counter(path.parent.name for path in FILES if path.parent != DATA)
    assert len(loaded.catalog.scored.sources) == below.pop("scores")
    assert len(loaded.catalog) == below.total()


def test_there_are_the_surveys_97_models(surveyed):
    models = surveyed("models")
    by_section = Counter(p.model.section for p in models if p.model)

    assert len(models) == 97
    assert by_section.pop("any-to-any") == 13
    assert by_section.total() == 84
    assert set(by_section) == {
        "a", "b-1", "b-2", "b-3", "b-4", "b-5", "c-1", "c-2",
    }  # fmt: skip


def test_there_are_four_application_papers(surveyed):
    papers = [p for p in surveyed("papers") if "applications" in (p.sections or ())]

    assert len(papers) == 4
    assert not any(paper.model for paper in papers)


def test_there_are_66_datasets_in_five_groups(surveyed):
    assert len(surveyed("datasets")) == 66
    assert Counter(d.section for d in surveyed("datasets")) == {
        "datasets-understanding": 14,
        "datasets-text-to-image": 23,
        "datasets-editing": 17,
        "datasets-interleaved": 4,
        "datasets-other": 8,
    }


def test_there_are_77_benchmarks(surveyed):
    assert len(surveyed("benchmarks")) == 77
    assert Counter(b.section for b in surveyed("benchmarks")) == {
        "benchmarks-understanding": 25,
        "benchmarks-text-to-image": 22,
        "benchmarks-editing": 19,
        "benchmarks-interleaved": 6,
        "benchmarks-other": 5,
    }


def test_every_surveyed_model_has_authors_a_date_and_a_place_to_read_it(surveyed):
    for paper in surveyed("models"):
        assert paper.authors, paper.id
        assert paper.date, paper.id
        assert paper.title, paper.id
        assert paper.arxiv or paper.doi or paper.url, paper.id


def test_no_author_list_is_cut(catalog):
    for paper in catalog.papers:
        for author in paper.authors or ():
            name = str(author).casefold()
            assert "et al" not in name, paper.id
            assert "others" not in name.split(), paper.id
            assert "..." not in name, paper.id
            assert "…" not in name, paper.id


def test_every_paper_behind_a_dataset_or_benchmark_exists_once(catalog):
    ids = Counter(paper.id for paper in catalog.papers)
    titles = Counter(
        re.sub(r"\W+", " ", paper.title).casefold() for paper in catalog.papers
    )

    for record in (*catalog.datasets, *catalog.benchmarks):
        if record.paper:
            assert ids[record.paper] == 1, record.id
            assert catalog.paper_of(record).id == record.paper
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_two_venues_components_or_licences_share_a_spelling(catalog):
    known = catalog.vocabularies
    for vocabulary in (known.venues, known.components, known.licenses):
        owners: dict[str, str] = {}
        for entry in vocabulary:
            for word in (entry.id, entry.name, *(entry.aliases or ())):
                owner = owners.setdefault(word.casefold(), entry.id)
                assert owner == entry.id, word


def _said(record: Record, field: str, catalog: Catalog) -> str | None:
    """Return what the record says, in the form in which publications print it."""
    value: object = record
    for part in field.split("."):
        value = getattr(value, part, None)
    if value is None:
        return None
    if field.startswith(("model.backbone", "model.decoder", "model.encoders.")):
        assert isinstance(value, tuple)
        known = catalog.vocabularies.components
        return "+".join(known[component].name for component in value)
    if field == "venue":
        venue, year = split_edition(str(value))
        return f"{catalog.vocabularies.venues[venue].name} {year}"
    return str(value)


def _differs(was: str, said: str | None, field: str) -> bool:
    if said is None:
        return True
    if field == "date":
        return was.replace("/", "-") != said[: len(was)]
    if field == "venue":
        return was.replace(" ", "").casefold() != said.replace(" ", "").casefold()
    return was != said


def test_every_correction_differs_from_what_the_record_says(catalog):
    for record in catalog:
        for correction in record.corrections or ():
            said = _said(record, correction.field, catalog)
            place = f"{record.id} {correction.in_} {correction.field}"
            assert _differs(correction.was, said, correction.field), place


KNOWN_ERRORS = [
    ("nexus-gen", "awesome-list", "arxiv", "2404.14396", "2504.21356"),
    ("skywork-unipic", "awesome-list", "arxiv", "2506.15564", "2508.03320"),
    (
        "pisces",
        "awesome-list",
        "links.code",
        "https://github.com/PKU-YuanGroup/UniWorld-V1",
        None,
    ),
    (
        "lightfusion",
        "awesome-list",
        "links.code",
        "https://github.com/shubhamsonivfx/LightFusion/",
        None,
    ),
    (
        "transfusion",
        "awesome-list",
        "links.code",
        "https://github.com/lucidrains/transfusion-pytorch",
        None,
    ),
    (
        "lavida-o",
        "awesome-list",
        "links.code",
        "https://github.com/jacklishufan/LaViDa-O",
        "https://github.com/adobe-research/LaVida-O",
    ),
    (
        "datasets/comm",
        "awesome-list",
        "links.home",
        "https://huggingface.co/datasets/HuggingFaceM4/OBELICS",
        "https://huggingface.co/datasets/weisuxi/CoMM",
    ),
    (
        "benchmarks/gqa",
        "awesome-list",
        "links.home",
        "https://github.com/salesforce/LAVIS/blob/main/dataset_card/gqa.md",
        "https://cs.stanford.edu/people/dorarad/gqa/about.html",
    ),
    ("benchmarks/geneval", "survey-v6-table-4", "size", "1000 Prompts", "553"),
    ("show-o", "survey-v6-table-1", "model.backbone", "LLaVA-v1.5-Phi", "Phi-1.5"),
    ("emu2", "awesome-list", "date", "2023/12/10", "2023-12-20"),
    ("benchmarks/owleval", "awesome-list", "date", "2024/04/27", "2023-04-27"),
    ("t2i-r1", "awesome-list", "date", "2025/01/29", "2025-05-01"),
    ("vtbench", "survey-v6-references", "arxiv", "2502.01634 in [391]", "2505.13439"),
    ("omnigen2", "survey-v6-table-1", "model.mask", "Causal", "bidirectional"),
    ("next-gpt", "survey-v6-table-2", "model.name", "Next-GPT", "NExT-GPT"),
    ("uniworld-v1", "awesome-list", "model.name", "UniWorld", "UniWorld-V1"),
    ("chartqa", "survey-v6-table-4", "venue", "ACL2020", "ACL Findings 2022"),
]  # fmt: skip
"""Record, publication, field, what it says there, what the record says."""


def test_every_known_error_of_the_survey_or_its_list_is_corrected(catalog):
    wrong = [
        (record, publication, field)
        for record, publication, field, was, said in KNOWN_ERRORS
        if _said(catalog[record], field, catalog) != said
        or (publication, field, was)
        not in {(c.in_, c.field, c.was) for c in catalog[record].corrections or ()}
    ]

    assert wrong == []
