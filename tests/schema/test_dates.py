from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.schema.base import PartialDate
from unisurvey.schema.dates import FIRST_YEAR, LAST_YEAR, arxiv_month, date_span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-08-22", date(2024, 8, 22), date(2024, 8, 22)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("1950", date(1950, 1, 1), date(1950, 12, 31)),
        ("2099-12-31", date(2099, 12, 31), date(2099, 12, 31)),
    ],
)
def test_a_partial_date_spans_all_it_can_mean(text, first, last):
    assert date_span(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-29", "'2023-02-29' has no such day"),
        ("2024-02-30", "'2024-02-30' has no such day"),
        ("2024-04-31", "'2024-04-31' has no such day"),
        ("2024-04-00", "'2024-04-00' has no such day"),
        ("2024-13", "'2024-13' has no such month"),
        ("2024-00-10", "'2024-00-10' has no such month"),
        ("1949-12-31", "'1949-12-31' has an impossible year"),
        ("2100", "'2100' has an impossible year"),
    ],
)
def test_an_impossible_day_is_refused(text, message, complaints):
    with pytest.raises(ValueError) as caught:
        date_span(text)

    assert str(caught.value) == message
    assert complaints(PartialDate, text) == [((), "partial_date", message)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-8-22",
        "2024/08/22",
        "22-08-2024",
        "2024-08-22T00:00",
        "August 2024",
        "2024-08-",
        "2024-08-22\n",
        " 2024",
    ],
)
def test_another_form_of_date_is_refused(text):
    with pytest.raises(ValueError) as caught:
        date_span(text)

    assert (
        str(caught.value)
        == f"{text!r} is not a date, expected YYYY, YYYY-MM or YYYY-MM-DD"
    )


@pytest.mark.parametrize("date", ["2024", "2024-08", "2024-08-22"])
def test_a_record_may_know_only_the_year_or_the_month(date, complaints):
    assert complaints(PartialDate, date) == []


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_every_real_day_lies_within_its_month_and_year(day):
    text = day.isoformat()

    assert date_span(text) == (day, day)
    for coarser in (text[:7], text[:4]):
        first, last = date_span(coarser)
        assert first <= day <= last
        assert first.isoformat().startswith(coarser)
        assert last.isoformat().startswith(coarser)


@pytest.mark.parametrize(
    ("arxiv", "month"), [("2408.12528", "2024-08"), ("0704.0001v2", "2007-04")]
)
def test_an_arxiv_id_states_its_month(arxiv, month):
    assert arxiv_month(arxiv) == month
