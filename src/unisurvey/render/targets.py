"""Every generated file: its path and the text it should hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.errors import InvalidTemplateError, UnknownValueError
from unisurvey.files import read_regular
from unisurvey.root import data_directory
from unisurvey.text.changes import changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from unisurvey.errors import Problem
    from unisurvey.figures.picture import Picture
    from unisurvey.records import Catalog
    from unisurvey.views.readme import Run

    Files = Iterator[tuple[str, str]]
    """Path below the root and text of each."""


@dataclass(frozen=True)
class Target:
    """One kind of output."""

    name: str
    """As named on the command line."""

    help: str
    files: Callable[[Catalog, Run], Files]

    shows_commands: bool = False
    """Whether it runs command lines and shows what they print."""

    draws: bool = False
    """Whether it needs the optional library that draws."""


def _page(catalog: Catalog, path: str, values: dict[str, Any]) -> tuple[str, str]:
    """Return a path and the template of its name, filled with values."""
    from unisurvey.render.environment import render_template

    return path, render_template(catalog, f"{path.rpartition('/')[2]}.j2", values)


def _readme(catalog: Catalog, run: Run) -> Files:
    from unisurvey.render.own_text import check_kept, own_texts
    from unisurvey.views.readme import readme

    alt = {name: picture.alt for name, picture in _shown(catalog)}
    own = own_texts(catalog.root / "README.md")
    values = {**readme(catalog, run), "alt": alt, "own": own}
    path, text = _page(catalog, "README.md", values)
    check_kept(catalog.root / path, text, own)
    yield path, text


def _tables(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.render.environment import render_template
    from unisurvey.views.survey import survey_table

    for table in catalog.vocabularies.about.tables:
        values = survey_table(table, catalog)
        for suffix in ("md", "tex"):
            text = render_template(catalog, f"table.{suffix}.j2", values)
            yield f"docs/tables/{table.file}.{suffix}", text


def _figures(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.views.taxonomy import taxonomy_figure

    if catalog.models:
        yield _page(catalog, "docs/figures/taxonomy.tex", taxonomy_figure(catalog))


def _shown(catalog: Catalog) -> Iterator[tuple[str, Picture]]:
    """Yield name and content of the figures that show something.

    One that cannot be drawn here is left out, unless it was drawn before: a page names no
    picture that is not there.
    """
    from unisurvey.figures.drawing import FIGURES, can_draw, shown

    able = can_draw()
    for name, each in FIGURES.items():
        there = able or (catalog.root / f"docs/figures/{name}.svg").is_file()
        if there and (records := catalog.records(each.kind)):
            picture = shown(name, catalog, records)
            if not picture.is_empty:
                yield name, picture


def _pictures(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.figures.drawing import svg

    for name, picture in _shown(catalog):
        yield f"docs/figures/{name}.svg", svg(name, picture)


def _screens(catalog: Catalog, run: Run) -> Files:
    from unisurvey.views.readme import screens

    for screen in screens(catalog):
        path = f"docs/figures/terminal-{screen['name']}.svg"
        yield path, run(screen["line"], "picture")


def _corrections(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.views.survey import corrections

    if catalog.vocabularies.about.publications:
        yield _page(catalog, "docs/CORRECTIONS.md", corrections(catalog))


def _references(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.views.survey import references

    survey = catalog.vocabularies.about.survey
    if survey and survey.references:
        yield _page(catalog, "docs/references.md", references(survey, catalog))


def _coverage(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.views.coverage import coverage

    if catalog.vocabularies.lists.entries:
        yield _page(catalog, "docs/coverage.md", coverage(catalog))


def _challenges(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.views.challenges import challenges

    if catalog.vocabularies.challenges.entries:
        yield _page(catalog, "docs/challenges.md", challenges(catalog))


def _scores(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.render.environment import render_template
    from unisurvey.views.boards import score_index, score_pages

    if rows := score_index(catalog):
        shown = _shown(catalog)
        alt = {name: each.alt for name, each in shown if name.startswith("scores")}
        values = {"rows": [*rows.values()], "pictures": alt}
        index = render_template(catalog, "scores.md.j2", values)
        yield "docs/scores/README.md", index
    for benchmark, values in score_pages(catalog):
        text = render_template(catalog, "board.md.j2", values)
        yield f"docs/scores/{benchmark.id}.md", text


def _foundations(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.figures.foundations import SHOWS
    from unisurvey.views.foundations import PAGE, foundations

    shown = dict(_shown(catalog))
    pictures: dict[str, tuple[str, str]] = {
        drawn: (name, shown[name].alt)
        for name, every in SHOWS.items()
        for drawn in every
        if name in shown
    }
    for section in catalog.vocabularies.sections:
        if section.page == PAGE:
            yield _page(catalog, PAGE, foundations(section, catalog, pictures))


def _taxonomy(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.views.taxonomy import taxonomy_guide

    yield _page(catalog, "docs/taxonomy.md", taxonomy_guide(catalog))


def _sql(catalog: Catalog, run: Run) -> Files:
    from unisurvey.sql.guide import sql_guide

    yield _page(catalog, "docs/sql.md", sql_guide(catalog, run))


def _problems(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.views.problems import problems

    yield _page(catalog, "docs/problems.md", {"groups": problems()})


def _bib(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.bib.bibtex import to_bibtex

    papers = sorted(catalog.papers, key=lambda paper: paper.key)
    name = f"{catalog.vocabularies.about.stem}.bib"
    yield name, to_bibtex(papers, catalog.vocabularies)


def _feed(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.export.feed import LENGTH, feed, to_atom
    from unisurvey.views.news import additions

    newest = additions(catalog)[:LENGTH]
    items = feed(catalog, newest, base="../", address="feed.xml")
    yield "docs/feed.xml", to_atom(items)


def _guides(catalog: Catalog, run: Run) -> Files:
    from unisurvey.render.guides import guides, refreshed

    for path, text in guides(catalog.root):
        yield path, refreshed(path, text, run)


def _schemas(catalog: Catalog, _run: Run) -> Files:
    from unisurvey.schema.jsonschema import SCHEMAS, schema_path, schema_text

    for name in SCHEMAS:
        yield schema_path(name), schema_text(name, catalog.vocabularies)


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
        Target("coverage", "docs/coverage.md", _coverage),
        Target("foundations", "docs/foundations.md", _foundations),
        Target("challenges", "docs/challenges.md", _challenges),
        Target("scores", "docs/scores/*.md", _scores),
        Target("taxonomy", "docs/taxonomy.md", _taxonomy),
        Target("problems", "docs/problems.md", _problems),
        Target("sql", "docs/sql.md", _sql, shows_commands=True),
        Target("bib", "NAME.bib", _bib),
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
            `picture` as second argument a picture of such a terminal.

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


def places(root: Path) -> list[Path]:
    """Return the files and folders that outputs are made from and written to."""
    below = ("templates", "docs", "schemas", "README.md")
    return [
        data_directory(root),
        *(root / n for n in below),
        *sorted(root.glob("*.bib")),
    ]


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
    return changes(old, text, str(path), "rendered")
