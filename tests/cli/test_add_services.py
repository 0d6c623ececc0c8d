"""Adding from every service, over HTTP, into a catalogue that stays valid."""

import pytest
import yaml

SOURCES = {
    "arXiv": "2401.01001",
    "Crossref": "10.5555/heron.2024.17",
    "DataCite": "10.5281/zenodo.1",
    "OpenReview": "https://openreview.net/forum?id=hErOn2025x",
    "ACL Anthology": "https://aclanthology.org/2024.marsh-long.17/",
    "DBLP": "https://dblp.org/rec/conf/iclr/QuillfeatherRX25.html",
    "Semantic Scholar": "https://www.semanticscholar.org/paper/"
    "0123456789abcdef0123456789abcdef01234567",
    "Hugging Face": "https://huggingface.co/papers/2401.01001",
    "GitHub": "https://github.com/marsh/reeds",
}


@pytest.mark.parametrize("service", SOURCES)
def test_a_work_of_every_service_becomes_a_valid_record(
    service, standin, toy_copy, run
):
    words = ("add", SOURCES[service], *standin.options, "--retries", "0")

    before = set(toy_copy.rglob("*.yaml"))

    run(*words, root=toy_copy)

    (path,) = set(toy_copy.rglob("*.yaml")) - before
    record = yaml.safe_load(path.read_text())
    assert {"title", "sources", "added"} <= record.keys()
    run("validate", "--strict", "--ignore", "C218,C254", root=toy_copy)
    run("fmt", "--check", root=toy_copy)


@pytest.mark.parametrize("service", SOURCES)
def test_a_work_of_every_service_is_added_once(service, standin, toy_copy, run):
    words = ("add", SOURCES[service], *standin.options, "--retries", "0")
    run(*words, root=toy_copy)

    again = run(*words, root=toy_copy, code=1)

    assert "already in the catalogue" in again.stderr
