"""What linters and schemas say about the files that GitHub and pre-commit read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ALLOWED_ACTIONS = {
    "actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32",
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97",
    "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
    "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",
    "pypa/gh-action-pypi-publish@dc37677b2e1c63e2034f94d8a5b11f265b73ba33",
    "./",
}


def tool(repository, name, *words):
    return subprocess.run(
        [Path(sys.executable).with_name(name), *map(str, words)],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", ".github/workflows/*.yml"),
        ("github-actions", "action.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/*-*.yml"),
        ("dependabot", ".github/dependabot.yml"),
        ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
    ],
)
def test_a_file_is_as_its_schema_wants(repository, schema, pattern, check_schema):
    files = sorted(repository.glob(pattern))

    assert files
    check_schema(f"vendor.{schema}", *files)


def test_every_job_has_an_end(repository, check_schema):
    files = sorted(repository.glob(".github/workflows/*.yml"))

    check_schema("custom.github-workflows-require-timeout", *files)


def test_a_job_without_an_end_would_be_found(tmp_path, check_schema):
    job = "on: push\njobs:\n  one:\n    runs-on: x\n    steps: [{run: ls}]\n"
    (tmp_path / "one.yml").write_text(job)

    with pytest.raises(AssertionError, match="timeout-minutes"):
        check_schema("custom.github-workflows-require-timeout", tmp_path / "one.yml")


def test_zizmor_finds_nothing(repository):
    result = tool(
        repository,
        *("zizmor", "--offline", "--persona", "pedantic", "--no-progress", "--quiet"),
        *("--collect", "all", "--strict-collection"),
        *(".github", "action.yml"),
    )

    assert result.returncode == 0, result.stdout + result.stderr


def test_zizmor_would_find_a_fault(repository, tmp_path):
    text = (repository / ".github/workflows/suggest.yml").read_text()
    place = tmp_path / ".github" / "workflows" / "suggest.yml"
    place.parent.mkdir(parents=True)
    place.write_text(
        text.replace('"$ISSUE" --edit-last', '"${{ github.event.issue.title }}"')
    )

    result = tool(tmp_path, "zizmor", "--offline", "--quiet", ".")

    assert result.returncode > 10
    assert "template-injection" in result.stdout


def test_no_script_holds_an_expression(run_steps):
    assert {key for key, step in run_steps.items() if "${{" in step["run"]} == set()


def test_actions_are_pinned_to_commits_that_were_looked_up(documents):
    used = {
        found
        for path in documents
        for found in re.findall(
            r"^ *(?:- )?uses: (\S+)", path.read_text(), re.MULTILINE
        )
    }

    assert used == ALLOWED_ACTIONS


def test_a_pinned_action_says_its_version(documents):
    for path in documents:
        for line in path.read_text().splitlines():
            if re.search(r"uses: [^.]", line):
                assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_rights_are_given_per_job_and_few(documents):
    rights = {
        path.name: [job["permissions"] for job in document["jobs"].values()]
        for path, document in documents.items()
        if "jobs" in document
    }

    assert all(d["permissions"] == {} for d in documents.values() if "jobs" in d)
    assert rights == {
        "links.yml": [{"contents": "read", "issues": "write"}],
        "pages.yml": [{"contents": "read"}, {"pages": "write", "id-token": "write"}],
        "records.yml": [{"contents": "read"}],
        "release.yml": [
            {"contents": "read"},
            {"id-token": "write"},
            {"contents": "write", "id-token": "write", "attestations": "write"},
        ],
        "render.yml": [{"contents": "write"}],
        "suggest.yml": [{"contents": "read", "issues": "write"}],
        "test.yml": [{"contents": "read"}] * 4,
    }


def test_a_checkout_keeps_no_credentials(documents):
    for document in documents.values():
        for job in document.get("jobs", {}).values():
            checkouts = [
                step
                for step in job["steps"]
                if step.get("uses", "").startswith("actions/checkout@")
            ]
            for step in checkouts:
                assert step["with"]["persist-credentials"] is False
            assert checkouts or job.get("needs")


def test_what_render_commits_starts_no_workflow_that_renders(documents):
    render = next(d for path, d in documents.items() if path.name == "render.yml")
    started_by = render[True]["push"]["paths"]  # YAML 1.1 reads the key `on` as true

    assert set(started_by) == {"data/**", "templates/**", "src/**"}
