"""A small catalogue of models and benchmarks, and scores of theirs as plain data."""

from dataclasses import replace

import pytest

from unisurvey.records import ScoreFiles, load
from unisurvey.schema import ScoreSource

PARTS = ("lines", "colours", "shapes")
FILES = {
    "taxonomy.yaml": """\
- id: a
  name: Models
  kind: model
- id: testing
  name: Testing
  kind: benchmark
""",
    "venues.yaml": "[]\n",
    "components.yaml": "[]\n",
    "licenses.yaml": "[]\n",
    "conditions.yaml": """\
- id: prompts
  name: Prompts
  about: Whether a language model rewrote them.
  words:
    - {id: original, name: as published}
    - {id: rewritten, name: rewritten, aliases: [rewriter], mark: "†"}
- id: judge
  name: Judge
  about: Who judged.
  words:
    - {id: old, name: Old}
    - {id: new, name: New}
- id: steps
  name: Steps
  about: Steps of sampling.
""",
    "benchmarks/bench.yaml": """\
name: Bench
section: testing
paper: bench
metrics:
  - id: overall
    range: [0, 1]
    better: higher
    primary: true
    aggregate: {mean: [lines, colours, shapes], tolerance: 0.01}
  - {id: lines, range: [0, 1], better: higher}
  - {id: colours, range: [0, 1], better: higher}
  - {id: shapes, range: [0, 1], better: higher}
comparable_on: [prompts]
sources: [{url: "https://example.org", vouches: [name, metrics]}]
added: "2026-01-02"
""",
    "benchmarks/quiz.yaml": """\
name: Quiz
section: testing
metrics:
  - {id: accuracy, unit: "%", range: [0, 100], better: higher}
sources: [{url: "https://example.org", vouches: [name, metrics]}]
added: "2026-01-02"
""",
    "benchmarks/distance.yaml": """\
name: Distance
section: testing
metrics:
  - {id: fid, range: [0], better: lower}
editions: [{id: first}, {id: second}]
sources: [{url: "https://example.org", vouches: [name, metrics]}]
added: "2026-01-02"
""",
    "papers/bench.yaml": """\
key: one2024bench
title: Bench
sources: [{url: "https://example.org", vouches: [title]}]
added: "2026-01-02"
""",
}
MODEL = """\
key: one2024{id}
title: {name}
model:
  name: {name}
  section: a
{variants}sources: [{{url: "https://example.org", vouches: [title, model]}}]
added: "2026-01-02"
"""
SIZES = {"1b": 1, "7b": 7}
MODELS = {
    **dict.fromkeys(("alpha", "beta", "gamma"), tuple(SIZES)),
    **dict.fromkeys(("delta", "epsilon", "zeta"), ("7b",)),
    "eta": (),
}


def variants_of(model):
    lines = [
        f"    - {{id: {one}, parameters: {{stated: {SIZES[one]}}}}}\n"
        for one in MODELS[model]
    ]
    return "".join(["  variants:\n", *lines]) if lines else ""


@pytest.fixture(scope="session")
def unscored(tmp_path_factory):
    """The catalogue without scores."""
    root = tmp_path_factory.mktemp("scores")
    papers = {
        f"papers/{id_}.yaml": MODEL.format(
            id=id_, name=id_.title(), variants=variants_of(id_)
        )
        for id_ in MODELS
    }
    for name, text in {**FILES, **papers}.items():
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    loaded = load(root)
    assert loaded.problems == ()
    return loaded.catalog


def source(id_, *tables, paper=None, read_from="repository", **more):
    """Return the data of a source; without a paper, its name is the reporter."""
    who = {"paper": paper} if paper else {"reporter": id_}
    origin = {"url": "https://example.org", **who, "date": "2026-01"}
    return {
        "id": id_, "source": origin, "read_from": read_from, "tables": list(tables),
        **more,
    }  # fmt: skip


def table(columns, *rows, **more):
    """Return a table of columns such as `bench/overall`."""
    made = []
    for column in columns:
        benchmark, _, metric = column.partition("/")
        made.append({"benchmark": benchmark, **({"metric": metric} if metric else {})})
    return {"at": "Table 1", "columns": made, "rows": list(rows), **more}


def row(model, *values, basis="quoted", **more):
    """Return a row; the model is `alpha` or `alpha:7b`."""
    name, _, variant = model.partition(":")
    named = {"variant": variant} if variant else {}
    return {"model": name, **named, "basis": basis, "values": list(values), **more}


@pytest.fixture(scope="session")
def scored(unscored):
    """Give the catalogue these sources of scores, or what it made of them before."""

    def give(*sources):
        known = unscored.vocabularies
        read = tuple(ScoreSource.model_validate(s, context=known) for s in sources)
        return replace(unscored, read_scores=lambda: ScoreFiles(read))

    return give
