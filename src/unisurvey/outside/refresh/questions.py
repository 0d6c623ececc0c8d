"""Asking many questions: at once, keeping every answer, giving up on who fails."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from unisurvey.errors import NetworkError, UnreachableError
from unisurvey.outside.refresh.changes import Gap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from unisurvey.outside.refresh.journal import Journal

T = TypeVar("T")

PATIENCE = 3
"""Failures in a row after which a service is left alone for this run."""


class Watch(Protocol):
    """Is told how far a part of the run is."""

    def __call__(self, part: str, done: int, total: int) -> None:
        """Take note."""


def unwatched(part: str, done: int, total: int) -> None:
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


@dataclass(frozen=True)
class Reply(Generic[T]):
    """One answer."""

    answer: T | None
    """`None` when there is no such thing."""

    day: str
    """When it was given, ISO."""


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
        patience: int = PATIENCE,
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
            patience: Failures in a row after which no more is asked; one is enough when
                nobody ever answered.
        """
        wanted = list(dict.fromkeys(questions))
        found: dict[str, Reply[T]] = {}
        for question in wanted:
            told = self._kept(service, question, form)
            if told:
                found[question] = told
        left = [question for question in wanted if question not in found]
        batches = iter([left[n : n + batch] for n in range(0, len(left), batch)])
        reasons: list[str] = []
        failures, heard = 0, False

        async def work() -> None:
            nonlocal failures, heard
            for some in batches:
                if failures >= patience:
                    return
                try:
                    answers = await ask(some)
                except NetworkError as error:
                    unheard = isinstance(error, UnreachableError) and not heard
                    failures += patience if unheard else 1
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
        """State that questions were not asked at all."""
        if questions:
            self.gaps.append(Gap(service, reason, questions, questions))

    def _kept(self, service: str, question: str, form: Form[T]) -> Reply[T] | None:
        kept = self.journal.get(self._who(service), question)
        if kept is None:
            return None
        if kept.answer is None:
            return Reply(None, kept.day)
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
        plain = None if answer is None else form.pack(answer)
        if answer is None or worth_keeping(answer):
            kept = self.journal.keep(self._who(service), question, plain)
            return Reply(answer, kept.day)
        return Reply(answer, self.journal.today)

    def _who(self, service: str) -> str:
        base = self.bases.get(service)
        return f"{service} at {base}" if base else service
