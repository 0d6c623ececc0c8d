"""A diff says nothing of equal texts, and ends its lines whatever the texts do."""

from hypothesis import given
from hypothesis import strategies as st

from unisurvey.text.changes import changes


def test_a_text_without_a_last_line_end_has_whole_lines_in_the_diff():
    assert changes("a\nb", "a\nc", "x.yaml", "canonical") == (
        "--- x.yaml\n+++ x.yaml (canonical)\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    )


@given(st.text(), st.text())
def test_only_texts_that_differ_have_changes(old, new):
    assert bool(changes(old, new, "x", "rendered")) == (old != new)
