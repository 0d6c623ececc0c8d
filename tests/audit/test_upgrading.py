"""Entries of preprints become entries of what the preprints were published as."""

from itertools import cycle

import pytest
from tests.sampling import some_of

from unisurvey.audit import audit, fix
from unisurvey.bib.bibtex import to_bibtex
from unisurvey.bib.reader import parse_bib
from unisurvey.outside.add.proof import extended

FORMS = """% Google Scholar
@article{one2024sketch,
  title={One Imaginary Model That Draws and Reads Sketches},
  author={One, Ann and Two, Ben and Three, Cem and Four, Dee},
  journal={arXiv preprint arXiv:2408.00001},
  year={2024}
}

% arXiv
@misc{one2024imaginary,
      title         = {One Imaginary Model That Draws and Reads Sketches},
      author        = {Ann One and Ben Two and Cem Three and Dee Four},
      year          = {2024},
      eprint        = {2408.00001},
      archivePrefix = {arXiv},
      primaryClass  = {cs.CV},
      url           = {https://arxiv.org/abs/2408.00001},
}

% DBLP, with a field of one's own
@article{DBLP:journals/corr/abs-2408-00001,
  author     = {Ann One and Ben Two and Cem Three and Dee Four},
  title      = {One Imaginary Model That Draws and Reads Sketches},
  journal    = {CoRR},
  volume     = {abs/2408.00001},
  month      = aug,
  year       = {2024},
  doi        = {10.48550/ARXIV.2408.00001},
  note       = {my favourite}
}

% biblatex: on a line, and with what another entry says
@xdata{day, date = {2024-08-22}}
@online{o, title = "One Imaginary Model That Draws and Reads Sketches", author = {Ann One and Ben Two and Cem Three and Dee Four}, date = {2024-08}, eprint = {2408.00001}, eprinttype = {arxiv}, pubstate = {preprint}}
@Online{p, xdata = {day}, title = {One Imaginary Model That Draws and Reads Sketches}, author = {Ann One and Ben Two and Cem Three and Dee Four}, howpublished = {arXiv:2408.00001}}

% wrong year and authors; printed in a journal under another title
@unpublished{early,
  title = {Drawing: An Early Version},
  author = {Ann One and Ben Two},
  note = {arXiv:2408.00002},
  year = {2021},
}

% as published, a preprint still, and a stranger
@inproceedings{right,
  title = {One Imaginary Model That Draws and Reads Sketches},
  author = {Ann One and Ben Two and Cem Three and Dee Four},
  booktitle = {ICLR},
  year = {2025},
}
@misc{waiting, title = {A Preprint of Waiting for Reviewers}, author = {Eve Five}, year = {2024}, eprint = {2408.00003}}
@misc{lobsters, title = {On the Moulting of Lobsters}, howpublished = {arXiv:2901.00001}}
"""

PREPRINTS = (
    (
        "@article{{{key}, title={{{title}}}, author={{{author}}}, "
        "journal={{arXiv preprint arXiv:{eprint}}}, year={{{first}}}}}"
    ),
    (
        "@misc{{{key},\n title = {{{title}}},\n author = {{{author}}},\n"
        " eprint = {{{eprint}}},\n month = jan,\n date = {{{first}}},\n}}"
    ),
    (
        "@article{{{key}, author={{{author}}}, title={{{title}}}, journal={{CoRR}}, "
        "volume={{abs/{eprint}}}, doi={{10.48550/arXiv.{eprint}}}, year={{{first}}}}}"
    ),
)
"""Forms in which preprints are cited."""


@pytest.fixture(scope="session")
def catalog(make_paper, toy_catalog):
    made = [
        make_paper(
            "sketch", venue="iclr-2025", pages="1–12", doi="10.1234/toy.1",
            arxiv="2408.00001", date="2024-08-01",
        ),
        make_paper(
            "drawing", title="Drawing Well", other_titles=["Drawing: An Early Version"],
            venue="tmlr-2025", arxiv="2408.00002", date="2024-08-02",
        ),
        make_paper(
            "waiting", title="A Preprint of Waiting for Reviewers",
            authors=["Eve Five"], arxiv="2408.00003", date="2024-08-03",
        ),
    ]  # fmt: skip
    return extended(toy_catalog, made)


def test_entries_of_many_forms(golden, catalog):
    fixed = fix(audit(parse_bib(FORMS.encode()), catalog), catalog, published=True)

    golden("audit/published.bib", fixed.data.decode())
    assert (fixed.mended, fixed.upgraded) == (1, 6)
    assert {problem.code for problem in fixed.left} == {"B208"}


def test_nothing_is_upgraded_unasked(catalog):
    fixed = fix(audit(parse_bib(FORMS.encode()), catalog), catalog)

    assert fixed.data.decode() == FORMS.replace("{2021}", "{2024}")
    assert fixed.upgraded == 0


def test_every_work_that_was_published_is_upgraded(real):
    papers = [p for p in real.papers if p.venue and p.arxiv and p.date and p.authors]
    works = some_of(papers)
    lines = []
    own = parse_bib(to_bibtex(works, real.vocabularies).encode())
    for paper, entry, form in zip(works, own.entries, cycle(PREPRINTS), strict=False):
        told = {n: own.value(entry.field(n)) for n in ("title", "author", "eprint")}
        lines.append(form.format(key=paper.key, first=paper.date[:4], **told))

    fixed = fix(audit(parse_bib("\n".join(lines).encode()), real), real, published=True)

    assert (fixed.mended, fixed.upgraded, fixed.left) == (0, len(works), ())
    mended = parse_bib(fixed.data)
    assert mended.problems == ()
    for ours, theirs in zip(own.entries, mended.entries, strict=True):
        assert (theirs.type, theirs.key) == (ours.type, ours.key)
        for name in ("booktitle", "journal", "pages"):
            assert mended.value(theirs.field(name)) == own.value(ours.field(name))
        year = theirs.field("year") or theirs.field("date")
        assert mended.value(year) == own.value(ours.field("year"))
        if doi := own.value(ours.field("doi")):
            assert mended.value(theirs.field("doi")) == doi
        assert own.value(ours.field("eprint")) in mended.text[theirs.start : theirs.end]
        assert not theirs.field("month")
