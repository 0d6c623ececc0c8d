"""Whatever stands where an address should, no part of the program dies of it."""

import asyncio
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisurvey.checks import run_checks
from unisurvey.checks.links import is_temporary
from unisurvey.errors import SurveyError
from unisurvey.lists.awesome.reader import read_list
from unisurvey.lists.diff.comparison import compare_list
from unisurvey.lists.diff.source import raw_addresses
from unisurvey.outside.add.proving import extended
from unisurvey.outside.services import recognise
from unisurvey.outside.web import Web
from unisurvey.outside.web.addresses import named_hosts
from unisurvey.outside.web.limits import Limits
from unisurvey.schema import Paper
from unisurvey.schema.urls import take_apart

MALFORMED = [
    "https://[x.example/y",
    "https://x].example/y",
    "https://[::1",
    "https://[::g]/a.b",
    "https://example.org:port/x",
    "https://example.org:99999/x",
    "https://example.org:0/x",
    "https://example.org:-1/x",
    "https://example.org:٣/x",
    "https://example.org\u2100.example/x",
    "https://\uff45xample.org/x",
    "https://@.x/",
    "https://?.x",
]
PIECES = st.sampled_from(
    [
        *("https://", "http:", "//", "[", "]", ":", "@", "/", "?", "#", "%", "%zz"),
        *("\u2100", "\uff0f", "::1", "99999", "example.org", "github.com", "a/b", ".."),
        *("arxiv.org/abs/", "2401.01001", "&utm_source=x", ";", "www.", "xn--", "\x00"),
    ]
)
ADDRESSES = st.one_of(
    st.sampled_from(MALFORMED),
    st.text(max_size=30).map("https://".__add__),
    st.lists(PIECES, max_size=8).map("".join),
    st.text(max_size=30),
)


@pytest.mark.parametrize("url", MALFORMED)
def test_a_malformed_address_is_reported_where_it_stands(toy_copy, run, url):
    path = toy_copy / "data" / "papers" / "unheard.yaml"
    path.write_text(
        "key: nobody2024unheard\n"
        "title: Unheard\n"
        "links:\n"
        f'  code: "{url}"\n'
        "sources:\n"
        '  - url: "https://example.org"\n'
        "    vouches: [title]\n"
        'added: "2026-01-42"\n',
        "utf-8",
    )

    shown = run("validate", root=toy_copy, code=1).stderr

    assert f"unheard.yaml:4:9: S104 {url!r} is not well-formed" in shown
    assert "unheard.yaml:8:8: S104 " in shown  # problems behind it are found too


def _tried(function, *given):
    try:
        return function(*given)
    except SurveyError:
        return None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(url=ADDRESSES)
def test_any_text_as_an_address_is_read_or_refused(toy_catalog, complaints_of, url):
    _tried(recognise, url)
    _tried(named_hosts, [url])
    is_temporary(url)
    assert _tried(lambda: list(raw_addresses(url))) or take_apart(url) is None
    found = read_list(f"# List\n\n- [Name: A title]({url})\n- <{url}>\n{url}\n", "x")
    compare_list(found, toy_catalog)

    record = complaints_of(url)
    if record is not None:
        assert take_apart(url)
        run_checks(extended(toy_catalog, [record]), strict=True)


@pytest.fixture(scope="session")
def complaints_of(toy_catalog):
    """Make a record with a link, where the schema takes the address."""
    data = toy_catalog.papers[0].model_dump(mode="json", exclude_none=True)

    def make(url):
        try:
            return Paper.model_validate(
                {**data, "links": {"code": url}}, context=toy_catalog.vocabularies
            )
        except ValueError:
            return None

    return make


AT_ONCE = Limits(retries=0, probe_retries=0)


async def _nowhere(_host, _port):
    raise OSError("no such host")


@given(url=ADDRESSES)
def test_asking_any_text_ends_in_an_error_for_people(url):
    async def ask(verb):
        async with Web(agent="tests", resolver=_nowhere, limits=AT_ONCE) as web:
            return await getattr(web, verb)(url)

    with suppress(SurveyError):
        asyncio.run(ask("get"))
    with suppress(SurveyError):
        asyncio.run(ask("probe"))


def test_a_list_with_a_malformed_address_is_read_to_its_end(toy_copy, run, tmp_path):
    page = tmp_path / "list.md"
    page.write_text(
        "# Models\n\n- **One** One title [[paper]](https://[bad)\n"
        "- **Two** Two titles [[paper]](https://arxiv.org/abs/2401.99999)\n"
    )

    shown = run("diff", page, "--kind", "papers", root=toy_copy, code=1)

    assert "L130" in shown.stdout
    assert "'https://[bad' is not a well-formed address" in shown.stdout
    assert "Two" in shown.stdout


@pytest.mark.parametrize("before", ["[", "]", '"', "“"])
def test_an_address_behind_a_stray_sign_leads_nowhere(toy_copy, run, tmp_path, before):
    page = tmp_path / "list.md"
    page.write_text(
        f"# Models\n\n- [Title]({before}https://example.org/x) - some words.\n"
        "- **Two** Two titles [[paper]](https://arxiv.org/abs/2401.99999)\n"
    )

    shown = run("diff", page, "--kind", "papers", root=toy_copy, code=1)

    assert f"'{before}https://example.org/x' does not begin with" in shown.stdout
    assert "Two" in shown.stdout


@pytest.mark.parametrize("command", ["add", "diff"])
@pytest.mark.parametrize("url", ["https://[bad", "https://example.org:port/x"])
def test_a_malformed_address_on_the_command_line_is_wrong_usage(
    toy_copy, run, command, url
):
    shown = run(command, url, root=toy_copy, code=2).stderr

    assert f"'{url}'" in shown
