"""The order of the rooms, read from the source."""

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "unisurvey"
FILES = sorted(SOURCE.rglob("*.py"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in FILES]
MOST_LINES = 400

BASE = {"schema", "text", "errors"}
CORE = {
    "errors": set(),
    "atomic": set(),
    "files": {"errors"},
    "root": {"files", "errors"},
    "kept": {"atomic", "files", "errors"},
    "codes": {"files"},
    "report": {"text", "errors"},
    "text": {"errors"},
    "schema": {"text", "errors"},
    "fields": BASE,
    "query": {"fields", *BASE},
    "records": {"query", "fields", "codes", "root", "kept", "files", *BASE},
    "matching": {"query", "fields", *BASE},
    "bib": {"matching", "query", "fields", "files", *BASE},
    "scores": {"records", "fields", *BASE},
    "checks": {
        "scores",
        "bib",
        "matching",
        "records",
        "query",
        "fields",
        "codes",
        "root",
        *BASE,
    },
    "views": {
        "checks",
        "scores",
        "bib",
        "matching",
        "records",
        "query",
        "fields",
        "codes",
        *BASE,
    },
    "render": {"views", "bib", "records", "fields", "root", "files", *BASE},
}
"""Room of the core → the rooms below it that it may use, even for types alone."""

EXTRAS = {
    "figures": set(),
    "export": set(),
    "sql": set(),
    "cited": set(),
    "audit": set(),
    "outside": set(),
    "lists": {"outside"},
    "starter": {"lists", "outside"},
    "tables": {"cited", "lists"},
    "site": {"figures", "export", "sql"},
}
"""Room that no other reads to change the core → the extras that it may use."""

ALL = {*CORE, *EXTRAS}
MAY_USE = {
    **CORE,
    **{name: {*CORE, *used} - {"render"} for name, used in EXTRAS.items()},
    "site": {*CORE, *EXTRAS["site"]},
    "api": {*CORE, "export"},
    "cli": {*ALL, "__init__"},
    "__init__": {"api", "schema", "errors"},
    "__main__": {"cli"},
}

COMPOSED = {"render/targets.py"}
"""File of the core that may use extras: it lists all there is to generate."""

ONLY_IN_CLI = {"typer", "rich", "platformdirs"}
OWN_FOLDER = ("kept/folder.py", {"platformdirs", "os.environ"})
"""File that decides for all where the user's folder is, and what it needs to know."""

NOT_CALLED = {"print", "input", "exit", "quit", "SystemExit"}
NOT_READ = {
    *("sys.exit", "sys.stdout", "sys.stderr", "sys.stdin", "sys.argv"),
    *("os._exit", "os.environ", "os.getenv", "os.putenv"),
}


def room(name):
    return name.removesuffix(".py").partition("/")[0]


@pytest.fixture(scope="module")
def texts():
    return {name: (SOURCE / name).read_text() for name in NAMES}


@pytest.fixture(scope="module")
def trees(texts):
    return {name: ast.parse(text) for name, text in texts.items()}


@pytest.fixture(scope="module")
def nodes(trees):
    """Every node of each file, each kind by itself."""
    found: dict[str, dict[type[ast.AST], list[Any]]] = {}
    for name, tree in trees.items():
        kinds = found[name] = defaultdict(list)
        for node in ast.walk(tree):
            kinds[type(node)].append(node)
    return found


@pytest.fixture(scope="module")
def imported(nodes):
    """Every module that a file imports, those in functions too."""
    return {name: set(_imported(kinds)) for name, kinds in nodes.items()}


def _imported(kinds):
    for node in kinds[ast.Import]:
        yield from (alias.name for alias in node.names)
    for node in kinds[ast.ImportFrom]:
        yield "." * node.level + (node.module or "")
        if (node.module or "").startswith("unisurvey"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_has_its_place():
    assert {room(name) for name in NAMES} <= MAY_USE.keys()


def test_no_room_uses_one_that_uses_it():
    def below(name):
        return MAY_USE[name].union(*map(below, MAY_USE[name]))

    assert [name for name in MAY_USE if name in below(name)] == []


def test_no_file_uses_one_that_uses_it(imported):
    """Not even for types alone; a package is what its `__init__.py` imports."""
    modules = {
        "unisurvey."
        + name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): name
        for name in NAMES
    }
    graph = {
        name: {modules[module] for module in found if module in modules} - {name}
        for name, found in imported.items()
    }
    below = {name: reached(graph, name) for name in graph}
    circles = {
        frozenset({name, other})
        for name, used in graph.items()
        for other in used
        if name in below[other]
    }
    assert circles == set()


def reached(graph, start):
    """Return every file that one leads to."""
    found: set[str] = set()
    left = [start]
    while left:
        for name in graph[left.pop()] - found:
            found.add(name)
            left.append(name)
    return found


def test_a_class_has_a_name_of_its_own(nodes):
    """But for `Catalog`, which Python users have with more methods."""
    places = defaultdict(list)
    for name, kinds in nodes.items():
        for node in kinds[ast.ClassDef]:
            if not node.name.startswith("_"):
                places[node.name].append(name)

    shared = {name for name, files in places.items() if len(files) > 1}
    assert shared == {"Catalog"}


def test_no_import_is_relative(imported):
    relative = {
        (name, module)
        for name, modules in imported.items()
        for module in modules
        if module.startswith(".")
    }

    assert relative == set()


def test_a_file_uses_only_rooms_below_its_own(imported):
    used = {
        (name, found if found in MAY_USE else "__init__")
        for name, modules in imported.items()
        for module in modules
        if module.startswith("unisurvey.")
        for found in [module.split(".")[1]]
    }

    wrong = {
        (name, found)
        for name, found in used
        if found not in MAY_USE[room(name)] | {room(name)}
        and not (name in COMPOSED and found in EXTRAS)
    }
    assert wrong == set()


def test_only_the_command_line_prints_exits_or_reads_the_environment(nodes, imported):
    wrong = {
        (name, word)
        for name, kinds in nodes.items()
        if room(name) != "cli"
        for word in {
            *({module.partition(".")[0] for module in imported[name]} & ONLY_IN_CLI),
            *({ast.unparse(node.func) for node in kinds[ast.Call]} & NOT_CALLED),
            *({ast.unparse(node) for node in kinds[ast.Attribute]} & NOT_READ),
        }
        - (OWN_FOLDER[1] if name == OWN_FOLDER[0] else set())
    }

    assert wrong == set()


def test_files_are_written_in_one_place(nodes):
    writers = {
        name
        for name, kinds in nodes.items()
        for node in kinds[ast.Attribute]
        if node.attr in {"write_text", "write_bytes", "mkstemp", "O_CREAT"}
    }

    assert writers == {"atomic.py", "outside/refresh/questions.py"}  # that one appends


def test_files_are_read_in_one_place(nodes):
    """Elsewhere nothing tells a pipe, a device or a link from a file."""
    readers = {
        name
        for name, kinds in nodes.items()
        for node in kinds[ast.Call]
        if re.fullmatch(
            r"open|(io|os|codecs)\.(fd)?open|.*\b(read_text|read_bytes|path\.open)"
            r"|etree\.(parse|iterparse)|(json|tomllib|pickle)\.load|ElementTree\.parse",
            ast.unparse(node.func),
        )
    }

    assert readers == {
        "files.py",
        "atomic.py",  # compares with what it replaces
        "cli/streams.py",  # its own
        "cli/destination.py",  # what it has just looked at
        "outside/refresh/questions.py",  # appends
    }


def test_a_file_fits_in_the_head(texts):
    lines = {name: len(text.splitlines()) for name, text in texts.items()}

    assert {name for name, count in lines.items() if count > MOST_LINES} == set()


def test_a_module_says_what_it_is_for(trees):
    assert [name for name, tree in trees.items() if not ast.get_docstring(tree)] == []
