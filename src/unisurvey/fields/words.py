"""How a word typed for a filter is understood: what is in no vocabulary is refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from unisurvey.fields.attributes import Library

SIDES = ("input", "output")
_RANGE = re.compile(r"([<>]=?)?([^.<>=]+(?:\.\d+\w*)?)(?:\.\.(.+))?")


@dataclass(frozen=True)
class Between:
    """What lies from one value to another, both included, as far as that can be."""

    low: Any
    high: Any
    span: Callable[[str], tuple[Any, Any]]
    """First and last that a facet can mean; dates may be partial."""

    def __contains__(self, facet: str) -> bool:
        """Return whether a facet can lie between them."""
        first, last = self.span(facet)
        return bool(last >= self.low and first <= self.high)


Meant = frozenset[str] | tuple[str, ...] | Between
"""A set: facets that fit. A tuple: a facet fits that contains each of its texts."""


def read_cited(word: str, _library: Library) -> frozenset[str]:
    """Return the reference number or the place, as `cited` yields it."""
    word = word.strip("[]")
    return frozenset({word, f"§{word.lower().replace('table ', 'table-')}"})


def words_of(
    what: str, known: Collection[str]
) -> Callable[[str, Library], frozenset[str]]:
    """Return a reading of the words of one closed list."""

    def read(word: str, _library: Library) -> frozenset[str]:
        folded = word.casefold()
        if folded not in known:
            raise UnknownValueError(what, word, known)
        return frozenset({folded})

    return read


def read_modality(word: str, library: Library) -> frozenset[str]:
    """Return a modality, `input:` and `output:` before it where only one side is meant."""
    side, colon, name = word.casefold().rpartition(":")
    if colon and side not in SIDES:
        raise UnknownValueError("modality", word, (f"{side}:{name}" for side in SIDES))
    found = library.vocabularies.modalities.find(name)
    return frozenset(f"{side}{colon}{one}" for one in found)


def read_thing(word: str, library: Library) -> tuple[str, ...]:
    """Return what the words begin with, after `input:` or `output:` where that is meant."""
    side, colon, name = word.casefold().rpartition(":")
    if colon and side not in SIDES:
        raise UnknownValueError("modality", word, (f"{side}:{name}" for side in SIDES))
    return (*([f"{side}:"] if colon else []), *read_beginning(name, library))


def read_number(word: str, _library: Library) -> frozenset[str]:
    """Return a number as flat objects have it: `128K` is `128000`."""
    from unisurvey.schema.amounts import parse_count

    return frozenset({str(parse_count(word))})


def read_number_range(word: str, _library: Library) -> Between:
    """Return a number, or what `>`, `<=` … before it or `..` between two leave open."""
    from unisurvey.schema.amounts import read_count

    def span(text: str) -> tuple[float, float]:
        count = read_count(text)
        number = float(text if count is None else count)
        return number, number

    expected = "768, >=512, <1024, 512..1024 or 1.5M"
    return _between(word, span, math.nextafter, "number", expected, math.inf, -math.inf)


def score_name(word: str) -> str:
    """Return the benchmark of `geneval>=0.8`."""
    return re.split("[<>=]", word, maxsplit=1)[0].strip()


def read_score(word: str, library: Library) -> frozenset[str]:
    """Return the ids of the models of which a variant has a score: `geneval>=0.8`.

    The benchmark alone means any score of it.
    """
    name = score_name(word)
    bound = word.removeprefix(name).removeprefix("=")
    known = library.plain_scores(name)
    wanted = read_number_range(bound, library) if word != name else None
    return frozenset(
        id_
        for id_, values in known.items()
        if wanted is None or any(f"{value:.15g}" in wanted for value in values)
    )


def read_date_range(word: str, _library: Library) -> Between:
    """Return a date, likewise; `2024` is the whole year."""
    from unisurvey.schema.dates import date_span, typed_date

    def span(text: str) -> tuple[date, date]:
        return date_span(typed_date(text))

    def beside(day: date, towards: date) -> date:
        return (
            day + timedelta(days=1 if towards > day else -1) if day != towards else day
        )

    expected = "2024, >=2024-05, <2024 or 2023..2024"
    return _between(word, span, beside, "date", expected, date.max, date.min)


def _between(
    word: str,
    span: Callable[[str], tuple[Any, Any]],
    beside: Callable[[Any, Any], Any],
    what: str,
    expected: str,
    most: Any,
    least: Any,
) -> Between:
    found = _RANGE.fullmatch(word.replace(" ", ""))
    bound, one, last = found.groups() if found else ("", "", None)
    try:
        low, high = span("" if bound and last else one)
        until = span(last)[1] if last else high
    except ValueError:
        raise UsageError(
            f"{word!r} is no {what}, expected one such as {expected}"
        ) from None
    match bound:
        case ">=":
            return Between(low, most, span)
        case "<=":
            return Between(least, until, span)
        case ">":
            return Between(beside(until, most), most, span)
        case "<":
            return Between(least, beside(low, least), span)
        case _:
            return Between(low, until, span)


def read_section(word: str, library: Library) -> frozenset[str]:
    """Return a section and all below it; `b3` is `b-3`.

    A number of the survey is all that the survey has below it, wherever that stands here.
    """
    sections = library.vocabularies.sections
    typed = {id_.replace("-", ""): id_ for id_ in sections.by_id}
    found = [s for s in sections if f"{s.survey}.".startswith(f"{word}.")]
    if not found:
        found = [sections[typed.get(word.casefold()) or sections.resolve(word)]]
    return frozenset(below.id for each in found for below in each.walk())


def read_component(word: str, library: Library) -> frozenset[str]:
    """Return a component with its family, `=` one alone, `kind:` all of a kind."""
    components = library.vocabularies.components
    if word.startswith("="):
        return frozenset({components.resolve(word[1:])})
    if word.casefold().startswith("kind:"):
        kinds = library.vocabularies.component_kinds.find(word[len("kind:") :].strip())
        return frozenset(c.id for c in components if c.kind in kinds)
    wanted = {components.resolve(word)}
    while grown := {c.id for c in components if c.family in wanted} - wanted:
        wanted |= grown
    return frozenset(wanted)


def read_dataset(word: str, library: Library) -> frozenset[str]:
    """Return the dataset that has this id, name or alias, folded as texts are."""
    folded = fold(word)
    found = frozenset(
        fold(each.id)
        for each in library.datasets
        if folded in map(fold, (each.id, each.name, *(each.aliases or ())))
    )
    if not found:
        raise UnknownValueError("dataset", word, (each.id for each in library.datasets))
    return found


def read_venue(word: str, library: Library) -> frozenset[str]:
    """Return a venue, with its year where one is given."""
    if word.casefold() == "arxiv":
        return frozenset({"arxiv"})
    venues = library.vocabularies.venues
    name, _, year = word.replace(" ", "-").rpartition("-")
    if name and year.isdecimal():
        return frozenset({f"{venues.resolve(name)}-{year}"})
    return frozenset({venues.resolve(word)})


def read_phrase(word: str, _library: Library) -> tuple[str, ...]:
    """Return the whole text, to be found as it is."""
    return (fold(word),)


def read_words(word: str, _library: Library) -> tuple[str, ...]:
    """Return the words, to be found in any order."""
    return tuple(fold(word).split())


def read_task(word: str, library: Library) -> frozenset[str] | tuple[str, ...]:
    """Return the number of a section of the survey, else what the words begin with."""
    number = re.fullmatch(r"\d+(?:\.\d+)*", word)
    return frozenset({word}) if number else read_beginning(word, library)


def read_beginning(word: str, _library: Library) -> tuple[str, ...]:
    """Return what each word begins with, for a facet with a space before every word.

    A plural finds the singular too: `images` finds `image`.
    """
    return tuple(f" {part.removesuffix('s') or part}" for part in fold(word).split())
