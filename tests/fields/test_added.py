"""Fields that a catalogue adds are everywhere where its own are, without a line of code."""

import json
import sqlite3

import pytest
import yaml
from pyarrow import parquet

import unisurvey
from unisurvey.records import load
from unisurvey.schema.jsonschema import schema_text

FIELDS = """\
fields:
  - id: context
    of: [models]
    type: number
    about: Longest input.
    name: context length
    unit: tokens
    wanted: true
    listed: true
  - id: learned_from
    of: [models, benchmarks]
    type: record
    about: Data it learned from.
    several: true
  - id: method
    of: [models]
    type: word
    about: How it was trained.
    words:
      - id: sft
        name: supervised
        aliases: [SFT tuning]
      - id: rl
        name: reinforced
  - id: jobs
    of: [models]
    type: word
    about: What it does.
    several: true
    words_of: tasks
  - id: open_data
    of: [models]
    type: yes-no
    about: Whether its data are public.
  - id: out
    of: [models, datasets]
    type: date
    about: Day of release.
  - id: teams
    of: [papers]
    type: text
    about: Teams behind it.
    several: true
"""
MORE = {
    "toy-show": """\
more:
  out: "2025-04"
  open_data: true
  context: 128000
  jobs: [t2i, Image editing]
  learned_from: [toy-sets]
  method: SFT tuning
  teams: [Left, Right]
""",
    "toy-any": "more:\n  context: 8192\n  open_data: false\n",
}
SHOW = {
    "context": 128000,
    "learned_from": ["toy-sets"],
    "method": "sft",
    "jobs": ["text-to-image", "editing"],
    "open_data": True,
    "out": "2025-04",
}
"""As flat objects have it, in the order of the catalogue."""


@pytest.fixture
def root(toy_copy):
    """The small root with fields of every type, stated by two of its three models."""
    described = toy_copy / "data" / "catalogue.yaml"
    described.write_text(described.read_text() + FIELDS)
    for name, text in MORE.items():
        path = toy_copy / "data" / "papers" / f"{name}.yaml"
        path.write_text(
            path.read_text()
            .replace("sources:\n", f"{text}sources:\n", 1)
            .replace("vouches: [", "vouches: [more, ", 1)
        )
    return toy_copy


def test_values_are_kept_as_ids_in_the_order_of_the_catalogue(root, run):
    loaded = load(root)
    assert loaded.problems == ()

    more = loaded.catalog["toy-show"].more
    assert more
    assert list(more) == [*SHOW, "teams"]
    assert more["jobs"] == ("text-to-image", "editing")
    run("fmt", root=root)
    run("validate", "--strict", root=root)
    text = (root / "data" / "papers" / "toy-show.yaml").read_text()
    assert text.index("\nmore:\n  context: 128000") < text.index("\nstatus:")
    assert "  jobs: [text-to-image, editing]\n" in text


def test_every_room_has_them(root, run):
    def out(*words):
        return run(*words, root=root).stdout

    listed = json.loads(out("list", "models", "--format", "json"))
    flat = {row["id"]: row for row in listed}["toy-show"]
    assert {name: flat[name] for name in SHOW} == SHOW
    assert out("list", "--columns", "name,context", "--sort", "-context").split() == [
        *("Toy-Show", "128000", "Toy-Any", "8192", "Bare")
    ]
    head = out("list", "models", "--format", "csv").splitlines()[0]
    assert head.endswith(",context,learned_from,method,jobs,open_data,out")
    page = out("show", "toy-show")
    assert "context length" in page
    assert "128,000" in page
    assert "context length" in out("compare", "toy-show", "toy-any")
    assert out("stats", "--by", "method").split() == ["sft", "1", "–", "2"]
    assert out("stats", "--by", "open_data").split() == [
        *("no", "1", "yes", "1", "–", "1")
    ]
    assert "context\t1\n" in out("stats", "--gaps")
    assert 'context: "<longest input: number of tokens>"' in out("new", "model")
    query = "SELECT context, open_data, method FROM models WHERE id = 'toy-show'"
    assert out("sql", query).split() == ["128000", "1", "sft"]
    tasks = "SELECT jobs FROM model_jobs ORDER BY position"
    assert out("sql", tasks).split() == ["text-to-image", "editing"]


def test_what_is_listed_is_a_column_of_listings_and_the_readme(root, run):
    run("render", "readme", root=root)

    shown = run("list", "models", "--format", "md", root=root).stdout
    assert "| Context length |" in shown.splitlines()[0]
    assert "Method" not in shown.splitlines()[0]
    readme = (root / "README.md").read_text()
    assert "| Date | Context length | Backbone, size | Links |" in readme
    assert "14 | 128,000 | Qwen2.5-VL-32B<br>" in readme


def test_exports_and_python_have_them(root, run, tmp_path):
    run("export", "sqlite", "-o", tmp_path / "toy.sqlite", root=root)
    run("export", "parquet", "-o", tmp_path / "toy", root=root)

    with sqlite3.connect(tmp_path / "toy.sqlite") as database:
        told = database.execute(
            "SELECT about FROM about WHERE table_name = 'models' AND "
            "column_name = 'context'"
        ).fetchall()
    assert told == [("Longest input. In tokens.",)]
    table = parquet.read_table(tmp_path / "toy" / "models.parquet")
    rows = {row["id"]: row for row in table.to_pylist()}
    assert {name: rows["toy-show"][name] for name in SHOW} == SHOW
    assert rows["toy-bare"]["learned_from"] == []
    catalog = unisurvey.load_catalog(root)
    assert [p.id for p in catalog.select("models", context=8192)] == ["toy-any"]
    assert [p.id for p in catalog.select("models", open_data=True)] == ["toy-show"]
    frame = catalog.models.to_pandas()
    assert frame.set_index("id").loc["toy-show", "context"] == 128000


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ("context=8192", "toy-any"),
        ("context>=8192", "toy-show toy-any"),
        ("context=128K", "toy-show"),
        ("context=8.192k", "toy-any"),
        ("context=8.1K..0.1M", "toy-any"),
        ("context<=10000", "toy-any"),
        ("context>8192", "toy-show"),
        ("context > 8191.9", "toy-show toy-any"),
        ("context<128K", "toy-any"),
        ("context<8192", ""),
        ("context = 1000..9000", "toy-any"),
        ("open-data=no", "toy-any"),
        ("method=Supervised", "toy-show"),
        ("jobs=editing,interleaved", "toy-show"),
        ("out=2025", "toy-show"),
        ("out>=2025-05", ""),
        ("out<=2025-04", "toy-show"),
        ("learned_from=toy", "toy-show"),
        ("out>2025-03", "toy-show"),
        ("out>2025-04", ""),
        ("out<2025", ""),
        ("out<2025-05-01", "toy-show"),
    ],
)
def test_they_select(root, run, where, ids):
    result = run("list", "models", "--where", where, "--format", "ids", root=root)

    assert result.stdout.split() == ids.split()


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("contxt=1", "unknown filter 'contxt'; did you mean 'context'?"),
        ("context", "--where 'context' is no condition, expected one such as"),
        ("context=long", "'long' is no number, expected one such as 768"),
        ("context=>8192", "--where 'context=>8192' is no condition"),
        ("context<1..2", "'<1..2' is no number"),
        ("context=>=1..2", "'>=1..2' is no number"),
        ("out=soon", "'soon' is no date, expected one such as 2024"),
        ("method=magic", "unknown method 'magic'; expected one of sft, rl"),
        ("open_data=perhaps", "unknown open_data 'perhaps'; expected one of yes, no"),
    ],
)
def test_a_wrong_condition_is_told(root, run, where, message):
    result = run("list", "models", "--where", where, root=root, code=2)

    assert result.stderr.startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("context: 128000", "context: many", "S103 'many' is text, expected a number"),
        ("context: 128000", "context: true", "S103 true is a truth value"),
        ("context: 128000", "contxt: 1", "S105 unknown field 'contxt'; did you mean"),
        ("open_data: true", "open_data: 1", "S103 1 is a number, expected true or"),
        ('out: "2025-04"', 'out: "2025-13"', "S104 '2025-13'"),
        ("SFT tuning", "magic", "S105 unknown method 'magic'; expected one of sft, rl"),
        ("[t2i, Image editing]", "editing", "S103 'editing' is text, expected a list"),
        (
            "[t2i, Image editing]",
            "[editng]",
            "S105 unknown task 'editng'; did you mean",
        ),
        ("[Left, Right]", "[]", "S107 empty list"),
        (
            "learned_from: [toy-sets]",
            "learned_from: [toy-set]",
            "C211 no record 'toy-set'; did you mean 'toy-sets'",
        ),
        ("more, title", "title", "C231 "),
        ("more, title", "more.contex, title", "C232 "),
    ],
)
def test_a_wrong_value_is_told_at_its_place(root, run, old, new, problem):
    path = root / "data" / "papers" / "toy-show.yaml"
    before = path.read_text()
    path.write_text(before.replace(old, new, 1))

    told = run("validate", "--strict", root=root, code=1).stderr

    line = 1 + before[: before.index(old)].count("\n")
    found = [line for line in told.splitlines() if problem in line]
    assert found, told
    if not problem.startswith("C23"):
        assert [f"toy-show.yaml:{line}:" in one for one in found] == [True]
        assert told.count(f"toy-show.yaml:{line}:") == 1, told


def test_a_field_of_another_kind_is_refused(root, run):
    path = root / "data" / "datasets" / "toy-sets.yaml"
    path.write_text(
        path.read_text().replace("sources:", "more:\n  context: 1\nsources:")
    )

    told = run("validate", root=root, code=1).stderr

    assert "S104 field 'context' is one of models" in told


@pytest.mark.parametrize("name", ["venue", "since", "sort"])
def test_a_name_that_is_taken_is_refused(root, run, name):
    described = root / "data" / "catalogue.yaml"
    described.write_text(described.read_text().replace("id: context", f"id: {name}"))

    assert f"C219 {name!r} is what every" in run("validate", root=root, code=1).stderr


def test_the_schema_for_editors_knows_them(root):
    schema = json.loads(schema_text("paper", load(root).catalog.vocabularies))

    more = schema["properties"]["more"]
    assert more["properties"]["method"]["enum"] == ["sft", "rl"]
    assert more["properties"]["jobs"]["items"]["enum"][0] == "understanding"
    assert more["additionalProperties"] is False


def test_kept_records_are_those_that_were_read(root):
    first, second = load(root, cached=True), load(root, cached=True)

    assert [*second.catalog] == [*first.catalog] == [*load(root).catalog]


def test_they_can_be_corrected(root, run):
    path = root / "data" / "papers" / "toy-show.yaml"
    path.write_text(
        path.read_text().replace("field: model.backbone", "field: more.context", 1)
    )

    run("validate", "--strict", root=root)
    run("render", "corrections", root=root)

    assert (
        "| Toy-Show | context | LLaMA | 128000 |"
        in (root / "docs" / "CORRECTIONS.md").read_text()
    )
    assert yaml.safe_load(path.read_text())["more"]["context"] == 128000
