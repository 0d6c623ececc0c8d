"""What the schemas refuse is told in words of ours."""

import json
import re
from typing import Any

import pytest
from pydantic import ValidationError

from unisurvey.records.explain import explain, first_of
from unisurvey.records.yamltext import locate
from unisurvey.schema import FOLDERS

WRONG: tuple[Any, ...] = (
    *(1, 1.5, -1, True, "x", "", [], {}, [1], ["x"], [["x"]], {"x": 1}, [{"x": "y"}]),
    *({"input": 3}, [{"id": "7b", "parameters": {"stated": "many"}}]),
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_message_is_in_the_words_of_a_library(folder, toy_catalog):
    schema = FOLDERS[folder]
    for name in schema.model_fields:
        for value in WRONG:
            data = {name: value}
            with pytest.raises(ValidationError) as caught:
                schema.model_validate(data, context=toy_catalog.vocabularies)

            positions = locate(json.dumps(data).encode())
            told = [p.message for p in explain(caught.value, schema, "f", positions)]

            told.append(first_of(caught.value, schema)[1])
            for message in told:
                assert not re.search("Value error|Input should|False|None", message)
