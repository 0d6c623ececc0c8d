"""Expected keys were compared with pandoc's and Typst's own readers."""

import pytest

from unisurvey.cited.documents import cited_keys


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """Read a document and return its keys in order."""
    folder = tmp_path_factory.mktemp("cited")

    def keys(text, suffix):
        path = folder / f"main{suffix}"
        path.write_text(text, encoding="utf-8")
        found = cited_keys(path)
        assert found.problems == ()
        return [cited.key for cited in found.cited]

    return keys


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a says", ["a"]),
        ("[@a; see @b, p. 3; -@c]", ["a", "b", "c"]),
        ("@a. @b, '@c' (@d) **@e** @f's", ["a", "b", "c", "d", "e", "f"]),
        ("@a:b.c-d/e_f @_g @1h @Müller2020é", ["a:b.c-d/e_f", "_g", "1h", "Müller2020é"]),
        ("@{key with spaces} @{https://x.y/z?a=b}", ["key with spaces", "https://x.y/z?a=b"]),
        ("[text @a](https://x.y) ^[note @b]", ["a", "b"]),
        ("x[^1]\n\n[^1]: Note @a\n\n    more @b", ["a", "b"]),
        ("- item\n\n    @a", ["a"]),
        ("costs $5 @a and $6", ["a"]),
        ("`unclosed @a", ["a"]),
        ("<!-- never closed @a", ["a"]),
        ("a `b\n\n@a c` d", ["a"]),
        ("wrapped text\n(@a) goes on", ["a"]),
        ("---\nnocite: |\n  @a, @b\n---\n@c", ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_markdown_citation_is_read(keys, text, expected):
    assert keys(text, ".md") == expected


@pytest.mark.parametrize(
    "text",
    [
        "joe@example.com <mailto:joe@example.com>",
        r"\@no",
        "`@no` ``x ` @no``",
        "```\n@no\n```",
        "~~~~ {.python}\n@no\n~~~\n@no\n~~~~",
        "> ```\n> @no\n> ```",
        "text\n\n    @no\n\n    @no",
        "- item\n\ntext\n\n\t@no",
        "<!-- @no\n\n@no -->",
        "$a@no$ $$\na @no\n$$",
        "[x](https://x.y/@no) https://x.y/@no <https://x.y/@no>",
        "See @fig:x.\n\n![x](y.png){#fig:x}",
        "(@no) Example\n(@nor) Example\n\nAs (@no) shows, and @nor",
        "@ no, @, @-no",
    ],
)
def test_what_pandoc_does_not_cite_is_left_out(keys, text):
    assert keys(text, ".md") == []


def test_cross_references_are_no_citations_in_quarto_alone(keys):
    assert keys("@fig-a @sec-b @show-o", ".qmd") == ["show-o"]
    assert keys("@Fig-a shows it. @Tbl-b, @SEC-c: @Figaro", ".qmd") == ["Figaro"]
    assert keys("@fig-a", ".md") == ["fig-a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nnocite: '@*'\n---\n", True),
        ("---\ntitle: x\n---\n@*", False),
        ("@*", False),
    ],
)
def test_markdown_asks_for_everything_in_its_metadata(tmp_path, text, expected):
    path = tmp_path / "main.md"
    path.write_text(text)

    assert cited_keys(path).everything is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a, @b. @c: @d-e:f.g", ["a", "b", "c", "d-e:f.g"]),
        ("@a[p. 3 @b] [@c] (@d) _@e _ 研究@f", ["a", "b", "c", "d", "e", "f"]),
        ('said "@a" \\"@b', ["a", "b"]),
        ('#cite(<a>) #cite(label("b:c"), form: "prose")', ["a", "b:c"]),
        ('#cite(form: "author", supplement: [@a], <b>)', ["a", "b"]),
        ("#ref(<a>) #{ cite(<b>); [@c] }", ["a", "b", "c"]),
        ('#cite(((<a>, label("b")))) #f((cite((<c>)), <no>))', ["a", "b", "c"]),
        ("#cite({ [<no>]; if x { <a> } })", ["a"]),
        ('#let prose = cite.with(form: "prose")\n#prose(<a>)', ["a"]),
        ("#let citet(k) = cite(k)\n#citet(<a>)", ["a"]),
        ('#if x [@a] else [@b] "@c"', ["a", "b", "c"]),
        ('#for x in (1, 2) { [@a] } "@b"', ["a", "b"]),
        ('#let x = [@a]; "@b"', ["a", "b"]),
        ('#set text(red)\n"@a"', ["a"]),
        ("#show figure: it => {\n  [@a]\n}\n@b", ["a", "b"]),
        ('#text(red)[@a] #context [@b] #context f().g() "@c"', ["a", "b", "c"]),
        ('#table([@a], table.header([*@b*])) #link("x")[@c]', ["a", "b", "c"]),
        ("#figure(x, caption: [@a])<f> @b ] @c", ["a", "b", "c"]),
        ("https://x.y/z @a", ["a"]),
        ("#[@a] #(x) #x.y @b", ["a", "b"]),
    ],
)
def test_typst_citation_is_read(keys, text, expected):
    assert keys(text, ".typ") == expected


@pytest.mark.parametrize(
    "text",
    [
        r"joe\@example.com",
        "// @no\n/* @no /* @no */ @no */",
        "`@no` ```typ\n@no\n``` ````x ```@no``` ````",
        "$ a @no $",
        '#import "@preview/x:0.1.0": y',
        '#link("mailto:joe@no.org") #set document(author: "joe@no")',
        '#emph("@no") #"@no" #{ "@no" }',
        "= Intro <no>\nSee @no.",
        "See @no.\n#figure(x) <no>",
        "#link(<no>)[x] #show <no>: y => y",
        "https://x.y/@no",
        "/* never closed @no",
        '#if x == "@no" [b]',
    ],
)
def test_what_typst_does_not_cite_is_left_out(keys, text):
    assert keys(text, ".typ") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('#bibliography("a.bib", full: true)', True),
        ('#bibliography("a.bib")', False),
        ("#f(full: true)", False),
    ],
)
def test_typst_asks_for_everything_with_a_full_bibliography(tmp_path, text, expected):
    path = tmp_path / "main.typ"
    path.write_text(text)

    assert cited_keys(path).everything is expected
