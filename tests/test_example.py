"""The example catalogue: another field, and nothing of this survey in what comes out."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from unisurvey.figures.drawing import FIGURES
from unisurvey.figures.foundations import SHOWS
from unisurvey.records import load, name_of
from unisurvey.render.targets import TARGETS

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "examples" / "text-embeddings"
FORMATS = ("csv", "json", "jsonl", "yaml", "md", "bibtex", "ids", "table", "tsv")
SOME = "sentence-bert", "simcse"
SCORES = {"scores", "scores-size", "scores-balance"}
COMMANDS = (
    ("validate", "--strict"),
    ("fmt", "--check"),
    *(("list", kind) for kind in ("models", "papers", "datasets", "benchmarks")),
    *(("list", "models", "--format", form) for form in FORMATS),
    ("list", "--where", "dimensions>=1024", "--columns", "name,dimensions,pooling"),
    ("list", "models", "--group-by", "pooling"),
    ("list", "--paradigm", "supervised"),
    *(("show", *SOME, "--format", form) for form in ("table", "json", "yaml", "bibtex")),
    ("show", "benchmarks/mteb"),
    ("search", "multilingual retrieval"),
    ("compare", *SOME),
    ("compare", *SOME, "--format", "md"),
    ("related", "simcse"),
    ("stats",),
    ("stats", "--by", "pooling,paradigm"),
    ("stats", "--gaps"),
    ("stats", "--sources"),
    ("stats", "--lineage"),
    ("stats", "datasets", "--by", "license"),
    ("bib",),
    ("bib", "--style", "biblatex", *SOME),
    ("cite", *SOME),
    ("news", "--since", "2020"),
    ("news", "--since", "2020", "--format", "atom"),
    ("sql", "SELECT name, dimensions FROM models ORDER BY dimensions DESC LIMIT 3"),
    ("sql", "--tables"),
    ("sql", "--schema", "models"),
    *(("export", form) for form in ("csl-json", "ris", "hayagriva", "cff", "csv")),
    *(
        ("figure", name, "-o", "-")
        for name in FIGURES
        if name not in {"components", *SCORES, *SHOWS}  # what it says nothing of
    ),
    *(("new", kind) for kind in ("model", "paper", "dataset", "benchmark")),
    *(("schema", kind) for kind in ("paper", "catalogue", "words", "taxonomy")),
    ("checks",),
    ("audit", "text-embeddings.bib"),
    ("diff", "README.md"),
)  # fmt: skip


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """The example with everything that is made of it."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    return root


@pytest.fixture(scope="module")
def foreign(real):
    """Find what nobody but this survey says."""
    own = {name_of(record).casefold() for record in load(EXAMPLE).catalog}
    names = {model.model.name for model in real.models}
    words = [
        *(re.escape(name) for name in names if name.casefold() not in own | {"tar"}),
        *("[Uu]nified", r"2505\.02567", "AIDC", "[Aa]ny-to-any", "survey-v6"),
    ]
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")
    return lambda text: sorted(set(pattern.findall(text)))


def test_it_has_what_the_guide_promises(real):
    catalog = load(EXAMPLE).catalog

    assert len([*catalog]) >= 40
    assert catalog.vocabularies.extra.entries
    assert not catalog.vocabularies.about.publications
    sections = catalog.vocabularies.sections
    assert any(s.kind == "model" and not s.paradigm for s in sections)
    assert all(len(section.id) > 3 for section in sections)
    shared = {paper.arxiv for paper in catalog.papers} - {None}
    assert not shared & {model.arxiv for model in real.models}


def test_every_target_renders_and_stays(rendered, run, foreign):
    run("render", root=rendered)
    run("render", "--check", root=rendered)

    made = [
        path
        for path in rendered.rglob("*")
        if path.is_file() and "data" not in path.relative_to(rendered).parts
    ]
    folders = {path.relative_to(rendered).parts[0] for path in made}
    assert folders == {"README.md", "docs", "schemas", "text-embeddings.bib"}
    assert {path.name: foreign(path.read_text()) for path in made} == {
        path.name: [] for path in made
    }
    assert len(TARGETS) > 10
    assert "| Demo |" not in (rendered / "README.md").read_text()
    assert "| Links |" in (rendered / "README.md").read_text()
    figures = {path.name for path in (rendered / "docs" / "figures").iterdir()}
    assert "timeline.svg" in figures
    assert "components.svg" not in figures  # no encoder is stated
    guide = (rendered / "docs" / "sql.md").read_text()
    assert "| `mask` |" in guide  # of one model
    assert not re.search(r"`(?:demo|survey_\w+|cited_in|understanding_encoder)`", guide)
    for page in ("sql", "problems"):
        text = (rendered / "docs" / f"{page}.md").read_text()
        assert not re.search(
            r"images? (?:encod|generat|are)|pseudo|siglip 2", text.casefold()
        )


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_answers(rendered, run, foreign, words, monkeypatch):
    if not (rendered / "text-embeddings.bib").exists():
        run("render", "readme", "bib", root=rendered)
    monkeypatch.chdir(rendered)

    result = run(*words, code=None)

    assert result.exit_code in ({0, 1} if words[0] in {"diff", "audit"} else {0})
    if words[0] not in {"schema", "checks", "new"}:
        assert foreign(result.stdout) == []


def test_what_says_nothing_is_no_column(run):
    head = run("list", "models", "--format", "md", root=EXAMPLE).stdout.splitlines()[0]

    assert "Dimensions" in head
    assert not {"Understanding", "Decoder", "Mask"} & {*head.split(" | ")}


def test_files_are_exported(rendered, run, tmp_path, foreign):
    run("export", "sqlite", "-o", tmp_path / "all.sqlite", root=rendered)
    run("export", "parquet", "-o", tmp_path / "parquet", root=rendered)

    card = (tmp_path / "parquet" / "README.md").read_text()
    assert "# Text embeddings" in card
    assert foreign(card) == []
    assert (
        foreign((tmp_path / "all.sqlite").read_bytes().decode(errors="replace")) == []
    )


WORDS = {
    "paradigms": [{"id": f"way-{n}", "name": f"Way {n}"} for n in range(1, 13)],
    "modalities": [{"id": "text", "name": "text"}],
}
PAPER = """\
key: one20{n:02}way
title: "{title}"
authors: [Åsa Öberg]
date: "20{n:02}"
model:
  name: Modèle {n}
  section: {section}
sources:
  - url: https://example.org/{n}
    vouches: [title, authors, date, model]
added: "2026-01-02"
"""


@pytest.fixture(scope="module")
def sparse(tmp_path_factory):
    """Twelve paradigms and a section without one; no data, no publication, no licence."""
    root = tmp_path_factory.mktemp("sparse")
    papers = root / "data" / "papers"
    papers.mkdir(parents=True)
    sections = [
        *(
            {"id": f"section-{w['id']}", "paradigm": w["id"]}
            for w in WORDS["paradigms"]
        ),
        {"id": "others"},
    ]
    for n, section in enumerate(sections, 10):
        section |= {"name": f"Modelle {n} – 模型", "kind": "model"}
        text = PAPER.format(
            n=n, title=f"Ein Modell № {n}: 第{n}个模型", section=section["id"]
        )
        (papers / f"modell-{n}.yaml").write_text(text)
    for name, content in (
        *(("words", WORDS), ("taxonomy", sections)),
        *((name, []) for name in ("venues", "components", "licenses")),
    ):
        text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
        (root / "data" / f"{name}.yaml").write_text(text)
    return root


def test_a_catalogue_may_be_of_anything(sparse, run, foreign):
    run("fmt", root=sparse)
    run("validate", "--strict", root=sparse)
    run("render", root=sparse)
    run("render", "--check", root=sparse)

    readme = (sparse / "README.md").read_text()
    assert "# Reference library" in readme
    assert "Ein Modell № 10: 第10个模型" in readme
    assert "13 models and 13 papers" in readme
    picture = (sparse / "docs" / "figures" / "timeline.svg").read_text()
    picture = " ".join(picture.split())
    assert "1 way 1, 1 way 2" in picture
    assert "1 paradigm not stated; modelle 22 – 模型: 1." in picture
    assert not (sparse / "docs" / "CORRECTIONS.md").exists()
    assert (sparse / "catalogue.bib").exists()
    for path in sparse.rglob("*.md"):
        assert foreign(path.read_text()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("list", "datasets"), ("list", "--paradigm", "way 7"), ("stats",),
        ("show", "modell-10"), ("compare", "modell-10", "modell-11"), ("bib",),
        ("cite", "modell-10"), ("search", "Modell"), ("related", "modell-10"), ("sql", "--tables"),
        ("news", "--since", "2020"), ("news", "--since", "2020", "--format", "atom"),
        ("export", "csl-json"), ("export", "cff"), ("stats", "--gaps"), ("new", "model"),
        ("figure", "growth", "-o", "-"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_its_commands_answer(sparse, run, words):
    run(*words, root=sparse)


@pytest.mark.parametrize("name", ["components", "dataset-sizes"])
def test_a_figure_that_shows_nothing_says_so(sparse, run, name):
    told = run("figure", name, "-o", "-", root=sparse, code=2).stderr

    assert told.startswith("error: nothing to draw: ")


EMPTY = """\
title: Nothing yet
examples:
  - question: Which are best?
    line: unisurvey list --columns name,quality --sort -quality
without: [decoder, mask]
fields:
  - id: quality
    of: [models, papers]
    type: number
    about: How good it is.
    name: F1 score
"""


def test_a_catalogue_may_have_no_record_yet(sparse, run, tmp_path, monkeypatch):
    """It is found by its description, and its fields are there from the beginning."""
    data = tmp_path / "data"
    data.mkdir()
    for path in sparse.joinpath("data").glob("*.yaml"):
        shutil.copy(path, data)
    (data / "catalogue.yaml").write_text(EMPTY)
    monkeypatch.chdir(tmp_path)

    run("validate", "--strict")
    run("render")
    assert run("list", "--columns", "name,quality").stderr == "no models\n"
    template = run("new", "model").stdout
    assert 'quality: "<' in template
    assert 'section: "<leaf of data/taxonomy.yaml: section-way-1>"' in template
    assert "decoder" not in template
    assert "mask" not in template


def test_an_example_that_fails_is_told_with_its_file(sparse, run, tmp_path):
    shutil.copytree(sparse / "data", tmp_path / "data")
    described = EMPTY.replace("name,quality", "name,scor")
    (tmp_path / "data" / "catalogue.yaml").write_text(described)

    told = run("render", "readme", root=tmp_path, code=2).stderr

    assert told.startswith(
        "error: data/catalogue.yaml, examples: exit 2 from unisurvey"
    )
    assert "unknown column 'scor'" in told


def test_words_and_records_are_shown_by_their_names(run):
    page = run("show", "sentence-bert", root=EXAMPLE).stdout

    assert re.search(r"^ *pooling +mean pooling$", page, re.MULTILINE)
    assert re.search(r"^ *training data +SNLI, MultiNLI$", page, re.MULTILINE)
