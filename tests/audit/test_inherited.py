"""What an entry inherits through crossref and xdata is what it says."""

import pytest

from unisurvey.audit import fix

CHILD = """@inproceedings{{child, title={{Show-o: One Single Transformer to Unify Multimodal
 Understanding and Generation}}, author={{Jinheng Xie and Weijia Mao and Zechen Bai and
 David Junhao Zhang and Weihao Wang and Kevin Qinghong Lin and Yuchao Gu and Zhijie Chen
 and Zhenheng Yang and Mike Zheng Shou}}, {more}}}
"""
ICLR = "International Conference on Learning Representations"


def child(more):
    return CHILD.format(more=more)


def told(found):
    return [
        (j.entry.key, finding.code, found.bib.line(finding.field.start))
        for j in found.judgements
        for finding in j.findings
        if finding.field
    ]


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    ("more", "parent"),
    [
        ("crossref={p}", "@proceedings{{p, booktitle={{{0}}}, year={1}}}"),
        ("CrossRef={P}", "@proceedings{{p, title={{{0}}}, date={{{1}-04}}}}"),
        (
            "xdata={q, p}",
            "@xdata{{p, booktitle={{{0}}}, year={1}}}@xdata{{q, note={{x}}}}",
        ),
        (
            "crossref={p}",
            "@proceedings{{p, title={{{0}}}, xdata={{q}}}}@xdata{{q, year={1}}}",
        ),
        ("crossref={old}", "@proceedings{{p, ids={{old}}, title={{{0}}}, year={1}}}"),
    ],
)
def test_a_year_of_a_parent_is_judged_in_its_place(judge, more, parent, before):
    for year, codes in ((2025, []), (2019, ["B203"])):
        texts = [child(more), f"{parent.format(ICLR, year)}\n"]
        found = judge("".join(reversed(texts) if before else texts))

        assert [code for _, code, _ in told(found)] == codes, year
        judgement = next(j for j in found.judgements if j.entry.key == "child")
        assert all(f.code != "B207" for f in judgement.findings)
        for _, _, line in told(found):
            assert line == (1 if before else 5)


def test_what_the_child_says_itself_counts(judge):
    parent = f"@proceedings{{p, title={{{ICLR}}}, date=2019, doi={{10.1234/whole}}}}"

    found = judge(child("year=2025, crossref={p}") + parent)

    assert told(found) == []
    assert found.judgements[0].verdict == "agrees"


def test_a_subtitle_belongs_to_its_title(judge):
    parent = f"@proceedings{{p, title={{{ICLR}}}, subtitle={{Of old}}, year=2025}}"

    found = judge(child("crossref={p}") + parent)

    assert told(found) == []
    assert found.judgements[0].verdict == "agrees"


def test_a_part_of_a_book_has_its_authors_and_title(judge):
    book = child("year=2024").replace("inproceedings{child", "book{book")

    (part, _) = judge(
        f"@inbook{{part, chapter=3, crossref={{book}}}}\n{book}"
    ).judgements

    assert part.paper.id == "show-o"
    assert part.verdict == "agrees"


def test_two_parts_of_one_book_are_not_one_work(judge):
    text = """@incollection{a, title={One thing}, crossref={p}}
@incollection{b, title={Another thing}, crossref={p}}
@collection{p, title={Things}, doi={10.1234/things}, url={https://example.org/things}}"""

    assert told(judge(text)) == []
    assert all(not j.findings for j in judge(text).judgements)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("@misc{a, title={A}, crossref={none}}", [1]),
        ("@misc{a, title={A}, xdata={b,none}}\n@xdata{b, year=2024}", [1]),
        ("@misc{a, title={A}, crossref={a}}", [1]),
        ("@misc{a, crossref={b}}\n@misc{b, crossref={a}}", [1, 2]),
    ],
)
def test_a_missing_parent_and_a_ring_are_reported(judge, text, lines):
    bib = judge(text).bib

    assert [(t.code, bib.line(t.start)) for t in bib.troubles] == [
        ("B112", line) for line in lines
    ]
    assert all(trouble.severity == "warning" for trouble in bib.troubles)


@pytest.mark.parametrize(
    "more", ["xdata={elsewhere}", "author={Ann One and xdata=people-author-1}"]
)
def test_nothing_is_missing_where_the_parent_is(judge, more):
    text = f"@misc{{a, title={{}}, eprint={{2408.12528}}, {more}}}"

    assert all(not j.findings for j in judge(text).judgements)


def test_a_parent_is_left_to_a_person(judge, few):
    text = child("crossref={p}") + f"@proceedings{{p, title={{{ICLR}}}, year=2019}}"

    fixed = fix(judge(text), few)

    assert fixed.data.decode() == text
    assert (fixed.mended, [problem.code for problem in fixed.left]) == (0, ["B203"])
    assert str(fixed.left[0].hint).startswith("the entry inherits it")


def test_long_chains_of_parents_end(judge):
    """Each entry inherits from the next, and the last from the first."""
    count = 500
    text = "".join(
        f"@misc{{k{n}, title={{Of crabs {n}}}, crossref={{k{(n + 1) % count}}}}}\n"
        for n in range(count)
    )

    assert len(judge(text).judgements) == count
