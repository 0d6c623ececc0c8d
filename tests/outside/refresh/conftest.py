"""A small catalogue, and a world outside that a test makes up."""

import asyncio
import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest

from unisurvey.outside.refresh import PARTS, Asking, Journal, sweep
from unisurvey.outside.services import ENDPOINTS
from unisurvey.outside.web import HostLimits, Limits, Web
from unisurvey.records import load

CORPUS = Path(__file__).parents[2] / "corpus" / "data"
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
QUICK = Limits(
    connect=2,
    read=1,
    total=3,
    retries=0,
    probe_retries=0,
    backoff=0,
    host=HostLimits(at_once=8, spacing=0),
)
VENUES = """\
- id: cvpr
  name: CVPR
  full: IEEE/CVF Conference on Computer Vision and Pattern Recognition
  kind: conference
- id: iclr
  name: ICLR
  full: International Conference on Learning Representations
  kind: conference
- id: neurips-datasets-and-benchmarks
  name: "NeurIPS D&B"
  full: "Advances in Neural Information Processing Systems, Datasets and Benchmarks Track"
  kind: conference
  part_of: neurips
  aliases: [NeurIPS Datasets and Benchmarks Track]
- id: neurips
  name: NeurIPS
  full: Advances in Neural Information Processing Systems
  kind: conference
- id: tmlr
  name: TMLR
  full: Transactions on Machine Learning Research
  kind: journal
"""
PAPER = """\
key: quill2025owl
title: "Owl: A Bird That Reads and Draws"
authors: [Ada Quill, Bo Lantern, Cy Marrow]
date: "2025-01-20"
arxiv: "2501.10001"
{more}survey:
  references: [5]
sources:
  - url: https://arxiv.org/abs/2501.10001
    vouches: [title, authors, date, arxiv, survey{vouched}]
added: "2026-01-02"
"""
OWL = {
    "title": "Owl: A Bird That Reads and Draws",
    "authors": ["Ada Quill", "Bo Lantern", "Cy Marrow"],
}


@pytest.fixture
def root(tmp_path):
    """A catalogue whose only record is `papers/owl`, a preprint."""
    data = tmp_path / "root" / "data"
    (data / "papers").mkdir(parents=True)
    (data / "components.yaml").write_text("[]\n")
    for name in ("words.yaml", "taxonomy.yaml", "licenses.yaml"):
        shutil.copy(CORPUS / name, data)
    (data / "venues.yaml").write_text(VENUES)
    write_owl(data.parent)
    return data.parent


def write_owl(root, more="", vouched=""):
    text = PAPER.format(more=more, vouched=f", {vouched}" if vouched else "")
    (root / "data" / "papers" / "owl.yaml").write_text(text)


@pytest.fixture
def owl(root):
    """Rewrite the record with more fields: `owl("venue: iclr-2025\\n", "venue")`."""
    return lambda more="", vouched="": write_owl(root, more, vouched)


class World:
    """Plays every service, from what a test says that it knows."""

    def __init__(self, server):
        self.server = server
        self.hits: dict[str, list[Any]] = {name: [] for name in ENDPOINTS}
        self.versions: dict[str, Any] = {}
        self.dois: dict[str, Any] = {}
        self.repositories: dict[str, Any] = {}
        self.pages: dict[str, Any] = {}
        self.broken: dict[str, Any] = {}
        """Service → the reply to whatever it is asked."""

    @property
    def urls(self):
        return {name: f"{self.server.url}/{name}" for name in ENDPOINTS}

    @property
    def options(self):
        """Words for a command line."""
        return [f"--service={name}={url}" for name, url in self.urls.items()]

    def page(self, name):
        return f"{self.server.url}/pages/{name}"

    def publish(self, service, venue, year, **changes):
        """Let a service know where the owl was published."""
        work = {**OWL, "venue": venue, "year": year, **changes}
        self.hits[service].append(work)

    def get(self, path, _default):
        _, service, rest = unquote(path).split("/", 2)
        if service in self.broken:
            return self.broken[service]
        if service == "pages":
            return self.pages.get(rest, (404, {}, "gone"))
        return lambda asked: getattr(self, f"_{service}")(rest, asked)

    def _dblp(self, _rest, _asked):
        hits = [
            {
                "info": {
                    "authors": {"author": [{"text": n} for n in work["authors"]]},
                    "title": f"{work['title']}.",
                    "venue": work["venue"],
                    "year": str(work["year"]),
                    "type": "Conference and Workshop Papers",
                    "key": "conf/x/Quill25",
                    "pages": work.get("pages"),
                    "doi": work.get("doi"),
                }
            }
            for work in self.hits["dblp"]
        ]
        return {"result": {"hits": {"@total": str(len(hits)), "hit": hits}}}

    def _openreview(self, _rest, _asked):
        notes = [
            {
                "id": "owl1",
                "forum": "owl1",
                "content": {
                    "title": {"value": work["title"]},
                    "authors": {"value": work["authors"]},
                    "venue": {"value": work["venue"]},
                },
            }
            for work in self.hits["openreview"]
        ]
        return {"notes": notes, "count": len(notes)}

    def _crossref(self, rest, _asked):
        if rest != "works":
            found = self.dois.get(rest.removeprefix("works/"))
            return {"message": found} if found else (404, {}, "Resource not found.")
        items = [
            {
                "DOI": work.get("doi", "10.1000/owl"),
                "type": "proceedings-article",
                "title": [work["title"]],
                "author": [
                    dict(zip(("given", "family"), name.split(" ", 1), strict=True))
                    for name in work["authors"]
                ],
                "container-title": [work["venue"]],
                "issued": {"date-parts": [[work["year"], 6]]},
                "page": work.get("pages"),
            }
            for work in self.hits["crossref"]
        ]
        return {"status": "ok", "message": {"items": items}}

    def _semanticscholar(self, rest, _asked):
        if not rest.startswith("paper/ARXIV:") or not self.hits["semanticscholar"]:
            return 404, {}, {"error": "Paper not found"}
        (work,) = self.hits["semanticscholar"]
        return {
            "paperId": "0" * 40,
            "title": work["title"],
            "authors": [{"name": name} for name in work["authors"]],
            "venue": work["venue"],
            "year": work["year"],
            "externalIds": {"ArXiv": rest.removeprefix("paper/ARXIV:")},
        }

    def _arxiv(self, _rest, asked):
        entries = "".join(
            f"<entry><id>http://arxiv.org/abs/{name}v{work.get('version', 2)}</id>"
            f"<title>{work['title']}</title><summary>{work.get('summary', 'We.')}"
            f"</summary>"
            + "".join(f"<author><name>{a}</name></author>" for a in work["authors"])
            + (
                f'<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">'
                f"{work['comment']}</arxiv:comment>"
                if "comment" in work
                else ""
            )
            + "</entry>"
            for name, work in self.versions.items()
            if name in asked.query["id_list"].split(",")
        )
        return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'

    def _github(self, _rest, asked):
        if not re.match("Bearer .", asked.headers.get("authorization", "")):
            return 401, {}, {"message": "Bad credentials"}
        variables = asked.json()["variables"]
        names = [
            f"{variables[f'o{n}']}/{variables[f'n{n}']}"
            for n in range(len(variables) // 2)
        ]
        data = {f"r{n}": self.repositories.get(name) for n, name in enumerate(names)}
        errors = [
            {
                "type": "NOT_FOUND",
                "path": [alias],
                "message": "Could not resolve to a Repository.",
            }
            for alias, known in data.items()
            if known is None
        ]
        return {"data": data, **({"errors": errors} if errors else {})}


async def only_here(host, _port):
    if host != "127.0.0.1":
        raise OSError("there is nothing but this machine")
    return [host]


def starred(stars=12, pushed="2026-02-03T04:05:06Z", license_id="MIT", **changes):
    """Return a repository as GitHub's GraphQL states it."""
    return {
        "nameWithOwner": "quill/owl",
        "stargazerCount": stars,
        "pushedAt": pushed,
        "isArchived": False,
        "licenseInfo": {"spdxId": license_id} if license_id else None,
        **changes,
    }


@pytest.fixture
def world(serve):
    """The outside; `world.server` is where it is."""
    server = serve({})
    server.routes = World(server)
    return server.routes


@pytest.fixture
def ask(root, world):
    """Ask the world about the catalogue as it is now, without waiting."""

    def ask(*parts, journal=None, fresh=False, now=NOW, token="t0ken", **options):
        catalog = load(root).catalog
        kept = journal
        if not isinstance(journal, Journal):
            kept = Journal(journal, now, timedelta(days=1), fresh=fresh)
        limits = options.pop("limits", QUICK)
        settings = {
            "agent": "tests",
            "endpoints": world.urls,
            "allow_private": options.pop("allow_private", True),
            "limits": limits,
            "resolver": only_here,
            **options.pop("web", {}),
        }

        async def asked():
            async with Web(**settings) as web:
                return await sweep(
                    tuple(catalog),
                    catalog.vocabularies,
                    web,
                    Asking(kept, web.endpoints),
                    parts=parts or PARTS,
                    token=token,
                    **options,
                )

        found = asyncio.run(asked())
        return SimpleNamespace(
            found=found,
            catalog=catalog,
            changes=found.changes,
            gaps=found.gaps,
            links=found.links,
            edits={e.field: e.new for c in found.changes for e in c.edits},
            text=json.dumps([str(c) for c in found.changes]),
        )

    return ask
