"""The program as a process of its own, that begins with its modules imported.

Most tests with a terminal, a pager, a limit or a signal need another process, yet none
that has first imported everything, which takes ten times as long as what it then does.
A server forks these processes; what a start itself does is tested with real starts.
"""

import os
import pkgutil
import pty
import resource
import select
import socket
import struct
import subprocess
import sys
import termios
import threading
from contextlib import ExitStack, contextmanager, suppress
from fcntl import ioctl
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import unisurvey
from unisurvey.cli import main, progress
from unisurvey.cli.app import app

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(
    [
        *("citeproc", "lxml.etree", "matplotlib.figure", "rich.console", "rich.table"),
        *("pytest", __name__),  # what a child would import to find this file
        *(
            module.name
            for module in pkgutil.walk_packages(unisurvey.__path__, "unisurvey.")
            if not module.name.endswith("__main__")
        ),
    ]
)


def _run(
    words, streams, cwd, environment, memory=None, patience=None, *, several=False
):
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, closefd=False)  # noqa: SIM115 - of the process
        for number, mode in enumerate(("r", "w", "w"))
    )
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if patience is not None:
        progress.PATIENCE = patience
    if several:
        for line in words:
            if app(line, standalone_mode=False):
                sys.exit(f"failed: {line}")
            sys.stdout.write("\f")
            sys.stdout.flush()
        return
    sys.argv = ["unisurvey", *words]
    main()


def begin(words, streams, cwd, environment, **options):
    """Start a process with these files as its standard streams."""
    given = [Connection(os.dup(stream)) for stream in streams]
    everything = os.environ | environment
    process = FORKS.Process(
        target=_run, args=(words, given, cwd, everything), kwargs=options, daemon=True
    )
    try:
        process.start()
    finally:
        for stream in given:
            stream.close()
    return process


CALLER = """\
#!/bin/sh
'''exec' "{python}" -S -E "$0" "$@"  # as a path may hold a blank
' '''
import os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.connect({address!r})
    words = "\\0".join((os.getcwd(), *sys.argv[1:]))
    socket.send_fds(server, [words.encode()], [0, 1, 2])
    sys.exit(int(server.recv(9)))
"""


@contextmanager
def program_folder():
    """Make a folder with a program that begins quickly, for shells and scripts."""
    with (
        TemporaryDirectory() as name,  # addresses of sockets are short
        socket.socket(socket.AF_UNIX) as server,
    ):
        folder = Path(name)
        address = str(folder / "socket")
        caller = folder / "unisurvey"
        caller.write_text(CALLER.format(python=sys.executable, address=address))
        caller.chmod(0o755)
        server.bind(address)
        server.listen()
        thread = threading.Thread(target=_serve, args=(server,), daemon=True)
        thread.start()
        yield folder
        with suppress(OSError):  # it is closed where no process could be started
            server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(server):
    with server:  # whoever calls when this has failed is refused at once
        while True:
            try:
                caller, _ = server.accept()
            except OSError:  # nobody calls any more
                return
            with caller:
                words, streams, _, _ = socket.recv_fds(caller, 65536, 3)
                cwd, *line = words.decode().split("\0")
                try:
                    process = begin(line, streams, cwd, {})
                finally:
                    for stream in streams:
                        os.close(stream)
                caller.sendall(b"%d" % ended(process))


def ended(process):
    """Return the exit code of a process that must end by itself."""
    process.join(timeout=60)
    code = process.exitcode
    if code is None:
        process.kill()
        raise TimeoutError("the program does not end")
    process.close()
    return code


def start(*words, cwd, stdin=None, memory=None, patience=None, **environment):
    """Run the program with its output in files; return it like `subprocess.run`."""
    line = [*map(str, words)]
    with ExitStack() as stack:
        out, err = (stack.enter_context(TemporaryFile()) for _ in range(2))
        nothing = stack.enter_context(open(os.devnull, "rb"))  # noqa: PTH123 - a device
        streams = [stream.fileno() for stream in (stdin or nothing, out, err)]
        process = begin(
            line, streams, cwd, environment, memory=memory, patience=patience
        )
        code = ended(process)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
    return subprocess.CompletedProcess(line, code, *texts)


def shown_on_terminal(*lines, cwd, columns, **environment):
    """Run command lines one after the other, in one process; return what each shows."""
    code, shown = on_terminal(
        *lines, cwd=cwd, columns=columns, several=True, **environment
    )
    assert code == 0, shown
    *texts, rest = shown.split("\f")
    assert (len(texts), rest) == (len(lines), "")
    return texts


def on_terminal(*words, cwd, columns, several=False, patience=60, **environment):
    """Run on a pseudo terminal so wide; return exit code and what it shows.

    That work goes on is not shown, however slow it is, unless `patience` says so.
    """
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = begin(
        [[*map(str, line)] for line in words] if several else [*map(str, words)],
        [theirs] * 3,
        cwd,
        {"TERM": "xterm-256color", "PAGER": "cat"} | environment,
        several=several,
        patience=patience,
    )
    os.close(theirs)
    found = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        found += part
    os.close(ours)
    return ended(process), found.decode().replace("\r\n", "\n")
