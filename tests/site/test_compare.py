"""What the page compares by its script is what the command compares."""

import json
from itertools import combinations

import pytest

from unisurvey.fields.field import is_known
from unisurvey.records import SELECTABLE
from unisurvey.render.latex import cell
from unisurvey.site.compare import comparing as compare_pages
from unisurvey.site.frame import Frame
from unisurvey.views.comparison import compare


def compared_of(catalog):
    """Yield each kind with what the script of the page reads."""
    for address, text in compare_pages(Frame(catalog, ())):
        if address.startswith("assets/"):
            head, _, data = text.partition("=")[2].partition("=")
            yield head.rpartition(".")[2], json.loads(data)


@pytest.mark.parametrize("which", ["toy_catalog", "another_catalog", "real"])
def test_two_records_say_what_the_command_says(which, request):
    catalog = request.getfixturevalue(which)
    kinds = dict(compared_of(catalog))
    assert kinds.keys() <= set(SELECTABLE)
    for kind, data in kinds.items():
        records = catalog.records(kind)
        place = {id_: n for n, id_ in enumerate(data["ids"])}
        pairs = list(combinations(records, 2))
        for pair in pairs[:: len(pairs) // 20 + 1]:
            rows = []
            for field in data["fields"]:
                said = [field["words"][field["rows"][place[r.id]]] for r in pair]
                if any(is_known(value) for _, value, *_ in said):
                    rows.append((field["label"][0], tuple(text for text, *_ in said)))
            command = compare(pair, kind, catalog)
            assert rows == [(row.label, row.cells) for row in command.rows]


def test_what_latex_spells_otherwise_is_there_in_its_spelling(any_catalog):
    for _, data in compared_of(any_catalog):
        named = [
            (name, data["inTex"].get(str(n))) for n, name in enumerate(data["names"])
        ]
        words = [said for field in data["fields"] for said in field["words"]]
        cells = [(text, more[0] if more else None) for text, _, *more in words if text]
        for text, tex in (*named, *cells):
            assert (tex or text) == cell(text)
