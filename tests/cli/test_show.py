import json

import pytest


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        (("toy-show", "--open"), ["https://arxiv.org/abs/2503.10001"]),
        (("--open", "toy-show"), ["https://arxiv.org/abs/2503.10001"]),
        (("--open", "code", "toy-show"), ["https://github.com/toy/show"]),
        (("toy-show", "--open=demo"), ["https://toy.example.org/demo"]),
        (
            ("toy-show", "toy-any", "--open", "weights"),
            ["https://huggingface.co/toy/show", "https://huggingface.co/toy/any"],
        ),
    ],
)
def test_an_address_is_printed_and_opened(run, toy, monkeypatch, words, addresses):
    found = []

    def browse(url):
        found.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", browse)

    result = run("show", *words, root=toy)

    assert result.stdout.splitlines() == found == addresses


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("toy-any", "--open", "code"), "'toy-any' has no code address to open"),
        (
            ("toy-sets", "--open", "home"),
            (
                "'toy-sets' has no single home address to open, but "
                "https://huggingface.co/datasets/toy/sets and https://toy.example.org/bench"
            ),
        ),
    ],
)
def test_where_there_is_nothing_to_open_a_line_says_so(run, toy, words, error):
    result = run("show", *words, root=toy, code=1)

    assert (result.stdout, result.stderr) == ("", f"error: {error}\n")


def test_what_is_not_stated_and_the_sources_are_shown_when_asked_for(run, toy):
    brief = run("show", "toy-any", root=toy).stdout
    whole = run("show", "toy-any", "--all", "--sources", root=toy).stdout

    assert brief.endswith("\n15 fields not stated (--all), 1 source (--sources)\n")
    assert "\n  DOI  " not in brief
    assert "Sources" not in brief
    assert f"\n  {'DOI':<21}  –\n" in whole
    assert "\nSources\n  source                 https://arxiv.org/" in whole
    assert "--all" not in whole


def test_a_source_shows_its_place_and_its_note(run, toy):
    page = run("show", "toy-show", "--sources", root=toy).stdout

    assert (
        "\n  source                 https://arxiv.org/abs/2503.10001v2, page 1, Table 1: "
        "title, other_titles, authors, date, arxiv, arxiv_class, model, addresses "
        "(The table gives both sizes.)\n"
    ) in page


def test_the_bibtex_entry_stands_below(run, toy):
    page = run("show", "datasets/toy-sets", root=toy).stdout
    entry = run("bib", "toy-sets", root=toy).stdout

    assert (
        run("show", "datasets/toy-sets", "--bib", root=toy).stdout == f"{page}\n{entry}"
    )
    error = run("show", "plain-set", "--bib", root=toy, code=2).stderr
    assert error == "error: 'plain-set' has no paper that could be cited\n"


@pytest.mark.parametrize(
    "option", ["--all", "--sources", "--scores", "--bib", "--open"]
)
def test_options_of_the_page_are_refused_elsewhere(run, toy, option):
    error = run("show", "toy-show", option, "-f", "json", root=toy, code=2).stderr

    assert error == (
        "error: --format json goes without --all, --sources, --scores, --bib and --open, which "
        "are for the page of text\n"
    )


def test_a_terminal_sees_groups_and_whole_lines_to_copy(run, toy, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    entry = run("bib", "toy-show", root=toy).stdout
    shown = run("show", "toy-show", "--bib", "--color", "always", root=toy).stdout
    assert shown.endswith(f"\n\n{entry}")
    text = run("show", "toy-sets", "--color", "always", root=toy).stdout

    assert "\x1b[3mIntroduces\x1b[0m" in text
    plain = run("show", "toy-sets", root=toy).stdout
    assert "Introduces\n  dataset            Toy_Sets (datasets/toy-sets): " in plain


COMMANDS = {
    "show": ("-f", "ids"),
    "bib": (),
    "cite": (),
    "related": ("-f", "ids"),
    "export": (),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/pdf/2503.10001v2",
        "doi:10.1234/toy.2025_1",
        "https://github.com/toy/show",
        "https://huggingface.co/toy/show",
    ],
)
def test_an_address_is_an_id_everywhere(run, toy, command, address):
    before = ("csl-json",) if command == "export" else ()
    words = COMMANDS[command]

    by_address = run(command, *before, address, *words, root=toy).stdout

    assert by_address == run(command, *before, "toy-show", *words, root=toy).stdout


def test_addresses_are_compared_too(run, toy):
    words = ("https://arxiv.org/abs/2503.10001", "arxiv.org/abs/2411.00002")
    compared = json.loads(run("compare", *words, "-f", "json", root=toy).stdout)

    assert compared["ids"] == ["toy-show", "toy-any"]
