"""Addresses of sources: whether anybody can open what was opened, and only that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from unisurvey.checks.registry import Finding, check
from unisurvey.schema.hosted import hosted
from unisurvey.schema.provenance import covers, stated_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place
    from unisurvey.schema import Record
    from unisurvey.schema.hosted import Hosted

_TRAILING = re.compile(r"[.,;:!'*]+$")
_BROKEN_CODE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_GLUED = re.compile(r"(?P<path>.+)@(?P<commit>[0-9a-f]{7,40})")
_WHOLE_NAME = re.compile(r"[A-Z][A-Z0-9_-]*|Makefile|Dockerfile")
"""Names of files that have no ending: LICENSE, README, Makefile."""

_SAFE = "!#$%&'()*+,/:;=?@[]~"
_OF_PAGE = (
    *("name", "model.name", "url", "arxiv", "date", "links", "license", "repository"),
)
"""Fields that the page of a repository, model or dataset states by itself."""


class SourceAddress(NamedTuple):
    """An address at which something is stated."""

    record: Record
    loc: Place
    url: str

    def finding(self, message: str, better: str | None = None) -> Finding:
        """Return a finding; `better` is the only address that can be meant."""
        if better is None:
            return Finding(self.record, self.loc, message)
        fix: dict[Place, Any] = {self.loc: better}
        return Finding(
            self.record, self.loc, f"{message}, expected {better}", None, fix=fix
        )


def addresses(catalog: Catalog) -> Iterator[SourceAddress]:
    """Yield the addresses of sources, of corrections and of what became of a work."""
    for record in catalog:
        for n, source in enumerate(record.sources):
            if source.url:
                yield SourceAddress(record, ("sources", n, "url"), source.url)
        for n, correction in enumerate(record.corrections or ()):
            loc: Place = ("corrections", n, "source")
            yield SourceAddress(record, loc, correction.source)
        if record.status:
            yield SourceAddress(record, ("status", "source"), record.status.source)


@check("C247", severity="warning", fixable=True)
def damaged_address(catalog: Catalog) -> Iterator[Finding]:
    """The address of a source cannot be opened as it stands.

    It was cut or glued when it was copied: a commit behind `@`, a path that ends at a
    blank, a mark of punctuation, a character that must be percent-encoded, the
    address of a folder for a file, or of raw bytes for a page. Open the source and copy
    its address from there.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        sources:
          - url: https://github.com/list/papers/blob/HEAD/cvpr/2025.json@d3c8627
            vouches: [title]
    """
    for address in addresses(catalog):
        url = address.url
        encoded = quote(url, safe=_SAFE)
        if _BROKEN_CODE.search(url):
            yield address.finding("a % without its two digits: the address is cut")
        elif encoded != url:
            yield address.finding("a character that is not percent-encoded", encoded)
        elif trailing := _TRAILING.search(url):
            shown = url[: trailing.start()]
            yield address.finding("punctuation behind the address", shown)
        elif found := hosted(url):
            yield from _damaged(address, found)


def _damaged(address: SourceAddress, found: Hosted) -> Iterator[Finding]:
    last = found.path.rpartition("/")[2]
    glued = _GLUED.fullmatch(found.path)
    if found.has_ref and glued:
        better = found.file(glued["commit"], glued["path"])
        yield address.finding("a commit behind the path", better)
    elif found.host.startswith("raw."):
        better = found.file(found.ref, found.path)
        yield address.finding("the address of raw bytes", better)
    elif found.verb == "tree" and re.search(r"\w\.[A-Za-z]\w{0,4}$", last):
        better = found.file(found.ref, found.path)
        yield address.finding("the address of a folder for a file", better)
    elif found.is_file and not found.path:
        yield address.finding("no path behind the commit: the address is cut")
    elif found.is_file and "." not in last and not _WHOLE_NAME.fullmatch(last):
        yield address.finding(f"{last!r} is no name of a file: cut, or a folder")


@check("C248", severity="warning")
def moving_source(catalog: Catalog) -> Iterator[Finding]:
    """A source shows another text tomorrow.

    A file of a repository is cited at a commit, by 7 to 40 hexadecimal digits instead
    of `main` or `HEAD`; only then does everybody see what was seen. GitHub gives that
    address with the key `y`, Hugging Face under “History”. A commit must be one in which
    the source says what it vouches for.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        sources:
          - url: https://github.com/sketch/sketch/blob/main/README.md
            vouches: [title]
    """
    for address in addresses(catalog):
        found = hosted(address.url)
        if found and found.has_ref and not found.is_pinned:
            if _GLUED.fullmatch(found.path):  # C247 mends both
                continue
            message = f"{found.ref or found.verb!r} is no commit, so the source moves"
            yield address.finding(message)


@check("C249", severity="warning")
def page_of_a_repository(catalog: Catalog) -> Iterator[Finding]:
    """The page of a repository vouches for what only a file of it says.

    The page of a repository, model or dataset states its name, links, licence and dates,
    and which paper it belongs to. All else stands in a file, such as its README: cite
    that at a commit. A work that has no other publication than that page (`url`) may
    cite it for everything.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        sources:
          - url: https://github.com/sketch/sketch
            vouches: [title]
    """
    for record in catalog:
        own = getattr(record, "url", None)
        for n, source in enumerate(record.sources):
            found = hosted(source.url or "")
            if not found or found.verb or source.url == own:
                continue
            for m, path in enumerate(source.vouches):
                if not all(
                    any(covers(known, field) for known in _OF_PAGE)
                    for field in stated_fields(record)
                    if covers(path, field)
                ):
                    message = (
                        f"{path!r} stands in a file of the repository, not on its page"
                    )
                    yield Finding(record, ("sources", n, "vouches", m), message)
