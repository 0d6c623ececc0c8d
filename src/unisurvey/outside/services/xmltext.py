"""XML answers, parsed without entities of their own and without asking anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.errors import BadAnswerError

if TYPE_CHECKING:
    from unisurvey.outside.web import Answer

_SHOWN = 60


def parse_xml(answer: Answer, root: str, expected: str) -> Any:
    """Return the root element, for lxml's methods.

    Args:
        answer: What the service sent.
        root: Tag that the root must have, with its namespace.
        expected: What that is, for people.

    Raises:
        BadAnswerError: it is not XML, or another document.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        found = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        found = None
    if found is None or found.tag != root:
        start = answer.body[:_SHOWN].decode("utf-8", "replace")
        shown = " ".join(start.split()) or "nothing"
        raise BadAnswerError(answer.url, f"expected {expected}, got {shown!r}")
    return found


def whole_text(element: Any) -> str | None:
    """Return the text of an element and all in it; `None` without the element."""
    return None if element is None else "".join(element.itertext())
