"""All cases of a parametrised test in one item of pytest, where they need nothing anew.

An item costs about ten milliseconds: every worker collects it, and tells of it thrice.
Most cases need less than one. `--each-case` makes each an item again, so that `-k` finds
it; so does naming one, as in `file::test[case]`.
"""

from functools import wraps
from inspect import Signature, signature
from itertools import product

import pytest

FRESH = {"capsys", "monkeypatch", "serve", "tmp_path"}
"""What does not outlive a test, yet each case finds as if it were the first."""


def pytest_addoption(parser):
    parser.addoption(
        "--each-case", action="store_true", help="make each case an item of its own"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector, name, obj):
    """Make one item of all cases, or leave them to pytest."""
    marks = getattr(obj, "pytestmark", ())
    tables = [mark for mark in marks if mark.name == "parametrize"]
    config = collector.config
    if not tables or hasattr(obj, "hypothesis") or config.getoption("--each-case"):
        return None
    if any(table.kwargs.keys() - {"ids"} for table in tables):
        return None
    columns = [[*_rows(*table.args)] for table in reversed(tables)]
    named = any("[" in word for word in config.args)
    if named or any(marked for rows in columns for _, marked in rows):
        return None
    cases = [
        {name: value for pairs, _ in row for name, value in pairs}
        for row in product(*columns)
    ]
    shared = [one for one in signature(obj).parameters if one not in cases[0]]
    if not all(one in FRESH or _outlives(one, collector) for one in shared):
        return None
    test = _of_all(obj, cases, shared)
    test.pytestmark = [mark for mark in marks if mark not in tables]
    return pytest.Function.from_parent(collector, name=name, callobj=test)


def _rows(names, values):
    """Return of each row its names with values, and its marks."""
    names = names.replace(",", " ").split() if isinstance(names, str) else names
    for value in values:
        plain = pytest.param(*((value,) if len(names) == 1 else value))
        row = value if isinstance(value, type(plain)) else plain
        yield [*zip(names, row.values, strict=True)], row.marks


def _outlives(name, collector):
    """Tell whether a fixture is one thing for more than one test."""
    found = collector.session._fixturemanager.getfixturedefs(name, collector)
    if not found or found[-1].scope == "function" or found[-1].params:
        return False
    needed = {*found[-1].argnames} - {"request", name}
    return all(_outlives(one, collector) for one in needed)


def _of_all(test, cases, shared):
    """Return a test of all cases, which fails with all that failed."""

    @wraps(test)
    def run(**fixtures):
        wrong = []
        for number, case in enumerate(cases):
            with pytest.MonkeyPatch.context() as patch:
                given = {**fixtures, **case}
                if "monkeypatch" in shared:
                    given["monkeypatch"] = patch
                if "tmp_path" in shared:
                    given["tmp_path"] = fixtures["tmp_path"] / f"case{number}"
                    given["tmp_path"].mkdir()
                if "capsys" in shared:
                    fixtures["capsys"].readouterr()
                try:
                    test(**given)
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - raised below
                    error.add_note(f"where {case}")
                    wrong.append(error)
        if len(wrong) == 1:
            raise wrong[0]
        if wrong:
            raise BaseExceptionGroup(f"{len(wrong)} of {len(cases)} cases", wrong)

    parameters = signature(test).parameters
    vars(run)["__signature__"] = Signature([parameters[one] for one in shared])
    return run
