"""Every generated file: its path and the text it should hold."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.errors import InvalidTemplateError, UnknownValueError
from unisurvey.files import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from unisurvey.errors import Problem
    from unisurvey.records import Catalog
    from unisurvey.views.readme import Run


@dataclass(frozen=True)
class Target:
    """One kind of output."""

    name: str
    """As named on the command line."""

    help: str
    files: Callable[[Catalog, Run], Iterator[tuple[str, str]]]
    """Yields path below the root and text."""

    shows_commands: bool = False
    """Whether it runs command lines and shows what they print."""

    draws: bool = False
    """Whether it needs the optional library that draws."""


def _readme(catalog: Catalog, run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.environment import render_template
    from unisurvey.render.pictures import alt_texts
    from unisurvey.views.readme import readme

    values = {**readme(catalog, run), "alt": alt_texts(catalog)}
    yield "README.md", render_template(catalog, "README.md.j2", values)


def _tables(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.environment import render_template
    from unisurvey.views.survey import TABLES

    for name, build in TABLES.items():
        values = {**build(catalog), "name": name}
        for suffix in ("md", "tex"):
            text = render_template(catalog, f"table.{suffix}.j2", values)
            yield f"docs/tables/{name}.{suffix}", text


def _figures(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.environment import render_template
    from unisurvey.views.taxonomy import taxonomy_figure

    values = taxonomy_figure(catalog)
    yield (
        "docs/figures/taxonomy.tex",
        render_template(catalog, "taxonomy.tex.j2", values),
    )


def _pictures(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.pictures import pictures

    yield from pictures(catalog)


def _screens(catalog: Catalog, run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.pictures import screens

    yield from screens(catalog, run)


def _corrections(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.environment import render_template
    from unisurvey.views.survey import corrections

    values = corrections(catalog)
    yield "docs/CORRECTIONS.md", render_template(catalog, "CORRECTIONS.md.j2", values)


def _references(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.environment import render_template
    from unisurvey.views.survey import references

    values = references(catalog)
    yield "docs/references.md", render_template(catalog, "references.md.j2", values)


def _taxonomy(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.environment import render_template
    from unisurvey.views.taxonomy import taxonomy_guide

    values = taxonomy_guide(catalog)
    yield "docs/taxonomy.md", render_template(catalog, "taxonomy.md.j2", values)


def _sql(catalog: Catalog, run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.environment import render_template
    from unisurvey.sql.guide import sql_guide

    yield "docs/sql.md", render_template(catalog, "sql.md.j2", sql_guide(catalog, run))


def _problems(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.environment import render_template
    from unisurvey.views.problems import problems

    yield (
        "docs/problems.md",
        render_template(catalog, "problems.md.j2", {"groups": problems()}),
    )


def _bib(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.bib.bibtex import to_bibtex

    papers = sorted(catalog.papers, key=lambda paper: paper.key)
    yield "unisurvey.bib", to_bibtex(papers, catalog.vocabularies)


def _feed(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.export.feed import LENGTH, feed, to_atom
    from unisurvey.views.news import additions

    newest = additions(catalog)[:LENGTH]
    yield (
        "docs/feed.xml",
        to_atom(feed(catalog, newest, base="../", address="feed.xml")),
    )


def _guides(catalog: Catalog, run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.render.guides import guides, refreshed

    for path, text in guides(catalog.root):
        yield path, refreshed(path, text, run)


def _schemas(catalog: Catalog, _run: Run) -> Iterator[tuple[str, str]]:
    from unisurvey.schema.jsonschema import SCHEMAS, schema_text

    for name in SCHEMAS:
        yield f"schemas/{name}.schema.json", schema_text(name, catalog.vocabularies)


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("readme", "README.md", _readme, shows_commands=True),
        Target("tables", "docs/tables/*.md and *.tex", _tables),
        Target("figures", "docs/figures/*.tex", _figures),
        Target("pictures", "docs/figures/*.svg", _pictures, draws=True),
        Target("screens", "docs/figures/terminal-*.svg", _screens, shows_commands=True),
        Target("corrections", "docs/CORRECTIONS.md", _corrections),
        Target("references", "docs/references.md", _references),
        Target("taxonomy", "docs/taxonomy.md", _taxonomy),
        Target("problems", "docs/problems.md", _problems),
        Target("sql", "docs/sql.md", _sql, shows_commands=True),
        Target("bib", "unisurvey.bib", _bib),
        Target("feed", "docs/feed.xml", _feed),
        Target("guides", "examples in docs/*.md", _guides, shows_commands=True),
        Target("schemas", "schemas/*.schema.json", _schemas),
    )
}
"""Name → output, in the order of rendering."""


def outputs(
    catalog: Catalog, names: tuple[str, ...], run: Run
) -> Iterator[tuple[Path, str]]:
    """Yield path and text of every file of the named targets; none named means all.

    Records of which something is unverified are left out. Targets that this machine is `unable` to make are left out.

    Args:
        catalog: What to render; nothing else decides the text.
        names: Of `TARGETS`.
        run: Returns what a command line prints, for pages that show commands; with
            `light` or `dark` as second argument a picture of such a terminal.

    Raises:
        UnknownValueError: there is no such target.
        InvalidTemplateError: after the last file; with the problems of all targets.
    """
    for name in names:
        if name not in TARGETS:
            raise UnknownValueError("target", name, TARGETS)
    missing = unable(names)
    catalog = catalog.confirmed()
    problems: list[Problem] = []
    for name in names or TARGETS:
        if name in missing:
            continue
        try:
            for path, text in TARGETS[name].files(catalog, run):
                yield catalog.root / path, text
        except InvalidTemplateError as error:  # the others may have problems too
            problems += error.problems
    if problems:
        raise InvalidTemplateError(tuple(dict.fromkeys(problems)))


def unable(names: tuple[str, ...]) -> list[str]:
    """Return the targets, of those named or of all, that need what is not installed."""
    from unisurvey.figures.drawing import can_draw

    drawn = [name for name in names or TARGETS if TARGETS[name].draws]
    return [] if not drawn or can_draw() else drawn


def stale(path: Path, text: str) -> str:
    """Return a unified diff from the file on disk to its text; empty when equal.

    A picture's lines say nothing to people, so of a picture it only says that it differs.
    """
    old = read_regular(path).decode(errors="replace") if path.is_file() else ""
    if path.suffix == ".svg":
        return "" if old == text else f"{path} is not the picture that is rendered\n"
    lines = difflib.unified_diff(
        old.splitlines(keepends=True),
        text.splitlines(keepends=True),
        str(path),
        f"{path} (rendered)",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
