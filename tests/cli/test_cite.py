import subprocess
import sys

import pytest
from typer.testing import CliRunner

from unisurvey.cli.app import app

SHOW = (
    "Nguyễn, V., van der Maaten, A., Jr., & Toy Team. (2026). Toy-Show: One model to "
    "draw and read. International Conference on Learning Representations, 100–112. "
    "https://doi.org/10.1234/toy.2025_1\n"
)


@pytest.mark.parametrize("name", ["toy-show", "toyshow", "nguyen2025toyshow"])
def test_ids_aliases_and_keys_are_cited_in_apa_by_default(name, toy, run):
    assert run("cite", name, root=toy).stdout == SHOW


def test_a_dataset_stands_for_its_paper_once(toy, run):
    result = run("cite", "datasets/toy-sets", "toy-sets", "--style", "ieee", root=toy)

    assert result.stdout.count("\n") == 1
    assert result.stdout.startswith("[1] ")


@pytest.mark.parametrize(("form", "lines"), [("text", 2), ("html", 2), ("md", 3)])
def test_each_reference_is_a_paragraph(form, lines, toy, run):
    result = run("cite", "toy-show", "toy-any", "--format", form, root=toy)

    assert len(result.stdout.splitlines()) == lines


def test_an_unknown_style_suggests_the_closest(toy, run):
    result = run("cite", "toy-show", "-s", "ieeee", root=toy, code=2)

    assert result.stdout == ""
    assert result.stderr.startswith(
        "error: unknown style 'ieeee'; did you mean 'ieee'?\nshipped are acl, "
    )


def test_an_unknown_record_suggests_the_closest(toy, run):
    result = run("cite", "toy-shwo", root=toy, code=2)

    assert result.stderr.startswith(
        "error: no record with id 'toy-shwo'; did you mean 'toy-show'"
    )


def test_a_record_without_paper_cannot_be_cited(toy, run):
    result = run("cite", "plain-bench", root=toy, code=2)

    assert result.stderr == "error: 'plain-bench' has no paper that could be cited\n"


def test_the_citation_processor_is_loaded_only_to_cite():
    program = (
        "import sys, unisurvey.cli.commands.cite, unisurvey.cli.commands.export, unisurvey.export.formats;"
        "print({'citeproc', 'lxml'} & sys.modules.keys())"
    )

    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert result.stdout == "set()\n"


def test_styles_are_completed_popular_ones_first():
    asked = {
        "_UNISURVEY_COMPLETE": "complete_bash",
        "COMP_WORDS": "unisurvey cite toy-show --style a",
        "COMP_CWORD": "4",
    }

    found = CliRunner().invoke(app, env=asked, prog_name="unisurvey")

    names = found.stdout.split()

    assert names[:4] == ["acl", "acm", "ama", "apa"]
    assert "american-physics-society" in names
