"""How each format says that a list of authors is cut."""

import json

import pytest
import yaml

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.export.cff import to_cff
from unisurvey.export.cite.references import references
from unisurvey.export.csl import to_csl_json
from unisurvey.export.hayagriva import to_hayagriva
from unisurvey.export.ris import to_ris


@pytest.fixture(scope="session")
def cut(drafted):
    return drafted["toy-draft"], drafted.vocabularies


def test_bibliographies_end_a_cut_list_as_their_formats_do(cut):
    paper, known = cut

    csl = json.loads(to_csl_json([paper], known))
    cff = yaml.safe_load(to_cff([paper], known))
    typst = yaml.safe_load(to_hayagriva([paper], known))

    assert "author = {Roe, Ann and Poe, Ben and others}" in to_bibtex([paper], known)
    assert csl[0]["author"][-1] == {"literal": "others"}
    assert cff["references"][0]["authors"][-1] == {"name": "et al."}
    assert typst[paper.key]["author"][-1] == {"name": "others"}
    assert "AU  - Poe, Ben\r\nAU  - et al.\r\n" in to_ris([paper], known)


@pytest.mark.parametrize(
    ("style", "names"),
    [
        ("apa", "Roe, A., Poe, B. et al. ("),
        ("ieee", "A. Roe, B. Poe et al., "),
        ("nature", "Roe, A., Poe, B. et al. "),
        ("modern-language-association", "Roe, Ann, et al. "),
    ],
)
@pytest.mark.parametrize("form", ["text", "html", "md"])
def test_references_end_a_cut_list_once(cut, style, names, form):
    paper, known = cut

    (printed,) = references([paper], known, style, form)

    assert names in printed
    assert printed.count("et al") == 1
    assert printed.isprintable()
