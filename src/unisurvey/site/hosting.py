"""What a host, a browser or a search engine looks for, once it is known where the site is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from unisurvey.site.addresses import INDEX, public

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.site.frame import Frame

_NOT_FOUND = "404.html"


def hosting(frame: Frame, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield nothing where it is not known.

    Args:
        frame: Knows it.
        addresses: Of every file of the site.
    """
    base = frame.base
    if base is None:
        return
    yield frame.fill(
        "404.html.j2", _NOT_FOUND, "No such page", up=base, search=f"{base}{INDEX}"
    )
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
    pages = [f"{base}{quote(public(a))}" for a in addresses if a.endswith(INDEX)]
    yield "sitemap.xml", frame.text("sitemap.xml.j2", pages=sorted(pages))
    yield "opensearch.xml", frame.text("opensearch.xml.j2")
