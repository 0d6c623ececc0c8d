"""Identifiers and addresses in every spelling that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import UnknownSourceError
from unisurvey.outside.services import ENDPOINTS
from unisurvey.schema.recognise import Reference, recognise

HASH = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("2401.01001", ("arxiv", "2401.01001")),
        ("0704.0001", ("arxiv", "0704.0001")),
        ("arXiv:2401.01001v2", ("arxiv", "2401.01001")),
        ("arxiv: 2401.01001 [cs.CV]", ("arxiv", "2401.01001")),
        (" <https://arxiv.org/abs/2401.01001v12>. ", ("arxiv", "2401.01001")),
        ("http://www.arxiv.org/pdf/2401.01001.pdf", ("arxiv", "2401.01001")),
        ("https://arxiv.org/pdf/2401.01001v2.pdf#page=3", ("arxiv", "2401.01001")),
        ("https://export.arxiv.org/abs/2401.01001?x=1", ("arxiv", "2401.01001")),
        ("arxiv.org/html/2401.01001v1", ("arxiv", "2401.01001")),
        ("https://arxiv.org/e-print/2401.01001", ("arxiv", "2401.01001")),
        ("https://ar5iv.labs.arxiv.org/html/2401.01001", ("arxiv", "2401.01001")),
        ("https://ar5iv.org/abs/2401.01001", ("arxiv", "2401.01001")),
        ("https://www.alphaxiv.org/overview/2401.01001v1", ("arxiv", "2401.01001")),
        ("https://papers.cool/arxiv/2401.01001", ("arxiv", "2401.01001")),
        ("https://doi.org/10.48550/arXiv.2401.01001", ("arxiv", "2401.01001")),
        ("cs/0101003", ("arxiv", "cs/0101003")),
        ("arXiv:math.GT/0309136v1", ("arxiv", "math/0309136")),
        ("https://arxiv.org/abs/hep-th/9901001v3", ("arxiv", "hep-th/9901001")),
        ("10.1109/5.771073", ("doi", "10.1109/5.771073")),
        ("doi:10.1109/5.771073.", ("doi", "10.1109/5.771073")),
        ("DOI: https://doi.org/10.1109/5.771073", ("doi", "10.1109/5.771073")),
        ("http://dx.doi.org/10.1002/(SICI)1097", ("doi", "10.1002/(SICI)1097")),
        ("https://doi.org/10.1002/%28SICI%291097", ("doi", "10.1002/(SICI)1097")),
        (
            "https://dl.acm.org/doi/pdf/10.1145/3581783.3612345",
            ("doi", "10.1145/3581783.3612345"),
        ),
        (
            "https://link.springer.com/content/pdf/10.1007/978-3-031-7_1.pdf",
            ("doi", "10.1007/978-3-031-7_1"),
        ),
        (
            "https://www.biorxiv.org/content/10.1101/2024.01.02.000001v2.full.pdf",
            ("doi", "10.1101/2024.01.02.000001"),
        ),
        ("https://openreview.net/forum?id=aBcD_12-34", ("openreview", "aBcD_12-34")),
        ("openreview.net/pdf?id=aBcD_12-34&x=y", ("openreview", "aBcD_12-34")),
        ("openreview:aBcD_12-34", ("openreview", "aBcD_12-34")),
        ("https://aclanthology.org/2024.acl-long.1/", ("acl", "2024.acl-long.1")),
        ("https://aclanthology.org/P18-1001v2.pdf", ("acl", "P18-1001")),
        ("https://www.aclweb.org/anthology/P18-1001/", ("acl", "P18-1001")),
        ("2024.findings-emnlp.17", ("acl", "2024.findings-emnlp.17")),
        ("acl:P18-1001", ("acl", "P18-1001")),
        ("DBLP:conf/iclr/Heron25", ("dblp", "conf/iclr/Heron25")),
        ("journals/corr/abs-2401-01001", ("dblp", "journals/corr/abs-2401-01001")),
        (
            "https://dblp.org/rec/conf/iclr/Heron25.html?view=bibtex",
            ("dblp", "conf/iclr/Heron25"),
        ),
        (
            "https://dblp.uni-trier.de/rec/bibtex/conf/iclr/Heron25",
            ("dblp", "conf/iclr/Heron25"),
        ),
        (
            f"https://www.semanticscholar.org/paper/Heron%3A-One-Quill/{HASH}",
            ("semanticscholar", HASH),
        ),
        (f"semanticscholar.org/paper/{HASH}?sort=x", ("semanticscholar", HASH)),
        (HASH.upper(), ("semanticscholar", HASH)),
        ("CorpusID:1234", ("semanticscholar", "CorpusId:1234")),
        (
            "https://api.semanticscholar.org/CorpusID:1234",
            ("semanticscholar", "CorpusId:1234"),
        ),
        ("https://huggingface.co/papers/2401.01001", ("huggingface", "papers/2401.01001")),
        ("https://huggingface.co/datasets/marsh/reeds", ("huggingface", "datasets/marsh/reeds")),
        (
            "https://huggingface.co/datasets/marsh/reeds/viewer/default",
            ("huggingface", "datasets/marsh/reeds"),
        ),
        ("https://huggingface.co/datasets/reeds/tree/main", ("huggingface", "datasets/reeds")),
        ("https://hf.co/marsh/heron-7b", ("huggingface", "models/marsh/heron-7b")),
        ("hf:marsh/heron-7b", ("huggingface", "models/marsh/heron-7b")),
        ("hf:datasets/marsh/reeds", ("huggingface", "datasets/marsh/reeds")),
        ("https://github.com/heron-lab/heron", ("github", "heron-lab/heron")),
        ("https://github.com/heron-lab/heron.git", ("github", "heron-lab/heron")),
        ("github.com/heron-lab/heron/tree/main/a#top", ("github", "heron-lab/heron")),
        ("git@github.com:heron-lab/heron.git", ("github", "heron-lab/heron")),
        ("github:heron-lab/heron", ("github", "heron-lab/heron")),
    ],
)  # fmt: skip
def test_every_spelling_is_understood(text, reference):
    assert recognise(text) == Reference(*reference)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Heron: one transformer",
        "refs.bib",
        "2413.00001",
        "2401.010",
        "https://example.org/heron",
        "https://[::1/abs/2401.01001",
        "ftp://arxiv.org/abs/2401.01001",
        "https://arxiv.org/list/cs.CV/recent",
        "https://notarxiv.org.example.com/abs/2401.01001",
        "https://openreview.net/group?id=ICLR.cc/2025/Conference",
        "https://huggingface.co/spaces/marsh/heron",
        "https://huggingface.co/docs/hub",
        "https://huggingface.co/marsh",
        "https://github.com/heron-lab",
        "https://github.com/topics/herons",
        "https://dblp.org/pid/00/1",
        "https://aclanthology.org/venues/acl/",
        "doi:heron",
        "acl:heron",
    ],
)
def test_what_is_none_of_them_is_refused(text):
    with pytest.raises(UnknownSourceError) as caught:
        recognise(text)

    assert str(caught.value) == (
        f"{text!r} names no known kind of work, expected an arXiv id, a DOI, or an "
        "address of arXiv, doi.org, OpenReview, ACL Anthology, DBLP, Semantic Scholar, "
        "Hugging Face or GitHub"
    )


def test_two_words_with_a_slash_could_be_two_things():
    with pytest.raises(UnknownSourceError) as caught:
        recognise("heron-lab/heron")

    assert str(caught.value) == (
        "'heron-lab/heron' names no known kind of work, expected "
        "'github:heron-lab/heron' for a repository or 'hf:heron-lab/heron' for a model"
    )


@given(
    st.one_of(
        st.text(),
        st.text("htps:/.?#[]@%2401arxivgudocmfe-", max_size=60),
        st.builds("https://{}/{}".format, st.text(max_size=12), st.text(max_size=12)),
    )
)
def test_any_text_is_understood_or_refused(text):
    try:
        service = recognise(text).service
    except UnknownSourceError:
        return
    assert service in {*ENDPOINTS, "doi"}
