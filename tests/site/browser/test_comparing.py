"""A few records side by side, as the command prints them."""

import shlex

import pytest

from unisurvey.render.latex import cell

pytestmark = pytest.mark.browser

LINE = "document.querySelector('[data-line]').textContent"
NOTE = "document.querySelector('[data-note]').textContent"
NAMES = (
    "[...document.querySelectorAll('[data-table] thead a')].map((a) => a.textContent)"
)
ROWS = "[...document.querySelectorAll('[data-table] tbody tr')].map((row) => [...row.cells].slice(1).map((cell) => cell.textContent))"


@pytest.fixture
def compared(browser, address):
    def compared(kind, *ids):
        browser.go(f"{address}compare/index.html?kind={kind}&ids={','.join(ids)}")
        browser.until("document.querySelector('#pickable').children.length")

    return compared


def picked(browser, *ids):
    for one in ids:
        browser.click("#pick")
        browser.write(one)
        browser.press("Enter")


def test_another_kind_is_compared_and_the_first_one_again(compared, browser, real):
    compared("models")
    for kind in ("models", "datasets", "models", "benchmarks", "datasets"):
        browser.run(
            "const field = document.querySelector('#kind');"
            "field.value = given[0];"
            "field.dispatchEvent(new Event('change'));",
            kind,
        )
        two = [record.id for record in real.records(kind)[:2]]
        browser.until(
            "!!document.querySelector(given[0])", f"#pickable [value='{two[0]}']"
        )
        picked(browser, *two)

        words = browser.value(LINE).split()[2:]
        assert [word.rpartition("/")[2] for word in words] == two


def test_the_line_gives_what_is_shown(compared, browser, run, repository):
    compared("models", "janus", "janus-pro", "janus")
    assert len(browser.value(NAMES)) == 2
    every = browser.value(ROWS)
    shared = browser.value("document.querySelector('[data-shared]').textContent")
    assert "backbone" in shared.casefold()

    browser.click("[data-differing]")

    fewer = browser.value(ROWS)
    assert len(fewer) < len(every)
    assert (
        browser.value("document.querySelector('[data-shared]').textContent") == shared
    )
    _, *words = shlex.split(browser.value(LINE))
    assert words[-1] == "--differences"
    told = run(*words, "--format", "md", root=repository).stdout
    for row in fewer:
        assert all(text == "–" or text[:20] in told for text in row), row


def test_no_line_stands_where_the_command_gives_something_else(compared, browser):
    shown = "document.querySelector('[data-line]').checkVisibility()"
    for kind, ids, is_shown in (
        ("models", ["janus"], False),
        ("models", ["janus", "bagel"], True),
        ("papers", ["janus", "vila-u"], False),
        ("papers", ["janus", "geneval"], True),
    ):
        compared(kind, *ids)
        assert browser.value(shown) is is_shown, ids


def test_what_does_not_fit_or_is_not_there_is_told(compared, browser, real):
    ids = [model.id for model in real.models[:6]]
    compared("models", *ids[:5])
    picked(browser, ids[5])
    assert "No more than 5" in browser.value(NOTE)
    browser.click("[data-table] thead button")
    browser.run("document.querySelector('#pick').value = ''")
    picked(browser, "no such model")

    assert "no such model" in browser.value(NOTE)
    assert len(browser.value(NAMES)) == 4


def test_a_table_for_latex_is_spelled_for_it(compared, browser, real):
    odd = [m for m in real.models if cell(m.model.name) != m.model.name][:2]
    compared("models", *(model.id for model in odd))
    browser.click("[data-copy-table=tex]")
    browser.click("#pick")
    browser.press("Control+v")

    copied = browser.value("document.querySelector('#pick').value")
    assert len(odd) == 2
    for model in odd:
        assert cell(model.model.name) in copied


def test_what_could_not_be_read_is_told_and_read_the_next_time(
    compared, browser, published
):
    compared("models", "janus", "bagel")
    shown = "document.querySelector('[data-table]').checkVisibility()"
    choose = (
        "const field = document.querySelector('#kind'); field.value = 'datasets';"
        "field.dispatchEvent(new Event('change'));"
    )
    (script,) = published.glob("assets/datasets-compared.*.js")
    away = script.rename(f"{script}.away")
    try:
        browser.run(choose)
        browser.until(f"/choose again/.test({NOTE})")
        assert not browser.value(shown)
    finally:  # other tests need it too
        away.rename(script)
    browser.asked()
    browser.said()
    browser.run(choose)
    browser.until(f"/Choose two/.test({NOTE})")
