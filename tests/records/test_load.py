"""What is wrong with single files, word for word and at its place."""

from typing import NamedTuple

import pytest

from unisurvey import InvalidCatalogError, load_catalog
from unisurvey.codes import problem_codes
from unisurvey.records import load

CODES = {code: e for code, e in problem_codes().items() if code.startswith("S")}
ALPHA = "papers/alpha.yaml"
SLUG = "a slug of lower-case letters, digits and hyphens such as 'short-name'"
GAP = "leave the field out; it counts as a gap"
LEAVES = (
    "name, section, section_by, section_reason, section_alternatives, survey_row, paradigm, organizations, tasks, backbone, encoders, "
    "decoder, mask, variants, weights_license, training_data, modalities"
)


class Case(NamedTuple):
    code: str
    file: str
    old: str
    new: str
    place: str
    message: str
    hint: str | None = None


CASES = [
    Case(
        "S101", ALPHA, "venue: ", "venu: ", "7:1-4",
        "unknown field 'venu'; did you mean 'venue'?",
    ),
    Case(
        "S101", ALPHA, "  mask: causal", "  colour: red", "13:3-6",
        f"unknown field 'colour', expected one of {LEAVES}",
    ),
    Case(
        "S101", "papers/beta.yaml", "organization: Beta Lab",
        "organization: Beta Lab\n    organisation: Beta Lab", "6:5-12",
        "unknown field 'organisation'; did you mean 'organization'?",
    ),
    Case(
        "S101", ALPHA, "key: one2024alpha", "id: alpha\nkey: one2024alpha", "2:1-2",
        "field 'id' does not belong here, the file name is the id", "remove the line",
    ),
    Case(
        "S101", "venues.yaml", "  aliases: [L", "  idd: x\n  aliases: [L", "5:3-3",
        "unknown field 'idd'; did you mean 'id'?",
    ),
    Case(
        "S102", "papers/gamma.yaml", "title: Gamma\n", "", "1:1-19",
        "field 'title' is missing",
    ),
    Case(
        "S102", "papers/gamma.yaml", "  section: b-1\n", "", "5:3-11",
        "field 'section' is missing",
    ),
    Case(
        "S102", "licenses.yaml", "- id: MIT\n  name: MIT License\n",
        "- id: MIT\n  name: MIT License\n- id: X\n", "3:3-5", "field 'name' is missing",
    ),
    Case(
        "S103", ALPHA, "title: Alpha", "title: 2024", "3:8-4",
        "2024 is a number, expected text", 'validate --fix writes: "2024"',
    ),
    Case(
        "S103", ALPHA, "title: Alpha", "title: true", "3:8-4",
        "true is a truth value, expected text", "put it in quotes",
    ),
    Case(
        "S103", ALPHA, "[Ann One]", "Ann One", "4:10-7",
        "'Ann One' is text, expected a list",
        "validate --fix writes: [Ann One]",
    ),
    Case(
        "S103", ALPHA, "stated: 7", 'stated: "7"', "17:17-3", "'7' is text, expected a number",
        "validate --fix writes: 7",
    ),
    Case(
        "S103", "datasets/alpha.yaml", "samples: 1000", "samples: 10.5", "3:10-4",
        "10.5 is a number, expected a whole number",
    ),
    Case(
        "S103", "datasets/alpha.yaml", "paper: alpha", "links: [x]", "5:8-3",
        "a list, expected a mapping",
    ),
    Case(
        "S103", ALPHA, "title: Alpha", "title: {a: b}", "3:8-6",
        "a mapping, expected text", "put it in quotes",
    ),
    Case(
        "S104", ALPHA, '"2408.00001"', '"2413.00001"', "6:8-12",
        "'2413.00001' is not well-formed, "
        "expected an arXiv id without its address such as '2408.12528'",
    ),
    Case(
        "S104", ALPHA, '"2024-08"', '"2024-02-30"', "5:7-12",
        "'2024-02-30' has no such day",
    ),
    Case(
        "S104", ALPHA, "title: Alpha", 'title: "Alpha  Beta"', "3:8-13",
        "text has line breaks, double spaces or spaces at its ends",
        'validate --fix writes: "Alpha Beta"',
    ),
    Case(
        "S104", ALPHA, "iclr-2025", "iclr", "7:8-4",
        "'iclr' is not a venue with a year, expected one such as 'iclr-2025'",
    ),
    Case(
        "S104", ALPHA, "[Ann One]", '["One, Ann"]', "4:11-10",
        "'One, Ann' is not one name, expected given names before the family name",
        'validate --fix writes: "Ann One"',
    ),
    Case(
        "S104", "datasets/alpha.yaml", "samples: 1000", "samples: 0", "3:10-1",
        "0 is out of range, expected above 0",
    ),
    Case(
        "S104", ALPHA, "code_license: MIT", "survey:\n  references: [404]", "9:16-3",
        "404 is beyond the last reference, expected at most 403",
    ),
    Case(
        "S104", ALPHA, "code_license: MIT", "survey:\n  references: [0]", "9:16-1",
        "0 is out of range, expected at least 1",
    ),
    Case(
        "S104", ALPHA, "aliases: [al]", f"aliases: [{'a' * 81}]", "1:11-81",
        "longer than 80 characters",
    ),
    Case(
        "S104", ALPHA, "  mask: causal",
        "  encoders:\n    shared: [llama]\n    generation: [llama]", "14:5-15",
        "shared encoders beside understanding or generation encoders, "
        "expected either the one or the other two",
    ),
    Case(
        "S104", "venues.yaml", "id: iclr", "id: The ICLR", "1:7-8",
        f"'The ICLR' is not well-formed, expected {SLUG}",
    ),
    Case(
        "S104", "licenses.yaml", "id: MIT", "id: MIT License", "1:7-11",
        "'MIT License' is not well-formed, expected an SPDX identifier such as "
        "'Apache-2.0', or one that starts with LicenseRef-",
    ),
    Case(
        "S105", ALPHA, "iclr-2025", "icrl-2025", "7:8-9",
        "unknown venue 'icrl'; did you mean 'iclr'?",
        "a new venue is one more entry of data/venues.yaml",
    ),
    Case(
        "S105", ALPHA, "[llama-2]", "[llama-2, llama-9]", "12:23-7",
        "unknown component 'llama-9'; did you mean 'llama-2' or 'llama'?",
        "a new component is one more entry of data/components.yaml",
    ),
    Case(
        "S105", ALPHA, "license: MIT", "license: proprietary", "8:15-11",
        "unknown license 'proprietary'; expected MIT",
        "a new license is one more entry of data/licenses.yaml",
    ),
    Case(
        "S105", ALPHA, "section: b-1", "section: b", "11:12-1",
        "section 'b' has subsections, expected one of b-1, b-2",
        "a new section is one more entry of data/taxonomy.yaml",
    ),
    Case(
        "S105", ALPHA, "mask: causal", "mask: casual", "13:9-6",
        "unknown mask 'casual'; did you mean 'causal'?",
        "a new mask is one more entry of data/words.yaml",
    ),
    Case(
        "S105", ALPHA, "mask: causal", "mask: none", "13:9-4",
        "unknown mask 'none'; expected one of causal, bidirectional",
        "a new mask is one more entry of data/words.yaml",
    ),
    Case(
        "S106", ALPHA, "title: Alpha", "title: TBD", "3:8-3",
        "'TBD' stands for a value that is not known", GAP,
    ),
    Case(
        "S107", ALPHA, "[Ann One]", "[]", "4:10-2",
        "empty list, expected at least one element", GAP,
    ),
    Case(
        "S108", ALPHA, "[Ann One]", "[Ann One, Bob et al.]", "4:20-10",
        "'Bob et al.' cuts the author list, expected every author by name",
        "say authors_complete: false beside the authors that are known",
    ),
]  # fmt: skip


def shown(problem):
    place = ""
    if problem.span:
        place = f":{problem.span.line}:{problem.span.column}-{problem.span.width}"
    return f"{problem.path}{place}: {problem.code} {problem.message}"


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{n}-{case.code}" for n, case in enumerate(CASES)]
)
def test_a_fault_is_reported_once_at_its_place(case, root, edit):
    edit(case.file, case.old, case.new)

    [problem, *more] = [p for p in load(root).problems if p.path == f"data/{case.file}"]

    assert more == []
    assert shown(problem) == (
        f"data/{case.file}:{case.place}: {case.code} {case.message}"
    )
    assert problem.hint == case.hint
    assert problem.severity == "error"


def _text(root, name, text):
    path = root / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


TWICE = "two of 'data', 'Pairs' stand for the same challenge"
STOP = "ends with a full stop, expected one clause without one"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("\n  date: x", ":19:3-4: S105 unknown challenge 'date'; did you mean 'data'?"),
        (" {data: a, Pairs: b}", f":18:12-19: S104 {TWICE}"),
        ("\n  data: It is.", f":19:9-6: S104 'It is.' {STOP}"),
        (" {}", ":18:12-2: S107 empty mapping, expected at least one element"),
    ],
)  # fmt: skip
def test_what_is_no_claim_is_reported_at_its_place(stated, expected, root, edit):
    _text(root, "challenges.yaml", "- id: data\n  name: Pairs\n  definition: Noise.\n")
    edit(ALPHA, "sources:", f"addresses:{stated}\nsources:")

    assert [shown(problem) for problem in load(root).problems] == [
        f"data/{ALPHA}{expected}"
    ]


def _directory(root, name):
    (root / "data" / name).mkdir()


GAMMA_1 = f"file name 'Gamma_1' is not well-formed, expected {SLUG}"
FILE_CASES = {
    "a text file": (
        lambda root: _text(root, "papers/notes.txt", "x"),
        "data/papers/notes.txt: S109 not a record, expected a file named <id>.yaml",
    ),
    "another ending": (
        lambda root: _text(root, "datasets/show-o.yml", "x"),
        "data/datasets/show-o.yml: S109 not a record, expected a file named <id>.yaml",
    ),
    "a directory": (
        lambda root: _directory(root, "benchmarks/old"),
        "data/benchmarks/old: S109 not a record, expected a file named <id>.yaml",
    ),
    "a directory named like a record": (
        lambda root: _directory(root, "papers/show-o.yaml"),
        "data/papers/show-o.yaml: S109 not a record, a directory",
    ),
    "a vocabulary that is not there": (
        lambda root: (root / "data/components.yaml").unlink(),
        "data/components.yaml: S110 cannot be read: No such file or directory",
    ),
    "a record that is a list": (
        lambda root: _text(root, "papers/show-o.yaml", "- a\n"),
        "data/papers/show-o.yaml:1:1-3: S103 a list, expected a mapping",
    ),
    "a vocabulary that is a mapping": (
        lambda root: _text(root, "licenses.yaml", "id: MIT\n"),
        "data/licenses.yaml:1:1-7: S103 a mapping, expected a list",
    ),
    "a file name that is no slug": (
        lambda root: (root / "data/papers/gamma.yaml").rename(
            root / "data/papers/Gamma_1.yaml"
        ),
        f"data/papers/Gamma_1.yaml:1:1-1: S104 {GAMMA_1}",
    ),
}


@pytest.mark.parametrize("name", FILE_CASES)
def test_a_file_that_cannot_be_a_record_is_reported(name, root):
    make, line = FILE_CASES[name]
    make(root)

    assert line in [shown(problem) for problem in load(root).problems]


def test_every_documented_code_has_a_case_and_the_reverse():
    seen = {case.code for case in CASES}
    seen |= {line.split(": ")[1][:4] for _, line in FILE_CASES.values()}

    assert seen == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code):
    assert CODES[code].title
    assert not CODES[code].title.endswith(".")
    assert CODES[code].explanation.endswith(".")


def test_the_small_catalogue_has_no_problem(root):
    loaded = load(root)

    assert loaded.problems == ()
    assert loaded.files == 11
    assert len(loaded.catalog) == 5


def test_hidden_files_are_passed_over(root):
    _text(root, "papers/.gitkeep", "")
    _text(root, "papers/.alpha.yaml.swp", "")
    _text(root, "papers/.yaml", "")

    assert load(root).problems == ()


@pytest.mark.parametrize("folder", ["datasets", "benchmarks"])
def test_a_folder_without_records_need_not_be_there(folder, root):
    for path in (root / "data" / folder).iterdir():
        path.unlink()
    (root / "data" / folder).rmdir()

    loaded = load(root)

    assert loaded.problems == ()
    assert loaded.catalog.records(folder) == ()


def test_one_bad_file_never_hides_the_rest(root, edit):
    edit(ALPHA, "title: Alpha", "titel: Alpha")
    edit("papers/beta.yaml", "section: a", "section: [a")
    (root / "data/papers/gamma.yaml").write_bytes(b"title: caf\xe9\n")
    edit("datasets/alpha.yaml", "samples: 1000", "samples: many")

    loaded = load(root)

    assert [(p.path, p.code) for p in loaded.problems] == [
        ("data/datasets/alpha.yaml", "S103"),
        (f"data/{ALPHA}", "S102"),
        (f"data/{ALPHA}", "S101"),
        ("data/papers/beta.yaml", "Y008"),
        ("data/papers/gamma.yaml", "Y001"),
    ]
    assert [record.id for record in loaded.catalog] == ["delta"]
    assert loaded.files == 11


def test_all_faults_of_one_file_are_reported(root, edit):
    edit(ALPHA, "title: Alpha", "title: TBD")
    edit(ALPHA, "iclr-2025", "icml-2025")
    edit(ALPHA, "mask: causal", "maks: causal")

    assert [(p.code, p.span and p.span.line) for p in load(root).problems] == [
        ("S106", 3),
        ("S105", 7),
        ("S101", 13),
    ]


def test_an_empty_value_is_reported_once(root, edit):
    edit(ALPHA, "title: Alpha", "title:")

    assert [shown(problem) for problem in load(root).problems] == [
        f"data/{ALPHA}:3:1-5: Y013 'title' has no value, expected one"
    ]


def test_a_file_with_a_mendable_problem_is_still_read(root, edit):
    edit(ALPHA, '"2024-08"', "2024-08-01")

    loaded = load(root)

    assert [problem.code for problem in loaded.problems] == ["Y012"]
    assert loaded.catalog.papers[0].date == "2024-08-01"


def test_a_bad_vocabulary_entry_leaves_the_others(root, edit):
    edit("components.yaml", "- id: llama\n", "- id: LLaMA\n")

    loaded = load(root)

    assert [problem.code for problem in loaded.problems] == ["S104"]
    assert [c.id for c in loaded.catalog.vocabularies.components] == ["llama-2"]


def test_paths_are_relative_only_below_the_working_directory(
    root, edit, tmp_path, monkeypatch
):
    edit(ALPHA, "title: Alpha", "title: TBD")

    monkeypatch.chdir(tmp_path)
    assert [p.path for p in load(root).problems] == [f"root/data/{ALPHA}"]
    monkeypatch.chdir(root / "data" / "papers")
    assert [p.path for p in load(root).problems] == ["alpha.yaml"]
    monkeypatch.chdir("/")
    assert [p.path for p in load(root).problems] == [str(root / "data" / ALPHA)[1:]]
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert [p.path for p in load(root).problems] == [str(root / "data" / ALPHA)]


def test_the_library_refuses_a_catalogue_with_problems(root, edit):
    assert load_catalog(root)["alpha"].id == "alpha"
    edit(ALPHA, "title: Alpha", "titel: Alpha")

    with pytest.raises(InvalidCatalogError) as caught:
        load_catalog(root)

    assert str(caught.value) == "the catalogue has 2 problems"
    assert [p.code for p in caught.value.problems] == ["S102", "S101"]
