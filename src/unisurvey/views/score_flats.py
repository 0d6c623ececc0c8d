"""Scores as flat objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields.forms import TypedField
from unisurvey.records import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.schema.conditions import Setting
    from unisurvey.scores.board import Standing
    from unisurvey.scores.contradictions import Contradiction
    from unisurvey.scores.score import Score

_WHAT = (
    TypedField("benchmark", "text", "Id of the benchmark."),
    TypedField("metric", "text", "Id of the metric."),
    TypedField("edition", "text", "Id of the edition, where there are several."),
    TypedField("model", "text", "Id of the model."),
    TypedField("name", "text", "What people call the model."),
    TypedField("variant", "text", "Id of the variant; null means not stated, or none."),
)
_VALUE = (
    TypedField("value", "number", "The score, in the unit of the metric."),
    TypedField("printed", "text", "As the source prints it."),
    TypedField(
        "conditions", "list of text", "Settings that are stated: prompts=rewritten."
    ),
    TypedField("basis", "text", "own-run, quoted or unknown."),
    TypedField("relation", "text", "Who reports it: authors, benchmark or others."),
    TypedField(
        "reporter", "text", "Id of the work whose authors report it, or their name."
    ),
    TypedField("read_from", "text", "What was opened; a transcription is a copy."),
    TypedField("source", "text", "Address of the source."),
    TypedField("at", "text", "Place in the source."),
    TypedField("date", "text", "Of the version that was read."),
    TypedField("file", "text", "File below data/scores that has it."),
)
SCORE_KEYS = (*_WHAT, *_VALUE)
"""Of one cell of a table."""

STANDING_KEYS = (
    TypedField("rank", "integer", "Among what can be compared; null decides none."),
    *_WHAT,
    TypedField("parameters_b", "number", "Of the variant, in billions."),
    TypedField(
        "settings", "list of text", "What is compared: prompts=original, or =?."
    ),
    *_VALUE,
    TypedField("agree", "integer", "Quotations that say the same."),
    TypedField("differ", "integer", "Quotations that say something else."),
    TypedField("runs", "list of text", "What others had when they ran it."),
    TypedField("confirmed", "boolean", "Whether it was read in the source, or twice."),
)
"""Of one row of a board."""

UNRANKED_KEYS = STANDING_KEYS[1:]
"""Of the same where there is nobody to be ranked among."""

CONFLICT_KEYS = (
    TypedField("kind", "text", "How they differ."),
    *SCORE_KEYS,
    TypedField("lost", "list of text", "Settings that the quotation leaves out."),
    TypedField("against", "text", "What is printed elsewhere."),
    TypedField("against_reporter", "text", "Who reports that."),
    TypedField("against_variant", "text", "Of which variant."),
    TypedField("against_source", "text", "Address of that source."),
    TypedField("against_at", "text", "Place in it."),
    TypedField("reason", "text", "What is known of a copying error."),
    TypedField("proof", "text", "Where that can be checked."),
)
"""Of one contradiction."""


def settings_texts(conditions: Mapping[str, Setting]) -> list[str]:
    """Return settings as `prompts=rewritten`."""
    return [f"{key}={_number(value)}" for key, value in conditions.items()]


def _number(value: Setting) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def score_flat(score: Score) -> dict[str, Any]:
    """Return a cell of a table with the keys of `SCORE_KEYS`."""
    return {
        "benchmark": score.benchmark.id,
        "metric": score.metric.id,
        "edition": score.edition,
        "model": score.paper.id,
        "name": name_of(score.paper),
        "variant": score.variant,
        "value": float(score.value),
        "printed": score.printed,
        "conditions": settings_texts(score.conditions),
        "basis": score.basis,
        "relation": score.relation,
        "reporter": score.reporter,
        "read_from": score.source.read_from,
        "source": score.source.source.url,
        "at": score.at,
        "date": score.source.source.date,
        "file": score.source.id,
    }


def standing_flat(each: Standing) -> dict[str, Any]:
    """Return a row of a board with the keys of `STANDING_KEYS`."""
    keys = each.score.benchmark.comparable_on or ()
    pairs = zip(keys, each.comparable, strict=True)
    parameters = each.variant and each.variant.parameters
    return {
        "rank": each.rank,
        **score_flat(each.score),
        "variant": each.lead.variant,
        "parameters_b": parameters.figure if parameters else None,
        "conditions": settings_texts(each.settings),
        "settings": settings_texts({k: "?" if v is None else v for k, v in pairs}),
        "agree": len(each.agree),
        "differ": len(each.differ),
        "runs": [f"{run.shown} ({run.reporter})" for run in each.runs],
        "confirmed": not each.is_unconfirmed,
    }


def unranked_flat(each: Standing) -> dict[str, Any]:
    """Return a row of a board with the keys of `UNRANKED_KEYS`."""
    flat = standing_flat(each)
    return {key.name: flat[key.name] for key in UNRANKED_KEYS}


def conflict_flat(each: Contradiction) -> dict[str, Any]:
    """Return a contradiction with the keys of `CONFLICT_KEYS`."""
    other, known = each.against, each.known
    return {
        "kind": each.kind,
        **score_flat(each.score),
        "lost": list(each.lost),
        "against": other and other.printed,
        "against_reporter": other and other.reporter,
        "against_variant": other and other.variant,
        "against_source": other and other.source.source.url,
        "against_at": other and other.at,
        "reason": known and known.reason,
        "proof": known and known.proof,
    }
