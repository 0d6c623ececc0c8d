"""What the benchmarks gave, as a page."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from timing import SLOW

from unisurvey import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timing import Contestant

SLOWER = 0.95
"""Below this share of our time another program counts as faster."""

HEAD = """\
# Benchmarks

`make bench` writes this page. It installs other programs that do some of the same work,
each into its own environment, gives them the same works in their own formats, and times
whole commands in turns.

Seconds are those of the processor (user and system, with what a command starts), memory is
the most at a time in MiB; both are medians of as many runs as stand beside them ({rounds},
fewer where one takes more than {slow} seconds). “× ours” compares with the first line of a
table; below 1 the other program is faster.

The {size:,} records are [made](../benchmarks/catalogue.py), with the shares and lengths of
real ones: no peer has their sources, models and corrections, so its files are about half as
long. “Few records” and “the real catalogue” are those of `data/`.

No test looks at a clock, and nothing here is promised for another machine.
"""


class Results(NamedTuple):
    """What was timed, and with what."""

    compared: Mapping[str, Sequence[Contestant]]
    """By heading, ours first."""

    by_size: Mapping[str, Sequence[Contestant]]
    """Our own commands by root: `few` is the real catalogue, others are sizes."""

    versions: Mapping[str, str]
    missing: Mapping[str, str]
    """Peers that cannot be installed here, and why."""

    load: float
    """Processes of others that wanted to run before."""

    size: int
    rounds: int


def write_page(results: Results, path: Path) -> None:
    """Write the page."""
    slow = min(SLOW)
    parts = [HEAD.format(rounds=results.rounds, slow=slow, size=results.size)]
    parts += ["\n".join(_machine(results))]
    for work, found in results.compared.items():
        parts += [f"## {work}", "\n".join(_compared(found))]
    parts += ["## Where another program is faster", "\n".join(_faster(results))]
    parts += ["## Our commands by number of records", "\n".join(_by_size(results))]
    path.write_text("\n\n".join(part.strip() for part in parts) + "\n", "utf-8")


def _machine(results: Results) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    day = datetime.now(UTC).date()
    yield f"| measured | {day}, while about {results.load:.1f} other processes ran |"
    yield f"| processor | {_processor()}, {os.cpu_count()} cores |"
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    yield f"| system | {system}, Python {platform.python_version()} |"
    yield f"| unisurvey | {__version__}, commit {_commit()} |"
    for name, version in results.versions.items():
        if version:
            yield f"| {name} | {version} |"
    for name, reason in results.missing.items():
        yield f"| {name} | not measured, it cannot be installed here: {_cell(reason)} |"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.processor() or platform.machine()


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    where = Path(__file__).parent
    done = subprocess.run(
        command, cwd=where, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def _compared(found: Sequence[Contestant]) -> Iterator[str]:
    yield "| | seconds | × ours | MiB | runs | does more or less than ours |"
    yield "|---|--:|--:|--:|--:|---|"
    for one in found:
        name = f"**{one.task.name}**" if one.peer == "unisurvey" else one.task.name
        differs = _cell(one.task.differs)
        if one.fault:
            yield f"| {name} | | | | | it fails: {_cell(one.fault)} |"
            continue
        ratio = f"{one.seconds / found[0].seconds:.2f}"
        ratio = "" if one is found[0] else ratio
        values = f"{_seconds(one)} | {ratio} | {one.memory:.0f} | {one.runs}"
        yield f"| {name} | {values} | {differs} |"


def _faster(results: Results) -> Iterator[str]:
    for work, found in results.compared.items():
        for one in found[1:]:
            ratio = one.seconds / found[0].seconds
            if one.peer != found[0].peer and not one.fault and ratio < SLOWER:
                why = one.task.differs or "it does nothing else"
                yield f"- {work}: {one.task.name} takes {ratio:.2f} of ours ({why})."


def _by_size(results: Results) -> Iterator[str]:
    roots = list(results.by_size)
    heads = (
        "the real catalogue" if r == "few" else f"{int(r):,} records" for r in roots
    )
    yield f"| seconds; MiB | {' | '.join(heads)} |"
    yield f"|---|{'--:|' * len(roots)}"
    for row in zip(*results.by_size.values(), strict=True):
        cells = (
            _cell(one.fault) if one.fault else f"{_seconds(one)}; {one.memory:.0f}"
            for one in row
        )
        yield f"| {row[0].task.name} | {' | '.join(cells)} |"


def _seconds(one: Contestant) -> str:
    return f"{one.seconds:.3f}" if one.seconds < 1 else f"{one.seconds:.2f}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
