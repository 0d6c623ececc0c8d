"""The catalogue's guides, `docs/**/*.md`, with links to the pages of the site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from unisurvey.records import folder_of
from unisurvey.render.templates import read_template
from unisurvey.root import tree_of
from unisurvey.site.addresses import above, of_page, of_record, of_word
from unisurvey.site.boards import boards_door
from unisurvey.site.frame import Door
from unisurvey.site.markdown import read_guide
from unisurvey.site.news import feed_doors
from unisurvey.site.survey import corrections_door, references_door
from unisurvey.views.boards import score_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.records import Catalog
    from unisurvey.site.frame import Frame
    from unisurvey.site.markdown import Guide

_INDEX = of_page("guides")
_OF_FOLDER = "README.md"
_FIRST = f"docs/{_OF_FOLDER}"
"""The guide to the guides, if there is one."""

_MANY = 4
"""Headings of the second level from which on a page lists them."""


def guides_door(catalog: Catalog) -> Door | None:
    """Return the way to the guides, if there are any."""
    return Door("Guides", _INDEX) if Guides(catalog).shown else None


def guides_pages(frame: Frame) -> Iterator[tuple[str, str | bytes]]:
    """Yield a page of each guide, the list of them, and the pictures that they show."""
    guides = Guides(frame.catalog)
    shown = guides.shown
    if not shown:
        return
    for path, address in shown.items():
        guide = guides.read[path]
        yield frame.fill(
            "guide.html.j2",
            address,
            guide.title or path,
            door=_INDEX,
            id=guide.headings[0].id if guide.title else None,
            text=guide.html(partial(guides.link, path), partial(guides.image, path)),
            headings=_contents(guide),
            others=None,
        )
    if _FIRST not in shown:
        others = [(guides.read[p].title or p, a) for p, a in shown.items()]
        yield frame.fill(
            "guide.html.j2",
            _INDEX,
            "Guides",
            id=None,
            text="",
            headings=[],
            others=others,
        )
    yield from guides.pictures()


def _contents(guide: Guide) -> list[tuple[str, str]]:
    below = guide.headings[1:] if guide.title else guide.headings
    found = [(each.text, each.id) for each in below if each.level <= 2]
    return found if len(found) >= _MANY else []


@dataclass(frozen=True)
class Guides:
    """The texts below `docs/`, and what their links lead to."""

    catalog: Catalog

    @cached_property
    def shown(self) -> Mapping[str, str]:
        """Path below the root → page of each guide that no other page shows."""
        root = self.catalog.root
        found = sorted((root / "docs").rglob("*.md"))
        return {
            path: _INDEX if path == _FIRST else of_page(f"guides{path[4:-3]}")
            for file in found
            if (path := file.relative_to(root).as_posix()) not in self._elsewhere
        }

    @cached_property
    def read(self) -> Mapping[str, Guide]:
        """Path → guide, of those."""
        root = self.catalog.root
        tree = tree_of(root, "docs")
        return {
            path: read_guide(read_template(tree, root / path)) for path in self.shown
        }

    @cached_property
    def _elsewhere(self) -> Mapping[str, str]:
        """Path → page of what the site shows anyway."""
        catalog = self.catalog
        found = {
            f"data/{folder_of(record)}/{record.id}.yaml": of_record(record)
            for record in catalog
        }
        boards = {
            f"docs/scores/{id_}.md": of_word("scores", id_)
            for id_ in score_index(catalog)
        }
        doors = {
            "docs/CORRECTIONS.md": corrections_door(catalog),
            "docs/references.md": references_door(catalog),
            "docs/scores/README.md": boards_door(catalog),
            "docs/feed.xml": next(feed_doors(catalog), None),
        }
        pages = {path: door.address for path, door in doors.items() if door}
        return {**found, **boards, **pages}

    def link(self, path: str, link: str) -> str | None:
        """Return a link of a guide as its page has it; `None` where it leads nowhere."""
        if link.startswith(_WEB):
            return link
        name, _, fragment = link.partition("#")
        if ":" in name:
            return None
        file = _target(path, name) if name else path
        guide = self.read.get(file)
        known = guide is not None and unquote(fragment) in guide.places
        end = f"#{fragment}" if known else ""
        if not name:
            return end or None
        page = self._page(file)
        if page is None or page.startswith(_WEB):
            return page
        return f"{above(self.shown[path])}{page}{end}"

    def image(self, path: str, source: str) -> str | None:
        """Return a picture of a guide as its page has it; `None` where there is none."""
        file = self._picture(path, source)
        return file and f"{above(self.shown[path])}{_picture_page(file)}"

    def pictures(self) -> Iterator[tuple[str, bytes]]:
        """Yield the pictures that guides show, each once."""
        tree = tree_of(self.catalog.root, "docs")
        found = {
            file
            for path in self.shown
            for source in self.read[path].images
            if (file := self._picture(path, source))
        }
        for file in sorted(found):
            yield _picture_page(file), tree.read(self.catalog.root / file)

    def _picture(self, path: str, source: str) -> str | None:
        """Return the file of a picture that lies below `docs/`, if it is there."""
        file = _target(path, source)
        if not file.startswith("docs/") or not file.endswith((".svg", ".png")):
            return None
        return file if (self.catalog.root / file).is_file() else None

    def _page(self, file: str) -> str | None:
        """Return the page that shows a file of the repository, or its place there."""
        for path in (file, f"{file}/{_OF_FOLDER}"):
            if address := self.shown.get(path) or self._elsewhere.get(path):
                return address
        repository = self.catalog.vocabularies.about.repository
        if not repository or file.startswith(".."):
            return None
        if repository.startswith("https://github.com/"):
            return f"{repository.rstrip('/')}/blob/HEAD/{file}"
        return repository


_WEB = ("http://", "https://")


def _target(path: str, link: str) -> str:
    """Return the path below the root that a link of a guide names."""
    return normpath(join(dirname(path), unquote(link)))


def _picture_page(file: str) -> str:
    return f"guides/{file.removeprefix('docs/')}"
