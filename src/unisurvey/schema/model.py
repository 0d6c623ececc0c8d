"""What a model is built of, what it does, and in which sizes there is one."""

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from unisurvey.schema.base import (
    Frozen,
    Many,
    PartialDate,
    Positive,
    Slug,
    Text,
    Url,
)
from unisurvey.schema.vocabulary import (
    ComponentId,
    LicenseId,
    Mask,
    Modality,
    OrganizationId,
    Paradigm,
    SectionId,
    Task,
)


class Encoders(Frozen):
    """What encodes images or other modalities."""

    shared: Many[ComponentId] | None = None
    """Serve understanding and generation alike; excludes the other two."""

    understanding: Many[ComponentId] | None = None
    """Turn input into what the backbone reads for understanding."""

    generation: Many[ComponentId] | None = None
    """Give the representation that generation predicts or is conditioned on."""

    @model_validator(mode="after")
    def _shared_stands_alone(self) -> Self:
        if self.shared and (self.understanding or self.generation):
            raise PydanticCustomError(
                "shared_encoder",
                "shared encoders beside understanding or generation encoders, "
                "expected either the one or the other two",
            )
        return self


class Modalities(Frozen):
    """What goes in and what comes out."""

    input: Many[Modality] | None = None
    """In the order of `data/words.yaml`."""

    output: Many[Modality] | None = None
    """Likewise."""


class Parameters(Frozen):
    """How large a model is, in billions, by what is counted."""

    total: Positive | None = None
    """All weights."""

    stated: Positive | None = None
    """As its makers call it, where no source says what that counts."""

    active: Positive | None = None
    """Those used for one token, where experts take turns."""

    language_model: Positive | None = None
    """Of the backbone alone, rounded as its makers do."""

    generator: Positive | None = None
    """Of what makes the output alone: the diffusion network, or the expert."""

    @property
    def figure(self) -> float | None:
        """The number by which models are compared: that of the most that is known."""
        return next((number for _, number in self if number), None)


class Variant(Frozen):
    """One released or reported model, where there can be several of a name."""

    id: Slug
    """Short, and its own within the model: `7b`."""

    name: Text | None = None
    """As its makers call it."""

    parameters: Parameters | None = None
    """`None` means not stated."""

    resolution: Annotated[int, Field(gt=0)] | None = None
    """Size of the largest pictures that it makes, as its makers name it: the side of a
    square, else the longer side, in pixels."""

    backbone: Many[ComponentId] | None = None
    """Where variants differ, or it is known more exactly than for all."""

    weights: Url | None = None
    """Where its weights are released."""

    license: LicenseId | None = None
    """Licence of its weights, where it is not that of the model."""

    released: PartialDate | None = None
    """Day on which its weights came out."""


class Model(Frozen):
    """A model that the survey classifies."""

    name: Text
    """As its authors spell it."""

    section: SectionId
    """Leaf of the taxonomy; gives the paradigm and the encoding."""

    section_by: Literal["survey", "us"] | None = None
    """Who put it there; `None` is the survey."""

    section_reason: Text | None = None
    """Why it stands there, in a sentence, where the survey does not say so."""

    section_alternatives: Many[SectionId] | None = None
    """Other sections that can be argued for."""

    survey_row: Annotated[int, Field(ge=1)] | None = None
    """Row of the survey's table of its section; `None` when it has none."""

    paradigm: Paradigm | None = None
    """Only where the section does not decide it."""

    organizations: Many[OrganizationId] | None = None
    """Who made it, as its authors state their affiliations."""

    tasks: Many[Task] | None = None
    """What it is shown to do, also by a part that it takes over as it is; in the order of
    `data/words.yaml`."""

    backbone: Many[ComponentId] | None = None
    """What fuses the modalities, usually a language model."""

    encoders: Encoders | None = None
    """`None` means not known."""

    decoder: Many[ComponentId] | None = None
    """What turns the backbone's output into pixels (or sound)."""

    mask: Mask | None = None
    """Attention mask, among the parts of what is made, of the network that predicts what
    the decoder turns into it: of the diffusion network, where a language model only
    conditions one."""

    variants: Many[Variant] | None = None
    """Released or reported models of its name, ascending in size."""

    weights_license: LicenseId | None = None
    """Licence of the released weights, where a variant does not say otherwise."""

    training_data: Many[Slug] | None = None
    """Datasets of this catalogue that it learned from; others are not listed."""

    modalities: Modalities | None = None
    """`None` means not known."""

    @field_validator("variants")
    @classmethod
    def _each_has_an_id_of_its_own(
        cls, value: tuple[Variant, ...] | None
    ) -> tuple[Variant, ...] | None:
        ids = [variant.id for variant in value or ()]
        for n, one in enumerate(ids):
            if one in ids[:n]:
                raise PydanticCustomError(
                    "variant",
                    "two variants are called {id}, expected an id of its own for each",
                    {"id": repr(one)},
                )
        return value

    def license_of(self, variant: Variant) -> str | None:
        """Return the licence of the weights of a variant."""
        return variant.license or self.weights_license
