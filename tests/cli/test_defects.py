"""Many kinds of defects in real records at once, and mending them."""

import json
import re
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PAPERS = "data/papers/"
DEFECTS = {
    "syntax": ("janus", "venue: cvpr-2025\n", "venue: [cvpr-2025\n", "Y008"),
    "repeated key": (
        "show-o",
        "venue: iclr-2025\n",
        "venue: iclr-2025\nkey: x\n",
        "Y009",
    ),
    "misspelt field": ("emu3", "date: ", "dat: ", "S101"),
    "missing field": ("chameleon", "key: chameleon2024chameleon\n", "", "S102"),
    "wrong type": ("liquid", "authors:\n", "pages: [1]\nauthors:\n", "S103"),
    "unknown vocabulary value": ("janus-pro", "[siglip-large]", "[siglap]", "S105"),
    "duplicate id": ("tuna", "key: ", "aliases: [harmon]\nkey: ", "C201"),
    "duplicate link": (
        "vqgan",
        "venue: ",
        "links: {code: https://github.com/showlab/Show-o}\nvenue: ",
        "C241",
    ),
    "malformed URL": (
        "bagel",
        "code: https://github.com/",
        "code: htps://github.com/",
        "S104",
    ),
    "impossible date": ("muddit", '"2025-05-29"', '"2025-05-32"', "S104"),
    "stem ≠ id": ("transfusion", "key: ", "id: other\nkey: ", "S101"),
    "date against arXiv id": (
        "janusflow",
        'date: "2024-11-12"',
        'date: "2023-11-12"',
        "C221",
    ),
    "empty value": ("unitok", "date: ", 'name: ""\ndate: ', "S106"),
    "null": ("vila-u", "date: ", "doi: null\ndate: ", "Y013"),
    "dangling reference": (
        "datasets/anyedit",
        "paper: anyedit",
        "paper: anyedi",
        "C211",
    ),
}


@pytest.fixture
def copied(tmp_path, monkeypatch, some_real):
    shutil.copytree(some_real, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def seed(root, defects):
    for name, old, new, _ in defects:
        path = (
            root / "data" / (f"{name}.yaml" if "/" in name else f"papers/{name}.yaml")
        )
        text = path.read_text()
        assert old in text, name
        path.write_text(text.replace(old, new, 1))


def test_fifteen_kinds_of_defects_are_reported_in_one_run_with_their_places(
    copied, run
):
    seed(copied, DEFECTS.values())

    result = run("validate", code=1)

    places = re.findall(
        r"^(data/\S+\.yaml):(\d+):(\d+): (\w\d{3}) ", result.stderr, re.MULTILINE
    )
    for kind, (name, _, _, code) in DEFECTS.items():
        folder = "" if "/" in name else "papers/"
        path = f"data/{folder}{name}.yaml"
        found = [place for place in places if place[0] == path and place[3] == code]
        assert found, kind
        assert all(int(line) >= 1 and int(column) >= 1 for _, line, column, _ in found)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_defect_hides_no_other_in_any_format(copied, run):
    seed(copied, DEFECTS.values())

    wanted = sorted(
        row["code"] for row in json.loads(run("validate", "-f", "json", code=1).stdout)
    )
    log = json.loads(run("validate", "-f", "sarif", code=1).stdout)

    assert sorted(result["ruleId"] for result in log["runs"][0]["results"]) == wanted
    assert len(wanted) >= len(DEFECTS)


def test_only_the_selected_codes_are_reported(copied, run):
    seed(copied, DEFECTS.values())

    result = run(
        "validate",
        "--select",
        "C20,C21,C22,S106",
        "--ignore",
        "C204",
        "-f",
        "json",
        code=1,
    )

    codes = {row["code"] for row in json.loads(result.stdout)}
    assert codes == {"C201", "C211", "C221", "S106"}


def test_a_selected_warning_is_looked_for_without_strict(copied, run):
    seed(copied, [("show-o", "  - Jinheng Xie\n", "  - J. Xie\n", "")])

    assert run("validate").stderr.startswith("no problems in ")
    assert "C254 'J. Xie'" in run("validate", "--select", "C254", code=1).stderr


def test_an_unknown_code_to_select_is_a_usage_error(run):
    assert (
        run("validate", "--select", "Q7", code=2).stderr == "error: unknown code 'Q7'\n"
    )


def test_fix_mends_what_has_one_answer_and_reports_the_rest(copied, run):
    names = ("show-o", "janus", "emu3")
    before = {n: (copied / f"{PAPERS}{n}.yaml").read_text() for n in names}
    seed(
        copied,
        [
            (
                "show-o",
                "code: https://github.com/showlab/Show-o\n",
                "code: http://github.com/showlab/Show-o?utm_source=x\n",
                "",
            ),
            ("janus", 'arxiv: "2410.13848"', "arxiv: 2410.13848", ""),
            ("emu3", "[text, image, video]", "[text, image, image, video]", ""),
            (
                "vqgan",
                "title: ",
                'other_titles: ["Taming &amp; Turning."]\ntitle: ',
                "",
            ),
            ("chameleon", "key: chameleon2024chameleon\n", "", ""),
        ],
    )

    result = run("validate", "--fix", code=1)

    assert re.findall(r"^mended (\S+)$", result.stderr, re.MULTILINE) == [
        "data/papers/emu3.yaml",
        "data/papers/janus.yaml",
        "data/papers/show-o.yaml",
        "data/papers/vqgan.yaml",
    ]
    assert re.findall(r" ([A-Z]\d{3}) ", result.stderr) == ["S102"]
    for name in names:
        path = f"{PAPERS}{name}.yaml"
        assert (copied / path).read_text() == before[name]
    assert (
        'other_titles: ["Taming & Turning"]'
        in (copied / f"{PAPERS}vqgan.yaml").read_text()
    )


def test_fix_leaves_files_alone_that_were_not_named(copied, run):
    for name in ("janus", "show-o"):
        seed(copied, [(name, "https://github.com", "http://github.com", "")])

    run("validate", "--fix", f"{PAPERS}janus.yaml")

    assert "http://github" not in (copied / f"{PAPERS}janus.yaml").read_text()
    assert "http://github" in (copied / f"{PAPERS}show-o.yaml").read_text()


def test_fix_changes_nothing_where_nothing_is_wrong(copied, run):
    before = {path: path.read_bytes() for path in copied.rglob("*.yaml")}

    result = run("validate", "--fix", "--strict")

    assert result.stderr.startswith("no problems in ")
    assert before == {path: path.read_bytes() for path in copied.rglob("*.yaml")}
