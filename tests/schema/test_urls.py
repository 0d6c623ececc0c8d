from urllib.parse import urlsplit  # noqa: TID251 - what ours is compared with

from hypothesis import given
from hypothesis import strategies as st

from unisurvey.schema.urls import take_apart


@given(
    st.from_regex(r"https?://[a-zA-Z0-9.:@-]{1,20}(?:/[ -~]{0,12})?", fullmatch=True)
)
def test_an_address_has_the_parts_that_the_standard_library_finds(url):
    found = take_apart(url)

    if found:
        parts = urlsplit(url)
        assert found[:3] == (parts.scheme, parts.hostname, parts.port)
        assert found[3:] == (parts.path, parts.query)
