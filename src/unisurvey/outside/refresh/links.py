"""Which links of the catalogue still lead somewhere."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.matching import address
from unisurvey.outside.refresh.questions import Form, one_by_one
from unisurvey.outside.web import Probe
from unisurvey.schema.provenance import Status
from unisurvey.schema.urls import take_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.outside.refresh.questions import Asking
    from unisurvey.outside.web import Web
    from unisurvey.schema import Record

LINKS = "links"
"""Name of this part in reports and progress."""

_AT_ONCE, _AT_ONE_HOST = 16, 4
_PATIENCE = 3
"""Links without any answer after which a host is left alone for this run."""

_FEW = 3
"""Links of which none may have answered before the network itself is doubted."""


class LinkUse(NamedTuple):
    """Where a link stands."""

    record: Record
    field: str
    """Dotted path."""


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """One address and what came of asking for it."""

    url: str
    verdict: Literal["alive", "dead", "undecidable"]
    """Dead only when its server said so, or there is no such server."""

    status: int | None
    """Of the last answer; `None` when there was none."""

    reason: str
    """Why; empty when it is alive."""

    moved_to: str | None
    """Where its server says it lives from now on."""

    uses: tuple[LinkUse, ...]
    """In the order of the records."""


def links_of(
    records: Iterable[Record], *, sources: bool = False
) -> dict[str, tuple[LinkUse, ...]]:
    """Return every address that the records link to, and where.

    Args:
        records: Whose links.
        sources: Whether also the addresses that only vouch for something count.
    """
    found: dict[str, list[LinkUse]] = {}
    for record in records:
        for field, url in (*_links(record), *(_sources(record) if sources else ())):
            found.setdefault(url, []).append(LinkUse(record, field))
    return {url: tuple(uses) for url, uses in found.items()}


def _links(record: Record) -> Iterator[tuple[str, str]]:
    url: str | None = getattr(record, "url", None)
    if url:
        yield "url", url
    for name, link in getattr(record, "links", None) or ():
        if link:
            yield f"links.{name}", link


def _sources(record: Record) -> Iterator[tuple[str, str]]:
    if isinstance(record.status, Status):
        yield "status.source", record.status.source
    for n, correction in enumerate(record.corrections or ()):
        yield f"corrections.{n}.source", correction.source
    for n, source in enumerate(record.sources):
        if source.url:
            yield f"sources.{n}.url", source.url


async def ask_links(
    web: Web, asking: Asking, uses: dict[str, tuple[LinkUse, ...]]
) -> list[CheckedLink]:
    """Return a verdict for every link, in the order given.

    When several were asked and no server at all answered, the links are not to blame:
    they become a gap instead.
    """
    told = await asking.all(
        *(LINKS, uses, one_by_one(_Prober(web).probe), Form(Probe)),
        at_once=len(uses),
        worth_keeping=_final,
    )
    probes = {url: one.answer for url, one in told.items() if one.answer}
    if len(probes) > _FEW and not any(map(_answered, probes.values())):
        asking.told -= len(probes)
        reason = f"no server answered ({next(iter(probes.values())).reason})"
        asking.skip(LINKS, reason, len(uses))
        return []
    return [_link(url, probes[url], where) for url, where in uses.items()]


class _Prober:
    """Probes links, and spares those of a host, or a network, that never answers."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._all = asyncio.Semaphore(_AT_ONCE)
        self._silent: Counter[str] = Counter()
        self._heard = False

    async def probe(self, url: str) -> Probe:
        """Return what a link leads to; it may remain undecidable without being asked."""
        address = take_apart(url)
        host = f"{address.host}:{address.port or ''}".rstrip(":") if address else ""
        turn = self._turns.setdefault(host, asyncio.Semaphore(_AT_ONE_HOST))
        async with turn, self._all:
            if self._silent[host] >= _PATIENCE or self._is_offline():
                reason = f"not asked, because {host} did not answer before"
                return Probe(url, "undecidable", None, None, reason)
            found = await self._web.probe(url)
        if _answered(found):
            self._heard, self._silent[host] = True, 0
        else:
            self._silent[host] += 1
        return found

    def _is_offline(self) -> bool:
        return not self._heard and self._silent.total() >= _AT_ONCE


def _final(probe: Probe) -> bool:
    """Return whether asking again soon would give the same."""
    return probe.verdict != "undecidable" or probe.status is not None


def _answered(probe: Probe) -> bool:
    return probe.verdict == "alive" or probe.status is not None


def _link(url: str, probe: Probe, uses: tuple[LinkUse, ...]) -> CheckedLink:
    alive = probe.verdict == "alive"
    new = probe.final_url if alive else None
    if new and address(new) == address(probe.url):
        new = None  # only written in another way
    reason = "" if alive else probe.reason
    return CheckedLink(url, probe.verdict, probe.status, reason, new, uses)
