"""What the guide to SQL shows: the tables, and questions with their answers.

The questions are those of `templates/sql.toml` in the root, else of `guide.toml` here.
"""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    own = catalog.root / "templates" / "sql.toml"
    chosen = own if own.exists() else Path(__file__).with_suffix(".toml")
    text = read_regular(chosen).decode()
    things: dict[str, dict[str, Any]] = {}
    for row in made.descriptions:
        if row.column is None:
            things[row.table] = {"about": row.about, "kind": row.kind, "columns": []}
        else:
            refers = f" In `{row.refers}`." if row.refers else ""
            entry = (row.column, row.type, row.about + refers)
            things[row.table]["columns"].append(entry)
    return {
        "examples": [
            {**asked, "output": run(f"unisurvey sql {shlex.quote(asked['query'])}")}
            for asked in tomllib.loads(text)["questions"]
        ],
        "things": [{"name": name, **thing} for name, thing in things.items()],
    }
