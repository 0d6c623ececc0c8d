"""Answers are kept as they come, and a run goes on where another stopped."""

import json
from datetime import timedelta

import pytest
from tests.outside.refresh.conftest import NOW, OWL, starred

from unisurvey.outside.refresh import Journal

DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "refresh.jsonl"


@pytest.fixture
def busy(world, owl, root):
    """A catalogue with several questions for every service, and their answers."""
    owl(
        f"links:\n  code: https://github.com/quill/owl\n  demo: {world.page('demo')}\n"
        f"  project: {world.page('home')}\n",
        "links",
    )
    first = root / "data" / "papers" / "owl.yaml"
    for n in range(5):
        text = first.read_text().replace("2025owl", f"2025owl{n}")
        (first.parent / f"owl{n}.yaml").write_text(
            text.replace("2501.10001", f"2501.1001{n}").replace(
                ": A Bird", f" {n}: A B"
            )
        )
    world.pages = {"demo": "fine", "home": (404, {}, "gone")}
    world.versions = {"2501.10001": OWL}
    world.repositories["quill/owl"] = starred()
    world.publish("dblp", "ICLR", 2025)
    world.publish("openreview", "ICLR 2025 Poster", 2025)
    return world


def test_a_second_run_asks_nothing_and_finds_the_same(busy, ask, path):
    first = ask(journal=path)
    asked = len(busy.server.requests)

    second = ask(journal=path)

    assert asked > 20
    assert len(busy.server.requests) == asked
    assert second.found == first.found


class Stopped(BaseException):
    """As Ctrl-C is."""


class Stopping(Journal):
    """Stops the run when the seventh answer is kept."""

    kept = 0

    def keep(self, service, about, answer):
        found = super().keep(service, about, answer)
        self.kept += 1
        if self.kept == 7:
            raise Stopped
        return found


def test_an_interrupted_run_asks_only_the_rest(busy, ask, path):
    whole = ask("venues")
    assert len(busy.server.requests) == 24
    with pytest.raises(BaseExceptionGroup) as caught:
        ask("venues", journal=Stopping(path, NOW, DAY))
    assert caught.group_contains(Stopped)
    kept = len(path.read_text().splitlines())
    busy.server.requests.clear()

    rest = ask("venues", journal=path)

    # as a set, because the server may note late what was under way at the end
    asked = {(r.path, *r.query.values()) for r in busy.server.requests}
    assert 7 <= kept < 24
    assert len(asked) == 24 - kept
    assert rest.found == whole.found


def test_lines_that_cannot_be_read_are_as_if_they_were_not_there(busy, ask, path):
    first = ask(journal=path)
    asked = len(busy.server.requests)
    lines = path.read_text().splitlines()
    lines[0] = lines[0][:20]
    row = json.loads(lines[1])
    lines[1] = json.dumps({**row, "answer": {"no": "such answer"}})
    damaged = [*lines, "", "[]", "null", '{"form": 1}', "\x00\xff", "{" * 10_000]
    path.write_bytes("\n".join(damaged).encode("latin-1") + b"\xff\xfe\n{")

    second = ask(journal=path)

    assert second.found == first.found
    assert asked < len(busy.server.requests) < asked + 12


@pytest.mark.parametrize(
    ("later", "fresh", "again"),
    [
        (timedelta(hours=23), False, False),
        (timedelta(hours=25), False, True),
        (-timedelta(hours=1), False, True),
        (timedelta(0), True, True),
    ],
)
def test_answers_expire_and_can_be_forgotten(later, fresh, again, world, ask, path):
    ask("venues", journal=path)
    world.server.requests.clear()

    ask("venues", journal=path, now=NOW + later, fresh=fresh)

    assert bool(world.server.requests) is again


def test_what_failed_is_asked_again(world, ask, path):
    world.broken["dblp"] = (503, {}, "busy")
    assert len(ask("venues", journal=path).gaps) == 1
    world.server.requests.clear()
    world.broken.clear()

    assert ask("venues", journal=path).gaps == ()
    assert world.server.paths() == ["/dblp/search/publ/api"]


def test_answers_of_another_address_are_not_taken(world, ask, path):
    ask("venues", journal=path)
    world.server.requests.clear()

    ask(
        "venues",
        journal=path,
        web={"endpoints": {**world.urls, "dblp": world.urls["dblp"] + "/"}},
    )

    assert len(world.server.requests) == 1


def test_a_journal_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "file").write_text("no directory")
    journal = Journal(tmp_path / "file" / "refresh.jsonl", NOW, DAY)

    journal.keep("dblp", "Owl", [])

    assert journal.get("dblp", "Owl") == ([], "2026-03-04")


def test_old_lines_are_dropped_from_the_file(path):
    Journal(path, NOW, DAY).keep("dblp", "Owl", [])
    Journal(path, NOW + 2 * DAY, DAY).keep("dblp", "Crow", [])

    assert [json.loads(line)["about"] for line in path.read_text().splitlines()] == [
        "Crow"
    ]


def test_a_service_that_keeps_failing_is_left_alone(busy, ask):
    busy.broken["dblp"] = (500, {}, "no")

    (gap,) = ask("venues").gaps

    assert (gap.service, gap.missed, gap.asked) == ("dblp", 6, 6)
    assert 3 <= busy.server.paths().count("/dblp/search/publ/api") < 7
