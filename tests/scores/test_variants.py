"""A row names the variant that it is of, or none: never another."""

import itertools

import pytest
from tests.scores.conftest import row, source, table

from unisurvey.schema import Model, Variant
from unisurvey.scores.variants import better_named, misnamed


def model(name, *variants):
    """Return a model with variants such as `7b-chat`, `7b-chat = Sketch-Chat`, `7b 7`.

    What stands behind the equals sign is the name, a number the size in billions, and one
    before `px` the resolution.
    """
    made = []
    for text in variants:
        id_, *rest = text.split(" ")
        said = " ".join(rest).partition("= ")[2]
        size = next((float(word) for word in rest if word.isdecimal()), None)
        pixels = next((int(w.removesuffix("px")) for w in rest if w.endswith("px")), 0)
        data = {
            "id": id_,
            **({"name": said} if said else {}),
            **({"parameters": {"stated": size}} if size else {}),
            **({"resolution": pixels} if pixels else {}),
        }
        made.append(Variant.model_validate(data))
    return Model.model_construct(name=name, section="a", variants=tuple(made))


SIZES = model("Sketch", "1b 1", "7b 7", "7b-hd 7 = Sketch-7B-HD")
KINDS = model(
    *("Brush2", "37b = Brush2", "37b-chat = Brush2-Chat", "37b-gen = Brush2-Gen"),
)
EDITS = model("Pen-Image", "old = Pen-Image", "edit = Pen-Edit", "edit-2 = Pen-Edit-2")
SQUARES = model("Chalk", "small 256px", "large 1024px")
SUMS = model("Ink", "4b 4", "8b 8", "8b-lite 9 = Ink-Lite")


def meant(name, stated, of):
    found = better_named(name, stated, of)
    return found.id if found else None


@pytest.mark.parametrize("of", [SIZES, KINDS, EDITS, SQUARES, SUMS])
def test_its_own_name_means_a_variant_and_that_of_another_does_not(of):
    names = {each.id: each.name or f"{of.name}-{each.id}" for each in of.variants}
    for one, other in itertools.product(names, names):
        assert meant(names[one], other, of) == (None if one == other else one)


@pytest.mark.parametrize("of", [SIZES, SQUARES, SUMS])
def test_the_name_of_the_model_means_each_of_them(of):
    assert {meant(f"{of.name} (Ours)", each.id, of) for each in of.variants} == {None}


@pytest.mark.parametrize(
    ("name", "stated", "of", "expected"),
    [
        ("Sketch 7B", "1b", SIZES, "7b"),
        ("Sketch (7B)", "7b-hd", SIZES, "7b"),
        ("Sketch-HD", "7b", SIZES, "7b-hd"),
        ("Sketch-13B", "1b", SIZES, None),
        ("Sketch-1.0B", "7b", SIZES, "1b"),
        ("Brush2", "37b-chat", KINDS, "37b"),
        ("BRUSH2 Chat 34B", "37b-chat", KINDS, None),
        ("BRUSH2 Chat 34B", "37b-gen", KINDS, "37b-chat"),
        ("Brush2 37B", "37b-chat", KINDS, "37b"),
        ("Pen-Edit [2]", "edit", EDITS, "edit-2"),
        ("Pen-Edit", "edit-2", EDITS, "edit"),
        ("Pen-Image 7B+20B", "edit", EDITS, "old"),
        ("Chalk-1024×1024", "small", SQUARES, "large"),
        ("Chalk 256 px", "large", SQUARES, "small"),
        ("Chalk (512)", "large", SQUARES, None),
        ("Ink 7B + 1B", "4b", SUMS, "8b"),
        ("Ink 4B + 2B", "8b", SUMS, None),
        ("Ink", "8b-lite", SUMS, None),
    ],
)
def test_words_of_a_name_say_which_variant_it_is(name, stated, of, expected):
    assert meant(name, stated, of) == expected


def test_rows_without_name_or_known_variant_are_left_alone(scored):
    rows = [
        row("alpha:1b", "50.0", name="Alpha-7B"),
        row("alpha:7b", "60.0", name="Alpha-7B"),
        row("alpha:1b", "70.0"),
        row("alpha", "80.0", name="Alpha-7B"),
        row("alpha:9b", "80.0", name="Alpha-7B"),
        row("omega:1b", "90.0", name="Omega-7B"),
    ]
    found = misnamed(scored(source("x", table(["quiz"], *rows))))

    assert [(loc, one.name, variant.id) for _, loc, one, variant in found] == [
        (("tables", 0, "rows", 0, "variant"), "Alpha-7B", "7b")
    ]
