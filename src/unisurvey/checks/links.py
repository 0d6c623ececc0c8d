"""Links that seem another work's, work only for a while, or say more than they should."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.checks.subject import links
from unisurvey.matching import address, squeeze
from unisurvey.matching.people import person_keys
from unisurvey.records import name_of
from unisurvey.schema import Record
from unisurvey.schema.hosted import hosted
from unisurvey.schema.urls import take_apart, with_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.checks.subject import Subject
    from unisurvey.records import Catalog


_LEAST = 3
"""Letters and digits of the shortest name that can be recognised in an address."""


@check("C241")
def shared_link(catalog: Catalog) -> Iterator[Finding]:
    """Two unrelated records have one link.

    Related are records of one paper, and works that have an author in common (one
    repository often holds all models of a team). One of the others has somebody else's
    link; open it and correct the record that it does not belong to, or what a dataset or
    benchmark says is its paper. Told once of two records, however many links they share.

    Example:
        # data/papers/sketch.yaml
        authors: [Ann One]
        links:
          code: https://github.com/sketch/sketch
        # data/papers/other.yaml
        authors: [Bob Two]
        links:
          code: https://github.com/sketch/sketch
    """
    people = _People(catalog)
    holders: dict[str, list[Record]] = defaultdict(list)
    for record in catalog:
        told: set[str] = set()
        for link in links(record):
            held = holders[address(link.url)]
            for other in held:
                if not people.related(record, other):
                    if other.id not in told:
                        message = f"also the link of {other.id!r}, an unrelated work"
                        hint = _or_paper(record, other)
                        yield Finding(record, link.loc, message, hint)
                    told.add(other.id)
                    break
            held.append(record)


def _or_paper(*records: Record) -> str | None:
    """Return the other thing that may be wrong where works seem unrelated."""
    named = [
        f"{paper!r} is not the paper of {record.id!r}"
        for record in records
        if (paper := getattr(record, "paper", None))
    ]
    return f"perhaps {', or '.join(named)}" if named else None


@check("C242")
def link_of_another(catalog: Catalog) -> Iterator[Finding]:
    """A repository is named like another record.

    Owner and name of the repository do not resemble the record, but the name is exactly
    that of an unrelated one. Open the link and correct it.

    Example:
        # data/papers/sketch.yaml
        name: Sketch
        authors: [Ann One]
        links:
          code: https://github.com/painters/Brush
        # data/papers/brush.yaml
        name: Brush
        authors: [Bob Two]
    """
    people = _People(catalog)
    names = [(record, _names(record)) for record in catalog]
    named: dict[str, list[Record]] = defaultdict(list)
    for record, own in names:
        for name in own:
            named[name].append(record)
    for record, own in names:
        for link in links(record):
            found = hosted(link.url)
            others = named.get(squeeze(found.name), []) if found else []
            if not (found and others):
                continue
            name, path = squeeze(found.name), squeeze(found.owner + found.name)
            if any(word in path or name in word for word in own):
                continue
            if not any(people.related(record, other) for other in others):
                message = f"repository {found.name!r} is named like {others[0].id!r}"
                yield Finding(record, link.loc, message, _or_paper(record))


def _names(record: Record) -> set[str]:
    words = (name_of(record), record.id, *(record.aliases or ()))
    return {name for word in words if len(name := squeeze(word)) >= _LEAST}


class _People:
    """Who is behind each record."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._keys: dict[str, set[tuple[str, str]]] = {}

    def related(self, one: Record, other: Record) -> bool:
        """Return whether two records have a paper or an author in common.

        They may have where one names a paper that is not there: C211 tells that.
        """
        papers = [self._catalog.paper_of(record) for record in (one, other)]
        if any(
            paper is None and getattr(record, "paper", None)
            for record, paper in zip((one, other), papers, strict=True)
        ):
            return True
        if papers[0] is None or papers[1] is None:
            return one is other
        if papers[0].id == papers[1].id:
            return True
        found = []
        for paper in papers:
            if paper and paper.id not in self._keys:
                self._keys[paper.id] = {
                    key
                    for author in paper.authors or ()
                    for key in person_keys(str(author))
                }
            found.append(self._keys[paper.id] if paper else set())
        return not found[0].isdisjoint(found[1])


_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ref|ref_src|referrer|spm|"
    r"share_source|share_token|_hs\w+|from",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[?&](?:X-Amz-\w+|Expires|Signature|Key-Pair-Id|X-Goog-\w+|GoogleAccessId|"
    r"AWSAccessKeyId|se|sv|jwt|access_token|token|oh|oe|_nc_\w+)=",
    re.IGNORECASE,
)
"""Not `sig` alone: Azure has `sv` and `se` beside it, Google Books keeps its pages."""
_CDN = re.compile(
    r"(?:^|\.)(?:fbcdn\.net|cdninstagram\.com|cdn-lfs[\w-]*\.huggingface\.co|"
    r"cdn-lfs[\w-]*\.hf\.co|private-user-images\.githubusercontent\.com|"
    r"lh\d\.googleusercontent\.com|cdn\.discordapp\.com|media\.discordapp\.net|"
    r"gradio\.live|ngrok\.io|ngrok-free\.app|trycloudflare\.com|loca\.lt)$",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"(https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/\d{4}\.\d{4,5})v\d+(?=$|[.?#/])"
)
_SECURE = re.compile(
    r"http://(?:www\.)?(?:(?:\w+\.)?arxiv\.org|github\.com|[\w-]+\.github\.io|"
    r"huggingface\.co|openreview\.net|aclanthology\.org|doi\.org|youtube\.com)(?=/|$)",
    re.IGNORECASE,
)


@check("C243", fixable=True, each=Record)
def tracking_parameter(subject: Subject[Record]) -> Iterator[Finding]:
    """A link says where its reader came from.

    Parameters such as `utm_source`, `fbclid` or `from` are put there to follow readers;
    the page is the same without them.

    Example:
        # data/papers/sketch.yaml
        links:
          project: https://sketch.example.org/?utm_source=list
    """
    for link in subject.links:
        address = take_apart(link.url) if "?" in link.url else None
        pairs = address.pairs if address else []
        kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
        if len(kept) < len(pairs):
            names = ", ".join(name for name, _ in pairs if _TRACKING.fullmatch(name))
            url = with_pairs(link.url, kept)
            message = f"tracking parameter {names}, expected {url}"
            yield Finding(subject.record, link.loc, message, fix={link.loc: url})


@check("C244", each=Record)
def temporary_link(subject: Subject[Record]) -> Iterator[Finding]:
    """A link is made for one download or one session.

    Signed addresses and those of content networks, tunnels and chats stop working after
    hours or weeks. Link to the page on which the file is offered.

    Example:
        # data/papers/sketch.yaml
        links:
          demo: https://0123456789abcdef.gradio.live/
    """
    for link in subject.links:
        if is_temporary(link.url):
            message = "a temporary address, expected that of a page that stays"
            yield Finding(subject.record, link.loc, message)


@check("C245", fixable=True, each=Record)
def versioned_arxiv_link(subject: Subject[Record]) -> Iterator[Finding]:
    """A link to arXiv names one version.

    It goes on showing that version when there is a newer one. Sources may name a
    version; links do not.

    Example:
        # data/papers/sketch.yaml
        url: https://arxiv.org/abs/2408.00001v2
    """
    for link in subject.links:
        url = _ARXIV.sub(r"\1", link.url)
        if url != link.url:
            message = f"link to one version, expected {url}"
            yield Finding(subject.record, link.loc, message, fix={link.loc: url})


@check("C246", fixable=True, each=Record)
def insecure_link(subject: Subject[Record]) -> Iterator[Finding]:
    """A link uses http although the site is known to speak https.

    Readers are sent to https in any case; a link in clear text can be changed on its way.

    Example:
        # data/papers/sketch.yaml
        links:
          code: http://github.com/sketch/sketch
    """
    for link in subject.links:
        if _SECURE.match(link.url):
            url = link.url.replace("http:", "https:", 1)
            message = f"link without encryption, expected {url}"
            yield Finding(subject.record, link.loc, message, fix={link.loc: url})


def is_temporary(url: str) -> bool:
    """Return whether an address is known to stop working soon."""
    address = take_apart(url)
    return bool(_SIGNED.search(url) or (address and _CDN.search(address.host)))
