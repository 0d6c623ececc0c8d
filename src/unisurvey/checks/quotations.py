"""Scores that others contradict, or that nobody looked up: notes, since sources say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.checks.scores import score_finding
from unisurvey.scores.contradictions import contradictions
from unisurvey.scores.score import scores_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.scores.contradictions import Contradiction


@check("C305", severity="note")
def unlike_the_authors(catalog: Catalog) -> Iterator[Finding]:
    """A quoted score is not what those who made the model say of it.

    They state another value of the same variant, under no setting that the quotation
    excludes. It was copied wrongly, or comes from another version of their paper. Where
    nobody knows what they state, it is not what most others quote.

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
              - {model: sketch, basis: own-run, values: ["0.82"]}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, basis: quoted, values: ["0.28"]}
    """
    for found in _of_kind(catalog, "quotation differs", "quotations differ"):
        yield score_finding(found.score, f"{found.score.printed}, but {_says(found)}")


@check("C306", severity="note")
def setting_lost(catalog: Catalog) -> Iterator[Finding]:
    """A quoted score lost the setting under which it was reached.

    It is what those who made the model reached with rewritten prompts, with thinking or
    by choosing the best of several answers, and stands there as if it were without.

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
          - {id: overall, range: [0, 1], better: higher}
        comparable_on: [prompts]
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", paper: sketch}
        read_from: html
        tables:
          - at: Table 1
            columns: [{benchmark: sketches}]
            rows:
              - model: sketch
                basis: own-run
                conditions: {prompts: rewritten}
                values: ["0.88"]
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, basis: quoted, values: ["0.88"]}
    """
    for found in _of_kind(catalog, "setting lost"):
        source = found.against.conditions if found.against else {}
        lost = ", ".join(f"{key}: {source[key]}" for key in found.lost)
        message = f"{found.score.printed} without {lost}, under which {_says(found)}"
        yield score_finding(found.score, message)


@check("C307", severity="note")
def of_another_variant(catalog: Catalog) -> Iterator[Finding]:
    """A quoted score is that of another variant of the model.

    Those who made it state the value for another size or checkpoint, and another one for
    this; or whoever has the value has it of another, and nobody any of this.

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
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", paper: sketch}
        read_from: html
        tables:
          - at: Table 1
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, variant: 1b, basis: own-run, values: ["0.73"]}
              - {model: sketch, variant: 7b, basis: own-run, values: ["0.80"]}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, variant: 7b, basis: quoted, values: ["0.73"]}
    """
    for found in _of_kind(catalog, "other variant", "unseen variant"):
        other = found.against and found.against.variant
        message = f"{found.score.printed} is that of {other}: {_says(found)}"
        yield score_finding(found.score, message)


@check("C308", severity="note")
def of_another_model(catalog: Catalog) -> Iterator[Finding]:
    """A row of quoted scores is that of another model.

    Those who made the other one state three or more of its numbers, and those who made
    this one do not.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
        # data/papers/brush.yaml
        title: Brush
        model: {name: Brush, section: a}
        # data/benchmarks/sketches.yaml
        metrics:
          - {id: overall, range: [0, 1], better: higher}
          - {id: lines, range: [0, 1], better: higher}
          - {id: colours, range: [0, 1], better: higher}
        # data/scores/brush-paper.yaml
        source: {url: "https://example.org", paper: brush}
        read_from: html
        tables:
          - at: Table 1
            columns:
              - {benchmark: sketches, metric: overall}
              - {benchmark: sketches, metric: lines}
              - {benchmark: sketches, metric: colours}
            rows:
              - {model: brush, basis: own-run, values: ["0.81", "0.77", "0.85"]}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns:
              - {benchmark: sketches, metric: overall}
              - {benchmark: sketches, metric: lines}
              - {benchmark: sketches, metric: colours}
            rows:
              - {model: sketch, basis: quoted, values: ["0.81", "0.77", "0.85"]}
    """
    for found in _of_kind(catalog, "other row"):
        other = found.against.paper.id if found.against else ""
        message = f"{found.score.printed} stands in the row of {other!r}"
        yield score_finding(found.score, message)


@check("C311", severity="note")
def authors_differ(catalog: Catalog) -> Iterator[Finding]:
    """Those who made a model state two scores of it, and nothing that tells them apart.

    They belong to two variants, editions or settings, or to two versions of a paper. Say
    which, where a source does.

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
              - {model: sketch, basis: own-run, values: ["0.80"]}
              - {model: sketch, basis: own-run, values: ["0.95"]}
    """
    for found in _of_kind(catalog, "authors differ"):
        yield score_finding(found.score, f"{found.score.printed}, but {_says(found)}")


@check("C313", severity="note")
def setting_added(catalog: Catalog) -> Iterator[Finding]:
    """A quoted score states a setting of which those who made the model say nothing.

    With rewritten prompts, thinking or the best of several answers it is another score,
    though the value is the same: either the quotation is wrong, or the authors kept quiet.

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
          - {id: overall, range: [0, 1], better: higher}
        comparable_on: [prompts]
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", paper: sketch}
        read_from: html
        tables:
          - at: Table 1
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, basis: own-run, values: ["0.88"]}
        # data/scores/other-paper.yaml
        source: {url: "https://example.com", reporter: others}
        read_from: html
        tables:
          - at: Table 9
            columns: [{benchmark: sketches}]
            rows:
              - model: sketch
                basis: quoted
                conditions: {prompts: rewritten}
                values: ["0.88"]
    """
    for found in _of_kind(catalog, "setting added"):
        stated = found.score.conditions
        more = ", ".join(f"{key}: {stated[key]}" for key in found.lost)
        message = f"{found.score.printed} with {more}, of which nothing is said: "
        yield score_finding(found.score, f"{message}{_says(found)}")


@check("C309", severity="note")
def only_transcribed(catalog: Catalog) -> Iterator[Finding]:
    """Scores were read in somebody's copy of the text, not in the source itself.

    They are shown with that mark and decide no rank by themselves. Look them up in the
    source, and say what was opened (`read_from`) and when (`checked`).

    Example:
        # data/scores/sketch-paper.yaml
        source: {url: "https://example.org", reporter: somebody}
        read_from: transcription
        tables:
          - at: Table 1
            columns: [{benchmark: sketches}]
            rows:
              - {model: sketch, basis: quoted, values: ["0.5"]}
        # data/benchmarks/sketches.yaml
        metrics:
          - {id: overall, range: [0, 1], better: higher}
        # data/papers/sketch.yaml
        title: Sketch
        model: {name: Sketch, section: a}
    """
    for source in catalog.scored.sources:
        if source.read_from == "transcription":
            rows = sum(len(table.rows) for table in source.tables)
            message = f"{rows} rows that nobody looked up in the source"
            yield Finding(source, ("read_from",), message)


def _of_kind(catalog: Catalog, *kinds: str) -> Iterator[Contradiction]:
    scores = tuple(scores_of(catalog))
    return (each for each in contradictions(scores, catalog) if each.kind in kinds)


def _says(found: Contradiction) -> str:
    """Return who says what else, and where."""
    other = found.against
    if other is None:
        return "it is a known error"
    return f"{other.reporter} has {other.shown} ({other.source.id}, {other.at})"
