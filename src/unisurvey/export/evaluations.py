"""Scores → formats in which others exchange results of evaluations.

Every Eval Ever: https://github.com/evaleval/every_eval_ever, schema 0.3.0.
Results on Hugging Face: https://huggingface.co/docs/hub/eval-results.
Quotations are in neither, since whoever quotes a number has evaluated nothing.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from unisurvey.export.document import yaml_document
from unisurvey.fields.attributes import model_of
from unisurvey.records import name_of
from unisurvey.schema.dates import date_span
from unisurvey.schema.hosted import hosted
from unisurvey.views.score_flats import settings_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark, ScoreSource, Variant
    from unisurvey.scores.score import Score

_VERSION = "0.3.0"
_UNKNOWN = "unknown"


def to_every_eval_ever(scores: Iterable[Score], catalog: Catalog) -> str:
    """Return one object a line for each source, model and variant.

    Those of a source of which no day is known are left out, since the format needs one.
    """
    groups: dict[tuple[str, str, str | None, str], list[Score]] = {}
    for score in runs(scores):
        key = (score.source.id, score.paper.id, score.variant, _relationship(score))
        groups.setdefault(key, []).append(score)
    made = (_evaluation(group, catalog) for group in groups.values())
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in made if each)


def to_eval_results(scores: Iterable[Score], catalog: Catalog) -> str:
    """Return the results on benchmarks whose data is on Hugging Face, as YAML.

    The task is the metric, behind its edition where there are several.
    """
    made = []
    for score in runs(scores):
        dataset = hub_dataset(score.benchmark, catalog)
        if dataset:
            made.append(
                {
                    "dataset": {"id": dataset, "task_id": _task(score)},
                    "value": float(score.value),
                    "source": {
                        "url": score.source.source.url,
                        "name": f"{_reporter(score, catalog)}, {score.at}",
                    },
                    "notes": "; ".join(_notes(score)),
                }
            )
    return yaml_document(made)


def runs(scores: Iterable[Score]) -> list[Score]:
    """Return the scores whose reporter ran the model."""
    return [score for score in scores if not score.is_quoted]


def hub_dataset(benchmark: Benchmark, catalog: Catalog) -> str | None:
    """Return the data of a benchmark on Hugging Face, where it is known."""
    homes = [benchmark.links.home if benchmark.links else None]
    homes += [
        dataset.links.home
        for dataset in catalog.datasets
        if benchmark.paper and dataset.paper == benchmark.paper and dataset.links
    ]
    for home in homes:
        found = hosted(home) if home else None
        if found and found.host == "huggingface.co" and found.folder == "datasets":
            return found.repository
    return None


def _evaluation(scores: list[Score], catalog: Catalog) -> dict[str, Any] | None:
    first = scores[0]
    retrieved = _retrieved(first.source)
    if retrieved is None:
        return None
    info = _model(first, catalog)
    tools = {str(score.conditions.get("tool", _UNKNOWN)) for score in scores}
    return {
        "schema_version": _VERSION,
        "evaluation_id": f"{first.source.id}/{info['id']}/{retrieved}",
        "retrieved_timestamp": retrieved,
        "source_metadata": {
            "source_name": first.source.id,
            "source_type": "documentation",
            "source_organization_name": _reporter(first, catalog),
            "evaluator_relationship": _relationship(first),
            "additional_details": {
                "url": first.source.source.url,
                "read_from": first.source.read_from,
            },
        },
        "model_info": info,
        "eval_library": {
            "name": tools.pop() if len(tools) == 1 else _UNKNOWN,
            "version": _UNKNOWN,
        },
        "evaluation_results": [_result(score, catalog) for score in scores],
    }


def _result(score: Score, catalog: Catalog) -> dict[str, Any]:
    metric, benchmark = score.metric, score.benchmark
    edition = f"/{score.edition}" if score.edition else ""
    config = {
        "metric_id": f"{benchmark.id}.{metric.id}",
        "metric_name": metric.name or metric.id,
        **({"metric_unit": metric.unit} if metric.unit else {}),
        "lower_is_better": metric.better == "lower",
        "score_type": "continuous",
        "min_score": metric.range[0],
        "max_score": "Infinity" if metric.highest is None else metric.highest,
    }
    result: dict[str, Any] = {
        "evaluation_name": f"{benchmark.id}{edition}",
        "source_data": _data(benchmark, catalog),
        "metric_config": config,
        "score_details": {
            "score": float(score.value),
            "details": {"printed": score.printed, "at": score.at},
        },
    }
    if score.conditions:
        stated = (text.partition("=") for text in settings_texts(score.conditions))
        details = {key: value for key, _, value in stated}
        result["generation_config"] = {"additional_details": details}
    return result


def _data(benchmark: Benchmark, catalog: Catalog) -> dict[str, Any]:
    named = {"dataset_name": benchmark.name}
    dataset = hub_dataset(benchmark, catalog)
    if dataset:
        return {**named, "source_type": "hf_dataset", "hf_repo": dataset}
    home = benchmark.links and benchmark.links.home
    if home:
        return {**named, "source_type": "url", "url": [home]}
    return {**named, "source_type": "other"}


def _model(score: Score, catalog: Catalog) -> dict[str, Any]:
    model = model_of(score.paper)
    variant = _variant(score)
    weights = variant.weights if variant else None
    found = hosted(weights) if weights else None
    on_hub = found and found.host == "huggingface.co" and not found.folder
    own = "/".join(filter(None, (score.paper.id, score.variant)))
    names = [
        catalog.vocabularies.organizations[id_].name
        for id_ in (model and model.organizations) or ()
    ]
    return {
        "name": (variant and variant.name) or name_of(score.paper),
        "id": found.repository if found and on_hub else own,
        **({"developer": ", ".join(names)} if names else {}),
        "additional_details": {
            "deployment_type": _UNKNOWN,
            "model_availability": "open_weights" if weights else _UNKNOWN,
            "record": own,
        },
    }


def _variant(score: Score) -> Variant | None:
    model = model_of(score.paper)
    known = (model and model.variants) or ()
    return next((each for each in known if each.id == score.variant), None)


def _relationship(score: Score) -> str:
    return "first_party" if score.is_own else "third_party"


def _reporter(score: Score, catalog: Catalog) -> str:
    """Return who reports: the authors of a work, or a name."""
    origin = score.source.source
    if origin.paper is None:
        return origin.reporter or _UNKNOWN
    return f"Authors of {name_of(catalog[f'papers/{origin.paper}'])}"


def _retrieved(source: ScoreSource) -> str | None:
    """Return the day on which a source was read, else its own, in seconds since 1970."""
    day = source.checked or source.source.date
    if day is None:
        return None
    first, _ = date_span(day)
    return f"{datetime.combine(first, time(), UTC).timestamp():.0f}"


def _task(score: Score) -> str:
    return "-".join(filter(None, (score.edition, score.metric.id)))


def _notes(score: Score) -> list[str]:
    named = [f"variant {score.variant}"] if score.variant else []
    return [
        f"{score.metric.name or score.metric.id}",
        *named,
        *settings_texts(score.conditions),
    ]
