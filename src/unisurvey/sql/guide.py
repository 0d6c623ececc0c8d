"""What the guide to SQL shows: the tables, and questions with their answers.

The questions are those of `templates/sql.toml` in the root, else of `guide.toml` here.
"""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unisurvey.fields import FIELDS
from unisurvey.fields.field import is_known
from unisurvey.files import read_regular
from unisurvey.sql.tables import database

if TYPE_CHECKING:
    from collections.abc import Callable

    from unisurvey.records import Catalog


def sql_guide(catalog: Catalog, run: Callable[[str], str]) -> dict[str, Any]:
    """Return the values of the guide's template.

    Args:
        catalog: What is asked.
        run: Returns what a command line prints.
    """
    made = database(catalog)
    things: dict[str, dict[str, Any]] = {}
    silent = _silent(catalog)
    for row in made.descriptions:
        if {row.table, row.column} & silent:
            continue
        if row.column is None:
            things[row.table] = {"about": row.about, "kind": row.kind, "columns": []}
        else:
            refers = f" In `{row.refers}`." if row.refers else ""
            entry = (row.column, row.type, row.about + refers)
            things[row.table]["columns"].append(entry)
    return {
        "examples": [
            {**asked, "output": run(f"unisurvey sql {shlex.quote(asked['query'])}")}
            for asked in questions(catalog)
        ],
        "things": [{"name": name, **thing} for name, thing in things.items()],
    }


def questions(catalog: Catalog) -> list[dict[str, str]]:
    """Return what the guide asks, each with `question` and `query`."""
    own = catalog.root / "templates" / "sql.toml"
    chosen = own if own.exists() else Path(__file__).with_suffix(".toml")
    found: list[dict[str, str]] = tomllib.loads(read_regular(chosen).decode())[
        "questions"
    ]
    return found


def _silent(catalog: Catalog) -> frozenset[str]:
    """Return the tables and columns that say nothing in this catalogue."""
    unasked = catalog.vocabularies.unasked
    stating: dict[str, bool] = {}
    for kind in FIELDS:
        for field in FIELDS[kind]:
            said = field.name not in unasked or any(
                is_known((field.stored.of or field.value)(record, catalog))
                for record in catalog.records(kind)
            )
            for place in (field.stored.table, field.stored.column or field.name):
                stating[place] = stating.get(place, False) or said
    return frozenset(place for place, states in stating.items() if not states)
