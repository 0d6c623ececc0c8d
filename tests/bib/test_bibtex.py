from unicodedata import normalize
from urllib.parse import unquote

import pybtex.database  # type: ignore[import-untyped]
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Preamble
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from tests.sampling import some_of

from unisurvey.bib.bibtex import STYLES, entry_fields, to_bibtex
from unisurvey.bib.reader import parse_bib
from unisurvey.bib.tex.reader import read as read_tex
from unisurvey.errors import UnknownValueError
from unisurvey.schema import Organization, Paper, Venue, Vocabularies, Vocabulary
from unisurvey.schema.base import Doi, PersonName, Text, Url
from unisurvey.schema.paper import Title

VOCABULARIES = Vocabularies(
    sections=Vocabulary("section", []),
    venues=Vocabulary(
        "venue",
        [
            Venue(id="iclr", name="ICLR", full="Learning & Such", kind="conference"),
            Venue(id="wkshp", name="W", full="{100%} Workshop", kind="workshop"),
            Venue(id="tmlr", name="TMLR", full="Transactions", kind="journal"),
        ],
    ),
    components=Vocabulary("component", []),
    licenses=Vocabulary("license", []),
)
TEXT_FIELDS = {"booktitle", "howpublished", "journal", "journaltitle", "key"}
REQUIRED = {
    "id": "show-o",
    "key": "xie2024showo",
    "title": "Show-o: One Single Transformer",
    "sources": [{"url": "https://example.org/a", "vouches": ["title"]}],
    "added": "2026-01-01",
}


def make_paper(**fields):
    return Paper.model_validate(REQUIRED | fields, context=VOCABULARIES)


def read(text):
    """Parse with the reference reader, names taken apart."""
    names = [SeparateCoAuthors(), SplitNameParts()]
    library = parse_string(text, append_middleware=names)
    assert library.failed_blocks == []
    before = [block for block in library.blocks if isinstance(block, Preamble)]
    assert library.blocks == [*before[:1], *library.entries]
    return library.entries


def natural(parts):
    """A parsed name as people write it, without TeX."""
    words = (*parts.first, *parts.von, *parts.last, *parts.jr)
    return read_tex(" ".join(words)).text


def one_line(text):
    return normalize("NFC", " ".join(text.split()))


def valid(kind):
    adapter = TypeAdapter(kind)

    def accepts(value):
        try:
            return adapter.validate_python(value) == value
        except ValidationError:
            return False

    return accepts


hostile = st.text(st.sampled_from("""\\{}%&#_$~^"@(=: \r\x85aA-"""), min_size=1)
letters = st.text(st.sampled_from("ễệøĐıİĵơỨ–—“”’'`-,<²₀αβ→王🙂e\u0301\u0323\u0332"))
free = st.text(min_size=1) | hostile | letters
texts = free.map(lambda text: normalize("NFC", text)).filter(valid(Text))
titles = texts.filter(valid(Title))
persons = (
    (
        free
        | st.lists(
            st.sampled_from(
                (
                    "Anna",
                    "van",
                    "Maaten",
                    "Jr.",
                    "AND",
                    "others",
                    "é",
                    "\\",
                    "{",
                    "an&d",
                    "Nguyễn",
                    "王小明",
                    "Ελένη",
                    "Ø.",
                    "–",
                    "i",
                )
            ),
            min_size=1,
        ).map(" ".join)
    )
    .map(lambda text: normalize("NFC", text))
    .filter(valid(PersonName))
)
organizations = texts.map(lambda name: {"organization": name})
dois = st.from_regex(r"\A10\.[0-9]{4,9}/\S+\Z").filter(valid(Doi))
urls = st.from_regex(r"\Ahttps?://[a-z%_~&#@(=]+\.[a-z%_~&#@(=/]+\Z").filter(valid(Url))
papers = st.fixed_dictionaries(
    {"title": titles},
    optional={
        "authors": st.lists(persons | organizations, min_size=1, max_size=4),
        "date": st.sampled_from(["2024-05", "1999-12-31", "2024-02-29"]),
        "arxiv": st.sampled_from(["2408.12528", "2408.1252v1"]),
        "doi": dois,
        "url": urls,
        "pages": st.sampled_from(["7", "100–112", "S1:3–S1:20"]),
        "venue": st.sampled_from(["iclr-2025", "wkshp-2024", "tmlr-2023"]),
    },
).map(lambda fields: make_paper(**fields))


def test_nothing_makes_an_empty_file():
    assert to_bibtex([], VOCABULARIES) == ""


def test_entries_stand_in_the_order_given_with_a_blank_line_between():
    published = make_paper(
        authors=["Jinheng Xie", {"organization": "R&D Team"}, "Ian van der Berg Jr."],
        date="2024-08-22",
        arxiv="2408.12528",
        venue="iclr-2025",
        pages="100–112",
    )
    preprint = make_paper(key="anon2024gpt", title="100% GPT", date="2024-12")

    assert to_bibtex([published, preprint], VOCABULARIES) == (
        "@inproceedings{xie2024showo,\n"
        "  title = {{Show-o}: One Single Transformer},\n"
        "  author = {Xie, Jinheng and {R\\&D Team} and van der Berg, Jr., Ian},\n"
        "  booktitle = {Learning \\& Such},\n"
        "  year = {2025},\n"
        "  pages = {100--112},\n"
        "  eprint = {2408.12528},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2408.12528},\n"
        "}\n"
        "\n"
        "@misc{anon2024gpt,\n"
        "  title = {100\\% {GPT}},\n"
        "  key = {100\\% GPT},\n"
        "  year = {2024},\n"
        "  month = dec,\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("venue", "kind", "names"),
    [
        ("iclr-2025", "inproceedings", ["title", "booktitle", "year"]),
        ("wkshp-2025", "inproceedings", ["title", "booktitle", "year"]),
        ("tmlr-2025", "article", ["title", "journal", "year"]),
    ],
)
def test_venue_decides_type_and_year(venue, kind, names):
    paper = make_paper(venue=venue, date="2024-08-22")
    found, fields = entry_fields(paper, VOCABULARIES)

    assert (found, list(fields), fields["year"]) == (kind, names, "2025")


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"arxiv": "2408.12528"}, "https://arxiv.org/abs/2408.12528"),
        ({"arxiv": "2408.12528", "doi": "10.1000/1"}, None),
        ({"url": "https://example.org/x_y"}, "https://example.org/x_y"),
        ({"doi": "10.1000/1", "url": "https://example.org"}, "https://example.org"),
        ({}, None),
    ],
)
def test_url_is_given_where_no_doi_leads_to_the_work(fields, url):
    _, written = entry_fields(make_paper(**fields), VOCABULARIES)

    assert written.get("url") == url


def test_fields_are_plain_unicode():
    authors = ["A_b C", {"organization": "R&D"}]
    paper = make_paper(title="{5%}", authors=authors, venue="wkshp-2024", pages="1–2")

    _, fields = entry_fields(paper, VOCABULARIES)

    assert fields == {
        "title": "{5%}",
        "author": "C, A_b and {R&D}",
        "booktitle": "{100%} Workshop",
        "year": "2024",
        "pages": "1–2",
    }


def test_identifiers_stay_as_they_are_but_for_what_breaks_an_entry():
    paper = make_paper(doi=r"10.1007/978-3_1%#{\}", url="https://example.org/a_b%20c")

    [entry] = read(to_bibtex([paper], VOCABULARIES))

    assert entry["doi"] == "10.1007/978-3_1%#%7B%5C%7D"
    assert entry["url"] == "https://example.org/a_b%20c"


@pytest.mark.parametrize(
    ("author", "source"),
    [
        ("Jinheng Xie", "Xie, Jinheng"),
        ("Laurens van der Maaten", "van der Maaten, Laurens"),
        ("Carlos de la Cruz III", "de la Cruz, III, Carlos"),
        ("Ann AND", "{AND}, Ann"),
        ("Ann an&d Lee", r"Lee, Ann an{\&}d"),
        ("others", "{others}"),
        ("some_user", r"some{\_}user"),
        ({"organization": "Fast, Good and Cheap"}, "{Fast, Good and Cheap}"),
    ],
)
def test_names_are_written_family_name_first(author, source):
    text = to_bibtex([make_paper(authors=[author])], VOCABULARIES)

    assert f"  author = {{{source}}},\n" in text


@pytest.mark.parametrize("style", STYLES)
@given(paper=papers)
@example(paper=make_paper(title="trailing \\", authors=["and"], venue="wkshp-2024"))
@example(paper=make_paper(authors=["0", "&", {"organization": "&0"}]))
@example(paper=make_paper(authors=["Ann an&d Lee"]))
@example(paper=make_paper(title="a @b(c", authors=["a @b(c \\", {"organization": "}"}]))
def test_entry_reads_back_as_its_fields(style, paper):
    _, fields = entry_fields(paper, VOCABULARIES)
    kind, names = STYLES[style][0](*entry_fields(paper, VOCABULARIES), paper)

    [entry] = read(to_bibtex([paper], VOCABULARIES, style=style))

    assert (entry.entry_type, entry.key) == (kind, paper.key)
    assert [field.key for field in entry.fields] == list(names)
    back = {field.key: field.value for field in entry.fields}
    fields |= names
    assert read_tex(back.pop("title")).text == one_line(paper.title)
    read_names = back.pop("author", [])
    for author, parts in zip(paper.authors or (), read_names, strict=True):
        assert natural(parts) == one_line(str(author))
        if isinstance(author, Organization):
            assert (parts.first, parts.von, parts.jr) == ([], [], [])
    for name in TEXT_FIELDS & back.keys():
        assert read_tex(back.pop(name)).text == fields[name]
    assert unquote(back.pop("doi", "")) == unquote(paper.doi or "")
    assert back.pop("pages", "") == (paper.pages or "").replace("–", "--")
    assert back == {name: fields[name] for name in back}


@given(st.lists(papers, max_size=4))
def test_file_is_lines_of_entries_without_trailing_spaces(several):
    keys = [f"xie2024showo{n}" for n in range(len(several))]
    pairs = zip(several, keys, strict=True)

    text = to_bibtex(
        [paper.model_copy(update={"key": key}) for paper, key in pairs], VOCABULARIES
    )

    assert [entry.key for entry in read(text)] == keys
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert "\r" not in text
    assert text.endswith("}\n") is bool(several)
    blocks = len(several) + text.count('@preamble{"\n')
    assert text.count("\n\n") == max(blocks - 1, 0)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=settings().max_examples // 4)
@given(paper=papers)
def test_pybtex_reads_the_same_title_and_names(style, paper):
    text = to_bibtex([paper], VOCABULARIES, style=style)

    entry = pybtex.database.parse_string(text, "bibtex").entries[paper.key]

    assert read_tex(entry.fields["title"]).text == one_line(paper.title)
    read_names = entry.persons.get("author", [])
    for author, person in zip(paper.authors or (), read_names, strict=True):
        parts = (
            *person.first_names,
            *person.middle_names,
            *person.prelast_names,
            *person.last_names,
            *person.lineage_names,
        )
        assert read_tex(" ".join(parts)).text == one_line(str(author))


def test_letters_that_not_every_document_has_are_defined_first():
    paper = make_paper(title="Đ 王", authors=["Ngọc Nguyễn"], date="2024-05")

    other = paper.model_copy(update={"key": "xie2024other"})

    text = to_bibtex([paper, other], VOCABULARIES)

    assert text.startswith(
        '@preamble{"\n'
        r"  \ProvideTextCommandDefault{\DJ}{\leavevmode"
    )
    assert text.count("@preamble") == 1
    assert r"\x{王}{[U+738B]}" in text
    assert r"  title = {{{\DJ}} 王}," in text
    assert r"Nguy{\~{\^e}}n, Ng{\d{o}}c" in text
    assert "@preamble" not in to_bibtex([paper], VOCABULARIES, style="biblatex")


def test_work_without_authors_is_one_that_styles_take_without_warning():
    paper = make_paper(venue="iclr-2025", name="Show-o")

    assert to_bibtex([paper], VOCABULARIES) == (
        "@misc{xie2024showo,\n"
        "  title = {{Show-o}: One Single Transformer},\n"
        "  key = {Show-o},\n"
        "  howpublished = {Learning \\& Such},\n"
        "  year = {2025},\n"
        "}\n"
    )


def test_work_without_date_has_the_year_of_its_key():
    text = to_bibtex([make_paper(authors=["Ann Lee"])], VOCABULARIES)

    assert "  year = {2024},\n" in text


def test_capitals_may_be_chosen_by_the_record():
    paper = make_paper(title="GPT: A Chinese View", capitals=["Chinese"])

    assert "title = {GPT: A {Chinese} View}" in to_bibtex([paper], VOCABULARIES)


def test_keys_may_be_ids_and_fields_left_out():
    paper = make_paper(authors=["Ann Lee"], date="2024-05", arxiv="2405.12345")
    omit = ["URL", "archiveprefix", "month"]

    assert to_bibtex([paper], VOCABULARIES, keys="id", omit=omit) == (
        "@misc{show-o,\n"
        "  title = {{Show-o}: One Single Transformer},\n"
        "  author = {Lee, Ann},\n"
        "  year = {2024},\n"
        "  eprint = {2405.12345},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"omit": ["ulr"]}, "unknown field 'ulr'; did you mean 'url'?"),
        (
            {"style": "bibtec"},
            "unknown style 'bibtec'; did you mean 'bibtex' or 'biblatex'?",
        ),
    ],
)
def test_unknown_style_or_field_suggests_the_closest(wanted, message):
    with pytest.raises(UnknownValueError) as caught:
        to_bibtex([], VOCABULARIES, **wanted)

    assert str(caught.value) == message


@pytest.mark.parametrize("title", ["{Show-o: One", "Show-o}: {One", "a } b"])
def test_title_whose_braces_do_not_balance_is_refused(title):
    with pytest.raises(ValidationError, match="do not balance, expected a title in"):
        make_paper(title=title)


def test_capitals_that_the_title_does_not_have_are_refused():
    with pytest.raises(ValidationError, match="'GPT' does not stand in the title"):
        make_paper(title="On GPTs", capitals=["GPT"])


@pytest.mark.parametrize("style", STYLES)
def test_works_beyond_the_survey_are_marked_and_no_others(real, style):
    """By a field that biblatex selects by, and that is read back as it was written."""
    papers = some_of(real.papers)
    bib = parse_bib(to_bibtex(papers, real.vocabularies, style=style).encode())
    marked = {
        entry.key
        for entry in bib.entries
        if bib.value(entry.field("keywords")) == "beyond-survey"
    }

    about = real.vocabularies.about
    expected = {p.key for p in papers if not p.survey and p.id != about.work}
    rows = {p.key for p in papers if p.model and p.model.survey_row}
    assert marked == expected - rows
    assert all(
        bib.value(e.field("keywords")) in {"", "beyond-survey"} for e in bib.entries
    )
    omitted = to_bibtex(papers, real.vocabularies, style=style, omit=["keywords"])
    assert "beyond-survey" not in omitted


def test_without_a_survey_nothing_is_beyond_it():
    assert "keywords" not in to_bibtex([make_paper()], VOCABULARIES)
