"""Tables of scores: what they refer to, what they cannot say, and what contradicts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.errors import close_matches, did_you_mean
from unisurvey.fields.attributes import model_of
from unisurvey.scores.errata import Errata
from unisurvey.scores.score import limits_of, metric_of, scores_of
from unisurvey.scores.settings import unsaid
from unisurvey.scores.variants import misnamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place
    from unisurvey.schema import Benchmark, ScoreSource
    from unisurvey.schema.scores import ScoreColumn
    from unisurvey.scores.score import Score


@check("C301")
def score_out_of_range(catalog: Catalog) -> Iterator[Finding]:
    """A score is higher or lower than its metric can be.

    It belongs to another metric or column, has another unit, or lost its point. A table
    that prints shares in percent says so with `out_of` of its column.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
        # data/benchmarks/sketches.yaml
        metrics:
          - {id: overall, range: [0, 1], better: higher}
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", paper: sketch}
        read_from: html
        tables:
          - at: Table 1
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, basis: own-run, values: ["78.8"]}
    """
    for score in scores_of(catalog):
        if message := limits_of(score):
            yield score_finding(score, message)


@check("C302")
def unknown_in_scores(catalog: Catalog) -> Iterator[Finding]:
    """A table of scores names what no record knows.

    Models are papers with a model, and benchmarks records, by id. Variants stand in the
    record of the model, metrics and editions in that of the benchmark.

    Example:
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", reporter: somebody}
        read_from: html
        tables:
          - at: Table 1
            columns: [{benchmark: no-such-benchmark}]
            rows:
              - {model: no-such-model, basis: quoted, values: ["0.5"]}
    """
    there = catalog.existing
    models = {paper.id: model_of(paper) for paper in catalog.models}
    plain = {paper.id for paper in catalog.papers} - models.keys()
    benchmarks = {benchmark.id: benchmark for benchmark in catalog.benchmarks}
    for source in catalog.scored.sources:
        if paper := source.source.paper:
            known = there["papers"]
            yield from _known(source, ("source", "paper"), "paper", paper, known)
        for t, table in enumerate(source.tables):
            for c, column in enumerate(table.columns):
                where: Place = ("tables", t, "columns", c)
                loc, known = (*where, "benchmark"), there["benchmarks"]
                yield from _known(source, loc, "benchmark", column.benchmark, known)
                if found := benchmarks.get(column.benchmark):
                    yield from _column(source, where, column, found)
            for r, row in enumerate(table.rows):
                where = ("tables", t, "rows", r)
                loc, known = (*where, "model"), there["papers"] - plain
                yield from _known(source, loc, "model", row.model, known)
                model = models.get(row.model)
                if model and row.variant:
                    ids = [variant.id for variant in model.variants or ()]
                    loc, what = (*where, "variant"), f"variant of {model.name}"
                    yield from _known(source, loc, what, row.variant, ids)


def _column(
    source: ScoreSource, where: Place, column: ScoreColumn, benchmark: Benchmark
) -> Iterator[Finding]:
    metrics = [metric.id for metric in benchmark.metrics or ()]
    editions = [edition.id for edition in benchmark.editions or ()]
    for word, named, known in (
        ("metric", column.metric, metrics),
        ("edition", column.edition, editions),
    ):
        if named is not None:
            what = f"{word} of {benchmark.name}"
            yield from _known(source, (*where, word), what, named, known)


def _known(
    source: ScoreSource, loc: Place, what: str, word: str, known: Iterable[str]
) -> Iterator[Finding]:
    known = tuple(known)
    if word not in known:
        close = did_you_mean(close_matches(word, known))
        few = f", expected one of {', '.join(known)}" if 0 < len(known) <= 12 else ""
        yield Finding(source, loc, f"no {what} {word!r}{close or few}")


@check("C303")
def metric_missing(catalog: Catalog) -> Iterator[Finding]:
    """A column does not say which of several metrics it has.

    MME alone has three that are printed under its name. A benchmark of which nobody has
    written down the metrics can hold no scores yet.

    Example:
        # data/benchmarks/sketches.yaml
        metrics:
          - {id: perception, range: [0, 2000], better: higher}
          - {id: cognition, range: [0, 800], better: higher}
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", reporter: somebody}
        read_from: html
        tables:
          - at: Table 1
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, basis: quoted, values: ["500"]}
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
    """
    benchmarks = {benchmark.id: benchmark for benchmark in catalog.benchmarks}
    for source in catalog.scored.sources:
        for t, table in enumerate(source.tables):
            for c, column in enumerate(table.columns):
                found = benchmarks.get(column.benchmark)
                if found and not column.metric and not metric_of(found, None):
                    loc = ("tables", t, "columns", c, "benchmark")
                    yield Finding(source, loc, *_several(found))


def _several(benchmark: Benchmark) -> tuple[str, str | None]:
    """Return what is wrong with a column that names none of the metrics, and the way."""
    ids = [metric.id for metric in benchmark.metrics or ()]
    if not ids:
        return f"{benchmark.name} has no metrics", "write them into its record first"
    return f"no metric, expected one of {', '.join(ids)}", None


@check("C310", severity="warning")
def idle_correction(catalog: Catalog) -> Iterator[Finding]:
    """A copying error of scores is printed nowhere.

    The correction has a slip, or the table that showed the error was mended; then it has
    nothing left to say.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
        # data/benchmarks/sketches.yaml
        metrics:
          - {id: overall, range: [0, 1], better: higher}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, basis: quoted, values: ["0.28"]}
        corrections:
          - model: sketch
            benchmark: sketches
            printed: {overall: "0.82"}
            reason: two digits changed places
            proof: https://example.org
    """
    errata = Errata(catalog)
    found = {id(errata.of(score)) for score in scores_of(catalog)}
    for source in catalog.scored.sources:
        for n, each in enumerate(source.corrections or ()):
            if id(each) not in found:
                message = f"no quotation of {each.model!r} prints this"
                yield Finding(source, ("corrections", n, "printed"), message)


@check("C315", severity="note")
def row_names_another_variant(catalog: Catalog) -> Iterator[Finding]:
    """What a source calls a row is the name of another variant.

    Sizes, resolutions and words such as `chat` are compared with the variants of the
    model's record: one of them has more of these words, or no others. Look which variant
    the source means.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        model:
          name: Sketch
          section: a
          variants: [{id: 1b}, {id: 7b}]
        # data/benchmarks/sketches.yaml
        metrics:
          - {id: overall, range: [0, 1], better: higher}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: sketches}]
            rows:
              - model: sketch
                name: Sketch-7B
                variant: 1b
                basis: unknown
                values: ["0.73"]
    """
    for source, loc, row, meant in misnamed(catalog):
        yield Finding(source, loc, f"{row.variant!r}, but {row.name!r} is {meant.id!r}")


@check("C317", severity="note")
def row_names_a_setting(catalog: Catalog) -> Iterator[Finding]:
    """What a source calls a row has a setting that is not stated.

    With rewritten prompts, thinking or the best of several answers it is another score;
    state it under `conditions` of the row.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
        # data/conditions.yaml
        - id: thinking
          name: Thinking
          about: Whether the model writes down its reasoning.
          words:
            - {id: without, name: "off"}
            - {id: with, name: "on", aliases: [CoT], mark: ‡}
        # data/benchmarks/sketches.yaml
        metrics:
          - {id: overall, range: [0, 1], better: higher}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, name: Sketch + CoT, basis: unknown, values: ["0.73"]}
    """
    for source, loc, row, key, value in unsaid(catalog):
        yield Finding(source, loc, f"{row.name!r}, but no {key}: {value}")


def score_finding(score: Score, message: str) -> Finding:
    """Return what is wrong with a score, at its cell."""
    return Finding(score.source, score.cell, message)
