"""Measure the page: how fast it is built and answers, and how much of it there is.

    python benchmarks/browsing.py [--rows N] [--sizes N …] [--browsers NAME …]

Prints, for Chromium and Firefox: from a key that is pressed in the search to what is then
painted, with so many synthetic papers on one page; the elements of a row; how long the real
catalogue's first page takes to be there, and how many bytes, compressed, that is; and for the
sizes, how long a site takes to be built. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import statistics
import sys
import time
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from catalogue import PAPERS, write

from unisurvey.records import load
from unisurvey.scores.comparing import comparing
from unisurvey.site.building import build
from unisurvey.site.explore import explore
from unisurvey.site.frame import Frame
from unisurvey.site.pages import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site.browser.bidi import Browser

    from unisurvey.records import Catalog

HERE = Path(__file__).resolve().parents[1]
TYPED = ("janus", "unified", "emu 3", "siglip", "multimodl", "vision x")
"""What is typed: found, found often, of two parts, misspelt, not there."""

WATCH = """
window.waits = [];
const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = resolve;
  channel.port2.postMessage(0);
}));
document.querySelector("#search").addEventListener("keydown", async (event) => {
  await painted();
  waits.push(performance.now() - event.timeStamp);
}, true);
"""
COLD = """
const entries = () => performance.getEntriesByName("first-contentful-paint");
while (!entries().length) await new Promise((resolve) => setTimeout(resolve, 10));
const [load] = performance.getEntriesByType("navigation");
return [entries()[0].startTime, load.domContentLoadedEventEnd];
"""
NODES = """
const rows = [...document.querySelectorAll("tbody tr")];
return rows.map((row) => row.querySelectorAll("*").length + 1);
"""


def starters() -> dict[str, Any]:
    """Return what starts each browser: the tests' own."""
    sys.path.append(str(HERE))
    from tests.site.browser.bidi import STARTERS

    return STARTERS


def catalogue(root: Path) -> Catalog:
    """Return a catalogue whose scores can be asked for."""
    return comparing(load(root).catalog)


def synthetic(count: int, folder: Path) -> Catalog:
    """Return a made catalogue of so many records."""
    write(count, folder / str(count))
    return catalogue(folder / str(count))


def keys(browser: Browser, address: str) -> list[float]:
    """Return the milliseconds from each key to what it painted."""
    browser.go(address)
    browser.click("#search")
    browser.run(WATCH)
    typed = 0
    for text in TYPED:
        for key in text:
            typed += 1
            browser.press(key)
            browser.until("waits.length === given[0]", typed)
        browser.run("const field = document.querySelector('#search'); field.value = ''")
        browser.run(
            "document.querySelector('#search').dispatchEvent(new Event('input'))"
        )
    found: list[float] = browser.value("waits")
    return found


def first_page(folder: Path) -> int:
    """Return how many bytes, compressed, the first page loads before it is whole."""
    page = (folder / "index.html").read_text("utf-8")
    named = re.findall(r'(?:src|href)="(assets/[^"]+)"', page)
    texts = [
        page.encode(),
        *((folder / at).read_bytes() for at in dict.fromkeys(named)),
    ]
    return sum(len(gzip.compress(text, 9, mtime=0)) for text in texts)


def in_browsers(names: list[str], rows: int, folder: Path) -> Iterator[str]:
    """Yield what is measured in each browser."""
    real = folder / "real"
    build(pages(catalogue(HERE)), real)
    yield f"first page, compressed: {first_page(real) / 1000:.1f} kB"
    many = folder / "many"
    made = synthetic(round(rows / PAPERS), folder)
    frame = Frame(made, ())
    build([*frame.files(), *explore("papers", frame)], many)
    yield f"papers on one page: {len(made.papers):,}"
    for name in names:
        with starters()[name]() as browser:
            browser.size(1440, 900)
            browser.go((real / "index.html").as_uri())
            seen, ready = browser.run(COLD)
            yield f"{name}: first seen after {seen:.0f} ms, all there after {ready:.0f} ms"
            nodes = browser.run(NODES)
            yield f"{name}: elements a row {statistics.median(nodes)}, most {max(nodes)}"
            waits = keys(browser, (many / "papers" / "index.html").as_uri())
            yield (
                f"{name}: {len(waits)} keys, median {statistics.median(waits):.0f} ms, "
                f"worst {max(waits):.0f} ms"
            )


def building(sizes: list[int], folder: Path) -> Iterator[str]:
    """Yield how long sites of some sizes take to be made and written."""
    for size in sizes:
        made = synthetic(size, folder)
        begun = time.process_time()
        files = list(pages(made))
        between = time.process_time()
        build(files, folder / f"site-{size}")
        written = time.process_time()
        yield (
            f"{size:,} records, {len(files):,} files: made in "
            f"{(between - begun) / size * 1000:.1f} ms a record, written in "
            f"{(written - between) / size * 1000:.1f}"
        )


def main(names: list[str], rows: int, sizes: list[int]) -> None:
    """Measure everything and print it."""
    print(f"{os.getloadavg()[0]:.1f} processes wanted to run before", flush=True)
    with TemporaryDirectory(prefix="browsing-") as folder:
        for line in chain(
            in_browsers(names, rows, Path(folder)), building(sizes, Path(folder))
        ):
            print(line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--browsers", nargs="*", default=[*starters()])
    given = parser.parse_args()
    main(given.browsers, given.rows, given.sizes)
