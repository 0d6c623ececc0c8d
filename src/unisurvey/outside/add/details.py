"""What a person states about a new record, checked before anybody else is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from unisurvey.errors import UsageError
from unisurvey.outside.add.naming import slug
from unisurvey.outside.add.options import OPTIONS, by_side, spelled
from unisurvey.outside.services.answers import web_address
from unisurvey.records.explain import first_of
from unisurvey.schema import Model
from unisurvey.schema.amounts import read_billions, read_count
from unisurvey.schema.base import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.fields import RecordField
    from unisurvey.outside.add.options import Detail, Kind
    from unisurvey.schema import Vocabularies

_TEXT: TypeAdapter[str] = TypeAdapter(Text)


@dataclass(frozen=True)
class Details:
    """What is known of a record beside what services say of its work."""

    kind: Kind = "paper"
    section: str | None = None
    """Leaf of the taxonomy; decides the kind."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """Dotted path of a field → value as YAML gives it; see `Option.fields`."""

    id: str | None = None
    name: str | None = None
    vouched_by: str | None = None
    """Page that states these values; there are none without it."""

    suggested: Mapping[str, Any] = field(default_factory=dict)
    """Like `values`, but stated only by a file; `values` go before."""

    file: str = ""
    """Name of that file."""

    def __bool__(self) -> bool:
        """Whether anything is stated at all."""
        return bool(self.section or self.stated or self.id or self.name)

    @property
    def stated(self) -> dict[str, Any]:
        """Dotted path of a field → value, whoever states it."""
        return {**self.suggested, **self.values}

    def places(self, path: str) -> tuple[str, ...]:
        """Return who states a value: the page or the file."""
        place = self.vouched_by if path in self.values else self.file
        return (place,) if place else ()


def make_details(
    given: Mapping[str, Sequence[str]],
    vocabularies: Vocabularies,
    *,
    section: str | None = None,
    suggested: Mapping[str, Sequence[str]] = MappingProxyType({}),
    file: str = "",
    **named: str | None,
) -> Details:
    """Check values and return what they set; words of vocabularies become ids.

    Args:
        given: Option → its values, commas not yet split.
        vocabularies: What the values must stand in.
        section: Where the record belongs; without it the record is a plain paper.
        suggested: Like `given`, but stated by a file, which makes nothing certain.
        file: Name of that file.
        **named: `id`, `name` and `vouched_by` of `Details`.

    Raises:
        UnknownValueError: a vocabulary does not hold a value; names the closest.
        UsageError: an option does not fit the kind of record, or a value its form, or
            no page is named that states the values.
    """
    kind: Kind = "paper"
    if section:
        section = _leaf(section, vocabularies)
        kind = vocabularies.sections[section].kind
    values, others = (
        _values(by_side(texts), kind, section, vocabularies)
        for texts in (given, suggested)
    )
    if kind == "model":
        _check_block({**others, **values}, section, vocabularies)
    _check_id(named.get("id"))
    if named.get("name") is not None:
        _text("--name", str(named["name"]))
    if named.get("vouched_by") is not None:
        _url("--vouched-by", str(named["vouched_by"]))
    if given and not named.get("vouched_by"):
        options = ", ".join(f"--{name}" for name in given)
        raise UsageError(
            f"who says so? Give the page that states it with --vouched-by URL: {options}"
        )
    return Details(kind, section, values, suggested=others, file=file, **named)


def _values(
    given: Mapping[str, Sequence[str]],
    kind: Kind,
    section: str | None,
    vocabularies: Vocabularies,
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, texts in given.items():
        option = OPTIONS[name]
        if kind not in option.fields:
            raise UsageError(_misplaced(name, option, kind, section))
        field = option.having[kind]
        values[option.fields[kind]] = read_value(
            spelled(name), field, texts, vocabularies
        )
    return values


def _leaf(section: str, vocabularies: Vocabularies) -> str:
    found = vocabularies.sections[vocabularies.sections.resolve(section)]
    if found.children:
        leaves = ", ".join(leaf.id for leaf in found.leaves)
        raise UsageError(
            f"section {section!r} has subsections, expected one of {leaves}"
        )
    return found.id


def _misplaced(name: str, option: Detail, kind: Kind, section: str | None) -> str:
    fitting = " and ".join(f"{kind}s" for kind in option.fields if kind != "paper")
    if section is None:
        return f"{spelled(name)} is for {fitting}; give the section too: --section CODE"
    return f"{spelled(name)} is for {fitting}, but section {section!r} holds {kind}s"


def read_value(
    label: str, field: RecordField, texts: Sequence[str], known: Vocabularies
) -> Any:
    """Return what a person typed for a field, as YAML has it.

    Args:
        label: What the person calls it: `--mask`.
        field: Says how its values are written.
        texts: Of a list, commas not yet split.
        known: What words must stand in.

    Raises:
        UsageError: a text is no such value.
    """
    if field.takes_many:
        words = [word.strip() for text in texts for word in text.split(",")]
        words = [word for word in words if word]
        if not words:
            raise UsageError(f"{label} is empty")
        read = [_one(label, field, word, known) for word in words]
        if field.value_form == "billions":
            return [_variant(size) for size in sorted({*read})]
        return list(dict.fromkeys(read))
    if len(texts) > 1:
        raise UsageError(f"{label} is given {len(texts)} times, expected one value")
    return _one(label, field, texts[0].strip(), known)


def _one(label: str, field: RecordField, word: str, known: Vocabularies) -> Any:
    match field.taken_form:
        case "component":
            return known.components.resolve(word)
        case "section":
            return known.sections.resolve(word)
        case "word" | "license" | "organization":
            words = field.vocabulary(known)
            return words.resolve(word) if words else word
        case "venue":
            return _venue(word, known)
        case "billions":
            return _billions(label, word)
        case "amount":
            return _amount(label, word)
        case "integer" | "number":
            return _number(label, word)
        case "boolean":
            return _truth(label, word)
        case "url":
            return _url(label, word)
        case _:
            return _text(label, word)


def _truth(label: str, word: str) -> bool:
    truths = {"yes": True, "true": True, "no": False, "false": False}
    if word.casefold() not in truths:
        raise UsageError(f"{label} {word!r} is neither yes nor no")
    return truths[word.casefold()]


def _number(label: str, word: str) -> int | float:
    try:
        return int(word) if re.fullmatch(r"-?\d+", word, re.ASCII) else float(word)
    except ValueError:
        raise UsageError(f"{label} {word!r} is no number") from None


def _url(label: str, word: str) -> str:
    if web_address(word) != word:
        raise UsageError(
            f"{label} {word!r} is no web address, expected one starting with https://"
        )
    return word


def _text(label: str, word: str) -> str:
    try:
        return _TEXT.validate_python(word)
    except ValidationError as error:
        raise UsageError(f"{label}: {first_of(error)[1]}") from None


def _venue(word: str, known: Vocabularies) -> str:
    match = re.fullmatch(r"(.+)[- ](\d{4})", word)
    if not match:
        raise UsageError(
            f"{word!r} is not a venue with a year, expected one such as 'iclr-2025'"
        )
    return f"{known.venues.resolve(match[1])}-{match[2]}"


def _billions(label: str, word: str) -> float:
    number = read_billions(word)
    if number is None:
        raise UsageError(
            f"{label} {word!r} is no number of billions, expected one such as "
            "'7' or '1.3'"
        )
    return number


def _variant(size: float) -> dict[str, Any]:
    """Return the model of a size, of which nothing else is known."""
    return {"id": f"{size:g}b", "parameters": {"stated": size}}


def _amount(label: str, word: str) -> int:
    number = read_count(word)
    if not number or number != number.to_integral_value():
        raise UsageError(
            f"{label} {word!r} is no number, expected one such as '25000' or '2.5M'"
        )
    return int(number)


def _check_block(
    values: Mapping[str, Any], section: str | None, vocabularies: Vocabularies
) -> None:
    """Refuse what does not go together, such as shared and other encoders."""
    block: dict[str, Any] = {"name": "checked later", "section": section}
    for path, value in values.items():
        first, _, rest = path.removeprefix("model.").partition(".")
        if path.startswith("model."):
            block[first] = block.get(first, {}) | {rest: value} if rest else value
    try:
        Model.model_validate(block, context=vocabularies)
    except ValidationError as error:
        raise UsageError(first_of(error, Model)[1]) from None
    decided = vocabularies.sections[str(section)].paradigm
    if decided and block.get("paradigm"):
        raise UsageError(
            f"section {section!r} already says {decided}; leave --paradigm out"
        )


def _check_id(wanted: str | None) -> None:
    if wanted is not None and slug(wanted) != wanted:
        raise UsageError(
            f"--id {wanted!r} is not well-formed, expected a slug of lower-case "
            f"letters, digits and hyphens such as {slug(wanted) or 'short-name'!r}"
        )
