"""What went wrong below HTTP, in words for people, and when a request is sent again."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from unisurvey.errors import BadAnswerError, NetworkError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx_retries import Retry

    from unisurvey.outside.web.limits import Limits

STATUSES = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
_LONGEST = 1e9
_DIGITS = 300


class PassingError(UnreachableError):
    """Another try may help."""


class CutShortError(BadAnswerError):
    """The body ended too early; another try may help."""


class NoSuchNameError(UnreachableError):
    """The name of the host does not exist."""


class OfflineError(UnreachableError):
    """No name at all is found, so that another try at once does not help."""


class LookupFailedError(Exception):
    """A name was not found.

    `missing` when it is certain that it does not exist, `offline` when no other is found
    either.
    """

    def __init__(
        self, host: str, *, missing: bool = False, offline: bool = False
    ) -> None:
        self.host = host
        self.missing = missing
        self.offline = offline
        super().__init__(host)


def failure(
    error: Exception, url: str, limits: Limits, *, answering: bool
) -> NetworkError:
    """Return the error for people that an error of the connection means.

    Args:
        error: What was raised.
        url: What was asked, as it may be shown.
        limits: For the seconds in the message.
        answering: Whether the head of the answer had come already.
    """
    import httpcore

    match error:
        case LookupFailedError(missing=True):
            return NoSuchNameError(url, f"the name {error.host} does not exist")
        case LookupFailedError(offline=True):
            why = f"the name {error.host} cannot be looked up; you seem to be offline"
            return OfflineError(url, why)
        case LookupFailedError():
            return PassingError(url, f"the name {error.host} cannot be looked up now")
        case httpcore.ConnectTimeout():
            return PassingError(url, f"no connection within {limits.connect:g} s")
        case httpcore.TimeoutException():
            return PassingError(url, f"silent for {limits.read:g} s")
        case httpcore.ConnectError():
            return _unconnected(error, url)
        case httpcore.NetworkError() | OSError():
            return PassingError(url, "the connection broke")
        case httpcore.RemoteProtocolError() if answering:
            return CutShortError(url, "the answer was cut short")
        case httpcore.RemoteProtocolError() if "disconnected" in str(error):
            return PassingError(url, "the server hung up without an answer")
        case httpcore.RemoteProtocolError():
            return BadAnswerError(url, "the answer is not HTTP")
        case _:
            return UnreachableError(url, "the request could not be sent")


def _unconnected(error: Exception, url: str) -> NetworkError:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = f"the TLS certificate is not valid ({cause.verify_message})"
            return UnreachableError(url, why)
        if isinstance(cause, ssl.SSLError):
            why = (cause.reason or "unknown reason").replace("_", " ").lower()
            return UnreachableError(url, f"no TLS connection ({why})")
        if isinstance(cause, ConnectionRefusedError):
            return PassingError(url, "the connection was refused")
    return PassingError(url, "no connection")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def retrying(limits: Limits, tries: int) -> Retry:
    """Return the rule for sending again; whatever a `Web` sends only asks.

    Args:
        limits: Pauses.
        tries: After the first.
    """
    from httpx_retries import Retry

    return Retry(
        total=tries,
        allowed_methods=("HEAD", "GET", "POST"),
        status_forcelist=STATUSES,
        retry_on_exceptions=(PassingError, CutShortError),
        backoff_factor=limits.backoff,
        backoff_jitter=0.5,
        max_backoff_wait=limits.longest_wait,
    )


def seconds_to_wait(value: str) -> float | None:
    """Read a `Retry-After` header: seconds or a date; `None` when it is neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:_DIGITS]), _LONGEST)
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    seconds = (then - datetime.now(UTC)).total_seconds()
    return min(max(0.0, seconds), _LONGEST)
