"""`unisurvey audit`."""

import json

import pytest

ENTRY = """@inproceedings{showo,
  title = {Show-o: One Single Transformer to Unify Multimodal Understanding and Generation},
  author = {Jinheng Xie and Weijia Mao and Zechen Bai and David Junhao Zhang and Weihao Wang
    and Kevin Qinghong Lin and Yuchao Gu and Zhijie Chen and Zhenheng Yang and Mike Zheng Shou},
  booktitle = {ICLR},
  year = {2025},
  eprint = {2408.12528},
}
"""
OTHER = "@misc{other,\n  title = {On the Moulting of Lobsters}\n}\n"


@pytest.fixture
def bib(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text):
        (tmp_path / "refs.bib").write_text(text)
        return "refs.bib"

    return write


def test_a_right_file_agrees(run, bib, repository):
    result = run("audit", bib(ENTRY + OTHER), root=repository)

    assert result.stdout == (
        "refs.bib:1: agrees: showo (show-o)\nrefs.bib:9: not in the catalogue: other\n"
    )
    assert result.stderr == "2 entries: 1 agrees, 0 disagree, 1 not in the catalogue\n"


def test_a_wrong_entry_is_shown_with_its_line(run, bib, repository):
    result = run("audit", bib(ENTRY.replace("2025", "2023")), root=repository, code=1)

    assert result.stdout == (
        "refs.bib:1: disagrees: showo (show-o)\n"
        "  refs.bib:6:11: B203 showo: the year is 2025, not 2023\n"
        "      " + "  year = {2023},\n" + "      " + "          ^^^^\n"
    )


def test_json_has_one_object_an_entry(run, bib, repository):
    text = ENTRY.replace("2025", "2023") + OTHER
    result = run("audit", bib(text), "--format", "json", root=repository, code=1)

    first, second = json.loads(result.stdout)
    assert (first["key"], first["verdict"], first["paper"]) == (
        "showo",
        "disagrees",
        "show-o",
    )
    assert first["matched_by"] == ["arxiv", "title", "authors"]
    (finding,) = first["findings"]
    assert (finding["line"], finding["column"], finding["code"]) == (6, 11, "B203")
    assert (second["verdict"], second["line"]) == ("not in the catalogue", 9)


def test_github_annotates(run, bib, repository):
    text = ENTRY.replace("2025", "2023")
    result = run("audit", bib(text), "-f", "github", root=repository, code=1)

    assert result.stdout.startswith("::error file=refs.bib,line=6,col=11,")


def test_what_cannot_be_read_is_reported(run, bib, repository):
    text = f"{ENTRY}@misc{{broken, title = {{\n"
    result = run("audit", bib(text), root=repository, code=1)

    assert "refs.bib:9:23: B101 '{' is not closed" in result.stdout
    shown = run("audit", "refs.bib", "-f", "json", root=repository, code=1)
    rows = json.loads(shown.stdout)
    assert [row["key"] for row in rows] == ["showo", "broken"]
    assert [f["code"] for f in rows[1]["findings"]] == ["B101", "B101"]


def test_a_troubled_comment_is_an_object_of_its_own(run, bib, repository):
    text = f"@article k\n{ENTRY}"
    result = run("audit", bib(text), "-f", "json", root=repository, code=1)

    first, second = json.loads(result.stdout)
    assert (first["verdict"], first["key"]) == ("not an entry", None)
    assert second["verdict"] == "agrees"


def test_mending_writes_another_file(run, bib, repository, tmp_path):
    wrong = ENTRY.replace("2025", "2023") + OTHER
    result = run("audit", bib(wrong), "--fix", "-o", "fixed.bib", root=repository)

    assert (tmp_path / "refs.bib").read_text() == wrong
    assert (tmp_path / "fixed.bib").read_text() == ENTRY + OTHER
    assert "wrote fixed.bib\n1 mended, 0 left\n" in result.stderr
    run("audit", "fixed.bib", root=repository)


def test_mending_to_stdout_leaves_it_clean(run, bib, repository):
    wrong = ENTRY.replace("2025", "2023")
    result = run("audit", bib(wrong), "--fix", "-o", "-", root=repository)

    assert result.stdout == ENTRY
    assert "disagrees: showo" in result.stderr


def test_preprints_are_upgraded_where_that_is_asked(run, bib, repository, tmp_path):
    preprint = ENTRY.replace("booktitle = {ICLR}", "journal = {CoRR}")
    mend = ("audit", bib(preprint), "--fix", "-o", "fixed.bib")

    assert "0 mended, 1 left\n" in run(*mend, root=repository).stderr
    assert (tmp_path / "fixed.bib").read_text() == preprint
    result = run(*mend, "--published", root=repository)

    assert result.stderr.endswith("0 mended, 1 upgraded, 0 left\n")
    assert (
        "booktitle = {International Conference" in (tmp_path / "fixed.bib").read_text()
    )


def test_only_a_mended_file_is_upgraded(run, bib):
    result = run("audit", bib(ENTRY), "--published", code=2)

    assert result.stderr == (
        "error: --published mends a file, give --fix and --output FILE too\n"
    )


@pytest.mark.parametrize("words", [["--fix"], ["-o", "x.bib"]])
def test_fix_and_output_belong_together(run, bib, words):
    result = run("audit", bib(ENTRY), *words, code=2)

    assert result.stderr == "error: --fix and --output FILE belong together\n"


def test_a_missing_file_is_wrong_usage(run):
    assert run("audit", "nope.bib", code=2).stderr == "error: no such file: nope.bib\n"
