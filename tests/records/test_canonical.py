"""The law of the canonical text: what it says is what the record says."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.sampling import some_of

from unisurvey.records import folder_of
from unisurvey.records.canonical import (
    WIDTH,
    canonical,
    canonical_entries,
    scalar,
)
from unisurvey.records.yamltext import parse
from unisurvey.records.yamltext.characters import HIDDEN
from unisurvey.schema import Benchmark, Dataset, License, Paper
from unisurvey.schema.base import PLACEHOLDERS, is_unfilled

TRICKY = [
    "no", "Yes", "null", "~", "true", "1", "1.0", "1e5", "0x1F", "012", "12:30",
    "2024-08-22", "2410.13840", ".inf", "-", "- a", "? a", ": ", ":", " #", "#", "a: b",
    "'", '"', "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "=",
    "<<", "...", "---", "https://", "http://a.b", "(", "$x_1$", "~", "é", "ł", "中", "ß",
]  # fmt: skip


def _is_text(text):
    return (
        text.casefold() not in PLACEHOLDERS
        and not is_unfilled(text)
        and unicodedata.is_normalized("NFC", text)
        and not HIDDEN.search(text)
    )


letters = st.characters(exclude_categories=["C", "Z", "M"])
texts = (
    st.lists(st.sampled_from(TRICKY) | letters | st.just(" "), min_size=1, max_size=8)
    .map(lambda parts: " ".join("".join(parts).split()))
    .map(lambda text: text if _is_text(text) else "A text")
)
slugs = st.from_regex(r"[a-z0-9]{1,4}(?:[.+-][a-z0-9]{1,4}){0,2}", fullmatch=True)
urls = st.from_regex(
    r"https?://[a-z0-9]{1,5}\.[a-z]{2}(?:/[A-Za-z0-9_~.:?=&%+;,@!$'()*#-]{0,9})?",
    fullmatch=True,
)
counts = st.integers(1, 10**12)
positive = st.integers(1, 10**12).map(lambda n: n / 10**6) | st.integers(1, 10**6)
days = st.dates(date(1950, 1, 1), date(2099, 12, 31)).map(str)
dates = days | days.map(lambda day: day[:7])
people = texts.map(lambda text: "Ann One" if re.search("[,;]|a", text) else text)


titles = texts.map(lambda text: text.replace("{", "(").replace("}", ")"))


def many(values):
    return st.lists(values, min_size=1, max_size=4)


def block(**fields):
    return st.fixed_dictionaries({}, optional=fields).filter(bool)


COMMON = {
    "aliases": many(slugs),
    "notes": many(texts),
    "status": st.fixed_dictionaries(
        {"kind": st.just("withdrawn"), "source": urls}, optional={"by": slugs}
    ),
    "corrections": many(
        st.fixed_dictionaries(
            {
                "in": st.just("awesome-list"),
                "field": texts,
                "was": texts,
                "reason": texts,
                "source": urls,
            }
        )
    ),
}
REQUIRED = {
    "id": slugs,
    "added": dates,
    "sources": many(
        st.fixed_dictionaries(
            {"url": urls, "vouches": many(texts)}, optional={"at": texts, "note": texts}
        )
    ),
}
papers = st.fixed_dictionaries(
    {**REQUIRED, "key": st.just("xie2024showo"), "title": titles},
    optional={
        **COMMON,
        "name": texts,
        "other_titles": many(titles),
        "authors": many(people | st.fixed_dictionaries({"organization": texts})),
        "date": dates,
        "arxiv": st.sampled_from(["2410.13840", "0704.0001", "2307.06350v1"]),
        "doi": st.sampled_from(["10.1109/5.771073", "10.1000/a:b#c"]),
        "url": urls,
        "venue": slugs.map(lambda venue: f"{venue}-2025"),
        "pages": st.sampled_from(["1–9", "100", "27:1–27:30", "A1–A2"]),
        "sections": many(slugs),
        "links": block(code=urls, demo=urls, project=urls, weights=urls),
        "code_license": slugs,
        "survey": block(references=many(st.integers(1, 403)), cited_in=many(texts)),
        "model": st.fixed_dictionaries(
            {"name": texts, "section": slugs},
            optional={
                "survey_row": counts,
                "backbone": many(slugs),
                "encoders": block(understanding=many(slugs), generation=many(slugs)),
                "mask": st.sampled_from(["causal", "bidirectional"]),
                "variants": st.just([{"id": "7b", "parameters": {"stated": 7}}]),
                "training_data": many(slugs),
                "modalities": block(
                    input=many(st.just("text")), output=many(st.just("image"))
                ),
            },
        ),
    },
).map(Paper.model_validate)
datasets = st.fixed_dictionaries(
    {**REQUIRED, "name": texts, "section": slugs},
    optional={
        **COMMON,
        "samples": counts,
        "unit": texts,
        "date": dates,
        "paper": slugs,
        "links": block(home=urls, code=urls),
    },
).map(Dataset.model_validate)
benchmarks = st.fixed_dictionaries(
    {**REQUIRED, "name": texts, "section": slugs},
    optional={
        **COMMON,
        "size": counts,
        "size_bound": st.sampled_from(["about", "at least", "at most"]),
        "evaluates": texts,
        "input": many(texts),
        "output": many(texts),
    },
).map(Benchmark.model_validate)


def read(text, like):
    """Read a record's text as loading does."""
    parsed = parse(text.encode(), "x.yaml")
    assert parsed.problems == ()
    assert isinstance(parsed.value, dict)
    return type(like).model_validate({**parsed.value, "id": like.id})


@settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(papers | datasets | benchmarks)
def test_the_text_reads_back_as_the_record_and_is_its_own_canonical_text(record):
    text = canonical(record)

    again = read(text, record)

    assert again == record
    assert canonical(again) == text
    assert text.endswith("\n")
    assert not any(line.endswith(" ") for line in text.splitlines())


@given(texts)
@example("https://example.org/a:")
@example("no")
@example("7B")
@example("NULL")
@example("a" * 200)
def test_any_text_reads_back_as_itself_wherever_it_stands(text):
    lines = (
        f"key: {scalar(text)}\nrow: [{scalar(text)}, b]\nlist:\n  - {scalar(text)}\n"
    )

    parsed = parse(lines.encode(), "x.yaml")

    assert parsed.problems == ()
    assert parsed.value == {"key": text, "row": [text, "b"], "list": [text]}


@given(positive)
@example(1e-7)
@example(1e16)
@example(1864.98106)
def test_any_number_reads_back_as_itself(number):
    parsed = parse(f"a: {scalar(number)}\n".encode(), "x.yaml")

    assert parsed.problems == ()
    assert isinstance(parsed.value, dict)
    assert float(parsed.value["a"]) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Show-o", "Show-o"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("text-to-image (T2I)", "text-to-image (T2I)"),
        ("https://example.org/a?b=c&d=(e)", "https://example.org/a?b=c&d=(e)"),
        ("https://example.org/a:", '"https://example.org/a:"'),
        ("https://example.org/#top", '"https://example.org/#top"'),
        ("2410.13840", '"2410.13840"'),
        ("2024-08-22", '"2024-08-22"'),
        ("2024-08", '"2024-08"'),
        ("no", '"no"'),
        ("Off", '"Off"'),
        ("NULL", '"NULL"'),
        ("y", '"y"'),
        ("nothing", "nothing"),
        ("7B", '"7B"'),
        ("39", '"39"'),
        ("-x", '"-x"'),
        ("Show-o: One", '"Show-o: One"'),
        ("C# and F#", '"C# and F#"'),
        ("a, b", '"a, b"'),
        ('the "best"', '"the \\"best\\""'),
        ("back\\slash", "back\\slash"),
        ("back\\slash: x", '"back\\\\slash: x"'),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (7.0, "7"),
        (1.3, "1.3"),
        (0.00001, "0.00001"),
    ],
)
def test_a_value_is_quoted_only_where_yaml_would_guess(value, text):
    assert scalar(value) == text


VARIANTS = [{"parameters": {"active": 1.3, "stated": 7}, "id": "7b"}]


def test_the_text_has_one_order_and_form():
    data = {
        "id": "show-o",
        "added": "2026-01-02",
        "sources": [{"vouches": ["title", "date"], "url": "https://example.org"}],
        "notes": ["Short."],
        "model": {"section": "c-1", "name": "Show-o", "variants": VARIANTS},
        "authors": ["Jinheng Xie", {"organization": "Show Lab"}],
        "links": {},
        "title": "Show-o: One Transformer",
        "corrections": [
            {
                "source": "https://example.org",
                "reason": "counted",
                "was": "1000",
                "field": "date",
                "in": "awesome-list",
            }
        ],
        "date": "2024-08-22",
        "key": "xie2024showo",
    }

    assert (
        canonical(Paper.model_validate(data))
        == """\
key: xie2024showo
title: "Show-o: One Transformer"
authors:
  - Jinheng Xie
  - organization: Show Lab
date: "2024-08-22"
model:
  name: Show-o
  section: c-1
  variants:
    - id: "7b"
      parameters:
        stated: 7
        active: 1.3
corrections:
  - in: awesome-list
    field: date
    was: "1000"
    reason: counted
    source: https://example.org
notes: [Short.]
sources:
  - url: https://example.org
    vouches: [title, date]
added: "2026-01-02"
"""
    )


@pytest.mark.parametrize("extra", [0, 1])
def test_a_list_stands_on_one_line_as_long_as_it_fits(extra):
    fitting = WIDTH - len("other_titles: [a, ]")
    title = "b" * (fitting + extra)
    data = {
        "id": "x",
        "key": "xie2024showo",
        "title": "X",
        "other_titles": ["a", title],
        "sources": [{"url": "https://example.org", "vouches": ["title"]}],
        "added": "2026-01",
    }

    lines = canonical(Paper.model_validate(data)).splitlines()

    assert (f"other_titles: [a, {title}]" in lines) == (not extra)
    assert (f"  - {title}" in lines) == bool(extra)


def test_a_vocabulary_is_a_list_of_its_entries():
    entries = [
        License(id="MIT", name="MIT License"),
        License(id="X-1", name="X: one", aliases=("no", "x")),
    ]

    assert (
        canonical_entries(entries)
        == """\
- id: MIT
  name: MIT License
- id: X-1
  name: "X: one"
  aliases: ["no", x]
"""
    )
    assert canonical_entries([]) == "[]\n"


def test_every_real_record_reads_back_from_its_canonical_text(real):
    known = real.vocabularies

    for record in some_of([*real]):
        text = canonical(record)
        parsed = parse(text.encode(), record.id)
        assert parsed.problems == (), record.id
        again = type(record).model_validate(
            {**parsed.value, "id": record.id},  # type: ignore[dict-item]
            context=known,
        )
        assert again == record, f"{folder_of(record)}/{record.id}"
