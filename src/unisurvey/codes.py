"""What each problem code means: the text of `codes.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from unisurvey.files import read_regular


class ProblemCode(NamedTuple):
    """One kind of problem, explained to the person who has to mend it."""

    title: str
    explanation: str
    """In one paragraph."""

    example: str = ""
    """A small file that has the problem; empty where none helps."""

    mendable: bool = False
    """The formatter can mend it without a person's decision."""

    readable: bool = True
    """The rest of the file still has one clear meaning."""


@cache
def problem_codes() -> dict[str, ProblemCode]:
    """Return every code but those of the catalogue's checks, in order."""
    text = read_regular(Path(__file__).with_name("codes.toml")).decode()
    return {
        code: ProblemCode(
            **fields | {"explanation": " ".join(fields["explanation"].split())}
        )
        for code, fields in tomllib.loads(text).items()
    }
