"""Files of the site → a folder: what is the same is not written, what is gone is removed.

A file that is not known to be ours is never removed or replaced.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.atomic import sweep, write_if_changed
from unisurvey.errors import UsageError
from unisurvey.files import read_regular
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
    before = _manifest(folder)
    if before is None and folder.exists() and any(folder.iterdir()):
        raise UsageError(
            f"{folder} holds files that are of no site, expected an empty folder or one "
            "that a site was built into before"
        )
    made = {
        address: content.encode() if isinstance(content, str) else content
        for address, content in pages
    }
    known = {address: _digest(data) for address, data in made.items()}
    for place in {(folder / address).parent for address in made}:
        sweep(place)
    changed = sum(
        write_if_changed(folder / address, data, among_many=True)
        for address, data in made.items()
    )
    removed, kept = 0, []
    for address, digest in (before or {}).items():
        path = folder / address
        if address not in known and path.is_file():
            if _digest(read_regular(path)) == digest:
                path.unlink()
                removed += 1
                _prune(path.parent, folder)
            else:
                kept.append(address)
    write_if_changed(folder / MANIFEST, json_document({"files": known}))
    return Built(len(known), changed, removed, tuple(kept))


def _prune(folder: Path, top: Path) -> None:
    """Remove a folder that has become empty, and those above it."""
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _manifest(folder: Path) -> dict[str, str] | None:
    """Return the files that a site put there; `None` where none did."""
    path = folder / MANIFEST
    if not path.is_file():
        return None
    try:
        files = json.loads(read_regular(path))["files"]
        return {
            address: digest
            for address, digest in files.items()
            if ".." not in address.split("/") and not address.startswith("/")
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f"{path} is no list of the files of a site; remove it to begin anew"
        ) from None
