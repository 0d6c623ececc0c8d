"""Two people add a record each; what git does with the generated files."""

import shutil

import pytest

from unisurvey.catalog import load
from unisurvey.cli.examples import run_example
from unisurvey.render.targets import outputs

DRIVER = ("config", "merge.unisurvey-generated.driver", "true")


@pytest.fixture
def render(workplace, run):
    """Render everything in the checkout."""
    return lambda: run("render", root=workplace.root)


@pytest.fixture
def checkout(workplace, render):
    """A checkout in which everything is rendered and committed."""
    render()
    workplace.git("add", ".")
    workplace.git("commit", "-qm", "Render")
    return workplace


@pytest.fixture
def add_record(checkout, render):
    """Add a record on a branch of its own; render, and commit all or a part."""

    def add(name, committed="."):
        checkout.git("switch", "-qc", name, "main")
        papers = checkout.root / "data" / "papers"
        text = (papers / "toy-bare.yaml").read_text()
        for old, new in (("2025bare", f"2025{name}"), ("Bare", name.title())):
            text = text.replace(old, new)
        (papers / f"toy-{name}.yaml").write_text(text.replace("/bare", f"/{name}"))
        render()
        checkout.git("add", committed)
        checkout.git("commit", "-qm", f"Add {name}")
        checkout.git("restore", ".")

    return add


def expected(place, copy):
    """Return path and text of every generated file, from the records alone."""
    for part in ("data", "templates"):
        shutil.copytree(place.root / part, copy / part)
    catalog = load(copy).catalog
    return {
        path.relative_to(copy).as_posix(): text
        for path, text in outputs(
            catalog,
            (),
            lambda line, look="plain": run_example(line, catalog, look),
        )
    }


@pytest.mark.parametrize("how", [("merge", "-q", "--no-edit"), ("rebase", "-q")])
def test_with_the_driver_two_records_meet_without_a_conflict(
    checkout, add_record, render, how, tmp_path
):
    checkout.git(*DRIVER)
    add_record("first")
    add_record("second")

    checkout.git(*how, "first")
    render()

    wanted = expected(checkout, tmp_path / "copy")
    assert "anon2025first" in wanted["unisurvey.bib"]
    assert "anon2025second" in wanted["unisurvey.bib"]
    assert {path: (checkout.root / path).read_text() for path in wanted} == wanted


def test_without_the_driver_generated_files_conflict(
    checkout, add_record, render, tmp_path
):
    add_record("first")
    add_record("second")

    with pytest.raises(AssertionError, match=r"CONFLICT .* unisurvey\.bib"):
        checkout.git("merge", "-q", "--no-edit", "first")

    unmerged = checkout.git("diff", "--name-only", "--diff-filter=U").splitlines()
    assert set(unmerged) <= expected(checkout, tmp_path / "copy").keys()
    checkout.git("checkout", "--ours", "--", *unmerged)
    render()
    wanted = expected(checkout, tmp_path / "again")
    assert {path: (checkout.root / path).read_text() for path in wanted} == wanted


def test_records_alone_never_conflict(checkout, add_record):
    add_record("first", "data")
    add_record("second", "data")

    checkout.git("merge", "-q", "--no-edit", "first")

    shown = checkout.git("diff", "--name-only", "main", "HEAD")
    assert shown == "data/papers/toy-first.yaml\ndata/papers/toy-second.yaml\n"


def test_the_contributing_guide_gives_the_same_setting(repository):
    text = (repository / "CONTRIBUTING.md").read_text()

    assert f"\ngit {' '.join(DRIVER)}\n" in text


def test_every_generated_file_and_no_other_has_the_driver(checkout, tmp_path):
    generated = set(expected(checkout, tmp_path / "copy"))
    files = checkout.git("ls-files").splitlines()

    lines = checkout.git(
        "check-attr", "merge", "linguist-generated", "--", *files
    ).splitlines()

    merged = {
        line.split(": ")[0]
        for line in lines
        if line.endswith("merge: unisurvey-generated")
    }
    hidden = {
        line.split(": ")[0]
        for line in lines
        if line.endswith("linguist-generated: set")
    }
    assert merged == generated
    assert hidden == generated | {"requirements.lock", "requirements-run.lock"}
