import re

import pytest
import typst
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sampling import some_of

from unisurvey.bib.bibtex import STYLES, to_bibtex
from unisurvey.export.hayagriva import to_hayagriva


def read(papers, catalog):
    return yaml.load(to_hayagriva(papers, catalog.vocabularies), yaml.CSafeLoader)


def title_text(source):
    """Return a formattable string as Hayagriva prints it without changing case."""
    return re.sub(r"\\([\\{}$])|[{}]", lambda match: match[1] or "", source)


def test_a_published_work_has_every_field(toy_catalog):
    assert read([toy_catalog["toy-show"]], toy_catalog) == {
        "nguyen2025toyshow": {
            "type": "article",
            "title": "{Toy-Show}: One Model to Draw and Read",
            "author": [
                {"name": "Nguyễn", "given-name": "Văn"},
                {
                    "name": "Maaten",
                    "given-name": "Ada",
                    "prefix": "van der",
                    "suffix": "Jr.",
                },
                {"name": "Toy Team"},
            ],
            "date": "2026",
            "page-range": "100-112",
            "serial-number": {"doi": "10.1234/toy.2025_1", "arxiv": "2503.10001"},
            "note": "{Superseded, see https://github.com/toy/show}",
            "parent": {
                "type": "proceedings",
                "title": "{International Conference on Learning Representations}",
            },
        }
    }


@pytest.mark.parametrize(
    ("paper", "kind", "parent"),
    [
        ("toy-sets", "article", "periodical"),
        ("toy-any", "article", "proceedings"),
        ("unified-multimodal-survey", "article", "repository"),
    ],
)
def test_a_work_stands_in_its_parent(paper, kind, parent, toy_catalog):
    (entry,) = read([toy_catalog[paper]], toy_catalog).values()

    assert (entry["type"], entry["parent"]["type"]) == (kind, parent)


def test_what_is_not_known_is_left_out(toy_catalog):
    assert read([toy_catalog["toy-bare"]], toy_catalog) == {
        "anon2025bare": {"type": "misc", "title": "Bare"}
    }


def test_a_record_says_which_capitals_stay(toy_catalog):
    paper = toy_catalog["toy-show"].model_copy(update={"capitals": ("Draw",)})

    (entry,) = read([paper], toy_catalog).values()

    assert entry["title"] == "Toy-Show: One Model to {Draw} and Read"


@given(st.text(st.characters(exclude_categories=["C", "Z"])).filter(str.strip))
@example(r"\{$x$} \\ {")
def test_any_title_is_kept(toy_catalog, title):
    paper = toy_catalog["toy-bare"].model_copy(update={"title": title})

    (entry,) = read([paper], toy_catalog).values()

    assert title_text(entry["title"]) == title


def test_typst_reads_and_prints_the_real_catalogue(real, tmp_path):
    papers = some_of(real.papers)
    (tmp_path / "works.yml").write_text(
        to_hayagriva(papers, real.vocabularies), encoding="utf-8"
    )
    main = tmp_path / "main.typ"
    main.write_text('#bibliography("works.yml", full: true, style: "ieee")')

    pdf = typst.compile(main)

    assert isinstance(pdf, bytes)
    assert pdf.startswith(b"%PDF")


def test_typst_reads_titles_full_of_its_own_signs(toy_catalog, tmp_path):
    (tmp_path / "works.yml").write_text(
        to_hayagriva(toy_catalog.papers, toy_catalog.vocabularies), encoding="utf-8"
    )
    main = tmp_path / "main.typ"
    main.write_text('#bibliography("works.yml", full: true, style: "apa")')

    assert typst.compile(main)


@pytest.mark.parametrize("style", STYLES)
def test_typst_reads_what_we_write_for_tex(real, toy_catalog, style, tmp_path):
    some = some_of(real.papers)
    for name, papers, catalog in (
        ("real", some, real),
        ("toy", toy_catalog.papers, toy_catalog),
    ):
        text = to_bibtex(papers, catalog.vocabularies, style=style)
        (tmp_path / f"{name}.bib").write_text(text, encoding="utf-8")
        main = tmp_path / f"{name}.typ"
        main.write_text(f'#bibliography("{name}.bib", full: true, style: "ieee")')

        assert typst.compile(main)


def test_nothing_is_nothing(real):
    assert to_hayagriva([], real.vocabularies) == ""
