"""What people do on the pages where records are explored."""

STATE = """
const more = document.querySelector("[data-more] button");
while (!more.parentElement.hidden) more.click();
const count = Number(document.querySelector("[data-count]").textContent.replace(/\\D/g, ""));
while (document.querySelectorAll("tbody tr").length < count) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  if (!more.parentElement.hidden) more.click();
}
return {
  ids: [...document.querySelectorAll("tbody tr")].map((row) => UNISURVEY.ids[row.dataset.n]),
  count,
  line: document.querySelector("[data-line]").textContent,
  search: location.search,
  isNear: !document.querySelector("[data-note]").hidden && UNISURVEY.ids.length > 0,
};
"""

DATA = """
const words = ({ name, choices }) => [name, choices.map(([word]) => word)];
return {
  ids: UNISURVEY.ids,
  names: UNISURVEY.names,
  offers: Object.fromEntries(UNISURVEY.offers.map(words)),
  sorts: Object.keys(UNISURVEY.sorts),
  amounts: UNISURVEY.amounts.map(({ name }) => name),
};
"""

RESET = """
document.querySelector("[data-clear]").click();
history.pushState(null, "", location.pathname);
dispatchEvent(new PopStateEvent("popstate"));
"""

BOX = """
const [facet, word] = given;
const details = document.querySelector(`[data-facet="${facet}"]`);
details.open = true;
const find = () => [...details.querySelectorAll("input[type=checkbox]")].find((box) => box.value === word);
while (!find()) await new Promise((resolve) => setTimeout(resolve));
const box = find();
const number = (element) => Number(element.textContent.replace(/\\D/g, ""));
const told = () => number(box.closest("label").querySelector(".number"));
const shown = () => number(document.querySelector("[data-count]"));
"""


class Exploring:
    """A page of exploring in a browser."""

    def __init__(self, browser, base):
        self.browser = browser
        self.base = base
        self.data = {}
        """Of the page that is open: ids, names, words of each filter, orders and amounts."""

    def open(self, kind="models", query=""):
        """Open the page of a kind, in a state."""
        folder = "" if kind == "models" else f"{kind}/"
        self.browser.go(f"{self.base}{folder}index.html{query}")
        self.data = self.browser.run(DATA)

    def reset(self):
        """Take back whatever was asked for."""
        self.browser.run(RESET)

    def state(self):
        """Return ids in order, their count, the line and the address' question."""
        return self.browser.run(STATE)

    def tick(self, facet, word):
        """Tick a word; return the number that stood beside it, and how many are shown."""
        return self.browser.run(
            f"{BOX} const before = told(); box.click(); return [before, shown()];",
            facet,
            word,
        )

    def type_bound(self, name, text):
        """Fill in a least or a most."""
        self.browser.run(
            "const input = document.querySelector(`[data-bound=${given[0]}]`);"
            "input.value = given[1];"
            "input.dispatchEvent(new Event('change', { bubbles: true }));",
            name,
            text,
        )

    def sort(self, name, *, turned):
        """Choose an order, and turn it round."""
        self.browser.run(
            "const order = document.querySelector('#sort'); order.value = given[0];"
            "order.dispatchEvent(new Event('change', { bubbles: true }));"
            "if (given[1]) document.querySelector('[data-turn]').click();",
            name,
            turned,
        )

    def search(self, text):
        """Search, as if it were typed all at once."""
        self.browser.run(
            "const input = document.querySelector('#search'); input.value = given[0];"
            "input.dispatchEvent(new Event('input', { bubbles: true }));",
            text,
        )
