"""What people do with mouse and keys on the pages of exploring, and what it does."""

import csv
import io
import json
import shlex

import pytest
from tests.site.browser.exploring import Exploring

pytestmark = pytest.mark.browser

COUNT = "Number(document.querySelector('[data-count]').textContent.replace(/\\D/g, ''))"
FIRST = "[...document.querySelectorAll('tbody th > a')].slice(0, 3).map((a) => a.textContent)"
ROWS = "document.querySelectorAll('tbody tr').length"
FOCUS = "document.activeElement.matches(given[0])"


@pytest.fixture
def models(exploring):
    exploring.open()
    return exploring


def test_each_filter_is_ticked_with_the_mouse(models, browser):
    wrong = []
    for name in models.data["offers"]:
        facet = f"[data-facet='{name}']"
        if not browser.value("document.querySelector(given[0]).open", facet):
            browser.click(f"{facet} summary")
        boxes = f"{facet} input[type=checkbox]"
        browser.until("Boolean(document.querySelector(given[0]))", boxes)
        told = browser.until(
            "document.querySelector(given[0] + ' .number').textContent", facet
        )
        browser.click(f"{facet} label span")
        shown = browser.value(COUNT)
        chips = browser.value("document.querySelectorAll('[data-chips] li').length")
        there = browser.value(
            "new URLSearchParams(location.search).has(given[0])", name
        )
        browser.click("[data-chips] button")
        left = browser.value(COUNT)
        if (shown, chips, there, left) != (int(told), 1, True, len(models.data["ids"])):
            wrong.append((name, told, shown, chips, there, left))

    assert wrong == []


def test_a_filter_among_many_words_is_found(models, browser):
    name = next(n for n, words in models.data["offers"].items() if len(words) > 20)
    facet = f"[data-facet='{name}']"
    browser.run("document.querySelector(given[0]).open = true", facet)
    browser.until("document.querySelector(given[0] + ' [type=search]') !== null", facet)
    shown = (
        "[...document.querySelectorAll(given[0] + ' li')].filter((li) => !li.hidden)"
        ".map((li) => li.textContent)"
    )
    every = browser.value(shown, facet)

    browser.click(f"{facet} [type=search]")
    browser.write(every[-1][:4])

    found = browser.value(shown, facet)
    assert 0 < len(found) < len(every)
    assert every[-1] in found


@pytest.mark.parametrize(
    ("text", "name", "is_near"),
    [
        ("janus-pro", "Janus-Pro", False),
        ("jansu", "Janus", True),
        ("emu 3", "Emu3", False),
    ],
)
@pytest.mark.usefixtures("models")
def test_a_name_is_found_and_with_slips_too(browser, text, name, is_near):
    browser.press("/")
    browser.write(text)

    assert name in browser.value(FIRST)
    note = browser.value("document.querySelector('[data-note]').hidden")
    assert note is not is_near
    browser.until(
        "document.querySelector('[data-status]').textContent.endsWith('found')"
    )
    assert browser.value("new URLSearchParams(location.search).get('search')") == text


@pytest.mark.usefixtures("models")
def test_the_slash_goes_to_the_search_but_not_while_typing(browser):
    browser.click("[data-facets] input[type=checkbox]")
    browser.press("/")
    assert browser.value(FOCUS, "#search")

    browser.write("a/b")
    assert browser.value("document.activeElement.value") == "a/b"

    browser.click("[data-bound=since]")
    browser.press("/")
    assert browser.value(FOCUS, "[data-bound=since]")


def test_rows_are_sorted_and_turned(models, browser):
    models.sort("name", turned=False)
    first = models.state()
    browser.click("[data-turn]")
    turned = models.state()

    assert "--sort name" in first["line"]
    assert "--sort -name" in turned["line"]
    assert turned["ids"] == first["ids"][::-1]
    assert browser.value("document.querySelector('[data-turn]').textContent") == "↓"


def test_columns_come_and_go(models, browser):
    heads = "[...document.querySelectorAll('thead th')].map((th) => th.textContent)"
    before = browser.value(heads)
    browser.click("[data-columns] summary")
    browser.click("[data-columns] label")

    name, label = browser.value(
        "[document.querySelector('[data-columns] input').value,"
        " document.querySelector('[data-columns] label').textContent]"
    )
    assert browser.value(heads) == [*before, label]
    cells = "[...document.querySelectorAll('tbody tr')].map((tr) => tr.children.length)"
    assert set(browser.value(cells)) == {len(before) + 1}
    assert models.state()["line"].endswith(f"--columns id,{name}")
    assert browser.value("location.search") == f"?columns={name}"

    browser.click("[data-columns] label")
    assert browser.value(heads) == before
    assert set(browser.value(cells)) == {len(before)}


def test_more_rows_come_two_hundred_at_a_time(exploring, browser):
    exploring.open("papers")
    count = browser.value(COUNT)
    assert (count, browser.value(ROWS)) == (len(exploring.data["ids"]), 200)

    browser.click("[data-more] button")

    assert browser.value(ROWS) == min(400, count)
    assert browser.value("document.activeElement.closest('tr').rowIndex") == 201
    while not browser.value("document.querySelector('[data-more]').hidden"):
        browser.click("[data-more] button")
    assert browser.value(ROWS) == count


def test_going_back_takes_back_what_was_ticked(models, browser):
    seen = [models.state()]
    for number in (0, 3):
        browser.click("[data-facets] input[type=checkbox]", number)
        seen.append(models.state())
    browser.press("/")
    browser.write("uni")
    typed = models.state()

    browser.turn(-1)
    browser.until("location.search === given[0]", seen[1]["search"])
    assert models.state() == seen[1]
    browser.turn(1)
    browser.until("location.search === given[0]", typed["search"])
    assert models.state() == typed
    assert browser.value("document.querySelector('#search').value") == "uni"
    browser.turn(-1)
    browser.turn(-1)
    browser.until("location.search === ''")
    assert models.state() == seen[0]


def test_all_is_cleared_at_once(models, browser):
    models.open(query="?paradigm=diffusion&since=2024&until=2025&search=a")
    assert browser.value("document.querySelectorAll('[data-chips] li').length") == 5

    browser.click("[data-chips] .clear")

    assert browser.value(COUNT) == len(models.data["ids"])
    assert browser.value(
        "[location.search, document.querySelector('#search').value]"
    ) == [
        "",
        "",
    ]
    assert browser.value(FOCUS, "#search")


def test_an_address_that_asks_for_nothing_known_shows_all(models, browser):
    models.open(query="?paradigm=no-such&since=x&sort=%3Cb%3E&columns=y&select=z&q=1")

    assert browser.value(COUNT) == len(models.data["ids"])


def test_what_is_asked_for_is_shown_where_no_address_can_be_written(models, browser):
    browser.run("history.pushState = () => { throw new Error('too many'); };")
    told, shown = models.tick("has", "weights")

    assert (
        told == shown == browser.value("document.querySelectorAll('tbody tr').length")
    )


@pytest.mark.parametrize(
    "query",
    [
        "since=2025-13",
        "until=2025-02-30",
        "since=1900",
        "min-parameters=7%C2%A0B",
        "sort=constructor",
        "sort=__proto__",
    ],
)
def test_what_the_command_refuses_is_asked_for_by_no_address(models, listed, query):
    models.open(query=f"?{query}")

    state = models.state()
    assert state["count"] == len(models.data["ids"])
    assert listed(state["line"]) == state["ids"]
    assert models.tick("has", "code")[0] < state["count"]


def test_a_bound_that_is_emptied_is_wrong_no_longer(models, browser):
    browser.click("[data-bound=since]")
    browser.write("abc")
    browser.press("Tab")
    wrong = "document.querySelectorAll('[aria-invalid=true]').length"
    assert browser.value(wrong) == 1
    models.tick("has", "code")

    assert browser.value(wrong) == 0


def test_what_is_chosen_stays_chosen_where_one_goes_back(models, browser, chosen):
    models.tick("has", "code")
    browser.turn(-1)

    browser.until("!location.search.includes('has=')")
    select = browser.value("new URLSearchParams(location.search).get('select')")
    assert set(select.split(",")) == set(chosen)


@pytest.mark.usefixtures("models")
def test_a_button_that_copies_is_called_as_before(browser):
    label = "document.querySelector('[data-copy]').textContent"
    before = browser.value(label)
    browser.click("[data-copy]")
    browser.until(f"{label} === 'Copied'")
    browser.click("[data-copy]")

    browser.until(f"{label} === given[0]", before)


@pytest.mark.usefixtures("chosen")
def test_what_could_not_be_read_is_read_the_next_time(
    browser, published, folder_of_downloads
):
    (pieces,) = published.glob("assets/models-pieces.*.js")
    away = pieces.rename(f"{pieces}.away")
    try:
        browser.click("[data-export=csv]")
        browser.until(
            "/again/.test(document.querySelector('[data-status]').textContent)"
        )
    finally:  # other tests need it too
        away.rename(pieces)
    browser.asked()
    browser.said()
    browser.click("[data-export=csv]")

    assert taken(browser, folder_of_downloads, "*-models.csv").startswith("id,")


@pytest.mark.usefixtures("models")
def test_a_bar_of_the_strip_filters_by_its_quarter(browser):
    told = browser.value("document.querySelector('.strip li:last-child b').textContent")
    browser.click(".strip li:last-child a")

    assert browser.value(COUNT) == int(told)
    current = browser.value(
        "document.querySelectorAll('.strip [aria-current=true]').length"
    )
    assert current == 1


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_the_line_is_copied(models, browser, has_clipboard):
    models.open(query="?paradigm=diffusion")
    line = models.state()["line"]
    if not has_clipboard:
        browser.run(
            "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
        )

    browser.click("[data-copy='#line']")

    said = "document.querySelector('[data-copy=\"#line\"]').textContent"
    browser.until(f"{said} === 'Copied'")
    assert browser.value(FOCUS, "[data-copy]")
    browser.click("#search")
    browser.press("Control+v")
    assert browser.value("document.querySelector('#search').value") == line
    browser.until(f"{said} === 'Copy'")


@pytest.fixture
def chosen(models, browser):
    """Some models that are ticked, in no order of theirs."""
    for number in (7, 2, 5):
        browser.click("tbody input[type=checkbox]", number)
    ids = browser.value("new URLSearchParams(location.search).get('select').split(',')")
    assert len(ids) == 3
    return [id_ for id_ in models.data["ids"] if id_ in ids]


@pytest.mark.parametrize("form", ["bib", "csv", "json", "tex"])
def test_what_is_chosen_is_taken_away_as_the_command_writes_it(
    chosen, browser, folder_of_downloads, run, repository, form
):
    browser.click(f"[data-export={form}]")
    data = taken(browser, folder_of_downloads, f"*-models.{form}")

    name = {"tex": "latex", "bib": "bibtex"}.get(form, form)
    whole = run("list", "models", "--format", name, root=repository).stdout
    match form:
        case "bib":
            entries = data.split("\n\n")
            assert len(entries) == 3
            assert {entry.strip() for entry in entries} <= {
                entry.strip() for entry in whole.split("\n\n")
            }
        case "csv":
            rows = list(csv.DictReader(io.StringIO(data)))
            every = list(csv.DictReader(io.StringIO(whole)))
            assert rows == [row for row in every if row["id"] in chosen]
        case "json":
            assert json.loads(data) == [
                each for each in json.loads(whole) if each["id"] in chosen
            ]
        case _:
            lines = [line for line in data.splitlines() if r"\cite" in line]
            assert len(lines) == 3
            assert set(lines) <= set(whole.splitlines())


def taken(browser, folder, pattern):
    """Return the text of the file that the browser has put there."""
    for _ in range(100):
        if found := list(folder.glob(pattern)):
            (file,) = found
            if text := file.read_text("utf-8"):
                return text
        browser.value("new Promise((resolve) => setTimeout(resolve, 50))")
    raise AssertionError("nothing was taken away")


@pytest.mark.usefixtures("chosen")
def test_what_is_chosen_stays_with_the_address_and_is_cleared(models, browser):
    count = "document.querySelector('[data-chosen-count]').textContent"
    question = browser.value("location.search")
    models.open(query=question)

    assert browser.value(count) == "3"
    ticked = browser.value("document.querySelectorAll('tbody input:checked').length")
    assert ticked == 3
    browser.click("[data-clear]")
    assert browser.value("document.querySelector('[data-chosen]').hidden")
    assert browser.value("document.querySelectorAll('tbody input:checked').length") == 0


def test_what_is_chosen_is_compared(chosen, browser):
    browser.click("[data-compare]")
    browser.until("document.querySelectorAll('[data-table] tbody tr').length")

    line = browser.value("document.querySelector('[data-line]').textContent")
    _, *words = shlex.split(line)
    assert words[0] == "compare"
    assert set(words[1:]) == set(chosen)
    shown = browser.value(
        "[...document.querySelectorAll('[data-table] tbody th')].map((th) =>"
        " th.lastChild.textContent.trim())"
    )
    assert len(shown) == len(set(shown)) > 5

    browser.click("[data-differing]")
    fewer = browser.value("document.querySelectorAll('[data-table] tbody tr').length")
    assert fewer <= len(shown)
    browser.click("[data-table] thead button")
    assert (
        browser.value("document.querySelectorAll('[data-table] thead a').length") == 2
    )
    browser.click("[data-copy-table=md]")
    browser.click("#pick")
    browser.press("Control+v")
    assert browser.value("document.querySelector('#pick').value").startswith("|  | ")


@pytest.mark.parametrize("kind", ["models", "papers", "datasets", "benchmarks"])
def test_all_works_from_a_file(browser, published, kind):
    exploring = Exploring(browser, f"{published.as_uri()}/")
    exploring.open(kind)
    name, words = next(iter(exploring.data["offers"].items()))

    told, shown = exploring.tick(name, words[0])

    assert told == shown
    ticked = exploring.state()
    browser.turn(-1)
    browser.until("location.search === ''")
    assert exploring.state()["count"] == len(exploring.data["ids"])
    exploring.open(kind, ticked["search"])
    assert exploring.state() == ticked
