"""Views of the database: the text of `views.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from unisurvey.fields import by_name
from unisurvey.files import read_regular
from unisurvey.sql.sqlite import View


def views() -> tuple[View, ...]:
    """Return the views in the order in which they are listed."""
    text = read_regular(Path(__file__).with_suffix(".toml")).decode()
    return tuple(
        View(
            name,
            view["about"],
            tuple(
                (column, about or by_name()[column].meaning)
                for column, about in view["columns"].items()
            ),
            view["query"],
            tuple(view.get("facets", ())),
        )
        for name, view in tomllib.loads(text).items()
    )
