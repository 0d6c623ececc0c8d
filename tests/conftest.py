"""Fixtures that tests of several rooms share."""

import difflib
import gc
import os
import re
import shutil
import signal
import sys
import webbrowser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from typer.main import get_command
from typer.testing import CliRunner

from unisurvey import records
from unisurvey.cli.app import app
from unisurvey.outside.add.proof import extended
from unisurvey.records.canonical import canonical
from unisurvey.records.editing import Place, edited
from unisurvey.schema import Dataset, Paper
from unisurvey.scores.comparing import comparing

pytest_plugins = (
    *("tests.cases", "tests.once", "tests.servers.local", "tests.servers.services"),
)

settings.register_profile(
    "quick", max_examples=30, deadline=None, derandomize=bool(os.environ.get("CI"))
)
settings.register_profile(
    "thorough",
    max_examples=1_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("quick")

gc.enable()  # the command line turns it off, which is not meant for a long test run
gc.set_threshold(300_000, 20, 50)  # thousands of records and tests live to the end

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
CLEARED = (
    "COLUMNS",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "LESS",
    "LINES",
    "NO_COLOR",
    "PAGER",
    "PY_COLORS",
    "TERM",
    "TERMINAL_WIDTH",
    "UNISURVEY_NO_CACHE",
    "UNISURVEY_ROOT",
)
collect_ignore_glob = [
    *("cli/test_network.py", "cli/test_pager.py", "cli/test_process.py"),
    *("cli/test_refresh.py", "cli/test_sql.py", "cli/test_streams.py"),
    *("cli/test_writing.py", "test_atomic.py", "test_special_files.py"),
    *("test_wheel.py", "kept/*", "typesetting/*", "workflows/*"),
] * (sys.platform == "win32")
"""What needs pipes with names, terminals, signals, links or bash: Windows has them not."""

SOME_RECORDS = (
    *("papers/anyedit", "papers/bagel", "papers/chameleon", "papers/emu3"),
    *("papers/geneval", "papers/harmon", "papers/janus", "papers/janus-pro"),
    *("papers/janusflow", "papers/liquid", "papers/muddit", "papers/show-o"),
    *("papers/transfusion", "papers/tuna", "papers/unitok", "papers/vila-u"),
    *("papers/vqgan", "datasets/anyedit", "benchmarks/geneval"),
    "papers/unified-multimodal-survey",
)


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the files in tests/golden/ instead of comparing with them",
    )


def pytest_configure(config):
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is for people, not for CI")
    for name in CLEARED:
        os.environ.pop(name, None)
    # a shell makes what it starts in the background deaf to Ctrl-C, with all below it
    signal.signal(signal.SIGINT, signal.default_int_handler)
    import_module("typer.rich_utils")  # reads the environment once, when imported


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def _plain_environment(cache_home, pytestconfig):
    """Give all tests the same surroundings; one that changes them puts them back."""
    with pytest.MonkeyPatch.context() as patch:
        if cache := getattr(pytestconfig, "cache", None):  # looking for fonts is slow
            patch.setenv("MPLCONFIGDIR", str(cache.mkdir("matplotlib")))
        patch.setenv("XDG_CACHE_HOME", str(cache_home))
        patch.setattr(webbrowser, "open", lambda _url: True)  # nobody watches
        yield


@pytest.fixture(scope="session")
def repository():
    """The real root."""
    return REPOSITORY


@pytest.fixture(scope="session")
def whole_command():
    """The whole command line, which takes longer to make than most commands to run."""
    return get_command(app)


def make_toy(path):
    shutil.copytree(TESTS / "corpus", path, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "templates", path / "templates")
    return path


def _without_data(paper, catalog):
    """Return a paper of which nothing names what a model learned from."""
    if not (paper.model and paper.model.training_data):
        return paper
    place = "model.training_data"
    gaps = [*(paper.gaps or ()), place]
    changes: dict[Place, Any] = {("model", "training_data"): None, ("gaps",): gaps}
    return edited(paper, changes, catalog.vocabularies)


@pytest.fixture(scope="session")
def some_real(tmp_path_factory, real, unchanged):
    """A root with some real records and all vocabularies; not to be changed.

    Tests that only need real text take it: it stays small however the catalogue grows.
    """
    root = tmp_path_factory.mktemp("some")
    names = (f"{name}.yaml" for name in SOME_RECORDS)
    vocabularies = (path.name for path in (REPOSITORY / "data").glob("*.yaml"))
    for name in (*names, *vocabularies):
        copy = root / "data" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / "data" / name, copy)
    for path in (root / "data" / "papers").glob("*.yaml"):
        path.write_text(canonical(_without_data(real[path.stem], real)), "utf-8")
    components = root / "data" / "components.yaml"
    there = {path.stem for path in (root / "data" / "papers").glob("*.yaml")}
    components.write_text(
        re.sub(
            r"(?m)^  paper: (.+)\n",
            lambda line: line[0] if line[1] in there else "",
            components.read_text("utf-8"),
        ),
        "utf-8",
    )
    about = root / "data" / "catalogue.yaml"
    told = about.read_text("utf-8")
    about.write_text(re.sub(r"(?m)^(?:boards|against): .*\n", "", told), "utf-8")
    return unchanged(root)


@pytest.fixture(scope="session")
def toy(tmp_path_factory, unchanged):
    """A small root with every optional field; not to be changed."""
    return unchanged(make_toy(tmp_path_factory.mktemp("toy")))


@pytest.fixture(scope="session")
def toy_catalog(toy):
    loaded = records.load(toy, cached=True)
    assert loaded.problems == ()
    return comparing(loaded.catalog)


@pytest.fixture(scope="session")
def drafted(toy_catalog):
    """The small catalogue with a paper that only a file speaks of, and its dataset."""
    fields = ("title", "authors", "date", "model.name")
    paper = {
        "id": "toy-draft", "key": "roe2029toydraft", "title": "Toy-Draft: A Rumour",
        "authors": ["Ann Roe", "Ben Poe"], "authors_complete": False, "date": "2029",
        "model": {"name": "Toy-Draft", "section": "c-1"}, "unverified": fields,
        "sources": [{"file": "refs.bib", "vouches": fields}], "added": "2029-09-13",
    }  # fmt: skip
    dataset = {
        "id": "toy-rumours", "name": "Toy-Rumours", "section": "datasets-editing",
        "paper": "toy-draft", "added": "2029-09-13",
        "sources": [{"url": "https://toy.example.org/", "vouches": ["name", "paper"]}],
    }  # fmt: skip
    known = toy_catalog.vocabularies
    return extended(
        toy_catalog,
        [
            Paper.model_validate(paper, context=known),
            Dataset.model_validate(dataset, context=known),
        ],
    )


@pytest.fixture(scope="session")
def make_paper(toy_catalog):
    """Make a paper of the small catalogue's world; what is not said is not known."""

    def make(name="sketch", **fields):
        placed = {} if "model" in fields else {"sections": ["applications"]}
        data = {
            "id": name, "key": f"one2024{name.replace('-', '')}", "added": "2029-01-02",
            "title": "One Imaginary Model That Draws and Reads Sketches",
            "authors": ["Ann One", "Ben Two", "Cem Three", "Dee Four"],
            "sources": [{"url": "https://a.example/", "vouches": ["title"]}],
        }  # fmt: skip
        return Paper.model_validate(
            data | placed | fields, context=toy_catalog.vocabularies
        )

    return make


@pytest.fixture
def toy_copy(tmp_path):
    """The small root, to be damaged."""
    return make_toy(tmp_path / "toy")


@pytest.fixture(scope="session")
def run(whole_command):
    """Run a command line in this process; both streams are shown on failure.

    Any exit code that is no crash will do where `code` is `None`.
    """
    runner = CliRunner()

    def run(*words, code=0, root=None, stdin=None):
        front = ["--root", str(root)] if root else []
        line = [*front, *map(str, words)]
        result = runner.invoke(app, line, input=stdin, prog_name="unisurvey")
        streams = f"\n--- stdout\n{result.stdout}\n--- stderr\n{result.stderr}"
        crash = result.exception
        assert crash is None or isinstance(crash, SystemExit), f"{crash!r}{streams}"
        assert code in {None, result.exit_code}, f"exit {result.exit_code}{streams}"
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", lambda _app: whole_command)
        yield run


@pytest.fixture
def check_schema(capsys):
    """See that files are as a schema that check-jsonschema carries wants them."""

    def check_schema(schema, *files):
        check = import_module("check_jsonschema").main
        words = ["--builtin-schema", schema, *map(str, files)]
        assert check(words, standalone_mode=False) == 0, capsys.readouterr().out

    return check_schema


@pytest.fixture(scope="session")
def calls():
    """Count the calls that a function leads to: work that no other load changes."""

    def count(function, *arguments):
        counted = 0

        def see(_frame, event, _argument):
            nonlocal counted
            counted += event in {"call", "c_call"}

        before = sys.getprofile()
        sys.setprofile(see)
        try:
            function(*arguments)
        finally:
            sys.setprofile(before)
        return counted

    return count


@pytest.fixture(scope="session")
def golden(request):
    """Compare a text with a file in tests/golden/."""

    def compare(name, text):
        path = TESTS / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        wanted = path.read_bytes().decode() if path.exists() else ""
        if text != wanted:
            lines = difflib.unified_diff(
                wanted.splitlines(keepends=True),
                text.splitlines(keepends=True),
                f"tests/golden/{name}",
                "now",
            )
            pytest.fail(
                f"{''.join(lines)}\nif this is meant: pytest --update-golden "
                f"{os.environ['PYTEST_CURRENT_TEST'].partition(' ')[0]}",
                pytrace=False,
            )

    return compare
