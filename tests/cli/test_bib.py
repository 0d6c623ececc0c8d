import pytest
from bibtexparser.entrypoint import parse_string


def keys(text):
    library = parse_string(text)
    assert library.failed_blocks == []
    return [entry.key for entry in library.entries]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("toy-any", "toyshow"), ["lovelace2024toyany", "nguyen2025toyshow"]),
        (("toy-any", "toy-any"), ["lovelace2024toyany"]),
        (("tb", "datasets/toy-sets", "toy-sets"), ["zola2024toy"]),
        (("--paradigm", "hybrid"), ["nguyen2025toyshow"]),
        (("--backbone", "llama"), ["lovelace2024toyany"]),
        (("--section", "applications"), ["lab2025specials"]),
        (("--kind", "benchmarks"), ["zola2024toy"]),
        (("--kind", "datasets", "--section", "4.3"), ["zola2024toy"]),
        (("--venue", "tmlr"), ["zola2024toy"]),
        (("plain-bench",), []),
    ],
)
def test_bib_takes_ids_or_filters(words, expected, toy, run):
    assert keys(run("bib", *words, root=toy).stdout) == expected


def test_bib_without_arguments_has_every_paper(toy, run):
    assert len(keys(run("bib", root=toy).stdout)) == 6


def test_bib_writes_a_file_and_says_so(toy, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    first = run("bib", "toy-any", "-o", "out.bib", root=toy)
    again = run("bib", "toy-any", "--output", "out.bib", root=toy)

    assert first.stdout == again.stdout == ""
    assert (first.stderr, again.stderr) == (
        "wrote out.bib\n",
        "unchanged: out.bib\n",
    )
    assert keys((tmp_path / "out.bib").read_text()) == ["lovelace2024toyany"]


def test_a_dash_is_stdout(toy, run):
    result = run("bib", "toy-any", "-o", "-", root=toy)

    assert keys(result.stdout) == ["lovelace2024toyany"]
    assert result.stderr == ""


def test_a_file_that_cannot_be_written_is_an_error_without_traceback(
    toy, run, tmp_path
):
    (tmp_path / "file").write_text("")

    result = run(
        "bib", "toy-any", "-o", tmp_path / "file" / "out.bib", root=toy, code=1
    )

    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1


def test_nothing_selected_is_said(toy, run):
    result = run("bib", "--mask", "causal", "--has", "code", root=toy)

    assert (result.stdout, result.stderr) == (
        "",
        "no models match; 1 would without --mask causal, 1 without --has code\n",
    )


@pytest.mark.parametrize(
    "line", ["bib", "export bibtex", "export csl-json", "export hayagriva"]
)
def test_works_of_one_key_are_not_written_side_by_side(line, tmp_path, run):
    root, out = tmp_path / "own", tmp_path / "out"
    run("init", root)
    example = root / "data" / "papers" / "example.yaml"
    example.with_stem("twin").write_bytes(example.read_bytes())
    key = example.read_text().split()[1]

    result = run(*line.split(), "-o", out, root=root, code=1)

    assert result.stderr == (
        f"error: example and twin have the same key {key!r}, expected each to have its "
        "own; 'unisurvey validate' says where\n"
    )
    assert not out.exists()
