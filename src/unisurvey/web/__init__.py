"""The only room that opens network connections."""

from unisurvey.web.answer import Answer

__all__ = ["Answer"]
