"""What is asked on the page is what the line asks in a terminal."""

from random import Random

import pytest

pytestmark = pytest.mark.browser

KINDS = ("models", "papers", "datasets", "benchmarks")
AMOUNTS = {
    "parameters": ["1", "7", "500M", "1.5B", "13", "100"],
    "samples": ["0", "500K", "1000000", "2.5B"],
}
STATES = 200
RELOADED = 10


def ask(exploring, lot):
    """Ask something at random; return what numbers were told and what was then shown."""
    told = []
    offers = exploring.data["offers"]
    for name in lot.sample(list(offers), lot.randint(1, min(3, len(offers)))):
        words = offers[name]
        for n, word in enumerate(lot.sample(words, min(len(words), lot.randint(1, 2)))):
            number, shown = exploring.tick(name, word)
            if not n:
                told.append((name, word, number, shown))
    if lot.random() < 0.3:
        exploring.type_bound("since", lot.choice(["2023", "2024-07", "2025-03-10"]))
    if lot.random() < 0.2:
        exploring.type_bound("until", lot.choice(["2024", "2025-05", "2025-10-01"]))
    for name in exploring.data["amounts"]:
        for end in ("min", "max"):
            if lot.random() < 0.3:
                exploring.type_bound(f"{end}-{name}", lot.choice(AMOUNTS[name]))
    if lot.random() < 0.3:
        name = lot.choice(exploring.data["names"])
        start = lot.randrange(max(1, len(name) - 3))
        exploring.search(name[start : start + lot.randint(2, 6)])
    if lot.random() < 0.5:
        exploring.sort(lot.choice(exploring.data["sorts"]), turned=lot.random() < 0.5)
    return told


def test_the_line_gives_what_is_shown_and_in_that_order(exploring, listed):
    wrong, near = [], 0
    for kind in KINDS:
        exploring.open(kind)
        for seed in range(STATES // len(KINDS)):
            exploring.reset()
            told = ask(exploring, Random(f"{kind} {seed}"))
            state = exploring.state()
            wrong += [one for one in told if one[2] != one[3]]
            near += " show " in state["line"]
            ids = listed(state["line"])
            if state["ids"] != ids or state["count"] != len(ids):
                wrong.append((state["line"], state["ids"][:9], ids[:9], state["count"]))

    assert not wrong, "\n".join(map(str, wrong))
    assert near < STATES / 10


def test_an_address_brings_back_what_was_shown(exploring):
    wrong = []
    for kind in KINDS:
        for seed in range(RELOADED // 2):
            exploring.open(kind)
            ask(exploring, Random(f"{kind} again {seed}"))
            before = exploring.state()
            exploring.open(kind, before["search"])
            after = exploring.state()
            if after != before:
                wrong.append((before, after))

    assert not wrong, "\n".join(map(str, wrong))


NUMBERS = """
  const wrong = [];
  const count = () => Number(document.querySelector("[data-count]").textContent.replace(/\\D/g, ""));
  const before = count();
  const details = document.querySelectorAll("[data-facet]")[given[0]];
  details.open = true;
  while (!details.querySelector("li")) await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => setTimeout(resolve));
  for (const box of details.querySelectorAll("input[type=checkbox]")) {
    const told = Number(box.closest("label").querySelector(".number").textContent.replace(/\\D/g, ""));
    box.click();
    if (told !== count() || !told) wrong.push([details.dataset.facet, box.value, told, count()]);
    box.click();
  }
  if (count() !== before) wrong.push([details.dataset.facet, before, count()]);
  return wrong;
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_beside_a_word_is_what_it_shows(exploring, kind):
    """Every word of every filter, alone."""
    exploring.open(kind)

    run = exploring.browser.run
    facets = run("return [...document.querySelectorAll('[data-facet]')].length")

    wrong = [each for n in range(facets) for each in run(NUMBERS, n)]

    assert not wrong, "\n".join(map(str, wrong))
