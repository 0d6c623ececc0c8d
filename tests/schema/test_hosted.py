"""What addresses of repositories show."""

import pytest

from unisurvey.schema.hosted import hosted

COMMIT = "c81ef56"


@pytest.mark.parametrize(
    ("url", "repository", "shown"),
    [
        ("https://github.com/toy/show", "toy/show", ("", "", "")),
        ("https://www.github.com/toy/show.git/", "toy/show", ("", "", "")),
        (
            "http://github.com/toy/show/blob/main/docs/A%20b.md#L3",
            *("toy/show", ("blob", "main", "docs/A%20b.md")),
        ),
        (
            f"https://raw.githubusercontent.com/toy/show/{COMMIT}/README.md",
            *("toy/show", ("raw", COMMIT, "README.md")),
        ),
        ("https://github.com/toy/show/issues", "toy/show", ("issues", "", "")),
        ("https://github.com/toy/show/tree/main", "toy/show", ("tree", "main", "")),
        (
            f"https://gitlab.com/toy/show/-/blob/{COMMIT}/a.py",
            *("toy/show", ("blob", COMMIT, "a.py")),
        ),
        (
            f"https://hf.co/toy/show/resolve/{COMMIT}/config.json",
            *("toy/show", ("resolve", COMMIT, "config.json")),
        ),
        ("https://huggingface.co/datasets/squid", "squid", ("", "", "")),
        (
            "https://huggingface.co/datasets/squid/tree/main",
            *("squid", ("tree", "main", "")),
        ),
        ("https://huggingface.co/spaces/toy/show", "toy/show", ("", "", "")),
        (
            "https://huggingface.co/datasets/squid/viewer/a",
            *("squid", ("viewer", "a", "")),
        ),
        (
            f"https://huggingface.co/datasets/squid/blob/{COMMIT}/a/b.md",
            *("squid", ("blob", COMMIT, "a/b.md")),
        ),
        (
            "https://huggingface.co/datasets/toy/show/discussions/7",
            *("toy/show", ("discussions", "7", "")),
        ),
    ],
)
def test_an_address_is_taken_apart(url, repository, shown):
    found = hosted(url)

    assert found
    assert found.repository == repository
    assert (found.verb, found.ref, found.path) == shown
    assert found.is_pinned == (COMMIT in url)


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/toy",
        "https://github.com/topics/multimodal",
        "https://huggingface.co/papers/2408.00001",
        "https://huggingface.co/collections/toy/show",
        "https://example.org/toy/show/blob/main/a",
        "https://github.com/-toy/show",
        "https://github.com/.toy/show",
        "https://github.com/toy/..",
        "https://github.com/toy/%20",
        "https://huggingface.co/toy/-show",
        "https://huggingface.co/toy/.show",
        "https://[broken",
        "",
    ],
)
def test_other_pages_are_of_no_repository(url):
    assert hosted(url) is None
