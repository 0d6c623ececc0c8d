import asyncio
import os
import signal

import pytest
import typer

from unisurvey import __version__
from unisurvey.cli.network import agent, endpoints, run
from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.outside.services import ENDPOINTS


def test_an_option_goes_before_the_environment(monkeypatch):
    monkeypatch.setenv("UNISURVEY_ARXIV_URL", "https://one.example.org")
    monkeypatch.setenv("UNISURVEY_DBLP_URL", "https://two.example.org")

    found = endpoints(["arxiv=https://three.example.org/api?a=b"])

    assert found == ENDPOINTS | {
        "arxiv": "https://three.example.org/api?a=b",
        "dblp": "https://two.example.org",
    }


def test_an_unknown_service_brings_the_closest():
    with pytest.raises(
        UnknownValueError, match="unknown service 'arxive'; did you mean"
    ):
        endpoints(["arxive=https://example.org"])


@pytest.mark.parametrize(
    "text", ["arxiv", "arxiv=", "arxiv=localhost:80", "arxiv=file:///x"]
)
def test_a_service_has_a_web_address(text):
    with pytest.raises(UsageError, match=r"expected NAME=URL such as arxiv=https://"):
        endpoints([text])


def test_without_a_mail_address_we_only_say_who_we_are():
    assert agent() == f"unisurvey/{__version__}"


def test_an_interrupt_ends_cleanly(capsys):
    async def interrupted():
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(10)

    with pytest.raises(typer.Exit) as error:
        run(interrupted())

    assert error.value.exit_code == 130
    assert capsys.readouterr().err == "interrupted\n"
