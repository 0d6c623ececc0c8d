"""What the README shows: sections, rows and examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.records import name_of
from unisurvey.records.catalog import SELECTABLE
from unisurvey.views.flat import LazyFlat, kind_of
from unisurvey.views.sections import by_section, heading
from unisurvey.views.wording import benchmark_size, short_count, venue_or_arxiv

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Callable, Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section


EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "Which models fuse autoregression and diffusion, newest work only?",
        "unisurvey list --paradigm hybrid --since 2025-06 --columns name,date,backbone,decoder",
    ),
    (
        "What is known of a record, from whom, and where does the survey differ?",
        "unisurvey show benchmarks/geneval",
    ),
    (
        "How does JanusFlow differ from Janus?",
        "unisurvey compare janus janusflow --differences",
    ),
    ("How is it cited?", "unisurvey bib janus"),
)
"""What each example answers, and its command line; the output is that of a real run."""

SCREENS: tuple[tuple[str, str, str], ...] = (
    (
        "list",
        "Which models use Qwen2.5 with a SigLIP encoder, since 2025?",
        "unisurvey list --backbone qwen2.5 --encoder siglip --since 2025",
    ),
    (
        "stats",
        "How do the models of 2025 encode and generate images?",
        "unisurvey stats --by section --since 2025",
    ),
)
"""Likewise for pictures of the terminal: name, what it answers, command line."""

SURVEY_ID = "unified-multimodal-survey"

_PAGES = {
    "model": ("Name", "Title", "Venue", "Date", "Code", "Demo"),
    "paper": ("Name", "Title", "Venue", "Date", "Code", "Demo"),
    "benchmark": ("Name", "Title", "Venue", "Date", "Size", "Link"),
    "dataset": ("Name", "Title", "Venue", "Date", "Samples", "Link"),
}


def readme(catalog: Catalog, run: Callable[[str], str]) -> dict[str, Any]:
    """Return the values of the README template.

    Args:
        catalog: What to show.
        run: Returns what a command line prints.
    """
    papers = [paper for paper in catalog.papers if paper.id == SURVEY_ID]
    held = {kind: by_section(catalog, kind) for kind in SELECTABLE}
    return {
        "counts": {kind: len(catalog.records(kind)) for kind in SELECTABLE},
        "corrections": sum(len(record.corrections or ()) for record in catalog),
        "sections": [
            _section(section, catalog, held, 2)
            for section in catalog.vocabularies.taxonomy
            if section.page is None
        ],
        "examples": [
            {"question": question, "line": line, "output": run(line)}
            for question, line in _examples(catalog)
        ],
        "screens": [
            {"name": name, "question": question, "line": line}
            for name, question, line in screen_lines(catalog)
        ],
        "citation": to_bibtex(papers, catalog.vocabularies).strip(),
    }


def _examples(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the examples whose records this catalogue has."""
    for question, line in EXAMPLES:
        if _can_run(line, catalog):
            yield question, line


def screen_lines(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Yield name, question and command line of the pictures, likewise."""
    for name, question, line in SCREENS:
        if _can_run(line, catalog):
            yield name, question, line


def _can_run(line: str, catalog: Catalog) -> bool:
    _, verb, *words = line.split()
    ids = [word for word in words if not word.startswith("-")]
    takes_ids = verb in {"show", "bib", "compare"}
    return not takes_ids or all(word in catalog for word in ids)


def _section(
    section: Section,
    catalog: Catalog,
    held: dict[str, defaultdict[str, list[Record]]],
    level: int,
) -> dict[str, Any]:
    own = held[f"{section.kind}s"]
    newest = sorted(own[section.id], key=_date, reverse=True)
    return {
        "id": section.id,
        "heading": heading(section),
        "level": level,
        "definition": section.definition,
        "count": sum(len(own[leaf.id]) for leaf in section.leaves),
        "headers": _PAGES[section.kind],
        "rows": [_row(record, catalog) for record in newest],
        "children": [
            _section(child, catalog, held, level + 1)
            for child in section.children or ()
        ],
    }


def _date(record: Record) -> str:
    return getattr(record, "date", None) or ""


def _row(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Return one row; the template decides only how links look."""
    flat = LazyFlat(kind_of(record), record, catalog)
    row = {
        "name": name_of(record),
        "venue": venue_or_arxiv(catalog.paper_of(record), catalog),
        **{name: flat[name] for name in ("title", "url", "date")},
    }
    if "home" not in flat:
        return {**row, "code": flat["code"], "demo": flat["demo"]}
    samples = flat.get("samples")
    size = (
        benchmark_size(record) if "size" in flat else samples and short_count(samples)
    )
    return {**row, "size": size, "link": flat["home"]}


class Run(Protocol):
    """Runs a command line in this process."""

    def __call__(self, line: str, look: str = "plain", /) -> str:
        """Return what it prints; with `light` or `dark`, a picture of the terminal."""
        ...
