"""Author lists as services write them: persons in natural order, and teams."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from unisurvey.bib.tex.reader import tex_in
from unisurvey.matching.people import bare_name
from unisurvey.outside.services.answers import without_tex
from unisurvey.schema import Organization
from unisurvey.schema.base import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable

_TEAM = re.compile(
    r"^Team\b|^(?:OpenAI|NVIDIA|Anthropic|Google DeepMind|Black Forest Labs)$|"
    r"\b(?:Team|Collaboration|Consortium|Laborator(?:y|ies)|Labs|Foundation|Institute|"
    r"University|Initiative|Working Group|Inc\.?|Corporation|Contributors)$|"
    r"^\S*[a-z]-?AI$|^(?:Inclusion|Meta|Mistral|Moonshot|Reka|Stability|Zhipu) AI$|"
    r"^The\s.*\b(?:Group|Project|Authors)$"
)
"""What only the name of a team, laboratory or company looks like."""

_CUT = re.compile(r"\bet\.?\s*al\b|^(?:and )?others$|^(?:\.\.\.|…)$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr|I{1,3}|IV)\.?", re.IGNORECASE)


class Listed(TypedDict):
    """Authors as `Work` takes them: of a complete list, or the first of a cut one."""

    authors: tuple[str | Organization, ...]
    first_authors: tuple[str | Organization, ...]


def authors(names: Iterable[str | Organization | None]) -> Listed:
    """Return the authors of a list.

    Where the list is cut short (`et al.`), or a name in it cannot be told apart from
    several or is still TeX, only those before are known: a gap is better than a guess.
    """
    found: list[str | Organization] = []
    for written in names:
        if isinstance(written, Organization):
            found.append(written)
            continue
        name = bare_name(without_tex(written) or "")
        if name == ":" and found:  # so arXiv writes "Team: its members"
            found[-1] = Organization(organization=str(found[-1]))
        elif not any(map(str.isalpha, name)):
            continue
        elif _CUT.search(name) or name.casefold() in PLACEHOLDERS:
            return _cut(found)
        elif _TEAM.search(name):
            found.append(Organization(organization=name))
        else:
            person = _person(name)
            if person is None:
                return _cut(found)
            found.append(person)
    return {"authors": tuple(found), "first_authors": ()}


def _cut(found: list[str | Organization]) -> Listed:
    return {"authors": (), "first_authors": tuple(found)}


def organization(name: str | None) -> Organization | None:
    """Return a corporate author, where the service says that it is one."""
    if name is None or name.casefold() in PLACEHOLDERS:
        return None
    return Organization(organization=name)


def _person(name: str) -> str | None:
    """Return one person's name, given names first."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts):
        suffixed = _SUFFIX.fullmatch(parts[1])
        name = " ".join(parts if suffixed else reversed(parts))
    elif len(parts) > 1:
        return None
    several = re.search(r";| and ", name, re.IGNORECASE)
    return None if several or tex_in(name) else name
