"""Values with one right answer are mended, whatever else is wrong in their file."""

import pytest

from unisurvey.errors import Problem, Span
from unisurvey.records.mending import applied, remedy

PARAMETERS = ("model", "variants", 0, "parameters")


@pytest.mark.parametrize(
    ("kind", "value", "loc", "wanted"),
    [
        ("tuple_type", "llama", ("model", "backbone"), "[llama]"),
        ("tuple_type", "llama, vae", ("model", "backbone"), None),
        ("tuple_type", "Ann One and Ben Two", ("authors",), None),
        ("float_type", "7", (*PARAMETERS, "stated"), "7"),
        ("float_type", "700M", (*PARAMETERS, "total"), "0.7"),
        ("float_type", "large", (*PARAMETERS, "total"), None),
        ("string_type", 2024, ("title",), '"2024"'),
        ("string_type", True, ("title",), None),
        ("int_type", "1.2M", ("samples",), "1200000"),
        ("int_type", "1.23456", ("samples",), None),
        ("int_type", "many", ("samples",), None),
        ("string_pattern_mismatch", "arXiv:2410.13848v2", ("arxiv",), '"2410.13848"'),
        ("string_pattern_mismatch", "https://arxiv.org/pdf/2410.13848.pdf", ("arxiv",),
         '"2410.13848"'),
        ("string_pattern_mismatch", "https://example.org/2410.13848", ("arxiv",), None),
        ("string_pattern_mismatch", "https://doi.org/10.1/a.b", ("doi",), None),
        ("string_pattern_mismatch", "https://doi.org/10.1234/a.b", ("doi",),
         '"10.1234/a.b"'),
        ("string_pattern_mismatch", "12966--12977", ("pages",), '"12966–12977"'),
        ("string_pattern_mismatch", "1-2-3", ("pages",), None),
        ("author_form", "Wu, Chengyue", ("authors", 0, "<person>"), '"Chengyue Wu"'),
        ("author_form", "van der Berg, Ann", ("authors", 0), '"Ann van der Berg"'),
        ("author_form", "Ada Lovelace, Alan Turing", ("authors", 0), None),
        ("author_form", "One, Two, Three", ("authors", 0), None),
        ("spacing", " two  words ", ("title",), '"two words"'),
        ("missing", {}, ("title",), None),
    ],
)  # fmt: skip
def test_a_value_has_one_remedy_or_none(kind, value, loc, wanted):
    assert remedy(kind, value, loc, str(value)) == wanted


def test_remedies_stand_in_the_places_of_what_was_wrong():
    def problem(line, column, old, fix):
        span = Span(line, column, len(old), lines[line - 1])
        return Problem("x.yaml", "S104", "wrong", span, fix=fix)

    lines = ["a: [one, two]", "b: three"]
    problems = [
        problem(1, 5, "one", "ONE!"),
        problem(1, 10, "two", "TWO"),
        problem(2, 4, "three", "3"),
        problem(2, 1, "b", None),
    ]

    assert applied("\n".join(lines), problems) == "a: [ONE!, TWO]\nb: 3"
    assert applied("a: [one, two]\nc: four", problems) == "a: [ONE!, TWO]\nc: four"


def test_what_can_be_mended_is_whatever_cannot(toy_copy, run):
    path = toy_copy / "data" / "papers" / "toy-show.yaml"
    right = path.read_text()
    broken = right
    for old, new in (
        ('pages: "100–112"', 'pages: "100-112"'),
        ('arxiv: "2503.10001"', "arxiv: https://arxiv.org/abs/2503.10001v2"),
        ("- Văn Nguyễn", '- "Nguyễn, Văn"'),
        ("stated: 32", "stated: 32B"),
        ('date: "2025-03-14"', "date: 2025-03-14"),
        ("backbone: [qwen2.5-vl-32b]", "backbone: qwen2.5-vl-32b"),
        ("mask: bidirectional", "mask: casual"),
    ):
        assert old in broken
        broken = broken.replace(old, new, 1)
    path.write_text(broken)

    told = run("validate", "--fix", root=toy_copy, code=1).stderr

    assert "1 problem in 1 file" in told
    assert "S105 unknown mask 'casual'" in told
    path.write_text(path.read_text().replace("mask: casual", "mask: bidirectional"))
    run("validate", "--fix", "--strict", root=toy_copy)
    run("fmt", root=toy_copy)
    assert path.read_text() == right


def test_only_what_is_selected_is_mended(toy_copy, run):
    path = toy_copy / "data" / "papers" / "toy-show.yaml"
    path.write_text(
        path.read_text()
        .replace('pages: "100–112"', 'pages: "100-112"')
        .replace("decoder: [vae]", "decoder: vae")
    )

    run("validate", "--fix", "--select", "S103", root=toy_copy)

    text = path.read_text()
    assert "decoder: [vae]" in text
    assert 'pages: "100-112"' in text
