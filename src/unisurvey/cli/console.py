"""A console of rich that sends no foreign text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.segment import Segment

from unisurvey.cli.terminal import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import ConsoleOptions


class ShowingConsole(Console):
    """Rich drops a few control characters; this one spells all out, in links too."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Yield the pieces of which a renderable consists."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else _shown(segment)


def _shown(segment: Segment) -> Segment:
    text, style = segment.text, segment.style
    link = (style and style.link) or ""
    if (text.isprintable() or text == "\n") and link.isprintable():
        return segment  # as most are, each as often as there are boxes around it
    if style and shown(link) != link:
        style = style.update_link(None)
    return Segment(shown(text), style)
