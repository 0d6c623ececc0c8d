"""The catalogue and the worst entries there could be, through real TeX."""

import re

import pytest

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.bib.tex.table import ACCENTS, SPELLINGS
from unisurvey.bib.tex.writer import (
    escape,
    escape_name,
    escape_unicode,
    protect_case,
    title_to_latex,
)
from unisurvey.schema import Paper, Venue, Vocabularies, Vocabulary

pytestmark = pytest.mark.tex

NATBIB = r"\usepackage[numbers]{natbib}"
STYLES = [("plain", ""), ("unsrtnat", NATBIB), ("IEEEtran", ""), ("apalike", "")]
ABBREVIATING = [("abbrv", ""), ("alpha", ""), ("acm", ""), ("plainnat", NATBIB)]
FLAWLESS: list[str] = []

VOCABULARIES = Vocabularies(
    sections=Vocabulary("section", []),
    venues=Vocabulary(
        "venue",
        [
            Venue(id="conf", name="C", full="Vision & 100% {Such}", kind="conference"),
            Venue(id="journal", name="J", full="Annals #1 – Köln", kind="journal"),
        ],
    ),
    components=Vocabulary("component", []),
    licenses=Vocabulary("license", []),
)
NAMES = [
    "Thị Ngọc Ánh Nguyễn", "Đức Trần Đặng", "Bảo Ưng", "Łukasz Kałuża", "Paweł Wąs",
    "Ömer Işık Gülşen", "İbrahim Çağlar", "Jiří Hošek", "Øyvind Ægir Sønderby",
    "Hans Groß", "Þór Ðurić", "Ioan Țepeș Șerban", "Ģirts Ķēniņš", "Åsa Ǻberg",
    "Laurens van der Maaten", "Carlos de la Cruz III", "Robert Downey Jr.",
    "Conan O'Brien", "Élise L’Écuyer", "Jean-Éric Müller", "小明 王", "王小明", "Иван Петров",
    "Ελένη Παπαδοπούλου", "Anna 🙂 Smith", "an&d_o #1", "Ann AND", "others", "Ŵin Ŷ",
    {"organization": "R&D Team_1 – Überlab, Inc."}, {"organization": "智源研究院"},
]  # fmt: skip
EVERY_SIGN = " ".join(sorted(SPELLINGS.keys() - set("{}")))
EVERY_ACCENT = " ".join(base + mark for mark in ACCENTS for base in "aAioØ")
TITLES = [
    "GPT-4o, the V in VQA and {BLIP3-o}: On T2I & 100% #1_a $5 ~ ^ \\",
    EVERY_SIGN,
    EVERY_ACCENT,
    "“Quotes” ‘single’ -- --- – — '' ,, <a> [b] *c* |d| `e` \"f\" ?‘ o'clock",
    "R² of π₀ and CO₂: β-VAE → Σ ≤ ∞",
    "Ảnh Ứng Ỡ Ặ ậ ế ỹ đường: Tiếng Việt",
    "视觉生成 with 🙂👩‍🚀 and Виктор",
    "École: Élan ÉLAN",
]


def make_paper(n, **fields):
    required = {
        "id": f"paper-{n}",
        "key": f"anon2024paper{n}",
        "sources": [{"url": "https://example.org/a", "vouches": ["title"]}],
        "added": "2026-01-01",
    }
    return Paper.model_validate(required | fields, context=VOCABULARIES)


def worst():
    kinds = [
        {"venue": "conf-2024", "pages": "1–12", "doi": "10.1007/978-3_1%23(a)"},
        {"venue": "journal-2023", "arxiv": "2408.12528"},
        {"arxiv": "2408.12529", "date": "2024-08"},
        {"url": "https://example.org/~a_b%20c?d=e&f=ü#g"},
        {"date": "2024-08-22"},
        {},
    ]
    papers = [
        make_paper(f"{n}x{m}", title=title, authors=NAMES[n::3], **kind)
        for n, title in enumerate(TITLES)
        for m, kind in enumerate(kinds)
    ]
    alone = [
        make_paper(f"{n}a", title=f"On {n}", authors=[name], **kinds[n % 6])
        for n, name in enumerate(NAMES)
    ]
    bare = [
        make_paper(f"{n}b", title=f"On {n}", **kind) for n, kind in enumerate(kinds)
    ]
    return papers + alone + bare


def assert_intact(bbl, papers):
    """Assert that titles lost no letter, and no capital that matters."""
    folded = bbl.casefold()
    for paper in papers:
        assert title_to_latex(paper.title).casefold() in folded
        for text, protected in protect_case(paper.title):
            assert not protected or f"{{{escape(text)}}}" in bbl
        for author in paper.authors or ():
            family = str(author).split()[-1]
            assert escape_name(family) in bbl or escape(family) in bbl


@pytest.mark.parametrize(("style", "packages"), STYLES)
def test_catalogue_compiles_without_a_warning(typeset, real, style, packages):
    text = to_bibtex(real.papers, real.vocabularies)

    made = typeset(text, style, packages=packages)

    assert made.complaints == FLAWLESS
    assert made.missing == set()
    assert_intact(made.bbl, real.papers)


@pytest.mark.parametrize(("style", "packages"), STYLES)
def test_catalogue_compiles_as_arxiv_preprints(typeset, real, style, packages):
    text = to_bibtex(real.papers, real.vocabularies, style="arxiv", keys="id")

    made = typeset(text, style, packages=packages, encoding="T1")

    assert made.complaints == FLAWLESS
    assert_intact(made.bbl, real.papers)


def test_catalogue_compiles_with_biblatex(typeset, real):
    text = to_bibtex(real.papers, real.vocabularies, style="biblatex")

    made = typeset(text, "numeric", biblatex=True)

    assert made.complaints == FLAWLESS
    assert made.missing == set()
    for paper in real.papers:
        assert title_to_latex(paper.title, spell_text=escape_unicode) in made.bbl
        for author in paper.authors or ():
            assert str(author).split()[-1] in made.bbl


@pytest.mark.parametrize("encoding", ["OT1", "T1"])
@pytest.mark.parametrize(("style", "packages"), STYLES + ABBREVIATING)
def test_worst_entries_compile(typeset, style, packages, encoding):
    text = to_bibtex(worst(), VOCABULARIES)

    made = typeset(text, style, packages=packages, encoding=encoding)

    assert made.complaints == FLAWLESS
    assert made.missing == set()


@pytest.mark.parametrize("packages", ["", r"\usepackage{amssymb}"])
@pytest.mark.parametrize("style", ["plain", "alpha"])
def test_sets_of_numbers_and_raised_capitals_stay_capitals(typeset, style, packages):
    title = "On ℝ⁴, ℂ, ℍ, ℕ, ℙ, ℚ and ℤ₂ by ᴬ and ᵀ"
    text = to_bibtex([make_paper(1, title=title, authors=["Ann Roe"])], VOCABULARIES)

    made = typeset(text, style, packages=packages)

    assert made.complaints == FLAWLESS
    assert made.missing == set()
    assert escape(title) in made.bbl
    assert re.findall(r"mathbb\{(.)", made.bbl) == list("RCHNPQZ")


def test_worst_entries_compile_with_biblatex(typeset):
    text = to_bibtex(worst(), VOCABULARIES, style="biblatex")

    made = typeset(text, "numeric", biblatex=True)

    assert made.complaints == FLAWLESS


def test_entries_for_bibtex_suit_biber_too(tmp_path, call, real):
    text = to_bibtex(real.papers, real.vocabularies)
    (tmp_path / "refs.bib").write_text(text, encoding="utf-8")

    assert call("biber", "--tool", "--validate-datamodel", "refs.bib") == FLAWLESS

    log = (tmp_path / "refs.bib.blg").read_text(encoding="utf-8")
    read = (tmp_path / "refs_bibertool.bib").read_text(encoding="utf-8")
    assert re.findall("(?:WARN|ERROR).*", log) == []
    assert "Krähenbühl" in read
    assert read.lower().count("\n@") == len(real.papers) - 1
