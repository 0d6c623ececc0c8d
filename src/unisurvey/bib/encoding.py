"""Bytes ↔ text of files whose encoding nobody states, without loss.

Law: `encode(*decode(data)) == data` for all bytes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

_STATED = re.compile(
    rb"^%[^\n]*?\b(?:en)?coding\s*[:=]\s*([\w.:-]+)", re.IGNORECASE | re.MULTILINE
)
"""`% Encoding: Cp1252`, as JabRef and editors write it."""

_HEAD = 2000
_HIGH_UTF8 = re.compile(r"[^\x00-\x7f\ud800-\udfff]")
_ESCAPED = re.compile(r"[\udc80-\udcff]")


@dataclass(frozen=True)
class Encoding:
    """How a file's bytes stand for its text."""

    codec: str
    """As Python calls it."""

    name: str
    """As people call it."""

    mark: bytes = b""
    errors: str = "strict"
    note: str | None = None
    """What people should know about it; `None` for plain UTF-8."""


def _noted(codec: str, name: str, mark: bytes = b"") -> Encoding:
    return Encoding(codec, name, mark, note=f"encoding is {name}")


_MARKED = (
    _noted("utf-8", "UTF-8 with byte order mark", codecs.BOM_UTF8),
    _noted("utf-32-le", "UTF-32 (little-endian)", codecs.BOM_UTF32_LE),
    _noted("utf-32-be", "UTF-32 (big-endian)", codecs.BOM_UTF32_BE),
    _noted("utf-16-le", "UTF-16 (little-endian)", codecs.BOM_UTF16_LE),
    _noted("utf-16-be", "UTF-16 (big-endian)", codecs.BOM_UTF16_BE),
)


def decode(data: bytes) -> tuple[str, Encoding]:
    """Return the text of a file, line ends untouched, and how it was encoded.

    A byte order mark decides; then valid UTF-8; then UTF-16 by its zero bytes; then
    what the file says of itself; then UTF-8 with a few broken bytes; then
    Windows-1252, or Latin-1 where no byte tells them apart.
    """
    for encoding in _MARKED:
        if data.startswith(encoding.mark) and (found := _try(data, encoding)):
            return found
    plain = _try(data, Encoding("utf-8", "UTF-8"))
    if plain and "\0" not in plain[0]:
        return plain
    for encoding, high_bytes in zip(_MARKED[-2:], (data[1::2], data[::2]), strict=True):
        if high_bytes.count(0) * 2 > len(high_bytes) and (
            found := _try(data, replace(encoding, mark=b""))
        ):
            return found
    return plain or _stated(data) or _eight_bit(data)


def encode(text: str, encoding: Encoding) -> bytes:
    """Return the bytes of a text in a file's own encoding.

    Raises:
        UnicodeEncodeError: a character of `text` does not exist in it.
    """
    return encoding.mark + text.encode(encoding.codec, encoding.errors)


def readable(text: str) -> str:
    """Return text with bytes that are no UTF-8 read as Windows-1252."""
    return _ESCAPED.sub(
        lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), text
    )


def _try(data: bytes, encoding: Encoding) -> tuple[str, Encoding] | None:
    try:
        text = data[len(encoding.mark) :].decode(encoding.codec, encoding.errors)
        same = encode(text, encoding) == data
    except (UnicodeError, LookupError):
        return None
    return (text, encoding) if same else None


def _stated(data: bytes) -> tuple[str, Encoding] | None:
    match = _STATED.search(data[:_HEAD])
    if not match:
        return None
    name = match[1].decode("ascii", "replace")
    try:
        info = codecs.lookup(re.sub(r"^x-", "", name, flags=re.IGNORECASE))
        "a".encode(info.name)  # refused by codecs that are no encoding of text
    except (LookupError, ValueError):
        return None
    note = f"encoding is {info.name} as the file says, not UTF-8"
    return _try(data, Encoding(info.name, info.name, note=note))


def _eight_bit(data: bytes) -> tuple[str, Encoding]:
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_ESCAPED.findall(text))
    if len(_HIGH_UTF8.findall(text)) >= broken:
        line = _ESCAPED.split(text, maxsplit=1)[0].count("\n") + 1
        note = f"encoding is UTF-8 but for {broken} bytes, the first in line {line}"
        return text, Encoding("utf-8", "UTF-8", errors="surrogateescape", note=note)
    has_windows = any(0x80 <= byte <= 0x9F for byte in data)
    windows = _try(data, _noted("cp1252", "Windows-1252"))
    if has_windows and windows:
        return windows
    return data.decode("latin-1"), _noted("latin-1", "Latin-1 (ISO 8859-1)")
