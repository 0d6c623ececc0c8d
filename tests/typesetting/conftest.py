"""Run TeX for real, or say what of it is missing."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

import pytest

PROGRAMS = ("pdflatex", "bibtex", "lualatex", "biber", "kpsewhich")
FILES = (
    *("natbib.sty", "IEEEtran.bst", "biblatex.sty", "lmodern.sty", "fontspec.sty"),
    *("booktabs.sty", "forest.sty", "standalone.cls"),
)
COMPLAINT = re.compile(
    r"^(?:!|.*:\d+: ).*|.*(?:LaTeX|Package \w+) (?:Error|Warning: Citation|"
    r"Warning: There were undefined|Warning: Please \(re\)run).*",
    re.MULTILINE,
)
BIBTEX = r"""\documentclass{article}
\usepackage{lmodern}
\usepackage[%(encoding)s]{fontenc}
\usepackage{url}
%(packages)s
\begin{document}
\nocite{*}
\bibliographystyle{%(style)s}
\bibliography{refs}
\end{document}
"""
BIBLATEX = r"""\documentclass{article}
\usepackage{fontspec}
\usepackage[backend=biber,style=%(style)s]{biblatex}
\addbibresource{refs.bib}
\begin{document}
\nocite{*}
\printbibliography
\end{document}
"""


@dataclass
class Typeset:
    """What came out."""

    bbl: str
    """What the style made of the entries, on one line."""

    complaints: list[str]
    """Errors of TeX, and errors and warnings of BibTeX or biber."""

    missing: set[str]
    """Characters that no font had, which TeX only writes into its log."""


@pytest.fixture(scope="session", autouse=True)
def installed():
    """See that all of TeX that the tests need is there."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if not missing:
        missing = [name for name in FILES if not found(name)]
    if missing:
        pytest.fail(
            f"TeX lacks {', '.join(missing)}; `make test-all` installs it",
            pytrace=False,
        )


def found(name):
    look_up = subprocess.run(["kpsewhich", name], capture_output=True, check=False)
    return look_up.returncode == 0


@pytest.fixture
def call(tmp_path):
    """Run a program of TeX; what it complains of comes back."""

    def call(*words):
        done = subprocess.run(
            words,
            cwd=tmp_path,
            env=os.environ | {"max_print_line": "10000"},
            capture_output=True,
            timeout=300,
            check=False,
        )
        return [] if done.returncode == 0 else [f"{words[0]}: exit {done.returncode}"]

    return call


@pytest.fixture
def typeset(tmp_path, call):
    """Typeset every entry of a .bib file with a style."""

    def typeset(text, style, *, encoding="OT1", packages="", biblatex=False):
        values = {"style": style, "encoding": encoding, "packages": packages}
        document = (BIBLATEX if biblatex else BIBTEX) % values
        (tmp_path / "doc.tex").write_text(document, encoding="utf-8")
        (tmp_path / "refs.bib").write_text(text, encoding="utf-8")
        engine = "lualatex" if biblatex else "pdflatex"
        latex = (engine, "-interaction=nonstopmode", "-file-line-error", "doc.tex")

        complaints = call(*latex) + call("biber" if biblatex else "bibtex", "doc")
        call(*latex)  # knows no labels yet; only the last run counts
        complaints += call(*latex)
        log = (tmp_path / "doc.log").read_text(encoding="utf-8", errors="replace")
        blg = (tmp_path / "doc.blg").read_text(encoding="utf-8", errors="replace")
        complaints += [match[0] for match in COMPLAINT.finditer(log)]
        wrong = ("WARN", "ERROR") if biblatex else ("Warning--", "---", "I ")
        complaints += [
            line
            for line in blg.splitlines()
            if (any(w in line for w in wrong) if biblatex else line.startswith(wrong))
        ]
        bbl = (tmp_path / "doc.bbl").read_text(encoding="utf-8")
        missing = set(re.findall(r"There is no (\S)", log))
        return Typeset(" ".join(bbl.split()), complaints, missing)

    return typeset
