"""The steps of workflows and of the action, run with bash in a small checkout."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
GH = HERE / "gh_stand_in.py"
REPOSITORY = HERE.parents[1]
KEPT = (".gitattributes", ".gitignore", "Makefile", "pyproject.toml", "action.yml")
FILES = (
    *sorted((REPOSITORY / ".github" / "workflows").glob("*.yml")),
    REPOSITORY / "action.yml",
)
UNDRAWN = (
    "import sys; sys.modules['matplotlib'] = None; from unisurvey.cli import run; run()"
)
"""The program where nothing can be drawn: pictures take seconds and add nothing here."""

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


def read(path):
    return yaml.load(path.read_text(), yaml.CSafeLoader)


def steps_of(document):
    jobs = document.get("jobs")
    parts = jobs.values() if jobs else [document["runs"]]
    return [step for part in parts for step in part["steps"]]


RUNS = {
    (path.name, step["name"]): step
    for path in FILES
    for step in steps_of(read(path))
    if "run" in step
}
"""File and name → step."""


@dataclass
class Workplace:
    """A checkout in which steps run, with what GitHub would give them."""

    root: Path
    temporary: Path
    environment: dict[str, str]
    outputs: dict[str, str] = field(default_factory=dict)

    def run(self, file, name, code=0, **given):
        """Run one step; `given` replaces its variables, `{}` expressions and all."""
        step = RUNS[file, name]
        output = self.temporary / "output"
        output.write_text("")
        variables = {**step.get("env", {}), **given}
        unknown = {n: v for n, v in variables.items() if EXPRESSION.search(v)}
        assert not unknown, f"no value was given for {unknown}"
        script = self.temporary / "step.sh"
        script.write_text(step["run"])
        options = ["--noprofile", "--norc", "-eo", "pipefail"]
        result = subprocess.run(
            ["bash", *(options if step.get("shell") else ["-e"]), str(script)],
            cwd=self.root,
            env={**self.environment, **variables, "GITHUB_OUTPUT": str(output)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        streams = f"\n--- stdout\n{result.stdout}\n--- stderr\n{result.stderr}"
        assert result.returncode == code, f"exit {result.returncode}{streams}"
        self.outputs = dict(
            line.split("=", 1) for line in output.read_text().splitlines()
        )
        return result

    def git(self, *words):
        return git(self.root, *words, environment=self.environment)


def git(root, *words, environment, code=0):
    """Run git as somebody called Test."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    result = subprocess.run(
        ["git", *who, *map(str, words)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == code, f"git {words}: {result.stdout}{result.stderr}"
    return result.stdout


def plain_environment(home):
    """Return an environment without the settings of whoever runs the tests."""
    kept = {name: os.environ[name] for name in ("LANG", "PATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def install(venv, stand_ins):
    """Make what `make` would install; a command in `stand_ins` takes its own's place."""
    program(
        venv / "bin" / "unisurvey",
        f'#!/bin/sh\ntest -x "{stand_ins}/$1" && exec "{stand_ins}/$@"\n'
        f'exec "{sys.executable}" -c "{UNDRAWN}" "$@"\n',
    )
    (venv / ".installed").touch()


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)


@pytest.fixture
def stand_ins(tmp_path):
    """Directory for commands that would need the network."""
    path = tmp_path / "stand-ins"
    path.mkdir()
    return path


@pytest.fixture(scope="session")
def pushed(tmp_path_factory, toy):
    """Make a checkout on `main` and the origin it was pushed to; not to be changed."""
    home = tmp_path_factory.mktemp("pushed")
    root, environment = home / "checkout", plain_environment(home)
    shutil.copytree(toy, root)
    shutil.copytree(REPOSITORY / ".github", root / ".github")
    for name in KEPT:
        shutil.copy(REPOSITORY / name, root / name)
    for name in ("requirements.lock", "requirements-run.lock"):
        (root / name).touch()
    for words in (
        ("init", "-q", "--bare", "-b", "main", "../origin.git"),
        ("init", "-q", "-b", "main"),
        ("remote", "add", "origin", "../origin.git"),
        ("add", "."),
        ("commit", "-qm", "Begin"),
        ("push", "-q", "origin", "main"),
    ):
        git(root, *words, environment=environment)
    return home


@pytest.fixture
def workplace(tmp_path, pushed, stand_ins):
    """A fresh checkout on `main`, pushed to an origin, with `gh` kept local."""
    shutil.copytree(pushed, tmp_path, dirs_exist_ok=True)
    root, temporary = tmp_path / "checkout", tmp_path / "temporary"
    tools = tmp_path / "tools"
    # a path with a blank in it cannot stand after #!
    program(tools / "gh", f'#!/bin/sh\nexec "{sys.executable}" -IS "{GH}" "$@"\n')
    environment = plain_environment(tmp_path) | {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "GH_STATE": str(tmp_path / "gh.json"),
        "GITHUB_ACTION_PATH": str(root),
        "GITHUB_REF_NAME": "main",
        "GITHUB_REPOSITORY": "toy/catalogue",
        "GITHUB_SERVER_URL": "https://github.com",
        "RUNNER_TEMP": str(temporary),
    }
    install(root / ".venv", stand_ins)
    install(temporary / "unisurvey", stand_ins)
    place = Workplace(root, temporary, environment)
    place.git("update-index", "-q", "--refresh")  # its files are copies
    return place


@pytest.fixture
def github(tmp_path):
    """Return what the stand-in for `gh` holds: issues, and its calls in order."""

    def state():
        path = tmp_path / "gh.json"
        return json.loads(path.read_text()) if path.exists() else {}

    return state


@pytest.fixture(scope="session")
def documents():
    """Path of each workflow and of the action, with what it says."""
    return {path: read(path) for path in FILES}


@pytest.fixture(scope="session")
def run_steps():
    """File and name of each step that runs a script, with the step."""
    return RUNS
