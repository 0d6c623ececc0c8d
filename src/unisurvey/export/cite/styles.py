"""CSL styles: found by name or file, and made fit for citeproc-py.

Shipped are some styles of the official repository, and the names of the journals that
follow them; nothing is downloaded. Any other style is a file of the user's.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from unisurvey.errors import UsageError, close_matches, did_you_mean
from unisurvey.files import read_named

if TYPE_CHECKING:
    from collections.abc import Iterator

POPULAR = {
    "acl": "association-for-computational-linguistics",
    "acm": "association-for-computing-machinery",
    "ama": "american-medical-association",
    "apa": "apa",
    "chicago": "chicago-author-date",
    "elsevier": "elsevier-with-titles",
    "harvard": "harvard-cite-them-right",
    "ieee": "ieee",
    "mla": "modern-language-association",
    "nature": "nature",
    "springer": "springer-basic-author-date",
    "vancouver": "nlm-citation-sequence",
}
"""Short name → the style's name in the repository."""

REPOSITORY = "https://github.com/citation-style-language/styles"

MOST_BYTES = 2**20
"""Of a style file; the longest of the repository has a fifth of that."""

_FOLDER = Path(__file__).with_name("citation_styles")
_NAME = re.compile(r"[a-z0-9-]+")
_CSL = "{http://purl.org/net/xbiblio/csl}"
_PARENT = f"{_CSL}info/{_CSL}link[@rel='independent-parent']"


def style_names() -> list[str]:
    """Return the names of the styles that are shipped, the popular ones first."""
    files = sorted(path.stem for path in _FOLDER.glob("*.csl"))
    return list(dict.fromkeys((*POPULAR, *files)))


def read_style(style: str) -> bytes:
    """Return the XML of an independent style.

    Args:
        style: Popular name (`apa`), name in the repository, also of a journal that
            follows a shipped style (`ieee-transactions-on-multimedia`), or path of a
            `.csl` file.

    Raises:
        UsageError: there is no such style, or the file is not one.
    """
    root = _parse(find_style(style))
    link = root.find(_PARENT)
    if link is not None:
        root = _parse(_find_parent(style, link.get("href", "").rpartition("/")[2]))
    if root.find(f"{_CSL}bibliography") is None:
        raise UsageError(f"style {style!r} formats no bibliography, only notes")
    _spell_out_initials(root)
    return bytes(etree.tostring(root))


def find_style(style: str) -> Path:
    """Return the file of a style, without following a dependent style to its parent.

    Raises:
        UsageError: there is none; names the closest.
    """
    if style.endswith(".csl"):
        return Path(style)
    name = style.strip().casefold().replace(" ", "-").replace("_", "-")
    found = _shipped(name)
    if found is None:
        close = close_matches(name, POPULAR) or close_matches(
            name, (*style_names(), *_followers())
        )
        raise UsageError(
            f"unknown style {style!r}{did_you_mean(close)}\n"
            f"shipped are {', '.join(_names_to_show())}; any other is given as a .csl "
            f"file, and thousands are published at {REPOSITORY}"
        )
    return found


def _names_to_show() -> Iterator[str]:
    """Yield a name for each shipped style, the short one where there is one."""
    return (
        name
        for name in style_names()
        if name not in POPULAR.values() or name in POPULAR
    )


def _find_parent(style: str, name: str) -> Path:
    found = _shipped(name)
    if found is None:
        raise UsageError(
            f"{style} only follows the style {name!r}, which is not among those that "
            f"are shipped; give that one's file, published at {REPOSITORY}"
        )
    return found


def _shipped(name: str) -> Path | None:
    name = POPULAR.get(name, name)
    path = _FOLDER / f"{name}.csl"
    if not _NAME.fullmatch(name):
        return None
    if not path.is_file() and name in _followers():
        path = _FOLDER / f"{_followers()[name]}.csl"
    return path if path.is_file() else None


@cache
def _followers() -> dict[str, str]:
    """Return journals, and former names of styles, with the shipped style they follow."""
    groups: dict[str, list[str]] = json.loads(read_named(_FOLDER / "journals.json"))
    return {name: style for style, names in groups.items() for name in names}


def _parse(path: Path) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True
    )
    try:
        root = etree.fromstring(read_named(path, MOST_BYTES), parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path} is not a CSL style: {error.msg}") from None
    if root.tag != f"{_CSL}style":
        raise UsageError(f"{path} is not a CSL style: its root is {root.tag!r}")
    return root


def _spell_out_initials(root: Any) -> None:
    """Express `initialize="false"`, which citeproc-py ignores, in what it knows.

    A style's `initialize-with` moves from its root to the names that want initials.
    """
    names = root.findall(f".//{_CSL}name")
    if all(name.get("initialize") != "false" for name in names):
        return
    inherited = root.attrib.pop("initialize-with", None)
    for name in names:
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif inherited is not None and "initialize-with" not in name.attrib:
            name.set("initialize-with", inherited)
