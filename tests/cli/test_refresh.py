"""The command: what it selects, asks, prints, writes and exits with."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from tempfile import TemporaryFile

import pytest
from tests.outside.refresh.conftest import OWL, ask, owl, root, starred, world
from tests.servers.program import begin, ended, start

__all__ = ["ask", "owl", "root", "world"]

TOKEN = "ghp_SecretOfTheTests0123456789"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def refresh(run, root, world):
    def refresh(*words, code=0):
        options = (*world.options, "--retries=0")
        return run("refresh", *options, *words, code=code, root=root)

    return refresh


@pytest.fixture
def published(world):
    world.publish("dblp", "ICLR", 2025)
    world.publish("openreview", "ICLR 2025 Poster", 2025)


def test_nothing_to_report_is_exit_0(refresh):
    result = refresh("--venues", "--versions")

    assert result.stdout == ""
    assert result.stderr == (
        "0 changes (0 certain), 0 dead links, 0 moved, 0 undecidable of 0 links\n"
    )


@pytest.mark.usefixtures("published")
def test_changes_are_exit_1_and_written_only_when_asked(refresh, root):
    path = root / "data" / "papers" / "owl.yaml"
    before = path.read_bytes()

    assert "certain: published" in refresh("--venues", code=1).stdout
    assert path.read_bytes() == before

    result = refresh("--venues", "--write")
    assert "  written: published: OpenReview and DBLP" in result.stdout
    assert "owl.yaml\n" in result.stderr
    assert "venue: iclr-2025" in path.read_text()
    assert refresh("--venues", "--write").stdout == ""


def test_the_result_of_writing_validates(refresh, run, root, world, owl, monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    owl("links:\n  code: https://github.com/quill/owl\n", "links")
    world.repositories["quill/owl"] = starred()
    refresh("--stars", "--write")

    run("validate", "--strict", root=root)
    run("fmt", "--check", root=root)
    shown = json.loads(run("show", "owl", "-f", "json", root=root).stdout)
    assert [shown[n] for n in ("stars", "last_commit", "archived", "license")] == [
        *(12, "2026-02-03", False, "MIT"),
    ]


def test_dead_links_are_exit_1(refresh, world, owl):
    owl(f"links:\n  demo: {world.page('none')}\n", "links")

    result = refresh("--links", "--format", "json", code=1)

    (link,) = json.loads(result.stdout)["links"]
    assert (link["verdict"], link["status"]) == ("dead", 404)


def test_private_addresses_are_refused_unless_allowed(refresh, owl, serve):
    private = serve({"/x": "fine"})
    owl(f"links:\n  demo: {private.url}/x\n", "links")

    assert "undecidable: " in refresh("--links").stdout
    assert private.requests == []

    assert refresh("--links", "--allow-private").stdout == ""
    assert private.requests != []


def test_one_failing_service_is_a_warning(refresh, world):
    world.broken["dblp"] = "<html>"

    result = refresh("--venues")

    assert result.stdout == (
        "could not be asked: dblp (1 of 1): expected JSON, got '<html>'\n"
    )


def test_nothing_that_answers_is_exit_4(refresh, world):
    world.broken = dict.fromkeys(
        ("dblp", "openreview", "crossref", "semanticscholar"), (500, {}, "no")
    )

    result = refresh("--venues", code=4)

    assert result.stdout.count("could not be asked: ") == 4
    assert result.stderr.endswith("error: nothing could be asked\n")


def test_stars_without_a_token_are_skipped_with_a_word(refresh, owl):
    owl("links:\n  code: https://github.com/quill/owl\n", "links")

    result = refresh("--stars", "--venues")

    assert result.stdout == (
        "could not be asked: github (1 of 1): its GraphQL needs a token; set "
        "GITHUB_TOKEN to any that may read\n"
    )
    refresh("--stars", code=4)


@pytest.mark.usefixtures("parse_again")
@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "GH_TOKEN"])
@pytest.mark.parametrize("broken", [None, (401, {}, "Bad credentials"), "<html>"])
def test_the_token_is_sent_and_nowhere_else(
    name, broken, refresh, world, owl, monkeypatch, tmp_path
):
    monkeypatch.setenv(name, TOKEN)
    owl("links:\n  code: https://github.com/quill/owl\n", "links")
    world.repositories["quill/owl"] = starred()
    if broken:
        world.broken["github"] = broken

    result = refresh("--stars", "--verbose", "-f", "json", code=4 if broken else 1)

    sent = [r.headers.get("authorization") for r in world.server.requests]
    assert sent == [f"Bearer {TOKEN}"]
    kept = [p.read_bytes() for p in (tmp_path / "cache").rglob("*") if p.is_file()]
    assert kept
    assert not any(TOKEN.encode() in text for text in kept)
    assert TOKEN not in result.stdout + result.stderr


def test_a_token_that_cannot_be_sent_is_not_shown(refresh, monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", f"{TOKEN}\nx: y")

    result = refresh("--stars", code=2)

    assert result.stderr == "error: GITHUB_TOKEN holds characters that no token has\n"


def test_ids_and_filters_select(refresh, world):
    refresh("--versions", "owl")
    refresh("--versions", "--kind", "papers", "--fresh", "--search", "nothing like it")
    refresh("--versions", "owl", "--since", "2025", code=2)
    refresh("--versions", "crow", code=2)

    assert world.server.paths() == ["/arxiv/query"]


def test_a_report_goes_to_a_file(refresh, tmp_path, world):
    world.versions["2501.10001"] = {**OWL, "title": "Owl II"}
    refresh("--versions", "-f", "md", "-o", str(tmp_path / "report.md"), code=1)

    assert (tmp_path / "report.md").read_text().startswith("1 change (1 certain), ")


def test_answers_cannot_steer_the_terminal(refresh, world):
    title = "Owl \u202e A \x9b31mBird"
    world.publish("dblp", f"Journal of {title}", 2025)

    result = refresh("--venues", code=1)

    assert not {"\u202e", "\x9b", "\x1b"} & set(result.stdout + result.stderr)


def test_an_interrupt_is_130_and_the_next_run_goes_on(root, world, tmp_path):
    released = threading.Event()
    world.broken["openreview"] = lambda _: (released.wait(20), "late")[1]
    words = [sys.executable, "-m", "unisurvey", "--root", str(root), "refresh"]
    process = subprocess.Popen(
        [*words, "--venues", "--retries=0", *world.options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        text=True,
    )
    journal = tmp_path / "cache" / "unisurvey" / "refresh.jsonl"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if journal.exists() and len(journal.read_text().splitlines()) == 3:
            break
        time.sleep(0.05)

    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)

    assert (process.returncode, stdout) == (130, "")
    assert stderr.endswith(
        "interrupted\nrun the same command again to go on where it stopped\n"
    )
    released.set()
    del world.broken["openreview"]
    world.server.requests.clear()
    again = start(
        *("--root", root, "refresh", "--venues", "--retries=0", *world.options),
        cwd=root,
        XDG_CACHE_HOME=str(tmp_path / "cache"),
    )
    assert again.returncode == 0, again.stderr
    assert set(world.server.paths()) == {"/openreview/notes/search"}


@pytest.mark.parametrize(("words", "shown"), [([], True), (["--quiet"], False)])
def test_a_terminal_shows_how_far_the_run_is(words, shown, root, world, tmp_path):
    parent, child = pty.openpty()
    with TemporaryFile() as out:
        process = begin(
            ["--root", str(root), *words, "refresh", "--versions", *world.options],
            [child, out.fileno(), child],
            root,
            {"XDG_CACHE_HOME": str(tmp_path / "cache"), "TERM": "xterm"},
        )
        assert ended(process) == 0
        out.seek(0)
        printed = out.read()
    os.close(child)
    os.set_blocking(parent, False)
    try:
        drawn = os.read(parent, 65536)
    except OSError:  # nothing was written, and nobody will
        drawn = b""
    os.close(parent)

    assert printed == b""
    assert (b"arxiv" in drawn, b"1/1" in drawn) == (shown, shown)
