"""What others have written and pages run: as published, licensed, and little."""

import base64
import gzip
import hashlib
import io
import re
import runpy
import tarfile
import tomllib
from pathlib import Path

import pytest

MOST = 30_000
"""Bytes, compressed, of all that is vendored."""


@pytest.fixture(scope="module")
def tool():
    return runpy.run_path(str(Path(__file__).parents[2] / "tools" / "vendor.py"))


@pytest.fixture(scope="module")
def listed(tool):
    return [(library, tool["VENDOR"]) for library in tool["libraries"]()]


def test_every_file_is_listed_with_its_hash(listed):
    told = {
        path: file["sha256"]
        for each, _ in listed
        for path, file in each["files"].items()
    }
    vendor = listed[0][1]
    there = {
        path.relative_to(vendor).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in vendor.rglob("*")
        if path.is_file() and path.name != "vendor.toml"
    }

    assert there == told


def test_a_library_says_what_it_is_and_why(listed):
    for library, vendor in listed:
        assert set(library) == {
            *("name", "version", "license", "why", "integrity", "files")
        }
        kind, _, digest = library["integrity"].partition("-")
        assert (kind, len(base64.b64decode(digest, validate=True))) == ("sha512", 64)
        assert library["why"]
        (text,) = (path for path in library["files"] if path.endswith("/LICENSE"))
        assert (vendor / text).read_text().startswith(f"{library['license']} License")


def test_licences_are_in_the_package(listed, repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]

    for library, vendor in listed:
        assert library["license"] in project["license"].split(" AND ")
        for path in library["files"]:
            if path.endswith("/LICENSE"):
                file = (vendor / path).relative_to(repository).as_posix()
                assert file in project["license-files"]


def test_scripts_are_small_and_evaluate_no_text(listed):
    scripts = [
        (vendor / path).read_bytes()
        for library, vendor in listed
        for path in library["files"]
        if path.endswith(".js")
    ]

    assert sum(len(gzip.compress(script, mtime=0)) for script in scripts) < MOST
    for script in scripts:
        assert not re.search(rb"\beval\b|\bFunction\(|\bimport\(|\bfetch\(", script)


@pytest.fixture(scope="session")
def published():
    """A library's tarball, and what is listed of it."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, text in (("dist/a.js", b"a"), ("LICENSE", b"MIT License")):
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    tarball = held.getvalue()
    digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    files = {"a/a.js": {"of": "dist/a.js", "sha256": hashlib.sha256(b"a").hexdigest()}}
    library = {"name": "a", "version": "1", "integrity": f"sha512-{digest}"}
    return {**library, "files": files}, tarball


def test_what_is_published_is_written_and_then_in_order(tool, published, tmp_path):
    library, tarball = published

    (missing,) = tool["faults"](library, tarball, tmp_path, write=False)
    written = list(tool["faults"](library, tarball, tmp_path, write=True))

    assert missing == f"a 1: {tmp_path / 'a' / 'a.js'} is not dist/a.js of the tarball"
    assert (
        written == list(tool["faults"](library, tarball, tmp_path, write=False)) == []
    )
    assert (tmp_path / "a" / "a.js").read_bytes() == b"a"


def test_another_tarball_is_told_and_nothing_written(tool, published, tmp_path):
    library, tarball = published
    other = {**library, "integrity": "sha512-other"}

    told = list(tool["faults"](other, tarball, tmp_path, write=True))

    assert told[0] == f"a 1: the tarball is {library['integrity']}"
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_told(tool, published, tmp_path):
    library, tarball = published
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.js").write_text("mine")
    gone = {"a/b.js": {"of": "dist/b.js", "sha256": ""}}

    told = list(
        tool["faults"](
            {**library, "files": library["files"] | gone},
            tarball,
            tmp_path,
            write=False,
        )
    )

    assert told == [
        f"a 1: {tmp_path / 'a' / 'a.js'} is not dist/a.js of the tarball",
        "a 1: there is no dist/b.js in the tarball",
    ]
