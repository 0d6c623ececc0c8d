"""Encrypted connections are checked against the name that was asked for."""

import ssl

import pytest
import trustme

from unisurvey.errors import UnreachableError


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def trusting(authority):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def secure(serve, authority):
    """Start an https server with a certificate for some names."""

    def secure(*hosts):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*hosts).configure_cert(context)
        return serve({"/a": "sealed"}, tls=context)

    return secure


def test_a_name_and_its_certificate(secure, get, names, trusting):
    server = secure("survey.test")
    settings = {"tls": trusting, "resolver": names({"survey.test": ["127.0.0.1"]})}

    answer = get(f"https://survey.test:{server.port}/a", settings)

    assert answer.body == b"sealed"


def test_a_certificate_for_another_name(secure, refusal, names, trusting):
    server = secure("other.test")
    settings = {"tls": trusting, "resolver": names({"survey.test": ["127.0.0.1"]})}

    error = refusal(f"https://survey.test:{server.port}/a", settings)

    assert isinstance(error, UnreachableError)
    assert error.reason == (
        "the TLS certificate is not valid (Hostname mismatch, certificate is not "
        "valid for 'survey.test'.)"
    )
    assert server.requests == []


def test_a_certificate_that_nobody_trusts(secure, refusal):
    server = secure("127.0.0.1")

    error = refusal(f"{server.url}/a")

    assert error.reason.startswith("the TLS certificate is not valid (")


def test_a_server_that_does_not_encrypt(serve, refusal, trusting):
    server = serve({"/a": "plain"})

    error = refusal(server.url.replace("http:", "https:") + "/a", {"tls": trusting})

    assert error.reason.startswith("no TLS connection (")
    assert "_" not in error.reason
    assert "unknown reason" not in error.reason


def test_a_bad_certificate_does_not_make_a_link_dead(secure, probe):
    server = secure("127.0.0.1")

    assert probe(f"{server.url}/a").verdict == "undecidable"
