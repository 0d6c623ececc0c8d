"""This program, and the least that one of its kind would have to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peers import (
    AGAIN,
    CHECK,
    FEW,
    HELP,
    LIST,
    READ,
    RENDER,
    SEARCH,
    SQLITE,
    VERSION,
    WRITE,
    Peer,
    Task,
    script,
)

if TYPE_CHECKING:
    from pathlib import Path

COLD = {"UNISURVEY_NO_CACHE": "1"}
SCHEMA = """
import gc, sys
gc.disable()
from pathlib import Path
import yaml
from unisurvey.records.loading import load_vocabularies
from unisurvey.schema import KINDS
known = load_vocabularies(Path("all"))
for folder, schema in KINDS.items():
    for path in sorted(Path("all/data", folder).glob("*.yaml")):
        data = yaml.load(path.read_bytes(), yaml.CSafeLoader)
        schema.model_validate({**data, "id": path.stem}, context=known)
"""
READER = """
from pathlib import Path
from unisurvey.bib.reader import parse_bib
print(len(parse_bib(Path("all/foreign.bib").read_bytes()).entries))
"""


def change_one(folder: Path, root: str = "all") -> None:
    """Change a record so that it is still in canonical text, and at the next call back."""
    path = min((folder / root / "data" / "papers").glob("*.yaml"))
    text = path.read_text("utf-8")
    *_, day = re.finditer(r'^added: "\d{4}-\d\d-\d(\d)"$', text, re.MULTILINE)
    other = "2" if day[1] == "1" else "1"
    path.write_text(f"{text[: day.start(1)]}{other}{text[day.end(1) :]}", "utf-8")


def ours(*words: str, root: str = "all") -> tuple[str, ...]:
    """Return a command line of this program."""
    return ("unisurvey", "--root", root, *words)


def by_size(root: str) -> list[Task]:
    """Return what is timed at more than one size, in the same order at each."""
    unchanged = {
        "list papers": "list papers",
        "list papers, as a table": "list papers -f table",
        "bib --from": f"bib --from {root}/cites.tex",
        "search": "search unified+token",
        "sql": "sql select+count(*)+from+papers",
        "bib": "bib -o out.bib",
        "export csv": "export csv -o out.csv",
        "export hayagriva": "export hayagriva -o out.yaml",
        "export sqlite": "export sqlite -o out.db",
        "validate": "validate",
        "fmt --check": "fmt --check",
        "audit": f"audit {root}/foreign.bib",
        "diff": f"diff {root}/FOREIGN.md",
    }

    def words(line: str) -> tuple[str, ...]:
        found = (word.replace("+", " ") for word in line.split())
        return ours(*found, root=root)

    tasks = [
        Task("", name, words(line), exits=(0, 1) if name in {"audit", "diff"} else (0,))
        for name, line in unchanged.items()
    ]

    def change(folder: Path) -> None:
        change_one(folder, root)

    changed = Task("", "validate, one file changed", words("validate"), before=change)
    cold = Task("", "validate, no cache", words("validate"), environment=COLD)
    render = Task("", "render, no cache", words("render"), environment=COLD)
    return [*tasks, changed, cold, render]


PEER = Peer(
    "unisurvey",
    (
        Task(HELP, "unisurvey --help", ours("--help")),
        Task(VERSION, "unisurvey --version", ours("--version")),
        Task(FEW, "unisurvey list", ours("list", root="few")),
        Task(FEW, "unisurvey show", ours("show", "show-o", root="few")),
        Task(CHECK, "unisurvey validate", ours("validate"), environment=COLD),
        Task(AGAIN, "unisurvey validate", ours("validate")),
        Task(
            AGAIN,
            "unisurvey validate, one file changed",
            ours("validate"),
            "more: one record is another each time",
            before=change_one,
        ),
        Task(
            RENDER,
            "unisurvey render readme",
            ours("render", "readme"),
            output="all/README.md",
        ),
        Task(WRITE, "unisurvey bib", ours("bib", "-o", "out.bib"), output="out.bib"),
        Task(READ, "unisurvey", script(READER)),
        Task(LIST, "unisurvey list papers", ours("list", "papers")),
        Task(SEARCH, "unisurvey search", ours("search", "unified token")),
        Task(
            SQLITE,
            "unisurvey export sqlite",
            ours("export", "sqlite", "-o", "out.db"),
            output="out.db",
        ),
    ),
)
FLOOR = Peer(
    "floor",
    (
        Task(HELP, "python", script(""), "less: nothing but Python"),
        Task(
            HELP,
            "import typer, pydantic, yaml",
            script("import typer, pydantic, yaml"),
            "less: what this program is built on, without a line of its own",
        ),
        Task(
            CHECK,
            "PyYAML's C loader and our schema",
            script(SCHEMA),
            "less: no strict YAML, no check of the whole, no place of a problem",
        ),
    ),
)
