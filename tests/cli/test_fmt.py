import pytest

RECORD = "data/papers/toy-any.yaml"


@pytest.fixture
def root(toy_copy, monkeypatch):
    monkeypatch.chdir(toy_copy)
    return toy_copy


def test_canonical_files_are_left_alone(root, run):
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.yaml")}

    result = run("fmt")

    assert (result.stdout, result.stderr) == ("", "0 of 22 files changed\n")
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Toy-Any\n", 'title: "Toy-Any"\n'),
        ("mask: causal\n", "mask: Causal\n"),
        ("[llama, qwen2.5]", "[LLaMA, Qwen-2.5]"),
        ("venue: iclr-workshops-2025", "venue: ICLRW 2025"),
        ("authors: [Ada Lovelace]\n", "authors:\n  - Ada Lovelace\n"),
        ("\n", "\r\n"),
    ],
)
def test_what_has_one_right_answer_is_mended(old, new, root, run):
    path = root / RECORD
    canonical = path.read_bytes()
    path.write_bytes(canonical.replace(old.encode(), new.encode()))
    assert path.read_bytes() != canonical

    result = run("fmt")

    assert result.stderr == f"formatted {RECORD}\n1 of 22 files changed\n"
    assert path.read_bytes() == canonical


def test_check_shows_a_diff_and_writes_nothing(root, run):
    path = root / RECORD
    path.write_text(path.read_text().replace("title: Toy-Any", "title: 'Toy-Any'"))
    damaged = path.read_bytes()

    result = run("fmt", "--check", code=1)

    assert result.stdout.startswith(f"--- {RECORD}\n+++ {RECORD} (canonical)\n@@ ")
    assert "\n-title: 'Toy-Any'\n+title: Toy-Any\n" in result.stdout
    assert result.stderr == "1 of 22 files would change\n"
    assert path.read_bytes() == damaged


def test_a_file_with_problems_stays_as_it_is_and_is_reported(root, run):
    path = root / RECORD
    path.write_text(path.read_text().replace("mask: causal", "mask:   causel"))
    damaged = path.read_bytes()

    result = run("fmt", code=1)

    assert f"{RECORD}:25:11: S105 unknown mask 'causel'" in result.stderr
    assert path.read_bytes() == damaged


def test_only_the_named_files_are_formatted(root, run):
    for name in (RECORD, "data/papers/toy-bare.yaml"):
        path = root / name
        path.write_text(path.read_text().replace("section: ", "section:   "))

    result = run("fmt", RECORD)

    assert result.stderr == f"formatted {RECORD}\n1 of 1 files changed\n"
    assert "section:   " in (root / "data/papers/toy-bare.yaml").read_text()


@pytest.mark.usefixtures("root")
def test_a_file_that_is_no_record_is_refused(run):
    result = run("fmt", "templates/README.md.j2", code=2)

    assert result.stderr == (
        "error: neither a record nor a vocabulary file: templates/README.md.j2\n"
    )
