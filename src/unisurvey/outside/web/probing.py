"""Whether a link still leads somewhere, judged with care: dead only when that is certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from unisurvey.errors import ForbiddenAddressError, NetworkError, StatusError
from unisurvey.outside.web.addresses import shown
from unisurvey.outside.web.failures import NoSuchNameError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

    Hops = list[httpx.Response]
    """Every answer on the way, the last one last."""

    Ask = Callable[[str, Hops], Awaitable[None]]

Verdict = Literal["alive", "dead", "undecidable"]

_GONE = (404, 410)
_PERMANENT = (301, 308)
_FRONT_PAGES = ("", "/", "/index.html", "/index.htm", "/index.php")
_LOGIN_WORDS = frozenset(
    {
        *("login", "log-in", "signin", "sign-in", "sign_in", "sso", "auth"),
        *("authenticate", "authorize", "captcha", "challenge"),
    }
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a link leads to."""

    url: str
    """The link, without secrets."""

    verdict: Verdict
    """`undecidable`: blocked, broken or unreachable now; a person may still see it."""

    status: int | None
    """Of the last answer; `None` when there was none."""

    final_url: str | None
    """The new address of a living page that moved for good; else `None`."""

    reason: str
    """One clause for people."""


async def probe(url: str, ask: Ask) -> Probe:
    """Judge a link; asks with `HEAD`, and with `GET` when that settles nothing.

    Args:
        url: An http(s) address.
        ask: Sends a request with the given method, follows redirects and adds every
            answer to the list.
    """
    hops, error = await _attempt("HEAD", ask)
    if not _settles(hops, error):
        hops, error = await _attempt("GET", ask)
    return _broken(url, error, hops) if error else _answered(url, hops)


async def _attempt(method: str, ask: Ask) -> tuple[Hops, NetworkError | None]:
    hops: Hops = []
    try:
        await ask(method, hops)
    except NetworkError as error:
        return hops, error
    return hops, None


def _settles(hops: Hops, error: NetworkError | None) -> bool:
    if error:
        return isinstance(error, ForbiddenAddressError | NoSuchNameError | StatusError)
    return hops[-1].status_code < 400 or hops[-1].status_code == 429


def _broken(url: str, error: NetworkError, hops: Hops) -> Probe:
    status = error.status if isinstance(error, StatusError) else None
    moved = error.url != shown(str(hops[0].url)) if hops else False
    dead = isinstance(error, NoSuchNameError) and not hops
    where = f" (redirected to {error.url})" if moved else ""
    verdict: Verdict = "dead" if dead else "undecidable"
    return Probe(shown(url), verdict, status, None, f"{error.reason}{where}")


def _answered(url: str, hops: Hops) -> Probe:
    *redirects, last = hops
    status = last.status_code
    reason = f"HTTP status {status}"
    end = shown(str(last.url))
    if status in _GONE:
        return Probe(shown(url), "dead", status, None, reason)
    if not 200 <= status < 300:
        return Probe(shown(url), "undecidable", status, None, reason)
    if not redirects:
        return Probe(shown(url), "alive", status, None, reason)
    if elsewhere := _elsewhere(hops[0].url, last.url):
        return Probe(shown(url), "undecidable", status, None, elsewhere)
    if all(hop.status_code in _PERMANENT for hop in redirects):
        return Probe(shown(url), "alive", status, end, f"moved for good to {end}")
    return Probe(shown(url), "alive", status, None, f"redirects to {end}")


def _elsewhere(asked: httpx.URL, end: httpx.URL) -> str | None:
    """Say why a page that was reached is hardly the one that was asked for."""
    is_deep = asked.path not in _FRONT_PAGES or bool(asked.query)
    if is_deep and end.path in _FRONT_PAGES and not end.query:
        return f"redirects to the front page of {end.host}"
    if _asks_who(end) and not _asks_who(asked):
        return f"redirects to a login page of {end.host}"
    return None


def _asks_who(url: httpx.URL) -> bool:
    words = {url.host.partition(".")[0], *url.path.lower().split("/")}
    bare = {word.partition(".")[0] for word in words}
    return not _LOGIN_WORDS.isdisjoint(bare)
