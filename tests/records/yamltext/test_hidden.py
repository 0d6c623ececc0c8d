"""The table of characters that cannot be seen, against Unicode's own categories."""

import sys
import unicodedata

from unisurvey.records.yamltext.characters import HIDDEN, describe

ALLOWED = {"\t", "\n", "\r", " "}


def test_every_control_format_and_space_character_is_refused():
    missed = [
        describe(char)
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char) in {"Cc", "Cf", "Zs", "Zl", "Zp", "Cs"}
        and char not in ALLOWED
        and not HIDDEN.match(char)
    ]

    assert missed == []


def test_letters_that_names_and_titles_need_pass():
    assert not HIDDEN.search("Émile Ōe 王小明 Łukasz Ş Ελένη Юрий שלום ✨🤗 ❤\ufe0f —")


def test_a_character_without_a_name_is_described_by_its_kind():
    assert describe("\x01") == "U+0001 CONTROL CHARACTER"
    assert describe("\uffff") == "U+FFFF UNNAMED"
    assert describe("\x1b") == "U+001B ESCAPE"
