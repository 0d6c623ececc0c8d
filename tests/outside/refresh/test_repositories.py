"""State, name and licence of the code's repositories."""

import pytest
from tests.outside.refresh.conftest import starred

CODE = "links:\n  code: https://github.com/quill/owl\n"
STATE = """\
repository:
  stars: {stars}
  last_commit: "2026-02-03"
  archived: false
  seen: "2026-01-01"
"""


@pytest.fixture
def code(owl):
    """Give the record code on GitHub, and more fields."""
    return lambda more="", vouched="": owl(
        CODE + more, f"links{', ' if vouched else ''}{vouched}"
    )


def test_stars_are_noted_with_the_day_they_were_seen(world, ask, code):
    code("code_license: MIT\n", "code_license")
    world.repositories["quill/owl"] = starred()

    asked = ask("stars")

    (change,) = asked.changes
    assert (change.kind, change.decided) == ("repository", True)
    assert change.note == "12 stars, last commit 2026-02-03"
    assert asked.edits == {
        "repository": {
            "stars": 12,
            "last_commit": "2026-02-03",
            "archived": False,
            "seen": "2026-03-04",
        }
    }


@pytest.mark.parametrize(("stars", "changes"), [(12, 0), (11, 1)])
def test_another_day_alone_is_no_change(stars, changes, world, ask, code):
    code("license: MIT\n" + STATE.format(stars=stars), "license, repository")
    world.repositories["quill/owl"] = starred()

    assert len(ask("stars").changes) == changes


def test_an_archived_repository_is_told(world, ask, code):
    code("license: MIT\n" + STATE.format(stars=12), "license, repository")
    world.repositories["quill/owl"] = starred(isArchived=True)

    (change,) = ask("stars").changes

    assert change.note == "archived"


def test_a_renamed_repository_gets_its_new_address(world, ask, owl):
    owl("links:\n  code: https://github.com/quill/owl/tree/main/v2\n", "links")
    world.repositories["quill/owl"] = starred(
        nameWithOwner="lantern/owl", license_id=None
    )

    asked = ask("stars")

    assert [change.kind for change in asked.changes] == ["moved", "repository"]
    assert asked.edits["links.code"] == "https://github.com/lantern/owl/tree/main/v2"
    assert all(change.decided for change in asked.changes)


@pytest.mark.parametrize(
    ("known", "stated", "decided", "note"),
    [
        ("", "MIT", True, "GitHub found the licence's text"),
        ("license: CC-BY-4.0\n", "MIT", False, "GitHub found another licence"),
        ("", "GPL-9.0", False, "'GPL-9.0' needs an entry in licenses.yaml"),
    ],
)
def test_a_licence_goes_through_the_vocabulary(
    known, stated, decided, note, world, ask, code
):
    code(known, "license" if known else "")
    world.repositories["quill/owl"] = starred(license_id=stated)

    change = next(c for c in ask("stars").changes if c.kind == "license")

    assert (change.decided, change.note) == (decided, note)


def test_a_licence_that_github_cannot_tell_says_nothing(world, ask, code):
    code()
    world.repositories["quill/owl"] = starred(license_id="NOASSERTION")

    assert [change.kind for change in ask("stars").changes] == ["repository"]


def test_one_missing_repository_does_not_hide_the_others(world, ask, code, root):
    code("code_license: MIT\n", "code_license")
    text = (root / "data/papers/owl.yaml").read_text()
    other = text.replace("quill2025owl", "quill2025crow").replace("quill/owl", "q/crow")
    (root / "data/papers/crow.yaml").write_text(other)
    world.repositories["quill/owl"] = starred()

    asked = ask("stars")

    assert [(c.record.id, c.decided, c.note) for c in asked.changes] == [
        ("crow", False, "GitHub has no public repository q/crow"),
        ("owl", True, "12 stars, last commit 2026-02-03"),
    ]
    assert len(world.server.requests) == 1


def test_without_a_token_github_is_not_asked(world, ask, code):
    code()

    asked = ask("stars", token=None)

    (gap,) = asked.gaps
    assert (gap.service, gap.missed) == ("github", 1)
    assert "GITHUB_TOKEN" in gap.reason
    assert world.server.requests == []


def test_code_that_is_elsewhere_is_not_asked_about(ask, owl):
    owl("links:\n  code: https://gitlab.com/quill/owl\n", "links")

    asked = ask("stars", token=None)

    assert (asked.changes, asked.gaps) == ((), ())
