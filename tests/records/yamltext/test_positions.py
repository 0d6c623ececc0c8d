"""Where `locate` says a value is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import Span
from unisurvey.records.yamltext import locate

TEXT = """\
title: "Show-o: One"
authors: [Ann Bo, Émile 王]
model:
  name: Show-o
  sizes:
    - 1.3
    - {b: 7, note: long
        text}
empty:
none: {}
"""


@pytest.mark.parametrize(
    ("loc", "of_key", "place", "shown"),
    [
        (("title",), False, (1, 8), '"Show-o: One"'),
        (("title",), True, (1, 1), "title"),
        (("authors", 0), False, (2, 11), "Ann Bo"),
        (("authors", 1), False, (2, 19), "Émile 王"),
        (("authors", 1), True, (2, 19), "Émile 王"),
        (("authors",), False, (2, 10), "[Ann Bo, Émile 王]"),
        (("model",), False, (4, 3), "name: Show-o"),
        (("model",), True, (3, 1), "model"),
        (("model", "name"), True, (4, 3), "name"),
        (("model", "sizes", 1), False, (7, 7), "{b: 7, note: long"),
        (("model", "sizes", 1, "note"), False, (7, 20), "long"),
        (("empty",), False, (9, 1), "empty"),
        (("none",), False, (10, 7), "{}"),
        ((), False, (1, 1), 'title: "Show-o: One"'),
    ],
)
def test_values_and_keys_are_found(loc, of_key, place, shown):
    span = locate(TEXT.encode()).span(loc, of_key=of_key)

    assert (span.line, span.column) == place
    assert span.text[span.column - 1 :][: span.width] == shown


@pytest.mark.parametrize(
    ("loc", "place", "width"),
    [
        (("venue",), (1, 1), 1),
        (("venue", "year"), (1, 1), 1),
        (("model", "section"), (3, 1), 5),
        (("model", "sizes", 9), (5, 3), 5),
        (("model", "sizes", 1, "unit"), (7, 7), 17),
        (("none", "x"), (10, 1), 4),
    ],
)
def test_a_missing_path_falls_back_to_its_parent(loc, place, width):
    span = locate(TEXT.encode()).span(loc)

    assert (span.line, span.column, span.width) == (*place, width)


def test_union_tags_are_skipped():
    positions = locate(TEXT.encode())

    direct = positions.span(("model", "sizes", 0))
    assert positions.span(("model", "Model", "sizes", "list[float]", 0)) == direct
    assert positions.span(("model", "sizes", 0, "float")) == direct


def test_columns_count_characters_without_the_byte_order_mark():
    raw = "\ufeff{🤗: é, b: 王}".encode()

    assert locate(raw).span(("b",)) == Span(1, 11, 1, "{🤗: é, b: 王}")


def test_line_ends_of_every_kind_are_counted():
    assert locate(b"a: 1\r\nb: 2\rc: 3\n").span(("c",)) == Span(3, 4, 1, "c: 3")


def test_of_a_repeated_key_the_first_is_found():
    assert locate(b"a: 1\na: 2\nb: 3").span(("a",)).line == 1


def test_broken_text_is_located_as_far_as_it_is_read():
    positions = locate(b"a: b\nc:\n  d: e\nf: @")

    assert positions.span(("c", "d")) == Span(3, 6, 1, "  d: e")
    assert positions.span(("f",)).line == 1


@pytest.mark.parametrize(
    "raw", [b"", b"\xff", b"\0", b"@", b"[" * 100_000, b"*x", b"x"]
)
def test_unreadable_files_still_have_a_start(raw):
    span = locate(raw).span(("a", "b"))

    assert (span.line, span.column) == (1, 1)


@given(st.binary(max_size=80), st.lists(st.integers(0, 3) | st.text(max_size=2)))
def test_no_bytes_raise(raw, loc):
    locate(raw).span(tuple(loc))
