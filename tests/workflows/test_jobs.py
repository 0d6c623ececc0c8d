"""The steps of the other workflows and of the action, run as GitHub runs them."""

import json
import sys
from pathlib import Path

import pytest

import unisurvey

pytestmark = pytest.mark.slow

RENDER = ("render.yml", "Render and push")
CHECK = ("action.yml", "Check the records")
COMPARE = ("action.yml", "Compare the records with their canonical text")
KEEP = ("links.yml", "Keep one issue")
TOKEN = {"GH_TOKEN": "token", "GH_REPO": "toy/catalogue"}
SETTINGS = {"ROOT": ".", "FORMAT": "github", "OUTPUT": "", "STRICT": "true"}
RUN_HERE = {
    *(RENDER, CHECK, COMPARE, KEEP),
    ("action.yml", "Install unisurvey"),
    *(("release.yml", step) for step in ("Test", "Build", "Release")),
    ("links.yml", "Ask every link"),
    ("links.yml", "Install"),
    ("pages.yml", "Build the pages"),
    ("pages.yml", "Install"),
    ("suggest.yml", "Comment"),
    ("suggest.yml", "Draft the record"),
    ("suggest.yml", "Install"),
    ("test.yml", "Install the lock"),
    ("test.yml", "Render"),
    ("test.yml", "Render on this system"),
    ("test.yml", "Render with the newest versions"),
    ("test.yml", "Test"),
    ("test.yml", "Test on this system"),
    ("test.yml", "Test the newest versions"),
}
NEWEST = {"Render with the newest versions", "Test the newest versions"}


def edit(workplace, old, new, name="toy-bare"):
    path = workplace.root / "data" / "papers" / f"{name}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_every_step_that_runs_a_script_is_run_by_a_test(run_steps):
    assert set(run_steps) == RUN_HERE


def test_the_test_step_is_what_runs_this_test(run_steps, repository):
    script = (repository / ".ci" / "run").read_text()

    steps = [("test.yml", "Test"), ("test.yml", "Test on this system")]
    for step in [*steps, ("release.yml", "Test")]:
        assert run_steps[step]["run"] == script.splitlines()[-1]


def test_nothing_is_built_for_a_tag_of_another_version(workplace):
    program = workplace.root / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    program.chmod(0o755)

    result = workplace.run("release.yml", "Build", TAG="v999.0.0", code=1)

    version = unisurvey.__version__
    told = f"the tag is v999.0.0, but the package is version {version}"
    assert f"::error::{told}" in result.stdout
    assert not (workplace.root / "release").exists()


def test_a_release_holds_every_file_under_its_tag(workplace):
    dist = workplace.root / "dist"
    dist.mkdir()
    for name in ("it.whl", "it.bib"):
        (dist / name).write_text("")

    workplace.run("release.yml", "Release", TAG="v1.2.3", **TOKEN)

    state = json.loads(Path(workplace.environment["GH_STATE"]).read_text())
    assert state["releases"] == {"v1.2.3": ["dist/it.bib", "dist/it.whl"]}


def test_the_pages_that_are_published_are_built(workplace):
    result = workplace.run("pages.yml", "Build the pages")

    assert "0 removed; open site/index.html" in result.stderr
    assert "Toy-Show" in (workplace.root / "site" / "index.html").read_text()


def test_make_renders_before_the_tests(workplace):
    workplace.run("test.yml", "Render")

    assert (workplace.root / "README.md").exists()


@pytest.mark.parametrize(
    ("name", "given"),
    [("Render on this system", {}), ("Install the lock", {"PIP": "pip==22.3"})],
)
def test_make_is_run_elsewhere_too(workplace, name, given):
    result = workplace.run("test.yml", name, MAKEFLAGS="--dry-run", **given)

    assert result.stdout.endswith("unisurvey render\n")


def test_the_lock_is_installed_with_the_wanted_pip(workplace):
    (workplace.root / ".venv" / ".installed").unlink()

    result = workplace.run(
        "test.yml", "Install the lock", PIP="pip==22.3", MAKEFLAGS="--dry-run"
    )

    installed = [
        line.partition("--disable-pip-version-check ")[2]
        for line in result.stdout.splitlines()
        if "pip install" in line
    ]
    assert installed == [
        "--upgrade pip==22.3",
        "--require-hashes -r requirements.lock",
        "--no-deps --no-build-isolation -e .",
    ]


@pytest.mark.parametrize("name", sorted(NEWEST))
def test_the_newest_versions_are_taken_without_the_lock(workplace, name):
    (workplace.root / ".venv" / ".installed").unlink()

    result = workplace.run("test.yml", name, MAKEFLAGS="--dry-run")

    assert "pip install --quiet" in result.stdout
    assert "--upgrade --group dev -e .\n" in result.stdout
    assert ".lock" not in result.stdout


@pytest.mark.parametrize(
    "step",
    [
        ("links.yml", "Install"),
        ("pages.yml", "Build the pages"),
        ("pages.yml", "Install"),
        ("suggest.yml", "Install"),
        ("action.yml", "Install unisurvey"),
    ],
)
def test_what_is_installed_is_not_installed_again(workplace, step):
    result = workplace.run(*step)

    assert "pip" not in result.stdout


@pytest.mark.parametrize(
    ("step", "stamp"),
    [
        (("links.yml", "Install"), "checkout/.venv/.installed"),
        (("action.yml", "Install unisurvey"), "temporary/unisurvey/.installed"),
    ],
)
def test_what_is_missing_is_installed_with_checked_hashes(workplace, step, stamp):
    (workplace.root.parent / stamp).unlink()

    result = workplace.run(*step, MAKEFLAGS="--dry-run")

    assert "--require-hashes -r requirements-run.lock" in result.stdout
    assert stamp.removeprefix("checkout/") in result.stdout


def test_records_without_problems_pass(workplace):
    checked = workplace.run(*CHECK, **SETTINGS)
    compared = workplace.run(*COMPARE, ROOT=".")

    assert checked.stdout == compared.stdout == ""


def test_a_problem_is_marked_at_its_line(workplace):
    edit(workplace, "section: b-1", "section: b-11")

    result = workplace.run(*CHECK, **SETTINGS, code=1)

    assert result.stdout.startswith(
        "::error file=data/papers/toy-bare.yaml,line=5,col=12,endColumn=16,"
    )


def test_a_missing_source_counts_only_when_strict(workplace):
    edit(workplace, "vouches: [title, model]", "vouches: [title]")

    strict = workplace.run(*CHECK, **SETTINGS, code=1)
    workplace.run(*CHECK, **{**SETTINGS, "STRICT": "false"})

    assert "::no source vouches for 'model.name'\n" in strict.stdout


def test_a_report_goes_to_a_file(workplace):
    edit(workplace, "section: b-1", "section: b-11")

    result = workplace.run(
        *CHECK, **{**SETTINGS, "FORMAT": "json", "OUTPUT": "report.json"}, code=1
    )

    (problem,) = json.loads((workplace.root / "report.json").read_text())
    assert (problem["line"], result.stdout) == (5, "")


def test_a_root_that_looks_like_an_option_is_a_root(workplace):
    result = workplace.run(*CHECK, **{**SETTINGS, "ROOT": "--version"}, code=2)

    assert "'--version'" in result.stderr


def test_a_record_that_is_not_canonical_is_shown_as_a_diff(workplace):
    edit(workplace, "title: Bare", "title: 'Bare'")

    result = workplace.run(*COMPARE, ROOT=".", code=1)

    assert "\n-title: 'Bare'\n+title: Bare\n" in result.stdout


def test_what_changed_is_rendered_and_pushed_once(workplace):
    workplace.run(*RENDER, GH_TOKEN="token")
    first = workplace.git("rev-parse", "HEAD", "origin/main").split()
    again = workplace.run(*RENDER, GH_TOKEN="token")

    shown = workplace.git("show", "--format=%an: %s", "--name-only", "origin/main")
    names = shown.splitlines()
    assert first[0] == first[1] == workplace.git("rev-parse", "HEAD").strip()
    assert names[0] == "github-actions[bot]: Render the records"
    assert {"README.md", "unisurvey.bib", "docs/CORRECTIONS.md"} <= set(names)
    assert not [name for name in names if name.startswith(("data/", "templates/"))]
    assert again.stdout.endswith("every rendered file is up to date\n")


def test_a_push_that_comes_between_is_rendered_too(workplace):
    other = workplace.root.parent / "other"
    workplace.git("clone", "-q", workplace.root.parent / "origin.git", other)
    record = other / "data" / "papers" / "toy-bare.yaml"
    record.write_text(record.read_text().replace("title: Bare", "title: Barer"))
    hook = workplace.root / ".git" / "hooks" / "pre-push"
    hook.write_text(
        f"#!/bin/sh\nunset GIT_DIR\ncd '{other}'\n"
        "git -c user.name=Test -c user.email=test@example.org commit -qam 'Correct a title' "
        "&& git push -q origin main\nexit 0\n"
    )
    hook.chmod(0o755)

    workplace.run(*RENDER, GH_TOKEN="token")

    subjects = workplace.git("log", "--format=%s", "origin/main").splitlines()
    assert subjects == ["Render the records", "Correct a title", "Begin"]
    assert "title = {Barer}" in workplace.git("show", "origin/main:unisurvey.bib")


def test_nothing_is_pushed_from_records_with_problems(workplace):
    edit(workplace, "section: b-1", "section: b-11")
    workplace.git("commit", "-qam", "Break a record")
    workplace.git("push", "-q", "origin", "main")

    workplace.run(*RENDER, GH_TOKEN="token", code=2)

    head = workplace.git("log", "-1", "--format=%s", "origin/main")
    assert head == "Break a record\n"


@pytest.fixture
def sweep(workplace, stand_ins):
    """Let the link sweep find something, and go on as the workflow does."""

    def run(report, code):
        command = stand_ins / "refresh"
        command.write_text(
            '#!/bin/sh\ntest "$1 $2 $3 $4" = "--links --format md -o" || exit 2\n'
            f"printf '%s' '{report}' > \"$5\"\nexit {code}\n"
        )
        command.chmod(0o755)
        workplace.run("links.yml", "Ask every link")
        workplace.run(*KEEP, **TOKEN, FOUND=workplace.outputs["found"])

    return run


def test_one_issue_is_opened_edited_closed_and_opened_anew(sweep, github):
    sweep("| one dead |", 1)
    assert [(i["state"], i["body"]) for i in github()["issues"]] == [
        ("open", "| one dead |")
    ]

    sweep("| two dead |", 1)
    assert [i["body"] for i in github()["issues"]] == ["| two dead |"]

    sweep("", 0)
    sweep("", 0)
    (closed,) = github()["issues"]
    assert (closed["state"], closed["comments"]) == (
        "closed",
        ["Nothing is left to mend."],
    )

    sweep("| three dead |", 1)
    assert [i["state"] for i in github()["issues"]] == ["closed", "open"]
    assert github()["issues"][1]["title"] == "Links that need a look"


def test_a_report_that_github_would_refuse_is_cut_at_a_line(sweep, github):
    sweep("| é dead |\n" * 8_000, 1)

    (issue,) = github()["issues"]
    *rows, empty, last = issue["body"].splitlines()
    assert set(rows) == {"| é dead |"}
    assert (empty, last) == (
        "",
        "The report goes on; `unisurvey refresh --links` prints all of it.",
    )


@pytest.mark.parametrize("code", [3, 4])
def test_a_sweep_that_failed_leaves_the_issue_alone(workplace, stand_ins, code, github):
    command = stand_ins / "refresh"
    command.write_text(f"#!/bin/sh\nexit {code}\n")
    command.chmod(0o755)

    workplace.run("links.yml", "Ask every link", code=code)

    assert (workplace.outputs, github()) == ({}, {})
