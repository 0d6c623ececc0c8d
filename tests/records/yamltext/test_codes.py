"""One case for each code with its exact words; `Y008` has its own file."""

from typing import NamedTuple

import pytest

from unisurvey.codes import problem_codes
from unisurvey.records.yamltext import parse


class Case(NamedTuple):
    text: str | bytes
    code: str
    place: tuple[int, int, int]
    message: str
    hint: str | None = None


CODES = {code: e for code, e in problem_codes().items() if code.startswith("Y")}
FMT = "run `unisurvey fmt`"
LEAVE_OUT = "leave the field out when the value is not known"
DELETE = "delete it, or quote the text if it is meant to be text"
QUOTE = "put the text in double quotes"
NOTES = "put it in `notes:`; `unisurvey fmt` would lose it"

CASES = [
    Case(
        b"a: caf\xe9",
        "Y001",
        (1, 7, 1),
        "byte 0xE9 at offset 6 is not UTF-8, "
        "the file looks like Latin-1 or Windows-1252",
        "save the file as UTF-8",
    ),
    Case(
        b"\xff\xfea\x00",
        "Y001",
        (1, 1, 1),
        "byte 0xFF at offset 0 is not UTF-8, the file looks like UTF-16",
        "save the file as UTF-8",
    ),
    Case(
        "\ufeffa: b",
        "Y002",
        (1, 1, 1),
        "byte order mark at the start, expected text",
        FMT,
    ),
    Case(
        "a: b\u200bc",
        "Y003",
        (1, 5, 1),
        "U+200B ZERO WIDTH SPACE cannot be seen",
        "delete the character",
    ),
    Case(
        "a: b\u00a0c",
        "Y003",
        (1, 5, 1),
        "U+00A0 NO-BREAK SPACE cannot be seen",
        "write an ordinary space",
    ),
    Case(
        "a: \0b",
        "Y003",
        (1, 4, 1),
        "U+0000 NULL cannot be seen",
        "delete the character",
    ),
    Case(
        'a: "\\u202e"',
        "Y003",
        (1, 4, 8),
        "U+202E RIGHT-TO-LEFT OVERRIDE cannot be seen",
        "delete the character",
    ),
    Case(
        "a: e" + "\u0301" * 31,
        "Y003",
        (1, 5, 31),
        "31 accents on one letter, expected at most 30",
        "delete them",
    ),
    Case(
        "a: xe\u0301",
        "Y004",
        (1, 5, 2),
        "'\u00e9' is stored as U+0065 U+0301, expected U+00E9",
        FMT,
    ),
    Case(
        'a: "e\\u0301"',
        "Y004",
        (1, 4, 9),
        "'\u00e9' is stored as U+0065 U+0301, expected U+00E9",
        FMT,
    ),
    Case("a:\n\t- b", "Y005", (2, 1, 1), "tab used as indentation, expected spaces"),
    Case("a: b\tc", "Y005", (1, 5, 1), "tab in the text, expected a space"),
    Case('a: "\\t"', "Y005", (1, 4, 4), "tab in the text, expected a space"),
    Case("[" * 21 + "]" * 21, "Y007", (1, 21, 1), "nested deeper than 20 levels"),
    Case(
        "a: 1\n\na: 2",
        "Y009",
        (3, 1, 1),
        "key 'a' is repeated, it is already on line 1",
        "keep one of the two",
    ),
    Case("a: &x b", "Y010", (1, 4, 2), "anchor '&x', expected the value alone", DELETE),
    Case(
        "a: *x",
        "Y010",
        (1, 4, 2),
        "alias '*x', expected the value itself",
        "write the value out",
    ),
    Case(
        "<<: b",
        "Y010",
        (1, 1, 2),
        "merge key '<<', expected the fields themselves",
        "write the fields out",
    ),
    Case("a: *bold*", "Y010", (1, 4, 6), "'*' starts an alias here", QUOTE),
    Case("a: & b", "Y010", (1, 4, 1), "'&' starts an anchor here", QUOTE),
    Case(
        "a: !!python/object:os.system b",
        "Y011",
        (1, 4, 25),
        "tag '!!python/object:os.system', expected the value alone",
        DELETE,
    ),
    Case(
        "a: !foo b", "Y011", (1, 4, 4), "tag '!foo', expected the value alone", DELETE
    ),
    Case("a: !x!y z", "Y011", (1, 4, 1), "'!' starts a tag here", QUOTE),
    Case(
        "a: 2410.13840",
        "Y012",
        (1, 4, 10),
        "2410.13840 is read as the number 2410.1384, expected text",
        'quote it: "2410.13840"',
    ),
    Case(
        "venue:\na: b",
        "Y013",
        (1, 1, 5),
        "'venue' has no value, expected one",
        LEAVE_OUT,
    ),
    Case(
        "a: ~", "Y013", (1, 4, 1), "~ stands for nothing, expected a value", LEAVE_OUT
    ),
    Case(
        "a: null",
        "Y013",
        (1, 4, 4),
        "null stands for nothing, expected a value",
        LEAVE_OUT,
    ),
    Case(
        "- ",
        "Y013",
        (1, 1, 1),
        "the list has an empty place, expected a value",
        "delete it or write the value",
    ),
    Case(
        "a: b\n---\nc: d",
        "Y014",
        (2, 1, 3),
        "a second document starts, expected one record per file",
    ),
    Case("", "Y015", (1, 1, 1), "the file is empty, expected a record"),
    Case(" \n", "Y015", (1, 1, 1), "the file is empty, expected a record"),
    Case("---\n", "Y015", (1, 1, 1), "the file is empty, expected a record"),
    Case("1: a", "Y016", (1, 1, 1), "key 1 is not read as text", 'quote it: "1"'),
    Case("no: a", "Y016", (1, 1, 2), "key no is not read as text", 'quote it: "no"'),
    Case("[a]: b", "Y016", (1, 1, 1), "the key is a list, expected text"),
    Case("{a: b}: c", "Y016", (1, 1, 1), "the key is a mapping, expected text"),
    Case("?\n: b", "Y016", (1, 2, 1), "the key is missing, expected text"),
    Case(
        "a: b\r\nc: d\r\n",
        "Y017",
        (1, 5, 1),
        "the line ends with CRLF, expected LF",
        FMT,
    ),
    Case("a: b\rc: d", "Y017", (1, 5, 1), "the line ends with CR, expected LF", FMT),
    Case("a: b # c", "Y018", (1, 6, 3), "comment, expected data only", NOTES),
    Case("# c # d\na: b", "Y018", (1, 1, 7), "comment, expected data only", NOTES),
    Case("a: | # c\n  b", "Y018", (1, 6, 3), "comment, expected data only", NOTES),
    Case("a: 'b' #", "Y018", (1, 8, 1), "comment, expected data only", NOTES),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.text!r}")
def test_each_code_has_its_place_and_words(case):
    raw = case.text.encode() if isinstance(case.text, str) else case.text

    (problem,) = parse(raw, "x.yaml").problems

    span = problem.span
    assert span is not None
    assert (problem.path, problem.code) == ("x.yaml", case.code)
    assert (problem.message, problem.hint) == (case.message, case.hint)
    assert (span.line, span.column, span.width) == case.place


def test_a_file_that_is_too_large_has_no_span():
    (problem,) = parse(b"a: " + b"x" * 2**21, "x.yaml").problems

    assert problem.code == "Y006"
    assert problem.message == "the file has 2097155 bytes, expected at most 1048576"
    assert problem.span is None


def test_every_code_is_documented_and_has_a_case():
    assert {case.code for case in CASES} | {"Y006", "Y008"} == set(CODES)
    assert list(CODES) == [f"Y{number:03}" for number in range(1, 19)]


@pytest.mark.parametrize("code", [code for code in CODES if code != "Y006"])
def test_the_example_of_a_code_shows_it(code):
    raw = (
        CODES[code].example.replace("\\xe9", "\udce9").encode(errors="surrogateescape")
    )

    assert code in {problem.code for problem in parse(raw, "x").problems}
