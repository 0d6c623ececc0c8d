"""The Parquet files of a catalogue → their description as schema.org and machines read it.

Convention: Croissant 1.0 (https://docs.mlcommons.org/croissant/docs/croissant-spec.html),
which is a schema.org `Dataset` in JSON-LD.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.export.tabular import parquet_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.fields.forms import FlatType
    from unisurvey.records import Catalog

_TERMS = (
    *("citeAs", "column", "dataType", "equivalentProperty", "extract", "field"),
    *("fileObject", "fileProperty", "fileSet", "format", "includes", "isLiveDataset"),
    *("jsonPath", "key", "md5", "parentField", "path", "recordSet", "references"),
    *(
        "regex",
        "repeated",
        "replace",
        "samplingRate",
        "separator",
        "source",
        "subField",
    ),
    "transform",
)
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    **{term: f"cr:{term}" for term in _TERMS},
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
}
"""The one that the specification gives; readers want all of it."""

_TYPES: dict[str, str] = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "day": "sc:Date",
}


def croissant(catalog: Catalog, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the description of files that lie beside it.

    Args:
        catalog: What it says of itself; the newest addition is the day of publication.
        files: Kind of record → content of its Parquet file.
    """
    about = catalog.vocabularies.about
    cited = [paper for paper in catalog.papers if paper.id == about.work]
    newest = max((record.added for record in catalog), default=None)
    facts = {
        "name": about.heading,
        "description": about.description,
        "url": about.repository or about.home,
        "license": about.license_url,
        "keywords": list(about.tags or ()),
        "creator": [
            {"@type": "Organization", "name": person.name}
            for person in about.people or ()
        ],
        "datePublished": newest,
        "version": newest and newest.replace("-", "."),
        "citeAs": to_bibtex(cited, catalog.vocabularies).strip(),
    }
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        **{name: fact for name, fact in facts.items() if fact},
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{kind}.parquet",
                "name": f"{kind}.parquet",
                "contentUrl": f"{kind}.parquet",
                "contentSize": f"{len(content)} B",
                "encodingFormat": "application/x-parquet",
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for kind, content in files.items()
        ],
        "recordSet": [_records(kind, catalog) for kind in files],
    }


def _records(kind: str, catalog: Catalog) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": kind,
        "name": kind,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{kind}/{field.name}",
                "name": field.name,
                "description": field.about,
                **_type(field.type),
                "source": {
                    "fileObject": {"@id": f"{kind}.parquet"},
                    "extract": {"column": field.name},
                },
            }
            for field in parquet_fields(kind, catalog)
        ],
    }


def _type(flat: FlatType) -> dict[str, Any]:
    one = flat.removeprefix("list of ").removesuffix("s")
    repeated = {"repeated": True} if one != flat else {}
    return {"dataType": _TYPES[one], **repeated}
