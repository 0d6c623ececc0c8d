import pytest

from unisurvey.errors import UsageError
from unisurvey.render.guides import guides, refreshed

GUIDE = """# A guide

```console
$ unisurvey list
old
```

```console
$ unisurvey bib -o refs.bib
$ unisurvey audit refs.bib
```

```console
$ unisurvey show a
…
$ unisurvey show b
two

lines
```
"""


def test_output_is_renewed_and_the_rest_stays():
    now = refreshed("docs/a.md", GUIDE, lambda line: f"out of {line}\n\nend")

    assert now == (
        GUIDE.replace("old\n", "out of unisurvey list\n\nend\n")
        .replace("…\n", "out of unisurvey show a\n\nend\n")
        .replace("two\n\nlines\n", "out of unisurvey show b\n\nend\n")
    )


def test_renewing_twice_changes_nothing():
    def run(line):
        return f"$5 and \\1 of {line}"

    once = refreshed("docs/a.md", GUIDE, run)

    assert refreshed("docs/a.md", once, run) == once


@pytest.mark.parametrize(
    "line",
    [
        "rm -rf data",
        "unisurvey",
        "unisurvey render",
        "unisurvey fmt",
        "unisurvey refresh --write",
        "unisurvey bib -o refs.bib",
        "unisurvey bib -orefs.bib",
        "unisurvey bib --output=refs.bib",
        "unisurvey list --root /",
        "unisurvey show show-o --open",
    ],
)
def test_only_commands_that_look_are_run(line):
    guide = f"```console\n$ {line}\n…\n```\n"

    with pytest.raises(UsageError) as caught:
        refreshed("docs/a.md", guide, pytest.fail)

    assert str(caught.value) == f"docs/a.md: a guide shows no output of {line!r}"


def test_a_command_that_fails_is_reported_with_its_guide(toy_copy, run):
    docs = toy_copy / "docs"
    docs.mkdir()
    (docs / "a.md").write_text("```console\n$ unisurvey show nothing\n…\n```\n")

    result = run("render", "guides", root=toy_copy, code=2)

    assert result.stderr == (
        "error: docs/a.md: exit 2 from unisurvey show nothing\n"
        "error: no record with id 'nothing'\n\n"
    )


def test_render_renews_the_guides_of_a_root(toy_copy, run):
    docs = toy_copy / "docs"
    docs.mkdir()
    guide = docs / "a.md"
    guide.write_text("```console\n$ unisurvey list papers -f ids --limit 1\n…\n```\n")
    (docs / "b.md").write_text("```sh\nmake\n```\n")

    result = run("render", "guides", root=toy_copy)

    assert result.stderr.endswith("1 of 1 files changed\n")
    assert guide.read_text() == (
        "```console\n$ unisurvey list papers -f ids --limit 1\nspecials\n```\n"
    )
    assert run("render", "guides", "--check", root=toy_copy).stdout == ""


def test_a_root_without_guides_has_none(toy):
    assert list(guides(toy)) == []
