"""Addresses of sources: whether anybody can open what was opened, and only that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from unisurvey.checks.registry import Finding, check
from unisurvey.checks.subject import is_covered
from unisurvey.schema import Record
from unisurvey.schema.provenance import covers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.checks.subject import Subject
    from unisurvey.schema.hosted import Hosted

_TRAILING = re.compile(r"[.,;:!'*]+$")
_BROKEN_CODE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_GLUED = re.compile(r"(?P<path>.+)@(?P<commit>[0-9a-f]{7,40})")
_WHOLE_NAME = re.compile(r"[A-Z][A-Z0-9_-]*|Makefile|Dockerfile")
"""Names of files that have no ending: LICENSE, README, Makefile."""

_SAFE = "!#$%&'()*+,/:;=?@[]~"
_UNSAFE = re.compile(rf"[^\w.{re.escape(_SAFE)}-]", re.ASCII)
_OF_PAGE = (
    *("name", "model.name", "url", "arxiv", "date", "links", "repository"),
    *("license", "code_license", "model.weights_license", "model.variants"),
)
"""Fields that the page of a repository, model or dataset states by itself."""


@check("C247", severity="warning", fixable=True, each=Record)
def damaged_address(subject: Subject[Record]) -> Iterator[Finding]:
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
    for loc, url, found in subject.addresses:
        better = None
        if _BROKEN_CODE.search(url):
            message = "a % without its two digits: the address is cut"
        elif _UNSAFE.search(url):
            message, better = (
                "a character that is not percent-encoded",
                quote(url, _SAFE),
            )
        elif trailing := _TRAILING.search(url):
            message, better = "punctuation behind the address", url[: trailing.start()]
        elif fault := _damaged(found):
            message, better = fault
        else:
            continue
        if better is None:
            yield Finding(subject.record, loc, message)
        else:
            message = f"{message}, expected {better}"
            yield Finding(subject.record, loc, message, fix={loc: better})


def _damaged(found: Hosted | None) -> tuple[str, str | None] | None:
    """Return what is wrong with an address, and the only one that can be meant."""
    if found is None:
        return None
    last = found.path.rpartition("/")[2]
    if found.has_ref and (glued := _GLUED.fullmatch(found.path)):
        return "a commit behind the path", found.file(glued["commit"], glued["path"])
    if found.host.startswith("raw."):
        return "the address of raw bytes", found.file(found.ref, found.path)
    if found.verb == "tree" and re.search(r"\w\.[A-Za-z]\w{0,4}$", last):
        better = found.file(found.ref, found.path)
        return "the address of a folder for a file", better
    if found.is_file and not found.path:
        return "no path behind the commit: the address is cut", None
    if found.is_file and "." not in last and not _WHOLE_NAME.fullmatch(last):
        return f"{last!r} is no name of a file: cut, or a folder", None
    return None


@check("C248", severity="warning", each=Record)
def moving_source(subject: Subject[Record]) -> Iterator[Finding]:
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
    for loc, _, found in subject.addresses:
        if found and found.has_ref and not found.is_pinned:
            if _GLUED.fullmatch(found.path):  # C247 mends both
                continue
            message = f"{found.ref or found.verb!r} is no commit, so the source moves"
            seen = f"cite what was read: {found.file('COMMIT', found.path)}"
            hint = seen if found.is_file and found.path else None
            yield Finding(subject.record, loc, message, hint)


@check("C249", severity="warning", each=Record)
def page_of_a_repository(subject: Subject[Record]) -> Iterator[Finding]:
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
    record = subject.record
    own = getattr(record, "url", None)
    pages = {
        a.url: a.hosted for a in subject.addresses if a.hosted and not a.hosted.verb
    }
    for n, source in enumerate(record.sources):
        if source.url not in pages or source.url == own:
            continue
        for m, path in enumerate(source.vouches):
            if not all(
                is_covered(field, _OF_PAGE)
                for field in subject.fields
                if covers(path, field)
            ):
                message = (
                    f"{path!r} stands in a file of the repository, not on its page"
                )
                readme = pages[source.url].file("COMMIT", "README.md")
                hint = f"cite the file, such as {readme}"
                yield Finding(record, ("sources", n, "vouches", m), message, hint)
