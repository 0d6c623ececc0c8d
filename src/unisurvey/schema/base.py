"""What every record shares: strict frozen models and the small field types."""

import re
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from unisurvey.schema.dates import check_partial_date
from unisurvey.schema.forms import DOI
from unisurvey.schema.urls import FORM, take_apart

PLACEHOLDERS = frozenset(
    {"", "-", "--", "?", "n/a", "n.a.", "na", "none", "null", "tba", "tbd", "unknown"}
)
"""Words people write for a value they do not know; such a field is left out instead."""


_set = object.__setattr__


class Frozen(BaseModel):
    """Immutable, refuses fields it does not know, never converts types silently."""

    # A file with such classes does not postpone its annotations: pydantic would read each
    # of them from its text again whenever the program starts.

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        strict=True,
        validate_by_name=False,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    @classmethod
    def restored(cls, values: dict[str, Any], stated: set[str]) -> Self:
        """Return an instance that was valid before, without validating it again.

        Args:
            values: Of every field, by its name in Python.
            stated: Fields that are not their default; instances may share it.
        """
        made = cls.__new__(cls)
        _set(made, "__dict__", values)
        _set(made, "__pydantic_fields_set__", stated)
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made


def is_unfilled(value: object) -> bool:
    """Return whether a value is that of a template, such as `<title>`."""
    return (
        isinstance(value, str)
        and value.startswith("<")
        and bool(re.fullmatch(r"<[^<>]+>", value))
    )


def _check_text(value: str) -> str:
    if value.strip().casefold() in PLACEHOLDERS or is_unfilled(value):
        raise PydanticCustomError(
            "placeholder",
            "{value} stands for a value that is not known",
            {"value": repr(value)},
        )
    if value != " ".join(value.split()):
        raise PydanticCustomError(
            "spacing", "text has line breaks, double spaces or spaces at its ends"
        )
    return value


def _check_author(value: str) -> str:
    if re.search(r"\bet\.?\s+al\b|\band others\b", value, re.IGNORECASE):
        raise PydanticCustomError(
            "truncated_authors",
            "{value} cuts the author list, expected every author by name",
            {"value": repr(value)},
        )
    if re.search(r"[,;]| and ", value, re.IGNORECASE):
        raise PydanticCustomError(
            "author_form",
            "{value} is not one name, expected given names before the family name",
            {"value": repr(value)},
        )
    return value


def _check_url(value: str) -> str:
    if take_apart(value) is None:
        raise PydanticCustomError(
            "url",
            "{value} is not well-formed, expected a host and a port that can be asked",
            {"value": repr(value)},
        )
    return value


def _form(
    pattern: str, expected: str, max_length: int | None = None
) -> StringConstraints:
    EXPECTED[pattern] = expected
    return StringConstraints(pattern=pattern, max_length=max_length)


EXPECTED: dict[str, str] = {}
"""For each pattern of a text field, what a person should write there."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]
"""At least one; a field that would be empty is left out."""

Text = Annotated[str, AfterValidator(_check_text)]
Slug = Annotated[
    str,
    _form(
        r"^[a-z0-9]+(?:[.+-]+[a-z0-9]+)*\+*$",
        "a slug of lower-case letters, digits and hyphens such as 'short-name'",
        max_length=80,
    ),
]
SpdxId = Annotated[
    str,
    _form(
        r"^[A-Za-z0-9][A-Za-z0-9.+-]*$",
        "an SPDX identifier such as 'Apache-2.0', or one that starts with LicenseRef-",
    ),
]
Url = Annotated[
    str,
    _form(
        rf"^{FORM}$",
        "a web address starting with https:// (or http://)",
    ),
    AfterValidator(_check_url),
]
ArxivId = Annotated[
    str,
    _form(
        r"^\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v[1-9]\d*)?$",
        "an arXiv id without its address such as '2408.12528'",
    ),
]
ArxivClass = Annotated[
    str,
    _form(
        r"^[a-z]+(?:-[a-z]+)*(?:\.(?:[A-Z]{2}|[a-z]+(?:-[a-z]+)*))?$",
        "an arXiv category such as 'cs.CV'",
    ),
]
Doi = Annotated[
    str,
    _form(f"^{DOI}$", "a DOI without its address such as '10.1109/5.771073'"),
]
Pages = Annotated[
    str,
    _form(
        r"^[A-Z]?\d[\d:.]*(?:–[A-Z]?\d[\d:.]*)?$",
        "page numbers with an en dash such as '100–112'",
    ),
]
Key = Annotated[
    str,
    _form(
        r"^[a-z][a-z-]*\d{4}[a-z0-9]+$",
        "family name, year and first title word such as 'doe2024title'",
    ),
]
CheckCode = Annotated[str, _form(r"^C\d{3}$", "a code of a check such as 'C252'")]
PartialDate = Annotated[str, AfterValidator(check_partial_date)]
PersonName = Annotated[Text, AfterValidator(_check_author)]
Count = Annotated[int, Field(gt=0)]
Positive = Annotated[float, Field(gt=0)]


class Filed(Frozen):
    """What a file of its own holds, below a folder of `data/`."""

    id: Slug
    """File stem; stable, never reused. Not written inside the file."""


class Organization(Frozen):
    """A corporate author: a team, a laboratory or a company."""

    organization: Text
    """Name as printed in the author list."""

    def __str__(self) -> str:
        return self.organization
