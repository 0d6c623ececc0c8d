"""Which score stands for a model where one number is wanted: its authors' own, unaided."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unisurvey.scores.asking import ScoreQuestion, benchmark_named, board_asked
from unisurvey.scores.board import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark, Metric
    from unisurvey.scores.board import Standing


def plain_board(
    benchmark: Benchmark, metric: Metric | None, catalog: Catalog
) -> list[Standing]:
    """Return what can be compared of what authors say of their own models, best first.

    Left out are settings that make a score higher (those with a mark), and what decides no
    rank. Of such settings, what nobody states counts as the usual one. Of editions, and of
    what else a benchmark is compared on (judge, split …), it is the one of which there is most.
    """
    asked = ScoreQuestion(benchmark=benchmark, metric=metric)
    return plain_of(board_asked(asked, catalog), catalog)


def plain_of(found: Iterable[Standing], catalog: Catalog) -> list[Standing]:
    """Return the plain board of a metric, of all that is known of who stands where."""
    marked = {
        (key.id, word.id)
        for key in catalog.vocabularies.conditions
        for word in key.words or ()
        if word.mark
    }
    folded = {key for key, _ in marked}
    groups: defaultdict[tuple[str, ...], list[Standing]] = defaultdict(list)
    for each in found:
        if each.rank and each.score.is_own and marked.isdisjoint(each.settings.items()):
            keys = each.score.benchmark.comparable_on or ()
            pairs = zip(keys, each.comparable, strict=True)
            rest = (str(value) for key, value in pairs if key not in folded)
            groups[each.score.edition or "", *rest].append(each)
    most: Sequence[Standing] = max(
        (groups[key] for key in sorted(groups)), key=len, default=()
    )
    return list(in_order(most))


def plain_scores(catalog: Catalog, wanted: str) -> Mapping[str, Sequence[float]]:
    """Return the values of the plain board of `geneval` or `geneval/counting` by model.

    Raises:
        UnknownRecordError: there is no such benchmark.
        UnknownValueError: it has no such metric.
    """
    found: defaultdict[str, list[float]] = defaultdict(list)
    for each in plain_board(*benchmark_named(wanted, catalog), catalog):
        found[each.score.paper.id].append(float(each.score.value))
    return found
