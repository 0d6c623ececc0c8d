import sys
from typing import Any

import pytest

from unisurvey.errors import UsageError
from unisurvey.export.tabular import to_frame
from unisurvey.fields import by_name, flat_fields
from unisurvey.views.flat import FLATTEN, flat_keys

TYPES = {"list": list, "integer": int, "boolean": bool, "text": str}


@pytest.mark.parametrize("kind", FLATTEN)
def test_the_type_of_every_key_is_that_of_its_values(kind, real, toy_catalog):
    rows = [
        FLATTEN[kind](record, catalog)
        for catalog in (real, toy_catalog)
        for record in catalog.records(kind)
    ]
    for name in flat_keys(kind):
        wanted = TYPES[by_name()[name].flat_type.partition(" ")[0]]
        found = {type(row[name]) for row in rows} - {type(None)}

        assert found <= {wanted}, name


@pytest.mark.parametrize("kind", FLATTEN)
def test_a_frame_has_the_columns_and_values_of_the_rows(kind, real):
    rows = [FLATTEN[kind](record, real) for record in real.records(kind)]

    frame = to_frame(rows, flat_fields(kind))

    assert list(frame.columns.drop("date_start")) == list(flat_keys(kind))
    assert len(frame) == len(rows)
    for name in flat_keys(kind):
        values = [row[name] for row in rows]
        missing = frame[name].isna()
        shown = frame[name].astype(object).mask(missing, None).tolist()
        assert shown == values


def test_partial_dates_stay_text_beside_their_first_day():
    rows: list[dict[str, Any]] = [{"date": "2025-12"}, {"date": None}, {"date": "2024"}]

    frame = to_frame(rows, {"date": by_name()["date"]})

    assert frame["date"].dtype == "string"
    assert frame["date_start"].dtype == "datetime64[s]"
    assert frame["date_start"].dt.strftime("%Y-%m-%d").tolist()[::2] == [
        *("2025-12-01", "2024-01-01")
    ]
    assert frame["date_start"].isna()[1]


@pytest.mark.parametrize("kind", FLATTEN)
def test_no_rows_have_the_same_types(kind, real):
    rows = [FLATTEN[kind](record, real) for record in real.records(kind)]

    empty = to_frame([], flat_fields(kind))

    assert len(empty) == 0
    assert empty.dtypes.equals(to_frame(rows, flat_fields(kind)).dtypes)


def test_without_pandas_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(UsageError) as caught:
        to_frame([], {})

    assert str(caught.value) == "pandas is not installed; pip install pandas"
