"""Whatever happens to files and to the cache, it changes no output."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisurvey.kept import folder, unchanged
from unisurvey.records import cache

QUESTIONS = (
    ("validate", "--strict"),
    ("validate", "-f", "json"),
    ("fmt", "--check"),
    ("list", "papers", "-f", "json"),
    ("show", "toy-pixels"),
    ("render", "tables", "--check"),
    ("scores", "list", "-f", "json"),
)
NUMBERS = st.integers(0, 2**16)


def edited(path, text, number):
    path.write_text(text.replace("title: ", f"title: Better {number} ", 1), "utf-8")


def broken(path, text, number):
    path.write_text(text.replace("added: ", f"add{number}ed: ", 1), "utf-8")


def renamed(path, _, number):
    path.rename(path.with_name(f"toy-renamed-{number}.yaml"))


def deleted(path, _text, _number):
    path.unlink()


def copied(path, text, number):
    path.with_name(f"toy-copy-{number}.yaml").write_text(text, "utf-8")


def touched(path, _text, _number):
    path.touch()


def set_back(path, text, number):
    """Change what it says but neither its length nor its times."""
    before = path.stat()
    letter = "abcdefghij"[number % 10]
    before_it, _, behind = text.rpartition("e")
    path.write_text(f"{before_it}{letter}{behind}", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def cut(path, text, number):
    path.write_text(text[: number % (len(text) + 1)], "utf-8")


def linked(path, _text, number):
    path.with_name(f"toy-link-{number}.yaml").symlink_to(path)


CHANGES = (edited, broken, renamed, deleted, copied, touched, set_back, cut, linked)


def overwritten(path, raw, number):
    at = number % (len(raw) + 1)
    path.write_bytes(raw[:at] + bytes([number % 256]) + raw[at + 1 :])


def shortened(path, raw, number):
    path.write_bytes(raw[: number % (len(raw) + 1)])


def exchanged(path, raw, number):
    others = sorted(path.parent.glob(f"*{path.suffix}"))
    path.write_bytes(others[number % len(others)].read_bytes() if raw else b"")


DAMAGES = (overwritten, shortened, exchanged)
STEPS = st.one_of(
    st.tuples(st.sampled_from(CHANGES), NUMBERS),
    st.tuples(st.sampled_from(DAMAGES), NUMBERS),
    st.tuples(st.just("program"), st.integers(0, 2)),
    st.just(("undo", 0)),
)


def happen(step, number, home, root, toy, monkeypatch):
    """Let one thing happen to a root or to what is kept of it."""
    if step == "program":
        for module in (folder, cache, unchanged):
            monkeypatch.setattr(module, "program", lambda: f"version {number}")
    elif step == "undo":
        shutil.rmtree(root / "data")
        shutil.copytree(toy / "data", root / "data", symlinks=True)
    else:
        within = (
            home.rglob("*.*") if step in DAMAGES else (root / "data").rglob("*.yaml")
        )
        files = sorted(path for path in within if path.is_file())
        if files:
            path = files[number % len(files)]
            raw = path.read_bytes()
            step(path, raw if step in DAMAGES else raw.decode(), number)


def law(steps, questions, root, toy, home, run, monkeypatch):
    for step, number in steps:
        happen(step, number, home, root, toy, monkeypatch)
        for question in questions:
            outputs = {
                (got.exit_code, got.stdout, got.stderr)
                for again in ((), (), ("--no-cache",))
                for got in [run(*question, *again, root=root, code=None)]
            }
            assert len(outputs) == 1, (step, question)


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize("seed", range(3))
def test_a_few_things_that_happen(seed, toy_copy, toy, home, run, monkeypatch):
    kinds = (*CHANGES, *DAMAGES, "program")[seed::3]
    steps = [step for kind in kinds for step in (("undo", 0), (kind, seed * 7 + 3))]
    questions = (QUESTIONS[seed], QUESTIONS[(seed + 1) % 3])
    law(steps, questions, toy_copy, toy, home, run, monkeypatch)


@pytest.mark.slow
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=3, max_size=12))
def test_anything_that_happens(steps, toy_copy, toy, home, run, monkeypatch):
    happen("undo", 0, home, toy_copy, toy, monkeypatch)
    law(steps, QUESTIONS, toy_copy, toy, home, run, monkeypatch)
