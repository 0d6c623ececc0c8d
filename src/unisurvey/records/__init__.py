"""Finding, reading and holding the records."""

from unisurvey.records.catalog import (
    SELECTABLE,
    Catalog,
    ScoreFiles,
    clear_name,
    folder_of,
    kind_named,
    name_of,
    names_of,
    short_name,
)
from unisurvey.records.loading import Loaded, load, load_catalog
from unisurvey.records.reader import shown_path
from unisurvey.root import find_root

__all__ = [
    "SELECTABLE",
    "Catalog",
    "Loaded",
    "ScoreFiles",
    "clear_name",
    "find_root",
    "folder_of",
    "kind_named",
    "load",
    "load_catalog",
    "name_of",
    "names_of",
    "short_name",
    "shown_path",
]
