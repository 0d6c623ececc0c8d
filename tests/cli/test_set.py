"""Facts mended in one line, or in an editor; what is wrong is never written."""

import shutil
import stat

import pytest
import yaml

PAGE = "https://github.com/toy/show/blob/0123abc/README.md"
SHOW = ("set", "toy-show", "--source", PAGE)


@pytest.fixture
def record(toy_copy):
    """Read the record as it is on disk now."""
    path = toy_copy / "data" / "papers" / "toy-show.yaml"
    return lambda: yaml.safe_load(path.read_text())


@pytest.fixture
def editor(monkeypatch, tmp_path):
    """Make an editor that replaces one text by another in the file it is given."""

    def make(old, new):
        script = tmp_path / "ed it.sh"
        script.write_text(f'#!/bin/sh\nsed -i "s|{old}|{new}|" "$1"\n')
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"sh '{script}'")

    return make


def test_a_fact_gets_its_value_and_its_source(toy_copy, run, record):
    result = run(*SHOW, "--at", "Models", "mask", "Causal", root=toy_copy)

    assert result.stderr == f"wrote {toy_copy}/data/papers/toy-show.yaml\n"
    assert "-  mask: bidirectional\n+  mask: causal\n" in result.stdout
    held = record()
    assert held["model"]["mask"] == "causal"
    assert held["sources"][-1] == {
        "url": PAGE,
        "at": "Models",
        "vouches": ["model.mask"],
    }
    run("validate", "--strict", root=toy_copy)
    assert run(*SHOW, "--at", "Models", "mask", "causal", root=toy_copy).stdout == ""


SIZES = [{"id": f"{size}b", "parameters": {"stated": size}} for size in (2, 7)]


@pytest.mark.parametrize(
    ("words", "path", "value"),
    [
        (("parameters_b", "2,7B"), ("model", "variants"), SIZES),
        (("model.backbone", "LLaMA"), ("model", "backbone"), ["llama"]),
        (("venue", "ICLR 2025"), ("venue",), "iclr-2025"),
        (("date", "2025-03-13"), ("date",), "2025-03-13"),
        (("stars", "77"), ("repository", "stars"), 77),
        (("archived", "yes"), ("repository", "archived"), True),
        (("other_titles", "[Toy, Game]"), ("other_titles",), ["Toy", "Game"]),
        (("demo", "--remove"), ("links", "demo"), None),
    ],
)
def test_a_value_is_read_as_its_field_wants_it(
    toy_copy, run, record, words, path, value
):
    shutil.rmtree(toy_copy / "data" / "scores")  # which name its variants
    run(*SHOW, *words, root=toy_copy)

    held = record()
    for step in path:
        held = held.get(step)
    assert held == value


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("mask", "casual"), "unknown mask 'casual'; did you mean 'causal'?"),
        (("msk", "causal"), "unknown field 'msk'; did you mean 'mask'?"),
        (("year", "2025"), "year follows from other fields and is not stated"),
        (("date", "soon"), "date: 'soon'"),
        (("stars", "many"), "stars 'many' is no number"),
        (("archived", "perhaps"), "archived 'perhaps' is neither yes nor no"),
        (("mask",), "give either a value or --remove"),
        (("title", "--remove"), "title: field 'title' is missing"),
    ],
)
def test_what_is_no_value_is_refused(toy_copy, run, record, words, message):
    before = record()

    told = run(*SHOW, *words, root=toy_copy, code=2).stderr

    assert told.startswith(f"error: {message}")
    assert record() == before


def test_a_field_of_the_paper_is_set_there(toy_copy, run):
    words = ("set", "datasets/toy-sets", "doi", "10.1/x", "--source", PAGE)

    told = run(*words, root=toy_copy, code=2).stderr

    assert (
        told == "error: doi is a field of papers/toy-sets, expected one of the record\n"
    )


def test_what_the_survey_said_becomes_a_correction(toy_copy, run, record):
    path = toy_copy / "data" / "papers" / "toy-show.yaml"
    path.write_text(
        path.read_text().replace(
            "added:",
            "  - url: https://arxiv.org/abs/2505.02567v6\n    at: Table 1\n"
            "    vouches: [model.mask]\nadded:",
        )
    )

    told = run(*SHOW, "mask", "causal", root=toy_copy, code=2).stderr
    assert told == (
        "error: survey-v6-table-1 says 'bidirectional'; say why it is not followed "
        "with --because 'one clause'\n"
    )

    why = ("--because", "the code masks causally")
    run(*SHOW, *why, "mask", "causal", root=toy_copy)
    assert record()["corrections"][-1] == {
        "in": "survey-v6-table-1",
        "field": "model.mask",
        "was": "bidirectional",
        "reason": "the code masks causally",
        "source": PAGE,
    }
    run("validate", "--strict", root=toy_copy)


def test_what_a_check_finds_is_not_written(toy_copy, run, record):
    before = record()

    result = run(*SHOW, "date", "2020-01-01", root=toy_copy, code=1)

    assert "C221" in result.stderr
    assert record() == before


def test_nothing_is_written_on_trial(toy_copy, run, record):
    before = record()

    result = run(*SHOW, "mask", "causal", "--dry-run", root=toy_copy)

    assert "+  mask: causal" in result.stdout
    assert record() == before


def test_a_record_is_edited_as_a_copy(toy_copy, run, record, editor):
    editor("mask: bidirectional", "mask:  Causal")

    result = run("edit", "toyshow", root=toy_copy)

    assert result.stderr == f"wrote {toy_copy}/data/papers/toy-show.yaml\n"
    assert record()["model"]["mask"] == "causal"
    run("fmt", "--check", root=toy_copy)
    editor("no such text", "x")
    assert run("edit", "toy-show", root=toy_copy).stderr == "nothing has changed\n"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("mask: bidirectional", "mask: [", "Y0"), ("2025-03-14", "2020-03-14", "C221")],
)
def test_a_copy_with_problems_is_kept_and_not_written(
    toy_copy, run, record, editor, old, new, code
):
    before = record()
    editor(old, new.replace("[", "\\\\["))

    told = run("edit", "toy-show", root=toy_copy, code=1).stderr

    assert code in told
    assert "toy-show.yaml is as it was; your copy is /" in told
    assert record() == before


def test_a_record_with_problems_can_be_edited(toy_copy, run, record, editor):
    path = toy_copy / "data" / "papers" / "toy-show.yaml"
    path.write_text(path.read_text().replace("mask: bidirectional", "mask: casual"))
    editor("mask: casual", "mask: causal")

    run("edit", "toy-show", root=toy_copy)

    assert record()["model"]["mask"] == "causal"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "no editor is named"),
        ("false", "false failed (Command"),
        ("/no/ed", "/no/ed"),
    ],
)
def test_an_editor_is_needed(toy_copy, run, monkeypatch, name, message):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", name)

    told = run("edit", "toy-show", root=toy_copy, code=2).stderr

    assert told.startswith(f"error: {message}")
