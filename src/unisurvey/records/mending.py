"""Values that are wrong and have one right answer: what to write in their place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from unisurvey.schema.amounts import read_billions, read_count
from unisurvey.schema.forms import ARXIV_NEW, find_doi

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.errors import Problem

_SEVERAL = re.compile(r"[,;/&+\[\]{}]| and ", re.IGNORECASE)
"""What a text has that may be more than one element of a list."""

_ARXIV = re.compile(
    rf"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)?"
    rf"({ARXIV_NEW})(?:v\d+)?(?:\.pdf)?/?",
    re.ASCII | re.IGNORECASE,
)
_RANGE = re.compile(r"([A-Z]?\d[\d:.]*)\s*[-‐‑‒–—−]{1,2}\s*([A-Z]?\d[\d:.]*)", re.ASCII)
_TURNED = re.compile(r"((?:(?:van|von|de|der|den|du|la|le|di|da) )*\S+), ([^,]+)")
"""One family name before one comma; two words there may be somebody's whole name."""


def remedy(
    kind: str, value: Any, loc: tuple[str | int, ...], source: str
) -> str | None:
    """Return what to write in place of a scalar; `None` where a person must decide.

    Args:
        kind: Pydantic's name of the fault.
        value: The scalar's value.
        loc: Its place in the record.
        source: The scalar as it stands in the file.
    """
    names = [part for part in loc if isinstance(part, str) and "<" not in part]
    name = names[-1] if names else ""
    match kind, value:
        case "tuple_type" | "list_type", str() if not _SEVERAL.search(value):
            return f"[{source}]"
        case "tuple_type" | "list_type", int() | float() if value is not True:
            return f"[{source}]"
        case "string_type", int() | float() if not isinstance(value, bool):
            return json.dumps(source)
        case "int_type", str():
            number = read_count(value)
            whole = number is not None and number == number.to_integral_value()
            return str(int(number)) if number is not None and whole else None
        case "float_type", str() if "parameters" in names:
            billions = read_billions(value)
            return f"{billions:g}" if billions else None
        case "string_pattern_mismatch", str() if name == "arxiv":
            found = _ARXIV.fullmatch(value)
            return json.dumps(found[1]) if found else None
        case "string_pattern_mismatch", str() if name == "doi":
            doi = find_doi(value)
            return json.dumps(doi) if doi and value.endswith(doi) else None
        case "string_pattern_mismatch", str() if name == "pages":
            pages = _RANGE.fullmatch(value)
            return _quoted(f"{pages[1]}–{pages[2]}") if pages else None
        case "author_form", str():
            turned = _TURNED.fullmatch(value)
            return _quoted(f"{turned[2]} {turned[1]}") if turned else None
        case "spacing", str():
            return _quoted(" ".join(value.split()))
        case _:
            return None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def applied(text: str, problems: Iterable[Problem]) -> str:
    """Return the text of a file with every remedy of its problems in it.

    One that no longer fits the line it was made for is left out.
    """
    lines = text.split("\n")
    spans: Mapping[tuple[int, int], tuple[int, str, str]] = {
        (p.span.line, p.span.column): (p.span.width, p.span.text, p.fix)
        for p in problems
        if p.span and p.fix is not None
    }
    for (line, column), (width, whole, fix) in sorted(spans.items(), reverse=True):
        held = lines[line - 1]
        if held[: column - 1 + width] == whole[: column - 1 + width]:
            lines[line - 1] = f"{held[: column - 1]}{fix}{held[column - 1 + width :]}"
    return "\n".join(lines)
