"""Whose lists of authors have people in common."""

from hypothesis import given
from hypothesis import strategies as st

from unisurvey.matching.people import person_keys
from unisurvey.matching.teams import Teams

FAMILIES = ("Adams", "Baker", "Clark", "Dao", "Evans", "Foo")
PEOPLE = st.builds("{0} {1}".format, st.sampled_from("ABCD"), st.sampled_from(FAMILIES))
TEAM = st.lists(PEOPLE, max_size=9).map(lambda names: tuple(map(person_keys, names)))
TEAMS = st.lists(TEAM, max_size=30)


def have_half(team, other):
    known = {key for keys in other for key in keys}
    shared = sum(not known.isdisjoint(keys) for keys in team)
    return shared > 0 and shared >= 0.5 * min(len(team), len(other))


@given(TEAM, TEAMS)
def test_lists_with_half_of_the_people_in_common_are_all_found(team, teams):
    found = set(Teams(teams).sharing_half(team))

    assert found <= set(range(len(teams)))
    assert {n for n, other in enumerate(teams) if have_half(team, other)} <= found


@given(st.sets(st.integers(0, 3000)))
def test_lists_without_people_are_not_found(numbers):
    ann = (person_keys("Ann One"),)
    teams = [ann if n in numbers else () for n in range(max(numbers, default=0) + 1)]

    assert list(Teams(teams).sharing_half(ann)) == sorted(numbers)
    assert list(Teams(teams).sharing_half(())) == []
