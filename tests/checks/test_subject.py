"""What several checks look at, worked out once."""

from hypothesis import given
from hypothesis import strategies as st

from unisurvey.checks import sources
from unisurvey.checks.subject import _SOUND, SourceAddress, Subject, is_covered
from unisurvey.schema.hosted import hosted
from unisurvey.schema.provenance import covers, stated_fields

PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(".".join)


@given(st.from_regex(_SOUND, fullmatch=True))
def test_nothing_is_wrong_with_an_address_that_is_not_taken_apart(
    real, make_paper, url
):
    subject = Subject(make_paper(sources=[{"url": url, "vouches": ["title"]}]), real)
    whole = Subject(subject.record, real)
    vars(whole)["addresses"] = (SourceAddress(("sources", 0, "url"), url, hosted(url)),)

    assert subject.addresses == ()
    for find in (
        sources.damaged_address,
        sources.moving_source,
        sources.page_of_a_repository,
    ):
        assert list(find(whole)) == []


@given(PATHS, st.sets(PATHS))
def test_a_field_is_covered_by_what_stands_above_it(field, vouched):
    assert is_covered(field, vouched) == any(covers(path, field) for path in vouched)


def test_paths_of_a_record_are_those_that_cover_a_field(real):
    for record in real:
        fields = stated_fields(record)
        paths = Subject(record, real).paths

        assert paths >= set(fields)
        assert {p for p in paths if not any(covers(p, f) for f in fields)} == set()
        assert ("links" in paths) == any(covers("links", field) for field in fields)
