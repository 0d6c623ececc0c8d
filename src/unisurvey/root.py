"""Which directory is the catalogue.

Rule: an explicit root, else the nearest parent of the working directory that holds
`data/papers/` or `data/catalogue.yaml`, else the copy inside the installed package; an editable install has no
copy, so there it is the checkout that the package is imported from. Commands that check
or write a catalogue never fall back to these two.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from unisurvey.errors import RootError, UsageError
from unisurvey.files import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable


def packaged_root() -> Path:
    """Return the copy of the catalogue that the wheel carries."""
    return Path(__file__).parent / "_root"


def checkout_root(package: Path | None = None) -> Path | None:
    """Return the checkout that an editable install runs from; `None` when it is none.

    Args:
        package: Directory of the package; `None` is the one that is running.
    """
    package = package or packaged_root().parent
    if package.parent.name != "src":
        return None
    above = package.parents[1]
    return above if _holds_records(above / "data") else None


def is_root(path: Path) -> bool:
    """Return whether a directory is a root, or a `data` directory by itself."""
    return _holds_records(data_directory(path))


def _holds_records(data: Path) -> bool:
    """Return whether a directory is one of a catalogue, which may have no paper yet."""
    return (data / "papers").is_dir() or (data / "catalogue.yaml").is_file()


def data_directory(root: Path) -> Path:
    """Return the directory of the records: `root/data`, else `root` itself."""
    data = root / "data"
    return data if data.is_dir() else root


def tree_of(root: Path, folder: str = "data") -> Tree:
    """Return what nothing that is read from a folder of the root may lie outside of.

    That is `data/`, which may itself be a link; of other folders, the root.
    """
    home = data_directory(root) if folder == "data" else root
    return Tree(home, trusted=root.resolve() == packaged_root().resolve())


def refuse_outside(paths: Iterable[Path], root: Path, folder: str = "data") -> None:
    """Keep a command from writing through a link that leads out, or into a pipe.

    Raises:
        UsageError: one of the paths lies outside, or is there and no regular file.
    """
    tree = tree_of(root, folder)
    for path in paths:
        if not tree.holds(path):
            raise UsageError(f"{path} is not written, because a link leads it outside")
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is not written, because it is no regular file")


def nearest_root(start: Path | None = None) -> Path | None:
    """Return the nearest directory upwards that is a catalogue, if there is one.

    Args:
        start: Where to begin; `None` is the working directory.
    """
    start = (start or Path.cwd()).resolve()
    above = (start, *start.parents)
    return next((p for p in above if _holds_records(p / "data")), None)


def own_root() -> Path | None:
    """Return the catalogue that comes with the program: the package's, else the checkout's."""
    own = packaged_root()
    return own if _holds_records(own / "data") else checkout_root()


def missing_root(start: Path | None = None) -> RootError:
    """Return what to raise where a catalogue is needed and none is found."""
    return RootError(
        f"no catalogue in {str((start or Path.cwd()).resolve())!r} or above it; name one "
        "with --root PATH, or make one with 'unisurvey init DIR'"
    )


def find_root(explicit: str | Path | None = None, start: Path | None = None) -> Path:
    """Return the directory that holds `data/` and `templates/`.

    Args:
        explicit: Taken when given: a root, or a copy of a `data` directory.
        start: Directory to search upwards from; `None` is the working directory.

    Raises:
        RootError: there is no catalogue at `explicit`, or nowhere at all.
    """
    if explicit is not None:
        root = Path(explicit)
        if not is_root(root):
            raise RootError(
                f"no catalogue in {str(root)!r}: it has neither data/papers/ "
                "nor data/catalogue.yaml"
            )
        inside = root.resolve()
        if inside.name == "data" and data_directory(root) == root:
            return inside.parent
        return root
    found = nearest_root(start) or own_root()
    if found is None:
        raise missing_root(start)
    return found
