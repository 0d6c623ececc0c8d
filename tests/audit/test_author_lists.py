"""Author lists against the catalogue's: every difference, and none where there is none."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.audit.authors import compare_authors
from unisurvey.bib.names import split_names

PEOPLE = ("Ann One", "Ben Two", "Cem Three", "Dee Four", "Eve Five", "Fay Six")
lists = st.lists(st.sampled_from(PEOPLE[:4]), min_size=1, max_size=6)


def compared(written, known, more=""):
    source = " and ".join(written) + more
    return compare_authors(split_names(source), known, None, source)


def messages(written, known, more=""):
    return [finding.message for finding in compared(written, known, more)]


def is_part(some, whole):
    """Whether a list is another one with elements left out."""
    rest = iter(whole)
    return all(name in rest for name in some)


@given(lists, lists)
def test_lists_agree_only_when_they_are_the_same(written, known):
    """Also where a name is there twice: a list is no set."""
    found = compared(written, known)

    assert (found == []) == (written == known)
    assert {(each.code, each.severity) for each in found} <= {("B201", "error")}


@given(lists, lists)
def test_what_is_missing_or_too_much_is_named(written, known):
    (message,) = messages(written, known) or ("",)

    less, more = is_part(written, known), is_part(known, written)
    assert ("missing: " in message) == (less and written != known)
    assert message.startswith("not among") == (more and written != known)
    if less != more:
        names = message.partition(": ")[2].replace(" and ", ", ").split(", ")
        shown = [name for name in names if not name.endswith(" more")]
        longer = known if less else written
        count = len(names) - len(shown)
        assert is_part(shown, longer)
        assert len(shown) + (int(names[-1].split()[0]) if count else 0) == abs(
            len(known) - len(written)
        )


def test_any_other_order_is_called_one():
    known = PEOPLE[:4]
    expected = [f"authors are in another order, expected {', '.join(known)}"]

    assert {
        written
        for written in permutations(known)
        if messages(written, known) != (expected if written != known else [])
    } == set()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (PEOPLE[:5], "an author is missing: Fay Six"),
        (PEOPLE[1:], "an author is missing: Ann One"),
        (PEOPLE[2:], "authors are missing: Ann One, Ben Two"),
        (
            PEOPLE[:1],
            "authors are missing: Ben Two, Cem Three, Dee Four, Eve Five and 1 more",
        ),
        ((*PEOPLE, "Gus Seven"), "not among the paper's authors: Gus Seven"),
        ((*PEOPLE, "Ann One"), "not among the paper's authors: Ann One"),
        (
            ("Gus Seven", *PEOPLE[1:]),
            "wrong authors: Gus Seven; expected Ann One",
        ),
        (
            ("Ben Two", *PEOPLE[2:], "Gus Seven"),
            "wrong authors: Gus Seven; expected Ann One",
        ),
    ],
)
def test_the_message_says_what_to_mend(written, message):
    assert messages(written, PEOPLE) == [message]


def test_a_cut_list_is_compared_as_far_as_it_goes():
    cut = messages(PEOPLE[:2], PEOPLE, " and others")
    wrong = messages(("Ann One", "Gus Seven"), PEOPLE, " and others")
    whole = messages(PEOPLE, PEOPLE, " and others")

    assert cut == ["only 2 of 6 authors are named"]
    assert wrong == ["wrong authors: Gus Seven; expected Ben Two", *cut]
    assert whole == ["'and others' after the last author"]
    (found,) = compared(PEOPLE[:2], PEOPLE, " and others")
    assert (found.code, found.severity) == ("B202", "error")
    assert found.hint == "missing: Cem Three, Dee Four, Eve Five, Fay Six"


def test_short_forms_are_hints_each_with_its_name():
    found = compared(
        ("Ben One", "Ann Two", "Six"), ("Benjamin One", "Ann Two", "Fay Six")
    )

    assert [(each.code, each.severity, each.wrong, each.message) for each in found] == [
        ("B209", "warning", "Ben One", "'Ben One' is 'Benjamin One' in the paper"),
        ("B209", "warning", "Six", "'Six' is 'Fay Six' in the paper"),
    ]


@pytest.mark.parametrize(
    ("source", "is_list"),
    [
        ("Ann One, Ben Two, Cem Three", True),
        ("Ann One; Ben Two; Cem Three", True),
        ("Ann One, Ben Two, & Cem Three", True),
        ("One, Ann", False),
        ("One, Jr., Ann and Two, Ben", False),
    ],
)
def test_commas_between_authors_are_a_fault_of_their_own(source, is_list):
    found = compare_authors(split_names(source), PEOPLE[:3], None, source)

    assert [each.hint == "separate them by ' and '" for each in found] == [is_list]
    alone = compare_authors(split_names(source), PEOPLE[:1], None, source)
    assert not any("commas" in each.message for each in alone)


def test_a_name_in_its_place_is_not_moved_although_it_is_missing_elsewhere():
    known = ("Ann One", "Ben Two", "Ann One")

    assert messages(PEOPLE[:3], known) == ["wrong authors: Cem Three; expected Ann One"]
