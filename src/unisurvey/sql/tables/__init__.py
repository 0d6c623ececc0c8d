"""The catalogue as a relational database: its tables, their rows and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.sql.sqlite import Database
from unisurvey.sql.tables.parts import part_tables, provenance_tables
from unisurvey.sql.tables.records import record_tables
from unisurvey.sql.tables.scores import score_tables
from unisurvey.sql.tables.views import views
from unisurvey.sql.tables.vocabularies import search_table, vocabulary_tables

if TYPE_CHECKING:
    from unisurvey.records import Catalog

__all__ = ["database"]


def database(catalog: Catalog) -> Database:
    """Return the tables and views with the rows of every record."""
    about = catalog.vocabularies.about
    return Database(
        name=about.stem,
        title=about.heading,
        about=f"{about.description or about.heading} NULL means not known.",
        license=about.license,
        license_url=about.license_url,
        source_url=about.home,
        tables=(
            *record_tables(catalog),
            *part_tables(catalog),
            *vocabulary_tables(catalog),
            *provenance_tables(catalog),
            *score_tables(catalog),
            search_table(catalog),
        ),
        views=views(),
    )
