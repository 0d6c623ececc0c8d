"""What we write reads back as what the record says, whatever the format and style."""

import json
import random
import sys
import unicodedata

import pytest
import rispy  # type: ignore[import-untyped]
from pydantic import TypeAdapter, ValidationError

from unisurvey.bib.bibtex import STYLES, to_bibtex
from unisurvey.bib.claims import read_claim
from unisurvey.bib.reader import parse_bib
from unisurvey.bib.tex.table import ACCENTS, SPELLINGS
from unisurvey.export.csl import to_csl_json
from unisurvey.export.ris import to_ris
from unisurvey.schema import Organization, Paper, Vocabularies, Vocabulary
from unisurvey.schema.base import PersonName
from unisurvey.schema.paper import Title

VOCABULARIES = Vocabularies(
    sections=Vocabulary("section", []),
    venues=Vocabulary("venue", []),
    components=Vocabulary("component", []),
    licenses=Vocabulary("license", []),
)
TIMES = 8
AROUND = "aB2 -'“–αβê王^.,"
NAMES = [
    "Laurens van der Maaten", "Carlos de la Cruz III", "Robert Downey Jr.",
    "Martin L. King Sr.", "Conan O'Brien", "Élise L’Écuyer", "Jean-Éric Müller-Lü",
    "Thị Ngọc Ánh Nguyễn", "Łukasz Kałuża", "İbrahim Çağlar", "Þór Ðurić", "Ŵin Ŷ",
    "王小明", "Ελένη Παπαδοπούλου", "Иван Петров", "J. R. R. Tolkien", "A.-B. Cee",
    "Plato", "d'Artagnan", "Ann and", "R&D Person", "Ǻsa Ưng", "Vincent von Ei",
    *(
        {"organization": name}
        for name in (
            "Toy Team", "R&D and Co, Inc.", "智源研究院", "The “Best” Labs – Zürich",
            "others", "X {Y} Z", "OpenAI", "Team van Dee, Jr.",
        )
    ),
]  # fmt: skip


def papers(titles, names):
    """One paper for each title; the names are shared out among them."""
    share = -(-len(names) // len(titles))
    for n, title in enumerate(titles):
        fields = {
            "id": f"p{n}",
            "key": f"anon2024p{n}",
            "title": title,
            "authors": names[n * share : (n + 1) * share] or names[:1],
            "sources": [{"url": "https://example.org/a", "vouches": ["title"]}],
            "added": "2026-01-01",
        }
        yield Paper.model_validate(fields, context=VOCABULARIES)


def from_bib(style):
    def read(works):
        bib = parse_bib(to_bibtex(works, VOCABULARIES, style=style).encode())
        claims = [read_claim(bib, entry) for entry in bib.entries]
        return [(c.title, [(n.text, n.whole) for n in c.names.names]) for c in claims]

    return read


def from_csl(works):
    order = ("given", "non-dropping-particle", "family", "suffix")
    for item in json.loads(to_csl_json(works, VOCABULARIES)):
        yield (
            item["title"],
            [
                (name["literal"], None)
                if "literal" in name
                else (" ".join(name[part] for part in order if part in name), False)
                for name in item["author"]
            ],
        )


def from_ris(works):
    for item in rispy.loads(to_ris(works, VOCABULARIES)):
        # RIS has no sign for organizations; only a person's name has a comma
        yield item["title"], [(name, None) for name in item["authors"]]


def ris_name(author):
    """A name as RIS has it, in the record's order again."""
    family, _, rest = author.partition(", ")
    given, _, suffix = rest.partition(", ")
    return " ".join(filter(None, (given, family, suffix)))


def lost(works, read):
    """Every title and name that is not what it was."""
    wrong: list[tuple[object, ...]] = []
    for paper, (title, names) in zip(works, read(works), strict=True):
        if title != paper.title:
            wrong.append((paper.title, title))
        for author, (name, whole) in zip(paper.authors, names, strict=True):
            organized = isinstance(author, Organization)
            said = ris_name(name) if read is from_ris and not organized else name
            if said != str(author) or (whole is not None and whole != organized):
                wrong.append((author, said, whole))
    return wrong


READERS = {style: from_bib(style) for style in STYLES} | {
    "CSL-JSON": from_csl,
    "RIS": from_ris,
}


def accepted(kind, values):
    """Those that a record may say; it is in NFC, and hidden characters are refused."""
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            same = adapter.validate_python(value) == value
        except ValidationError:
            continue
        if same and unicodedata.is_normalized("NFC", value):
            yield value


def in_groups(pieces, size):
    return [" ".join(pieces[n : n + size]) for n in range(0, len(pieces), size)]


@pytest.fixture(scope="module")
def spelled():
    """What TeX spells, each TIMES times between other characters."""
    chance = random.Random(0)
    chars = [*SPELLINGS, *(base + mark for mark in ACCENTS for base in "aAijøƯ")]
    chars = [unicodedata.normalize("NFC", char) for char in chars]
    pieces = [
        "x".join(
            (chance.choice(AROUND), char * chance.randint(1, 2), chance.choice(AROUND))
        )
        if chance.random() < 0.5
        else f"{chance.choice(AROUND)}{char}{chance.choice(AROUND)}"
        for char in chars
        for _ in range(TIMES)
    ]
    titles = list(
        accepted(Title, (" ".join(f"Go {piece} on".split()) for piece in pieces))
    )
    pieces = ["".join(piece.split()) for piece in pieces]
    names = list(accepted(PersonName, (f"A{piece}n O{piece}s" for piece in pieces)))
    assert len(titles) > len(chars) * (TIMES - 2)
    assert len(names) > len(chars) * (TIMES - 4)  # no name is `A,n O,s`
    return list(papers(in_groups(titles, 10), names))


@pytest.fixture(scope="module")
def characters():
    """Every character that can be seen."""
    chars = [
        chr(code)
        for code in range(sys.maxunicode)
        if unicodedata.category(chr(code)) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl"}
    ]
    rows = ("".join(chars[n : n + 60]) for n in range(0, len(chars), 60))
    titles = [
        unicodedata.normalize("NFC", " ".join(f"x{char}o{char}" for char in row))
        for row in rows
    ]
    names = [f"A{title[:40]}n O{title[40:80]}s" for title in titles]
    works = list(
        papers(
            list(accepted(Title, (" ".join(title.split()) for title in titles))),
            list(accepted(PersonName, (" ".join(name.split()) for name in names))),
        )
    )
    assert len(works) > len(titles) * 0.99
    return works


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_names_of_every_form(read):
    works = list(papers([f"On {n}" for n in range(len(NAMES))], NAMES))

    assert lost(works, read) == []


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(read, id=name, marks=pytest.mark.slow if name == "arxiv" else ())
        for name, read in READERS.items()
    ],
)
def test_what_tex_spells_in_every_neighbourhood(read, spelled):
    assert lost(spelled, read) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "form", sorted(READERS.keys() - {"arxiv"})
)  # it spells as bibtex does
def test_every_character_a_record_may_have(form, characters):
    assert lost(characters, READERS[form]) == []
