"""What the shell offers behind TAB, each word with what it means where a shell shows that.

No record is parsed: words stand at the beginning of lines of a few files, the names of
records are those of their files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Context

if TYPE_CHECKING:
    from unisurvey.fields import RecordField

Offer = tuple[str, str]
"""A word, and what it means; empty where nothing needs to be said."""

_FILES = {
    "section": "taxonomy.yaml",
    "venue": "venues.yaml",
    "component": "components.yaml",
    "licenses": "licenses.yaml",
    "organizations": "organizations.yaml",
    "challenges": "challenges.yaml",
}
"""Vocabulary → its file; the others stand in `words.yaml`."""

_NAMES = frozenset({"name", "full", "label", "about"})
"""Lines that say what an id stands for; the first does, but for a full name."""

_LONGEST = 60
"""Characters of what a word means; shells print words and meanings side by side."""

_NAMED = re.compile(r'^(?:title|name): "?(.+?)"?$', re.MULTILINE)
_AUTHORS = re.compile(r"^authors:(?: \[(.*)\]$|\n((?:  .*\n)+))", re.MULTILINE)
_AUTHOR = re.compile(
    r'(?:^(?:  - )?|, )(?:organization: )?"?(.+?)"?(?=$|, )', re.MULTILINE
)
_TABLE = re.compile(r'^ +number: "?(\w+)"?\n +label: (.+)$', re.MULTILINE)


def _root() -> Path | None:
    """Return where completion looks; `None` where anything is wrong, which is silent."""
    from unisurvey.root import find_root

    with suppress(Exception):
        return find_root(os.environ.get("UNISURVEY_ROOT") or None)
    return None


def _data() -> Path | None:
    from unisurvey.root import data_directory

    root = _root()
    return data_directory(root) if root else None


def _read(path: str) -> str:
    """Return a file of the catalogue; nothing where that cannot be read."""
    from unisurvey.files import Tree

    data = _data()
    with suppress(Exception):
        return Tree(data).read(data / path).decode() if data else ""
    return ""


def _shown() -> bool:
    """Return whether the shell shows what a word means; bash does not."""
    return os.environ.get("_UNISURVEY_COMPLETE") != "complete_bash"


def _begin(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    """Return what begins so, in the letters that were typed: typer drops all else."""
    begun = incomplete.lower()
    return [
        (
            word
            if word.startswith(incomplete)
            else incomplete + word.lower()[len(begun) :],
            _short(means),
        )
        for word, means in offers
        if word.lower().startswith(begun)
    ]


def _short(text: str) -> str:
    """Return a text that no shell breaks, and in which typer reads no markup."""
    cut = f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
    return cut.replace("[", "\\[")


def complete_id(incomplete: str) -> list[Offer]:
    """Return ids that begin so, and what has them; reads names of files first."""
    data = _data()
    if data is None:
        return []
    folder, slash, stem = incomplete.lower().rpartition("/")
    literal = "".join(char for char in stem if char not in "*?[]\\")
    found: dict[str, str] = {}
    for each in ("papers", "datasets", "benchmarks"):
        if folder in {"", each}:
            for path in (data / each).glob(f"{literal}*.yaml"):
                found.setdefault(f"{folder}{slash}{path.stem}", f"{each}/{path.name}")
    named = ((name, _name_in(found[name])) for name in sorted(found))
    return _begin(named, incomplete)


def _name_in(path: str) -> str:
    name = _NAMED.search(_read(path)) if _shown() else None
    return name[1] if name else ""


def _entries(path: str, below: str = "") -> Iterator[Offer]:
    """Yield ids and names of a vocabulary file; looks only for the lines that say them.

    Args:
        path: The file.
        below: The key of a mapping that holds them; empty where the file is a list.
    """
    top = held = ""
    found: dict[str, str] = {}
    for line in _read(path).splitlines():
        key, _, value = line.strip().removeprefix("- ").partition(":")
        if below and line.startswith(key):
            top = key
        value = value.strip(' "')
        if key == "id" and top == below and (not below or line.startswith("  - ")):
            held = value
            found[held] = ""
        elif key in _NAMES and held and top == below:
            found[held] = found[held] if found[held] and key != "full" else value
    for word, name in found.items():
        yield word, name if name.lower() != word.lower() else ""


def in_list(complete: Callable[[str], Iterable[Offer]]) -> Callable[[str], list[Offer]]:
    """Return a completion that goes on behind commas."""

    def go_on(incomplete: str) -> list[Offer]:
        before, comma, last = incomplete.rpartition(",")
        return [(f"{before}{comma}{word}", means) for word, means in complete(last)]

    return go_on


def complete_field(
    vocabulary: Callable[[], str], words: Callable[[], Iterable[str]]
) -> Callable[[str], list[Offer]]:
    """Return a completion for ids of a vocabulary, or for words where there is none."""

    def complete(incomplete: str) -> list[Offer]:
        name = vocabulary()
        if name in _FILES:
            return _begin(_entries(_FILES[name]), incomplete)
        if name:
            return _begin(_entries("words.yaml", name), incomplete)
        return complete_words(words)(incomplete)

    return in_list(complete)


def complete_stated(field: RecordField) -> Callable[[str], list[Offer]]:
    """Return the completion of what a field of a record takes."""

    def vocabulary() -> str:
        return field.taken_form if field.taken_form in _FILES else field.listed_in

    return complete_field(vocabulary, tuple)


@in_list
def complete_keys(incomplete: str) -> list[Offer]:
    """Return keys of flat objects, also of added fields; a list of them is gone on."""
    from unisurvey.fields import by_name

    sign = "-" * incomplete.startswith("-")
    known = by_name()
    found = {
        **{name: known[name].brief if _shown() else "" for name in known},
        **dict(_entries("catalogue.yaml", "fields")),
    }
    begun = _begin(found.items(), incomplete.removeprefix("-"))
    return [(f"{sign}{name}", means) for name, means in begun]


def complete_words(
    words: Callable[[], Iterable[str | Offer]],
) -> Callable[[str], list[Offer]]:
    """Return a completion for words that are looked up when they are needed."""

    def complete(incomplete: str) -> list[Offer]:
        offers = ((w, "") if isinstance(w, str) else w for w in words())
        return _begin(offers, incomplete)

    return complete


def complete_code(incomplete: str) -> list[Offer]:
    """Return codes of problems."""
    from unisurvey.views.problems import problems

    codes = (each for group in problems() for each in group.codes)
    return _begin(((each.code, each.title) for each in codes), incomplete)


def complete_filter(name: str) -> Callable[[str], list[Offer]]:
    """Return the completion of what a filter takes."""
    from unisurvey.fields.facets import FACETS

    if name in _OWN_WAY:
        return in_list(_OWN_WAY[name])
    facet = FACETS[name]
    return complete_field(lambda: facet.completed_by, lambda: facet.words)


def complete_leaving(name: str) -> Callable[[str], list[Offer]]:
    """Return the completion of `--not` and its like."""
    from unisurvey.fields.facets import FACETS

    if name == "not":
        return _complete_not
    if name == "not_has":
        return complete_words(lambda: FACETS["has"].words)
    return complete_keys


def _complete_not(incomplete: str) -> list[Offer]:
    """Return filters, and behind `=` what one takes."""
    from unisurvey.fields.facets import FACETS

    name, sign, value = incomplete.partition("=")
    if not sign:
        return _begin(((f"{each}=", "") for each in FACETS), name)
    known = name.replace("-", "_")
    offers = complete_filter(known)(value) if known in FACETS else []
    return [(f"{name}={word}", means) for word, means in offers]


def complete_where(incomplete: str) -> list[Offer]:
    """Return the fields that the catalogue adds."""
    added = _entries("catalogue.yaml", "fields")
    return _begin(((f"{name}=", means) for name, means in added), incomplete)


def _complete_modality(incomplete: str) -> list[Offer]:
    known = _entries("words.yaml", "modalities")
    return [*_begin(known, incomplete), *complete_side(incomplete)]


def complete_side(incomplete: str) -> list[Offer]:
    """Return modalities as they go in or come out."""
    known = list(_entries("words.yaml", "modalities"))
    sides = (("input", "goes in"), ("output", "comes out"))
    offers = ((f"{side}:{word}", how) for side, how in sides for word, _ in known)
    return _begin(offers, incomplete)


def _complete_author(incomplete: str) -> list[Offer]:
    """Return words of authors' names; behind a first one, whole names in both orders."""
    people = dict.fromkeys(_authors())
    if " " not in incomplete.strip():
        by_word: dict[str, list[str]] = {}
        for person in people:
            for word in person.split():
                by_word.setdefault(word, []).append(person)
        means = ((word, ", ".join(named[:3])) for word, named in by_word.items())
        return sorted(_begin(means, incomplete))
    whole = [(person, "") for person in people]
    turned = []
    for person in people:
        given, _, family = person.rpartition(" ")
        turned.append((f"{family} {given}", person))
    return sorted(_begin([*whole, *turned], incomplete))


def _authors() -> Iterator[str]:
    data = _data()
    for path in sorted((data / "papers").glob("*.yaml")) if data else ():
        for listed in _AUTHORS.finditer(_read(f"papers/{path.name}")):
            yield from _AUTHOR.findall(listed[1] or listed[2])


def _tables() -> Iterator[Offer]:
    yield from _TABLE.findall(_read("catalogue.yaml"))


def complete_table(ctx: Context, incomplete: str) -> list[Offer]:
    """Return tables and views of the database, where their columns are asked for."""
    if not ctx.params.get("schema"):
        return []
    from unisurvey.records import load
    from unisurvey.sql.tables import database

    root = _root()
    with suppress(Exception):
        if root is None:
            return []
        made = database(load(root, cached=True).catalog)
        tables = [(table.name, table.about) for table in made.all_tables]
        views = [(view.name, view.about) for view in made.views]
        return _begin([*tables, *views], incomplete)
    return []


_OWN_WAY: dict[str, Callable[[str], list[Offer]]] = {
    "author": _complete_author,
    "cited": complete_words(lambda: ((f"table-{n}", m) for n, m in _tables())),
    "modality": _complete_modality,
    "survey_table": complete_words(_tables),
    "task": complete_words(partial(_entries, "words.yaml", "tasks")),
}
"""Filters whose words stand in no file of their own."""
