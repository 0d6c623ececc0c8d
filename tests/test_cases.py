"""Cases in one item: all of them run, and all that fail are told."""

import pytest
from tests.cases import _of_all, _rows


def test_rows_are_those_of_pytest():
    assert [*_rows("a, b", [(1, 2), pytest.param(3, 4, id="x")])] == [
        ([("a", 1), ("b", 2)], ()),
        ([("a", 3), ("b", 4)], ()),
    ]
    [(pairs, marks)] = _rows(["a"], [pytest.param((1, 2), marks=pytest.mark.slow)])
    assert pairs == [("a", (1, 2))]
    assert [mark.name for mark in marks] == ["slow"]


def test_every_case_runs_and_each_that_fails_is_told():
    seen = []

    def even(number):
        seen.append(number)
        assert number % 2 == 0
        if number == 4:
            pytest.fail("four")

    cases = [{"number": number} for number in range(6)]
    with pytest.raises(BaseExceptionGroup, match="4 of 6 cases") as caught:
        _of_all(even, cases, [])()

    assert seen == [*range(6)]
    assert [error.__notes__ for error in caught.value.exceptions] == [
        [f"where {{'number': {number}}}"] for number in (1, 3, 4, 5)
    ]
    with pytest.raises(AssertionError):
        _of_all(even, cases[:2], [])()
    _of_all(even, cases[:1], [])()


def test_each_case_finds_what_it_may_change_as_the_first(monkeypatch, tmp_path):
    box: dict[int, int] = {}

    def fill(number, monkeypatch, tmp_path):
        assert not box
        monkeypatch.setitem(box, number, number)
        (tmp_path / "file").touch(exist_ok=False)

    cases = [{"number": number} for number in range(2)]
    test = _of_all(fill, cases, ["monkeypatch", "tmp_path"])
    test(monkeypatch=monkeypatch, tmp_path=tmp_path)
    assert not box


@pytest.mark.parametrize("number", [1, 2])
def test_a_test_with_cases_is_one_item(number, request):
    """Cases are two items only where something asks for each, as `request` does."""
    assert request.node.callspec.params == {"number": number}
