"""What benchmarks and their metrics are called, by people and above columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.schema import Benchmark

LEAST_NAME = 2
"""Letters of the shortest name that is looked for in running text."""

_SUFFIX = re.compile(r"(?:bench|benchmark|\d+k)$")


class Head(NamedTuple):
    """What a column is headed with."""

    benchmark: str
    metric: str | None = None
    edition: str | None = None


def heads_of(benchmark: Benchmark) -> Iterator[tuple[str, Head]]:
    """Yield everything that can stand above a column of a benchmark."""
    id_ = benchmark.id
    whole = {benchmark.name, id_, *(benchmark.aliases or ())}
    targets = [(name, Head(id_)) for name in whole]
    for edition in benchmark.editions or ():
        head = Head(id_, None, edition.id)
        targets += [(f"{name} {edition.id}", head) for name in whole]
        targets += [(edition.name, head)] if edition.name else []
    short = [
        (_SUFFIX.sub("", squeeze(name)), head)
        for name, head in targets
        if head.edition is None
    ]
    targets += [(name, head) for name, head in short if len(name) > LEAST_NAME]
    for edition in benchmark.editions or ():
        head = Head(id_, None, edition.id)
        targets += [(f"{name} {edition.id}", head) for name, _ in short]
    yield from targets
    for metric in benchmark.metrics or ():
        for name, head in targets:
            for spelling in metric.spellings:
                yield f"{name} {spelling}", head._replace(metric=metric.id)


def heads_called(name: str, benchmarks: Iterable[Benchmark]) -> set[Head]:
    """Return what a name can mean, in whatever spelling; more than one is not clear."""
    wanted = squeeze(name)
    return {
        head
        for benchmark in benchmarks
        for known, head in heads_of(benchmark)
        if squeeze(known) == wanted
    }
