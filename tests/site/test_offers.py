"""What a page offers finds what the command finds: one law, for random questions."""

from random import Random

import pytest
from hypothesis import settings
from tests.site.conftest import data_of

from unisurvey.records import SELECTABLE
from unisurvey.scores.comparing import comparing
from unisurvey.site.explore import explore
from unisurvey.site.frame import Frame
from unisurvey.views.columns import flatten, sort_rows


@pytest.fixture(scope="session")
def offered(any_catalog):
    """Kind → what its page's script reads."""
    frame = Frame(any_catalog, ())
    return {
        kind: data_of(dict(explore(kind, frame)), kind)
        for kind in SELECTABLE
        if any_catalog.records(kind)
    }


def asked(data, lot):
    """Return a random question: for some filters, some of the words that are offered."""
    several = lot.sample(data["offers"], min(len(data["offers"]), lot.randint(1, 3)))
    return {
        offer["name"]: lot.sample(
            offer["choices"], min(len(offer["choices"]), lot.randint(1, 3))
        )
        for offer in several
    }


def test_what_is_offered_finds_what_the_filters_find(any_catalog, offered):
    wrong = []
    for seed in range(settings().max_examples):
        lot = Random(seed)
        kind = lot.choice(list(offered))
        data = offered[kind]
        question = asked(data, lot)
        found = set(range(len(data["ids"])))
        for choices in question.values():
            found &= {row for *_, rows in choices for row in rows}
        shown = sorted(data["ids"][row] for row in found)
        flags = {offer["name"] for offer in data["offers"] if offer["is_flag"]}
        filters = {
            name.replace("-", "_"): name in flags
            or ",".join(word for word, *_ in choices)
            for name, choices in question.items()
        }
        listed = sorted(r.id for r in any_catalog.select(kind, **filters))
        if shown != listed:
            wrong.append((kind, filters, shown, listed))

    assert wrong == []


def test_every_word_that_is_offered_finds_what_it_finds_alone(any_catalog, offered):
    wrong = [
        (kind, name, word)
        for kind, data in offered.items()
        for offer in data["offers"]
        for word, _label, _depth, rows in offer["choices"]
        for name in [offer["name"].replace("-", "_")]
        for given in [True if offer["is_flag"] else word]
        if {data["ids"][row] for row in rows}
        != {record.id for record in any_catalog.select(kind, **{name: given})}
    ]

    assert wrong == []


def test_a_filter_that_is_offered_says_something_of_some_records(offered):
    for data in offered.values():
        for offer in data["offers"]:
            assert offer["label"]
            assert offer["help"]
            words = [word for word, *_ in offer["choices"]]
            assert len(set(words)) == len(words)
            assert not any("," in word for word in words)
            assert all(rows for *_, rows in offer["choices"])


def misordered(kind, data, catalog, turned):
    """Yield the columns by which a page sorts otherwise than the command."""
    rows = flatten(catalog.records(kind), kind, catalog)
    for name, (_label, ranks) in data["sorts"].items():
        sign = -1 if turned else 1
        order = sorted(
            range(len(ranks)), key=lambda n: (ranks[n] < 0, sign * ranks[n], n)
        )
        found = sort_rows(rows, f"{turned}{name}", kind, catalog)
        if [data["ids"][n] for n in order] != [record.id for record, _ in found]:
            yield kind, f"{turned}{name}"


@pytest.mark.parametrize("turned", ["", "-"])
def test_ranks_order_rows_as_the_command_does(any_catalog, offered, turned):
    assert [
        column
        for kind, data in offered.items()
        for column in misordered(kind, data, any_catalog, turned)
    ] == []


@pytest.mark.parametrize("turned", ["", "-"])
def test_what_a_record_says_that_it_lacks_is_sorted_as_unknown(real, turned):
    frame = Frame(comparing(real), ())
    data = data_of(dict(explore("models", frame)), "models")

    assert any(model.absent for model in real.models)
    assert [*misordered("models", data, real, turned)] == []
