"""Problems (data about bad records) and the exceptions the library raises.

SurveyError
├── UsageError          the caller asked for something that does not exist or fit
│   ├── UnknownRecordError   … an id, alias or key   (also a LookupError)
│   ├── SeveralRecordsError  … an address that leads to several records (likewise)
│   ├── UnknownValueError    … a value outside a closed vocabulary   (also a ValueError)
│   ├── UnknownSourceError   … what is no identifier or address of a work
│   └── RefusedFileError     … a file that is not read: a directory, a device, outside
│       └── TooLargeFileError
├── RootError           no catalogue where one was expected
├── InvalidCatalogError a catalogue was needed, but its records have problems
├── InvalidTemplateError templates have problems
└── NetworkError        the outside world gave no usable answer
    ├── UnreachableError     … no connection, or it broke or took too long
    ├── ForbiddenAddressError … a private address, which is never asked by itself
    ├── StatusError          … an HTTP status that means no
    │   └── NotFoundError    … the service answered: it has no such work
    └── BadAnswerError       … an answer that is not what the service should give
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of a file; line and column count from 1, in characters."""

    line: int
    column: int
    width: int
    text: str
    """The whole source line, without its line end."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one file, ready to be reported."""

    path: str
    """As the user should read it: relative to the working directory where possible."""

    code: str
    """Stable identifier such as `S102`; docs/problems.md explains each."""

    message: str
    """What is wrong and what was expected; one clause, no full stop."""

    span: Span | None = None
    """Where; `None` when the problem is the file itself."""

    hint: str | None = None
    """How to mend it."""

    severity: Severity = "error"

    fix: str | None = None
    """What to write in the place of the span; `None` where a person must decide."""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by file, then place, then code."""
        line, column = (self.span.line, self.span.column) if self.span else (0, 0)
        return (self.path, line, column, self.code, self.message)


class SurveyError(Exception):
    """Base of every error this library raises on purpose; `str()` is for people."""


class UsageError(SurveyError):
    """The caller asked for something that does not exist or does not fit."""


class UnknownRecordError(UsageError, LookupError):
    """No record has the requested id, alias or key."""

    def __init__(self, wanted: str, known: Iterable[str] = ()) -> None:
        self.wanted = wanted
        self.close = close_matches(wanted, known)
        what = "address" if "://" in wanted else "id"
        super().__init__(f"no record with {what} {wanted!r}{did_you_mean(self.close)}")


class SeveralRecordsError(UsageError, LookupError):
    """An address is that of several works, of which none is meant more than others."""

    def __init__(self, wanted: str, found: Iterable[str]) -> None:
        self.wanted = wanted
        self.found = tuple(found)
        *others, last = self.found
        super().__init__(
            f"{wanted!r} is the address of {', '.join(others)} and {last}; "
            "expected one of these"
        )


class RepeatedKeyError(SurveyError, ValueError):
    """Works that are to be cited side by side have the same citation key."""

    def __init__(self, key: str, ids: Iterable[str]) -> None:
        self.key = key
        self.ids = tuple(ids)
        *others, last = self.ids
        super().__init__(
            f"{', '.join(others)} and {last} have the same key {key!r}, expected "
            "each to have its own; 'unisurvey validate' says where"
        )


class UnknownValueError(UsageError, ValueError):
    """A value is not in the closed vocabulary that was asked for it."""

    def __init__(
        self,
        what: str,
        wanted: str,
        known: Iterable[str],
        shown: Iterable[str] | None = None,
    ) -> None:
        """Say what is unknown, and what is near or else possible.

        Args:
            what: As in `unknown section`.
            wanted: The value.
            known: Every accepted spelling.
            shown: What to list where nothing is near; `None` is what is known.
        """
        self.wanted = wanted
        known = tuple(known)
        shown = known if shown is None else tuple(shown)
        self.close = close_matches(wanted, known)
        one_of = "one of " if len(shown) > 1 else ""
        few = f"; expected {one_of}{', '.join(shown)}" if 0 < len(shown) <= 12 else ""
        suggestion = did_you_mean(self.close) or few
        super().__init__(f"unknown {what} {wanted!r}{suggestion}")


class UnknownSourceError(UsageError):
    """A text is no identifier or address of a work that can be asked for."""

    def __init__(self, wanted: str, hint: str | None = None) -> None:
        self.wanted = wanted
        expected = hint or (
            "an arXiv id, a DOI, or an address of arXiv, doi.org, OpenReview, "
            "ACL Anthology, DBLP, Semantic Scholar, Hugging Face or GitHub"
        )
        super().__init__(f"{wanted!r} names no known kind of work, expected {expected}")


class RefusedFileError(UsageError):
    """A file is not read, because of what or where it is."""

    def __init__(self, path: Path | str, reason: str, expected: str = "a file") -> None:
        self.reason = reason
        """What it is: `a pipe`."""

        super().__init__(f"{path} is {reason}, expected {expected}")


class TooLargeFileError(RefusedFileError):
    """A file has more bytes than are read."""

    def __init__(self, path: Path | str, largest: int, size: int | None = None) -> None:
        self.size = size
        """In bytes; `None` when only that it is too large is known."""

        super().__init__(path, f"longer than {largest / 2**20:g} MiB", "a smaller file")


class RootError(SurveyError):
    """No catalogue where one was expected."""


def _counted(problems: tuple[Problem, ...]) -> str:
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


class InvalidCatalogError(SurveyError):
    """The records have problems, so the catalogue cannot be used."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(f"the catalogue has {_counted(problems)}")


class InvalidTemplateError(SurveyError):
    """Templates cannot be filled in, by a mistake in them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(f"the templates have {_counted(problems)}")


class NetworkError(SurveyError):
    """The outside world gave no usable answer; the same call may work later."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        """What was asked; a secret in it is left out."""

        self.reason = reason
        super().__init__(f"{reason}: {url}")


class UnreachableError(NetworkError):
    """No connection, or one that broke or took too long."""


class ForbiddenAddressError(NetworkError):
    """The address is private, loopback or link-local and was not allowed."""


class StatusError(NetworkError):
    """The server answered with a status of 400 or above."""

    def __init__(self, url: str, status: int, reason: str | None = None) -> None:
        self.status = status
        super().__init__(url, reason or f"HTTP status {status}")


class NotFoundError(StatusError):
    """The service works and has nothing under that identifier."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, 404, reason)


class BadAnswerError(NetworkError):
    """The answer is not what it should be: another format, cut short, too large."""


def close_matches(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three known words that resemble `wanted`, best first."""
    from difflib import get_close_matches

    by_folded = {word.casefold(): word for word in known}
    found = get_close_matches(wanted.casefold(), by_folded, n=3, cutoff=0.6)
    return tuple(by_folded[word] for word in found)


def did_you_mean(close: tuple[str, ...]) -> str:
    """Return `; did you mean 'x' or 'y'?`, or nothing when nothing is close."""
    if not close:
        return ""
    return f"; did you mean {' or '.join(map(repr, close))}?"
