"""TeX source → Unicode, and lists of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.export.bibtex import to_bibtex
from unisurvey.importers.bibfile import parse_bib
from unisurvey.importers.bibfile_names import split_names
from unisurvey.importers.bibfile_tex import plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Nguy{\~{\^e}}n", "Nguyễn"),
        (r"Nguy\~{\^e}n", "Nguyễn"),
        (r"Nguy{\~\^e}n", "Nguyễn"),
        (r"Nguy{\~{\^{e}}}n", "Nguyễn"),
        (
            r"Erd\H{o}s, \v{S}, \c{C}, \c c, \u{g}, \k{a}, \.I",
            "Erdős, Š, Ç, ç, ğ, ą, İ",
        ),
        (r"{\L}ukasz {\o} {\aa} {\ss} {\i} \'{\i} \'\i", "Łukasz ø å ß ı í í"),
        (r"G{\"o}del G\"odel G\"{o}del", "Gödel Gödel Gödel"),
        (r"{\ohorn} {\uhorn} {\DJ}", "ơ ư Đ"),
        (r"{BLIP3-o}: A {F}amily", "BLIP3-o: A Family"),
        (r"A \& B 5\% x\_y \$3 {\textasciitilde}", "A & B 5% x_y $3 ~"),
        (r"$\alpha$-VAE, R$^2$, $\lambda_1$", "α-VAE, R2, λ1"),
        (r"``x'' --- y -- z~w", "“x” — y – z w"),
        (r"\emph{Show}-o \textbf{x}", "Show-o x"),
        ("a\n  b", "a b"),
        (r"}{\foo{ \'{", "foo '"),
    ],
)
def test_tex_becomes_text(source, text):
    assert plain(source) == text


@given(st.text(st.sampled_from("\\{}$'\"`^~uvci aAé_"), max_size=40) | st.text())
def test_no_source_is_too_odd(source):
    assert "\n" not in plain(source)
    split_names(source)


def test_our_own_entries_are_understood(real):
    for paper in real.papers:
        bib = parse_bib(to_bibtex([paper], real.vocabularies).encode())
        values = bib.values(bib.entries[0])

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
        ("A\nand\n  B", ["A", "B"], False),
        ("", [], False),
        ("Anderson, A and Brand, B", ["A Anderson", "B Brand"], False),
    ],
)
def test_names_are_told_apart(source, names, truncated):
    found = split_names(source)

    assert [name.text for name in found.names] == names
    assert found.truncated is truncated
