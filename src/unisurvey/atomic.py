"""Writing files whole or not at all, and only when they change."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Replace a file's content in one step; return whether it changed.

    The new content goes to a temporary file in the same directory first, so that a reader,
    a full disk or an interrupt sees the old file or the new one. A link is followed
    and the file's permissions are kept.
    """
    path = path.resolve()
    data = content.encode("utf-8") if isinstance(content, str) else content
    mode = None
    if path.exists():
        if path.read_bytes() == data:
            return False
        mode = path.stat().st_mode
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode if mode is not None else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return True


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
