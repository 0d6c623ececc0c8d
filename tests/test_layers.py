"""The order of the rooms, read from the source."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "unisurvey"
FILES = sorted(SOURCE.rglob("*.py"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in FILES]
MOST_LINES = 300

MAY_USE = {
    "errors": set(),
    "atomic": set(),
    "files": {"errors"},
    "report": {"errors"},
    "schema": {"errors"},
    "yamltext": {"errors"},
    "tex": set(),
    "query": {"schema", "errors"},
    "catalog": {"query", "yamltext", "schema", "errors", "atomic", "files"},
    "matching": {"query", "schema", "errors"},
    "checks": {
        *("matching", "export", "catalog", "query", "yamltext", "schema", "errors"),
        "tex",
    },
    "export": {"tex", "query", "schema", "errors", "files"},
    "views": {
        *("checks", "catalog", "export", "query", "yamltext", "schema", "errors"),
    },
    "figures": {"views", "catalog", "query", "schema", "errors"},
    "render": {
        *("figures", "views", "export", "tex", "catalog", "schema", "errors", "files"),
    },
    "importers": {
        *("matching", "export", "catalog", "query", "yamltext", "schema", "errors"),
        *("tex", "files"),
    },
    "audit": {
        *("matching", "importers", "export", "views", "catalog", "query", "schema"),
        "errors",
    },
    "web": {"errors", "atomic"},
    "services": {"web", "importers", "matching", "tex", "query", "schema", "errors"},
    "curation": {
        *("services", "web", "importers", "checks", "matching", "export", "catalog"),
        *("tex", "yamltext", "query", "schema", "errors", "atomic", "files"),
    },
    "cli": {
        *(
            "curation",
            "services",
            "web",
            "matching",
            "audit",
            "importers",
            "render",
            "figures",
            "export",
            "report",
            "views",
            "checks",
            "catalog",
            "query",
        ),
        *("schema", "errors", "atomic", "files", "__init__"),
    },
    "api": {"render", "views", "export", "catalog", "schema", "errors"},
    "__init__": {"api", "schema", "errors"},
    "__main__": {"cli"},
}
"""Room → the rooms below it that it may use, even for types alone."""

ONLY_IN_CLI = ("typer", "rich", "platformdirs")


def room(name):
    return name.removesuffix(".py").partition("/")[0]


def imported(path):
    """Yield every module that a file imports, those in functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0, names=names):
                yield module
                if module == "unisurvey":
                    yield from (f"unisurvey.{alias.name}" for alias in names)
            case ast.ImportFrom(level=level) if level:
                pytest.fail(f"relative import in {path}")


def test_every_room_has_its_place():
    assert {room(name) for name in NAMES} <= MAY_USE.keys()


def test_no_room_uses_one_that_uses_it():
    def below(name):
        return MAY_USE[name].union(*map(below, MAY_USE[name]))

    assert [name for name in MAY_USE if name in below(name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_uses_only_rooms_below_its_own(name):
    own = room(name)
    rooms = {
        module.split(".")[1]
        for module in imported(SOURCE / name)
        if module.startswith("unisurvey.")
    }

    known = {found if found in MAY_USE else "__init__" for found in rooms}
    assert known - {own} <= MAY_USE[own]


@pytest.mark.parametrize("name", [name for name in NAMES if room(name) != "cli"])
def test_only_the_command_line_prints_exits_or_reads_the_environment(name):
    path = SOURCE / name
    modules = {module.partition(".")[0] for module in imported(path)}
    nodes = list(ast.walk(ast.parse(path.read_text())))
    called = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    read = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}

    assert modules.isdisjoint(ONLY_IN_CLI)
    assert called.isdisjoint({"print", "input", "exit", "quit", "SystemExit"})
    assert read.isdisjoint(
        {
            *("sys.exit", "sys.stdout", "sys.stderr", "sys.stdin", "sys.argv"),
            *("os._exit", "os.environ", "os.getenv", "os.putenv"),
        }
    )


def test_files_are_written_in_one_place():
    writers = {
        name
        for name in NAMES
        for node in ast.walk(ast.parse((SOURCE / name).read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"write_text", "write_bytes", "mkstemp", "O_CREAT"}
    }

    assert writers == {"atomic.py", "curation/refresh/journal.py"}  # that one appends


def test_files_are_read_in_one_place():
    """Elsewhere nothing tells a pipe, a device or a link from a file."""
    readers = {
        name
        for name in NAMES
        for node in ast.walk(ast.parse((SOURCE / name).read_text()))
        if isinstance(node, ast.Call)
        and re.fullmatch(
            r"open|(io|os|codecs)\.(fd)?open|.*\b(read_text|read_bytes|path\.open)"
            r"|etree\.(parse|iterparse)|(json|tomllib|pickle)\.load|ElementTree\.parse",
            ast.unparse(node.func),
        )
    }

    assert readers == {
        "files.py",
        "atomic.py",  # compares with what it replaces
        "cli/streams.py",  # its own
        "cli/writing.py",  # what it has just looked at
        "curation/refresh/journal.py",  # appends
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_file_fits_in_the_head(name):
    assert len((SOURCE / name).read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", NAMES)
def test_a_module_says_what_it_is_for(name):
    assert ast.get_docstring(ast.parse((SOURCE / name).read_text()))
