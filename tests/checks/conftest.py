import re
from pathlib import Path

import pytest
import yaml

from unisurvey.checks import Choice, run_checks
from unisurvey.records import load

SOURCE = """\
sources:
  - url: https://example.org
    vouches: [{fields}]
added: "2026-01-02"
"""

FILES = {
    "catalogue.yaml": """\
publications:
  - id: awesome-list
    label: the Awesome list
    url: https://example.org/list
requires:
  - section: a
    each_side: [text, image]
  - section: any-to-any
    beyond: [text, image]
""",
    "words.yaml": """\
paradigms:
  - id: diffusion
    name: Diffusion
  - id: autoregressive
    name: Autoregressive
  - id: hybrid
    name: Hybrid
modalities:
  - id: text
    name: text
  - id: image
    name: image
  - id: audio
    name: audio
masks:
  - id: causal
    name: causal
  - id: bidirectional
    name: bidirectional
component_kinds:
  - id: language-model
    name: Language model
  - id: vision-encoder
    name: Vision encoder
    group: semantic
encodings:
  - id: pixel
    name: Pixel
    contradicted_by:
      - of: any
        none: [semantic]
        says: an encoder of vision and language
""",
    "taxonomy.yaml": """\
- id: a
  name: Diffusion
  kind: model
  paradigm: diffusion
- id: any-to-any
  name: Any to any
  kind: model
- id: applications
  name: Applications
  kind: paper
- id: training
  name: Training data
  kind: dataset
- id: testing
  name: Testing
  kind: benchmark
""",
    "venues.yaml": """\
- id: iclr
  name: ICLR
  full: Conference on Learning
  kind: conference
  dois: ["10.1000/ICLR#.{year}.", "10.18653/v1/{year}.iclr-"]
- id: iclr-workshops
  name: ICLR Workshops
  full: Workshops of the Conference on Learning
  kind: workshop
  part_of: iclr
  dois: ["10.1000/ICLRW#.{year}."]
- id: iclr-sketches
  part_of: iclr-workshops
  name: ICLR Sketches
  full: Sketches of the Conference on Learning
  kind: workshop
- id: tmlr
  name: TMLR
  full: Transactions on Learning
  kind: journal
""",
    "components.yaml": """\
- id: llama
  name: LLaMA
  kind: language-model
- id: llama-2
  name: Llama 2
  kind: language-model
  family: llama
  paper: beta
""",
    "licenses.yaml": "- id: MIT\n  name: MIT License\n",
    "papers/alpha.yaml": """\
key: one2024alpha
aliases: [alpha-one]
title: Alpha
authors:
  - Ann One
  - Cem Three
date: "2024-08-22"
arxiv: "2408.00001"
doi: 10.1000/a
venue: iclr-2025
model:
  name: Alpha
  section: any-to-any
  paradigm: hybrid
  backbone: [llama-2]
  encoders:
    understanding: [llama]
corrections:
  - in: awesome-list
    field: model.backbone
    was: LLaMA
    reason: it is Llama 2
    source: https://example.org
"""
    + SOURCE.format(fields="title, authors, date, arxiv, doi, venue, model"),
    "papers/beta.yaml": """\
key: two2024beta
title: Beta
arxiv: "2408.00002"
sections: [applications]
"""
    + SOURCE.format(fields="title, arxiv, sections"),
    "datasets/alpha.yaml": """\
name: Alpha data
section: training
date: "2024-09"
paper: alpha
"""
    + SOURCE.format(fields="name, section, date, paper"),
    "benchmarks/alpha.yaml": """\
name: Alpha bench
section: testing
input: [image, image]
paper: beta
"""
    + SOURCE.format(fields="name, section, input, paper"),
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Make a small catalogue that no check objects to, and work in it."""
    for name, text in FILES.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def edit(root):
    """Replace some text in a file; the old text must be there once."""

    def change(name: str, old: str, new: str) -> None:
        path = root / "data" / name
        text = path.read_text("utf-8") if path.exists() else ""
        assert text.count(old) == 1 or not text
        path.write_text(text.replace(old, new) if text else new, "utf-8")

    return change


@pytest.fixture
def findings(root):
    """Return the problems that the checks find, as lines of a report."""

    def found(*, strict: bool = True) -> list[str]:
        loaded = load(root)
        assert loaded.problems == ()
        return [
            f"{p.path}:{p.span.line}:{p.span.column}-{p.span.width} {p.code} {p.message}"
            for p in run_checks(loaded.catalog, strict=strict)
            if p.span
        ]

    return found


REPOSITORY = Path(__file__).parents[2]
VOCABULARIES = ("taxonomy.yaml", "venues.yaml", "components.yaml", "licenses.yaml")
MAPPINGS = ("catalogue.yaml", "words.yaml")
FILLED = {
    "papers": {"title": "{stem}"},
    "datasets": {"name": "{stem}", "section": "datasets-editing"},
    "benchmarks": {"name": "{stem}", "section": "benchmarks-editing"},
    "scores": {},
}
SOURCES = [{"url": "https://example.org", "vouches": ["title", "name"]}]


@pytest.fixture(scope="session")
def vocabulary_files():
    """Name → text of the real vocabularies, without papers."""
    data = REPOSITORY / "data"
    texts = {
        name: re.sub(r"(?m)^(work|boards|against): .*\n", "", (data / name).read_text())
        for name in MAPPINGS
    }
    for name in VOCABULARIES:
        text = (REPOSITORY / "data" / name).read_text()
        entries = yaml.load(text, yaml.CSafeLoader)
        kept = [{k: v for k, v in e.items() if k != "paper"} for e in entries]
        texts[name] = yaml.dump(kept, Dumper=yaml.CSafeDumper)
    return texts


@pytest.fixture(scope="session")
def found_in(tmp_path_factory, vocabulary_files):
    """Return the codes and messages that parts of records lead to.

    The text has the parts below lines `# data/papers/sketch.yaml`; what a record must
    have besides is filled in. Vocabularies are the real ones, without papers.
    """

    def write(root: Path, name: str, text: str) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name == "data":
            path.write_text(text)
            return
        filled: dict[str, object] = {
            field: value.format(stem=path.stem.title())
            for field, value in FILLED[path.parent.name].items()
        }
        if path.parent.name == "papers":
            filled["key"] = f"one2024{path.stem.replace('-', '')}"
        if path.parent.name != "scores":
            filled |= {"sources": SOURCES, "added": "2026-01-02"}
        fields = yaml.load(text, yaml.CSafeLoader)
        path.write_text(yaml.dump(filled | fields, Dumper=yaml.CSafeDumper))

    def found(text: str) -> list[tuple[str, str]]:
        root = tmp_path_factory.mktemp("found")
        (root / "data" / "papers").mkdir(parents=True)
        for name, kept in vocabulary_files.items():
            write(root, f"data/{name}", kept)
        for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
            name, _, fields = part.partition("\n")
            write(root, name, fields)
        loaded = load(root).with_scores()
        assert loaded.problems == ()
        every = Choice(select=("C",))
        found = run_checks(loaded.catalog, choice=every)
        return [(p.code, p.message) for p in found]

    return found
