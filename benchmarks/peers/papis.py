"""papis: a library of documents, a folder with `info.yaml` for each."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from peers import (
    AGAIN,
    CHECK,
    FEW,
    HELP,
    LIST,
    SEARCH,
    VERSION,
    WRITE,
    Peer,
    Task,
    Work,
    address,
    people,
    title,
    write_yaml,
)

if TYPE_CHECKING:
    from pathlib import Path


def write(works: list[Work], at: Path) -> None:
    """Write a library."""
    for n, work in enumerate(works):
        parts = [name.rpartition(" ") for name in people(work)]
        info = {
            "papis_id": f"{n:032x}",
            "ref": work.get("key") or work["id"],
            "type": "inproceedings" if "venue" in work else "misc",
            "title": title(work),
            "author": " and ".join(f"{last}, {first}" for first, _, last in parts),
            "author_list": [
                {"given": first, "family": last} for first, _, last in parts
            ],
            "year": int(str(work.get("date", "2020"))[:4]),
            "url": address(work),
        }
        info |= {name: work[name] for name in ("doi", "pages") if name in work}
        if "arxiv" in work:
            info |= {"eprint": work["arxiv"], "eprinttype": "arXiv"}
        if "venue" in work:
            info["booktitle"] = work["venue"]
        write_yaml(info, at / work["id"] / "info.yaml")


def forget(folder: Path) -> None:
    """Remove the cache, which `doctor` then fills."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)


CHECKS = (
    "less: {} checks of single documents, none across documents; no schema, no places; reads"
    " title, people and identifiers alone, no sources or models"
)
DOCTOR = ("papis", "-l", "./all", "doctor", "--all")
PEER = Peer(
    "papis",
    (
        Task(HELP, "papis --help", ("papis", "--help"), "less: click, plain text"),
        Task(VERSION, "papis --version", ("papis", "--version"), "less: click"),
        Task(
            FEW,
            "papis list",
            ("papis", "-l", "./few", "list", "--all"),
            "less: one line each, from a pickled cache",
        ),
        Task(CHECK, "papis doctor", DOCTOR, CHECKS.format(5), before=forget),
        Task(
            CHECK,
            "papis doctor --all-checks",
            (*DOCTOR, "--all-checks"),
            CHECKS.format(15),
            before=forget,
        ),
        Task(AGAIN, "papis doctor", DOCTOR, CHECKS.format(5)),
        Task(
            WRITE,
            "papis export",
            (
                *("papis", "-l", "./papers", "export", "--all", "--batch"),
                *("-f", "bibtex", "-o", "out.bib"),
            ),
            "less: from its cache, fields as they stand, no choice of flavour",
            output="out.bib",
        ),
        Task(
            LIST,
            "papis list",
            ("papis", "-l", "./all", "list", "--all"),
            "less: prints the folder of each from a pickled cache",
        ),
        Task(
            SEARCH,
            "papis list QUERY",
            ("papis", "-l", "./all", "list", "--all", "title:unified title:token"),
            "less: words of the title as they stand, no rank, no misspellings",
        ),
    ),
    ("pip", "papis"),
    write,
)
