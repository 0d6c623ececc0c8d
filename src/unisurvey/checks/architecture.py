"""Models whose parts contradict the section they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.schema import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.checks.subject import Subject
    from unisurvey.schema import Model, Vocabularies
    from unisurvey.schema.about import Requirement
    from unisurvey.schema.words import EncoderRule


@check("C271", each=Paper)
def modalities_against_section(subject: Subject[Paper]) -> Iterator[Finding]:
    """Modalities contradict the section.

    `requires` in `data/catalogue.yaml` says which modalities the models of a section have
    on each side, or beyond which they have another.

    Example:
        # data/papers/sketch.yaml
        model:
          name: Sketch
          section: a
          modalities:
            input: [text]
            output: [text, image]
    """
    paper = subject.record
    model = paper.model
    if model is None or model.modalities is None:
        return
    known = subject.catalog.vocabularies
    sides = {side: frozenset(names or ()) for side, names in model.modalities}
    for rule in _requirements(model.section, known):
        for side, names in sides.items():
            missing = [name for name in rule.each_side or () if name not in names]
            if names and missing:
                message = (
                    f"no {' and '.join(missing)}, expected of models in "
                    f"section {model.section!r}"
                )
                yield Finding(paper, ("model", "modalities", side), message)
        every = frozenset().union(*sides.values())
        if rule.beyond and all(sides.values()) and every <= {*rule.beyond}:
            only = [name for name in rule.beyond if name in every]
            message = (
                f"only {' and '.join(only)}, expected a further "
                f"modality in section {model.section!r}"
            )
            yield Finding(paper, ("model", "modalities"), message, of_key=True)


def _requirements(section: str, known: Vocabularies) -> Iterator[Requirement]:
    """Yield what is required of the models of a section, or of one above it."""
    for rule in known.about.requires or ():
        below = (
            known.sections[rule.section].walk()
            if rule.section in known.sections
            else ()
        )
        if any(one.id == section for one in below):
            yield rule


@check("C273", each=Paper)
def section_without_reason(subject: Subject[Paper]) -> Iterator[Finding]:
    """The section of a model is ours, and nothing says why.

    `section_by: us` says that the survey does not classify the model. `section_reason`
    then says in a sentence why it stands where it does.

    Example:
        # data/papers/sketch.yaml
        model:
          name: Sketch
          section: b-1
          section_by: us
    """
    model = subject.record.model
    if model and model.section_by == "us" and not model.section_reason:
        message = "a section of our own needs a reason"
        yield Finding(subject.record, ("model", "section_by"), message)


@check("C272", each=Paper)
def encoders_against_encoding(subject: Subject[Paper]) -> Iterator[Finding]:
    """Encoders contradict the section's encoding.

    `contradicted_by` in `data/words.yaml` says what speaks against an encoding, such as one
    encoder for both sides where there should be two.
    Correct the encoders or the section. Where the survey's choice stands although it can
    be argued about, say so under `exceptions`.

    Example:
        # data/papers/sketch.yaml
        model:
          name: Sketch
          section: b-4
          encoders:
            shared: [siglip]
    """
    paper = subject.record
    model = paper.model
    if model is None or model.encoders is None:
        return
    known = subject.catalog.vocabularies
    encoding = known.sections[model.section].encoding
    rules = known.encodings[encoding].contradicted_by if encoding else None
    for rule in rules or ():
        if _contradicts(rule, model, known):
            message = f"{rule.says}, section {model.section!r} is {encoding} encoding"
            yield Finding(paper, ("model", "encoders"), message, of_key=True)
            return


def _contradicts(rule: EncoderRule, model: Model, known: Vocabularies) -> bool:
    encoders = model.encoders
    if encoders is None:
        return False

    def kinds(ids: Iterable[str] | None) -> dict[str, set[str]]:
        """Return the kinds of components, each with the words that rules know it by."""
        found = [known.components[one].kind for one in ids or ()]
        return {
            kind: {kind, known.component_kinds[kind].group or kind}
            for kind in found
            if "rules" not in (known.component_kinds[kind].ignored_in or ())
        }

    reading = kinds(encoders.shared or encoders.understanding)
    drawing = kinds(encoders.shared or encoders.generation)
    there = {
        "understanding": reading,
        "generation": drawing,
        "shared": kinds(encoders.shared),
        "any": reading | drawing,
        "all": reading | drawing if reading and drawing else {},
    }[rule.of]
    words = set().union(*there.values())
    if rule.none:
        return bool(words & {*rule.none})
    if rule.some:
        return bool(there) and not words & {*rule.some}
    if rule.beyond:
        return bool(there) and all(names & {*rule.beyond} for names in there.values())
    return bool(there)
