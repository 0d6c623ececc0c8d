"""What other lists hold is told apart: models, papers, left out, missing."""

from dataclasses import replace

from unisurvey.schema import Excluded, OtherList, Vocabulary
from unisurvey.views.coverage import coverage

URL = "https://github.com/toy/list/blob/0123abc/README.md"


def measured(catalog, *works):
    gone = Excluded(id="gone", name="A Work Left Out", reason="it makes nothing")
    other = OtherList(id="toy", name="Toy list", url=URL, works=works)
    known = replace(
        catalog.vocabularies,
        lists=Vocabulary("list", [other]),
        excluded=Vocabulary("excluded work", [gone]),
    )
    return coverage(replace(catalog, vocabularies=known))


def test_each_work_counts_once_by_its_id_or_title(toy_catalog):
    found = measured(
        toy_catalog, "2503.10001", "Toy-Any", "Toy Sets: Data {and} Tests",
        "A Work Left Out", "2999.00001",
    )  # fmt: skip

    (each,) = found["lists"]
    assert each.models == {"toy-show", "toy-any"}
    assert each.papers == {"toy-sets"}
    assert (each.excluded, each.missing) == (1, ("2999.00001",))
    assert each.share == "80%"
    assert found["alone"] == {"": ["Bare"]}


def test_the_estimate_is_chapmans(toy_catalog):
    found = measured(toy_catalog, "2503.10001", "Toy-Any", "2999.00001")["estimate"]

    assert (found["theirs"], found["both"]) == (3, 2)
    assert found["all"] == round(4 * 4 / 3 - 1)
    assert found["held"] == "69%"
