"""No right entry is ever called wrong, in whatever style it is written."""

from dataclasses import replace
from itertools import cycle

import pytest
from tests.sampling import some_of

from unisurvey.audit import audit
from unisurvey.bib.keys import split_name
from unisurvey.bib.reader import parse_bib
from unisurvey.matching.venues import names_of
from unisurvey.schema import Organization

SHOWO_NAMES = (
    "Xie, Jinheng and Mao, Weijia and Bai, Zechen and Zhang, David Junhao and "
    "Wang, Weihao and Lin, Kevin Qinghong and Gu, Yuchao and Chen, Zhijie and "
    "Yang, Zhenheng and Shou, Mike Zheng"
)
SHOWO_TITLE = (
    "Show-o: One Single Transformer to Unify Multimodal Understanding and Generation"
)
CLEVR_TITLE = (
    "{CLEVR}: A Diagnostic Dataset for Compositional Language and Elementary "
    "Visual Reasoning"
)

SHOWO = {
    "arXiv's own export": f"""@misc{{xie2025showosingletransformerunify,
      title={{{SHOWO_TITLE}}},
      author={{{SHOWO_NAMES}}},
      year={{2024}},
      eprint={{2408.12528}},
      archivePrefix={{arXiv}},
      primaryClass={{cs.CV}},
      url={{https://arxiv.org/abs/2408.12528}},
}}""",
    "Google Scholar": f"""@article{{xie2024show,
  title={{{SHOWO_TITLE.lower()}}},
  author={{{SHOWO_NAMES}}},
  journal={{arXiv preprint arXiv:2408.12528}},
  year={{2024}}
}}""",
    "DBLP, preprint": f"""@article{{DBLP:journals/corr/abs-2408-12528,
  author       = {{Jinheng Xie and
                  Weijia Mao and
                  Zechen Bai and
                  David Junhao Zhang and
                  Weihao Wang and
                  Kevin Qinghong Lin and
                  Yuchao Gu and
                  Zhijie Chen and
                  Zhenheng Yang and
                  Mike Zheng Shou}},
  title        = {{{SHOWO_TITLE}}},
  journal      = {{CoRR}},
  volume       = {{abs/2408.12528}},
  year         = {{2024}},
  url          = {{https://doi.org/10.48550/arXiv.2408.12528}},
  doi          = {{10.48550/ARXIV.2408.12528}},
  eprinttype    = {{arXiv}},
  eprint       = {{2408.12528}},
}}""",
    "DBLP, conference": f"""@inproceedings{{DBLP:conf/iclr/XieMBZWLGCYS25,
  author = {{{SHOWO_NAMES}}},
  title = {{{SHOWO_TITLE}}},
  booktitle = {{The Thirteenth International Conference on Learning Representations,
               {{ICLR}} 2025, Singapore, April 24-28, 2025}},
  publisher = {{OpenReview.net}},
  year = {{2025}},
}}""",
    "OpenReview": f"""@inproceedings{{
xie2025showo,
title={{Show-o: One Single Transformer to Unify Multimodal Understanding and Generation}},
author={{Jinheng Xie and Weijia Mao and Zechen Bai and David Junhao Zhang and Weihao Wang
 and Kevin Qinghong Lin and Yuchao Gu and Zhijie Chen and Zhenheng Yang and Mike Zheng Shou}},
booktitle={{The Thirteenth International Conference on Learning Representations}},
year={{2025}},
url={{https://openreview.net/forum?id={"x" * 10}}}
}}""",
    "biblatex online": f"""@online{{showo,
  author = {{{SHOWO_NAMES}}},
  title = {{{{Show-o}}}},
  subtitle = {{One Single Transformer to Unify Multimodal Understanding and Generation}},
  date = {{2024-08-22}},
  eprint = {{2408.12528v7}},
  eprinttype = {{arxiv}},
  eprintclass = {{cs.CV}},
}}""",
    "initials": f"""@article{{a,
  author = {{J. Xie and W. Mao and Z. Bai and D. J. Zhang and W. Wang and K. Q. Lin and
            Y. Gu and Z. Chen and Z. Yang and M. Z. Shou}},
  title = "{SHOWO_TITLE.replace(":", " ---")}.",
  note = {{arXiv:2408.12528 [cs.CV]}},
  year = 2024
}}""",
    "initials behind": """@InProceedings(b,
  AUTHOR = "Xie J and Mao W and Bai Z and Zhang DJ and Wang W and Lin KQ and Gu Y and
            Chen Z and Yang Z and Shou MZ",
  TITLE = "SHOW-O: ONE SINGLE TRANSFORMER TO UNIFY MULTI-MODAL UNDERSTANDING \\& GENERATION",
  BOOKTITLE = "Proc. ICLR", YEAR = "2025")""",
    "no middle names": f"""@misc{{c, title = {{{SHOWO_TITLE}}}, howpublished =
  {{\\url{{https://arxiv.org/pdf/2408.12528v2.pdf}}}}, year = {{2024}},
  author = {{Jinheng Xie and Weijia Mao and Zechen Bai and David Zhang and Weihao Wang and
   Kevin Lin and Yuchao Gu and Zhijie Chen and Zhenheng Yang and Zheng Shou}}}}""",
    "extended name format": f"""@misc{{d, title = {{{SHOWO_TITLE}}},
  author = {{family=Xie, given=Jinheng and family=Mao, given=Weijia and Bai, Zechen and
   Zhang, David Junhao and Wang, Weihao and Lin, Kevin Qinghong and Gu, Yuchao and
   Chen, Zhijie and Yang, Zhenheng and family=Shou, given=Mike Zheng}}}}""",
}
OTHERS = {
    "published and preprint at once": (
        "clevr",
        f"""@inproceedings{{clevr, title = {{{CLEVR_TITLE}}},
  author = {{Justin Johnson and Bharath Hariharan and Laurens {{van der Maaten}} and
    Fei-Fei Li and Larry Zitnick and Ross B. Girshick}},
  booktitle = {{2017 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)}},
  year = {{2017}}, month = jul, eprint = {{1612.06890}}, archivePrefix = {{arXiv}}}}""".replace(
            "Larry", "C. Lawrence"
        ),
    ),
    "particles and initials": (
        "clevr",
        f"""@inproceedings{{clevr, title = {{{CLEVR_TITLE}}},
  author = {{Johnson, J. and Hariharan, B. and van der Maaten, L. and Fei-Fei, L. and
    Zitnick, C.L. and Girshick, R.}}, booktitle = CVPR, year = 2017}}
@string{{CVPR = "{{CVPR}}"}}""",
    ),
    "a corporate author as Google Scholar splits it": (
        "chameleon",
        """@article{team2024chameleon,
  title={Chameleon: Mixed-modal early-fusion foundation models},
  author={Team, Chameleon},
  journal={arXiv preprint arXiv:2405.09818},
  year={2024}
}""",
    ),
    "proceedings in print a year later": (
        "docci",
        """@inproceedings{docci, title={DOCCI: Descriptions of Connected and Contrasting
  Images}, author={Onoe, Yasumasa and Rane, Sunayana and Berger, Zachary and Bitton, Yonatan
  and Cho, Jaemin and Garg, Roopal and Ku, Alexander and Parekh, Zarana and Pont-Tuset, Jordi
  and Tanzer, Garrett and Wang, Su and Baldridge, Jason}, year={2025}, publisher={Springer},
  booktitle={Computer Vision -- ECCV 2024}, doi={10.1007/978-3-031-73027-6_17}}""",
    ),
    "an earlier title": (
        "show-o2",
        """@misc{xie2025showo2, title={{Show-o2}: Improved Native Unified Multimodal Models},
  author={Jinheng Xie and Zhenheng Yang and Mike Zheng Shou}, year={2025},
  eprint={2506.15564}, archivePrefix={arXiv}}""",
    ),
}


@pytest.mark.parametrize("style", SHOWO)
def test_show_o_in_common_styles(one, style):
    verdict, paper, findings = one(SHOWO[style])

    assert (verdict, paper) == ("agrees", "show-o")
    assert {code for code, _ in findings} <= {"B207"}


@pytest.mark.parametrize("style", OTHERS)
def test_other_works_in_common_styles(one, style):
    paper, text = OTHERS[style]

    assert one(text)[:2] == ("agrees", paper)


def test_our_own_bibliography_agrees(judge_all, repository):
    for judgement in judge_all((repository / "unisurvey.bib").read_bytes()).judgements:
        assert (judgement.verdict, judgement.findings) == ("agrees", ())


def given_first(name):
    return str(name) if isinstance(name, str) else f"{{{name}}}"


def initials(name):
    if isinstance(name, Organization):
        return f"{{{name}}}"
    parts = split_name(name)
    return f"{parts.family}, {' '.join(f'{word[0]}.' for word in parts.given.split())}"


def by_scholar(name):
    parts = split_name(str(name))
    return f"{parts.family}, {parts.given}" if parts.given else parts.family


SPELLINGS = (given_first, initials, by_scholar)


@pytest.mark.parametrize("source", ["arXiv", "publication"])
def test_every_work_in_another_style_agrees(judge_all, real, source):
    entries = []
    for paper, spell in zip(some_of(real.papers), cycle(SPELLINGS), strict=False):
        title = paper.title.replace("&", r"\&").title()
        authors = " and ".join(map(spell, paper.authors or ())).replace("&", r"\&")
        known = f", author = {{{authors}}}" if authors else ""
        head = f'@misc{{{paper.key}, title = "{title}"{known}'
        if source == "arXiv" and paper.arxiv and paper.date:
            where = f"journal = {{arXiv preprint arXiv:{paper.arxiv}}}"
            entries.append(f"{head}, {where}, year = {paper.date[:4]}}}")
        elif source == "publication" and paper.venue:
            venue, _, year = paper.venue.rpartition("-")
            full = real.vocabularies.venues[venue].full.replace("&", r"\&")
            where = f"booktitle = {{Proceedings of the {full}}}"
            entries.append(f"{head}, {where}, year = {year}}}")

    for judgement in judge_all("\n".join(entries)).judgements:
        assert (judgement.entry.key, judgement.verdict, judgement.paper.key) == (
            judgement.entry.key,
            "agrees",
            judgement.entry.key,
        ), judgement.findings


@pytest.mark.slow
def test_every_name_of_a_venue_is_right(judge_all, real):
    """Tracks are printed in the proceedings of the whole conference."""
    venues = real.vocabularies.venues
    entries = []
    for paper in filter(lambda paper: paper.venue, real.papers):
        venue, _, year = paper.venue.rpartition("-")
        title = paper.title.replace("&", r"\&")
        authors = " and ".join(map(given_first, paper.authors or ())).replace(
            "&", r"\&"
        )
        whole = [venues[part] for part in [venues[venue].part_of] if part]
        for name in (n for one in (venues[venue], *whole) for n in names_of(one)):
            place = name.replace("&", r"\&")
            entries += [
                f"@inproceedings{{{paper.key}, title = {{{title}}}, year = {year},"
                f"author = {{{authors}}}, booktitle = {{{way}}}}}"
                for way in (place, f"Proc. of {place}", f"{place} {year}")
            ]

    judged = judge_all("\n".join(entries)).judgements

    assert len(judged) > 1000
    assert [
        (found.entry.key, finding.message)
        for found in judged
        for finding in found.findings
        if finding.code in {"B203", "B210"}
    ] == []


@pytest.mark.slow
def test_a_work_that_is_not_in_the_catalogue_is_no_other_one(real, repository):
    shared = {"t2i-compbench", "t2i-compbench-plus-plus"}  # two papers, one arXiv id
    bib = parse_bib((repository / "unisurvey.bib").read_bytes())
    for part in range(5):
        gone = {p.key for p in real.papers[part::5] if p.id not in shared}
        kept = tuple(p for p in real.papers if p.key not in gone)

        found = audit(bib, replace(real, papers=kept)).judgements

        for judgement in found:
            missing = judgement.entry.key in gone
            expected = "not in the catalogue" if missing else "agrees"
            assert (judgement.entry.key, judgement.verdict) == (
                judgement.entry.key,
                expected,
            )
