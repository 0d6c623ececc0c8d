"""`unisurvey scores export`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from unisurvey.cli.emit import emit
from unisurvey.cli.options import Force, Output, with_filters
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable


@with_filters
def scores_export(
    context: typer.Context,
    form: Annotated[
        Literal["eval-results", "every-eval-ever"],
        typer.Argument(
            metavar="FORMAT",
            help="every-eval-ever: an object of its schema a line, for each source, model "
            "and variant. eval-results: YAML as in .eval_results/ on Hugging Face, of "
            "benchmarks whose data is there.",
        ),
    ],
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A benchmark or a model. Default: all."),
    ] = None,
    *,
    under: Annotated[
        list[str] | None,
        typer.Option(metavar="SETTING=VALUE", help="Only under these settings."),
    ] = None,
    reported_by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHO", help="authors, benchmark, others; a work's id, or a name."
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
    filters: dict[str, Any],
) -> None:
    """Write scores in formats for results of evaluations.

    Quotations are left out: who quotes a number has evaluated nothing. In eval-results the
    task is our metric; look whether the data set calls its tasks so before you upload.

    Examples:
    unisurvey scores export every-eval-ever geneval -o geneval.jsonl

    unisurvey scores export eval-results omnigen2
    """
    from unisurvey.export.evaluations import (
        hub_dataset,
        runs,
        to_eval_results,
        to_every_eval_ever,
    )
    from unisurvey.scores.asking import is_benchmark, make_question, scores_asked

    settings = settings_of(context)
    catalog, incomplete = usable(context)
    named = {}
    if name is not None:
        named = {"benchmark" if is_benchmark(name, catalog) else "model": name}
    who = [word for text in reported_by or () for word in text.split(",")]
    asked = make_question(
        catalog, under=under or (), reported_by=who, **named, **filters
    )
    found = runs(scores_asked(asked, catalog))
    ways = {
        "eval-results": lambda: to_eval_results(found, catalog),
        "every-eval-ever": lambda: to_every_eval_ever(found, catalog),
    }
    emit(form, ways, settings, output, force=force)
    if form == "eval-results":
        elsewhere = {
            s.benchmark.id for s in found if not hub_dataset(s.benchmark, catalog)
        }
        why = "no data on Hugging Face is known"
    else:
        elsewhere = {
            s.source.id for s in found if not (s.source.checked or s.source.source.date)
        }
        why = "no day is known"
    if elsewhere:
        settings.note(f"left out, for {why}: {', '.join(sorted(elsewhere))}")
    finish(incomplete=incomplete or bool(catalog.scored.problems))
