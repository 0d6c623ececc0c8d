"""The name of a row that has a setting is told where nothing states one."""

import pytest
from tests.scores.conftest import row, source, table

from unisurvey.scores.settings import unsaid

REWRITTEN = {"conditions": {"prompts": "rewritten"}}


def told(catalog):
    return [(one.name, key, value) for _, _, one, key, value in unsaid(catalog)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Alpha w/ rewriter", "rewritten"),
        ("Alpha + Rewriter", "rewritten"),
        ("Alpha (rewriter)", "rewritten"),
        ("Alpha w/o rewriter", "original"),
        ("Alpha without the rewriter", "original"),
        ("Alpha-7B", None),
        ("Rewrites of Alpha", None),
        (None, None),
    ],
)
def test_a_setting_in_a_name_is_told_unless_it_is_stated(name, value, scored):
    named = {"name": name} if name else {}
    plain = row("alpha:7b", "0.80", **named)
    stated = row("alpha:7b", "0.80", **named, **REWRITTEN)
    expected = [(name, "prompts", value)] if value else []

    assert told(scored(source("x", table(["bench/overall"], plain)))) == expected
    assert told(scored(source("x", table(["bench/overall"], stated)))) == []


def test_table_and_column_state_it_too(scored):
    one = row("alpha:7b", "0.80", name="Alpha w/ rewriter")
    above = table(["bench/overall"], one)
    above["columns"][0] |= REWRITTEN
    whole = table(["bench/overall"], one, **REWRITTEN)
    other = table(["bench/overall"], one, conditions={"steps": 20})

    assert told(scored(source("x", above, whole))) == []
    assert len(told(scored(source("x", other)))) == 1
