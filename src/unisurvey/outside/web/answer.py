"""What a server answered, and reading it strictly."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from unisurvey.errors import BadAnswerError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer with a status below 400."""

    url: str
    """Where it came from in the end, after redirects."""

    status: int
    body: bytes
    """Decompressed."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""

    def text(self) -> str:
        """Return the body as text.

        Raises:
            BadAnswerError: it is not UTF-8.
        """
        try:
            return self.body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            reason = f"the answer is not UTF-8 (byte {error.start})"
            raise BadAnswerError(self.url, reason) from None

    def json(self) -> Any:
        """Return the body as plain data.

        Raises:
            BadAnswerError: it is not JSON; says what it begins with.
        """
        text = self.text()
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            start = " ".join(text[:_SHOWN].split()) or "nothing"
            reason = f"expected JSON, got {start!r}"
            raise BadAnswerError(self.url, reason) from None
