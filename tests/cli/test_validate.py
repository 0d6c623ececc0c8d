import json
import re
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SHOW_O = "data/papers/show-o.yaml"
DAMAGES = {
    "syntax": (
        "vouches: [arxiv]\n",
        "vouches: [arxiv\n",
        "[arxiv\n",
        "Y008 the list is not closed, expected ']'",
    ),
    "repeated key": (
        "venue: iclr-2025\n",
        "venue: iclr-2025\nkey: again\n",
        "key: again",
        "Y009 key 'key' is repeated, it is already on line 1",
    ),
    "misspelt field": (
        "venue: iclr-2025\n",
        "venu: iclr-2025\n",
        "venu: ",
        "S101 unknown field 'venu'; did you mean 'venue'?",
    ),
    "missing field": (
        "key: xie2024showo\n",
        "",
        "",
        "S102 field 'key' is missing",
    ),
    "wrong type": (
        'arxiv: "2408.12528"\n',
        "arxiv: [2408]\n",
        "[2408]",
        "S103 a list, expected text",
    ),
    "unknown vocabulary value": (
        "backbone: [phi-1.5]\n",
        "backbone: [phi-1.4]\n",
        "phi-1.4]",
        "S105 unknown component 'phi-1.4'; did you mean 'phi-1.5'",
    ),
    "malformed URL": (
        "code: https://github.com/showlab/Show-o\n",
        "code: htp//github.com/showlab/Show-o\n",
        "htp//",
        "S104 'htp//github.com/showlab/Show-o' is not well-formed, expected a web address",
    ),
    "impossible date": (
        'date: "2024-08-22"\n',
        'date: "2024-02-30"\n',
        '"2024-02-30"',
        "S104 '2024-02-30' has no such day",
    ),
    "null": (
        'arxiv: "2408.12528"\n',
        "arxiv: null\n",
        "null\n",
        "Y0",
    ),
    "dangling reference": (
        "\nsources:\n",
        "\nstatus: {kind: superseded, by: show-o3, source: https://a.b/}\nsources:\n",
        "show-o3",
        "C211 no such record 'show-o3'",
    ),
}
"""Kind of damage → old text, new text, where the report points, and its beginning."""


@pytest.fixture(scope="module")
def copied(tmp_path_factory, some_real):
    root = tmp_path_factory.mktemp("copied")
    shutil.copytree(some_real, root, dirs_exist_ok=True)
    return root


@pytest.fixture
def damage(copied, monkeypatch):
    """Change files of a copy of the real data, and mend them afterwards."""
    monkeypatch.chdir(copied)
    originals: dict[Path, str] = {}

    def change(name, old, new):
        path = copied / name
        text = originals.setdefault(path, path.read_text())
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1))

    yield change
    for path, text in originals.items():
        path.write_text(text)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_record_is_reported_with_its_place(name, damage, run, copied):
    old, new, place, message = DAMAGES[name]
    damage(SHOW_O, old, new)
    before = (copied / SHOW_O).read_text().partition(place)[0] if place else ""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")

    result = run("validate", code=1)

    assert result.stdout == ""
    assert result.stderr.startswith(f"{SHOW_O}:{line}:{column}: {message}")
    _, source, caret, *_ = result.stderr.splitlines()
    assert source.startswith("    ")
    assert re.fullmatch(r" +\^+", caret)
    assert re.search(r"\n\d+ problems? in 1 file \(\d+ files read\)\n$", result.stderr)
    assert "Traceback" not in result.stderr


def test_several_damaged_files_are_reported_at_once(damage, run):
    damage(SHOW_O, "key: xie2024showo", "key: Xie")
    damage("data/papers/janus.yaml", "vouches: [", "vouches: [[")
    damage("data/benchmarks/geneval.yaml", "size: 553", "size: -1")
    damage("data/venues.yaml", "kind: conference", "kind: confrence")

    result = run("validate", code=1)

    paths = set(re.findall(r"^(data/\S+?):\d+:\d+: ", result.stderr, re.MULTILINE))
    assert paths >= {
        "data/benchmarks/geneval.yaml",
        "data/papers/janus.yaml",
        SHOW_O,
        "data/venues.yaml",
    }


def test_only_the_named_files_are_reported_on(damage, run):
    damage(SHOW_O, "key: xie2024showo\n", "")
    damage("data/benchmarks/geneval.yaml", "size: 553", "size: -1")

    one = run("validate", "data/benchmarks/geneval.yaml", code=1)
    folder = run("validate", "data/papers", code=1)
    none = run("validate", "data/datasets")

    assert one.stderr.startswith("data/benchmarks/geneval.yaml:4:7: S104 ")
    assert SHOW_O not in one.stderr
    assert folder.stderr.startswith(f"{SHOW_O}:1:1: S102 ")
    assert "geneval" not in folder.stderr
    assert none.stdout == ""


def test_quiet_says_nothing_when_all_is_well(toy, run):
    result = run("validate", "-q", root=toy)

    assert (result.stdout, result.stderr) == ("", "")


@pytest.fixture
def bad(toy_copy, monkeypatch):
    """A root in which each layer finds something."""

    def change(name, old, new):
        path = toy_copy / "data" / name
        text = path.read_text()
        assert text.count(old) == 1
        path.write_text(text.replace(old, new))

    change("papers/toy-any.yaml", "causal", "causel")
    change("papers/toy-bare.yaml", "title: Bare", "titel: Bare")
    change("papers/toy-sets.yaml", "venue: tmlr-2024", "venue: tmlr-2023")
    change("papers/specials.yaml", "[name, title,", "[title,")
    change("benchmarks/plain-bench.yaml", "name: Plain", "name: [Plain")
    (toy_copy / "data/datasets/notes.txt").write_text("")
    monkeypatch.chdir(toy_copy)
    return toy_copy


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_report_in_each_format(form, run, golden):
    result = run("validate", "--format", form, code=1)

    shown = result.stderr if form == "text" else result.stdout
    golden(f"validate/{form}.txt", shown)
    assert "" in (result.stdout, result.stderr)


@pytest.mark.usefixtures("bad")
def test_strict_reports_facts_without_a_source_too(run):
    usual = run("validate", "-f", "json", code=1)
    strict = run("validate", "-f", "json", "--strict", code=1)

    def codes(result):
        return [problem["code"] for problem in json.loads(result.stdout)]

    assert "C231" not in codes(usual)
    assert sorted(codes(strict)) == sorted([*codes(usual), "C231"])


@pytest.mark.parametrize("form", ["json", "github"])
def test_a_machine_report_without_problems_is_empty(form, toy, run):
    result = run("validate", "-f", form, root=toy)

    assert result.stdout == {"json": "[]\n", "github": ""}[form]


@pytest.mark.usefixtures("bad")
def test_colour_marks_the_problem_on_request(run):
    result = run("validate", "--color", "always", code=1)

    assert "\x1b[31mS105\x1b[0m" in result.stderr


@pytest.mark.usefixtures("bad")
def test_another_catalogue_is_checked_by_its_directory(run, some_real):
    inside = run("validate", some_real)

    assert inside.stderr.startswith("no problems in ")


DUMP = (
    {
        "id": "2503.10001", "title": 'On Tides\n  and {\\"O}fen',
        "authors": "Zed Other, Yan Else and Xi Third",
        "authors_parsed": [["Other", "Zed", ""], ["Else", "Yan", ""]],
    },
    {"id": "9901.00001", "title": "Nobody Asks", "authors": "Ann One"},
)  # fmt: skip


@pytest.mark.parametrize("form", ["lines", "list"])
def test_stored_metadata_tell_ids_of_other_works(run, toy, tmp_path, form):
    path = tmp_path / "arxiv.json"
    lines = "".join(f"{json.dumps(entry)}\n" for entry in DUMP)
    path.write_text(lines if form == "lines" else json.dumps(DUMP))

    words = ("validate", "--metadata", path, "--select", "C205")
    told = run(*words, root=toy, code=1).stderr

    assert "toy-show.yaml:10:8: C205 arXiv 2503.10001 is 'On Tides and Öfen'" in told
    assert "1 problem in 1 file" in told


def test_stored_metadata_of_the_same_work_are_no_problem(run, toy, tmp_path):
    path = tmp_path / "arxiv.jsonl"
    entry = DUMP[0] | {"title": "Toy-Show: One model to draw", "authors_parsed": [["Nguyễn", "Văn", ""]]}  # fmt: skip
    path.write_text(json.dumps(entry))

    run("validate", "--metadata", path, "--select", "C205", root=toy)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title,authors\n", ":1: no metadata of arXiv, expected objects with id"),
        ('{"id": "2503.10001", "title": \n', ":1: no JSON"),
        ("[1, 2", "no JSON"),
        (None, "no such file: "),
    ],
)
def test_what_is_no_metadata_is_told(run, toy, tmp_path, text, told):
    path = tmp_path / "arxiv.jsonl"
    if text is not None:
        path.write_text(text)

    result = run("validate", "--metadata", path, root=toy, code=2)

    assert result.stderr.startswith("error: ")
    assert told in result.stderr
