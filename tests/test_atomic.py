import errno
import os
import pty
import re
import stat
import subprocess
import sys
import tty
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from threading import Thread

import pytest

from unisurvey.atomic import LEFTOVER, write_if_changed

NEW = "é\n".encode()


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


@contextmanager
def reading(path):
    """Collect what is written to a pipe while it is open."""
    got = []
    thread = Thread(target=lambda: got.append(path.read_bytes()), daemon=True)
    thread.start()
    yield got
    thread.join(timeout=20)
    assert not thread.is_alive(), "nobody wrote to the pipe"


def on_pipe(at, content):
    os.mkfifo(at / "pipe")
    link = at / "link"
    link.symlink_to("pipe")
    for path in (at / "pipe", link):
        with reading(at / "pipe") as got:
            assert write_if_changed(path, content), path
        assert got == [NEW], path
    assert stat.S_ISFIFO((at / "pipe").stat().st_mode)
    assert link.is_symlink()


def on_terminal(at, content):
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    (at / "link").symlink_to(os.ttyname(theirs))
    for path in (Path(os.ttyname(theirs)), at / "link"):
        assert write_if_changed(path, content), path
        assert os.read(ours, 100) == NEW, path
    assert os.path.samestat(os.fstat(theirs), (at / "link").stat())
    os.close(ours)
    os.close(theirs)


def on_regular(at, content):
    path = at / "a.txt"
    path.write_bytes(b"old and longer\n")
    assert [write_if_changed(path, content) for _ in range(2)] == [True, False]
    assert path.read_bytes() == NEW


def on_link_to_regular(at, content):
    (at / "real").mkdir()
    target, middle, link = at / "real" / "a.txt", at / "middle", at / "link"
    target.write_bytes(b"old\n")
    middle.symlink_to("real/a.txt")
    link.symlink_to("middle")
    assert [write_if_changed(link, content) for _ in range(2)] == [True, False]
    assert link.is_symlink()
    assert middle.is_symlink()
    assert target.read_bytes() == NEW


def on_dangling_link(at, content):
    (at / "link").symlink_to("none/a.txt")
    assert write_if_changed(at / "link", content)
    assert (at / "link").is_symlink()
    assert (at / "none" / "a.txt").read_bytes() == NEW


def refused(path, content, error):
    with pytest.raises(OSError, match=re.escape(str(path))) as caught:
        write_if_changed(path, content)
    assert (caught.value.errno, caught.value.filename) == (error, str(path))


def on_directory(at, content):
    (at / "d").mkdir()
    (at / "link").symlink_to("d")
    refused(at / "d", content, errno.EISDIR)
    refused(at / "link", content, errno.EISDIR)


def on_link_in_a_circle(at, content):
    (at / "link").symlink_to("link")
    refused(at / "link", content, errno.ELOOP)


def below_a_file(at, content):
    (at / "a.txt").write_bytes(b"old\n")
    refused(at / "a.txt" / "b.txt", content, errno.ENOTDIR)


def on_a_name_that_is_as_long_as_can_be(at, content):
    assert write_if_changed(at / ("é" * 127), content)
    refused(at / ("é" * 128), content, errno.ENAMETOOLONG)


KINDS = (
    *(on_pipe, on_terminal, on_regular, on_link_to_regular, on_dangling_link),
    *(on_directory, on_link_in_a_circle, below_a_file),
    on_a_name_that_is_as_long_as_can_be,
)


@pytest.mark.parametrize("content", ["é\n", NEW], ids=["text", "bytes"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_target_is_replaced_written_to_or_refused(
    kind, content, tmp_path
):
    kind(tmp_path, content)

    assert [path for path in tmp_path.rglob("*") if path.name.startswith(".")] == []


UNPRIVILEGED = (
    ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
)
"""Makes root obey the permissions of files, as other people do."""
WRITE = (
    "import sys; from pathlib import Path; from unisurvey.atomic import "
    "write_if_changed; write_if_changed(Path(sys.argv[1]), eval(sys.argv[2]))"
)


@pytest.mark.parametrize("content", ["'new'", "b'new'"])
@pytest.mark.parametrize(("of_file", "of_directory"), [(0o400, 0o700), (0o600, 0o500)])
def test_what_must_not_be_written_stays(of_file, of_directory, content, tmp_path):
    path = tmp_path / "d" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(b"old\n")
    path.chmod(of_file)
    path.parent.chmod(of_directory)

    result = subprocess.run(
        [*UNPRIVILEGED, sys.executable, "-c", WRITE, path, content],
        capture_output=True,
        text=True,
        check=False,
    )

    path.parent.chmod(0o700)
    assert f"PermissionError: [Errno 13] Permission denied: '{path}'" in result.stderr
    assert path.read_bytes() == b"old\n"
    assert names(path.parent) == ["a.txt"]


HELD = """
import os, sys
from pathlib import Path
from unisurvey.atomic import write_if_changed
def wait(handle):
    print("writing", flush=True)
    sys.stdin.read()
os.fsync = wait
write_if_changed(Path(sys.argv[1]), "of another run\\n")
"""


@contextmanager
def another_run(path):
    """Be in the middle of writing a file, in another process."""
    process = subprocess.Popen(
        [sys.executable, "-c", HELD, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "writing\n"
    yield process
    process.communicate()


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path):
    with another_run(tmp_path / "a.txt") as process:
        process.kill()
    (left,) = names(tmp_path)
    assert re.fullmatch(r"\.a\.txt\.[0-9a-f]{8}\.unisurvey-tmp", left)

    write_if_changed(tmp_path / "b.txt", "new\n")

    assert names(tmp_path) == ["b.txt"]


def test_what_a_live_run_writes_is_left_alone(tmp_path):
    with another_run(tmp_path / "a.txt") as process:
        (held,) = names(tmp_path)
        os.utime(tmp_path / held, (0, 0))
        write_if_changed(tmp_path / "b.txt", "new\n")
        assert held in names(tmp_path)
    assert process.returncode == 0

    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert (tmp_path / "a.txt").read_text() == "of another run\n"


def test_what_is_not_ours_is_not_swept(tmp_path):
    others = [".a.txt.x7.tmp", ".a.txt.swp", "a.unisurvey-tmp", "unisurvey-tmp"]
    for name in others:
        (tmp_path / name).write_text("")
    (tmp_path / ".d.unisurvey-tmp").mkdir()
    os.mkfifo(tmp_path / ".pipe.unisurvey-tmp")
    (tmp_path / ".link.unisurvey-tmp").symlink_to(others[0])
    before = names(tmp_path)

    write_if_changed(tmp_path / "b.txt", "new\n")

    assert names(tmp_path) == sorted([*before, "b.txt"])


def test_many_runs_that_write_the_same_leave_one_whole_file(tmp_path):
    program = (
        "import sys; from pathlib import Path; from unisurvey.atomic import "
        "write_if_changed\n"
        "for n in range(60): write_if_changed(Path(sys.argv[1]), sys.argv[2] * 999 + str(n))"
    )
    path = tmp_path / "a.txt"
    command = [sys.executable, "-c", program, path]
    runs = [subprocess.Popen([*command, letter]) for letter in "abc"]

    assert [process.wait(timeout=60) for process in runs] == [0, 0, 0]
    assert path.read_text()[:999] in {letter * 999 for letter in "abc"}
    assert names(tmp_path) == ["a.txt"]


def test_git_ignores_what_a_killed_run_leaves(repository):
    name = f".show-o.yaml.0a1b2c3d{LEFTOVER}"
    patterns = (repository / ".gitignore").read_text().split()

    assert any(fnmatch(name, pattern) for pattern in patterns)
