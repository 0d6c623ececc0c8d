"""Scores that cannot be right together, or of their size: notes, since sources say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.checks.scores import score_finding
from unisurvey.scores.arithmetic import slips, strays, totals
from unisurvey.scores.outliers import outliers
from unisurvey.scores.score import scores_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog


@check("C304", severity="note")
def total_unlike_its_parts(catalog: Catalog) -> Iterator[Finding]:
    """A total is not what the benchmark makes of the parts beside it.

    One of the numbers was copied wrongly, or the total is formed otherwise than the
    benchmark says, such as without its weights. The source prints it so, and so the
    table has it; look whether it was copied right.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
        # data/benchmarks/sketches.yaml
        metrics:
          - id: overall
            range: [0, 1]
            better: higher
            aggregate: {mean: [lines, colours], tolerance: 0.01}
          - {id: lines, range: [0, 1], better: higher}
          - {id: colours, range: [0, 1], better: higher}
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", paper: sketch}
        read_from: html
        tables:
          - at: Table 1
            columns:
              - {benchmark: sketches, metric: overall}
              - {benchmark: sketches, metric: lines}
              - {benchmark: sketches, metric: colours}
            rows:
              - {model: sketch, basis: own-run, values: ["0.90", "0.50", "0.60"]}
    """
    for score, expected in totals(scores_of(catalog)):
        message = f"{score.printed}, but the parts beside it give {expected:.4g}"
        yield score_finding(score, message)


@check("C312", severity="note")
def of_another_size(catalog: Catalog) -> Iterator[Finding]:
    """A score is a hundredth of what is usual.

    It is a share where the metric is in percent; the column then says so with
    `out_of: 1`.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
        # data/benchmarks/quiz.yaml
        metrics:
          - {id: accuracy, range: [0, 100], better: higher}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: quiz}]
            rows:
              - {model: sketch, basis: own-run, values: ["41.0"]}
              - {model: sketch, basis: own-run, values: ["45.5"]}
              - {model: sketch, basis: own-run, values: ["0.43"]}
    """
    for score, usual in slips(scores_of(catalog)):
        message = f"{score.printed}, but others are about {float(usual):.3g}"
        yield score_finding(score, message)


@check("C316", severity="note")
def far_from_all_others(catalog: Catalog) -> Iterator[Finding]:
    """A score is far from those of all other models, and nobody else prints it.

    It is six standard deviations outside them, and the rest of its row is not: a digit or
    the point went wrong, or the column has another metric. Where the source prints it so,
    it is right here.

    Example:
        # data/papers/one.yaml
        title: One
        model: {name: One, section: a}
        # data/papers/two.yaml
        title: Two
        model: {name: Two, section: a}
        # data/papers/three.yaml
        title: Three
        model: {name: Three, section: a}
        # data/papers/four.yaml
        title: Four
        model: {name: Four, section: a}
        # data/papers/five.yaml
        title: Five
        model: {name: Five, section: a}
        # data/papers/six.yaml
        title: Six
        model: {name: Six, section: a}
        # data/benchmarks/quiz.yaml
        metrics:
          - {id: points, range: [0, 2000], better: higher}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: quiz}]
            rows:
              - {model: one, basis: unknown, values: ["1402"]}
              - {model: two, basis: unknown, values: ["1448"]}
              - {model: three, basis: unknown, values: ["1510"]}
              - {model: four, basis: unknown, values: ["1567"]}
              - {model: five, basis: unknown, values: ["1620"]}
              - {model: six, basis: unknown, values: ["163"]}
    """
    for score, spread in outliers(scores_of(catalog)):
        others = f"from {spread.lowest:f} to {spread.highest:f}"
        yield score_finding(score, f"{score.printed}, but other models have {others}")


@check("C314", severity="note")
def parts_elsewhere(catalog: Catalog) -> Iterator[Finding]:
    """A total follows from parts that stand under another variant or other settings.

    The same source has both, and neither has anything beside it that fits: one of them
    names the wrong variant, or lost a setting.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
        # data/conditions.yaml
        - id: prompts
          name: Prompts
          about: Whether a language model rewrote them.
          words:
            - {id: original, name: as published}
            - {id: rewritten, name: rewritten, mark: †}
        # data/benchmarks/sketches.yaml
        metrics:
          - id: overall
            range: [0, 1]
            better: higher
            aggregate: {mean: [lines, colours], tolerance: 0.01}
          - {id: lines, range: [0, 1], better: higher}
          - {id: colours, range: [0, 1], better: higher}
        comparable_on: [prompts]
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", paper: sketch}
        read_from: html
        tables:
          - at: Table 1
            columns: [{benchmark: sketches, metric: overall}]
            rows:
              - model: sketch
                basis: own-run
                conditions: {prompts: rewritten}
                values: ["0.88"]
          - at: Table 2
            columns:
              - {benchmark: sketches, metric: lines}
              - {benchmark: sketches, metric: colours}
            rows:
              - {model: sketch, basis: own-run, values: ["0.86", "0.90"]}
    """
    for score, part in strays(scores_of(catalog)):
        message = (
            f"{score.printed} follows from parts in {part.at}, which state otherwise"
        )
        yield score_finding(score, message)
