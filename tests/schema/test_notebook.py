"""What a notebook shows of a record: what it says, escaped, and nothing else."""

import re

import pytest

from unisurvey.schema import Paper
from unisurvey.schema.notebook import record_html


@pytest.fixture(scope="session")
def shown(full_paper):
    """Return the table of a record as {name: cell}, and the whole text."""

    def shown(**changes):
        data = full_paper.model_dump(by_alias=True, exclude_none=True) | changes
        html = record_html(Paper.model_validate(data, strict=False))
        cells = re.findall(r"<th[^>]*>(.*?)</th><td[^>]*>(.*?)</td>", html)
        return dict(cells), html

    return shown


def test_every_fact_stands_under_its_dotted_name(shown):
    table, _ = shown(
        links={"code": "https://a.example/x?a=1&b=2"},
        repository={
            "stars": 7,
            "last_commit": "2029",
            "archived": False,
            "seen": "2029",
        },
    )

    arxiv = '<a href="https://arxiv.org/abs/2408.12528">2408.12528</a>'
    link = "https://a.example/x?a=1&amp;b=2"
    expected = {
        "id": "show-o",
        "authors": "Jinheng Xie, Show Lab",
        "arxiv": arxiv,
        "links.code": f'<a href="{link}">{link}</a>',
        "repository.archived": "no",
        "repository.stars": "7",
        "survey.references": "39",
        "model.section": "b-1",
        "model.encoders.shared": "magvit-v2",
        "model.variants": "id small; parameters stated 1.3, id large; parameters stated 7",
        "added": "2026-01-02",
    }
    assert {name: table.get(name) for name in expected} == expected
    assert not {"title", "name", "sources", "corrections", "notes"} & table.keys()


def test_yes_is_said_of_what_is_so(shown):
    table, _ = shown(
        repository={"stars": 0, "last_commit": "2029", "archived": True, "seen": "2029"}
    )

    assert table["repository.archived"] == "yes"


def test_what_is_not_there_leaves_no_heading(shown, paper):
    html = record_html(Paper.model_validate(paper()))
    _, full = shown(notes=["a < b"], title="Show & Tell")

    assert "corrections" not in html
    assert "sources (1)" in html
    assert "<strong>" not in html
    assert "corrections (1)" in full
    assert "<p>a &lt; b</p>" in full
    assert "<strong>Show-o</strong><br>Show &amp; Tell" in full


def test_a_source_without_address_is_named(paper):
    sources = [{"file": "refs.bib", "vouches": ["title", "key"]}]

    html = record_html(Paper.model_validate(paper(sources=sources)))

    assert "<li>refs.bib: title, key</li>" in html
