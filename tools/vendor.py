"""Check the libraries that pages run against what their authors have published.

    python tools/vendor.py [--write]

Reads vendor.toml, lets npm fetch each tarball, and compares its hash and every file.
With --write files that differ are replaced, if the tarball is the one that is named; for
another version, change `version` there: the hashes to write down are told.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parents[1]
VENDOR = HERE / "src" / "unisurvey" / "site" / "static" / "vendor"


def libraries(vendor: Path = VENDOR) -> list[dict[str, Any]]:
    """Return what the list of a folder says of each library."""
    found: list[dict[str, Any]] = tomllib.loads(
        (vendor / "vendor.toml").read_text("utf-8")
    )["library"]
    return found


def fetched(name: str, version: str) -> bytes:
    """Return the published tarball, as npm's client gets it."""
    with TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{name}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (tarball,) = Path(folder).iterdir()
        return tarball.read_bytes()


def integrity(tarball: bytes) -> str:
    """Return the hash of a tarball in npm's notation."""
    digest = hashlib.sha512(tarball).digest()
    return f"sha512-{base64.b64encode(digest).decode()}"


def members(tarball: Path) -> dict[str, bytes]:
    """Return path below the package → content of each file of a tarball."""
    with tarfile.open(tarball) as archive:
        return {
            member.name.partition("/")[2]: file.read()
            for member in archive
            if (file := archive.extractfile(member))
        }


def faults(
    library: dict[str, Any], tarball: bytes, vendor: Path, *, write: bool
) -> Iterator[str]:
    """Yield what is not as the list says, after mending the files that can be."""
    name = f"{library['name']} {library['version']}"
    if integrity(tarball) != library["integrity"]:
        yield f"{name}: the tarball is {integrity(tarball)}"
        write = False
    with TemporaryDirectory() as folder:
        place = Path(folder, "package.tgz")
        place.write_bytes(tarball)
        published = members(place)
    for path, told in library["files"].items():
        data = published.get(told["of"])
        if data is None:
            yield f"{name}: there is no {told['of']} in the tarball"
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest != told["sha256"]:
            yield f"{name}: {told['of']} is {digest}"
        here = vendor / path
        if not here.is_file() or here.read_bytes() != data:
            if write:
                here.parent.mkdir(parents=True, exist_ok=True)
                here.write_bytes(data)
                print(f"wrote {here}")
            else:
                yield f"{name}: {here} is not {told['of']} of the tarball"


def main(*, write: bool) -> int:
    """Look at every library; return whether something is not as it should be."""
    found = [
        fault
        for library in libraries()
        for fault in faults(
            library,
            fetched(library["name"], library["version"]),
            VENDOR,
            write=write,
        )
    ]
    print("\n".join(found) or "every file is as published")
    return bool(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    sys.exit(main(write=parser.parse_args().write))
