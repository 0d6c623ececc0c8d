"""What pages count is what the command lists and counts."""

import json
import shlex

import pytest
from lxml import html

from unisurvey.figures.timeline import timeline


def tables(text):
    """Yield the command below each table of bars, and the numbers in it."""
    for table in html.fromstring(text).xpath("//section[.//code]"):
        numbers = table.xpath(".//tbody/tr/td[1]/text()")
        (line,) = table.xpath(".//code/text()")
        yield line, [int(number.replace(",", "")) for number in numbers]


@pytest.mark.parametrize("which", ["toy", "another"])
def test_statistics_are_those_of_the_command(which, request, run):
    root = request.getfixturevalue("toy" if which == "toy" else "another_field")
    text = request.getfixturevalue(f"{which}_pages")
    found = dict(tables(text["statistics/index.html"]))

    assert len(found) > 8
    wrong = {}
    for line, numbers in found.items():
        _, *words = shlex.split(line)
        told = json.loads(run(*words, "--format", "json", root=root).stdout)
        if list(told.values()) != numbers:
            wrong[line] = (numbers, told)
    assert wrong == {}


def test_the_matrix_has_the_models_of_the_list(toy, toy_pages, run):
    page = html.fromstring(toy_pages["architecture/index.html"])
    cells = {
        count.get("href"): (int(count.text), len(count.xpath("..//p/a")))
        for count in page.xpath("//td/a[@class='count']")
    }

    assert cells
    for address, (count, names) in cells.items():
        query = dict(pair.split("=") for pair in address.partition("?")[2].split("&"))
        words = [word for name, value in query.items() for word in (f"--{name}", value)]
        listed = json.loads(run("list", *words, "--format", "json", root=toy).stdout)
        assert (count, names) == (len(listed), len(listed))
    total = sum(int(each.text) for each in page.xpath("//*[@class='count']"))
    assert total == len(json.loads(run("list", "--format", "json", root=toy).stdout))


def test_a_gap_is_where_the_paradigm_has_other_encodings(toy_pages):
    page = html.fromstring(toy_pages["architecture/index.html"])

    for row in page.xpath("//table[contains(@class, 'matrix')]/tbody/tr"):
        *told, _untold = row.xpath("td")
        assert bool(row.xpath("td[contains(@class, 'gap')]")) <= any(
            cell.xpath("*[@class='count']") for cell in told
        )


def test_every_dated_model_is_on_the_timeline_once(toy_catalog, toy_pages):
    page = html.fromstring(toy_pages["timeline/index.html"])
    links = page.xpath("//li/a[contains(@class, 'token')]/@href")

    dated = [model.id for model in toy_catalog.models if model.date]
    assert sorted(links) == sorted(f"../models/{id_}/index.html" for id_ in dated)
    shown = timeline(toy_catalog, toy_catalog.models)
    assert len(page.xpath("//div[@class='period']/@id")) == len(shown.rows)


def test_a_section_without_a_paradigm_has_one_frame_and_its_name(
    any_catalog, any_pages
):
    page = html.fromstring(any_pages["timeline/index.html"])
    legend = page.xpath("//ul[@class='legend']//span[contains(@class, 'token')]")
    told = {token.text: token.get("class") for token in legend}
    known = any_catalog.vocabularies.sections

    assert len({*told.values()}) == len(told)
    assert told.keys() <= {section.label or section.name for section in known}
    for token in page.xpath("//li/a[contains(@class, 'undecided')]"):
        _paradigm, name, _date = token.get("title").split("; ")
        assert token.get("class") == told[name]


def test_the_newest_period_comes_first(another_pages):
    ids = html.fromstring(another_pages["timeline/index.html"]).xpath(
        "//div[@class='period']/@id"
    )

    assert ids == sorted(ids, reverse=True)
    assert "2022-q4" in ids


def test_a_field_without_encodings_has_no_matrix(another_pages):
    assert "architecture/index.html" not in another_pages
    assert not any(
        "architecture/index.html" in text
        for at, text in another_pages.items()
        if at.endswith(".html")
    )
