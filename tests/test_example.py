"""The example catalogue: another field, and nothing of this survey in what comes out."""

import re
import shutil
from pathlib import Path

import pytest

from unisurvey.figures.drawing import FIGURES
from unisurvey.records import load, name_of
from unisurvey.render.targets import TARGETS

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "examples" / "text-embeddings"
FORMATS = ("csv", "json", "jsonl", "yaml", "md", "bibtex", "ids", "table", "tsv")
SOME = "sentence-bert", "simcse"
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
    *(("figure", name, "-o", "-") for name in FIGURES),
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
    assert "| Code |" in (rendered / "README.md").read_text()
    figures = {path.name for path in (rendered / "docs" / "figures").iterdir()}
    assert "timeline-light.svg" in figures
    assert "components-light.svg" not in figures  # no encoder is stated


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_answers(rendered, run, foreign, words, monkeypatch):
    run("render", "readme", "bib", root=rendered)
    monkeypatch.chdir(rendered)

    result = run(*words, code=None)

    assert result.exit_code in ({0, 1} if words[0] in {"diff", "audit"} else {0})
    if words[0] not in {"schema", "checks", "new"}:
        assert foreign(result.stdout) == []


def test_files_are_exported(rendered, run, tmp_path, foreign):
    run("export", "sqlite", "-o", tmp_path / "all.sqlite", root=rendered)
    run("export", "parquet", "-o", tmp_path / "parquet", root=rendered)

    card = (tmp_path / "parquet" / "README.md").read_text()
    assert "# Text embeddings" in card
    assert foreign(card) == []
    assert (
        foreign((tmp_path / "all.sqlite").read_bytes().decode(errors="replace")) == []
    )
