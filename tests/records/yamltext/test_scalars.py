"""Which unquoted text is a guess (`Y012`), and the near misses that pass."""

import pytest

from unisurvey.records.yamltext import parse


@pytest.mark.parametrize(
    ("text", "reading", "mend"),
    [
        ("2024-08-22", "a date", None),
        ("2024-08-22T10:11:12Z", "a point in time", None),
        ("2024-08-22 10:11:12.5 +01:00", "a point in time", None),
        ("yes", "the truth value true", "true"),
        ("No", "the truth value false", "false"),
        ("on", "the truth value true", "true"),
        ("OFF", "the truth value false", "false"),
        ("y", "the truth value true", "true"),
        ("N", "the truth value false", "false"),
        ("True", "the truth value true", "true"),
        ("FALSE", "the truth value false", "false"),
        ("012", "the number 10", "10"),
        ("0o17", "the number 15", "15"),
        ("0x1F", "the number 31", "31"),
        ("-0b101", "the number -5", "-5"),
        ("089", "the number 89", "89"),
        ("12:30", "the number 750", "750"),
        ("-1:30:30.5", "the number -5430.5", "-5430.5"),
        ("1_000", "the number 1000", "1000"),
        ("+5", "the number 5", "5"),
        ("1e3", "the number 1000.0", "1000.0"),
        ("1.5E-3", "the number 0.0015", "0.0015"),
        (".5", "the number 0.5", "0.5"),
        ("5.", "the number 5.0", "5.0"),
        ("2410.1384", "the number 2410.1384", None),
        ("9" * 19, "a number", None),
        ("=", "a mark for a default value", None),
    ],
)
def test_a_guessed_type_stays_text_and_is_a_mendable_problem(text, reading, mend):
    parsed = parse(f"- {text}".encode(), "x")

    (problem,) = parsed.problems
    hint = f'quote it: "{text}"' + (f", or write {mend}" if mend else "")
    assert problem.code == "Y012"
    assert problem.message == f"{text} is read as {reading}, expected text"
    assert problem.hint == hint
    assert (parsed.value, parsed.mendable) == ([text], True)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (".inf", "the number infinity"),
        ("-.INF", "the number infinity"),
        (".NaN", "a number without a value"),
    ],
)
def test_a_number_that_is_none_is_not_to_be_quoted_first(text, reading):
    (problem,) = parse(f"- {text}".encode(), "x").problems

    assert problem.code == "Y012"
    assert problem.message == f"{text} is read as {reading}, which no field holds"
    assert problem.hint == (
        f'write a number, or leave the field out; if it is text, quote it: "{text}"'
    )


@pytest.mark.parametrize(
    "text",
    [
        "2410.13840",
        "2024-08-22",
        "yes",
        "True",
        "012",
        "1_000",
        "~",
        "null",
        "",
        "<<",
        "*x",
        "&x",
        "!x",
        "a: b",
        "# c",
        "x # c",
        "@x",
        "12",
        "1.5",
        "true",
        "-",
    ],
)
def test_quoted_text_passes(text):
    for quoted in (f'"{text}"', f"'{text}'"):
        raw = f"{quoted}: [{quoted}]\nb:\n  - {quoted}\n".encode()
        parsed = parse(raw, "x")

        assert parsed.problems == ()
        assert parsed.value == {text: [text], "b": [text]}


@pytest.mark.parametrize(
    "text",
    [
        "2024-08",
        "iclr-2025",
        "c-1",
        "3.3.1",
        "v1.5",
        "tRue",
        "nope",
        "12:60:99x",
        "1.3B",
        "https://x.org/a#b",
        "a:b",
        "a*b",
        "R&D",
        "x!",
        "yes we can",
        "No, never",
        "_1",
        "0x",
        ".",
        "..",
        "-x",
        "+",
        "1..2",
        "2024-08-22x",
        "<<<",
        "~x",
        "Émile",
        "7B",
    ],
)
def test_unquoted_text_that_nobody_guesses_passes(text):
    parsed = parse(f"a: {text}\n".encode(), "x")

    assert parsed.problems == ()
    assert parsed.value == {"a": text}


def test_numbers_and_truth_values_are_read():
    parsed = parse(b"a: [0, 12, -3, 1.5, -0.25, 5900000000, 7.0, true, false]", "x")

    assert parsed.problems == ()
    assert parsed.value == {"a": [0, 12, -3, 1.5, -0.25, 5900000000, 7.0, True, False]}
    assert [type(x) for x in parsed.value["a"][-3:]] == [float, bool, bool]
