"""What the two locks promise: the same versions, enough of them, with any pip."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[1]


def locked(name):
    """Return the pins of a lock by name; every other line of it is a hash."""
    lines = (REPOSITORY / name).read_text().splitlines()
    pins = [
        Requirement(line.removesuffix(" \\"))
        for line in lines
        if not line.startswith("    --hash=sha256:")
    ]
    return {canonicalize_name(pin.name): pin for pin in pins}


def wanted(pins):
    """Yield what the installed ones of the locked distributions require."""
    for distribution in distributions():
        pin = pins.get(canonicalize_name(distribution.name))
        if pin is None:
            continue
        for text in distribution.requires or ():
            requirement = Requirement(text)
            marker = requirement.marker
            if marker is None or any(
                marker.evaluate({"extra": extra}) for extra in ("", *pin.extras)
            ):
                yield distribution.name, requirement


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-run.lock"])
def test_what_a_locked_distribution_requires_is_locked_with_its_extras(name):
    # a pip older than 24 looks for `coverage[toml]` itself where only `coverage` is
    # pinned, finds a newer release and stops for want of a hash
    pins = locked(name)

    missing = [
        f"{owner} requires {requirement}"
        for owner, requirement in wanted(pins)
        if (pin := pins.get(canonicalize_name(requirement.name))) is None
        or not requirement.extras <= pin.extras
        or not requirement.specifier.contains(str(pin.specifier).removeprefix("=="))
    ]

    assert missing == []


def test_extras_of_requirements_are_seen():
    pins = locked("requirements.lock")

    extras = {
        (canonicalize_name(requirement.name), extra)
        for _, requirement in wanted(pins)
        for extra in requirement.extras
    }

    assert ("coverage", "toml") in extras


def test_both_locks_pin_the_same_versions():
    everything, running = (
        {name: str(pin.specifier) for name, pin in locked(file).items()}
        for file in ("requirements.lock", "requirements-run.lock")
    )

    assert running.items() <= everything.items()


def test_every_declared_dependency_is_locked_within_its_range():
    document = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    groups = document["dependency-groups"]
    running = [*document["project"]["dependencies"], *groups["build"]]
    developing = [text for text in groups["dev"] if isinstance(text, str)]

    outside = [
        text
        for name, texts in (
            ("requirements-run.lock", running),
            ("requirements.lock", running + developing),
        )
        for text in texts
        if (
            pin := locked(name).get(canonicalize_name((wish := Requirement(text)).name))
        )
        is None
        or not wish.specifier.contains(str(pin.specifier).removeprefix("=="))
        or not wish.extras <= pin.extras
    ]

    assert outside == []
    assert groups["build"] == document["build-system"]["requires"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-run.lock"])
def test_a_lock_names_no_registry(name):
    text = (REPOSITORY / name).read_text()

    assert "://" not in text
    assert "index" not in re.sub(r"^[a-z0-9-]+==", "", text, flags=re.MULTILINE)
