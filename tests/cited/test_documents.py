import codecs
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unisurvey.cited.documents import cited_keys, resolve
from unisurvey.cited.markdown import find_in_markdown
from unisurvey.cited.tex import find_in_aux, find_in_bcf, find_in_tex
from unisurvey.cited.typst import find_in_typst
from unisurvey.errors import UsageError


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write files below the working directory; return the first one's path."""
    monkeypatch.chdir(tmp_path)

    def write(**files):
        paths = [tmp_path / name.replace("__", "/") for name in files]
        for path, text in zip(paths, files.values(), strict=True):
            path.parent.mkdir(exist_ok=True)
            raw = text if isinstance(text, bytes) else text.encode()
            path.write_bytes(raw)
        return paths[0]

    return lambda files: write(**{k.replace("/", "__"): v for k, v in files.items()})


def keys(found):
    return [cited.key for cited in found.cited]


def shown(problems):
    return [
        f"{p.path}:{p.span.line}:{p.span.column}: {p.code} {p.message}"
        if p.span
        else f"{p.path}: {p.code} {p.message}"
        for p in problems
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "main.tex": r"\cite{a}\input{ch/one}\cite{b}\include{ch/two}\input ch/x ",
                "ch/one.tex": r"\cite{c}\input{ch/deep.tex}",
                "ch/deep.tex": r"\cite{d}",
                "ch/two.tex": r"\cite{e}",
                "ch/x.tex": r"\cite{f}",
            },
            ["a", "c", "d", "b", "e", "f"],
        ),
        (
            {
                "main.tex": r"\import{ch/}{one}\subfile{ch/two}",
                "ch/one.tex": r"\cite{a}\input{part}\subimport{}{other}",
                "ch/part.tex": r"\cite{b}",
                "ch/other.tex": r"\cite{c}",
                "ch/two.tex": r"\documentclass[../main]{subfiles}\begin{document}"
                r"\cite{d}\end{document}\cite{no}",
                "part.tex": r"\cite{no}",
            },
            ["a", "b", "c", "d"],
        ),
        (
            {"main.tex": r"\input{a}\input{a}\input{b.tikz}", "a.tex": r"\cite{a}",
             "b.tikz": r"\cite{b}"},
            ["a", "b"],
        ),
        (
            {"main.aux": "\\citation{a}\n\\@input{one.aux}\n\\citation{b}\n",
             "one.aux": "\\citation{c}\n"},
            ["a", "c", "b"],
        ),
        (
            {"main.md": "@a {{< include parts/_one.md >}} @b", "parts/_one.md": "@c"},
            ["a", "c", "b"],
        ),
        (
            {"main.typ": '@a @fig #include "ch/one.typ"\n@b',
             "ch/one.typ": '@c #include "/ch/two.typ"\n#include "three.typ"',
             "ch/two.typ": "@d #figure(x) <fig>", "ch/three.typ": "@e"},
            ["a", "c", "d", "e", "b"],
        ),
    ],
    ids=["tex", "import", "once", "aux", "markdown", "typst"],
)  # fmt: skip
def test_included_files_are_followed_in_place(write, files, expected):
    found = cited_keys(write(files))

    assert found.problems == ()
    assert keys(found) == expected
    assert found.files == len(files) - ("part.tex" in files)


def test_missing_files_and_cycles_are_reported_where_they_are_named(write):
    main = write(
        {
            "main.tex": "\\input{gone}\n\\include{one} \\cite{a}",
            "one.tex": "\n \\input{main}\\input{one}",
        }
    )

    found = cited_keys(main)

    assert keys(found) == ["a"]
    assert shown(found.problems) == [
        "main.tex:1:8: B302 no file 'gone'",
        "one.tex:2:9: B302 'main' includes itself",
        "one.tex:2:21: B302 'one' includes itself",
    ]


@pytest.mark.parametrize(
    "text",
    [
        r"\IfFileExists{gone}{\input{gone}}{}",
        r"\IfFileExists{gone.tex}{\input{gone}}{}",
        r"\InputIfFileExists{gone}{}{}",
        r"\input{glyphtounicode}",
        r"\newcommand{\part}[1]{\input{parts/#1}}",
        r"% \input{gone}",
    ],
)
def test_file_that_the_document_does_without_is_not_missed(write, text):
    assert cited_keys(write({"main.tex": text})).problems == ()


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", ".", "ch", "/dev/null"])
def test_name_that_is_no_file_is_reported(write, name):
    main = write({"main.tex": f"\\input{{{name}}}" + r"\cite{a}", "ch/x": ""})

    found = cited_keys(main)

    if "\0" in name:
        assert shown(found.problems) == ["main.tex: B303 not text: it holds NUL bytes"]
    else:
        assert keys(found) == ["a"]
        assert shown(found.problems) == [f"main.tex:1:8: B302 no file {name!r}"]


def test_endless_chain_of_files_is_cut(write):
    chain = {f"f{n}.tex": f"\\input{{f{n + 1}}}\\cite{{k{n}}}" for n in range(80)}

    found = cited_keys(write(chain))

    assert shown(found.problems) == [
        "f49.tex:1:8: B302 files are nested more than 50 deep"
    ]
    assert keys(found) == [f"k{n}" for n in range(49, -1, -1)]


def test_unknown_format_names_the_known_ones(tmp_path):
    with pytest.raises(UsageError) as caught:
        cited_keys(tmp_path / "paper.docx")

    assert str(caught.value) == (
        f"cannot read citations from {str(tmp_path / 'paper.docx')!r}, expected "
        ".tex, .ltx, .aux, .bcf, .md, .markdown, .qmd, .rmd, .typ"
    )


def test_missing_document_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match=r"^no such file: .*gone\.TEX$"):
        cited_keys(tmp_path / "gone.TEX")


LATIN_1 = "% é\n\\cite{a} caf\xe9 \\cite{b}".encode("latin-1")


def test_old_encoding_is_read_with_a_warning(write):
    found = cited_keys(write({"main.tex": LATIN_1}))

    assert keys(found) == ["a", "b"]
    assert [p.severity for p in found.problems] == ["warning"]
    assert shown(found.problems) == [
        "main.tex:1:3: B303 not UTF-8; read as Latin-1, so only ASCII keys are certain"
    ]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (r"\cite{a}".encode("utf-16"), "UTF-16, expected UTF-8"),
        (r"\cite{a}".encode("utf-32"), "UTF-32, expected UTF-8"),
        (codecs.BOM_UTF16_BE + r"\cite{a}".encode("utf-16-be"), "UTF-16, expected UTF-8"),
        (r"\cite{a}".encode("utf-16-le"), "not text: it holds NUL bytes"),
    ],
)  # fmt: skip
def test_other_encodings_are_named_and_not_read(write, raw, message):
    found = cited_keys(write({"main.tex": raw}))

    assert found.cited == ()
    assert shown(found.problems) == [f"main.tex: B303 {message}"]
    assert found.problems[0].hint == "save the file as UTF-8"


def test_byte_order_mark_is_no_part_of_the_text(write):
    found = cited_keys(write({"main.md": codecs.BOM_UTF8 + b"@a"}))

    assert found.problems == ()
    assert [(c.key, c.span.column) for c in found.cited] == [("a", 2)]


def test_unreadable_file_is_a_problem(write, monkeypatch):
    main = write({"main.tex": r"\cite{a}"})

    def refuse(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)  # root may read every file

    assert shown(cited_keys(main).problems) == [
        "main.tex: B302 cannot read the file: Permission denied"
    ]


def found_in(write, text, name="main.tex"):
    return cited_keys(write({name: text}))


def test_keys_ids_and_aliases_give_papers_in_order_of_first_citation(write, real):
    text = r"\cite{xie2024showo}\cite{illume+}\cite{xie2024showo}\cite{janus}"

    papers, _ = resolve(found_in(write, text), real)

    assert [paper.id for paper in papers] == ["show-o", "illume-plus", "janus"]


def test_every_paper_is_found_by_its_key_without_a_word(write, real):
    text = "".join(f"\\cite{{{paper.key}}}\n" for paper in real.papers)

    papers, problems = resolve(found_in(write, text), real)

    assert papers == real.papers
    assert problems == ()


def test_unknown_key_is_reported_once_with_suggestions(write, real):
    text = "\\cite{xie2024showo,\n xie2024show}\\cite{xie2024show}\\cite{qqqq}"

    papers, problems = resolve(found_in(write, text), real)

    assert [paper.id for paper in papers] == ["show-o"]
    assert [problem.code for problem in problems] == ["B301", "B301"]
    assert shown(problems)[0].startswith(
        "main.tex:2:2: B301 unknown citation key 'xie2024show'; "
        "did you mean 'xie2024showo'"
    )
    assert shown(problems)[1] == "main.tex:2:38: B301 unknown citation key 'qqqq'"
    assert all(problem.severity == "error" for problem in problems)


def test_name_that_differs_from_the_entrys_is_a_warning(write, real):
    found = found_in(write, r"\cite{show-o}")

    assert resolve(found, real, keys="id")[1] == ()
    _, (problem,) = resolve(found, real)
    assert (problem.code, problem.severity) == ("B305", "warning")
    assert (
        problem.message
        == "'show-o' is cited, but its entry is written as 'xie2024showo'"
    )


def test_everything_comes_after_what_is_cited(write, real):
    last = real.papers[-1]

    papers, problems = resolve(
        found_in(write, f"\\cite{{{last.key}}}\\nocite{{*}}"), real
    )

    assert problems == ()
    assert papers == (last, *real.papers[:-1])


def test_dataset_stands_for_its_paper_and_says_when_it_has_none(write, toy_catalog):
    with_paper = next(d for d in toy_catalog.datasets if d.paper)
    without = next(d for d in toy_catalog.datasets if not d.paper)
    text = f"\\cite{{datasets/{with_paper.id}}}\\cite{{{without.id}}}"

    papers, problems = resolve(found_in(write, text), toy_catalog)

    assert [paper.id for paper in papers] == [with_paper.paper]
    assert [problem.code for problem in problems] == ["B305", "B304"]
    assert problems[1].message == f"{without.id!r} has no paper that could be cited"


def test_problems_of_reading_are_among_those_of_resolving(write, real):
    _, problems = resolve(found_in(write, r"\input{gone}"), real)

    assert [problem.code for problem in problems] == ["B302"]


def test_long_unknown_key_is_clipped_and_many_stay_fast(write, real):
    text = "\\cite{" + "x" * 500 + "}" + "".join(f"\\cite{{q{n}}}" for n in range(3000))

    _, problems = resolve(found_in(write, text), real)

    assert len(problems) == 3001
    assert problems[0].message == f"unknown citation key '{'x' * 100}…'"


MARKUP = r"""
\cite \cites \citep* \nocite { } [ ] ( ) , % a b* * # \\ \verb| | \iffalse \else \fi
\begin{verbatim} \end{verbatim} \end{document} \input \import @ @a @{ `` ``` $ $$ <!--
--> {#f} (@x) --- nocite: ~~~ - > : \@ https://x/@y #cite( #let x = #if #{ #[ <a>
label(" " /* */ // #ref #text context é 研 <bcf:citekey> </bcf:citekey> \citation{
\abx@aux@cite{0}{ \@input{
"""
PIECES = st.sampled_from([*MARKUP.split(), "\n", "\n\n", "    ", "\r\n", " "])


@pytest.mark.parametrize(
    "find", [find_in_tex, find_in_aux, find_in_bcf, find_in_markdown, find_in_typst]
)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("\\cite{a" * 50)
@example("#{" * 500)
@example("#(<a>" * 500)
def test_any_text_is_read_without_a_crash_and_places_are_true(find, text):
    for mark in find(text):
        assert 0 <= mark.start <= mark.end
        if mark.kind == "cite" and find is not find_in_bcf:
            assert text[mark.start : mark.end] == mark.text
