"""What settings are called in running text, above columns and in the names of rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import model_of
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place
    from unisurvey.schema import ScoreSource
    from unisurvey.schema.conditions import Setting
    from unisurvey.schema.entries import ConditionKey, ConditionWord
    from unisurvey.schema.scores import ScoreRow

_NOT = re.compile(r"\b(?:without|w o|no|not)(?: the)?$")
_FILLING = frozenset({
    "w", "o", "with", "without", "no", "and", "using", "by", "the", "a", "an", "llm",
    "prompt", "prompts", "mode", "+",
})  # fmt: skip
"""Words beside the name of a setting that say no more."""


def settings_in(
    text: str, conditions: Iterable[ConditionKey], *, whole: bool = False
) -> dict[str, Setting]:
    """Return the settings that a phrase names, of those that make scores higher.

    They are found by their aliases, for their names are words of every day.
    `without` one that is the only other value of its setting names that.

    Args:
        text: The phrase.
        conditions: Which settings there are.
        whole: Whether nothing else may stand in it.
    """
    folded = rest = f" {fold(text)} "
    found: dict[str, Setting] = {}
    for key in conditions:
        for word in key.words or ():
            for name in map(fold, (word.mark and word.aliases) or ()):
                at = folded.find(f" {name} ")
                if at >= 0 and key.id not in found:
                    said = _said(key, word, folded[:at].strip())
                    found |= {key.id: said} if said else {}
                rest = rest.replace(f" {name} ", "  ")
    return {} if whole and not _FILLING.issuperset(rest.split()) else found


def _said(key: ConditionKey, word: ConditionWord, before: str) -> str | None:
    """Return the value that is meant, with what stands before its name."""
    if not _NOT.search(before):
        return word.id
    others = [each.id for each in key.words or () if each is not word]
    return others[0] if len(others) == 1 else None


def unsaid(
    catalog: Catalog,
) -> Iterator[tuple[ScoreSource, Place, ScoreRow, str, Setting]]:
    """Yield the rows whose name has a setting, and nothing beside it any of these.

    With each go its place and that setting. The model's own name says nothing.
    """
    known = tuple(catalog.vocabularies.conditions)
    marked = {key.id for key in known for word in key.words or () if word.mark}
    models = {paper.id: model_of(paper) for paper in catalog.models}
    for source in catalog.scored.sources:
        for t, table in enumerate(source.tables):
            above = [table.conditions, *(each.conditions for each in table.columns)]
            for r, row in enumerate(table.rows):
                model = models.get(row.model)
                stated = set().union(*(each or () for each in (*above, row.conditions)))
                if not (row.name and model) or stated & marked:
                    continue
                own = settings_in(model.name, known)
                for key, value in settings_in(row.name, known).items():
                    if key not in own:
                        yield source, ("tables", t, "rows", r, "name"), row, key, value
