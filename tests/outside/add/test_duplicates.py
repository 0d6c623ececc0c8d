"""What the catalogue has is found again, whichever way it is named."""

import pytest

from unisurvey.outside.add.duplicates import find_paper, known
from unisurvey.outside.add.facts import gather
from unisurvey.outside.services import recognise
from unisurvey.outside.services.work import Work


@pytest.fixture(scope="session")
def found(real):
    def found(work):
        facts = gather([work], real.vocabularies)
        return find_paper(facts, [work], real)

    return found


def test_papers_are_found_by_title_and_authors_alone(real, found):
    page = "https://dblp.org/rec/conf/x/y"
    papers = [paper for paper in real.papers[::10] if paper.authors]

    for paper in papers:
        work = Work("dblp", page, title=paper.title.upper(), authors=paper.authors)
        twin = found(work)
        assert twin is not None, paper.id
        assert twin.record is paper


def test_another_paper_of_the_same_people_is_not_found(real, found):
    paper = real["show-o"]

    assert found(Work("arxiv", "https://arxiv.org/abs/2901.00001", title="On Herons",
                      authors=paper.authors, arxiv="2901.00001")) is None  # fmt: skip


def test_a_known_identifier_under_another_title_is_found(found):
    twin = found(Work("arxiv", "https://arxiv.org/abs/2408.12528", title="On Herons",
                      authors=("Ann Roe",), arxiv="2408.12528"))  # fmt: skip

    assert (twin.record.id, twin.by) == ("show-o", ("arxiv",))


@pytest.mark.parametrize(
    "word",
    [
        "arXiv:2408.12528v2",
        "https://arxiv.org/pdf/2408.12528",
        "https://huggingface.co/papers/2408.12528",
        "10.48550/arXiv.2408.12528",
    ],
)
def test_an_identifier_is_known_without_asking(real, word):
    twin = known(recognise(word), real)

    assert twin is not None
    assert twin.record.id == "show-o"


def test_a_doi_is_known_without_asking(real):
    twin = known(recognise("https://doi.org/10.1109/cvpr52734.2025.02433"), real)

    assert twin is not None
    assert twin.record.id == "anyedit"
    assert twin.certain
