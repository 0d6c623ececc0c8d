"""What a server answered: its body decompressed, and read strictly.

httpx decompresses a piece as a whole, so a few kilobytes could become many megabytes before
anybody can count; and it does not notice when the compressed data stop too early.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from unisurvey.errors import BadAnswerError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN = 60
_ANY_WRAPPER = zlib.MAX_WBITS | 32
_BARE = -zlib.MAX_WBITS
_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip")
ACCEPTED = "gzip, deflate"


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


class TooLargeError(Exception):
    """The body is larger than it may be; `str()` is the reason."""

    def __init__(self, largest: int) -> None:
        super().__init__(f"the answer is larger than {largest / 1_000_000:g} MB")


class EncodingError(Exception):
    """The body is not encoded as its header says; `str()` is the reason."""


class CutError(Exception):
    """The compressed data stop before their end."""


class Body:
    """Collects the pieces of a body."""

    def __init__(self, encoding: str, largest: int) -> None:
        """Begin an empty body.

        Args:
            encoding: Value of `Content-Encoding`, empty if there is none.
            largest: Most bytes after decompression.

        Raises:
            EncodingError: the encoding is not known.
        """
        self._encoding = encoding.strip().lower()
        if self._encoding not in (*_PLAIN, *_GZIP, "deflate"):
            raise EncodingError(
                f"the answer has an unknown content-encoding {encoding!r}"
            )
        self._largest = largest
        self._whole = bytearray()
        self._unpacker = (
            None if self._encoding in _PLAIN else zlib.decompressobj(_ANY_WRAPPER)
        )
        self._started = False

    def add(self, piece: bytes) -> None:
        """Take the next piece.

        Raises:
            TooLargeError: that is more than `largest`.
            EncodingError: it cannot be decompressed.
        """
        if self._unpacker is None:
            self._keep(piece)
            return
        try:
            while piece:
                piece = self._unpack(piece)
        except zlib.error:
            reason = f"the answer is not {self._encoding}, although it says so"
            raise EncodingError(reason) from None

    def whole(self) -> bytes:
        """Return the body.

        Raises:
            CutError: the compressed data are not complete.
        """
        if self._unpacker is not None and self._started and not self._unpacker.eof:
            raise CutError
        return bytes(self._whole)

    def _unpack(self, piece: bytes) -> bytes:
        assert self._unpacker is not None
        if self._unpacker.eof:
            if self._encoding not in _GZIP:
                return b""
            self._unpacker = zlib.decompressobj(_ANY_WRAPPER)
        room = self._largest - len(self._whole) + 1
        try:
            self._keep(self._unpacker.decompress(piece, room))
        except zlib.error:
            if self._started or self._encoding != "deflate":
                raise
            self._unpacker = zlib.decompressobj(_BARE)
            self._keep(self._unpacker.decompress(piece, room))
        self._started = True
        return self._unpacker.unconsumed_tail or self._unpacker.unused_data

    def _keep(self, data: bytes) -> None:
        if len(self._whole) + len(data) > self._largest:
            raise TooLargeError(self._largest)
        self._whole += data
