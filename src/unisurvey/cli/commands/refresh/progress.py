"""How far a long run is, for people at a terminal and nobody else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from unisurvey.outside.refresh.questions import unwatched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import TaskID

    from unisurvey.cli.settings import Settings
    from unisurvey.outside.refresh.questions import Watch


@contextmanager
def progress(settings: Settings) -> Iterator[Watch]:
    """Give what a run is to tell how far it is; shows bars on a terminal's stderr."""
    if settings.quiet or not sys.stderr.isatty():
        yield unwatched
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from unisurvey.cli.console import ShowingConsole
    from unisurvey.cli.terminal import styled

    colored = settings.colored(sys.stderr)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=ShowingConsole(file=styled(sys.stderr), no_color=not colored),
        transient=True,
    )
    tasks: dict[str, TaskID] = {}

    def watch(part: str, done: int, total: int) -> None:
        if part not in tasks:
            tasks[part] = bars.add_task(part, total=total)
        bars.update(tasks[part], completed=done, total=total)

    with bars:
        yield watch
