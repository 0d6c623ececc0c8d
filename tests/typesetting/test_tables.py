"""The tables and the figure of the taxonomy, through real TeX."""

import re

import pytest

from unisurvey.api import Selection
from unisurvey.bib.bibtex import to_bibtex
from unisurvey.render.environment import render_template
from unisurvey.render.targets import outputs
from unisurvey.views.taxonomy import taxonomy_figure

pytestmark = pytest.mark.tex

DOCUMENT = r"""\documentclass{article}
\usepackage[%(encoding)s]{fontenc}
\usepackage{lmodern}
\usepackage{array,booktabs,longtable}
%(packages)s
\begin{document}
See Table~\ref{tab:%(name)s}.
\input{%(name)s}
\bibliographystyle{plain}
\bibliography{unisurvey}
\end{document}
"""
COMPLAINT = re.compile(
    r"^!.*|.*(?:Error|Warning|undefined|multiply defined).*", re.MULTILINE
)
OVERFULL = re.compile(r"Overfull \\hbox \(([\d.]+)pt too wide\)")
TOO_WIDE = 20
FLAWLESS: list[str] = []
NASTY = [
    "[a] & b", "* 50% of #1_a $5 ~ ^ \\", "{x} <y> |z| \"q\" 'r' `s`", "-- --- – — ?‘",
    "Nguyễn Thị Ðặng Łukasz", "R² → π₀ ≤ β-VAE", "视觉 🙂 Виктор Ελένη", "2024-01-31",
]  # fmt: skip


@pytest.fixture
def compiled(tmp_path, call):
    """Return the complaints about a document after its last run."""

    def compiled(stem, *, cites=False):
        latex = ("pdflatex", "-interaction=nonstopmode", f"{stem}.tex")
        complaints = call(*latex)
        if cites:
            complaints += call("bibtex", stem)
            blg = (tmp_path / f"{stem}.blg").read_text(encoding="utf-8")
            complaints += re.findall(r"^(?:Warning--|I ).*", blg, re.MULTILINE)
            for _ in range(3):  # citations, then the columns of a longtable
                call(*latex)
            complaints += call(*latex)
        log = (tmp_path / f"{stem}.log").read_text(encoding="utf-8", errors="replace")
        complaints += [match[0] for match in COMPLAINT.finditer(log)]
        return complaints + [
            match[0] for match in OVERFULL.finditer(log) if float(match[1]) > TOO_WIDE
        ]

    return compiled


@pytest.fixture
def compiled_table(tmp_path, compiled):
    """Return the complaints about a document with a table in it."""

    def compiled_table(name, table, bib, *, encoding="OT1", packages=""):
        values = {"name": name, "encoding": encoding, "packages": packages}
        (tmp_path / f"{name}.tex").write_text(table, encoding="utf-8")
        (tmp_path / "unisurvey.bib").write_text(bib, encoding="utf-8")
        (tmp_path / "doc.tex").write_text(DOCUMENT % values, encoding="utf-8")
        return compiled("doc", cites=True)

    return compiled_table


@pytest.fixture(scope="module")
def tables(real):
    return {
        path.name: text
        for path, text in outputs(real, ("tables",), lambda line, _look="": line)
    }


@pytest.fixture(scope="module")
def bib(real):
    return to_bibtex(real.papers, real.vocabularies)


@pytest.mark.parametrize(
    ("encoding", "packages"),
    [("OT1", ""), ("T1", r"\usepackage[hidelinks]{hyperref}")],
)
@pytest.mark.parametrize("name", ["models", "any-to-any", "datasets", "benchmarks"])
def test_a_table_compiles(compiled_table, tables, bib, name, encoding, packages):
    table = tables[f"{name}.tex"]

    complaints = compiled_table(name, table, bib, encoding=encoding, packages=packages)

    assert complaints == FLAWLESS


@pytest.mark.parametrize("encoding", ["OT1", "T1"])
def test_a_table_of_the_worst_values_compiles(compiled_table, toy_catalog, encoding):
    rows = [[(value, None)] * 3 for value in NASTY]
    values = {
        "name": "worst",
        "number": 1,
        "title": " ".join(NASTY),
        "widths": {},
        "headers": ("Date", "[Model] & 王", "* Size"),
        "remarks": NASTY,
        "groups": [
            {"heading": value, "rows": rows, "keys": [None, "zola2024toy"] * 4}
            for value in NASTY
        ],
    }
    table = render_template(toy_catalog, "table.tex.j2", values)
    bib = to_bibtex(toy_catalog.papers, toy_catalog.vocabularies)

    complaints = compiled_table("worst", table, bib, encoding=encoding)

    assert without_width(complaints) == FLAWLESS


@pytest.mark.parametrize(
    ("kind", "columns"),
    [("models", None), ("models", "name,backbone,date"), ("papers", None),
     ("datasets", "name,samples,license"), ("benchmarks", None)],
)  # fmt: skip
def test_a_selection_compiles(compiled_table, real, bib, kind, columns):
    chosen = Selection(real.select(kind, since="2025"), real, kind)

    table = chosen.to_latex(columns, caption="Some & more")

    assert r"\caption{Some \& more. A dash" in table
    assert without_width(compiled_table(kind, table, bib)) == FLAWLESS


@pytest.mark.parametrize("encoding", ["OT1", "T1"])
@pytest.mark.parametrize("name", ["geneval", "wise", "mme"])
def test_a_board_compiles(compiled_table, repository, run, bib, name, encoding):
    board = run("scores", "board", name, "-f", "latex", root=repository).stdout

    assert r"\textbf{" in board
    assert compiled_table(name, board, bib, encoding=encoding) == FLAWLESS


def without_width(complaints):
    """Drop what code points in place of letters cause; they cannot be broken."""
    return [line for line in complaints if not OVERFULL.match(line)]


@pytest.mark.parametrize("catalog", ["real", "toy_catalog"])
def test_the_taxonomy_compiles(request, tmp_path, compiled, catalog):
    ((_, text),) = outputs(
        request.getfixturevalue(catalog), ("figures",), lambda line, _look="": line
    )
    (tmp_path / "taxonomy.tex").write_text(text, encoding="utf-8")

    assert compiled("taxonomy") == FLAWLESS
    assert (tmp_path / "taxonomy.pdf").stat().st_size > 1000


def test_a_taxonomy_of_the_worst_names_compiles(real, tmp_path, compiled):
    values = taxonomy_figure(real)
    branches = [
        {
            "heading": name,
            "colour": "orange",
            "count": 8,
            "names": NASTY,
            "more": 1,
            "children": [],
        }
        for name in NASTY
    ]
    text = render_template(real, "taxonomy.tex.j2", values | {"branches": branches})
    (tmp_path / "taxonomy.tex").write_text(text, encoding="utf-8")

    assert without_width(compiled("taxonomy")) == FLAWLESS
