"""A catalogue with more and stranger models than the real one."""

from dataclasses import replace

import pytest

from unisurvey.figures.drawing import FIGURES, shown
from unisurvey.figures.theme import THEMES
from unisurvey.schema import Dataset, Paper

MANY = 170
STRANGE = (
    "Cost$ and $igns_{x}",
    "<b>&amp;</b>",
    f"A name {'so very ' * 25}long that no line of a page could ever hold it",
    "悟空",
    r"\frac{1}{2}",
)


def fictional(number, section, **more):
    """Return a paper about a made-up model."""
    name = STRANGE[number] if number < len(STRANGE) else f"Fiction-{number * 7919}B"
    year, month = 2023 + number % 4, number * 5 % 12 + 1
    model = {"name": name, "section": section, **more}
    if number % 3:
        model["backbone"] = [("llama", "qwen2.5", "vicuna")[number % 3]]
        model["encoders"] = {"shared": [("vqgan", "siglip", "vae")[number % 3]]}
    return Paper.model_validate(
        {
            "id": f"fiction-{number}",
            "key": f"nobody{year}fiction{number}",
            "title": f"Fiction {number}",
            "date": str(year) if number % 20 == 7 else f"{year}-{month:02}",
            "model": model,
            "sources": [{"url": "https://example.org", "vouches": ["title"]}],
            "added": "2026-01-02",
        }
    )


@pytest.fixture(scope="session")
def many(real):
    """170 fictional models in every section, and 130 fictional datasets."""
    sections = [
        section
        for section in real.vocabularies.sections
        if section.kind == "model" and not section.children
    ]
    drawn = [section.id for section in real.vocabularies.sections if section.drawn]
    papers = tuple(
        fictional(number, sections[number % len(sections)].id).model_copy(
            update={"sections": (drawn[number % len(drawn)],)}
        )
        for number in range(MANY)
    )
    uses = [
        section.id
        for section in real.vocabularies.sections
        if section.kind == "dataset" and not section.children
    ]
    datasets = tuple(
        Dataset.model_validate(
            {
                "id": f"set-{number}",
                "name": STRANGE[number % 5] if number < 9 else f"Fictional-{number}K",
                "section": uses[number % len(uses)],
                "samples": 10 ** (number % 11) + number if number % 10 else None,
                "sources": [{"url": "https://example.org", "vouches": ["name"]}],
                "added": "2026-01-02",
            }
        )
        for number in range(130)
    )
    return replace(real, papers=papers, datasets=datasets)


@pytest.fixture(scope="session")
def page():
    """Draw a figure and return its canvas."""

    def page(name, catalog, *, theme="light", width=8.65, by=None):
        figure = FIGURES[name]
        records = catalog.records(figure.kind)
        return figure.draw(shown(name, catalog, records, by), THEMES[theme], width * 72)

    return page
