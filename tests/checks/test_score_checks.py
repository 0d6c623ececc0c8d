"""Checks of scores: where they point, what they say, and what they let pass."""

import pytest

BASE = """\
# data/conditions.yaml
- id: prompts
  name: Prompts
  about: Whether a language model rewrote them.
  words:
    - {id: original, name: as published}
    - {id: rewritten, name: rewritten, mark: †}
# data/papers/sketch.yaml
title: Sketch
model:
  name: Sketch
  section: a
  variants: [{id: 1b}, {id: 7b}]
# data/papers/brush.yaml
title: Brush
model: {name: Brush, section: a}
# data/papers/plain.yaml
title: Plain
sections: [applications]
# data/benchmarks/sketches.yaml
metrics:
  - id: overall
    range: [0, 1]
    better: higher
    aggregate: {mean: [lines, colours], weights: [3, 1], tolerance: 0.01}
  - {id: lines, range: [0, 1], better: higher}
  - {id: colours, range: [0, 1], better: higher}
comparable_on: [prompts]
# data/benchmarks/quiz.yaml
metrics:
  - {id: accuracy, range: [0, 100], better: higher}
editions: [{id: first}, {id: second}]
# data/benchmarks/distance.yaml
metrics:
  - {id: fid, range: [0], better: lower}
# data/benchmarks/unasked.yaml
unit: prompts
# data/scores/sketch-paper.yaml
source: {url: "https://example.org", paper: sketch}
read_from: html
tables:
  - at: Table 1
    columns: [{benchmark: sketches, metric: overall}]
    rows:
      - {model: sketch, variant: 1b, basis: own-run, values: ["0.73"]}
      - {model: sketch, variant: 7b, basis: own-run, values: ["0.80"]}
      - model: sketch
        variant: 7b
        basis: own-run
        conditions: {prompts: rewritten}
        values: ["0.88"]
# data/scores/others.yaml
source: {url: "https://example.com", reporter: others}
read_from: html
"""


def table(column, row, value, basis="quoted", more=""):
    return f"""\
{BASE}tables:
  - at: Table 9
    columns: [{{{column}}}]
    rows:
      - {{{row}, basis: {basis}, values: ["{value}"]{more}}}
"""


OVERALL = "benchmark: sketches, metric: overall"
LARGE = "model: sketch, variant: 7b"
QUIZ = "benchmark: quiz"
BRUSH = "model: brush"

FAULTS = {
    "a share in percent": (
        table(OVERALL, BRUSH, "78.8"),
        "C301",
        "78.8 is no overall of Sketches, expected from 0 to 1",
    ),
    "a distance below none": (
        table("benchmark: distance", BRUSH, "-3"),
        "C301",
        "-3 is no fid of Distance, expected ≥ 0",
    ),
    "an unknown model": (
        table(QUIZ, "model: brusk", "50"),
        "C302",
        "no model 'brusk'; did you mean 'brush'?",
    ),
    "a paper without a model": (
        table(QUIZ, "model: plain", "50"),
        "C302",
        "no model 'plain', expected one of ",
    ),
    "an unknown variant": (
        table(QUIZ, "model: sketch, variant: 3b", "50"),
        "C302",
        "no variant of Sketch '3b'",
    ),
    "an unknown benchmark": (
        table("benchmark: quizz", BRUSH, "50"),
        "C302",
        "no benchmark 'quizz'; did you mean 'quiz'?",
    ),
    "an unknown metric": (
        table("benchmark: quiz, metric: recall", BRUSH, "50"),
        "C302",
        "no metric of Quiz 'recall', expected one of accuracy",
    ),
    "an unknown edition": (
        table("benchmark: quiz, edition: third", BRUSH, "50"),
        "C302",
        "no edition of Quiz 'third'",
    ),
    "a metric that is not named": (
        table("benchmark: sketches", BRUSH, "0.5"),
        "C303",
        "no metric, expected one of overall, lines, colours",
    ),
    "a benchmark of which nobody knows the metrics": (
        table("benchmark: unasked", BRUSH, "0.5"),
        "C303",
        "Unasked has no metrics",
    ),
    "a quotation that differs": (
        table(OVERALL, LARGE, "0.70"),
        "C305",
        "0.70, but sketch has 0.80 (sketch-paper, Table 1)",
    ),
    "a mark that is lost": (
        table(OVERALL, LARGE, "0.88"),
        "C306",
        "0.88 without prompts: rewritten, under which sketch has 0.88 ",
    ),
    "the value of another size": (
        table(OVERALL, LARGE, "0.73"),
        "C307",
        "0.73 is that of 1b: sketch has 0.73 (sketch-paper, Table 1)",
    ),
    "a transcription": (
        table(QUIZ, BRUSH, "50").replace(
            "reporter: others}\nread_from: html",
            "reporter: others}\nread_from: transcription",
        ),
        "C309",
        "1 rows that nobody looked up in the source",
    ),
}
FAULTS["quotations of what nobody states"] = (
    table(OVERALL, BRUSH, "0.70")
    + f"""\
  - at: Table 10
    columns: [{{{OVERALL}}}]
    rows:
      - {{{BRUSH}, basis: quoted, values: ["0.60"]}}
""",
    "C305",
    "0.60, but others has 0.70 (others, Table 9)",
)
FAULTS["authors who say two things"] = (
    table(OVERALL, BRUSH, "0.70").replace(
        """      - {model: sketch, variant: 7b, basis: own-run, values: ["0.80"]}
""",
        """      - {model: sketch, variant: 7b, basis: own-run, values: ["0.80"]}
      - {model: sketch, variant: 7b, basis: own-run, values: ["0.82"]}
""",
    ),
    "C311",
    "0.82, but sketch has 0.80 (sketch-paper, Table 1)",
)
NEAR_MISSES = {
    "a share in percent that says so": table(f"{OVERALL}, out_of: 100", BRUSH, "78.8"),
    "the highest possible value": table(QUIZ, BRUSH, "100"),
    "a distance of any size": table("benchmark: distance", BRUSH, "3000"),
    "an empty cell": table(OVERALL, BRUSH, "-"),
    "the only metric, not named": table(QUIZ, BRUSH, "50"),
    "an edition": table("benchmark: quiz, edition: first", BRUSH, "50"),
    "a quotation that agrees": table(OVERALL, LARGE, "0.80"),
    "a quotation that is rounded": table(OVERALL, LARGE, "0.8"),
    "a quotation that names no size": table(OVERALL, "model: sketch", "0.73"),
    "a quotation with its mark": table(
        OVERALL, LARGE, "0.88", more=", conditions: {prompts: rewritten}"
    ),
    "another run": table(OVERALL, LARGE, "0.70", "own-run"),
    "a model of which no authors say anything": table(OVERALL, BRUSH, "0.70"),
}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("41.0", "45.5", "0.43"), ["0.43, but others are about 41"]),
        (("41.0", "45.5", "4.3"), []),
        (("0.41", "0.45", "0.43"), []),
        (("41.0", "45.5", "0"), []),
    ],
)
def test_a_share_among_percentages_is_found(values, found, found_in):
    rows = "".join(
        f'      - {{model: {model}, basis: own-run, values: ["{value}"]}}\n'
        for model, value in zip(("sketch", "brush", "sketch"), values, strict=False)
    )
    text = f"""\
{BASE}tables:
  - at: Table 9
    columns: [{{{QUIZ}}}]
    rows:
{rows}"""

    assert [said for code, said in found_in(text) if code == "C312"] == found


def test_a_share_among_percentages_of_other_metrics_is_found(found_in):
    text = f"""\
# data/benchmarks/pairs.yaml
metrics:
  - {{id: left, range: [0, 100], better: higher}}
  - {{id: right, range: [0, 100], better: higher}}
{BASE}tables:
  - at: Table 9
    columns: [{{benchmark: pairs, metric: left}}, {{benchmark: pairs, metric: right}}]
    rows:
      - {{model: brush, basis: own-run, values: ["90.1", "0.86"]}}
"""

    assert ("C312", "0.86, but others are about 45.5") in [
        (code, said) for code, said in found_in(text)
    ]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(name, found_in):
    text, code, message = FAULTS[name]

    found = [(c, said) for c, said in found_in(text) if c.startswith("C3")]
    assert [c for c, _ in found] == [code]
    assert found[0][1].startswith(message)


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_a_near_miss_passes(name, found_in):
    assert [f for f in found_in(NEAR_MISSES[name]) if f[0].startswith("C3")] == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ('"0.75", "0.80", "0.60"', []),
        ('"0.70", "0.80", "0.60"', ["0.70, but the parts beside it give 0.75"]),
        ('"0.70", "0.80", "-"', []),
    ],
)
def test_a_total_is_weighed_as_the_benchmark_says(values, found, found_in):
    columns = ", ".join(
        f"{{benchmark: sketches, metric: {name}}}"
        for name in ("overall", "lines", "colours")
    )
    text = f"""\
{BASE}tables:
  - at: Table 9
    columns: [{columns}]
    rows:
      - {{model: brush, basis: quoted, values: [{values}]}}
"""

    assert [said for code, said in found_in(text) if code == "C304"] == found


def test_a_score_is_pointed_at_in_its_file(toy_copy, run):
    path = toy_copy / "data" / "scores" / "toy-any-readme.yaml"
    path.write_text(path.read_text("utf-8").replace('"81.5"', '"815"'), "utf-8")

    told = run("validate", root=toy_copy, code=1).stderr
    assert "toy-any-readme.yaml:16:18: C301 815 is no overall of Toy|Bench" in told
    assert 'values: ["815"]\n                     ^^^^^' in told


def test_notes_are_told_only_when_they_are_asked_for(toy, run):
    assert run("validate", "--strict", root=toy).stderr == "no problems in 22 files\n"

    told = run("validate", "--select", "C306", root=toy).stderr
    assert "C306 88 without prompts: rewritten" in told
    assert "1 note in 1 file" in told
