import pytest

from unisurvey.records import load

FILES = {
    "catalogue.yaml": """\
publications:
  - id: survey
    label: the survey
    url: https://example.org/survey
    references: 403
""",
    "words.yaml": """\
paradigms:
  - id: diffusion
    name: Diffusion
  - id: autoregressive
    name: Autoregressive
    aliases: [AR]
modalities:
  - id: text
    name: text
  - id: image
    name: image
masks:
  - id: causal
    name: causal
  - id: bidirectional
    name: bidirectional
component_kinds:
  - id: language-model
    name: Language model
""",
    "taxonomy.yaml": """\
- id: a
  name: Diffusion models
  kind: model
  paradigm: diffusion
- id: b
  name: Autoregressive models
  survey: "3.2"
  kind: model
  paradigm: autoregressive
  children:
    - id: b-1
      name: Pixel encoding
      kind: model
      paradigm: autoregressive
    - id: b-2
      name: Semantic encoding
      kind: model
      paradigm: autoregressive
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
  aliases: [Learning Conference]
""",
    "components.yaml": """\
- id: llama
  name: LLaMA
  kind: language-model
- id: llama-2
  name: Llama 2
  kind: language-model
  family: llama
""",
    "licenses.yaml": "- id: MIT\n  name: MIT License\n",
    "papers/alpha.yaml": """\
aliases: [al]
key: one2024alpha
title: Alpha
authors: [Ann One]
date: "2024-08"
arxiv: "2408.00001"
venue: iclr-2025
code_license: MIT
model:
  name: Alpha
  section: b-1
  backbone: [llama-2]
  mask: causal
  variants:
    - id: "7b"
      parameters:
        stated: 7
sources:
  - url: https://example.org
    vouches: [title]
added: "2026-01-02"
""",
    "papers/beta.yaml": """\
key: two2024beta
title: Beta
authors:
  - Bob Two
  - organization: Beta Lab
date: "2024-09-01"
model:
  name: beta
  section: a
sources:
  - url: https://example.org
    vouches: [title]
added: "2026-01-02"
""",
    "papers/gamma.yaml": """\
key: three2025gamma
title: Gamma
date: "2025-01-01"
model:
  name: Gamma
  section: b-1
sources:
  - url: https://example.org
    vouches: [title]
added: "2026-01-02"
""",
    "datasets/alpha.yaml": """\
name: Alpha data
section: training
samples: 1000
unit: images
paper: alpha
sources:
  - url: https://example.org
    vouches: [name]
added: "2026-01-02"
""",
    "benchmarks/delta.yaml": """\
aliases: [dl]
name: Delta
section: testing
sources:
  - url: https://example.org
    vouches: [name]
added: "2026-01-02"
""",
}


@pytest.fixture(autouse=True)
def _parsed_again(parse_again):
    """What is read and kept is what is tested here."""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Make a small catalogue without problems, and work in it."""
    root = tmp_path / "root"
    for name, text in FILES.items():
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def edit(root):
    """Replace some text in a file; the old text must be there once."""

    def change(name, old, new):
        path = root / "data" / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")

    return change


@pytest.fixture
def catalog(root):
    loaded = load(root)
    assert loaded.problems == ()
    return loaded.catalog
