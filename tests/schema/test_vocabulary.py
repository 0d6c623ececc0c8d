import pytest
from pydantic import TypeAdapter

from unisurvey.errors import UnknownValueError
from unisurvey.schema import License, Paper, Vocabulary
from unisurvey.schema.vocabulary import (
    ComponentId,
    Encoding,
    LicenseId,
    Mask,
    SectionId,
    VenueEdition,
    split_edition,
)


@pytest.fixture(scope="session")
def read(vocabularies):
    def read(kind, value, context=vocabularies):
        return TypeAdapter(kind).validate_python(value, context=context)

    return read


@pytest.mark.parametrize(
    "value",
    [
        "iclr-2025",
        "ICLR 2025",
        "ICLR-2025",
        "Iclr 2025",
        {"venue": "iclr", "year": 2025},
        {"venue": "ICLR", "year": "2025"},
    ],
)
def test_every_form_of_a_venue_becomes_the_edition(value, read):
    assert read(VenueEdition, value) == "iclr-2025"


@pytest.mark.parametrize("value", ["MM 2024", "acm mm 2024", "ACM MM-2024"])
def test_a_venue_answers_to_name_and_alias(value, read):
    assert read(VenueEdition, value) == "acm-mm-2024"


@pytest.mark.parametrize(
    "value",
    ["iclr", "2025", "-2025", "iclr2025", "iclr-25", "iclr/2025", "iclr-２０２５", ""],
)
def test_a_venue_without_a_year_is_refused(value, complaints, vocabularies):
    message = f"{value!r} is not a venue with a year, expected one such as 'iclr-2025'"
    for context in (vocabularies, None):
        assert complaints(VenueEdition, value, context) == [
            (
                (),
                "venue_edition",
                message,
            )
        ]


@pytest.mark.parametrize(
    "value", [{"venue": "iclr"}, {"venue": "iclr", "year": 2025, "track": "x"}, 2025]
)
def test_another_shape_of_venue_is_refused(value, complaints, vocabularies):
    [(_, kind, _)] = complaints(VenueEdition, value, vocabularies)

    assert kind == "string_type"


def test_an_unknown_venue_suggests_the_closest(complaints, vocabularies):
    assert complaints(VenueEdition, "icrl-2025", vocabularies) == [
        ((), "vocabulary", "unknown venue 'icrl'; did you mean 'iclr'?")
    ]


def test_an_edition_splits_at_its_last_hyphen():
    assert split_edition("iclr-2025") == ("iclr", 2025)
    assert split_edition("acm-mm-2024") == ("acm-mm", 2024)


@pytest.mark.parametrize("value", [1, None, ["causal"]])
def test_a_word_is_text(value, complaints, vocabularies):
    assert [kind for _, kind, _ in complaints(Mask, value, vocabularies)] == [
        "string_type"
    ]


def test_a_word_that_two_entries_share_stands_for_neither_in_a_record(
    complaints, vocabularies
):
    assert vocabularies.encodings.find("HYBRID") == ("pseudo-hybrid", "joint-hybrid")
    assert [kind for _, kind, _ in complaints(Encoding, "hybrid", vocabularies)] == [
        "vocabulary"
    ]


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (ComponentId, "magvit-v2", "magvit-v2"),
        (ComponentId, "MAGVIT-v2", "magvit-v2"),
        (ComponentId, "magVIT-V2", "magvit-v2"),
        (ComponentId, "open-magvit", "magvit-v2"),
        (Mask, "Causal", "causal"),
        (Mask, "BIDIRECT", "bidirectional"),
        (Mask, "Bidirect.", "bidirectional"),
        (LicenseId, "MIT", "MIT"),
        (LicenseId, "mit", "MIT"),
        (LicenseId, "mit license", "MIT"),
        (LicenseId, "Expat", "MIT"),
        (SectionId, "b-1", "b-1"),
        (SectionId, "B-1", "b-1"),
        (SectionId, "pixel encoding", "b-1"),
    ],
)
def test_a_word_is_kept_as_the_id_it_stands_for(kind, value, kept, read):
    assert read(kind, value) == kept


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (
            ComponentId,
            "magvit-v3",
            "unknown component 'magvit-v3'; did you mean 'magvit-v2'?",
        ),
        (
            ComponentId,
            "llama",
            "unknown component 'llama'; expected one of phi-1.5, magvit-v2",
        ),
        (LicenseId, "MTI", "unknown license 'MTI'; did you mean 'MIT'?"),
        (SectionId, "b-9", "unknown section 'b-9'; did you mean 'b-2' or 'b-1'?"),
    ],
)
def test_an_unknown_word_suggests_the_closest(
    kind, value, message, complaints, vocabularies
):
    [(_, error, words)] = complaints(kind, value, vocabularies)

    assert error == "vocabulary"
    assert words.casefold() == message.casefold()


@pytest.mark.parametrize("value", ["b", "AR", "3.2", "Autoregressive models"])
def test_a_section_is_a_leaf(value, complaints, vocabularies):
    assert complaints(SectionId, value, vocabularies) == [
        (
            (),
            "vocabulary",
            f"section {value!r} has subsections, expected one of b-1, b-2",
        )
    ]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ComponentId, "anything"),
        (LicenseId, "Anything"),
        (SectionId, "z-9"),
        (VenueEdition, "anywhere-2025"),
    ],
)
def test_without_vocabularies_a_word_is_taken_as_it_is(kind, value, read):
    assert read(kind, value, context=None) == value


def test_an_id_goes_before_an_alias_and_an_ambiguous_word_means_nothing():
    known = Vocabulary(
        "license",
        [
            License(id="A", name="First", aliases=("B",)),
            License(id="B", name="Second", aliases=("first",)),
        ],
    )

    assert known.resolve("B") == "B"
    assert known.resolve("b") == "B"
    with pytest.raises(UnknownValueError, match="unknown license 'FIRST'"):
        known.resolve("FIRST")


def test_an_unknown_value_lists_a_short_vocabulary():
    known = Vocabulary("license", [License(id="MIT", name="MIT License")])

    with pytest.raises(UnknownValueError) as caught:
        known.resolve("proprietary")

    assert str(caught.value) == ("unknown license 'proprietary'; expected MIT")


def test_an_unknown_value_names_what_is_called_by_that_word_among_others():
    letters = [License(id=f"X-{n}", name=f"Licence {n}") for n in range(20)]
    free = License(id="CC0-1.0", name="Creative Commons Zero")
    known = Vocabulary("license", [*letters, free])

    with pytest.raises(UnknownValueError, match=r"'commons'; expected CC0-1\.0$"):
        known.find("commons")
    with pytest.raises(UnknownValueError, match=r"unknown license 'mm'$"):
        known.find("mm")


def test_a_name_of_two_is_answered_with_both():
    pair = [License(id=id_, name="Free") for id_ in ("CC0-1.0", "MIT")]

    with pytest.raises(UnknownValueError, match="'free'; expected one of CC0"):
        Vocabulary("license", pair).resolve("free")


def test_the_taxonomy_holds_only_the_top(vocabularies):
    assert [section.id for section in vocabularies.taxonomy] == ["b"]
    assert [s.id for s in vocabularies.sections] == ["b", "b-1", "b-2"]
    assert [s.id for s in vocabularies.sections["b"].leaves] == ["b-1", "b-2"]
    assert [s.id for s in vocabularies.sections["b-1"].leaves] == ["b-1"]


def test_a_record_keeps_only_ids(paper, vocabularies):
    data = paper(
        venue="ICLR 2025",
        license="mit license",
        model={
            "name": "Show-o",
            "section": "Pixel encoding",
            "backbone": ["Phi-1.5"],
            "mask": "Bidirect.",
        },
    )

    read = Paper.model_validate(data, context=vocabularies)

    assert read.venue == "iclr-2025"
    assert read.license == "MIT"
    assert read.model is not None
    assert read.model.section == "b-1"
    assert read.model.backbone == ("phi-1.5",)
    assert read.model.mask == "bidirectional"
