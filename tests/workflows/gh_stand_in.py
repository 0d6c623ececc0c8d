"""Keeps issues in a file as GitHub would; knows only what the workflows ask."""

import argparse
import json
import os
import sys
from pathlib import Path

place = Path(os.environ["GH_STATE"])
state = (
    json.loads(place.read_text())
    if place.exists()
    else {"calls": [], "issues": [], "labels": []}
)
state["calls"].append(" ".join(sys.argv[1:3]))

parser = argparse.ArgumentParser(allow_abbrev=False)
nouns = parser.add_subparsers(dest="noun", required=True)


def command(noun, verb, *options, number=False):
    parent = nouns.choices.get(noun) or nouns.add_parser(noun)
    verbs = next(
        (a for a in parent._actions if isinstance(a, argparse._SubParsersAction)), None
    )
    verbs = verbs or parent.add_subparsers(dest="verb", required=True)
    made = verbs.add_parser(verb, allow_abbrev=False)
    if number:
        made.add_argument("subject")
    for option, needed in options:
        if needed is None:
            made.add_argument(option, action="store_true")
        else:
            made.add_argument(option, required=needed)
    return made


command("label", "create", ("--description", True), ("--force", None), number=True)
command(
    "issue",
    "list",
    *((name, True) for name in ("--label", "--state", "--limit", "--json", "--jq")),
)
command("issue", "create", ("--label", True), ("--title", True), ("--body-file", True))
command("issue", "edit", ("--title", True), ("--body-file", True), number=True)
command("issue", "close", ("--comment", True), number=True)
command(
    "issue",
    "comment",
    ("--edit-last", None),
    ("--create-if-none", None),
    ("--body-file", True),
    number=True,
)
release = command("release", "create", ("--verify-tag", None), ("--title", True))
release.add_argument("--generate-notes", action="store_true")
release.add_argument("tag")
release.add_argument("files", nargs="+")
asked = parser.parse_args()
if not os.environ.get("GH_TOKEN") or not os.environ.get("GH_REPO"):
    sys.exit("gh: no token or repository")
issues = state["issues"]


def body():
    text = Path(asked.body_file).read_text(encoding="utf-8")
    if len(text) > 65_536:
        sys.exit("gh: body is too long (maximum is 65536 characters)")
    return text


def issue():
    return issues[int(asked.subject) - 1]


match asked.noun, asked.verb:
    case "label", "create":
        state["labels"].append(asked.subject)
    case "issue", "list":
        assert (asked.json, asked.jq) == ("number", ".[].number")
        for each in issues:
            if each["label"] == asked.label and each["state"] == asked.state:
                sys.stdout.write(f"{each['number']}\n")
    case "issue", "create":
        if asked.label not in state["labels"]:
            sys.exit(f"gh: could not add label: '{asked.label}' not found")
        number = len(issues) + 1
        issues.append({
            "number": number, "state": "open", "label": asked.label,
            "title": asked.title, "body": body(), "comments": [],
        })  # fmt: skip
    case "issue", "edit":
        issue().update(title=asked.title, body=body())
    case "issue", "close":
        issue()["state"] = "closed"
        issue()["comments"].append(asked.comment)
    case "issue", "comment":
        comments = state.setdefault("comments", {}).setdefault(asked.subject, [])
        comments[-1:] = [body()]
    case "release", "create":
        state["releases"] = {asked.tag: sorted(asked.files)}
    case _:
        sys.exit("gh: unknown command")
place.write_text(json.dumps(state))
