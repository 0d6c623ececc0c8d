"""YAML is what PyYAML itself writes, whichever library does."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.export.document import yaml_document

TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])) | st.text(
    "ab:-# '\"{}[]?!&*,%@`|>~=01.\\\xa0é𝔸🦙", max_size=12
)


@given(TEXT.filter(str.isprintable), TEXT.filter(str.isprintable), st.integers())
def test_what_can_be_seen_is_written_as_by_pyyaml(one, other, number):
    value = {
        "z": {"title": one, "authors": [{"name": other, "year": number}]},
        "a": one,
    }

    text = yaml_document(value)

    assert text == yaml.safe_dump(
        value, sort_keys=False, allow_unicode=True, width=10_000
    )
    assert yaml.safe_load(text) == value
