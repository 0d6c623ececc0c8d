"""Asking many questions: at once, keeping every answer, giving up on who fails.

Answers are kept on disk the moment they come, so that a run can go on where it stopped: one
JSON object a line, appended. A line that cannot be read, or is too old, is as if it were not
there; a journal that cannot be written keeps nothing and stops nobody.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from unisurvey.atomic import write_if_changed
from unisurvey.errors import NetworkError, RefusedFileError, UnreachableError
from unisurvey.files import read_regular
from unisurvey.outside.refresh.changes import Gap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Mapping
    from pathlib import Path

T = TypeVar("T")

FORM = 1
"""Number of the layout of a line's answers; others are ignored."""

PATIENCE = 3
"""Failures in a row after which a service is left alone for this run; one is enough when it
never answered."""

Watch = Callable[[str, int, int], None]
"""Is told how far a part of the run is: its name, how many are done, of how many."""


class Reply(NamedTuple, Generic[T]):
    """One answer."""

    answer: T | None
    """`None` when there is no such thing."""

    day: str
    """When it was given, ISO."""


class Journal:
    """Question → its answer, for as long as answers are young enough."""

    def __init__(
        self,
        path: Path | None,
        now: datetime,
        max_age: timedelta,
        *,
        fresh: bool = False,
    ) -> None:
        """Read what earlier runs left, and drop what is of no use any more.

        Args:
            path: File; `None` keeps nothing.
            now: When this run asks, with its time zone.
            max_age: Older answers count no more.
            fresh: Whether to forget everything.
        """
        self._path = path
        self._now = now.astimezone(UTC)
        self._kept: dict[tuple[str, str], Reply[Any]] = {}
        if path is None:
            return
        lines: list[str] = []
        if not fresh:
            with suppress(OSError, RefusedFileError):
                lines = read_regular(path).decode(errors="replace").splitlines()
        good = [line for line in lines if self._read(line, max_age)]
        with suppress(OSError):
            if good != lines or fresh:
                write_if_changed(path, "".join(f"{line}\n" for line in good))

    @property
    def today(self) -> str:
        """Day of this run (UTC), ISO."""
        return self._now.date().isoformat()

    def get(self, service: str, about: str) -> Reply[Any] | None:
        """Return what was answered to a question."""
        return self._kept.get((service, about))

    def keep(self, service: str, about: str, answer: Any) -> None:
        """Keep an answer, which is plain data."""
        self._kept[service, about] = Reply(answer, self.today)
        if self._path is not None:
            line = {
                "form": FORM,
                "at": self._now.isoformat(),
                "service": service,
                "about": about,
                "answer": answer,
            }
            with suppress(OSError):
                self._append(self._path, json.dumps(line))

    def _append(self, path: Path, line: str) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "ab", buffering=0) as file:
            file.write(f"{line}\n".encode())  # in one piece, so that runs do not mix

    def _read(self, line: str, max_age: timedelta) -> bool:
        try:
            row = json.loads(line)
            at = datetime.fromisoformat(row["at"])
            young = timedelta() <= self._now - at <= max_age
            if row["form"] != FORM or not young:
                return False
            kept = Reply(row["answer"], at.astimezone(UTC).date().isoformat())
            self._kept[row["service"], row["about"]] = kept
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return False
        return True


def unwatched(_part: str, _done: int, _total: int) -> None:
    """Take no note."""


class Form(Generic[T]):
    """How answers of one type are kept as plain data."""

    def __init__(self, kind: type[T], **names: Any) -> None:
        """Describe the answers.

        Args:
            kind: A dataclass, or a tuple of one.
            names: Types that its module imports for type checkers only.
        """
        from pydantic import ConfigDict, TypeAdapter

        # as a tuple, because a dataclass by itself takes no configuration
        whole: Any = GenericAlias(tuple, (kind,))
        self._adapter: TypeAdapter[tuple[T]] = TypeAdapter(
            whole, config=ConfigDict(defer_build=True)
        )
        self._adapter.rebuild(_types_namespace=names)

    def pack(self, answer: T) -> Any:
        """Return the answer as JSON can hold it."""
        return self._adapter.dump_python((answer,), mode="json")[0]

    def unpack(self, plain: Any) -> T:
        """Return the answer.

        Raises:
            ValueError: `plain` is no such answer.
        """
        return self._adapter.validate_python((plain,))[0]


def one_by_one(
    ask: Callable[[str], Awaitable[T]],
) -> Callable[[list[str]], Awaitable[dict[str, T]]]:
    """Return what asks several questions of a service that takes one at a time."""

    async def ask_all(questions: list[str]) -> dict[str, T]:
        return {question: await ask(question) for question in questions}

    return ask_all


@dataclass
class Asking:
    """The questions of one run, whoever they are for."""

    journal: Journal
    bases: Mapping[str, str]
    """Service → address it is asked at; answers of another address are not taken."""

    watch: Watch = unwatched
    gaps: list[Gap] = field(default_factory=list)
    told: int = 0
    """How many questions were answered, now or in an earlier run."""

    async def all(
        self,
        service: str,
        questions: Iterable[str],
        ask: Callable[[list[str]], Awaitable[Mapping[str, T | None]]],
        form: Form[T],
        *,
        batch: int = 1,
        at_once: int = 4,
        worth_keeping: Callable[[T], bool] = lambda _: True,
    ) -> dict[str, Reply[T]]:
        """Return the answers that could be had; the others become a gap.

        Args:
            service: Who is asked.
            questions: What each is about; a question is asked once.
            ask: Takes at most `batch` questions; `None` means that there is no such
                thing, what it leaves out has no answer yet.
            form: How answers are kept.
            batch: Most questions at a time.
            at_once: Most batches at a time.
            worth_keeping: Whether an answer is final enough for the next run.
        """
        wanted = list(dict.fromkeys(questions))
        found = {
            question: told
            for question in wanted
            if (told := self._kept(service, question, form))
        }
        left = [question for question in wanted if question not in found]
        batches = iter([left[n : n + batch] for n in range(0, len(left), batch)])
        reasons: list[str] = []
        failures, heard = 0, False

        async def work() -> None:
            nonlocal failures, heard
            for some in batches:
                if failures >= PATIENCE:
                    return
                try:
                    answers = await ask(some)
                except NetworkError as error:
                    unheard = isinstance(error, UnreachableError) and not heard
                    failures += PATIENCE if unheard else 1
                    reasons.append(error.reason)
                    continue
                failures, heard = 0, True
                for question in some:
                    if question in answers:
                        found[question] = self._keep(
                            service, question, answers[question], form, worth_keeping
                        )
                    else:
                        reasons.append(f"no answer about {question}")
                self.watch(service, len(found), len(wanted))

        self.watch(service, len(found), len(wanted))
        async with asyncio.TaskGroup() as group:
            for _ in range(min(at_once, len(left))):
                group.create_task(work())
        self.told += len(found)
        missed = len(wanted) - len(found)
        if missed:
            self.gaps.append(Gap(service, reasons[-1], missed, len(wanted)))
        self.watch(service, len(wanted), len(wanted))
        return found

    def skip(self, service: str, reason: str, questions: int) -> None:
        """State that none of some questions can be answered."""
        if questions:
            self.gaps.append(Gap(service, reason, questions, questions))

    def _kept(self, service: str, question: str, form: Form[T]) -> Reply[T] | None:
        kept = self.journal.get(self._who(service), question)
        if kept is None or kept.answer is None:
            return kept
        try:
            return Reply(form.unpack(kept.answer), kept.day)
        except ValueError:
            return None

    def _keep(
        self,
        service: str,
        question: str,
        answer: T | None,
        form: Form[T],
        worth_keeping: Callable[[T], bool],
    ) -> Reply[T]:
        if answer is None or worth_keeping(answer):
            plain = None if answer is None else form.pack(answer)
            self.journal.keep(self._who(service), question, plain)
        return Reply(answer, self.journal.today)

    def _who(self, service: str) -> str:
        base = self.bases.get(service)
        return f"{service} at {base}" if base else service
