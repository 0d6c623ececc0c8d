"""Years in both fields that hold one, and places of publication."""

import pytest

from unisurvey.audit import audit, fix
from unisurvey.bib.reader import parse_bib

SHOWO = """@inproceedings{{showo, title={{Show-o: One Single Transformer to Unify Multimodal
 Understanding and Generation}}, author={{Jinheng Xie and Weijia Mao and Zechen Bai and
 David Junhao Zhang and Weihao Wang and Kevin Qinghong Lin and Yuchao Gu and Zhijie Chen
 and Zhenheng Yang and Mike Zheng Shou}}, {}}}
"""


def codes(found):
    return [
        (finding.code, finding.field.name)
        for judgement in found.judgements
        for finding in judgement.findings
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year={2025}, date={2025-05-01}", []),
        (
            "year={2023}, date={2023-05-01}",
            [("B203", "year"), ("B203", "date")],
        ),
        ("year={2025}, date={2023-05-01}", [("B203", "date")]),
        ("date={2025}, year={2022}", [("B203", "year")]),
        ("date={2025/2026}, year={2025}", []),
    ],
)
def test_both_fields_are_judged_and_mended(judge, few, fields, expected):
    text = SHOWO.format(f"booktitle={{ICLR}}, {fields}")

    found = judge(text)
    fixed = fix(found, few)

    assert codes(found) == expected
    assert (fixed.mended, fixed.left) == (len(expected), ())
    assert not judge(fixed.data).disagrees


@pytest.mark.parametrize(
    "head", ["title={Of lobsters}", "eprint=2408.12528, title={Show-o}"]
)
def test_two_years_are_said_where_neither_is_wrong(judge, head):
    found = judge(f"@misc{{a, {head}, year=2024, date={{2025-01}}}}")

    (finding,) = [f for f in found.judgements[0].findings if f.subject == "year"]
    assert (finding.code, finding.severity) == ("B211", "warning")
    assert finding.message == "year says 2024, but date 2025"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("booktitle={ICLR 2025}, year=2025", None),
        ("booktitle={Proceedings of CVPR}, year=2025", "error"),
        (
            "booktitle={International Conference on Machine Learning}, year=2024",
            "error",
        ),
        ("journal={IEEE TPAMI}, year=2026", "warning"),
        ("booktitle={CVPR Workshops}, year=2024", "warning"),
        ("booktitle={Workshop on Things at CVPR}, year=2024", None),
        ("journal={arXiv preprint arXiv:2408.12528}, year=2024", "warning"),
    ],
)
def test_only_a_second_conference_is_wrong(judge, place, expected):
    (judgement,) = judge(SHOWO.format(place)).judgements

    found = [f.severity for f in judgement.findings if f.code in {"B210", "B207"}]
    assert found == ([expected] if expected else [])


def test_a_wrong_conference_is_mended_with_its_year(judge, few):
    text = SHOWO.format("booktitle={CVPR}, year={2024}")

    fixed = fix(judge(text), few)

    right = "booktitle={International Conference on Learning Representations}"
    assert fixed.data.decode() == SHOWO.format(f"{right}, year={{2025}}")
    assert (fixed.mended, fixed.left) == (2, ())


def test_what_is_left_is_what_another_audit_reports(real, seed_faults):
    data, _ = seed_faults(40, 1)
    unknown = (
        b"@misc{x, title={Of lobsters}, author={Quill, Zebedee}, eprint={2408.12528}}\n"
    )
    hints = b"@misc{y, title={Of crabs}, year=2020, date={2021}, crossref={nobody}}\n"

    fixed = fix(audit(parse_bib(data + unknown + hints), real), real)

    again = audit(parse_bib(fixed.data), real)
    assert fixed.left == again.all_problems
    assert {problem.code for problem in fixed.left} == {"B205", "B211", "B112"}
