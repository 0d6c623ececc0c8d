"""Addresses as people paste them, wherever a word stands for a record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import SeveralRecordsError, UnknownRecordError
from unisurvey.records.addresses import Addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://arxiv.org/abs/2410.13848", "papers/janus"),
        ("https://arxiv.org/pdf/2410.13848v3.pdf", "papers/janus"),
        ("arxiv.org/html/2410.13848v1#S2", "papers/janus"),
        ("arXiv:2410.13848", "papers/janus"),
        ("2410.13848v2", "papers/janus"),
        ("https://doi.org/10.48550/arXiv.2410.13848", "papers/janus"),
        ("10.1109/cvpr52734.2025.01210", "papers/janus"),
        ("https://doi.org/10.1109/CVPR52734.2025.01210", "papers/janus"),
        ("https://huggingface.co/papers/2410.13848", "papers/janus"),
        ("https://huggingface.co/deepseek-ai/Janus-1.3B", "papers/janus"),
        ("https://huggingface.co/spaces/deepseek-ai/Janus-1.3B", "papers/janus"),
        ("https://hf.co/deepseek-ai/Janus-1.3B/tree/main", "papers/janus"),
        ("https://aclanthology.org/2023.emnlp-main.397.pdf", "papers/halueval"),
        ("https://openreview.net/forum?id=pG0WTde3pR", "papers/muddit"),
        ("https://openreview.net/pdf?id=pG0WTde3pR", "papers/muddit"),
        ("https://arxiv.org/abs/2307.06350", "papers/t2i-compbench-plus-plus"),
        ("https://arxiv.org/abs/2307.06350v3", "papers/t2i-compbench-plus-plus"),
        ("https://arxiv.org/abs/2307.06350v1", "papers/t2i-compbench"),
        # the very page goes before the repository that it is in
        ("http://www.github.com/ShowLab/show-o.git", "papers/show-o"),
        ("https://github.com/showlab/Show-o/tree/main/show-o2", "papers/show-o2"),
        # what the records of one work share is that work
        ("https://huggingface.co/datasets/Yejy53/Echo-4o-Image", "papers/echo-4o"),
        ("https://github.com/djghosh13/geneval", "benchmarks/geneval"),
    ],
)
def test_a_pasted_address_leads_to_its_record(text, found, real):
    assert real[text] is real[found]
    assert text in real


def test_an_address_of_several_works_names_them_all(real):
    address = "https://github.com/deepseek-ai/Janus"

    with pytest.raises(SeveralRecordsError) as caught:
        real[address]

    assert str(caught.value) == (
        f"{address!r} is the address of janus, janus-pro and janusflow; "
        "expected one of these"
    )
    assert isinstance(caught.value, LookupError)
    assert address not in real


@pytest.mark.parametrize(
    "text", ["https://arxiv.org/abs/9912.99999", "https://[::1/", "https://example.org"]
)
def test_an_address_of_nothing_is_said_to_be_one(text, real):
    with pytest.raises(UnknownRecordError) as caught:
        real[text]

    assert str(caught.value) == f"no record with address {text!r}"


def test_every_link_and_identifier_leads_to_a_record_that_has_it(real):
    """Nothing that a record shows is lost, and nothing leads to another work."""
    known, wrong = Addresses(real), []
    for record in real:
        paper = record if hasattr(record, "key") else None
        links = [link for _, link in getattr(record, "links", None) or () if link]
        ids = [paper.arxiv, paper.doi, paper.url] if paper else []
        for text in filter(None, (*links, *ids)):
            wrong += [text] if record not in known.find(text) else []

    assert wrong == []


@given(
    st.one_of(
        st.text(),
        st.text("htps:/.?#[]@%2401arxivgudocmfe-", max_size=60),
        st.builds("https://{}/{}".format, st.text(max_size=12), st.text(max_size=12)),
    )
)
def test_any_text_leads_to_a_record_or_nowhere(toy_catalog, text):
    if text in toy_catalog:
        assert toy_catalog[text] in list(toy_catalog)
    else:
        with pytest.raises(LookupError):
            toy_catalog[text]


def test_names_and_ids_go_before_addresses(toy_catalog):
    named = replace(
        toy_catalog,
        datasets=(
            toy_catalog.datasets[0].model_copy(update={"name": "2411.00002"}),
            *toy_catalog.datasets[1:],
        ),
    )

    assert named["2411.00002"] is named["toy-any"]  # a paper, and its arXiv id
    assert named["https://github.com/toy/sets"].id == "toy-sets"
