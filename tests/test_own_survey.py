"""The guide to a survey of one's own: what it tells to type works as it stands there.

Its `sh` blocks are one bash script, in which every other block whose first line names a
file is that file, written where it stands. `bash` blocks ask services and are left out.
"""

import os
import re
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from unisurvey.schema import About, Words

if sys.platform != "win32":
    from tests.servers.program import program_folder

GUIDE = Path(__file__).parents[1] / "docs" / "own-survey.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"(?:#|%|\{#) (\S+/\S+)(?: #\})?\n(.*)", re.DOTALL)
FAILING = "trap 'echo \"failed at: $BASH_COMMAND\" >&2' ERR; set -eEuo pipefail"
OFFLINE = dict.fromkeys(
    ("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no bash")


def script(text):
    """Return what somebody does who follows a guide."""
    steps = [FAILING]
    for language, block in BLOCK.findall(text):
        if language == "sh":
            steps.append(block)
        elif shown := FILE.fullmatch(block):
            path, content = shown.groups()
            steps.append(f"cat > {path} <<'END OF {path}'\n{content}END OF {path}")
    return "\n".join(steps)


def follow(text, home, programs):
    """Follow a guide in an empty directory, with nothing but the program."""
    work = home / "work"
    work.mkdir()
    return subprocess.run(
        ["bash", "-c", script(text)],
        cwd=work,
        env={
            "HOME": str(home),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            **OFFLINE,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(
    scope="module",
    params=["forked", pytest.param("installed", marks=pytest.mark.slow)],
)
def followed(request, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with ExitStack() as stack:
        programs = Path(sys.executable).parent
        if request.param == "forked":
            programs = stack.enter_context(program_folder())
        told = follow(GUIDE.read_text(), home, programs)
    return told, home / "work" / "summaries"


def test_every_command_of_the_guide_works(followed):
    result, _ = followed

    assert result.returncode == 0, result.stderr
    assert "BRIO" in result.stdout


def test_at_its_end_stands_what_it_promises(followed):
    _, root = followed
    page = (root / "README.md").read_text()

    assert "from data/ and templates/README.md.j2. Edit those." in page
    assert "## How to take part" in page
    assert "[BRIO: Bringing Order to" in page
    for name in (
        "summaries.bib", "summaries.sqlite", "abstractive.bib", "models.csv",
        "docs/CORRECTIONS.md", "docs/feed.xml", "docs/figures/growth.svg",
        "docs/references.md", "docs/tables/models.md", "docs/tables/models.tex",
        "schemas/paper.schema.json", "timeline.svg",
    ):  # fmt: skip
        assert (root / name).stat().st_size > 100, name
    assert re.search(
        r"BRIO\S+ \| CNN/DailyMail, XSum \|",
        (root / "docs/tables/models.md").read_text(),
    )


def test_the_guide_has_every_key_of_the_files_it_explains():
    text = GUIDE.read_text()
    for schema in (About, Words):
        named = set(re.findall(r"`(\w+)`|^(\w+):", text, re.MULTILINE))
        names = {name for pair in named for name in pair}
        assert set(schema.model_fields) - names == set()


def test_a_command_that_fails_is_noticed(tmp_path):
    text = "```yaml\n# ./a.yaml\nb: 1\n```\n```sh\ncat a.yaml\ntrue\nfalse\ncat a.yaml\n```\n"

    result = follow(text, tmp_path, tmp_path)

    assert (result.returncode, result.stdout) == (1, "b: 1\n")
    assert "failed at: false" in result.stderr
