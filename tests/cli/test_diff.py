import json
from pathlib import Path

import pytest

from unisurvey.records import load

LISTS = Path(__file__).parents[1] / "lists" / "files"
ABS = "https://arxiv.org/abs/"
SHOW_O = (
    "- [Show-o: One Single Transformer to Unify Multimodal Understanding and Generation]"
    f"({ABS}2408.12528) *ICLR 2025*, 2024-08-22\n"
)
INVENTED = f"- [Invented: A Work of Nobody at All]({ABS}2402.00001) (2024-02-01)\n"
ONLY_SHOW_O = ("--section", "c-1", "--search", "one single transformer")


@pytest.fixture
def written(tmp_path):
    def written(text):
        path = tmp_path / "list.md"
        path.write_text(text)
        return path

    return written


def test_a_list_that_agrees_exits_zero_and_prints_nothing(run, written):
    result = run("diff", written(SHOW_O), *ONLY_SHOW_O)

    assert result.stdout == ""
    assert result.stderr == (
        "1 row: 1 aligned, 0 missing in the catalogue, 0 unsure; "
        "0 missing in the list (models); 0 facts disagree, 0 faults\n"
    )


def test_differences_are_shown_in_their_places_by_group(run, written):
    path = written(f"{INVENTED}- [x](#nowhere)\n")

    shown = run("diff", path, *ONLY_SHOW_O, code=1).stdout

    assert shown == (
        "missing in the catalogue: 1\n\n"
        f"{path}:1:4: L101 the catalogue lacks 'Invented: A Work of Nobody at All'\n"
        f"    - [Invented: A Work of Nobody at All]({ABS}2402.00001) (2024-02-01)\n"
        f"       {'^' * 33}\n\n"
        "missing in the list: 1\n\n"
        "  Show-o (2024-08-22): Show-o: One Single Transformer to Unify Multimodal "
        f"Understanding and Generation {ABS}2408.12528\n\n"
        "faults of the list itself: 1\n\n"
        f"{path}:2:7: L125 no heading of the page is called #nowhere\n"
        "    - [x](#nowhere)\n"
        "          ^^^^^^^^\n"
    )


@pytest.mark.parametrize("form", ["text", "md", "json", "github"])
def test_both_wrong_paper_links_are_in_every_format(run, form):
    shown = run("diff", LISTS / "survey.md", "--format", form, code=1).stdout

    assert shown.count("2504.21356") >= (form != "github")
    assert "SEED-X: Multimodal Models" in shown
    assert "Show-o2: Improved Native" in shown


def test_annotations_stand_on_the_lines_of_the_file(run):
    shown = run("diff", LISTS / "survey.md", "--format", "github", code=1).stdout

    wrong = [line for line in shown.splitlines() if "title=L121" in line]
    assert [line.partition("line=")[2].partition(",")[0] for line in wrong] == [
        "23",
        "24",
    ]


def test_json_is_one_object(run):
    shown = run("diff", LISTS / "survey.md", "-f", "json", code=1).stdout

    assert json.loads(shown)["counts"]["aligned"] == 9


def test_a_hint_alone_is_no_difference(run, written):
    path = written(SHOW_O.replace("2408.12528", "2408.12528v1"))

    assert "L131" in run("diff", path, *ONLY_SHOW_O).stdout


def test_drafts_are_valid_records(run, written, tmp_path, repository):
    path = written(INVENTED)
    folder = tmp_path / "root" / "data"

    result = run("diff", path, *ONLY_SHOW_O, "--draft", folder, code=1)

    for name in ("words", "taxonomy", "venues", "components", "licenses"):
        text = (repository / "data" / f"{name}.yaml").read_text()
        (folder / f"{name}.yaml").write_text(
            text if name != "components" else without_papers(text)
        )
    loaded = load(folder.parent)
    assert loaded.problems == ()
    assert [paper.arxiv for paper in loaded.catalog.papers] == ["2402.00001"]
    assert "wrote" in result.stderr


def without_papers(text):
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if not line.startswith("  paper:")
    )


def test_a_file_that_is_not_there_is_wrong_usage(run, tmp_path):
    result = run("diff", tmp_path / "none.md", code=2)

    assert result.stderr == f"error: no such file: {tmp_path / 'none.md'}\n"


def test_a_list_is_read_from_an_address(run, serve):
    server = serve({"/list.md": SHOW_O})

    result = run("diff", f"{server.url}/list.md", *ONLY_SHOW_O, "--allow-private")

    assert "1 row: 1 aligned" in result.stderr


def test_a_web_page_is_not_taken_for_a_list(run, serve):
    server = serve({"/list": "<!DOCTYPE html><html><body>Sign in</body></html>"})

    result = run("diff", f"{server.url}/list", "--allow-private", code=4)

    assert "expected Markdown, got a web page" in result.stderr


def test_a_private_address_is_not_asked_by_itself(run, serve):
    server = serve({"/list.md": SHOW_O})

    run("diff", f"{server.url}/list.md", "--retries", "0", code=4)

    assert server.requests == []


def test_a_folder_is_no_list(run, tmp_path):
    run("diff", tmp_path, code=2)


def test_bytes_that_are_not_utf8_do_not_stop_it(run, tmp_path):
    path = tmp_path / "list.md"
    path.write_bytes(b"\xff\xfe caf\xe9\n\n" + SHOW_O.encode())

    assert "1 aligned" in run("diff", path, *ONLY_SHOW_O).stderr
