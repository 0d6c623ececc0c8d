"""Flat objects → a pandas data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.errors import UsageError
from unisurvey.fields import BY_NAME
from unisurvey.schema.dates import date_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def to_frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return one row per object, in order.

    Text is `string`, whole numbers `Int64`, truth values `boolean`; what is not known
    is missing. Lists stay lists. Dates stay text, because a month is no day;
    `date_start` beside them is the first day that each can mean.

    Raises:
        UsageError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise UsageError(
            'pandas is not installed; pip install "unisurvey[data]"'
        ) from None
    found: dict[str, pd.Series[Any]] = {}
    for name in columns:
        values = [row[name] for row in rows]
        found[name] = pd.Series(values, dtype=_type(name))
        if name == "date":
            found["date_start"] = pd.Series(
                [date_span(text)[0] if text else None for text in values],
                dtype="datetime64[s]",
            )
    return pd.DataFrame(found)


def _type(name: str) -> Any:
    kind = BY_NAME[name].flat_type
    if kind.startswith("list"):
        return object
    types = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
    return types.get(kind, "string")
