"""sqlite-utils: makes tables of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peers import FEW, HELP, SQLITE, VERSION, Peer, Task, Work, write_json

if TYPE_CHECKING:
    from pathlib import Path


def write(works: list[Work], at: Path) -> None:
    """Write one JSON file."""
    write_json(works, at / "works.json")


PEER = Peer(
    "sqlite-utils",
    (
        Task(
            HELP,
            "sqlite-utils --help",
            ("sqlite-utils", "--help"),
            "less: click, plain text",
        ),
        Task(
            VERSION,
            "sqlite-utils --version",
            ("sqlite-utils", "--version"),
            "less: click",
        ),
        Task(
            FEW,
            "sqlite-utils memory",
            ("sqlite-utils", "memory", "few/works.json", "select id, title from works"),
            "less: reads one JSON file",
        ),
        Task(
            SQLITE,
            "sqlite-utils insert",
            (
                *("sqlite-utils", "insert", "out.db", "works", "all/works.json"),
                *("--pk", "id", "--alter"),
            ),
            "less: one table whose cells hold JSON, from one JSON file; ours has tables"
            " for people, sources and words, with keys and full-text search",
            output="out.db",
        ),
    ),
    ("pip", "sqlite-utils"),
    write,
)
