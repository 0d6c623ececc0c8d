"""When a request is sent again, and after which pause."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from unisurvey.outside.web.failures import CutShortError, PassingError

if TYPE_CHECKING:
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


def retrying(limits: Limits, *, tries: int, methods: tuple[str, ...]) -> Retry:
    """Return the rule for requests that may be sent twice without harm.

    Args:
        limits: Pauses.
        tries: After the first.
        methods: Those that only ask.
    """
    from httpx_retries import Retry

    return Retry(
        total=tries,
        allowed_methods=methods,
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
