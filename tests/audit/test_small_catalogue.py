"""What is said of entries whose works are made up, one difference at a time."""

from dataclasses import replace

import pytest

from unisurvey.audit import audit, fix
from unisurvey.bib.reader import parse_bib

TITLE = "One Imaginary Model That Draws and Reads Sketches"
AUTHORS = "Ann One and Ben Two and Cem Three and Dee Four"
KNOWN = {
    "arxiv": "2408.00001", "doi": "10.1000/Sketch.1", "venue": "iclr-2025",
    "date": "2024-08-01",
}  # fmt: skip
ICLR = "International Conference on Learning Representations"


@pytest.fixture(scope="session")
def catalogue(toy_catalog, make_paper):
    """Make a catalogue of some papers."""

    def catalogue(*papers):
        return replace(toy_catalog, papers=papers or (make_paper(**KNOWN),))

    return catalogue


@pytest.fixture(scope="session")
def told(catalogue):
    """Return what is said of the last entry of a text: (code, message, hint)."""

    def told(text, *papers):
        last = audit(parse_bib(text.encode()), catalogue(*papers)).judgements[-1]
        return [(f.code, f.message, f.hint) for f in last.findings]

    return told


def entry(more="", title=TITLE, author=AUTHORS, key="a"):
    return f"@misc{{{key}, title={{{title}}}, author={{{author}}}, {more}}}"


PUBLISHED = "booktitle={ICLR}, year=2025"


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("One Model That Draws and Reads Sketches", "'Imaginary' is missing"),
        (f"{TITLE} Now", "'Now' is too much"),
        (
            "A B C Model That Draws and Reads Sketches",
            "'A B C' here, 'One Imaginary' there",
        ),
        (
            "A B C D Model That Draws and Reads Sketches",
            "'A B C D' here, 'One Imaginary' there",
        ),
        ("A B C D E Model That Draws and Reads Sketches", None),
        ("Sketches Reads and Draws That Model Imaginary One", None),
    ],
)
def test_words_that_differ_are_named_up_to_six(told, title, hint):
    assert told(entry(f"{PUBLISHED}, eprint=2408.00001", title)) == [
        ("B204", f"the title is {TITLE!r}", hint)
    ]


def test_a_title_that_is_missing_is_no_other_one(told):
    text = "@misc{a, eprint=2408.00001, booktitle={ICLR}, year=2025}"

    assert told(text)[0] == ("B204", "title is missing", None)


def test_authors_of_another_version_are_only_a_hint(catalogue, make_paper):
    papers = [make_paper(**KNOWN, other_titles=["Sketches of Old"])]
    text = entry(
        f"{PUBLISHED}, eprint=2408.00001", "Sketches of Old", "Ann One and Eve Five"
    )

    (found,) = audit(parse_bib(text.encode()), catalogue(*papers)).judgements

    assert [(f.code, f.severity, f.hint) for f in found.findings] == [
        (
            "B201",
            "warning",
            "the entry cites another version, whose authors may have been others",
        )
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("doi={10.1000/SKETCH.1}", []),
        ("doi={10.2000/elsewhere}", []),
        (
            "doi={10.1000/sketch.2}",
            [
                (
                    "B206",
                    "DOI 10.1000/sketch.2 is not the one known of this paper",
                    "the DOI known is 10.1000/Sketch.1",
                )
            ],
        ),
        (
            "doi={10.1000/BRUSH}",
            [
                (
                    "B206",
                    "DOI 10.1000/BRUSH is that of 'The Brush'",
                    "the DOI known is 10.1000/Sketch.1",
                )
            ],
        ),
        ("eprint=2408.00001", []),
        ("eprint=2408.00001v12, eprinttype=arxiv", []),
        (
            "eprint=2408.00009, eprinttype=arxiv",
            [("B205", "arXiv id 2408.00009 is not this paper's", "it is 2408.00001")],
        ),
        (
            "eprint=2408.00002, eprinttype=arxiv",
            [
                (
                    "B205",
                    "arXiv id 2408.00002 is that of 'The Brush'",
                    "it is 2408.00001",
                )
            ],
        ),
        (
            "eprint=sketch, eprinttype=arxiv",
            [("B205", "'sketch' is not an arXiv id; it is 2408.00001", None)],
        ),
    ],
)
def test_identifiers_are_judged_by_those_known(told, make_paper, more, expected):
    brush = make_paper("brush", title="The Brush", doi="10.1000/brush",
                       arxiv="2408.00002", authors=["Eve Five"])  # fmt: skip

    found = told(entry(f"{PUBLISHED}, {more}"), make_paper(**KNOWN), brush)

    assert found == expected


def test_without_a_known_identifier_only_anothers_is_wrong(told, make_paper):
    brush = make_paper("brush", title="The Brush", doi="10.1000/brush",
                       arxiv="2408.00002", authors=["Eve Five"])  # fmt: skip
    papers = (make_paper(), brush)

    assert told(entry("eprint=2408.00009, doi={10.1000/x}"), *papers) == []
    assert told(entry("eprint=sketch, eprinttype=arxiv"), *papers) == []
    assert told(entry("eprint=2408.00002"), *papers) == [
        (
            "B205",
            "arXiv id 2408.00002 is that of 'The Brush'",
            "no arXiv id of this paper is known",
        )
    ]
    assert told(entry("doi={10.1000/brush}"), *papers) == [
        ("B206", "DOI 10.1000/brush is that of 'The Brush'", None)
    ]


def test_a_strangers_identifier_is_told_at_its_field(catalogue):
    for more, code, name in (
        ("note={x}, eprint={2408.00001}", "B205", "eprint"),
        ("note={x}, doi={10.1000/sketch.1}", "B206", "doi"),
    ):
        text = entry(more, "On the Moulting of Lobsters", "Eve Five")
        (found,) = audit(parse_bib(text.encode()), catalogue()).judgements

        (finding,) = found.findings
        assert finding.field
        assert (finding.code, finding.field.name) == (code, name)
        assert finding.message.endswith(f"is that of {TITLE!r}, not of this work")
        assert (found.verdict, found.paper) == ("disagrees", None)


DATED = {"arxiv": "2401.00001", "date": "2023-12-31"}


@pytest.mark.parametrize(
    ("known", "more", "expected"),
    [
        # where it was published, in its year or, in print, the one after
        ({}, "booktitle={ICLR}, year=2025", None),
        ({}, "booktitle={ICLR}, year=2026", "the year is 2025, not 2026"),
        ({}, "booktitle={ICLR 2025}, year=2026", None),
        ({}, "booktitle={ICLR 2025}, year=2027", "the year is 2025 or 2026, not 2027"),
        ({}, "booktitle={ICLR 2025}, year=2024", "the year is 2025 or 2026, not 2024"),
        ({}, "booktitle={ICLR 12025}, year=2026", "the year is 2025, not 2026"),
        # where it says nothing of a place, the preprint's years are right too
        ({}, "year=2024", None),
        ({}, "year=2025", None),
        ({}, "year=2023", "the year is 2024 or 2025, not 2023"),
        # a preprint has the year of its first version, or of its id
        ({**DATED, "venue": None}, "eprint=2401.00001, year=2023", None),
        ({**DATED, "venue": None}, "eprint=2401.00001, year=2024", None),
        (
            {**DATED, "venue": None},
            "eprint=2401.00001, year=2025",
            "the year is 2023 or 2024, not 2025",
        ),
        # of another place nothing is known, but that it is not before the preprint
        ({}, "journal={Journal of Sketches}, year=2024", None),
        ({}, "journal={Journal of Sketches}, year=2031", None),
        ({}, "journal={Journal of Sketches}, year=2023", "the year is 2025, not 2023"),
        (
            {"arxiv": None, "date": None},
            "journal={Journal of Sketches}, year=1999",
            None,
        ),
    ],
)
def test_a_year_is_judged_by_the_place(told, make_paper, known, more, expected):
    fields = {
        name: value for name, value in (KNOWN | known).items() if value is not None
    }

    found = told(entry(more), make_paper(**fields))

    years = [message for code, message, _ in found if code == "B203"]
    assert years == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("venue", "place", "expected"),
    [
        ("iclr-2025", "ICLR", None),
        ("iclr-2025", "ICLR Workshop", None),
        ("iclr-workshops-2025", "ICLR", None),
        ("iclr-2025", "Journal of Sketches", None),
        ("iclr-2025", "TMLR", "published at ICLR 2025; whether also at TMLR is not known"),
        ("tmlr-2025", "ICLR", "published at TMLR 2025; whether also at ICLR is not known"),
        (
            "tmlr-2025",
            "ICLR Workshop",
            "published at TMLR 2025; whether also at ICLR Workshop is not known",
        ),
    ],
)  # fmt: skip
def test_another_place_is_only_a_hint(told, make_paper, venue, place, expected):
    known = make_paper(**{**KNOWN, "venue": venue})

    found = told(entry(f"booktitle={{{place}}}, year=2025"), known)

    places = [message for code, message, _ in found if code == "B210"]
    assert places == ([expected] if expected else [])


def test_a_work_that_is_there_twice_is_told_whatever_names_it(told):
    new = "title={Of Crabs}, author={Eve Five}"
    pairs = [
        (f"{new}, eprint=2501.00001", "title={Crabs}, eprint=2501.00001v2", True),
        (f"{new}, doi={{10.1000/Crabs}}", "doi={10.1000/CRABS}", True),
        (new, new, False),
        (f"{new}, doi={{10.1000/crabs}}", f"{new}, doi={{10.1000/shrimps}}", False),
        (f"{new}, eprint=2501.00001, doi={{10.1000/b}}", "doi={10.1000/b}", True),
        (f"title={{{TITLE}}}, author={{{AUTHORS}}}", "eprint=2408.00001", True),
    ]

    for first, second, same in pairs:
        found = told(f"@misc{{one, {first}}}\n\n@misc{{two, {second}}}")
        again = [message for code, message, _ in found if code == "B208"]
        assert again == (["the same work as 'one' in line 1"] if same else []), second
    third = "@misc{a, doi={10.1000/b}}\n@misc{b, doi={10.1000/b}}\n@misc{c, doi={10.1000/b}}"
    assert ("B208", "the same work as 'a' in line 1", None) in told(third)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("indent", ["", "  ", "\t"])
def test_a_missing_field_is_laid_out_like_the_first_one(catalogue, end, indent):
    lines = (
        "% mine",
        "@misc{a,",
        f"{indent}title = {{{TITLE}}},",
        f"{indent}booktitle = {{ICLR}}, year = 2025",
        "}",
        "",
    )
    known = catalogue()

    fixed = fix(audit(parse_bib(end.join(lines).encode()), known), known)

    added = f"{indent}author = {{One, Ann and Two, Ben and Three, Cem and Four, Dee}},"
    expected = end.join((*lines[:2], added, *lines[2:]))
    assert fixed.data.decode() == expected
    assert (fixed.mended, fixed.left) == (1, ())


def test_a_missing_field_of_one_line_stays_on_it(catalogue):
    known = catalogue()
    text = f"@misc{{a, title={{{TITLE}}}, booktitle={{ICLR}}, year=2025}}"

    fixed = fix(audit(parse_bib(text.encode()), known), known)

    added = "author = {One, Ann and Two, Ben and Three, Cem and Four, Dee}, "
    assert fixed.data.decode() == text.replace("title=", f"{added}title=", 1)


def test_what_the_encoding_of_a_file_cannot_hold_is_left(catalogue, make_paper):
    known = catalogue(make_paper(**{**KNOWN, "authors": ["王小明", "Ann One"]}))
    text = f"% é\n{entry('booktitle={ICLR}, year=2023', author='Ann One')}"

    for codec, mended in (("latin-1", 1), ("utf-8", 2)):
        fixed = fix(audit(parse_bib(text.encode(codec)), known), known)
        left = [problem.code for problem in fixed.left if problem.code[1] == "2"]
        assert (codec, fixed.mended, left) == (codec, mended, ["B201"] * (2 - mended))
        assert "year=2025" in fixed.data.decode(codec).replace("{", "").replace("}", "")


def test_a_title_in_two_fields_is_left_to_a_person(catalogue):
    known = catalogue()
    text = entry(
        "subtitle={Now}, booktitle={ICLR}, year=2025, eprint={2408.00001}",
        "One Imaginary Model",
    )

    fixed = fix(audit(parse_bib(text.encode()), known), known)

    assert fixed.data.decode() == text
    assert [problem.code for problem in fixed.left] == ["B204"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("eprint={2408.00009v12}", "eprint={2408.00001}"),
        ("eprint={arXiv:2408.00009}", "eprint={arXiv:2408.00001}"),
        (
            "url={https://arxiv.org/abs/2408.00009v2}",
            "url={https://arxiv.org/abs/2408.00001}",
        ),
        (
            "eprint={sketch}, eprinttype={arxiv}",
            "eprint={2408.00001}, eprinttype={arxiv}",
        ),
        ("doi={10.1000/brush}", "doi={10.1000/Sketch.1}"),
        ("date={2023-05-06}", "date={2025}"),
        ("year={2023}", "year={2025}"),
        ("year={c. 2023?}", "year={c. 2025?}"),
        ("booktitle={TMLR}, year={2025}", "booktitle={TMLR}, year={2025}"),
    ],
)
def test_only_what_is_wrong_is_replaced(catalogue, make_paper, wrong, right):
    brush = make_paper("brush", title="The Brush", doi="10.1000/brush",
                       authors=["Eve Five"])  # fmt: skip
    known = catalogue(make_paper(**KNOWN), brush)
    place = "" if "booktitle" in wrong else "booktitle={ICLR}, "

    fixed = fix(audit(parse_bib(entry(place + wrong).encode()), known), known)

    assert fixed.data.decode() == entry(place + right)


def test_a_missing_parent_excuses_what_is_missing_and_not_what_is_wrong(told):
    wrong = "title={One Model}, author={Eve Five}"

    for more, codes in (
        ("eprint={2408.00001}, crossref={nobody}", []),
        (f"{wrong}, eprint={{2408.00001}}, doi={{10.1000/sketch.1}}, crossref={{nobody}}",
         []),
        (f"title={{{TITLE} Now}}, eprint={{2408.00001}}, crossref={{nobody}}", ["B204"]),
        (f"title={{{TITLE}}}, author={{Ann One}}, eprint={{2408.00001}}, crossref={{no}}",
         ["B201"]),
    ):  # fmt: skip
        found = [code for code, *_ in told(f"@misc{{a, {more}}}")]
        assert [code for code in found if code != "B205"] == codes, more


def test_nobody_is_blamed_for_authors_that_are_not_known(told, make_paper):
    known = make_paper(**KNOWN, authors=None)

    assert told(entry(f"{PUBLISHED}, eprint={{2408.00001}}"), known) == []


def test_of_two_works_with_one_id_the_first_is_named(told, make_paper):
    older = make_paper("older", title="The Older Brush", arxiv="2408.00002v1",
                       authors=["Eve Five"])  # fmt: skip
    newer = make_paper("newer", title="The Newer Brush", arxiv="2408.00002",
                       authors=["Eve Five"])  # fmt: skip

    found = told(entry("eprint={2408.00002}"), make_paper(arxiv="2408.00001"),
                 older, newer)  # fmt: skip

    assert [message for code, message, _ in found if code == "B205"] == [
        "arXiv id 2408.00002 is that of 'The Older Brush'"
    ]


@pytest.mark.parametrize(
    ("known", "written", "hint"),
    [
        ("Imaginary Sketches", "Sketches", "'Imaginary' is missing"),
        ("Sketches", "Imaginary Sketches", "'Imaginary' is too much"),
        ("Re-Drawn Sketches", "Drawn Sketches", "'Re-Drawn' is missing"),
    ],
)
def test_a_word_counts_with_all_its_parts(told, make_paper, known, written, hint):
    work = make_paper(**KNOWN, title=known)

    found = told(entry(f"{PUBLISHED}, eprint={{2408.00001}}", written), work)

    assert found == [("B204", f"the title is {known!r}", hint)]
