"""hecat: renders and lints awesome-selfhosted, a YAML file for each entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peers import (
    CHECK,
    HELP,
    RENDER,
    Peer,
    Task,
    Work,
    address,
    code,
    section,
    title,
    write_yaml,
)

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "git+https://github.com/nodiscc/hecat@9bc0b13"
"""It is in no package index."""


def write(works: list[Work], at: Path) -> None:
    """Write software, tags, platforms, licences and the two configurations."""
    for work in works:
        entry = {
            "name": work["id"],
            "website_url": address(work),
            "source_code_url": code(work) or address(work),
            "description": f"A {title(work)[:230]}.",
            "licenses": [work.get("license", "MIT")],
            "platforms": ["Python"],
            "tags": [section(work)],
            "updated_at": work["added"],
        }
        write_yaml(entry, at / "software" / f"{work['id']}.yml")
    for tag in {section(work) for work in works}:
        write_yaml({"name": tag, "description": tag}, at / "tags" / f"{tag}.yml")
    write_yaml({"name": "Python", "description": "Python"}, at / "platforms/python.yml")
    names = sorted({"MIT", *(work["license"] for work in works if "license" in work)})
    url = "https://example.org/"
    licences = [{"identifier": name, "name": name, "url": url} for name in names]
    write_yaml(licences, at / "licenses.yml")
    written = {"output_directory": at.name, "output_file": "out.md"}
    modules = {"processors/awesome_lint": {}, "exporters/markdown_singlepage": written}
    for module, options in modules.items():
        step = {"name": module, "module": module}
        step["module_options"] = {"source_directory": at.name, **options}
        write_yaml({"steps": [step]}, at / f"{module.partition('_')[2]}.yml")


PEER = Peer(
    "hecat",
    (
        Task(HELP, "hecat --help", ("hecat", "--help"), "less: argparse, plain text"),
        Task(
            CHECK,
            "hecat awesome_lint",
            ("hecat", "--config", "all/lint.yml"),
            "less: required fields, lengths, known tags and licences; more: age of the last"
            " commit; reads each file twice, with a loader that keeps comments",
        ),
        Task(
            RENDER,
            "hecat markdown_singlepage",
            ("hecat", "--config", "all/singlepage.yml"),
            "less: one line for each entry, no checks, no template; reads with a loader"
            " that keeps comments",
            output="all/out.md",
        ),
    ),
    ("pip", SOURCE),
    write,
)
