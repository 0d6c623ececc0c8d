"""Reading .bib files: exact places, and nothing silently dropped."""

import logging
import random

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as st

from unisurvey.bib.claims import read_claim
from unisurvey.bib.reader import parse_bib, read_bib


def read(text):
    return parse_bib(text.encode())


def told(bib):
    return [(trouble.code, bib.line(trouble.start)) for trouble in bib.troubles]


def only(text):
    bib = read(text)
    assert bib.problems == ()
    (entry,) = bib.entries
    return read_claim(bib, entry).values


@pytest.fixture(scope="session")
def real_bib(pytestconfig):
    return (pytestconfig.rootpath / "unisurvey.bib").read_bytes()


def test_the_path_is_named_as_given(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text("@misc{a, title = {B}}")

    assert read_bib(path).path == str(path)
    assert read_bib(path, "refs.bib").path == "refs.bib"


def test_places_of_entries_and_fields_are_exact():
    bib = read("intro\n\n@Article{Key,\n  Title = {A {B}},\n  year = 2024 }\n")

    (entry,) = bib.entries
    title, year = entry.fields
    assert (entry.type, entry.key, bib.line(entry.start)) == ("article", "Key", 3)
    assert bib.text[title.start : title.end] == "{A {B}}"
    assert bib.text[year.start : year.end] == "2024"
    assert (title.name, bib.line(title.name_start)) == ("title", 4)
    span = bib.span(year.start, year.end)
    assert (span.line, span.column, span.width) == (5, 10, 4)
    assert span.text == "  year = 2024 }"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("@misc{k, title = {A {B}}}", "A {B}"),
        ('@misc{k, title = "A {"}B{"}"}', 'A {"}B{"}'),
        ('@misc(k, title = "A (B)")', "A (B)"),
        ("@misc(k, title = {A) B})", "A) B"),
        ('@string{x = "A"} @misc{k, title = X # { } # "B"}', "A B"),
        ('@string(x = "A" # " B")@misc{k, title = x}', "A B"),
        ("@misc{k, title = jan # { 5}}", "January 5"),
        ("@misc\n{ k\n, TITLE\n=\n{A\n  B}\n,}", "A B"),
        ("@ misc {k, title = {A @misc{b} B},}", "A @misc{b} B"),
        ("@misc{k, % why\n title = {A}, % {\n}", "A"),
        (r"@misc{k, title = {C:\}}", "C:\\"),
        ('@misc{k,title={A = B, "C" # D}}', 'A = B, "C" # D'),
        ("@misc{k,\r\n  title = {A\r\n  B},\r\n}\r\n", "A B"),
        ("@misc{k,\r title = {A},\r}\r", "A"),
        ("@misc{k:a/b+c.d, bdsk-url-1 = {x}, title = {A}}", "A"),
        ("@misc{k, title = {}, year = 2}", ""),
        ("@misc{k, title = {A},, year = {2},}", "A"),
        ("mail me@home @misc{k, title = {A}} (c) @ me", "A"),
    ],
)
def test_what_bibtex_understands(text, title):
    assert only(text)["title"] == title


@pytest.mark.parametrize(
    ("text", "troubles", "titles"),
    [
        ("@misc{k\n title = {A}}", [("B102", 1)], ["A"]),
        ("@misc{k title = {A}}", [("B102", 1)], ["A"]),
        ("@misc{k, year = 2\n title = {A}}", [("B102", 1)], ["A"]),
        ("@misc{k, title = {A}\n\n@misc{l, title = {B}}", [("B101", 1)], ["A", "B"]),
        (
            "@misc{k,\n title = {A,\n year = 1,\n}\n@misc{l, title = {B}}",
            [("B101", 1)],
            ["A, year = 1,", "B"],
        ),
        (
            '@misc{k,\n title = "A,\n}\n@misc{l, title = {B}}',
            [("B101", 2)],
            ["A", "B"],
        ),
        ("@misc{k, title {A}, year = 1}", [("B103", 1)], [""]),
        ("@misc{k, title = , year = 1}", [("B104", 1)], [""]),
        ("@misc{k, title = A tale, year = 1}", [("B104", 1), ("B105", 1)], ["A"]),
        (r'@misc{k, title = "G\"odel", year = 1}', [("B104", 1)], [r"G\"odel"]),
        ("@misc{k, title = nope}", [("B105", 1)], ["nope"]),
        ("@misc{title = {A}}", [("B106", 1)], ["A"]),
        ("@misc{, title = {A}}", [("B106", 1)], ["A"]),
        ("@misc{k, title={A}}\n@misc{K, title={B}}", [("B107", 2)], ["A", "B"]),
        ("@misc{k, title = {A},\n title = {B}}", [("B108", 2)], ["A"]),
        ("@misc{k, title={A}}\n year = {1}\n}", [("B109", 2)], ["A"]),
        ("@article k, title = {A}}", [("B101", 1)], []),
        ("@comment{ never closed\n@misc{k, title = {A}}", [("B101", 1)], ["A"]),
        ("@preamble{ 'a' b }", [("B103", 1)], []),
        (
            "@comment{\n@misc{k, title = {A}}\n@misc{l,}}",
            [("B111", 2), ("B111", 3)],
            [],
        ),
        ("@comment{a@b.c {x} @string{y = {z}} @misc}", [], []),
        ("@string{x = {A}", [("B101", 1)], []),
        ("@misc{", [("B106", 1), ("B101", 1)], [""]),
        ("@misc{k, title = {A}", [("B101", 1)], ["A"]),
    ],
)
def test_what_is_wrong_is_reported_with_its_line(text, troubles, titles):
    bib = read(text)

    assert sorted(told(bib)) == sorted(troubles)
    assert [
        read_claim(bib, entry).values.get("title", "") for entry in bib.entries
    ] == titles


def test_a_file_is_read_on_after_the_worst():
    bib = read("@misc{k, a = {{{\n\n@misc{l, title = {B}}\n@misc{m, x = {{}\n\n@a{z,}")

    assert [entry.key for entry in bib.entries] == ["k", "l", "m", "z"]


def test_comments_and_preambles_are_blocks():
    text = 'top @comment{x {y}} @preamble{"\\newcommand{\\x}{y}" # { z }} end'

    kinds = [block.kind for block in read(text).blocks]

    assert kinds == ["text", "comment", "text", "preamble", "text"]
    assert read(text).problems == ()


def test_names_that_double_each_other_do_not_explode():
    lines = ["@string{a0 = {lol}}"]
    lines += [f"@string{{a{n} = a{n - 1} # a{n - 1}}}" for n in range(1, 60)]
    bib = read("\n".join([*lines, "@misc{k, title = a59}"]))

    assert len(read_claim(bib, bib.entries[0]).values["title"]) == 1_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, a={\n" * 20_000,
        "a={\n" * 50_000,
        "@misc{k," + "a={\n" * 50_000,
        "@misc{k," + 'a="{\n' * 50_000,
        "@misc{k," + 'a="x\\" y ' * 50_000,
        "@" * 200_000,
        "@a(" * 60_000,
        "@misc{k," + "x" * 500_000,
        "@misc{k," + "a " * 200_000,
        "@comment{" * 50_000,
        "{" * 200_000 + "@a{" + "}" * 200_000,
        "@misc{k, t = " + "#" * 100_000,
        " \t" * 200_000 + "@misc{",
    ],
    ids=range(13),
)
def test_ugly_files_cost_no_more_than_their_length(text):
    assert "".join(text[b.start : b.end] for b in read(text).blocks) == text


ugly = st.text(
    st.sampled_from(list('@{}()",=#%\\ \n\r\tab1é')) | st.characters(), max_size=80
) | st.lists(
    st.sampled_from(
        (
            *("@misc{k,", "@string{", "@comment", "@preamble{", "@a(", "title = "),
            *("{A}", '"B"', "}", ")", "\n", ",", "#", "\\", "{", '"', "year=1"),
        )
    ),
    max_size=25,
).map("".join)


@given(ugly)
@example("@comment@a{")
@example("@a{b,c={}")
def test_blocks_are_the_whole_text(text):
    bib = parse_bib(text.encode("utf-8", "surrogatepass"))

    assert "".join(bib.text[b.start : b.end] for b in bib.blocks) == bib.text
    assert all(b.start < b.end for b in bib.blocks)
    assert all(problem.message for problem in bib.problems)
    for entry in bib.entries:
        assert read_claim(bib, entry).entry is entry
        for field in entry.fields:
            assert entry.start <= field.name_start < field.start <= field.end
            assert field.end <= entry.end


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data):
    bib = parse_bib(data)

    assert "".join(bib.text[b.start : b.end] for b in bib.blocks) == bib.text


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_real_file_loses_no_other_entry(real_bib, seed):
    rng = random.Random(seed)
    whole = real_bib[: real_bib.index(b"\n@", 40_000) + 1]
    data = whole
    for _ in range(5):
        at = rng.randrange(len(data))
        junk = rng.choice([b"", b"{", b"}", b'"', b",", b"\\", b"@", b"=", b"\xff"])
        data = data[:at] + junk + data[at + rng.randrange(3) :]

    bib = parse_bib(data)

    # braces that match again further down swallow entries, BibTeX's too, and that is told
    swallowed = "".join(
        bib.text[block.start : block.end]
        for block in bib.blocks
        for trouble in bib.troubles
        if trouble.message == "this block is inside the value of a field"
        and block.start < trouble.start < block.end
    )
    before = {entry.key for entry in parse_bib(whole).entries}
    lost = before - {entry.key for entry in bib.entries}
    assert len([key for key in lost if f"{{{key}," not in swallowed]) <= 5
    assert "".join(bib.text[b.start : b.end] for b in bib.blocks) == bib.text


def test_bibtexparser_reads_the_same(real_bib):
    logging.disable()
    other = parse_string(real_bib.decode())
    logging.disable(logging.NOTSET)

    bib = parse_bib(real_bib)

    assert bib.problems == ()
    assert [(e.type, e.key, bib.line(e.start)) for e in bib.entries] == [
        (e.entry_type, e.key, (e.start_line or 0) + 1) for e in other.entries
    ]
    for entry, theirs in zip(bib.entries, other.entries, strict=True):
        ours = {n: v for n, v in read_claim(bib, entry).values.items() if n != "month"}
        values = {f.key.lower(): " ".join(f.value.split()) for f in theirs.fields}
        assert ours == {n: v for n, v in values.items() if n != "month"}
