"""Whatever a server sends, it ends in an answer, an error for people, or a verdict."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisurvey.errors import NetworkError
from unisurvey.outside.web import Answer

NAMES = st.sampled_from(
    [
        *(b"Content-Length", b"Content-Encoding", b"Transfer-Encoding", b"Location"),
        *(b"Retry-After", b"Set-Cookie", b"Connection", b"Content-Type", b"X"),
    ]
)
VALUES = st.one_of(
    st.sampled_from(
        [
            *(b"0", b"5", b"-1", b"chunked", b"gzip", b"close", b"/a", b"//", b"?"),
            *(b"http://", b"http://[::1", b"https://a b/", b"\xff\xfe", b"http://%/"),
            *(b"http://xn--a.test/", b"http://1.2.3/", b"a=b; Domain=.test; Path=/"),
            *(b"http://127.0.0.1:1/", b"http://a:99999/", b"#", b"ht!tp:/x", b""),
        ]
    ),
    st.binary(max_size=20),
)
HEADS = st.lists(st.tuples(NAMES, VALUES), max_size=4).map(
    lambda pairs: b"".join(b"%b: %b\r\n" % pair for pair in pairs)
)
STATUSES = st.sampled_from(
    [b"200", b"204", b"301", b"302", b"304", b"404", b"503", b""]
)
ANSWERS = st.one_of(
    st.binary(max_size=60),
    st.builds(
        lambda status, head, body: b"HTTP/1.1 %b OK\r\n%b\r\n%b" % (status, head, body),
        STATUSES,
        HEADS,
        st.binary(max_size=60),
    ),
)
LIMITS = {"retries": 1, "probe_retries": 0, "redirects": 2, "read": 1, "total": 2}


@settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(answer=ANSWERS)
def test_nothing_but_answers_network_errors_and_verdicts(serve, web, names, answer):
    server = serve({"/a": lambda _: iter([answer])})
    url = f"{server.url}/a"

    async def ask():
        async with web(limits=LIMITS, resolver=names({})) as asking:
            try:
                found = await asking.get(url)
            except NetworkError as error:
                found = error
            return found, await asking.probe(url)

    found, probe = asyncio.run(ask())

    assert isinstance(found, Answer | NetworkError)
    assert probe.verdict in {"alive", "dead", "undecidable"}
    assert probe.reason
