import os
import re
import shutil
from collections import ChainMap

import pytest

from unisurvey.atomic import write_if_changed
from unisurvey.cli.examples import run_example
from unisurvey.errors import UnknownValueError
from unisurvey.figures.drawing import FIGURES
from unisurvey.records import load
from unisurvey.render.targets import TARGETS, outputs, stale
from unisurvey.views.readme import SCREENS

PAGES = (
    "README.md",
    "docs/tables/models.md",
    "docs/tables/any-to-any.md",
    "docs/tables/datasets.md",
    "docs/tables/benchmarks.md",
    "docs/tables/models.tex",
    "docs/tables/any-to-any.tex",
    "docs/tables/datasets.tex",
    "docs/tables/benchmarks.tex",
    "docs/figures/taxonomy.tex",
    "docs/CORRECTIONS.md",
    "docs/taxonomy.md",
    "docs/feed.xml",
    "docs/sql.md",
    "unisurvey.bib",
)
PICTURES = (*FIGURES, *(f"terminal-{name}" for name, _, _ in SCREENS))
LOOKS = ("light", "dark")


def rendered(catalog, *names):
    return {
        path.relative_to(catalog.root).as_posix(): text
        for path, text in outputs(
            catalog,
            names,
            lambda line, look="plain": run_example(line, catalog, look),
        )
    }


@pytest.fixture(scope="module")
def pages(toy_catalog):
    return rendered(toy_catalog)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_toy_root_is_as_agreed(pages, path, golden):
    golden(f"rendered/{path}", pages[path])


def test_every_target_has_its_files(pages):
    schemas = {path for path in pages if path.startswith("schemas/")}

    assert set(pages) - schemas == {
        *PAGES,
        "docs/problems.md",
        "docs/references.md",
        *(f"docs/figures/{name}-{look}.svg" for name in PICTURES for look in LOOKS),
    }
    assert len(schemas) == 8


def test_only_the_named_targets_are_rendered(toy_catalog):
    assert list(rendered(toy_catalog, "bib", "readme")) == [
        "unisurvey.bib",
        "README.md",
    ]


def test_an_unknown_target_is_refused_before_anything_is_rendered(toy_catalog):
    with pytest.raises(UnknownValueError) as caught:
        next(outputs(toy_catalog, ("bib", "table"), lambda line, _look="": line))

    assert str(caught.value) == "unknown target 'table'; did you mean 'tables'?"


@pytest.mark.slow
@pytest.mark.parametrize(
    "variables",
    [
        {
            "COLUMNS": "40",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "LC_ALL": "C",
            "TZ": "Pacific/Kiritimati",
        },
        {"COLUMNS": "300", "FORCE_COLOR": "1", "TZ": "Pacific/Midway"},
    ],
    ids=["narrow and plain", "wide and coloured"],
)
def test_neither_environment_nor_working_directory_matter(
    pages, toy_catalog, monkeypatch, variables, repository
):
    monkeypatch.chdir(repository)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert rendered(toy_catalog) == pages


def test_the_order_of_files_does_not_matter(pages, toy, monkeypatch):
    listdir = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: listdir(path)[::-1])

    catalog = load(toy).catalog
    one_by_one = [rendered(catalog, name) for name in TARGETS]

    assert dict(ChainMap(*one_by_one)) == pages
    assert sum(map(len, one_by_one)) == len(pages)


def test_pages_end_with_one_line_end_and_have_no_trailing_spaces(pages):
    for path, text in pages.items():
        assert text.endswith("\n"), path
        assert not re.search(r"[ \t\r]\n", text), path


def test_no_row_of_a_table_is_broken_by_a_value(pages):
    for path, text in pages.items():
        rows = 0
        for line in text.splitlines():
            count = len(re.sub(r"\\.", "", line).split("|"))
            if line.startswith("| "):
                rows = rows or count
                assert count == rows, f"{path}: {line}"
            else:
                rows = 0


def test_a_root_without_templates_says_what_is_missing(tmp_path, toy, run):
    shutil.copytree(toy / "data", tmp_path / "data")

    result = run("render", "readme", root=tmp_path, code=1)

    assert result.stderr.startswith(
        f"{tmp_path}/templates/README.md.j2: T101 there is no template 'README.md.j2'\n"
    )


def test_check_shows_a_diff_of_what_is_stale_and_writes_nothing(toy_copy, run):
    run("render", "readme", "bib", root=toy_copy)
    readme = toy_copy / "README.md"
    damaged = readme.read_text().replace("## License", "## Licence")
    readme.write_text(damaged)

    result = run("render", "readme", "bib", "--check", root=toy_copy, code=1)

    assert f"--- {readme}\n+++ {readme} (rendered)\n" in result.stdout
    assert "\n-## Licence\n+## License\n" in result.stdout
    assert result.stderr == "1 of 2 files stale\n"
    assert readme.read_text() == damaged


def test_check_shows_a_missing_file_as_wholly_new(toy_copy, run):
    run("render", "bib", root=toy_copy)
    (toy_copy / "unisurvey.bib").unlink()

    result = run("render", "bib", "--check", root=toy_copy, code=1)

    assert "+@misc{anon2025bare,\n" in result.stdout
    assert not (toy_copy / "unisurvey.bib").exists()


@pytest.mark.parametrize("damage", [b"\xff", b"\r"])
def test_check_agrees_with_what_render_would_write(toy_copy, run, damage):
    run("render", "bib", root=toy_copy)
    page = toy_copy / "unisurvey.bib"
    page.write_bytes(page.read_bytes().replace(b"\n", damage + b"\n", 1))

    checked = run("render", "bib", "--check", root=toy_copy, code=1)
    written = run("render", "bib", root=toy_copy)

    assert checked.stderr == "1 of 1 files stale\n"
    assert written.stderr.endswith("1 of 1 files changed\n")


def test_render_tells_what_it_wrote_and_then_nothing(toy_copy, run, monkeypatch):
    monkeypatch.chdir(toy_copy)

    first = run("render", "bib", "corrections")
    second = run("render", "bib", "corrections")

    assert first.stdout == second.stdout == ""
    assert first.stderr == (
        "wrote unisurvey.bib\nwrote docs/CORRECTIONS.md\n2 of 2 files changed\n"
    )
    assert second.stderr == "0 of 2 files changed\n"


def test_nothing_is_rendered_from_records_with_problems(toy_copy, run, monkeypatch):
    monkeypatch.chdir(toy_copy)
    bare = toy_copy / "data/papers/toy-bare.yaml"
    bare.write_text(bare.read_text().replace("key:", "kye:"))

    result = run("render", code=1)

    assert "data/papers/toy-bare.yaml:1:1: S101 unknown field 'kye'" in result.stderr
    assert not (toy_copy / "README.md").exists()


def test_stale_is_empty_for_an_equal_file(tmp_path):
    path = tmp_path / "a.md"
    write_if_changed(path, "text\n")

    assert stale(path, "text\n") == ""
    assert stale(path, "other\n") == (
        f"--- {path}\n+++ {path} (rendered)\n@@ -1 +1 @@\n-text\n+other\n"
    )
