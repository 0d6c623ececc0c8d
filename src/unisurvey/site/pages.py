"""Every file of the site, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.records import SELECTABLE
from unisurvey.site.compare import comparing
from unisurvey.site.explore import explore
from unisurvey.site.frame import Frame, doors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog


def pages(catalog: Catalog) -> Iterator[tuple[str, str | bytes]]:
    """Yield address and content of each file."""
    frame = Frame(catalog, tuple(doors(catalog)))
    yield from frame.files()
    for kind in SELECTABLE:
        if catalog.records(kind) or kind == "models":
            yield from explore(kind, frame)
    yield from comparing(frame)
