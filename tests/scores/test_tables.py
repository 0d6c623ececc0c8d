"""Tables as people write them → what their columns and rows are."""

import csv
from io import StringIO
from itertools import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisurvey.errors import UsageError
from unisurvey.fields.attributes import model_of
from unisurvey.scores.score import metric_of
from unisurvey.tables.matching import matched, number_in, table_of
from unisurvey.tables.names import Names
from unisurvey.tables.reading import read_tables, tables_in

LATEX = r"""
\begin{table*}[t]
\caption{Results on Bench~\cite{bench}. % $\ddagger$ rewriter
$\dagger$: with LLM rewriter. $\S$ our reproduction.}
\resizebox{\textwidth}{!}{%
\begin{tabular}{l|c|cc>{\bf}c}
\toprule
\multirow{2}{*}{\textbf{Model}} & \multirow{2}{*}{\# Params} & \multicolumn{2}{c|}{Bench $\uparrow$} & Quiz (\%) \\
\cmidrule(lr){3-4}
 & & Overall & Lines & \\
\midrule
\rowcolor{gray!10} \multicolumn{5}{l}{\textit{Unified \& open}} \\
Alpha~\citep[see][]{alpha} & 7B & \textbf{0.80} & .5 & 1{,}0.5 \\
Alpha$^\dagger$ & 7B & 0.9 & -- & 70.5 \\
\makecell{Beta\\(1B)} & & \underline{0.70}$^{\S}$ & \begin{tabular}{@{}c@{}}0.4\end{tabular} & \best{50.0} \\
\textbf{Ours} & 3B & 0.99 & 0.9 & 99.0 \\
Omega & 3B & 0.1 & 0.1 & 0.1 \\
\bottomrule
\end{tabular}}
\end{table*}
"""

MARKDOWN = """
## Bench

| Model | Overall ↑ | **Lines** | Quiz |
|---|:-:|--:|---|
| [Alpha-7B](https://example.org) [12] | **0.80** | 0.5 | – |
| Alpha 7B w/ rewriter | 0.9<sup>†</sup> | N/A | 70.5 |
| Beta (1B) | 0.70 ± 0.01 | 0.4 | 50.0 |

† with rewriter.
"""


def found_in(text, suffix, catalog):
    names = Names(catalog)
    return [matched(grid, names) for grid in tables_in(text, suffix)]


def rows_of(found):
    table, _ = table_of(found, "Table 1")
    return [
        (
            row["model"],
            row.get("variant"),
            row.get("conditions", {}),
            row["values"],
        )
        for row in table["rows"]
    ]


def columns_of(found):
    return [(column.head.benchmark, column.metric.id) for column in found.columns]


EXPECTED = [
    ("alpha", "7b", {}, ["0.80", "0.5", "-"]),
    ("alpha", "7b", {"prompts": "rewritten"}, ["0.9", "-", "70.5"]),
    ("beta", "1b", {}, ["0.70", "0.4", "50.0"]),
]


def test_latex_as_authors_write_it(unscored):
    (found,) = found_in(LATEX, ".tex", unscored)

    assert columns_of(found) == [
        ("bench", "overall"),
        ("bench", "lines"),
        ("quiz", "accuracy"),
    ]
    assert rows_of(found) == EXPECTED
    assert [row.cell.text for row in found.own] == ["Ours"]
    assert [(left.code, left.cell.span.line) for left in found.left] == [
        ("Q203", 13),
        ("Q202", 17),
    ]


def test_markdown_with_links_and_html(unscored):
    (found,) = found_in(MARKDOWN, ".md", unscored)

    assert columns_of(found) == [
        ("bench", "overall"),
        ("bench", "lines"),
        ("quiz", "accuracy"),
    ]
    assert rows_of(found) == EXPECTED


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_separated_values(unscored, sign):
    lines = [
        ("Model", "Size", "Bench Overall", "Bench, lines", "Quiz"),
        ("Alpha", "7B", "0.80", "0.5", ""),
        ("Alpha (with rewriter)", "7B", "0.9", "", "70.5"),
        ("Beta", "1B", "0.70", "0.4", "50.0"),
    ]
    text = StringIO()
    csv.writer(text, delimiter=sign).writerows(lines)

    (found,) = found_in(text.getvalue(), ".csv", unscored)

    assert rows_of(found) == EXPECTED


def test_models_may_stand_above_the_columns(unscored):
    text = """
    | | Alpha-7B | Beta (1B) |
    |---|---|---|
    | Bench overall | 0.80 | 0.70 |
    | Bench lines | 0.5 | 0.4 |
    | Quiz | - | 50.0 |
    """

    (found,) = found_in(text.replace("\n    ", "\n"), ".md", unscored)

    assert rows_of(found) == [EXPECTED[0], EXPECTED[2]]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Alpha-7B-Turbo", "not known of Alpha: 'Turbo'"),
        ("Alpha + Rewritter/rewriter", "not known of Alpha: '+ Rewritter/rewriter'"),
        ("Alphabet", "no model is called so"),
        ("Alpha (13B)", "not known of Alpha: '13B'"),
    ],
)
def test_what_is_not_all_explained_is_no_model(unscored, name, why):
    called = Names(unscored).called(name)

    assert called.paper is None
    assert called.why == why


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Alpha", None),
        ("alpha 7b", "7b"),
        ("Alpha (7B)", "7b"),
        ("Alpha (Smith et al., 2024)", None),
        ("Alpha [3, 4]†", None),
    ],
)
def test_names_of_models(unscored, name, variant):
    called = Names(unscored).called(name)

    assert called.paper
    assert called.paper.id == "alpha"
    assert called.variant == variant


@pytest.mark.parametrize(
    ("head", "meant"),
    [
        ("Bench", "column 'Bench' names no metric, read as overall"),
        ("Distance", "column 'Distance' does not say which edition of Distance"),
        ("Colour", "column 'Colour' is no metric of a benchmark here"),
        ("Quiz (hard)", "column 'Quiz (hard)' is no metric of a benchmark here"),
    ],
)
def test_heads_that_do_not_say_all_are_told(unscored, head, meant):
    (found,) = found_in(f"Model,{head}\nAlpha,0.5\n", ".csv", unscored)

    assert found.left[0].message.startswith(meant)


def test_shares_in_percent_are_told(unscored):
    (found,) = found_in("Model,Bench overall\nAlpha,80.1\n", ".csv", unscored)

    table, _ = table_of(found, "Table 1")
    assert table["columns"][0]["out_of"] == 100
    assert "out of 100" in found.left[0].message


def test_a_mark_without_a_meaning_is_told(unscored):
    (found,) = found_in("Model,Bench overall\nAlpha‡,0.8\n", ".csv", unscored)

    assert [(left.code, left.message) for left in found.left] == [
        ("Q204", "nothing around the table says what ‡ means")
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.80", "0.80"), ("1,687.5", "1687.5"), (".5", "0.5"), ("70.1%", "70.1"),
        ("0.80 ± 0.1", "0.80"), ("–", "-"), ("", "-"), ("N/A", "-"), ("0.8†", "0.8"),
        ("0.8/0.9", None), ("0,80", None), ("7B", None), ("1.2.3", None), ("+", None),
        ("(+0.1)", None), ("1e5", None),
    ],
)  # fmt: skip
def test_numbers(text, number):
    assert number_in(text) == number


def test_a_file_without_a_table_is_refused(tmp_path):
    path = tmp_path / "empty.tex"
    path.write_text("no table")

    with pytest.raises(UsageError, match="holds no table"):
        read_tables(path)


PIECES = st.lists(
    st.sampled_from([
        r"\begin{tabular}", "{lcc}", "&", r"\\", r"\end{tabular}", "{", "}", "[", "]",
        r"\multicolumn{2}{c}{", r"\multirow{2}{*}{", r"\multirow", "$", "^", r"\dagger",
        "%", "\n", "Alpha", "7B", "Bench", "0.5", "|", "---", "<table>", "<td", ">",
        "</table>", ",", '"', r"\verb|", r"\iffalse", "†", r"\cite{", r"\hline", "\x00",
        r"\begin{table}", r"\end{table}", r"\caption{", r"\textbf", "\ud800",
    ]),
    max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(PIECES, st.text(max_size=80)),
    st.sampled_from([".tex", ".md", ".csv", ""]),
)
def test_no_text_crashes_the_readers(unscored, text, suffix):
    for found in found_in(text, suffix, unscored):
        table, cells = table_of(found, "Table 1")
        assert len(table["rows"]) == len(cells)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_number_is_found_again(unscored, data):
    """Whatever table is written of known models, each notation gives it back."""
    names = {
        "Alpha-7B": ("alpha", "7b"),
        "Beta (1B)": ("beta", "1b"),
        "Eta": ("eta", None),
    }
    heads = {"Bench overall": ("bench", "overall"), "Quiz": ("quiz", "accuracy")}
    rows = data.draw(st.lists(st.sampled_from([*names]), min_size=1, unique=True))
    columns = data.draw(st.lists(st.sampled_from([*heads]), min_size=1, unique=True))
    number = st.decimals(0, 1, places=2).map(str)
    values = [[data.draw(number) for _ in columns] for _ in rows]
    lines = [["Model", *columns]] + [[r, *v] for r, v in zip(rows, values, strict=True)]
    latex = r" \\ ".join(" & ".join(line) for line in lines)
    rule = ["---"] * (len(columns) + 1)
    written = {
        ".tex": rf"\begin{{tabular}}{{lcc}} {latex} \end{{tabular}}",
        ".md": "\n".join(f"| {' | '.join(x)} |" for x in [lines[0], rule, *lines[1:]]),
        ".csv": "\n".join(",".join(line) for line in lines),
    }
    for suffix, text in written.items():
        (found,) = found_in(text, suffix, unscored)
        assert columns_of(found) == [heads[column] for column in columns]
        assert [(m, v, x) for m, v, _, x in rows_of(found)] == [
            (*names[name], line) for name, line in zip(rows, values, strict=True)
        ]


def written(table, benchmarks, models):
    """Return a table of the catalogue as a page would have it."""
    heads = []
    for column in table.columns:
        benchmark = benchmarks[column.benchmark]
        known = {each.id: each.name for each in benchmark.editions or ()}
        edition = f"{benchmark.name} {column.edition}"
        name = (
            known.get(column.edition) or edition if column.edition else benchmark.name
        )
        heads.append(f"{name} {metric_in(benchmark, column).spellings[1]}")
    lines = [["Model", *heads], ["---"] * (len(heads) + 1)]
    for row in table.rows:
        name = short_name(models[row.model])
        lines.append([f"{name} ({row.variant})" if row.variant else name, *row.values])
    cells = (map(str.replace, line, repeat("_"), repeat(r"\_")) for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def metric_in(benchmark, column):
    found = metric_of(benchmark, column.metric)
    assert found
    return found


def short_name(paper):
    model = model_of(paper)
    assert model
    return model.name


def called_in(row):
    assert row.called.paper
    return row.called.paper.id, row.called.variant


def test_every_table_of_the_catalogue_is_understood(real):
    """All benchmarks, metrics, editions, models and variants are found by their names."""
    names = Names(real)
    benchmarks = {each.id: each for each in real.benchmarks}
    models = {each.id: each for each in real.models}
    tables = [table for source in real.scored.sources for table in source.tables]
    assert len(tables) > 100
    for table in tables:
        (grid,) = tables_in(written(table, benchmarks, models), ".md")
        found = matched(grid, names)
        assert [left for left in found.left if left.code != "Q205"] == []
        heads = [(x.head.benchmark, x.metric.id, x.head.edition) for x in found.columns]
        expected = [
            (c.benchmark, metric_in(benchmarks[c.benchmark], c).id, c.edition)
            for c in table.columns
        ]
        assert {
            (*called_in(row), head, value)
            for row in found.rows
            for head, (value, _, _) in zip(heads, row.values, strict=True)
            if value != "-"
        } == {
            (row.model, row.variant, head, value)
            for row in table.rows
            for head, value in zip(expected, row.values, strict=True)
            if value != "-"
        }
