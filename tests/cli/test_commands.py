import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from unisurvey.cli.app import COMMANDS, hoist, load_command
from unisurvey.cli.settings import Exit
from unisurvey.cli.version import VERSION


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_leads_with_examples(command, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    text = run(command, "--help").stdout

    assert f"Usage: unisurvey {command} " in text
    lines = [line.strip() for line in text.splitlines()]
    first = lines.index("Examples:")
    assert lines[first + 1].startswith(f"unisurvey {command}")
    assert max(map(len, text.splitlines())) <= 80


def test_help_has_a_short_word_in_every_command(run):
    for command in COMMANDS:
        made = load_command(command)
        assert made.context_settings["help_option_names"] == ["-h", "--help"], command
        assert not any("-h" in param.opts for param in made.params), command
    assert run("list", "-h").stdout == run("list", "--help").stdout


def test_help_lists_every_command_and_the_exit_codes(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")

    text = run("--help").stdout

    for command in COMMANDS:
        assert f"│ {command} " in text
    for option in ("--root", "--color", "--quiet", "--verbose", "--version"):
        assert option in text
    assert "Exit codes: 0 done, 1 problems in the data" in text
    assert text == run("-h").stdout


def test_without_arguments_the_help_is_shown(run):
    result = run(code=2)

    assert "Usage: unisurvey [OPTIONS] COMMAND [ARGS]..." in (
        result.stdout + result.stderr
    )


def test_the_version_is_that_of_the_package(run):
    assert run("--version").stdout == f"{VERSION}\n"


def test_exit_codes_are_as_documented():
    codes = {code.name: code.value for code in Exit}

    assert codes.items() >= {
        ("DONE", 0),
        ("PROBLEMS", 1),
        ("USAGE", 2),
        ("BUG", 3),
        ("INTERRUPTED", 130),
    }


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("show", "tooyshow"),
            "no record with id 'tooyshow'; did you mean 'toyshow' or 'toy-show'?",
        ),
        (("show", "qqq"), "no record with id 'qqq'"),
        (
            ("bib", "toy-sow"),
            "no record with id 'toy-sow'; did you mean 'toy-show' or 'toyshow' or 'toy-sets'?",
        ),
        (("list", "--columns", "nam"), "unknown column 'nam'; did you mean 'name'?"),
        (("list", "--sort", "nam"), "unknown column 'nam'; did you mean 'name'?"),
        (
            ("stats", "--by", "backbon"),
            "unknown grouping 'backbon'; did you mean 'backbone'?",
        ),
        (
            ("render", "readm"),
            "unknown target 'readm'; did you mean 'readme'?",
        ),
        (
            ("list", "--paradigm", "hybird"),
            "unknown paradigm 'hybird'; did you mean 'hybrid'?",
        ),
        (
            ("list", "datasets", "--mask", "causal"),
            "--mask does not apply to datasets, only to models",
        ),
        (("list", "--since", "2025-13"), "'2025-13' has no such month"),
        (("stats", "--by", "year", "--gaps"), "give either --by or --gaps, not both"),
        (("stats", "--lineage", "--gaps"), "give either --lineage or --gaps, not both"),
        (
            ("stats", "--by", "year", "--by", "mask,venue"),
            "--by names 3 fields, expected one, or two for a cross table",
        ),
        (
            ("stats", "--by", "year", "--by", "year"),
            "--by year is given twice, expected two fields",
        ),
        (("stats", "--top", "3"), "--families and --top need --by or --lineage"),
        (
            ("stats", "papers", "--lineage"),
            "--lineage follows the parts of models, not of papers",
        ),
        (
            ("stats", "--lineage", "--by", "encodr"),
            "unknown part of models 'encodr'; did you mean 'encoder' or 'decoder'?",
        ),
        (
            ("bib", "toy-show", "--has", "code"),
            "give either ids, filters or --from, not several",
        ),
        (
            ("bib", "toy-show", "--kind", "models"),
            "give either ids, filters or --from, not several",
        ),
        (
            ("show", "toy-show", "tb", "-f", "csv"),
            "--format csv shows records of one kind, these are benchmarks and models",
        ),
        (
            ("add", "2408.12528", "--takes", "text,image"),
            "there is no --takes, expected --modality input:text,image",
        ),
        (
            ("search", "toy", "--output", "image"),
            "there is no filter 'output', expected --modality output:image",
        ),
        (("validate", "nowhere"), "no such file or directory: nowhere"),
        (("fmt", "nowhere"), "no such file or directory: nowhere"),
    ],
)
def test_wrong_usage_is_one_line_on_stderr(words, message, toy, run):
    result = run(*words, root=toy, code=2)

    assert result.stdout == ""
    assert result.stderr == f"error: {message}\n"


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        (("shw",), ["No such command 'shw'.", "'show'"]),
        (("list", "--paradgm", "x"), ["No such option: --paradgm", "--paradigm"]),
        (("list", "modls"), ["unknown kind 'modls'", "'models'"]),
        (
            ("list", "--format", "xml"),
            ["unknown value 'xml'; expected one of", "jsonl"],
        ),
        (("stats", "--format", "xml"), ["unknown value 'xml'; expected", "tsv"]),
        (("list", "--limit", "0"), ["--limit", "expected at least 1"]),
        (("list", "--limit", "few"), ["'few' is text, expected a whole number"]),
        (("show",), ["Missing argument"]),
        (("--color", "sometimes", "list"), ["--color"]),
    ],
)
def test_typer_explains_what_it_does_not_know(words, phrases, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")

    result = run(*words, code=2)

    assert result.stdout == ""
    for phrase in phrases:
        assert phrase in result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_no_message_is_in_the_words_of_a_library(name, run):
    parameters: list[Any] = load_command(name).params
    read = [
        each.opts[0]
        for each in parameters
        if each.param_type_name == "option"
        and each.type_descriptor.annotation not in {str, list[str], bool, Path}
    ]
    for option in read:
        told = run(*name.split(), f"{option}=?", code=2).stderr

        assert "Invalid value for" in told
        assert "expected" in told or "unknown" in told
        assert not re.search("Value error|Input should|validation error", told)


def test_a_root_without_catalogue_is_wrong_usage(tmp_path, run):
    result = run("list", root=tmp_path, code=2)

    assert result.stdout == ""
    assert result.stderr == (
        f"error: no catalogue in {str(tmp_path)!r}: it has neither data/papers/ nor data/catalogue.yaml\n"
    )


def test_global_options_go_before_and_behind_the_command(toy, run):
    options = ["--root", str(toy), "--quiet", "--color=never"]
    command = ["list", "datasets", "--section", "datasets-editing"]

    front = run(*options, *command)
    back = run(*command, *options)
    between = run(command[0], *options, *command[1:])

    assert front.stdout == back.stdout == between.stdout
    assert front.stdout.startswith("toy-sets\tToy_Sets\t")


@pytest.mark.parametrize(
    ("given", "hoisted"),
    [
        ("list -q", "-q list"),
        ("list --root x -f json", "--root x list -f json"),
        ("list --root=x", "--root=x list"),
        ("show a -- -q", "show a -- -q"),
        ("list --color", "--color list"),
        ("-v stats --verbose", "-v --verbose stats"),
        ("", ""),
    ],
)
def test_only_global_options_are_moved(given, hoisted):
    assert hoist(given.split()) == hoisted.split()


def test_the_order_of_global_options_does_not_matter(toy, run):
    parts = [["--root", str(toy)], ["-q"], ["--color", "always"], ["list"]]
    outputs = {
        run(*itertools.chain.from_iterable(order)).stdout
        for order in itertools.permutations(parts)
    }

    assert len(outputs) == 1


def test_an_empty_result_is_said_on_stderr_and_is_no_failure(toy, run):
    result = run("list", "--paradigm", "diffusion", root=toy)

    assert (result.stdout, result.stderr) == (
        "",
        (
            "no models match; 3 would without --paradigm diffusion "
            "(paradigm: autoregressive 2, hybrid 1)\n"
        ),
    )


def test_quiet_drops_the_note_but_not_the_error(toy, run):
    note = run("list", "--paradigm", "diffusion", "--quiet", root=toy)
    error = run("show", "nothing", "--quiet", root=toy, code=2)

    assert (note.stdout, note.stderr) == ("", "")
    assert error.stderr.startswith("error: no record with id 'nothing'")


@pytest.mark.parametrize(
    ("form", "text"),
    [("json", "[]\n"), ("jsonl", ""), ("ids", ""), ("bibtex", ""), ("yaml", "")],
)
def test_an_empty_result_is_well_formed(form, text, toy, run):
    result = run("list", "--paradigm", "diffusion", "-f", form, root=toy)

    assert result.stdout == text


def test_a_limit_comes_after_sorting(toy, run):
    result = run(
        *("list", "--sort", "name", "--reverse", "--limit", "1", "-f", "ids"), root=toy
    )

    assert result.stdout == "toy-show\n"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("--columns", "id,year"), ["toy-bare\t", "toy-show\t2026", "toy-any\t2025"]),
        (
            ("--columns", "id,year", "-f", "csv"),
            ["id,year", "toy-bare,", "toy-show,2026", "toy-any,2025"],
        ),
    ],
)
def test_columns_are_those_that_were_asked_for(words, lines, toy, run):
    assert run("list", *words, root=toy).stdout.splitlines() == lines


def test_columns_choose_the_keys_of_json(toy, run):
    result = run("list", "--columns", "key,id", "-f", "json", root=toy)

    assert [list(row) for row in json.loads(result.stdout)] == [["key", "id"]] * 3


@pytest.mark.parametrize(
    "wanted",
    ["toy-show", "toyshow", "nguyen2025toyshow", "papers/toy-show", "papers/toyshow"],
)
def test_a_record_answers_to_its_id_alias_and_key(wanted, toy, run):
    assert run("show", wanted, "-f", "ids", root=toy).stdout == "toy-show\n"


def test_a_paper_goes_before_a_dataset_of_the_same_id(toy, run):
    paper = json.loads(run("show", "toy-sets", "-f", "json", root=toy).stdout)
    dataset = run("show", "datasets/toy-sets", "-f", "json", root=toy)

    assert paper["kind"] == "paper"
    assert json.loads(dataset.stdout)["kind"] == "dataset"


def test_records_with_problems_are_left_out_with_a_warning(toy_copy, run):
    bare = toy_copy / "data/papers/toy-bare.yaml"
    bare.write_text("key: [\n")

    result = run("list", "-f", "ids", root=toy_copy, code=1)

    assert result.stdout == "toy-show\ntoy-any\n"
    assert result.stderr == (
        "warning: 1 file has problems and is left out; see 'unisurvey validate'\n"
    )


def test_a_bug_is_one_line_and_exit_3_with_a_traceback_on_request(toy_copy, run):
    (toy_copy / "templates/table.md.j2").write_text("{{ row_table(3) }}")

    short = run("render", "tables", root=toy_copy, code=3)
    long = run("render", "tables", "--verbose", root=toy_copy, code=3)

    assert short.stdout == long.stdout == ""
    assert short.stderr == (
        "error: unexpected TypeError: 'int' object is not subscriptable\n"
        "this is a bug in unisurvey; run again with --verbose for details\n"
    )
    assert long.stderr.startswith("Traceback (most recent call last):\n")
    assert long.stderr.endswith(short.stderr)


@pytest.mark.parametrize(
    ("environment", "words", "colored"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, (), True),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
    ],
)
def test_colour_is_decided_once(environment, words, colored, toy, run, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    for command in (("show", "toy-show"), ("list", "-f", "table")):
        result = run(*words, *command, root=toy)
        assert ("\x1b[" in result.stdout) is colored, command


def test_machine_formats_are_never_coloured(toy, run):
    for form in ("json", "csv", "tsv", "jsonl", "ids", "yaml", "bibtex", "md"):
        result = run("--color", "always", "list", "-f", form, root=toy)
        assert "\x1b" not in result.stdout
