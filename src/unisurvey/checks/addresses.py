"""Links that work today and not tomorrow, or that say more than they should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.checks.links import links
from unisurvey.checks.registry import Finding, check
from unisurvey.schema.urls import take_apart, with_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ref|ref_src|referrer|spm|"
    r"share_source|share_token|_hs\w+|from",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[?&](?:X-Amz-\w+|Expires|Signature|Key-Pair-Id|X-Goog-\w+|GoogleAccessId|"
    r"AWSAccessKeyId|se|sig|sv|jwt|access_token|token|oh|oe|_nc_\w+)=",
    re.IGNORECASE,
)
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


@check("C243", fixable=True)
def tracking_parameter(catalog: Catalog) -> Iterator[Finding]:
    """A link says where its reader came from.

    Parameters such as `utm_source`, `fbclid` or `from` are put there to follow readers;
    the page is the same without them.

    Example:
        # data/papers/sketch.yaml
        links:
          project: https://sketch.example.org/?utm_source=list
    """
    for link in links(catalog):
        address = take_apart(link.url)
        pairs = address.pairs if address else []
        kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
        if len(kept) < len(pairs):
            names = ", ".join(name for name, _ in pairs if _TRACKING.fullmatch(name))
            url = with_pairs(link.url, kept)
            message = f"tracking parameter {names}, expected {url}"
            yield Finding(link.record, link.loc, message, fix={link.loc: url})


@check("C244")
def temporary_link(catalog: Catalog) -> Iterator[Finding]:
    """A link is made for one download or one session.

    Signed addresses and those of content networks, tunnels and chats stop working after
    hours or weeks. Link to the page on which the file is offered.

    Example:
        # data/papers/sketch.yaml
        links:
          demo: https://0123456789abcdef.gradio.live/
    """
    for link in links(catalog):
        if is_temporary(link.url):
            message = "a temporary address, expected that of a page that stays"
            yield Finding(link.record, link.loc, message)


@check("C245", fixable=True)
def versioned_arxiv_link(catalog: Catalog) -> Iterator[Finding]:
    """A link to arXiv names one version.

    It goes on showing that version when there is a newer one. Sources may name a
    version; links do not.

    Example:
        # data/papers/sketch.yaml
        url: https://arxiv.org/abs/2408.00001v2
    """
    for link in links(catalog):
        url = _ARXIV.sub(r"\1", link.url)
        if url != link.url:
            message = f"link to one version, expected {url}"
            yield Finding(link.record, link.loc, message, fix={link.loc: url})


@check("C246", fixable=True)
def insecure_link(catalog: Catalog) -> Iterator[Finding]:
    """A link uses http although the site is known to speak https.

    Readers are sent to https in any case; a link in clear text can be changed on its way.

    Example:
        # data/papers/sketch.yaml
        links:
          code: http://github.com/sketch/sketch
    """
    for link in links(catalog):
        if _SECURE.match(link.url):
            url = link.url.replace("http:", "https:", 1)
            message = f"link without encryption, expected {url}"
            yield Finding(link.record, link.loc, message, fix={link.loc: url})


def is_temporary(url: str) -> bool:
    """Return whether an address is known to stop working soon."""
    address = take_apart(url)
    return bool(_SIGNED.search(url) or (address and _CDN.search(address.host)))
