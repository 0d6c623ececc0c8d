"""A corpus that models are trained on."""

from typing import Annotated

from pydantic import Field

from unisurvey.schema.base import Count, Frozen, PartialDate, Slug, Text, Url
from unisurvey.schema.provenance import Record
from unisurvey.schema.vocabulary import LicenseId, SectionId


class DatasetLinks(Frozen):
    """Pages of the dataset beside its paper."""

    home: Url | None = None
    """Where the data are published or described."""

    code: Url | None = None
    """Code that made the data, when it is kept apart from them."""


class Dataset(Record):
    """One dataset; its title and authors are those of its paper."""

    name: Text
    """As its authors spell it."""

    section: SectionId
    """Leaf of the taxonomy: what the data are for."""

    survey_row: Annotated[int, Field(ge=1)] | None = None
    """Row of the survey's table of its section; `None` when it has none."""

    samples: Count | None = None
    """Number of samples as its authors state it; `None` means not stated."""

    unit: Text | None = None
    """What is counted, in the plural: documents, question-answer pairs."""

    date: PartialDate | None = None
    """Day or month in which the data came out, the whole of them where parts came
    before; that of the paper only where no more is known."""

    paper: Slug | None = None
    """Record of the paper behind it."""

    license: LicenseId | None = None
    """Licence of the data; `None` means that none was found stated."""

    links: DatasetLinks | None = None
    """`None` means that none is known."""
