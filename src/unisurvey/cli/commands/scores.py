"""`unisurvey scores`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.cli.completion import complete_id, complete_words
from unisurvey.cli.emit import chosen, emit, row_ways
from unisurvey.cli.options import FORMAT, Header, Limit, with_filters
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable
from unisurvey.errors import UnknownRecordError, UnknownValueError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.cli.completion import Offer
    from unisurvey.cli.emit import Ways
    from unisurvey.fields import Column
    from unisurvey.fields.forms import TypedField
    from unisurvey.records import Catalog
    from unisurvey.scores.asking import ScoreQuestion
    from unisurvey.scores.board import Standing
    from unisurvey.views.scores import ScoreLine

    Grouped = Sequence[tuple[str, Sequence[ScoreLine]]]
    """Heading and rows of each table."""

ELSEWHERE = "--format json has all"
PLAIN = (
    *("kind", "rank", "benchmark", "metric", "model", "variant", "value"),
    *("conditions", "reporter", "against", "against_reporter", "agree", "differ"),
    *("source", "at"),
)
"""Columns of the plain rows that a pipe gets, of those that there are."""


def _verbs() -> Iterator[Offer]:
    """Yield what may stand behind `scores`: its own words, and those of other commands."""
    from unisurvey.cli.app import COMMANDS

    yield from ((verb, "") for verb in _WAYS)
    for name, (_, text) in COMMANDS.items():
        first, _, verb = name.partition(" ")
        if verb and first == "scores":
            yield verb, text


@with_filters
def scores(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="board: who stands where on a benchmark. show: what is known of a model. "
            "conflicts: where sources differ. list: every score, source by source. See "
            "also scores audit, scores add and scores export.",
            autocompletion=complete_words(_verbs),
        ),
    ],
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A benchmark, or one of its metrics (geneval/counting), or a model. "
            "Not needed with conflicts and list.",
            autocompletion=complete_id,
        ),
    ] = None,
    *,
    edition: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Edition of a benchmark that has several."),
    ] = None,
    under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SETTING=VALUE",
            help="Only under these settings: prompts=original; ? is not stated.",
        ),
    ] = None,
    reported_by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHO",
            help="authors of the models, benchmark (its authors), others; or the id of a "
            "work, or a name.",
        ),
    ] = None,
    limit: Annotated[int | None, Limit] = None,
    form: Annotated[
        Literal["table", "md", "latex", "csv", "tsv", "json", "jsonl"] | None, FORMAT
    ] = None,
    header: Header = False,
    filters: dict[str, Any],
) -> None:
    """Show who is best on a benchmark, under which settings, and who says so.

    Examples:
    unisurvey scores board geneval

    unisurvey scores board geneval --under prompts=? --max-parameters 8

    unisurvey scores board geneval/counting --reported-by authors

    unisurvey scores board geneval --under prompts=? --format latex > geneval.tex

    unisurvey scores show bagel

    unisurvey scores conflicts geneval

    unisurvey scores list wise --edition verified --format csv

    A board ranks numbers that were measured under the same settings, as far as these
    matter on the benchmark. A setting that nobody states is unknown: it is not taken as
    absent. Each variant of a model has one line, with the number of its own authors where
    they give one; = and ≠ count how often others quote the same number or another one. A
    number that was read only in a copy of its source, or that does not say which variant
    it is of, is shown, but decides no rank by itself.
    """
    settings = settings_of(context)
    catalog, incomplete = usable(context)
    if what not in _WAYS:
        _suggest(what, catalog)
        raise UnknownValueError("kind of answer", what, _WAYS)
    if form == "latex" and what != "board":
        raise UsageError(f"--format latex is for boards, not for {what}; use md")
    broken = catalog.scored.problems
    if broken:
        count = len({problem.path for problem in broken})
        files = "file of scores has" if count == 1 else "files of scores have"
        left = "is left out" if count == 1 else "are left out"
        settings.note(
            f"warning: {count} {files} problems and {left}; see 'unisurvey validate'"
        )
    asked = _asked(
        *(what, name, catalog, filters),
        edition=edition,
        under=under or (),
        reported_by=[word for text in reported_by or () for word in text.split(",")],
    )
    ways, found, note = _WAYS[what](asked, limit, catalog)
    emit(form, ways, settings, header=header)
    if not found:
        settings.note(f"no scores{_silent(asked, catalog)}")
    elif chosen(form) in {"table", "md"} and note:
        settings.note(note)
    finish(incomplete=incomplete or bool(broken))


def _asked(
    what: str,
    name: str | None,
    catalog: Catalog,
    filters: Mapping[str, Any],
    **more: Any,
) -> ScoreQuestion:
    """Return what the command line asks for.

    Raises:
        UsageError: a name is missing, or is none.
    """
    from unisurvey.scores.asking import is_benchmark, is_model, make_question

    if name is None:
        if what in {"board", "show"}:
            kind = "benchmark" if what == "board" else "model"
            raise UsageError(
                f"scores {what} needs a {kind}: unisurvey scores {what} ID"
            )
        return make_question(catalog, **more, **filters)
    if what == "show" and not is_model(name, catalog):
        _suggest(name, catalog)
    if what == "board" or (what != "show" and is_benchmark(name, catalog)):
        try:
            asked = make_question(catalog, benchmark=name, **more, **filters)
        except UnknownRecordError:
            _suggest(name, catalog)
            raise
        ranking = asked.benchmark.primary if asked.benchmark else None
        whole = asked.metric or what != "board"
        return asked if whole else replace(asked, metric=ranking)
    return make_question(catalog, model=name, **more, **filters)


def _suggest(name: str, catalog: Catalog) -> None:
    """Name the line that a model or benchmark has.

    Raises:
        UsageError: it is one.
    """
    from unisurvey.scores.asking import is_benchmark, is_model

    for what, kind, fits in (
        ("board", "benchmark", is_benchmark),
        ("show", "model", is_model),
    ):
        if fits(name, catalog):
            raise UsageError(f"{name!r} is a {kind}: unisurvey scores {what} {name}")


def _silent(asked: ScoreQuestion, catalog: Catalog) -> str:
    """Return how many scores do not state the settings that were asked for."""
    from unisurvey.scores.asking import scores_asked

    if not asked.under:
        return ""
    every = scores_asked(replace(asked, under={}), catalog)
    parts = (
        f"{sum(key not in s.conditions for s in every)} of {len(every)} do not state {key}"
        for key in asked.under
    )
    return f" under these settings; {', '.join(parts)}"


Answer = tuple["Ways", int, str]
"""The formats, how much there is, and what to tell people below."""


def _board(asked: ScoreQuestion, limit: int | None, catalog: Catalog) -> Answer:
    from unisurvey.scores.asking import board_asked
    from unisurvey.views import score_flats
    from unisurvey.views import scores as views

    found = board_asked(asked, catalog)
    rows = found[:limit]
    words = views.ScoreWords(catalog)
    # the first groups are the same; the last of them may be cut
    pairs = zip(views.groups(found), views.groups(rows), strict=False)
    grouped = [
        (
            f"{words.group_heading(group[0])} ({len(group)})",
            words.board_lines(group)[: len(shown)],
        )
        for group, shown in pairs
    ]
    ways = _ways(
        *(
            score_flats.STANDING_KEYS,
            [score_flats.standing_flat(each) for each in rows],
        ),
        *(views.BOARD_COLUMNS, grouped),
    )
    benchmark = asked.benchmark

    def tex() -> str:
        from unisurvey.render.board_tex import board_tex

        title = f"Scores on {benchmark.name}" if benchmark else "Scores"
        name = benchmark.id if benchmark else "scores"
        return board_tex(grouped, title, name, words.legend, catalog)

    return {**ways, "latex": tex}, len(found), words.legend


def _show(asked: ScoreQuestion, limit: int | None, catalog: Catalog) -> Answer:
    from unisurvey.scores.asking import board_asked
    from unisurvey.views import score_flats
    from unisurvey.views import scores as views

    def by_benchmark(each: Standing) -> tuple[object, ...]:
        score = each.score
        ids = [metric.id for metric in score.benchmark.metrics or ()]
        place = (score.benchmark.name.casefold(), score.edition or "")
        return (*place, ids.index(score.metric.id), each.lead.variant or "")

    found = sorted(board_asked(asked, catalog), key=by_benchmark)
    words = views.ScoreWords(catalog)
    rows = found[:limit]
    ways = _ways(
        *(
            score_flats.UNRANKED_KEYS,
            [score_flats.unranked_flat(each) for each in rows],
        ),
        views.SHOW_COLUMNS,
        [("", [words.standing_line(each) for each in rows])],
    )
    return ways, len(found), words.legend


def _list(asked: ScoreQuestion, limit: int | None, catalog: Catalog) -> Answer:
    from unisurvey.scores.asking import scores_asked
    from unisurvey.views import score_flats
    from unisurvey.views import scores as views

    found = scores_asked(asked, catalog)
    words = views.ScoreWords(catalog)
    ways = _ways(
        *(
            score_flats.SCORE_KEYS,
            [score_flats.score_flat(score) for score in found[:limit]],
        ),
        *(views.LIST_COLUMNS, [("", [words.score_line(s) for s in found[:limit]])]),
    )
    return ways, len(found), words.legend


def _conflicts(asked: ScoreQuestion, limit: int | None, catalog: Catalog) -> Answer:
    from unisurvey.scores.contradictions import conflicts_asked
    from unisurvey.views import score_flats
    from unisurvey.views import scores as views

    found = conflicts_asked(asked, catalog)
    words = views.ScoreWords(catalog)
    ways = _ways(
        *(
            score_flats.CONFLICT_KEYS,
            [score_flats.conflict_flat(each) for each in found[:limit]],
        ),
        *(views.CONFLICT_COLUMNS, [("", [*map(words.conflict_line, found[:limit])])]),
    )
    return ways, len(found), words.legend


_WAYS = {"board": _board, "show": _show, "list": _list, "conflicts": _conflicts}


def _ways(
    keys: Sequence[TypedField],
    flats: Sequence[Mapping[str, Any]],
    columns: Sequence[Column],
    grouped: Grouped,
) -> Ways:
    """Return the formats of flat objects, and of the same as people read them."""
    names = [key.name for key in keys]
    return {
        **row_ways(flats, names, [name for name in PLAIN if name in names]),
        "md": lambda: _markdown(columns, grouped),
        "table": lambda: _tables(columns, grouped),
    }


def _markdown(columns: Sequence[Column], grouped: Grouped) -> str:
    from unisurvey.render.boards import score_table
    from unisurvey.text.inline import escape

    return "\n".join(
        (f"### {escape(heading)}\n\n" if heading else "") + score_table(columns, lines)
        for heading, lines in grouped
    )


def _tables(
    columns: Sequence[Column],
    grouped: Grouped,
) -> Iterator[Any]:
    """Yield a table per group, all with the same widths; the header stands once."""
    from rich.text import Text

    from unisurvey.cli.tables import grouped_tables, text_table
    from unisurvey.views.scores import RIGHT

    together = text_table(
        columns,
        [line.cells for _, lines in grouped for line in lines],
        RIGHT,
        ELSEWHERE,
    )
    yield from grouped_tables(
        together, [(Text(head, style="bold"), len(lines)) for head, lines in grouped]
    )
