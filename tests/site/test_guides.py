"""Guides as pages: what they link to is there, and nothing of their HTML gets through."""

import posixpath
from shutil import copytree

import pytest
from lxml import html
from tests.conftest import make_toy

from unisurvey.records import load
from unisurvey.scores.comparing import comparing
from unisurvey.site.pages import pages

README = """\
<!-- Generated -->
# Guides

[One](one.md), [a part](one.md#the-second--part), [no part](one.md#gone),
[boards](scores/README.md), [a board](scores/toy-bench.md), [corrections](CORRECTIONS.md),
[record](../data/papers/toy-show.yaml), [no record](../data/papers/nothing.yaml),
[program](../src/x.py), [outside](../../x.md), [web](https://example.org/a_(b)),
[evil](javascript:alert(1)), [folder](tables/), [table](tables/models.md), [mail](mailto:a@b.example), [feed](feed.xml), [here](#guides)
"""
ONE = """\
# The *first* <one>

## The second & `part`

<img src="figures/a.svg" width="8" alt="A &quot;picture&quot;" onerror="x()"> ![B](figures/b.png) ![C](https://example.org/c.png)

<script>alert(1)</script>

Text <b onclick="x()">bold</b> <a id="place"></a> <a href="javascript:x()">y</a> [place](#place)

| a | b |
|---|--:|
| 1 | [two](two.md#place) |

# Another

## Third \\<script>3\\</script>

## Fourth

## Fifth

```console
$ unisurvey <list>
```
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = make_toy(tmp_path_factory.mktemp("guides"))
    docs = root / "docs"
    (docs / "figures").mkdir(parents=True)
    (docs / "README.md").write_text(README)
    (docs / "one.md").write_text(ONE)
    (docs / "CORRECTIONS.md").write_text("# Not shown")
    (docs / "figures" / "a.svg").write_text("<svg/>")
    (docs / "tables").mkdir()
    (docs / "tables" / "README.md").write_text(
        "# Tables\n\n[models](models.md) [up](../)"
    )
    (docs / "tables" / "models.md").write_text("# Models\n\n![A](../figures/a.svg)")
    return root


@pytest.fixture(scope="module")
def files(root):
    return dict(pages(comparing(load(root, cached=True).catalog)))


def of(files, address):
    """Return text → address of the links of the guide's own text."""
    page = html.fromstring(files[address])
    return {
        link.text_content(): link.get("href")
        for link in page.xpath("//article//a[@href][not(ancestor::nav)]")
    }


def test_links_lead_to_pages_of_the_site_or_to_nothing(files):
    assert of(files, "guides/index.html") == {
        "One": "../guides/one/index.html",
        "a part": "../guides/one/index.html#the-second--part",
        "no part": "../guides/one/index.html",
        "boards": "../scores/index.html",
        "a board": "../scores/toy-bench/index.html",
        "corrections": "../corrections/index.html",
        "record": "../models/toy-show/index.html",
        "web": "https://example.org/a_(b)",
        "feed": "../feed.xml",
        "here": "#guides",
        "folder": "../guides/tables/README/index.html",
        "table": "../guides/tables/models/index.html",
    }


def test_guides_of_folders_are_pages(files):
    assert of(files, "guides/tables/README/index.html") == {
        "models": "../../../guides/tables/models/index.html",
        "up": "../../../guides/index.html",
    }
    assert (
        'src="../../../guides/figures/a.svg"'
        in files["guides/tables/models/index.html"]
    )


def test_no_link_of_a_guide_is_dead(files, root):
    catalog = load(root, cached=True).catalog
    records = {
        f"{kind}/{r.id}" for kind in ("models", "papers") for r in catalog.papers
    }
    guides = [at for at in files if at.startswith("guides/") and at.endswith(".html")]
    assert len(guides) == 4
    for address in guides:
        for link in of(files, address).values():
            place, _, fragment = link.partition("#")
            if place.startswith("https:"):
                continue
            to = posixpath.normpath(posixpath.join(posixpath.dirname(address), place))
            to = to if place else address
            assert to in files or posixpath.dirname(to) in records
            assert not fragment or f'id="{fragment}"' in files[to]


def test_a_repository_takes_links_to_files(root, tmp_path):
    copy = tmp_path / "copy"
    copytree(root, copy)
    about = copy / "data" / "catalogue.yaml"
    about.write_text(about.read_text() + "repository: https://github.com/a/b\n")
    files = dict(pages(comparing(load(copy).catalog)))

    found = of(files, "guides/index.html")
    assert found["program"] == "https://github.com/a/b/blob/HEAD/src/x.py"
    assert "outside" not in found


def test_html_of_a_guide_is_text_but_for_places_and_pictures(files):
    text = files["guides/one/index.html"]
    page = html.fromstring(text)
    (article,) = page.xpath("//article")

    assert not article.xpath(".//script | .//b | .//@style | .//@onclick | .//@onerror")
    assert "<script>alert(1)</script>" in article.text_content()
    assert "Generated" not in files["guides/index.html"]
    assert article.xpath(".//span/@id") == ["place"]
    assert [(i.get("src"), i.get("alt")) for i in article.xpath(".//img")] == [
        ("../../guides/figures/a.svg", 'A "picture"')
    ]
    assert files["guides/figures/a.svg"] == b"<svg/>"
    assert article.xpath(".//td[@class='right']")
    assert of(files, "guides/one/index.html") == {"place": "#place"}


def test_a_page_has_one_heading_of_the_first_level(files):
    page = html.fromstring(files["guides/one/index.html"])

    assert page.xpath("//h1/text()") == ["The first "]
    assert [h.get("id") for h in page.xpath("//article/h2")] == [
        "the-second--part",
        "another",
        "third-script3script",
        "fourth",
        "fifth",
    ]
    assert (
        page.xpath("//nav[@class='contents']//a/text()")[2]
        == "Third <script>3</script>"
    )


def test_what_another_page_shows_is_no_guide(files):
    assert not any("Not shown" in t for at, t in files.items() if at.endswith(".html"))


def test_without_guides_there_is_no_page_of_them(toy_pages):
    assert not any(at.startswith("guides") for at in toy_pages)
    assert "guides/index.html" not in toy_pages["index.html"]
