"""The list of checks and what it says of each."""

import json

from unisurvey.checks import CHECKS


def test_every_check_is_listed_with_the_codes_of_text_and_schema(run):
    lines = run("checks").stdout.splitlines()

    rows = [line.split("\t") for line in lines]
    assert {row[0] for row in rows} >= {*CHECKS, "Y008", "S101"}
    assert not any(row[0].startswith("B") for row in rows)
    assert [
        "C254",
        "warning",
        "",
        "a name has only initials before the family name",
    ] in (rows)
    assert ["C243", "error", "fix", "a link says where its reader came from"] in rows


def test_a_code_is_explained_with_its_example(run):
    shown = run("checks", "c245").stdout

    assert shown.startswith("C245: a link to arXiv names one version\n")
    assert "validate --fix mends it." in shown
    assert "    url: https://arxiv.org/abs/2408.00001v2\n" in shown


def test_codes_of_other_commands_are_explained_too(run):
    assert run("checks", "B201").stdout.startswith("B201: wrong authors\n")


def test_the_beginning_of_a_code_stands_for_all_that_begin_so(run):
    rows = json.loads(run("checks", "C24", "--format", "json").stdout)

    assert [row["code"] for row in rows] == [c for c in CHECKS if c.startswith("C24")]
    assert set(rows[0]) == {
        "code", "title", "explanation", "severity", "fixable", "example",
    }  # fmt: skip


def test_an_unknown_code_is_a_usage_error(run):
    result = run("checks", "X9", code=2)

    assert result.stderr == "error: unknown code 'X9'\n"
