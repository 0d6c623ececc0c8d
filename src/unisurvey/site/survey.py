"""What the survey cites, by number, and where the records differ from publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.site.addresses import of_page, of_record
from unisurvey.site.frame import Door
from unisurvey.text.inline import anchors
from unisurvey.views.survey import corrections, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.site.frame import Frame

_CORRECTIONS = of_page("corrections")
_REFERENCES = of_page("references")


def corrections_door(catalog: Catalog) -> Door | None:
    """Return the way to the corrections, if there are publications to correct."""
    known = catalog.vocabularies.about.publications
    return Door("Corrections", _CORRECTIONS) if known else None


def references_door(catalog: Catalog) -> Door | None:
    """Return the way to the references, if the survey's are numbered."""
    survey = catalog.vocabularies.about.survey
    return Door("References", _REFERENCES) if survey and survey.references else None


def survey_pages(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the page of corrections and that of references."""
    catalog = frame.catalog
    if corrections_door(catalog):
        told = corrections(catalog)
        ids = anchors(group["title"] for group in told["groups"])
        for group, id_ in zip(told["groups"], ids, strict=True):
            group["id"] = id_
            for row in group["rows"]:
                row["page"] = of_record(catalog[row["record"]])
        yield frame.fill("corrections.html.j2", _CORRECTIONS, "Corrections", **told)
    survey = catalog.vocabularies.about.survey
    if survey and references_door(catalog):
        told = references(survey, catalog)
        for row in told["rows"]:
            paper = row["paper"] and catalog[f"papers/{row['paper']}"]
            row["page"] = paper and of_record(paper)
        differ = corrections_door(catalog)
        yield frame.fill(
            "references.html.j2",
            _REFERENCES,
            "References",
            **told,
            differ=differ and differ.address,
        )
