"""Where in a record a finding stands, and how often one fault is told."""

import pytest
import yaml

from unisurvey.checks import Choice, mended
from unisurvey.records import load

ALPHA = "papers/alpha.yaml"


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        (
            [(ALPHA, "  backbone: ", ("  modalities: {input: [text], output: [image]}\n"
                                     "  backbone: "))],
            ("data/papers/alpha.yaml:15:3-10 C271 only text and image, "
            "expected a further modality in section 'any-to-any'"),
        ),
        (
            [
                ("taxonomy.yaml", "  paradigm: diffusion\n",
                 "  paradigm: diffusion\n  encoding: pixel\n"),
                (ALPHA, "any-to-any\n  paradigm: hybrid", "a"),
                ("components.yaml", "kind: language-model\n  family",
                 "kind: vision-encoder\n  family"),
                (ALPHA, "understanding: [llama]", "shared: [llama-2]"),
            ],
            ("data/papers/alpha.yaml:15:3-8 C272 an encoder of vision and language, "
            "section 'a' is pixel encoding"),
        ),
    ],
)  # fmt: skip
def test_what_a_part_lacks_is_told_at_its_key(edits, found, edit, findings):
    for change in edits:
        edit(*change)

    assert findings() == [found]


def test_a_name_is_turned_round_once_however_many_have_it(found_in):
    text = "".join(
        f"# data/papers/{name}.yaml\nsections: [applications]\nauthors: {authors}\n"
        for name, authors in (
            ("ash", "[Mai Quill, Bob Two]"),
            ("birch", "[Mai Quill, Bob Two]"),
            ("cedar", "[Quill Mai, Bob Two]"),
        )
    )

    told = [message for code, message in found_in(text) if code == "C252"]
    assert told == ["'Quill Mai' stands the other way round in 'ash'"]


@pytest.mark.parametrize("end", ["", "/", ".pdf"])
@pytest.mark.parametrize("host", ["www.aclanthology.org", "aclanthology.org"])
def test_an_address_of_the_acl_anthology_tells_the_venue(end, host, edit, findings):
    beta = "papers/beta.yaml"
    edit(beta, "title: Beta", "title: Beta\nvenue: tmlr-2025")
    edit(beta, 'arxiv: "2408.00002"', f"url: https://{host}/2025.iclr-long.7{end}")
    edit(beta, "[title, arxiv, sections]", "[title, url, venue]")

    assert findings() == [
        (
            "data/papers/beta.yaml:3:8-9 C224 10.18653/v1/2025.iclr-long.7 "
            "is a DOI of iclr, but the venue is tmlr-2025"
        )
    ]


@pytest.mark.parametrize(
    ("reasons", "left"),
    [
        (["C999"], None),
        (["C999", "C254"], ["C254"]),
        (["C254", "C999"], ["C254"]),
        (["C254", "C999", "C998"], ["C254", "C998"]),
    ],
)
def test_only_the_idle_exception_is_taken_away(reasons, left, root, edit):
    listed = "".join(f"  - {{check: {code}, reason: so}}\n" for code in reasons)
    edit(ALPHA, "sources:\n", f"exceptions:\n{listed}sources:\n")
    edit(ALPHA, "  - Ann One\n", "  - A. One\n")

    ((_, text),) = mended(load(root), Choice(select=["C235"]))

    kept = yaml.safe_load(text).get("exceptions")
    assert (kept and [one["check"] for one in kept]) == left


def test_a_source_that_stands_twice_becomes_one(root, edit):
    again = """\
  - url: https://example.org
    vouches: [arxiv, sections]
  - url: https://example.org
    at: Table 1
    vouches: [title]
  - url: https://example.org
    vouches: [title]
added"""
    edit("papers/beta.yaml", "[title, arxiv, sections]", "[title, arxiv]")
    edit("papers/beta.yaml", "added", again)

    ((_, text),) = mended(load(root), Choice(select=["C234"]))

    url = {"url": "https://example.org"}
    assert yaml.safe_load(text)["sources"] == [
        {**url, "vouches": ["title", "arxiv", "sections"]},
        {**url, "at": "Table 1", "vouches": ["title"]},
    ]
