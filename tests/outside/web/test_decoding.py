"""Decompression in pieces."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.outside.web.answer import Body, CutError, TooLargeError

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "": bytes,
}


def pieces(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(
    st.sampled_from(sorted(PACKERS)),
    st.binary(max_size=2000),
    st.integers(min_value=1, max_value=99),
)
def test_pieces_of_any_size_make_the_whole(encoding, data, size):
    body = Body(encoding, largest=len(data))
    for piece in pieces(PACKERS[encoding](data), size):
        body.add(piece)

    assert body.whole() == data


@given(st.sampled_from(["gzip", "deflate"]), st.binary(min_size=1), st.data())
def test_compressed_data_that_stop_early_are_noticed(encoding, data, draw):
    packed = PACKERS[encoding](data)
    end = draw.draw(st.integers(min_value=1, max_value=len(packed) - 1))
    body = Body(encoding, largest=len(data))
    body.add(packed[:end])

    with pytest.raises(CutError):
        body.whole()


@given(st.sampled_from(sorted(PACKERS)), st.binary(min_size=1))
def test_one_byte_too_many_is_too_many(encoding, data):
    body = Body(encoding, largest=len(data) - 1)

    with pytest.raises(TooLargeError):
        body.add(PACKERS[encoding](data))


def test_an_announced_encoding_of_nothing_is_nothing():
    assert Body("gzip", largest=1).whole() == b""


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_costs_no_memory(encoding):
    packed = PACKERS[encoding](bytes(100_000_000))
    body = Body(encoding, largest=1_000_000)
    tracemalloc.start()

    with pytest.raises(TooLargeError):
        body.add(packed)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
