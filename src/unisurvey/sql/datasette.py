"""What Datasette shows beside the data: descriptions, facets and questions to ask.

Convention: https://docs.datasette.io/en/stable/metadata.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.sql.sqlite import ABOUT, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.sql.sqlite import Database, Table

_SEARCH = {
    "find": {
        "title": "Search every record",
        "description": "Words in any order; NOT before a word leaves out, word* begins with.",
        "sql": "SELECT kind, id, name, title, section FROM search\n"
        "WHERE search MATCH CASE trim(:words) WHEN '' THEN '\"\"' ELSE :words END\n"
        "ORDER BY bm25(search, 0, 0, 10, 5)",
    }
}


def datasette_metadata(
    database: Database, name: str, questions: Iterable[Mapping[str, str]]
) -> dict[str, Any]:
    """Return the content of `metadata.json`.

    Tables that hold lists of other tables' rows, and where facts come from, are hidden: the
    views show the lists, and SQL reads them all the same.

    Args:
        database: What was written.
        name: Stem of its file, by which Datasette calls it.
        questions: Each with `question` and `query`, to be asked by a click.
    """
    things: tuple[Table | View, ...] = (*database.all_tables, *database.views)
    tables: dict[str, dict[str, Any]] = {
        thing.name: {"description": thing.about, "columns": {}, **_shown(thing)}
        for thing in things
    }
    for row in database.descriptions:
        if row.column is not None:
            tables[row.table]["columns"][row.column] = row.about
    facts = {
        "title": database.title,
        "description": database.about,
        "license": database.license,
        "license_url": database.license_url,
        "source_url": database.source_url,
    }
    facts = {name: fact for name, fact in facts.items() if fact}
    queries = {
        "-".join(re.findall(r"\w+", asked["question"].lower())): {
            "title": asked["question"],
            "sql": asked["query"].strip(),
        }
        for asked in questions
    }
    held = {**facts, "tables": tables, "queries": {**_SEARCH, **queries}}
    return {**facts, "databases": {name: held}}


def _shown(thing: Table | View) -> dict[str, Any]:
    """Return how a table or view is shown: narrowed by, sorted and labelled."""
    if isinstance(thing, View):
        names = [name for name, _ in thing.columns]
        facets = {"facets": list(thing.facets)} if thing.facets else {}
        return facets | ({"sort_desc": "date"} if "date" in names else {})
    if thing.key != ("id",):
        return {} if thing.full_text or thing.name == ABOUT.name else {"hidden": True}
    names = [column.name for column in thing.columns]
    label = {"label_column": "name"} if "name" in names else {}
    return label | ({"sort_desc": "date"} if "date" in names else {})
