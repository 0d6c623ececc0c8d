import pytest
from tests.sampling import some_of

from unisurvey.records import name_of
from unisurvey.views.flat import address
from unisurvey.views.searching import (
    ROW_KEYS,
    by_work,
    hit_row,
    reasons,
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


@pytest.fixture(scope="module")
def index(real):
    """What finds all records; making it takes longer than asking it."""
    return search_index(list(real), real)


def test_every_record_is_found_by_its_id_key_and_name(real, index):
    records = list(real)

    for record in some_of(records, 50):
        hits = [records[hit.number] for hit in index.search(record.id)]
        assert record in hits, record.id


def test_every_model_is_found_by_who_made_it(real):
    models = [paper for paper in real.papers if paper.model]
    index = search_index(models, real)
    organizations = [*real.vocabularies.organizations]

    for organization in some_of(organizations, 30):
        for name in (organization.name, *(organization.aliases or ())):
            found = {models[hit.number].id for hit in index.search(name)}
            made = {
                paper.id
                for paper in models
                if organization.id in (paper.model.organizations or ())
            }
            assert made <= found, name


def test_an_address_stands_for_exactly_its_record(real):
    for record in real:
        assert real[address(record, real)] is record


def test_a_long_note_is_cut_around_the_word(real, index):
    records = list(real)
    works = by_work(index.search("released"), records, real)

    for work in works:
        place = reasons(work, marked=True)
        assert all(len(part) < 140 for part in place.split("; ")), place
        assert tuple(hit_row(work, real)) == ROW_KEYS


@pytest.mark.parametrize("text", ["edit", "image", "janus", "geneval", "laion"])
def test_every_hit_is_in_the_one_row_of_its_work(text, real, index):
    """No record is lost, none is there twice, and no work has two rows."""
    records = list(real)
    hits = index.search(text)
    works = by_work(hits, records, real)

    papers = [real.paper_of(work.record) or work.record for work in works]
    assert len({id(paper) for paper in papers}) == len(works)
    for work, paper in zip(works, papers, strict=True):
        assert all(real.paper_of(real[also]) is paper for also in work.also)
    shown = [word for w in works for word in (address(w.record, real), *w.also)]
    found = [address(records[hit.number], real) for hit in hits]
    assert sorted(shown) == sorted(found)
    scores = [work.hit.score for work in works]
    assert scores == sorted(scores, reverse=True)


def test_records_of_one_kind_are_rows_of_their_own(real):
    hits = search_index(real.datasets, real).search("laion")

    assert all(work.also == () for work in by_work(hits, real.datasets, real))


def test_of_equal_hits_what_the_catalogue_lists_goes_before_mere_papers(real, index):
    records = list(real)
    names = [
        work.record.id for work in by_work(index.search("image editing"), records, real)
    ]

    assert names.index("anyedit") < names.index("glide")
    assert names.index("hq-edit") < names.index("univg")


def test_every_name_of_a_model_dataset_or_benchmark_finds_its_work_first(real, index):
    records = list(real)
    listed = (*real.models, *real.datasets, *real.benchmarks)
    wrong = []
    for record in some_of(listed, 50):
        first = by_work(index.search(name_of(record)), records, real)[0].record
        namesake = name_of(first).casefold() == name_of(record).casefold()
        if real.paper_of(first) is not real.paper_of(record) and not namesake:
            wrong.append((name_of(record), first.id))

    assert wrong == []


def test_suggestions_are_names_that_resemble_the_text(real):
    found = suggestions("jannus prow", list(real), real)

    assert ("Janus-Pro", "janus-pro") in found
    assert len(found) == 3
