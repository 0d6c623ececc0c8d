import os
import stat

import pytest

from unisurvey.atomic import write_if_changed


def names(directory):
    return sorted(path.name for path in directory.iterdir())


def test_a_new_file_is_written_with_its_directories(tmp_path):
    path = tmp_path / "a" / "b.txt"

    assert write_if_changed(path, "é\n")
    assert path.read_bytes() == "é\n".encode()
    assert names(path.parent) == ["b.txt"]


def test_an_equal_file_is_not_touched(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"same\n")
    os.utime(path, ns=(1, 1))
    before = path.stat()

    assert not write_if_changed(path, b"same\n")
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_another_content_replaces_the_old_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old and longer\n")

    assert write_if_changed(path, "new\n")
    assert path.read_text() == "new\n"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_permissions_are_kept(tmp_path, mode):
    path = tmp_path / "a.txt"
    path.write_text("old\n")
    path.chmod(mode)

    write_if_changed(path, "new\n")

    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_the_usual_permissions(tmp_path):
    usual = tmp_path / "usual.txt"
    usual.write_text("")

    write_if_changed(tmp_path / "a.txt", "new\n")

    assert (tmp_path / "a.txt").stat().st_mode == usual.stat().st_mode


def test_a_link_stays_a_link_and_its_target_changes(tmp_path):
    target = tmp_path / "real" / "a.txt"
    target.parent.mkdir()
    target.write_text("old\n")
    link = tmp_path / "link.txt"
    link.symlink_to(target)

    assert write_if_changed(link, "new\n")
    assert link.is_symlink()
    assert target.read_text() == "new\n"
    assert names(target.parent) == ["a.txt"]


@pytest.mark.parametrize("crash", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_a_crash_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, crash):
    path = tmp_path / "a.txt"
    path.write_text("old\n")

    def fail(_handle):
        raise crash

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(type(crash)):
        write_if_changed(path, "new\n")

    assert path.read_text() == "old\n"
    assert names(tmp_path) == ["a.txt"]
