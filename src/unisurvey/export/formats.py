"""The bibliographic formats by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.export.cff import to_cff
from unisurvey.export.csl import to_csl_json
from unisurvey.export.hayagriva import to_hayagriva
from unisurvey.export.ris import to_ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.schema import Paper, Vocabularies

BIBLIOGRAPHIC: dict[str, Callable[[Iterable[Paper], Vocabularies], str]] = {
    "bibtex": to_bibtex,
    "cff": to_cff,
    "csl-json": to_csl_json,
    "hayagriva": to_hayagriva,
    "ris": to_ris,
}
"""Format → function of papers, each once, and the vocabularies they refer to."""
