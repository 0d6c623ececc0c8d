"""Encodings: found, named, and written back without loss."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.bib.claims import read_claim
from unisurvey.bib.encoding import decode, encode, readable
from unisurvey.bib.reader import parse_bib

TEXT = "@misc{k,\r\n  title = {Łódź – “x” é}\r\n}\n"
WEST = "@misc{k, title = {Gödel é}}\n"


@pytest.mark.parametrize(
    ("data", "text", "name"),
    [
        (TEXT.encode(), TEXT, "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT, "UTF-8 with byte order mark"),
        (TEXT.encode("utf-16"), TEXT, "UTF-16 (little-endian)"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT, "UTF-16 (big-endian)"),
        (TEXT.encode("utf-16-le"), TEXT, "UTF-16 (little-endian)"),
        (TEXT.encode("utf-16-be"), TEXT, "UTF-16 (big-endian)"),
        (TEXT.encode("utf-32"), TEXT, "UTF-32 (little-endian)"),
        (WEST.encode("latin-1"), WEST, "Latin-1 (ISO 8859-1)"),
        (f"{WEST}–“x”".encode("cp1252"), f"{WEST}–“x”", "Windows-1252"),
        (f"% Encoding: ISO8859_2\n{TEXT[:15]}Łódź".encode("latin2"), None, "iso8859-2"),
        (b"", "", "UTF-8"),
    ],
)
def test_encodings_are_found_and_named(data, text, name):
    found, encoding = decode(data)

    assert encoding.name == name
    assert text is None or found == text
    assert encode(found, encoding) == data


def test_only_plain_utf8_goes_without_a_note():
    assert parse_bib(TEXT.encode()).problems == ()
    (problem,) = parse_bib(WEST.encode("latin-1")).problems
    assert problem.message == "encoding is Latin-1 (ISO 8859-1)"
    assert (problem.code, problem.severity) == ("B110", "warning")


def test_a_few_broken_bytes_do_not_spoil_a_utf8_file():
    bib = parse_bib(
        "@misc{k, title = {Łódź Łódź}}\n".encode() + b"@misc{l, title={\xe9}}"
    )

    (problem,) = bib.problems
    assert problem.message == ("encoding is UTF-8 but for 1 bytes, the first in line 2")
    assert readable(read_claim(bib, bib.entries[1]).values["title"]) == "é"


@given(st.binary(max_size=100))
def test_every_file_can_be_written_back(data):
    assert encode(*decode(data)) == data
