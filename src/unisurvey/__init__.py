"""The reference library of the survey of unified multimodal models.

Public names are loaded when they are first used, so that `import unisurvey` and the
command line's help cost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unisurvey.api import Catalog, Selection, load_catalog, to_bibtex
    from unisurvey.errors import (
        InvalidCatalogError,
        Problem,
        RootError,
        SurveyError,
        UnknownRecordError,
        UnknownValueError,
        UsageError,
    )
    from unisurvey.schema import Benchmark, Dataset, Model, Paper

__version__ = "0.1.0"

DATA_RELEASE = "2026-11-29"
"""Day of the release of the catalogue that the package carries."""

__all__ = [
    "Benchmark",
    "Catalog",
    "Dataset",
    "InvalidCatalogError",
    "Model",
    "Paper",
    "Problem",
    "RootError",
    "Selection",
    "SurveyError",
    "UnknownRecordError",
    "UnknownValueError",
    "UsageError",
    "__version__",
    "load_catalog",
    "to_bibtex",
]

_ROOMS = ("errors", "schema", "api")


def __getattr__(name: str) -> Any:
    if name in __all__:
        for room in _ROOMS:
            module = import_module(f"unisurvey.{room}")
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module 'unisurvey' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
