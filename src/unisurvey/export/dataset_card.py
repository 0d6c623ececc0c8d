"""What the card of the Parquet files says: the README.md of a Hugging Face dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.export.parquet import fields_of
from unisurvey.views.readme import SURVEY_ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.records import Catalog

_ABOUT = {
    "models": "Papers that introduce a unified multimodal model.",
    "papers": "Every bibliographic work of the catalogue, models among them.",
    "datasets": "Corpora that unified models are trained on.",
    "benchmarks": "What unified models are evaluated on.",
}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))


def dataset_card(catalog: Catalog, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return the values of the card's template.

    Args:
        catalog: For the citation.
        counts: Rows of each kind that was written, in that order.
    """
    cited = [paper for paper in catalog.papers if paper.id == SURVEY_ID]
    return {
        "kinds": [
            {
                "name": kind,
                "rows": count,
                "about": _ABOUT[kind],
                "fields": fields_of(kind),
            }
            for kind, count in counts.items()
        ],
        "size": size_category(max(counts.values(), default=0)),
        "citation": to_bibtex(cited, catalog.vocabularies).strip(),
    }


def size_category(rows: int) -> str:
    """Return a size as Hugging Face's cards name it.

    Convention: https://huggingface.co/docs/hub/datasets-cards, `size_categories`.
    """
    return next((name for limit, name in _SIZES if rows < limit), "100K<n<1M")
