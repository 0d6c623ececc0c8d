"""For each check what it finds, word for word, and what it lets pass."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from unisurvey.checks import CHECKS, run_checks
from unisurvey.records import load

ALPHA = "papers/alpha.yaml"
BETA = "papers/beta.yaml"
DATA = "datasets/alpha.yaml"
BENCH = "benchmarks/alpha.yaml"
VOUCHED = "url: https://example.org\n    vouches: [title, arxiv, sections]"
FILE = "file: refs.bib\n    vouches: [title, arxiv]"

STATUS = """\
status:
  kind: superseded
  by: {by}
  source: https://example.org
sources:"""
CORRECTION = """\
corrections:
  - in: awesome-list
    field: {field}
    was: "1"
    reason: counted
    source: https://example.org
sources:"""


class Case(NamedTuple):
    name: str
    edits: tuple[tuple[str, str, str], ...]
    """File, old text and new text."""

    found: tuple[str, ...]
    """All that is reported: `path:line:column-width CODE message`."""


def case(name, *edits, found=()):
    return Case(name, edits, (found,) if isinstance(found, str) else found)


FAULTS = {
    "C201": [
        case(
            "an alias that is another paper's id",
            (BETA, "title: Beta", "aliases: [alpha]\ntitle: Beta"),
            found="data/papers/beta.yaml:2:11-5 C201 alias 'alpha' already names 'alpha'",
        ),
        case(
            "an alias that two papers have",
            (BETA, "title: Beta", "aliases: [b, alpha-one]\ntitle: Beta"),
            found="data/papers/beta.yaml:2:14-9 C201 "
            "alias 'alpha-one' already names 'alpha'",
        ),
        case(
            "a key that two papers have",
            (BETA, "two2024beta", "one2024alpha"),
            found="data/papers/beta.yaml:1:6-12 C201 "
            "key 'one2024alpha' already names 'alpha'",
        ),
        case(
            "a key that is another paper's alias",
            (ALPHA, "[alpha-one]", "[two2024beta]"),
            found="data/papers/beta.yaml:1:6-11 C201 "
            "key 'two2024beta' already names 'alpha'",
        ),
    ],
    "C202": [
        case(
            "an arXiv id in two papers",
            (BETA, "2408.00002", "2408.00001"),
            found="data/papers/beta.yaml:3:8-12 C202 "
            "arxiv 2408.00001 is also that of 'alpha' ('Alpha')",
        ),
        case(
            "a DOI in two papers, whatever its case",
            (BETA, "sections: ", "doi: 10.1000/A\nsections: "),
            (BETA, "arxiv, sections]", "arxiv, doi, sections]"),
            found="data/papers/beta.yaml:4:6-9 C202 "
            "doi 10.1000/a is also that of 'alpha' ('Alpha')",
        ),
    ],
    "C203": [
        case(
            "a component twice in a nested list",
            (ALPHA, "understanding: [llama]", "understanding: [llama, llama]"),
            found="data/papers/alpha.yaml:17:28-5 C203 'llama' stands here twice",
        ),
        case(
            "a component under two spellings",
            (ALPHA, "[llama-2]", "[llama-2, Llama 2]"),
            found="data/papers/alpha.yaml:15:23-7 C203 'llama-2' stands here twice",
        ),
        case(
            "an alias twice",
            (ALPHA, "[alpha-one]", "[alpha-one, alpha-one]"),
            found="data/papers/alpha.yaml:2:22-9 C203 'alpha-one' stands here twice",
        ),
    ],
    "C211": [
        case(
            "a dataset of no paper, misspelt",
            (DATA, "paper: alpha", "paper: alhpa"),
            found="data/datasets/alpha.yaml:4:8-5 C211 "
            "no paper 'alhpa'; did you mean 'alpha'?",
        ),
        case(
            "a benchmark of a paper's alias",
            (BENCH, "paper: beta", "paper: alpha-one"),
            found="data/benchmarks/alpha.yaml:4:8-9 C211 "
            "no paper 'alpha-one'; did you mean 'alpha'?",
        ),
        case(
            "a successor of another kind",
            (
                BETA,
                "sources:",
                STATUS.format(by="gamma"),
            ),
            found="data/papers/beta.yaml:7:7-5 C211 no such record 'gamma'",
        ),
    ],
    "C212": [
        case(
            "an unknown family",
            ("components.yaml", "family: llama", "family: llama-0"),
            found="data/components.yaml:7:11-7 C212 no component 'llama-0'",
        ),
        case(
            "an unknown paper",
            ("components.yaml", "paper: beta", "paper: gamma"),
            found="data/components.yaml:8:10-5 C212 no paper 'gamma'",
        ),
        case(
            "an unknown greater venue",
            ("venues.yaml", "part_of: iclr\n  dois", "part_of: icml\n  dois"),
            found="data/venues.yaml:10:12-4 C212 no venue 'icml'",
        ),
    ],
    "C215": [
        case(
            "an id that two licences have",
            ("licenses.yaml", "- id: MIT\n", "- id: MIT\n  name: MIT-0\n- id: MIT\n"),
            found="data/licenses.yaml:3:7-3 C215 id 'MIT' stands here twice",
        ),
        case(
            "an alias that is another component's name",
            (
                "components.yaml",
                "  family: llama\n",
                "  family: llama\n  aliases: [LLAMA]\n",
            ),
            found="data/components.yaml:4:3-11 C215 'LLAMA' also stands for 'llama'",
        ),
    ],
    "C213": [
        case(
            "a model among the datasets",
            (ALPHA, "any-to-any", "training"),
            found="data/papers/alpha.yaml:13:12-8 C213 "
            "section 'training' holds datasets, not models",
        ),
        case(
            "a paper among the models",
            (BETA, "[applications]", "[applications, a]"),
            found="data/papers/beta.yaml:4:26-1 C213 "
            "section 'a' holds models, not papers",
        ),
        case(
            "a dataset among the benchmarks",
            (DATA, "section: training", "section: testing"),
            found="data/datasets/alpha.yaml:2:10-7 C213 "
            "section 'testing' holds benchmarks, not datasets",
        ),
        case(
            "a model that is listed among the datasets, too",
            (ALPHA, "model:\n", "sections: [training]\nmodel:\n"),
            (ALPHA, "venue, model]", "venue, sections, model]"),
            found="data/papers/alpha.yaml:11:12-8 C213 "
            "section 'training' holds datasets, not papers",
        ),
    ],
    "C214": [
        case(
            "a paradigm that the section states",
            (ALPHA, "any-to-any\n  paradigm: hybrid", "a\n  paradigm: diffusion"),
            found="data/papers/alpha.yaml:14:13-9 C214 "
            "section 'a' already says diffusion",
        ),
        case(
            "a paradigm that the section contradicts",
            (ALPHA, "any-to-any", "a"),
            found="data/papers/alpha.yaml:14:13-6 C214 "
            "section 'a' already says diffusion",
        ),
    ],
    "C221": [
        case(
            "a day after the month of the arXiv id",
            (ALPHA, "2024-08-22", "2024-09-01"),
            found="data/papers/alpha.yaml:7:7-12 C221 "
            "date 2024-09-01, expected 2024-08 as in arXiv 2408.00001",
        ),
        case(
            "a day more than a week before it",
            (ALPHA, "2024-08-22", "2024-07-24"),
            found="data/papers/alpha.yaml:7:7-12 C221 "
            "date 2024-07-24, expected 2024-08 as in arXiv 2408.00001",
        ),
        case(
            "another month",
            (ALPHA, "2024-08-22", "2024-06"),
            found="data/papers/alpha.yaml:7:7-9 C221 "
            "date 2024-06, expected 2024-08 as in arXiv 2408.00001",
        ),
    ],
    "C222": [
        case(
            "a publication in the year before",
            (ALPHA, "iclr-2025", "iclr-2023"),
            found="data/papers/alpha.yaml:10:8-9 C222 "
            "published in 2023 but first public in 2024-08-22",
        ),
    ],
    "C223": [
        case(
            "a dataset added before its month",
            (DATA, "2026-01-02", "2024-08-31"),
            found="data/datasets/alpha.yaml:8:8-12 C223 "
            "added 2024-08-31, before its own date 2024-09",
        ),
        case(
            "a paper added on the day before",
            (ALPHA, "2026-01-02", "2024-08-21"),
            found="data/papers/alpha.yaml:27:8-12 C223 "
            "added 2024-08-21, before its own date 2024-08-22",
        ),
    ],
    "C224": [
        case(
            "a DOI of another year",
            (ALPHA, "doi: 10.1000/a", "doi: 10.1000/iclr52734.2024.00012"),
            found="data/papers/alpha.yaml:10:8-9 C224 10.1000/iclr52734.2024.00012 "
            "is a DOI of 2024, but the venue is iclr-2025",
        ),
        case(
            "a DOI of a workshop of the venue",
            (ALPHA, "doi: 10.1000/a", "doi: 10.1000/ICLRW1.2025.12"),
            found="data/papers/alpha.yaml:10:8-9 C224 10.1000/ICLRW1.2025.12 "
            "is a DOI of iclr-workshops, but the venue is iclr-2025",
        ),
        case(
            "an address in the ACL Anthology",
            (BETA, "title: Beta", "title: Beta\nvenue: tmlr-2025"),
            (
                BETA,
                'arxiv: "2408.00002"',
                "url: https://aclanthology.org/2025.iclr-long.7/",
            ),
            (BETA, "[title, arxiv, sections]", "[title, url, venue]"),
            found="data/papers/beta.yaml:3:8-9 C224 10.18653/v1/2025.iclr-long.7 "
            "is a DOI of iclr, but the venue is tmlr-2025",
        ),
    ],
    "C231": [
        case(
            "a field that no source vouches for",
            (BETA, "[title, arxiv, sections]", "[title, sections]"),
            found="data/papers/beta.yaml:3:1-5 C231 no source vouches for 'arxiv'",
        ),
        case(
            "a nested field",
            (
                ALPHA,
                "venue, model]",
                "venue, model.name, model.section, model.paradigm, model.backbone]",
            ),
            found="data/papers/alpha.yaml:17:5-13 C231 "
            "no source vouches for 'model.encoders.understanding'",
        ),
        case(
            "a field whose name begins like one that is vouched for",
            (BENCH, "input: ", "size: 5\nsize_bound: about\ninput: "),
            (
                BENCH,
                "[name, section, input, paper]",
                "[name, section, size, input, paper]",
            ),
            found="data/benchmarks/alpha.yaml:4:1-10 C231 "
            "no source vouches for 'size_bound'",
        ),
    ],
    "C232": [
        case(
            "a misspelt field",
            (BETA, "[title, arxiv, sections]", "[title, arxiv, sections, titel]"),
            found="data/papers/beta.yaml:7:39-5 C232 the record has no field 'titel'",
        ),
        case(
            "a field that the record leaves out",
            (BETA, "[title, arxiv, sections]", "[title, arxiv, sections, venue]"),
            found="data/papers/beta.yaml:7:39-5 C232 the record has no field 'venue'",
        ),
        case(
            "a field that needs no source",
            (BETA, "[title, arxiv, sections]", "[title, arxiv, sections, key]"),
            found="data/papers/beta.yaml:7:39-3 C232 the record has no field 'key'",
        ),
    ],
    "C236": [
        case(
            "a field that only a file states",
            (BETA, VOUCHED, FILE),
            (BETA, "title: Beta", "title: Beta\nunverified: [title, arxiv]"),
            found="data/papers/beta.yaml:3:1-10 C236 nobody has confirmed title, arxiv",
        ),
    ],
    "C239": [
        case(
            "a field that a file states and the record not as unverified",
            (BETA, VOUCHED, FILE),
            found="data/papers/beta.yaml:5:1-7 C239 "
            "only a file vouches for title, arxiv",
        ),
    ],
    "C233": [
        case(
            "a misspelt field",
            (ALPHA, "field: model.backbone", "field: model.backbones"),
            found="data/papers/alpha.yaml:20:12-15 C233 "
            "papers have no field 'model.backbones'",
        ),
        case(
            "a field below one that holds text",
            (ALPHA, "field: model.backbone", "field: title.venue"),
            found="data/papers/alpha.yaml:20:12-11 C233 "
            "papers have no field 'title.venue'",
        ),
        case(
            "a field of another kind",
            (
                BENCH,
                "sources:",
                CORRECTION.format(field="samples"),
            ),
            found="data/benchmarks/alpha.yaml:7:12-7 C233 "
            "benchmarks have no field 'samples'",
        ),
    ],
}

NEAR_MISSES = {
    "C201": [
        case("a dataset with the paper's alias", (DATA, "name: Alpha data", "aliases: [alpha-one]\nname: Alpha data")),
        case("a key that is the paper's own id", (BETA, "title: Beta", "aliases: [two2024]\ntitle: Beta")),
        case("an alias that is the paper's own key", (BETA, "title: Beta", "aliases: [two2024beta]\ntitle: Beta")),
    ],
    "C202": [
        case(
            "an arXiv id whose older version is another paper",
            (BETA, "2408.00002", "2408.00001v1"),
        ),
    ],
    "C203": [
        case("authors and inputs with one name"),
        case(
            "one component on both sides",
            (ALPHA, "understanding: [llama]", "understanding: [llama]\n    generation: [llama]"),
        ),
    ],
    "C211": [
        case("a dataset of no paper", (DATA, "paper: alpha\n", ""), (DATA, "date, paper]", "date]")),
        case(
            "a successor",
            (
                BETA,
                "sources:",
                STATUS.format(by="alpha"),
            ),
        ),
    ],
    "C212": [
        case("a component without family and paper", ("components.yaml", "  family: llama\n  paper: beta\n", "")),
    ],
    "C215": [
        case("an alias of one entry only", ("components.yaml", "  family: llama\n", "  family: llama\n  aliases: [L2]\n")),
        case("a heading that two sections have", ("taxonomy.yaml", "name: Testing", "name: Diffusion")),
    ],
    "C213": [
        case("a model that is listed as a paper, too", (ALPHA, "model:\n", "sections: [applications]\nmodel:\n"),
             (ALPHA, "venue, model]", "venue, sections, model]")),
        case("a model whose section is listed again", (ALPHA, "model:\n", "sections: [any-to-any]\nmodel:\n"),
             (ALPHA, "venue, model]", "venue, sections, model]")),
    ],
    "C214": [
        case("a section that decides alone", (ALPHA, "any-to-any\n  paradigm: hybrid", "a")),
    ],
    "C221": [
        case("a week before the month", (ALPHA, "2024-08-22", "2024-07-25")),
        case("the last day of the month", (ALPHA, "2024-08-22", "2024-08-31")),
        case("the month alone", (ALPHA, "2024-08-22", "2024-08")),
        case("a paper that is not on arXiv", (ALPHA, 'arxiv: "2408.00001"\n', ""),
             (ALPHA, "date, arxiv, ", "date, "), (ALPHA, "2024-08-22", "2024-01-01")),
    ],
    "C222": [case("a publication in the same year", (ALPHA, "iclr-2025", "iclr-2024"))],
    "C223": [
        case("a record added on the day itself", (ALPHA, "2026-01-02", "2024-08-22")),
        case("a record added in the month", (DATA, "2026-01-02", "2024-09-01")),
    ],
    "C224": [
        case("a DOI of the venue and year", (ALPHA, "doi: 10.1000/a", "doi: 10.1000/ICLR52734.2025.00012")),
        case("a DOI of what the workshop is part of", (ALPHA, "doi: 10.1000/a", "doi: 10.1000/ICLRW7.2025.1"), (ALPHA, "iclr-2025", "iclr-sketches-2025")),
    ],
    "C231": [
        case("a section, which the maintainers decide", (BETA, "[title, arxiv, sections]", "[title, arxiv]")),
        case("two sources that share the fields", (BETA, "[title, arxiv, sections]",
             "[title]\n  - url: https://example.com\n    vouches: [arxiv, sections]")),
    ],
    "C232": [case("a path above a field", (ALPHA, "venue, model]", "venue, model, model.encoders]"))],
    "C236": [case("what a page states after a file", (BETA, "sources:", "sources:\n  - file: a.bib\n    vouches: [title, arxiv]"))],
    "C239": [
        case("a section that a file states", (BETA, "[title, arxiv, sections]", "[title, arxiv]\n  - file: a.bib\n    vouches: [sections]")),
        case("a field that a page states too", (BETA, "sources:", "sources:\n  - file: a.bib\n    vouches: [title]")),
    ],
    "C233": [
        case("a block", (ALPHA, "field: model.backbone", "field: model.encoders")),
        case("a field that the record leaves out", (ALPHA, "field: model.backbone", "field: links.code")),
    ],
}  # fmt: skip


def _each(cases):
    return [
        pytest.param(code, one, id=f"{code} {one.name}")
        for code, ones in cases.items()
        for one in ones
    ]


def test_every_fault_has_a_near_miss():
    assert set(FAULTS) == set(NEAR_MISSES)


def test_nothing_is_wrong_with_the_catalogue_the_cases_start_from(findings):
    assert findings() == []


@pytest.mark.parametrize(("code", "fault"), _each(FAULTS))
def test_a_fault_is_found_once_at_its_place(code, fault, edit, findings):
    for change in fault.edits:
        edit(*change)

    assert findings() == list(fault.found)
    assert f" {code} " in fault.found[0]


@pytest.mark.parametrize(("code", "near"), _each(NEAR_MISSES))
def test_a_near_miss_passes(code, near, edit, findings):
    for change in near.edits:
        edit(*change)

    assert findings() == [], code


def test_warnings_are_found_only_when_strict(edit, findings):
    edit(BETA, "[title, arxiv, sections]", "[title, sections, titel]")

    both = [
        "data/papers/beta.yaml:3:1-5 C231 no source vouches for 'arxiv'",
        "data/papers/beta.yaml:7:32-5 C232 the record has no field 'titel'",
    ]
    assert findings(strict=True) == both
    assert findings(strict=False) == both[1:]
    warnings = [code for code, rule in CHECKS.items() if rule.severity == "warning"]
    assert sorted(warnings) == [
        "C218",
        "C231",
        "C236",
        "C247",
        "C248",
        "C249",
        "C254",
        "C292",
        "C310",
    ]


def test_findings_come_in_the_order_of_the_files(edit, findings):
    edit(DATA, "paper: alpha", "paper: gamma")
    edit(BETA, "[title, arxiv, sections]", "[title, arxiv, sections, titel, venue]")
    edit(ALPHA, "iclr-2025", "iclr-2023")
    edit(ALPHA, "2024-08-22", "2024-10")

    assert [line.split(" ")[0] for line in findings()] == [
        "data/datasets/alpha.yaml:4:8-5",
        "data/papers/alpha.yaml:7:7-9",
        "data/papers/alpha.yaml:10:8-9",
        "data/papers/beta.yaml:7:39-5",
        "data/papers/beta.yaml:7:46-5",
    ]


def test_a_record_with_problems_of_its_own_still_exists(root, edit):
    edit(BETA, "title: Beta", "titel: Beta")

    loaded = load(root)

    assert {problem.path for problem in loaded.problems} == {"data/papers/beta.yaml"}
    assert run_checks(loaded.catalog, strict=True) == ()


@pytest.fixture(scope="session")
def example(repository):
    """A small catalogue of real records."""
    return load(repository / "examples" / "text-embeddings").catalog


def with_papers(catalog, renamed):
    """Return a catalogue in which datasets and benchmarks name other papers."""
    kinds = {
        kind: tuple(
            record.model_copy(update={"paper": renamed(record)})
            for record in getattr(catalog, kind)
        )
        for kind in ("datasets", "benchmarks")
    }
    return replace(catalog, **kinds)


def test_a_misspelt_paper_is_found_once_whatever_follows_from_it(example):
    misspelt = with_papers(example, lambda record: record.paper and f"{record.paper}x")

    found = run_checks(misspelt, strict=True)

    assert {problem.code for problem in found} == {"C211"}
    wrong = [r for r in (*misspelt.datasets, *misspelt.benchmarks) if r.paper]
    assert len(found) == len(wrong) > 3


def test_a_wrong_paper_is_told_once_however_many_links_are_shared(toy_catalog):
    own = next(each for each in toy_catalog.datasets if each.id == "toy-sets")
    twin = own.model_copy(update={"id": "twin", "paper": "toy-any", "aliases": None})
    catalog = replace(toy_catalog, datasets=(*toy_catalog.datasets, twin))

    found = [p for p in run_checks(catalog, strict=True) if p.code == "C241"]

    assert own.links.code
    assert own.links.home
    (problem,) = found
    assert "'toy-any' is not the paper of 'twin'" in str(problem.hint)
