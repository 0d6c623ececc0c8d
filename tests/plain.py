"""The real files as plain data, which no reader of ours made.

A process reads each of them once; what is returned is shared and not to be changed.
"""

from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parents[1] / "data"


def _read(path):
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


@cache
def folder(name):
    """Return the records of a kind by id."""
    return {path.stem: _read(path) for path in (DATA / name).glob("*.yaml")}


@cache
def vocabulary(name):
    """Return what a file says that holds no record."""
    return _read(DATA / f"{name}.yaml")


def models():
    """Return the papers about models by id."""
    return {name: paper for name, paper in folder("papers").items() if "model" in paper}
