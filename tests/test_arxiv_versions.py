"""The version of an arXiv id is no part of it, whoever reads the id."""

import pytest

from unisurvey.bib.claims import read_claim
from unisurvey.bib.reader import parse_bib
from unisurvey.lists.awesome.reader import read_list
from unisurvey.matching import bare
from unisurvey.outside.services import recognise
from unisurvey.records.source_classes import source_class
from unisurvey.schema.forms import arxiv_of_doi
from unisurvey.schema.provenance import Source

ID = "2408.00001"
VERSIONS = ("", "v1", "v9", "v10", "v12", "v345")


def by_claim(field):
    def read(version):
        text = f"@misc{{a, title={{Sketch}}, {field.format(ID + version)}}}"
        bib = parse_bib(text.encode())
        (mention,) = read_claim(bib, bib.entries[0]).arxiv
        return mention.id

    return read


def by_list(version):
    text = f"- A Title of Some Length [Paper](https://arxiv.org/abs/{ID}{version})"
    (read,) = read_list(text, "list.md").rows[0].arxiv
    return read


READERS = {
    "an id": lambda version: bare(ID + version),
    "a DOI": lambda version: arxiv_of_doi(f"10.48550/arXiv.{ID}{version}"),
    "a source of add": lambda version: recognise(f"arXiv:{ID}{version}").identifier,
    "an address": lambda version: (
        recognise(f"https://arxiv.org/pdf/{ID}{version}").identifier
    ),
    "eprint": by_claim("eprint={{{}}}, eprinttype={{arxiv}}"),
    "url": by_claim("url={{https://arxiv.org/abs/{}}}"),
    "journal": by_claim("journal={{arXiv preprint arXiv:{}}}"),
    "doi": by_claim("doi={{10.48550/arXiv.{}}}"),
    "a list": by_list,
}


@pytest.mark.parametrize("reader", READERS)
def test_a_version_is_no_part_of_an_id(reader):
    read = {version: READERS[reader](version) for version in VERSIONS}

    assert read == dict.fromkeys(VERSIONS, ID)


def test_every_version_of_its_paper_is_a_records_own_source(toy_catalog, make_paper):
    paper = make_paper(arxiv=ID)
    classes = {
        version + end: source_class(
            Source(
                url=f"https://arxiv.org/{folder}/{ID}{version}{end}", vouches=("x",)
            ),
            *("title", paper, toy_catalog),
        )
        for version in VERSIONS
        for folder, end in (("abs", ""), ("pdf", ".pdf"), ("html", "/"))
    }

    assert set(classes.values()) == {"own paper"}, classes
