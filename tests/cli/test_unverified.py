"""What a .bib file says is in a record, and nobody takes it for confirmed."""

import contextlib
import json
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisurvey.schema.provenance import DECIDED

INVENTED = (
    "@article{l, title={UniFoo: A Unified Model of Foo}, author={Lin, Ann and Doe, Jane},"
    " journal={arXiv preprint arXiv:2603.12345}, year={2026}}"
)
HERON = (
    "@misc{h, title={%s},"
    " author={%s}, year=%s, eprint={2401.01001}, archiveprefix={arXiv}}"
)
THREE = "Quillfeather, Ada and de la Ribera, José M. and Xu, Wen-Li"
FACTS = ("title", "authors", "arxiv", "date", "model.name")


@pytest.fixture
def add(run, toy_copy, tmp_path):
    def add(bib, *words, **options):
        (tmp_path / "one.bib").write_text(bib)
        return run("add", tmp_path / "one.bib", *words, root=toy_copy, **options)

    return add


def read(path):
    return yaml.load(path.read_text(), yaml.CSafeLoader)


def test_an_invented_paper_is_refused_and_stays_out(add, run, toy_copy):
    run("render", "readme", "bib", root=toy_copy)
    before = [(toy_copy / name).read_text() for name in ("README.md", "unisurvey.bib")]

    add(INVENTED, "--section", "b-1")

    path = toy_copy / "data" / "papers" / "unifoo.yaml"
    assert read(path) == {
        "key": "lin2026unifoo",
        "title": "UniFoo: A Unified Model of Foo",
        "authors": ["Ann Lin", "Jane Doe"],
        "date": "2026-03",
        "arxiv": "2603.12345",
        "model": {"name": "UniFoo", "section": "b-1"},
        "unverified": [*FACTS],
        "sources": [{"file": "one.bib", "vouches": [*FACTS]}],
        "added": read(path)["added"],
    }
    told = run("validate", path, root=toy_copy).stderr
    assert "C236 nobody has confirmed title, authors, arxiv, date, model.name" in told
    assert "1 warning in 1 file" in told
    strict = run("validate", "--strict", path, root=toy_copy, code=1).stderr
    assert "1 problem in 1 file" in strict
    run("render", "readme", "bib", root=toy_copy)
    assert before == [
        (toy_copy / name).read_text() for name in ("README.md", "unisurvey.bib")
    ]


@pytest.mark.usefixtures("toy_copy")
def test_facts_about_a_model_need_their_page(add, toy_copy):
    stated = ("--section", "b-1", "--mask", "causal")

    result = add(INVENTED, *stated, code=2)
    add(INVENTED, *stated, "--vouched-by", "https://unifoo.example.org/")

    assert "who says so? Give the page that states it" in result.stderr
    record = read(toy_copy / "data" / "papers" / "unifoo.yaml")
    assert record["sources"][-1] == {
        "url": "https://unifoo.example.org/",
        "vouches": ["model.mask"],
    }
    assert record["unverified"] == [*FACTS]


def test_a_list_that_ends_in_others_keeps_its_beginning(add, run, toy_copy):
    add(INVENTED.replace("Doe, Jane", "Doe, Jane and others"), "--section", "b-1")

    record = read(toy_copy / "data" / "papers" / "unifoo.yaml")
    assert (record["key"], record["authors_complete"]) == ("lin2026unifoo", False)
    assert record["authors"] == ["Ann Lin", "Jane Doe"]
    shown = run("show", "unifoo", root=toy_copy).stdout
    assert shown.startswith("UniFoo (unverified)\n")
    assert "Ann Lin, Jane Doe, et al.\n" in shown
    listed = json.loads(run("list", "--format", "json", root=toy_copy).stdout)
    (flat,) = (row for row in listed if row["id"] == "unifoo")
    assert (flat["unverified"], flat["authors_complete"]) == ([*FACTS], False)
    table = run("list", "--section", "b-1", "--format", "table", root=toy_copy).stdout
    assert "UniFoo (unverified)" in table


def test_a_drafted_section_is_open_work(add, run, toy_copy):
    add(INVENTED)

    words = ("validate", toy_copy / "data/papers/unifoo.yaml", "--select", "C218")
    result = run(*words, root=toy_copy, code=1)

    assert "C218 drafted, its section is still to be decided" in result.stderr


NAMES = st.sampled_from(
    ["Roe, Ann", "Ben Poe", "{The Toy Team}", "others", "Li", "{\\O}re, {\\AA}sa", ""]
)
FIELDS = st.fixed_dictionaries(
    {"title": st.sampled_from(["Quexel: A Toy", "A Plain Title", "{U}ni {G}o"])},
    optional={
        "author": st.lists(NAMES, max_size=3).map(" and ".join),
        "year": st.sampled_from(["2024", "2028", "to appear"]),
        "eprint": st.sampled_from(["2801.00001", "cs/0101003", "2801.00001v2"]),
        "doi": st.sampled_from(["10.1234/madeup.1", "10.48550/arXiv.2801.00001"]),
        "url": st.sampled_from(
            ["https://arxiv.org/abs/2801.00001", "https://github.com/roe/quexel"]
        ),
        "booktitle": st.sampled_from(["ICLR", "Proceedings of Nothing at All"]),
        "journal": st.sampled_from(["arXiv preprint arXiv:2801.00001", "TMLR"]),
        "pages": st.sampled_from(["3--9", "12"]),
        "note": st.just("Accepted by ICLR 2029"),
    },
)


@given(
    kind=st.sampled_from(["misc", "article", "inproceedings", "software", "dataset"]),
    fields=FIELDS,
    section=st.sampled_from([None, "b-1", "datasets-editing"]),
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_vouches_for_what_was_read_offline(
    kind, fields, section, toy, run, tmp_path
):
    entry = ", ".join(f"{name}={{{value}}}" for name, value in fields.items())
    (tmp_path / "any.bib").write_text(f"@{kind}{{k, {entry}}}")
    drafts = tmp_path / "drafts"
    shutil.rmtree(drafts, ignore_errors=True)
    drafts.mkdir()
    words = ["add", tmp_path / "any.bib", "-o", drafts, "--retries", "0"]
    words += ["--section", section, "--name", "Quexel"] if section else []

    with contextlib.suppress(AssertionError):  # refused, for want of a year or whole
        run(*words, root=toy)

    for path in drafts.rglob("*.yaml"):
        record = read(path)
        vouched = {
            name
            for source in record["sources"]
            for name in source["vouches"]
            if "url" in source
        }
        assert vouched == set(), Path(path).read_text()
        stated = {name for source in record["sources"] for name in source["vouches"]}
        assert stated - DECIDED <= set(record["unverified"])


TITLE = "Heron: One Imaginary Transformer for Reading and Painting & Singing"


@pytest.fixture
def recheck(add, run, toy_copy, standin):
    def recheck(*words, title=TITLE, authors=THREE, year="2024", code=0):
        add(HERON % (title.replace("&", "\\&"), authors, year), "--section", "b-1")
        options = (*standin.options, "--retries", "0", *words)
        result = run("add", "--recheck", "heron", *options, root=toy_copy, code=code)
        return result, read(toy_copy / "data" / "papers" / "heron.yaml")

    return recheck


def test_a_service_confirms_what_it_says_too(recheck, run, toy_copy):
    result, record = recheck()

    lines = [line.split(" confirmed by ") for line in result.stdout.splitlines()]
    assert {said for said, _ in lines} == {f"heron: {field}" for field in FACTS}
    assert "unverified" not in record
    assert {source["url"] for source in record["sources"]} == {
        page for _, page in lines
    }
    assert "https://arxiv.org/abs/2401.01001" in {page for _, page in lines}
    run("validate", "--strict", "--ignore", "C254", root=toy_copy)


def test_a_list_that_is_cut_is_confirmed_as_far_as_it_goes(recheck):
    result, record = recheck(authors="Quillfeather, Ada and others")

    assert "which goes on: Ada Quillfeather, José M. de la Ribera, " in result.stdout
    assert (record["authors"], record["authors_complete"]) == (
        *(["Ada Quillfeather"], False),
    )
    assert "unverified" not in record


def test_what_a_service_says_otherwise_is_told_and_not_written(recheck):
    result, record = recheck(authors="Lin, Ann and Xu, Wen-Li", code=1)

    assert "heron: authors contradicted: Ann Lin, Wen-Li Xu here, " in result.stdout
    assert record["authors"] == ["Ann Lin", "Wen-Li Xu"]
    assert record["unverified"] == ["authors"]


def test_an_identifier_of_another_work_confirms_nothing(recheck):
    result, record = recheck(title="Heron: Another Bird of Passage", code=1)

    assert "heron: title contradicted: Heron: Another Bird of Passage" in result.stdout
    assert record["unverified"] == [*FACTS]
    assert record["sources"] == [{"file": "one.bib", "vouches": [*FACTS]}]


def test_a_dry_run_confirms_nothing(recheck):
    _, record = recheck("--dry-run")

    assert record["unverified"] == [*FACTS]


@pytest.mark.parametrize(
    ("doi", "reply", "code", "why"),
    [
        ("10.1234/nobody", None, 1, "stays as it is; check it"),
        ("10.1234/busy", (503, {}, "busy"), 4, "stays as it is; try again later"),
    ],
)
def test_a_record_that_fails_stops_no_other(
    add, run, toy_copy, standin, doi, reply, code, why
):
    add(HERON % (TITLE.replace("&", "\\&"), THREE, "2024"), "--section", "b-1")
    add(f"@misc{{x, title={{Egret}}, author={{Roe, Ann}}, year=2024, doi={{{doi}}}}}")
    if reply:
        standin.own[f"/crossref/works/{doi}"] = reply
        standin.own[f"/datacite/dois/{doi}"] = reply
    ids = [f"--recheck={name}" for name in ("roe2024egret", "heron", "toy-show")]

    result = run(
        "add", *ids, *standin.options, "--retries", 0, root=toy_copy, code=code
    )

    assert "error: roe2024egret: " in result.stderr
    assert f"roe2024egret {why}" in result.stderr
    assert "note: nothing of 'toy-show' is unverified" in result.stderr
    assert "heron: title confirmed by " in result.stdout
    assert "unverified" not in read(toy_copy / "data" / "papers" / "heron.yaml")
    assert "unverified" in read(toy_copy / "data" / "papers" / "roe2024egret.yaml")


def test_only_what_is_unverified_is_asked_again(run, toy_copy):
    result = run("add", "--recheck", "toy-show", root=toy_copy, code=2)
    other = run("add", "x.bib", "--recheck", "toy-show", root=toy_copy, code=2)

    assert "nothing of 'toy-show' is unverified" in result.stderr
    assert "--recheck takes nothing beside it" in other.stderr
