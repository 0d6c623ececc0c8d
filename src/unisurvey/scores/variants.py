"""What words name a variant of a model, and which one a name must mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import model_of
from unisurvey.schema.amounts import read_billions
from unisurvey.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place
    from unisurvey.schema import Model, ScoreSource, Variant
    from unisurvey.schema.scores import ScoreRow

BETWEEN = re.compile(r"[\s\-_/]+")
"""What stands between the words of a name."""

_PLUS = re.compile(r"(?<=[BM])\s*\+\s*", re.IGNORECASE)
_BRACKETS = str.maketrans("()[]", "    ")
_SQUARE = re.compile(r"(\d{2,4})(?:\s*[x×]\s*\1|px|p|²)?")


def is_named_by(variant: Variant, word: str) -> bool:
    """Return whether a word names a variant: its id, a part of that, size or resolution."""
    squeezed = squeeze(word)
    parts = {squeeze(part) for part in (variant.id, *variant.id.split("-"))}
    square = _SQUARE.fullmatch(word.strip())
    pixels = square and variant.resolution == int(square[1])
    return bool(squeezed) and (
        squeezed in parts
        or squeezed == squeeze(variant.name or "")
        or bool(pixels)
        or _is_size(variant, word)
    )


def _is_size(variant: Variant, word: str) -> bool:
    """Return whether a word is the number of parameters of a variant, or adds up to it."""
    sizes = [
        read_billions(part) if part[-1:] in {*"BbMm"} else None
        for part in _PLUS.split(word)
    ]
    known = variant.parameters and variant.parameters.figure
    return known is not None and None not in sizes and sum(filter(None, sizes)) == known


def better_named(name: str, stated: str, model: Model) -> Variant | None:
    """Return the variant that a name means rather than the one that is stated.

    More of its words name that one; or as many, and they are its whole name, but not that
    of the one which is stated. Words of the model's own name say nothing.
    """
    own = _words(model.name).keys()
    said = _words(name)
    variants = model.variants or ()
    found = {
        each.id: {word for word in said.keys() - own if is_named_by(each, said[word])}
        for each in variants
    }
    whole = {
        each.id
        for each in variants
        if _words(each.name or each.id).keys() - own <= said.keys()
    }
    better = [
        each
        for each in variants
        if found[stated] < found[each.id]
        or (
            stated not in whole
            and each.id in whole
            and not found[each.id] < found[stated]
        )
    ]
    return max(
        better, key=lambda each: (each.id in whole, len(found[each.id])), default=None
    )


def misnamed(
    catalog: Catalog,
) -> Iterator[tuple[ScoreSource, Place, ScoreRow, Variant]]:
    """Yield the rows whose name is that of another variant, with their place and that."""
    models = {paper.id: model_of(paper) for paper in catalog.models}
    for source in catalog.scored.sources:
        for t, table in enumerate(source.tables):
            for r, row in enumerate(table.rows):
                model = models.get(row.model)
                known = {each.id for each in (model and model.variants) or ()}
                if model and row.name and row.variant in known:
                    meant = better_named(row.name, row.variant, model)
                    if meant:
                        yield source, ("tables", t, "rows", r, "variant"), row, meant


def _words(name: str) -> Mapping[str, str]:
    """Return the words of a name, squeezed and as they stand; a sum of sizes is one."""
    bare = _PLUS.sub("+", name.translate(_BRACKETS))
    words = [_SQUARE.sub(r"\1", word) for word in BETWEEN.split(bare)]
    return {squeeze(word): word for word in words if squeeze(word)}
