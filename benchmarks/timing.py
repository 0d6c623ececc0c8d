"""Time commands one after the other, in turns, by the processor time they take.

What else runs on the machine lengthens a wait, but hardly the processor time; taking turns
lets what is left of it meet all alike. Needs `wait4`, so no Windows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peers import Task

ROUNDS = 1
SLOW = {60: 1, 30: 2, 10: 3}
"""Seconds that the first run took → how many runs there are then."""

_UNIT = 2**20 if sys.platform == "darwin" else 2**10


class Place(NamedTuple):
    """Where a program is, and where its commands run."""

    programs: Path
    folder: Path


class Contestant:
    """A command, with what its runs took."""

    def __init__(self, task: Task, place: Place, peer: str = "") -> None:
        """Take a task as not yet run."""
        self.task, self.peer, self._place = task, peer, place
        self.fault = ""
        self._seconds: list[float] = []
        self._memory: list[float] = []

    @property
    def runs(self) -> int:
        """How often it ran."""
        return len(self._seconds)

    @property
    def seconds(self) -> float:
        """Seconds of processor time, of the command and what it starts."""
        return median(self._seconds)

    @property
    def memory(self) -> float:
        """Most memory at a time, in MiB."""
        return median(self._memory)

    def is_done(self, rounds: int) -> bool:
        """Say whether it ran as often as its length allows, or failed."""
        first = self._seconds[0] if self._seconds else 0
        limit = next((n for bound, n in SLOW.items() if first > bound), rounds)
        return bool(self.fault) or self.runs >= min(limit, rounds)

    def run(self) -> None:
        """Run it once; a fault is kept, in the words of the program."""
        task, (programs, folder) = self.task, self._place
        log, output = folder / "stderr.txt", folder / (task.output or "-")
        output.unlink(missing_ok=True)
        if task.before:
            task.before(folder)
        with (
            log.open("wb") as errors,
            subprocess.Popen(
                task.command,
                cwd=folder,
                env=environment(programs, folder) | task.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            ) as process,
        ):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        is_whole = output.exists() and output.stat().st_size > 1_000
        is_well = process.returncode in task.exits
        if not is_well or (task.output and not is_whole):
            lines = log.read_text("utf-8", "replace").split("\n")
            last = next((line for line in reversed(lines) if line.strip()), "")
            self.fault = f"exit {process.returncode}: {last.strip()[:200]}"
        self._seconds.append(usage.ru_utime + usage.ru_stime)
        self._memory.append(usage.ru_maxrss / _UNIT)


def take_turns(contestants: Sequence[Contestant], rounds: int) -> None:
    """Run each in turn so many times."""
    while waiting := [one for one in contestants if not one.is_done(rounds)]:
        for contestant in waiting:
            contestant.run()
            note = contestant.fault or f"{contestant.seconds:.2f} s"
            print(f"  {contestant.task.name:40} {note}", flush=True)


def environment(programs: Path, folder: Path) -> dict[str, str]:
    """Leave out the user's own settings, caches and keys."""
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "92",
    }
