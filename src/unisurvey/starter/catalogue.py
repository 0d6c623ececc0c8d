"""The files of a new catalogue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from unisurvey.bib.keys import make_key
from unisurvey.errors import RootError, UsageError
from unisurvey.files import read_regular
from unisurvey.outside.add.naming import slug
from unisurvey.records import Catalog, folder_of
from unisurvey.records.canonical import canonical, canonical_entries
from unisurvey.records.explain import first_of
from unisurvey.records.loading import load_vocabularies
from unisurvey.records.yamltext import parse
from unisurvey.root import own_root
from unisurvey.schema import About, Paper, Section, Vocabularies, Vocabulary, Words
from unisurvey.starter.installation import requirement

_FILES = Path(__file__).with_name("files")

_COPIED = {
    ".github/workflows/check.yml": "check.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
}
"""File of a catalogue → the one of `files/` that it is a copy of."""

_UNKNOWN_ORIGIN = """\
# From where pip installs unisurvey, for the workflow: a line such as
#   unisurvey[figures] @ git+https://…
#   ./wheels/unisurvey-….whl
"""


def empty(root: Path, title: str | None = None) -> Catalog:
    """Return a catalogue without records; nothing is written.

    Venues and licences are those of the catalogue that comes with the program.

    Args:
        root: Where it is to be; its name names the catalogue.
        title: Of the catalogue; `None` makes one of the directory's name.

    Raises:
        RootError: the program came without its catalogue.
        UsageError: the title is none.
    """
    own = own_root()
    if own is None:
        raise RootError("the program came without its catalogue, which has the venues")
    theirs = load_vocabularies(own)
    words = Words.model_validate(_parsed("words.yaml"))
    known = Vocabularies(words=words, about=_about(root.resolve().name, title))
    sections = (
        Section.model_validate(entry, context=known)
        for entry in _parsed("taxonomy.yaml")
    )
    known = replace(
        known,
        sections=Vocabulary("section", sections),
        venues=theirs.venues,
        licenses=theirs.licenses,
    )
    return Catalog(root, known, (), (), ())


def _about(directory: str, title: str | None) -> About:
    name = slug(directory) or slug(title or "") or "catalogue"
    words = directory.replace("-", " ").replace("_", " ").split()
    try:
        if title is not None:
            return About(title=title, name=name)
    except ValidationError as error:
        raise UsageError(f"--title: {first_of(error, About)[1]}") from None
    made = " ".join(words)
    try:
        return About(title=made[:1].upper() + made[1:], name=name)
    except ValidationError:  # what stands for nothing: a directory called tbd
        return About(title="Catalogue", name=name)


def _parsed(name: str) -> Any:
    return parse(_raw(name), name).value


def _raw(name: str) -> bytes:
    return read_regular(_FILES / name)


def with_example(catalog: Catalog, today: str) -> Catalog:
    """Return the catalogue with a record that shows what one looks like.

    Args:
        catalog: Without records.
        today: Day that the record enters it, ISO.
    """
    title, authors = "An Example of a Record", ["Jane Doe", "John Roe"]
    data = {
        "id": "example",
        "key": make_key(authors, int(today[:4]), title, ()),
        "title": title,
        "authors": authors,
        "date": today,
        "url": "https://example.org/paper",
        "sections": ["papers"],
        "notes": ["An example: replace or remove this record."],
        "sources": [
            {
                "url": "https://example.org/paper",
                "vouches": ["title", "authors", "date", "url"],
            }
        ],
        "added": today,
    }
    paper = Paper.model_validate(data, context=catalog.vocabularies)
    return replace(catalog, papers=(paper,))


def texts(catalog: Catalog) -> dict[str, str]:
    """Return path below the root and text of every file of a new catalogue."""
    known = catalog.vocabularies
    origin = requirement()
    stem = f"{known.about.stem}.bib"
    return {
        "data/catalogue.yaml": canonical(known.about),
        "data/words.yaml": canonical(known.words),
        "data/taxonomy.yaml": canonical_entries(known.taxonomy),
        "data/venues.yaml": canonical_entries(known.venues.entries),
        "data/licenses.yaml": canonical_entries(known.licenses.entries),
        "data/components.yaml": canonical_entries(known.components.entries),
        **{
            f"data/{folder_of(record)}/{record.id}.yaml": canonical(record)
            for record in catalog
        },
        **{
            path: _raw(name).decode().replace("NAME.bib", stem)
            for path, name in _COPIED.items()
        },
        "requirements.txt": f"{origin}\n" if origin else _UNKNOWN_ORIGIN,
    }
