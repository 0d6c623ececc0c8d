import pytest

from unisurvey.bib.bibtex import FIELDS, STYLES, entry_fields, find_fields
from unisurvey.schema import Paper, Venue, Vocabularies, Vocabulary

VOCABULARIES = Vocabularies(
    sections=Vocabulary("section", []),
    venues=Vocabulary(
        "venue",
        [
            Venue(id="iclr", name="ICLR", full="Learning", kind="conference"),
            Venue(id="tmlr", name="TMLR", full="Transactions", kind="journal"),
        ],
    ),
    components=Vocabulary("component", []),
    licenses=Vocabulary("license", []),
)
PREPRINT = {"date": "2024-08-22", "arxiv": "2408.12528"}
PAGE = {"date": "2024-08", "url": "https://example.org"}
CONFERENCE = PREPRINT | {"venue": "iclr-2025", "pages": "1–12"}
JOURNAL = PREPRINT | {"venue": "tmlr-2025", "doi": "10.1000/1"}


def restyled(style, fields):
    required = {
        "id": "show-o",
        "key": "xie2024showo",
        "title": "T",
        "authors": ["Jinheng Xie"],
        "sources": [{"url": "https://example.org/a", "vouches": ["title"]}],
        "added": "2026-01-01",
    }
    paper = Paper.model_validate(required | fields, context=VOCABULARIES)
    kind, found = STYLES[style][0](*entry_fields(paper, VOCABULARIES), paper)
    assert list(found) == [name for name in FIELDS if name in found]
    del found["title"], found["author"]
    return kind, found


ARXIV_URL = {"url": "https://arxiv.org/abs/2408.12528"}
EPRINT = {"eprint": "2408.12528"}


@pytest.mark.parametrize(
    ("fields", "kind", "found"),
    [
        (
            PREPRINT,
            "online",
            {"date": "2024-08-22", "eprinttype": "arxiv"} | EPRINT | ARXIV_URL,
        ),
        (PAGE, "online", {"date": "2024-08", "url": "https://example.org"}),
        ({"date": "2024-08"}, "misc", {"date": "2024-08"}),
        ({}, "misc", {"date": "2024"}),
        (
            CONFERENCE,
            "inproceedings",
            {
                "booktitle": "Learning",
                "date": "2025",
                "pages": "1–12",
                "eprinttype": "arxiv",
            }
            | EPRINT
            | ARXIV_URL,
        ),
        (
            JOURNAL,
            "article",
            {
                "journaltitle": "Transactions",
                "date": "2025",
                "doi": "10.1000/1",
                "eprinttype": "arxiv",
            }
            | EPRINT,
        ),
    ],
)
def test_biblatex_has_its_own_types_and_fields(fields, kind, found):
    assert restyled("biblatex", fields) == (kind, found)


@pytest.mark.parametrize(
    ("fields", "kind", "found"),
    [
        (
            PREPRINT,
            "article",
            {"journal": "arXiv preprint arXiv:2408.12528", "year": "2024"} | ARXIV_URL,
        ),
        (PAGE, "misc", {"year": "2024", "url": "https://example.org"}),
        (
            {"arxiv": "2408.12528"},
            "misc",
            {"howpublished": "arXiv preprint arXiv:2408.12528", "year": "2024"}
            | ARXIV_URL,
        ),
        (
            CONFERENCE,
            "inproceedings",
            {"booktitle": "Learning", "year": "2025", "pages": "1–12"} | ARXIV_URL,
        ),
        (
            JOURNAL,
            "article",
            {"journal": "Transactions", "year": "2025", "doi": "10.1000/1"},
        ),
    ],
)
def test_arxiv_makes_preprints_articles_of_a_journal(fields, kind, found):
    assert restyled("arxiv", fields) == (kind, found)


def test_field_names_are_found_in_any_case():
    assert find_fields(["URL", "archiveprefix"]) == {"url", "archivePrefix"}


def test_command_line_chooses_style_fields_and_keys(run, toy):
    words = ("--style", "biblatex", "--omit", "author,DATE", "--omit=url,keywords")

    found = run("bib", "lab2025specials", *words, "--keys", "id", root=toy)

    assert found.stdout.splitlines()[0] == "@online{specials,"
    assert [line.split()[0] for line in found.stdout.splitlines()[1:-1]] == ["title"]
    assert found.stderr == ""


def test_command_line_knows_no_other_field(run, toy):
    found = run("bib", "--omit", "ulr", code=2, root=toy)

    assert found.stderr == "error: unknown field 'ulr'; did you mean 'url'?\n"


def test_the_category_stands_only_beside_an_arxiv_id():
    filed = PREPRINT | {"arxiv_class": "cs.CV"}

    named = {
        style: [
            (name, value)
            for fields in (filed, PAGE | {"arxiv_class": "cs.CV"})
            for name, value in restyled(style, fields)[1].items()
            if "class" in name.casefold()
        ]
        for style in STYLES
    }

    assert named == {
        "bibtex": [("primaryClass", "cs.CV")],
        "biblatex": [("eprintclass", "cs.CV")],
        "arxiv": [],
    }
