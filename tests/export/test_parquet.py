"""Flat objects as Parquet, read back by another engine."""

import datetime as dt
import sys

import duckdb
import pytest
from pyarrow import parquet

from unisurvey.errors import UsageError
from unisurvey.export.tabular import (
    parquet_fields,
    to_parquet,
    with_date_parts,
)
from unisurvey.views.flat import FLATTEN, flat_keys

DATE_PARTS = ("date_start", "date_year", "date_month")
KINDS = ("models", "papers", "datasets", "benchmarks")
TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "day": "DATE",
    "list of text": "VARCHAR[]",
    "list of integers": "BIGINT[]",
    "list of numbers": "DOUBLE[]",
}


def rows_of(kind, catalog):
    return [
        with_date_parts(FLATTEN[kind](record, catalog))
        for record in catalog.records(kind)
    ]


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


def test_duckdb_reads_what_the_catalogue_says(kind, real, tmp_path):
    path = tmp_path / "x.parquet"
    rows = rows_of(kind, real)

    path.write_bytes(to_parquet(rows, parquet_fields(kind, real)))

    relation = duckdb.read_parquet(str(path))
    assert dict(zip(relation.columns, map(str, relation.types), strict=True)) == {
        field.name: TYPES[field.type] for field in parquet_fields(kind, real)
    }
    found = [
        dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()
    ]
    assert found == rows


def test_every_key_of_the_flat_objects_is_a_column(kind):
    fields = parquet_fields(kind)

    names = [field.name for field in fields if field.name not in DATE_PARTS]
    assert tuple(names) == flat_keys(kind)
    assert all(field.about.endswith(".") for field in fields)


def test_the_same_records_give_the_same_bytes(kind, toy_catalog):
    rows = rows_of(kind, toy_catalog)

    assert to_parquet(rows, parquet_fields(kind)) == to_parquet(
        rows, parquet_fields(kind)
    )


def test_a_file_without_rows_has_its_columns(kind, tmp_path):
    path = tmp_path / "x.parquet"

    path.write_bytes(to_parquet([], parquet_fields(kind)))

    relation = duckdb.read_parquet(str(path))
    assert relation.fetchall() == []
    assert relation.columns == [field.name for field in parquet_fields(kind)]


def test_columns_carry_their_meaning(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_bytes(to_parquet([], parquet_fields("models")))

    schema = parquet.read_schema(path)
    about = schema.field("mask").metadata[b"description"]
    assert about == b"Attention mask used in generation."


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        (None, (None, None, None)),
        ("2025", (dt.date(2025, 1, 1), 2025, None)),
        ("2025-03", (dt.date(2025, 3, 1), 2025, 3)),
        ("2025-03-14", (dt.date(2025, 3, 14), 2025, 3)),
    ],
)
def test_a_partial_date_has_parts(date, parts):
    flat = with_date_parts({"date": date})

    assert flat["date"] == date
    assert tuple(flat[name] for name in DATE_PARTS) == parts


def test_without_pyarrow_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(UsageError) as caught:
        to_parquet([], parquet_fields("models"))

    assert str(caught.value) == "Parquet needs pyarrow: pip install pyarrow"
