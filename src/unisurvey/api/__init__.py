"""The Python API: the catalogue with everything that can be made of it."""

from unisurvey.api.bibliography import to_bibtex
from unisurvey.api.catalog import Catalog, load_catalog
from unisurvey.api.selection import Selection

__all__ = ["Catalog", "Selection", "load_catalog", "to_bibtex"]
