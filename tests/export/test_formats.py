import pytest

from unisurvey.export.formats import BIBLIOGRAPHIC


def test_the_formats_are_these():
    assert list(BIBLIOGRAPHIC) == ["bibtex", "cff", "csl-json", "hayagriva", "ris"]


@pytest.mark.parametrize("name", BIBLIOGRAPHIC)
def test_every_format_has_every_real_title_in_order(name, real):
    papers = real.papers[:40]

    text = BIBLIOGRAPHIC[name](papers, real.vocabularies)

    places = [text.index(paper.arxiv) for paper in papers if paper.arxiv]
    assert places == sorted(places)


@pytest.mark.parametrize("name", BIBLIOGRAPHIC)
def test_every_format_is_the_same_every_time(name, real):
    write, papers = BIBLIOGRAPHIC[name], real.papers[:40]

    assert write(papers, real.vocabularies) == write(iter(papers), real.vocabularies)
