"""Change the program in one place at a time and see whether a test notices.

    python benchmarks/mutants.py collect          # which test executes which line
    python benchmarks/mutants.py run [COUNT]      # the first COUNT of the sample
    python benchmarks/mutants.py report           # what survived

Nothing is written into `src`: each mutant lives in a forked process, whose import of the
changed module is answered from memory. It runs the tests that execute the changed line,
those of the module's own room first. `run` goes on where it stopped and asks survivors
again; after a change of tests or of `src`, `collect` first. Needs a system with `fork`.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import hashlib
import importlib.abc
import importlib.util
import json
import os
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).resolve().parents[1]
PACKAGE = HERE / "src" / "unisurvey"
WORK = HERE / "build" / "mutants"
ROOMS = ("schema", "matching", "audit", "checks", "outside/web")
SEED = 20
COUNT = 500
SECONDS = 15
"""Of tests in the room and of others, as measured under coverage, for one mutant."""

PATIENCE = 60
"""Seconds after which a mutant that does not end counts as noticed."""

THIRD_PARTY = (
    *("pytest", "hypothesis", "pydantic", "typer", "typer.rich_utils", "typer.testing"),
    *("httpx", "lxml.etree", "rich.console", "yaml", "trustme", "jinja2", "rapidfuzz"),
    *("bibtexparser", "pylatexenc.latexwalker", "httpx_retries"),
    *("hypothesis.strategies", "jsonschema", "rich.table", "rapidfuzz.process"),
)
"""What is imported once, before processes fork off."""

OPPOSITES = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Add,),
    ast.Div: (ast.Mult,), ast.FloorDiv: (ast.Mult,), ast.Mod: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,), ast.BitAnd: (ast.BitOr,),
    ast.And: (ast.Or,), ast.Or: (ast.And,),
}  # fmt: skip
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}
EMPTY = {
    ast.List: ast.List(elts=[], ctx=ast.Load()),
    ast.ListComp: ast.List(elts=[], ctx=ast.Load()),
    ast.Tuple: ast.Tuple(elts=[], ctx=ast.Load()),
    ast.Dict: ast.Dict(keys=[], values=[]),
    ast.DictComp: ast.Dict(keys=[], values=[]),
}
QUANTIFIER = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?|([*+?]|\{\d+(?:,\d*)?\})")
PATTERN = re.compile(r"\\[dDwWsSb]|\(\?[:<=!]|\[[^\]]+\][*+?]")


class Mutant(NamedTuple):
    """One change."""

    path: str
    node: int
    """Which node of the file, as `ast.walk` counts them."""

    way: int
    """Which of the node's changes."""

    line: int
    change: str

    @property
    def name(self) -> str:
        """What it is called in the log: it lasts while the file does."""
        return f"{self.path}:{self.line}:{self.node}.{self.way}"


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node may become."""
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                for other in OPPOSITES[type(operator)]:
                    changed = copy.copy(node)
                    changed.ops = [*node.ops]
                    changed.ops[place] = other()
                    yield changed
        case ast.BinOp() if not (_is_text(node.left) or _is_text(node.right)):
            for other in OPPOSITES.get(type(node.op), ()):
                yield ast.BinOp(node.left, other(), node.right)
        case ast.BoolOp():
            yield ast.BoolOp(OPPOSITES[type(node.op)][0](), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
        case ast.Constant(value=str()):
            yield from (ast.Constant(text) for text in _without_quantifier(node.value))
        case ast.Call(func=ast.Name(id=("min" | "max" | "any" | "all") as name)):
            yield ast.Call(
                ast.Name(SWAPPED[name], ast.Load()), node.args, node.keywords
            )
        case ast.Return(value=ast.expr() as value):
            empty = EMPTY.get(type(value), ast.Constant(None))
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                empty = ast.Constant("" if value.value else "mutant")
            if ast.dump(empty) != ast.dump(value):
                yield ast.Return(empty)
        case ast.If() | ast.While() | ast.IfExp() if not isinstance(
            node.test, ast.Compare | ast.BoolOp | ast.UnaryOp
        ):
            changed = copy.copy(node)
            changed.test = ast.UnaryOp(ast.Not(), node.test)
            yield changed
    if _can_go(node):
        yield ast.Pass()


def _is_text(node: ast.expr) -> bool:
    """Return whether a side of `+` is a text: other operators would be no program."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _without_quantifier(text: str) -> Iterator[str]:
    if not PATTERN.search(text):
        return
    for found in QUANTIFIER.finditer(text):
        if found[1]:
            shorter = text[: found.start()] + text[found.end() :]
            with contextlib.suppress(re.error):
                re.compile(shorter)
                yield shorter


def _can_go(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return False
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break() | ast.Raise():
            return True
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            return True
        case ast.If(orelse=[]):
            return True
    return False


def mutable(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that matter at run time: no annotation, docstring, decorator."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    yield node
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            match name, child:
                case "decorator_list", _:
                    pass
                case _, ast.keyword(arg="strict"):
                    pass  # of `zip`: it guards against faults that are not there
                case (("annotation" | "returns"), ast.AST()):
                    calls = (n for n in ast.walk(child) if isinstance(n, ast.Call))
                    for call in calls:  # constraints of fields
                        yield from mutable(call)
                case _, ast.AST():
                    yield from mutable(child)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    tree = ast.parse(path.read_text())
    wanted = {id(node) for node in mutable(tree)}
    name = path.relative_to(PACKAGE).as_posix()
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in wanted:
            continue
        before = _shown(node)
        for way, changed in enumerate(changes(node)):
            change = _differing(before, _shown(changed))
            yield Mutant(name, number, way, getattr(node, "lineno", 1), change)


def _shown(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        return f"if {ast.unparse(node.test)}: {ast.unparse(node.body[0])}"
    return ast.unparse(node)


def _differing(before: str, after: str) -> str:
    """Return both texts, of long ones what differs and a little around it."""
    before, after = (" ".join(text.split()) for text in (before, after))
    if len(before) > 70:
        pairs = enumerate(zip(before, after, strict=False))
        same = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
        start = max(same - 30, 0) if same < len(after) else 0
        before, after = (text[start : start + 60] for text in (before, after))
    return f"{before} → {after}"


def changed_tree(mutant: Mutant) -> ast.Module:
    """Return the file with its one change."""
    tree = ast.parse((PACKAGE / mutant.path).read_text())
    target = list(ast.walk(tree))[mutant.node]
    instead = list(changes(target))[mutant.way]

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            if node is not target:
                return self.generic_visit(node)
            return ast.copy_location(instead, node)

    return ast.fix_missing_locations(Swap().visit(tree))


def sample(seed: int, rooms: Sequence[str]) -> list[Mutant]:
    """Return all mutants of some rooms in the order in which they are drawn."""
    found = [
        mutant
        for room in rooms
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for mutant in mutants_of(path)
    ]
    random.Random(seed).shuffle(found)  # noqa: S311 - a sample, no secret
    return found


class Collecting:
    """A pytest plugin: which test executes which lines, and how long it takes."""

    def __init__(self) -> None:
        self.coverage = coverage.Coverage(
            config_file=False,
            data_file=None,
            include=[f"{PACKAGE / room}/*" for room in ROOMS],
        )
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: set[str] = set()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Count what fixtures do as the file's: later tests may use what they made."""
        self.coverage.switch_context(nodeid.partition("::")[0])

    def pytest_pyfunc_call(self, pyfuncitem: Any) -> None:
        """Count what follows as the test's."""
        self.coverage.switch_context(pyfuncitem.nodeid)

    def pytest_runtest_logfinish(self) -> None:
        """Count nothing between tests."""
        self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep how long it took and whether it passed."""
        self.seconds[report.nodeid] += report.duration
        if report.outcome != "passed":
            self.failed.add(report.nodeid)


def collect(tests: Sequence[str]) -> None:
    """Run tests whose file is new or changed and keep what they execute."""
    known = _load()
    source = _digest(*sorted(PACKAGE.rglob("*.py")))
    if known.get("source") != source:
        known = {"source": source, "files": {}}
    paths = sorted(
        path
        for name in tests
        for path in (
            [HERE / name] if name.endswith(".py") else (HERE / name).rglob("test_*.py")
        )
    )
    stale = {
        path.relative_to(HERE).as_posix(): _digest(path)
        for path in paths
        if known["files"].get(path.relative_to(HERE).as_posix(), {}).get("digest")
        != _digest(path)
    }
    if not stale:
        return
    plugin = Collecting()
    plugin.coverage.start()
    pytest.main([*stale, *QUIET], plugins=[plugin])
    plugin.coverage.stop()
    data = plugin.coverage.get_data()
    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for measured in data.measured_files():
        name = Path(measured).relative_to(PACKAGE).as_posix()
        for line, contexts in data.contexts_by_lineno(measured).items():
            for context in contexts:
                if context and context not in plugin.failed:
                    lines[context][name].append(line)
    for name, digest in stale.items():
        known["files"][name] = {
            "digest": digest,
            "lines": lines[name],
            "tests": {
                test: {"seconds": round(seconds, 3), "lines": lines[test]}
                for test, seconds in plugin.seconds.items()
                if test.partition("::")[0] == name and test not in plugin.failed
            },
        }
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "map.json").write_text(json.dumps(known))


QUIET = (
    *("-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"),
    "--each-case",
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # of what is imported before
)


def _load() -> dict[str, Any]:
    path = WORK / "map.json"
    return json.loads(path.read_text()) if path.exists() else {}


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


class Chooser:
    """Which tests a mutant meets."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.by_line: dict[tuple[str, int], set[str]] = defaultdict(set)
        self.by_file: dict[str, set[str]] = defaultdict(set)
        for name, file in _load()["files"].items():
            for test, what in file["tests"].items():
                self.seconds[test] = what["seconds"]
                self._see(test, what["lines"])
                for path, lines in file["lines"].items():
                    if name.startswith(_room(path)):
                        self._see(test, {path: lines})

    def _see(self, test: str, executed: dict[str, list[int]]) -> None:
        for path, lines in executed.items():
            self.by_file[path].add(test)
            for line in lines:
                self.by_line[path, line].add(test)

    def tests(self, mutant: Mutant) -> tuple[list[str], list[str]]:
        """Return those of the module's room, then others, the quickest first."""
        room = _room(mutant.path)
        found = self._executing(mutant) or {
            test for test in self.seconds if test.startswith(room)
        }
        own = [test for test in found if test.startswith(room)]
        rest = [test for test in found if not test.startswith(room)]
        return self._affordable(own), self._affordable(rest)

    def _affordable(self, tests: list[str]) -> list[str]:
        left = SECONDS
        chosen = []
        for test in sorted(tests, key=lambda test: (self.seconds[test], test)):
            left -= self.seconds[test]
            if chosen and left < 0:
                break
            chosen.append(test)
        return chosen

    def _executing(self, mutant: Mutant) -> set[str]:
        tree = ast.parse((PACKAGE / mutant.path).read_text())
        target: Any = list(ast.walk(tree))[mutant.node]
        around = [node for node in ast.walk(tree) if _holds(node, target)]
        functions = [node for node in around if isinstance(node, FUNCTIONS)]
        if functions:
            is_part = isinstance(target, ast.expr)
            last = target.end_lineno if is_part else target.lineno
            return self._on(mutant, target.lineno, last) or self._on(
                mutant, functions[-1].lineno, functions[-1].end_lineno
            )  # some lines leave no trace, such as `break`
        (statement,) = (node for node in tree.body if node in around)
        names = {
            node.id
            for node in ast.walk(statement)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        if isinstance(statement, ast.ClassDef):
            names = set()
        users = set().union(*(self._using(name) for name in names))
        return users | self.by_file[mutant.path]

    def _on(self, mutant: Mutant, first: int, last: int) -> set[str]:
        lines = range(first, last + 1)
        return set().union(*(self.by_line[mutant.path, line] for line in lines))

    def _using(self, name: str) -> set[str]:
        """Return the tests that execute a line with a constant's name."""
        word = re.compile(rf"\b{name}\b")
        return {
            test
            for path in PACKAGE.rglob("*.py")
            for number, line in enumerate(path.read_text().splitlines(), 1)
            if word.search(line)
            for test in self.by_line[path.relative_to(PACKAGE).as_posix(), number]
        }


def _holds(node: ast.AST, part: ast.AST) -> bool:
    return any(child is part for child in ast.walk(node))


def _room(path: str) -> str:
    """Return where the tests of a file are."""
    return f"tests/{path.rpartition('/')[0]}/"


class Answering(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Import of one module from a changed tree."""

    def __init__(self, mutant: Mutant) -> None:
        path = PACKAGE / mutant.path
        self.path = path
        self.module = ".".join(
            ("unisurvey", *mutant.path.removesuffix(".py").split("/"))
        ).removesuffix(".__init__")
        self.code = compile(changed_tree(mutant), str(path), "exec")

    def find_spec(self, fullname: str, _path: Any, _target: Any = None) -> Any:
        """Answer for the one module."""
        if fullname != self.module:
            return None
        return importlib.util.spec_from_file_location(
            fullname,
            self.path,
            loader=self,
            submodule_search_locations=[str(self.path.parent)]
            if self.path.name == "__init__.py"
            else None,
        )

    def get_code(self, _name: str) -> Any:
        """Return the changed code."""
        return self.code

    def get_source(self, _name: str) -> str:
        """Return the text as it was: tracebacks show it."""
        return self.path.read_text()


class Choosing:
    """A pytest plugin: only some tests, in their order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Keep the tests wanted."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order),
            key=lambda item: self.order[item.nodeid],
        )


def killed_by(mutant: Mutant | None, tests: Sequence[str]) -> str:
    """Run tests against a mutant in a process of its own; return what noticed it."""
    log = WORK / "pytest.log"
    pid = os.fork()
    if not pid:
        _child(mutant, tests, log)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            break
        time.sleep(0.02)
    else:
        os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return "(it does not end)"
    match os.waitstatus_to_exitcode(status):
        case 0:
            return ""
        case pytest.ExitCode.NO_TESTS_COLLECTED:
            return "(names of tests change with it)"
    said = re.findall(
        r"^(?:FAILED|ERROR) (\S+)|^ImportError while loading (conftest)",
        log.read_text(errors="replace"),
        re.MULTILINE,
    )
    if not said:
        raise RuntimeError(f"{mutant}: no test says what is wrong, see {log}")
    return "".join(said[0])


def _child(mutant: Mutant | None, tests: Sequence[str], log: Path) -> None:
    code = 1
    try:
        os.setpgrp()
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        if mutant:
            sys.meta_path.insert(0, Answering(mutant))
        files = dict.fromkeys(test.partition("::")[0] for test in tests)
        temporary = f"--basetemp={WORK / 'tmp'}"
        code = pytest.main([*files, "-x", temporary, *QUIET], plugins=[Choosing(tests)])
    except Exception:  # noqa: BLE001 - the log says it, and the parent stops
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(code))


def run(mutants: Sequence[Mutant]) -> None:
    """Try mutants that nothing has noticed yet and log what happens."""
    for name in THIRD_PARTY:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    chooser = Chooser()
    results = _results()
    everything = {test for mutant in mutants[:40] for test in chooser.tests(mutant)[0]}
    wrong = killed_by(None, sorted(everything)[:200])
    assert not wrong, f"fails without any mutant: {wrong}"
    with (WORK / "results.jsonl").open("a") as log:
        for number, mutant in enumerate(mutants, 1):
            if results.get(mutant.name, {}).get("by"):
                continue
            start = time.monotonic()
            own, rest = chooser.tests(mutant)
            by = (own and killed_by(mutant, own)) or (rest and killed_by(mutant, rest))
            line = {
                "name": mutant.name, "change": mutant.change, "by": by or "",
                "tests": len(own) + len(rest),
                "seconds": round(time.monotonic() - start, 1),
            }  # fmt: skip
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
            log.flush()
            print(number, line, flush=True)


def _results() -> dict[str, dict[str, Any]]:
    path = WORK / "results.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    return {found["name"]: found for found in map(json.loads, lines)}


def report(mutants: Sequence[Mutant]) -> None:
    """Print how many were noticed, by room, and the rest."""
    results = _results()
    tried = [mutant for mutant in mutants if mutant.name in results]
    alive = [mutant for mutant in tried if not results[mutant.name]["by"]]
    every, left = (
        Counter(mutant.path.rpartition("/")[0] for mutant in group)
        for group in (tried, alive)
    )
    for room, count in sorted(every.items()):
        print(f"{room:12} {count - left[room]:4} of {count:4}")
    print(f"{'all':12} {len(tried) - len(alive):4} of {len(tried):4}")
    for mutant in sorted(alive):
        print(f"{mutant.name:45} {mutant.change}")


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("action", choices=("collect", "run", "report"))
    parser.add_argument("rest", nargs="*")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rooms", nargs="+", default=ROOMS)
    options = parser.parse_args()
    os.environ["CI"] = "1"  # the same examples of every law, each time
    os.chdir(HERE)
    sys.path.insert(0, str(PACKAGE.parent))
    if options.action == "collect":
        return collect(options.rest or ["tests"])
    count = int(options.rest[0]) if options.rest else COUNT
    drawn = sample(options.seed, options.rooms)
    return {"run": run, "report": report}[options.action](drawn[:count])


if __name__ == "__main__":
    main()
