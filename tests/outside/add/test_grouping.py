from itertools import permutations

from unisurvey.outside.add.inquiry import group
from unisurvey.outside.services.work import Work

ARXIV = Work("arxiv", "https://arxiv.org/abs/2801.00001", title="Quexel: A Model",
             authors=("Ann Roe",), arxiv="2801.00001",
             links={"code": "https://github.com/roe/quexel-code"})  # fmt: skip
PUBLISHED = Work("crossref", "https://doi.org/10.1234/x", title="Quexel: a model",
                 authors=("A. Roe",), doi="10.1234/x")  # fmt: skip
OTHER = Work("arxiv", "https://arxiv.org/abs/2802.00002", title="Vondrel: A Model",
             authors=("Ben Poe",), arxiv="2802.00002")  # fmt: skip
NAMESAKE = Work("dblp", "https://dblp.org/rec/x", title="Quexel: A Model",
                authors=("Cy Doe",))  # fmt: skip
LINKED = Work(
    "github", "https://github.com/Roe/quexel-code", "repository", name="quexel-code"
)
WEIGHTS = Work(
    "huggingface", "https://huggingface.co/poe/vondrel", "model", name="poe/Vondrel"
)


def groups(*works):
    return {frozenset(map(id, held)) for held in group(works)}


def test_same_title_and_people_are_one_work():
    assert group([ARXIV, OTHER, PUBLISHED]) == [(ARXIV, PUBLISHED), (OTHER,)]


def test_a_title_of_other_people_is_another_work():
    assert group([ARXIV, NAMESAKE]) == [(ARXIV,), (NAMESAKE,)]


def test_other_arxiv_ids_are_other_works():
    same_title = Work("arxiv", OTHER.url, title=ARXIV.title, authors=ARXIV.authors,
                      arxiv=OTHER.arxiv)  # fmt: skip

    assert len(group([ARXIV, same_title])) == 2


def test_a_page_belongs_to_the_work_that_links_to_it():
    assert group([OTHER, ARXIV, LINKED]) == [(OTHER,), (ARXIV, LINKED)]


def test_a_page_belongs_to_the_work_of_its_name():
    assert group([ARXIV, OTHER, WEIGHTS]) == [(ARXIV,), (OTHER, WEIGHTS)]


def test_a_page_belongs_to_the_only_work():
    nameless = Work(
        "github", "https://github.com/poe/stuff", "repository", name="stuff"
    )

    assert group([OTHER, nameless]) == [(OTHER, nameless)]


def test_a_page_that_fits_no_work_stays_alone():
    nameless = Work(
        "github", "https://github.com/poe/stuff", "repository", name="stuff"
    )

    assert group([ARXIV, OTHER, nameless]) == [(ARXIV,), (OTHER,), (nameless,)]


def test_the_order_of_sources_changes_no_group():
    works = (ARXIV, PUBLISHED, OTHER, LINKED, WEIGHTS)

    assert len({frozenset(groups(*order)) for order in permutations(works)}) == 1
