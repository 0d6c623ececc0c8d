import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from unisurvey.errors import RootError
from unisurvey.records import find_root
from unisurvey.root import (
    checkout_root,
    data_directory,
    is_root,
    packaged_root,
)


def test_an_explicit_root_is_taken(root, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert find_root(root) == root
    assert find_root(str(root)) == root
    assert find_root("root") == Path("root")


@pytest.mark.usefixtures("root")
def test_an_explicit_root_goes_before_the_one_above(tmp_path):
    other = tmp_path / "other"
    (other / "data" / "papers").mkdir(parents=True)

    assert find_root(other) == other


def test_the_data_directory_stands_for_its_root(root, monkeypatch):
    assert find_root(root / "data") == root
    assert find_root("data") == root
    monkeypatch.chdir(root / "data")
    assert find_root(".") == root


def test_a_copy_of_the_data_directory_is_a_root_by_itself(root):
    copy = root / "data"
    other = root.parent / "elsewhere"
    copy.rename(other)

    assert find_root(other) == other
    assert data_directory(other) == other


def test_a_root_that_is_called_data_is_itself(root):
    renamed = root.rename(root.parent / "data")

    assert find_root(renamed) == renamed
    assert data_directory(renamed) == renamed / "data"


def test_an_explicit_directory_without_papers_is_refused(tmp_path):
    (tmp_path / "data").mkdir()

    assert not is_root(tmp_path)
    with pytest.raises(RootError) as caught:
        find_root(tmp_path)
    assert str(caught.value) == (
        f"no catalogue in {str(tmp_path)!r}: it has neither data/papers/ nor data/catalogue.yaml"
    )


@pytest.mark.usefixtures("root")
def test_an_explicit_directory_that_does_not_exist_is_refused():
    with pytest.raises(RootError) as caught:
        find_root("nowhere")

    assert (
        str(caught.value)
        == "no catalogue in 'nowhere': it has neither data/papers/ nor data/catalogue.yaml"
    )


@pytest.mark.parametrize("below", [".", "data", "data/papers", "docs/a/b"])
def test_the_nearest_root_above_the_working_directory_is_found(
    below, root, monkeypatch
):
    (root / below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(root / below)

    assert find_root() == root


def test_of_two_roots_above_the_nearer_one_is_found(root):
    inner = root / "inner"
    (inner / "data" / "papers").mkdir(parents=True)
    (inner / "docs").mkdir()

    assert find_root(start=inner / "docs") == inner


def test_an_editable_install_falls_back_to_its_checkout(root, tmp_path):
    package = root / "src" / "unisurvey"

    assert checkout_root(package) == root
    assert checkout_root(tmp_path / "src" / "unisurvey") is None
    assert checkout_root(root / "site-packages" / "unisurvey") is None


def test_outside_of_any_root_the_installed_catalogue_is_found(tmp_path, repository):
    installed = packaged_root()

    found = find_root(start=tmp_path)

    assert found == (installed if (installed / "data").is_dir() else repository)


def test_nowhere_a_root_is_an_error_that_says_what_to_do(tmp_path, repository):
    package = tmp_path / "lib" / "unisurvey"
    shutil.copytree(repository / "src" / "unisurvey", package)
    code = "from unisurvey.records import find_root; find_root()"

    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stderr.endswith(
        f"RootError: no catalogue in {str(tmp_path.resolve())!r} or above it; "
        "name one with --root PATH, or make one with 'unisurvey init DIR'\n"
    )
