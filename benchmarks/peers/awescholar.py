"""awescholar: a list of papers from one JSON file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from peers import (
    FEW,
    HELP,
    RENDER,
    SEARCH,
    VERSION,
    Peer,
    Task,
    Work,
    address,
    code,
    people,
    section,
    title,
    write_json,
)

if TYPE_CHECKING:
    from pathlib import Path


def write(works: list[Work], at: Path) -> None:
    """Write its archive."""
    archive: dict[str, list[dict[str, str]]] = defaultdict(list)
    for work in works:
        entry = {
            "title": title(work),
            "team": ", ".join(people(work)),
            "year": str(work.get("date", "2020"))[:7].replace("-", "."),
            "venue": work.get("venue", "arXiv"),
            "domain": work["kind"],
            "doi": work.get("doi", ""),
            "paperUrl": address(work),
            "codeUrl": code(work),
        }
        archive[section(work)].append(entry)
    write_json(archive, at / "archive.json")


PEER = Peer(
    "awescholar",
    (
        Task(
            HELP,
            "awescholar --help",
            ("awescholar", "--help"),
            "less: argparse, plain text",
        ),
        Task(
            VERSION,
            "awescholar --version",
            ("awescholar", "--version"),
            "less: argparse",
        ),
        Task(
            FEW,
            "awescholar reader query",
            (
                "awescholar",
                "reader",
                "query",
                "unified",
                "--archive",
                "few/archive.json",
            ),
            "less: ten hits from one JSON file",
        ),
        Task(
            RENDER,
            "awescholar render readme",
            (
                *("awescholar", "render", "readme", "--archive", "all/archive.json"),
                *("--readme", "out.md", "--no-backup"),
            ),
            "less: reads one JSON file, checks nothing, one table per section",
            output="out.md",
        ),
        Task(
            SEARCH,
            "awescholar reader query",
            (
                *("awescholar", "reader", "query", "unified token"),
                *("--archive", "all/archive.json"),
            ),
            "less: whole words in five fields of one JSON file, no misspellings; it"
            " prints ten hits",
        ),
    ),
    ("pip", "awescholar"),
    write,
)
