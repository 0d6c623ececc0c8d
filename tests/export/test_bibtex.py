from urllib.parse import unquote

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from unisurvey.export.bibtex import entry_fields, to_bibtex
from unisurvey.export.latex import latex_to_title, unescape
from unisurvey.schema import Organization, Paper, Venue, Vocabularies, Vocabulary
from unisurvey.schema.base import Doi, PersonName, Text, Url

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
    assert len(library.blocks) == len(library.entries)
    return library.entries


def natural(parts):
    """A parsed name as people write it, without TeX."""
    words = (*parts.first, *parts.von, *parts.last, *parts.jr)
    return latex_to_title(" ".join(words))


def one_line(text):
    return " ".join(text.split())


def valid(kind):
    adapter = TypeAdapter(kind)

    def accepts(value):
        try:
            return adapter.validate_python(value) == value
        except ValidationError:
            return False

    return accepts


hostile = st.text(st.sampled_from("""\\{}%&#_$~^"@(=: \r\x85aA-"""), min_size=1)
texts = (st.text(min_size=1) | hostile).filter(valid(Text))
persons = (
    st.text(min_size=1)
    | hostile
    | st.lists(
        st.sampled_from(
            ("Anna", "van", "Maaten", "Jr.", "AND", "others", "é", "\\", "{", "an&d")
        ),
        min_size=1,
    ).map(" ".join)
).filter(valid(PersonName))
organizations = texts.map(lambda name: {"organization": name})
dois = st.from_regex(r"\A10\.[0-9]{4,9}/\S+\Z").filter(valid(Doi))
urls = st.from_regex(r"\Ahttps?://[a-z%_~&#@(=]+\.[a-z%_~&#@(=/]+\Z").filter(valid(Url))
papers = st.fixed_dictionaries(
    {"title": texts},
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
        ("Ann an&d Lee", r"Lee, Ann {an\&d}"),
        ("others", "{others}"),
        ("some_user", r"{some\_user}"),
        ({"organization": "Fast, Good and Cheap"}, "{Fast, Good and Cheap}"),
    ],
)
def test_names_are_written_family_name_first(author, source):
    text = to_bibtex([make_paper(authors=[author])], VOCABULARIES)

    assert f"  author = {{{source}}},\n" in text


@settings(deadline=None)
@given(papers)
@example(make_paper(title="trailing \\", authors=["and"], venue="wkshp-2024"))
@example(make_paper(authors=["0", "&"]))
@example(make_paper(authors=["Ann an&d Lee"]))
@example(make_paper(title="a @b(c", authors=["a @b(c \\", {"organization": "}"}]))
def test_entry_reads_back_as_its_fields(paper):
    kind, fields = entry_fields(paper, VOCABULARIES)

    [entry] = read(to_bibtex([paper], VOCABULARIES))

    assert (entry.entry_type, entry.key) == (kind, paper.key)
    assert [field.key for field in entry.fields] == list(fields)
    back = {field.key: field.value for field in entry.fields}
    assert latex_to_title(back.pop("title")) == one_line(paper.title)
    read_names = back.pop("author", [])
    for author, parts in zip(paper.authors or (), read_names, strict=True):
        assert natural(parts) == one_line(str(author))
        if isinstance(author, Organization):
            assert (parts.first, parts.von, parts.jr) == ([], [], [])
    for container in {"booktitle", "journal"} & back.keys():
        assert unescape(back.pop(container)) == fields[container]
    assert unquote(back.pop("doi", "")) == unquote(paper.doi or "")
    assert back.pop("pages", "") == (paper.pages or "").replace("–", "--")
    assert back == {name: fields[name] for name in back}


@settings(deadline=None)
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
    assert text.count("\n\n") == max(len(several) - 1, 0)
