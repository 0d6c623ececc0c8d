import pytest

from unisurvey.errors import UsageError
from unisurvey.records.canonical import format_files

ALPHA = "papers/alpha.yaml"


@pytest.fixture
def format_one(root):
    """Format one file; return the result."""

    def run(name):
        [result] = format_files(root, [root / "data" / name])
        return result

    return run


def test_a_canonical_catalogue_stays_as_it_is(root):
    results = format_files(root)

    assert [result.shown.removeprefix("data/") for result in results] == [
        "catalogue.yaml",
        "words.yaml",
        "taxonomy.yaml",
        "venues.yaml",
        "components.yaml",
        "licenses.yaml",
        "papers/alpha.yaml",
        "papers/beta.yaml",
        "papers/gamma.yaml",
        "datasets/alpha.yaml",
        "benchmarks/delta.yaml",
    ]
    assert [(r.changed, r.problems) for r in results] == [(False, ())] * 11


MENDABLE = {
    "key order": lambda t: (
        "".join(sorted(t.splitlines(True)[:7])) + "".join(t.splitlines(True)[7:])
    ),
    "trailing fields first": lambda t: (
        'added: "2026-01-02"\n' + t.replace('added: "2026-01-02"\n', "")
    ),
    "aliases of words": lambda t: (
        t.replace("iclr-2025", "Learning Conference 2025")
        .replace("b-1", "Pixel encoding")
        .replace("[llama-2]", "[Llama 2]")
        .replace("license: MIT", "license: mit license")
        .replace("mask: causal", "mask: Causal")
    ),
    "a venue in parts": lambda t: t.replace("iclr-2025", "{venue: ICLR, year: 2025}"),
    "missing quotes": lambda t: t.replace('"2408.00001"', "2408.00001").replace(
        '"2026-01-02"', "2026-01-02"
    ),
    "needless quotes": lambda t: t.replace("title: Alpha", "title: 'Alpha'"),
    "a long list": lambda t: t.replace("[Ann One]", "\n  - Ann One"),
    "a flow mapping": lambda t: t.replace(
        "- url: https://example.org\n    vouches: [title]",
        '- {url: "https://example.org", vouches: [title]}',
    ),
    "CRLF": lambda t: t.replace("\n", "\r\n"),
    "a byte order mark": lambda t: f"\ufeff{t}",
    "no last line end": lambda t: t.rstrip("\n"),
    "blank lines": lambda t: t.replace("\n", "\n\n"),
    "an empty block": lambda t: t.replace(
        "code_license: MIT\n", "code_license: MIT\nlinks: {}\n"
    ),
    "a number with zeros": lambda t: t.replace("stated: 7", "stated: 7.0"),
}


@pytest.mark.parametrize("what", MENDABLE)
def test_what_has_one_right_form_is_mended(what, root, format_one):
    path = root / "data" / ALPHA
    right = path.read_bytes()
    wrong = MENDABLE[what](right.decode()).encode()
    assert wrong != right
    path.write_bytes(wrong)

    result = format_one(ALPHA)

    assert result.problems == ()
    assert result.text == right.decode()
    assert result.changed
    assert path.read_bytes() == wrong


def test_letters_and_accents_are_composed(edit, format_one):
    edit(ALPHA, "title: Alpha", "title: Cafe\u0301")

    result = format_one(ALPHA)

    assert result.changed
    assert "title: Caf\u00e9\n" in result.text


def test_a_vocabulary_is_mended_too(edit, format_one, root):
    right = (root / "data/venues.yaml").read_text("utf-8")
    edit("venues.yaml", "  name: ICLR\n", "")
    edit("venues.yaml", "kind: conference\n", "kind: 'conference'\n  name: ICLR\n")

    result = format_one("venues.yaml")

    assert result.text == right
    assert result.changed


BROKEN = {
    "a comment": ("title: Alpha", "title: Alpha  # note", "Y018"),
    "a syntax error": ("[Ann One]", "[Ann One", "Y008"),
    "a repeated key": ("title: Alpha", "title: Alpha\ntitle: Beta", "Y009"),
    "an empty value": ("title: Alpha", "title:", "Y013"),
    "a tab": ("title: Alpha", "title: Al\tpha", "Y005"),
    "an unknown field": ("venue: ", "venu: ", "S101"),
    "a missing field": ("title: Alpha\n", "", "S102"),
    "a wrong type": ("title: Alpha", "title: 5", "S103"),
    "an impossible date": ('"2024-08"', '"2024-13"', "S104"),
    "an unknown word": ("[llama-2]", "[llama-9]", "S105"),
    "a placeholder": ("title: Alpha", "title: TBD", "S106"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_with_another_problem_is_left_alone(what, root, edit, format_one):
    old, new, code = BROKEN[what]
    edit(ALPHA, old, new)

    result = format_one(ALPHA)

    assert result.text is None
    assert not result.changed
    assert [problem.code for problem in result.problems] == [code]
    assert result.problems[0].path == f"data/{ALPHA}"
    assert {r.shown for r in format_files(root) if r.problems} == {f"data/{ALPHA}"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (ALPHA, "[]\n", "a list, expected a mapping"),
        (ALPHA, "- id: x\n", "a list, expected a mapping"),
        ("venues.yaml", "id: x\n", "a mapping, expected a list"),
    ],
)
def test_a_file_of_the_wrong_shape_is_left_alone(name, text, message, root, format_one):
    (root / "data" / name).write_text(text)

    result = format_one(name)

    assert result.text is None
    assert [(p.code, p.message) for p in result.problems] == [("S103", message)]


def test_a_problem_of_a_vocabulary_entry_is_at_its_place(edit, format_one):
    edit("components.yaml", "  family: llama\n", "  famly: llama\n")

    [problem] = format_one("components.yaml").problems

    assert problem.message == "unknown field 'famly'; did you mean 'family'?"
    assert problem.span
    assert (problem.span.line, problem.span.column) == (7, 3)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(root):
    (root / "data/papers/delta.yaml").mkdir()

    results = {result.shown: result for result in format_files(root)}

    [problem] = results["data/papers/delta.yaml"].problems
    assert (problem.code, problem.message) == (
        "S109",
        "not a record, a directory",
    )
    assert len(results) == 12
    assert sum(bool(result.problems) for result in results.values()) == 1


def test_bytes_that_are_no_text_are_left_alone(root, format_one):
    (root / "data" / ALPHA).write_bytes(b"title: caf\xe9\n")

    result = format_one(ALPHA)

    assert result.text is None
    assert [problem.code for problem in result.problems] == ["Y001"]
    assert result.old == "title: caf\ufffd\n"


def test_a_directory_stands_for_the_files_in_it(root):
    data = root / "data"
    (data / "papers" / "notes.txt").write_text("x")

    assert [r.path.name for r in format_files(root, [data / "papers"])] == [
        "alpha.yaml",
        "beta.yaml",
        "gamma.yaml",
    ]
    assert len(format_files(root, [data])) == 11
    assert format_files(root, []) == []


@pytest.mark.parametrize("name", ["README.md", "data/other.yaml", "data/papers/x.txt"])
def test_another_file_is_refused(name, root):
    path = root / name
    path.write_text("x")

    with pytest.raises(UsageError) as caught:
        format_files(root, [path])

    assert str(caught.value) == f"neither a record nor a vocabulary file: {path}"
