"""Boards as pages and as CSV, and the charts above them."""

import csv
import io
from dataclasses import replace
from itertools import combinations

import pytest
from lxml import html

from unisurvey.figures.scatter import Axis, Dot, Scatter, round_ticks
from unisurvey.figures.theme import ParadigmStyle
from unisurvey.site.boards import boards
from unisurvey.site.charts import FEWEST, chart
from unisurvey.site.frame import Frame
from unisurvey.views.boards import score_index, score_pages

BOARD = "scores/toy-bench/index.html"


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_beside_a_board_has_the_rows_of_the_command(toy, toy_pages, run):
    told = []
    for metric in ("overall", "lines", "colours"):
        line = ("scores", "board", f"toy-bench/{metric}", "--format", "csv")
        told += rows(run(*line, root=toy).stdout)
    by = sorted(told[0])

    def order(row):
        return [row[key] for key in by]

    found = rows(toy_pages["scores/toy-bench.csv"])
    assert sorted(found, key=order) == sorted(told, key=order)


def test_there_is_a_page_for_each_board_and_none_for_others(toy_catalog, toy_pages):
    made = {at.split("/")[1] for at in toy_pages if at.startswith("scores/")}

    ids = set(score_index(toy_catalog))
    assert made == {"index.html"} | ids | {f"{id_}.csv" for id_ in ids}


def test_a_board_links_models_and_says_where_each_value_stands(toy_catalog, toy_pages):
    page = html.fromstring(toy_pages[BOARD])
    links = {*page.xpath("//table//a/@href")}

    found = {b.id: values for b, values in score_pages(toy_catalog)}["toy-bench"]
    lines = [ln for s in found["boards"].values() for g in s for ln in g["lines"]]
    assert lines
    for line in lines:
        assert line.links["where"] in links
        assert f"../../models/{line.works['model']}/index.html" in links
    honoured = [line.cells["value"] for line in lines if line.honour == "best"]
    assert page.xpath("//td/strong/text()") == honoured
    assert page.xpath("//h2[@id='differ']") or not found["conflicts"]


@pytest.fixture(scope="session")
def scatter():
    styles = (
        ParadigmStyle("One", "blue", "square"),
        ParadigmStyle("Two", "red", "star"),
    )

    def made(count):
        dots = tuple(
            Dot(
                f"A <b>model</b> {n}",
                styles[n % 2],
                n * 7 % 20,
                n * 11 % 13,
                f"{n}",
                n < 2,
                "toy-show",
            )
            for n in range(count)
        )
        axes = (Axis("x", round_ticks([0, 20])), Axis("y", round_ticks([0, 13])))
        return Scatter("Title", "about", dots, axes)

    return made


def test_a_chart_needs_some_dots(toy_catalog, scatter):
    assert chart("one", scatter(FEWEST - 1), toy_catalog) is None
    assert chart("one", scatter(FEWEST), toy_catalog)


@pytest.mark.parametrize("count", [5, 40, 120])
def test_a_chart_is_whole(toy_catalog, scatter, count):
    drawn = chart("one", scatter(count), toy_catalog)
    assert drawn
    text = Frame(toy_catalog, ()).macro("chart.html.j2", "chart", BOARD)(drawn)
    figure = html.fromstring(str(text))

    dots = figure.xpath(".//*[name()='svg']/*[name()='a']")
    assert [dot.get("href") for dot in dots] == [
        "../../models/toy-show/index.html"
    ] * count
    assert all(dot.xpath(".//*[name()='title']/text()") for dot in dots)
    assert len(figure.xpath(".//table/tbody/tr")) == count
    assert not figure.xpath(".//b")
    assert not figure.xpath(".//@style")
    for name in drawn.names:
        assert 0 <= name.x <= drawn.wide
        assert 0 <= name.y <= drawn.high


def test_names_of_a_chart_do_not_touch(toy_catalog, scatter):
    drawn = chart("one", scatter(60), toy_catalog)
    assert drawn

    for one, other in combinations(drawn.names, 2):
        assert abs(one.y - other.y) >= 12 or abs(one.x - other.x) >= 40


def test_without_scores_there_are_no_boards(toy_catalog):
    nothing = replace(toy_catalog, papers=())

    assert list(boards(Frame(nothing, ()))) == []
