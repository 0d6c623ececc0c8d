r"""Expected keys were compared with what pdfLaTeX writes into its .aux file."""

import pytest

from unisurvey.cited.documents import cited_keys


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """Read a document and return its keys in order."""
    folder = tmp_path_factory.mktemp("cited")

    def keys(text, name="main.tex"):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        found = cited_keys(path)
        assert found.problems == ()
        return [cited.key for cited in found.cited]

    return keys


@pytest.mark.parametrize(
    "command",
    [
        r"\cite", r"\cite*", r"\citep", r"\citet", r"\citet*", r"\Citet", r"\citealp",
        r"\citealt*", r"\citeauthor", r"\citeyearpar", r"\parencite", r"\Parencite",
        r"\textcite", r"\autocite", r"\footcite", r"\footcitetext", r"\smartcite",
        r"\supercite", r"\fullcite", r"\footfullcite", r"\nocite", r"\notecite",
        r"\shortcite", r"\citeA", r"\citenum", r"\onlinecite", r"\newcite",
        r"\citesup", r"\bibentry", r"\textcquote",
    ],
)  # fmt: skip
def test_every_citing_command_is_read(keys, command):
    assert keys(f"A {command}{{a,b}} c.") == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        r"\cite[p.~3]{a}",
        r"\citep[see][p.~3]{a}",
        r"\citep[see][]{a}",
        r"\cite[see {[1]}]{a}",
        "\\cite\n  {a}",
        "\\cite% why\n  {a}",
        "\\cite{% why\n  a}",
        "\\cite{\r\n  a ,\r\n}",
        r"\cite<2->{a}",
        r"\cite<see>[p. 3]{a}",
        r"\volcite[see]{2}[p. 3]{a}",
        r"\citefield{a}{title}",
    ],
)
def test_arguments_and_space_before_the_key_are_skipped(keys, text):
    assert keys(text) == ["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cites{a}{b}", ["a", "b"]),
        (r"\Textcites(see)(end)[p. 1]{a}[2]{b}{c,d}", ["a", "b", "c", "d"]),
        (r"\footcitetexts{a}[x]{b}", ["a", "b"]),
        (r"\pvolcites{2}{a}{3}[p]{b}", ["a", "b"]),
        (r"\cite{a}{b}", ["a"]),
    ],
)
def test_multiple_citation_commands_take_several_groups(keys, text, expected):
    assert keys(text) == expected


def test_citation_in_a_note_of_a_citation_is_read(keys):
    assert keys(r"\cite[see \cite{a} and \citetext{x, \citealp{b}}]{c}") == [
        "a",
        "b",
        "c",
    ]


@pytest.mark.parametrize(
    "text",
    [
        r"% \cite{no}",
        r"a\\cite{no}",
        r"\verb|\cite{no}| \verb*+\cite{no}+",
        r"\lstinline[language=TeX]!\cite{no}! \mintinline{tex}|\cite{no}|",
        "\\begin{verbatim}\n\\cite{no}\n\\end{verbatim}",
        "\\begin{lstlisting}[x]\n\\cite{no}\n\\end{lstlisting}",
        "\\begin{comment}\n\\cite{no}\n\\end{comment}",
        "\\lstnewenvironment{code}{}{}\n\\begin{code}\n\\cite{no}\n\\end{code}",
        r"\iffalse \cite{no} \fi",
        r"\if0 \cite{no} \fi",
        r"\newif\ifx@y \iffalse \ifx@y \ifnum1=1 a\fi \else b\fi \cite{no} \fi",
        r"\iffalse \ifdraft a\fi \ifthenelse{a}{b}{c} \cite{no} \fi",
        "\\end{document}\n\\cite{no}",
        "\\endinput\n\\cite{no}",
        r"\newcommand{\mycite}[1]{\cite{#1}} \newcommand\citeas[2][]{\citep[#1]{#2}}",
        r"\def\mycite#1{\cite{#1}} \let\oldcite\cite",
        r"\citestyle{no} \setcitestyle{no} \citetext{no} \defcitealias{no}{no}",
        r"\excited{no} \newcites{no}{no} \bibitem{no} \bstctlcite{no} \bibcite{no}{1}",
        r"\cite{} \cite \cite[",
    ],
)
def test_what_tex_does_not_cite_is_left_out(keys, text):
    assert keys(text) == []


@pytest.mark.parametrize(
    "text",
    [
        r"100\% \cite{a}",
        r"\verb+%+ \cite{a}",
        r"\url{https://example.org/a%20b} \cite{a}",
        r"\iffalse b \else \cite{a} \fi",
        r"\let\ifdraft\iffalse \cite{a}",
        r"\newif\ifdraft\let\x\iffalse \cite{a}",
        r"\iffalse b \fi \cite{a}",
        "\\begin{verbatim} \\cite{a}",
        r"\newcommand{\mycite}[1]{\cite{#1}} \mycite{a}",
        "\\begin{alltt}\\cite{a}\\end{alltt}",
        "{ unbalanced [ \\cite{a}",
    ],
)
def test_what_looks_hidden_but_is_not_is_read(keys, text):
    assert keys(text) == ["a"]


def test_nocite_star_asks_for_everything(tmp_path):
    path = tmp_path / "main.tex"
    path.write_text(r"\cite{a} \nocite{*}")

    found = cited_keys(path)

    assert [cited.key for cited in found.cited] == ["a"]
    assert found.everything


def test_place_is_that_of_the_key(tmp_path):
    path = tmp_path / "main.tex"
    path.write_text("é\n% x\n  \\cite[é]{a,\n bb }\n", encoding="utf-8")

    first, second = cited_keys(path).cited

    assert (first.span.line, first.span.column, first.span.width) == (3, 12, 1)
    assert (second.span.line, second.span.column, second.span.width) == (4, 2, 2)
    assert second.span.text == " bb }"


def test_key_made_by_a_macro_is_a_warning_that_names_the_way_out(tmp_path):
    path = tmp_path / "main.tex"
    path.write_text(r"\cite{a,\key}")

    found = cited_keys(path)

    assert [cited.key for cited in found.cited] == ["a"]
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("B302", "warning")
    assert problem.message == r"'\\key' is known to TeX alone"
    assert problem.hint == "give the .aux or .bcf file that TeX wrote"


def test_aux_file_is_read_as_bibtex_and_biblatex_write_it(keys):
    text = (
        "\\relax\n\\citation{biblatex-control}\n\\citation{REVTEX42Control}\n"
        "\\citation{apsrev41Control}\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n"
        "\\abx@aux@segm{0}{0}{c}\n\\abx@aux@cite{d}\n\\bibcite{no}{1}\n"
        "\\@writefile{toc}{\\cite {no}}\n"
    )

    assert keys(text, "main.aux") == ["a", "b", "c", "d"]


@pytest.mark.parametrize("line", [r"\citation{*}", r"\abx@aux@nociteall"])
def test_aux_file_can_ask_for_everything(tmp_path, line):
    path = tmp_path / "main.aux"
    path.write_text(line + "\n")

    assert cited_keys(path).everything


BCF = """<?xml version="1.0" encoding="UTF-8"?>
<bcf:controlfile version="3.8" xmlns:bcf="https://sourceforge.net/projects/biblatex">
  <bcf:option><bcf:key>no</bcf:key></bcf:option>
  <bcf:section number="0">
    {}
  </bcf:section>
</bcf:controlfile>
"""


def test_bcf_file_is_read_with_places(tmp_path):
    path = tmp_path / "main.bcf"
    body = (
        '<bcf:citekey order="1" intorder="1">a</bcf:citekey>\n'
        'é<bcf:citekey order="2" nocite="1">b&amp;c</bcf:citekey>\n'
        '<bcf:citekey order="3" type="set" members="d,e">set</bcf:citekey>'
    )
    path.write_text(BCF.format(body), encoding="utf-8")

    found = cited_keys(path)

    assert found.problems == ()
    assert [cited.key for cited in found.cited] == ["a", "b&c", "d", "e"]
    places = [(cited.span.line, cited.span.column) for cited in found.cited]
    assert places == [(5, 41), (6, 36), (7, 49), (7, 49)]


def test_bcf_file_can_ask_for_everything(tmp_path):
    path = tmp_path / "main.bcf"
    path.write_text(BCF.format('<bcf:citekey order="1" nocite="1">*</bcf:citekey>'))

    found = cited_keys(path)

    assert found.cited == ()
    assert found.everything


BOMB = """<?xml version="1.0"?>
<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;">]>
<b>&c;</b>
"""


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        (BOMB, "a document type declaration, which no .bcf file has", (2, 1)),
        ("<a>\n</b>", "not well-formed XML: mismatched tag", (2, 3)),
        ("", "not well-formed XML: no element found", (1, 1)),
        ("<html/>", "not a biblatex control file", (1, 1)),
    ],
)
def test_xml_that_is_no_bcf_file_is_refused(tmp_path, text, message, place):
    path = tmp_path / "main.bcf"
    path.write_text(text)

    found = cited_keys(path)

    assert found.cited == ()
    (problem,) = found.problems
    assert (problem.code, problem.message) == ("B303", message)
    assert problem.span
    assert (problem.span.line, problem.span.column) == place
