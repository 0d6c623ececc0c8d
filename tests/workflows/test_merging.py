"""Two people add a record each; what git does with the generated files."""

import shutil
import sys

import pytest
from tests.workflows.conftest import Workplace, plain_environment
from tests.workflows.conftest import git as run_git

from unisurvey.atomic import write_if_changed
from unisurvey.cli.examples import run_example
from unisurvey.records import load
from unisurvey.render.targets import outputs

pytestmark = pytest.mark.slow

DRIVER = ("config", "merge.unisurvey-generated.driver", "true")


def rendered(root):
    """Return path and text of every generated file of a root."""
    catalog = load(root).catalog
    return {
        path.relative_to(root).as_posix(): text
        for path, text in outputs(
            catalog,
            (),
            lambda line, look="plain": run_example(line, catalog, look),
        )
    }


@pytest.fixture(scope="module")
def prepared(pushed, tmp_path_factory):
    """A checkout in which `main` is rendered, and two branches add a record each.

    On `first` and `second` the record is rendered too, on `first-record` and
    `second-record` it is alone.
    """
    home = tmp_path_factory.mktemp("prepared")
    shutil.copytree(pushed, home, dirs_exist_ok=True)
    root = home / "checkout"

    def git(*words):
        run_git(root, *words, environment=plain_environment(home))

    def render():
        for path, text in rendered(root).items():
            write_if_changed(root / path, text)

    def commit(what):
        git("add", what)
        git("commit", "-qm", "Go on")

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "matplotlib", None)
        render()
        commit(".")
        for name in ("first", "second"):
            git("switch", "-qc", f"{name}-record", "main")
            papers = root / "data" / "papers"
            text = (papers / "toy-bare.yaml").read_text()
            for old, new in (("2025bare", f"2025{name}"), ("Bare", name.title())):
                text = text.replace(old, new)
            (papers / f"toy-{name}.yaml").write_text(text.replace("/bare", f"/{name}"))
            commit("data")
            git("switch", "-qc", name)
            render()
            commit(".")
    return home


@pytest.fixture
def checkout(prepared, tmp_path):
    """The checkout, to be worked in."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    environment = plain_environment(tmp_path)
    place = Workplace(tmp_path / "checkout", tmp_path / "temporary", environment)
    place.git("update-index", "-q", "--refresh")  # its files are copies
    return place


@pytest.fixture
def render(checkout, run):
    """Render everything in the checkout."""
    return lambda: run("render", root=checkout.root)


def expected(place, copy):
    """Return path and text of every generated file, from the records alone."""
    for part in ("data", "templates"):
        shutil.copytree(place.root / part, copy / part)
    return rendered(copy)


@pytest.mark.parametrize("how", [("merge", "-q", "--no-edit"), ("rebase", "-q")])
def test_with_the_driver_two_records_meet_without_a_conflict(
    checkout, render, how, tmp_path
):
    checkout.git(*DRIVER)
    checkout.git(*how, "first")
    render()

    wanted = expected(checkout, tmp_path / "copy")
    assert "anon2025first" in wanted["unisurvey.bib"]
    assert "anon2025second" in wanted["unisurvey.bib"]
    assert {path: (checkout.root / path).read_text() for path in wanted} == wanted


def test_without_the_driver_generated_files_conflict(checkout, render, tmp_path):
    with pytest.raises(AssertionError, match=r"CONFLICT .* unisurvey\.bib"):
        checkout.git("merge", "-q", "--no-edit", "first")

    unmerged = checkout.git("diff", "--name-only", "--diff-filter=U").splitlines()
    assert set(unmerged) <= expected(checkout, tmp_path / "copy").keys()
    checkout.git("checkout", "--ours", "--", *unmerged)
    render()
    wanted = expected(checkout, tmp_path / "again")
    assert {path: (checkout.root / path).read_text() for path in wanted} == wanted


def test_records_alone_never_conflict(checkout):
    checkout.git("switch", "-q", "second-record")

    checkout.git("merge", "-q", "--no-edit", "first-record")

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
