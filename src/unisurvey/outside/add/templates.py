"""Records to be filled in by hand: every field that a person should know of.

A value in angle brackets says what belongs there. No field takes such a value, so that
`unisurvey validate` points at each that is not yet filled in; a field that no source
states is removed instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.records.canonical import canonical_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.outside.add.options import Kind

_COMPONENT = "id or name in data/components.yaml"
_SOURCE = {
    "url": "<page that you opened: https://…>",
    "vouches": ["<fields that it states, such as title or model.backbone>"],
}

_PAPER: Mapping[str, Any] = {
    "key": "<family name, year and first title word: xie2024showo>",
    "name": "<what the work is called for short>",
    "title": "<title of the published version, else of the newest preprint>",
    "authors": ["<every author in order, given names first>"],
    "date": "<day of the first public version: 2024-08-22>",
    "arxiv": "<arXiv id without version: 2408.12528>",
    "arxiv_class": "<primary category at arXiv: cs.CV>",
    "doi": "<DOI of the published version: 10.1109/5.771073>",
    "venue": "<venue and year: iclr-2025; remove it for a preprint>",
    "pages": "<pages with an en dash: 100–112>",
    "sections": ["<leaf of data/taxonomy.yaml; remove it where none lists the paper>"],
    "links": {
        "code": "<the authors' repository: https://…>",
        "demo": "<a page to try it: https://…>",
        "project": "<the authors' page about it: https://…>",
        "weights": "<where the weights are: https://…>",
    },
    "license": "<licence of the code: Apache-2.0>",
}

_MODEL: Mapping[str, Any] = {
    "name": "<as its authors spell it>",
    "section": "<leaf of data/taxonomy.yaml: b-2>",
    "backbone": [f"<language model: {_COMPONENT}>"],
    "encoders": {
        "understanding": [f"<image encoder of understanding: {_COMPONENT}>"],
        "generation": [f"<image encoder of generation: {_COMPONENT}>"],
    },
    "decoder": [f"<what makes the pixels: {_COMPONENT}>"],
    "mask": "<causal or bidirectional, in image generation>",
    "parameters_b": ["<billions, one number for each size: 7>"],
    "modalities": {
        "input": ["<text, image, video, audio …>"],
        "output": ["<text, image, video, audio …>"],
    },
}

_DATASET: Mapping[str, Any] = {
    "name": "<as its authors spell it>",
    "section": "<leaf of data/taxonomy.yaml: datasets-editing>",
    "samples": "<number of samples: 2500000>",
    "unit": "<what is counted, in the plural: image-text pairs>",
    "date": "<day the data came out: 2024-11-24>",
    "paper": "<id of its paper's record in data/papers/>",
    "license": "<licence of the data: CC-BY-4.0>",
    "links": {
        "home": "<where the data are published: https://…>",
        "code": "<code that made the data: https://…>",
    },
}

_BENCHMARK: Mapping[str, Any] = {
    "name": "<as its authors spell it>",
    "section": "<leaf of data/taxonomy.yaml: benchmarks-editing>",
    "size": "<number of units: 25000>",
    "unit": "<what is counted, in the plural: questions>",
    "evaluates": "<what it measures>",
    "input": ["<what the model is given: image, question>"],
    "output": ["<what the model must answer with>"],
    "date": "<day the data came out: 2024-11-24>",
    "paper": "<id of its paper's record in data/papers/>",
    "links": {"home": "<where it is published: https://…>"},
}


def template(kind: Kind, today: str, name: str | None = None) -> str:
    """Return the canonical text of a record to be filled in.

    Args:
        kind: What is to be recorded.
        today: Day that the record enters the catalogue, ISO.
        name: What the work is called, when that is known already.
    """
    fields: dict[str, Any] = dict(
        {"dataset": _DATASET, "benchmark": _BENCHMARK}.get(kind, _PAPER)
    )
    named = {"name": name} if name else {}
    if kind == "model":
        fields = {k: v for k, v in fields.items() if k not in {"name", "sections"}}
        fields["model"] = {**_MODEL, **named}
    else:
        fields |= named
    return canonical_data({**fields, "sources": [_SOURCE], "added": today})
