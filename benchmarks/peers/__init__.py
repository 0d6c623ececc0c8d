"""Programs that do some of what this one does, a file for each.

Each file says in `PEER` how its program is installed, writes the same works in the
program's own format, and names the commands that are timed, with what they do more or less
than ours. Commands run in the peer's folder, which has the works as `few` (the real
catalogue), `all` (the synthetic one) and `papers` (its papers alone).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Work = dict[str, Any]
"""A record's plain data, with its `id` and the folder it stands in as `kind`."""

FOREIGN = "../unisurvey/all/foreign.bib"
PAPERS = "../unisurvey/papers.bib"

HELP = "Print help"
VERSION = "Print the version"
FEW = "List or find few records"
CHECK = "Load and check everything"
AGAIN = "Check again, nothing changed"
RENDER = "Render the list"
WRITE = "Write BibTeX"
READ = "Read a `.bib`"
LIST = "List everything"
SEARCH = "Search"
SQLITE = "Write an SQLite file"


@dataclass(frozen=True)
class Task:
    """A command that is timed."""

    work: str
    """Which of the headings above it stands under."""

    name: str
    command: tuple[str, ...]
    differs: str = ""
    """What it does more or less than our command under this heading."""

    output: str = ""
    """What it writes, removed before each run; that it is there shows that it worked."""

    exits: tuple[int, ...] = (0,)
    """What it exits with when all is well: 1 too where it finds what it looks for."""

    environment: dict[str, str] = field(default_factory=dict)
    before: Callable[[Path], object] | None = None
    """Gets the folder in which the command then runs."""


@dataclass(frozen=True)
class Peer:
    """A program, or the least that any program would have to do."""

    name: str
    tasks: tuple[Task, ...]
    install: tuple[str, ...] = ()
    """`pip` or `npm`, and what to ask it for; without it runs what is installed here."""

    write: Callable[[list[Work], Path], object] | None = None


def script(text: str) -> tuple[str, ...]:
    """Return the command that runs a Python text, for a library without commands."""
    return ("python", "-c", text)


def works(root: Path) -> list[Work]:
    """Read all records of a root, each with an id of its own."""
    found = []
    for kind in ("papers", "datasets", "benchmarks"):
        for path in sorted((root / "data" / kind).glob("*.yaml")):
            name = path.stem if kind == "papers" else f"{path.stem}-{kind}"
            data = yaml.load(path.read_bytes(), yaml.CSafeLoader)
            found.append({"id": name, "kind": kind, **data})
    return found


def title(work: Work) -> str:
    """Return the title of a paper, else the name."""
    return str(work.get("title") or work["name"])


def section(work: Work) -> str:
    """Return the one section in which a list shows the work."""
    model = work.get("model") or {}
    return str(
        model.get("section")
        or work.get("section")
        or work.get("sections", ["others"])[0]
    )


def people(work: Work) -> list[str]:
    """Return the authors as texts; data have none."""
    authors = work.get("authors") or ["Nobody"]
    return [a if isinstance(a, str) else a["organization"] for a in authors]


def address(work: Work) -> str:
    """Return where the work is found."""
    if "arxiv" in work:
        return f"https://arxiv.org/abs/{work['arxiv']}"
    links = work.get("links") or {}
    return str(work.get("url") or next(iter(links.values()), "https://example.org/"))


def code(work: Work) -> str:
    """Return the address of the code, or an empty text."""
    return str((work.get("links") or {}).get("code", ""))


def write_json(data: object, path: Path) -> None:
    """Write what a peer reads as JSON; YAML readers take it too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")


def write_yaml(data: object, path: Path) -> None:
    """Write what a peer reads as YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dump = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    path.write_text(dump, "utf-8")
