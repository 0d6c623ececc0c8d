"""The hooks for pre-commit, run as it would run them."""

import re
import shlex

import pytest
import yaml
from tests.servers.program import start


@pytest.fixture
def hooks(repository):
    text = (repository / ".pre-commit-hooks.yaml").read_text()
    return {hook["id"]: hook for hook in yaml.safe_load(text)}


@pytest.fixture
def run_hook(hooks, toy_copy):
    """Run one hook on files below a small root."""

    def run(name, *files):
        hook = hooks[name]
        program, *words = shlex.split(hook["entry"])
        assert program == "unisurvey"
        chosen = [file for file in files if re.search(hook["files"], file)]
        given = chosen if hook.get("pass_filenames", True) else []
        return start(*words, *given, cwd=toy_copy, UNISURVEY_NO_CACHE="1")

    return run


@pytest.fixture
def edit(toy_copy):
    def change(name, old, new):
        path = toy_copy / name
        text = path.read_text()
        assert text.count(old) == 1
        path.write_text(text.replace(old, new))
        return path

    return change


BARE, SHOW = "data/papers/toy-bare.yaml", "data/papers/toy-show.yaml"


def test_the_manifest_has_what_pre_commit_needs(hooks):
    required = {"id", "name", "entry", "language", "files"}
    known = {*required, "description", "pass_filenames"}

    assert list(hooks) == ["unisurvey-fmt", "unisurvey-validate"]
    for hook in hooks.values():
        assert required <= hook.keys() <= known
        assert hook["language"] == "python"


def test_the_hooks_of_this_repository_run_the_same_commands(hooks, repository):
    text = (repository / ".pre-commit-config.yaml").read_text()
    (local,) = yaml.safe_load(text)["repos"]

    assert local["repo"] == "local"
    own = {hook["id"]: hook for hook in local["hooks"]}
    assert list(own) == list(hooks)
    for name, hook in own.items():
        assert hook.pop("language") == "system"
        assert hook == {
            key: f".venv/bin/{value}" if key == "entry" else value
            for key, value in hooks[name].items()
            if key not in {"description", "language"}
        }


@pytest.mark.parametrize("hook", ["unisurvey-validate", "unisurvey-fmt"])
@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("data/papers/show-o.yaml", True),
        ("data/taxonomy.yaml", True),
        ("tests/corpus/data/papers/toy-bare.yaml", False),
        ("README.md", False),
        ("data/papers/show-o.yaml.orig", False),
    ],
)
def test_the_hooks_look_at_records_and_vocabularies(hooks, hook, path, chosen):
    assert bool(re.search(hooks[hook]["files"], path)) is chosen


@pytest.mark.parametrize("hook", ["unisurvey-validate", "unisurvey-fmt"])
def test_good_records_pass(run_hook, hook):
    result = run_hook(hook, BARE, SHOW, "data/taxonomy.yaml")

    assert (result.returncode, result.stdout) == (0, "")


def test_a_bad_record_fails_with_its_place(run_hook, edit):
    edit(BARE, "section: b-1", "section: b-11")

    result = run_hook("unisurvey-validate", BARE)

    assert result.returncode == 1
    assert f"{BARE}:5:12: S" in result.stderr


def test_a_record_that_breaks_another_one_fails(run_hook, edit):
    edit(BARE, "key: anon2025bare", "key: lovelace2024toyany")

    result = run_hook("unisurvey-validate", BARE)

    assert result.returncode == 1
    assert "lovelace2024toyany" in result.stderr


def test_only_the_given_records_are_rewritten(run_hook, edit):
    bare = edit(BARE, "title: Bare", "title: 'Bare'")
    show = edit(SHOW, "\nmodel:\n", "\nmodel: \n")

    result = run_hook("unisurvey-fmt", BARE)

    assert result.returncode == 0
    assert "title: Bare\n" in bare.read_text()
    assert "\nmodel: \n" in show.read_text()


def test_a_record_that_cannot_be_rewritten_fails(run_hook, edit):
    edit(BARE, "key:", "kye:")

    assert run_hook("unisurvey-fmt", BARE).returncode == 1
