"""Somebody's own table against what sources say."""

import pytest

from unisurvey.tables.auditing import audit_tables
from unisurvey.tables.reading import tables_in

from .conftest import row, source, table

WHOLE = ("bench/overall", "bench/lines", "bench/colours", "bench/shapes")
ALPHA = source(
    "alpha-paper",
    table(
        WHOLE,
        row("alpha:1b", "0.60", "0.50", "0.60", "0.70", basis="own-run"),
        row("alpha:7b", "0.80", "0.70", "0.80", "0.90", basis="own-run"),
        row(
            "alpha:7b", "0.90", "-", "-", "-",
            basis="own-run", conditions={"prompts": "rewritten"},
        ),
    ),
    paper="alpha",
)  # fmt: skip
DELTA = source(
    "delta-paper",
    table(
        WHOLE, row("delta", "0.63", "0.52", "0.64", "0.73", basis="own-run")
    ),
    paper="delta",
)  # fmt: skip
SURVEY = source("a-survey", table(["quiz"], row("alpha:7b", "41.0")))
HEAD = "| Model | Bench overall | Bench lines | Bench colours | Bench shapes | Quiz |"


@pytest.fixture(scope="session")
def judged(scored):
    """Return codes and messages of a row below `HEAD`."""

    def judge(*rows, sources=(ALPHA, DELTA, SURVEY)):
        text = "\n".join((HEAD, "|---|---|---|---|---|---|", *rows, ""))
        found = audit_tables(tables_in(text, ".md"), "mine.md", scored(*sources))
        return [(each.code, each.message) for each in found.judged], found

    return judge


@pytest.mark.parametrize(
    "line",
    [
        "| Alpha (7B) | 0.80 | 0.70 | 0.80 | 0.90 | 41.0 |",
        "| Alpha (7B) | 0.8 | 0.7 | – | – | 41 |",
        "| Alpha (7B) w/ rewriter | 0.90 | | | | |",
        "| Alpha-1B | 0.60 | 0.50 | 0.60 | 0.70 | |",
        "| Alpha | 0.60 | | | | |",
        "| Delta | 0.63 | 0.52 | 0.64 | 0.73 | |",
        "| Mine (ours) | 0.99 | 0.1 | 0.1 | 0.1 | 99 |",
    ],
)
def test_what_sources_say_is_right(judged, line):
    told, found = judged(line)

    assert told == []
    assert found.confirmed == found.numbers
    assert not found.disagrees


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "| Alpha (7B) | 0.08 | | | | |",
            ("Q102", "alpha 7b, bench/overall: 0.08, but the authors state 0.80"),
        ),
        (
            "| Alpha (7B) | 0.90 | | | | |",
            (
                "Q103",
                "alpha 7b, bench/overall: 0.90 was reached with prompts rewritten",
            ),
        ),
        (
            "| Alpha (7B) | 0.60 | | | | |",
            ("Q104", "alpha 7b, bench/overall: 0.60 is that of 1b"),
        ),
        (
            "| Alpha (7B) | 0.80 | 0.60 | 0.80 | 0.90 | |",
            ("Q102", "alpha 7b, bench/lines: 0.60, but the authors state 0.70"),
        ),
        (
            "| Beta | 0.9 | 0.5 | 0.6 | 0.7 | |",
            ("Q107", "beta, bench/overall: 0.9, but the parts beside it give 0.6"),
        ),
        (
            "| Alpha (7B) | | | | | 140 |",
            ("Q108", "alpha 7b, quiz/accuracy: 140 is no accuracy of Quiz"),
        ),
        (
            "| Alpha (7B) | | | | | 14.0 |",
            ("Q109", "alpha 7b, quiz/accuracy: 14.0, but sources have 41.0"),
        ),
        (
            "| Alpha | 0.75 | | | | |",
            ("Q102", "alpha, bench/overall: 0.75, but the authors state"),
        ),
        (
            "| Beta | | | | | 50 |",
            ("Q206", "beta, quiz/accuracy: no source here has a number to compare 50"),
        ),
        (
            "| Alpha (1B) | | | | | 41.0 |",
            (
                "Q104",
                "alpha 1b, quiz/accuracy: 41.0 is that of 7b, and no source has one of 1b",
            ),
        ),
        ("| Psi | | | | | 50 |", ("Q202", "row 'Psi': no model is called so")),
    ],
)
def test_what_is_wrong_is_told(judged, line, expected):
    told, found = judged(line)

    code, message = expected
    assert [each for each in told if each[0] == code and each[1].startswith(message)]
    severe = {each.code for each in found.judged if each.severity == "error"}
    assert found.disagrees == bool(severe)
    assert severe <= {"Q102", "Q103", "Q104", "Q105", "Q106", "Q107", "Q108"}


def test_a_row_of_another_model(judged):
    told, _ = judged("| Beta (7B) | 0.63 | 0.52 | 0.64 | 0.73 | |")

    assert {code for code, _ in told} == {"Q105"}
    assert len(told) == 4


def test_what_others_measured_is_no_wrong_quotation(judged):
    columns = ("bench/overall", "bench/lines")
    run = source(
        "a-run", table(columns, row("alpha:7b", "0.75", "0.66", basis="own-run"))
    )
    again = source(
        "b-run", table(columns, row("alpha:7b", "0.75", "-", basis="own-run"))
    )
    copy = source("copy", table(columns, row("alpha:7b", "0.74", "-")))

    told, found = judged(
        "| Alpha (7B) | 0.75 | 0.66 | | | |",
        "| Alpha (7B) | 0.74 | | | | |",
        sources=(ALPHA, run, again, copy),
    )

    stated, both = "but the authors state", "a-run and b-run"
    assert told == [
        (
            "Q110",
            f"alpha 7b, bench/overall: 0.75, {stated} 0.80; it is what {both} measured",
        ),
        (
            "Q102",
            f"alpha 7b, bench/overall: 0.74, {stated} 0.80; others quote it too",
        ),
        (
            "Q110",
            f"alpha 7b, bench/lines: 0.66, {stated} 0.70; it is what a-run measured",
        ),
    ]
    assert "a-run, https://example.org, Table 1" in found.judged[0].hint
    assert "copy, https://example.org, Table 1" in found.judged[1].hint


def test_a_number_that_is_known_to_be_wrong(judged):
    errors = [
        {
            "model": "alpha",
            "benchmark": "quiz",
            "printed": {"accuracy": "44.4"},
            "reason": "a slip",
            "proof": "https://example.org",
        }
    ]
    known = {**SURVEY, "corrections": errors}

    told, _ = judged("| Alpha (7B) | | | | | 44.4 |", sources=(ALPHA, known))

    assert told == [("Q106", "alpha 7b, quiz/accuracy: 44.4 is a known copying error")]


def test_under_another_setting_no_source_has_it(judged):
    told, _ = judged("| Alpha (7B) with rewriter | 0.87 | | | | |")

    assert told == [
        ("Q102", "alpha 7b, bench/overall: 0.87, but the authors state 0.90")
    ]


def test_what_stands_only_in_a_copy_warns(judged):
    copied = {**ALPHA, "read_from": "transcription"}

    told, found = judged("| Alpha (7B) | 0.08 | | | | |", sources=(copied,))

    assert told[0][0] == "Q102"
    assert found.judged[0].severity == "warning"
    assert not found.disagrees
