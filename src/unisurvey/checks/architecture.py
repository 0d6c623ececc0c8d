"""Models whose parts contradict the section they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.schema import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.checks.subject import Subject
    from unisurvey.records import Catalog
    from unisurvey.schema import Model
    from unisurvey.schema.entries import Encoding

_SEMANTIC = frozenset({"vision-encoder", "multimodal-encoder", "vision-language-model"})
_PIXEL = frozenset({"visual-tokenizer", "autoencoder", "quantizer"})
_ORDINARY = frozenset({"text", "image"})


@check("C271", each=Paper)
def modalities_against_section(subject: Subject[Paper]) -> Iterator[Finding]:
    """Modalities contradict the section.

    A unified model reads and writes text and images; an any-to-any model has a modality
    beyond these (and beyond video, which is images) on at least one side.

    Example:
        # data/papers/sketch.yaml
        model:
          name: Sketch
          section: a
          modalities:
            input: [text]
            output: [text, image]
    """
    paper = subject.record
    model = paper.model
    if model is None or model.modalities is None:
        return
    unified = subject.catalog.vocabularies.sections[model.section].paradigm is not None
    sides = {side: frozenset(names or ()) for side, names in model.modalities}
    for side, names in sides.items():
        missing = sorted(_ORDINARY - names, reverse=True)
        if unified and names and missing:
            message = (
                f"no {' and '.join(missing)}, expected of models in "
                f"section {model.section!r}"
            )
            yield Finding(paper, ("model", "modalities", side), message)
    every = frozenset().union(*sides.values())
    if not unified and all(sides.values()) and every <= _ORDINARY:
        message = (
            f"only {' and '.join(sorted(every, reverse=True))}, expected a further "
            f"modality in section {model.section!r}"
        )
        yield Finding(paper, ("model", "modalities"), message, of_key=True)


@check("C272", each=Paper)
def encoders_against_encoding(subject: Subject[Paper]) -> Iterator[Finding]:
    """Encoders contradict the section's image encoding.

    Pixel encoding has an autoencoder or tokenizer and no encoder aligned with text;
    semantic encoding generates from such an encoder, not from an autoencoder alone;
    learnable queries are the generation encoder; pseudo hybrid has a semantic encoder
    for understanding and a pixel encoder for generation; joint hybrid has both at once.
    Correct the encoders or the section. Where the survey's choice stands although it can
    be argued about, say so under `exceptions`.

    Example:
        # data/papers/sketch.yaml
        model:
          name: Sketch
          section: b-4
          encoders:
            shared: [siglip]
    """
    paper = subject.record
    model = paper.model
    if model is None or model.encoders is None:
        return
    encoding = subject.catalog.vocabularies.sections[model.section].encoding
    if encoding and (reason := _contradiction(model, encoding, subject.catalog)):
        message = f"{reason}, section {model.section!r} is {encoding} encoding"
        yield Finding(paper, ("model", "encoders"), message, of_key=True)


def _contradiction(model: Model, encoding: Encoding, catalog: Catalog) -> str | None:
    encoders = model.encoders
    if encoders is None:
        return None

    def kinds(ids: Iterable[str] | None) -> set[str]:
        found: set[str] = {
            catalog.vocabularies.components[one].kind for one in ids or ()
        }
        return found - {"layer"}

    reading = kinds(encoders.shared or encoders.understanding)
    drawing = kinds(encoders.shared or encoders.generation)
    both = reading | drawing
    known = bool(reading and drawing)
    match encoding:
        case "pixel" if both & _SEMANTIC:
            return "an encoder of vision and language"
        case "pixel" if both and not both & _PIXEL:
            return "no autoencoder or tokenizer"
        case "semantic" if drawing and drawing <= {"autoencoder"}:
            return "generation from an autoencoder alone"
        case "learnable-query" if drawing and "query" not in drawing:
            return "no queries for generation"
        case "pseudo-hybrid" if encoders.shared:
            return "a shared encoder"
        case "pseudo-hybrid" if reading and not reading & _SEMANTIC:
            return "no semantic encoder for understanding"
        case "pseudo-hybrid" if drawing and not drawing & _PIXEL:
            return "no pixel encoder for generation"
        case "joint-hybrid" if known and not both & _SEMANTIC:
            return "no semantic encoder"
        case "joint-hybrid" if known and not both & _PIXEL:
            return "no pixel encoder"
        case _:
            return None
