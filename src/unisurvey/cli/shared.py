"""What several commands of one process have in common."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.sql.sqlite import LazyDatabase


class SharedCatalog:
    """One catalogue, and one database of it, for commands that run one after the other."""

    def __init__(self, catalog: Catalog) -> None:
        from unisurvey.scores.comparing import comparing

        self.catalog = comparing(catalog)

    @cached_property
    def database(self) -> LazyDatabase:
        """The records as tables."""
        from unisurvey.sql.sqlite import LazyDatabase
        from unisurvey.sql.tables import database

        return LazyDatabase(database(self.catalog))

    def close(self) -> None:
        """Free the database's memory."""
        if "database" in self.__dict__:
            self.database.close()
