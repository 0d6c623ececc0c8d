"""The real catalogue's site in real browsers, from a server and from files."""

import re
import shlex
import threading
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from tests.site.browser.bidi import STARTERS
from tests.site.browser.exploring import Exploring

from unisurvey.scores.comparing import comparing
from unisurvey.site.building import build
from unisurvey.site.pages import pages
from unisurvey.site.serving import LOOPBACK, server

SIZES = {"phone": (380, 800), "tablet": (768, 1024), "desk": (1440, 900)}

WATCH = """() => addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`))"""


@pytest.fixture(scope="session")
def host(tmp_path_factory):
    """The folder of the site, and its address, below a path of its host."""
    folder = tmp_path_factory.mktemp("host")
    with server(folder, 0, lambda _: None) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.05,))
        thread.start()
        yield folder / "a" / "b", f"http://{LOOPBACK}:{serving.server_port}/a/b/"
        serving.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def published(host, real):
    """The folder of the site, whose pages know where they are."""
    folder, address = host
    about = real.vocabularies.about.model_copy(update={"site": address})
    known = replace(real.vocabularies, about=about)
    build(pages(comparing(replace(real, vocabularies=known))), folder)
    return folder


@pytest.fixture(scope="session")
def address(host, published):
    """Where the site begins."""
    assert published.is_dir()
    return host[1]


@pytest.fixture(scope="session")
def kinds_of_page(published):
    """A page of each kind, the largest: what is alike but for a name is of one kind."""
    found = defaultdict(list)
    for path in published.rglob("*.html"):
        address = path.relative_to(published).as_posix()
        kind = re.sub(r"^([^/]+)/.+/index\.html$", r"\1/*/index.html", address)
        found[kind].append((path.stat().st_size, address))
    return {kind: max(pages)[1] for kind, pages in sorted(found.items())}


@pytest.fixture(scope="session", params=STARTERS)
def session(request):
    """A browser that all tests of a process use."""
    with STARTERS[request.param]() as browser:
        browser.call("script.addPreloadScript", functionDeclaration=WATCH)
        yield browser


@pytest.fixture
def browser(session, address, published):
    """A browser that has to be silent, and to ask for nothing but the site's files."""
    session.fresh()
    session.size(*SIZES["desk"])
    session.said()
    session.asked()
    yield session
    assert (session.said(), strangers(session, address, published)) == ([], [])


def strangers(browser, address, published):
    """Return what a browser asked for that is no file of the site."""
    own = (address, published.as_uri(), "data:", "blob:", "about:")
    return [url for url in browser.asked() if not url.startswith(own)]


@pytest.fixture
def exploring(browser, address):
    """The pages on which records are explored, as the server gives them out."""
    return Exploring(browser, address)


@pytest.fixture(scope="session")
def listed(run, repository):
    """Run a line of the page as it is typed, and return the ids that it gives."""

    def ids(line):
        program, *words = shlex.split(line)
        assert program == "unisurvey"
        return run(*words, "--format", "ids", root=repository).stdout.split()

    return ids


@pytest.fixture
def folder_of_downloads(browser, tmp_path):
    """Where the browser puts what is taken away."""
    behaviour = {"type": "allowed", "destinationFolder": str(tmp_path)}
    browser.call("browser.setDownloadBehavior", downloadBehavior=behaviour)
    return Path(tmp_path)
