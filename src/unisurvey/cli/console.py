"""A console of rich that shows foreign text and never sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    style: Any = segment.style
    if style and style.link and shown(style.link) != style.link:
        style = style.update_link(None)
    return Segment(shown(segment.text), style)
