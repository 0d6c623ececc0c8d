"""Which venue a text names; no venue is ever taken for another one."""

import json
import re

import pytest

from unisurvey.audit import audit
from unisurvey.bib.claims import read_claim
from unisurvey.bib.reader import parse_bib
from unisurvey.lists.awesome.reader import read_list
from unisurvey.lists.diff.comparison import compare_list
from unisurvey.matching.venues import (
    is_preprint,
    is_track,
    names_of,
    names_pattern,
    venue_in,
    venue_named,
)
from unisurvey.outside.add.facts import gather
from unisurvey.outside.refresh.publications import published
from unisurvey.outside.services import dblp, openreview, semanticscholar
from unisurvey.outside.services.work import Work
from unisurvey.outside.web import Answer

WAYS = (
    "{}",
    "{} 2024",
    "{}'24",
    "{}' 24",
    "In Proceedings of the {}",
    "2024 {}",
    "{} (Oral), 2024",
    "{}, Imaginary Town, Nowhere, June 17-24, 2024",
    "{} ({})",
)
PREPRINTS = (
    *("arXiv", "arXiv.org", "arXiv preprint arXiv:2408.00001", "ArXiv", "bioRxiv"),
    *("medRxiv", "TechRxiv", "CoRR", "CoRR abs/2408.00001", "SSRN Electronic Journal"),
    *("Zenodo", "Research Square", "OpenReview", "Preprint", "Preprints"),
    *("Under review", "Submitted to ICLR 2029", "ICLR 2029 Conference Submission"),
)
PUBLISHED = (
    *("Corridor Journal", "Journal of Imaginary Correspondence", "Nature"),
    *("Imaginary Sketch Conference", "Larxivian Letters Quarterly"),
)


def test_no_venue_is_taken_for_another(real):
    venues = real.vocabularies.venues
    wrong = [
        (text, found.id)
        for venue in venues
        for name in names_of(venue)
        for way in WAYS
        for text in (way.format(name, venue.name), way.format(name.upper(), venue.name))
        if (found := venue_in(text, venues)) and found.id != venue.id
    ]

    assert wrong == []


def test_every_venue_is_recognised_by_each_of_its_names(real):
    venues = real.vocabularies.venues
    missed = [
        way.format(name, venue.name)
        for venue in venues
        for name in names_of(venue)
        for way in ("{}", "{} 2024", "{}'24", "{}' 24")
        if (found := venue_in(way.format(name), venues)) is None or found.id != venue.id
    ]

    assert missed == []


def test_audit_takes_no_venue_for_another(real):
    """A year is only judged by the venue that an entry names."""
    paper = real["flickr30k-entities"]
    venues = real.vocabularies.venues
    own = paper.venue.rpartition("-")[0]
    entries = [
        f"@inproceedings{{{venue.id}-{n}, title={{{paper.title}}}, year={{2015}},\n"
        f"booktitle={{{name}}}, author={{{' and '.join(map(str, paper.authors))}}}}}"
        for venue in venues
        for n, name in enumerate(names_of(venue))
    ]
    text = "\n".join(entries).replace("&", r"\&")

    judged = audit(parse_bib(text.encode()), real).judgements

    blamed = {
        j.entry.key.rpartition("-")[0]
        for j in judged
        if any(found.code == "B203" for found in j.findings)
    }
    assert len(judged) == len(entries)
    assert blamed <= {own}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Computer Vision - ECCV 2020 - 16th European Conference, Nowhere, UK", "eccv"),
        ("CVPR'24 Highlight", "cvpr"),
        ("IEEE Conference on Computer Vision and Pattern Recognition", "cvpr"),
        ("IEEE/CVF Conference on Computer Vision and Pattern Recognition", "cvpr"),
        (
            "In the Proceedings of the 41st International Conference on Machine Learning",
            "icml",
        ),
        ("Forty-first International Conference on Machine Learning", "icml"),
        ("Twelfth International Conference on Learning Representations", "iclr"),
        ("IEEE", None),
        ("CVPR 2024 (Poster)", "cvpr"),
        ("NeurIPS 2024 poster", "neurips"),
        ("ICLR 2024 notable top 25%", "iclr"),
        ("TMLR, vol. 12", "tmlr"),
        (
            (
                "Proceedings of the 2025 Conference of the Nations of the Americas Chapter of "
                "the Association for Computational Linguistics: Human Language Technologies "
                "(Volume 1: Long Papers)"
            ),
            "naacl",
        ),
        (
            (
                "Proceedings of the 17th Conference of the European Chapter of the Association "
                "for Computational Linguistics"
            ),
            "eacl",
        ),
        (
            "Proceedings of the Thirteenth Language Resources and Evaluation Conference",
            "lrec",
        ),
        (
            (
                "Proceedings of the 27th Conference on Computational Natural Language Learning "
                "(CoNLL)"
            ),
            "conll",
        ),
        (
            "Proceedings of the 28th International Conference on Computational Linguistics",
            "coling",
        ),
        ("TMLR 12 (13)", "tmlr"),
        ("ICLR 2024, but under review", None),
        ("Submitted to ICLR", None),
        ("CVPR (2024)", "cvpr"),
        ("CVPR 24", "cvpr"),
        ("NeurIPS 2024 Best Paper Award", "neurips"),
        ("IEEE International Conference on Computer Vision (ICCV)", "iccv"),
        ("Conference on Computer Vision and Pattern Recognition (CVPR)", "cvpr"),
        ("European Conference on Computer Vision (ECCV) Workshops", "eccv-workshops"),
        ("International Conference on Machine Learning, PMLR 235", "icml"),
        ("Nature Communications 2024", None),
        ("Transactions of the ACL", None),
        ("Findings of the Association for Computational Linguistics: EMNLP 2023", None),
        ("ICLR 2024 Workshop on Imaginary Things", None),
        ("ICML 2024 and ICLR 2024, both", None),
        ("Imaginary Sketch Conference 2024", None),
    ],
)
def test_all_that_a_text_says_must_be_understood(real, text, found):
    venue = venue_in(text, real.vocabularies.venues)

    assert (venue.id if venue else None) == found


@pytest.mark.parametrize(
    "text",
    [
        *("TMLR 12", "TMLR, vol. 12", "TMLR volume 12", "TMLR, 12(13)", "TMLR 12 (13)"),
        *("TMLR Vol 12 (3)", "tmlr", "In TMLR", "The TMLR,"),
    ],
)
def test_a_volume_and_a_number_are_no_part_of_a_name(real, text):
    venues = real.vocabularies.venues

    assert venue_named(text, venues) is venues["tmlr"]


def test_a_part_of_a_name_names_nothing(real):
    assert venue_named("Machine Learning", real.vocabularies.venues) is None


def test_a_list_names_every_venue_of_the_vocabulary(real):
    venues = real.vocabularies.venues
    wrong = {}
    for venue in venues:
        for name in names_of(venue):
            text = f"- A Title of Some Length ({name} 2025) [Paper](https://a.example)"
            said = read_list(text, "list.md", venues).rows[0].venue
            if venue_in(said, venues) is not venue:
                wrong[name] = said

    assert wrong == {}


def bib_says(text, _real):
    entry = f"@article{{a, title={{A Made-up Sketch}}, journal={{{text}}}}}"
    bib = parse_bib(entry.encode())
    return not read_claim(bib, bib.entries[0]).container


def dblp_says(text, _real):
    body = (
        '<dblp><article key="journals/x/Quill28"><author>Ada Quill</author>'
        f"<title>A Made-up Sketch.</title><journal>{text}</journal><year>2028</year>"
        "</article></dblp>"
    )
    return dblp.parse(Answer("https://a.example", 200, body.encode())).venue is None


def semanticscholar_says(text, _real):
    paper = {
        "paperId": "0" * 40,
        "title": "A Made-up Sketch",
        "venue": text,
        "year": 2028,
    }
    answer = Answer("https://a.example", 200, json.dumps(paper).encode())
    return semanticscholar.parse(answer).venue is None


def openreview_says(text, _real):
    content = {"title": {"value": "A Made-up Sketch"}, "venue": {"value": text}}
    note = {"id": "made", "forum": "made", "content": content}
    answer = Answer("https://a.example", 200, json.dumps({"notes": [note]}).encode())
    return openreview.parse(answer, "made").venue is None


def add_says(text, real):
    work = Work(
        service="crossref",
        url="https://a.example/1",
        title="A Made-up Sketch",
        venue=text,
        year=2029,
        arxiv="2801.00001",
    )
    found = gather([work], real.vocabularies)
    return not found.value("venue") and "venue" not in {d.field for d in found.doubts}


def refresh_says(text, real):
    paper = real["show-o"].model_copy(update={"venue": None})
    work = Work(
        service="crossref",
        url="https://a.example/1",
        title=paper.title,
        authors=tuple(map(str, paper.authors)),
        venue=text,
        year=2025,
    )
    return not published(paper, {"crossref": [work]}, real.vocabularies)


def diff_says(text, real):
    """An unpublished work's venue is no difference when it is a preprint."""
    paper = next(
        p for p in real.papers if not p.venue and p.arxiv and len(p.title) > 30
    )
    link = f"[Paper](https://arxiv.org/abs/{paper.arxiv})"
    table = "| Title | Paper | Venue |\n|--|--|--|\n"
    row = f"{table}| {paper.title} | {link} | {text} |\n"
    found = compare_list(read_list(row, "l.md", real.vocabularies.venues), real)
    return "L114" not in {each.code for each in found.differences}


@pytest.mark.parametrize(
    "says",
    [
        *(bib_says, dblp_says, semanticscholar_says, openreview_says),
        *(add_says, refresh_says, diff_says),
    ],
)
def test_a_preprint_is_one_to_everybody(real, says):
    assert [text for text in PREPRINTS if not says(text, real)] == []
    assert [text for text in PUBLISHED if says(text, real)] == []


def test_words_that_only_look_like_a_preprint_server_are_none():
    assert [text for text in PUBLISHED if is_preprint(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trans. Mach. Learn. Res.", "tmlr"),
        ("Transactions on Mach. Learn. Res.", None),
        ("Transactions Mach. Learn. Res.", "tmlr"),
        ("Trans. Machine Learn. Research", "tmlr"),
        ("Trans. Mach Learn. Res.", None),
        ("Trans. Mach. Learn. Re", None),
        ("Trans. Mach. Learn.", None),
        ("Trans Mach Learn Res", None),
    ],
)
def test_only_words_with_a_stop_are_cut_words(real, text, found):
    venue = venue_named(text, real.vocabularies.venues)

    assert (venue.id if venue else None) == found


def test_words_of_the_language_name_a_venue_only_as_written(real):
    pattern = re.compile(names_pattern(real.vocabularies.venues))

    for text in ("ICLR", "iclr", "CVPR", "cvpr", "Nature", "ACL"):
        assert bool(pattern.fullmatch(text)) is (text not in {"nature", "acl"}), text
    assert not pattern.match("Nature Sketches")


def test_a_track_is_printed_with_its_conference_and_a_workshop_is_not(real):
    venues = real.vocabularies.venues
    tracks = [
        (one.id, whole.id) for one in venues for whole in venues if is_track(one, whole)
    ]

    assert tracks
    for track, whole in tracks:
        assert venues[track].part_of == whole
        assert venues[track].full.startswith(venues[whole].full)
    assert not any("workshop" in track for track, _ in tracks)
    assert not any(is_track(venue, venue) for venue in venues)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Withdrawn from ICLR 2029",
            "Rejected at ICLR 2029",
            "In review",
            "In submission",
        ),
        *(
            "ICLR 2029 Submissions",
            "figshare",
            "Authorea",
            "ePrint Archive",
            "pre-prints",
        ),
        *(
            "OpenReview Archive",
            "Computing Research Repository",
            "openreview.net",
            "corr",
        ),
        *("CoRR 2408 00001", "reject", "arXivs", "a preprint"),
    ],
)
def test_what_is_not_published_yet_is_a_preprint(text):
    assert is_preprint(text)


@pytest.mark.parametrize(
    "text", ["Drawing", "ICLR 2029", "Openreview Letters", "Corr. Letters", "Zenodotus"]
)
def test_other_words_are_no_preprint(text):
    assert not is_preprint(text)
