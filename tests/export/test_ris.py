import re

import rispy  # type: ignore[import-untyped]

from unisurvey.export.ris import to_ris


def test_a_reference_has_every_tag_in_order(toy_catalog):
    text = to_ris([toy_catalog["toy-show"]], toy_catalog.vocabularies)

    assert text.split("\r\n") == [
        "TY  - CONF",
        "ID  - nguyen2025toyshow",
        "TI  - Toy-Show: One Model to Draw and Read",
        "AU  - Nguyễn, Văn",
        "AU  - van der Maaten, Ada, Jr.",
        "AU  - Toy Team",
        "PY  - 2026",
        "T2  - International Conference on Learning Representations",
        "SP  - 100",
        "EP  - 112",
        "DO  - 10.1234/toy.2025_1",
        "N1  - Superseded, see https://github.com/toy/show",
        "AN  - arXiv:2503.10001",
        "ER  - ",
        "",
    ]


def test_a_preprint_has_its_day_with_all_slashes(real):
    text = to_ris([real["chameleon"]], real.vocabularies)

    assert text.startswith("TY  - GEN\r\n")
    assert "\r\nPY  - 2024\r\nDA  - 2024/05/16/\r\nPB  - arXiv\r\n" in text


def test_an_unknown_day_leaves_its_slash(real):
    paper = real["chameleon"].model_copy(update={"date": "2024-05"})

    assert "\r\nDA  - 2024/05//\r\n" in to_ris([paper], real.vocabularies)


def test_every_line_of_every_real_paper_is_a_tag(real):
    text = to_ris(real.papers, real.vocabularies)

    assert "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert not line or re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line)


def test_a_reader_finds_every_real_paper_whole(real):
    found = rispy.loads(to_ris(real.papers, real.vocabularies))

    assert [reference["id"] for reference in found] == [p.key for p in real.papers]
    assert [reference["title"] for reference in found] == [p.title for p in real.papers]
    assert [len(reference.get("authors", ())) for reference in found] == [
        len(paper.authors or ()) + (paper.authors_complete is False)
        for paper in real.papers
    ]


def test_nothing_is_nothing(real):
    assert to_ris([], real.vocabularies) == ""
