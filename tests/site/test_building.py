"""Files of a site in a folder, which may hold what others have put there."""

import json
import sys

import pytest

from unisurvey.atomic import write_if_changed
from unisurvey.errors import UsageError
from unisurvey.site.addresses import MANIFEST
from unisurvey.site.building import build
from unisurvey.site.pages import pages

FILES: dict[str, str | bytes] = {
    "index.html": "one",
    "models/janus/index.html": "two",
    "assets/a.js": b"three",
}

linked = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "site"
    build(FILES.items(), place)
    return place


@pytest.fixture
def outside(tmp_path):
    place = tmp_path / "outside"
    place.mkdir()
    (place / "index.html").write_text("two")
    return place


def texts(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def moments(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def change(folder, change):
    """Rewrite what the folder says that a site has put there."""
    path = folder / MANIFEST
    files = json.loads(path.read_text())["files"]
    change(files)
    path.write_text(json.dumps({"files": files}))


def test_a_site_is_the_same_however_often_it_is_made(
    toy_catalog, toy_pages, toy_site, tmp_path
):
    before = texts(toy_site), moments(toy_site)
    files = dict(pages(toy_catalog))

    again = build(files.items(), toy_site)
    elsewhere = tmp_path / "elsewhere"
    build(files.items(), elsewhere)

    assert (again.files, again.changed, again.removed) == (len(toy_pages), 0, 0)
    assert (texts(toy_site), moments(toy_site)) == before
    assert texts(elsewhere) == before[0]


def test_only_what_differs_is_written(folder):
    before = moments(folder)

    built = build((FILES | {"index.html": "other"}).items(), folder)

    assert (built.changed, built.removed) == (1, 0)
    changed = {path for path, at in moments(folder).items() if before[path] != at}
    assert changed - {folder} == {folder / "index.html", folder / MANIFEST}


def test_what_is_gone_is_removed_with_its_folders_and_nothing_else(folder):
    for foreign in ("CNAME", "models/mine.html"):
        (folder / foreign).write_text("mine")
    there = set(texts(folder))

    built = build([("index.html", "one")], folder)

    assert built == (1, 0, 2, ())
    gone = {"models/janus/index.html", "assets/a.js"}
    assert set(texts(folder)) == there - gone
    assert not (folder / "models" / "janus").exists()
    assert not (folder / "assets").exists()


def test_what_was_changed_by_hand_is_not_removed(folder):
    (folder / "assets" / "a.js").write_text("mine")

    built = build([("index.html", "one")], folder)

    assert built.kept == ("assets/a.js",)
    assert (folder / "assets" / "a.js").read_text() == "mine"


def test_a_folder_of_something_else_is_refused(tmp_path, toy_pages):
    (tmp_path / "thesis.tex").write_text("mine")

    with pytest.raises(UsageError, match="holds files that are of no site"):
        build(toy_pages.items(), tmp_path)

    assert list(texts(tmp_path)) == ["thesis.tex"]


def test_a_file_that_is_in_the_way_is_refused_before_anything_is_written(folder):
    (folder / "robots.txt").write_text("mine")
    before = texts(folder)

    with pytest.raises(UsageError, match=r"robots\.txt is of no site"):
        build([("index.html", "new"), ("robots.txt", "ours")], folder)

    assert texts(folder) == before


def test_an_empty_folder_will_do(tmp_path):
    assert build(FILES.items(), tmp_path).changed == len(FILES)


def test_a_build_that_was_interrupted_is_taken_up_again(folder, monkeypatch):
    new = FILES | {"z.html": "z"}

    def stop(path, data, **given):
        if path.name == "z.html":
            raise KeyboardInterrupt
        return write_if_changed(path, data, **given)

    with monkeypatch.context() as patch:
        patch.setattr("unisurvey.site.building.write_if_changed", stop)
        with pytest.raises(KeyboardInterrupt):
            build((new | {"index.html": "new"}).items(), folder)

    built = build(new.items(), folder)
    assert (built.changed, built.kept) == (2, ())
    assert set(texts(folder)) == {*new, MANIFEST}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"files": 1}', '{"files": ["a"]}', '"files"', "\xff", "{}"],
)
def test_a_list_of_files_that_is_none_is_refused(folder, text):
    (folder / MANIFEST).write_text(text, "latin-1")

    with pytest.raises(UsageError, match="is no list of the files of a site"):
        build(FILES.items(), folder)


@pytest.mark.parametrize(
    "name", ["../outside/index.html", "{}", "models/../../x", "", "."]
)
def test_a_list_that_names_files_elsewhere_removes_nothing_there(folder, outside, name):
    digest = json.loads((folder / MANIFEST).read_text())["files"][
        "models/janus/index.html"
    ]
    away = name.format(outside / "index.html")
    (folder.parent / "x").write_text("two")
    change(folder, lambda files: files.update({away: digest}))

    built = build(FILES.items(), folder)

    assert (outside / "index.html").read_text() == "two"
    assert (folder.parent / "x").read_text() == "two"
    assert set(texts(folder)) == {*FILES, MANIFEST}
    assert built.removed == 0


@linked
def test_no_link_is_written_through(folder, outside):
    target = outside / "index.html"
    for link, leads_to in (("index.html", target), ("models/janus", outside)):
        place = folder / link
        if place.is_dir():
            (place / "index.html").unlink()
            place.rmdir()
        else:
            place.unlink()
        place.symlink_to(leads_to)
        with pytest.raises(UsageError, match="is a link, which is not followed"):
            build({**FILES, "models/janus/index.html": "new"}.items(), folder)
        place.unlink()

    assert target.read_text() == "two"


@linked
def test_nothing_is_removed_where_a_link_leads(folder, outside):
    janus = folder / "models" / "janus"
    (janus / "index.html").unlink()
    janus.rmdir()
    janus.symlink_to(outside)
    script = folder / "assets" / "a.js"
    script.rename(outside / "a.js")
    script.symlink_to(outside / "a.js")

    assert build([("index.html", "one")], folder).removed == 0
    assert script.is_symlink()
    assert set(texts(outside)) == {"index.html", "a.js"}


@linked
def test_a_list_of_files_behind_a_link_is_none(folder, outside):
    (folder / MANIFEST).rename(outside / MANIFEST)
    (folder / MANIFEST).symlink_to(outside / MANIFEST)

    with pytest.raises(UsageError, match="holds files that are of no site"):
        build(FILES.items(), folder)


@linked
def test_a_folder_may_itself_be_a_link(folder, tmp_path):
    (tmp_path / "published").symlink_to(folder)

    assert build(FILES.items(), tmp_path / "published").changed == 0


def test_the_command_tells_what_it_did(run, toy, tmp_path):
    place = tmp_path / "out"

    first = run("site", "build", "-o", place, root=toy)
    again = run("site", "build", "-o", place, root=toy)
    refused = run("site", "build", "-o", tmp_path, root=toy, code=2)

    count = len(texts(place)) - 1
    assert f"{count} of {count} files changed, 0 removed; open {place}" in first.stderr
    assert f"0 of {count} files changed, 0 removed" in again.stderr
    assert "holds files that are of no site" in refused.stderr
