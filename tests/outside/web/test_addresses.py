"""Private addresses are not asked, whatever leads to them."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import ForbiddenAddressError, UsageError
from unisurvey.outside.web.addresses import named_hosts, private_kind

STRICT = {"allow_private": False}

PRIVATE = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255"),
    *("127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1", "192.0.2.1"),
    *("192.168.1.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1"),
    *("255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1"),
    *("64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1"),
    *("2001:db8::1", "2001:0:a00:1::", "2001::f5ff:fffe", "fec0::1", "100::1"),
]
PUBLIC = [
    *("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1"),
    *("2606:4700::6810:1", "2a04:4e42::223", "::ffff:8.8.8.8", "64:ff9b::808:808"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_known(address):
    assert private_kind(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_known(address):
    assert private_kind(address) is None


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_does_not_make_it_public(address):
    for wrapped in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert bool(private_kind(wrapped)) == bool(private_kind(str(address)))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "LOCALHOST."),
        *("app.localhost", "169.254.169.254", "10.1.2.3", "[64:ff9b::7f00:1]"),
        *("127.1", "2130706433", "0x7f000001"),
    ],
)
def test_a_private_host_is_refused_before_anything_is_sent(serve, refusal, host):
    server = serve({"/a": "secret"})

    error = refusal(f"http://{host}:{server.port}/a", STRICT)

    assert isinstance(error, ForbiddenAddressError)
    assert error.reason.endswith("; allow it with --allow-private")
    assert server.requests == []


def test_the_message_says_what_and_how_to_allow_it(refusal, names):
    literal = refusal("http://127.0.0.1:9/a", STRICT)
    local = refusal("http://localhost:9/a", STRICT)
    resolver = names({"inner.test": ["10.0.0.7"]})
    named = refusal("http://inner.test/a", {**STRICT, "resolver": resolver})

    assert str(literal) == (
        "127.0.0.1 is a loopback address; allow it with --allow-private: "
        "http://127.0.0.1:9/a"
    )
    assert local.reason == "localhost is this machine; allow it with --allow-private"
    assert named.reason == (
        "inner.test leads to the private address 10.0.0.7; "
        "allow it with --allow-private"
    )


def test_one_private_address_among_public_ones_is_enough(refusal, names):
    resolver = names({"both.test": ["8.8.8.8", "127.0.0.1"]})

    error = refusal("http://both.test/a", {**STRICT, "resolver": resolver})

    assert isinstance(error, ForbiddenAddressError)


def test_the_checked_address_is_the_one_connected_to(serve, get, names):
    """A second look-up, which a name that changes could abuse, never happens."""
    server = serve({"/a": "found"})
    resolve = names({"rebind.test": [["127.0.0.1"], ["192.0.2.1"]]})
    asked = []

    async def counting(host, port):
        asked.append(host)
        return await resolve(host, port)

    answer = get(f"http://rebind.test:{server.port}/a", {"resolver": counting})

    assert answer.body == b"found"
    assert asked == ["rebind.test"]


def test_a_name_is_checked_whenever_it_is_looked_up(serve, web, names):
    server = serve({"/a": "mine"})
    base = f"http://rebind.test:{server.port}"
    resolver = names({"rebind.test": [["127.0.0.1"], ["10.0.0.1"]]})

    async def ask():
        async with web(resolver=resolver) as asking:
            await asking.get(f"{base}/a")
        async with web(allow_private=False, resolver=resolver) as asking:
            await asking.get(f"{base}/a")

    with pytest.raises(ForbiddenAddressError):
        asyncio.run(ask())
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "only http and https addresses are asked"),
        ("ftp://example.org/a", "only http and https addresses are asked"),
        (
            "http://user:hush@example.org/",
            "an address with a user or password in it is not asked",
        ),
        (
            "http://169.254.169.254/latest",
            "169.254.169.254 is a link-local address; allow it with --allow-private",
        ),
        (
            "http://inner.test/a",
            (
                "inner.test leads to the private address 10.0.0.7; "
                "allow it with --allow-private"
            ),
        ),
    ],
)
def test_a_redirect_to_a_forbidden_address_is_not_followed(
    serve, refusal, names, target, reason
):
    server = serve({"/a": (302, {"Location": target}, "")})
    settings = {
        **STRICT,
        "endpoints": {"github": server.url},
        "resolver": names({"inner.test": ["10.0.0.7"]}),
    }

    error = refusal(f"{server.url}/a", settings)

    assert isinstance(error, ForbiddenAddressError)
    assert error.reason == reason
    assert "hush" not in str(error)


@pytest.mark.parametrize("url", ["file:///a", "a.org/b", "", "http:///a", "data:,x"])
def test_only_http_is_asked(refusal, url):
    error = refusal(url)

    assert isinstance(error, ForbiddenAddressError)
    assert error.reason == "only http and https addresses are asked"


def test_credentials_in_an_address_are_refused_and_not_shown(refusal):
    error = refusal("https://user:hush@example.org/a")

    assert str(error) == (
        "an address with a user or password in it is not asked: https://example.org/a"
    )


def test_a_service_that_the_user_named_is_asked_though_private(serve, get, refusal):
    server = serve({"/api/a": "mirror"})
    other = serve({"/api/a": "secret"})
    settings = {**STRICT, "endpoints": {"arxiv": f"{server.url}/api"}}

    assert get(f"{server.url}/api/a", settings).body == b"mirror"
    assert isinstance(refusal(f"{other.url}/api/a", settings), ForbiddenAddressError)
    assert other.requests == []


def test_a_named_service_may_have_a_name(serve, get, names):
    server = serve({"/a": "mirror"})
    base = f"http://mirror.test:{server.port}"
    resolver = names({"mirror.test": ["127.0.0.1"]})
    settings = {**STRICT, "endpoints": {"arxiv": base}, "resolver": resolver}

    assert get(f"{base}/a", settings).body == b"mirror"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://[::1", "'http://[::1' is not a valid address"),
        ("localhost:80", "'localhost:80' is not an http or https address"),
        ("mirror", "'mirror' is not an http or https address"),
    ],
)
def test_a_service_needs_an_address(web, address, reason):
    with pytest.raises(UsageError) as caught:
        web(endpoints={"arxiv": address})

    assert str(caught.value) == reason


def test_a_service_is_its_host_and_port():
    addresses = ("https://A.example/x", "http://b.example", "http://c.example:8080/")

    assert named_hosts(addresses) == {
        ("a.example", 443),
        ("b.example", 80),
        ("c.example", 8080),
    }


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        *(
            ("127.0.0.1", "loopback"),
            ("::1", "loopback"),
            ("::ffff:127.0.0.1", "loopback"),
        ),
        *(("0.0.0.0", "unspecified"), ("::", "unspecified")),
        *(("169.254.1.1", "link-local"), ("fe80::1", "link-local")),
        *(("224.0.0.1", "multicast"), ("ff02::1", "multicast")),
        *(
            ("10.0.0.1", "private"),
            ("fec0::1", "private"),
            ("64:ff9b::a00:1", "private"),
        ),
        *(("240.0.0.1", "private"), ("4000::1", "reserved")),
    ],
)
def test_the_kind_of_an_address_is_named(address, kind):
    assert private_kind(address) == kind


def test_what_is_no_address_has_no_kind():
    for text in ("", "a.example", "1.2.3", "::g"):
        with pytest.raises(ValueError, match="does not appear to be"):
            private_kind(text)
