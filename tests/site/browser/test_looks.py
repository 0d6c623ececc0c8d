"""How each kind of page looks: both themes, phone to desk, print, and to those who listen."""

import io
from importlib.metadata import distribution
from pathlib import Path

import html5lib
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader
from tests.site.browser.bidi import STARTERS
from tests.site.browser.conftest import SIZES, strangers

pytestmark = pytest.mark.browser

SHEET = Path(__file__).parents[3] / "build" / "pages"
"""Where the contact sheets are left for people to look at."""

AXE = """
axe.configure({ branding: "" });
const found = await axe.run(document, { resultTypes: ["violations"], ...given[0] });
return found.violations.map((each) => [each.id, each.nodes.length, each.nodes[0].html.slice(0, 160), each.nodes[0].failureSummary]);
"""
IN_DARK = {"runOnly": ["color-contrast"]}
"""Rules that a theme can break: the others are judged once."""

ALIKE = """
for (const row of document.querySelectorAll("tbody tr:nth-child(n+51)")) row.remove();
"""
"""Of rows that one template makes fifty are judged; axe takes longest for the others."""

THEME = "document.documentElement.dataset.theme = given[0]"
LIGHT = """
const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
return (r + g + b) / 765;
"""
WIDE = """
const page = document.documentElement;
if (page.scrollWidth <= innerWidth) return null;
const out = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
return [page.scrollWidth, ...out.slice(0, 3).map((each) => each.outerHTML.slice(0, 120))];
"""
CUT = """
return [...document.querySelectorAll(".scroll")].filter((each) => each.checkVisibility() && each.scrollHeight > each.clientHeight + 1)
  .map((each) => [each.scrollHeight, each.clientHeight, each.outerHTML.slice(0, 120)]);
"""
SMALL = """
const area = (each) => { const box = each.getBoundingClientRect(); return box.width * box.height; };
const target = (each) => [each, ...(each.labels || [])].reduce((a, b) => area(a) > area(b) ? a : b);
return [...document.querySelectorAll("button, input, select, summary")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => { const box = target(each).getBoundingClientRect(); return box.width < 24 || box.height < 24; })
  .map((each) => each.outerHTML.slice(0, 120));
"""
TINY = """
return [...document.querySelectorAll("body *")].filter((each) =>
  [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  && each.checkVisibility({ visibilityProperty: true }) && !each.closest("svg")
  && parseFloat(getComputedStyle(each).fontSize) < 12).slice(0, 5).map((each) => each.outerHTML.slice(0, 120));
"""


@pytest.fixture(scope="session")
def axe():
    """The text of axe-core."""
    place = distribution("axe-playwright-python").locate_file(
        "axe_playwright_python/axe.min.js"
    )
    return Path(str(place)).read_text("utf-8")


def judged(browser, axe, **options):
    """Return what axe finds; its script is not the page's, so the policy lets it run."""
    if not browser.value("'axe' in window"):
        browser.call(
            "script.evaluate",
            expression=f"{axe}; 0",
            awaitPromise=False,
            target={"context": browser.context},
        )
    return browser.run(AXE, options)


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_axe_finds_nothing(browser, address, kinds_of_page, axe, size):
    browser.size(*SIZES[size])
    wrong = {}
    for kind, page in kinds_of_page.items():
        browser.go(f"{address}{page}")
        browser.run(ALIKE)
        for theme, options in (("light", {}), ("dark", IN_DARK)):
            browser.run(THEME, theme)
            if found := judged(browser, axe, **options):
                wrong[kind, theme] = found

    assert not wrong, "\n".join(f"{key}: {each}" for key, each in wrong.items())


def test_axe_would_find_a_fault(browser, address, axe):
    browser.go(f"{address}index.html")
    browser.run(
        "document.querySelector('main').append(document.createElement('button'))"
    )

    assert [rule for rule, *_ in judged(browser, axe)] == ["button-name"]


def test_pages_fit_a_phone(browser, address, kinds_of_page):
    browser.size(*SIZES["phone"])
    wide, small, tiny = {}, {}, {}
    for kind, page in kinds_of_page.items():
        browser.go(f"{address}{page}")
        wide[kind] = browser.run(WIDE)
        small[kind] = browser.run(SMALL)
        tiny[kind] = browser.run(TINY)

    assert {kind: found for kind, found in wide.items() if found} == {}
    assert {kind: found for kind, found in small.items() if found} == {}
    assert {kind: found for kind, found in tiny.items() if found} == {}


@pytest.mark.parametrize("size", SIZES)
def test_what_scrolls_sideways_is_seen_from_top_to_bottom(
    browser, address, kinds_of_page, size
):
    browser.size(*SIZES[size])
    cut = {}
    for kind, page in kinds_of_page.items():
        browser.go(f"{address}{page}")
        cut[kind] = browser.run(CUT)

    assert {kind: found for kind, found in cut.items() if found} == {}


def test_the_first_record_is_seen_at_once(browser, address):
    for size in ("phone", "desk"):
        browser.size(*SIZES[size])
        browser.go(f"{address}index.html")
        top = browser.value(
            "document.querySelector('tbody tr').getBoundingClientRect().top"
        )
        assert top < SIZES[size][1] - 60, size


def test_a_name_has_the_width_of_its_card(browser, address):
    browser.size(*SIZES["phone"])
    for folder in ("", "papers/", "datasets/", "benchmarks/"):
        browser.go(f"{address}{folder}index.html")
        name, whole = browser.value(
            "['tbody th', 'table'].map((each) => document.querySelector(each).clientWidth)"
        )
        assert name > 0.85 * whole, folder


def test_rows_are_cards_on_a_phone_and_still_a_table_to_who_listens(browser, address):
    browser.size(*SIZES["phone"])
    browser.go(f"{address}index.html")

    name, *places = browser.value(
        "[...document.querySelector('tbody tr').children].slice(1)"
        ".map((each) => each.getBoundingClientRect()).map((box) => [box.top, box.bottom, box.right])"
    )
    assert all(
        top >= name[1] and right <= SIZES["phone"][0] for top, _, right in places
    )
    for role in ("table", "row", "rowheader", "cell", "columnheader"):
        found = browser.here(
            "browsingContext.locateNodes",
            locator={"type": "accessibility", "value": {"role": role}},
            maxNodeCount=1,
        )
        assert found["nodes"], role


def test_a_card_has_nothing_of_what_is_not_known(browser, address):
    for size, is_there in (("phone", False), ("desk", True)):
        browser.size(*SIZES[size])
        for folder in ("", "datasets/", "benchmarks/"):
            browser.go(f"{address}{folder}index.html")
            dashes = browser.value(
                "[...document.querySelectorAll('tbody :is(td, p)')].filter((each) =>"
                " each.textContent === '–' && each.checkVisibility()).length"
            )
            assert (dashes > 0) == is_there, (size, folder)


def test_the_theme_is_switched_and_kept(browser, address, published):
    browser.go(f"{address}index.html")
    before = browser.run(LIGHT)
    assert before > 0.8
    browser.click("[data-theme-switch]")
    assert browser.run(LIGHT) < 0.2
    assert (
        browser.value(
            "document.querySelector('[data-theme-switch]').getAttribute('aria-pressed')"
        )
        == "true"
    )

    browser.go(f"{address}papers/index.html")
    assert browser.run(LIGHT) < 0.2

    browser.click("[data-theme-switch]")
    assert browser.run(LIGHT) == before
    browser.turn(-1)
    browser.until("!location.pathname.includes('papers')")
    assert browser.run(LIGHT) == before
    asked = strangers(browser, address, published)
    assert {url.rpartition("/")[2] for url in asked} <= {"favicon.ico"}  # Firefox
    browser.run("localStorage.clear()")


@pytest.mark.parametrize("name", STARTERS)
def test_a_system_that_is_dark_has_dark_pages(name, address):
    with STARTERS[name](dark=True) as browser:
        browser.go(f"{address}index.html")
        assert browser.run(LIGHT) < 0.2
        browser.click("[data-theme-switch]")
        assert browser.run(LIGHT) > 0.8
        browser.go(f"{address}index.html")
        assert browser.run(LIGHT) > 0.8


def test_what_is_printed_is_the_table(browser, address):
    browser.go(f"{address}index.html?search=janus")

    pages = PdfReader(io.BytesIO(browser.printed())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "Janus-Pro" in text
    assert "arxiv.org/abs/" in text
    for control in ("Filter", "Columns", "Show 200 more", "The same in a terminal"):
        assert control not in text


def test_pages_are_valid(published, kinds_of_page):
    wrong = {}
    for kind, page in kinds_of_page.items():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse((published / page).read_bytes())
        if parser.errors:
            wrong[kind] = parser.errors[:3]

    assert wrong == {}


def test_a_policy_that_is_broken_is_told(session, tmp_path, published):
    text = (published / "index.html").read_text("utf-8")
    bad = "<script>1</script><p style='color:red'></p><img src='http://127.0.0.1:9/a.png'>"
    (tmp_path / "bad.html").write_text(
        text.replace("</main>", f"{bad}</main>"), "utf-8"
    )
    session.said()
    session.go((tmp_path / "bad.html").as_uri())

    said = "\n".join(session.said())
    session.asked()
    for directive in ("script-src", "style-src", "img-src"):
        assert f"refused by the policy: {directive}" in said


def test_every_page_is_on_a_contact_sheet(browser, address, kinds_of_page):
    """Each kind of page at each width in both themes, for people to look at."""
    SHEET.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        for size, (width, height) in SIZES.items():
            browser.size(width, height)
            taken = []
            for kind, page in kinds_of_page.items():
                browser.go(f"{address}{page}")
                browser.run(THEME, theme)
                taken.append((kind, browser.picture()))
            name = f"{browser.name}-{size}-{theme}.png"
            sheet(taken, width, height).save(SHEET / name, optimize=True)

    assert len(list(SHEET.glob(f"{browser.name}-*.png"))) == 6


def sheet(taken, width, height):
    """Return small pictures side by side, each below its name."""
    small = (360, 360 * height // width)
    columns = 4 if width > height else 6
    lines = -(-len(taken) // columns)
    whole = Image.new(
        "RGB", (columns * (small[0] + 12), lines * (small[1] + 24)), "#888"
    )
    draw = ImageDraw.Draw(whole)
    for n, (kind, data) in enumerate(taken):
        x, y = n % columns * (small[0] + 12), n // columns * (small[1] + 24)
        with Image.open(io.BytesIO(data)) as picture:
            whole.paste(picture.convert("RGB").resize(small), (x, y + 20))
        draw.text((x + 4, y + 4), kind, fill="white")
    return whole
