"""Every link inside the repository leads somewhere."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

REPOSITORY = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for path in (*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md"))
)


CONTENTS = re.compile(r"^## Contents$|^\*\*Newest models", re.MULTILINE)
ROW_ANCHOR = re.compile(r'<a id="(.*?)"></a>')


def github_anchor(heading):
    """GitHub's rule, written from its documentation and not from our code."""
    kept = [c for c in heading.strip().lower() if c.isalnum() or c in "-_ "]
    return "".join(kept).replace(" ", "-")


@cache
def read(page):
    """Return the fragments of a page's headings and the targets of its links."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text())
    seen: Counter[str] = Counter()
    fragments = []
    links = []
    for before, token in pairwise(tokens):
        if token.type != "inline" or token.children is None:
            continue
        if before.type == "heading_open":
            text = "".join(c.content for c in token.children if c.type != "html_inline")
            fragment = github_anchor(text)
            count = seen[fragment]
            fragments.append(f"{fragment}-{count}" if count else fragment)
            seen[fragment] += 1
        links += [
            str(child.attrs["href"])
            for child in token.children
            if child.type == "link_open"
        ]
    return fragments, links


@cache
def places(page):
    """Return what a link can lead to on a page."""
    return {*read(page)[0], *ROW_ANCHOR.findall(page.read_text())}


@pytest.mark.parametrize("page", PAGES)
def test_links_within_the_repository_lead_to_files_and_headings(page):
    _, links = read(REPOSITORY / page)
    inside = [link for link in links if not re.match(r"[a-z]+:", link)]

    broken = []
    for link in inside:
        path, _, fragment = unquote(link).partition("#")
        own = REPOSITORY / page
        target = (own.parent / path).resolve() if path else own
        if not target.exists() or (fragment and fragment not in places(target)):
            broken.append(link)

    assert broken == []


def test_the_contents_lead_to_each_section_once():
    fragments, links = read(REPOSITORY / "README.md")
    _, contents, _ = CONTENTS.split((REPOSITORY / "README.md").read_text(), 2)
    named = re.findall(r"\]\(#(.*?)\)", contents)

    assert set(map("#{}".format, named)) <= set(links)
    assert named == fragments[fragments.index("quick-start") + 1 :]


def test_every_row_of_the_readme_has_its_anchor_for_itself():
    fragments, _ = read(REPOSITORY / "README.md")
    rows = set(ROW_ANCHOR.findall((REPOSITORY / "README.md").read_text()))

    assert len(rows) > 400
    assert not rows & set(fragments)
    for row in rows:
        folder, _, name = row.rpartition("/")
        assert (REPOSITORY / "data" / (folder or "papers") / f"{name}.yaml").exists()
