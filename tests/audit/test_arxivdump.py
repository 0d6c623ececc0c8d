"""Stored metadata of arXiv, in each of the forms they come in."""

import json

import pytest

from unisurvey.audit.arxivdump import read_metadata
from unisurvey.errors import UsageError

ID = "2408.00001"
PARSED = [["Quill", "Ada", ""], ["Wren", "Ben", "Jr."], ["Sketch Team"]]


@pytest.fixture
def read(tmp_path):
    """Read a text, or data one object a line, about one paper."""

    def read(text, wanted=(ID,)):
        path = tmp_path / "arxiv.json"
        if not isinstance(text, str):
            text = "".join(f"{json.dumps(entry)}\n" for entry in text)
        path.write_text(text)
        return read_metadata(path, wanted)

    return read


def said(found):
    return [(name.text, name.family) for name in found[ID].names]


@pytest.mark.parametrize("written", [ID, f"{ID}v1", f"{ID}v12", f"arXiv:{ID}"])
@pytest.mark.parametrize("as_list", [False, True])
def test_a_paper_is_found_by_its_id_however_written(read, written, as_list):
    entries = [
        {"title": "Other", "id": "2408.00002", "authors": "Eve Five"},
        {"id": written, "title": "On\n  Sketches", "authors_parsed": PARSED},
        {"id": "math/0101001", "title": "Old"},
    ]

    found = read(json.dumps(entries) if as_list else entries)

    assert set(found) == {ID}
    assert found[ID].title == "On Sketches"
    assert found[ID].arxiv == (ID,)
    assert said(found) == [
        ("Ada Quill", "Quill"), ("Ben Wren Jr.", "Wren"), ("Sketch Team", "Sketch Team"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Ada Quill", ["Ada Quill"]),
        ("Ada Quill, Ben Wren and Cy Roe", ["Ada Quill", "Ben Wren", "Cy Roe"]),
        ("Ada Quill,Ben Wren, and  Cy Roe", ["Ada Quill", "Ben Wren", "Cy Roe"]),
        ("Ada Quill  and\n Ben Wren", ["Ada Quill", "Ben Wren"]),
        ("Ada Quill, and  Ben Wren", ["Ada Quill", "Ben Wren"]),
        ("Andrea Sandy, Brand Andor", ["Andrea Sandy", "Brand Andor"]),
        ("Ad\\'a Quill, ", ["Adá Quill"]),
        ("", []),
    ],
)
def test_authors_of_one_text_are_told_apart(read, authors, names):
    found = read([{"id": ID, "title": "X", "authors": authors}])

    assert [name.text for name in found[ID].names] == names


def test_what_has_another_form_is_passed_over(read):
    entries = [
        {"id": ID, "title": "X", "authors_parsed": [[], "Ada", ["Quill", "Ada"]]}
    ]
    found = read(json.dumps([*entries, "text", 7, None, ["list"]]))

    assert said(found) == [("Ada Quill", "Quill")]
    assert read([{"id": ID}])[ID].names == ()


def test_only_lines_about_the_papers_are_read(read):
    text = f'{{"id": "9901.1"}}\nno JSON at all\n{{"id": "{ID}", "title": "X"}}\n'

    assert read(text)[ID].title == "X"
    assert read(text, ("9901.1",)).keys() == {"9901.1"}
    with pytest.raises(UsageError, match=":2: no JSON"):
        read(f'{{"id": "9901.1"}}\n{{"id": "{ID}", }}\n')
    with pytest.raises(UsageError, match=":1: no metadata of arXiv"):
        read(f'no JSON at all\n{{"id": "{ID}", "title": "X"}}\n')
