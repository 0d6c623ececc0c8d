"""What is wrong is found, at its place, and nothing else is blamed."""

import random
import re
from collections import Counter

import pytest

from unisurvey.audit import audit, fix
from unisurvey.bib.bibtex import to_bibtex
from unisurvey.bib.reader import parse_bib

AUTHORS = (
    "Jinheng Xie and Weijia Mao and Zechen Bai and David Junhao Zhang and Weihao Wang "
    "and Kevin Qinghong Lin and Yuchao Gu and Zhijie Chen and Zhenheng Yang "
    "and Mike Zheng Shou"
)
TITLE = (
    "Show-o: One Single Transformer to Unify Multimodal Understanding and Generation"
)
CLEVR = (
    "CLEVR: A Diagnostic Dataset for Compositional Language and Elementary Visual "
    "Reasoning"
)
RIGHT = {
    "title": f"{{{TITLE}}}",
    "author": f"{{{AUTHORS}}}",
    "booktitle": "{ICLR}",
    "year": "{2025}",
    "eprint": "{2408.12528}",
    "archivePrefix": "{arXiv}",
}


def entry(key="showo", **changed):
    fields = {**RIGHT, **changed}
    lines = (f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@inproceedings{{{key},\n{''.join(lines)}}}\n"


@pytest.mark.parametrize("seed", [2, 50, 2505])
def test_fifty_seeded_faults_are_found_and_nothing_else(real, seed_faults, seed):
    data, faults = seed_faults(50, seed)

    found = audit(parse_bib(data), real)

    assert len(faults) == 50
    assert len(set(faults.values())) >= 9
    wrong = {j.entry.key for j in found.judgements if j.verdict != "agrees"}
    assert wrong == set(faults)
    assert all(j.verdict == "disagrees" for j in found.judgements if j.findings)
    for judgement in found.judgements:
        codes = {finding.code for finding in judgement.findings}
        fault = faults.get(judgement.entry.key, "")
        assert codes == {CODES[fault.split()[0]]} if fault else codes == set(), fault


CODES = {
    "author": "B201", "authors": "B201", "year": "B203", "swapped": "B205",
    "id": "B205", "title": "B204", "cut": "B202",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code", "message"),
    [
        (
            {"author": f"{{{AUTHORS.replace(' and Yuchao Gu', '')}}}"},
            "B201",
            "showo: an author is missing: Yuchao Gu",
        ),
        (
            {"author": f"{{{AUTHORS.replace('Weijia', 'Weihua')}}}"},
            "B201",
            "showo: wrong authors: Weihua Mao; expected Weijia Mao",
        ),
        (
            {"author": "{Jinheng Xie and Weijia Mao and others}"},
            "B202",
            "showo: only 2 of 10 authors are named",
        ),
        (
            {"author": "{Jinheng Xie, Weijia Mao, Zechen Bai}"},
            "B201",
            "showo: authors are separated by commas; BibTeX reads them as one name",
        ),
        ({"year": "2024"}, "B203", "showo: the year is 2025, not 2024"),
        (
            {"title": f"{{{TITLE.replace('Single', 'Singel')}}}"},
            "B204",
            f"showo: the title is '{TITLE}'",
        ),
        (
            {"eprint": "{2409.12528v2}"},
            "B205",
            "showo: arXiv id 2409.12528 is not this paper's",
        ),
        (
            {"eprint": "{1612.06890}"},
            "B205",
            f"showo: arXiv id 1612.06890 is that of {CLEVR!r}",
        ),
        (
            {"eprint": "{abc}"},
            "B205",
            "showo: 'abc' is not an arXiv id; it is 2408.12528",
        ),
        (
            {"doi": "{10.1109/CVPR.2017.215}"},
            "B206",
            f"showo: DOI 10.1109/CVPR.2017.215 is that of {CLEVR!r}",
        ),
    ],
)
def test_each_fault_is_named_at_its_line(judge, changed, code, message):
    text = f"intro\n{entry(**changed)}"

    found = judge(text)

    (judgement,) = found.judgements
    (problem,) = found.problems(judgement)
    assert judgement.verdict == "disagrees"
    assert (problem.code, problem.message) == (code, message)
    (name,) = changed
    names = [*RIGHT, *(name for name in changed if name not in RIGHT)]
    assert problem.span.line == 3 + names.index(name)


@pytest.mark.parametrize(
    "field",
    [
        "doi={10.48550/arXiv.ID}",
        "doi={10.48550/ARXIV.IDv2}",
        "doi={https://doi.org/10.48550/arxiv.ID}",
        "url={https://doi.org/10.48550%2FarXiv.ID}",
        r"url={https://doi.org/10.48550\%2FarXiv.ID}",
        "note={https://doi.org/10.48550/arXiv.ID}",
        "note={arXiv preprint arXiv:ID [cs.CV]}",
        "eprint={10.48550/arXiv.ID}",
        "journal={arXiv e-print}, number={arXiv.ID}",
        "journal={arXiv e-prints, arXiv:ID}",
        "journal={arXiv preprint arXiv.IDv1}",
        "journal={arXiv e-print ID}",
        "howpublished={ArXiv abs/ID}",
    ],
)
def test_an_arxiv_id_is_read_in_every_usual_form(one, field):
    for arxiv, expected in (("1612.06890", [("B205", "error")]), ("2408.12528", [])):
        text = f"@misc{{a, title={{{TITLE}}}, author={{{AUTHORS}}}, year={{2024}},"

        _, paper, found = one(f"{text} {field.replace('ID', arxiv)}}}")

        assert paper == "show-o", field
        assert [each for each in found if each[0] != "B207"] == expected, field


def test_missing_authors_are_reported_at_the_entry(judge):
    found = judge(entry(author=None))

    (problem,) = found.problems(found.judgements[0])
    assert problem.message.startswith("showo: authors are missing: Jinheng Xie, ")
    assert problem.span.line == 1


def test_a_preprint_that_was_published_is_a_hint(judge):
    found = judge(entry(booktitle=None, year="2024"))

    (judgement,) = found.judgements
    (problem,) = found.problems(judgement)
    assert judgement.verdict == "agrees"
    assert problem.message == "showo: cited as a preprint, but published at ICLR 2025"


def test_an_earlier_workshop_is_another_publication(one):
    text = entry(booktitle="{ICLR Workshop on Many Things}", year="2024")

    assert one(text) == ("agrees", "show-o", [])


def test_the_same_work_twice_is_a_hint(judge):
    found = judge(entry("a") + entry("b"))

    first, second = found.judgements
    (problem,) = found.problems(second)
    assert (first.findings, second.verdict) == ((), "agrees")
    assert problem.message == "b: the same work as 'a' in line 1"


def test_another_work_with_our_arxiv_id_is_wrong(one):
    text = entry(title="{On the Moulting of Lobsters}", author="{Quill, Zebedee}")

    assert one(text) == ("disagrees", None, [("B205", "error")])


@pytest.mark.parametrize(
    "changed",
    [
        {"author": "{Quill, Zebedee and Person, A.}"},
        {"author": None, "title": "{Show-o}"},
        {"title": f"{{{TITLE.replace('Show-o', 'Show-o3')}}}"},
        {"title": "{Image generation}"},
        {"title": "{}", "author": None},
    ],
)
def test_without_an_id_title_and_authors_must_both_fit(one, changed):
    verdict, paper, findings = one(entry(eprint=None, archivePrefix=None, **changed))

    assert (verdict, paper, findings) == ("not in the catalogue", None, [])


def test_a_mended_file_differs_only_where_it_was_wrong(judge, few):
    before = "% mine\r\n@comment{x}\r\n@misc{other, title = {Unrelated}}\r\n"
    wrong = entry("My:Key", year='"2023"', title="{{Shwo-o}" + TITLE[6:] + "}")
    text = before + wrong.replace("\n", "\r\n") + "trailing"

    fixed = fix(judge(text), few)

    title = "{{Show-o}" + TITLE[6:] + "}"
    right = wrong.replace('"2023"', '"2025"').replace(
        "{{Shwo-o}" + TITLE[6:] + "}", title
    )
    assert fixed.data.decode() == before + right.replace("\n", "\r\n") + "trailing"
    assert (fixed.mended, fixed.left) == (2, ())


def test_a_missing_author_field_is_put_first(judge, few):
    fixed = fix(judge(entry(author=None)), few)

    assert fixed.data.decode().startswith(
        "@inproceedings{showo,\n  author = {Xie, Jinheng and "
    )
    assert not judge(fixed.data).disagrees


@pytest.mark.parametrize("codec", ["utf-16", "latin-1", "utf-8-sig"])
def test_mending_keeps_the_encoding(judge, few, codec):
    text = f"% Gödel\n{entry(year='2024')}"

    fixed = fix(judge(text.encode(codec)), few)

    assert fixed.data == text.replace("2024", "2025").encode(codec)


def test_what_only_a_person_can_mend_is_left(judge, few):
    text = entry(title="{On the Moulting of Lobsters}", author="{Quill, Zebedee}")

    fixed = fix(judge(text), few)

    assert fixed.data.decode() == text
    assert [finding.code for finding in fixed.left] == ["B205"]


@pytest.mark.parametrize("seed", range(2))
def test_a_mended_file_agrees(judge_all, real, own_entries, seed_faults, seed):
    data, faults = seed_faults(50, seed)

    fixed = fix(judge_all(data), real)

    assert fixed.mended >= len(faults)
    assert not judge_all(fixed.data).disagrees
    before = own_entries.split("\n\n")
    after = fixed.data.decode().split("\n\n")
    same = [a == b for a, b in zip(before, after, strict=True)]
    assert same.count(False) <= len(faults)


def test_values_from_strings_and_missing_fields_can_be_mended(judge, few):
    text = '@string{y = "2023"}\n' + entry(year="y", author=None, title=None)

    fixed = fix(judge(text), few)

    assert fixed.left == ()
    assert '@string{y = "2023"}\n' in fixed.data.decode()
    assert "year = {2025}" in fixed.data.decode()
    assert not judge(fixed.data).disagrees


FIELD = re.compile(rb"^ *(\w+) *= *[{\"]", re.MULTILINE)


@pytest.mark.parametrize("seed", range(10))
def test_no_damage_stops_audit_or_mending(judge, few, seed):
    rng = random.Random(seed)
    data = to_bibtex(few.papers, few.vocabularies).encode()
    start = rng.randrange(len(data))
    data = data[start : start + 4000]
    for _ in range(40):
        at = rng.randrange(len(data))
        junk = rng.choice(
            [b"", b"{", b"}", b'"', b",", b"\\", b"@", b"=", b"\xff", b"#"]
        )
        data = data[:at] + junk + data[at + rng.randrange(4) :]

    found = judge(data)
    fixed = fix(found, few)

    assert len(found.judgements) == len(found.bib.entries)
    for judgement in found.judgements:
        assert all(problem.span for problem in found.problems(judgement))
    again = judge(fixed.data)
    assert [j.entry.key for j in again.judgements] == [
        j.entry.key for j in found.judgements
    ]
    assert not Counter(FIELD.findall(data)) - Counter(FIELD.findall(fixed.data))


@pytest.mark.parametrize(
    ("author", "trouble"),
    [
        ("{Jinheng Xie and {Weijia Mao}", "this field is inside the value of another"),
        ('"Jinheng Xie and Weijia Mao', "after the value was expected to be a comma"),
    ],
)
def test_a_value_that_holds_other_fields_is_left_to_a_person(
    judge, few, author, trouble
):
    text = (
        f"@misc{{a,\n  title = {{{few['show-o'].title}}},\n  eprint = {{2408.12528}},\n"
        f'  author = {author},\n  booktitle = "Mine",\n  note = {{Read}}\n}}}}\n'
    )

    found = judge(text)
    fixed = fix(found, few, published=True)

    assert any(trouble in each.message for each in found.bib.troubles)
    assert "B201" in {each.code for j in found.judgements for each in j.findings}
    assert fixed.data == text.encode()


@pytest.mark.parametrize(
    ("right", "wrong", "hint"),
    [
        ("Transformer", "Transfromer", "'Transfromer' here, 'Transformer' there"),
        (" and Generation", "", "'and Generation' is missing"),
        ("Single", "Single Small", "'Small' is too much"),
    ],
)
def test_the_words_that_differ_are_named(judge, few, right, wrong, hint):
    title = few["show-o"].title.replace(right, wrong)

    (judgement,) = judge(f"@misc{{a, title={{{title}}}, eprint=2408.12528}}").judgements

    (found,) = [found for found in judgement.findings if found.code == "B204"]
    assert found.hint == hint
