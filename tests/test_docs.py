import doctest
import re
import shlex
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from hypothesis import settings
from typer.main import get_command

from unisurvey import DATA_RELEASE, __version__
from unisurvey.cli.app import COMMANDS, app, joined, load_command
from unisurvey.cli.commands import add
from unisurvey.cli.examples import Examples, run_example
from unisurvey.fields import facets
from unisurvey.records import explain, load
from unisurvey.render.guides import READING, shows_output
from unisurvey.render.targets import TARGETS

PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def guides(pytestconfig):
    root = pytestconfig.rootpath
    return "\n".join(
        path.read_text() for path in (*root.glob("*.md"), *root.glob("docs/*.md"))
    )


def test_every_command_is_in_the_guides(guides):
    shown = (rf"unisurvey (--\S+ )*{command}\b" for command in COMMANDS)

    assert [command for command in shown if not re.search(command, guides)] == []


def test_every_target_is_in_the_help_of_render(run):
    words = set(re.findall(r"[\w-]+", run("render", "--help").stdout))

    assert [target for target in TARGETS if target not in words] == []


def test_commands_that_the_guides_show_exist(guides):
    blocks = re.findall(r"```(?:sh|console|bash)\n(.*?)```", guides, re.DOTALL)
    lines = [
        line.strip().removeprefix("$ ")
        for block in blocks
        for line in block.splitlines()
        if re.match(r"(\$ )?(\S*/)?unisurvey ", line.strip())
    ]

    assert lines
    for line in lines:
        words = [w for w in shlex.split(line, comments=True)[1:] if w[0] != "-"]
        assert {joined(words)[0], "COMMAND"} & {*COMMANDS, words[0]}, line


def run_help_examples(names, catalog, folder):
    """Run the command lines of help texts; return how many there are."""
    (folder / "paper.tex").write_text(r"\cite{xie2024showo}")
    lines = [
        line.strip().partition(" >")[0]
        for name in names
        for line in (load_command(name).help or "").splitlines()
        if line.strip().startswith("unisurvey ")
    ]
    with closing(Examples(catalog)) as examples:
        for line in lines:
            examples.run(line)
    return len(lines)


NAMING = {"compare", "related", "scores"}
"""Commands of which examples name more works than `some_real` has."""


def test_every_example_in_a_help_text_runs(real, some_real, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    few = load(some_real).catalog

    assert run_help_examples(sorted(NAMING), real, tmp_path) >= 12
    assert run_help_examples(sorted({*READING} - NAMING), few, tmp_path) >= 12


@pytest.mark.slow  # it lays out every figure
def test_every_example_in_the_help_of_figures_runs(some_real, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert run_help_examples(["figure"], load(some_real).catalog, tmp_path) >= 2


def test_examples_share_one_catalogue_and_one_database(toy_catalog, monkeypatch):
    def refuse(*_):
        raise AssertionError("read again")

    monkeypatch.setattr("unisurvey.records.load", refuse)
    query = "unisurvey sql 'SELECT count(*) FROM models JOIN papers USING (id)'"
    with closing(Examples(toy_catalog)) as examples:
        first = examples.run(query)
        monkeypatch.setattr("unisurvey.sql.tables.database", refuse)

        assert examples.run(query) == first
        assert examples.run("unisurvey list --since 2030") == ""


def test_an_example_that_fails_is_no_example(toy_catalog):
    with pytest.raises(RuntimeError, match="exit 2 from unisurvey show nothing"):
        run_example("unisurvey show nothing", toy_catalog)
    with pytest.raises(RuntimeError, match="not a command line of this program"):
        run_example("ls", toy_catalog)


def test_every_command_and_option_has_help():
    group = get_command(app)
    for name in COMMANDS:
        command = load_command(name)
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"
    for parameter in group.params:
        assert getattr(parameter, "help", None), parameter.name


def test_changelog_citation_and_program_name_the_same_release(repository):
    citation = yaml.safe_load((repository / "CITATION.cff").read_text())
    changes = (repository / "CHANGELOG.md").read_text()
    headings = re.findall(r"^## (.+)", changes, re.MULTILINE)

    assert headings[0] == "Unreleased"
    assert headings[1] == f"{__version__} ({DATA_RELEASE})"
    assert citation["version"] == __version__
    assert str(citation["date-released"]) == DATA_RELEASE


def test_the_tour_documents_every_exit_code(pytestconfig):
    tour = (pytestconfig.rootpath / "docs" / "tour.md").read_text()

    for code in ("0", "1", "2", "3", "130"):
        assert re.search(rf"\b{code}\b (?:when|on)", tour), code


FENCE = re.compile(r"^```(sh|console|bash)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TYPED_ELSEWHERE = {"CHANGELOG.md", "own-survey.md"}
"""The one has no guide's commands, those of the other have a test of their own."""

WRITING = ("-o", "--output", "--metadata")


def commands_of_guides(root):
    """Yield the words of each command whose output no guide shows, without comments.

    Rendering runs the others.
    """
    for path in (*root.glob("*.md"), *root.glob("docs/*.md")):
        for language, block in FENCE.findall(path.read_text()):
            shown = language == "console" and shows_output(block)
            if path.name not in TYPED_ELSEWHERE and not shown:
                for line in block.replace("\\\n", " ").splitlines():
                    words = shlex.split(line.removeprefix("$ "), comments=True)
                    if words[:1] == ["unisurvey"] and words[1:] != [
                        "COMMAND",
                        "--help",
                    ]:
                        yield joined(words[1:])


def runs_by_itself(name):
    """Return whether a command asks nobody, and writes at most a file that is named."""
    reads = name in READING or name.startswith("scores export")
    return (reads or name == "audit") and name != "figure"


def some_of_each_form(lines):
    """Return one line of each command with the same options, or all at length."""
    forms: dict[object, list[str]] = {}
    for number, words in enumerate(lines):
        options = frozenset(word.partition("=")[0] for word in words if word[0] in "->")
        form = number if settings().max_examples > 1_000 else (words[0], options)
        forms.setdefault(form, words)
    return [*forms.values()]


def test_every_command_of_the_guides_runs(
    real, some_real, repository, tmp_path, monkeypatch, run
):
    """Those that ask services, open programs or change records are read, not run.

    What writes a whole catalogue writes a small one.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.tex").write_text(r"\cite{xie2024showo, wu2024janus}")
    (tmp_path / "question.sql").write_text("SELECT id FROM papers LIMIT 1")
    (tmp_path / "refs.bib").write_text(run("bib", "show-o", root=repository).stdout)
    found = some_of_each_form(commands_of_guides(repository))
    looked = written = read = 0

    with closing(Examples(real)) as examples:
        for name, *words in found:
            to = words.index(">") if ">" in words else len(words)
            line = [*name.split(), *words[:to]]
            if not runs_by_itself(name) or "--open" in words:
                load_command(name).make_context(name, words[:to])
                read += 1
            elif to < len(words) or {*WRITING} & {*words}:
                whole = not {"sqlite", "parquet"}.isdisjoint(line)
                run(*line, root=some_real if whole else repository)
                written += 1
            elif {"--file", "--from", "-"} & {*words} or name == "audit":
                run(*line, root=repository)
                looked += 1
            else:
                examples.run(shlex.join(["unisurvey", *line]))
                looked += 1

    assert min(looked, written, read) >= 15


GUIDES = sorted((Path(__file__).parents[1] / "docs").glob("*.md"))


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_the_python_of_a_guide_gives_what_it_shows(path, repository, monkeypatch):
    blocks = PYTHON.findall(path.read_text())
    monkeypatch.chdir(repository)
    test = doctest.DocTestParser().get_doctest(
        "\n".join(blocks), {}, path.name, path.name, 0
    )
    report: list[str] = []

    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)

    assert "".join(report) == ""
    assert all(block.lstrip().startswith(">>> ") for block in blocks)


def test_the_index_of_the_guides_links_every_page_below_it(repository):
    docs = repository / "docs"
    index = (docs / "README.md").read_text()

    linked = set(re.findall(r"\]\(([^)#]+)\)", index))
    for below in ("decisions", "scores"):
        text = (docs / below / "README.md").read_text()
        linked |= {f"{below}/{name}" for name in re.findall(r"\]\((\w[^)#]+)\)", text)}

    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    assert pages - {"README.md"} <= linked
    assert [link for link in linked if not (docs / link).exists()] == []


@pytest.mark.parametrize("page", ["docs/where.md", "docs/architecture.md"])
def test_what_a_page_about_the_program_names_is_there(page, repository):
    text = (repository / page).read_text()
    named = re.findall(r"`([\w./-]+(?:/|\.(?:py|md|yaml|toml)))`", text)
    roots = (repository / "src" / "unisurvey", repository)

    assert len(named) > 10
    missing = [path for path in named if not any((r / path).exists() for r in roots)]
    assert set(missing) <= {"unisurvey/_root/"}  # of the wheel alone


def test_where_numbers_its_questions(repository):
    text = (repository / "docs" / "where.md").read_text()

    found = re.findall(r"^\| (\d+)\. .*?`", text, re.MULTILINE)
    assert len(found) >= 12
    assert found == [str(number) for number in range(1, len(found) + 1)]


def test_older_names_stand_in_the_guide_with_what_they_are_now(repository):
    text = (repository / "docs" / "versioning.md").read_text()

    for was, now in {**facets.RENAMED, **add.RENAMED}.items():
        assert f"--{was} WORD`" in text, was
        assert f"`--{now}WORD`" in text or f"`add --{now}WORD`" in text, was
    for was in explain.SUCCESSORS:
        assert f"`{was}" in text, was


def test_every_problem_code_of_the_program_is_explained(pytestconfig):
    root = pytestconfig.rootpath
    source = "\n".join(path.read_text() for path in (root / "src").rglob("*.py"))
    explained = (root / "docs" / "problems.md").read_text()

    codes = set(re.findall(r'"([YSCBL]\d{3})"', source))

    assert {code for code in codes if f"### {code}: " not in explained} == set()


def test_github_shows_the_readme_whole_and_pictures_are_small(repository):
    """It cuts a longer page; what is drawn anew goes into the history each time."""
    assert (repository / "README.md").stat().st_size <= 400_000
    pictures = [*(repository / "docs" / "figures").glob("*.svg")]
    assert len(pictures) >= 7
    assert [path.name for path in pictures if path.stat().st_size > 60_000] == []
