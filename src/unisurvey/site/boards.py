"""Who is best on which benchmark: a page for each that has scores, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.figures.scores import balance, best_scores, scores_by_size
from unisurvey.site.addresses import above, of_page, of_record, of_word
from unisurvey.site.charts import chart
from unisurvey.site.frame import Door
from unisurvey.text.tabular import to_csv
from unisurvey.views.boards import score_index, score_pages
from unisurvey.views.score_flats import STANDING_KEYS, standing_flat
from unisurvey.views.scores import RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.scores.board import Honour
    from unisurvey.site.frame import Frame
    from unisurvey.views.scores import ScoreLine

_INDEX = of_page("scores")
_UP = above(of_word("scores", "any"))
_HEADS = ("Benchmark", "Measures", "Models", "Values", "Sources")


def boards_door(catalog: Catalog) -> Door | None:
    """Return the way to the list, if there are scores."""
    return Door("Scores", _INDEX) if score_index(catalog) else None


def boards(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the list, a page of each benchmark, and its rows as CSV."""
    catalog = frame.catalog
    rows = score_index(catalog)
    if not rows:
        return
    for benchmark, values in score_pages(catalog):
        file = f"scores/{benchmark.id}.csv"
        standings = [standing_flat(each) for each in values["standings"]]
        columns = [key.name for key in STANDING_KEYS]
        yield file, to_csv(standings, columns)
        yield _page(file, values, frame)
    against = chart("balance", balance(catalog, catalog.models), catalog)
    yield frame.fill(
        "scores.html.j2",
        _INDEX,
        "Scores",
        heads=_HEADS,
        rows=[
            [(name, of_word("scores", id_)), *(text for text, _ in others)]
            for id_, ((name, _), *others) in rows.items()
        ],
        charts=[against] if against else [],
        values=sum(int(row[3][0] or 0) for row in rows.values()),
    )


def _page(file: str, values: dict[str, Any], frame: Frame) -> tuple[str, str]:
    catalog, benchmark = frame.catalog, values["benchmark"]
    charts = [
        chart("time", best_scores(catalog, catalog.models, benchmark.id), catalog),
        chart("size", scores_by_size(catalog, catalog.models, benchmark.id), catalog),
    ]
    columns = values["columns"]
    return frame.fill(
        "board.html.j2",
        of_word("scores", benchmark.id),
        f"Scores on {benchmark.name}",
        **{**values, "benchmark": benchmark.model_dump(mode="json")},
        door=_INDEX,
        file=file,
        page=of_record(benchmark),
        charts=[each for each in charts if each],
        sections=[
            {
                "name": subject,
                "groups": [
                    {
                        "heading": group["heading"],
                        "rows": _rows(columns, group["lines"], catalog),
                    }
                    for group in groups
                ],
            }
            for subject, groups in values["boards"].items()
        ],
        differing=_rows(values["conflict_columns"], values["conflicts"], catalog),
        right=RIGHT,
    )


def _rows(
    columns: Sequence[Column], lines: Sequence[ScoreLine], catalog: Catalog
) -> list[tuple[Honour | None, list[tuple[str, str, str | None]]]]:
    """Return the honour of each line, and name, text and address of its cells."""
    names = [column.name for column in columns]
    return [
        (
            line.honour,
            [(name, line.cells[name], _address(name, line, catalog)) for name in names],
        )
        for line in lines
    ]


def _address(name: str, line: ScoreLine, catalog: Catalog) -> str | None:
    """Return where a cell leads: a work to its page, a source to itself."""
    work = catalog.index.get(f"papers/{line.works.get(name)}")
    if work is not None:
        return f"{_UP}{of_record(work)}"
    return line.links[name] if name == "where" else None
