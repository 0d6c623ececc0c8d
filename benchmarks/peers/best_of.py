"""best-of: renders a ranked list of projects from one YAML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peers import (
    HELP,
    RENDER,
    VERSION,
    Peer,
    Task,
    Work,
    address,
    section,
    title,
    write_yaml,
)

if TYPE_CHECKING:
    from pathlib import Path


def write(works: list[Work], at: Path) -> None:
    """Write `projects.yaml`, which shows everything and asks no service."""
    categories = sorted({section(work) for work in works})
    projects = [
        {
            "name": work["id"],
            "homepage": address(work),
            "description": title(work),
            "license": work.get("license", "MIT"),
            "category": section(work),
        }
        for work in works
    ]
    configuration = {
        "output_file": f"{at.name}/out.md",
        "projects_history_folder": None,
        "min_projectrank": 0,
        "min_stars": 0,
        "allowed_licenses": ["all"],
    }
    data = {
        "configuration": configuration,
        "categories": [{"category": name, "title": name} for name in categories],
        "projects": projects,
    }
    write_yaml(data, at / "projects.yaml")


PEER = Peer(
    "best-of",
    (
        Task(
            HELP,
            "best-of --help",
            ("best-of", "--help"),
            "less: click, plain text, one command",
        ),
        Task(VERSION, "best-of --version", ("best-of", "--version"), "less: click"),
        Task(
            RENDER,
            "best-of generate",
            ("best-of", "generate", "all/projects.yaml"),
            "less: name, description and licence from one file; no checks, and asks no"
            " service here; more: ranks the projects",
            output="all/out.md",
        ),
    ),
    ("pip", "best-of"),
    write,
)
