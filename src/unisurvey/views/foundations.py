"""What came before unified models, for newcomers, and where each heading's works are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields.attributes import paper_url
from unisurvey.fields.words import read_section
from unisurvey.views.sections import by_section, in_survey_order
from unisurvey.views.wording import marked_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.records import Catalog
    from unisurvey.schema import Section
    from unisurvey.schema.about import Heading

PAGE = "docs/foundations.md"
"""What `page` of the section says that has the foundations."""


def foundations(
    section: Section, catalog: Catalog, pictures: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    """Return the values of the page.

    Args:
        section: What it is about.
        catalog: Holds the works.
        pictures: What a section is drawn as → name and words of the figure that shows it.
    """
    held = by_section(in_survey_order(catalog.papers))
    survey = catalog.vocabularies.about.survey
    return {
        "section": section,
        "survey": survey,
        "challenges": bool(catalog.vocabularies.challenges.entries),
        "chapters": [
            {
                "section": chapter,
                "level": level,
                "picture": next(
                    (
                        pictures[child.drawn or ""]
                        for child in chapter.children or ()
                        if child.drawn in pictures
                    ),
                    None,
                ),
                "works": [
                    (
                        marked_name(paper, catalog),
                        paper_url(paper),
                        (paper.date or "")[:7],
                    )
                    for paper in held[chapter.id]
                ],
            }
            for chapter, level in _below(section, 2)
        ],
        "headings": [
            {
                "number": heading.number,
                "name": heading.name,
                "lists": [
                    (
                        f"unisurvey list {kind} --{name} {heading.number}",
                        len(catalog.select(kind, **{name: heading.number})),
                    )
                    for kind, name in listing(heading, catalog)
                ],
            }
            for heading in (survey and survey.headings) or ()
        ],
    }


def _below(section: Section, level: int) -> Iterator[tuple[Section, int]]:
    for child in section.children or ():
        yield child, level
        yield from _below(child, level + 1)


def listing(heading: Heading, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield kind and filter of each list of what a heading is about.

    The filter takes its number: that of a section, of a task or of challenges.
    """
    known = catalog.vocabularies
    numbers = [section.survey or "" for section in known.sections]
    if any(f"{number}.".startswith(f"{heading.number}.") for number in numbers):
        ids = read_section(heading.number, catalog)
        for kind in dict.fromkeys(known.sections[id_].kind for id_ in sorted(ids)):
            yield f"{kind}s", "section"
    if any(word.survey == heading.number for word in known.tasks):
        yield "benchmarks", "task"
    if any(heading.number in (each.survey or ()) for each in known.challenges):
        yield "papers", "challenge"
