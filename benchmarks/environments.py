"""Install each peer into an environment of its own, once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peers import Peer

ASK = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"


class NotInstalledError(Exception):
    """A peer cannot be installed here; says why."""


def programs(peer: Peer, base: Path) -> Path:
    """Return the folder of a peer's programs, after installing it if it is not there.

    Raises:
        NotInstalledError: Its installer is missing or failed.
    """
    if not peer.install:
        return Path(sys.executable).parent
    installer, *wanted = peer.install
    at, done = base / peer.name, base / f"{peer.name}.installed"
    found = at / ("bin" if installer == "pip" else "node_modules/.bin")
    if not done.exists() or done.read_text("utf-8") != str(wanted):
        shutil.rmtree(at, ignore_errors=True)
        at.mkdir(parents=True)
        if installer == "pip":
            _run(sys.executable, "-m", "venv", str(at))
            _run(str(found / "python"), "-m", "pip", "install", "--quiet", *wanted)
        else:
            _run("npm", "install", "--silent", "--prefix", str(at), *wanted)
        done.write_text(str(wanted), "utf-8")
    return found


def version(peer: Peer, base: Path) -> str:
    """Return the version of an installed peer, and the commit it is of, if it is pinned."""
    if not peer.install:
        return ""
    installer, wanted, *_ = peer.install
    if installer == "npm":
        package = base / peer.name / "node_modules" / peer.name / "package.json"
        return str(json.loads(package.read_text("utf-8"))["version"])
    python = base / peer.name / "bin" / "python"
    number = _run(str(python), "-c", ASK, peer.name).strip()
    _, _, commit = wanted.partition("@")
    return f"{number}, commit {commit}" if commit else number


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise NotInstalledError(f"{command[0]} is not there") from None
    except subprocess.CalledProcessError as error:
        lines = [line for line in error.stderr.splitlines() if line.strip()]
        raise NotInstalledError(lines[-1][:200] if lines else "no reason") from None
    return done.stdout
