"""A catalogue of one's own, and which catalogue answers where there is none."""

import json
import shlex
import subprocess
import sys

import pytest
import yaml

from unisurvey.atomic import write_if_changed
from unisurvey.records import load
from unisurvey.starter.installation import from_origin

BIB = """\
@article{one,
  title = {A Work That Nobody Wrote},
  author = {Roe, Ann and Poe, Ben},
  year = {2024},
  doi = {10.1234/one},
  journal = {A Journal That Nobody Prints},
}
@misc{undated,
  title = {A Work Without a Year},
}
@inproceedings{two,
  title = {Sketches That Nobody Drew},
  author = {Poe, Ben and Poe, Ben},
  year = {2025},
  booktitle = {ICLR},
}
@article{again,
  title = {A Work That Nobody Wrote},
  author = {Roe, Ann and Poe, Ben},
  year = {2024},
  doi = {10.1234/one},
}
@article{open,
  title = {Never Closed},
  year = {2023}
"""

LIST = """\
# Awesome things

## Datasets

- [A Set of Things That Nobody Collected](https://arxiv.org/abs/2401.00001)

## Methods

### 2024

- [A Way to Do What Nobody Does](https://arxiv.org/abs/2402.00002)
- [Some page of ours](https://github.com/somebody/something)

## Theory

### 2024

- [On What Nobody Thinks About](https://arxiv.org/abs/2403.00003)
"""


@pytest.fixture
def started(tmp_path, run, monkeypatch):
    """A new catalogue, as the working directory."""
    root = tmp_path / "my-survey"
    run("init", root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A working directory without a catalogue in it or above it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(root):
    return sorted(
        p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()
    )


def test_one_record_is_told_of_as_one_and_by_its_title_alone(started, run):
    run("render")

    readme = (started / "README.md").read_text()
    assert "\n1 paper: one YAML record in [`data/`](data/), every fact" in readme
    assert "\n| Title | Venue |" in readme
    assert readme.count("An Example of a Record") == 1
    assert run("news", "-f", "md").stdout.count("An Example of a Record") == 1


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.usefixtures("started")
def test_counts_of_nothing_have_no_heading(run, form):
    told = run("stats", "--format", form).stdout

    assert "records" in told
    assert "without" not in told
    assert {*json.loads(run("stats", "--format", "json").stdout)} > {"datasets without"}


def test_a_paper_without_a_name_leaves_that_of_others_in_the_table(started, run):
    named = (started / "data/papers/example.yaml").read_text()
    named = named.replace("An Example of a", "Naming").replace("doe2026e", "doe2026n")
    (started / "data/papers/other.yaml").write_text(f"name: Other\n{named}")
    run("fmt")

    run("render")

    readme = (started / "README.md").read_text()
    assert "2 papers: one YAML record each in [" in readme
    assert '\n| – | <a id="example"></a>[An Example of a Record](' in readme
    assert '\n| <a id="other"></a>Other | [Naming Record](' in readme


def test_what_is_written_is_told_and_then_what_to_do(nowhere, run):
    result = run("init", "my-survey", "--title", "Works on my subject")

    told = result.stderr.splitlines()
    wrote = [line.removeprefix("wrote my-survey/") for line in told if "wrote" in line]
    assert sorted(wrote) == files(nowhere / "my-survey")
    assert set(wrote) == {
        *("data/catalogue.yaml", "data/words.yaml", "data/taxonomy.yaml"),
        *("data/venues.yaml", "data/licenses.yaml", "data/components.yaml"),
        *("data/papers/example.yaml", ".github/workflows/check.yml"),
        *(".pre-commit-config.yaml", ".gitattributes", ".gitignore"),
        "requirements.txt",
    }
    steps = told[len(wrote) :]
    assert steps[0] == "next: cd my-survey"
    assert 3 <= len(steps) <= 5
    assert all(step.startswith("next: ") for step in steps)
    about = yaml.safe_load((nowhere / "my-survey/data/catalogue.yaml").read_text())
    assert about == {"title": "Works on my subject", "name": "my-survey"}


def test_the_venues_of_a_new_catalogue_are_those_of_neighbouring_fields_too(started):
    venues = load(started).catalog.vocabularies.venues

    assert {"acl", "emnlp", "naacl", "eacl", "coling", "lrec", "conll"} <= {
        venue.id for venue in venues
    }
    assert venues["eacl"].full == (
        "Conference of the European Chapter of the Association for Computational "
        "Linguistics"
    )


@pytest.mark.parametrize(
    ("directory", "about"),
    [
        ("two_words-more", {"title": "Two words more", "name": "two-words-more"}),
        ("Ünï (2)", {"title": "Ünï (2)", "name": "uni-2"}),
        ("tbd", {"title": "Catalogue", "name": "tbd"}),
        ("書", {"title": "書", "name": "catalogue"}),
    ],
)
def test_the_directory_names_the_catalogue(directory, about, tmp_path, run):
    run("init", tmp_path / directory)

    text = (tmp_path / directory / "data/catalogue.yaml").read_text()
    assert yaml.safe_load(text) == about


def test_a_new_catalogue_is_sound_and_every_command_works(started, run):
    for line in (
        "validate --strict", "fmt --check", "render", "render --check",
        "list", "list papers", "show example", "stats", "stats papers --sources",
        "bib", "news", "search example", "cite example", "sql 'SELECT id FROM papers'",
        "export csl-json", "export ris", "export hayagriva", "export csv",
    ):  # fmt: skip
        run(*shlex.split(line))
    assert run("figure", "timeline", "-o", "t.svg", code=2).stderr == (
        "error: nothing to draw: timeline shows models, and there are none\n"
    )
    assert (started / "my-survey.bib").read_text().startswith("@misc{doe")
    assert "NAME.bib" not in (started / ".gitattributes").read_text()


def test_nothing_of_this_survey_is_in_it(started):
    own = [
        f for f in files(started) if f not in {"data/venues.yaml", "data/licenses.yaml"}
    ]
    text = "\n".join((started / name).read_text() for name in own).casefold()

    for word in ("multimodal", "paradigm", "2505.02567", "owner/name", "github.com"):
        assert word not in text


def test_a_paper_without_a_section_is_told_without_a_survey(started, run):
    path = started / "data" / "papers" / "example.yaml"
    path.write_text(path.read_text().replace("sections: [papers]\n", ""))

    told = run("validate", code=1).stderr

    assert "C217 in no section and named by no record" in told


def test_git_is_not_in_the_way_and_everything_else_is(tmp_path, run):
    (tmp_path / ".git").mkdir()
    run("init", tmp_path)

    before = files(tmp_path)
    again = run("init", tmp_path, code=2)

    assert again.stderr.startswith(f"error: {tmp_path} is not empty, and no file is ")
    assert "in the way: .gitattributes, .github, " in again.stderr
    assert files(tmp_path) == before
    one = tmp_path / "requirements.txt"
    assert "is a file, expected a directory" in run("init", one, code=2).stderr


def test_a_catalogue_that_cannot_be_written_leaves_nothing(tmp_path, run, monkeypatch):
    def write(path, text):
        if path.name == ".gitignore":
            raise OSError(28, "No space left on device", str(path))
        return write_if_changed(path, text)

    monkeypatch.setattr("unisurvey.outside.add.proof.write_if_changed", write)

    result = run("init", tmp_path / "new" / "one", code=1)

    assert "No space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_works_of_a_bib_file_become_unverified_records(nowhere, run):
    (nowhere / "refs.bib").write_text(BIB)

    told = run("init", "new", "--from", "refs.bib").stderr

    warned = [line for line in told.splitlines() if line.startswith("warning: ")]
    assert [line.partition(" 'C")[0] for line in warned] == [
        "warning: refs.bib:23: this block is not closed",
        (
            "warning: refs.bib:1: 'one': venue left out: the .bib file says "
            "'A Journal That Nobody Prints', 2024"
        ),
        (
            "warning: refs.bib:8: 'undated': no date is known of 'A Work Without a Year', "
            "and its key needs a year; give its arXiv id or DOI too"
        ),
        (
            "warning: refs.bib:17: 'again': the same work as refs.bib:1: 'one', with the "
            "same DOI and title and authors; keep one"
        ),
        (
            "warning: refs.bib:11: 'two': authors left out: C253 'Ben Poe' stands here "
            "twice"
        ),
    ]
    loaded = load(nowhere / "new")
    assert loaded.problems == ()
    by_title = {paper.title: paper for paper in loaded.catalog.papers}
    assert set(by_title) == {
        *("A Work That Nobody Wrote", "Sketches That Nobody Drew", "Never Closed"),
    }
    one = by_title["A Work That Nobody Wrote"]
    assert one.unverified == ("title", "authors", "doi", "date")
    assert [source.place for source in one.sources] == ["file refs.bib"]
    assert by_title["Sketches That Nobody Drew"].venue == "iclr-2025"
    run("validate", root=nowhere / "new")
    run("fmt", "--check", root=nowhere / "new")
    told = run("render", root=nowhere / "new").stderr
    left_out = "3 of 3 records left out, because something in them is unverified"
    assert left_out in told
    assert left_out in run("render", root=nowhere / "new").stderr
    readme = (nowhere / "new" / "README.md").read_text()
    assert "No records yet; each will be one YAML record in [" in readme


def test_headings_of_a_list_become_sections(nowhere, run):
    (nowhere / "README.md").write_text(LIST)

    told = run("init", "new", "--from", "README.md").stderr

    assert (
        "warning: README.md:12: 'Some page of ours' has no arXiv id, DOI or link"
        in told
    )
    catalog = load(nowhere / "new").catalog
    papers = next(s for s in catalog.vocabularies.taxonomy if s.id == "papers")
    assert [(s.id, s.name) for s in papers.children or ()] == [
        ("papers-datasets", "Datasets"),
        ("methods-2024", "Methods: 2024"),
        ("theory-2024", "Theory: 2024"),
    ]
    assert {p.arxiv: p.sections for p in catalog.papers} == {
        "2401.00001": ("papers-datasets",),
        "2402.00002": ("methods-2024",),
        "2403.00003": ("theory-2024",),
    }
    run("validate", root=nowhere / "new")
    run("render", root=nowhere / "new")


def test_the_year_of_a_venue_is_enough_for_a_work_of_a_list(nowhere, run):
    (nowhere / "README.md").write_text(
        "# List\n\n- [Nothing Is Parsed](https://aclanthology.org/P18-9999/), ACL 2018\n"
    )

    run("init", "new", "--from", "README.md")

    (paper,) = load(nowhere / "new").catalog.papers
    assert (paper.key, paper.date, paper.venue) == ("anon2018nothing", None, None)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("refs.txt", BIB, "refs.txt is neither a .bib file nor a list in .md"),
        ("refs.bib", "nothing", "no work of refs.bib can be taken over"),
        ("list.md", "# Nothing\n", "no work of list.md can be taken over"),
        ("gone.bib", None, "no such file: gone.bib"),
    ],
)
def test_a_file_without_works_begins_nothing(name, text, message, nowhere, run):
    if text is not None:
        (nowhere / name).write_text(text)

    result = run("init", "new", "--from", name, code=2)

    assert result.stderr == f"error: {message}\n"
    assert not (nowhere / "new").exists()


@pytest.mark.usefixtures("nowhere")
def test_a_title_is_held_to_the_schema(run):
    result = run("init", "new", "--title", "two  spaces", code=2)

    assert result.stderr.startswith("error: --title: text has line breaks, double ")


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        ({"url": "file:///home/somebody/unisurvey", "dir_info": {}}, None),
        ({"url": "ssh://git@example.org/it", "vcs_info": {}}, None),
        ({"url": "https://secret@example.org/it", "vcs_info": {}}, None),
        ({}, None),
        (
            {
                "url": "https://example.org/it.git",
                "vcs_info": {"vcs": "git", "commit_id": "ab12"},
            },
            "unisurvey[figures] @ git+https://example.org/it.git@ab12",
        ),
        (
            {"url": "https://example.org/unisurvey-1-py3-none-any.whl"},
            "unisurvey[figures] @ https://example.org/unisurvey-1-py3-none-any.whl",
        ),
    ],
)
def test_only_an_address_for_everybody_is_a_requirement(origin, wanted):
    assert from_origin(json.dumps(origin)) == wanted


def test_the_workflow_and_the_hooks_are_as_their_schemas_want(started, check_schema):
    workflow = started / ".github/workflows/check.yml"
    check_schema("vendor.github-workflows", workflow)
    check_schema("custom.github-workflows-require-timeout", workflow)
    hooks = yaml.safe_load((started / ".pre-commit-config.yaml").read_text())
    assert [h["id"] for h in hooks["repos"][0]["hooks"]] == [
        "unisurvey-fmt", "unisurvey-validate",
    ]  # fmt: skip


LOOKING = (
    "list -f ids", "show show-o", "bib show-o", "cite show-o", "export ris show-o",
    "schema paper", "new model",
)  # fmt: skip
WORKING = (
    "validate", "validate --fix", "fmt", "fmt --check", "render", "render --check",
    "add 2408.12528", "add --recheck show-o", "new model Sketch", "refresh --write",
    "diff README.md --draft drafts",
)  # fmt: skip


@pytest.mark.usefixtures("nowhere")
def test_who_looks_is_told_which_catalogue_answers(run):
    for line in LOOKING:
        told = run(*line.split()).stderr
        assert told == (
            "note: no catalogue here, so the checked-out one answers (Unified multimodal "
            "models, their datasets and benchmarks); --root PATH names another\n"
        ), line
    assert run(*LOOKING[0].split(), "--quiet").stderr == ""


@pytest.mark.usefixtures("nowhere")
def test_who_chose_a_catalogue_is_not_told(toy, run, monkeypatch):
    assert run("list", "-f", "ids", root=toy).stderr == ""
    monkeypatch.setenv("UNISURVEY_ROOT", str(toy))
    assert run("list", "-f", "ids").stderr == ""
    monkeypatch.delenv("UNISURVEY_ROOT")
    monkeypatch.chdir(toy / "data" / "papers")
    assert run("list", "-f", "ids").stderr == ""


@pytest.mark.usefixtures("nowhere")
def test_completion_says_nothing(monkeypatch):
    monkeypatch.setenv("_UNISURVEY_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "unisurvey show show-")
    monkeypatch.setenv("COMP_CWORD", "2")
    done = subprocess.run(
        [sys.executable, "-m", "unisurvey"], capture_output=True, text=True, check=False
    )

    assert "show-o" in done.stdout.split()
    assert done.stderr == ""


def test_no_catalogue_is_checked_or_written_that_nobody_chose(nowhere, run):
    (nowhere / "README.md").write_text(LIST)
    for line in WORKING:
        result = run(*line.split(), code=2)
        assert result.stdout == "", line
        assert result.stderr == (
            f"error: no catalogue in {str(nowhere)!r} or above it; name one with --root "
            "PATH, or make one with 'unisurvey init DIR'\n"
        ), line
    assert files(nowhere) == ["README.md"]


def test_a_missing_vocabulary_says_what_it_is_for(started, run):
    (started / "data/components.yaml").unlink()

    told = run("validate", code=1).stderr

    assert told.startswith("data/components.yaml: S110 cannot be read: ")
    assert (
        "hint: it holds what models are built of, or [] for none; 'unisurvey init DIR' "
        "writes a starter\n"
    ) in told
    (started / "data/components.yaml").write_text("[]\n")
    run("validate", "--strict")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "taxonomy.yaml", "paradigm: autoregressive", "paradigm: regressive",
            "unknown paradigm 'regressive'",
        ),
        ("words.yaml", "id: causal", "id: Causal One", "'Causal One' is not well-formed"),
        ("venues.yaml", "kind: journal", "kind: paper", "unknown value 'paper'"),
        ("catalogue.yaml", "title: ", "titel: ", "unknown field 'titel'"),
    ],
)  # fmt: skip
def test_a_vocabulary_is_blamed_alone(file, old, new, message, toy_copy, run):
    path = toy_copy / "data" / file
    path.write_text(path.read_text().replace(old, new, 1))

    for again in range(2):  # what is kept between runs says the same
        told = run("validate", root=toy_copy, code=1).stderr
        assert told.count(": S1") == 1, again
        assert message in told
        assert file in told
    formatted = run("fmt", root=toy_copy, code=1)
    assert message in formatted.stderr
    assert (
        "left alone because of problems; see 'unisurvey validate'" in formatted.stderr
    )


def test_records_keep_their_own_problems_beside_a_vocabulary(toy_copy, run):
    words = toy_copy / "data/words.yaml"
    words.write_text(words.read_text().replace("id: causal", "id: Causal One", 1))
    paper = toy_copy / "data/papers/toy-any.yaml"
    text = paper.read_text().replace("section: any-to-any", "section: any")
    paper.write_text(text.replace("input: [text,", "input: [txt,"))

    told = run("validate", root=toy_copy, code=1)

    assert "unknown section 'any'" in told.stderr
    assert "unknown modality 'txt'" in told.stderr  # another list of the same file
    assert "unknown mask" not in told.stderr
    assert run("list", root=toy_copy, code=1).stderr.startswith(
        "warning: 2 files have problems and are left out"
    )


def test_one_file_to_format_with_a_broken_vocabulary_is_no_success(toy_copy, run):
    taxonomy = toy_copy / "data/taxonomy.yaml"
    taxonomy.write_text(taxonomy.read_text().replace("kind: model", "kind: mode"))

    result = run("fmt", toy_copy / "data/papers/toy-any.yaml", root=toy_copy, code=1)

    assert result.stderr.endswith(
        "1 file left alone because of problems; see 'unisurvey validate'\n"
    )
