"""Answers of services, read from files and asked over real HTTP."""

from pathlib import Path

import pytest

from unisurvey.web import Answer

ANSWERS = Path(__file__).parent / "answers"


@pytest.fixture
def answer():
    """Return an answer that a file, or a text or bytes in its place, gives."""

    def answer(name=None, body=b"", status=200):
        if name:
            body = (ANSWERS / name).read_bytes()
        body = body.encode() if isinstance(body, str) else body
        return Answer("https://service.example.org/asked", status, body)

    return answer
