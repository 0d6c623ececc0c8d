"""Where sources differ, and where they only seem to."""

from decimal import Decimal

import pytest
from tests.scores.conftest import row, source, table

from unisurvey.scores.arithmetic import strays, totals
from unisurvey.scores.contradictions import contradictions
from unisurvey.scores.score import scores_of

REWRITTEN = {"conditions": {"prompts": "rewritten"}}
BENCH = ("bench/overall",)
ALL = ("bench/overall", "bench/lines", "bench/colours", "bench/shapes")


def own(*rows, id_="paper", paper="alpha", columns=BENCH):
    made = [{**each, "basis": "own-run"} for each in rows]
    return source(id_, table(columns, *made), paper=paper)


def other(*rows, id_="x", columns=BENCH, **more):
    return source(id_, table(columns, *rows), **more)


CASES = {
    "a quotation that differs": (
        [own(row("alpha:7b", "0.80")), other(row("alpha:7b", "0.60"))],
        ["quotation differs: 0.60 against 0.80"],
    ),
    "a quotation with less decimals": (
        [own(row("alpha:7b", "0.796")), other(row("alpha:7b", "0.80"))],
        [],
    ),
    "a quotation that was cut instead of rounded": (
        [own(row("alpha:7b", "0.796")), other(row("alpha:7b", "0.79"))],
        ["quotation differs: 0.79 against 0.796"],
    ),
    "a quotation under a setting that the authors exclude": (
        [
            own(row("alpha:7b", "0.80", conditions={"judge": "old"})),
            other(row("alpha:7b", "0.60", conditions={"judge": "new"})),
        ],
        [],
    ),
    "a lost mark": (
        [
            own(row("alpha:7b", "0.80"), row("alpha:7b", "0.88", **REWRITTEN)),
            other(row("alpha:7b", "0.88")),
        ],
        ["setting lost: 0.88 against 0.88"],
    ),
    "a mark that is kept": (
        [
            own(row("alpha:7b", "0.80"), row("alpha:7b", "0.88", **REWRITTEN)),
            other(row("alpha:7b", "0.88", **REWRITTEN)),
        ],
        [],
    ),
    "a value that the authors have with and without": (
        [
            own(row("alpha:7b", "0.80"), row("alpha:7b", "0.80", **REWRITTEN)),
            other(row("alpha:7b", "0.80")),
        ],
        [],
    ),
    "a setting without a mark that is not told": (
        [
            own(row("alpha:7b", "0.80", conditions={"judge": "old"})),
            other(row("alpha:7b", "0.80")),
        ],
        [],
    ),
    "the value of another size": (
        [
            own(row("alpha:1b", "0.73"), row("alpha:7b", "0.80")),
            other(row("alpha:7b", "0.73")),
        ],
        ["other variant: 0.73 against 0.73"],
    ),
    "the value of another size, of which nobody has any": (
        [own(row("alpha:1b", "0.73")), other(row("alpha:7b", "0.73"))],
        ["unseen variant: 0.73 against 0.73"],
    ),
    "a size that others have too": (
        [
            own(row("alpha:1b", "0.73")),
            other(row("alpha:7b", "0.73")),
            other(row("alpha:7b", "0.73"), id_="y"),
        ],
        [],
    ),
    "an equal number in another row": (
        [
            own(row("alpha:1b", "0.73", "0.40"), columns=ALL[:2]),
            other(row("alpha:7b", "0.73", "0.50"), columns=ALL[:2]),
        ],
        [],
    ),
    "a mark of which the authors say nothing": (
        [own(row("alpha:7b", "0.80")), other(row("alpha:7b", "0.80", **REWRITTEN))],
        ["setting added: 0.80 against 0.80"],
    ),
    "a bare 1 of shares": (
        [own(row("alpha:7b", "1")), other(row("alpha:7b", "0.96"))],
        ["quotation differs: 0.96 against 1"],
    ),
    "the value of one size where none is named": (
        [
            own(row("alpha:1b", "0.73"), row("alpha:7b", "0.80")),
            other(row("alpha", "0.73")),
        ],
        [],
    ),
    "another run": (
        [own(row("alpha:7b", "0.80")), other(row("alpha:7b", "0.60", basis="own-run"))],
        ["run differs: 0.60 against 0.80"],
    ),
    "another run that agrees": (
        [own(row("alpha:7b", "0.80")), other(row("alpha:7b", "0.80", basis="own-run"))],
        [],
    ),
    "authors who say two things": (
        [own(row("alpha:7b", "0.80")), own(row("alpha:7b", "0.82"), id_="later")],
        ["authors differ: 0.82 against 0.80"],
    ),
    "quotations of what no authors are known to say": (
        [
            other(row("alpha:7b", "0.80")),
            other(row("alpha:7b", "0.80"), id_="y"),
            other(row("alpha:7b", "0.60"), id_="z"),
        ],
        ["quotations differ: 0.60 against 0.80"],
    ),
    "the row of another model": (
        [
            own(row("alpha:7b", "0.50", "0.40", "0.50", "0.60"), columns=ALL),
            own(
                row("beta:7b", "0.70", "0.60", "0.70", "0.80"),
                id_="b", paper="beta", columns=ALL,
            ),
            other(row("alpha:7b", "0.70", "0.60", "0.70", "0.80"), columns=ALL),
        ],
        [
            "other row: 0.70 against 0.70", "other row: 0.60 against 0.60",
            "other row: 0.70 against 0.70", "other row: 0.80 against 0.80",
        ],
    ),
    "two values that another model has too": (
        [
            own(row("beta:7b", "0.70", "0.60", "0.70", "0.80"), paper="beta", columns=ALL),
            other(row("alpha:7b", "0.70", "0.60"), columns=ALL[:2]),
        ],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_differs(name, scored):
    sources, expected = CASES[name]
    catalog = scored(*sources)

    found = contradictions(tuple(scores_of(catalog)), catalog)
    assert [
        f"{each.kind}: {each.score.printed} against {each.against.printed}"
        for each in found
        if each.against
    ] == expected


def test_a_known_copying_error_is_told_wherever_it_is_printed(scored):
    wrong = {
        "model": "alpha", "benchmark": "bench", "printed": {"overall": "0.95"},
        "reason": "what beta has", "proof": "https://example.org",
    }  # fmt: skip
    percent = other(row("alpha:7b", "95"), id_="p")
    percent["tables"][0]["columns"][0]["out_of"] = 100
    catalog = scored(
        own(row("alpha:7b", "0.80")),
        other(row("alpha:7b", "0.95"), corrections=[wrong]),
        other(row("alpha:7b", "0.95"), id_="y"),
        other(row("alpha:7b", "0.950"), id_="z"),
        percent,
    )
    found = contradictions(tuple(scores_of(catalog)), catalog)

    assert [(each.kind, each.score.source.id) for each in found] == [
        ("copying error", "x"),
        ("copying error", "y"),
        ("copying error", "z"),
        ("copying error", "p"),
    ]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("0.50", "0.40", "0.50", "0.60"), []),
        (("0.51", "0.40", "0.50", "0.60"), []),
        (("0.53", "0.40", "0.50", "0.60"), ["0.53"]),
        (("0.53", "0.40", "0.50", "-"), []),
        (("-", "0.40", "0.50", "0.60"), []),
    ],
)
def test_a_total_is_what_its_parts_give(values, found, scored):
    catalog = scored(own(row("alpha:7b", *values), columns=ALL))

    assert [score.printed for score, _ in totals(scores_of(catalog))] == found


def parts_apart(total, parts, **more):
    """Return a source with a total in one table and its parts in another."""
    tables = [
        table(BENCH, row(*total, basis="own-run", **more)),
        table(ALL[1:], row(*parts, basis="own-run")),
    ]
    return source("paper", *tables, paper="alpha")


def test_parts_of_another_table_count(scored):
    catalog = scored(
        parts_apart(("alpha:7b", "0.60"), ("alpha:7b", "0.4", "0.5", "0.6"))
    )

    [(score, expected)] = totals(scores_of(catalog))
    assert (score.printed, expected) == ("0.60", Decimal("0.5"))


@pytest.mark.parametrize(
    ("total", "more", "found"),
    [
        (("alpha:7b", "0.50"), {}, 0),
        (("alpha:7b", "0.50"), REWRITTEN, 1),
        (("alpha:1b", "0.50"), {}, 1),
        (("alpha:1b", "0.60"), {}, 0),
    ],
)
def test_parts_under_other_settings_are_told(total, more, found, scored):
    parts = ("alpha:7b", "0.40", "0.50", "0.60")
    catalog = scored(parts_apart(total, parts, **more))

    assert len(list(strays(scores_of(catalog)))) == found
