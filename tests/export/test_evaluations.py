"""Scores in the formats in which others exchange results."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from unisurvey.export.evaluations import (
    hub_dataset,
    runs,
    to_eval_results,
    to_every_eval_ever,
)
from unisurvey.scores.score import scores_of

VENDORED = Path(__file__).parent / "vendored"
TEXT = {"type": "string", "minLength": 1}
HUGGING_FACE = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["dataset", "value"],
        "properties": {
            "dataset": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "task_id"],
                "properties": {
                    "id": {"type": "string", "pattern": "^[^/]+/[^/]+$"},
                    "task_id": TEXT,
                    "revision": TEXT,
                },
            },
            "value": {"type": "number"},
            "verifyToken": TEXT,
            "date": TEXT,
            "source": {
                "type": "object",
                "additionalProperties": False,
                "required": ["url"],
                "properties": {"url": TEXT, "name": TEXT, "user": TEXT, "org": TEXT},
            },
            "notes": TEXT,
        },
    },
}
"""As https://github.com/huggingface/hub-docs/blob/main/eval_results.yaml describes it."""


@pytest.fixture(scope="module")
def every(real):
    return list(scores_of(real))


def test_evaluations_are_valid(real, every):
    text = (VENDORED / "every-eval-ever-0.3.0.schema.json").read_text()
    validator = jsonschema.Draft7Validator(json.loads(text))

    made = [json.loads(line) for line in to_every_eval_ever(every, real).splitlines()]

    assert [error.message for one in made for error in validator.iter_errors(one)] == []
    ids = [one["evaluation_id"] for one in made]
    relations = {one["source_metadata"]["evaluator_relationship"] for one in made}
    assert len(ids) > 50
    assert relations == {"first_party", "third_party"}
    dated = [s for s in runs(every) if s.source.checked or s.source.source.date]
    assert sum(len(one["evaluation_results"]) for one in made) == len(dated)


def test_no_quotation_is_an_evaluation(every):
    assert {score.basis for score in runs(every)} >= {"own-run"}
    assert not any(score.is_quoted for score in runs(every))


def test_results_for_hugging_face_are_valid(real, every):
    made = yaml.safe_load(to_eval_results(every, real))

    jsonschema.validate(made, HUGGING_FACE)
    there = [s for s in runs(every) if hub_dataset(s.benchmark, real)]
    assert len(made) == len(there) > 10


def test_what_an_evaluation_says(toy_catalog):
    lines = to_every_eval_ever(scores_of(toy_catalog), toy_catalog).splitlines()
    found = [json.loads(line) for line in lines]
    large = next(one for one in found if one["model_info"]["name"] == "Toy-Show Large")

    assert large["source_metadata"]["evaluator_relationship"] == "first_party"
    assert large["source_metadata"]["source_organization_name"] == "Authors of Toy-Show"
    assert large["retrieved_timestamp"].isdecimal()
    first, *_ = large["evaluation_results"]
    assert first["evaluation_name"] == "toy-bench/old"
    assert first["metric_config"] == {
        "metric_id": "toy-bench.overall",
        "metric_name": "Overall",
        "metric_unit": "points",
        "lower_is_better": False,
        "score_type": "continuous",
        "min_score": 0.0,
        "max_score": 10.0,
    }
    assert first["generation_config"]["additional_details"]["steps"] == "50"


def test_the_command_says_what_it_leaves_out(toy_copy, run):
    made = run("scores", "export", "every-eval-ever", "toy-show", root=toy_copy)
    some = run("scores", "export", "eval-results", "toy-bench", root=toy_copy)
    path = toy_copy / "data" / "datasets" / "toy-sets.yaml"
    path.write_text(path.read_text().replace("huggingface.co", "toy.example.org"))
    none = run("scores", "export", "eval-results", root=toy_copy)

    assert json.loads(made.stdout.splitlines()[0])["schema_version"] == "0.3.0"
    assert yaml.safe_load(some.stdout)[0]["dataset"] == {
        "id": "toy/sets",
        "task_id": "old-overall",
    }
    assert some.stderr == ""
    assert yaml.safe_load(none.stdout) == []
    assert "no data on Hugging Face is known: toy-bench" in none.stderr
