import pytest

from unisurvey.errors import UnknownValueError
from unisurvey.views.columns import flatten, group_rows, sort_rows
from unisurvey.views.flat import flat_keys

KINDS = ("models", "papers", "datasets", "benchmarks")


def rows(catalog, kind):
    return flatten(catalog.records(kind), kind, catalog)


def groups(catalog, column, kind="models"):
    found = group_rows(rows(catalog, kind), column, kind, catalog)
    return [(g.heading, [record.id for record, _ in g.rows]) for g in found]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (
            "section",
            [
                ("b-1 AR, pixel", ["toy-bare"]),
                ("c-1 AR + diffusion", ["toy-show"]),
                ("Any-to-any multimodal models", ["toy-any"]),
            ],
        ),
        (
            "paradigm",
            [("autoregressive", ["toy-bare", "toy-any"]), ("hybrid", ["toy-show"])],
        ),
        ("year", [("2025", ["toy-any"]), ("2026", ["toy-show"]), ("–", ["toy-bare"])]),
        (
            "shared_encoder",
            [("no", ["toy-bare", "toy-any"]), ("yes", ["toy-show"])],
        ),
        (
            "input_modalities",
            [
                ("image", ["toy-show", "toy-any"]),
                ("text", ["toy-show", "toy-any"]),
                ("audio", ["toy-any"]),
                ("–", ["toy-bare"]),
            ],
        ),
        (
            "parameters_b",
            [
                ("1.5B", ["toy-show"]),
                ("34.5B", ["toy-show"]),
                ("–", ["toy-bare", "toy-any"]),
            ],
        ),
    ],
)
def test_groups_come_in_the_order_that_suits_the_column(toy_catalog, column, expected):
    assert groups(toy_catalog, column) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_can_be_grouped_by_and_no_record_is_lost(kind, real):
    pairs = rows(real, kind)

    for column in flat_keys(kind):
        found = group_rows(pairs, column, kind, real)
        held = {record.id for group in found for record, _ in group.rows}
        assert held == {record.id for record, _ in pairs}, column
        assert all(group.heading for group in found), column


def test_grouping_by_what_is_no_column_is_refused(real):
    with pytest.raises(UnknownValueError, match="unknown column 'backbon'"):
        group_rows([], "backbon", "models", real)


def test_sections_sort_as_in_the_taxonomy(real):
    found = sort_rows(rows(real, "models"), "section,-date", "models", real)

    assert [record.id for record, _ in found] == [record.id for record in real.models]


def test_the_first_column_counts_most_and_ties_go_to_the_next(real):
    found = sort_rows(rows(real, "benchmarks"), "unit,-size", "benchmarks", real)

    keys = [(flat["unit"], flat["size"]) for _, flat in found]
    known = [(unit.casefold(), -size) for unit, size in keys if unit and size]
    assert known == sorted(known)
    assert [unit for unit, _ in keys if unit is None] == [
        unit for unit, _ in keys[len([u for u, _ in keys if u]) :]
    ]


IN_ORDER_OF_VALUES = {
    *("year", "date", "last_commit", "stars", "samples", "size", "parameters_b"),
    *("survey_row", "survey_references"),
}
IN_ORDER_OF_THE_TAXONOMY = {"section", "sections", "section_alternatives"}


@pytest.mark.parametrize("kind", KINDS)
def test_dates_and_numbers_come_in_order_and_other_groups_the_largest_first(kind, real):
    wrong = []
    for column in {*flat_keys(kind)} - IN_ORDER_OF_THE_TAXONOMY:
        found = group_rows(rows(real, kind), column, kind, real)
        known = [group for group in found if group.value is not None]
        values = [group.value for group in known]
        sizes = [-len(group.rows) for group in known]
        order = values if column in IN_ORDER_OF_VALUES else sizes
        if order != sorted(order) or known != found[: len(known)]:
            wrong.append(column)

    assert wrong == []
