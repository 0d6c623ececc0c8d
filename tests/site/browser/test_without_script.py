"""Pages are complete where no script runs, and nothing is there that would do nothing."""

import pytest
from tests.site.browser.bidi import STARTERS

pytestmark = pytest.mark.browser

DEAD = """
return [...document.querySelectorAll("button, input, select, textarea, [role=button]")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .map((each) => each.outerHTML.slice(0, 120));
"""


@pytest.fixture(params=STARTERS)
def scriptless(request):
    with STARTERS[request.param](scripts=False) as browser:
        yield browser


def test_everything_can_be_read(scriptless, address, kinds_of_page, real):
    dead, empty = {}, []
    for kind, page in kinds_of_page.items():
        scriptless.go(f"{address}{page}")
        if found := scriptless.look(DEAD):
            dead[kind] = found
        text = scriptless.look("return document.querySelector('main').innerText")
        if len(text.split()) < 5:
            empty.append(kind)
    scriptless.go(f"{address}index.html")
    shown = scriptless.look("return document.querySelectorAll('tbody tr').length")

    assert dead == {}
    assert empty == []
    assert shown == min(len(real.models), 200)
    assert scriptless.look("return typeof UNISURVEY") == "undefined"
