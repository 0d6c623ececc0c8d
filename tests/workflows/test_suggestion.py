"""The form "Suggest a paper" and what becomes of an answer."""

import pytest
import yaml

from unisurvey.outside.add.sources import HEADINGS, UNDECIDED, read_issue

pytestmark = pytest.mark.slow

BODY = """\
### Address or identifier

2408.12528

### Section

c-1: Pixel encoding (Fused autoregressive and diffusion models)

### Why it fits

It draws and it reads.

### Code

_No response_
"""
ADD = """\
#!/bin/sh
test "$1 $3 $4" = "--issue -o -" || exit 2
cp "$2" "$(dirname "$0")/read.md"
{script}
"""
STEP = ("suggest.yml", "Draft the record")


@pytest.fixture(scope="session")
def form(repository):
    path = repository / ".github/ISSUE_TEMPLATE/suggest-a-paper.yml"
    return yaml.safe_load(path.read_text())


@pytest.fixture
def add(stand_ins):
    """Put a script in the place of the command that asks the services."""

    def write(script):
        path = stand_ins / "add"
        path.write_text(ADD.format(script=script))
        path.chmod(0o755)
        return stand_ins / "read.md"

    return write


def comment_on(workplace, body=BODY, code=0):
    workplace.run(*STEP, ISSUE_BODY=body, code=code)
    path = workplace.temporary / "comment.md"
    return path.read_text() if path.exists() else None


def test_the_form_asks_what_the_program_reads(form):
    labels = [
        part["attributes"]["label"]
        for part in form["body"]
        if part["type"] != "markdown"
    ]

    assert sorted(labels) == sorted(HEADINGS)


def test_the_form_offers_every_section_that_takes_suggestions(form, real):
    offered = next(p for p in form["body"] if p["type"] == "dropdown")
    sections = real.vocabularies.sections
    above = {c.id: s.name for s in sections for c in s.children or ()}
    wanted = [
        f"{leaf.id}: {leaf.name}" + (f" ({above[leaf.id]})" if leaf.id in above else "")
        for top in real.vocabularies.taxonomy
        if top.id != "background"
        for leaf in top.leaves
    ]

    assert offered["attributes"]["options"] == [UNDECIDED, *wanted]


def test_every_choice_of_the_form_is_read_as_its_section(form, real):
    offered = next(p for p in form["body"] if p["type"] == "dropdown")
    for option in offered["attributes"]["options"]:
        section = read_issue(
            f"### Address or identifier\n\nx\n\n### Section\n\n{option}\n"
        ).section

        assert section is None or section in real.vocabularies.sections


def test_the_job_starts_on_the_forms_first_question(documents):
    job = next(d for path, d in documents.items() if path.name == "suggest.yml")

    assert f"'### {HEADINGS[0]}'" in job["jobs"]["draft"]["if"]


def test_an_answer_becomes_a_draft(workplace, add):
    read = add("echo 'key: xie2024showo'; echo 'encoders: say which' >&2")

    comment = comment_on(workplace)

    assert read.read_text() == BODY
    assert comment == (
        "Thank you. This is a draft of the record, made from what the services say:\n\n"
        "```yaml\nkey: xie2024showo\n```\n\n"
        "What is left to do:\n\n```text\nencoders: say which\n```\n\n"
        "A maintainer completes it, or you do: see [how to add a paper]"
        "(https://github.com/toy/catalogue/blob/main/CONTRIBUTING.md). "
        "Edit your issue to get a new draft.\n"
    )


@pytest.mark.parametrize("code", [1, 2, 4])
def test_an_answer_that_cannot_be_used_is_explained(workplace, add, code):
    add(f"echo 'error: the paper is there already' >&2; exit {code}")

    assert comment_on(workplace) == (
        "Thank you. No draft could be made of this yet:\n\n"
        "```text\nerror: the paper is there already\n```\n\n"
        "Edit your issue to try again.\n"
    )


def test_a_bug_fails_the_job(workplace, add):
    add("exit 3")

    assert comment_on(workplace, code=3) is None


def test_a_hostile_issue_runs_nothing(workplace, add):
    read = add("echo ok")
    body = f"{BODY}\n$(touch owned) `touch owned` '; touch owned; \"${{IFS}}\n%s\\n"

    comment_on(workplace, body)

    assert read.read_text() == body
    assert not list(workplace.root.rglob("owned"))


def test_a_draft_cannot_leave_its_code_block(workplace, add):
    add("printf 'title: a\\n```\\n@everyone\\n````\\n'")

    comment = comment_on(workplace)

    assert "\n`````yaml\ntitle: a\n```\n@everyone\n````\n`````\n" in comment


def test_one_comment_is_kept(workplace, add, github):
    for text in ("first", "second"):
        add(f"echo {text}")
        comment_on(workplace)
        workplace.run(
            "suggest.yml",
            "Comment",
            GH_TOKEN="token",
            GH_REPO="toy/catalogue",
            ISSUE="7",
        )

    (comment,) = github()["comments"]["7"]
    assert "\nsecond\n" in comment


FEED = """\
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <id>http://arxiv.org/api/fIcTiOnAl</id>
  <title>ArXiv Query</title>
  <updated>2025-06-01T00:00:00-04:00</updated>
  <entry>
    <id>http://arxiv.org/abs/2503.07777v1</id>
    <updated>2025-03-10T08:00:00Z</updated>
    <published>2025-03-10T08:00:00Z</published>
    <title>Ibis: A Model That Is Only in Tests</title>
    <summary>It reads and draws.</summary>
    <author><name>Ada Quillfeather</name></author>
    <arxiv:primary_category term="cs.CV"/>
    <category term="cs.CV"/>
  </entry>
</feed>
"""


@pytest.fixture
def arxiv(serve, workplace):
    """Let the real command ask a stand-in for arXiv."""
    server = serve({"/query": (200, {"content-type": "application/atom+xml"}, FEED)})
    workplace.environment |= {
        "UNISURVEY_ARXIV_URL": server.url,
        "SOURCE_DATE_EPOCH": "1884000000",
        "NO_PROXY": "127.0.0.1",
    }
    return server


def test_the_real_command_drafts_what_an_issue_suggests(workplace, arxiv):
    body = BODY.replace("2408.12528", "2503.07777").replace(
        "_No response_", "https://github.com/ibis-lab/ibis"
    )

    comment = comment_on(workplace, body)

    record = yaml.safe_load(comment.partition("```yaml\n")[2].partition("```")[0])
    assert arxiv.requests
    assert record["title"] == "Ibis: A Model That Is Only in Tests"
    assert record["authors"] == ["Ada Quillfeather"]
    assert record["model"]["section"] == "c-1"
    assert record["links"] == {"code": "https://github.com/ibis-lab/ibis"}
    assert (
        "\nWhat is left to do:\n\n```text\nunverified in ibis: links.code;" in comment
    )
    assert "\nto decide in ibis:\n" in comment
    assert workplace.git("status", "--short") == ""


def test_the_real_command_refuses_what_is_there_already(workplace, arxiv):
    body = "### Address or identifier\n\nhttps://arxiv.org/abs/2411.00002\n"

    comment = comment_on(workplace, body)

    assert comment.startswith("Thank you. No draft could be made of this yet:\n")
    assert "toy-any" in comment
    assert arxiv.requests == []


def test_the_real_command_says_that_arxiv_has_no_such_paper(workplace, arxiv):
    comment = comment_on(workplace, BODY.replace("2408.12528", "2503.08888"))

    assert "arXiv has no paper 2503.08888" in comment
    assert arxiv.requests


def test_the_real_command_says_what_is_wrong_with_an_answer(workplace, arxiv):
    comment = comment_on(workplace, BODY.replace("2408.12528", "unisurvey.bib"))

    assert "'unisurvey.bib' under '### Address or identifier' cannot be used" in comment
    assert arxiv.requests == []
