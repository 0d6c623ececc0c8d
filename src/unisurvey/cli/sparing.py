"""Commands whose options are read only where they are given.

typer makes a validator of pydantic for each option, given or not, which takes longer than
most commands do (fastapi/typer, `get_runtime_param` of 0.29; before, there is none).
"""

from __future__ import annotations

from functools import partial
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand

from unisurvey.cli.bare import filled


class SparingReader:
    """How one option is read: a default as it is declared, text as it is typed."""

    def __init__(self, read: Any) -> None:
        """Take typer's own function that makes what reads it."""
        self.read = read

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return what the command gets for a value; see typer's `RuntimeParam`."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        taken = param.type_descriptor.annotation
        if value is param.default or taken is str:
            return value
        if taken == list[str]:
            return list(value)
        try:
            return self.read().coerce(value, param=param, ctx=ctx)
        except BadParameter as error:
            error.message = _said(error, param)
            raise


def _said(error: BadParameter, param: Any) -> str:
    """Return what is wrong with a value in our words, where typer says it in pydantic's."""
    from pydantic import ValidationError

    from unisurvey.errors import UnknownValueError
    from unisurvey.records.explain import first_of

    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return error.message
    choices = param.type_descriptor.choices
    if choices:
        wrong = str(cause.errors()[0]["input"])
        return str(UnknownValueError("value", wrong, map(str, choices)))
    return first_of(cause)[1]


def spared(parameters: list[Any]) -> list[Any]:
    """Return the parameters of a command, each read only where it is given."""
    for each in parameters:
        if hasattr(each, "get_runtime_param") and "get_runtime_param" not in vars(each):
            each.get_runtime_param = partial(SparingReader, each.get_runtime_param)
    return parameters


class SparingCommand(TyperCommand):
    """A command whose options, `--help` among them, are read where they are given."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return all parameters."""
        return spared(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; some options need no value."""
        return super().parse_args(ctx, filled(args, self.params))
