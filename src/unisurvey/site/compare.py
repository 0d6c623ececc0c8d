"""The page on which a few records are put side by side by a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from unisurvey.fields import by_name
from unisurvey.records import SELECTABLE
from unisurvey.render.latex import cell
from unisurvey.site.addresses import INDEX, of_record
from unisurvey.site.frame import asset
from unisurvey.text.jsontext import json_text
from unisurvey.views.comparison import MARKS, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.site.frame import Frame

COMPARE = f"compare/{INDEX}"
MOST = 5
"""Records that fit beside each other."""


def comparing(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the page and, for each kind, what it compares."""
    scripts = {}
    for kind in SELECTABLE:
        if len(frame.catalog.records(kind)) > 1:
            script = asset(f"{kind}-compared.js", _script(kind, frame))
            scripts[kind] = script[0]
            yield script
    if scripts:
        yield frame.fill(
            "compare.html.j2", COMPARE, "Compare", scripts=scripts, most=MOST
        )


def _script(kind: str, frame: Frame) -> str:
    records = frame.catalog.records(kind)
    found = compare(records, kind, frame.catalog)
    known = by_name(frame.catalog)
    fields: list[dict[str, Any]] = []
    for row in found.rows:
        said = [
            json_text([text, value, *_tex(text)])
            for text, value in zip(row.cells, row.values, strict=True)
        ]
        place = {text: n for n, text in enumerate(dict.fromkeys(said))}
        fields.append(
            {
                "label": [row.label, *_tex(row.label)],
                "isPart": known[row.name].value_form == "component",
                "words": list(map(json.loads, place)),
                "rows": [place[text] for text in said],
            }
        )
    data = {
        "ids": found.ids,
        "names": found.names,
        "inTex": {n: tex for n, name in enumerate(found.names) for tex in _tex(name)},
        "pages": [of_record(r, kind if kind != "papers" else None) for r in records],
        "fields": fields,
        "marks": MARKS,
    }
    return f"(globalThis.UNISURVEY_COMPARED??={{}}).{kind}={json_text(data)}"


def _tex(text: str) -> list[str]:
    """Return how LaTeX spells a text, where that is otherwise."""
    source = cell(text)
    return [source] if text and source != text else []
