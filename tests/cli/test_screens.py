"""What terminals of five widths show of some real records."""

import shlex

import pytest

WIDTHS = (60, 80, 100, 140, 200)
LINES = {
    "models": "list",
    "papers": "list papers --limit 8",
    "datasets": "list datasets",
    "benchmarks": "list benchmarks",
    "filtered": "list --encoder siglip --since 2024-10",
    "sorted": "list papers --sort -date,arxiv --limit 5",
    "has": "list --has weights --limit 4",
    "author": "list papers --author wu --since 2025",
    "grouped": "list --group-by section --limit 6",
    "named": "list --columns name,title,code,date --limit 4",
    "search": "search janus --limit 3",
    "related": "related janus --limit 3",
    "news": "news --limit 4",
    "compare": "compare janus show-o --differences",
    "cross": "stats --by backbone --by year",
    "sql": "sql 'select id, title, date from papers limit 3'",
}


@pytest.mark.parametrize("name", LINES)
def test_screens_are_as_they_were_looked_at(name, some_real, run, golden, monkeypatch):
    shown = []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        words = shlex.split(LINES[name])
        text = run(*words, "--format", "table", root=some_real).stdout
        lines = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
        shown.append(f"{width} columns: unisurvey {LINES[name]}\n\n{lines}")

    golden(f"screens/{name}.txt", "\n".join(shown))


def test_titles_can_be_read_in_a_usual_terminal(repository, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")

    head, *_ = run("list", "papers", "-f", "table", root=repository).stdout.splitlines()

    assert head.split()[:3] == ["Id", "Title", "Venue"]
    assert head.index("Venue") - head.index("Title") >= 30


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        (("--encoder", "siglip"), ["Name", "Understanding", "Generation"]),
        (("--sort", "-parameters_b"), ["Name", "Parameters"]),
        (("--has", "weights,code"), ["Name", "Weights", "Code"]),
        (("--until", "2025", "--sort", "venue"), ["Name", "Date", "Venue"]),
        (("datasets", "--min-samples", "1M"), ["Name", "Samples", "Section"]),
        (
            ("benchmarks", "--section", "benchmarks-editing"),
            ["Name", "Section", "Size"],
        ),
        (("papers", "--author", "lovelace"), ["Id", "Authors", "Title"]),
        (("papers", "--cited", "3.4"), ["Id", "Cited in", "Title"]),
        (("--search", "toy", "--columns", "name,date"), ["Name", "Date"]),
    ],
)
@pytest.mark.parametrize("width", [60, 140])
def test_what_is_asked_about_is_shown_first(words, heads, width, toy, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))

    head = run("list", *words, "-f", "table", root=toy).stdout.splitlines()[0]

    assert head.startswith(heads[0])
    places = [head.index(name) for name in heads]
    assert places == sorted(places)
    assert len(head[: places[-1]].split()) == len(" ".join(heads[:-1]).split())


def test_sections_are_short_where_the_kind_is_known(toy, run):
    table = run("list", "datasets", "-f", "table", root=toy).stdout
    rows = run("list", "datasets", "-f", "md", root=toy).stdout

    assert " editing " in table
    assert "datasets-" not in table
    assert "datasets-editing" in rows


def test_named_columns_that_have_no_room_become_lists(some_real, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    words = ("--columns", "name,title,code,weights,date", "--backbone", "show-o")

    text = run(
        *("list", *words[:2], "--search", "show-o", "--limit", "1", "-f", "table"),
        root=some_real,
    ).stdout

    lines = [line.rstrip() for line in text.splitlines()]
    assert lines[0] == "Name     Show-o"
    assert lines[-1] == "Date     2024-08-22"
    assert max(map(len, lines)) <= 60
