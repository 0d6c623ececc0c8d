"""One entry in the table and one field in the schema: everything else follows."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

import unisurvey

SOURCE = Path(unisurvey.__file__).parent
IN_SCHEMA = '''
    context_length: Count | None = None
    """Longest input in tokens; `None` means not stated."""
'''
IN_TABLE = """
    _model(
        "context_length",
        column=Column(),
        plain=9,
        compared=3,
        gap=MODELS,
        counted=Counted(),
        filter=Filter(metavar="NUMBER"),
        option=Option(metavar="NUMBER", asked=True),
        template="",
    ),
"""
LIST_IN_SCHEMA = '''
    languages: Many[Text] | None = None
    """Languages of its texts."""

'''
LIST_IN_TABLE = """
    _benchmark(
        "languages", compared=1, gap=BENCHMARKS, counted=Counted(), filter=Filter(),
        option=Option(), template="",
    ),
"""
TOKENS = {"toy-show": 128_000, "toy-any": 8_192}
DOCSTRING = "Longest input in tokens; `None` means not stated."
ABOUT = "Longest input in tokens; null means not stated."

SCRIPT = """
import json, sys
from typer.testing import CliRunner
from unisurvey.cli.app import app

def stated(section, option, value):
    from unisurvey.outside.add.details import make_details
    from unisurvey.records import load_catalog

    known, page = load_catalog(sys.argv[1]).vocabularies, "https://toy.example.org/"
    return repr(make_details({option: [value]}, known, section=section, vouched_by=page))

def run(words):
    if words[0] == "TAB":  # what a shell asks when somebody presses that key
        line = " ".join(["unisurvey", *words[1:]])
        asked = {"_UNISURVEY_COMPLETE": "complete_bash", "COMP_WORDS": line}
        env, words = {**asked, "COMP_CWORD": str(len(words) - 1)}, []
    else:
        env, words = {}, ["--root", sys.argv[1], *words]
    if words[2:3] == ["STATE"]:
        return stated(*words[3:])
    result = CliRunner().invoke(app, words, env=env, prog_name="unisurvey")
    return result.stdout + result.stderr

print(json.dumps([run(words) for words in json.load(sys.stdin)]))
"""


def insert(path, before, text):
    old = path.read_text()
    assert old.count(before) == 1, f"{path.name}: {before!r}"
    path.write_text(old.replace(before, f"{text.strip(chr(10))}\n{before}"))


@pytest.fixture(scope="module")
def grown(tmp_path_factory, toy):
    """Run command lines with a program, and on records, that have one field more."""
    folder = tmp_path_factory.mktemp("grown")
    package, root = folder / "unisurvey", folder / "root"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copytree(toy, root)
    schema, table = package / "schema" / "model.py", package / "fields" / "kinds.py"
    insert(schema, "    modalities: Modalities | None", IN_SCHEMA)
    schema.write_text(
        schema.read_text().replace("    Frozen,\n", "    Count,\n    Frozen,\n", 1)
    )
    insert(table, '    _model(\n        "input_modalities"', IN_TABLE)
    for name, tokens in TOKENS.items():
        record = root / "data" / "papers" / f"{name}.yaml"
        insert(record, "  modalities:", f"  context_length: {tokens}")
    schema, bench = package / "schema" / "benchmark.py", root / "data" / "benchmarks"
    insert(schema, "    date: PartialDate", LIST_IN_SCHEMA)
    insert(table, '    _benchmark("date"', LIST_IN_TABLE)
    insert(
        bench / "toy-bench.yaml",
        'date: "2024-01-31"',
        "languages: [Sindarin, Old Quenya]",
    )

    def run(*lines):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(root)],
            input=json.dumps([shlex.split(line) for line in lines]),
            env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return dict(zip(lines, json.loads(done.stdout), strict=True))

    return run


def check(grown, expected):
    found = grown(*expected)
    missing = {
        line: found[line]
        for line, text in expected.items()
        if squeezed(text) not in squeezed(found[line])
    }
    assert missing == {}


def test_a_list_follows_from_its_entry_too(grown):
    stored = "SELECT * FROM benchmark_languages"
    expected = {
        "list benchmarks -f jsonl": '"languages": ["Sindarin", "Old Quenya"]',
        "list benchmarks --columns name,languages -f csv": "Sindarin; Old Quenya",
        "list benchmarks --languages quenya -f ids": "toy-bench\n",
        "show benchmarks/toy-bench": "languages Sindarin, Old Quenya",
        "compare benchmarks/toy-bench benchmarks/plain-bench": "languages",
        "stats benchmarks --gaps": "languages\t1",
        "stats benchmarks --by languages -f csv": "Old Quenya,1\nSindarin,1",
        "new benchmark": 'languages: ["<languages of its texts>"]',
        "STATE benchmarks-editing languages Sindarin,Quenya": "['Sindarin', 'Quenya']",
        f'sql "{stored}" --format csv': "toy-bench,1,Sindarin\ntoy-bench,2,Old Quenya",
    }

    check(grown, expected)


def test_a_field_is_one_entry_and_one_docstring(grown, tmp_path):
    columns = "SELECT * FROM about WHERE column_name = 'context_length'"
    stored = "SELECT id, context_length FROM models ORDER BY id"
    expected = {
        "list models": "\t128000",
        "list models -f md": "| Context length |",
        "list models -f json": '"context_length": 128000',
        "list models -f csv": ",context_length,",
        "list models --columns name,context_length -f md": "(https://arxiv.org/abs/2503.10001) | 128K |",
        "list models --sort -context_length -f ids": "toy-show\ntoy-any\n",
        "list models --group-by context_length -f md": "### 8.19K (1)",
        "list models --context-length 128K -f ids": "toy-show\n",
        "list datasets --context-length 128K": "does not apply to datasets",
        "list --help": "--context-length NUMBER Longest input in tokens. ",
        "show toy-show": "context length 128K",
        "show toy-show -f json": '"context_length": 128000',
        "compare toy-show toy-any": "context length",
        "stats models --gaps": "context_length\t1",
        "stats models --by context_length -f csv": "8192,1\n128000,1\n–,1",
        "schema paper": f'"description": "{DOCSTRING}"',
        "new model": '  context_length: "<longest input in tokens>"',
        "add --help": "--context-length NUMBER Longest input in tokens. ",
        f'sql "{columns}" --format csv': "Longest input in tokens; NULL means not stated.",
        f'sql "{stored}" --format csv': "toy-any,8192\ntoy-bare,\ntoy-show,128000",
        "STATE b-1 context-length 128K": "{'model.context_length': 128000}",
        "TAB stats --by con": "context_length",
        "TAB list --con": "--context-length",
        "TAB add --con": "--context-length",
        f"export parquet --kind models -o {tmp_path}/models.parquet": "",
        f"export parquet -o {tmp_path}/all": "",
    }

    check(grown, expected)
    of_file = parquet.read_schema(tmp_path / "models.parquet").field("context_length")
    assert (str(of_file.type), of_file.metadata[b"description"]) == (
        "int64",
        ABOUT.encode(),
    )
    card = (tmp_path / "all" / "README.md").read_text()
    assert f"| `context_length` | integer | {ABOUT} |" in card


def squeezed(text):
    """Return a text without the spaces that only align it."""
    return re.sub(r"[ ─│┃]+", " ", text)
