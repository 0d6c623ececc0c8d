"""Judging the entries of a text; random faults of the kinds people make."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.sampling import some_of

from unisurvey.audit import audit
from unisurvey.bib.reader import parse_bib

REPOSITORY = Path(__file__).parents[2]


NAMED = {"chameleon", "clevr", "docci", "geneval", "show-o", "show-o2"}
"""Works that the texts of tests are about; of the others stand a few between them."""


@pytest.fixture(scope="session")
def few(real):
    """The real catalogue with a few of its papers, that it takes no time to look at."""
    others = {paper.id for paper in some_of(real.papers, 20)}
    return replace(real, papers=tuple(p for p in real.papers if p.id in NAMED | others))


@pytest.fixture(scope="session")
def judge(few):
    return lambda text: _judged(text, few)


@pytest.fixture(scope="session")
def judge_all(real):
    """Judge by the whole catalogue."""
    return lambda text: _judged(text, real)


def _judged(text, catalog):
    data = text if isinstance(text, bytes) else text.encode()
    return audit(parse_bib(data), catalog)


@pytest.fixture(scope="session")
def one(judge):
    """Judge a text with one entry; return its verdict, record and findings."""

    def one(text):
        (found,) = judge(text).judgements
        codes = [(f.code, f.severity) for f in found.findings]
        return found.verdict, found.paper and found.paper.id, codes

    return one


@pytest.fixture(scope="session")
def own_entries():
    """Two hundred entries of our own .bib, from its beginning to its end."""
    entries = (REPOSITORY / "unisurvey.bib").read_text().rstrip().split("\n\n")
    return "\n\n".join(some_of(entries, 200)) + "\n"


@pytest.fixture(scope="session")
def seed_faults(own_entries):
    """Return entries of our own .bib with one fault in each of some, {key: kind}."""

    def seed(count, seed):
        return _seeded(own_entries.encode(), count, seed)

    return seed


def _seeded(data, count, seed):
    """Return the faulty file and {key: kind} of `count` entries with one fault each."""
    rng = random.Random(seed)
    bib = parse_bib(data)
    text = bib.text
    entries = rng.sample(bib.entries, len(bib.entries))
    ids = [e for e in bib.entries if e.field("eprint")]
    changes: list[tuple[int, int, str]] = []
    kinds: dict[str, str] = {}
    for entry in entries:
        if len(kinds) == count:
            break
        made = _fault(rng, bib, entry, ids)
        if made:
            kind, field, value = made
            changes.append((field.start, field.end, value))
            kinds[entry.key] = kind
    for start, end, value in sorted(changes, reverse=True):
        text = text[:start] + value + text[end:]
    return text.encode(), kinds


def _fault(rng, bib, entry, ids):
    kind = rng.choice(KINDS)
    name = {"swapped id": "eprint", "id digit": "eprint", "year": "year"}.get(kind)
    name = name or ("title" if kind.startswith("title") else "author")
    field = entry.field(name)
    dated = any(map(entry.field, ("month", "booktitle", "journal")))
    if field is None or (kind == "year" and not dated):  # of which no year is known
        return None
    source = bib.text[field.start + 1 : field.end - 1]
    value = _spoil(rng, kind, source, ids, bib, entry)
    if value is None or value == source:
        return None
    return kind, field, f"{{{value}}}"


def _spoil(rng, kind, source, ids, bib, entry):
    names = source.split(" and ")
    if names[-1] == "others":  # what we know to be cut already
        return None
    match kind:
        case "author dropped":
            if len(names) < 2:
                return None
            names.pop(rng.randrange(len(names)))
            return " and ".join(names)
        case "author added":
            names.insert(rng.randrange(len(names) + 1), "Quillfeather, Zebedee")
            return " and ".join(names)
        case "authors swapped":
            if len(names) < 2:
                return None
            n = rng.randrange(len(names) - 1)
            names[n], names[n + 1] = names[n + 1], names[n]
            return " and ".join(names)
        case "cut authors":
            if len(names) < 3:
                return None
            return " and ".join([*names[: rng.randrange(1, len(names))], "others"])
        case "author typo":
            n = rng.randrange(len(names))
            family, comma, given = names[n].partition(",")
            if not comma or "{" in family or len(family) < 3:
                return None
            at = rng.randrange(1, len(family))
            names[n] = f"{family[:at]}x{family[at:]},{given}"
            return " and ".join(names)
        case "year":
            return str(int(source) + rng.choice([-2, -1, 1, 2]))
        case "swapped id":
            other = rng.choice(ids)
            return bib.value(other.field("eprint")) if other is not entry else None
        case "id digit":
            at = rng.randrange(5, 10)
            return (
                source[:at]
                + str((int(source[at]) + rng.randrange(1, 9)) % 10)
                + source[at + 1 :]
            )
        case "title typo":
            places = [
                m.start() for m in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", source)
            ]
            at = rng.choice(places)
            return (
                source[:at] + rng.choice(["", "q", source[at] * 2]) + source[at + 1 :]
            )
        case "title word":
            words = source.split(" ")
            at = rng.randrange(len(words))
            if len(words) < 5 or "{" in words[at] or not words[at].isalpha():
                return None
            return " ".join(words[:at] + words[at + 1 :])
        case _:
            return None


KINDS = (
    "author dropped",
    "author added",
    "authors swapped",
    "cut authors",
    "author typo",
    "year",
    "swapped id",
    "id digit",
    "title typo",
    "title word",
)
