"""What is selected, and what stderr says of the rest."""

import pytest

from unisurvey.fields import FIELDS


def ids(result):
    return result.stdout.split()


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            ("list", "--mask", "causal"),
            "1 of 3 models; 1 does not state mask\n",
        ),
        (
            ("list", "--not", "mask=causal"),
            "2 of 3 models; 1 of them does not state mask\n",
        ),
        (
            ("list", "models", "--modality", "output:image"),
            "1 of 3 models; 1 does not state output_modalities\n",
        ),
        (
            ("list", "--modality", "audio"),
            "1 of 3 models; 1 does not state input_modalities or output_modalities\n",
        ),
        # the one that does not state it is left out by the section already
        (("list", "--mask", "causal", "--section", "any-to-any"), ""),
        # a preprint rightly has no venue
        (("list", "models", "--venue", "iclr"), ""),
        (("list",), ""),
        (("bib", "--mask", "causal"), "1 of 3 models; 1 does not state mask\n"),
        (
            ("stats", "--by", "year", "--mask", "causal"),
            "1 of 3 models; 1 does not state mask\n",
        ),
        (("search", "toy", "--mask", "causal"), "of 3 models 1 does not state mask\n"),
        (
            ("list", "datasets", "--min-samples", "1"),
            "1 of 2 datasets; 1 does not state samples\n",
        ),
    ],
)
def test_a_filter_on_a_field_tells_how_many_do_not_state_it(words, stderr, toy, run):
    assert run(*words, root=toy).stderr == stderr
    assert run(*words, "--quiet", root=toy).stderr == ""


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            ("list", "--has", "code"),
            "also 1 dataset: list datasets …\n",
        ),
        (
            ("list", "--task", "editing"),
            (
                "no models match; 3 would without --task editing\n"
                "but 1 dataset and 1 benchmark: list datasets …\n"
            ),
        ),
        (
            ("stats", "--since", "2024", "--by", "mask"),
            (
                "2 of 3 models; 1 does not state date\n"
                "also 3 other papers, 1 dataset and 1 benchmark: stats papers …\n"
            ),
        ),
        (
            ("bib", "--has", "home"),
            (
                "no papers match; 6 would without --has home\n"
                "but 1 dataset and 1 benchmark: --kind datasets …\n"
            ),
        ),
        (("list", "models", "--has", "code"), ""),
        (("list",), ""),
    ],
)
def test_a_kind_that_nobody_named_tells_of_the_others(words, stderr, toy, run):
    assert run(*words, root=toy).stderr == stderr


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            ("list", "--mask", "causal", "--has", "code"),
            "no models match; 1 would without --mask causal, 1 without --has code\n",
        ),
        (
            ("list", "--author", "lovelase ada"),
            (
                "no models match; 3 would without --author 'lovelase ada' "
                "(authors: Ada Lovelace 1, Ada van der Maaten Jr. 1)\n"
            ),
        ),
        (
            ("list", "--venue", "tmlr", "--paradigm", "diffusion", "--has", "home"),
            (
                "no models match; alone --paradigm diffusion fits none, --venue tmlr fits "
                "none and --has home fits none\n"
            ),
        ),
        (
            ("list", "models", "--section", "datasets-editing"),
            (
                "no models match; 3 would without --section datasets-editing "
                "(section: b-1 1, c-1 1, any-to-any 1)\n"
                "but 1 dataset: list datasets …\n"
            ),
        ),
        (
            ("bib", "--since", "2090"),
            (
                "no papers match; 6 would without --since 2090 "
                "(date: 2024-01-31 to 2025-12-31)\n"
            ),
        ),
    ],
)
def test_an_empty_selection_tells_what_emptied_it_and_what_is_near(
    words, stderr, toy, run
):
    result = run(*words, root=toy)

    assert (result.stdout, result.stderr) == ("", stderr)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--section", "benchmarks-editing"), ["toy-bench"]),
        (("--section", "datasets-editing"), ["toy-sets"]),
        (("--section", "applications"), ["specials"]),
        (("model", "--mask", "causal"), ["toy-any"]),
        (("Dataset", "--license", "cc-by-4.0"), ["toy-sets"]),
        (("--not-has", "code", "--not", "mask=causal"), ["toy-bare"]),
        (("--not", "since=2025", "--stated", "mask"), ["toy-any"]),
        (("--unstated", "mask"), ["toy-bare"]),
        (("--max-samples", "3M"), ["toy-sets"]),
        (("--since", "2025/3"), ["toy-show"]),
        (("--since", "13 months"), ["toy-show"]),
        (("--since", "last-month"), []),
        (("--section", "b1"), ["toy-bare"]),
    ],
)
def test_words_of_a_selection(words, expected, toy, run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01

    assert ids(run("list", *words, "-f", "ids", root=toy)) == expected


@pytest.mark.parametrize("kind", [kind.removesuffix("s") for kind in FIELDS])
@pytest.mark.parametrize(
    "words", [("list",), ("stats",), ("bib", "--kind"), ("search", "toy", "--kind")]
)
def test_a_kind_is_named_in_the_singular_or_the_plural(words, kind, toy, run):
    one = run(*words, kind, root=toy)
    many = run(*words, f"{kind}s", root=toy)

    assert (one.stdout, one.stderr) == (many.stdout, many.stderr)


def test_bib_cites_the_papers_of_a_section_of_datasets(toy, run):
    text = run("bib", "--section", "datasets-editing", root=toy).stdout

    assert text == run("bib", "datasets/toy-sets", root=toy).stdout


def test_stats_counts_the_kind_of_a_section(toy, run):
    words = ("--section", "benchmarks-editing", "--by", "section")

    assert run("stats", *words, root=toy).stdout == "benchmarks-editing\t1\n"


@pytest.mark.parametrize("command", ["bib", "cite", "show"])
def test_ids_come_from_stdin(command, toy, run):
    listed = run("list", "--has", "weights", root=toy).stdout
    assert "\t" in listed

    found = run(command, "-", root=toy, stdin=f"{listed}\n").stdout

    assert found == run(command, "toy-show", "toy-any", root=toy).stdout


@pytest.mark.parametrize("words", [("show",), ("bib",), ("export", "csv")])
@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        ("", "no id on stdin, expected one on each line"),
        ("\n\t\n", "no id on stdin, expected one on each line"),
        (b"\xff\n", "the list of ids is not UTF-8"),
    ],
)
def test_a_stdin_that_names_nothing_is_refused(words, stdin, message, toy, run):
    result = run(*words, "-", root=toy, stdin=stdin, code=2)

    assert result.stderr == f"error: {message}\n"


def test_a_limit_is_of_the_selection(toy, run):
    one = run("bib", "--kind", "models", "--limit", "1", root=toy).stdout
    two = run("export", "bibtex", "toy-bare", "toy-show", "--limit", "1", root=toy)

    assert one.count("@") == 1
    assert one == two.stdout


def test_cite_takes_filters(toy, run):
    filtered = run("cite", "--paradigm", "hybrid", root=toy)

    assert filtered.stdout == run("cite", "toy-show", root=toy).stdout


def test_audit_looks_only_at_works_that_fit(toy, run, tmp_path):
    bib = tmp_path / "refs.bib"
    text = run("bib", "toy-show", "toy-any", root=toy).stdout
    bib.write_text(text.replace("year = {2025}", "year = {1999}"))

    whole = run("audit", bib, root=toy, code=None).stdout
    part = run("audit", bib, "--section", "c-1", root=toy, code=None).stdout

    assert "(toy-any)" in whole
    assert "(toy-show)" in part
    assert "(toy-any)" not in part


@pytest.mark.parametrize("word", ["toy-show", "papers/toy-show", "Toy-Show"])
def test_a_named_record_with_problems_shows_them(word, toy_copy, run):
    path = toy_copy / "data/papers/toy-show.yaml"
    path.write_text(path.read_text().replace("venue: iclr-2026", "venue: veune-2026"))

    result = run("show", word, root=toy_copy, code=1)

    assert result.stdout == ""
    assert "toy-show.yaml" in result.stderr
    assert "veune" in result.stderr
    assert "no record" not in result.stderr


def test_another_broken_record_does_not_hide_that_there_is_none(toy_copy, run):
    (toy_copy / "data/papers/toy-show.yaml").write_text("broken: [")

    result = run("show", "toy-shw", root=toy_copy, code=2)

    assert "error: no record with id 'toy-shw'" in result.stderr


def test_a_listing_without_models_says_what_there_is(tmp_path, run):
    run("init", tmp_path / "own")

    told = run("list", root=tmp_path / "own").stderr
    filtered = run("list", "--since", "2026", root=tmp_path / "own").stderr

    assert told == "no models\nbut 1 paper: list papers\n"
    assert filtered.endswith("\nbut 1 paper: list papers …\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--since", "2024", "--until", "2024"), ["toy-any"]),
        (("--since", "2025"), ["toy-show"]),
        (("--until", "2023"), []),
        (("--since", "2024-12"), ["toy-show"]),
    ],
)
def test_a_bare_year_is_all_of_it(words, expected, toy, run):
    found = run("list", "models", *words, "--format", "ids", root=toy)

    assert [one for one in ids(found) if one != "toy-bare"] == expected


@pytest.mark.parametrize(
    ("words", "fitting"),
    [
        (("--max-parameters", "10"), "1.5b"),
        (("--max-parameters", "1"), ""),
        (("--min-parameters", "1", "--max-parameters", "100"), "1.5b, 32b"),
        (("--min-parameters", "2", "--max-parameters", "30"), ""),
        (("--min-parameters", "10"), "32b"),
        (("--weights-license", "cc-by-4.0"), "32b"),
        (("--max-parameters", "10", "--weights-license", "mit"), "1.5b"),
        (("--max-parameters", "10", "--weights-license", "cc-by-4.0"), ""),
    ],
)
def test_one_variant_has_all_that_is_asked_and_is_shown(
    words, fitting, toy, run, monkeypatch
):
    """Toy-Show has variants of 1.5B, under MIT, and 34.5B, under CC-BY-4.0."""
    monkeypatch.setenv("COLUMNS", "140")
    line = ("list", "models", *words)

    shown = run(*line, "--format", "table", root=toy).stdout

    rows = [row.split("  ") for row in shown.splitlines()]
    found = [[c.strip() for c in row if c.strip()] for row in rows]
    shown_as = ["Toy-Show (superseded)", fitting]
    assert any(row[:2] == shown_as for row in found) == bool(fitting)
    assert not fitting or found[0][:2] == ["Name", "Variant"]
    ids_ = run(*line, "--format", "ids", root=toy).stdout.split()
    assert ("toy-show" in ids_) == bool(fitting)
