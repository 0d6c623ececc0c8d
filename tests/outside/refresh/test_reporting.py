"""Reports: stable, complete, and unable to carry markup of others."""

import json

import pytest
from markdown_it import MarkdownIt
from tests.outside.refresh.conftest import OWL

from unisurvey.outside.refresh.reporting import FORMATS, to_markdown, to_text


@pytest.fixture
def found(world, owl, ask):
    """A run with something of every kind."""
    pages = ("code", "demo", "project", "weights")
    lines = "".join(f"  {name}: {world.page(name)}\n" for name in pages)
    owl(f"links:\n{lines}", "links")
    world.pages = {
        "code": "fine",
        "demo": (403, {}, "no"),
        "weights": (301, {"location": world.page("code")}, ""),
    }
    world.publish("dblp", "ICLR", 2025)
    world.publish("openreview", "ICLR 2025 Poster", 2025)
    world.broken["crossref"] = "<html>"
    return ask("links", "venues").found


def test_the_text_tells_everything(found, world):
    url = world.server.url
    assert to_text(found) == (
        "data/papers/owl.yaml\n"
        "  certain: published: OpenReview and DBLP say iclr-2025\n"
        "    venue: not stated → iclr-2025\n"
        f"dead: {url}/pages/project (HTTP status 404)\n"
        "  data/papers/owl.yaml links.project\n"
        f"moved: {url}/pages/weights → {url}/pages/code\n"
        "  data/papers/owl.yaml links.weights\n"
        f"undecidable: {url}/pages/demo (HTTP status 403)\n"
        "  data/papers/owl.yaml links.demo\n"
        "could not be asked: crossref (1 of 1): expected JSON, got '<html>'\n"
    )


def test_the_markdown_is_one_issue(found, world):
    url = world.server.url
    assert to_markdown(found, found.changes) == (
        "1 change (1 certain), 1 dead link, 1 moved, 1 undecidable of 4 links.\n"
        "\n## Dead links\n\n"
        "| link | why | where |\n|---|---|---|\n"
        f"| <{url}/pages/project> | `HTTP status 404` | "
        "`data/papers/owl.yaml` links.project |\n"
        "\n\n## Moved for good\n\n"
        "| link | new address | where |\n|---|---|---|\n"
        f"| <{url}/pages/weights> | `{url}/pages/code` | "
        "`data/papers/owl.yaml` links.weights |\n"
        "\n\n## Changes\n\n"
        "- [x] `data/papers/owl.yaml` published (written): "
        "`OpenReview and DBLP say iclr-2025`\n"
        "  - venue: `not stated` → `iclr-2025` (<https://openreview.net/forum?id=owl1>)\n"
        "\n\n<details><summary>Undecidable: look at them in a browser (1)</summary>\n\n"
        "| link | why | where |\n|---|---|---|\n"
        f"| <{url}/pages/demo> | `HTTP status 403` | "
        "`data/papers/owl.yaml` links.demo |\n"
        "\n</details>\n"
        "\n\n## Could not be asked\n\n"
        "- crossref, 1 of 1: `expected JSON, got '<html>'`\n"
    )


def test_the_json_has_everything_by_name(found):
    whole = json.loads(FORMATS["json"](found, ()))

    assert list(whole) == ["changes", "links", "gaps"]
    (change,) = whole["changes"]
    assert change == {
        "record": "papers/owl",
        "file": "data/papers/owl.yaml",
        "kind": "published",
        "state": "certain",
        "note": "OpenReview and DBLP say iclr-2025",
        "edits": [
            {
                "field": "venue",
                "old": None,
                "new": "iclr-2025",
                "source": "https://openreview.net/forum?id=owl1",
            }
        ],
    }
    assert [link["verdict"] for link in whole["links"]] == [
        *("alive", "undecidable", "dead", "alive"),
    ]
    assert list(whole["links"][0]) == [
        *("url", "verdict", "status", "reason", "moved_to", "uses"),
    ]
    assert list(whole["gaps"][0]) == ["service", "reason", "missed", "asked"]


@pytest.mark.parametrize(
    "title",
    [
        "Owl `code` @maintainers &lt;img src=x&gt; A Bird",
        "Owl | A Bird | [x](https://example.org) ``` #1",
        "`",
    ],
)
def test_what_services_say_stays_code_in_markdown(title, world, ask):
    world.versions["2501.10001"] = {"title": title, "authors": OWL["authors"]}

    text = to_markdown(ask("versions").found)

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    plain = "".join(c.content for c in inline if c.type == "text")
    links = {c.attrs["href"] for c in inline if c.type == "link_open"}
    assert "@" not in plain
    assert "#1" not in plain
    assert not any(c.type in {"html_inline", "html_block"} for c in (*tokens, *inline))
    assert links <= {
        "https://arxiv.org/abs/2501.10001",
        "https://arxiv.org/abs/2501.10001v2",
    }
