"""A fixed number of many records, however the catalogue grows."""

from zlib import crc32

from hypothesis import settings


def some_of(many, most=100):
    """Return so many of them in their order, or all where laws are tried at length.

    Which these are follows from their ids, so that one more changes one at most.
    """
    if settings().max_examples > 1_000:
        return many
    names = [getattr(one, "id", one) for one in many]
    mixed = sorted(range(len(names)), key=lambda n: (crc32(names[n].encode()), n))
    return [many[n] for n in sorted(mixed[:most])]
