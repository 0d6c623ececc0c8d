"""Files of the site → a folder: what is the same is not written, what is gone is removed.

A file that is not known to be ours is never removed or replaced, nor is one to which a
link leads: folders of pages are published, so somebody else may have written there.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.atomic import sweep, write_if_changed
from unisurvey.errors import UsageError
from unisurvey.files import Tree
from unisurvey.site.addresses import MANIFEST
from unisurvey.text.jsontext import json_document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Built(NamedTuple):
    """What building a site did."""

    files: int
    changed: int
    removed: int
    kept: tuple[str, ...]
    """Files of an earlier site that somebody has changed since; they stay."""


def build(pages: Iterable[tuple[str, str | bytes]], folder: Path) -> Built:
    """Write a site into a folder.

    Args:
        pages: Address and content of each file; all are made before one is written.
        folder: Empty, not there yet, or one that a site was built into before.

    Raises:
        UsageError: it holds something else.
        OSError: it cannot be written to.
    """
    tree = Tree(folder)
    before = _manifest(folder, tree)
    if before is None and folder.exists() and any(folder.iterdir()):
        raise UsageError(
            f"{folder} holds files that are of no site, expected an empty folder or one "
            "that a site was built into before"
        )
    before = before or {}
    made = {
        address: content.encode() if isinstance(content, str) else content
        for address, content in pages
    }
    for address in made:
        _refuse_foreign(folder / address, tree, is_known=address in before)
    known = {address: _digest(data) for address, data in made.items()}
    # First, or what an interrupted build leaves behind would be nobody's.
    _tell(folder, before | known)
    for place in {(folder / address).parent for address in made}:
        sweep(place)
    changed = sum(
        write_if_changed(folder / address, data, among_many=True)
        for address, data in made.items()
    )
    removed, kept = 0, []
    for address, digest in before.items():
        path = folder / address
        if address not in known and path.is_file() and tree.holds(path):
            if path.is_symlink() or _digest(tree.read(path)) != digest:
                kept.append(address)
            else:
                path.unlink()
                removed += 1
                _prune(path.parent, folder)
    _tell(folder, known)
    return Built(len(known), changed, removed, tuple(kept))


def _refuse_foreign(path: Path, tree: Tree, *, is_known: bool) -> None:
    """Let nothing be written over that no site has put there.

    Raises:
        UsageError: it is a link, lies outside, or is no file of a site.
    """
    if path.is_symlink() or not tree.holds(path):
        raise UsageError(f"{path} is a link, which is not followed; remove it")
    if path.exists() and not is_known:
        raise UsageError(f"{path} is of no site, but one would stand there; move it")


def _tell(folder: Path, files: dict[str, str]) -> None:
    write_if_changed(folder / MANIFEST, json_document({"files": files}))


def _prune(folder: Path, top: Path) -> None:
    """Remove a folder that has become empty, and those above it."""
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _manifest(folder: Path, tree: Tree) -> dict[str, str] | None:
    """Return the files that a site put there; `None` where none did."""
    path = folder / MANIFEST
    if path.is_symlink() or not path.exists():
        return None
    try:
        return dict(json.loads(tree.read(path))["files"].items())
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f"{path} is no list of the files of a site; remove it to begin anew"
        ) from None
