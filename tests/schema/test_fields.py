import pytest
from pydantic import TypeAdapter

from unisurvey.schema.base import (
    EXPECTED,
    PLACEHOLDERS,
    ArxivClass,
    ArxivId,
    Count,
    Doi,
    Key,
    Many,
    Pages,
    PersonName,
    Slug,
    SpdxId,
    Text,
    Url,
)
from unisurvey.schema.paper import Author

FORMS = {
    "slug": (
        Slug,
        ["show-o", "vargpt-v1.1", "unicode2", "a", "3d", "dreambench++", "a--b", "c+"],
        [
            "",
            "Show-o",
            "show o",
            "show_o",
            "-show",
            "show-",
            "a/b",
            "a.",
            "é",
            "show-o\n",
        ],
    ),
    "url": (
        Url,
        [
            "https://example.org",
            "http://tar.csuhan.com/",
            "https://a.b/c?d=e&f=g#h",
            "http://218.91.113.230:9002/",
            "https://en.wikipedia.org/wiki/Foo_(bar)",
        ],
        [
            "example.org",
            "ftp://example.org",
            "htp://example.org",
            "https://",
            "https:///example.org",
            "https://localhost",
            "https://example.org/a b",
            "https://example.org/<x>",
            "javascript:alert(1)",
            "HTTPS://example.org",
            "https://example.org\n",
        ],
    ),
    "arxiv_class": (
        ArxivClass,
        ["cs.CV", "stat.ML", "quant-ph", "cond-mat.dis-nn"],
        ["CV", "cs.cv.LG", "cs.CV cs.LG", "cs.", "cs/CV"],
    ),
    "arxiv": (
        ArxivId,
        ["2408.12528", "0704.0001", "2307.06350v1", "2512.99999v12"],
        [
            "2413.12528",
            "2400.12528",
            "2408.123",
            "2408.123456",
            "arXiv:2408.12528",
            "https://arxiv.org/abs/2408.12528",
            "2408.12528v0",
            "cs/0112017",
            "2408.12528 ",
        ],
    ),
    "doi": (
        Doi,
        ["10.1109/5.771073", "10.48550/arXiv.2408.12528", "10.1007/s11263-024-1(2)"],
        ["https://doi.org/10.1109/5.771073", "10.1109", "10.11/x", "doi:10.1109/5 1"],
    ),
    "pages": (
        Pages,
        ["100–112", "7", "A12–A20", "27:1–27:30", "1.5"],
        ["100-112", "100—112", "100--112", "pp. 1–2", "1–", "–2", "1, 2", "xii"],
    ),
    "key": (
        Key,
        ["xie2024showo", "li-wang2025x", "deepseek-ai2025deepseekv3", "o2020a"],
        ["2024showo", "Xie2024showo", "xie24showo", "xie2024", "xie2024Show", "xie"],
    ),
    "spdx": (
        SpdxId,
        ["MIT", "Apache-2.0", "LicenseRef-LaVIT-Community", "GPL-3.0+"],
        ["", "MIT License", "-x", "(MIT)"],
    ),
}


def _cases(which):
    for name, (kind, good, bad) in FORMS.items():
        for value in (good, bad)[which]:
            yield pytest.param(kind, value, id=f"{name} {value!r}")


@pytest.mark.parametrize(("kind", "value"), list(_cases(0)))
def test_a_well_formed_value_is_kept_as_it_is(kind, value, complaints):
    assert complaints(kind, value) == []
    assert TypeAdapter(kind).validate_python(value) == value


@pytest.mark.parametrize(("kind", "value"), list(_cases(1)))
def test_a_malformed_value_is_refused(kind, value, complaints):
    [(_, error, _)] = complaints(kind, value)

    assert error == "string_pattern_mismatch"


@pytest.mark.parametrize(
    "value",
    [
        *("https://example.org:99999/", "https://example.org:0/", "https://a.b:c/"),
        *("https://a..example.org/", "https://.example.org/", "https://[a.example"),
        "https://exam\u2100ple.org/",
    ],
)
def test_an_address_that_cannot_be_asked_is_refused(value, complaints):
    assert complaints(Url, value) == [
        (
            (),
            "url",
            f"{value!r} is not well-formed, expected a host and a port that can be asked",
        )
    ]


def test_every_pattern_says_what_to_write_instead():
    for pattern, expected in EXPECTED.items():
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert expected


def test_a_slug_is_no_longer_than_a_file_name_should_be(complaints):
    assert complaints(Slug, "a" * 80) == []
    assert [kind for _, kind, _ in complaints(Slug, "a" * 81)] == ["string_too_long"]


@pytest.mark.parametrize("word", sorted(PLACEHOLDERS))
def test_a_placeholder_is_no_text_whatever_its_case_and_spaces(word, complaints):
    for value in (word, word.upper(), f" {word.capitalize()} "):
        assert complaints(Text, value) == [
            ((), "placeholder", f"{value!r} stands for a value that is not known")
        ]


@pytest.mark.parametrize("value", ["<title>", "<a b>", "<é>"])
def test_what_a_template_left_open_is_no_text(value, complaints):
    assert complaints(Text, value) == [
        ((), "placeholder", f"{value!r} stands for a value that is not known")
    ]


@pytest.mark.parametrize("value", ["<a> b", "a <b>", "<>", "<a><b>", "a > b < c"])
def test_angle_brackets_may_be_part_of_a_text(value, complaints):
    assert complaints(Text, value) == []


@pytest.mark.parametrize(
    "value", ["unknowns", "-1", "NAtural", "none of them", "?!", "Emu", "n/a n/a"]
)
def test_text_that_only_resembles_a_placeholder_is_text(value, complaints):
    assert complaints(Text, value) == []


@pytest.mark.parametrize(
    "value", [" a", "a ", "a  b", "a\nb", "a\tb", "a\u00a0b", "a\u2028b", "a\r\nb"]
)
def test_text_is_one_line_with_single_spaces(value, complaints):
    assert complaints(Text, value) == [
        ((), "spacing", "text has line breaks, double spaces or spaces at its ends")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Jinheng Xie",
        "Laurens van der Maaten",
        "Nguyễn Văn A",
        "Plato",
        "John Smith Jr.",
        "Alan Etal",
        "Ferdinand Andersen",
    ],
)
def test_a_person_is_named_in_full(name, complaints):
    assert complaints(PersonName, name) == []


@pytest.mark.parametrize(
    "name", ["Xie et al.", "Xie et al", "Xie et. al.", "et al.", "Xie and others"]
)
def test_a_cut_author_list_is_refused(name, complaints):
    assert complaints(PersonName, name) == [
        (
            (),
            "truncated_authors",
            f"{name!r} cuts the author list, expected every author by name",
        )
    ]


@pytest.mark.parametrize("name", ["Xie, Jinheng", "A. Xie; B. Mao", "A Xie and B Mao"])
def test_an_author_is_one_name_in_its_natural_order(name, complaints):
    assert complaints(PersonName, name) == [
        (
            (),
            "author_form",
            f"{name!r} is not one name, expected given names before the family name",
        )
    ]


def test_an_organization_may_be_called_what_no_person_may(complaints):
    team = {"organization": "Inclusion AI, Ant Group and others"}

    assert complaints(Author, team) == []
    assert str(TypeAdapter(Author).validate_python(team)) == team["organization"]


def test_an_organization_says_nothing_else(complaints):
    team = {"organization": "Ant Group", "city": "Hangzhou"}

    assert complaints(Author, team) == [
        (
            ("<organization>", "city"),
            "extra_forbidden",
            "Extra inputs are not permitted",
        )
    ]


def test_a_list_holds_at_least_one_element(complaints):
    assert [kind for _, kind, _ in complaints(Many[Text], ())] == ["too_short"]
    assert TypeAdapter(Many[Text]).validate_python(["a", "b"]) == ("a", "b")


@pytest.mark.parametrize("value", [0, -1, 1.0, True, "1"])
def test_a_count_is_a_positive_whole_number(value, complaints):
    assert complaints(Count, 1) == []
    assert complaints(Count, value) != []
