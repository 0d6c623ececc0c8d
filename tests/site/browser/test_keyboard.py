"""Everything is reached and seen with keys alone, in the order in which it is read."""

import pytest

pytestmark = pytest.mark.browser

FOCUSABLE = """
const all = [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")];
const stops = all.filter((each) => !each.disabled && each.checkVisibility({ visibilityProperty: true }));
"""
STOP = """
await new Promise(requestAnimationFrame);
const at = document.activeElement;
const { left, top, right, bottom } = at.getBoundingClientRect();
const [x0, x1] = [Math.max(left, 0), Math.min(right, innerWidth)];
const [y0, y1] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
const style = getComputedStyle(at);
if (at !== document.body) at.dataset.visited = given[0];
const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]];
const hit = points.some(([x, y]) => {
  const found = document.elementFromPoint(x0 + (x1 - x0) * x, y0 + (y1 - y0) * y);
  return found && (at.contains(found) || found.contains(at) && found.matches("label, .chosen, th, td, li, p"));
});
return {
  end: at === document.body,
  what: at.outerHTML.slice(0, 120),
  isSeen: hit,
  isMarked: at.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
};
"""
ORDER = """
const regions = [
  ".skip", ".brand", ".top nav", ".theme", ".strip", ".filters", ".bar", ".chips", "tbody", ".more", ".line", ".chosen", "footer",
];
const visited = [...document.querySelectorAll("[data-visited]")].sort((a, b) => a.dataset.visited - b.dataset.visited);
const wrong = [];
visited.forEach((now, n) => {
  const before = visited[n - 1];
  if (!before || before.contains(now)) return;
  const of = (each) => regions.findIndex((region) => each.closest(region));
  const [a, b] = [before, now].map((each) => each.getBoundingClientRect());
  const isBelow = b.top >= a.bottom - 4, isBeside = b.left >= a.left && b.bottom > a.top;
  const cells = [before, now].map((each) => each.closest("td, th"));
  const isNextCell = cells[0] && cells[1] && cells[0] !== cells[1];
  if (of(before) === of(now) ? !(isBelow || isBeside || isNextCell) : of(now) < of(before)) {
    wrong.push([before.outerHTML.slice(0, 90), now.outerHTML.slice(0, 90)]);
  }
});
return wrong;
"""


@pytest.mark.parametrize("width", [1440, 380])
def test_tab_goes_through_all_in_the_order_of_sight(exploring, browser, width):
    browser.size(width, 900)
    exploring.open(query="?search=janus&select=janus,janus-pro")
    number = browser.run(f"{FOCUSABLE} document.body.focus(); return stops.length;")

    unseen, unmarked = [], []
    for n in range(number + 20):
        browser.press("Tab")
        stop = browser.run(STOP, n)
        if (
            stop["end"]
            or browser.value("document.querySelectorAll('[data-visited]').length") <= n
        ):
            break
        if not stop["isSeen"]:
            unseen.append(stop["what"])
        if not stop["isMarked"]:
            unmarked.append(stop["what"])

    missed = browser.run(
        f"{FOCUSABLE} return stops.filter((each) => !('visited' in each.dataset))"
        ".map((each) => each.outerHTML.slice(0, 120));"
    )
    assert (missed, unseen, unmarked) == ([], [], [])
    assert browser.run(ORDER) == []


def test_the_first_key_leads_past_the_navigation(exploring, browser):
    exploring.open()
    browser.press("Tab")
    assert browser.value("document.activeElement.className") == "skip"

    browser.press("Enter")
    browser.until("location.hash === '#main'")
    browser.press("Tab")

    assert browser.value("Boolean(document.activeElement.closest('main'))")


def test_all_that_is_done_with_the_mouse_is_done_with_keys(exploring, browser):
    exploring.open()
    every = len(exploring.data["ids"])
    count = "Number(document.querySelector('[data-count]').textContent)"
    browser.run("document.querySelector('[data-facets] input').focus()")
    browser.press("Space")
    ticked = browser.value(count)
    browser.run("document.querySelector('[data-chips] button').focus()")
    browser.press("Enter")
    assert ticked < every == browser.value(count)
    assert browser.value("document.activeElement.id") == "search"

    browser.write("janus")
    browser.press("Tab")
    browser.run("document.querySelector('tbody input').focus()")
    browser.press("Space")
    assert (
        browser.value("document.querySelector('[data-chosen-count]').textContent")
        == "1"
    )
    browser.run("document.querySelector('[data-columns] summary').focus()")
    browser.press("Enter")
    browser.run("document.querySelector('[data-columns] input').focus()")
    browser.press("Space")
    assert browser.value("document.querySelectorAll('thead .added').length") == 1
    browser.run("document.querySelector('[data-theme-switch]').focus()")
    browser.press("Enter", "Enter")
