"""One local server that plays all public services from files of answers."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.servers.local import Asked, Server

from unisurvey.outside.services import ENDPOINTS

ANSWERS = Path(__file__).parents[1] / "outside" / "services" / "answers"
_PAGE = (404, {"content-type": "text/html"}, "<!DOCTYPE html><html>Not Found</html>")
_MISSING = {
    "crossref": (404, {"content-type": "text/plain"}, "Resource not found."),
    "datacite": (404, {}, {"errors": [{"status": "404", "title": "It is not here."}]}),
    "semanticscholar": (404, {}, {"error": "Paper not found"}),
    "huggingface": (401, {}, {"error": "Invalid username or password."}),
    "github": (404, {}, {"message": "Not Found", "status": "404"}),
}
_ENTRY = re.compile(
    r"  <entry>\n    <id>http://arxiv.org/abs/(.*?)v\d+</id>.*?</entry>\n", re.DOTALL
)
_ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}")


@dataclass
class StandIn:
    """The running server; each service has a path of its own on it."""

    server: Server
    own: dict[str, Any]
    """Replies instead of the files', by path such as `/arxiv/query`; as for `serve`."""

    @property
    def urls(self):
        """Base address by service, as `Web(endpoints=…)` takes them."""
        return {name: f"{self.server.url}/{name}" for name in ENDPOINTS}

    @property
    def options(self):
        """Words for a command line."""
        return [f"--service={name}={url}" for name, url in self.urls.items()]

    @property
    def environment(self):
        """Variables for a process of its own."""
        return {f"UNISURVEY_{name.upper()}_URL": url for name, url in self.urls.items()}

    @property
    def requests(self):
        """What was asked, oldest first."""
        return self.server.requests

    def get(self, path, _default):
        return self.own.get(path, self._answer)

    def _answer(self, asked: Asked) -> Any:
        _, service, path = unquote(asked.path).split("/", 2)
        match service, path:
            case "arxiv", "query":
                return _feed(asked.query)
            case "crossref", "works":
                return _found(
                    service, ("message", "items"), asked.query["query.bibliographic"]
                )
            case "openreview", "notes/search":
                return _found(service, ("notes",), asked.query["term"])
            case "openreview" | "openreview1", "notes":
                file = ANSWERS / service / "notes" / f"{asked.query['forum']}.json"
                return _file(file) or {"notes": [], "count": 0}
            case "dblp", "search/publ/api":
                return _found(service, ("result", "hits", "hit"), asked.query["q"])
            case "semanticscholar", "paper/search/match":
                found = _found(service, ("data",), asked.query["query"])
                return found if found["data"] else _MISSING[service]
            case "github", "graphql":
                return _graphql(asked)
            case _:
                return _written(service, path)


def _file(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _written(service, path):
    for name in (path, f"{path}.json", f"{path}.md"):
        if ".." not in name and (answer := _file(ANSWERS / service / name)):
            return answer
    return _MISSING.get(service, _PAGE)


def _feed(query):
    """Return the entries asked for; one malformed id spoils the answer for all."""
    whole = (ANSWERS / "arxiv" / "entries.xml").read_text(encoding="utf-8")
    ids = [re.sub(r"v\d+$", "", one) for one in query["id_list"].split(",")]
    if not all(map(_ARXIV_ID.fullmatch, ids)):
        return (ANSWERS / "arxiv" / "error.xml").read_bytes()
    limit = int(query.get("max_results", 10))
    entries = {match[1]: match[0] for match in _ENTRY.finditer(whole)}
    kept = [entries[one] for one in ids if one in entries][:limit]
    head = whole[: whole.index("  <entry>")]
    return f"{head}{''.join(kept)}</feed>\n".encode()


def _found(service, place, title):
    """Return the hits of a search that share most words with a title."""
    answer = json.loads((ANSWERS / service / "search.json").read_bytes())
    inside = answer
    for name in place[:-1]:
        inside = inside[name]
    wanted = _words(title)
    hits = [
        hit
        for hit in inside[place[-1]]
        if len(wanted & _words(json.dumps(hit))) * 2 > len(wanted)
    ]
    if hits or service != "dblp":
        inside[place[-1]] = hits
    else:
        del inside[place[-1]]
    return answer


def _words(text):
    return set(re.findall(r"\w+", text.lower()))


def _graphql(asked):
    if not asked.headers.get("authorization", "").startswith("Bearer "):
        return 401, {}, {"message": "Bad credentials", "status": "401"}
    known = json.loads((ANSWERS / "github" / "graphql.json").read_bytes())
    stated: dict[str, Any] = {}
    errors = []
    variables = asked.json()["variables"]
    for n in range(len(variables) // 2):
        name = f"{variables[f'o{n}']}/{variables[f'n{n}']}"
        stated[f"r{n}"] = known.get(name)
        if name not in known:
            message = f"Could not resolve to a Repository with the name '{name}'."
            errors.append({"type": "NOT_FOUND", "path": [f"r{n}"], "message": message})
    return {"data": stated, **({"errors": errors} if errors else {})}


@pytest.fixture
def standin(serve):
    """Play all services; `standin.own["/arxiv/query"] = reply` changes one answer.

    `standin.urls` are for `Web(endpoints=…)`, `standin.options` for a command line,
    `standin.environment` for a process. The answers are in tests/outside/services/answers/.
    """
    server = serve({})
    playing = StandIn(server, {})
    server.routes = playing  # only its get is used
    return playing
