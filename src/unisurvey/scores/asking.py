"""Which scores somebody asks for: of what, by whom, under which settings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from unisurvey.errors import UnknownRecordError, UnknownValueError, UsageError
from unisurvey.fields.attributes import model_of
from unisurvey.schema import Benchmark
from unisurvey.schema.amounts import read_billions
from unisurvey.schema.vocabulary import Vocabulary
from unisurvey.scores.board import ranked, standings
from unisurvey.scores.heads import heads_called
from unisurvey.scores.score import scores_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.records import Catalog
    from unisurvey.schema import Metric, Paper
    from unisurvey.schema.conditions import Setting
    from unisurvey.schema.entries import ConditionKey
    from unisurvey.scores.board import Standing
    from unisurvey.scores.score import Score

NOT_STATED = "?"
"""Stands for a setting that nobody states."""


@dataclass(frozen=True)
class ScoreQuestion:
    """What is asked for; nothing named means everything."""

    benchmark: Benchmark | None = None
    metric: Metric | None = None
    edition: str | None = None
    papers: frozenset[str] | None = None
    """Ids of the models."""

    reported_by: frozenset[str] = frozenset()
    """Relations, ids or names of reporters, folded."""

    under: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Setting → its values; `?` is not stated."""

    most: float | None = None
    """Billions of parameters that a variant has at most."""

    def wants(self, score: Score) -> bool:
        """Return whether a score is of what is asked for, whatever settings and size."""
        return (
            (self.benchmark is None or score.benchmark is self.benchmark)
            and (self.metric is None or score.metric is self.metric)
            and (self.edition is None or score.edition == self.edition)
            and (self.papers is None or score.paper.id in self.papers)
            and (
                not self.reported_by
                or score.relation in self.reported_by
                or score.reporter.casefold() in self.reported_by
            )
        )

    def allows(self, stated: Mapping[str, object]) -> bool:
        """Return whether settings are those that are asked for."""
        return all(
            str(stated.get(key, NOT_STATED)) in values
            for key, values in self.under.items()
        )

    def takes(self, paper: Paper, variant: str | None) -> bool:
        """Return whether a variant is small enough, or one of all where none is stated."""
        if self.most is None:
            return True
        model = model_of(paper)
        sizes = (
            each.parameters.figure
            for each in (model and model.variants) or ()
            if each.parameters and variant in {None, each.id}
        )
        return any(size is not None and size <= self.most for size in sizes)


def make_question(
    catalog: Catalog,
    *,
    benchmark: str | None = None,
    model: str | None = None,
    edition: str | None = None,
    under: Iterable[str] = (),
    reported_by: Iterable[str] = (),
    **filters: Any,
) -> ScoreQuestion:
    """Return what is asked for in words.

    Args:
        catalog: Where it is asked.
        benchmark: Its id or name, or one of its metrics: `geneval/counting`.
        model: Id, alias, name or address.
        edition: Id of one of the benchmark.
        under: Settings: `prompts=original`, `thinking=with,?`.
        reported_by: `authors`, `benchmark`, `others`, ids of works or names.
        filters: Those of models, as of `Catalog.select`.

    Raises:
        UsageError: a word is none of these.
    """
    papers: set[str] | None = None
    if filters:
        papers = {paper.id for paper in catalog.select(**filters)}
    if model is not None:
        record = catalog[model]
        if model_of(record) is None:
            raise UsageError(f"{record.id!r} introduces no model")
        papers = {record.id} & (papers if papers is not None else {record.id})
    found, metric = benchmark_named(benchmark, catalog) if benchmark else (None, None)
    editions = [each.id for each in (found and found.editions) or ()]
    if edition is not None and found and edition not in editions:
        raise UnknownValueError(f"edition of {found.name}", edition, editions)
    most = filters.get("max_parameters")
    return ScoreQuestion(
        benchmark=found,
        metric=metric,
        edition=edition,
        papers=None if papers is None else frozenset(papers),
        reported_by=frozenset(word.strip().casefold() for word in reported_by),
        under=read_under(under, catalog),
        most=None if most is None else read_size(most),
    )


def is_benchmark(wanted: str, catalog: Catalog) -> bool:
    """Return whether a word names a benchmark, or one of its metrics, and no model."""
    try:
        benchmark_named(wanted, catalog)
    except (UnknownRecordError, UnknownValueError):
        return False
    return not is_model(wanted, catalog)


def is_model(wanted: str, catalog: Catalog) -> bool:
    """Return whether a word names a model."""
    return wanted in catalog and model_of(catalog[wanted]) is not None


def fits(asked: ScoreQuestion, score: Score) -> bool:
    """Return whether a score by itself is one that is asked for."""
    return (
        asked.wants(score)
        and asked.allows(score.conditions)
        and asked.takes(score.paper, score.variant)
    )


def scores_asked(asked: ScoreQuestion, catalog: Catalog) -> list[Score]:
    """Return the scores that are asked for, in the order of the files."""
    found = scores_of(catalog, asked.benchmark)
    return [score for score in found if fits(asked, score)]


def board_asked(asked: ScoreQuestion, catalog: Catalog) -> list[Standing]:
    """Return who stands where, the largest group of what can be compared first.

    Of a benchmark without a metric it is the one that ranks models. Settings that a
    quotation takes from the authors count as stated.
    """
    benchmark = asked.benchmark
    if benchmark and not asked.metric:
        asked = replace(asked, metric=benchmark.primary)
    every = scores_of(catalog, benchmark)
    wanted = (score for score in every if asked.wants(score))
    found = standings(wanted, catalog)
    return ranked(
        each
        for each in found
        if asked.allows(each.settings)
        and asked.takes(each.score.paper, each.lead.variant)
    )


def read_under(words: Iterable[str], catalog: Catalog) -> dict[str, frozenset[str]]:
    """Return settings as they are typed: `prompts=original`, `thinking=with,?`.

    Raises:
        UsageError: one is no setting, or has no such value.
    """
    found: dict[str, frozenset[str]] = {}
    for text in words:
        key, values = _setting(text, catalog)
        found[key.id] = frozenset(
            value if value == NOT_STATED else _value(key, value) for value in values
        )
    return found


def read_setting(text: str, catalog: Catalog) -> tuple[str, Setting]:
    """Return one setting that is stated: `prompts=original`, `steps=50`.

    Raises:
        UsageError: it is none, or has no such value.
    """
    key, (value, *others) = _setting(text, catalog)
    if others:
        raise UsageError(f"{text!r} names several values, expected one")
    word = _value(key, value)
    if key.words:
        return key.id, word
    try:
        return key.id, float(word)
    except ValueError:
        raise UsageError(f"{text!r} is no number") from None


def _setting(text: str, catalog: Catalog) -> tuple[ConditionKey, list[str]]:
    known = catalog.vocabularies.conditions
    name, sign, values = text.partition("=")
    if not sign or not values:
        raise UsageError(
            f"{text!r} is no setting, expected one such as prompts=original, "
            "or prompts=? for what nobody states"
        )
    key = known[known.resolve(name.strip())]
    return key, [value.strip() for value in values.split(",")]


def _value(key: ConditionKey, value: str) -> str:
    words = Vocabulary(key.name.lower(), key.words or ())
    return words.resolve(value) if key.words else value


def read_size(text: str | float) -> float:
    """Return a number of parameters in billions.

    Raises:
        UsageError: it is none.
    """
    found = read_billions(text) if isinstance(text, str) else float(text)
    if found is None:
        raise UsageError(f"{text!r} is no size, expected one such as 7, 1.5B or 500M")
    return found


def benchmark_named(wanted: str, catalog: Catalog) -> tuple[Benchmark, Metric | None]:
    """Return a benchmark and, of `geneval/counting` or `mme-p`, its metric.

    Raises:
        UnknownRecordError: there is no such benchmark.
        UnknownValueError: it has no such metric.
    """
    name, _, metric = wanted.removeprefix("benchmarks/").partition("/")
    found, column = _benchmark(name, catalog)
    metric = metric or column or ""
    return found, metric_named(found, metric) if metric else None


def metric_named(benchmark: Benchmark, wanted: str) -> Metric:
    """Return a metric by its id, name or another spelling.

    Raises:
        UnknownValueError: there is none.
    """
    folded = wanted.casefold()
    metrics = benchmark.metrics or ()
    for metric in metrics:
        if folded in map(str.casefold, metric.spellings):
            return metric
    ids = [metric.id for metric in metrics]
    raise UnknownValueError(f"metric of {benchmark.name}", wanted, ids)


def _benchmark(name: str, catalog: Catalog) -> tuple[Benchmark, str | None]:
    """Return a benchmark by its id, or else by what heads a column of its scores."""
    record = catalog.index.get(f"benchmarks/{name}")
    if isinstance(record, Benchmark):
        return record, None
    known = {benchmark.id: benchmark for benchmark in catalog.benchmarks}
    heads = [head for head in heads_called(name, known.values()) if not head.edition]
    if len(heads) != 1:
        raise UnknownRecordError(name, known)
    return known[heads[0].benchmark], heads[0].metric
