"""The Python API: the catalogue with everything that can be made of it."""

from unisurvey.api.catalog import Catalog, load_catalog
from unisurvey.api.selection import Selection, to_bibtex

__all__ = ["Catalog", "Selection", "load_catalog", "to_bibtex"]
