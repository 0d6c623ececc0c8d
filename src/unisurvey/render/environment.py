"""The jinja2 environment of the templates."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from itertools import starmap
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from unisurvey.bib.tex.writer import definitions
from unisurvey.fields.attributes import BEYOND
from unisurvey.render import latex, markdown
from unisurvey.render.boards import score_table
from unisurvey.render.own_text import placed
from unisurvey.render.templates import Templates, explained
from unisurvey.text import inline
from unisurvey.text.inline import anchor, anchors
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jinja2.runtime import Context

    from unisurvey.records import Catalog
    from unisurvey.schema import Vocabularies

_STARS = "https://img.shields.io/github/stars/{}?style=flat&label=%E2%98%85"
"""A picture of the number of stars of a repository of GitHub."""

_HYPHEN = "\N{NON-BREAKING HYPHEN}"


@lru_cache(maxsize=4)
def _environment(root: Path) -> ImmutableSandboxedEnvironment:
    """Return the environment; a template is anybody's, so that it runs in a sandbox."""
    environment = ImmutableSandboxedEnvironment(
        loader=Templates(root),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "md": inline.escape,
        "anchor": anchor,
        "cell": cell,
        "link": inline.link,
        "unbroken": unbroken,
        "tex": latex.text,
    }
    pieces = (contents, picture, section_anchors, field_table, own_text)
    tables = (row_table, cell_table, correction_table, reference_table, section_table)
    environment.globals |= {
        **{piece.__name__: piece for piece in (*tables, *pieces, score_table)},
        "tex_columns": latex.columns,
        "tex_header": latex.header,
        "tex_row": latex.row,
        "tex_size": latex.size,
        "tex_stand_ins": definitions,
    }
    return environment


@lru_cache(maxsize=4)
def _tex_environment(root: Path) -> ImmutableSandboxedEnvironment:
    """Return the environment with delimiters that TeX leaves to the templates."""
    return _environment(root).overlay(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        keep_trailing_newline=True,
    )


def picture(name: str, alt: str, folder: str = "docs/figures") -> str:
    """Return one of `docs/figures/` as HTML."""
    return f'<img src="{folder}/{name}.svg" width="830" alt="{escape(alt)}">\n'


@pass_context
def own_text(context: Context, name: str) -> str:
    """Return a place for what somebody types into the page, and what stands there."""
    return placed(name, context["own"])


def section_anchors(sections: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Return the fragment of each section's heading by the section's id."""
    every = list(_walk(sections))
    fragments = anchors(section["heading"] for section in every)
    return {s["id"]: fragment for s, fragment in zip(every, fragments, strict=True)}


def _walk(sections: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for section in sections:
        yield section
        yield from _walk(section["children"])


def contents(sections: Sequence[dict[str, Any]]) -> str:
    """Return links to the sections: a line for each at the top, its own ones on it."""
    fragments = section_anchors(sections)

    def linked(section: dict[str, Any]) -> str:
        link = inline.link(section["heading"], f"#{fragments[section['id']]}")
        return f"{link} {section['count']}"

    lines = []
    for section in sections:
        below = " · ".join(map(linked, _walk(section["children"])))
        lines.append(f"- **{linked(section)}**{': ' if below else ''}{below}\n")
    return "".join(lines)


def unbroken(date: str | None) -> str:
    """Return a date that no narrow column breaks into two lines."""
    return (date or ABSENT).replace("-", _HYPHEN)


def row_table(section: dict[str, Any]) -> str:
    """Return the table of one README section."""
    headers = section["headers"]
    rows = map(_cells, section["rows"])
    return markdown.table(headers, ([row[h] for h in headers] for row in rows))


def _cells(row: dict[str, Any]) -> dict[str, str]:
    """Return what stands below each header; the first one holds the row's anchor."""
    cells = {
        **{header: _text(text) for header, text in row["listed"].items()},
        "Name": _text(row["name"]),
        "Title": _keyed_title(row),
        "Venue": _text(row["venue"]),
        "Date": unbroken(row["date"]) + (" <sup>new</sup>" if row["new"] else ""),
        "Backbone, size": _lines(
            map(inline.escape, _filled(row, "backbone", "parameters"))
        ),
        **dict.fromkeys(("Samples", "Size"), _text(row.get("size"))),
        "Links": _lines(_links(row)),
        "Link": _lines(_links(row)),
    }
    first = "Name" if row["name"] else "Title"
    cells[first] = f'<a id="{escape(row["anchor"])}"></a>{cells[first]}'
    return cells


def _keyed_title(row: dict[str, Any]) -> str:
    """Return the title with the key under which its work is cited."""
    key = row["key"] and f" <sub>{inline.link(row['key'], row['record'])}</sub>"
    beyond = BEYOND if row["beyond"] and not row["name"] else ""
    return f"{_title(row)}{beyond}{key or ''}"


def _links(row: dict[str, Any]) -> Iterator[str]:
    """Yield links to code, demo or home, what is known of the code and its stars of today."""
    if row.get("link"):
        yield inline.link("Link", row["link"])
    if row.get("code"):
        state = f" ({inline.escape(row['state'])})" if row["state"] else ""
        yield f"{inline.link('Code', row['code'])}{state}"
    if row.get("stars"):
        yield f"![stars]({inline.url(_STARS.format(row['stars']))})"
    if row.get("demo"):
        yield inline.link("Demo", row["demo"])


def _filled(row: dict[str, Any], *keys: str) -> Iterator[str]:
    return filter(None, map(row.get, keys))


def _lines(parts: Iterable[str]) -> str:
    """Return what stands below each other in a cell."""
    return "<br>".join(parts) or ABSENT


def _text(text: str | None) -> str:
    return inline.escape(text or ABSENT)


def _title(row: dict[str, Any]) -> str:
    return inline.link(row["title"], row["url"]) if row["title"] else ABSENT


def cell_table(
    headers: Sequence[str],
    rows: Iterable[Sequence[tuple[str | None, str | None]]],
    align: str = "",
) -> str:
    """Return a table from the text and link of each cell; `align` as of `table`."""
    ways = [unbroken if header == "Date" else str for header in headers]
    cells = (
        [
            inline.link(way(text or ABSENT), url)
            for way, (text, url) in zip(ways, row, strict=True)
        ]
        for row in rows
    )
    return markdown.table(headers, cells, align)


def reference_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return the numbered references."""
    cells = (
        [f"[{row['number']}]", _title(row), _text(row["venue"]), _text(row["cited"])]
        for row in rows
    )
    return markdown.table(("No.", "Title", "Venue", "Cited in"), cells, "r")


def section_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return sections with what belongs there, how many there are and a few of them."""
    headers = ("Section", "Name", "What belongs here", "Records", "Examples")
    cells = (
        [
            f"`{row['id']}`",
            inline.escape(row["name"]),
            _text(row["definition"]),
            str(row["count"]),
            ", ".join(starmap(inline.link, row["examples"])) or ABSENT,
        ]
        for row in rows
    )
    return markdown.table(headers, cells, "lllr")


def field_table(fields: Iterable[tuple[str, str | None, str]]) -> str:
    """Return names, types and meanings as a table, without a line end.

    There is no column of types where none is known.
    """
    rows = [[f"`{name}`", kind or "", cell(about)] for name, kind, about in fields]
    if any(kind for _, kind, _ in rows):
        return markdown.table(("Column", "Type", "Meaning"), rows).rstrip()
    return markdown.table(
        ("Column", "Meaning"), ([name, about] for name, _, about in rows)
    ).rstrip()


def cell(text: str) -> str:
    """Return our own Markdown as it stands in a cell of a table."""
    return text.replace("|", r"\|")


def correction_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return the corrections of one publication."""
    cells = (
        [
            *map(inline.escape, (row["name"], row["field"], row["was"])),
            _text(row["now"]),
            f"{inline.escape(row['reason'])} ({inline.link('source', row['source'])})",
        ]
        for row in rows
    )
    return markdown.table(("Record", "Field", "There", "Here", "Why"), cells)


def render_template(catalog: Catalog, name: str, values: dict[str, Any]) -> str:
    """Return a template of the root, else of the package, filled with values.

    Raises:
        InvalidTemplateError: neither has the template, or it has a mistake.
    """
    choose = _tex_environment if name.endswith(".tex.j2") else _environment
    own = catalog.root / "templates" / name
    known = {
        **_about(catalog.vocabularies),
        "origin": f"templates/{name}" if own.exists() else "the packaged template",
        **values,
    }
    with explained(name, catalog.root, known):
        return choose(catalog.root).get_template(name).render(known)


def _about(known: Vocabularies) -> dict[str, Any]:
    """Return what every template may say: of the catalogue, and its licence."""
    about = known.about
    license_ = known.licenses.by_id.get(about.license or "")
    return {
        "about": {**about.model_dump(mode="json"), "heading": about.heading},
        "stem": about.stem,
        "license": license_ and license_.name,
    }
