"""Links, pipes and huge files where records, templates or documents should be.

Runs of the real program with a limit of memory and time, since what is tested is that
nothing hangs and nothing is read without an end.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.servers import program

SECRET = "secret-of-the-neighbour"
MEMORY = 3_000_000  # KiB
HUGE = 20 * 2**30  # bytes that a sparse file has and no disk
VOCABULARIES = ("taxonomy.yaml", "venues.yaml", "components.yaml", "licenses.yaml")


def start(*words, root):
    return program.start("--root", root, *words, cwd=root, memory=MEMORY * 1024)


@pytest.fixture
def outside(tmp_path):
    """Make a file that nobody but its owner should see."""
    path = tmp_path / "outside" / "passwords"
    path.parent.mkdir()
    path.write_text(f"{SECRET}: [\n")
    return path


@pytest.fixture
def damaged(toy_copy, outside):
    """Put something of every kind where a record or vocabulary should be."""
    papers = toy_copy / "data" / "papers"
    os.mkfifo(papers / "pipe.yaml")
    (papers / "folder.yaml").mkdir()
    (papers / "relative.yaml").symlink_to("../../../outside/passwords")
    (papers / "absolute.yaml").symlink_to(outside)
    (papers / "environment.yaml").symlink_to("/proc/self/environ")
    (papers / "device.yaml").symlink_to("/dev/zero")
    (papers / "missing.yaml").symlink_to("nothing.yaml")
    (papers / "circle.yaml").symlink_to("circle.yaml")
    (papers / "neighbour.yaml").symlink_to(next(papers.glob("*o*.yaml")).name)
    with (papers / "huge.yaml").open("wb") as file:
        file.truncate(HUGE)
    return toy_copy


EXPECTED = {
    "absolute": "S109 not a record, a link to something outside",
    "circle": "S110 cannot be read: ",
    "device": "S109 not a record, a link to something outside",
    "environment": "S109 not a record, a link to something outside",
    "folder": "S109 not a record, a directory",
    "huge": f"Y006 the file has {HUGE} bytes, expected at most 1048576",
    "missing": "S110 cannot be read: No such file or directory",
    "pipe": "S109 not a record, a pipe",
    "relative": "S109 not a record, a link to something outside",
}


@pytest.mark.parametrize("words", [("validate",), ("fmt", "--check")])
def test_what_is_no_file_of_the_catalogue_is_reported_unread(damaged, words):
    result = start(*words, root=damaged)

    assert result.returncode == 1
    missing = [
        name
        for name, told in EXPECTED.items()
        if f"data/papers/{name}.yaml: {told}" not in result.stderr
    ]
    assert missing == [], result.stderr
    assert SECRET not in result.stderr + result.stdout
    assert "PATH=" not in result.stderr


@pytest.mark.parametrize(
    "words", [("list",), ("stats",), ("sql", "select 1"), ("refresh", "--help")]
)
def test_commands_that_look_go_on_without(damaged, words):
    result = start(*words, root=damaged)

    assert result.returncode in {0, 1}
    assert SECRET not in result.stderr + result.stdout
    assert "bug" not in result.stderr


@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_a_path_that_is_named_is_guarded_too(damaged, command):
    """As the hooks name them, which run on what a pull request brings."""
    names = [name for name in EXPECTED if name not in {"circle", "missing", "folder"}]

    result = start(
        command, *(f"data/papers/{name}.yaml" for name in names), root=damaged
    )

    assert result.returncode == 1
    for name in names:
        assert f"data/papers/{name}.yaml: {EXPECTED[name]}" in result.stderr
    assert SECRET not in result.stderr + result.stdout


def test_vocabularies_are_guarded_like_records(toy_copy, outside):
    data = toy_copy / "data"
    for name in VOCABULARIES:
        (data / name).unlink()
    (data / VOCABULARIES[0]).symlink_to(outside)
    (data / VOCABULARIES[1]).symlink_to("/dev/zero")
    os.mkfifo(data / VOCABULARIES[2])
    (data / VOCABULARIES[3]).mkdir()

    result = start("validate", root=toy_copy)

    for name in VOCABULARIES:
        assert f"data/{name}: S109 not a record, a " in result.stderr
    assert SECRET not in result.stderr


def test_a_folder_that_is_a_link_to_elsewhere_is_not_looked_into(toy_copy, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (toy_copy / "data" / "datasets").rename(elsewhere)
    (toy_copy / "data" / "datasets").symlink_to(elsewhere)
    before = sorted(elsewhere.iterdir())

    result = start("validate", root=toy_copy)
    written = start("new", "dataset", "Unheard", root=toy_copy)

    assert "data/datasets: S109 a link to something outside" in result.stderr
    assert written.returncode == 2
    assert "a link leads it outside" in written.stderr
    assert sorted(elsewhere.iterdir()) == before


def test_a_root_may_itself_be_reached_by_links(toy_copy, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(toy_copy)
    data = tmp_path / "other"
    (toy_copy / "data").rename(data)
    (toy_copy / "data").symlink_to(data)

    for root in (link, toy_copy, data):
        result = start("validate", root=root)
        assert result.returncode == 0, result.stderr


def test_nothing_is_written_through_a_link_out_of_the_catalogue(toy_copy, outside):
    (toy_copy / "unisurvey.bib").unlink(missing_ok=True)
    (toy_copy / "unisurvey.bib").symlink_to(outside)

    result = start("render", "bib", root=toy_copy)

    assert result.returncode == 2
    assert "unisurvey.bib is not written, because a link" in result.stderr
    assert SECRET in outside.read_text()


@pytest.mark.parametrize("where", ["templates/corrections", "templates", "guide"])
def test_templates_and_guides_are_guarded_like_records(toy_copy, outside, where):
    target = "corrections"
    template = toy_copy / "templates" / "CORRECTIONS.md.j2"
    template.write_text("{{ total }}\n")
    outside.with_name(template.name).write_text(SECRET)
    if where == "templates":
        template.parent.rename(toy_copy / "old")
        template.parent.symlink_to(outside.parent)
    elif where == "guide":
        target = "guides"
        (toy_copy / "docs").mkdir(exist_ok=True)
        (toy_copy / "docs" / "guide.md").symlink_to(outside)
    else:
        template.unlink()
        template.symlink_to(outside)

    result = start("render", target, root=toy_copy)

    assert result.returncode == 1
    assert "T101 a link to something outside, expected a file" in result.stderr
    assert SECRET not in result.stderr + result.stdout


def named(tmp_path, words):
    return [str(word).replace("FILE", str(tmp_path / "given")) for word in words]


COMMANDS = [
    ("audit", "FILE.bib"),
    ("diff", "FILE.md"),
    ("bib", "--from", "FILE.tex"),
    ("add", "FILE.bib", "--dry-run"),
    ("sql", "--file", "FILE.sql"),
    ("add", "--issue", "FILE.md", "--dry-run"),
    ("cite", "toy-bare", "--style", "FILE.csl"),
]


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_is_no_file_is_refused_when_a_user_names_it(
    toy_copy, tmp_path, words, run
):
    words = named(tmp_path, words)
    path = next(Path(word) for word in words if word.startswith(str(tmp_path)))
    path.mkdir()

    assert "directory" in run(*words, root=toy_copy, code=2).stderr

    path.rmdir()
    with path.open("wb") as file:
        file.truncate(HUGE)
    result = start(*words, root=toy_copy)

    assert result.returncode in {1, 2}, result.stderr
    assert "longer than" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        (("audit", "FILE.bib"), "@misc{x, title={Unheard}}\n", "1 entry"),
        (("diff", "FILE.md"), "- [One](https://[bad)\n", "1 row"),
        (("bib", "--from", "FILE.tex"), r"\cite{nobody}", "unknown citation"),
        (("sql", "--file", "FILE.sql"), "select 41 + 1 as it", "42"),
    ],
)
def test_a_pipe_that_a_user_names_is_read(toy_copy, tmp_path, words, text, shown):
    words = named(tmp_path, words)
    os.mkfifo(words[-1])

    def write():
        with open(words[-1], "w") as pipe:  # noqa: PTH123 - a text
            pipe.write(text)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    result = start(*words, root=toy_copy)

    assert shown in result.stdout + result.stderr
    assert "bug" not in result.stderr


def test_a_document_never_makes_the_program_wait_for_a_pipe(toy_copy, tmp_path):
    os.mkfifo(tmp_path / "part.tex")
    (tmp_path / "main.tex").write_text(r"\input{part}\cite{nobody}")

    result = start("bib", "--from", tmp_path / "main.tex", root=toy_copy)

    assert result.returncode == 1
    assert "unknown citation" in result.stderr


def test_an_endless_pipe_ends_at_the_limit(toy_copy):
    """A writer that never stops, as `yes` is one."""
    line = (
        f'ulimit -v {MEMORY}; yes | "$0" -m unisurvey --root "$1" sql -; '
        'yes | "$0" -m unisurvey --root "$1" diff /dev/stdin'
    )
    result = subprocess.run(
        ["bash", "-c", line, sys.executable, toy_copy],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert "the query is longer than 1 MiB" in result.stderr
    assert "/dev/stdin is longer than 16 MiB" in result.stderr


@pytest.mark.slow
def test_a_name_that_is_not_utf_8_is_a_problem_of_that_file(toy_copy):
    name = os.fsdecode(b"zz\xff.yaml")
    (toy_copy / "data" / "papers" / name).write_text("title: x\n")

    for words in (
        ("validate",),
        *(("validate", "--format", form) for form in ("json", "sarif", "github")),
        ("list",),
        ("bib", "toy-show"),
        ("render", "--check"),
    ):
        result = start(*words, root=toy_copy)
        assert result.returncode == 1, (words, result.stderr)
        assert "bug" not in result.stderr, words


def test_a_word_that_is_not_utf_8_names_no_work(toy_copy):
    result = start("add", os.fsdecode(b"10.1000/\xff"), root=toy_copy)

    assert result.returncode == 2
    assert "names no known kind of work" in result.stderr


def test_a_pipe_in_the_place_of_a_page_is_not_written_to(toy_copy):
    os.mkfifo(toy_copy / "README.md")

    result = start("render", "readme", root=toy_copy)

    assert result.returncode == 2
    assert "README.md is not written, because it is no regular file" in result.stderr
