"""Compare this program with others and write docs/benchmarks.md.

    python benchmarks/run.py [--size COUNT] [--rounds N] [--only WORK …] [--keep]

Each peer of `peers/` is installed into its own environment below `.bench/` and gets the
same 10,000 synthetic records. With another size, our own commands are also timed there.
`--only` takes headings of the page and prints instead of writing it; `--keep` takes the
records that the run before has written.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from environments import NotInstalledError, programs, version
from page import Results, write_page
from peers import (
    acl_anthology,
    awescholar,
    best_of,
    bibliographies,
    hecat,
    papis,
    sqlite_utils,
    unisurvey,
)
from timing import Contestant, Place, environment, take_turns

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parents[1]
BENCH = HERE / ".bench"
INPUT = BENCH / "input"
SIZE = 10_000
PEERS = (
    unisurvey.PEER, unisurvey.FLOOR, papis.PEER, hecat.PEER, best_of.PEER,
    awescholar.PEER, acl_anthology.PEER, bibliographies.PYBTEX,
    bibliographies.BIBTEXPARSER, bibliographies.BIBTEX_TIDY, sqlite_utils.PEER,
)  # fmt: skip
WORKS = (
    peers.HELP, peers.VERSION, peers.FEW, peers.CHECK, peers.AGAIN, peers.RENDER,
    peers.WRITE, peers.READ, peers.LIST, peers.SEARCH, peers.SQLITE,
)  # fmt: skip


def prepare(sizes: Sequence[int]) -> None:
    """Write the works for every peer.

    It runs in a process of its own: what a process holds counts towards the memory of
    those that it starts.
    """
    sys.path.insert(0, str(Path(__file__).parent))
    from catalogue import Maker, write, write_foreign

    shutil.rmtree(INPUT, ignore_errors=True)
    ours = INPUT / unisurvey.PEER.name
    ours.mkdir(parents=True)
    few = peers.works(HERE)
    for name in ("data", "templates"):
        shutil.copytree(HERE / name, ours / "few" / name)
    papers = [work for work in few if work.keys() >= {"key", "authors", "date"}]
    write_foreign(Maker(0), papers, len(few), ours / "few")
    for size in sizes:
        write(size, ours / str(size))
    (ours / "all").symlink_to(str(SIZE))
    (INPUT / unisurvey.FLOOR.name).symlink_to(ours)
    _call(ours, "all", "bib", "-o", "papers.bib")
    for root in (
        "few",
        *map(str, sizes),
    ):  # shows that all is well, and fills the cache
        _call(ours, root, "validate")
    everything = peers.works(ours / "all")
    sets = {
        "few": few,
        "all": everything,
        "papers": [work for work in everything if work["kind"] == "papers"],
    }
    for peer in PEERS:
        (INPUT / peer.name).mkdir(exist_ok=True)
        for name, found in sets.items():
            if peer.write:
                peer.write(found, INPUT / peer.name / name)


def _call(folder: Path, root: str, *words: str) -> None:
    here = environment(Path(sys.executable).parent, folder)
    subprocess.run(unisurvey.ours(*words, root=root), check=True, cwd=folder, env=here)


def _prepare_apart(sizes: Sequence[int]) -> None:
    print("writing records", flush=True)
    child = multiprocessing.get_context("spawn").Process(target=prepare, args=(sizes,))
    child.start()
    child.join()
    if child.exitcode:
        raise SystemExit("the records could not be written")


def main(size: int, rounds: int, only: Sequence[str], *, keep: bool) -> None:
    """Install, prepare, run everything and write the page."""
    load = os.getloadavg()[0]
    sizes = sorted({SIZE, size})
    places, versions, missing = {}, {}, {}
    for peer in PEERS:
        print(f"installing {peer.name}", flush=True)
        try:
            found = programs(peer, BENCH / "environments")
            versions[peer.name] = version(peer, BENCH / "environments")
        except NotInstalledError as error:
            missing[peer.name] = str(error)
        else:
            places[peer.name] = Place(found, INPUT / peer.name)
    if not keep:
        _prepare_apart(sizes)
    compared = {}
    for work in only or WORKS:
        print(work, flush=True)
        compared[work] = [
            Contestant(task, places[peer.name], peer.name)
            for peer in PEERS
            if peer.name in places
            for task in peer.tasks
            if task.work == work
        ]
        take_turns(compared[work], rounds)
    if only:
        return
    by_size = {}
    for root in ("few", *map(str, sizes)):
        print(f"our commands, {root}", flush=True)
        place = places[unisurvey.PEER.name]
        by_size[root] = [Contestant(t, place) for t in unisurvey.by_size(root)]
        take_turns(by_size[root], rounds)
    results = Results(compared, by_size, versions, missing, load, SIZE, rounds)
    write_page(results, HERE / "docs" / "benchmarks.md")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=WORKS, default=())
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    main(given.size, given.rounds, given.only, keep=given.keep)
