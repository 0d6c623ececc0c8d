import pytest

from unisurvey.views.flat import address
from unisurvey.views.searching import (
    ROW_KEYS,
    elsewhere,
    hit_row,
    meant_words,
    search_index,
    spans,
    suggestions,
)


@pytest.mark.parametrize(
    ("text", "meant", "marked"),
    [
        ("Show-o: One", {"show", "o"}, ["Show", "o"]),
        ("Show-o: One", {"showo"}, ["Show-o"]),
        ("Văn Nguyễn", {"nguyen"}, ["Nguyễn"]),
        ("ILLUME+ and ILLUME", {"illume+"}, ["ILLUME+"]),
        ("SigLIP 2", {"siglip"}, ["SigLIP"]),
        ("Qwen2.5-VL", {"qwen2", "5"}, ["Qwen2", "5"]),
        ("nothing here", {"other"}, []),
        ("", {"a"}, []),
    ],
)
def test_words_that_were_meant_are_marked_as_they_stand(text, meant, marked):
    found = [text[start:end] for start, end in spans(text, frozenset(meant))]

    assert found == marked


def test_every_record_is_found_by_its_id_key_and_name(real):
    records = list(real)
    index = search_index(records, real)

    for record in records[::7]:
        hits = [records[hit.number] for hit in index.search(record.id)]
        assert record in hits, record.id


def test_an_address_stands_for_exactly_its_record(real):
    for record in real:
        assert real[address(record, real)] is record


def test_a_long_note_is_cut_around_the_word(real):
    records = list(real)
    hits = search_index(records, real).search("released")

    for hit in hits:
        place = elsewhere(hit, meant_words(hit))
        assert all(len(part) < 140 for part in place.split("; ")), place
        assert tuple(hit_row(records[hit.number], hit, real)) == ROW_KEYS


def test_suggestions_are_names_that_resemble_the_text(real):
    found = suggestions("jannus prow", list(real), real)

    assert ("Janus-Pro", "janus-pro") in found
    assert len(found) == 3
