from unisurvey.lists.awesome.reader import read_list
from unisurvey.text.inline import anchor, anchors

FRAGMENTS = {
    "Citation": "citation",
    "b-1: Pixel encoding": "b-1-pixel-encoding",
    "Applications & more": "applications--more",
    "Table 1 (unified models)": "table-1-unified-models",
    "  Any-to-any  ": "any-to-any",
    "snake_case, `code` & 50%": "snake_case-code--50",
    "Émile's Überblick": "émiles-überblick",
    "M² encoders": "m-encoders",
    "Ⅳ models": "ⅳ-models",
    "½ of ③ sketches": "-of--sketches",
    "⭐️ Star History": "\ufe0f-star-history",
    "🔥 Sketches": "-sketches",
    "文字と画像（画）": "文字と画像画",
    "Ⓐ and Ⓑ": "ⓐ-and-ⓑ",
    "a‿b": "a‿b",
    "x – y": "x--y",
    "١٢ models": "١٢-models",
}


def test_an_anchor_follows_the_rule_of_github():
    assert {heading: anchor(heading) for heading in FRAGMENTS} == FRAGMENTS


def test_a_repeated_heading_gets_a_number_that_no_other_has():
    assert anchors(["Editing", "More", "Editing!", "editing"]) == [
        *("editing", "more", "editing-1", "editing-2"),
    ]
    assert anchors(["a", "a-1", "a", "a"]) == ["a", "a-1", "a-2", "a-3"]


def test_a_list_is_read_by_the_same_rule():
    for heading, fragment in FRAGMENTS.items():
        assert fragment in read_list(f"# {heading}\n", "list.md").anchors, heading
