"""Addresses of repositories and of what is in them, on GitHub, Hugging Face and GitLab."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.schema.urls import take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILES = frozenset({"blob", "raw", "resolve"})
_TREES = frozenset({"tree", "blame", "edit", "commits"})
_COMMIT = re.compile(r"[0-9a-f]{7,40}")
_PART = re.compile(r"[A-Za-z0-9_][\w.-]*", re.ASCII)
_NAME = re.compile(r"(?!\.{1,2}$)[\w.-]+", re.ASCII)
_HOSTS = {
    "github.com": "github.com",
    "raw.githubusercontent.com": "raw.githubusercontent.com",
    "gitlab.com": "gitlab.com",
    "huggingface.co": "huggingface.co",
    "hf.co": "huggingface.co",
}
_HF_FOLDERS = frozenset({"datasets", "spaces"})
_OF_DATASETS = _FILES | {"tree", "viewer"}
_HF_PAGES = frozenset({
    "api", "blog", "chat", "collections", "docs", "enterprise", "join", "learn",
    "login", "models", "new", "organizations", "papers", "posts", "pricing", "settings",
    "storage", "tasks", "terms-of-service",
})  # fmt: skip
"""First parts of Hugging Face's paths that are no owner of models."""

_GITHUB_PAGES = frozenset({
    "about", "apps", "collections", "contact", "customer-stories", "enterprise",
    "explore", "features", "issues", "join", "login", "marketplace", "new",
    "notifications", "orgs", "pricing", "pulls", "search", "security", "settings",
    "site", "sponsors", "stars", "topics", "trending", "users",
})  # fmt: skip


def is_commit(ref: str) -> bool:
    """Return whether a reference is that of a commit, whole or shortened."""
    return bool(_COMMIT.fullmatch(ref))


@dataclass(frozen=True, slots=True)
class Hosted:
    """A repository, or what an address shows of it."""

    host: str
    """`github.com`, `raw.githubusercontent.com`, `gitlab.com` or `huggingface.co`."""

    folder: str
    """On Hugging Face `datasets` or `spaces`; models and other hosts have none."""

    owner: str
    """Empty for a data set of Hugging Face's first days."""

    name: str
    verb: str = ""
    """How it is shown: `blob`, `raw`, `resolve` or `tree`, or another page's name, such
    as `issues`; empty for the repository's own page."""

    ref: str = ""
    """Commit, branch or tag; of another page the part after its name."""

    path: str = ""
    """Below the repository's root, as the address has it."""

    @property
    def repository(self) -> str:
        """`owner/name`."""
        return f"{self.owner}/{self.name}".lstrip("/")

    @property
    def page(self) -> str:
        """Address of the repository itself."""
        host = "github.com" if self.host.startswith("raw.") else self.host
        folder = f"{self.folder}/" if self.folder else ""
        return f"https://{host}/{folder}{self.repository}"

    @property
    def is_file(self) -> bool:
        """Whether one file is shown."""
        return self.verb in _FILES

    @property
    def has_ref(self) -> bool:
        """Whether the address names a commit, a branch or a tag of the content."""
        return self.is_file or self.verb in _TREES

    @property
    def is_pinned(self) -> bool:
        """Whether the content is that of one commit, so that it never changes."""
        return self.has_ref and is_commit(self.ref)

    def file(self, ref: str, path: str) -> str:
        """Return the address of a file at a commit."""
        middle = "-/blob" if self.host == "gitlab.com" else "blob"
        return f"{self.page}/{middle}/{ref}/{path}"


def hosted(url: str) -> Hosted | None:
    """Return what an address shows; `None` for one of no repository."""
    address = take_apart(url)
    host = _HOSTS.get(address.site) if address else None
    return on_host(host, address.steps) if address and host else None


def on_host(host: str, path: Sequence[str]) -> Hosted | None:
    """Return what the parts of a path show on a host of `Hosted.host`."""
    match host, path:
        case "raw.githubusercontent.com", [owner, name, ref, *rest]:
            return Hosted(host, "", owner, name, "raw", ref, "/".join(rest))
        case "huggingface.co", [first, *rest] if first in _HF_FOLDERS:
            ownerless = not rest[1:] or rest[1] in _OF_DATASETS
            return _shown(host, first, ["", *rest] if ownerless else rest)
        case "huggingface.co", [first, *_] if first in _HF_PAGES:
            return None
        case "github.com", [first, *_] if first.lower() in _GITHUB_PAGES:
            return None
        case (("github.com" | "gitlab.com" | "huggingface.co"), [*_]):
            return _shown(host, "", [part for part in path if part != "-"])
        case _:
            return None


def _shown(host: str, folder: str, path: Sequence[str]) -> Hosted | None:
    if len(path) < 2:
        return None
    owner, name, *rest = path
    name = name if host == "huggingface.co" else name.removesuffix(".git")
    named = _PART if host == "huggingface.co" else _NAME
    if (owner and not _PART.fullmatch(owner)) or not named.fullmatch(name):
        return None
    verb, ref, *below = [*rest, "", ""] if len(rest) < 2 else rest
    return Hosted(host, folder, owner, name, verb, ref, "/".join(filter(None, below)))
