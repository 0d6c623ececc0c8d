"""What errors of the connection mean, in words."""

import ssl

import httpcore
import pytest

from unisurvey.errors import BadAnswerError, UnreachableError
from unisurvey.outside.web import Limits
from unisurvey.outside.web.failures import (
    CutShortError,
    LookupFailedError,
    NoSuchNameError,
    OfflineError,
    PassingError,
    failure,
)

URL = "https://a.example/x"


def caused(error, *causes, handled=False):
    """Chain errors as `raise … from …` does, or as an error in a handler is."""
    for cause in causes:
        if handled:
            error.__context__ = cause
        else:
            error.__cause__ = cause
        error = cause


def no_tls(reason):
    error = ssl.SSLError()
    error.reason = reason
    return error


@pytest.mark.parametrize(
    ("error", "answering", "kind", "reason"),
    [
        (LookupFailedError("a.example", missing=True), False, NoSuchNameError,
         "the name a.example does not exist"),
        (LookupFailedError("a.example", missing=False), False, PassingError,
         "the name a.example cannot be looked up now"),
        (LookupFailedError("a.example", offline=True), False, OfflineError,
         "the name a.example cannot be looked up; you seem to be offline"),
        (httpcore.ConnectTimeout(), False, PassingError, "no connection within 7 s"),
        (httpcore.ReadTimeout(), True, PassingError, "silent for 9 s"),
        (httpcore.WriteTimeout(), False, PassingError, "silent for 9 s"),
        (httpcore.ConnectError(), False, PassingError, "no connection"),
        (httpcore.ReadError(), True, PassingError, "the connection broke"),
        (OSError(), False, PassingError, "the connection broke"),
        (httpcore.RemoteProtocolError(), True, CutShortError, "the answer was cut short"),
        (httpcore.RemoteProtocolError("Server disconnected"), False, PassingError,
         "the server hung up without an answer"),
        (httpcore.RemoteProtocolError("x"), False, BadAnswerError,
         "the answer is not HTTP"),
        (httpcore.LocalProtocolError(), False, UnreachableError,
         "the request could not be sent"),
        (httpcore.UnsupportedProtocol(), False, UnreachableError,
         "the request could not be sent"),
    ],
)  # fmt: skip
def test_each_error_has_its_words(error, answering, kind, reason):
    found = failure(error, URL, Limits(connect=7, read=9), answering=answering)

    assert type(found) is kind
    assert (found.reason, found.url) == (reason, URL)


@pytest.mark.parametrize("handled", [False, True])
@pytest.mark.parametrize(
    ("cause", "kind", "reason"),
    [
        (ConnectionRefusedError(), PassingError, "the connection was refused"),
        (no_tls("WRONG_VERSION_NUMBER"), UnreachableError,
         "no TLS connection (wrong version number)"),
        (no_tls(None), UnreachableError, "no TLS connection (unknown reason)"),
        (TimeoutError(), PassingError, "no connection"),
    ],
)  # fmt: skip
def test_a_connection_fails_for_what_is_behind_it(cause, kind, reason, handled):
    error = httpcore.ConnectError()
    caused(error, OSError(), cause, handled=handled)

    found = failure(error, URL, Limits(), answering=False)

    assert (type(found), found.reason) == (kind, reason)
