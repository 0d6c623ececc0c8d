"""TeX → Unicode."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisurvey.bib.encoding import readable
from unisurvey.bib.tex.reader import plain, read, tex_in

TITLES = Path(__file__).with_name("arxiv_titles.tsv")
"""arXiv id, title as arXiv gives it, title as it is printed; the last is empty where
Unicode lacks a character."""

tex = st.text(st.sampled_from("\\{}$'\"`^~_-&uvci aAé2"), max_size=40) | st.text()


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
        (r"$\alpha$-VAE, R$^2$, $\lambda_1$", "α-VAE, R², λ₁"),
        (r"``x'' --- y -- z~w", "“x” — y – z w"),
        (r"\emph{Show}-o \textbf{x}", "Show-o x"),
        ("a\n  b", "a b"),
        (r"\texorpdfstring{$\beta$}{beta}-blocks", "β-blocks"),
        (r"\href{https://a.b/c_d}{text} \textcolor{red}{t}", "text t"),
        (r"A title\footnote{Work in progress.}\thanks{to all}", "A title"),
        (r"\enquote{a}, \MakeUppercase{b}", "“a”, B"),
        (r"\url{https://a.b/c_d~e}", "https://a.b/c_d~e"),
        (r"$\ell_1$, 90$^\circ$, $O(n^2)$, O(n^2), $2^n$", "ℓ₁, 90°, O(n²), O(n²), 2ⁿ"),
        (r"$O(n\log n)$, $\operatorname{argmax} x$", "O(n log n), argmax x"),
        (r"\(a^2\) $$b_0$$ a\,b a\-b {\relax c}", "a² b₀ a b ab c"),
        (r"$n \times n$ $n\times n$ $\pm 1$", "n × n n×n ±1"),
        (r"$k-1$ $\beta-$VAE $\text{a-b}$ $Z'$", "k−1 β-VAE a-b Z′"),
        (r"2$^\text{nd}$ 1\textsuperscript{st} 3$^o$", "2nd 1st 3°"),
        ("from $5 to $10, $0.42 for $k$", "from $5 to $10, $0.42 for k"),
        (r"$\frac{a}{b}$ $\natural$ $\sqrt{2}$", "a/b ♮ √2"),
    ],
)
def test_tex_becomes_text(source, text):
    assert read(source) == (text, ())


@pytest.mark.parametrize(
    ("source", "text", "unread"),
    [
        (r"A \foo{bar} B", r"A \foo{bar} B", (r"\foo{bar}",)),
        (r"Skip \n: A", r"Skip \n: A", (r"\n",)),
        (r"$L_\infty$ and $x^{q}$", "L_{∞} and x^{q}", ("_{∞}", "^{q}")),
        (r"\today \cite{a}", r"\today \cite{a}", (r"\today", r"\cite{a}")),
        (r"A\^3 \'", r"A\^{3} '", (r"\^{3}",)),
    ],
)
def test_what_stays_tex_is_kept_and_reported(source, text, unread):
    assert read(source) == (text, unread)
    assert tex_in(text)


def test_titles_of_arxiv_are_read_as_they_are_printed():
    rows = [line.split("\t") for line in TITLES.read_text("utf-8").splitlines()]

    wrong = []
    for name, source, printed in rows:
        found = read(source) if tex_in(source) else read("")._replace(text=source)
        reported = bool(found.unread and tex_in(found.text))
        if found.text != printed if printed and not reported else not reported:
            wrong.append((name, found))
    assert wrong == []
    assert len(rows) >= 200


@pytest.mark.parametrize(
    "title",
    [
        "This Land is {Your, My} Land",
        "From $5 to $10 in a_b",
        "A Lossless (~1.5:1) C:\\ 50% & more",
        "Show-o: One -- or Two",
    ],
)
def test_plain_titles_are_no_tex(title):
    assert tex_in(title) is None


@settings(max_examples=300)
@given(tex)
def test_no_source_is_too_odd(source):
    found = read(source)

    assert found.text == " ".join(found.text.split())
    assert not found.unread or tex_in(found.text)


def test_depth_and_length_do_no_harm():
    for piece in ("{", "\\'{", "$", "^{", "\\sqrt{", "$a^{", "}", "\\(", "\\foo{"):
        assert len(read(piece * 3000).text) < 30_000


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (
            "Machines that `draw' and `don't read'",
            "Machines that ‘draw’ and ‘don't read’",
        ),
        ("the command `draw` stays", "the command `draw` stays"),
        ("it's one ` alone", "it's one ` alone"),
    ],
)
def test_single_quotes_are_read_as_they_are_printed(source, printed):
    assert read(source).text == printed


@given(tex | st.text("ab é́\udce9\udc80 -,.'\t"))
def test_text_without_tex_is_read_like_any_other(source):
    assert plain(source) == read(readable(source)).text
