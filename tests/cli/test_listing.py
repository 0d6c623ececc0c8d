import csv
import io
from typing import get_args

import pytest

from unisurvey.cli.options import Format


@pytest.fixture(scope="session")
def ids(run, toy):
    def listed(*words):
        return run("list", *words, "--format", "ids", root=toy).stdout.split()

    return listed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--sort", "name"), ["toy-bare", "toy-any", "toy-show"]),
        (("--sort", "-name"), ["toy-show", "toy-any", "toy-bare"]),
        (("--sort", "paradigm,-name"), ["toy-any", "toy-bare", "toy-show"]),
        (("--sort", "-paradigm, name"), ["toy-show", "toy-bare", "toy-any"]),
        (("--sort", "-date"), ["toy-show", "toy-any", "toy-bare"]),
        (("--sort", "-date", "--reverse"), ["toy-any", "toy-show", "toy-bare"]),
        (("--sort", "-section"), ["toy-any", "toy-show", "toy-bare"]),
        (("--sort", "year", "--limit", "1"), ["toy-any"]),
    ],
)
def test_rows_are_sorted_by_several_columns_each_way(ids, words, expected):
    assert ids(*words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ["toy-bare", "toy-show", "toy-any"]),
        (("--author", "zola", "--venue", "tmlr"), []),
        (("--min-samples", "2M"), ["toy-sets"]),
        (("--task", "image"), ["toy-show"]),
        (("--task", "editing", "--min-samples", "1"), ["toy-sets"]),
        (("--survey-table", "2"), ["toy-any"]),
        (("--survey-table", "3"), ["toy-sets"]),
        (("--survey-table", "4"), ["toy-bench"]),
    ],
)
def test_without_a_kind_the_filters_tell_what_is_listed(ids, words, expected):
    assert ids(*words) == expected


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("models", "--min-samples", "1M"),
            "--min-samples does not apply to models, only to datasets",
        ),
        (
            ("datasets", "--min-samples", "many"),
            "'many' is no number, expected one such as 500K, 1.5M or 2B",
        ),
        (
            ("datasets", "--min-samples", "1.5"),
            "'1.5' is no number, expected one such as 500K, 1.5M or 2B",
        ),
        (
            ("benchmarks", "--input", "image"),
            "there is no filter 'input', expected --modality input:image",
        ),
        (
            ("models", "--modality", "input:answer"),
            (
                "unknown modality 'answer'; expected one of text, image, video, audio, "
                "speech, music, action, box, mask"
            ),
        ),
        (
            ("papers", "--task", "editing"),
            (
                "--task does not apply to papers, only to benchmarks, datasets, models; "
                "use --section or --search"
            ),
        ),
        (
            ("models", "--survey-table", "4"),
            "table 4 of the survey holds benchmarks, not models",
        ),
        (("--survey-table", "5"), "unknown table '5'; expected one of 1, 2, 3, 4"),
        (("--task", ","), "--task is given nothing to look for"),
        (("--sort", ","), "no column is named to sort by"),
        (("--sort", "name,-nam"), "unknown column 'nam'; did you mean 'name'?"),
        (("--group-by", "nam"), "unknown column 'nam'; did you mean 'name'?"),
        (
            ("--generation-encoder", "kind:autoencode"),
            (
                "unknown kind of component 'autoencode'; did you mean 'autoencoder' or "
                "'audio-encoder' or 'multimodal-encoder'?"
            ),
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(run, toy, words, message):
    result = run("list", *words, root=toy, code=2)

    assert result.stdout == ""
    assert result.stderr == f"error: {message}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [("2500000", 1), ("2,500,000", 1), ("2_500K", 1), ("2.5m", 1), ("2.6M", 0)],
)
def test_numbers_are_understood_as_people_write_them(ids, text, found):
    assert len(ids("datasets", "--min-samples", text)) == found


def test_groups_are_markdown_tables_below_headings_with_counts(run, toy):
    text = run(
        *("list", "--group-by", "backbone", "--columns", "name,date", "-f", "md"),
        root=toy,
    ).stdout

    assert text == (
        "### LLaMA (1)\n\n"
        "| Name | Date |\n| --- | --- |\n"
        "| [Toy-Any](https://arxiv.org/abs/2411.00002) | 2024-11 |\n"
        "\n### Qwen2.5 (1)\n\n"
        "| Name | Date |\n| --- | --- |\n"
        "| [Toy-Any](https://arxiv.org/abs/2411.00002) | 2024-11 |\n"
        "\n### Qwen2.5-VL-32B (1)\n\n"
        "| Name | Date |\n| --- | --- |\n"
        "| [Toy-Show (superseded)](https://arxiv.org/abs/2503.10001) | 2025-03-14 |\n"
        "\n### – (1)\n\n"
        "| Name | Date |\n| --- | --- |\n"
        "| Bare | – |\n"
    )


def test_groups_on_a_terminal_share_their_columns(run, toy, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")

    text = run("list", "--group-by", "section", "-f", "table", root=toy).stdout

    lines = [line.rstrip() for line in text.splitlines()]
    assert lines == [
        "Name                    Date         Backbone",
        "─" * 52,
        "b-1 AR, pixel (1)",
        "Bare                    –            –",
        "",
        "c-1 AR + diffusion (1)",
        "Toy-Show (superseded)   2025-03-14   Qwen2.5-VL-32B",
        "",
        "Any-to-any multimodal models (1)",
        "Toy-Any                 2024-11      LLaMA + Qwen2.5",
    ]


def test_groups_in_a_pipe_put_the_value_before_each_row(run, toy):
    text = run("list", "--group-by", "mask", "--columns", "id", root=toy).stdout

    assert text == "bidirectional\ttoy-show\ncausal\ttoy-any\n\ttoy-bare\n"


@pytest.mark.parametrize(
    "form", [form for form in get_args(Format) if form not in {"table", "md"}]
)
def test_groups_are_refused_where_the_output_is_one_sequence(run, toy, form):
    result = run("list", "--group-by", "mask", "-f", form, root=toy, code=2)

    assert result.stderr == (
        f"error: --group-by makes tables, --format {form} is one sequence of "
        "records: use --sort, or --format md or table\n"
    )


def test_the_survey_s_order_holds_in_every_output(run, repository):
    words = ("--survey-table", "1", "--format")
    ids = run("list", *words, "ids", root=repository).stdout.split()
    text = run("export", "csv", "--survey-table", "1", root=repository).stdout

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == ids
    assert [row["survey_row"] for row in rows] == [str(n) for n in range(1, 84)]
    assert ids[:3] == ["dual-diffusion", "unidisc", "mmada"]
    assert ids[-1] == "emma"
