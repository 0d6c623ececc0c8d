"""What `parse` promises about whole files: order, completeness, hostile input."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unisurvey.records.yamltext import parse


def codes(raw):
    return [problem.code for problem in parse(raw, "x").problems]


def plain_text():
    visible = st.characters(codec="utf-8", categories=["L", "N", "P", "S"])
    words = st.text(visible | st.just(" ") | st.just("\n"), max_size=30)
    return words.filter(lambda text: not codes(yaml_of(text)))


def yaml_of(value):
    return yaml.safe_dump([value], default_style='"', allow_unicode=True).encode()


@st.composite
def records(draw):
    scalars = plain_text() | st.integers(-(10**15), 10**15) | st.booleans()
    return draw(
        st.dictionaries(
            plain_text(),
            st.recursive(
                scalars,
                lambda inner: (
                    st.lists(inner, max_size=3)
                    | st.dictionaries(plain_text(), inner, max_size=3)
                ),
                max_leaves=8,
            ),
            max_size=4,
        )
    )


class QuotingDumper(yaml.SafeDumper):
    """Quotes all text, leaves numbers and truth values plain."""


QuotingDumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, '"'),
)


@settings(max_examples=settings().max_examples // 4)
@given(records())
def test_what_safe_dump_writes_is_read_back(record):
    for flow in (True, False):
        raw = yaml.dump(
            record, Dumper=QuotingDumper, allow_unicode=True, default_flow_style=flow
        ).encode()

        assert parse(raw, "x").problems == ()
        assert parse(raw, "x").value == record


@given(st.binary(max_size=200))
@example(b"\xed\xa0\x80")
@example(b"a: \xc3")
@example(b"\xef\xbb\xbf\xff")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
def test_no_bytes_raise(raw):
    parse(raw, "x")


@given(
    st.text(
        st.sampled_from("ab1: -[]{},#&*!|>'\"%@`?~<=\\\n\t\r\u0301\u200b0xe._"),
        max_size=40,
    )
)
@example("? - a\n: *x")
@example("&a [*a]: b")
@example("!!map")
@example("- |\n")
@example("|")
@example("|#\n")
@example("- > #")
@example("#\r*")
def test_no_text_raises_and_problems_are_sorted(text):
    problems = parse(text.encode(), "x").problems

    spans = [problem.span for problem in problems if problem.span]
    places = [(span.line, span.column) for span in spans]
    assert places == sorted(places)
    assert len(spans) == len(problems)
    assert all(span.text[span.column - 1 :] or span.width == 1 for span in spans)


def test_all_problems_of_a_file_are_found_in_one_pass():
    raw = "\ufeffa: yes\r\na: ~ # c\r\nb: &x !y e\u0301\r\n1: \u200b\r\nc: *x\r\n".encode()

    assert codes(raw) == [
        "Y002", "Y012", "Y017", "Y009", "Y013", "Y018", "Y010", "Y011", "Y004",
        "Y016", "Y003", "Y010",
    ]  # fmt: skip


def test_problems_before_a_syntax_error_are_kept():
    assert codes(b"a: yes\nb: @") == ["Y012", "Y008"]


def test_a_tab_hides_the_syntax_error_it_causes():
    assert codes(b"a:\n\tb: c\n") == ["Y005"]


def test_vocabulary_files_are_lists():
    assert parse(b"- id: iclr\n- id: cvpr\n", "x").value == [
        {"id": "iclr"},
        {"id": "cvpr"},
    ]


def test_block_text_and_document_start_are_read():
    parsed = parse(b"---\na: |\n  b # c\n  d\ne: >-\n  f\n  g\n", "x")

    assert (parsed.value, parsed.problems) == ({"a": "b # c\nd\n", "e": "f g"}, ())


@pytest.mark.parametrize(
    ("raw", "value", "mendable"),
    [
        ("a: b", {"a": "b"}, True),
        ("a: 012\r\n", {"a": "012"}, True),
        ("\ufeffa: e\u0301", {"a": "\u00e9"}, True),
        ("e\u0301: b", {"\u00e9": "b"}, True),
        ("a: b # c", {"a": "b"}, False),
        ("a: yes # c", {"a": "yes"}, False),
        ("a: 1\na: 2", {"a": 1}, False),
        ("a: ~\nb: [~]", {"a": None, "b": [None]}, False),
        ("[a]: b\nc: d", {"c": "d"}, False),
        ("a: !!str 1", {"a": "1"}, False),
        ("a: &x b", None, False),
        ("a: b\u200b", None, False),
        ("a: b\n---\n", None, False),
        ("a", None, False),
        ("", None, False),
    ],
)
def test_the_value_is_given_where_the_text_has_one_meaning(raw, value, mendable):
    parsed = parse(raw.encode(), "x")

    assert (parsed.value, parsed.mendable) == (value, mendable)


def test_each_kind_of_line_end_is_named_once():
    messages = [x.message for x in parse(b"a: b\r\nc: d\re: f\r\ng: h\r", "x").problems]

    assert messages == [
        "the line ends with CRLF, expected LF",
        "the line ends with CR, expected LF",
    ]


def test_accents_in_another_order_are_found_with_their_letter():
    (problem,) = parse("a: xq\u0301\u0316".encode(), "x").problems

    assert problem.message == (
        "'q\u0316\u0301' is stored as U+0071 U+0301 U+0316, "
        "expected U+0071 U+0316 U+0301"
    )


def test_a_key_that_is_repeated_in_another_normal_form_is_found():
    assert codes("\u00e9: a\ne\u0301: b\n".encode()) == ["Y004", "Y009"]


def test_twenty_levels_pass():
    assert codes(b"[" * 20 + b"a" + b"]" * 20) == []
    assert codes(b"- " * 20 + b"a") == []


@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "{a: ", "[{", "&a ["])
def test_deep_nesting_stops_at_the_limit(unit):
    assert codes((unit * 100_000).encode())[-1] == "Y007"


def test_a_billion_laughs_are_never_expanded():
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]

    parsed = parse("\n".join(lines).encode(), "x")

    assert parsed.value is None
    assert {problem.code for problem in parsed.problems} == {"Y010"}
    assert len(parsed.problems) == 100


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: "[" + "yes," * n + "]",
        lambda n: "\t\n" * n,
        lambda n: "a\t\n" * n,
        lambda n: "a: e" + "\u0301\u0316" * n,
        lambda n: ("e" + "\u0301" * 31) * (n // 16),
        lambda n: 'a: "e' + "\\u0301\\u0316" * n + '"',
        lambda n: "\u200b" * n,
        lambda n: "a: b\n" + "# x\n" * n,
        lambda n: "&a " * n,
        lambda n: "'" * (n * 3),
        lambda n: "e\u0301\n" * n,
        lambda n: "a: b: " * n,
    ],
    ids=lambda hostile: repr(hostile(16)[:12]),
)
def test_hostile_files_cost_no_more_than_their_length(hostile, calls):
    once, twice = hostile(10_000).encode(), hostile(20_000).encode()

    assert 0 < len(parse(once, "x").problems) <= 100
    assert calls(parse, twice, "x") < 2.2 * calls(parse, once, "x") + 1_000
