"""Public services that know works, each asked and read in a file of its own."""

from unisurvey.services.work import Work

__all__ = ["Work"]
