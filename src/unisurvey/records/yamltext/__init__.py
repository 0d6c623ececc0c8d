"""YAML text → plain data with positions, strictly.

The law: a value is read only where every YAML reader would read the same. Whatever
is left is a `Problem` with a stable code, explained in `codes.toml`.
"""

from __future__ import annotations

from unisurvey.records.yamltext.parsing import Parsed, parse
from unisurvey.records.yamltext.positions import Positions, locate

__all__ = ["Parsed", "Positions", "locate", "parse"]
