"""How a word typed for a filter is understood: what is in no vocabulary is refused."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from unisurvey.errors import UnknownValueError
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from unisurvey.fields.attributes import Library


def read_cited(word: str, _library: Library) -> frozenset[str]:
    """Return the reference number or the place, as `cited` yields it."""
    word = word.strip("[]")
    return frozenset({word, f"§{word.lower().replace('table ', 'table-')}"})


def words_of(
    what: str,
    known: Collection[str],
    aliases: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Callable[[str, Library], frozenset[str]]:
    """Return a reading of the words of one closed list."""

    def read(word: str, _library: Library) -> frozenset[str]:
        folded = word.casefold()
        if folded not in known and folded not in aliases:
            raise UnknownValueError(what, word, known)
        return frozenset(aliases.get(folded, (folded,)))

    return read


def read_number(word: str, _library: Library) -> frozenset[str]:
    """Return a number as flat objects have it: `128K` is `128000`."""
    from unisurvey.schema.amounts import parse_count

    return frozenset({str(parse_count(word))})


def read_section(word: str, library: Library) -> frozenset[str]:
    """Return a section and all below it."""
    sections = library.vocabularies.sections
    section = sections[sections.resolve(word)]
    return frozenset(below.id for below in section.walk())


def read_component(word: str, library: Library) -> frozenset[str]:
    """Return a component with its family, `=` one alone, `kind:` all of a kind."""
    components = library.vocabularies.components
    if word.startswith("="):
        return frozenset({components.resolve(word[1:])})
    if word.casefold().startswith("kind:"):
        from unisurvey.schema.entries import ComponentKind

        kind = word[len("kind:") :].strip().casefold()
        if kind not in get_args(ComponentKind):
            raise UnknownValueError("kind of component", kind, get_args(ComponentKind))
        return frozenset(c.id for c in components if c.kind == kind)
    wanted = {components.resolve(word)}
    while grown := {c.id for c in components if c.family in wanted} - wanted:
        wanted |= grown
    return frozenset(wanted)


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


def read_beginning(word: str, _library: Library) -> tuple[str, ...]:
    """Return what each word begins with, for a facet with a space before every word.

    A plural finds the singular too: `images` finds `image`.
    """
    return tuple(f" {part.removesuffix('s') or part}" for part in fold(word).split())
