"""Where in a record a finding stands, and how often one fault is told."""

import pytest

ALPHA = "papers/alpha.yaml"


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        (
            [(ALPHA, "  backbone: ", ("  modalities: {input: [text], output: [image]}\n"
                                     "  backbone: "))],
            ("data/papers/alpha.yaml:15:3-10 C271 only text and image, "
            "expected a further modality in section 'any-to-any'"),
        ),
        (
            [
                ("taxonomy.yaml", "  paradigm: diffusion\n",
                 "  paradigm: diffusion\n  encoding: pixel\n"),
                (ALPHA, "any-to-any\n  paradigm: hybrid", "a"),
                ("components.yaml", "kind: language-model\n  family",
                 "kind: vision-encoder\n  family"),
                (ALPHA, "understanding: [llama]", "shared: [llama-2]"),
            ],
            ("data/papers/alpha.yaml:15:3-8 C272 an encoder of vision and language, "
            "section 'a' is pixel encoding"),
        ),
    ],
)  # fmt: skip
def test_what_a_part_lacks_is_told_at_its_key(edits, found, edit, findings):
    for change in edits:
        edit(*change)

    assert findings() == [found]


def test_a_name_is_turned_round_once_however_many_have_it(found_in):
    text = "".join(
        f"# data/papers/{name}.yaml\nsections: [applications]\nauthors: {authors}\n"
        for name, authors in (
            ("ash", "[Mai Quill, Bob Two]"),
            ("birch", "[Mai Quill, Bob Two]"),
            ("cedar", "[Quill Mai, Bob Two]"),
        )
    )

    told = [message for code, message in found_in(text) if code == "C252"]
    assert told == ["'Quill Mai' stands the other way round in 'ash'"]
