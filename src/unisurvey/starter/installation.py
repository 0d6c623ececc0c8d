"""From where somebody else can install the program that runs."""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from unisurvey.errors import SurveyError
from unisurvey.files import read_regular

_NAME = "unisurvey"


def requirement() -> str | None:
    """Return what pip needs to install the same program; `None` when nobody knows.

    Convention: https://packaging.python.org/en/latest/specifications/direct-url/. An
    installer leaves the address there that it was given; a folder or a file on this
    machine is none for others. Nor is a name alone: who has it elsewhere is not known.
    """
    with suppress(PackageNotFoundError, OSError, SurveyError, ValueError):
        for file in distribution(_NAME).files or ():
            if file.name == "direct_url.json":
                return from_origin(read_regular(Path(str(file.locate()))).decode())
    return None


def from_origin(text: str) -> str | None:
    """Return the requirement for what an installer noted as JSON.

    Raises:
        ValueError: it is no JSON.
    """
    origin = json.loads(text)
    url = origin.get("url", "")
    vcs = origin.get("vcs_info")
    if not url.startswith("https://") or "@" in url:  # a name or a secret may be in it
        return None
    where = f"{vcs['vcs']}+{url}@{vcs['commit_id']}" if vcs else url
    return f"{_NAME}[figures] @ {where}"
