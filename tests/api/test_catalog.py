import json

import pytest
from lxml import html

import unisurvey
from unisurvey.cli.examples import run_example
from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.render.targets import TARGETS, outputs


@pytest.fixture(scope="module")
def catalog(toy):
    return unisurvey.load_catalog(toy)


def test_it_holds_what_the_command_line_works_with(catalog, toy_catalog):
    for kind in ("models", "papers", "datasets", "benchmarks"):
        assert catalog.records(kind) == toy_catalog.records(kind)
        assert isinstance(catalog.records(kind), unisurvey.Selection)
    assert catalog.select(mask="bidirectional") == toy_catalog.select(
        mask="bidirectional"
    )


def test_it_says_in_one_line_what_it_holds(catalog):
    assert repr(catalog) == ("<Catalog: 3 models, 6 papers, 2 datasets, 2 benchmarks>")
    cells = html.fromstring(catalog._repr_html_()).xpath("//td/text()")
    assert cells == [
        *("models", "3", "papers", "6", "datasets", "2", "benchmarks", "2")
    ]


def test_additions_are_the_news(catalog):
    assert catalog.additions("2026-01-03") == ()
    assert (
        repr(catalog.additions(kind="models")) == "<3 models: Toy-Show, Toy-Any, Bare>"
    )
    assert catalog.additions().kind is None


def test_render_gives_texts_and_writes_nothing(catalog, toy):
    before = sorted(toy.rglob("*"))

    texts = catalog.render("bib", "feed")

    assert list(texts) == ["unisurvey.bib", "docs/feed.xml"]
    assert texts["docs/feed.xml"].startswith("<?xml ")
    assert sorted(toy.rglob("*")) == before


@pytest.mark.slow
def test_render_leaves_out_what_shows_commands_unless_it_is_given_a_way(catalog):
    def run(line, look="plain"):
        return run_example(line, catalog, look)

    every = {
        path.relative_to(catalog.root).as_posix(): text
        for path, text in outputs(catalog, tuple(TARGETS), run)
    }
    shown = {
        *("README.md", "docs/sql.md"),
        *(name for name in every if name.startswith("docs/figures/terminal-")),
    }

    assert catalog.render("readme", "sql", "screens", run=run) == {
        name: every[name] for name in every if name in shown
    }
    assert catalog.render() == {
        name: every[name] for name in every if name not in shown
    }
    with pytest.raises(UsageError) as caught:
        catalog.render("readme")
    assert str(caught.value).endswith(
        " is part of this page; give run=, or write it with 'unisurvey render'"
    )


def test_render_refuses_what_is_no_target(catalog):
    with pytest.raises(UnknownValueError):
        catalog.render("feeds")


@pytest.mark.parametrize("wanted", ["toy-show", "toy-bare", "plain-set", "tb"])
def test_a_record_shows_itself_in_a_notebook(catalog, wanted):
    record = catalog[wanted]

    tree = html.fromstring(record._repr_html_())

    assert tree.xpath("//tr[1]/td/text()") == [record.id]
    assert len(tree.findall(".//li")) == len(record.sources) + len(
        record.corrections or ()
    )


def test_a_record_shows_lists_links_teams_and_notes(catalog):
    tree = html.fromstring(catalog["toy-show"]._repr_html_())

    cells = {
        row.findtext("th"): "".join(row.find("td").itertext())
        for row in tree.iter("tr")
    }
    assert cells["authors"] == "Văn Nguyễn, Ada van der Maaten Jr., Toy Team"
    assert "stated 32; active 3" in cells["model.variants"]
    assert cells["repository.archived"] == "no"
    assert (cells["status.kind"], cells["status.by"]) == ("superseded", "toy-any")
    assert cells["links.code"] == "https://github.com/toy/show"
    assert "A note for readers." in tree.xpath("//p/text()")
    assert tree.xpath("//a[text()='2503.10001']/@href") == [
        "https://arxiv.org/abs/2503.10001"
    ]
    assert "model.backbone: survey-v6-table-1 says “LLaMA”; " in tree.text_content()


@pytest.mark.parametrize(
    ("text", "kind", "filters"),
    [
        ("toy", None, {}),
        ("toy", "models", {}),
        ("toy", "datasets", {}),
        ("toyy shwo", None, {}),
        ("toy", None, {"mask": "causal"}),
        ("lobster", None, {}),
    ],
)
def test_works_are_found_as_on_the_command_line(toy, run, text, kind, filters):
    catalog = unisurvey.load_catalog(toy)
    options = [f"--{name}={value}" for name, value in filters.items()]
    options += ["--kind", kind] if kind else []

    found = catalog.search(text, kind, **filters)

    ids = run("search", text, *options, "--format", "ids", root=toy).stdout.split()
    assert [record.id for record in found] == [name.split("/")[-1] for name in ids]
    assert list(catalog.search(text, kind, limit=1, **filters)) == list(found[:1])
    assert found.kind == kind or kind is None


def test_an_unknown_filter_of_a_search_is_refused(toy):
    with pytest.raises(UsageError, match="unknown filter 'colour'"):
        unisurvey.load_catalog(toy).search("toy", colour="red")


def test_records_are_compared_and_counted_as_on_the_command_line(toy, run):
    catalog = unisurvey.load_catalog(toy)

    found = catalog.compare("toy-show", "toy-any")

    assert found.ids == ("toy-show", "toy-any")
    shown = json.loads(
        run("stats", "--by", "mask", "--format", "json", root=toy).stdout
    )
    assert catalog.stats("mask") == shown
    assert catalog.stats("mask", mask="causal") == {"causal": 1}
    near = run("related", "toy-show", "--format", "ids", root=toy).stdout.split()
    assert [record.id for record in catalog.related("toy-show")] == near
    assert len(catalog.related("toy-show", limit=1)) == 1
    for wrong in (("toy-show",), ("toy-show", "datasets/toy-sets")):
        with pytest.raises(UsageError, match="two or more records of one kind"):
            catalog.compare(*wrong)


def test_a_record_is_shown_by_names(toy):
    catalog = unisurvey.load_catalog(toy)
    record = catalog["toy-show"]

    assert str(record) == "model toy-show: Toy-Show"
    assert str(catalog["datasets/toy-sets"]) == "dataset toy-sets: Toy_Sets"
    shown = catalog.shown(record)
    assert shown["backbone"] == "Qwen2.5-VL-32B"
    assert shown["url"] == "https://arxiv.org/abs/2503.10001"
    assert "" not in shown.values()
