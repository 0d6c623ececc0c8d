"""Lists of names, and what our own entries say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sampling import some_of

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.bib.claims import read_claim
from unisurvey.bib.names import split_names
from unisurvey.bib.reader import parse_bib
from unisurvey.bib.tex.reader import plain


@given(st.text(st.sampled_from("\\{}$'\"`^~uvci aAé_"), max_size=40) | st.text())
def test_no_source_is_too_odd(source):
    assert "\n" not in plain(source)
    split_names(source)


def test_our_own_entries_are_understood(real):
    for paper in some_of(real.papers):
        bib = parse_bib(to_bibtex([paper], real.vocabularies).encode())
        values = read_claim(bib, bib.entries[0]).values

        assert plain(values["title"]) == paper.title
        names = [name.text for name in split_names(values.get("author", "")).names]
        assert names == [str(author) for author in paper.authors or ()]


@pytest.mark.parametrize(
    ("source", "names", "truncated"),
    [
        ("Jinheng Xie and Mao, Weijia", ["Jinheng Xie", "Weijia Mao"], False),
        ("{Foo and Bar} AND van Gool, L.", ["Foo and Bar", "L. van Gool"], False),
        ("King, Jr., Martin L.", ["Martin L. King Jr."], False),
        ("A B and others", ["A B"], True),
        ("A B et al.", ["A B"], True),
        ("Xie, J. and et~al.", ["J. Xie"], True),
        ("family=Gool, prefix=van, given=L.", ["L. van Gool"], False),
        (
            "family=Oord, given=Aaron, prefix=van den, useprefix=true and Vinyals, Oriol",
            ["Aaron van den Oord", "Oriol Vinyals"],
            False,
        ),
        (
            'given={Hans Peter}, given-i={HP}, family="One, Two", suffix=Jr., suffix-i=J',
            ["Hans Peter One, Two Jr."],
            False,
        ),
        (
            "Oriol Vinyals 0001 and Wang, Wei 0225 and One 0001, Ann",
            ["Oriol Vinyals", "Wei Wang", "Ann One"],
            False,
        ),
        (
            r"Ann One* and Two\textsuperscript{1,*}, Ben and Cy Three$^{\dagger}$",
            ["Ann One", "Ben Two", "Cy Three"],
            False,
        ),
        (
            "Ann One PhD and One, Ben, MD and Two, FRCP, Cy and Three, Jr., Di",
            ["Ann One", "Ben One", "Cy Two", "Di Three Jr."],
            False,
        ),
        ("{others} and {Qwen2} and others", ["others", "Qwen2"], True),
        ("A\nand\n  B", ["A", "B"], False),
        ("", [], False),
        ("Anderson, A and Brand, B", ["A Anderson", "B Brand"], False),
    ],
)
def test_names_are_told_apart(source, names, truncated):
    found = split_names(source)

    assert [name.text for name in found.names] == names
    assert found.truncated is truncated


@given(st.integers(1, 5), st.sampled_from(["Ann {}One", "{{Ann}} One{}", "{}Ann One"]))
def test_a_brace_too_many_joins_no_names(count, first):
    found = split_names(f"{first.format('}' * count)} and Ben Two and Cem Three")

    assert len(found.names) == 3
    assert [name.text for name in found.names[1:]] == ["Ben Two", "Cem Three"]
