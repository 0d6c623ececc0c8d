"""Pictures among the generated files: figures and terminals, for light and dark pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.figures.drawing import FIGURES, draw, shown
from unisurvey.figures.theme import THEMES
from unisurvey.views.readme import screen_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.views.readme import Run


def alt_texts(catalog: Catalog) -> dict[str, str]:
    """Return each figure's alt text by its name; of those that have records to show."""
    return {
        name: shown(name, catalog, catalog.records(figure.kind)).alt
        for name, figure in FIGURES.items()
        if catalog.records(figure.kind)
    }


def pictures(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield path and text of every figure, light and dark."""
    for name in alt_texts(catalog):
        for theme in THEMES:
            svg = draw(name, catalog, theme=theme)
            yield f"docs/figures/{name}-{theme}.svg", svg.decode()


def screens(catalog: Catalog, run: Run) -> Iterator[tuple[str, str]]:
    """Yield path and text of every terminal that the README shows, light and dark."""
    for name, _, line in screen_lines(catalog):
        for theme in THEMES:
            yield f"docs/figures/terminal-{name}-{theme}.svg", run(line, theme)
