"""The page of each record, and the files beside it."""

import json
import re

import pytest
from lxml import html
from tests.conftest import make_toy

from unisurvey.export.cite.references import references
from unisurvey.export.ris import to_ris
from unisurvey.outside.add.proof import extended
from unisurvey.records import load
from unisurvey.scores.comparing import comparing
from unisurvey.site.addresses import of_record
from unisurvey.site.frame import Frame
from unisurvey.site.pages import pages
from unisurvey.site.record import record_pages
from unisurvey.views.flat import full, kind_of
from unisurvey.views.page import page
from unisurvey.views.wording import author_names, marked_name


def words(element):
    return " ".join(element.text_content().split())


def document(files, record):
    return html.document_fromstring(files[of_record(record)])


def test_every_record_has_a_page_with_all_its_facts(toy_catalog, toy_pages):
    """What `show` tells in a terminal stands on the page, or is where a link leads."""
    wrong = []
    for record in toy_catalog:
        shown = document(toy_pages, record)
        (main,) = shown.xpath("//main")
        text = words(main)
        targets = {*main.xpath("//@href")}
        groups = dict(page(record, toy_catalog).groups)
        for heading in ("Variants", "Introduces", "Used by", "Remarks"):
            groups.pop(heading, None)  # these have tests of their own
        for rows in groups.values():
            for name, told in rows:
                is_there = " ".join(told.split()) in text or told in targets
                if not is_there and name != "authors":
                    wrong.append((record.id, name, told))

    assert wrong == []


def test_a_page_names_every_author_and_folds_the_many(toy_catalog, make_paper):
    many = make_paper(authors=[f"Ann Number{n}" for n in range(30)])
    catalog = extended(toy_catalog, [many])
    files = dict(pages(catalog))

    for record in catalog:
        shown = words(document(files, record))
        assert all(name in shown for name in author_names(catalog.paper_of(record)))
    (folded,) = document(files, many).xpath("//div[@class='authors']/details")
    assert words(folded).startswith("and 18 moreAnn Number12, ")


def test_a_page_tells_variants_users_corrections_and_sources(toy_catalog, toy_pages):
    show, sets = (document(toy_pages, toy_catalog[n]) for n in ("toy-show", "toy-sets"))
    text = words(show)

    for told in ("34.5B total", "512 px", "huggingface.co/toy/show-large", "–"):
        assert told in text
    assert "the released configuration loads Qwen" in text
    assert "A note for readers." in text
    assert "half of the tokens, all of the picture" in text
    assert [*sets.xpath("//section[@aria-labelledby='users']//a/@href")] == [
        "../../models/toy-any/index.html"
    ]
    introduced = sets.xpath("//section[@aria-labelledby='introduces']//a/@href")
    assert introduced == [
        "../../datasets/toy-sets/index.html",
        "../../benchmarks/toy-bench/index.html",
    ]


def test_every_stated_field_has_its_sources(toy_catalog, toy_pages):
    for record in toy_catalog:
        shown = document(toy_pages, record)
        sources = shown.xpath("//ol[@class='sources']/li")
        assert len(sources) == len(record.sources)
        for source, element in zip(record.sources, sources, strict=True):
            assert source.place in words(element)
            assert (source.note or "") in words(element)
        vouched = shown.xpath("//details[@class='proof']//tbody//td")
        assert all(cell.text_content().strip() for cell in vouched)


def test_scores_stand_with_what_a_terminal_shows_of_them(toy_catalog, toy_pages):
    found = 0
    for record in toy_catalog:
        told = dict(page(record, toy_catalog, scores=True).groups).get("Scores", ())
        shown = document(toy_pages, record)
        cells = {words(cell) for cell in shown.xpath("//table[@class='scores']//td")}
        for name, line in told:
            if name:  # what has none is the legend
                value, *others = line.replace(",", "").replace(" by ", " ").split()
                assert value in cells
                assert all(any(other in cell for cell in cells) for other in others)
                found += 1

    assert found > 3


def test_files_beside_a_page_are_those_of_the_command_line(toy_catalog, toy_pages):
    known = toy_catalog.vocabularies
    for record in toy_catalog:
        stem = of_record(record).removesuffix("/index.html")
        paper = toy_catalog.paper_of(record)
        assert json.loads(toy_pages[f"{stem}.json"]) == json.loads(
            json.dumps(full(record, toy_catalog))
        )
        assert (f"{stem}.bib" in toy_pages) == (f"{stem}.ris" in toy_pages)
        assert (f"{stem}.bib" in toy_pages) == (paper is not None)
        if paper:
            assert toy_pages[f"{stem}.ris"] == to_ris([paper], known)
            assert f"{{{paper.key}," in toy_pages[f"{stem}.bib"]


def test_a_page_cites_as_the_command_does(toy_catalog, toy_pages):
    paper = toy_catalog["toy-show"]
    shown = document(toy_pages, paper)

    for number, style in enumerate(("acl", "ieee"), 1):
        (one,) = references([paper], toy_catalog.vocabularies, style)
        (element,) = shown.xpath(f"//*[@id='reference-{number}']")
        assert words(element) == " ".join(one.split())
        assert shown.xpath(f"//button[@data-copy='#reference-{number}']")


def test_machines_are_told_what_the_work_is(toy_catalog, toy_pages):
    shown = document(toy_pages, toy_catalog["toy-show"])
    tags = [
        (tag.get("name"), tag.get("content"))
        for tag in shown.xpath("//meta[starts-with(@name, 'citation_')]")
    ]
    (data,) = shown.xpath("//script[@type='application/ld+json']")
    told = json.loads(data.text_content())

    assert tags == [
        ("citation_title", "Toy-Show: One Model to Draw and Read"),
        ("citation_author", "Văn Nguyễn"),
        ("citation_author", "Ada van der Maaten Jr."),
        ("citation_author", "Toy Team"),
        ("citation_publication_date", "2026"),
        (
            "citation_conference_title",
            "International Conference on Learning Representations",
        ),
        ("citation_firstpage", "100"),
        ("citation_lastpage", "112"),
        ("citation_doi", "10.1234/toy.2025_1"),
        ("citation_arxiv_id", "2503.10001"),
        ("citation_pdf_url", "https://arxiv.org/pdf/2503.10001"),
    ]
    assert told["@type"] == "ScholarlyArticle"
    assert [a["@type"] for a in told["author"]] == ["Person", "Person", "Organization"]


def test_a_model_is_its_paper_and_has_one_page(toy_catalog, toy_pages):
    for paper in toy_catalog.papers:
        there = [
            kind
            for kind in ("models", "papers")
            if f"{kind}/{paper.id}/index.html" in toy_pages
        ]
        assert there == [kind_of(paper)]


@pytest.fixture(scope="module")
def hostile(make_paper):
    """A paper whose every text tries to leave its place."""
    text = "</script><script>alert(1)</script>\" onmouseover='x' & <b>"
    return make_paper(
        title=f"Title {text}",
        authors=["Ann <script>alert(1)</script>"],
        notes=[
            f'javascript:alert(1) data:text/html,x https://a.example/"><script> {text}'
        ],
        sources=[
            {
                "file": f"javascript:alert(1) {text}".replace("/", "-"),
                "at": text,
                "note": text,
                "vouches": ["title", "authors"],
            }
        ],
    )


def test_hostile_texts_come_out_escaped(toy_catalog, hostile):
    files = dict(pages(extended(toy_catalog, [hostile])))
    text = str(files[of_record(hostile)])
    shown = html.document_fromstring(text)
    (data,) = shown.xpath("//script[@type='application/ld+json']")

    assert json.loads(data.text_content())["headline"] == hostile.title
    assert not re.search(r"<script>|<b>|</script><script>alert", str(text))
    assert not shown.xpath("//@onmouseover | //b[not(ancestor::nav)]")
    assert all(
        link.startswith(("http://", "https://", ".", "#"))
        for link in shown.xpath("//main//@href")
    )
    assert hostile.title in words(shown)


def test_marks_say_what_they_mean(toy_catalog, toy_pages):
    for record in toy_catalog:
        shown = document(toy_pages, record)
        (heading,) = shown.xpath("//h1")
        assert words(heading) == " ".join(marked_name(record, toy_catalog).split())
        tags = words(shown.xpath("//ul[@class='tags']")[0])
        assert ("°" in words(heading)) == ("° not in " in tags)
        if record.status:
            assert record.status.kind in tags


def test_a_benchmark_leads_to_its_board(toy_catalog, toy_pages):
    for record in toy_catalog.benchmarks:
        links = document(toy_pages, record).xpath("//main//@href")
        board = f"scores/{record.id}/index.html"
        assert (f"../../{board}" in links) == (board in toy_pages)


@pytest.mark.parametrize(
    ("repository", "file", "report"),
    [
        (
            "https://github.com/a/b/",
            "https://github.com/a/b/blob/HEAD/data/papers/toy-show.yaml",
            "https://github.com/a/b/issues/new?title=Correction%3A%20toy-show",
        ),
        ("https://git.example.org/a", *["https://git.example.org/a"] * 2),
        (None, None, None),
    ],
)
def test_a_repository_is_where_the_file_is_and_mistakes_are_told(
    tmp_path, repository, file, report
):
    root = make_toy(tmp_path)
    about = root / "data" / "catalogue.yaml"
    if repository:
        about.write_text(f"{about.read_text()}repository: {repository}\n")
    frame = Frame(comparing(load(root).catalog), ())
    page = html.fromstring(dict(record_pages(frame))["models/toy-show/index.html"])

    (kept,) = page.xpath("//section[@aria-labelledby='files']/p")
    assert "data/papers/toy-show.yaml" in kept.text_content()
    links = {link.text: link.get("href") for link in kept.iterfind("a")}
    assert links.get("data/papers/toy-show.yaml") == file
    assert links.get("Report a mistake") == report
