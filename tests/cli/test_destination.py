"""`--output`: where every command writes, and what none replaces unasked."""

import os
import shutil
import subprocess
from threading import Thread

import pytest
from tests.cli.test_process import PROGRAM

from unisurvey.cli.app import COMMANDS, load_command
from unisurvey.cli.destination import PROTECTED

BIB = """\
@article{quill2029zorblax,
  title = {Zorblax: A Model That Nobody Made},
  author = {Quill, Ada and Fern, Bo},
  year = {2024},
  url = {https://toy.example.org/zorblax},
}
"""
WRITERS = {
    "bib": ["bib", "toy-show"],
    "export": ["export", "csv", "toy-show"],
    "export sqlite": ["export", "sqlite"],
    "export parquet": ["export", "parquet", "--kind", "models"],
    "scores export": ["scores", "export", "every-eval-ever"],
    "figure": ["figure", "timeline", "--format", "svg"],
    "figure pdf": ["figure", "timeline", "--format", "pdf"],
    "new": ["new", "model"],
    "news": ["news", "--format", "json"],
    "refresh": ["refresh", "toy-bare", "--links", "--format", "md"],
    "add": ["add", "input.bib", "--vouched-by", "https://toy.example.org/z"],
    "audit": ["audit", "input.bib", "--fix"],
}
"""One command line of each command and form; none of them needs a network."""
OWN_FOLDER = "site build"
"""Fills a folder that nothing else is in, so that it replaces nothing unasked."""

TRIED = [
    pytest.param(name, marks=pytest.mark.slow if name == "figure pdf" else ())
    for name in WRITERS
]
"""The layout of a page takes long; a figure as SVG goes the same way."""

BINARY = {"export sqlite": b"SQLite", "export parquet": b"PAR1", "figure pdf": b"%PDF"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    path = tmp_path / "here"
    path.mkdir()
    (path / "input.bib").write_text(BIB)
    monkeypatch.chdir(path)
    return path


def options(command):
    return {word: p.help for p in command.params for word in p.opts}


def test_every_command_that_writes_takes_force_and_is_tried_here():
    writing = {
        name: found for name in COMMANDS
        if name != OWN_FOLDER and "-o" in (found := options(load_command(name)))
    }  # fmt: skip

    tried = {name if name in COMMANDS else name.partition(" ")[0] for name in WRITERS}
    assert writing.keys() == tried
    assert len({found["--force"] for found in writing.values()}) == 1


@pytest.mark.parametrize("name", TRIED)
def test_a_pipe_is_written_to_and_stays_one(name, toy, here, run):
    os.mkfifo("pipe")
    (here / "link").symlink_to("pipe")
    for path in ("pipe", "link"):
        got = []
        thread = Thread(target=lambda: got.append((here / "pipe").read_bytes()))  # noqa: B023
        thread.start()
        run(*WRITERS[name], "-o", path, root=toy)
        thread.join(timeout=20)

        assert got[0].startswith(BINARY.get(name, b""))
        assert len(got[0]) > 50
    assert (here / "pipe").is_fifo()
    assert (here / "link").is_symlink()


@pytest.mark.parametrize("name", TRIED)
def test_a_file_is_replaced_again_and_again(name, toy, here, run):
    path = here / "out.parquet"
    path.write_text("old\n")

    first = run(*WRITERS[name], "-o", path, root=toy)
    second = run(*WRITERS[name], "-o", path, root=toy)

    assert f"wrote {path}\n" in first.stderr
    assert f"unchanged: {path}\n" in second.stderr
    assert path.read_bytes().startswith(BINARY.get(name, b""))


@pytest.mark.parametrize("name", [p for p in TRIED if p.values != ("export parquet",)])
@pytest.mark.parametrize("path", ["d", "d/", "link", "none/", ""])
def test_a_directory_is_no_file(name, path, toy, here, run):
    (here / "d").mkdir()
    (here / "link").symlink_to("d")
    if name == "add" and path not in {"none/", ""}:
        return  # it puts records into directories that exist

    result = run(*WRITERS[name], "-o", path, root=toy, code=2)

    assert result.stderr.splitlines()[-1] == (
        f"error: {path!r} is a directory, expected the name of a file"
        if path
        else "error: the name of the output is empty"
    )
    assert list((here / "d").iterdir()) == []


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", TRIED)
def test_what_people_write_is_replaced_only_by_force(name, toy_copy, run):
    path = toy_copy / "docs" / "kept.parquet"
    path.parent.mkdir()
    path.write_text("by hand\n")
    words = [*WRITERS[name], "-o", path]

    refused = run(*words, root=toy_copy, code=2)

    assert refused.stderr.splitlines()[-1] == (
        f"error: {path} is protected, since people write docs/ of {toy_copy} by hand; "
        "give another name, or replace it with --force"
    )
    assert path.read_text() == "by hand\n"
    run(*words, "--force", root=toy_copy)
    assert path.read_text(errors="replace") != "by hand\n"
    run(*words, root=toy_copy, code=2 if name == "refresh" else 0)  # nothing changes


@pytest.fixture
def tree(here):
    """A git work tree with all that is protected in one."""
    tree = here / "tree"
    (tree / ".git").mkdir(parents=True)
    for name in PROTECTED:
        inner = tree / name if "." in name else tree / name / "a" / "b.txt"
        inner.parent.mkdir(parents=True, exist_ok=True)
        inner.write_text("by hand\n")
    (tree / "sub").mkdir()
    (tree / "sub" / "README.md").write_text("of a part\n")
    return tree


def test_no_way_leads_round_the_protection(tree, toy, run, monkeypatch):
    outside = tree.parent / "outside.txt"
    outside.write_text("by hand\n")
    (tree / "docs" / "linked.txt").symlink_to(outside)
    (tree.parent / "link").symlink_to(tree / "README.md")
    (tree.parent / "data").symlink_to(tree / "data")
    (tree / "readme.MD").write_text("by hand\n")  # the same where case is ignored
    (tree / "Docs").mkdir()
    (tree / "Docs" / "a.txt").write_text("by hand\n")
    ways = [
        *(name if "." in name else f"{name}/a/b.txt" for name in PROTECTED),
        *("./README.md", "sub/../README.md", "docs/a/../a/b.txt", "docs/linked.txt"),
        *("../link", "../data/a/b.txt", tree / "docs" / "a" / "b.txt"),
        *("readme.MD", "Docs/a.txt"),
    ]
    monkeypatch.chdir(tree)

    for way in ways:
        result = run("bib", "toy-show", "-o", way, root=toy, code=2)
        assert f"error: {way} is protected, since people write " in result.stderr
    monkeypatch.chdir(tree / "docs" / "a")
    run("bib", "toy-show", "-o", "b.txt", root=toy, code=2)

    found = {path for path in tree.rglob("*") if path.is_file() and path.name[0] != "."}
    assert {path.read_text() for path in found} == {"by hand\n", "of a part\n"}
    assert len(found) == len(PROTECTED) + 4


def test_the_rest_is_replaced_as_ever(tree, toy, run, monkeypatch):
    monkeypatch.chdir(tree)
    (tree / "refs.bib").write_text("old\n")
    (tree / "docs" / "empty.bib").write_text("")

    for path in ("refs.bib", "sub/README.md", "docs/new.bib", "docs/empty.bib"):
        run("bib", "toy-show", "-o", path, root=toy)
        assert (tree / path).read_text().startswith("@inproceedings{"), path
    outside = tree.parent / "src"
    outside.mkdir()
    (outside / "refs.bib").write_text("old\n")
    run("bib", "toy-show", "-o", outside / "refs.bib", root=toy)


def test_a_tree_inside_another_is_its_own(tree, toy, run):
    paper = tree / "src" / "paper"
    (paper / ".git").mkdir(parents=True)
    (paper / "refs.bib").write_text("old\n")

    run("bib", "toy-show", "-o", paper / "refs.bib", root=toy)


def test_a_bare_data_directory_is_protected(toy, here, run):
    shutil.copytree(toy / "data", here / "records")
    record = here / "records" / "papers" / "toy-show.yaml"
    before = record.read_bytes()

    run("bib", "toy-show", "-o", record, root=here / "records", code=2)

    assert record.read_bytes() == before


def test_an_audited_file_may_be_mended_wherever_it_is(tree, toy, run, monkeypatch):
    monkeypatch.chdir(tree / "docs")
    right = run("bib", "toy-show", root=toy).stdout
    (tree / "docs" / "refs.bib").write_text(right.replace("year = {20", "year = {19"))
    (tree / "docs" / "same.bib").symlink_to("refs.bib")
    (tree / "docs" / "other.bib").write_text("by hand\n")

    run("audit", "refs.bib", "--fix", "-o", "other.bib", root=toy, code=2)
    run("audit", "refs.bib", "--fix", "-o", "same.bib", root=toy)

    assert (tree / "docs" / "refs.bib").read_text() == right
    assert (tree / "docs" / "other.bib").read_text() == "by hand\n"


def test_of_several_files_none_is_written_when_one_is_refused(tree, toy, run):
    run("export", "parquet", "-o", tree, root=toy, code=2)
    kept = tree / "docs" / "a" / "b.txt"
    words = ["export", "sqlite", "-o", tree / "toy.sqlite", "--metadata", kept]
    run(*words, root=toy, code=2)

    assert sorted(path.name for path in tree.glob("*.*")) == sorted(
        [".git", *(name for name in PROTECTED if "." in name)]
    )


def test_drafts_of_several_records_replace_nothing_either(tree, toy, run):
    draft = tree / "docs" / "papers" / "zorblax.yaml"
    draft.parent.mkdir()
    draft.write_text("by hand\n")
    words = [*WRITERS["add"], "-o", tree / "docs"]

    run(*words, root=toy, code=2)
    assert draft.read_text() == "by hand\n"
    run(*words, "--force", root=toy)
    assert "Zorblax" in draft.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bib", "export sqlite"])
def test_standard_output_has_a_name_too(name, toy, here):
    line = f'"{PROGRAM}" --root "{toy}" {" ".join(WRITERS[name])} -o'
    script = f"""
        {line} direct || exit
        {line} /dev/stdout | cat > piped || exit
        {line} >(cat > substituted; echo > done) || exit
        (echo a; {line} /dev/stdout; echo b) > around || exit
        until [ -e done ]; do sleep 0.05; done
    """
    command = ["bash", "-o", "pipefail", "-c", script]
    subprocess.run(command, cwd=here, check=True, timeout=60)

    direct = (here / "direct").read_bytes()
    assert (here / "piped").read_bytes() == direct
    assert (here / "substituted").read_bytes() == direct
    assert (here / "around").read_bytes() == b"a\n" + direct + b"b\n"
