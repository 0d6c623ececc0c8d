"""Options whose value may be left out, as `--open` and `--open code`.

typer has none. Here an option with a closed list of values has one where its metavar is in
brackets, as in `[LINK]`: the first value is meant where none of them follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable


def filled(args: list[str], parameters: Iterable[Any]) -> list[str]:
    """Return the arguments of a command, with the values that were left out."""
    values = {
        name: get_args(each.type_descriptor.annotation)
        for each in parameters
        if (each.metavar or "").startswith("[")
        for name in each.opts
    }
    found: list[str] = []
    for n, word in enumerate(args):
        if word == "--":
            return [*found, *args[n:]]
        known = values.get(word, ())
        bare = known and (n + 1 == len(args) or args[n + 1] not in known)
        found.append(f"{word}={known[0]}" if bare else word)
    return found
