"""How the classes of the schema are written, since every start makes all of them."""

import sys

from unisurvey.schema.base import Frozen


def below(schema):
    return [schema, *(each for sub in schema.__subclasses__() for each in below(sub))]


def test_no_annotation_is_a_text_that_would_be_read_again():
    own = [c for c in below(Frozen) if c.__module__.startswith("unisurvey.schema.")]

    postponed = {
        c.__module__ for c in own if hasattr(sys.modules[c.__module__], "annotations")
    }

    assert len(own) > 40
    assert not postponed
