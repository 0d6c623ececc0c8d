import pytest

from unisurvey.views.wording import benchmark_size, parameters, plain, short_count


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1"),
        (553, "553"),
        (999, "999"),
        (1000, "1K"),
        (1999, "2K"),
        (227_000, "227K"),
        (999_400, "999K"),
        (1_000_000, "1M"),
        (2_500_000, "2.5M"),
        (5_850_000_000, "5.85B"),
        (12_800_000_000, "12.8B"),
        (1_200_000_000_000, "1200B"),
    ],
)
def test_counts_are_short(number, text):
    assert short_count(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(999_499, "999K"), (999_500, "1M"), (999_999, "1M"), (999_999_999, "1B")],
)
def test_a_rounded_count_has_the_next_unit_rather_than_a_thousand(number, text):
    assert short_count(number) == text


def test_parameters_are_billions():
    assert parameters((0.5, 7.0, 30)) == "0.5B, 7B, 30B"


def test_a_benchmark_states_its_size_as_its_authors_do(toy_catalog):
    assert benchmark_size(toy_catalog["toy-bench"]) == "about 2,000 edits"
    assert benchmark_size(toy_catalog["plain-bench"]) is None


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("samples", 2_500_000, "2.5M"),
        ("parameters_b", [1.5, 32], "1.5B, 32B"),
        ("backbone", ["llama", "qwen2.5"], "LLaMA + Qwen2.5"),
        ("shared_encoder", True, "yes"),
        ("shared_encoder", False, "no"),
        ("input", ["text", "image"], "text, image"),
        ("year", 2025, "2025"),
        ("date", None, ""),
        ("authors", [], ""),
    ],
)
def test_a_value_reads_as_people_say_it(toy_catalog, name, value, text):
    assert plain(name, value, toy_catalog) == text
